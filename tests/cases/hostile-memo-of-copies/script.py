from copy import deepcopy


class Scaled:
    def __init__(self, scale):
        self.scale = scale
        self.kept = {}

    def value(self, n):
        if n not in self.kept:
            self.kept[n] = sum(k * self.scale for k in range(n % 9 + 300))
        return self.kept[n]


original = Scaled(1)
out = []
for n in range(60):
    first = original.value(n % 20)
    other = deepcopy(original)
    other.scale = 5
    out.append(first + other.value((n + 7) % 20))
print(out)

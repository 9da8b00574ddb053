import copy


class Scaled:
    def __init__(self, scale):
        self.scale = scale
        self.kept = {}

    def value(self, n):
        if n not in self.kept:
            self.kept[n] = sum(k * self.scale for k in range(n % 9 + 300))
        return self.kept[n]


original = Scaled(1)
shallow = copy.copy(original)
shallow.scale = 2
out = []
for n in range(60):
    out.append((original if n % 3 else shallow).value(n % 30))
print(out)

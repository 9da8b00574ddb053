"""Random walk & LCG generator: sequential by nature."""
class LCG:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (1103515245 * self.state + 12345) % (1 << 31)
        return self.state

    def uniform(self):
        return self.next() / float(1 << 31)


gen = LCG(2024)
x = 0
lo = hi = 0
for i in range(20000):
    if gen.uniform() < 0.5:
        x -= 1
    else:
        x += 1
    lo = min(lo, x)
    hi = max(hi, x)
print(x, lo, hi)

inside = 0
for i in range(20000):
    a, b = gen.uniform(), gen.uniform()
    if a * a + b * b < 1:
        inside += 1
print("pi ~", 4 * inside / 20000)

"""Objects that rounds make, and statements that run them and keep what comes out."""
from functools import partial


class Solver:
    def __init__(self, n, verbose=False):
        self.n = n
        self.verbose = verbose
        self.history = []
        self.counts = {}

    def solve(self):
        x = self.n
        for k in range(300):
            x = (x * 31 + k) % 1009
            self.history.append(x)
            self.counts[x % 7] = self.counts.get(x % 7, 0) + 1
        if self.verbose:
            print("solved", self.n, len(self.history))
        return x

    def path(self):
        self.solve()
        return self.history[-5:]


results = {}
for n in range(16):
    solver = Solver(n)
    results[n] = solver.solve()
print(results)

for n in range(16):
    solver = Solver(n)
    print(n, solver.solve())

paths = {}
for n in range(16):
    solver = Solver(n)
    paths[n % 5] = solver.path()
print(paths)

for n in range(12):
    solver = Solver(n, n % 3 == 0)
    results[n] = solver.solve()
print(results)

out = []
for n in range(12):
    solver = Solver(n, verbose=True)
    out.append(solver.solve())
print(out)


def power(base, exponent, modulus):
    for _ in range(400):
        base = (base * exponent + 7) % modulus
    return base


print(sum(map(partial(power, exponent=5, modulus=10007), range(40))))
LIMIT = 1009
print(sorted(range(20), key=partial(power, exponent=-3, modulus=LIMIT)))
kept = [(n, value) for n in range(40) if (value := power(n, 3, 1013)) % 2]
print(kept)

"""Objects that rounds make and others know, and names that expressions leave behind."""
from functools import partial


class Solver:
    def __init__(self, n):
        self.n = n
        self.history = [n]

    def solve(self):
        x = self.n
        for k in range(300):
            x = (x * 31 + k) % 1009
            self.history.append(x)
        if x == 500 or self.n == 11:
            raise ValueError(self.n)
        return x

    def grow(self):
        for k in range(300):
            self.history.append((self.history[-1] * 31 + k) % 1009)
        return self.history

    def finish(self):
        for k in range(100):
            self.history[0] += self.history[k] % 3
        return self


class Keeper(Solver):
    known = []

    def __init__(self, n):
        super().__init__(n)
        Keeper.known.append(self)


def listed():
    results, items = {}, []
    for n in range(8):
        solver = Solver(n)
        items.append(solver)
        print(len(items[-1].history))
        results[n] = solver.solve()
        print(len(items[-1].history), results[n])
    print([len(item.history) for item in items])


def shown():
    for n in range(8):
        solver = Solver(n)
        print(len(solver.history), solver.solve(), len(solver.history))


def registered():
    results = {}
    for n in range(8):
        solver = Keeper(n)
        print(len(Keeper.known[-1].history))
        results[n] = solver.solve()
        print(len(Keeper.known[-1].history))


def renamed():
    results = {}
    for n in range(8):
        solver = Solver(n)
        same = solver
        print(len(same.history))
        results[n] = solver.solve()
        print(len(same.history))


def looked_at():
    results = {}
    for n in range(8):
        solver = Solver(n)
        look = lambda: len(solver.history)
        print(look())
        results[n] = solver.solve()
        print(look())


def finished():
    grown = {}
    for n in range(8):
        solver = Solver(n)
        grown[n] = solver.grow()
        before = sum(grown[n])
        solver.finish()
        print(before, sum(grown[n]), grown[n][0])


def later():
    grown = {}
    for n in range(8):
        solver = Solver(n)
        grown[n] = solver.grow()
        print(sum(grown[n]))
        solver.finish()
    print([sum(one) for one in grown.values()])


def shared():
    grown, items = {}, []
    for n in range(8):
        solver = Solver(n)
        grown[n] = solver.grow()
        items.append(solver.finish())
    print([grown[n] is items[n].history for n in range(8)])


def left():
    results = {}
    try:
        for n in range(8, 16):
            solver = Solver(n)
            print(n, len(solver.history))
            results[n] = solver.solve()
    except ValueError as error:
        print("left", error, n, len(solver.history))


def handled():
    results = {}
    for n in range(8, 16):
        solver = Solver(n)
        try:
            results[n] = solver.solve()
        except ValueError as error:
            print("handled", error, len(solver.history))
    print(results)


def paired():
    results, pairs = {}, []
    for n in range(8):
        solver = Solver(n)
        pairs.append((n, solver))
        results[n] = solver.solve()
    print([len(solver.history) for _, solver in pairs])


def held():
    results, pairs = {}, []
    for n in range(8):
        solver = Solver(n)
        pair = (n, solver)
        pairs.append(pair)
        print(len(pairs[-1][1].history))
        results[n] = solver.solve()
    print([len(solver.history) for _, solver in pairs])


def keyed():
    lengths = {}
    for n in range(8):
        solver = Solver(n)
        lengths[len(solver.history)] = solver.solve()
    print(lengths)


def twice():
    results, more = {}, {}
    for n in range(8):
        solver = Solver(n)
        results[n] = solver.solve()
        more[n] = sum(solver.grow())
        if n % 2:
            more[n] += solver.solve()
    print(results, more)


for run in (listed, shown, registered, renamed, looked_at, finished, later, shared, left, handled, paired, held, keyed, twice):
    run()


def power(base, exponent, modulus):
    for _ in range(400):
        base = (base * exponent + 7) % modulus
    return base


last = [value for n in range(30) if (value := power(n, 3, 1013)) % 2]
print(last, value)
seen = [(n, before) for n in range(30) if n < 1 or before > 300 or (before := power(n, 3, 1013))] if (before := 5) else []
print(seen)


def inner(count):
    found = [w for n in range(count) if (w := power(n, 3, 1013)) % 2]

    def later():
        return w

    return found, later()


print(inner(20))
modulus = 1009
calls = []


def changing():
    global modulus
    modulus += 2
    return 3


print(list(map(partial(power, exponent=changing(), modulus=modulus), range(20))), modulus)
table = [3]
keyed = partial(power, exponent=5, modulus=table[0] + 1000)
print(list(map(keyed, range(20))))

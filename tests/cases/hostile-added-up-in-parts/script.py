from collections import Counter, defaultdict


def work(n):
    x = int(n)
    for _ in range(60):
        x = (x * 69069 + 1) % 4294967296
    return x % 10


def missing_key():
    counts = {0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0}
    try:
        for i in range(100):
            counts[work(i)] += 1
    except KeyError as error:
        print("key", error, counts)


def behind_the_end():
    bins = [0] * 9
    try:
        for i in range(100):
            bins[work(i)] += 1
    except IndexError as error:
        print("index", error, bins)


def other_values():
    halves = {3: 0.1, 4: True, 5: 10**20}
    for i in range(60):
        halves[work(i)] = halves.get(work(i), 0) + 1
    print(halves)
    mixed = [0.1, 0, True, 1e16, 5, 6, 7, 8, 9, 2**70]
    for i in range(60):
        mixed[work(i)] += 1
    print(mixed)


def both_names():
    a = b = {}
    for i in range(60):
        a[work(i)] = a.get(work(i), 0) + 1
        b[-1] = b.get(-1, 0) + 2
    print(a, b)
    xs = []
    ys = xs
    for i in range(30):
        for j in range(2):
            xs.append(work(i))
            ys.append(j)
    print(xs)


class Bag(Counter):
    def __missing__(self, key):
        return 100


def own_types():
    bag = Bag()
    for i in range(12):
        bag[work(i)] += 1
    print(sorted(bag.items()))
    tens = defaultdict(lambda: 10)
    for i in range(60):
        tens[work(i)] += 1
    print(tens.items())


seen = {}


def fresh(n):
    return work(n) + len(seen)


def read_elsewhere():
    for i in range(60):
        seen[fresh(i)] = seen.get(fresh(i), 0) + 1
    print(seen)
    counts = {}
    for i in range(60):
        if len(counts) < 5:
            counts[work(i)] = counts.get(work(i), 0) + 1
    print(counts)
    same = {n: 0 for n in range(10)}
    for n in same:
        same[n] += work(n)
    print(same)


def values_of(counts):
    for k in list(counts):
        yield counts[k]


def lazily_read():
    counts = {n: n for n in range(20)}
    for v in values_of(counts):
        counts[work(v)] += 3
    print(counts)


def not_a_number():
    nan = float("nan")
    values = [1.0, nan, 2.0, nan, True, 1, nan, -0.0, 0, 0.0]
    found, counts = set(), {}
    for v in values * 9:
        found.add(v)
        counts[v] = counts.get(v, 0) + work(3)
    print(len(found), len(counts), [str(v) for v in counts])
    ones = {}
    for v in [True, 1, 1.0, "1", b"1", None] * 8:
        ones[v] = ones.get(v, 0) + 1
    print(ones)


def grown_sets():
    members = set(range(0, 400, 7))
    for n in range(0, 380, 7):
        members.discard(n)
    for i in range(90):
        members.add(i * 64 % 1021)
    print(list(members))


def shared_groups():
    common = []
    groups = {n: common for n in range(10)}
    for i in range(60):
        groups[work(i)].append(i)
    print(groups[0], len(common))
    lists = {}
    for i in range(60):
        lists.setdefault(work(i), []).append(i)
    for i in range(60):
        lists.setdefault(work(i), []).append(-i)
    print(lists)
    grown = []
    for i in range(30):
        for j in range(3):
            grown.append(i * j)


def left_behind():
    counts = {}
    for i in range(50):
        last = work(i)
        counts[last] = counts.get(last, 0) + 1
    print(i, last, counts)
    total = 0.0
    for i in range(50):
        counts[work(i)] += 1
        total += 0.1
    print(repr(total), counts)


class Fickle:
    def __init__(self):
        self.one, self.many, self.calls = {}, {}, 0

    @property
    def counts(self):
        return dict(self.one)

    @property
    def turns(self):
        self.calls += 1
        return self.one if self.calls % 2 else self.many

    def swap(self, n):
        if n % 20 == 19:
            self.one = {}
        return work(n)

    def run(self):
        for i in range(40):
            self.counts[work(i)] = self.counts.get(work(i), 0) + 1
        print(self.one)
        for i in range(40):
            self.turns[work(i)] = 1
        print(self.one, self.many, self.calls)
        for i in range(60):
            self.one[self.swap(i)] = self.one.get(work(i), 0) + 1
        print(self.one)
        try:
            for i in range(3):
                self.absent[work(i)] += 1
        except AttributeError as error:
            print(error)
        for i in []:
            self.absent[work(i)] += 1


def kept_and_changed():
    rows, row = [], []
    for i in range(20):
        for j in range(2):
            row.append(work(i + j))
            rows.append(row)
    rows[0].append("end")
    print(rows[-1], rows[3])
    found = []
    for i in range(20):
        pair = [work(i)]
        for j in range(2):
            found.append(pair)
        pair.append(i)
    found[0].append("end")
    print(found[:4])


def updated():
    counts = Counter()
    for i in range(20):
        counts.update({work(i): 5})
        counts.update("ab" * work(i))
    print(counts)
    for i in range(20):
        counts.update(x for x in "abc" if counts["a"] % 2)
    print(counts)


def failing_halfway():
    counts, order = {}, []
    try:
        for i in range(60):
            for j in range(3):
                counts[j] = counts.get(j, 0) + 1
                order.append(j)
                1 // (57 - i)
    except ZeroDivisionError:
        print(counts, len(order))


def leaving():
    counts = {}
    for i in range(60):
        counts[work(i)] = counts.get(work(i), 0) + 1
        if i == 41:
            break
    print(counts)
    seen = set()
    for i in range(60):
        if work(i) in seen:
            continue
        seen.add(work(i))
    print(seen)


def captured():
    counts = {}
    show = lambda: sum(counts.values())
    for i in range(30):
        counts[show() % 7] = counts.get(show() % 7, 0) + 1
    print(counts)


missing_key()
behind_the_end()
other_values()
both_names()
own_types()
read_elsewhere()
lazily_read()
not_a_number()
grown_sets()
shared_groups()
left_behind()
Fickle().run()
kept_and_changed()
updated()
failing_halfway()
leaving()
captured()
total = 0
tally = {}
for i in range(80):
    tally[work(i)] = tally.get(work(i), 0) + 1
    total += 1
print(total, tally, i)

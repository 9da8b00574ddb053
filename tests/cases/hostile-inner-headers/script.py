"""Headers of inner loops that would not give the same again: iterators, sets, lists that change, names that are set."""


def work(n):
    total = n
    for i in range(60):
        total = (total * 31 + i) % 10007
    return total


class Counted(list):
    def __iter__(self):
        print("iterated")
        return super().__iter__()


class Steps:
    def __init__(self):
        self.count = 3

    @property
    def limit(self):
        self.count += 1
        return self.count


def shared_iterator(values):
    out = []
    feed = iter(values)
    for n in range(4):
        for v in feed:
            r = work(v + n)
            out.append(r)
            if len(out) > 100:
                print("long")
    return out


def own_iterators(lists):
    out = []
    for it in [iter(v) for v in lists]:
        for v in it:
            r = work(v)
            out.append(r)
    return out


def strings(names):
    out = []
    for n in range(5):
        for name in names:
            r = work(len(name) + n)
            out.append((name, r))
    return sorted(out)


def growing(values):
    out = []
    for n in range(5):
        for v in values:
            r = work(v + n)
            out.append(r)
        values.append(n)
    return out


def rebound(n):
    out = []
    for k in range(6):
        for i in range(n):
            r = work(i + k)
            out.append(r)
        n = n + 1
    return out, n


def computed(n):
    out = []
    for k in range(6):
        m = work(k) % 5
        for i in range(m):
            r = work(i + k)
            out.append((i, r))
        m = 9
        for i in range(m):
            r = work(i * k)
            out.append((i, r))
    return out


def aliased(rows):
    first = rows[0]
    out = []
    for k in range(4):
        for v in first:
            r = work(v)
            out.append(r)
        for row in rows:
            row.append(k)
    return out


def counted(values):
    out = []
    for k in range(3):
        for v in values:
            r = work(v * k)
            out.append(r)
    return out


def stepped(steps):
    out = []
    for k in range(4):
        for v in range(steps.limit):
            r = work(v * k)
            out.append(r)
    return out


def in_place(rows):
    changed = 0
    for i in range(len(rows)):
        for v in rows[i]:
            if work(v) % 2:
                changed += 1
                print(v)
        for j in range(len(rows[i])):
            rows[i][j] = work(rows[i][j])
    return changed, rows


def mapping(table):
    out = []
    for n in range(4):
        for key, value in table.items():
            r = work(value + n)
            out.append((key, r))
        table[n] = n
    return len(out), out[-1]


print(shared_iterator([1, 2, 3, 4]), own_iterators([[1, 2], [3]]))
print(strings({"one", "two", "three", "four"}))
print(growing([1, 2]), rebound(2))
print(computed(3))
print(aliased([[1], [2]]), counted(Counted([4, 5])), stepped(Steps()))
print(in_place([[1, 2], [3, 4], [5]]), mapping({"a": 1}) if False else mapping({7: 1}))

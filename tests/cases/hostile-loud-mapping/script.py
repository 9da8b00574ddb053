class Loud(dict):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


def work(n):
    x = n
    for _ in range(60):
        x = (x * 69069 + 1) % 4294967296
    return x % 10


def count(counts):
    for i in range(12):
        counts[work(i)] = counts.get(work(i), 0) + 1
    print(sorted(counts.items()))


count({})
count(Loud())

from collections import defaultdict

log = []


def made():
    log.append(len(log))
    return 5


def work(k):
    total = 0
    for i in range(400):
        total += i * k % 7
    return total


counting = defaultdict(made)


def copied(k):
    mine = counting.copy()
    return work(k) + mine[k]


def merged(k):
    mine = counting | {}
    return work(k) + mine[k]


def merged_into(k):
    mine = {} | counting
    return work(k) + mine[k]


def tally(k):
    counts = defaultdict(int)
    groups = defaultdict(list)
    for i in range(200):
        counts[i * k % 11] += 1
        groups[i % 5].append(i * k % 7)
    groups.default_factory = None
    return counts, groups


def odd(k):
    counts = defaultdict(made)
    counts[k] += work(k)
    return counts


def main():
    print([copied(k) for k in range(12)], len(log))
    print([merged(k) for k in range(12)], len(log))
    print([merged_into(k) for k in range(12)], len(log))
    tallies = []
    for k in range(12):
        counts, groups = tally(k)
        tallies.append(counts)
        print(sorted(counts.items())[:3], list(groups)[:3], groups.default_factory)
    print([t["missing"] for t in tallies], [t.default_factory for t in tallies][:2], type(tallies[0]).__name__)
    print([len(odd(k)) for k in range(12)], len(log))


main()

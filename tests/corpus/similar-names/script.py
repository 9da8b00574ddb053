import random
from textools import jaccard, soundex


def names(n):
    rng = random.Random(19)
    parts = ["an", "ber", "chris", "da", "el", "fre", "ga", "hil", "jo", "kar", "lin", "mar", "nor", "ol", "pe"]
    return ["".join(rng.choice(parts) for _ in range(rng.randint(2, 4))) for _ in range(n)]


def main():
    people = names(60)
    pairs = []
    for i, a in enumerate(people):  # expert: easy
        for b in people[i + 1:]:
            s = jaccard(a, b)
            if s > 0.6:
                pairs.append((s, a, b))
    pairs.sort(reverse=True)
    for s, a, b in pairs[:6]:
        print(f"{a:20} {b:20} {s:.3f}")
    groups = {}
    for p in people:
        groups.setdefault(soundex(p), []).append(p)
    print(sorted((k, len(v)) for k, v in groups.items())[:8])


main()

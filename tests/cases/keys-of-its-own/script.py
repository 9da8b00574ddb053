"""Groups in a `defaultdict`, gone through by their keys."""
from collections import defaultdict


def score(rows):
    total = 0
    for row in rows:
        for k in range(60):
            total = (total * 31 + row * k) % 10007
    return total


def grouped(count):
    groups = defaultdict(list)
    for number in range(count):
        groups[number * number % 41, str(number % 3)].append(number)
    return groups


def main():
    groups = grouped(600)
    scores = []
    for key in groups:
        scores.append((key, score(groups[key])))
    print(scores)
    for key in groups.keys():
        print(key, score(groups[key]) % 97)
    for key, rows in groups.items():
        print(key, len(rows), score(groups[key]) % 89)
    table = {key: score(groups[key]) for key in groups}
    print(table)
    print([score(groups[key]) for key, _ in groups.items()])
    print(len(groups))


main()

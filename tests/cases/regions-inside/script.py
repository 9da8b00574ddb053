# Loops inside of a loop that goes over very few things have the workers where that has one round.
import sys
from collections import Counter


def score(text):
    total = 0
    for step in range(3000):
        total = (total * 31 + len(text) * step + ord(text[0])) % 1000003
    return total


def lines_of(name):
    return [f"{name} {number}" for number in range(24)]


def report(names):
    seen = Counter()
    for name in names:
        rows = []
        # What comes first, and a blank line behind it.

        for line in lines_of(name):  # one by one
            if line.endswith("7"):
                continue
            rows.append((line, score(line)))
        text = """first
  second"""
        best = max(rows, key=lambda row: score(row[0]))
        if len(rows) > 3:
            for line, value in rows:
                found = score(line * 2) % 5
                seen[found] += 1
                if found == 4 and value % 7 == 3:
                    print("left at", line)
                    break
            else:
                print("went through")
        values = [
            score(line)
            for line, value in rows
            if value % 2
        ]
        print(name, best, sum(values), text, sum(score(line) for line, _ in rows[:9]))
    print(sorted(seen.items()))


def add_up(names):
    counts = {}
    total = 0
    for name in names:
        for line in lines_of(name):
            word = str(score(line) % 7)
            counts[word] = counts.get(word, 0) + 1
            total += score(line) % 3
    print(counts, total)


def failing(names):
    for name in names:
        print("start", name)
        out = []
        for line in lines_of(name):
            out.append(1000 // (score(line) - STOP))
        print(sum(out))


def found(names):
    for name in names:
        for line in lines_of(name):
            if score(line) % 11 == 5:
                return line
    return None


def tables(tables_of):
    for name, size in {"small": 6, "large": 60}.items():
        if name in tables_of:
            rows = []
            for y in range(size):
                rows.append([score(f"{x} {y}") % 10 for x in range(3)])
            print(name, rows[-1], sum(map(sum, rows)))


STOP = score("b 20")
report(sys.argv[1:])
add_up(sys.argv[1:])
print(found(sys.argv[1:]), found([]))
tables(sys.argv[1:])
for name in ["once"]:
    print([score(line) for line in lines_of(name)][-1])
failing(sys.argv[1:])

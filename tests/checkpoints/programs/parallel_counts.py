"""Lines of a file that are counted in parts; batches that follow from each other, and of which each runs on all cores."""

import sys


def letters(word):
    total = 0
    for letter in word:
        total = (total * 31 + ord(letter)) % 1009
    return total


def slow(n):
    total = 0
    for k in range(400):
        total += k * n % 7
    return total


counts = {}
hits = 0
with open(sys.argv[1]) as lines:
    for line in lines:
        for word in line.split():
            code = letters(word)
            counts[code] = counts.get(code, 0) + 1
            if code % 10 == 3:
                hits += 1
print(hits, len(counts), list(counts.items())[:20])

balance = 1
results = {}
for batch in range(60):
    found = []
    for n in range(batch * 40, batch * 40 + 40):
        found.append(slow(n + balance % 5))
        if n % 17 == 0:
            print(n, found[-1])
    balance = (balance * 7 + sum(found)) % 1000003
    results[batch] = (balance, found)
print(balance, sum(len(found) for _, found in results.values()))

"""Anagram groups and word ladders."""
import random
from collections import defaultdict, deque

rng = random.Random(23)
WORDS = sorted({"".join(rng.choice("abcdefg") for _ in range(4)) for _ in range(500)})
WORDSET = set(WORDS)


def neighbours(word):
    for i in range(len(word)):
        for ch in "abcdefg":
            if ch != word[i]:
                cand = word[:i] + ch + word[i + 1:]
                if cand in WORDSET:
                    yield cand


def ladder(start, goal):
    queue = deque([start])
    parent = {start: None}
    while queue:
        w = queue.popleft()
        if w == goal:
            path = []
            while w is not None:
                path.append(w)
                w = parent[w]
            return path[::-1]
        for n in neighbours(w):
            if n not in parent:
                parent[n] = w
                queue.append(n)
    return []


groups = defaultdict(list)
for w in WORDS:
    groups["".join(sorted(w))].append(w)
big = [g for g in groups.values() if len(g) > 1]
print(len(big), "anagram groups, largest", max(big, key=len))

pairs = [(rng.choice(WORDS), rng.choice(WORDS)) for _ in range(40)]
lengths = []
for a, b in pairs:  # expert: easy
    path = ladder(a, b)
    if not path:
        print("no path from", a, "to", b)
        continue
    lengths.append(len(path))
    if len(path) > 7:
        print(" -> ".join(path))
print("mean length %.3f" % (sum(lengths) / len(lengths)))

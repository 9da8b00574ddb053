"""Edit distances of all pairs in a word list (dictionary of best matches)."""
import random
import string


def levenshtein(a, b):
    if len(a) < len(b):
        a, b = b, a
    prev = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        cur = [i]
        for j, cb in enumerate(b, 1):
            cost = 0 if ca == cb else 1
            cur.append(min(prev[j] + 1, cur[j - 1] + 1, prev[j - 1] + cost))
        prev = cur
    return prev[-1]


rng = random.Random(99)
words = ["".join(rng.choice(string.ascii_lowercase[:6]) for _ in range(rng.randint(4, 9))) for _ in range(80)]

matrix = {}
for i in range(len(words)):  # expert: easy
    for j in range(i + 1, len(words)):
        d = levenshtein(words[i], words[j])
        matrix[i, j] = d
        matrix[j, i] = d

nearest = {}
for i, w in enumerate(words):
    best = min((matrix[i, j], words[j]) for j in range(len(words)) if j != i)
    nearest[w] = best

for w in sorted(nearest)[:15]:
    print(w, "->", nearest[w][1], nearest[w][0])
print(sum(matrix.values()))

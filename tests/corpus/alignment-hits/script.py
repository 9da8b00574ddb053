"""Smith-Waterman alignment of queries against a small database; top hits."""
from collections import namedtuple
import random

Hit = namedtuple("Hit", ["score", "query", "target", "end"])
MATCH, MISMATCH, GAP = 2, -1, -2


def score_pair(a, b):
    rows, cols = len(a) + 1, len(b) + 1
    prev = [0] * cols
    best, best_pos = 0, (0, 0)
    for i in range(1, rows):
        cur = [0] * cols
        for j in range(1, cols):
            diag = prev[j - 1] + (MATCH if a[i - 1] == b[j - 1] else MISMATCH)
            cur[j] = max(0, diag, prev[j] + GAP, cur[j - 1] + GAP)
            if cur[j] > best:
                best, best_pos = cur[j], (i, j)
        prev = cur
    return best, best_pos


def random_seq(rng, n):
    return "".join(rng.choices("ACGT", k=n))


def main():
    rng = random.Random(6)
    database = {f"chr{i}": random_seq(rng, 60) for i in range(12)}
    queries = {f"q{i}": random_seq(rng, 30) for i in range(8)}
    hits = []
    for qname, q in queries.items():  # expert: easy
        for tname, t in database.items():
            score, end = score_pair(q, t)
            if score >= 12:
                hits.append(Hit(score, qname, tname, end))
    hits.sort(key=lambda h: (-h.score, h.query, h.target))
    for h in hits[:10]:
        print(f"{h.query} vs {h.target}: score={h.score} end={h.end}")
    best_for = {}
    for h in hits:
        if h.query not in best_for or best_for[h.query].score < h.score:
            best_for[h.query] = h
    print({q: h.target for q, h in sorted(best_for.items())})


if __name__ == "__main__":
    main()

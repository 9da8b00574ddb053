"""DNA: GC content, open reading frames, k-mers, pairwise alignment scores."""
import random
from collections import Counter, defaultdict

CODONS = {}
BASES = "TCAG"
AMINO = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"
_i = 0
for _a in BASES:
    for _b in BASES:
        for _c in BASES:
            CODONS[_a + _b + _c] = AMINO[_i]
            _i += 1

COMPLEMENT = str.maketrans("ACGT", "TGCA")


def reverse_complement(seq):
    return seq.translate(COMPLEMENT)[::-1]


def translate(seq):
    return "".join(CODONS[seq[i:i + 3]] for i in range(0, len(seq) - 2, 3))


def longest_orf(seq):
    best = ""
    for strand in (seq, reverse_complement(seq)):
        for frame in range(3):
            for part in translate(strand[frame:]).split("*"):
                start = part.find("M")
                if start >= 0 and len(part) - start > len(best):
                    best = part[start:]
    return best


def global_score(a, b, match=1, mismatch=-1, gap=-2):
    prev = [j * gap for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        cur = [i * gap]
        for j, y in enumerate(b, 1):
            diag = prev[j - 1] + (match if x == y else mismatch)
            cur.append(max(diag, prev[j] + gap, cur[j - 1] + gap))
        prev = cur
    return prev[-1]


def kmers(seq, k):
    return Counter(seq[i:i + k] for i in range(len(seq) - k + 1))


def main():
    random.seed(11)
    records = {f"seq{i:02d}": "".join(random.choice("ACGT") for _ in range(90 + i)) for i in range(14)}
    for name, seq in records.items():  # expert: easy
        orf = longest_orf(seq)
        gc = (seq.count("G") + seq.count("C")) / len(seq)
        print(f"{name} gc={gc:.3f} orf={orf}")
    totals = Counter()
    for seq in records.values():  # expert: easy
        totals.update(kmers(seq, 3))
    print(totals.most_common(4))
    names = sorted(records)
    scores = {}
    for i, a in enumerate(names):  # expert: easy
        for b in names[i + 1:]:
            scores[a, b] = global_score(records[a][:40], records[b][:40])
    closest = max(scores, key=scores.get)
    print(closest, scores[closest])
    groups = defaultdict(list)
    for (a, b), s in scores.items():
        groups[s].append(a + b)
    print(sorted(groups)[:5])


if __name__ == "__main__":
    main()

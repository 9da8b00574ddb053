# GC content, k-mers and codon translation over a synthetic FASTA file
import random
from collections import Counter

CODONS = {}
bases = "TCAG"
amino = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"
k = 0
for a in bases:
    for b in bases:
        for c in bases:
            CODONS[a + b + c] = amino[k]
            k += 1


def write_fasta(path):
    random.seed(11)
    with open(path, "w") as fh:
        for i in range(40):
            fh.write(">seq%d\n" % i)
            s = "".join(random.choice("ACGT") for _ in range(600))
            for j in range(0, len(s), 60):
                fh.write(s[j:j + 60] + "\n")


def read_fasta(path):
    name, chunks = None, []
    with open(path) as fh:
        for line in fh:
            line = line.rstrip()
            if line.startswith(">"):
                if name:
                    yield name, "".join(chunks)
                name, chunks = line[1:], []
            else:
                chunks.append(line)
    if name:
        yield name, "".join(chunks)


def translate(seq):
    protein = []
    for i in range(0, len(seq) - 2, 3):
        aa = CODONS[seq[i:i + 3]]
        if aa == "*":
            break
        protein.append(aa)
    return "".join(protein)


def longest_orf(seq):
    best = ""
    for frame in range(len(seq) - 2):
        if seq[frame:frame + 3] == "ATG":
            p = translate(seq[frame:])
            if len(p) > len(best):
                best = p
    return best


def gc(seq):
    return 100.0 * (seq.count("G") + seq.count("C")) / len(seq)


def kmers(seq, n):
    return Counter(seq[i:i + n] for i in range(len(seq) - n + 1))


def main():
    write_fasta("seqs.fa")
    total = Counter()
    rows = []
    for name, seq in read_fasta("seqs.fa"):  # expert: easy
        orf = longest_orf(seq)
        total.update(kmers(seq, 4))
        rows.append((name, gc(seq), len(orf), orf[:10]))
    rows.sort(key=lambda r: (-r[2], r[0]))
    for name, g, n, start in rows[:10]:
        print(f"{name:8} GC={g:5.2f}% orf={n:4d} {start}")
    for kmer, n in total.most_common(5):
        print(kmer, n)


if __name__ == "__main__":
    main()

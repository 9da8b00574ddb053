#!/usr/bin/env python3
"""Compare k-mer spectra of simulated genomes."""
import argparse
import math
import random
from collections import Counter, defaultdict
from itertools import combinations

COMPLEMENT = {"A": "T", "C": "G", "G": "C", "T": "A"}


def reverse_complement(seq):
    return "".join(COMPLEMENT[base] for base in reversed(seq))


def canonical(kmer):
    rc = reverse_complement(kmer)
    return kmer if kmer < rc else rc


def count_kmers(seq, k):
    counts = defaultdict(int)
    for i in range(len(seq) - k + 1):
        counts[canonical(seq[i:i + k])] += 1
    return counts


def cosine(a, b):
    dot = sum(n * b.get(kmer, 0) for kmer, n in a.items())
    na = math.sqrt(sum(v * v for v in a.values()))
    nb = math.sqrt(sum(v * v for v in b.values()))
    return dot / (na * nb)


def make_genomes(n, length, seed):
    rng = random.Random(seed)
    base = [rng.choice("ACGT") for _ in range(length)]
    genomes = {}
    for i in range(n):
        copy = list(base)
        for _ in range(length // 10):
            copy[rng.randrange(length)] = rng.choice("ACGT")
        genomes[f"genome_{i:02d}"] = "".join(copy)
    return genomes


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-k", type=int, default=6)
    parser.add_argument("-n", "--genomes", type=int, default=16)
    parser.add_argument("--length", type=int, default=3000)
    args = parser.parse_args()

    genomes = make_genomes(args.genomes, args.length, 11)
    spectra = {}
    for name, seq in genomes.items():  # expert: easy
        spectra[name] = count_kmers(seq, args.k)
        gc = (seq.count("G") + seq.count("C")) / len(seq)
        print(f"{name}: {len(spectra[name])} distinct, GC {gc:.3f}")

    best = None
    for a, b in combinations(sorted(spectra), 2):  # expert: easy
        similarity = cosine(spectra[a], spectra[b])
        if best is None or similarity > best[0]:
            best = (similarity, a, b)
    print("closest: %.6f %s %s" % best)

    total = Counter()
    for spectrum in spectra.values():  # expert: no, refused: unprofitable-loop
        total.update(spectrum)
    for kmer, count in total.most_common(5):
        print(kmer, count)


if __name__ == "__main__":
    main()

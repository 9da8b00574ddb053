#!/usr/bin/env python3
"""Digest synthetic plasmids with restriction enzymes and print fragment tables."""
import random
import re
from collections import defaultdict

IUPAC = {
    "A": "A", "C": "C", "G": "G", "T": "T", "R": "[AG]", "Y": "[CT]", "S": "[GC]", "W": "[AT]",
    "K": "[GT]", "M": "[AC]", "N": "[ACGT]",
}
ENZYMES = {
    "EcoRI": ("GAATTC", 1),
    "BamHI": ("GGATCC", 1),
    "HindIII": ("AAGCTT", 1),
    "HaeIII": ("GGCC", 2),
    "HinfI": ("GANTC", 1),
    "AvaII": ("GGWCC", 1),
    "Sau3AI": ("GATC", 0),
    "StyI": ("CCWWGG", 1),
}
COMPLEMENT = str.maketrans("ACGT", "TGCA")


class Enzyme:
    def __init__(self, name, site, offset):
        self.name = name
        self.site = site
        self.offset = offset
        self.pattern = re.compile("(?=%s)" % "".join(IUPAC[c] for c in site))

    def cuts(self, sequence):
        wrapped = sequence + sequence[: len(self.site) - 1]
        return sorted((m.start() + self.offset) % len(sequence) for m in self.pattern.finditer(wrapped))

    def __repr__(self):
        return f"<{self.name} {self.site}>"


def make_plasmid(length, gc, rng):
    weights = [(1 - gc) / 2, gc / 2, gc / 2, (1 - gc) / 2]
    return "".join(rng.choices("ACGT", weights, k=length))


def reverse_complement(seq):
    return seq.translate(COMPLEMENT)[::-1]


def fragments(length, cuts):
    if not cuts:
        return [length]
    out = []
    for a, b in zip(cuts, cuts[1:] + [cuts[0] + length]):
        if b > a:
            out.append(b - a)
    return sorted(out, reverse=True)


def longest_orf(seq):
    best = 0
    for strand in (seq, reverse_complement(seq)):
        for frame in range(3):
            start = None
            for i in range(frame, len(strand) - 2, 3):
                codon = strand[i:i + 3]
                if start is None and codon == "ATG":
                    start = i
                elif start is not None and codon in ("TAA", "TAG", "TGA"):
                    best = max(best, i + 3 - start)
                    start = None
    return best


rng = random.Random(77)
plasmids = {f"pX{n:02d}": make_plasmid(rng.randrange(9000, 16000), rng.uniform(0.35, 0.62), rng) for n in range(24)}
enzymes = [Enzyme(name, *rule) for name, rule in ENZYMES.items()]

digest = defaultdict(dict)
for name, seq in plasmids.items():  # expert: easy
    for enzyme in enzymes:
        digest[name][enzyme.name] = fragments(len(seq), enzyme.cuts(seq))

orfs = {name: longest_orf(seq) for name, seq in plasmids.items()}  # expert: easy

single_cutters = defaultdict(list)
for name in plasmids:
    row = []
    for enzyme in enzymes:
        frags = digest[name][enzyme.name]
        if len(frags) == 1:
            single_cutters[name].append(enzyme.name)
        row.append(f"{len(frags):4d}")
    print(f"{name} {len(plasmids[name]):6d} bp orf {orfs[name]:5d} |" + "".join(row))

print("single cutters:")
for name, found in sorted(single_cutters.items()):
    print(" ", name, ", ".join(found))

"""Train a tokeniser on the beginning of a text."""

import run_benchmark as bench

with open("data/frankenstein_intro.txt", encoding="utf-8") as file:
    text = file.read()[:2000]
pattern = r"""'s|'t| ?[a-zA-Z]+| ?\d+| ?[^\sa-zA-Z\d]+|\s+"""
encoder = bench.SimpleBytePairEncoding.train(text, 280, pattern)
for line in text.splitlines()[:20]:
    tokens = encoder.encode(line)
    print(len(line), len(tokens), encoder.decode(tokens) == line)

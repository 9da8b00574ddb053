"""Write a folder of nonsense prose for word_count.py."""
import argparse
import os
import random

SYLLABLES = "ka lo mi ne ru sa ti vo be du fa go hi ja pe qua ro su te wi ya zo an el or".split()

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--files", type=int, default=120)
parser.add_argument("--words", type=int, default=30000, help="words in each file, more or less")
parser.add_argument("--seed", type=int, default=3)
parser.add_argument("--folder", default="data/full")
args = parser.parse_args()

rng = random.Random(args.seed)
vocabulary = ["the", "of", "and", "a", "to", "in", "it", "is", "don't", "it's"]
while len(vocabulary) < 4000:
    vocabulary.append("".join(rng.choice(SYLLABLES) for _ in range(rng.randrange(1, 5))))

os.makedirs(args.folder, exist_ok=True)
for number in range(args.files):
    left = rng.randrange(args.words // 2, args.words * 3 // 2)
    with open(os.path.join(args.folder, "text%03d.txt" % number), "w", encoding="utf-8") as f:
        while left > 0:
            # The cube makes the words at the head of the list the common ones.
            line = [vocabulary[int(len(vocabulary) * rng.random() ** 3)] for _ in range(rng.randrange(4, 16))]
            left -= len(line)
            f.write(" ".join(line).capitalize() + rng.choice([".", ".", ",", "!", " \u2014"]) + "\n")

"""Invent a catalogue of titles and mistyped queries for text_search.py."""
import argparse
import os
import random

FIRST = "Red Quiet Lost Broken Early Golden Bitter Hidden Last Little Winter Northern Careless Paper Silver".split()
SECOND = "River Garden Letter Island Window Harbour Orchard Station Mirror Village Bridge Stranger Lantern".split()
LINK = ["of the", "in the", "and the", "without a", "beyond the"]

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--rows", type=int, default=4000, help="number of titles")
parser.add_argument("--queries", type=int, default=40)
parser.add_argument("--seed", type=int, default=33)
parser.add_argument("--folder", default="data/full")
args = parser.parse_args()

rng = random.Random(args.seed)
titles = []
for _ in range(args.rows):
    title = rng.choice(FIRST) + " " + rng.choice(SECOND)
    if rng.random() < 0.6:
        title += " " + rng.choice(LINK) + " " + rng.choice(FIRST) + " " + rng.choice(SECOND)
    if rng.random() < 0.2:
        title += f" {rng.randrange(2, 9)}"
    titles.append(title)

os.makedirs(args.folder, exist_ok=True)
with open(os.path.join(args.folder, "titles.txt"), "w", encoding="utf-8") as f:
    f.write("\n".join(titles) + "\n")

with open(os.path.join(args.folder, "queries.txt"), "w", encoding="utf-8") as f:
    for _ in range(args.queries):
        query = list(rng.choice(titles).lower())
        for _ in range(rng.randrange(0, 5)):
            place = rng.randrange(len(query))
            query[place:place + rng.randrange(2)] = rng.choice(["", "e", "\u00e9", "-", "x"])
        if rng.random() < 0.1:
            query = list("nothing like this at all, really")
        f.write("".join(query) + "\n")

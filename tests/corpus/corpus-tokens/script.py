"""Read lines from a big text file, tokenise, count words per letter, write output per line."""
import re
import random

TOKEN = re.compile(r"[a-z']+")
STOP = frozenset("the a an and or of to in is it that this".split())


def make(path):
    rng = random.Random(0)
    vocab = ["".join(rng.choice("abcdefghij") for _ in range(rng.randint(2, 8))) for _ in range(300)] + sorted(STOP)
    with open(path, "w") as f:
        for _ in range(2000):
            f.write(" ".join(rng.choice(vocab) for _ in range(12)).capitalize() + ".\n")


def stem(word):
    for suffix in ("ing", "ed", "es", "s"):
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return word[:-len(suffix)]
    return word


def normalise(line):
    return [stem(t) for t in TOKEN.findall(line.lower()) if t not in STOP]


def main():
    make("corpus.txt")
    counts = {}
    total = 0
    with open("corpus.txt") as src, open("tokens.txt", "w") as dst:
        for lineno, line in enumerate(src, 1):  # expert: easy
            tokens = normalise(line)
            total += len(tokens)
            for t in tokens:
                counts[t] = counts.get(t, 0) + 1
            dst.write("%d\t%s\n" % (lineno, " ".join(tokens)))
    top = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:8]
    print(total, top)


if __name__ == "__main__":
    main()

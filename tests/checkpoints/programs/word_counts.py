"""Counts of words from a file, with a line printed for each new one."""

import sys


def main(path):
    counts = {}
    lengths = [0] * 40
    longest = ""
    with open(path) as lines:
        for number, line in enumerate(lines):
            for word in line.split():
                if word not in counts:
                    print(number, "new", word)
                counts[word] = counts.get(word, 0) + 1
                lengths[len(word)] += 1
                if len(word) > len(longest):
                    longest = word
    for word in sorted(counts)[:10]:
        print(word, counts[word])
    print(longest, lengths)


if __name__ == "__main__":
    main(sys.argv[1])

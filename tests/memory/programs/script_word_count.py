"""Counts words of a made-up text."""

from collections import Counter, defaultdict

SYLLABLES = ["ka", "lo", "mi", "ne", "ro", "su", "ta", "vi"]


def word(number):
    parts = []
    while True:
        parts.append(SYLLABLES[number % 8])
        number //= 8
        if number == 0:
            break
    return "".join(parts)


def text(words):
    return " ".join(word((i * i * 31 + 7 * i) % 1500) for i in range(words))


def main():
    body = text(20000)
    words = body.split()
    counts = Counter(words)
    by_length = defaultdict(list)
    for w, n in counts.items():
        by_length[len(w)].append((n, w))
    for length in sorted(by_length):
        best = sorted(by_length[length], reverse=True)[:3]
        print(length, best)
    print(counts.most_common(5))


main()

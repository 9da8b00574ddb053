import hashlib
import itertools
import string

# Brute force a few short passwords from their md5

TARGETS = {
    hashlib.md5(w.encode()).hexdigest() for w in ("dog", "cab", "zzz", "q1x")
}
ALPHABET = string.ascii_lowercase + "01"


def crack(first):
    found = []
    for rest in itertools.product(ALPHABET, repeat=2):
        word = first + "".join(rest)
        digest = hashlib.md5(word.encode()).hexdigest()
        if digest in TARGETS:
            found.append((word, digest))
    return found


def main():
    results = []
    for ch in ALPHABET:  # expert: easy
        hits = crack(ch)
        if hits:
            print("hit with", ch, hits)
        results += hits
    print(len(results), "of", len(TARGETS), "cracked")


if __name__ == "__main__":
    main()

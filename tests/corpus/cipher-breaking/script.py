"""Caesar / Vigenere breaking by letter frequencies."""
from string import ascii_lowercase as letters

FREQ = {'a': 8.2, 'b': 1.5, 'c': 2.8, 'd': 4.3, 'e': 12.7, 'f': 2.2, 'g': 2.0, 'h': 6.1, 'i': 7.0, 'j': 0.15,
        'k': 0.77, 'l': 4.0, 'm': 2.4, 'n': 6.7, 'o': 7.5, 'p': 1.9, 'q': 0.095, 'r': 6.0, 's': 6.3, 't': 9.1,
        'u': 2.8, 'v': 0.98, 'w': 2.4, 'x': 0.15, 'y': 2.0, 'z': 0.074}

PLAIN = ("it was the best of times it was the worst of times it was the age of wisdom it was the age of foolishness "
         "it was the epoch of belief it was the epoch of incredulity it was the season of light ") * 3


def shift(text, k):
    out = []
    for ch in text:
        if ch in letters:
            out.append(letters[(letters.index(ch) + k) % 26])
        else:
            out.append(ch)
    return "".join(out)


def chi_squared(text):
    n = sum(c in letters for c in text)
    total = 0.0
    for ch in letters:
        expected = FREQ[ch] * n / 100
        total += (text.count(ch) - expected) ** 2 / expected
    return total


def crack(cipher):
    candidates = []
    for k in range(26):  # expert: easy
        candidates.append((chi_squared(shift(cipher, -k)), k))
    return min(candidates)


def vigenere(text, key, sign=1):
    res = ""
    i = 0
    for ch in text:
        if ch in letters:
            k = letters.index(key[i % len(key)])
            res += letters[(letters.index(ch) + sign * k) % 26]
            i += 1
        else:
            res += ch
    return res


for secret in (3, 11, 19):  # expert: easy
    score, k = crack(shift(PLAIN, secret))
    print(secret, k, round(score, 3))
keys = ["cat", "dog", "fox", "emu", "hen", "cow"]
cipher = vigenere(PLAIN, "fox")
best = min(keys, key=lambda key: chi_squared(vigenere(cipher, key, -1)))  # expert: easy
print(best)

"""Letter transitions as a nested dictionary, normalised."""

import string


def sample(n):
    letters = string.ascii_lowercase
    state, out = 1, []
    for _ in range(n):
        state = (state * 75 + 74) % 65537
        out.append(letters[state % 26])
    return "".join(out)


def transitions(text):
    counts = {a: {b: 0 for b in string.ascii_lowercase} for a in string.ascii_lowercase}
    for a, b in zip(text, text[1:]):
        counts[a][b] += 1
    return counts


def normalise(counts):
    result = {}
    for a, row in counts.items():
        total = sum(row.values()) or 1
        result[a] = {b: n / total for b, n in row.items()}
    return result


text = sample(50000)
counts = transitions(text)
shares = normalise(counts)
best = max(((a, b) for a in shares for b in shares[a]), key=lambda ab: shares[ab[0]][ab[1]])
print(best, round(shares[best[0]][best[1]], 4))

steps_known = {1: 1}
stems = {}
pairs: dict = {}


def steps(n):
    if n not in steps_known:
        steps_known[n] = 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)
    return steps_known[n]


def stem(word):
    """The word without its ending."""
    if word in stems:
        return stems[word]
    found = word
    for ending in ("ing", "ed", "es", "s"):
        if found.endswith(ending) and len(found) - len(ending) >= 3:
            found = found[: -len(ending)]
            break
    stems[word] = found
    return found


def paths(a, b):
    key = (a, b)
    if a == 0 or b == 0:
        return 1
    if key in pairs:
        return pairs[key]
    pairs[key] = paths(a - 1, b) + paths(a, b - 1)
    return pairs[key]


def spread(n):
    total = 0
    for k in range(n % 30):
        total += paths(k % 12, n % 9) % 97
    return total


def main():
    longest = (0, 0)
    for n in range(1, 3000):
        count = steps(n)
        if count > longest[0]:
            longest = (count, n)
    print(longest, len(steps_known))
    texts = [
        " ".join("abc"[k % 3 :] + "xyz" * (k % 4) + ("ing", "ed", "s")[k * n % 3] for k in range(30)) for n in range(40)
    ]
    found = []
    for text in texts:
        found.append(sorted({stem(word) for word in text.split()}))
    print(found[7], len(found), len(stems))
    print(sum(spread(n) for n in range(60)), len(pairs))


main()

"""Lengths of chains, with a dictionary of what is known."""


def chain(n, known):
    steps = []
    while n not in known:
        steps.append(n)
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    length = known[n]
    for value in reversed(steps):
        length += 1
        known[value] = length
    return length


def main():
    known = {1: 1}
    best = (0, 0)
    for start in range(1, 8000):
        length = chain(start, known)
        if length > best[0]:
            best = (length, start)
    print(best, len(known))


main()

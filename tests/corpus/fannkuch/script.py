"""Fannkuch-redux over permutations."""
from itertools import permutations


def flips(perm):
    perm = list(perm)
    count = 0
    first = perm[0]
    while first:
        perm[:first + 1] = perm[first::-1]
        count += 1
        first = perm[0]
    return count


def checksum(n):
    total = 0
    best = 0
    for index, perm in enumerate(permutations(range(n))):  # expert: hard
        f = flips(perm)
        if f > best:
            best = f
        total += f if index % 2 == 0 else -f
    return total, best


def main():
    for n in range(3, 8):  # expert: easy
        total, best = checksum(n)
        print(f"{total}\nPfannkuchen({n}) = {best}")


if __name__ == "__main__":
    main()

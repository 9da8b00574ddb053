"""Comprehensions, map and two calls in one expression."""


def compute(n):
    total = 0
    for k in range(20000 + n):
        total = (total * 31 + k) % 1000003
    return total


def main():
    squares = [compute(i) for i in range(30)]
    print(squares)
    print(sum(compute(i) for i in range(30) if i % 3), max(range(20), key=compute))
    print(list(map(compute, range(20))))
    print(compute(300000) + compute(400000))


main()

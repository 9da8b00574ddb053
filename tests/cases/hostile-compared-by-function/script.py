import functools

compared = [0]


def by_last_digit(one, other):
    compared[0] += 1
    return one % 10 - other % 10


def work(k):
    return sum(j * j for j in range(300 + k))


def main():
    as_key = functools.cmp_to_key(by_last_digit)
    keys = [as_key(k * 7) for k in range(9)]

    out = []
    for i in range(30):
        least = max(keys)
        out.append((work(i) if least == keys[0] else i) + compared[0])
    print(out)

    out = []
    for i in range(30):
        out.append((work(i) if keys[i % 9] < keys[i % 4] else i) + compared[0])
    print(out)


main()

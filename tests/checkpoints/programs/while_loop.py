"""A `while` loop whose length nobody knows: the numbers of steps to 1."""


def main():
    n, best, where = 1, 0, 1
    table = {1: 0}
    while len(table) < 20000:
        n += 1
        m, steps = n, 0
        while m not in table:
            m = m // 2 if m % 2 == 0 else 3 * m + 1
            steps += 1
        table[n] = steps + table[m]
        if table[n] > best:
            best, where = table[n], n
            print(where, best)
    print(n, best, where)
    with open("collatz.txt", "w") as out:
        print(best, where, file=out)


if __name__ == "__main__":
    main()

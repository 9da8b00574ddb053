"""The plainest loop of all, in main()."""


def work(n):
    x = n
    for _ in range(3000):
        x = (x * 69069 + 1) % 4294967296
    return x


def main():
    results = []
    for n in range(40):
        results.append(work(n))
    print(len(results), sum(results))
    print(results[:3])


if __name__ == "__main__":
    main()

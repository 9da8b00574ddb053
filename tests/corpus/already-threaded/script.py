"""A program that has its own pool of threads."""
from concurrent.futures import ThreadPoolExecutor


def work(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        print(sum(pool.map(work, range(50, 80))))
    results = []
    for n in range(50, 80):  # expert: no, refused: concurrent-program
        results.append(work(n))
    print(max(results))


if __name__ == "__main__":
    main()

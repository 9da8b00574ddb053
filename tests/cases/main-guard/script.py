import sys


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def main(argv):
    results = []
    for n in range(20):
        results.append(work(n))
    print(sum(results), results[:4])
    return len(results)


print("module level, name", __name__)
if __name__ == "__main__":
    print("guarded")
    sys.exit(main(sys.argv) - 14)
else:
    print("imported")

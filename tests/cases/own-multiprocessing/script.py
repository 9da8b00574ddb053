import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def main():
    alone = []
    for n in range(12):
        alone.append(work(n))
    context = multiprocessing.get_context("fork")
    with context.Pool(2) as pool:
        print(pool.map(work, range(12)) == alone)
        for n in range(5):
            print(n, work(n))
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        futures = [pool.submit(work, n) for n in range(6)]
        print([future.result() for future in futures])
    with ThreadPoolExecutor(2) as pool:
        print(list(pool.map(work, range(6))), sum(work(n) for n in range(6)))
    print(alone, multiprocessing.current_process().name)


if __name__ == "__main__":
    main()

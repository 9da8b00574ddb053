from functools import lru_cache
@lru_cache(maxsize=None)
def w(n):
    x = n
    for _ in range(3000):
        x = (x * 69069 + 1) % 4294967296
    return x % 100
def main():
    results = []
    for n in range(30):
        results.append(w(n % 7))
    print(results)
    print(w.cache_info())
main()

import sys

calls = 0


def work(n):
    global calls
    calls += 1
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def importer():
    return type(sys.modules["__main__"]).__name__, hasattr(sys.modules["__main__"], "values")

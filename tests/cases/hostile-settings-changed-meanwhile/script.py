import functools
import os
import reprlib
import sys
import time
from decimal import Decimal, getcontext


def mixed(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x


@functools.lru_cache(maxsize=None)
def share(n):
    return str(Decimal(mixed(n)) / 7)


@functools.lru_cache(maxsize=None)
def folder(n):
    return os.path.basename(os.path.abspath(".")) + str(mixed(n))


@functools.lru_cache(maxsize=None)
def hour(n):
    return time.strftime("%H", time.localtime(mixed(n)))


@functools.lru_cache(maxsize=None)
def content(n):
    with open("number.txt") as file:
        return mixed(int(file.read()) + n)


@functools.lru_cache(maxsize=None)
def digits(n):
    mixed(n)
    try:
        return len(str(10 ** (150 * n)))
    except ValueError:
        return -1


def limit_digits(limit):
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(limit)
        print([digits(n) for n in range(12)])


def shortened(n):
    for i in range(n):
        shown = reprlib.repr([mixed(i + k) for k in range(10)])
        yield shown


def kept():
    print([share(n) for n in range(4)])
    print([folder(n) for n in range(4)])
    print([hour(n) for n in range(4)])
    print([content(n) for n in range(4)])


def main():
    os.makedirs("below", exist_ok=True)
    for name in ("number.txt", "below/number.txt"):
        with open(name, "w") as file:
            file.write(str(len(name)))
    kept()
    getcontext().prec = 5
    os.chdir("below")
    os.environ["TZ"] = "Asia/Tokyo"
    if hasattr(time, "tzset"):
        time.tzset()
    kept()
    limit_digits(1000)
    limit_digits(3000)
    for round, shown in enumerate(shortened(6)):
        print(shown)
        if round == 1:
            reprlib.aRepr.maxlist = 2
    for n in range(5):
        shown = reprlib.repr([mixed(n + k) for k in range(10)])
        print(shown)
        reprlib.aRepr.maxlist = n + 1


main()

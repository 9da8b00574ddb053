import sys
import warnings


def mixed(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def deep(n):
    return 1 + deep(n - 1) if n else 0


def nested(n):
    return mixed(n) + deep(250)


def remainder(n):
    return mixed(n) + int(long) % 7


def inverted(n):
    return mixed(n) + ~(n > 3)  # warns since Python 3.12


def limit_digits(digits):
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(digits)


# Settings that all code obeys, without a word for it.
long = "1" * 5000
found = []
try:
    for n in range(12):
        found.append(nested(n))
        if n == 5:
            sys.setrecursionlimit(200)
except RecursionError:
    pass
sys.setrecursionlimit(1000)
limit_digits(0)
try:
    for n in range(12):
        found.append(remainder(n))
        if n == 5:
            limit_digits(4500)
except ValueError as error:
    print(error)
limit_digits(0)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    try:
        for n in range(12):
            found.append(inverted(n))
            if n == 5:
                warnings.simplefilter("error")
    except DeprecationWarning as error:
        print(error)
print(len(found), found)

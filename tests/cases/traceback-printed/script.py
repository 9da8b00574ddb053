import inspect
import sys
import traceback


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    if n % 6 == 5:
        raise ValueError("bad %d" % n)
    return x % 100


def show(error):
    for entry in traceback.extract_tb(error.__traceback__):
        print("   ", entry.lineno, entry.name, entry.line)


for n in range(14):
    try:
        value = work(n)
    except ValueError as error:
        show(error)
        value = -1
    print(n, value)


def where():
    return sys._getframe(1).f_lineno, sys._getframe(1).f_code.co_name, inspect.stack()[1].function


for n in range(3):
    print(work(n), where())


def total(numbers):
    result = 0
    for n in numbers:
        result += work(n)
    return result


try:
    total(range(10))
except ValueError as error:
    show(error)
    print(traceback.format_exc().splitlines()[-1])
try:
    print(sum(work(n) for n in range(3, 9)))
except ValueError as error:
    show(error)
try:
    try:
        total([5])
    except ValueError as error:
        raise KeyError("outer") from error
except KeyError as error:
    print(repr(error.__cause__), error.__suppress_context__)

import sys


class TooSmall(Exception):
    pass


def check(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    if x % 5 == 0:
        raise TooSmall(f"{n} is too small")
    if x % 7 == 0:
        return 1 // (x % 7)
    return x % 100


good = []
bad = []
for n in range(40):
    try:
        value = check(n)
    except TooSmall as error:
        bad.append((n, str(error), error.args))
        continue
    except ZeroDivisionError:
        bad.append((n, sys.exc_info()[0].__name__, None))
    else:
        good.append(value)
    finally:
        last = n
print(good)
print(bad)
print(last, sys.exc_info())
try:
    print(n, error)
except NameError as e:
    print(e)

try:
    for n in range(8, 40):
        print(check(n))
except TooSmall as e:
    print("stopped at", n, e, e.__traceback__.tb_next.tb_frame.f_code.co_name)
    line = e.__traceback__.tb_next.tb_lineno
    print("line", line, "context", e.__context__)

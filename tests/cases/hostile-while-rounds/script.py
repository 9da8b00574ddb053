"""Loops that would give something else if what was foreseen were taken for what happens."""
import math


def work(n):
    total = 0
    for k in range(300):
        total += (k * 7 + n) % 11
    return total


def shown(n):
    total = 0
    for k in range(300):
        total += k % 7
    return n if total else None


# The function reads the counter on its own account.
counter = 0


def peeks():
    return work(counter) + counter


while counter < 20:
    print(peeks(), end=" ")
    counter += 1
print(counter)


# What is computed decides how far the counter goes.
def strides():
    n = 1
    seen = []
    while n < 300:
        step = work(n) % 7 + 1
        seen.append(step)
        n += step
    return n, seen


# The counter goes on only in some rounds, by a flag that a commit statement sets.
def stutters():
    n = 0
    again = False
    log = []
    while n < 15:
        value = work(n)
        log.append((n, value, again))
        if value % 3 == 0 and not again:
            again = True
            continue
        again = False
        n += 1
    return log


# Another function moves the counter.
def moved():
    n = 0
    log = []

    def skip():
        nonlocal n
        n += 3

    while n < 40:
        value = work(n)
        if value % 5 == 0:
            skip()
        log.append((n, value))
        n += 1
    return log


# Equal, and yet not the same: zeros of both signs, True and 1, numbers that are not equal to themselves.
def zeros():
    x = 0.0
    log = []
    i = 0
    while i < 12:
        log.append((math.copysign(1.0, x), work(i), shown(x)))
        x = -x
        i += 1
    return log


def truths():
    x = 1
    log = []
    i = 0
    while i < 12:
        log.append((repr(shown(x)), work(i)))
        x = True if i % 2 else 1
        i += 1
    return log


def not_a_number():
    x = float("nan")
    i = 0
    log = []
    while i < 12:
        log.append((str(shown(x)), work(i)))
        x = x + 1.0
        i += 1
    return log


# The end comes from an exception, a return, a condition that is changed in the loop.
def until_it_raises(limit):
    n = 0
    log = []
    try:
        while True:
            n += 1
            log.append(work(n))
            print("round", n)
            if len(log) == limit:
                raise OverflowError(n)
    except OverflowError as error:
        print("raised", error.args, n, len(log))
    finally:
        print("finally", n)
    return log[-1]


def returns_from_inner():
    n = 0
    while True:
        value = work(n)
        for k in range(3):
            if value % 9 == k and n > 12:
                return n, k, value
        n += 1


def limit_moves():
    n, limit = 0, 10
    log = []
    while n < limit:
        value = work(n)
        if value % 2 and limit < 30:
            limit += 2
        log.append(value)
        n += 1
    else:
        log.append("else")
    return n, limit, log


def raises_in_the_middle():
    n = 0
    while n < 20:
        n += 1
        if n == 13:
            print("divide", 1 // (n - 13))
        print(work(n))


# Items past the end must not be waited for.
def never_ends_at_zero(n):
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    return n


def down_to_one():
    n = 9
    done = False
    log = []
    while not done:
        log.append(work(n) + never_ends_at_zero(n))
        done = log[-1] > 0 and n == 1
        n -= 1
    return n, log


# A number that explodes if the loop is followed past its end.
def squares():
    x = 2
    log = []
    while True:
        log.append(work(x % 1000))
        if x > 10**9:
            return log
        x = x * x


def doubled_text():
    text = "ab"
    log = []
    while True:
        log.append(work(len(text)))
        if len(log) > 8:
            return log, len(text)
        text = text + text


def powers():
    x = 2
    log = []
    while True:
        log.append(work(x % 100))
        if len(log) == 3:
            return log, x
        x = x**x


# Values that live on after the loop.
def left_behind(n):
    i = 0
    value = None
    while i < n:
        if i == 7:
            i += 2
            continue
        value = work(i)
        print(value)
        i += 1
    return i, value


def chain():
    n = 11
    count = 0
    while n != 1 and count < 40:
        n = work(n) * 3 % 97
        count += 1
    return n, count


def in_a_generator(n):
    i = 0
    while i < n:
        yield work(i)
        i += 1


def recursive(depth):
    i = 0
    total = 0
    while i < 3:
        total += work(i + depth)
        if depth:
            total += recursive(depth - 1)
        i += 1
    return total


print(strides(), stutters(), moved(), sep="\n")
print(zeros(), truths(), not_a_number(), sep="\n")
print(until_it_raises(15), returns_from_inner(), limit_moves(), sep="\n")
try:
    raises_in_the_middle()
except ZeroDivisionError as error:
    print(error, error.args)
print(down_to_one(), squares(), doubled_text(), powers(), sep="\n")
print(left_behind(0), left_behind(20), chain(), list(in_a_generator(5)), recursive(2))


class Body:
    i = 0
    total = 0
    while i < 10:
        total += work(i)
        i += 1


print(Body.i, Body.total)
n = 0
while n < 15: value = work(n); n += 1
print(n, value)
while (
    n > 3  # the condition on several lines
    and n % 17
):
    n -= 1
    value = work(n)
    print(n, value)
raises_in_the_middle()

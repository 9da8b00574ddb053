"""Values that a loop leaves behind, where it is left before they are set again."""


def plain(n):
    total = 0
    for i in range(300):
        total += (n + i) % 11
    return total


def broken(items):
    value, out = None, []
    for n in items:
        if len(out) > 6:
            break
        value = plain(n + 1)
        out.append(value)
    return out, value


def nested(items):
    value, out = None, []
    for n in items:
        while True:
            if len(out) > 6:
                break
            out.append(n)
            break
        for i in range(2):
            if len(out) > 5:
                return out, value
        value = plain(n + 1)
    return out, value


def tried(items):
    value, out = None, []
    for n in items:
        try:
            out[n - 2] += 1
        except IndexError:
            if len(out) > 4:
                break
        value = plain(n + 1)
        out.append(value)
    return out, value


def jumped(items):
    value, out = None, []
    for n in items:
        for i in range(2):
            if len(out) > 5:
                break
        with open("empty.txt") as f:
            if len(out) > 4:
                continue
        value = plain(n + 1)
        out.append(value)
    return out, value


def matched(items):
    value, out = None, []
    for n in items:
        try:
            if n in out:
                continue
        finally:
            out.append(n + 3)
        value = plain(n + 1)
    return out, value


print(broken(range(30)))
print(nested(range(30)))
print(tried(range(30)))
print(jumped(range(30)))
print(matched(range(30)))


def caught(items):
    value, table = None, {k: 0 for k in range(20)}
    try:
        for n in items:
            table[n] += 1
            value = plain(n + 1)
    except KeyError:
        print("no more after", value)
    return value


def later(items):
    value, out = None, []
    for n in items:
        value = plain(n + 1)
        out.append(value)
        if len(out) > 6:
            break
    return out, value


print(caught(range(30)))
print(later(range(30)))
last, seen = None, []
try:
    for n in range(40):
        seen.append(9 // (20 - n))
        last = plain(n)
except ZeroDivisionError:
    print(last, seen)

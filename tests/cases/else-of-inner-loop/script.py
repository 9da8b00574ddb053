import math


def work(x, k=12):
    t = 0.0
    for j in range(k):
        t += math.sin(x * j) ** 2
    return t


def primes(n):
    found = []
    for i in range(2, n):
        for d in range(2, int(i**0.5) + 1):
            if i % d == 0:
                break
        else:
            found.append(i)
    return found


def first_divisor(n):
    res = {}
    for i in range(2, n):
        for d in range(2, int(math.sqrt(i)) + 1):
            if i % d == 0:
                res[i] = d
                break
        else:
            res[i] = None
        res[-i] = d if i > 3 else 0
    return res


def with_while(n):
    out = []
    for i in range(2, n):
        j = 2
        steps = 0
        while j * j <= i:
            steps += 1
            if i % j == 0:
                kind = "composite"
                break
            j += 1
        else:
            kind = "prime"
            out.append((i, j))
        out.append((kind, steps, j))
    return out


def nested_exit(n):
    """The `else` goes on with the round around it: the idiom that leaves two loops."""
    out = []
    for i in range(n):
        for j in range(1, 9):
            for k in range(1, 9):
                if work(i * j + k) > 6.6:
                    out.append((i, j, k))
                    break
            else:
                continue
            break
        else:
            out.append(("none", i))
    return out


def else_goes_on(n):
    out = []
    for i in range(n):
        for j in range(8):
            if work(i + j) > 6.5:
                break
        else:
            out.append(-i)
            continue
        out.append((i, j))
    return out


def else_leaves(n):
    out = []
    for i in range(n):
        for j in range(12):
            if work(i + j) > 6.2 - i / 4000:
                break
        else:
            out.append(("stop", i))
            break
        out.append((i, j))
    return out


def else_returns(n):
    total = 0
    for i in range(n):
        for j in range(12):
            total += 1
            if work(i + j) > 6.2 - i / 4000:
                break
        else:
            return i, total
    return total


def heavy_else(n):
    total = 0.0
    for i in range(n):
        for j in range(i % 5):
            if i % 7 == j:
                break
        else:
            v = work(i, 60)
            total += v
            total += work(total * 0 + i, 5)
    return total


def raises_in_else(n):
    out = []
    try:
        for i in range(n):
            for j in range(5):
                if work(i * j) > 6.4 and i % 30 != 29:
                    break
            else:
                out.append(i)
                out.append(1 // (i % 59))
    except ZeroDivisionError:
        out.append(("caught", i, j))
    return out


def raises_inside(n):
    out = []
    for i in range(n):
        try:
            for j in range(6):
                if work(i * j) * 0 + 1 // (i % 13 - j):
                    break
            else:
                out.append(i)
        except ZeroDivisionError:
            out.append(("caught", i, j))
    return out


class Sieve:
    def __init__(self):
        self.found = []

    def fill(self, n):
        for i in range(2, n):
            for p in range(2, i):
                if p * p > i:
                    self.found.append(i)
                    break
                if i % p == 0:
                    break
            else:
                self.found.append(("rest", i))
        return self.found


def in_order(n):
    """Whether the loop is left is decided in order."""
    out = []
    for i in range(n):
        v = work(i)
        for j in range(6):
            out.append(v)
            if len(out) % 17 == 0:
                break
        else:
            out.append("else")
    return len(out), out.count("else")


def in_with(n):
    import os
    import tempfile

    res = []
    with tempfile.TemporaryDirectory() as folder:
        for i in range(n):
            with open(os.path.join(folder, str(i)), "w") as sink:
                for j in range(5):
                    sink.write(f"{work(i + j):.3f}\n")
        for i in range(n):
            with open(os.path.join(folder, str(i))) as source:
                for line in source:
                    if float(line) > 6.4:
                        res.append(line)
                        break
                else:
                    res.append(None)
    return res


print(len(primes(4000)), primes(400)[-5:])
print(first_divisor(300))
print(with_while(200))
print(nested_exit(60))
print(else_goes_on(90)[:20])
print(else_leaves(200)[-4:])
print(else_returns(200))
print(heavy_else(300))
print(raises_in_else(200)[-9:])
print(raises_inside(60))
print(len(Sieve().fill(900)))
print(in_order(100))
print(in_with(30))

"""More ways to stand in a try."""



def heavy(n):
    total = 0
    for i in range(300):
        total += (n * i) % 7
    if n % 6 == 5:
        raise ValueError(n)
    return total


def plain(n):
    return sum((n + i) % 11 for i in range(300))


class Source:
    reads = 0

    def __init__(self, n):
        self.n = n

    def __iter__(self):
        Source.reads += 1
        return iter([plain(self.n), Source.reads])


def extended(n):
    out = []
    out.extend(Source(n))
    out += Source(n + 1)
    return plain(sum(out))


def else_continue(items):
    out = []
    for n in items:
        try:
            value = heavy(n)
        except ValueError:
            out.append("bad")
        else:
            if value % 2:
                continue
            out.append(value)
        out.append(n)
    return out


def inside(items):
    out, errors = [], []
    for n in items:
        if n % 2:
            for m in range(2):
                try:
                    with open("empty.txt") as f:
                        out.append((heavy(n + m), f.read()))
                except ValueError as e:
                    errors.append(e.args[0])
                    continue
                except OSError:
                    errors.append("file")
                out.append(m)
        else:
            try:
                out.append(heavy(n + 1))
            except:  # noqa
                errors.append("any")
    return out, errors


def named(items):
    error = None
    seen = []
    for n in items:
        try:
            seen.append(heavy(n))
        except ValueError as e:
            error = e
        if error is not None and len(seen) > 8:
            seen.append(repr(error))
            error = None
    return seen, repr(error)


def carried(items):
    last = 0
    out = []
    for n in items:
        try:
            value = heavy(n)
        except ValueError:
            value = last
        last = value + plain(value) % 13
        out.append(last)
    return out, value


def generator(items):
    for n in items:
        try:
            yield heavy(n)
        except ValueError as e:
            yield -e.args[0]


def twice(items):
    ok, bad = 0, 0
    for n in items:
        try:
            a = heavy(n)
            try:
                b = heavy(n + 1)
                ok += a + b
            except ValueError:
                bad += 1
                if bad > 3:
                    raise KeyError(n)
        except ValueError:
            bad += 10
        except KeyError:
            bad += 100
            break
    else:
        bad = -bad
    return ok, bad


def deleted(items):
    table = {n: n for n in items}
    for n in items:
        try:
            value = heavy(n)
            del table[value % 40]
        except (KeyError, ValueError):
            table[-n] = n
    return sorted(table.items())


open("empty.txt", "w").close()
items = list(range(40))
print(extended(3), [extended(n) for n in range(5)])
for n in range(5):
    print(extended(n))
print(else_continue(items))
print(inside(items))
print(named(items))
print(carried(items))
print(list(generator(items)))
print(twice(items), twice(items[:3]))
print(deleted(items))

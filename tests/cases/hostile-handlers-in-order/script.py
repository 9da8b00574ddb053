"""Handlers beside work that is computed ahead."""


def heavy(n):
    total = 0
    for i in range(400):
        total += (n * i) % 7
    if n % 5 == 0:
        raise ValueError("five: %d" % n)
    if n % 17 == 3:
        raise KeyError(n)
    return total


def plain(n):
    total = 0
    for i in range(300):
        total += (n + i) % 11
    return total


def skipped(items):
    good, bad = [], 0
    for n in items:
        try:
            good.append(heavy(n))
        except ValueError:
            bad += 1
    return good, bad


def raised_in_order(items):
    counts = {k: 0 for k in range(0, 40, 2)}
    missing, last = [], None
    for n in items:
        try:
            counts[n % 40] += 1
            last = plain(n)
        except KeyError as error:
            missing.append(error.args)
    return counts, missing, last


def jumps(items):
    seen, out, value = set(), [], None
    for n in items:
        try:
            key = plain(n)
            if key in seen:
                raise LookupError(key)
            seen.add(key)
        except LookupError:
            continue
        value = plain(n + 1)
        out.append(value)
    return out, value


def leaves(items):
    out = []
    for n in items:
        try:
            got = heavy(n)
            out.append(10 // (got % 3))
        except ZeroDivisionError:
            break
        except (ValueError, KeyError) as error:
            out.append(repr(error))
        else:
            out.append(plain(n))
    return out


def returns(items):
    out = []
    for n in items:
        try:
            out.append(heavy(n))
        except KeyError:
            return out, n
        except ValueError:
            out.append(None)
    return out, None


def default(items):
    rows = []
    for n in items:
        value = -1
        try:
            value = heavy(n)
            rows.append((n, value, 1 // (n % 4)))
        except (ValueError, KeyError):
            value = -2
        except ZeroDivisionError:
            value += 1000
        rows.append(value + plain(value))
    return rows


def nested(items):
    log = []
    for n in items:
        try:
            for m in range(3):
                try:
                    log.append(heavy(n + m))
                except ValueError as inner:
                    log.append(str(inner))
                    continue
        except KeyError as outer:
            log.append(outer.args)
            print("outer", outer)
    return log


def escapes(items):
    done = 0
    for n in items:
        try:
            got = heavy(n)
            done += got
        except ValueError:
            print("five", done)
    return done


def reraises(items):
    done = []
    for n in items:
        try:
            done.append(heavy(n))
        except ValueError:
            done.append("v")
        except KeyError as error:
            raise RuntimeError(str(done[-2:])) from error


items = list(range(1, 60))
print(skipped([n for n in items if n % 17 != 3]))
print(raised_in_order(items))
print(raised_in_order(range(58)))
print(jumps(items))
print(leaves(items))
print(returns(items))
print(default(items))
print(nested(items))
for call in (escapes, reraises):
    try:
        call(items)
    except Exception as error:
        print(type(error), error, repr(error.__cause__), repr(error.__context__))

any_error = {}
named = {}
wide = {}
other_key = {}
not_kept = {}
looked_at = {}
calls = []


def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x


def catches_all(n):
    try:
        return any_error[n]
    except Exception:
        any_error[n] = work(n)
        return any_error[n]


def with_name(n):
    try:
        return named[n]
    except KeyError as error:
        calls.append(str(error))
        named[n] = work(n)
        return named[n]


def with_work(n):
    try:
        found = work(n) % 7
        return wide[found]
    except KeyError:
        wide[found] = n
        return n


def with_other_key(n):
    try:
        return other_key[n]
    except KeyError:
        other_key[n + 1] = work(n)
        return other_key[n + 1]


def without_keeping(n):
    try:
        return not_kept[n]
    except KeyError:
        found = work(n)
        not_kept[n] = found + 1
        return found


def looked(n):
    try:
        return looked_at[n]
    except KeyError:
        looked_at[n] = work(n)
        return looked_at[n]
    finally:
        calls.append(len(looked_at))


print(sum([catches_all(n % 20) for n in range(60)]))
print(sum([with_name(n % 20) for n in range(60)]), calls[:3], len(calls))
print([with_work(n % 20) for n in range(60)])
print(sum([with_other_key(n % 20) for n in range(60)]), sorted(other_key)[:4])
print([without_keeping(n % 20) % 10 for n in range(60)])
print(sum([looked(n % 20) for n in range(60)]), calls[20:30])

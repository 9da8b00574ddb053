import random

random.seed(3)
scale = [1]
hits = 0
calls = []
grown = {}
shown = {}
raised = {}
other_value = {}
no_key = {}
rows = {}
scaled = {}
counted = {}
noted = {}
drawn = {}
cleared = {}
rebound = {}
swapped = {}
short = {}
mixed = {}


def busy(n):
    return sum(k * k % 7 for k in range(n % 50 + 200))


def length_seen(n):
    if n not in grown:
        grown[n] = busy(n)
    return grown[n]


def order_seen(n):
    if n not in shown:
        shown[n] = busy(n)
    return shown[n]


def more_later(n):
    if n in raised:
        return raised[n] + 1
    raised[n] = busy(n)
    return raised[n]


def other(n):
    if n in other_value:
        return other_value[n]
    found = busy(n)
    other_value[n] = found
    return found + 1


def without(n, k):
    if n not in no_key:
        no_key[n] = busy(n) + k
    return no_key[n]


def row(n):
    if n not in rows:
        rows[n] = [busy(n)]
    return rows[n]


def scaling(n):
    if n not in scaled:
        scaled[n] = busy(n) * scale[0]
    return scaled[n]


def counting(n):
    global hits
    if n in counted:
        hits += 1
        return counted[n]
    counted[n] = busy(n)
    return counted[n]


def noting(n):
    if n not in noted:
        calls.append(n)
        noted[n] = busy(n)
    return noted[n]


def drawing(n):
    if n not in drawn:
        drawn[n] = busy(n) + random.random()
    return drawn[n]


def clearing(n):
    if n not in cleared:
        cleared[n] = busy(n) + scale[0]
    return cleared[n]


def rebinding(n):
    if n not in rebound:
        rebound[n] = busy(n) + len(calls)
    return rebound[n]


def swapping(n, k):
    key = (n, k)
    if key not in swapped:
        key = (k, n)
        swapped[key] = busy(n) + k
    return swapped.get(key)


def shortened(n):
    n = n % 7
    if n not in short:
        short[n] = busy(n)
    return short[n]


def mixing(n):
    if n not in mixed:
        mixed[n] = (n, busy(int(n)))
    return mixed[n]


out = []
for n in range(60):
    out.append(length_seen(n % 20))
    out.append(len(grown))
print(out)
print(sum([order_seen(n * 7 % 20) for n in range(60)]), list(shown))
out = []
for n in range(60):
    out.append(more_later(n % 20))
print(sum(out), out[::20])
out = []
for n in range(60):
    out.append(other(n % 20))
print(sum(out), out[::20])
out = []
for n in range(60):
    out.append(without(n % 20, n))
print(sum(out), out[::20])
out = []
for n in range(60):
    found = row(n % 20)
    found.append(n)
    out.append(len(found))
print(out, rows[3])
out = []
for n in range(60):
    out.append(scaling(n % 20 + n // 30))
    scale[0] += 1
print(sum(out), out[::20])
out = []
for n in range(60):
    out.append(counting(n % 20))
print(sum(out), hits)
out = []
for n in range(60):
    out.append(noting(n % 20))
print(sum(out), calls)
out = []
for n in range(60):
    out.append(drawing(n % 20))
print(sum(out))
out = []
for n in range(60):
    if n % 25 == 0:
        cleared.clear()
        scale[0] += 1
    out.append(clearing(n % 20))
print(sum(out))
out = []
for n in range(60):
    if n % 25 == 0:
        rebound = {}
        calls.append(n)
    out.append(rebinding(n % 20))
print(sum(out), len(rebound))
out = []
for n in range(60):
    out.append(swapping(n % 20, n % 3))
print(out)
out = []
for n in range(60):
    out.append(shortened(n))
print(sum(out), len(short))
out = []
for n in [True, 1, 1.0, 2.0, 2, False, 0.0, -0.0, 0] * 8:
    out.append(mixing(n))
print(out)

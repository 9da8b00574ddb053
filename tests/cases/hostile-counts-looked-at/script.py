# read somewhere on the way
count = 0
limit = 0
kind = 0.5
flag = True
seen_by_property = 0
calls = []


def busy(n):
    return sum(k * k % 7 for k in range(n % 50 + 200))


def tick(n):
    global count
    count += 1
    return busy(n)


def show():
    return count


out = []
for n in range(40):
    out.append(tick(n))
    if n % 7 == 0:
        print(n, count)
print(count)
out = []
for n in range(40):
    out.append(tick(n) + show())
print(out[::7], count)


def bounded(n):
    global limit
    limit += 1
    if limit > 20:
        return -1
    return busy(n)


print([bounded(n) for n in range(40)], limit)
out = []
for n in range(40):
    out.append(bounded(n))
print(out, limit)


def halves(n):
    global kind
    kind += 1
    return busy(n)


out = []
for n in range(40):
    out.append(halves(n))
print(sum(out), kind)


def flags(n):
    global flag
    flag += 1
    return busy(n)


out = []
for n in range(40):
    out.append(flags(n))
print(sum(out), flag, type(flag))


class Box:
    @property
    def size(self):
        return seen_by_property


def peeked(n):
    global seen_by_property
    seen_by_property += 1
    return busy(n)


box = Box()
out = []
for n in range(40):
    out.append(peeked(n) + box.size)
print(out[::9], seen_by_property)

"""Generators chained into a pipeline, each of which keeps a little state."""


def read(path):
    with open(path) as f:
        for line in f:
            yield line.rstrip("\n")


def numbered(lines, start=1):
    n = start
    for line in lines:
        yield n, line
        n += 1


def digest(text):
    x = 7
    for _ in range(30):
        for c in text:
            x = (x * 31 + ord(c)) % 100003
    return x


def distinct(values):
    seen = set()
    for value in values:
        if value not in seen:
            seen.add(value)
            yield value


def with_previous(values):
    previous = None
    for value in values:
        yield previous, value
        previous = value


code = (line for _, line in numbered(read("script.py")) if line.strip() and not line.startswith(" "))
digests = (digest(line) for line in code)
for before, now in with_previous(distinct(d % 50 for d in digests)):
    print(before, now)
total = sum(digest(line) for _, line in numbered(read("script.py")))
print(total)
lines = numbered(read("script.py"))
for n, line in lines:
    if digest(line) % 9 == 0:
        print("first", n)
        break
for n, line in lines:
    if digest(line) % 9 == 0:
        print("second", n)
        break
print(sum(1 for _ in lines))

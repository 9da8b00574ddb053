"""Files and generators that the program lets go of in a loop, and that do something then: nobody else may hold them."""


def work(n):
    total = 0
    for a in range(200):
        total = (total * 31 + a + n) % 10007
    return total


def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


class Holder:
    def __init__(self):
        self.source = numbers()
        next(self.source)


tags = [1]
records = [{"id": n, "tags": tags} for n in range(12)]


def pick(record):
    return record if work(record["id"]) % 2 else record["tags"]


def show(count):
    sizes = []
    for n in range(12):
        with open(f"{n}.txt") as file:
            sizes.append(len(file.read()))
    print(count, sizes)


source = numbers()
next(source)
kept = [source]
holder = Holder()
found = []
for record in records:
    picked = pick(record)
    found.append(picked)
    if len(found) == 4:
        source = kept = None
    if len(found) == 7:
        holder = None
    print(len(found))
tags.append(2)
print(found)

files = [open(f"{n}.txt", "w") for n in range(12)]
for file in files:
    file.write("text")
file = None
found = []
for record in records:
    picked = pick(record)
    found.append(picked)
    files.pop()
    show(len(found))

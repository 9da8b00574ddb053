"""Lists that become streams although parallel loops go through them: the driver makes elements ahead of the workers."""

import sys

count = int(sys.argv[1])
broken = int(sys.argv[2])
stop = int(sys.argv[3])


class Row:
    def __init__(self, number, value):
        self.number = number
        self.value = value


def digits(number):
    total = 0
    for power in range(1, 60):
        total += number ** power % 97
    return total


def write(path):
    with open(path, "w") as out:
        for number in range(count):
            out.write(f"{number};{number * 7919 % 1009 if number != broken else 'x'}\n")


def check(number):
    if number == stop:
        raise IndexError(number)
    return digits(number)


def counted(path):
    """A fold: workers add up their share."""
    counts = {}
    with open(path) as file:
        rows = [line.split(";") for line in file if line]
        for row in rows:
            key = check(int(row[0])) % 7
            counts[key] = counts.get(key, 0) + int(row[1])
    return counts


def collected(path):
    """Commits in order, of elements of a class; what is collected holds the elements themselves."""
    best, found, kept, weight = -1, None, [], 1.0
    with open(path) as file:
        rows = [Row(int(line.partition(";")[0]), line.partition(";")[2]) for line in file]
        for row in rows:
            score = check(row.number) + digits(int(row.value))
            weight = weight * 0.5 + score
            if score > best:
                best, found = score, row
            kept.append(row)
    found.number = -1
    return best, [row.number for row in kept if row.number < 5], weight


def filled(path):
    """A loop fills the list."""
    rows = []
    with open(path) as file:
        for line in file:
            fields = line.split(";")
            if fields:
                rows.append(int(fields[1]))
    total = 0
    for value in rows:
        total += digits(value) // (value - 3 if stop == -5 else 1)
    return total


def chained(path):
    """One stream feeds another, and that the loop."""
    groups = {}
    with open(path) as file:
        pairs = [line.split(";") for line in file]
        numbers = [(int(number), int(text)) for number, text in pairs]
        for number, value in numbers:
            key = check(number) % 3
            if key not in groups:
                groups[key] = 0
            groups[key] += digits(value)
    return groups


def given(file):
    """The file is closed by whoever called, as the exception passes by."""
    rows = [line.split(";") for line in file]
    last = -1
    for row in rows:
        last = int(row[0])
        if last == stop:
            raise IndexError(last)
        last += int(row[1])
    return last


def handled(path, other):
    """Handlers close files of the frame while elements are missing; the program goes on with these."""
    total, wrong = 0, 0
    names = open(path)
    title = names.readline()
    with open(other) as file:
        rows = [line.split(";") for line in file]
        for row in rows:
            try:
                total += int(row[0] if int(row[0]) % 50 else "none")
            except ValueError:
                names.close()
                wrong += 1
    return title, total, wrong


def shared(numbers, table):
    """Elements that are objects from before: what is kept of them is these, not copies."""
    rows = [table[number % 5] for number in numbers]
    first = {}
    for row in rows:
        key = digits(row[0]) % 4
        first[key] = row
    for key in sorted(first):
        first[key].append("seen")
    return sorted(map(len, table)), sum(1 for row in table if "seen" in row)


def main():
    write("rows.txt")
    which = sys.argv[4] if len(sys.argv) > 4 else "all"
    if which in ("all", "counted"):
        print(counted("rows.txt"))
    if which in ("all", "collected"):
        print(collected("rows.txt"))
    if which in ("all", "filled"):
        print(filled("rows.txt"))
    if which in ("all", "chained"):
        print(chained("rows.txt"))
    if which in ("all", "given"):
        with open("rows.txt") as file:
            print(given(file))
    if which in ("all", "handled"):
        print(handled("rows.txt", "rows.txt"))
    if which in ("all", "shared"):
        print(shared(range(count), [[n] for n in range(5)]))


main()

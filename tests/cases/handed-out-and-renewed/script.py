"""Generators that hand out a new list, dictionary or object each time."""


def work(x):
    s = 0
    for i in range(800):
        s = (s * 31 + i * x) % 1000003
    return s


def batches(items, size):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def blocks(lines):
    block = []
    for line in lines:
        if line == "":
            if block:
                yield block
            block = []
        else:
            block.append(line)
    if block:
        yield block


def pairs(count):
    for k in range(count):
        row = []
        for j in range(3):
            row.append(j + k)
        yield k, row


text = "a\nbb\nccc\n\n" * 30
print([work(sum(batch)) for batch in batches(range(50), 4)])
print([work(len("".join(block))) for block in blocks(text.split("\n"))])
print([work(k + row[0]) for k, row in pairs(40)])

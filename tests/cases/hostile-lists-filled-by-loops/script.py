import sys

n = int(sys.argv[1])
data = list(range(n))

# A running total, and the loop's variable, are read afterwards.
running = []
total = 0
for value in data:
    total += value
    running.append(total)
print(sum(running), total, value)

# A variable that is not there in the first rounds.
late = []
last = -1
for value in data:
    if value % 7 == 3:
        last = value
    late.append(last)
print(sum(late), last)

# Functions see what the loop assigns.
seen = 0


def look():
    return seen


looks = []
for seen in data:
    looks.append(look())
print(sum(looks))

# Elements that remember the variable, not its value.
later = []
for captured in data:
    later.append(lambda: captured)
print(sum(call() for call in later))

# The list is filled from itself, from what is changed meanwhile, and from what going through it changes.
grown = []
for value in data:
    grown.append(value + len(grown))
print(sum(grown))
limit = 5
bounded = []
for value in data:
    bounded.append(min(value, limit))
limit = 9
print(sum(bounded))
source = [1, 2, 3]
copies = []
for value in source:
    copies.append(value * 10)
source.append(4)
for copy in copies:
    source.append(copy)
print(source)

# An iterator that both draw from.
shared = iter(data)
firsts = list(map(str, shared))
print(next(shared, "none"))
print(max(firsts))
halves = []
shared = iter(data)
for value in shared:
    halves.append(value - next(shared, 0))
print(sum(halves))

# What is appended in a `try` is there when the handler runs.
kept = []
for value in data:
    try:
        kept.append(100 // (value - 7))
        kept.append(100 // (value - 9))
    except ZeroDivisionError:
        pass
print(sum(kept))


class Node:
    def __init__(self, value, before):
        self.value = value
        self.before = before


# Elements that hold earlier ones, changed while they are gone through.
nodes = []
before = None
for value in data:
    before = Node(value, before)
    nodes.append(before)
for node in nodes:
    if node.before is not None:
        node.value += node.before.value
print(before.value)

cache = {}
entries = []
for value in data:
    key = value % 5
    if key not in cache:
        cache[key] = Node(key, None)
    entries.append(cache[key].value)
    cache[key].value += 1
for entry in entries:
    cache[entry % 5].value += 3
print(sorted((key, node.value) for key, node in cache.items()))

# Sorted in place, and then not only gone through.
ranked = [value * 37 % 41 for value in data]
ranked.sort()
print(ranked[3], sum(ranked))
calls = []
ordered = [value * 37 % 41 for value in data]
ordered.sort(key=lambda value: calls.append(value) or value)
print(sum(ordered), len(calls))



def leaves(bound):
    found = []
    for value in data:
        if value > bound:
            return value
        found.append(value)
    return sum(found)


print(leaves(20), leaves(100))


def caught():
    parts = []
    for value in data:
        parts.append(10 // (value - 50))
    for part in parts:
        print("never")


try:
    caught()
except ZeroDivisionError as problem:
    print("caught", problem)
with open("lines.txt", "w") as file:
    file.write("1\x0b2\n3\u2028 4\n")
with open("lines.txt") as file:
    lines = file.read().splitlines()
print(sum(map(len, lines)), len(lines))

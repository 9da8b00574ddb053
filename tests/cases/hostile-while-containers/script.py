"""Containers and files that the rounds of a loop are taken from, used by others meanwhile."""
import collections
import copy
import io
import os
import tempfile


def work(n):
    total = 0
    for k in range(300):
        total += (k * 7 + n) % 11
    return total


def weight(n):
    total = 0
    for k in range(300):
        total += k % 11
    return total if n else 0


# Two names for one container.
def two_names(items):
    stack = list(items)
    alias = stack
    log = []
    while stack:
        n = stack.pop()
        log.append(work(n))
        if len(log) == 4:
            alias.append(3)
            alias.insert(0, 99)
    return log


# Computed values feed the container.
def fed(items):
    queue = collections.deque(items)
    log = []
    while queue and len(log) < 30:
        n = queue.popleft()
        value = work(n)
        log.append(value)
        if value % 3 == 0:
            queue.append(value)
    return log, list(queue)


# A container whose methods tell tales.
class Telling(list):
    def pop(self, *args):
        print("pop", len(self))
        return super().pop(*args)


def telling(items):
    stack = Telling(items)
    log = []
    while stack:
        n = stack.pop()
        log.append(weight(n))
    return log


class Counting:
    def __init__(self, items):
        self.items = items
        self.asked = 0

    def __bool__(self):
        self.asked += 1
        return bool(self.items)

    def take(self):
        return self.items.pop()


def counting(items):
    source = Counting(list(items))
    log = []
    while source:
        n = source.take()
        log.append(weight(n))
    return log, source.asked


# What was taken out is changed afterwards, or kept in two places.
def rows(items):
    todo = [[n, n + 1] for n in items]
    kept = list(todo)
    log = []
    while todo:
        row = todo.pop()
        value = work(row[0])
        row.append(value)
        log.append(row)
    kept[0].append("seen")
    return log[-1], kept[-1]


def fresh_parts(lines):
    todo = list(lines)
    log = []
    kept = []
    while todo:
        parts = todo.pop().split(",")
        if parts[0] == "end":
            break
        kept.append(parts)
        log.append([parts, work(len(parts))])
    for entry in log:
        entry[0].append("later")
    return kept, todo


def nested(depth):
    stack = [1, [2, [3, 4], 5], [[6]], 7]
    log = []
    while stack:
        top = stack.pop()
        if isinstance(top, list):
            stack.extend(top)
            continue
        log.append(weight(top))
    return log


def holds_itself():
    stack = [4, 5, 6]
    stack.append(stack)
    log = []
    while len(stack) > 1:
        top = stack.pop()
        size = len(top) if isinstance(top, list) else 0
        log.append((size, weight(len(stack))))
    return log


# The loop asks how much is left.
def how_much_is_left(items):
    stack = list(items)
    log = []
    while stack:
        n = stack.pop(0)
        log.append((len(stack), work(n + len(stack))))
    return log


def pairs(items):
    table = dict(enumerate(items))
    log = {}
    while table:
        key, value = table.popitem()
        log[key] = work(value)
        if key == 5:
            table[100] = 7
    return log


def sets(items):
    pool = set(items)
    total = 0
    while pool:
        total += work(pool.pop())
    return total, pool


def left_early(items):
    queue = collections.deque(items)
    while queue:
        n = queue.popleft()
        value = work(n)
        if value % 4 == 0:
            break
    return n, value, list(queue)


def fails_early(items):
    stack = list(items)
    log = []
    try:
        while True:
            n = stack.pop()
            log.append(work(n))
            if n == 4:
                log.append(1 // 0)
    except (ZeroDivisionError, IndexError) as error:
        return type(error).__name__, log, stack


def iterator(items):
    numbers = iter(items)
    log = []
    while True:
        n = next(numbers, None)
        if n is None:
            break
        log.append(weight(n))
        if n == 9:
            break
    return log, list(numbers)


class Reader:
    def __init__(self, lines):
        self.lines = lines
        self.at = 0

    def more(self):
        return self.at < len(self.lines)

    def line(self):
        self.at += 1
        return self.lines[self.at - 1]


def own_reader(lines):
    reader = Reader(lines)
    log = []
    while reader.more():
        line = reader.line()
        log.append(weight(len(line)))
    return log, reader.at


def drawn(seed):
    state = seed
    log = []
    count = 0
    while count < 20:
        state = (state * 1103515245 + 12345) % 2**31
        log.append(work(state % 50))
        count += 1
    return log, state


# Files: moved by others, written meanwhile, ended early, in memory.
def moved_file(path):
    log = []
    with open(path) as file:
        while True:
            line = file.readline()
            if not line:
                break
            value = work(len(line))
            log.append(value)
            if len(log) == 5:
                file.seek(0)
        return log, file.tell()


def appended_file(path):
    log = []
    with open(path, "rb") as file, open(path, "ab", buffering=0) as other:
        while chunk := file.read(64):
            log.append(work(len(chunk)))
            if len(log) in (3, 7):
                other.write(b"more and more and more and more\n" * 3)
    return log


def ended_early(path):
    file = open(path, encoding="utf-8")
    log = []
    while (line := file.readline()):
        log.append(work(len(line)))
        if log[-1] % 5 == 0:
            break
    rest = file.read()
    file.close()
    return len(log), line, len(rest), rest[:20]


def numbers_of_files(path):
    with open(path) as file:
        log = []
        while (line := file.readline()):
            log.append(work(len(line)))
            if len(log) == 6:
                with open(path) as second:
                    log.append(second.readline())
    return log


def in_memory():
    file = io.StringIO("".join(f"line {n}\n" for n in range(30)))
    file.readline()
    log = []
    while line := file.readline():
        log.append(work(len(line)))
        if len(log) == 20:
            break
    data = io.BytesIO(bytes(range(200)))
    data.seek(5)
    while len(chunk := data.read(16)) == 16:
        log.append(work(chunk[0]))
    return log, file.tell(), chunk, data.tell()


def closed_inside(path):
    file = open(path)
    log = []
    try:
        while True:
            line = file.readline()
            log.append(work(len(line)))
            if len(log) == 8:
                file.close()
    except ValueError as error:
        return error.args, log


items = [5, 3, 8, 1, 9, 4, 7, 2, 6, 5, 3, 8, 11, 12]
print("two_names", two_names(items))
print("fed", fed(items))
print("telling", telling(items))
print("counting", counting(items))
print("rows", rows(items))
print("how_much_is_left", how_much_is_left(items))
print("pairs", pairs(items))
print("sets", sets(items))
print("left_early", left_early(items))
print("fails_early", fails_early(items))
print("iterator", iterator(items))
print(fresh_parts(["x", "end", "a,b", "c", "d,e,f", "g"] * 3), nested(0), holds_itself(), sep="\n")
print(own_reader(["a", "bb", "ccc"] * 6), drawn(7), in_memory(), sep="\n")
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "lines")
    with open(path, "w", encoding="utf-8") as out:
        for n in range(40):
            out.write("line é %d %s\n" % (n, "x" * (n % 9)))
    print("moved_file", moved_file(path))
    print("ended_early", ended_early(path))
    print("numbers_of_files", numbers_of_files(path))
    print("closed_inside", closed_inside(path))
    print("appended_file", appended_file(path))
print(copy.copy(items) == items)

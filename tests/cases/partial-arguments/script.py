"""What `functools.partial` was given, and who changes it."""

import functools
import math
from functools import partial, reduce


def work(x, k=12):
    t = 0.0
    for j in range(k):
        t += math.sin(x * j) ** 2
    return t


def weigh(table, x, scale=1.0):
    return sum(work(x + w) for w in table[:3]) * scale


def note(log, x, tag="plain"):
    log.append((x, tag))
    return work(x)


def count(counts, key, x):
    counts[key] = counts.get(key, 0) + 1
    return work(x)


table = [1.0, 2.0, 3.0]
score = partial(weigh, table, scale=2.0)


def pure(n):
    out = []
    for i in range(n):
        out.append(score(i))
    return out


def changes_what_it_was_given(n):
    out = []
    for i in range(n):
        out.append(score(i))
        if i % 7 == 3:
            table[0] += 0.5
    return out


def notes(n):
    log = []
    noting = partial(note, log, tag="noted")
    out = []
    for i in range(n):
        out.append(noting(i))
        if len(log) % 5 == 0:
            out.append(len(log))
    return out, log[-2:]


def overridden(n):
    log = []
    noting = partial(note, log, tag="first")
    for i in range(n):
        noting(i, tag="second")
        noting(x=i)
    return log[-3:]


def nested(n):
    counts = {}
    counting = partial(partial(count, counts), "a")
    out = []
    for i in range(n):
        out.append(counting(i) + len(counts) + counts.get("a", 0))
    return out


def own_of_the_round(n):
    out = []
    for i in range(n):
        log = []
        noting = partial(note, log)
        for j in range(3):
            noting(i + j)
        out.append(log)
    return out


def shared_of_the_round(n):
    out = []
    kept = []
    for i in range(n):
        noting = partial(note, kept)
        v = noting(i)
        out.append((v, len(kept)))
    return out


class Student:
    count = 0

    def __init__(self, marks):
        self.marks = marks
        self.asked = 0

    def average(self, places=2):
        return round(sum(work(m) for m in self.marks) / len(self.marks), places)

    def grade(self, bounds):
        self.asked += 1
        for letter, low in bounds:
            if self.average() >= low:
                return letter
        return "F"

    def again(self):
        Student.count += 1
        return Student.count


def methods(n):
    students = [Student([i + k for k in range(4)]) for i in range(n)]
    grade = partial(Student.grade, bounds=[("A", 5.9), ("B", 5.5)])
    letters = []
    for s in students:
        letters.append(grade(s))
    rounded = partial(students[0].average, places=1)
    out = []
    for i in range(n):
        out.append(rounded() + work(i))
        if i == 5:
            students[0].marks[0] = 100
    return "".join(letters), out, [s.asked for s in students[:3]]


def handed_on(n):
    log = []
    found = sorted(range(n), key=partial(note, log))
    mapped = list(map(partial(note, log, tag="map"), range(n)))
    total = reduce(lambda a, b: a + b, mapped)
    return found[:5], total, len(log)


def in_containers(n):
    log = []
    steps = [partial(note, log, tag=str(k)) for k in range(3)]
    table = {"x": partial(note, log), "y": steps}
    out = []
    for i in range(n):
        for step in table["y"]:
            out.append(step(i))
        out.append((len(log), table["x"](i)))
    return out[-5:], len(log)


class Holder:
    kind = partial(note, [], tag="class")

    def __init__(self, log):
        self.step = partial(note, log)
        self.log = log

    def run(self, n):
        out = []
        for i in range(n):
            out.append((self.step(i), len(self.log)))
        return out


def by_attributes(n):
    log = []
    noting = partial(note, log)
    out = []
    for i in range(n):
        out.append(noting.func(log, i))
        noting.args[0].append(i)
        out.append(len(log))
    return out[-4:]


def makers(n):
    def make(log):
        return functools.partial(note, log)

    logs = [[], []]
    made = [make(log) for log in logs]
    out = []
    for i in range(n):
        out.append(made[i % 2](i))
        out.append(len(logs[0]))
    return out[-4:], len(logs[1])


print(sum(pure(200)))
print(sum(changes_what_it_was_given(200)))
print(notes(60))
print(overridden(60))
print(nested(60)[-3:])
print(own_of_the_round(40)[-1])
print(shared_of_the_round(40)[-1])
print(methods(60))
print(handed_on(60))
print(in_containers(60))
holder = Holder([])
print(holder.run(40)[-2:], sum(Holder.kind(i) for i in range(30)), len(Holder.kind.args[0]))
print(by_attributes(40))
print(makers(40))

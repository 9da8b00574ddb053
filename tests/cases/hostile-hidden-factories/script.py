"""Factories of fields that the class does not show: each instance draws a number from the program."""
from dataclasses import dataclass, field

COUNT = [0]


def number():
    COUNT[0] += 1
    return COUNT[0]


def make_field():
    return field(default_factory=number)


OPTIONS = {"default_factory": number}
LATER = field(default_factory=number)


@dataclass
class Job:
    size: int
    ticket: int = make_field()


@dataclass
class Task:
    size: int
    ticket: int = field(**OPTIONS)


@dataclass
class Work:
    size: int
    ticket: int = LATER


def heavy(n):
    total = 0
    for k in range(1, 2000):
        total += n * k % 7
    return total


def first(n):
    return heavy(n) + len(str(Job(n).ticket))


def second(n):
    return heavy(n) + len(str(Task(n).ticket))


def third(n):
    return heavy(n) + len(str(Work(n).ticket))


jobs = []
for n in range(20):
    jobs.append(first(n))
for n in range(20):
    jobs.append(second(n))
for n in range(20):
    jobs.append(third(n))
print(jobs, COUNT)

from collections import namedtuple
from dataclasses import dataclass, field, replace, asdict
from enum import Enum, IntFlag

Point = namedtuple("Point", "x y")


class Colour(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


class Access(IntFlag):
    READ = 1
    WRITE = 2


@dataclass(frozen=True)
class Pixel:
    point: Point
    colour: Colour


@dataclass(order=True)
class Job:
    cost: int
    name: str = "job"
    tags: list = field(default_factory=list)


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x


def paint(n):
    x = work(n)
    return Pixel(Point(x % 10, x % 7), list(Colour)[x % 3])


def plan(n):
    return Job(work(n) % 50, "job%d" % n, [Access(work(n) % 4)])


pixels = []
for n in range(20):
    pixels.append(paint(n))
print(pixels[:3])
print(sum(1 for p in pixels if p.colour is Colour.RED), pixels[0].colour is Colour(pixels[0].colour.value))
print(len(set(pixels)), type(pixels[0].point).__name__, pixels[0].point._fields)
print(max(p.point for p in pixels))

jobs = [plan(n) for n in range(12)]
jobs.sort()
print(jobs[0], asdict(jobs[-1]))
jobs[0].tags.append("late")
print(jobs[0].tags, replace(jobs[1], cost=0))
shared = Job(1)
same = [shared if n % 2 else plan(n) for n in range(4)]
same[1].tags.append("seen")
print(same[3].tags, same[1] is shared)

"""What a step did to a list counts, though the object has a new one afterwards."""
from collections import deque


def heavy(n):
    total = n
    for k in range(60):
        total = (total * 31 + k) % 10007
    return total


class Track:
    """Keeps the latest places only: the list before has the last one all the same."""

    def __init__(self, i):
        self.i = i
        self.places = [i]

    def step(self):
        self.places.append(heavy(self.i + len(self.places)))
        if self.i % 3 == 0:
            self.places = self.places[-2:]


class Book:
    def __init__(self, i):
        self.i = i
        self.pages = {0: i}

    def step(self):
        self.pages[len(self.pages)] = heavy(self.i)
        if self.i % 2:
            self.pages.pop(0, None)
            self.pages = {0: self.i}


class Line:
    def __init__(self, i):
        self.i = i
        self.last = deque([i], maxlen=3)
        self.notes = [i]

    def step(self):
        self.last.append(heavy(self.i))
        self.notes.append(self.i)
        if self.i % 2:
            self.last = None
            self.notes = (1, self.i)


class Pair:
    def __init__(self, i):
        self.i = i
        self.old = [i]
        self.new = [i, i]

    def step(self):
        self.new.append(heavy(self.i))
        self.old.clear()
        self.old, self.new = self.new, self.old


def compared(before, now):
    print(before, now)
    print([[one is other for one, other in zip(was, new)] for was, new in zip(before, now)])


tracks = [Track(i) for i in range(6)]
before = [[track.places] for track in tracks]
for _ in range(3):
    for track in tracks:
        track.step()
compared(before, [[track.places] for track in tracks])

books = [Book(i) for i in range(6)]
before = [[book.pages] for book in books]
for _ in range(3):
    for book in books:
        book.step()
compared(before, [[book.pages] for book in books])

lines = [Line(i) for i in range(6)]
before = [[line.last, line.notes] for line in lines]
for line in lines:
    line.step()
compared(before, [[line.last, line.notes] for line in lines])

pairs = [Pair(i) for i in range(6)]
before = [[pair.old, pair.new] for pair in pairs]
for _ in range(3):
    for pair in pairs:
        pair.step()
compared(before, [[pair.old, pair.new] for pair in pairs])

"""Objects with properties, inheritance and operators: an inventory with monthly simulation."""
from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections import defaultdict
from enum import Enum


class Kind(Enum):
    BOOK = "book"
    FILM = "film"
    GAME = "game"


class Media(ABC):
    fee = 10

    def __init__(self, title, year, copies):
        self.title, self.year, self.copies = title, year, copies
        self._history = []

    @property
    def age(self):
        return 2024 - self.year

    @abstractmethod
    def demand(self, month):
        ...

    @property
    def history(self):
        return tuple(self._history)

    def simulate(self, months):
        stock = self.copies
        income = 0.0
        for month in range(months):
            wanted = self.demand(month)
            lent = min(wanted, stock)
            income += lent * self.fee
            stock = min(self.copies, stock - lent + (month * 7 + self.year) % 4)
            self._history.append(lent)
        return income


class Book(Media):
    kind = Kind.BOOK

    def demand(self, month):
        return sum(1 for k in range(40) if (k * 31 + month * self.year) % 17 < 3)


class Film(Media):
    kind = Kind.FILM
    fee = 25

    def demand(self, month):
        return max(0, 12 - self.age // 3 + (month % 5) - 2)


class Game(Media):
    kind = Kind.GAME
    fee = 40

    def demand(self, month):
        return (self.year * 13 + month ** 2) % 9


def similarity(a: Media, b: Media) -> float:
    x, y = set(a.title.split()), set(b.title.split())
    return len(x & y) / len(x | y) - abs(a.age - b.age) / 200


def catalogue(n):
    rng = random.Random(55)
    words = "dark light sea stone king night road song winter red".split()
    items = []
    for i in range(n):
        cls = rng.choice([Book, Film, Game])
        items.append(cls(" ".join(rng.sample(words, 3)), rng.randint(1950, 2023), rng.randint(1, 12)))
    return items


def main():
    items = catalogue(60)
    income = defaultdict(float)
    for item in items:  # expert: easy, refused: shared-mutation
        income[item.kind] += item.simulate(240)
    for kind in Kind:
        print(f"{kind.value:5} {income[kind]:12.2f}")
    print(sum(len(i.history) for i in items), items[0].history[:5])
    suggestions = []
    for a in items:  # expert: easy
        ranked = sorted((b for b in items if b is not a), key=lambda b: (-similarity(a, b), b.title, b.year))
        suggestions.append((a.title, ranked[0].title))
    for s in suggestions[:4]:
        print(" -> ".join(s))


if __name__ == "__main__":
    main()

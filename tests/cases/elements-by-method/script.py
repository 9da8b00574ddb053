"""Work on objects of which some attributes are named like methods of containers."""
import heapq
import random
import re
from dataclasses import dataclass, field


@dataclass(order=True)
class Event:
    when: float
    number: int
    who: object = field(compare=False, default=None)


@dataclass
class Customer:
    items: int
    count: int = 0

    def update(self, n):
        self.count += n


class Shop:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.events = []
        self.number = 0

    def push(self, who):
        self.number += 1
        heapq.heappush(self.events, Event(self.random.random(), self.number, who))

    def run(self, rounds):
        people = [Customer(n) for n in range(5)]
        for who in people:
            self.push(who)
        while self.events and self.number < rounds:
            who = heapq.heappop(self.events).who
            who.update(1)
            self.push(self.random.choice(people))
        return [who.count for who in people]


results = []
for seed in range(12):
    results.append(Shop(seed).run(120))
print(results)


def ranked(n):
    scores = [(k * n) % 17 for k in range(60)]
    order = sorted(range(60), key=scores.__getitem__)
    best = min(range(60), key=scores.__getitem__)
    names = {k: str(k * 7 % 60) for k in range(60)}
    seen = set(order[:30])
    return order[:3], best, list(map(names.__getitem__, order[:4])), sum(map(seen.__contains__, range(40)))


ranks = []
for n in range(12):
    ranks.append(ranked(n))
print(ranks)


class Rule:
    def __init__(self, name):
        self.name = name
        self.pattern = re.compile(name)
        self.test = lambda text: name in text

    def places(self, text):
        return [match.start() for match in self.pattern.finditer(text) if self.test(text)]


rules = [Rule("ab"), Rule("b+a"), Rule("a.a")]
texts = {f"t{n}": "abba" * n + "aba" * (n * 20) for n in range(12)}
found = {}
for key, text in texts.items():
    found[key] = {}
    for rule in rules:
        found[key][rule.name] = rule.places(text)[-3:]
print(found)

made = []
for n in range(12):
    pattern = re.compile("a" * (n % 5 + 1) + "b")
    made.append((pattern, len(pattern.findall("aaab" * (n * 30 + 50)))))
print([(pattern.pattern, n) for pattern, n in made])

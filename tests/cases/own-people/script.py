import random
from enum import Enum


class State(Enum):
    WELL = 0
    ILL = 1
    OVER = 2


class Rules:
    def __init__(self, count, chance):
        self.count = count
        self.chance = chance


class Person:
    def __init__(self, number):
        self.number = number
        self.state = State.WELL
        self.days = 0
        self.contacts = []

    def infect(self):
        self.state = State.ILL
        self.days = 0

    def step(self):
        self.days += 1
        if self.state is State.ILL and self.days > 3:
            self.state = State.OVER


class Model:
    def __init__(self, rules, seed):
        self.rules = rules
        self.rng = random.Random(seed)
        self.people = [Person(k) for k in range(rules.count)]
        for person in self.people:
            other = self.rng.randrange(rules.count)
            person.contacts.append(other)
            self.people[other].contacts.append(person.number)
        self.people[seed % rules.count].infect()

    def ill(self):
        return [person for person in self.people if person.state is State.ILL]

    def step(self):
        newly = []
        for person in self.ill():
            for contact in person.contacts:
                other = self.people[contact]
                if other.state is State.WELL and self.rng.random() < self.rules.chance:
                    newly.append(other)
        for other in newly:
            other.infect()
        for person in self.people:
            person.step()


def main():
    rules = {"few": Rules(60, 0.3), "many": Rules(90, 0.7)}
    for name, kind in rules.items():
        found = []
        for seed in range(20):
            model = Model(kind, seed)
            for _ in range(12):
                model.step()
            found.append(sum(person.state is not State.WELL for person in model.people))
        print(name, found)


main()

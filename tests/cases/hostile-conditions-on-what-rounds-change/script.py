"""Conditions on what the same round changes: what is done in order must follow what they said in the task."""

import os
import random


def heavy(seed):
    value = 0
    for step in range(3000):
        value += (step * seed) % 7
    return value


class Plant:
    def __init__(self, size):
        self.size = size
        self.kind = size % 3
        self.done = False
        self.tags = [1] * (size % 3)

    def grow(self):
        self.size = heavy(self.size)
        self.kind += 1

    def bump(self):
        self.kind += 1
        return self.kind > 2 or self.size % 2


class Gate:
    seen = 0

    def __init__(self):
        self.asked = 0

    def lets(self, number):
        self.asked += 1
        return number % 3 != 1

    def counts(self, number):
        Gate.seen += 1
        return number % 4


TALLY = 0


def bump(number):
    global TALLY
    TALLY += 1
    return number


def noise(number):
    return heavy(number) + random.random()


def render(name, number):
    with open(name, "w") as file:
        file.write(str(heavy(number)))


def plants():
    grown = [Plant(number) for number in range(14)]
    count = 0
    for plant in grown:
        if not plant.done:
            plant.size = heavy(plant.size)
            plant.done = True
            count += 1
    print(count, [(plant.size, plant.done) for plant in grown])
    for number, plant in enumerate(grown):
        if plant.done and number % 2:
            plant.done = False
            plant.size = heavy(number)
            print("again", number)
        elif plant.kind > 1:
            plant.kind = 0
            plant.size = heavy(number + 1)
            print("small", number)
    found = []
    for plant in grown:
        if plant.bump():
            found.append(heavy(plant.size))
    print(found, [plant.kind for plant in grown])
    steps = 0
    for plant in grown:
        for step in range(plant.kind):
            plant.grow()
            steps += 10**step
    print(steps, [plant.kind for plant in grown])
    found = []
    for plant in grown:
        if not plant.tags:
            plant.tags = [heavy(plant.size)]
            found.append(plant.size)
    for index in range(len(grown)):
        if grown[index].kind % 2 == 1:
            grown[index].grow()
            found.append(index)
    print(found, [(plant.size, plant.kind, plant.tags) for plant in grown])


def counted():
    gate, found = Gate(), {}
    for number in range(14):
        if not gate.lets(number):
            continue
        value = heavy(number)
        found[value] = found.get(value, 0) + 1
    print(found, gate.asked)
    for number in range(14):
        if gate.counts(number):
            found[number] = heavy(number)
    print(found, Gate.seen)
    values = []
    for number in range(14):
        if bump(number) % 3:
            values.append(heavy(number))
    for number in range(14):
        for part in range(3):
            if (kept := bump(part)) > 1:
                values.append(heavy(number + kept))
    print(values, TALLY)


def drawn():
    values = []
    for number in range(14):
        random.seed(number)
        if random.random() > 0.3:
            value = noise(number)
            values.append(value)
    print(values, random.random())


def rendered():
    made = []
    for number in range(14):
        name = f"page{number % 9}.txt"
        if not os.path.exists(name):
            render(name, number)
            made.append(name)
        else:
            print("kept", name)
    print(made)


plants()
counted()
drawn()
rendered()

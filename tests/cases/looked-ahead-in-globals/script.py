"""Loops in functions that take from globals, which others go on to use: each by one name, or by two."""

import random
import sys
from collections import deque

count = int(sys.argv[1])
dice = random.Random(3)
same_dice = dice
stack = list(range(count))
same_stack = stack
queue = deque([1])
origins = {1: 0}
table = {number: number * 3 for number in range(count)}


def work(number):
    total = 0
    for power in range(200):
        total = (total * 31 + power * number) % 1000003
    return total


def drawn():
    found = []
    for _ in range(count):
        chance = dice.random()
        found.append(work(int(chance * 1000)))
    return sum(found), dice.random()


def drawn_by_both():
    found = []
    for _ in range(count):
        chance = dice.random()
        side = same_dice.randint(1, 6)
        found.append(work(int(chance * 1000)) + side)
    return sum(found), dice.random()


def popped():
    found = []
    for _ in range(count // 2):
        number = stack.pop()
        found.append(work(number))
    return sum(found), len(stack)


def emptied():
    found = []
    while len(same_stack) > 5:
        number = stack.pop()
        found.append(work(number))
    return sum(found), stack


def more():
    return len(table) > 20


def taken():
    found = []
    while more():
        key, value = table.popitem()
        found.append(work(key) + value)
    return sum(found), list(table.items())


def walked():
    found = []
    while queue:
        number = queue.popleft()
        for factor in (2, 3):
            if number * factor < 20 * count and number * factor not in origins:
                origins[number * factor] = number
                queue.append(number * factor)
        found.append(work(number))
    return len(found), sum(found), len(origins)


def walked_without_a_loop():
    found = []
    queue.append(count + 1)
    while queue:
        number = queue.popleft()
        if number * 2 < 2**20 and number * 2 not in origins:
            origins[number * 2] = number
            queue.append(number * 2)
        if number * 3 < 20 * count and number * 3 not in origins:
            origins[number * 3] = number
            queue.append(number * 3)
        found.append(work(number))
    return len(found), sum(found), len(origins)


with open("numbers.txt", "w") as out:
    for written in range(count):
        out.write(f"{written}\n")
numbers = open("numbers.txt")


def read():
    total = 0
    while True:
        line = numbers.readline()
        if not line or line == "200\n":
            break
        total += work(int(line))
    return total, numbers.readline()


for part in (drawn, drawn_by_both, popped, emptied, taken, walked, walked_without_a_loop, read):
    print(part.__name__, part())
numbers.close()

"""Keys that tell when they are hashed or compared, and records of logging that are formatted where a handler shows them, and only there."""

import logging

log = logging.getLogger("app")
log.setLevel(logging.DEBUG)


def heavy(seed):
    value = 0
    for step in range(3000):
        value += (step * seed) % 7
    return value


class Loud:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        print("hash", self.number)
        return self.number % 2

    def __eq__(self, other):
        return self.number == other.number


class Noted:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return self.number % 2

    def __eq__(self, other):
        with open("noted.log", "a") as file:
            file.write(f"{self.number}\n")
        return self.number == other.number


class Lazy:
    def __init__(self, number):
        self.number = number

    def __str__(self):
        print("formatting", self.number)
        return f"lazy {self.number}"


def loud(number):
    return {Loud(number): heavy(number), Loud(number + 2): 2}


def noted(number):
    return {Noted(number): heavy(number), Noted(number + 2): 2}


def logged(number):
    value = heavy(number)
    log.info("value %s", Lazy(number))
    log.warning("shown %s", Lazy(number))
    return value


def main():
    found = []
    for number in range(12):
        found.append(loud(number))
    for number in range(12):
        found.append(noted(number))
    print(len(found), sum(len(one) for one in found))
    values = []
    for number in range(12):
        values.append(logged(number))
    print(values, [logged(number) for number in range(5)])


main()

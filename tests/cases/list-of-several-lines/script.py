"""Lists, sets and dictionaries that take several lines, and raise in one of these."""

import sys

count = int(sys.argv[1])
broken = int(sys.argv[2])


def work(number):
    total = 100 // (number - broken)
    for power in range(200):
        total = (total * 31 + power * number) % 1000003
    return total


class Table:
    def __init__(self, first):
        self.first = first

    def rows(self):
        found = [
            (number,
             work(number))
            for number in range(self.first, self.first + count)
            if number % 7
        ]
        return found[-1], len(found)


def by_number(first):
    return {
        number: work(number)
        for number in range(first, first + count)
    }


print(Table(0).rows())
print(len(by_number(70)))
found = {
    work(number) % 100
    for number in range(130, 130 + count)
}
print(len(found))

"""Rounds that are foreseen, objects that each change themselves, and rows of a table: all on all cores."""


class Walker:
    def __init__(self, number):
        self.place = number
        self.path = []

    def walk(self, steps):
        place = self.place
        for step in range(steps):
            place = (place * 31 + step * 17) % 100003
        self.place = place
        self.path.append(place % 13)


def steps_from(n, most):
    steps = 0
    while n != 1 and steps < most:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def main():
    n, longest, table = 1, 0, []
    while n < 9000:
        steps = steps_from(n, 400)
        table.append(steps)
        if steps > longest:
            longest = steps
            print(n, steps)
        n += 1 if n % 3 else 2
    print(n, longest, sum(table))
    walkers = [Walker(number) for number in range(1500)]
    for walker in walkers:
        walker.walk(400)
        if walker.place % 97 == 0:
            print(walker.place, walker.path)
    print(sum(walker.place for walker in walkers), [walker.path for walker in walkers[:7]])
    size = 220
    grid = [[0] * size for _ in range(size)]
    for y in range(size):
        for x in range(size):
            grid[y][x] = (x * x * y + table[(x + y) % len(table)]) % 251
    print([sum(row) for row in grid][::13])


main()

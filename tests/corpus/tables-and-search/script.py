"""Tables of numbers, and the first entry past a limit."""


def table(height, width):
    return [[(x * 5 + y * 3 + x * y % 17) % 256 for x in range(width)] for y in range(height)]  # expert: easy


def powers(numbers):
    return [sum_of(number) for number in numbers]  # expert: easy


def sum_of(number):
    return sum(number**k % 97 for k in range(60))


def first_past(rows, limit):
    return next(row[0] for row in rows if sum(row) > limit)


def main():
    rows = table(40, 60)
    print(sum(map(sum, rows)), first_past(rows, 6000))
    print(powers(range(30)))


main()

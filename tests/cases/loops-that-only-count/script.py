def multiples(limit):
    count = 0
    for number in range(limit):
        if number % 3 == 0 or number % 5 == 0:
            count += 1
    return count


def pairs(limit):
    count = 0
    for a in range(limit):
        for b in range(a % 7):
            count += a * b % 3 == 1
    return count


def left(limit):
    count = 0
    for number in range(limit):
        count += 2
        if number == 77:
            break
    return count


def of_floats(values):
    count = 0
    for value in values:
        count += value
    return count


def of_anything(values, count):
    for value in values:
        if value % 3 == 1:
            count += 1
    return count


count = 0
for number in range(3000):
    count -= number % 7 == 3
print(count, multiples(5000), pairs(3000), left(3000))
print(of_floats([0.1] * 50), of_floats([True] * 50), of_anything(range(90), 2**70), of_anything(range(90), 0.5))
for start in range(3):
    inner = start
    for number in range(40):
        if number % (start + 2) == 0:
            inner += 1
    print(inner)
values = iter(range(100))
for value in values:
    if value % 10 == 3:
        count += 1
print(count, list(values))

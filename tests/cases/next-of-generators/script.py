def sums(numbers, target):
    if len(numbers) == 1:
        if numbers[0] == target:
            yield "sum"
        return
    for i, first in enumerate(numbers):
        for j, second in enumerate(numbers):
            if i != j:
                rest = [n for k, n in enumerate(numbers) if k != i and k != j]
                yield from sums(rest + [first + second], target)
                yield from sums(rest + [first * second], target)


def popped(numbers):
    while numbers:
        yield sum(k * numbers[-1] % 7 for k in range(100)) + numbers.pop()


def through(iterator):
    for number in iterator:
        yield sum(k * number % 7 for k in range(100))


tests = [[a, b, c, 6 - a % 3] for a in range(1, 5) for b in range(a, 5) for c in range(b, 5)]
for numbers in tests:
    print(numbers, end=" : ")
    try:
        print(next(sums(numbers, 24)))
    except StopIteration:
        print("none")

for numbers in tests:
    first = next(popped(numbers), None)
    print(first, end=" ")
print(len(tests[0]), sum(map(len, tests)))

lines = iter(range(90))
for numbers in tests:
    first = next(through(lines), None)
    print(first, end=" ")
print(list(lines))

shared = popped(tests[3])
for numbers in tests:
    first = next(shared, None)
    print(first, sum(numbers), end=" ")
print()

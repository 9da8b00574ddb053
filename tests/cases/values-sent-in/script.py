"""Loops that yield: what is sent in, and what nobody changes."""


def work(value):
    result = 0
    for k in range(400):
        result = (result * 31 + value + k) % 10007
    return result


def asking():
    answer = 0
    for n in range(6):
        result = work(n + answer)
        answer = yield result


asked = asking()
print(next(asked), [asked.send(n) for n in range(5)])


def constant(words, table):
    for word in words:
        result = work(len(word) + table[0])
        yield result


print(list(constant(("a", "bc", "def", "ghij"), (1, 2))))

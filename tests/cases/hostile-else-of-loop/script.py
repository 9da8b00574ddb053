def mix(values):
    t = 0
    for value in values:
        for k in range(300):
            t = (t * 31 + k + value) % 97
    return t


def fill(n, k):
    return [[mix([i, j]) for j in range(k)] for i in range(n)]


table = {}


def step(words):
    for k in words:
        table[k] = mix([k])
    else:
        print(len(fill(3, 4)), mix(words), 1)
    return table


print(step([1, 2, 3]))

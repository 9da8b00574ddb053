hits = []


class Place:
    def __init__(self, v):
        self.v = v

    def __index__(self):
        hits.append(self.v)
        return self.v


def heavy(n):
    return sum((n * i) % 13 for i in range(3000))


numbers = list(range(10))
places = [Place(i) for i in range(8)]


def taken(i):
    return numbers[places[i]]


def cut(i):
    return numbers[places[i] :]


def of_text(i):
    return "abcdefghi"[places[i]]


def of_tuple(i):
    return (1, 2, 3, 4, 5, 6, 7, 8)[places[i]]


def stored(i):
    mine = list(numbers)
    mine[places[i]] = 4
    return mine


def deleted(i):
    mine = list(numbers)
    del mine[places[i]]
    return mine


def counted(i):
    return len(range(places[i])), hex(places[i])


results = []
for i in range(8):
    results.append((heavy(i), taken(i)))
print(len(hits))
for i in range(8):
    results.append((heavy(i), cut(i)))
print(len(hits))
for i in range(8):
    results.append((heavy(i), of_text(i)))
print(len(hits))
for i in range(8):
    results.append((heavy(i), of_tuple(i)))
print(len(hits))
for i in range(8):
    results.append((heavy(i), stored(i)))
print(len(hits))
for i in range(8):
    results.append((heavy(i), deleted(i)))
print(len(hits))
for i in range(8):
    results.append((heavy(i), counted(i)))
print(len(hits), results[::7])

"""A default that is changed through the attribute of the function that holds it."""


class Counter:
    def get(self, held=[0]):
        return held[0]

    def add(self, number):
        Counter.get.__defaults__[0][0] += number


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total

counter = Counter()
out = []
for i in range(30):
    out.append(heavy(i, range(counter.get())))
    counter.add(1)
print(out)

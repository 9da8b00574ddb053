def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def source(limit):
    for n in range(limit):
        if n == 7:
            raise LookupError("source broke at %d" % n)
        yield n


seen = []
try:
    for n in source(20):
        seen.append(work(n))
        print(n)
except LookupError as error:
    print("caught", error, len(seen), n)

class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration("done")
        self.n -= 1
        return self.n


countdown = Countdown(5)
print([work(n) for n in countdown], countdown.n)
for n in source(9):
    print(work(n))

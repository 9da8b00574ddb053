def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


class Vector:
    added = 0

    def __init__(self, k):
        self.k = k

    def __add__(self, other):
        Vector.added += 1
        return Vector(self.k + 1)

    def __radd__(self, other):
        Vector.added += 1
        return Vector(self.k)

    def __lt__(self, other):
        Vector.added += 1
        return self.k < 50

    def __hash__(self):
        Vector.added += 1
        return self.k

    def __bool__(self):
        Vector.added += 1
        return True


def vector(n):
    return Vector(work(n) + Vector.added)


def main():
    xs = list(range(25))
    print(sum(vector(n) for n in xs).k, sum(map(vector, xs)).k)
    print(max(vector(n) for n in xs).k, min(map(vector, xs)).k, sorted(map(vector, xs))[0].k)
    print(sorted(v.k for v in {vector(n) for n in xs}), all(map(vector, xs)), Vector.added)
    print(len(list(filter(vector, xs))), Vector.added)


main()

import itertools
from itertools import combinations as pairs


def strength(k, n=400):
    x = k + 1
    for _ in range(n):
        x = (x * 69069 + 1) % 4294967296
    return x % 97


def tournament(points):
    for a, b in itertools.permutations(points, 2):
        won = a if strength(a) > strength(b) else b
        points[won] += 3
        points[a * 100 + b] = won
    return points


def numbered(points):
    for n, k in enumerate(sorted(points)):
        points[k] += strength(k) * n
        points[-k - 1] = n
    return points


def zipped(points, names):
    for name, k in zip(names, sorted(points)):
        points[k] = (name, strength(k))
    return points


def backwards(points):
    for k in reversed(list(points)):
        points[k + 1000] = strength(k)
    return points


def chosen(items):
    for a, b in pairs(items, 2):
        items.append(strength(a + b))
    for a, b in itertools.product(items[:3], repeat=2):
        items.append(strength(a * b))
    return items


# What is still read while the loop goes on.
def grows(items):
    for n, item in enumerate(items):
        if len(items) < 40:
            items.append(strength(item))
        if n > 60:
            break
    return items


def both(xs, ys):
    for x, y in zip(xs, sorted(ys)):
        if len(xs) < 30:
            xs.append(strength(x + y))
        ys.append(x)
    return xs, ys


def of_a_view(points):
    try:
        for n, k in enumerate(points.keys()):
            points[k + 1] = strength(k) + n
    except RuntimeError as error:
        print(error)
    return points


def of_an_iterator(items):
    rest = iter(items)
    for a, b in itertools.product([1, 2], rest):
        items.append(strength(a + b))
    for n, k in enumerate(rest):
        items.append(strength(k))
    return items


def of_a_generator(points):
    for a, b in itertools.permutations((k for k in points if points[k] % 2 == 0), 2):
        points[a] += strength(b)
    for n, a in enumerate(k for k in list(points) if points[k] % 2 == 0):
        points[a + 2] = strength(a) + n
    return points


def backwards_while_it_grows(items):
    for n, k in enumerate(reversed(items)):
        items.append(strength(k) + n)
    return items


class Shelf:
    def __init__(self, things):
        self.things = things

    def __iter__(self):
        return iter(self.things)


def of_an_object(shelf):
    for a, b in itertools.combinations(shelf, 2):
        shelf.things.append(strength(a + b))
    for n, a in enumerate(shelf):
        if n > 50:
            break
        shelf.things.append(strength(a))
    return shelf.things


print(tournament({k: 0 for k in range(6)}))
print(numbered({k: k for k in range(12)}))
print(zipped({k: k for k in range(9)}, list("abcdefgh")))
print(backwards({k: k for k in range(9)}))
print(chosen([3, 1, 4, 1, 5]))
print(grows([1, 2, 3]))
print(both([1, 2, 3], [9, 8, 7, 6, 5, 4, 3]))
print(of_a_view({1: 1, 5: 2}))
print(of_an_iterator([1, 2, 3]))
print(of_a_generator({k: k for k in range(8)}))
print(backwards_while_it_grows([1, 2, 3, 4]))
print(of_an_object(Shelf([1, 2, 3])))

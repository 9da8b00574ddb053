"""Parts of arrays that something keeps, and that show later what was stored there."""
import numpy as np


def heavy(row):
    return float(np.sum(np.cumsum(np.cumsum(np.cumsum(row * row) % 7) % 5)))


def smooth(row):
    return np.cumsum(np.cumsum(row + heavy(row)))


kept = []


def keep(row):
    kept.append(row)
    return smooth(row)


n = 8


def grid():
    return np.arange(n * 4.0).reshape(n, 4)


def kept_by_a_function():
    a = grid()
    for i in range(n):
        a[i] = keep(a[i]) % 13 + sum(heavy(row) for row in kept) % 3
    return a


def in_pairs():
    a = grid()
    pairs = []
    for i in range(n):
        pair = (i, a[i])
        pairs.append(pair)
        a[i] = smooth(a[i]) % 53 + heavy(pairs[0][1]) % 3
    return a


def as_methods():
    a = grid()
    later = []
    for i in range(n):
        total = a[i].sum
        later.append(total)
        a[i] = smooth(a[i]) % 59
    return [float(total()) for total in later]


def as_iterators():
    a = grid()
    later = []
    for i in range(n):
        later.append(iter(a[i]))
        a[i] = smooth(a[i]) % 59
    return [float(next(values)) for values in later]


def as_attributes():
    class Holder:
        pass

    a = grid()
    holder = Holder()
    for i in range(n):
        if i:
            print(heavy(holder.row))
        holder.row = a[i]
        a[i] = smooth(a[i]) % 61
    return holder.row


def in_a_closure():
    a = grid()

    def change(i):
        a[(i + 1) % n] += 1.0

    for i in range(n):
        a[i] = smooth(a[i]) % 79
        change(i)
    return a


def carried_to_the_next_round():
    a = grid()
    seen = a[0]
    for i in range(n):
        print(heavy(seen))
        seen = a[i]
        a[i] = smooth(a[i]) % 47
    return seen


print("kept_by_a_function", kept_by_a_function())
print("in_pairs", in_pairs())
print("as_methods", as_methods())
print("as_iterators", as_iterators())
print("as_attributes", as_attributes())
print("in_a_closure", in_a_closure())
print("carried_to_the_next_round", carried_to_the_next_round())

def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def quicksort(items):
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    smaller = [x for x in items if x < pivot]
    equal = [x for x in items if x == pivot]
    larger = [x for x in items if x > pivot]
    return quicksort(smaller) + equal + quicksort(larger)


def merge(left, right):
    out = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]


def mergesort(items):
    if len(items) <= 1:
        return items[:]
    middle = len(items) // 2
    return merge(mergesort(items[:middle]), mergesort(items[middle:]))


def hanoi(n, a, b, c):
    if n == 0:
        return []
    return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)


def depth(tree):
    if tree is None:
        return 0
    return 1 + max(depth(tree[0]), depth(tree[1]))


def build(n):
    return None if n == 0 else (build(n - 1), build(n // 2))


def integral(f, a, b, steps):
    total = 0.0
    for i in range(steps):
        total += f(a + (b - a) * (i + 0.5) / steps)
    return total * (b - a) / steps


def square(x):
    return x * x


numbers = [(i * 7919) % 1009 for i in range(300)]
print(fib(13), quicksort(numbers)[:9], mergesort(numbers)[-9:])
print(len(hanoi(7, "a", "b", "c")), depth(build(9)))
print(integral(square, 0, 1, 500) + integral(square, 1, 3, 700) * integral(square, 0, 2, 300))
values = [integral(square, 0, 1, 100), integral(square, 1, 2, 100), integral(square, 2, 3, 100)]
print(values, numbers[:5])

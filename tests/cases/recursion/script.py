import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def hanoi(n, a, b, c):
    if n == 0:
        return []
    return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)


def depth(tree):
    if tree is None:
        return 0
    left, right = tree
    return 1 + max(depth(left), depth(right))


def grow(n):
    if n == 0:
        return None
    return grow(n - 1), grow(n // 2)


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left = merge_sort(items[:middle])
    right = merge_sort(items[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


print([fib(n) for n in range(15)], fib(17))
moves = hanoi(8, "left", "middle", "right")
print(len(moves), moves[:4], moves[-1])
print(depth(grow(9)))
print(merge_sort([n * 7919 % 101 for n in range(100)]))
print(is_even(100), is_odd(101))
sys.setrecursionlimit(3000)
print(is_even(2000))


def endless(n):
    return endless(n + 1) + 1


for n in range(3):
    try:
        endless(n)
    except RecursionError as error:
        print(n, type(error).__name__)

import random


def heavy(n):
    total = 0
    for k in range(300):
        total = (total * 31 + n + k) % 1009
    return total


def draw(n):
    return sum(random.randrange(1 + i + 1) for i in range(n % 3 + 1))


def sort_out(items):
    small, large, others = [], [], 0
    for n in items:
        if n % 5 == 0:
            small.append(heavy(n))
        elif draw(n) < min((heavy(k) for k in range(n % 3 + 2) if k % 2), default=0) % 7:
            large.append(n)
        elif draw(n) % 2 and heavy(n + 1) % 2:
            large.append(heavy(n) % 10)
        else:
            others += 1
    return small, large, others


random.seed(5)
print(sort_out(range(60)))
queue = list(range(30))
seen = []
while queue:
    n = queue.pop(0)
    if n % 4 == 0:
        seen.append(heavy(n))
    elif draw(n) < heavy(n + 2) % 5:
        seen.append(-n)
print(seen)

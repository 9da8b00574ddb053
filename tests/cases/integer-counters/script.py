def is_square(n):
    root = int(n**0.5)
    return root * root == n


def triples(limit):
    count = 0
    total = 0
    for a in range(1, limit):
        for b in range(a, limit):
            if is_square(a * a + b * b):
                count += 1
                total += a * b
            elif (a + b) % 7 == 0:
                total -= 1
    return count, total


def lattice(n):
    points = 5
    seen = 0
    for x in range(-n, n + 1):
        for y in range(-n, n + 1):
            seen += 1
            if (x + y) % 3 == 0:
                continue
            for z in range(-n, n + 1):
                if x * x + y * y + z * z <= n * n:
                    points += 1
    return points, seen


class Census:
    def run(self, n):
        odd = 0
        for a in range(n):
            row = [a * b % 11 for b in range(n)]
            for v in row:
                odd += v % 2 == 1
        return odd, v, a


hits = 0
for i in range(40):
    for j in range(60):
        for k in range(10):
            if (i * j + k) % 13 == 5:
                hits += 1
print(hits, i, j, k)
print(triples(60), lattice(7), Census().run(40))

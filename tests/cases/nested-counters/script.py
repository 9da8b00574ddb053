def count_triples(limit):
    count = 0
    largest = (0, 0, 0)
    for a in range(1, limit):
        for b in range(a, limit):
            for c in range(b, limit):
                if a * a + b * b == c * c:
                    count += 1
                    if a + b + c > sum(largest):
                        largest = (a, b, c)
    return count, largest


print(count_triples(60))

solutions = 0
for s in range(1, 8):
    for e in range(8):
        if e == s:
            continue
        for n in range(8):
            if n in (s, e):
                continue
            for d in range(8):
                if (s * 1000 + e * 100 + n * 10 + d) % 77 == 0 and d not in (s, e, n):
                    solutions += 1
                    last = s, e, n, d
print(solutions, last)
print(s, e, n, d)

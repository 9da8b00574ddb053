def work(x):
    t = 0
    for i in range(x % 7 + 20):
        for j in range(9):
            t = (t * 31 + i * j + x) % 10007
    return t

def spread(n):
    return [work(n), work(n + 1)]


total = 0
for first, second in [spread(n) for n in range(5)]:
    weight = work(first)
    total += weight + second
print(total)
print([work(v) for row in [[work(x) for x in range(3)]] for v in row])
print([work(v) for v in [work(x) for x in range(4)]])

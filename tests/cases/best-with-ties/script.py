def score(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 13


best = -1
for n in range(80):
    s = score(n)
    if s > best:
        best = s
        winner = n
print("first best:", winner, best)

best = -1
for n in range(80):
    s = score(n)
    if s >= best:
        best, winner = s, n
print("last best:", winner, best)

lowest = None
place = None
for n in range(80):
    s = score(n)
    if lowest is None or s < lowest:
        lowest, place = s, n
    elif s == lowest:
        print("again", n)
print(lowest, place)

print(max(range(80), key=score), min(range(80), key=score))
print(max((score(n), -n) for n in range(80)))
print(max([], default="nothing", key=score))

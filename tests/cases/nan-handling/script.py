import math


def work(n):
    x = 0.0
    for k in range(1, 200):
        x += math.sin(n * k) / k
    if n % 5 == 3:
        return math.nan
    if n % 11 == 7:
        return -0.0
    return x if n % 7 else math.inf * (1 if n % 2 else -1)


best = -math.inf
low = math.inf
values = []
for n in range(40):
    v = work(n)
    values.append(v)
    if v > best:
        best = v
    if not v >= low:
        low = v
print(repr(best), repr(low))
print(values)
print(max(work(n) for n in range(2, 30)), min(work(n) for n in range(3, 30)), max(map(work, range(1, 30))))
print(sorted(work(n) for n in range(12)))
same = values[3]
print(same == same, same in values, values.index(same), [v is same for v in values].count(True))
print({work(n) for n in range(4, 8)} == {work(n) for n in range(4, 8)}, str(work(7)), math.copysign(1, work(7)))
print(len({work(3): 1, work(8): 2}), math.nan in [work(3)], work(3) is math.nan)

"""while loop with a counter around independent work; do-until convergence loops."""
def cube_digits_key(n):
    return "".join(sorted(str(n ** 3)))


def perfect_power_sum(n):
    total = 0
    for d in str(n):
        total += int(d) ** 5
    return total


n = 10
hits = []
while n < 8000:  # expert: hard
    if perfect_power_sum(n) == n:
        hits.append(n)
    n += 1
print(hits, sum(hits))

groups = {}
i = 1
while True:
    key = cube_digits_key(i)
    groups.setdefault(key, []).append(i)
    if len(groups[key]) == 4:
        print(groups[key], groups[key][0] ** 3)
        break
    i += 1

x = 1.0
count = 0
while abs(x * x - 2) > 1e-12:
    x = (x + 2 / x) / 2
    count += 1
print("%.10f" % x, count)

big = [0] * 1000000
total = 0
for i in range(100):
    tmp = big + [i]
    big = [i]
    total += len(tmp)
print(total)

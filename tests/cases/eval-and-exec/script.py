def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x % 1000


factor = 3
formulas = ["work(i) * factor", "i + factor", "[work(k) for k in range(3)]", "len(names)"]
names = []
for i in range(12):
    value = eval(formulas[i % 4])
    names.append(str(value))
    exec("factor = factor + 1")
    if i == 5:
        exec("def work(n): return -n")
print(names)
print(factor)

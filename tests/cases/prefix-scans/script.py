def mix(a, b):
    for _ in range(200):
        a = (a * 31 + b) % 10007
    return a


values = [n * 37 % 101 for n in range(40)]
for i in range(1, len(values)):
    values[i] = mix(values[i - 1], values[i])
print(values)

for i in range(len(values) - 1):
    if values[i] > values[i + 1]:
        values[i], values[i + 1] = values[i + 1], values[i]
print(values)

for i in range(len(values) // 2):
    values[i], values[-1 - i] = values[-1 - i], values[i]
print(values[:6])

previous = 0
for n in range(20):
    previous = mix(previous, n)
print(previous)

a, b = 0, 1
for _ in range(25):
    a, b = b, (a + b) % 1000
print(a, b)

def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


names = ["n%d" % i for i in range(12)]
sizes = tuple(range(3, 40, 3))
for i, (name, size) in enumerate(zip(names, sizes), start=1):
    print(i, name, work(size))
for n in reversed(range(0, 30, 4)):
    print(n, work(n), end=" ")
print()
for n in range(30, -1, -7):
    print(n, work(n), end=" ")
print()
for letter in "parallel":
    print(work(ord(letter)), end=" ")
for byte in b"\x00\xffab":
    print(work(byte), end=" ")
print()
for i, row in enumerate([[1, 2], [3, 4], [5, 6]]):
    for j, value in enumerate(row):
        print(i, j, work(value * 10 + j))
for a, b in zip(reversed(names), names[::2]):
    print(a, b, work(int(a[1:]) - int(b[1:])))
for window in zip(sizes, sizes[1:], sizes[2:]):
    print(window, work(sum(window)))
for n in sorted({5, 3, 9}):
    print(n, work(n))
for i in range(10 ** 30, 10 ** 30 + 3):
    print(i, work(i))
for n in range(0):
    print("never")
for i, n in enumerate(filter(lambda n: n % 4, map(abs, range(-6, 3)))):
    print(i, n, work(n))

import time


def work(n):
    x = n
    for _ in range(1000):
        x = (x * 69069 + 1) % 4294967296
    return x % 1000, time.perf_counter()


last = 0.0
backwards = 0
total = 0
for n in range(40):
    value, now = work(n)
    if now < last:
        backwards += 1
    last = now
    total += value
print(total, backwards)
deadline = time.monotonic() + 30
for n in range(20):
    if time.monotonic() > deadline:
        print("too slow")
        break
    total += work(n)[0]
print(total)

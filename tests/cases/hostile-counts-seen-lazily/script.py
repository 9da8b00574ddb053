# lazily read, reset, by lambda, by generator
total = 0
again = 0
lazy = 0
gen = 0


def busy(n):
    return sum(k * k % 7 for k in range(n % 50 + 200))


def add(n):
    global total
    total += 1
    return busy(n)


look = lambda: total
out = []
for n in range(40):
    out.append(add(n) + look())
print(out[::7], total)


def restart(n):
    global again
    again = 0
    for k in range(n % 5):
        step()
    return busy(n) + again


def step():
    global again
    again += 1


out = []
for n in range(40):
    out.append(restart(n))
print(out, again)


def wind(n):
    global lazy
    lazy += 1
    return busy(n)


seen = (lazy + k for k in range(1000))
out = []
for n in range(40):
    out.append(wind(n) + next(seen))
print(out[::7], lazy)


def numbers(k):
    global gen
    for i in range(k):
        gen += 1
        yield i


out = []
for n in numbers(40):
    out.append(busy(n))
print(sum(out), gen)
for n in range(40):
    out.append(sum(numbers(n)) + busy(n))
    if n == 33:
        break
print(sum(out), gen)

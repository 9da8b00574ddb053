def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x


def double(n):
    return n * 2


def switch(n):
    global work
    if n == 8:
        work = double


first = []
for i in range(16):
    first.append(work(i))
    switch(i)
print(first)

work = abs
print([work(-i) for i in range(5)])


def work(n):
    return "third" + str(n)


print([work(i) for i in range(3)])

"""Elements that are replaced while functions that are called look at the list, change it, or mean another one."""


def work(value):
    result = 0
    for k in range(400):
        result = (result * 31 + value + k) % 10007
    return result


def fresh():
    return [n + 1 for n in range(8)]


a = fresh()


def reads_global(n):
    return work(n + a[0])


for i in range(len(a)):
    a[i] = reads_global(a[i])
print(a)


def writes_global(n):
    a[(n + 1) % len(a)] = n
    return work(n)


for i in range(len(a)):
    a[i] = writes_global(a[i])
print(a)


def rebinds(n):
    global a
    a = [n] * 8
    return work(n)


for i in range(len(a)):
    a[i] = work(a[i]) + rebinds(a[i])
print(a)


def moves_index(n):
    global i
    i = 2
    return work(n)


for i in range(5):
    b = a
    a[i] = work(a[i])
    b[i] = moves_index(a[i])
    a[i] = work(a[i])
print(a, i)

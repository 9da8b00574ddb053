"""The heavy function itself writes: to its own file, and to a log that all share."""


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    with open("log.txt", "a") as log:
        log.write("%d %d\n" % (n, x % 100))
    with open("result%d.txt" % (n % 4), "w") as f:
        f.write(str(x))
    if n == 9:
        raise OSError("the disk is full")
    return x % 100


total = 0
try:
    for n in range(14):
        total += work(n)
except OSError as error:
    print(error)
print(total)
print(open("log.txt").read())

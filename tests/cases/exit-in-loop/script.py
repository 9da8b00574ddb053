import sys


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


how = sys.argv[1]
for n in range(20):
    value = work(n)
    print(n, value)
    if n == 7:
        if how == "message":
            sys.exit("giving up at %d" % n)
        elif how == "code":
            sys.exit(3)
        elif how == "none":
            sys.exit()
        elif how == "quit":
            raise SystemExit(4)
        elif how == "interrupt":
            raise KeyboardInterrupt
print("ended")

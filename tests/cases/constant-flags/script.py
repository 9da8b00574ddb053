import logging

DEBUG = False
LEVEL: int = 1
MODE = "fast"
TRACE = 0
STRICT = True


def work(n):
    x = n
    for k in range(100):
        x = (x * 69069 + k) % 4294967296
        if LEVEL > 2:
            print("step", k, x)
    if not STRICT:
        print("loose")
    return x


count = 0
for a in range(40):
    if DEBUG == True:
        print("row", a)
    for b in range(40):
        if DEBUG:
            print(a, b)
        if a * b % 7 == 3 and work(b) % 2:
            count += 1
            if TRACE:
                logging.warning("found %s %s", a, b)
            elif MODE != "fast":
                print("slow")
print(count)

out = []
for n in range(30):
    value = work(n)
    if DEBUG:
        print([k for k in range(n)], value, undefined_name)
    out.append(value % 100)
print(out)

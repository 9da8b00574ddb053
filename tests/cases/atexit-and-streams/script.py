import atexit
import sys


def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


results = []


@atexit.register
def goodbye():
    print("goodbye", len(results), sum(results))


atexit.register(print, "registered last, called first")
for n in range(10):
    results.append(work(n))
    if n == 4:
        atexit.register(print, "from the loop", n)
sys.stdout.write("no newline")
print(" ... ", end="", flush=True)
for n in range(5):
    results.append(work(n))
    print(n, end=",")
raise SystemExit("ended " + str(len(results)))

import sys

def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


größe = 0  # a name beyond ASCII
for n in range(20):
    größe += work(n)
    print("№", n, größe)
print(größe, len("naïve"), sys.argv[1:])

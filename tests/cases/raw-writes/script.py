import os
import sys


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def shout(n):
    os.write(1, b"raw %d\n" % n)
    return work(n)


print("buffered", flush=True)
for n in range(5):
    print("line", shout(n), flush=True)
copy = os.dup(1)
for n in range(3):
    with os.fdopen(os.dup(copy), "w") as f:
        f.write("through a copy %d\n" % work(n))
read_end, write_end = os.pipe()
for n in range(4):
    os.write(write_end, bytes([work(n)]))
os.close(write_end)
print(list(os.read(read_end, 100)), flush=True)
saved = os.dup(1)
with open("captured.txt", "wb") as f:
    os.dup2(f.fileno(), 1)
    for n in range(3):
        shout(n)
        print("unseen", work(n), flush=True)
    os.dup2(saved, 1)
print(open("captured.txt").read().split("\n"))
offset = os.open("script.py", os.O_RDONLY)


def from_descriptor(n):
    return os.read(offset, 3), work(n)


print([from_descriptor(n) for n in range(6)])
sys.stdout.flush()

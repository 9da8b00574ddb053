import os
import subprocess
import sys


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def ask(n):
    text = subprocess.run([sys.executable, "-c", "print(%d)" % work(n)], stdout=subprocess.PIPE, check=True).stdout
    return int(text)


if len(sys.argv) > 1:
    print("child", [work(int(a)) for a in sys.argv[1:]])
    sys.exit(4)

total = 0
for n in range(3):
    total += ask(n)
    print(n, total)
sys.stdout.flush()
child = subprocess.run([sys.executable, sys.argv[0], "1", "2"])
print("exit code", child.returncode)
for n in range(8):
    total += work(n)
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    print("forked", total, [work(n) for n in range(3)])
    sys.stdout.flush()
    os._exit(work(0))
print("waited", os.waitpid(pid, 0)[1] >> 8)
for n in range(4):
    print(work(n))

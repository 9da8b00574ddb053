import multiprocessing
import os
import signal
import threading

received = []
signal.signal(signal.SIGUSR1, lambda number, frame: received.append(number))


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def who(n):
    work(n)
    return os.getpid(), os.getppid(), threading.current_thread().name, multiprocessing.current_process().name


def knock(n):
    if n % 4 == 0:
        os.kill(os.getpid(), signal.SIGUSR1)
    return work(n)


seen = set()
for n in range(12):
    seen.add(who(n))
print(len(seen), seen == {who(0)}, next(iter(seen))[2:])
total = 0
for n in range(12):
    total += knock(n)
print(total, len(received))
print(multiprocessing.active_children(), threading.active_count())
try:
    print("child", os.waitpid(-1, os.WNOHANG))
except ChildProcessError as error:
    print("no children:", error.errno is not None)

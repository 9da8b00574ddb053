import threading
import queue


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 1000


jobs = queue.Queue()
answers = {}
lock = threading.Lock()


def serve():
    while True:
        n = jobs.get()
        if n is None:
            break
        value = work(n)
        with lock:
            answers[n] = value


threads = [threading.Thread(target=serve) for _ in range(3)]
for thread in threads:
    thread.start()
for n in range(30):
    jobs.put(n)

mine = []
for n in range(30):
    mine.append(work(n))  # while the threads run

for _ in threads:
    jobs.put(None)
for thread in threads:
    thread.join()
print([answers[n] for n in range(30)] == mine)
print(mine[:5], sum(mine))

local = threading.local()
for n in range(8):
    local.value = getattr(local, "value", 0) + work(n)
print(local.value)

import contextvars
import locale
import string
import threading

depth = contextvars.ContextVar("depth", default=0)


def work(n):
    token = depth.set(depth.get() + 1)
    x = n
    for _ in range(200):
        x = (x * 69069 + depth.get()) % 4294967296
    if n % 3 == 0:
        depth.reset(token)
    return x % 100


values = []
for n in range(12):
    values.append(work(n))
print(values, depth.get())
context = contextvars.copy_context()
print([context.run(work, n) for n in range(4)], depth.get(), context[depth])
local = threading.local()
local.sum = 0


def add(n):
    local.sum += work(n) % 7
    return local.sum


print([add(n) for n in range(6)], local.sum, depth.get())


class Meter:
    level = 0

    def __enter__(self):
        Meter.level += 1
        return Meter.level

    def __exit__(self, *error):
        return False


def climb(n):
    with Meter() as level:
        return level * work(n)


print([climb(n) for n in range(5)], Meter.level, string.ascii_letters[Meter.level], locale.getlocale()[0] is not None)

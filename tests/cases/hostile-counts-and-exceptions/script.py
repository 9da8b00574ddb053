# exceptions, and what is left early
n_calls = 0


def work(n):
    global n_calls
    n_calls += 1
    if n == 37:
        raise ValueError(n)
    return sum(k * k % 7 for k in range(n % 50 + 200))


def run(stop):
    out = []
    for n in range(60):
        v = work(n)
        out.append(v)
        if n == stop:
            return out
    return out


print(len(run(20)), n_calls)
import atexit

atexit.register(lambda: print("at exit", n_calls))
out = []
for n in range(60):
    out.append(work(n))

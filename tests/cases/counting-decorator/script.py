import functools

counts = {}


def counted(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        counts[function.__name__] = counts.get(function.__name__, 0) + 1
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def announced(prefix):
    def decorate(function):
        def wrapper(n):
            result = function(n)
            print(prefix, n, result)
            return result

        return wrapper

    return decorate


@counted
def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


@announced("area")
@counted
def area(n):
    return work(n) * 2


values = []
for n in range(15):
    values.append(work(n))
print(values)
for n in range(4):
    values.append(area(n))
print(counts, work.calls, work.__name__, area.__name__)

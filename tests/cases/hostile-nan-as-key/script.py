import functools

nan = float("nan")


def pick(x):
    s = 0.0
    for i in range(x * 10 + 3000):
        s += i * x % 7
    return nan if x % 3 == 0 else s


@functools.lru_cache(maxsize=None)
def label(value):
    print("a label for", value)
    return f"<{value}>"


found = {nan: "missing"}
for x in range(8):
    key = pick(x)
    try:
        print(found[key])
    except KeyError as error:
        print("no", error)
        found[key] = x
print(len(found))
for x in range(8):
    key = pick(x)
    print(label(key))

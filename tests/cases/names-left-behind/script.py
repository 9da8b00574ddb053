def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


for n in range(12):
    value = work(n)
    if value > 90:
        high = value
        at = n
    temporary = [value]
    for inner in range(n % 3):
        deep = value + inner
print(n, value, high, at, temporary, inner, deep)


def function():
    for n in range(3, 10):
        value = work(n)
        if value == 12345:
            unbound = value
    try:
        print(n, value, unbound)
    except UnboundLocalError:
        print("unbound", sorted(locals()))
    for k in []:
        pass
    try:
        k
    except NameError as error:
        print(type(error).__name__)


function()
n = "before"
print([work(n) for n in range(3)], n)
for n in range(5):
    if n == 2:
        n = 40
    value = work(n)
print(n, value)
for n in range(4):
    for n in range(n, n + 2):
        value = work(n)
print(n, value)
total = 7
for total in range(total):
    value = work(total)
print(total, value)
for _ in range(3):
    try:
        result = carried + work(1)
    except NameError:
        result = 0
    carried = result + 1
print(result, carried)

def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


i = 0
found = []
while i < 30:
    value = work(i)
    if value % 2 == 0:
        found.append((i, value))
    i += 1
print(i, found)

n = 5
chain = []
while n not in chain:
    chain.append(n)
    n = work(n)
print(chain, n)

low, high = 0, 1000
while low < high:
    middle = (low + high) // 2
    if work(0) + middle * middle < 250000:
        low = middle + 1
    else:
        high = middle
print(low, high)

queue = [1]
order = []
while queue:
    n = queue.pop(0)
    order.append(n)
    for k in (2 * n, 2 * n + 1):
        if k < 40 and work(k) < 80:
            queue.append(k)
print(order)

stack = list(range(5))
while stack:
    top = stack.pop()
    if top > 20:
        continue
    if work(top) > 60:
        stack.append(top + 10)
else:
    print("empty", top)
while True:
    i -= 1
    if work(i) < 10:
        break
print(i)

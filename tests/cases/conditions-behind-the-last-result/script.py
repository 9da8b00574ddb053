import sys
def work(n):
    for a in range(n % 5 + 1):
        for b in range(3):
            n = (n * 3 + a * b) % 401
    return n
flag = len(sys.argv)
left = 6
while left > 0:
    left -= 1
    count = left
    queue = [23, 21]
    if flag < 5:
        total = work(left)
    elif count < len(queue):
        rate = work(count)
print(left, total)

out = []
last = None
for left in range(40):
    count = work(left)
    queue = [23, count]
    if flag > 50 + left % 2:
        total = work(left)
    elif count < len(queue) * 100:
        out.append(count)
    elif count < len(queue) * 150:
        rate = work(count)
    elif queue[1] > 5000:
        last = rate
    else:
        rate = count + queue[0]
other = 0
for left in range(40):
    count = work(left)
    queue = [23, count]
    if flag > 50 + left % 2:
        total = work(left)
    elif count < len(queue) * 100:
        rate = work(count)
    elif queue[1] % 2:
        other += 1
    elif queue[1] % 3:
        rate = work(count)
print(out, last, other)
for left in range(40):
    count = work(left)
    if count % 2:
        rate = work(count)
    elif out.append(count):
        pass
print(out)

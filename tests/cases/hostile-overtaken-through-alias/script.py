def work(xs):
    t = 0
    for x in xs:
        for k in range(300):
            t = (t * 31 + x + k) % 100003
    return t
def bump(box):
    t = work(box["data"])
    box["alias"].append(t)
    return t
data = list(range(40))
box = {"data": [1, 2, 3], "alias": data}
first = bump(box)
second = work(data)
data = data + [first]
third = work(data)
fourth = work(box["alias"])
print(first, second, third, fourth)
def lazy():
    a = work(later)
    b = work([1])
    return a, b
try:
    print(lazy())
except NameError as e:
    print(e)
later = [5]
print(lazy())

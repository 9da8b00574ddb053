"""Straight-line statements with every kind of dependence; the expected tables are in snapshots/ddg_example."""


def func1(count):
    found = []
    for n in range(count):
        found.append(n * n)
    return found


def func2(items):
    print(len(items), items)


x = 5
y = x + 3
z = x * y
x = x + 2
y = x
n = []
if z > x:
    z = 9
elif z < y:
    n.append(7)
else:
    z = 8
    l += z
if z > 10:
    y = 10
l = func1(x)
l.append(1)
l += [x]
func2(l)

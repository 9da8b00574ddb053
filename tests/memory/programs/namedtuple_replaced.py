from collections import namedtuple
P = namedtuple("P", ["x", "y", "z"])
p = P(1, [2] * 100, "c")
xs = []
for i in range(1000):
    p = p._replace(y=[i] * 10)
    xs.append(p)
    if i == 500:
        q = {"z": "long" * 1000, "x": i}
        xs.append(p._replace(**q))
ds = [x._asdict() for x in xs]

flags = bytearray([1]) * 200000
for step in range(2, 40):
    flags[step * step :: step] = bytes(len(range(step * step, 200000, step)))
names = ["a"] * 1000
for _ in range(50):
    names[::2] = ["b"] * 500
print(len(flags), len(names))

"""Variables with annotations."""


def slow(i):
    t = i
    for k in range(900):
        t = (t * 7 + k) % 101
    return t


rows = []
for i in range(8):
    value: int = slow(i)
    rows.append(value)

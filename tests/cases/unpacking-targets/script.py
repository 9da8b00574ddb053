def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


prices = {"apple": 3, "pear": 4, "plum": 7, "fig": 11}
for name, price in prices.items():
    prices[name] = work(price)
    print(name, price)
print(prices)
for first, *middle, last in [(1, 2, 3, 4), [5, 6], range(7, 12)]:
    print(first, middle, last, work(first * last))
print(middle)
for (a, b), [c, (d, *e)] in [((1, 2), (3, (4, 5, 6))), ((7, 8), "x9"[0:2] and (9, (10,)))]:
    print(a, b, c, d, e, work(a + b + c + d))


class Cursor:
    position = None


cursor = Cursor()
places = [0, 0, 0]
for cursor.position in range(3):
    print(cursor.position, work(cursor.position))
for places[1] in range(4):
    value = work(places[1])
for i, places[i] in enumerate("abc"):
    pass
print(places, cursor.position, value)
try:
    for a, b in [(1, 2), (3, 4), (5,)]:
        print(work(a + b))
except ValueError as error:
    print(error, a, b)
records = [{"n": 1, "tags": ["x"]}, {"n": 2, "tags": []}]
for number, record in enumerate(records):
    record["value"] = work(record["n"])
    record["tags"] += [number]
print(records)
for key in list(prices):
    if prices[key] > 50:
        del prices[key]
print(prices)
try:
    for key in prices:
        prices[key + "s"] = work(len(key))
except RuntimeError as error:
    print(error, len(prices))

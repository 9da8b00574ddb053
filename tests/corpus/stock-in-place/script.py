"""Warehouse of objects updated in place per day; stock orders depend on each other."""


class Item:
    def __init__(self, sku, stock, rate):
        self.sku = sku
        self.stock = stock
        self.rate = rate
        self.ordered = 0
        self.log = []

    def day(self, d):
        demand = (self.rate * (d % 7 + 1)) % 11
        for _ in range(30):
            demand = (demand * 13 + d) % 17
        sold = min(self.stock, demand)
        self.stock -= sold
        if self.stock < 20:
            self.ordered += 1
            self.stock += 50
        self.log.append(sold)
        return sold


items = [Item("sku%03d" % i, 40 + i % 30, i % 9 + 1) for i in range(60)]
for d in range(10):
    sold = 0
    for item in items:  # expert: hard, refused: shared-mutation
        sold += item.day(d)
    print("day", d, "sold", sold)
print(sum(i.ordered for i in items), max(items, key=lambda i: sum(i.log)).sku)

class Item:
    count = 0
    registry = []

    def __init__(self, n):
        Item.count += 1
        self.number = Item.count
        Item.registry.append(self)
        x = n
        for _ in range(200):
            x = (x * 69069 + 1) % 4294967296
        self.value = x % 100

    def __repr__(self):
        return "Item(%d, %d)" % (self.number, self.value)


class Meta(type):
    made = []

    def __call__(cls, *args):
        Meta.made.append(cls.__name__)
        return super().__call__(*args)


class Tracked(Item, metaclass=Meta):
    def __init_subclass__(cls):
        Meta.made.append("subclass " + cls.__name__)


class Single:
    _instance = None

    def __new__(cls, n):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.seen = []
        cls._instance.seen.append(n)
        return cls._instance


items = []
for n in range(8):
    items.append(Item(n * 3))
print(items, Item.count, Item.registry[-1] is items[-1])
tracked = [Tracked(n) for n in range(4)]
print(tracked, Meta.made, len(Item.registry))
for n in range(3):
    Meta("Sub%d" % n, (Tracked,), {})
print(Meta.made)
singles = [Single(n) for n in range(5)]
print(singles[0].seen, all(s is singles[0] for s in singles))


def make(n):
    return Item(n)


for n in range(5):
    items.append(make(n))
print(items[-2:], Item.count, Item.registry[-1] is items[-1])
best = max((Item(n) for n in range(5)), key=lambda item: item.value)
print(best, Item.count)

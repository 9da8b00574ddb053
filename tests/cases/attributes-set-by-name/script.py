"""Each round sets attributes of one object that others read."""
FIELDS = ("low", "high", "mean")


class Box:
    def __init__(self):
        self.low = self.high = self.mean = 0


def heavy(n):
    total = 0
    for i in range(300):
        total += (n + i) % 11
    return total


def main():
    box = Box()
    out = []
    for n in range(40):
        value = heavy(n + box.low)
        for field in FIELDS:
            setattr(box, field, value % 5)
        out.append(value)
    print(out, vars(box))
    boxes = [Box() for _ in range(20)]
    for b in boxes:
        for field in FIELDS:
            setattr(b, field, heavy(len(field)))
    print([b.mean for b in boxes])
    many = []
    for n in range(30):
        b = Box()
        for field, value in zip(FIELDS, (heavy(n), heavy(n + 1), heavy(n + 2))):
            setattr(b, field, value)
        many.append(b)
    print([(b.low, b.high, b.mean) for b in many])
    shared = Box()
    totals = []
    for n in range(30):
        setattr(shared, "low", shared.low + heavy(n))
        totals.append(heavy(n))
    print(shared.low, totals)


if __name__ == "__main__":
    main()

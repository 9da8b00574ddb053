def work(k):
    return sum(i * k % 7 for i in range(200))


def first(values):
    return next(iter(values))


def through(values, k):
    return work(k) + first(values)


class Bag:
    def __init__(self, values):
        self.values = values

    @property
    def top(self):
        return first(self.values)

    def __add__(self, other):
        return Bag(self.values + [first(other.values)])

    def pick(self, k):
        choose = lambda values: first(values) + k
        return choose(self.values)


class Opened:
    def __init__(self, values):
        self.value = through(values, 3)


def from_generator(values, k):
    def steps():
        yield work(k)
        yield first(values)

    return sum(steps())


def looped(maker, lists):
    """A `StopIteration` in the header of a comprehension inside `list(map(…))` ends it quietly."""
    return list(map(lambda one: maker(one), lists))


FULL = [[k] for k in range(12)]
GAP = [[k] if k != 8 else [] for k in range(12)]
MAKERS = [
    lambda lists: [through(values, 2) for values in lists],
    lambda lists: [work(k) + Bag(values).top for k, values in enumerate(lists)],
    lambda lists: [work(k) + len((Bag([1]) + Bag(values)).values) for k, values in enumerate(lists)],
    lambda lists: [work(k) + Bag(values).pick(k) for k, values in enumerate(lists)],
    lambda lists: [work(k) + Opened(values).value for k, values in enumerate(lists)],
    lambda lists: [from_generator(values, k) for k, values in enumerate(lists)],
    lambda lists: {len(values) + k: through(values, k) for k, values in enumerate(lists)},
]


def main():
    for maker in MAKERS:
        for lists in (FULL, GAP):
            try:
                print(looped(maker, [FULL, lists, FULL]))
            except RuntimeError as error:
                print("generator", error)
    lists = GAP
    try:
        print([through(values, 1) for values in lists])
    except StopIteration:
        print("stopped")
    # nothing that these call stops
    print([work(k) for k in range(30)])
    print({k: work(k) for k in range(30)})


main()

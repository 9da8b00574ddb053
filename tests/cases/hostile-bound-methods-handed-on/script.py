import functools


def work(x):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x) % 1000003
    return total


class Counter:
    def __init__(self):
        self.count = 0

    def more(self, by=1):
        self.count += by
        return self.count

    @property
    def limit(self):
        return 5

    @limit.deleter
    def limit(self):
        self.count += 1


class Doubled(Counter):
    def more(self, by=1):
        return super().more(2 * by)


counter = Counter()
doubled = Doubled()
kept = []
seen = set()


def call(function, *arguments):
    return function(*arguments)


def call_twice(function):
    function()
    return call(function)


def each(function, items):
    for item in items:
        function(item)


def with_default(function=counter.more):
    return function()


def retry(function, times):
    for _ in range(times):
        try:
            return function()
        except ValueError:
            pass
    return None


def endless(function):
    while True:
        yield function()


def called():
    for i in range(8):
        score = work(i) + counter.count
        print(score, call(counter.more, 2))


def called_through_another():
    for i in range(8):
        score = work(i) + counter.count
        print(score, call_twice(counter.more))


def called_in_a_class_below():
    for i in range(8):
        score = work(i) + doubled.count
        print(score, call(doubled.more))


def appended():
    for i in range(8):
        score = work(i) + len(kept)
        print(score, call(kept.append, i))


def appended_one_by_one():
    for i in range(8):
        score = work(i) + len(kept)
        each(kept.append, (1, 2))
        print(score)


def added():
    for i in range(8):
        score = work(i) + len(seen)
        print(score, call(seen.add, i))


def called_by_default():
    for i in range(8):
        score = work(i) + counter.count
        print(score, with_default())


def called_in_a_try():
    for i in range(8):
        score = work(i) + counter.count
        print(score, retry(counter.more, 3))


def called_by_libraries():
    for i in range(8):
        score = work(i) + counter.count
        print(score, any(map(lambda function: function(), [counter.more])))
    for i in range(8):
        score = work(i) + counter.count
        print(score, functools.reduce(lambda _, function: function(), [counter.more], 0))


def called_by_a_generator():
    numbers = endless(counter.more)
    for i in range(8):
        score = work(i) + counter.count
        print(score, next(numbers))


def called_as_it_is_advanced():
    for i, number in zip(range(8), endless(counter.more)):
        score = work(i) + counter.count
        print(score, number)


def deleted():
    for i in range(8):
        score = work(i) + counter.count
        del counter.limit
        print(score)


called()
called_through_another()
called_in_a_class_below()
appended()
appended_one_by_one()
added()
called_by_default()
called_in_a_try()
called_by_libraries()
called_by_a_generator()
called_as_it_is_advanced()
deleted()

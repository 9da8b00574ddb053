import pandas as pd

CALLS = []


class Watched(pd.DataFrame):
    @property
    def _constructor(self):
        return Watched

    def sum(self, *args, **kwargs):
        CALLS.append("sum")
        return super().sum(*args, **kwargs)


def work(frame, i):
    total = 0.0
    for _ in range(20):
        total += float((frame * i).sum().sum())
    return total


def loudly(self, *args, **kwargs):
    CALLS.append("mean")
    return 1.5


def main():
    frame = Watched({"a": [1.0, 2.0]})
    totals = []
    for i in range(4):
        totals.append(work(frame, i))
    print(totals, len(CALLS))
    plain = pd.DataFrame({"a": [1.0, 2.0]})
    pd.DataFrame.mean = loudly
    means = []
    for i in range(4):
        means.append(work(plain, i) + plain.mean())
    print(means, CALLS[-3:], len(CALLS))

    @pd.api.extensions.register_series_accessor("own")
    class Own:
        def __init__(self, column):
            CALLS.append("own")
            self.column = column

        def total(self):
            return float(self.column.sum())

    print([plain["a"].own.total() + i for i in range(3)], len(CALLS))


main()

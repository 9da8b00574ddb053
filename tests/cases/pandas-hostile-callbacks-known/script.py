import pandas as pd

SEEN = []


def noted(x):
    SEEN.append(x)
    return x * 2


def loud(x):
    print("value", x)
    return x + 1


def doubled(x):
    return x * 2


def main():
    frame = pd.DataFrame({"k": ["a", "b", "a"], "x": [1, 2, 3]})
    column = pd.Series([1, 2, 3, 4])
    totals = []
    for i in range(4):
        totals.append(int(column.head(i).apply(noted).sum()))
    print(totals, len(SEEN))
    for i in range(3):
        totals.append(int(column.tail(i).map(loud).sum()))
    print(totals)
    for i in range(40):
        total = 0
        for _ in range(3):
            total += int(column.clip(i).apply(doubled).sum())
        totals.append(total)
    print(totals)
    draws = []
    for i in range(3):
        draws.append(len(frame.sample(2)) + i)
    print(draws)


main()

import pandas as pd

SEEN = []


def noted(x):
    SEEN.append(x)
    return x * 2


def loud(group):
    print("group of", len(group))
    return group["x"].sum()


def work(frame, i):
    total = 0
    for _ in range(10):
        total += int((frame["x"] + i).apply(noted).sum())
    return total


def main():
    frame = pd.DataFrame({"k": ["a", "b", "a"], "x": [1, 2, 3]})
    totals = []
    for i in range(4):
        totals.append(work(frame, i))
    print(totals, len(SEEN))
    for i in range(3):
        totals.append(int(frame.groupby("k").apply(loud).sum()) + i)
    print(totals)
    for i in range(3):
        frame.apply(lambda row: SEEN.append(row["x"]), axis=1)
        totals.append(frame.assign(z=lambda f: noted(f["x"].sum()))["z"].max() + len(SEEN))
    print(totals, len(SEEN))
    print(frame["x"].map(lambda v: [v]).tolist(), frame.pipe(lambda f: SEEN.append("pipe")), len(SEEN))
    draws = []
    for i in range(3):
        draws.append(len(frame.sample(2, random_state=i)) + i)
    print(draws)


main()

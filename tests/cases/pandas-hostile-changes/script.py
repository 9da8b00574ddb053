import pandas as pd


def heavy(x, n=400):
    for _ in range(n):
        x = (x * 1.0001 + 1.0) % 97.0
    return x


def main():
    frame = pd.DataFrame({"k": ["a", "b", "a", "c"], "x": [1.0, 2.0, 3.0, 4.0]})
    seen = []
    for name, group in frame.groupby("k"):
        frame.loc[frame["k"] == "c", "x"] = heavy(float(len(seen)))
        seen.append(heavy(float(group["x"].sum())))
    print(seen, frame)
    groups = frame.groupby("k")
    means = []
    for i in range(3):
        frame["x"] = [heavy(float(v) + i) for v in frame["x"]]
        means.append(heavy(float(groups["x"].mean().sum())))
    print(means, frame["x"].tolist())
    for i, row in frame.iterrows():
        row["x"] = -1.0
        frame.loc[3, "x"] = heavy(float(i))
        seen.append(heavy(float(row["x"]) + float(frame["x"].sum())))
    print(seen)
    for row in frame.itertuples():
        frame.loc[3, "x"] = heavy(float(row.x))
        seen.append(heavy(float(frame["x"].max())))
    print(seen)
    pieces = []
    for i in range(4):
        frame.drop(columns=["k"], errors="ignore", inplace=True)
        frame.insert(0, "n%d" % i, i)
        pieces.append(heavy(float(frame.shape[1])))
    print(pieces, frame.columns.tolist())
    left = []
    for _ in range(3):
        column = frame.pop(frame.columns[0])
        left.append(heavy(float(column.sum()) + len(frame.columns)))
    print(left, frame)
    total = pd.Series([0.0, 0.0])
    for i in range(4):
        total += heavy(float(i))
        left.append(heavy(float(total.sum())))
    print(left, total.tolist())
    located = frame.iloc
    places = []
    for i in range(3):
        frame.iloc[0, 0] = float(i)
        places.append(heavy(float(located[0, 0])))
    print(places)


main()

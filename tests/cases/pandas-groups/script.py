import pandas as pd


def score(text):
    total = 0
    for i, c in enumerate(text.split()):
        for k in range(2000):
            total = (total * 31 + ord(c[0]) * (i + k)) % 100003
    return total


def simulate(a, b):
    x = a
    for _ in range(20000):
        x = (x * 1.0001 + b) % 17.0
    return x


def summarise(name, group):
    acc = 0.0
    for v in group["x"]:
        for _ in range(300):
            acc = acc * 0.99 + v
    return {"k": name, "mean": group["x"].mean(), "n": len(group), "acc": acc}


def main():
    df = pd.DataFrame({
        "k": ["a", "b", "c", "d"] * 30,
        "x": [i * 0.5 for i in range(120)],
        "y": list(range(120)),
        "text": ["some words %d here" % i for i in range(120)],
    })
    rows = []
    for name, group in df.groupby("k"):
        rows.append(summarise(name, group))
    print(pd.DataFrame(rows))
    results = [simulate(row.x, row.y) for row in df.itertuples()]
    print(sum(results))
    df["score"] = [score(t) for t in df["text"]]
    print(df["score"].sum())
    out = []
    for i, row in df.iterrows():
        out.append(simulate(row["x"], row["y"]))
    print(out[:3])
    means = []
    for k in ["a", "b", "c"]:
        part = df[df["k"] == k]
        part = part.sort_values("x")
        part["z"] = part["x"].diff()
        means.append(simulate(part["z"].mean(), part["x"].sum()))
    print(means)
    smooth = {}
    for k in ["a", "b", "c", "d"]:
        part = df[df["k"] == k].set_index("y")
        column = part["x"].rolling(5, min_periods=2).mean()
        shown = part["x"].expanding().std().round(4)
        smooth[k] = round(simulate(float(column.sum()), float(shown.max())), 6)
    print(smooth, df["text"].apply(score).sum())


main()

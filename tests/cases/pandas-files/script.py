import os
import tempfile

import pandas as pd


def load(path):
    frame = pd.read_csv(path)
    frame["t"] = frame["a"] * 2 + frame["b"]
    return frame[frame["t"] > 3]


def main():
    folder = tempfile.mkdtemp()
    paths = []
    for i in range(6):
        path = os.path.join(folder, "part%d.csv" % i)
        with open(path, "w") as file:
            file.write("a,b,name\n")
            for j in range(300):
                file.write("%d,%d,n%d\n" % (i, j, j % 7))
        paths.append(path)
    frames = []
    for path in paths:
        frames.append(load(path))
    whole = pd.concat(frames)
    print(whole.describe())
    print(whole.dtypes, len(whole), whole.index[:5].tolist())
    totals = []
    for path in paths:
        part = load(path)
        totals.append((part["t"].sum(), part["name"].nunique(), part["b"].max()))
    print(totals)
    rewritten = []
    for i, path in enumerate(paths):
        part = load(path)
        rewritten.append(len(part))
        part.head(10 + i).to_csv(paths[(i + 1) % len(paths)], index=False)
    print(rewritten)
    for path in paths:
        os.remove(path)
    os.rmdir(folder)


main()

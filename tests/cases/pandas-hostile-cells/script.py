import pandas as pd


def work(cells, n):
    total = 0
    for cell in cells:
        for _ in range(n):
            total = (total * 31 + len(str(cell))) % 10007
    return total


def main():
    mine = [1, 2]
    frame = pd.DataFrame({"a": [1, 2, 3], "o": [None, "x", None]})
    frame["o"] = frame["o"].astype(object)
    frame.loc[0, "o"] = mine
    seen = []
    for i in range(4):
        mine.append(i)
        seen.append(work(frame["o"].tolist(), 50 + i))
    print(seen, frame)
    for i in range(4):
        cells = frame["o"].tolist()
        cells[0].append(i)
        seen.append(work(cells, 40))
    print(seen, mine, mine is frame["o"].tolist()[0])
    nested = pd.DataFrame({"a": [[1], [2]]})
    for i in range(3):
        nested["a"].tolist()[0].append(i)
        seen.append(work(nested["a"], 30))
    print(seen, nested)
    column = pd.Series([None, None], dtype=object)
    column[0] = mine
    found = []
    for i in range(3):
        column[0].append("c%d" % i)
        found.append(work(column, 20))
    print(found, mine)
    words = pd.Series(["a b", "c d"])
    parts = words.apply(lambda text: text.split())
    for i in range(3):
        parts[0].append(i)
        found.append(work(parts, 10))
    print(found, parts.tolist())


main()

import pandas as pd


def head(frame, n):
    text = ""
    for _ in range(n):
        text = str(frame.index.name) + str(frame.columns.name)
    return text


def main():
    frame = pd.DataFrame({"x": [3, 1, 2]})
    doubled = frame * 2
    seen = []
    for i in range(4):
        doubled.index.name = "row%d" % i
        seen.append(head(frame, 100))
    print(seen, frame, doubled)
    for i in range(4):
        doubled.columns = ["c%d" % i]
        doubled.columns.name = "n%d" % i
        seen.append(head(doubled, 100) + head(frame, 100))
    print(seen)
    frame.index.rename("again", inplace=True)
    print(doubled.index.name, [head(doubled, 10) for _ in range(3)])
    shapes = []
    for i in range(4):
        frame["y%d" % i] = i
        shapes.append((frame.shape, list(frame.columns)))
    print(shapes)


main()

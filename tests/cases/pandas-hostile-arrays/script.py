import numpy as np
import pandas as pd


def total(array, n):
    result = 0.0
    for _ in range(n):
        result = result * 0.5 + float(array.sum())
    return result


def main():
    frame = pd.DataFrame({"a": [1.0, 2.0, 3.0]})
    shown = frame["a"].values
    other = np.asarray(frame["a"])
    seen = []
    for i in range(5):
        frame.loc[i % 3, "a"] = i * 10.0
        seen.append(total(shown, 50) + total(other, 20))
    print(seen, frame)
    logs = [np.log(frame["a"] + k + 1).sum() for k in range(5)]
    print(logs)
    text = np.asarray(pd.Series(["a b", "c d e"]))
    words = []
    for t in text:
        parts = t.split()
        parts.append("end")
        words.append(parts)
    print(words)


main()

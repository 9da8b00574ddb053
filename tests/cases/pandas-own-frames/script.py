import pandas as pd


def heavy(x, n=400):
    for _ in range(n):
        x = (x * 1.0001 + 1.0) % 97.0
    return x


def study(frame, key):
    part = frame[frame["k"] == key]
    part["z"] = part["x"].diff()
    part = part.sort_values("z").dropna()
    part["w"] = 0.5
    part.loc[part.index, "w"] = 1.5
    return {"key": key, "n": len(part), "z": heavy(float(part["z"].sum())), "w": float(part["w"].sum())}


def main():
    frame = pd.DataFrame({"k": ["a", "b", "c"] * 20, "x": [float(i * i % 17) for i in range(60)]})
    found = []
    for key in ["a", "b", "c", "none"]:
        found.append(study(frame, key))
    print(found, list(frame.columns))
    empty = []
    for name, group in frame.groupby("k"):
        group["twice"] = group["x"] * 2
        empty.append((name, heavy(float(group["twice"].sum()))))
    print(empty, frame.shape)
    dates = pd.Series(pd.date_range("2020-01-01", periods=40))
    stamps = []
    for when in dates:
        stamps.append((when, heavy(float(when.day))))
    print(stamps[:3], stamps[-1][0] == dates.iloc[-1])
    missing = pd.Series([1.5, None, 2.5] * 8)
    gaps = []
    for value in missing:
        gaps.append((value, heavy(1.0 if value != value else value)))
    print(gaps[:4], sum(1 for value, _ in gaps if value != value))
    errors = []
    for key in ["x", "nowhere", "k"]:
        try:
            errors.append(heavy(float(frame[key].max())))
        except (KeyError, ValueError) as error:
            errors.append(type(error).__name__)
    print(errors)


main()

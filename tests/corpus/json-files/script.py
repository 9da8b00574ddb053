"""One JSON file per item in, one report out."""
import json
import os
import tempfile
import math


def prepare(folder, n):
    for i in range(n):
        data = {"id": i, "values": [math.sin(i * 0.1 + j * 0.01) for j in range(300)], "tags": ["t%d" % (i % 3)]}
        with open(os.path.join(folder, "item%03d.json" % i), "w") as f:
            json.dump(data, f)


def analyse(path):
    with open(path) as f:
        data = json.load(f)
    vals = data["values"]
    mean = sum(vals) / len(vals)
    var = sum((v - mean) ** 2 for v in vals) / len(vals)
    crossings = 0
    for a, b in zip(vals, vals[1:]):
        if a * b < 0:
            crossings += 1
    return {"id": data["id"], "mean": mean, "std": math.sqrt(var), "crossings": crossings, "tag": data["tags"][0]}


def main():
    folder = tempfile.mkdtemp()
    prepare(folder, 30)
    results = []
    for name in sorted(os.listdir(folder)):  # expert: easy
        if not name.endswith(".json"):
            continue
        results.append(analyse(os.path.join(folder, name)))
    by_tag = {}
    for r in results:
        by_tag.setdefault(r["tag"], []).append(r)
    for tag, rs in sorted(by_tag.items()):
        print(tag, len(rs), "%.6f" % (sum(r["std"] for r in rs) / len(rs)), sum(r["crossings"] for r in rs))
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    os.rmdir(folder)


if __name__ == "__main__":
    main()

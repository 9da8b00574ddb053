import json


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x


def replay(rows, k):
    windows = {}
    for row in rows:
        group = windows.setdefault(row["window"], {"input": row["inputs"], "response": [], "count": 0})
        group["response"].append(work(row["value"] + k) % 1000)
        group["count"] += 1
    return [
        {"window": key, "mean": sum(group["response"]) / group["count"], "input": group["input"]}
        for key, group in windows.items()
    ]


def trace(start, table):
    found = {"table": table, "steps": [start], "best": None}
    while len(found["steps"]) < 12:
        found["steps"].append(table[work(found["steps"][-1]) % len(table)])
    found["best"] = max(found.get("steps"))
    found["steps"] += [found.pop("best")]
    return found["steps"]


rows = [{"window": n // 5, "value": n, "inputs": [n]} for n in range(20)]
results = [replay(rows, k) for k in range(12)]
print(json.dumps(results[3]))
results[0][0]["input"].append(7)
print(rows[0], results[1][0])

table = [work(n) % 97 for n in range(50)]
for start in range(15):
    print(start, trace(start, table))
print(len(table), rows[2])

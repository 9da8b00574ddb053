"""A dose response is simulated for a grid of parameters; what each run found stands in dictionaries."""

import csv
import io
import random
import statistics

DOSES = (0.1, 0.3, 1.0, 3.0)
LIMITS = {"low": 0.2, "high": 0.8}


def make_trace(number):
    rng = random.Random(number)
    text = io.StringIO()
    writer = csv.writer(text)
    for step in range(60):
        writer.writerow([step // 6, step, round(rng.random(), 4)])
    return text.getvalue()


def load(text):
    rows = []
    for window, step, level in csv.reader(io.StringIO(text)):
        rows.append({"window": int(window), "step": int(step), "level": float(level)})
    return {"rows": rows, "source": "made up"}


def replay(trace, dose, rate):
    state = 0.0
    windows = {}
    for row in trace["rows"]:
        state += (row["level"] * dose / (dose + 1) - state) * rate
        group = windows.setdefault(row["window"], {"source": trace["source"], "states": [], "above": 0})
        group["states"].append(state)
        if state > LIMITS["high"] * 0.5:
            group["above"] += 1
    summary = []
    for window, group in sorted(windows.items()):
        summary.append({"window": window, "mean": statistics.mean(group["states"]), "above": group["above"]})
    return summary


def evaluate(traces, dose, rate):
    found = {"dose": dose, "rate": rate, "means": [], "above": 0}
    for trace in traces:
        summary = replay(trace, dose, rate)
        found["means"].append(statistics.mean(row["mean"] for row in summary))
        found["above"] += sum(row["above"] for row in summary)
    found["spread"] = max(found["means"]) - min(found["means"])
    return found


def main():
    traces = [load(make_trace(number)) for number in range(4)]
    candidates = [evaluate(traces, dose, rate / 10) for dose in DOSES for rate in range(1, 8)]  # expert: easy
    best = max(candidates, key=lambda candidate: (candidate["above"], -candidate["spread"]))
    print(best["dose"], best["rate"], best["above"], round(best["spread"], 6))
    for candidate in candidates[::6]:
        print({key: candidate[key] for key in ("dose", "rate", "above")})


if __name__ == "__main__":
    main()

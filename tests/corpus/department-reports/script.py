"""Render one text report per department from a JSON file and a template, and an index."""
import json
import os
import random
import sys
import tempfile
from pathlib import Path
from string import Template
from textwrap import fill

PAGE = Template("""$name
$rule
Staff: $staff   Payroll: $payroll

$table

$notes
""")

WORDS = "budget growth client risk plan quarter margin team travel cost delay review audit hiring".split()


def make_data(path):
    rng = random.Random(11)
    data = []
    for d in range(24):
        people = []
        for p in range(60):
            people.append({"name": f"P{d:02d}{p:02d}", "salary": rng.randrange(20, 90) * 1000, "score": rng.random(), "level": rng.choice("ABC")})
        notes = " ".join(rng.choice(WORDS) for _ in range(400))
        data.append({"department": f"Dept {d}", "people": people, "notes": notes})
    path.write_text(json.dumps(data))


def table(people):
    lines = []
    for level in "ABC":
        group = [p for p in people if p["level"] == level]
        if not group:
            continue
        mean = sum(p["salary"] for p in group) / len(group)
        best = sorted(group, key=lambda p: (-p["score"], p["name"]))[:5]
        lines.append(f"{level}  {len(group):3d}  {mean:10.2f}  " + ", ".join(b["name"] for b in best))
    return "\n".join(lines)


def keywords(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))


def render(dept):
    name = dept["department"]
    payroll = sum(p["salary"] for p in dept["people"])
    top = "; ".join(f"{w} x{n}" for w, n in keywords(dept["notes"])[:6])
    return PAGE.substitute(name=name, rule="=" * len(name), staff=len(dept["people"]), payroll=f"{payroll:,}",
                           table=table(dept["people"]), notes=fill(dept["notes"], 72) + "\n\nKeywords: " + top)


def write_report(dept, folder):
    text = render(dept)
    target = folder / (dept["department"].replace(" ", "_").lower() + ".txt")
    with open(target, "w", encoding="utf-8") as f:
        f.write(text)
    return target.name, len(text)


def main():
    with tempfile.TemporaryDirectory() as tmp:
        tmp = Path(tmp)
        make_data(tmp / "data.json")
        with open(tmp / "data.json") as f:
            data = json.load(f)
        index = []
        for dept in data:  # expert: easy
            index.append(write_report(dept, tmp))
        for name, size in index:
            print(f"{name:14s} {size:6d}")
        total = sum(os.path.getsize(p) for p in sorted(tmp.glob("*.txt")))
        print("bytes written", total)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Inventory of log files in several folders, os.walk, errors per level."""
import os
import random
import re
import shutil
import tempfile

LINE = re.compile(r"^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) \[(\w+)\] (.*)$")
LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR"]


def populate(root):
    rng = random.Random(88)
    for host in range(4):
        folder = os.path.join(root, "host%d" % host)
        os.makedirs(folder)
        for day in range(1, 6):
            with open(os.path.join(folder, "2024-03-%02d.log" % day), "w") as f:
                for k in range(150):
                    level = rng.choices(LEVELS, weights=[5, 10, 3, 1])[0]
                    f.write("2024-03-%02d %02d:%02d:%02d [%s] event %d on %d\n" % (
                        day, k % 24, k % 60, (k * 7) % 60, level, rng.randrange(50), host))
                f.write("truncated li")


def scan(path):
    counts = dict.fromkeys(LEVELS, 0)
    events = {}
    bad = 0
    with open(path) as f:
        for line in f:
            m = LINE.match(line)
            if not m:
                bad += 1
                continue
            counts[m.group(3)] += 1
            name = " ".join(m.group(4).split()[:2])
            events[name] = events.get(name, 0) + 1
    return counts, events, bad


def main():
    root = tempfile.mkdtemp()
    try:
        populate(root)
        paths = []
        for folder, dirs, files in os.walk(root):
            for name in files:
                if name.endswith(".log"):
                    paths.append(os.path.join(folder, name))
        paths.sort()
        totals = dict.fromkeys(LEVELS, 0)
        events = {}
        bad_lines = 0
        for path in paths:  # expert: easy
            counts, found, bad = scan(path)
            bad_lines += bad
            for level in counts:
                totals[level] += counts[level]
            for name, n in found.items():
                events[name] = events.get(name, 0) + n
        print(totals, "bad:", bad_lines)
        for name, n in sorted(events.items(), key=lambda x: (-x[1], x[0]))[:5]:
            print(f"{n:5d} {name}")
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()

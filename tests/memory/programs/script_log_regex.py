"""Parses lines of a log with an expression."""

import re
from collections import defaultdict

LINE = re.compile(r"(\d+) \[(\w+)\] (\S+): (.*)")


def lines(n):
    levels = ["INFO", "WARN", "ERROR"]
    for i in range(n):
        yield f"{1000000 + i * 17} [{levels[i % 3]}] module{i % 9}: message number {i} of the day"


def parse(source):
    records = []
    for line in source:
        match = LINE.match(line)
        if match:
            stamp, level, module, message = match.groups()
            records.append((int(stamp), level, module, message))
    return records


def main():
    records = parse(lines(5000))
    by_module = defaultdict(lambda: defaultdict(int))
    for _, level, module, _ in records:
        by_module[module][level] += 1
    for module in sorted(by_module):
        print(module, dict(by_module[module]))
    errors = [r for r in records if r[1] == "ERROR"]
    print(len(records), len(errors), errors[0])


main()

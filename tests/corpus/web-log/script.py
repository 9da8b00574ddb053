#!/usr/bin/env python3
"""Parse a web log, skip bad rows, and report per-host statistics."""
import re
import random
from collections import defaultdict, Counter

PATTERN = re.compile(r'^(\S+) - - \[(\d+)/(\w+)/(\d+):(\d+):(\d+):(\d+)\] "(\w+) (\S+) HTTP/1\.[01]" (\d+) (\d+|-)$')
MONTHS = {"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6}


def make_log(n):
    rng = random.Random(7)
    lines = []
    for i in range(n):
        host = "10.0.%d.%d" % (rng.randrange(4), rng.randrange(20))
        month = rng.choice(sorted(MONTHS))
        if rng.random() < 0.03:
            lines.append("garbage line %d" % i)
            continue
        lines.append('%s - - [%02d/%s/2024:%02d:%02d:%02d] "GET /page/%d.html HTTP/1.1" %d %d' % (
            host, rng.randrange(1, 29), month, rng.randrange(24), rng.randrange(60), rng.randrange(60),
            rng.randrange(50), rng.choice([200, 200, 200, 404, 500]), rng.randrange(100, 90000)))
    return lines


def parse_line(line):
    m = PATTERN.match(line)
    if m is None:
        raise ValueError("bad line: " + line[:20])
    host, day, mon, year, hh, mm, ss, method, path, status, size = m.groups()
    when = (int(year), MONTHS[mon], int(day), int(hh), int(mm), int(ss))
    return {"host": host, "when": when, "path": path, "status": int(status), "size": 0 if size == "-" else int(size)}


def main():
    lines = make_log(6000)
    records = []
    errors = 0
    for line in lines:  # expert: easy
        try:
            records.append(parse_line(line))
        except ValueError:
            errors += 1
    by_host = defaultdict(list)
    for rec in records:
        by_host[rec["host"]].append(rec)
    statuses = Counter(rec["status"] for rec in records)
    print(f"{len(records)} records, {errors} bad lines")
    for status, count in sorted(statuses.items()):
        print(f"  {status}: {count}")
    for host in sorted(by_host, key=lambda h: -sum(r["size"] for r in by_host[h]))[:5]:
        recs = by_host[host]
        print(f"{host:15s} {len(recs):5d} {sum(r['size'] for r in recs):10d} {max(r['when'] for r in recs)}")


if __name__ == "__main__":
    main()

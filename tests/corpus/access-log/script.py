"""Parse an access log and summarise it."""
import random
import re
from collections import Counter, defaultdict, namedtuple

LINE = re.compile(r'(?P<ip>\S+) \S+ \S+ \[(?P<time>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+) [^"]*" '
                  r'(?P<status>\d{3}) (?P<size>\d+|-)(?: "(?P<agent>[^"]*)")?')
Hit = namedtuple("Hit", "ip hour method path status size agent")


def fake_log(n):
    rng = random.Random(31)
    paths = [f"/page/{i}" for i in range(30)] + ["/login", "/api/items?id=%d" % rng.randrange(99)]
    for i in range(n):
        if rng.random() < 0.01:
            yield "garbage line %d" % i
            continue
        yield '10.0.%d.%d - - [12/Mar/2024:%02d:%02d:00 +0000] "GET %s HTTP/1.1" %d %s "agent/%d"' % (
            rng.randrange(3), rng.randrange(50), i * 24 // n, rng.randrange(60), rng.choice(paths),
            rng.choice([200, 200, 200, 304, 404, 500]), rng.choice(["-", "512", "20480"]), rng.randrange(4))


def parse_line(line):
    m = LINE.match(line)
    if not m:
        return None
    size = 0 if m["size"] == "-" else int(m["size"])
    return Hit(m["ip"], int(m["time"].split(":")[1]), m["method"], m["path"].split("?")[0], int(m["status"]), size, m["agent"])


def main():
    lines = list(fake_log(8000))
    status = Counter()
    bytes_by_path = defaultdict(int)
    visitors = defaultdict(set)
    bad = 0
    hits = []
    for line in lines:  # expert: easy
        hit = parse_line(line)
        if hit is None:
            bad += 1
            continue
        status[hit.status] += 1
        bytes_by_path[hit.path] += hit.size
        visitors[hit.hour].add(hit.ip)
        hits.append(hit)
    print(f"{len(hits)} hits, {bad} bad")
    for code, n in sorted(status.items()):
        print(code, n)
    for path, size in sorted(bytes_by_path.items(), key=lambda kv: (-kv[1], kv[0]))[:5]:
        print(f"{path:20} {size}")
    print([len(visitors[h]) for h in range(24)])

    sessions = defaultdict(list)
    for h in hits:
        sessions[h.ip].append(h)
    report = []
    for ip in sorted(sessions):  # expert: easy
        own = sessions[ip]
        transitions = Counter((a.path, b.path) for a, b in zip(own, own[1:]))
        errors = [h.path for h in own if h.status >= 400]
        report.append((ip, len(own), transitions.most_common(1), len(set(errors))))
    report.sort(key=lambda r: (-r[1], r[0]))
    for r in report[:4]:
        print(*r)


if __name__ == "__main__":
    main()

"""Parse web logs with regular expressions, count, and find sessions."""
import re
from collections import Counter, defaultdict

LINE = re.compile(r'(?P<ip>\S+) \S+ \S+ \[(?P<when>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+) [^"]*" (?P<status>\d{3}) (?P<size>\d+|-)')
BOT = re.compile(r"bot|crawl|spider", re.I)


def make_lines(n):
    for i in range(n):
        ip = f"10.0.{i % 7}.{i * 13 % 251}"
        path = ["/", "/index.html", "/img/logo.png", "/robots.txt", "/search?q=bot"][i * 3 % 5]
        if i % 41 == 0:
            yield "garbage line"
            continue
        yield f'{ip} - - [10/Oct/2023:13:{i % 60:02d}:36 +0000] "GET {path} HTTP/1.1" {200 if i % 9 else 404} {i * 17 % 5000}'


def parse(line):
    match = LINE.match(line)
    if match is None:
        return None
    fields = match.groupdict()
    fields["status"] = int(fields["status"])
    fields["size"] = 0 if fields["size"] == "-" else int(fields["size"])
    fields["bot"] = bool(BOT.search(fields["path"]))
    return fields


def main():
    lines = list(make_lines(800))
    records = [r for r in map(parse, lines) if r]  # expert: easy
    print(len(records), "of", len(lines))
    hits = Counter()
    errors = []
    bytes_per_ip = defaultdict(int)
    for number, line in enumerate(lines, 1):  # expert: easy
        record = parse(line)
        if record is None:
            errors.append(number)
            continue
        hits[record["path"]] += 1
        bytes_per_ip[record["ip"]] += record["size"]
    print(hits.most_common(3))
    print(errors)
    top = sorted(bytes_per_ip.items(), key=lambda kv: (-kv[1], kv[0]))[:3]
    print(top)
    bots = sum(1 for line in lines if (r := parse(line)) and r["bot"])  # expert: easy
    print("bots:", bots)


main()

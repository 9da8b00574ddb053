"""Reads a log and adds it up: parse, filter, group."""

import sys


class Entry:
    def __init__(self, day, host, level, took):
        self.day = day
        self.host = host
        self.level = level
        self.took = took


def write(path, count, broken):
    with open(path, "w") as out:
        for i in range(count):
            took = str(i * 7919 % 1000) if i != broken else "never"
            out.write(f"{i % 30}\thost{i * 31 % 17}\t{'ERROR' if i % 5 == 0 else 'INFO'}\t{took}\n")


def parse(line):
    day, host, level, took = line.rstrip("\n").split("\t")
    return Entry(int(day), host, level, int(took))


def by_host(path):
    """Milliseconds of the slow errors of each host."""
    groups = {}
    longest = 0
    with open(path) as file:
        entries = [parse(line) for line in file]
        errors = [entry for entry in entries if entry.level == "ERROR"]
        for entry in errors:
            longest = max(longest, entry.took)
            if entry.host not in groups:
                groups[entry.host] = []
            groups[entry.host].append(entry.took)
    return groups, longest


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200000
    broken = int(sys.argv[2]) if len(sys.argv) > 2 else -1
    write("log.tsv", count, broken)
    groups, longest = by_host("log.tsv")
    for host in sorted(groups):
        print(host, len(groups[host]), sum(groups[host]))
    print("longest", longest)
    squares = [number * number % 97 for number in range(count)]
    print("squares", sum(squares))
    print("days", sorted(set([number % 30 for number in range(count)])))


if __name__ == "__main__":
    main()

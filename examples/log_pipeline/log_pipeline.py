"""Reads the log of a web server and sums up its errors: parse, filter, group.

Usage: log_pipeline.py [LINES]     writes a log of so many lines first
"""

import sys

PATHS = ("/", "/login", "/search", "/cart", "/checkout", "/help")
STATUSES = (200, 200, 200, 304, 200, 404, 200, 500, 200, 503)


class Request:
    def __init__(self, minute, host, path, status, milliseconds):
        self.minute = minute
        self.host = host
        self.path = path
        self.status = status
        self.milliseconds = milliseconds


def write_log(name, lines):
    with open(name, "w") as log:
        for number in range(lines):
            mixed = number * 2654435761 % 4294967296
            path = PATHS[mixed // 7 % len(PATHS)]
            status = STATUSES[mixed // 11 % len(STATUSES)]
            log.write(f"{number // 60}\t10.0.{mixed % 4}.{mixed // 5 % 200}\t{path}\t{status}\t{mixed % 977}\n")


def parse(line):
    minute, host, path, status, milliseconds = line.rstrip("\n").split("\t")
    return Request(int(minute), host, path, int(status), int(milliseconds))


def errors_by_path(name):
    """For each path that failed: how often, the slowest failure, and the hosts that saw one."""
    groups = {}
    with open(name) as log:
        requests = [parse(line) for line in log]
        errors = [request for request in requests if request.status >= 500]
        for request in errors:
            count, slowest, hosts = groups.get(request.path, (0, 0, set()))
            hosts.add(request.host)
            groups[request.path] = (count + 1, max(slowest, request.milliseconds), hosts)
    return groups


def main():
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 300000
    write_log("requests.log", lines)
    groups = errors_by_path("requests.log")
    for path in sorted(groups):
        count, slowest, hosts = groups[path]
        print(f"{path:10} {count:7} errors, slowest {slowest} ms, {len(hosts)} hosts")


if __name__ == "__main__":
    main()

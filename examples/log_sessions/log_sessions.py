"""Group the hits of a web server's log into visits.

A visit ends when its user stays away for longer than the pause.
"""
import argparse
from collections import defaultdict
from datetime import timedelta
from itertools import groupby

from logparse import parse_line


class Visit:
    def __init__(self, first):
        self.user = first.user
        self.hits = [first]

    def add(self, hit):
        self.hits.append(hit)

    @property
    def length(self):
        return self.hits[-1].time - self.hits[0].time

    @property
    def size(self):
        return sum(hit.size for hit in self.hits)


def read_log(path):
    hits = []
    bad = 0
    with open(path) as log:
        for line in log:
            hit = parse_line(line)
            if hit is None:
                bad += 1
            else:
                hits.append(hit)
    return hits, bad


def find_visits(hits, pause):
    visits = []
    hits.sort(key=lambda hit: (hit.user, hit.time))
    for user, group in groupby(hits, key=lambda hit: hit.user):
        visit = None
        for hit in group:
            if visit is None or hit.time - visit.hits[-1].time > pause:
                visit = Visit(hit)
                visits.append(visit)
            else:
                visit.add(hit)
    return visits


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log")
    parser.add_argument("--pause", type=int, default=30, metavar="MINUTES")
    args = parser.parse_args()

    hits, bad = read_log(args.log)
    print(len(hits), "hits,", bad, "lines not understood")
    visits = find_visits(hits, timedelta(minutes=args.pause))

    statuses = defaultdict(int)
    pages = defaultdict(int)
    for hit in hits:
        statuses[hit.status] += 1
        if hit.status == 200:
            pages[hit.path] += 1

    lengths = [visit.length.total_seconds() for visit in visits]
    longest = max(visits, key=lambda visit: visit.length)
    print(len(visits), "visits by", len({visit.user for visit in visits}), "users")
    print("mean length:", sum(lengths) / len(lengths), "s, mean hits:", len(hits) / len(visits))
    print("longest:", longest.user, longest.hits[0].time.isoformat(), longest.length, len(longest.hits), "hits")
    print("largest:", max(visit.size for visit in visits), "bytes of", sum(visit.size for visit in visits))
    print("one hit only:", sum(1 for visit in visits if len(visit.hits) == 1))
    print("statuses:", dict(statuses))
    for path, count in sorted(pages.items(), key=lambda item: (-item[1], item[0]))[:8]:
        print(f"{count:8d} {path}")


if __name__ == "__main__":
    main()

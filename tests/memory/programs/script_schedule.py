"""Rooms for meetings: sorting, a heap and an interval list."""

import heapq
from collections import namedtuple

Meeting = namedtuple("Meeting", "start end title")


def meetings(n):
    result = []
    for i in range(n):
        start = (i * 37) % 1440
        result.append(Meeting(start, start + 15 + i % 60, f"meeting {i}"))
    return result


def rooms(items):
    free, plan = [], {}
    for meeting in sorted(items):
        if free and free[0][0] <= meeting.start:
            _, room = heapq.heappop(free)
        else:
            room = len(plan)
            plan[room] = []
        plan[room].append(meeting)
        heapq.heappush(free, (meeting.end, room))
    return plan


def merged(items):
    spans = []
    for start, end, _ in sorted(items):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


items = meetings(4000)
plan = rooms(items)
print(len(plan), max(len(p) for p in plan.values()), merged(items))

"""Events by time out of a heap, until time is over."""

import heapq
import random


class Event:
    __slots__ = ("time", "kind", "customer")

    def __init__(self, time, kind, customer):
        self.time = time
        self.kind = kind
        self.customer = customer

    def __lt__(self, other):
        return self.time < other.time


def simulate(limit, seed):
    rng = random.Random(seed)
    events = [Event(0.0, "arrive", 0)]
    waiting, log, busy, count = [], [], False, 0
    while events:
        event = heapq.heappop(events)
        if event.time > limit:
            break
        log.append((event.time, event.kind, event.customer))
        if event.kind == "arrive":
            count += 1
            heapq.heappush(events, Event(event.time + rng.expovariate(1.0), "arrive", count))
            if busy:
                waiting.append(event.customer)
            else:
                busy = True
                heapq.heappush(events, Event(event.time + rng.expovariate(1.1), "leave", event.customer))
        elif waiting:
            customer = waiting.pop(0)
            heapq.heappush(events, Event(event.time + rng.expovariate(1.1), "leave", customer))
        else:
            busy = False
    return log


log = simulate(3000.0, 9)
print(len(log), log[-1])

"""Objects that are changed through the containers that took them in."""

import bisect
import heapq
from collections import Counter, OrderedDict, defaultdict, deque


class Job:
    compared = 0

    def __init__(self, weight):
        self.weight = weight
        self.runs = 0

    def __lt__(self, other):
        Job.compared += 1
        return self.weight < other.weight

    def work(self):
        self.runs += 1
        total = 0
        for i in range(200):
            total += (i * self.weight) % 7
        return total


class Table:
    """A mapping of the program's own."""

    def __init__(self, jobs):
        self.jobs = jobs

    def keys(self):
        return range(len(self.jobs))

    def __getitem__(self, index):
        return self.jobs[index]


JOBS = [Job(weight) for weight in range(1, 7)]


def through_heap(n):
    heap = []
    for job in JOBS:
        heapq.heappush(heap, job)
    return heapq.heappop(heap).work() + heapq.heappushpop(heap, JOBS[n % 6]).work()


def through_list(n):
    boxes = []
    boxes.append([JOBS[n % 6]])
    boxes.extend([[JOBS[0]], [JOBS[1]]])
    boxes.insert(0, [JOBS[2]])
    boxes[-1:] = [[JOBS[3]]]
    return sum(box[0].work() for box in boxes)


def through_dict(n):
    table = {}
    table.update({n: JOBS[n % 6]})
    table.update([(n + 1, JOBS[0])], last=JOBS[1])
    table.setdefault(n + 2, JOBS[2])
    table.update(Table(JOBS[3:4]))
    groups = defaultdict(list)
    groups["x"].append(JOBS[4])
    ordered = OrderedDict()
    ordered.update(a=JOBS[5])
    return sum(job.work() for job in list(table.values()) + groups["x"] + list(ordered.values()))


def through_queue(n):
    queue = deque(maxlen=3)
    queue.append(JOBS[n % 6])
    queue.appendleft(JOBS[0])
    queue.extend(JOBS[1:3])
    queue.rotate(1)
    return queue.popleft().work() + queue.pop().work()


def through_sorted(n):
    line = [JOBS[5]]
    bisect.insort(line, JOBS[n % 5])
    line.sort()
    return line[0].work()


def through_counter(n):
    counts = Counter()
    counts.update([JOBS[n % 6], JOBS[0]])
    return sum(job.work() * count for job, count in counts.items())


for through in (through_heap, through_list, through_dict, through_queue, through_sorted, through_counter):
    results = []
    for n in range(12):
        results.append(through(n))
    print(through.__name__, results, [job.runs for job in JOBS], Job.compared)
for n in range(12):
    print(through_heap(n), through_list(n), through_dict(n), [job.runs for job in JOBS])
for n in range(8):
    value = through_queue(n) + through_sorted(n) + through_counter(n)
    print(value, [job.runs for job in JOBS], Job.compared)

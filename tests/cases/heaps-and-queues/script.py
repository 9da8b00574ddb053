import heapq
from collections import Counter, OrderedDict, defaultdict, deque
from bisect import insort


def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


graph = {n: [(work(n * 7 + k) % 12, work(n + k) + 1) for k in range(3)] for n in range(12)}
distance = {0: 0}
heap = [(0, 0)]
while heap:
    d, node = heapq.heappop(heap)
    if d > distance[node]:
        continue
    for neighbour, length in graph[node]:
        if d + length < distance.get(neighbour, 10 ** 9):
            distance[neighbour] = d + length
            heapq.heappush(heap, (d + length, neighbour))
print(distance)

recent = deque(maxlen=5)
ordered = []
kinds = defaultdict(list)
letters = Counter()
lru = OrderedDict()
for n in range(30):
    value = work(n)
    recent.append(value)
    insort(ordered, value)
    kinds[value % 4].append(n)
    letters.update(str(value))
    lru[value % 7] = n
    lru.move_to_end(value % 7)
    if len(lru) > 4:
        lru.popitem(last=False)
print(recent, ordered)
print(dict(kinds), letters.most_common(4), lru)
largest = []
for n in range(40):
    heapq.heappush(largest, (work(n), -n))
    if len(largest) > 5:
        heapq.heappop(largest)
print(sorted(largest, reverse=True), heapq.nlargest(3, range(40), key=work))
ring = deque(range(7))
order = []
while ring:
    ring.rotate(-(work(len(ring)) % 3))
    order.append(ring.popleft())
print(order)

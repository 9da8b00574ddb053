"""Queues by priority."""

import heapq

numbers = [(n * 7919) % 503 for n in range(300)]
heap = []
for number in numbers:
    heapq.heappush(heap, (number % 50, number))
print([heapq.heappop(heap) for _ in range(20)], heapq.nlargest(5, numbers), heapq.nsmallest(5, numbers, key=lambda n: -n))
streams = [sorted(numbers[k::4]) for k in range(4)]
print(list(heapq.merge(*streams)) == sorted(numbers), list(heapq.merge(*[s[:4] for s in streams], reverse=False)))

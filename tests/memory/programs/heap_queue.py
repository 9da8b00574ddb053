import heapq

heap = []
for i in range(5000):
    heapq.heappush(heap, (i * 7919 % 5000, i))

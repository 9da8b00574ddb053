from collections import deque

queue = deque()
for i in range(10000):
    queue.append(i * 1.5)

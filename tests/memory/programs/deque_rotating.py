from collections import deque

queue = deque(range(5000))
for _ in range(100):
    queue.append(queue.popleft())

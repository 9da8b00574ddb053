from collections import deque

window = deque(maxlen=100)
for i in range(20000):
    window.append(i * 0.5)
history = [sum(window)] * 4000

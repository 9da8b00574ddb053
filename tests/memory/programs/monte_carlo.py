import random

random.seed(1)
points = [(random.random(), random.random()) for _ in range(5000)]
inside = sum(1 for x, y in points if x * x + y * y < 1.0)

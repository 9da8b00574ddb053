import random

random.seed(4)
values = [random.random() for _ in range(20000)]
values.sort()

import random

random.seed(2)
values = [random.randint(0, 1000000) for _ in range(15000)]
ordered = sorted(values)

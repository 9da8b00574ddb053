import random

random.seed(3)
values = [random.random() for _ in range(20000)]
few = random.sample(values, 2000)
many = random.sample(values, 15000)
numbers = random.sample(range(1000000), 5000)
again = random.choices(values, k=5000)

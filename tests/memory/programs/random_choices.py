import random

random.seed(3)
letters = random.choices("abcdef", k=20000)

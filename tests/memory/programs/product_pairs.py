from itertools import product

pairs = list(product(range(70), range(70)))

from itertools import permutations

orders = list(permutations(range(7)))

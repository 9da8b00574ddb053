from itertools import combinations

triples = list(combinations(range(30), 3))

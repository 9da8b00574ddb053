from itertools import chain

parts = [[i * 1.5 + j for j in range(20)] for i in range(100)]
flat = list(chain(*parts))
sets = [set(range(i * 50, i * 50 + 60)) for i in range(60)]
every = set().union(*sets)
print(len(flat), len(every))

from itertools import chain

a = [i * 0.5 for i in range(3000)]
b = [i * 1.5 for i in range(3000)]
both = list(chain(a, b))

"""Pages of a long list."""

from itertools import islice

names = ["customer-%05d" % i for i in range(30000)]
page = list(islice(names, 10000, 12000))
evens = list(islice(names, 0, None, 2))
print(len(page), len(evens))

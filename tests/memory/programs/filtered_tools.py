"""Iterators that choose."""

from itertools import compress, dropwhile, filterfalse, starmap, takewhile

numbers = list(range(40000))
odd = list(filterfalse(lambda n: n % 2 == 0, numbers))
small = list(takewhile(lambda n: n < 5000, numbers))
large = list(dropwhile(lambda n: n < 35000, numbers))
chosen = list(compress(numbers, [n % 3 == 0 for n in numbers]))
powers = list(starmap(pow, [(n, 2) for n in range(300, 5000)]))
print(len(odd), len(small), len(large), len(chosen), len(powers))

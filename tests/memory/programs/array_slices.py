"""Parts of an array are copies."""

from array import array

data = array("q", range(30000))
first = data[:10000]
rest = data[10000:]
both = first + rest
numbers = both.tolist()
raw = both.tobytes()
print(len(numbers), len(raw), first[5], rest[-1])

from collections import OrderedDict

cache = OrderedDict()
for i in range(3000):
    cache[i] = i * 0.5

def collect(value, into=[]):
    into.append(value * 1.5)
    return into


for i in range(4000):
    result = collect(i)

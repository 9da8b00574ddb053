a = set(range(0, 6000))
b = set(range(3000, 9000))
union = a | b
common = a & b

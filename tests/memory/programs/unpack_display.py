a = [i * 0.5 for i in range(3000)]
b = [*a, *a]
c = (*a,)

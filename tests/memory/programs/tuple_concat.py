t = ()
for i in range(500):
    t = t + (i * 1000,)
pad = [i * 0.5 for i in range(2000)]

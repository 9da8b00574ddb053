a = []
b = a
for i in range(5000):
    b.append(str(i))

kinds = []
for i in range(9000):
    if i % 3 == 0:
        kinds.append("fizz")
    elif i % 5 == 0:
        kinds.append("buzz")
    else:
        kinds.append(str(i))

def windowed(n, size):
    count = 0
    out = []
    for item in range(n):
        count += 1
        if count == size:
            out.append([0] * 1000)
            count = 0
    return out


print(len(windowed(4000, 10)))

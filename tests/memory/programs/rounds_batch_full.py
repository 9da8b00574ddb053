def windowed(n, size):
    window = []
    out = []
    for item in range(n):
        window.append(item)
        if len(window) == size:
            out.append([0] * 1000)
            window = []
    return out


print(len(windowed(4000, 10)))

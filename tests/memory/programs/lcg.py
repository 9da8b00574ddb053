state = 42
values = []
for _ in range(10000):
    state = (state * 1103515245 + 12345) % 2147483648
    values.append(state)

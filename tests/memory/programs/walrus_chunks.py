data = [(i * 37) % 1000 for i in range(3000)]
big = [y for x in data if (y := x * x) > 1000]
it = iter(data)
chunks = []
while chunk := [x for x, _ in zip(it, range(10))]:
    chunks.append(chunk)

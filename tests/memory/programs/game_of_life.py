size = 60
grid = [[(x * y) % 2 for x in range(size)] for y in range(size)]
for _ in range(5):
    new = []
    for y in range(size):
        row = []
        for x in range(size):
            count = 0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    if dx != 0 or dy != 0:
                        count += grid[(y + dy) % size][(x + dx) % size]
            row.append(1 if count == 3 else 0)
        new.append(row)
    grid = new

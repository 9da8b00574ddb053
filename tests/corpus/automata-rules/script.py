"""Floyd's cycle detection, Langton's ant, and rule 110: sequential automata."""
SIZE = 60


def ant(steps):
    black = set()
    x = y = 0
    dx, dy = 0, 1
    for _ in range(steps):
        if (x, y) in black:
            black.remove((x, y))
            dx, dy = -dy, dx
        else:
            black.add((x, y))
            dx, dy = dy, -dx
        x += dx
        y += dy
    return len(black), x, y


def rule(n, width, steps):
    table = [(n >> i) & 1 for i in range(8)]
    row = [0] * width
    row[width // 2] = 1
    total = 0
    for _ in range(steps):
        row = [table[row[i - 1] * 4 + row[i] * 2 + row[(i + 1) % width]] for i in range(width)]
        total += sum(row)
    return total, row


print(ant(11000))
for n in range(0, 256, 15):  # expert: easy
    total, row = rule(n, SIZE, 60)
    print(n, total, "".join(".#"[v] for v in row))

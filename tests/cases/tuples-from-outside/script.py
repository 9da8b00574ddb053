"""Results that hold tuples which were there before: coordinates as keys, points as centres."""


def grid(size):
    near = {}
    for y in range(size):
        for x in range(size):
            near[x, y] = [(x + a, y + b) for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1)) if 0 <= x + a < size and 0 <= y + b < size]
    return near


def walk(near, start):
    seen, line = {start: 0}, [start]
    for cell in line:
        for other in near[cell]:
            if other not in seen:
                seen[other] = seen[cell] + (other[0] * 7 + other[1] * 3) % 5
                line.append(other)
    return seen


def centres(points, count):
    chosen = points[:count]
    for _ in range(4):
        groups = [[] for _ in range(count)]
        for x, y in points:
            nearest = min(range(count), key=lambda i: (x - chosen[i][0]) ** 2 + (y - chosen[i][1]) ** 2)
            groups[nearest].append((x, y))
        chosen = [group[len(group) // 2] if group else chosen[i] for i, group in enumerate(groups)]
    return chosen, [len(group) for group in groups]


def main():
    near = grid(8)
    furthest = {}
    for cell in near:
        seen = walk(near, cell)
        furthest[cell] = max(seen.items(), key=lambda item: (item[1], item[0]))
    print(sorted(furthest.items())[:6])
    points = [((i * 37) % 101, (i * 53) % 97) for i in range(80)]
    for count in range(2, 6):
        chosen, sizes = centres(points, count)
        print(count, chosen, sizes)


main()

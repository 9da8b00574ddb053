def walk(level, path):
    if level == 30:
        return len(path)
    row = [level * 1.5] * 200
    path.append(row)
    return walk(level + 1, path) + len(row)


path = []
total = walk(0, path)

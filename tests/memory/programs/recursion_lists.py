def layers(depth, width):
    if depth == 0:
        return []
    return [[0.0] * width] + layers(depth - 1, width)


grid = layers(40, 100)

"""Run a picture through several filters and write the results beside it.

usage: python image_pipeline.py FOLDER    (with FOLDER/input.pgm)
"""
import os
import sys

import pgm


def blur(image, radius=2):
    """The mean of the square around every pixel; the border uses what there is."""
    h, w = len(image), len(image[0])
    result = []
    for y in range(h):
        row = []
        for x in range(w):
            total = n = 0
            for yy in range(max(0, y - radius), min(h, y + radius + 1)):
                line = image[yy]
                for xx in range(max(0, x - radius), min(w, x + radius + 1)):
                    total += line[xx]
                    n += 1
            row.append(total // n)
        result.append(row)
    return result


def find_edges(image):
    h, w = len(image), len(image[0])
    result = [[0] * w for _ in range(h)]
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            dx = image[y][x + 1] - image[y][x - 1]
            dy = image[y + 1][x] - image[y - 1][x]
            result[y][x] = min(255, abs(dx) + abs(dy))
    return result


def median_filter(image):
    h, w = len(image), len(image[0])
    result = [row[:] for row in image]
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            around = image[y - 1][x - 1:x + 2] + image[y][x - 1:x + 2] + image[y + 1][x - 1:x + 2]
            around.sort()
            result[y][x] = around[4]
    return result


def histogram(image):
    counts = [0] * 256
    for row in image:
        for value in row:
            counts[value] += 1
    return counts


def otsu_threshold(counts):
    """The grey value that separates dark from bright best."""
    total = sum(counts)
    weighted = sum(i * c for i, c in enumerate(counts))
    below = below_weighted = 0
    best, best_value = -1.0, 0
    for value, count in enumerate(counts):
        below += count
        below_weighted += value * count
        above = total - below
        if below == 0 or above == 0:
            continue
        gap = below_weighted / below - (weighted - below_weighted) / above
        variance = below * above * gap * gap
        if variance > best:
            best, best_value = variance, value
    return best_value


def threshold(image, limit):
    return [[255 if value > limit else 0 for value in row] for row in image]


def checksum(image):
    total = 0
    for y, row in enumerate(image):
        for x, value in enumerate(row):
            total = (total + value * (3 * x + 7 * y + 1)) % 1000003
    return total


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    image = pgm.read(os.path.join(folder, "input.pgm"))

    blurred = blur(image)
    edges = find_edges(image)
    smooth = median_filter(image)
    counts = histogram(image)
    limit = otsu_threshold(counts)
    black_and_white = threshold(image, limit)

    for name, result in [
        ("blurred", blurred),
        ("edges", edges),
        ("smooth", smooth),
        ("black_and_white", black_and_white),
    ]:
        pgm.write(os.path.join(folder, name + ".pgm"), result)
        print(f"{name:<16} checksum {checksum(result)}")
    print("threshold:", limit)
    print("most common grey:", counts.index(max(counts)), "with", max(counts), "pixels")


if __name__ == "__main__":
    main()

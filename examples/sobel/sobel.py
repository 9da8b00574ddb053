"""Find the edges in a greyscale picture with the Sobel operator.

usage: python sobel.py INPUT.pgm OUTPUT.pgm
"""
import math
import sys

GX = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
GY = [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]


def read_pgm(path):
    """Read a binary PGM file (P5) into a list of rows."""
    with open(path, "rb") as f:
        if f.readline().strip() != b"P5":
            sys.exit(path + " is not a binary PGM file")
        width, height = map(int, f.readline().split())
        f.readline()  # the largest grey value, always 255 here
        pixels = f.read()
    image = []
    for y in range(height):
        image.append(list(pixels[y * width:(y + 1) * width]))
    return image


def write_pgm(path, image):
    with open(path, "wb") as f:
        f.write(b"P5\n%d %d\n255\n" % (len(image[0]), len(image)))
        for row in image:
            f.write(bytes(row))


def gradient(image, x, y):
    gx = 0
    gy = 0
    for dy in range(3):
        for dx in range(3):
            pixel = image[y + dy - 1][x + dx - 1]
            gx += GX[dy][dx] * pixel
            gy += GY[dy][dx] * pixel
    return math.sqrt(gx * gx + gy * gy)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    image = read_pgm(sys.argv[1])
    h = len(image)
    w = len(image[0])

    edges = [[0] * w]
    total = 0.0
    strongest = 0.0
    for y in range(1, h - 1):
        row = [0]
        for x in range(1, w - 1):
            g = gradient(image, x, y)
            total += g
            if g > strongest:
                strongest = g
                where = (x, y)
            row.append(min(255, int(g)))
        row.append(0)
        edges.append(row)
    edges.append([0] * w)

    write_pgm(sys.argv[2], edges)
    print("size:", w, "x", h)
    print("mean gradient:", repr(total / (w * h)))
    print("strongest:", repr(strongest), "at", where)
    print("edge pixels:", sum(1 for row in edges for v in row if v > 128))
    print("checksum:", sum(y * v for y, row in enumerate(edges) for v in row))


if __name__ == "__main__":
    main()

"""Image work on nested lists: blur, sobel, histogram equalisation, rotation, dithering."""
import math

WIDTH, HEIGHT = 32, 24


def synthetic():
    return [[(x * y + 3 * x + 5 * y) % 256 for x in range(WIDTH)] for y in range(HEIGHT)]


def clamp(v, lo, hi):
    return lo if v < lo else hi if v > hi else v


def blur(img, radius):
    h, w = len(img), len(img[0])
    out = [[0] * w for _ in range(h)]
    for y in range(h):  # expert: easy
        for x in range(w):
            total = n = 0
            for dy in range(-radius, radius + 1):
                for dx in range(-radius, radius + 1):
                    yy, xx = y + dy, x + dx
                    if 0 <= yy < h and 0 <= xx < w:
                        total += img[yy][xx]
                        n += 1
            out[y][x] = total // n
    return out


GX = ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1))
GY = ((-1, -2, -1), (0, 0, 0), (1, 2, 1))


def sobel(img):
    h, w = len(img), len(img[0])
    edges = [row[:] for row in img]
    for y in range(1, h - 1):  # expert: easy
        for x in range(1, w - 1):
            gx = gy = 0
            for i in range(3):
                for j in range(3):
                    p = img[y + i - 1][x + j - 1]
                    gx += GX[i][j] * p
                    gy += GY[i][j] * p
            edges[y][x] = clamp(int(math.hypot(gx, gy)), 0, 255)
    return edges


def histogram(img):
    counts = [0] * 256
    for row in img:  # expert: hard
        for p in row:
            counts[p] += 1
    return counts


def equalise(img):
    counts = histogram(img)
    cdf, running = [], 0
    for c in counts:
        running += c
        cdf.append(running)
    total = running
    return [[cdf[p] * 255 // total for p in row] for row in img]


def rotate(img, degrees):
    h, w = len(img), len(img[0])
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    out = []
    for y in range(h):  # expert: easy
        line = []
        for x in range(w):
            sx = int(round((x - w / 2) * cos + (y - h / 2) * sin + w / 2))
            sy = int(round(-(x - w / 2) * sin + (y - h / 2) * cos + h / 2))
            line.append(img[sy][sx] if 0 <= sx < w and 0 <= sy < h else 0)
        out.append(line)
    return out


def dither(img):
    work = [[float(p) for p in row] for row in img]
    for y in range(len(work)):  # expert: no, refused: shared-mutation
        for x in range(len(work[0])):
            old = work[y][x]
            new = 255.0 if old > 127 else 0.0
            err = old - new
            work[y][x] = new
            if x + 1 < len(work[0]):
                work[y][x + 1] += err * 7 / 16
            if y + 1 < len(work):
                work[y + 1][x] += err * 5 / 16
    return [[int(p) for p in row] for row in work]


def checksum(img):
    return sum((y + 1) * (x + 3) * p for y, row in enumerate(img) for x, p in enumerate(row)) % 99991


def median_filter(img):
    h, w = len(img), len(img[0])
    return [[sorted(img[clamp(y + dy, 0, h - 1)][clamp(x + dx, 0, w - 1)] for dy in (-1, 0, 1) for dx in (-1, 0, 1))[4]
             for x in range(w)] for y in range(h)]  # expert: easy


if __name__ == "__main__":
    image = synthetic()
    for name, f in [("sobel", sobel), ("equalise", equalise), ("dither", dither), ("median", median_filter)]:
        print(name, checksum(f(image)))
    print("blur", checksum(blur(image, 2)))
    for angle in (15, 45, 90):  # expert: easy
        print("rotate", angle, checksum(rotate(image, angle)))

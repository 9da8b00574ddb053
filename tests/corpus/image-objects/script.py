import math


class Image:
    """Grey image, values 0..255 in a flat list."""

    def __init__(self, width, height, data=None):
        self.width = width
        self.height = height
        self.data = data if data is not None else [0] * (width * height)

    def get(self, x, y):
        x = min(max(x, 0), self.width - 1)
        y = min(max(y, 0), self.height - 1)
        return self.data[y * self.width + x]

    def set(self, x, y, v):
        self.data[y * self.width + x] = v

    def copy(self):
        return Image(self.width, self.height, list(self.data))

    def checksum(self):
        s = 0
        for i, v in enumerate(self.data):
            s = (s * 31 + v * (i + 1)) % 1000003
        return s


def plasma(w, h):
    img = Image(w, h)
    for y in range(h):  # expert: easy
        for x in range(w):
            v = math.sin(x / 7) + math.sin(y / 5) + math.sin((x + y) / 9) + math.sin(math.hypot(x - 30, y - 20) / 4)
            img.set(x, y, int((v + 4) / 8 * 255))
    return img


def convolve(img, kernel):
    n = len(kernel) // 2
    total = sum(sum(r) for r in kernel) or 1
    out = Image(img.width, img.height)
    for y in range(img.height):  # expert: easy, refused: may-alias
        for x in range(img.width):
            acc = 0
            for j in range(-n, n + 1):
                for i in range(-n, n + 1):
                    acc += kernel[j + n][i + n] * img.get(x + i, y + j)
            out.set(x, y, max(0, min(255, acc // total)))
    return out


def median(img, r=1):
    rows = []
    for y in range(img.height):  # expert: easy
        row = []
        for x in range(img.width):
            window = sorted(img.get(x + i, y + j) for j in range(-r, r + 1) for i in range(-r, r + 1))
            row.append(window[len(window) // 2])
        rows.append(row)
    return Image(img.width, img.height, [v for row in rows for v in row])


def sobel(img):
    edges = [[0] * img.width for _ in range(img.height)]
    for y in range(1, img.height - 1):  # expert: easy
        for x in range(1, img.width - 1):
            gx = (img.get(x + 1, y - 1) + 2 * img.get(x + 1, y) + img.get(x + 1, y + 1)
                  - img.get(x - 1, y - 1) - 2 * img.get(x - 1, y) - img.get(x - 1, y + 1))
            gy = (img.get(x - 1, y + 1) + 2 * img.get(x, y + 1) + img.get(x + 1, y + 1)
                  - img.get(x - 1, y - 1) - 2 * img.get(x, y - 1) - img.get(x + 1, y - 1))
            edges[y][x] = min(255, int(math.sqrt(gx * gx + gy * gy)))
    return Image(img.width, img.height, sum(edges, []))


def histogram(img):
    h = [0] * 256
    for v in img.data:
        h[v] += 1
    return h


def equalize(img):
    h = histogram(img)
    cdf, c = [], 0
    for v in h:
        c += v
        cdf.append(c)
    n = len(img.data)
    return Image(img.width, img.height, [cdf[v] * 255 // n for v in img.data])


BLUR = [[1, 2, 1], [2, 4, 2], [1, 2, 1]]
SHARPEN = [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
GAUSS5 = [[1, 4, 6, 4, 1], [4, 16, 24, 16, 4], [6, 24, 36, 24, 6], [4, 16, 24, 16, 4], [1, 4, 6, 4, 1]]


def main():
    img = plasma(80, 60)
    print("source", img.checksum())
    for name, kernel in [("blur", BLUR), ("sharpen", SHARPEN), ("gauss", GAUSS5)]:  # expert: easy
        res = convolve(img, kernel)
        print(name, res.checksum())
    print("median", median(img).checksum())
    print("sobel", sobel(img).checksum())
    print("equalized", equalize(img).checksum())


main()

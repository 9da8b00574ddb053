"""Grayscale image filters on nested lists: blur, sobel, threshold, histogram."""


def synth(w, h):
    return [[(x * x + y * 3 + (x * y) % 17) % 256 for x in range(w)] for y in range(h)]


def blur(img, radius):
    h, w = len(img), len(img[0])
    out = [[0] * w for _ in range(h)]
    for y in range(h):  # expert: easy
        for x in range(w):
            acc = 0
            cnt = 0
            for dy in range(-radius, radius + 1):
                yy = y + dy
                if yy < 0 or yy >= h:
                    continue
                for dx in range(-radius, radius + 1):
                    xx = x + dx
                    if 0 <= xx < w:
                        acc += img[yy][xx]
                        cnt += 1
            out[y][x] = acc // cnt
    return out


def sobel(img):
    h, w = len(img), len(img[0])
    out = []
    for y in range(1, h - 1):  # expert: easy
        row = []
        for x in range(1, w - 1):
            gx = (img[y - 1][x + 1] + 2 * img[y][x + 1] + img[y + 1][x + 1]
                  - img[y - 1][x - 1] - 2 * img[y][x - 1] - img[y + 1][x - 1])
            gy = (img[y + 1][x - 1] + 2 * img[y + 1][x] + img[y + 1][x + 1]
                  - img[y - 1][x - 1] - 2 * img[y - 1][x] - img[y - 1][x + 1])
            row.append(min(255, int((gx * gx + gy * gy) ** 0.5)))
        out.append(row)
    return out


def histogram(img):
    hist = [0] * 256
    for row in img:
        for v in row:
            hist[v] += 1
    return hist


def otsu(hist):
    total = sum(hist)
    best, best_t = -1.0, 0
    for t in range(1, 256):
        w0 = sum(hist[:t])
        w1 = total - w0
        if w0 == 0 or w1 == 0:
            continue
        m0 = sum(i * hist[i] for i in range(t)) / w0
        m1 = sum(i * hist[i] for i in range(t, 256)) / w1
        var = w0 * w1 * (m0 - m1) ** 2
        if var > best:
            best, best_t = var, t
    return best_t


def save(img, path):
    with open(path, "w") as f:
        f.write("P2\n%d %d\n255\n" % (len(img[0]), len(img)))
        for row in img:
            f.write(" ".join(map(str, row)))
            f.write("\n")


if __name__ == "__main__":
    img = synth(70, 50)
    b = blur(img, 2)
    e = sobel(b)
    t = otsu(histogram(e))
    binary = [[255 if v > t else 0 for v in row] for row in e]
    save(e, "edges.pgm")
    print("threshold", t, "white", sum(v == 255 for row in binary for v in row))

"""Image segmentation: connected components (sequential flood fill) and per-component statistics; box downsampling."""
import random


def make(w, h, seed=2):
    rng = random.Random(seed)
    return [[1 if rng.random() < 0.55 else 0 for _ in range(w)] for _ in range(h)]


def components(img):
    h, w = len(img), len(img[0])
    label = [[0] * w for _ in range(h)]
    n = 0
    for y in range(h):
        for x in range(w):
            if img[y][x] and not label[y][x]:
                n += 1
                stack = [(y, x)]
                label[y][x] = n
                while stack:
                    cy, cx = stack.pop()
                    for ny, nx in ((cy + 1, cx), (cy - 1, cx), (cy, cx + 1), (cy, cx - 1)):
                        if 0 <= ny < h and 0 <= nx < w and img[ny][nx] and not label[ny][nx]:
                            label[ny][nx] = n
                            stack.append((ny, nx))
    return label, n


def describe(label, k):
    ys, xs = [], []
    for y, row in enumerate(label):
        for x, v in enumerate(row):
            if v == k:
                ys.append(y)
                xs.append(x)
    return {"id": k, "size": len(xs), "box": (min(xs), min(ys), max(xs), max(ys)),
            "centre": (sum(xs) / len(xs), sum(ys) / len(ys))}


def shrink(img, f):
    h, w = len(img) // f, len(img[0]) // f
    out = [[0.0] * w for _ in range(h)]
    for y in range(h):  # expert: easy
        for x in range(w):
            total = 0
            for dy in range(f):
                for dx in range(f):
                    total += img[y * f + dy][x * f + dx]
            out[y][x] = total / (f * f)
    return out


img = make(60, 45)
label, n = components(img)
stats = [describe(label, k) for k in range(1, n + 1)]  # expert: easy
stats.sort(key=lambda s: -s["size"])
for s in stats[:4]:
    print(s)
small = shrink(img, 3)
for row in small[:4]:
    print(" ".join("%.2f" % v for v in row[:8]))

"""Julia set into a list of rows by index, then run-length encoding."""
import cmath


class Fractal:
    def __init__(self, c, width, height, max_iter=60):
        self.c = c
        self.width = width
        self.height = height
        self.max_iter = max_iter
        self.pixels = [None] * height

    def iterate(self, z):
        n = 0
        while abs(z) <= 2 and n < self.max_iter:
            z = z * z + self.c
            n += 1
        return n

    def render(self):
        for y in range(self.height):  # expert: easy
            row = []
            for x in range(self.width):
                z = complex(-1.5 + 3 * x / self.width, -1 + 2 * y / self.height)
                row.append(self.iterate(z))
            self.pixels[y] = row

    def to_text(self):
        chars = " .,:;ox%#@"
        lines = []
        for row in self.pixels:
            lines.append("".join(chars[v * 9 // self.max_iter] for v in row))
        return "\n".join(lines)


def rle(row):
    out = []
    prev, n = row[0], 0
    for v in row:
        if v == prev:
            n += 1
        else:
            out.append((prev, n))
            prev, n = v, 1
    out.append((prev, n))
    return out


f = Fractal(-0.4 + 0.6j, 70, 30)
f.render()
print(f.to_text())
encoded = [rle(row) for row in f.pixels]
print(sum(len(r) for r in encoded))
print(cmath.phase(f.c) < 4)

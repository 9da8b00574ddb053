"""Escape-time fractals as PGM text."""
import argparse
import sys


def escape(z, c, limit):
    for n in range(limit):
        if abs(z) > 2.0:
            return n
        z = z * z + c
    return limit


class Viewport:
    def __init__(self, width, height, x0, x1, y0, y1):
        self.width, self.height = width, height
        self.x0, self.x1, self.y0, self.y1 = x0, x1, y0, y1

    def point(self, px, py):
        return complex(self.x0 + (self.x1 - self.x0) * px / self.width,
                       self.y0 + (self.y1 - self.y0) * py / self.height)

    def mandelbrot(self, limit):
        image = [[0] * self.width for _ in range(self.height)]
        for py in range(self.height):  # expert: easy
            for px in range(self.width):
                image[py][px] = escape(0j, self.point(px, py), limit)
        return image

    def julia(self, c, limit):
        return [[escape(self.point(px, py), c, limit) for px in range(self.width)] for py in range(self.height)]  # expert: easy


def write_pgm(image, limit, out):
    out.write(f"P2\n{len(image[0])} {len(image)}\n{limit}\n")
    for row in image:
        out.write(" ".join(map(str, row)) + "\n")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=30)
    parser.add_argument("--limit", type=int, default=40)
    args = parser.parse_args(argv)
    view = Viewport(args.size, args.size * 2 // 3, -2.2, 1.0, -1.2, 1.2)
    write_pgm(view.mandelbrot(args.limit), args.limit, sys.stdout)
    frames = []
    for k in range(4):  # expert: easy
        frames.append(view.julia(complex(-0.8 + 0.1 * k, 0.156), args.limit))
    print([sum(map(sum, frame)) for frame in frames])


if __name__ == "__main__":
    sys.exit(main())

"""Print the Mandelbrot set as text and write it as a PGM picture."""
import argparse
import os

SHADES = " .:-=+*#%@"


def escape_time(c, limit):
    z = 0j
    for i in range(limit):
        z = z * z + c
        if abs(z) > 2.0:
            return i
    return limit


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=240)
    parser.add_argument("--height", type=int, default=160)
    parser.add_argument("--limit", type=int, default=300, help="iterations before a point counts as inside")
    parser.add_argument("--output", help="file name of the picture")
    options = parser.parse_args()

    picture = []
    inside = 0
    for py in range(options.height):
        y = -1.25 + 2.5 * py / options.height
        row = []
        for px in range(options.width):
            x = -2.2 + 3.2 * px / options.width
            t = escape_time(complex(x, y), options.limit)
            if t == options.limit:
                inside += 1
            row.append(t)
        picture.append(row)
        # Every fourth line, squeezed to 80 columns, so that one sees it grow.
        if py % 4 == 0:
            step = max(1, options.width // 80)
            print("".join(SHADES[t * (len(SHADES) - 1) // options.limit] for t in row[::step]).rstrip())

    if options.output:
        os.makedirs(os.path.dirname(options.output) or ".", exist_ok=True)
        with open(options.output, "wb") as f:
            f.write(f"P5\n{options.width} {options.height}\n255\n".encode())
            for row in picture:
                f.write(bytes(t * 255 // options.limit for t in row))

    area = 3.2 * 2.5 * inside / (options.width * options.height)
    print("inside:", inside)
    print("area:", repr(area))
    print("steps:", sum(map(sum, picture)))


if __name__ == "__main__":
    main()

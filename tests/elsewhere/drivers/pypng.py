"""Pictures written and read again."""

import png

for size, depth in ((4, 8), (9, 16), (16, 4)):
    rows = [[(x * y + x) % 2**depth for x in range(size)] for y in range(size)]
    with open(f"picture{size}.png", "wb") as file:
        png.Writer(size, size, greyscale=True, bitdepth=depth).write(file, rows)
    width, height, pixels, info = png.Reader(filename=f"picture{size}.png").read()
    print(width, height, [list(row) for row in pixels] == rows, sorted(info.items()))

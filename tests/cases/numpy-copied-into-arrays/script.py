"""What is stored into an array is copied, so that it may be anybody's."""
import numpy as np


def equalize(tile):
    counts = np.bincount(tile.ravel(), minlength=256)
    below = counts.cumsum()
    if below[-1] == counts.max():
        return tile  # as it is
    table = np.zeros(256, dtype=np.uint8)
    for value in range(256):
        table[value] = below[value] * 255 // below[-1]
    return table[tile]


def main():
    rng = np.random.default_rng(2)
    image = rng.integers(0, 200, (48, 64), dtype=np.uint8)
    image[:16, :16] = 7
    out = np.zeros_like(image)
    for y in range(0, 48, 16):
        for x in range(0, 64, 16):
            out[y : y + 16, x : x + 16] = equalize(image[y : y + 16, x : x + 16])
    print(out.sum(), out[:2, :3])
    rows = np.zeros(image.shape)
    for y in range(48):
        rows[y] = equalize(image[y])
    print(rows.sum())
    for y in range(0, 48, 16):
        out[y : y + 16] = equalize(image[y : y + 16])
        image[47 - y] = y  # changes what is stored by the next round
    print(out.sum())
    held = image[5]
    for y in range(6):
        out[y] = equalize(held)
        held[y] = 255 - y
    print(out[:6].sum())
    flat = np.full(64, 3, dtype=np.uint8)
    names = {}
    for y in range(6):
        names[y] = equalize(flat)  # kept: it is the same object
    names[0][0] = 99
    print([value[0] for value in names.values()])


main()

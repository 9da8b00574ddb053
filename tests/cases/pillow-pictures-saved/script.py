import os
from pathlib import Path

import numpy as np
import pandas as pd
from PIL import Image, ImageEnhance, ImageFilter, ImageOps


def picture(n):
    image = Image.new("RGB", (48, 32), (n * 9 % 256, 80, 200))
    for x in range(0, 48, 3):
        image.putpixel((x, (x * n) % 32), (255, x, n))
    return image


def smaller(path, folder):
    image = Image.open(path)
    image = ImageOps.grayscale(image).filter(ImageFilter.GaussianBlur(2)).resize((24, 16))
    image = ImageEnhance.Contrast(image).enhance(1.5)
    image.save(folder / path.name)
    image.rotate(90, expand=True).save(folder / (path.stem + ".bmp"))
    return image.size


def in_place(path):
    with Image.open(path) as image:
        turned = image.transpose(Image.Transpose.ROTATE_90).convert("L")
    turned.save(path)
    print("turned", os.path.basename(path), turned.size)


def unknown_format(n):
    picture(n).save(f"work/{n}" + (".png" if n < 9 else ".nothing"))


def arrays(n):
    values = np.arange(40.0).reshape(8, 5) * n
    np.save(f"work/{n}.npy", np.sqrt(values))
    return float(values.sum())


def tables(n):
    frame = pd.DataFrame({"a": [n, n + 1, n * n], "b": ["x", "y", str(n)]})
    frame.to_csv(f"work/{n}.csv", index=False)
    frame.to_csv("work/all.csv", index=False, mode="a", header=not n)
    return int(frame["a"].sum())


def main():
    pictures, work = Path("pictures"), Path("work")
    pictures.mkdir(exist_ok=True)
    work.mkdir(exist_ok=True)
    for n in range(12):
        picture(n).save(pictures / f"{n:02}.png")
    sizes = []
    for path in sorted(pictures.glob("*.png")):
        sizes.append(smaller(path, work))
    print(sizes)
    for path in sorted(pictures.glob("*.png")):
        in_place(path)
    try:
        for n in range(12):
            unknown_format(n)
    except ValueError as error:
        print(error)
    total = 0.0
    for n in range(12):
        total += arrays(n)
    for n in range(12):
        total += tables(n)
    print(total)


main()

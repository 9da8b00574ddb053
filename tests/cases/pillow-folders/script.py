"""Images that are made, filtered and drawn into, one after the other; all of them saved in the end."""
import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageOps


def make(seed):
    rng = np.random.default_rng(seed)
    pixels = rng.integers(0, 256, (24, 32, 3), dtype=np.uint8)
    image = Image.fromarray(pixels).resize((64, 48), Image.BICUBIC)
    image = ImageOps.autocontrast(image).filter(ImageFilter.GaussianBlur(2))
    image = ImageEnhance.Color(image).enhance(1.3)
    pen = ImageDraw.Draw(image)
    pen.rectangle((2, 2, 20, 10), fill=(seed, 0, 0))
    return ImageChops.invert(image.point(lambda value: value // 2 + 20))


def main():
    made = []
    for seed in range(6):
        image = make(seed)
        made.append(image)
        print(seed, image.size, image.mode, image.info, type(image).__name__)
    for number, image in enumerate(made):
        gray = ImageOps.grayscale(image.rotate(30, expand=True))
        edges = gray.filter(ImageFilter.FIND_EDGES)
        print(number, sum(edges.histogram()[100:]), edges.getextrema())
    shown = []
    for seed in range(4):
        picture = Image.fromarray(np.asarray(make(seed).convert("L")) // 2 + np.uint8(seed))
        shown.append(picture)
    for picture in shown:
        picture.putpixel((0, 0), 9)
        print(picture.getpixel((0, 0)), picture.entropy())
    sheet = Image.new("RGB", (64 * 3, 48 * 2))
    for number, image in enumerate(made):
        sheet.paste(image, (number % 3 * 64, number // 3 * 48))
    sheet.save("sheet.png")


main()

"""Images that show an array, belong to others, or have more than pixels."""
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps


def heavy(image):
    for _ in range(3):
        image = image.filter(ImageFilter.GaussianBlur(1))
    return image


array = np.arange(64, dtype=np.uint8).reshape(8, 8) * 3
for k in range(4):
    image = Image.fromarray(array)
    array[0, 0] = 200 + k  # shows in the image
    print(k, heavy(image).getpixel((0, 0)), image.getpixel((0, 0)))

kept = []
for k in range(4):
    pixels = np.full((8, 8), k, dtype=np.uint8)
    image = Image.fromarray(pixels)
    heavy(image)
    kept.append((pixels, image))
for pixels, image in kept:
    pixels[0, 0] = 99
    print(image.getpixel((0, 0)), image.readonly)

palettes = []
for k in range(4):
    image = heavy(Image.new("RGB", (8, 8), (k, 2, 3))).quantize(4)
    palettes.append(image)
for image in palettes:
    print(image.mode, image.getpalette()[:3])

canvas = Image.new("RGB", (16, 16))
pen = ImageDraw.Draw(canvas)
for k in range(4):
    pen.line((0, k, 15, k), fill=(40 * k, 0, 0))
    print(heavy(canvas).getpixel((3, 3)))

notes = []
for k in range(4):
    image = heavy(Image.new("L", (8, 8), k))
    image.info["note"] = notes
    notes.append(image.size)
    print(len(image.info["note"]))

marked = []
for k in range(4):
    image = heavy(Image.new("L", (8, 8), k))
    image.owner = k
    marked.append(image)
print([image.owner for image in marked])

same = Image.new("L", (8, 8), 5)
results = []
for k in range(4):
    results.append(ImageOps.invert(heavy(same)) if k % 2 else same)
print([image is same for image in results])

seen = []


def noted(value):
    seen.append(value)
    return value


for k in range(3):
    print(Image.new("L", (8, 8), k).point(noted).getpixel((0, 0)))
print(len(seen))

for k in range(3):
    image = Image.new("F", (8, 8), k + 0.5).point(lambda value: value * 2 + 1)
    print(image.getpixel((1, 1)))

"""Pictures between tasks and the program: opened and not read yet, with a palette, with more than pixels."""

import os

from PIL import Image, ImageFilter


def mixed(seed):
    value = seed
    for _ in range(3000):
        value = (value * 69069 + 1) % 4294967296
    return value


def made(number):
    return Image.new("P", (30 + number, 20), mixed(number) % 250)


def measured(number, picture):
    """Reads the picture, which the program has opened; the error of a sealed file must not be caught here."""
    try:
        small = picture.resize((8, 8)).filter(ImageFilter.GaussianBlur(2))
        return small.getpixel((3, 3)), mixed(number)
    except OSError:
        return "bad", mixed(number)


def opened(path):
    picture = Image.open(path)
    return picture.size, picture.resize((4, 4)).getpixel((1, 1)), mixed(picture.width)


def main():
    paths = [f"{number:02}.png" for number in range(16)]
    for number, path in enumerate(paths):
        Image.new("RGB", (60 + number, 50), (number * 5, 20, 30)).save(path, dpi=(72, 72))
    pictures = [Image.open(path) for path in paths]
    print([picture.fp is None for picture in pictures[:3]])
    print([measured(number, picture) for number, picture in enumerate(pictures)])
    print([picture.fp is None for picture in pictures[:3]])
    waiting = [Image.open(path) for path in paths]
    results = []
    for number, picture in enumerate(waiting):
        results.append(measured(number, picture))
    print(results)
    for path in paths:
        Image.new("RGB", (9, 9), (1, 2, 3)).save(path)
    print([picture.resize((2, 2)).getpixel((0, 0)) for picture in waiting])
    again = [Image.open(path) for path in paths]
    for picture in again[:4]:
        picture.verify()
    print([opened(path) for path in paths])
    palettes = [made(number) for number in range(16)]
    print(palettes[0].palette is None, palettes[0].mode, len(palettes[0].getpalette()))
    palettes[3].save("palette.gif")
    print(os.path.getsize("palette.gif"))


main()

import math
from PIL import Image


class Level:
    asked = 0

    def __init__(self, value):
        self.value = value

    def __index__(self):
        Level.asked += 1
        return self.value

    def __int__(self):
        Level.asked += 1
        return self.value


def pattern(w, h):
    image = Image.new("RGB", (w, h))
    px = image.load()
    for y in range(h):
        for x in range(w):
            px[x, y] = (int(127 + 127 * math.sin(x * y / 7.0)), (x * y) % 256, (x + y) % 256)
    return image


def edges(image):
    grey = image.convert("L")
    src = grey.load()
    w, h = grey.size
    out = Image.new("L", (w, h))
    dst = out.load()
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            gx = src[x + 1, y - 1] + 2 * src[x + 1, y] + src[x + 1, y + 1] - src[x - 1, y] * 4
            gy = src[x - 1, y + 1] + 2 * src[x, y + 1] + src[x + 1, y + 1] - src[x, y - 1] * 4
            dst[x, y] = min(255, int(math.hypot(gx, gy)))
    return out


def median(image):
    src = image.load()
    w, h = image.size
    out = image.copy()
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            out.putpixel((x, y), sorted(src[x + dx, y + dy] for dx in (-1, 0, 1) for dy in (-1, 0, 1))[4])
    return out


def smear(image):
    # Each round sees what the one before has set, here and in the image itself.
    px = image.load()
    w, h = image.size
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            px[x, y] = (px[x - 1, y] + px[x, y - 1] + px[x + 1, y]) // 3


def smear_through_the_image(image):
    px = image.load()
    w, h = image.size
    for y in range(1, h - 1):
        px[0, y] = sum(image.getpixel((x, y - 1)) * x for x in range(w)) % 256


def smear_through_access(image):
    px = image.load()
    w, h = image.size
    for y in range(1, h - 1):
        image.putpixel((0, y), sum(px[x, y - 1] * x for x in range(w)) % 256)


def two_accesses(image):
    one, other = image.load(), image.load()
    w, h = image.size
    for y in range(1, h):
        one[0, y] = sum(other[x, y - 1] * (x + 1) for x in range(w)) % 251


def frames(n):
    made = []
    accesses = []
    for k in range(n):
        image = Image.new("L", (12, 12), k)
        px = image.load()
        for x in range(12):
            for y in range(12):
                px[x, y] = (x * y * k + 7 * x) % 256
        made.append(image)
        accesses.append(px)
    accesses[2][0, 0] = 99
    made[3].putpixel((0, 0), 98)
    return [(image.getpixel((0, 0)), px[0, 0], sum(image.getdata())) for image, px in zip(made, accesses)]


def asked(n):
    image = Image.new("L", (n, 4))
    px = image.load()
    for k in range(n):
        total = sum(i * k % 7 for i in range(500))
        px[k, 0] = Level(total % 256)
        px[Level(k), 1] = Level.asked % 256
    return list(image.getdata())


def outside(n):
    px = Image.new("L", (n, n)).load()
    found = []
    for k in range(n + 3):
        try:
            found.append(px[k, k] + sum(i * k % 7 for i in range(500)))
        except IndexError as error:
            found.append(str(error))
    return found


image = pattern(40, 30)
grey = edges(image)
for change in (smear, smear_through_the_image, smear_through_access, two_accesses):
    copy = median(grey)
    change(copy)
    print(change.__name__, sum(copy.getdata()), list(copy.getdata())[40:60])
print(list(image.getdata())[:5], sum(grey.getdata()))
print(frames(8))
print(asked(12), Level.asked)
print(outside(9))

"""Draws into a bitmap, fills areas and writes it as text."""


class Bitmap:
    def __init__(self, width, height):
        self.width = width
        self.height = height
        self.pixels = [[(0, 0, 0)] * width for _ in range(height)]

    def set(self, x, y, colour):
        if 0 <= x < self.width and 0 <= y < self.height:
            self.pixels[y][x] = colour

    def line(self, x0, y0, x1, y1, colour):
        steps = max(abs(x1 - x0), abs(y1 - y0))
        for i in range(steps + 1):
            self.set(x0 + (x1 - x0) * i // max(steps, 1), y0 + (y1 - y0) * i // max(steps, 1), colour)

    def gradient(self):
        for y in range(self.height):
            for x in range(self.width):
                self.set(x, y, (x * 255 // self.width, y * 255 // self.height, 128))

    def to_ppm(self):
        lines = [f"P3 {self.width} {self.height} 255"]
        for row in self.pixels:
            lines.append(" ".join(f"{r} {g} {b}" for r, g, b in row))
        return "\n".join(lines)


bitmap = Bitmap(100, 80)
bitmap.gradient()
bitmap.line(0, 0, 99, 79, (255, 255, 255))
text = bitmap.to_ppm()
print(len(text), text[:40])

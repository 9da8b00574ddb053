class Renderer:
    """A picture of spheres, by rays."""

    def __init__(self, width, height, spheres):
        self.width = width
        self.height = height
        self.spheres = spheres

    def hit(self, ox, oy, dx, dy, dz):
        nearest = None
        for cx, cy, cz, radius in self.spheres:
            b = (ox - cx) * dx + (oy - cy) * dy - cz * dz
            c = (ox - cx) ** 2 + (oy - cy) ** 2 + cz ** 2 - radius * radius
            root = b * b - c
            if root > 0:
                t = -b - root ** 0.5
                if t > 0 and (nearest is None or t < nearest):
                    nearest = t
        return nearest

    def pixel(self, x, y):
        dx = (x - self.width / 2) / self.width
        dy = (y - self.height / 2) / self.height
        length = (dx * dx + dy * dy + 1) ** 0.5
        t = self.hit(0.0, 0.0, dx / length, dy / length, 1 / length)
        return 0 if t is None else int(255 / (1 + t * t / 20))

    def render(self):
        rows = []
        for y in range(self.height):
            row = []
            for x in range(self.width):
                row.append(self.pixel(x, y))
            rows.append(row)
        return rows


spheres = [(0.0, 0.0, 6.0, 1.5), (1.5, 1.0, 5.0, 0.7), (-2.0, -1.0, 8.0, 2.0), (0.3, 0.8, 3.0, 0.2)]
picture = Renderer(48, 32, spheres).render()
for row in picture[::4]:
    print("".join(" .:-=+*#%@"[v * 10 // 256] for v in row))
print(sum(map(sum, picture)))

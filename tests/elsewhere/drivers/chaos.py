"""Draw a chaos game and print it."""

import run_benchmark as chaos

v = chaos.GVector
splines = [
    chaos.Spline([v(1.6, 3.3, 0), v(1.57, 4.12, 0), v(1.3, 5.3, 0), v(1.6, 5.3, 0), v(2.9, 5.5, 0), v(2.4, 4.4, 0), v(1.7, 4.4, 0)], 3, [0, 0, 0, 1, 1, 1, 2, 2, 2]),
    chaos.Spline([v(2.8, 4.0, 0), v(2.55, 3.5, 0), v(1.98, 2.6, 0), v(1.98, 2.6, 0)], 3, [0, 0, 0, 1, 1, 1]),
]
game = chaos.Chaosgame(splines, 0.25)
game.create_image_chaos(64, 48, 800, "chaos.ppm", 1234)
with open("chaos.ppm", encoding="latin-1") as file:
    print(len(file.read()))
for spline in splines:
    print([(round(p.x, 9), round(p.y, 9)) for p in (spline(t / 10) for t in range(10))], spline.GetDomain())

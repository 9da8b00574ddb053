"""Mandelbrot as ASCII, with an iteration cap, printing row by row."""
WIDTH, HEIGHT, MAXIT = 78, 36, 150
PALETTE = " .:-=+*#%@"


def escape(cx, cy):
    x = y = 0.0
    for i in range(MAXIT):
        x2 = x * x
        y2 = y * y
        if x2 + y2 > 4.0:
            return i
        y = 2 * x * y + cy
        x = x2 - y2 + cx
    return MAXIT


for row in range(HEIGHT):  # expert: easy
    line = ""
    for col in range(WIDTH):
        n = escape(-2.2 + 3.2 * col / WIDTH, -1.2 + 2.4 * row / HEIGHT)
        line += PALETTE[n * (len(PALETTE) - 1) // MAXIT]
    print(line)

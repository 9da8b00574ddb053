"""The work that all versions do: three workloads, each with its items, what is done to one of them, and what is printed."""


def escape_row(y):
    """One row of the Mandelbrot set: how many steps each of its points stays near."""
    row = []
    for x in range(300):
        cr, ci = x / 120 - 2.0, y / 480 - 1.25
        zr = zi = 0.0
        steps = 0
        while steps < 120 and zr * zr + zi * zi < 4.0:
            zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
            steps += 1
        row.append(steps)
    return row


def repeated_row(y):
    """The same rows over and over."""
    return escape_row(y % 1200)


def smallest_factor(n):
    """The smallest factor of a number above 1."""
    d = 2
    while d * d <= n:
        if n % d == 0:
            return d
        d += 1
    return n


def nothing(n):
    """Next to no work, to see what starting costs."""
    return n


WORKLOADS = {
    "two no-ops": (nothing, range(2)),
    "20,000 no-ops": (nothing, range(20_000)),
    "1,200 rows": (escape_row, range(1200)),
    "14,400 rows": (repeated_row, range(14_400)),
    "57,600 rows": (repeated_row, range(57_600)),
    "300,000 numbers": (smallest_factor, range(1_000_003, 1_300_003)),
}


def report(results):
    """Print a digest that depends on every result and on their order."""
    digest = 0
    for result in results:
        for value in result if isinstance(result, list) else [result]:
            digest = (digest * 31 + value) % 1_000_000_007
    print(len(results), digest)

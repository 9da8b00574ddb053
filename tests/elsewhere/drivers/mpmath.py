"""Special functions to many digits."""

from mpmath import mp, mpf

mp.dps = 30
points = [mpf(n) / 7 for n in range(1, 12)]
values = []
for x in points:
    values.append(mp.gamma(x) * mp.zeta(x + 2))
for x, value in zip(points, values):
    print(mp.nstr(x, 10), mp.nstr(value, 25))
print([mp.nstr(mp.besselj(n, 1), 20) for n in range(5)], mp.nstr(mp.quad(lambda t: mp.exp(-t * t), [0, 2]), 20))
print(mp.nstr(mp.pi, 30), mp.findroot(lambda t: mp.cos(t) - t, 0.7), mp.polyroots([1, 0, -2]))

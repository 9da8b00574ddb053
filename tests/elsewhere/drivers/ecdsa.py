"""Points on curves."""

from ecdsa import ellipticcurve, numbertheory
from ecdsa.curves import NIST192p, SECP256k1

print([numbertheory.inverse_mod(n, 97) for n in range(1, 20)], [numbertheory.is_prime(n) for n in range(90, 120)])
print([numbertheory.factorization(n) for n in range(1000, 1010)], numbertheory.square_root_mod_prime(5, 41))
generator = NIST192p.generator
points = []
for n in range(2, 7):
    point = (generator * n).to_affine()
    points.append((point.x(), point.y()))
print(points)
curve = ellipticcurve.CurveFp(23, 1, 1)
point = ellipticcurve.Point(curve, 3, 10, 7)
print([(p.x(), p.y()) for p in (point * k for k in range(1, 7))], SECP256k1.order)

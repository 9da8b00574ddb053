"""Polynomials as a class with operators."""


class Poly:
    def __init__(self, coefficients):
        self.coefficients = list(coefficients)

    def __mul__(self, other):
        result = [0] * (len(self.coefficients) + len(other.coefficients) - 1)
        for i, a in enumerate(self.coefficients):
            for j, b in enumerate(other.coefficients):
                result[i + j] += a * b
        return Poly(result)

    def __add__(self, other):
        n = max(len(self.coefficients), len(other.coefficients))
        a = self.coefficients + [0] * (n - len(self.coefficients))
        b = other.coefficients + [0] * (n - len(other.coefficients))
        return Poly([x + y for x, y in zip(a, b)])

    def __call__(self, x):
        value = 0
        for c in reversed(self.coefficients):
            value = value * x + c
        return value

    def __repr__(self):
        return " + ".join(f"{c}x^{i}" for i, c in enumerate(self.coefficients) if c)


polynomials = [Poly([(i + k) % 5 for k in range(30)]) for i in range(150)]
total = Poly([0])
for a, b in zip(polynomials, polynomials[1:]):
    total = total + a * b
print(total(2), len(repr(total)))
products = [a * b for a, b in zip(polynomials, reversed(polynomials))]
print(len(products), products[0](1))

"""A Matrix class with operators, determinant, inverse, power iteration."""
from fractions import Fraction


class Matrix:
    def __init__(self, rows):
        self.rows = rows
        self.n = len(rows)
        self.m = len(rows[0])

    def __mul__(self, other):
        if isinstance(other, Matrix):
            cols = list(zip(*other.rows))
            return Matrix([[sum(a * b for a, b in zip(row, col)) for col in cols] for row in self.rows])  # expert: easy
        return Matrix([[v * other for v in row] for row in self.rows])

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __eq__(self, other):
        return self.rows == other.rows

    def minor(self, i, j):
        return Matrix([row[:j] + row[j + 1:] for k, row in enumerate(self.rows) if k != i])

    def det(self):
        if self.n == 1:
            return self.rows[0][0]
        if self.n == 2:
            return self.rows[0][0] * self.rows[1][1] - self.rows[0][1] * self.rows[1][0]
        total = 0
        for j in range(self.n):  # expert: easy
            total += (-1) ** j * self.rows[0][j] * self.minor(0, j).det()
        return total

    def inverse(self):
        d = Fraction(self.det())
        cof = [[(-1) ** (i + j) * self.minor(j, i).det() / d for j in range(self.n)] for i in range(self.n)]  # expert: easy
        return Matrix(cof)

    def __pow__(self, k):
        result = Matrix([[int(i == j) for j in range(self.n)] for i in range(self.n)])
        base = self
        while k:
            if k & 1:
                result = result * base
            base = base * base
            k >>= 1
        return result

    @staticmethod
    def identity(n):
        return Matrix([[1 if i == j else 0 for j in range(n)] for i in range(n)])


def hilbert(n):
    return Matrix([[Fraction(1, i + j + 1) for j in range(n)] for i in range(n)])


def main():
    a = Matrix([[(i * 7 + j * 3) % 11 - 4 for j in range(6)] for i in range(6)])
    print(a.det())
    print((a ** 5).rows[0])
    inv = hilbert(4).inverse()
    print([str(x) for x in inv.rows[3]])
    print(hilbert(4) * inv == Matrix.identity(4))
    dets = []
    for n in range(1, 6):  # expert: easy
        dets.append(hilbert(n).det())
    print(dets)


if __name__ == "__main__":
    main()

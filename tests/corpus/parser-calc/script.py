"""An expression parser and evaluator; truth tables; symbolic differentiation on tuples."""
import re
from itertools import product

TOKEN = re.compile(r"\s*(?:(\d+\.?\d*)|(.))")


class Parser:
    def __init__(self, text):
        self.tokens = [(num, op) for num, op in TOKEN.findall(text)] + [("", "")]
        self.pos = 0

    def peek(self):
        return self.tokens[self.pos]

    def take(self):
        token = self.tokens[self.pos]
        self.pos += 1
        return token

    def expression(self):
        value = self.term()
        while self.peek()[1] in ("+", "-"):
            _, op = self.take()
            right = self.term()
            value = value + right if op == "+" else value - right
        return value

    def term(self):
        value = self.factor()
        while self.peek()[1] in ("*", "/"):
            _, op = self.take()
            right = self.factor()
            value = value * right if op == "*" else value / right
        return value

    def factor(self):
        num, op = self.take()
        if num:
            return float(num)
        if op == "(":
            value = self.expression()
            if self.take()[1] != ")":
                raise SyntaxError("missing )")
            return value
        if op == "-":
            return -self.factor()
        raise SyntaxError(f"unexpected {op!r}")


def evaluate(text):
    return Parser(text).expression()


def diff(e):
    if isinstance(e, (int, float)):
        return 0
    if e == "x":
        return 1
    op, a, b = e
    if op == "+":
        return ("+", diff(a), diff(b))
    return ("+", ("*", diff(a), b), ("*", a, diff(b)))


def value(e, x):
    if isinstance(e, (int, float)):
        return e
    if e == "x":
        return x
    op, a, b = e
    return value(a, x) + value(b, x) if op == "+" else value(a, x) * value(b, x)


def horner(n):
    e = 1
    for k in range(n):
        e = ("+", ("*", e, "x"), k)
    return e


def sat(clauses, n):
    count = 0
    for assignment in product((False, True), repeat=n):  # expert: hard
        if all(any(assignment[abs(l) - 1] == (l > 0) for l in clause) for clause in clauses):
            count += 1
    return count


def main():
    texts = [f"({k} + 3) * {k % 7 + 1} - {k}/(1 + {k % 3}) + 2*(4-{k % 5})" for k in range(60)] + ["2 * (3", "*"]
    total = 0.0
    for text in texts:  # expert: easy
        try:
            result = evaluate(text)
        except SyntaxError as error:
            print("bad:", text, error)
            continue
        total += result
    print(f"{total:.6f}")
    e = horner(7)
    d = diff(e)
    slopes = [value(d, x / 10) for x in range(50)]  # expert: easy
    print(f"{sum(slopes):.6f} {max(slopes):.4f}")
    clauses = [(1, -2, 3), (-1, 4), (2, -5, 6), (-3, 7), (5, -6, -7), (8, -1), (-8, 2)]
    print(sat(clauses, 8))


if __name__ == "__main__":
    main()

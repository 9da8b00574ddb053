"""Expression parser and symbolic differentiation, evaluated over a grid."""
import math
import operator


class Expr:
    def __add__(self, other):
        return BinOp("+", self, wrap(other))

    def __mul__(self, other):
        return BinOp("*", self, wrap(other))

    def __sub__(self, other):
        return BinOp("-", self, wrap(other))


class Num(Expr):
    def __init__(self, value):
        self.value = value

    def eval(self, env):
        return self.value

    def diff(self, var):
        return Num(0)

    def __str__(self):
        return str(self.value)


class Var(Expr):
    def __init__(self, name):
        self.name = name

    def eval(self, env):
        return env[self.name]

    def diff(self, var):
        return Num(1 if var == self.name else 0)

    def __str__(self):
        return self.name


class Sin(Expr):
    def __init__(self, arg):
        self.arg = arg

    def eval(self, env):
        return math.sin(self.arg.eval(env))

    def diff(self, var):
        return Cos(self.arg) * self.arg.diff(var)

    def __str__(self):
        return f"sin({self.arg})"


class Cos(Expr):
    def __init__(self, arg):
        self.arg = arg

    def eval(self, env):
        return math.cos(self.arg.eval(env))

    def diff(self, var):
        return Num(-1) * Sin(self.arg) * self.arg.diff(var)

    def __str__(self):
        return f"cos({self.arg})"


class BinOp(Expr):
    OPS = {"+": operator.add, "-": operator.sub, "*": operator.mul}

    def __init__(self, op, a, b):
        self.op, self.a, self.b = op, a, b

    def eval(self, env):
        return self.OPS[self.op](self.a.eval(env), self.b.eval(env))

    def diff(self, var):
        if self.op == "*":
            return self.a.diff(var) * self.b + self.a * self.b.diff(var)
        return BinOp(self.op, self.a.diff(var), self.b.diff(var))

    def __str__(self):
        return f"({self.a} {self.op} {self.b})"


def wrap(x):
    return x if isinstance(x, Expr) else Num(x)


x, y = Var("x"), Var("y")
f = Sin(x * y) * x + y * y * 3 - Cos(x)
df = f.diff("x").diff("x")
print(f)
print(len(str(df)))
values = []
for i in range(25):  # expert: easy
    row = []
    for j in range(25):
        row.append(df.eval({"x": i / 10, "y": j / 10}))
    values.append(max(row))
print(["%.4f" % v for v in values[:5]], "%.6f" % sum(values))

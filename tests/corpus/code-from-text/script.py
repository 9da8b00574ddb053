"""Formulas from a table of texts, compiled when the program runs."""

FORMULAS = {"square": "x * x % 17", "cubic": "x * x * x % 23", "mixed": "x * 3 % 5 + x"}


def tabulate(code, n):
    return sum(eval(code, {"x": x}) for x in range(n))


def work(n):
    return sum(i * i % 7 for i in range(n))


compiled = {name: compile(text, name, "eval") for name, text in FORMULAS.items()}
for name, code in compiled.items():  # expert: hard, refused: dynamic-code
    print(name, tabulate(code, 120))
print([work(n) for n in range(50, 80)])  # expert: easy, refused: dynamic-code

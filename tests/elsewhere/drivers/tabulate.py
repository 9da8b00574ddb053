"""The same table in every format, and numbers that are aligned."""

import tabulate

rows = [[f"item {n}", n * 1.5, n**3, None if n % 4 == 0 else "x" * (n % 5)] for n in range(12)]
headers = ["name", "price", "cube", "mark"]
for style in sorted(tabulate.tabulate_formats):
    text = tabulate.tabulate(rows[:4], headers, tablefmt=style)
    print(style, len(text))
    print(text)
tables = [tabulate.tabulate(rows[:n], headers="firstrow", floatfmt=".3f") for n in range(2, 12)]
print([len(t) for t in tables])
print(tabulate.tabulate({"a": [1, 2], "b": [3.25, 4]}, headers="keys", showindex=True, numalign="center"))

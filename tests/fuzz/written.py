"""Programs whose rounds read and write files.

    python3 tests/fuzz/run.py --files --count 1000 --jobs 2
    python3 tests/fuzz/written.py --seed 17        # prints the program

A function does a few things with files one after the other; loops of several shapes call it. Names of files are chosen such that rounds
meet: they write what others read, read what they write, append to one file, and fail where a folder is missing.
"""

from __future__ import annotations

import argparse
import random
import textwrap

HEAD = """import csv
import json
import os
import sys
from pathlib import Path

def work(x):
    total = len(str(x))
    for i in range(300):
        total = (total * 31 + i * total) % 1000003
    return total

for number in range(4):
    with open(f"a{number}", "w") as file:
        file.write(f"{number}" * (number + 1) + "\\n")
os.makedirs("sub", exist_ok=True)
kept = []
results = []
total = 0
"""
TAIL = """
print(results, total, [file.closed for file in kept])
for file in kept:
    file.close()
for name in sorted(os.listdir(".")):
    if os.path.isfile(name) and not name.startswith("script"):
        print(name, repr(open(name, errors="replace").read()))
"""
# Mostly those of one round alone.
NAMES = [
    'f"o{n}"', 'f"o{n}"', 'f"o{n}"', 'f"sub/o{n}"', 'f"sub/o{n}"', 'f"o{n % 5}"', 'f"o{n - 1}"', 'f"o{n + 1}"', '"one"', 'f"a{n % 4}"', 'f"./o{n}"',
]  # fmt: skip
READ_NAMES = ['f"a{n % 4}"', 'f"a{n % 4}"', 'f"a{n % 4}"', '"a2"', *NAMES]


def program(seed: int) -> str:
    """The text of the program with this seed."""
    return Program(random.Random(seed)).text()


class Program:
    """One program while it is written."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def one(self, of: list[str]) -> str:
        return self.rng.choice(of)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def text(self) -> str:
        functions = []
        loops = []
        for number in range(self.rng.choice([1, 1, 2])):
            functions.append(self.function(f"step{number}"))
            loops.append(self.loop(f"step{number}"))
        if self.chance(0.4):
            loops.append(self.loop(""))
        return "\n".join([HEAD, *functions, *loops, TAIL])

    def function(self, name: str) -> str:
        lines = [f"def {name}(n):", "    found = work(n)"]
        for _ in range(self.rng.randint(1, 4)):
            lines.append(textwrap.indent(self.action(), "    "))
        if self.chance(0.1):
            lines.append(f"    if n == {self.rng.randrange(20)}:\n        raise ValueError(found)")
        lines.append("    return found")
        return "\n".join(lines) + "\n"

    def action(self) -> str:
        kinds = [self.read, self.read, self.write, self.write, self.write, self.append, self.asked, self.other]
        text = self.one(kinds)()  # type: ignore[operator]
        if self.chance(0.15):
            text = "try:\n" + textwrap.indent(text, "    ") + "\nexcept OSError as error:\n    found += len(str(error))"
        if self.chance(0.15):
            text = f"if n % {self.rng.choice([2, 3, 7])}:\n" + textwrap.indent(text, "    ")
        return text

    def read(self) -> str:
        name = self.one(READ_NAMES)
        guard = f"if os.path.exists({name}):\n    " if "a{" not in name and self.chance(0.7) else ""
        indent = "    " if guard else ""
        return guard + self.one(
            [
                f"with open({name}) as file:\n{indent}    found += work(file.read())",
                f"with open({name}) as file:\n{indent}    for line in file:\n{indent}        found += len(line)",
                f"found += len(Path({name}).read_text())",
                f"found += len(open({name}).readline())",
                f'with open({name}, "rb") as file:\n{indent}    found += len(file.read(3))',
            ]
        )

    def write(self) -> str:
        name = self.one(NAMES)
        return self.one(
            [
                f'with open({name}, "w") as file:\n    file.write(f"{{n}} {{found}}")',
                f'with open({name}, "w") as file:\n    print(n, found, file=file)\n    found += work(found)\n    print(found, file=file)',
                f'with open({name}, "w", newline="") as file:\n    csv.writer(file).writerow([n, found])',
                f'Path({name}).write_text(f"{{found}}")',
                f'with Path({name}).open("w") as file:\n    json.dump([n, found], file)',
                f'with open({name}, "w") as file:\n    file.write(str(work(n)) + "\\n")',
                f'with Path({name}).open("w") as file:\n    json.dump([n, work(n + 1)], file)',
                f'with open({name}, "wb") as file:\n    file.write(bytes([n % 256]) * 3)',
                f'open({name}, "w").write(str(found))',
                f'with open({name}, "w+") as file:\n    file.write(str(found))\n    file.flush()',
                f'file = open({name}, "w")\nfile.write(f"{{n}}")\nfile.close()',
            ]
        )

    def append(self) -> str:
        name = self.one(['"log"', '"log"', '"one"', *NAMES])
        return self.one(
            [
                f'with open({name}, "a") as file:\n    file.write(f"{{n}};")',
                f'for part in range(2):\n    with open({name}, "a") as file:\n        print(part, n, file=file)',
                f'with open({name}, "ab") as file:\n    file.write(b"x" * (n % 4))',
                f'with open({name}, "a", encoding="{self.one(["utf-8", "latin-1", "utf-16", "utf-8-sig", "ascii"])}") as file:\n    file.write("e")',
            ]
        )

    def asked(self) -> str:
        name = self.one(READ_NAMES)
        return self.one(
            [
                f"if os.path.exists({name}):\n    found += 1",
                f"if Path({name}).is_file():\n    found += os.path.getsize({name})",
                'os.makedirs("sub", exist_ok=True)',
                f'os.makedirs("sub/{self.one(["", "{n % 3}"])}", exist_ok=True)'.replace('"sub/{', 'f"sub/{'),
                f"if os.path.isdir({name}):\n    found -= 1",
            ]
        )

    def other(self) -> str:
        return self.one(
            [
                "print('round', n, found)",
                "print('round', n, file=sys.stderr)",
                'file = open("left", "a")\nkept.append(file)\nfile.write(str(n))\nfile.flush()',
                'with open(f"nowhere/{n}" if n == 7 else f"o{n}", "w") as file:\n    file.write("x")',
                'with open("new", "x" if n == 5 else "a") as file:\n    file.write("x")',
                f"with open({self.one(NAMES)}, 'r+' if n == 3 else 'w') as file:\n    file.write('y')",
                'with open(os.devnull, "w") as file:\n    file.write("x")',
            ]
        )

    def loop(self, function: str) -> str:
        count = self.rng.choice([6, 12, 20, 30])
        target, over = self.one(
            [f"n:range({count})", f"n:range({count})", f"n:list(range({count}))", f"k, n:enumerate(range({count}))"]
        ).split(":")
        if function and self.chance(0.35):
            text = self.expression(function, target, over)
        elif function:
            text = self.statement(function, target, over)
        else:
            text = self.own_text(target, over)
        if self.chance(0.4):
            text = (
                "try:\n" + textwrap.indent(text, "    ") + "\nexcept (OSError, ValueError) as error:\n    print(error)"
            )
        if self.chance(0.4):
            text = "def main():\n    global total\n" + textwrap.indent(text, "    ") + "\nmain()"
        return text

    def expression(self, function: str, target: str, over: str) -> str:
        each = f"for {target} in {over}"
        numbers = over if target == "n" else f"range({self.rng.choice([6, 20])})"
        return self.one(
            [
                f"results += [{function}(n) {each}]",
                f"results.append([{function}(n) {each}])",
                f"results += [(n, {function}(n)) {each} if n % 4]",
                f"total += sum({function}(n) {each})",
                f"results += map({function}, {numbers})",
                f"results += list(map({function}, {numbers}))",
                f"results.extend({function}(n) {each})",
                f"results.append({{n: {function}(n) {each} if n % 3}})",
                f"results.append(any({function}(n) % 19 == 3 {each}))",
                f"results.append(sorted({function}(n) {each}))",
                f"results.append(max({function}(n) {each}))",
                f"for value in map({function}, {numbers}):\n    print(value)",
                f"for value in ({function}(n) {each}):\n    total += value\n    if value % 17 == 3:\n        break",
            ]
        )

    def statement(self, function: str, target: str, over: str) -> str:
        call = f"{function}(n)"
        body = self.one(
            [
                call,
                call,
                f"results.append({call})",
                f"value = {call}\nresults.append(value)",
                f"total += {call}",
                f"value = {call}\nprint(n, value)",
                f"value = {call}\nif value % 17 == 3:\n    break\nresults.append(value)",
                f"if n % 3:\n    {call}\nelse:\n    results.append(n)",
                f"try:\n    results.append({call})\nexcept OSError as error:\n    print(type(error).__name__)",
            ]
        )
        return f"for {target} in {over}:\n" + textwrap.indent(body, "    ")

    def own_text(self, target: str, over: str) -> str:
        steps = ["found = work(n)", *(self.action() for _ in range(self.rng.randint(1, 3))), "results.append(found)"]
        return f"for {target} in {over}:\n" + textwrap.indent("\n".join(steps), "    ")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    print(program(parser.parse_args().seed), end="")

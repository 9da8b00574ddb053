"""Programs whose loops are inside of the tasks of another loop, with a few rounds.

    python3 tests/fuzz/run.py --nested --count 1000 --jobs 2
    python3 tests/fuzz/nested.py --seed 17        # prints the program

The worlds of `features.py`, in functions that a loop of few rounds calls: what is gone through is made in the function,
or at the top of the module, and what would be printed comes with the result.
"""

from __future__ import annotations

import argparse
import random
import textwrap

import features
from worlds import World

TABLES = """import collections
shared_table = collections.defaultdict(list)
for start in range(4):
    shared_table[start].append(start)
objects = [[i] for i in range(6)]
memo = {}
def looked_up(n):
    return work(n) + len(shared_table[n % {keys}])
def chosen(n):
    return objects[work(n) % 6]
def kept(n):
    if n not in memo:
        memo[n] = work(n)
    return memo[n]
"""


def program(seed: int) -> str:
    """The text of the program with this seed."""
    return Nested(random.Random(seed)).text()


class Nested(features.Program):
    """One program while it is written."""

    def text(self) -> str:
        kinds = [
            self.records, self.objects, self.values, self.kept, self.generators, self.nested, self.matched,
            self.class_data, self.containers, self.collected, self.jumps,
        ]  # fmt: skip
        worlds = [make() for make in self.rng.sample(kinds, self.rng.choice([1, 1, 2]))]
        lines = [*{world.imports: None for world in worlds if world.imports}, features.WORK]
        lines += [TABLES.replace("{keys}", self.one(["4", "4", "7"])), *(world.definitions for world in worlds)]
        outside = [world.setup for world in worlds if self.chance(0.2)]
        lines += outside
        functions = [self.function(f"part{number}", worlds, outside) for number in range(self.rng.choice([1, 1, 2]))]
        lines += [function for function, _ in functions]
        calls = [name for _, name in functions]
        loops = [self.outer(self.one(calls)) for _ in range(self.rng.choice([1, 1, 2]))]
        loops.append("print(sorted(shared_table.items()), objects, len(memo))")
        for world in worlds:
            if world.setup in outside:
                loops += [f"print({show})" for show in world.shows]
        if self.chance(0.5):
            lines += ["def main():", textwrap.indent("\n".join(loops), "    "), "main()"]
        else:
            lines += loops
        return "\n".join(line for line in lines if line) + "\n"

    def function(self, name: str, worlds: list[World], outside: list[str]) -> tuple[str, str]:
        """A function that makes its things, goes through them, and returns what is to be seen of them."""
        self.names = []
        body = ["said = []", *(world.setup for world in worlds if world.setup not in outside)]
        for _ in range(self.rng.randrange(1, 4)):
            world = self.one(worlds)  # type: ignore[arg-type, type-var]
            if self.chance(0.25):
                x = self.name("x")
                value = self.one(["looked_up({x})", "(work({x}), chosen({x}))", "kept({x})", "(k, chosen({x} + k))"])
                out = self.keep("out")
                size = self.one(["9", "3 * k", "4", "k"])
                body.append(f"{out} = []\nfor {x} in range({size}):\n    {out}.append({value.replace('{x}', x)})")
                continue
            body.append(self.loop(world, []))
            if world.aliases and self.chance(0.3):
                body.append(self.one(world.aliases))
        shows = [show for world in worlds for show in world.shows]
        result = ", ".join(["said", *self.names, *shows])
        body.append(f"return [{result}]")
        text = "\n".join(body).replace("print(", "said.append(")
        text = text.replace("said.append(", "tell(said, ")
        note = "" if name != "part0" else "def tell(said, *values):\n    said.append(values)\n"
        return f"{note}def {name}(k):\n" + textwrap.indent(text, "    "), name

    def outer(self, call: str) -> str:
        """A loop of few rounds."""
        result, k = self.name("r"), self.name("k")
        through = self.one(["(3, 9)", "range(2)", "[2, 5, 12]", "range(1, 8, 3)", "(4, 4)", "(1, 30)"])
        form = self.rng.randrange(5)
        if form == 0:
            return f"print([{call}({k}) for {k} in {through}])"
        if form == 1:
            return f"{result} = []\nfor {k} in {through}:\n    {result}.append({call}({k}))\nprint({result})"
        if form == 2:
            return (
                f"try:\n    for {k} in {through}:\n        {result} = {call}({k})\n        print({k}, {result})\n"
                f"except Exception as error:\n    print(type(error), error)"
            )
        if form == 3:
            return (
                f"{result} = []\nfor {k} in {through}:\n    {result} += {call}({k})\n    if len(str({result})) > 900:\n        break\n"
                f"print({result}, [v is objects[0] for v in {result}])"
            )
        return (
            f"for {k} in {through}:\n    {result} = {call}({k})\n    objects[0].append({k})\n    print({k}, {result})"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Print the program of a seed.")
    parser.add_argument("--seed", type=int, default=1)
    print(program(parser.parse_args().seed), end="")


if __name__ == "__main__":
    main()

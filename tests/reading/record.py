"""Record what CPython says about the programs of this folder.

`python3.13 record.py` compiles every program in `invalid.txt` and `valid.txt` with the interpreter
that runs it, and writes the exception's type, line and message above each program. The tests
compare surgec with these lines, so that they need no Python. A line that starts with `#~` holds
surgec's own message where it is known to differ; it is left as it is.
"""

import sys
import warnings
from pathlib import Path

HERE = Path(__file__).parent
MARK = "### "


def programs(text: str) -> list[tuple[str, str]]:
    """The known differences and the source of each program of a file."""
    found = []
    for block in text.split(f"\n{MARK}"):
        lines = block.split("\n")[1:]
        ours = [line for line in lines[:1] if line.startswith("#~ ")]
        found.append(("\n".join(ours), "\n".join(lines[len(ours) :])))
    return found


def verdict(source: str) -> str:
    """`accepted`, or the exception as the tests compare it."""
    try:
        compile(source, "program", "exec", dont_inherit=True)
    except SyntaxError as error:
        return f"{type(error).__name__} {error.lineno} {error.msg}"
    return "accepted"


def main() -> None:
    """Rewrite the verdicts in place."""
    if sys.version_info[:2] != (3, 13):
        sys.exit("the verdicts are those of Python 3.13")
    warnings.simplefilter("ignore")
    for name in ("invalid.txt", "valid.txt"):
        path = HERE / name
        written = []
        for ours, source in programs("\n" + path.read_text(encoding="utf-8")):
            if ours or source:
                source = source.removesuffix("\n")
                head = f"{MARK}{verdict(source + chr(10))}\n" + (f"{ours}\n" if ours else "")
                written.append(f"{head}{source}\n")
        path.write_text("".join(written), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Parse a toy programming language file per file, count tokens, find duplicates by hash."""
import hashlib
import re
from pathlib import Path

TOKENS = re.compile(r"\s*(?:(\d+)|([A-Za-z_]\w*)|(.))")
KEYWORDS = {"let", "while", "if", "end", "print"}


def tokenize(text):
    for line in text.splitlines():
        for number, name, op in TOKENS.findall(line):
            if number:
                yield "num", int(number)
            elif name:
                yield ("kw" if name in KEYWORDS else "name"), name
            elif op.strip():
                yield "op", op


def generate(folder):
    folder.mkdir(exist_ok=True)
    for i in range(16):
        lines = ["let x%d = %d" % (k, (k * (i % 12)) % 17) for k in range(40)]
        lines += ["while x1 < %d" % (i % 12), "print x1 + x2 * 3", "end"]
        (folder / f"prog{i:02d}.toy").write_text("\n".join(lines))


def summarise(path):
    text = path.read_text()
    kinds = {}
    for kind, _ in tokenize(text):
        kinds[kind] = kinds.get(kind, 0) + 1
    return hashlib.sha1(text.encode()).hexdigest(), kinds


def main():
    folder = Path("toys")
    generate(folder)
    by_hash = {}
    totals = {}
    for path in sorted(folder.iterdir()):  # expert: easy
        digest, kinds = summarise(path)
        by_hash.setdefault(digest, []).append(path.name)
        for k, n in kinds.items():
            totals[k] = totals.get(k, 0) + n
    for names in by_hash.values():
        if len(names) > 1:
            print("duplicates:", names)
    print(totals)


if __name__ == "__main__":
    main()

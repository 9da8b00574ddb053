"""Write some files, then count words and lines in each and write reports."""
import os
import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path

WORD = re.compile(r"\w+")


def make_files(folder, n):
    for i in range(n):
        with open(folder / f"doc{i:02d}.txt", "w", encoding="utf-8") as f:
            for line in range(20):
                f.write(" ".join(f"w{(i * line + k * k) % 17}" for k in range(12)) + "\n")


def analyse(path):
    text = path.read_text(encoding="utf-8")
    words = WORD.findall(text)
    counts = Counter(words)
    return len(text.splitlines()), len(words), counts.most_common(2)


def vowels_per_line(path):
    total = 0
    with open(path) as f:
        for line in f:
            total += sum(line.count(v) for v in "aeiouw")
    return total


def main():
    folder = Path(tempfile.mkdtemp(prefix="report"))
    try:
        make_files(folder, 10)
        totals = Counter()
        for path in sorted(folder.glob("*.txt")):  # expert: easy
            lines, words, top = analyse(path)
            totals["lines"] += lines
            totals["words"] += words
            print(path.name, lines, words, top)
        print(dict(totals))
        sizes = {name: vowels_per_line(os.path.join(folder, name)) for name in sorted(os.listdir(folder))}  # expert: easy
        print(sum(sizes.values()))
        for path in sorted(folder.glob("*.txt")):  # expert: easy
            lines, words, top = analyse(path)
            (folder / (path.stem + ".report")).write_text(f"{path.name}: {lines} lines, {words} words, {top}\n")
        print(len(list(folder.glob("*.report"))))
        with open(folder / "all.txt", "w") as out:
            for path in sorted(folder.glob("*.report")):
                out.write(path.read_text())
        print((folder / "all.txt").read_text().count("\n"))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()

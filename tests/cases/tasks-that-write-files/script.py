"""Files that are read, worked on and written, one after the other, by functions and by the loop itself."""
import csv
import json
import os
import sys
from pathlib import Path


def heavy(text):
    x = len(text)
    for letter in text * 40:
        x = (x * 69069 + ord(letter)) % 4294967296
    return x


def convert(path, folder):
    with open(path) as source:
        lines = source.read().splitlines()
    target = os.path.join(folder, os.path.basename(path).replace(".txt", ".csv"))
    with open(target, "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["line", "number"])
        for line in lines:
            writer.writerow([line, heavy(line)])
    return len(lines)


def summarise(path):
    numbers = [heavy(line) for line in path.read_text().splitlines()]
    path.with_suffix(".json").write_text(json.dumps({"sum": sum(numbers), "first": numbers[:3]}))
    print("summarised", path.name, "of", len(numbers), file=sys.stderr)
    with open("log.txt", "a", encoding="utf-8") as log:
        print(path.name, "fertig, größer", file=log)


def once(number):
    """Makes what is not there yet, and looks at what is."""
    name = f"out/once-{number % 12}.bin"
    os.makedirs("out", exist_ok=True)
    if os.path.exists(name):
        print("there is", name, os.path.getsize(name))
        return 0
    with open(name, "wb") as out:
        out.write(heavy(name).to_bytes(4, "big"))
        out.write(b"\0" * number)
    print("made", name, os.path.getsize(name), "bytes", os.path.isfile(name), Path(name).is_dir())
    return 1


def main():
    os.makedirs("in", exist_ok=True)
    os.makedirs("out", exist_ok=True)
    for number in range(24):
        with open(f"in/{number:02}.txt", "w") as out:
            for line in range(number + 1):
                out.write(f"line {line} of {number}\n")
    lines = 0
    for path in sorted(os.listdir("in")):
        lines += convert(os.path.join("in", path), "out")
    print(lines)
    for path in Path("in").glob("*.txt"):
        summarise(path)
    made = []
    for number in range(30):
        made.append(once(number))
    print(made)
    for number in range(20):
        with open(f"in/{number:02}.txt") as source:
            text = source.read()
        found = heavy(text)
        with open(f"out/{number:02}.num", "w") as out:
            out.write(str(found))
        print(number, found)


main()

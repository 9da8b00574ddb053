import gzip
import io
import os
from pathlib import Path


def count(path, *how, **named):
    with open(path, *how, **named) as file:
        if file.writable():
            return file.write("more\n")
        return sum(len(line) * sum(map(ord, line)) for line in file)


def opened(path, mode):
    with path.open(mode) as file:
        if file.writable():
            return file.write("still more\n")
        return sum(len(line) for line in file)


def packed(file, mode="rt"):
    with gzip.open(file, mode) as text:
        return text.read(40), sum(range(len(text.read(5)) + 60))


def main():
    paths = [Path(f"{k}.txt") for k in range(4)]
    for path in paths:
        path.write_text("some text\n" * 30)
    for k in range(12):
        print(count(paths[k % 4], *["ra"[k % 2]]))
    for k in range(12):
        print(count(paths[k % 4], **{"mode": "ar"[k % 2]}))
    for k in range(12):
        print(opened(paths[k % 4], "ra"[k // 4 % 2]))
    print([path.stat().st_size for path in paths])
    data = io.BytesIO()
    for k in range(5):
        with gzip.GzipFile(fileobj=data, mode="wb", mtime=0) as file:
            file.write(b"member %d\n" % k * 30)
    data.seek(0)
    for k in range(3):
        print(packed(data))
        data.seek(data.tell() // 2)
    with gzip.open("x.gz", "wb") as file:
        file.write(b"line\n" * 100)
    out = []
    for k in range(12):
        with gzip.open("x.gz") as file:
            out.append(sum(len(line) * k for line in file))
    print(out)
    os.remove("x.gz")  # it holds the time


main()

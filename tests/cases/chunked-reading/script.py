"""Checksums of a file, block by block, and line by line."""
import hashlib

BLOCK = 512


def summarise(block):
    total = 0
    for byte in block:
        total = (total * 257 + byte) % 1000003
    return total, hashlib.md5(block).hexdigest()[:8]


with open("data.txt", "rb") as f:
    number = 0
    while True:
        block = f.read(BLOCK)
        if not block:
            break
        total, digest = summarise(block)
        print(number, len(block), total, digest)
        number += 1

whole = hashlib.sha256()
with open("data.txt", "rb") as f:
    for block in iter(lambda: f.read(BLOCK), b""):
        whole.update(block)
        last = summarise(block)
print(whole.hexdigest(), last)

longest = ""
with open("data.txt") as f:
    for number, line in enumerate(f, 1):
        total, _ = summarise(line.encode())
        if total % 50 == 0:
            print(number, total)
        if len(line) > len(longest):
            longest = line
print(number, longest.strip())

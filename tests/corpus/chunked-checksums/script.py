"""Chunked reading of a binary file with checksums (while loop with read)."""
import os
import zlib
import hashlib

PATH = "blob.bin"
CHUNK = 4096


def create(path, size):
    with open(path, "wb") as f:
        state = 1
        while size > 0:
            buf = bytearray()
            for _ in range(min(1024, size)):
                state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
                buf.append(state >> 24)
            f.write(buf)
            size -= len(buf)


def entropy(block):
    import math
    counts = [0] * 256
    for b in block:
        counts[b] += 1
    e = 0.0
    for c in counts:
        if c:
            p = c / len(block)
            e -= p * math.log2(p)
    return e


def scan(path):
    results = []
    with open(path, "rb") as f:
        while True:  # expert: hard
            block = f.read(CHUNK)
            if not block:
                break
            results.append((zlib.crc32(block), hashlib.sha1(block).hexdigest()[:8], entropy(block)))
    return results


create(PATH, 100_000)
rows = scan(PATH)
for i, (crc, sha, ent) in enumerate(rows):
    print("%3d %08x %s %.4f" % (i, crc, sha, ent))
offset = 0
acc = 0
with open(PATH, "rb") as f:
    for block in iter(lambda: f.read(CHUNK), b""):  # expert: hard, refused: shared-iterator
        acc ^= zlib.adler32(block) ^ offset
        offset += len(block)
print(acc, offset)
os.remove(PATH)

import sys


def encode(n):
    x = n
    data = bytearray()
    for _ in range(60):
        x = (x * 69069 + 1) % 4294967296
        data.append(x >> 24)
    return bytes(data)


out = sys.stdout.buffer
print("header", flush=True)
for n in range(12):
    block = encode(n)
    out.write(block)
    out.write(b"\n")
    if n % 4 == 3:
        out.flush()
        print("text between", n, flush=True)
out.write(memoryview(encode(99))[:7])
out.flush()
sys.stdout.write("end\u00e9")
sys.stdout.flush()
out.write(b"\xff\x00" + bytes(sum(encode(n)) % 256 for n in range(20)))

"""Bit fields and Huffman tables; a file that bzip2 compressed."""

import bz2

import run_benchmark as pyflate

text = " ".join(f"{n * n % 97}" for n in range(900))
with open("small.bz2", "wb") as file:
    file.write(bz2.compress(text.encode()))
with open("small.bz2", "rb") as file:
    field = pyflate.RBitfield(file)
    assert field.readbits(16) == 0x425A
    out = pyflate.bzip2_main(field)
print(out.decode("latin-1") == text, len(out))
print([pyflate.reverse_bits(n, 12) for n in range(0, 4096, 321)])
print(pyflate.bwt_reverse(b"nnbaaa", 3), list(pyflate.code_length_orders(i) for i in range(19)))

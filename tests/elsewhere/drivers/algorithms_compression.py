"""Codes of numbers, runs and files."""

from algorithms.compression import HuffmanCoding, decode_rle, elias_delta, elias_gamma, encode_rle

codes = {n: (elias_gamma(n), elias_delta(n)) for n in range(1, 60)}
print(codes)
texts = ["aaabbbccd" * n for n in range(1, 9)]
for text in texts:
    coded = encode_rle(text)
    print(len(text), coded[:30], decode_rle(coded) == text)
with open("plain.txt", "w") as file:
    file.write("".join(f"{n % 7}{n % 3}" for n in range(300)))
HuffmanCoding.encode_file("plain.txt", "coded.bin")
HuffmanCoding.decode_file("coded.bin", "again.txt")
with open("plain.txt") as one, open("again.txt") as other:
    print(one.read() == other.read())

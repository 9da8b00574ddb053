"""Huffman coding of several texts and compression ratio; zlib for comparison."""
import heapq
import zlib
from collections import Counter


class Node:
    def __init__(self, freq, char=None, left=None, right=None):
        self.freq = freq
        self.char = char
        self.left = left
        self.right = right

    def __lt__(self, other):
        return self.freq < other.freq


def build_codes(text):
    heap = [Node(f, ch) for ch, f in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        a = heapq.heappop(heap)
        b = heapq.heappop(heap)
        heapq.heappush(heap, Node(a.freq + b.freq, None, a, b))
    codes = {}

    def walk(node, prefix):
        if node.char is not None:
            codes[node.char] = prefix or "0"
        else:
            walk(node.left, prefix + "0")
            walk(node.right, prefix + "1")

    walk(heap[0], "")
    return codes


def encode(text):
    codes = build_codes(text)
    return "".join(codes[c] for c in text), codes


def decode(bits, codes):
    inverse = {v: k for k, v in codes.items()}
    out, cur = [], ""
    for bit in bits:
        cur += bit
        if cur in inverse:
            out.append(inverse[cur])
            cur = ""
    return "".join(out)


TEXTS = [("the quick brown fox %d jumps over the lazy dog " % i) * (20 + i) for i in range(12)]

ratios = []
for text in TEXTS:  # expert: easy
    bits, codes = encode(text)
    assert decode(bits, codes) == text
    ratio = len(bits) / (8 * len(text))
    z = len(zlib.compress(text.encode())) / len(text)
    ratios.append(ratio)
    print(f"{len(text):6d} chars, huffman {ratio:.4f}, zlib {z:.4f}, longest code {max(map(len, codes.values()))}")
print("average %.5f" % (sum(ratios) / len(ratios)))

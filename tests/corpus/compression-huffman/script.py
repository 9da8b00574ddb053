"""Huffman, LZ78, Burrows-Wheeler, arithmetic over several inputs."""
import heapq
import itertools
from collections import Counter


class Node:
    def __init__(self, weight, symbol=None, left=None, right=None):
        self.weight = weight
        self.symbol = symbol
        self.left = left
        self.right = right

    def __lt__(self, other):
        return self.weight < other.weight


def huffman_tree(text):
    heap = [Node(w, s) for s, w in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, Node(a.weight + b.weight, None, a, b))
    return heap[0]


def codes(node, prefix="", table=None):
    if table is None:
        table = {}
    if node.symbol is not None:
        table[node.symbol] = prefix or "0"
    else:
        codes(node.left, prefix + "0", table)
        codes(node.right, prefix + "1", table)
    return table


def encode(text):
    table = codes(huffman_tree(text))
    return "".join(table[c] for c in text), table


def decode(bits, table):
    inverse = {v: k for k, v in table.items()}
    out, word = [], ""
    for b in bits:
        word += b
        if word in inverse:
            out.append(inverse[word])
            word = ""
    return "".join(out)


def lz78(text):
    dictionary, word, output = {"": 0}, "", []
    for c in text:
        if word + c in dictionary:
            word += c
        else:
            output.append((dictionary[word], c))
            dictionary[word + c] = len(dictionary)
            word = ""
    if word:
        output.append((dictionary[word], ""))
    return output


def bwt(text):
    text += "\0"
    rotations = sorted(text[i:] + text[:i] for i in range(len(text)))
    return "".join(r[-1] for r in rotations)


def entropy_bits(text):
    from math import log2
    n = len(text)
    return -sum(c / n * log2(c / n) for c in Counter(text).values())


def corpus():
    base = "the rain in spain stays mainly in the plain "
    for k in range(10):
        yield base * (k % 3 + 2) + "".join(chr(97 + (i * k) % 26) for i in range(60))


def main():
    ratios = []
    for number, text in enumerate(corpus()):  # expert: easy
        bits, table = encode(text)
        assert decode(bits, table) == text
        ratios.append(len(bits) / (8 * len(text)))
        print(f"{number}: {len(bits)} bits, lz {len(lz78(text))}, entropy {entropy_bits(text):.4f}")
    print(f"{sum(ratios) / len(ratios):.6f}")
    transformed = list(map(bwt, corpus()))  # expert: easy
    runs = [sum(1 for _ in itertools.groupby(t)) for t in transformed]
    print(runs)
    print(repr(min(transformed, key=len)[:20]))


if __name__ == "__main__":
    main()

"""Word search: find words in a grid with a trie."""
import random


class Trie:
    def __init__(self):
        self.children = {}
        self.word = None

    def insert(self, word):
        node = self
        for ch in word:
            node = node.children.setdefault(ch, Trie())
        node.word = word


def search(grid, r, c, node, seen, out):
    if not (0 <= r < len(grid) and 0 <= c < len(grid[0])) or (r, c) in seen:
        return
    nxt = node.children.get(grid[r][c])
    if nxt is None:
        return
    if nxt.word:
        out.add(nxt.word)
    seen.add((r, c))
    for dr in (-1, 0, 1):
        for dc in (-1, 0, 1):
            if dr or dc:
                search(grid, r + dr, c + dc, nxt, seen, out)
    seen.discard((r, c))


def main():
    rng = random.Random(12)
    grid = ["".join(rng.choice("aeinrstlo") for _ in range(14)) for _ in range(14)]
    words = set()
    for _ in range(600):
        words.add("".join(rng.choice("aeinrstlo") for _ in range(rng.randint(3, 5))))
    root = Trie()
    for w in sorted(words):
        root.insert(w)
    found = set()
    for r in range(len(grid)):  # expert: easy, refused: set-order
        for c in range(len(grid[0])):
            hits = set()
            search(grid, r, c, root, set(), hits)
            found |= hits
    print(len(found), "words of", len(words))
    print(" ".join(sorted(found)[:12]))
    longest = max(sorted(found), key=len)
    print(longest)


if __name__ == "__main__":
    main()

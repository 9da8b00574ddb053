"""Sets of candidates, removed step by step."""

SIZE = 9


def peers(r, c):
    found = set()
    for k in range(SIZE):
        found.add((r, k))
        found.add((k, c))
    br, bc = r // 3 * 3, c // 3 * 3
    for dr in range(3):
        for dc in range(3):
            found.add((br + dr, bc + dc))
    found.discard((r, c))
    return found


def main():
    all_peers = {(r, c): peers(r, c) for r in range(SIZE) for c in range(SIZE)}
    candidates = {cell: set(range(1, 10)) for cell in all_peers}
    fixed = {(r, (r * 3 + r // 3) % 9): r % 9 + 1 for r in range(9)}
    for cell, digit in fixed.items():
        candidates[cell] = {digit}
        for peer in all_peers[cell]:
            candidates[peer].discard(digit)
    histogram = {}
    for cell, options in candidates.items():
        histogram.setdefault(len(options), []).append(cell)
    for size in sorted(histogram):
        print(size, len(histogram[size]))


main()

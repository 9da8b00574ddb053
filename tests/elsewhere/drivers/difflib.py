"""Texts compared with each other."""

import difflib

texts = [[f"line {n * k % 7}" for n in range(12)] for k in range(1, 6)]
ratios = {}
for i, one in enumerate(texts):
    for j, other in enumerate(texts):
        ratios[i, j] = difflib.SequenceMatcher(None, one, other).ratio()
print(ratios)
for other in texts[1:]:
    print("\n".join(difflib.unified_diff(texts[0], other, "one", "other", lineterm="", n=1)))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), list(difflib.ndiff(["a", "bc"], ["a", "bd"])))

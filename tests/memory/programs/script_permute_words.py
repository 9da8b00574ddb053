"""Anagrams by their sorted letters, with recursion over permutations."""

from itertools import combinations


def permutations(letters):
    if len(letters) <= 1:
        return [letters]
    result = []
    for i, letter in enumerate(letters):
        for rest in permutations(letters[:i] + letters[i + 1 :]):
            result.append(letter + rest)
    return result


def group(words):
    groups = {}
    for word in words:
        key = "".join(sorted(word))
        groups.setdefault(key, []).append(word)
    return groups


words = permutations("stream")
pairs = list(combinations("abcdefghijklmnop", 3))
groups = group(words + ["".join(p) for p in pairs])
print(len(words), len(pairs), len(groups), max(len(g) for g in groups.values()))

"""Functions that nobody calls say nothing about the arguments of those that they call."""


def edits(word):
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return {left + right[1:] for left, right in splits if right} | {
        left + c + right for left, right in splits for c in "abcde"
    }


def edits_of_edits(word):
    return (second for first in edits(word) for second in edits(first))


def measure(word):
    return sum(len(word) * k for k in range(300))


def measured(rows):
    found = []
    for row in rows:
        found.append(measure(row))
    return found


words = ["bread", "bead", "read", "bad", "add", "dad", "abed", "ace", "cede", "decade"]
known = set(words)
for word in words:
    print(word, sorted(edits(word) & known))
print([measure(word) for word in words])

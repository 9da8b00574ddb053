"""Letters and what they are worth."""
import string

VALUES = {letter: (i * 7) % 11 for i, letter in enumerate(string.ascii_lowercase)}


def score(word, rounds):
    total = 0
    for r in range(rounds):
        for i, letter in enumerate(word):
            total = (total * 3 + VALUES[letter] * (i + r)) % 9973
    return total

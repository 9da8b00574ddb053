text = "the quick brown fox jumps over the lazy dog " * 200
shifted = "".join(chr((ord(c) - 97 + 3) % 26 + 97) for c in text)

"""Ever longer words, until one has the right hash: the program ends in the middle of an inner loop whose later rounds nobody can wait for."""

import hashlib
import itertools
import sys

WANTED = hashlib.sha256(b"lamb").hexdigest()
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"

for length in range(1, 12):
    for letters in itertools.product(LETTERS[:14], repeat=length):
        word = "".join(letters)
        digest = hashlib.sha256(word.encode("utf-8")).hexdigest()
        if digest[:4] == WANTED[:4]:
            print("close:", word, digest)
        if digest == WANTED:
            print("found", word)
            sys.exit(3)
print("not found")

"""A function whose name the program puts together."""

import operator

import helper

words = ["bread", "bead", "read", "bad", "add", "dad", "abed", "ace", "cede", "decade"]
print([helper.measure(word) for word in words])
found = operator.attrgetter("loud" + "_measure")(helper)
for word in words:
    print(word, found(word))
print([found(word) for word in words])

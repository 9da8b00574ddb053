"""Trees of Python texts that give the text back."""

import parso

grammar = parso.load_grammar(version="3.11")
texts = ["def f(a, *b, c=1):\n    return [x for x in b if x]  # comment\n" * 5, "class A(B):\n  x: int = 3\n", "if 1:\n  pass\nelif 2:\n\tpass\n", "x = (1,\n"]
for text in texts:
    tree = grammar.parse(text)
    leaves = []
    leaf = tree.get_first_leaf()
    while leaf is not None:
        leaves.append(leaf.type)
        leaf = leaf.get_next_leaf()
    print(tree.get_code() == text, len(leaves), leaves[:6], [error.message for error in grammar.iter_errors(tree)])

"""JSON and sums by grammars of lark."""

import lark

grammar = r"""
    ?value: object | array | string | SIGNED_NUMBER -> number | "true" -> true | "null" -> null
    array: "[" [value ("," value)*] "]"
    object: "{" [pair ("," pair)*] "}"
    pair: string ":" value
    string: ESCAPED_STRING
    %import common.ESCAPED_STRING
    %import common.SIGNED_NUMBER
    %import common.WS
    %ignore WS
"""


class ToPython(lark.Transformer):
    def string(self, children):
        return children[0][1:-1]

    def number(self, children):
        return float(children[0])

    array = list
    pair = tuple
    object = dict

    def true(self, children):
        return True

    def null(self, children):
        return None


parser = lark.Lark(grammar, start="value", parser="lalr")
texts = ['{"a": [1, 2.5, null], "b": {"c": true}}', "[]", '["x", "y"]', '{"n": -3e2}']
for text in texts:
    tree = parser.parse(text)
    print(ToPython().transform(tree), len(list(tree.iter_subtrees())))
earley = lark.Lark('start: a+\na: "x" | "xx"', ambiguity="explicit")
print([len(str(earley.parse("x" * n))) for n in range(1, 5)])

"""A calculator's grammar on many lines."""

import pyparsing as pp

number = pp.pyparsing_common.number()
expression = pp.infix_notation(
    number,
    [
        ("^", 2, pp.OpAssoc.RIGHT),
        (pp.one_of("* /"), 2, pp.OpAssoc.LEFT),
        (pp.one_of("+ -"), 2, pp.OpAssoc.LEFT),
    ],
)


def value(tree):
    if not isinstance(tree, (list, pp.ParseResults)):
        return tree
    parts = list(tree)
    if len(parts) == 1:
        return value(parts[0])
    total = value(parts[0])
    for operator, operand in zip(parts[1::2], parts[2::2]):
        right = value(operand)
        total = {"+": total + right, "-": total - right, "*": total * right, "/": total / right, "^": total**right}[operator]
    return total


lines = ["1 + 2 * 3", "2 ^ 3 * 2 - 7 / 2", "9 - 4 - 3", "2 * 3 * 4", "1 +"]
for line in lines:
    try:
        tree = expression.parse_string(line, parse_all=True)
    except pp.ParseException as error:
        print(line, "->", error)
    else:
        print(line, "->", tree.as_list(), value(tree))
word = pp.Word(pp.alphas)("key") + "=" + pp.Word(pp.nums)("value").set_parse_action(lambda t: int(t[0]))
print([found.as_dict() for found, _, _ in word.scan_string("a=1, b=22; ccc=333")])

"""Paragraphs wrapped, filled, shortened and dedented."""

import textwrap

text = "Of all the things that a programmer writes, paragraphs are the least likely to be well-wrapped. " * 4
for width in range(10, 80, 10):
    lines = textwrap.wrap(text, width, initial_indent="* ", subsequent_indent="  ")
    print(width, len(lines), max(map(len, lines)), textwrap.shorten(text, width))
filled = [textwrap.fill(text[k:], 40, break_long_words=False) for k in range(0, 60, 7)]
print(filled[2], [len(f) for f in filled])
print(textwrap.dedent("    a\n      b\n    c\n"), textwrap.indent("x\n\ny\n", "> "))

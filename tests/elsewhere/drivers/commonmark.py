"""CommonMark to HTML and to a tree."""

import commonmark

texts = ["# head\n\npara *em* **st** `c`\n", "- a\n- b\n\n1. c\n", "> q\n\n    code\n", "[l](u 't') <http://x> ![i](j)\n", "a\\\nb  \nc &amp; &#35;\n"]
pages = []
for text in texts * 2:
    pages.append(commonmark.commonmark(text))
print(pages)
parser = commonmark.Parser()
for text in texts:
    print([(node.t, entering) for node, entering in parser.parse(text).walker()])

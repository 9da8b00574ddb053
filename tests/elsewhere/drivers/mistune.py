"""Markdown again, by another parser, and its tree."""

import mistune

texts = ["# A\n\ntext *em* **strong**\n", "* x\n* y\n\n  z\n", "```\ncode\n```\n\n> q\n", "[a]: http://b 'c'\n\n[a] ![i](j)\n"]
html = mistune.html
pages = [html(text) for text in texts for _ in range(4)]
for page in pages[::4]:
    print(page)
tree = mistune.create_markdown(renderer="ast", plugins=["table", "strikethrough"])
for text in texts:
    print(tree(text))
print(len("".join(pages)))

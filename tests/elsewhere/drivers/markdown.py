"""Texts in Markdown with and without extensions."""

import markdown

texts = [
    "# Title\n\nSome *text* with `code` and [links](there).\n\n- one\n- two\n    - three\n",
    "a | b\n--|--\n1 | 2\n\n```python\nx = 1\n```\n",
    "> quoted\n> more\n\n1. first\n2. second\n\nTerm\n: meaning\n",
    "line  \nbreak &amp; <b>html</b> **bold** ***both***\n\n***\n",
]
pages = []
for text in texts * 3:
    pages.append(markdown.markdown(text))
print([len(page) for page in pages])
for text in texts:
    print(markdown.markdown(text, extensions=[f"markdown.extensions.{name}" for name in ("tables", "fenced_code", "def_list", "toc")]))

"""Tokens of several languages, and pages with colours."""

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.formatters.terminal import TerminalFormatter
from pygments.lexers.c_cpp import CLexer
from pygments.lexers.data import JsonLexer
from pygments.lexers.python import PythonLexer

sources = [
    (PythonLexer(), "def f(x, *, y=1):\n    '''doc'''\n    return f'{x!r:>{y}}' + \"s\"  # why\n" * 4),
    (CLexer(), "#include <a.h>\nint main(void) { return 0x1F + 'c'; /* x */ }\n" * 4),
    (JsonLexer(), '{"a": [1, 2.5e3, null, true], "b": {"c": "d\\n"}}\n' * 4),
]
counts = {}
for lexer, text in sources:
    for kind, value in lexer.get_tokens(text):
        counts[str(kind)] = counts.get(str(kind), 0) + len(value)
print(sorted(counts.items()))
for lexer, text in sources:
    print(lexer.name, len(highlight(text, lexer, HtmlFormatter(linenos=True))), repr(highlight(text, lexer, TerminalFormatter())[:200]))
print(HtmlFormatter().get_style_defs(".c")[:300])

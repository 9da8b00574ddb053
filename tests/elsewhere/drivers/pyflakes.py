"""What pyflakes says about texts."""

import ast

from pyflakes import checker, messages

texts = [
    "import os\nx = 1\n",
    "def f():\n    y = 2\n    return z\n",
    "from a import b\nfrom a import b\nprint(b)\n",
    "for i in range(3):\n    pass\nelse:\n    del i\nprint('%s %s' % (1,))\n",
    "class A:\n    def m(self): return undefined\n    def m(self): return 1\n",
]
found = []
for text in texts:
    found.append([str(message) for message in checker.Checker(ast.parse(text), "text.py").messages])
for lines in found:
    print(lines)
print(sum(isinstance(m, messages.UnusedImport) for text in texts for m in checker.Checker(ast.parse(text)).messages))

"""A lexer and a parser of ply."""

import ply.lex as lex

tokens = ("NUMBER", "PLUS", "TIMES", "LPAREN", "RPAREN")
t_PLUS = r"\+"
t_TIMES = r"\*"
t_LPAREN = r"\("
t_RPAREN = r"\)"
t_ignore = " "


def t_NUMBER(t):
    r"\d+"
    t.value = int(t.value)
    return t


def t_error(t):
    t.lexer.skip(1)


lexer = lex.lex()
for text in ("1 + 2 * 3", "(4 + 5) * 6", "7 ! 8"):
    lexer.input(text)
    found = []
    while True:
        token = lexer.token()
        if not token:
            break
        found.append((token.type, token.value))
    print(text, found)

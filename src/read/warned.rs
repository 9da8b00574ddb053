//! What CPython warns of while it compiles: escapes that mean nothing, `is` with a literal, an assertion of a tuple and the like.
//!
//! The answer may be yes too often, for some versions warn of less than others; it is never no where one of 3.9 to 3.14 warns.
//! Source: the checks in CPython's `Parser/string_parser.c`, `Parser/tokenizer.c` and `Python/compile.c` (`codegen.c`).

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{CmpOp, Expr, Stmt};
use ruff_text_size::Ranged;

use super::Parsed;

/// Whether CPython may print a `SyntaxWarning` or `DeprecationWarning` when it compiles this text.
pub fn may_warn(text: &str, parsed: &Parsed) -> bool {
    let tokens: Vec<Token> = parsed.tokens.iter().copied().collect();
    let mut finder = Finder { found: false };
    tokens.iter().any(|token| has_idle_escape(text, *token))
        || tokens.windows(2).any(|pair| is_number_that_touches(pair[0], pair[1]))
        || {
            finder.visit_body(&parsed.module.body);
            finder.found
        }
}

/// `"\d"`, `b"\u0041"`, `"\777"`.
fn has_idle_escape(text: &str, token: Token) -> bool {
    let Some(flags) = token.string_flags() else { return false };
    if flags.is_raw_string() {
        return false;
    }
    let bytes = text[token.range()].as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'\\') {
        at += found + 1;
        let known = match bytes.get(at) {
            Some(b'N' | b'u' | b'U') => !flags.is_byte_string(),
            // Beyond `\377` an octal escape is no byte.
            Some(b'4'..=b'7') => {
                let octal = |byte: Option<&u8>| matches!(byte, Some(b'0'..=b'7'));
                !(octal(bytes.get(at + 1)) && octal(bytes.get(at + 2)))
            }
            Some(escaped) => b"\n\r\\'\"abfnrtvx0123".contains(escaped),
            // The text of an f-string that ends before a `{`.
            None => false,
        };
        if !known {
            return true;
        }
        at = (at + 1).min(bytes.len());
    }
    false
}

/// `1if x else 2`.
fn is_number_that_touches(number: Token, next: Token) -> bool {
    matches!(number.kind(), TokenKind::Int | TokenKind::Float | TokenKind::Complex)
        && number.end() == next.start()
        && next.kind().is_keyword()
}

/// Looks for the statements and expressions that CPython's compiler warns of.
struct Finder {
    found: bool,
}

impl<'a> Visitor<'a> for Finder {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        self.found |= match stmt {
            Stmt::Assert(node) => matches!(&*node.test, Expr::Tuple(tuple) if !tuple.is_empty()),
            // From 3.14: `return`, `break` or `continue` in `finally`.
            Stmt::Try(node) if !node.finalbody.is_empty() => {
                let mut leaves = Leaves { found: false };
                leaves.visit_body(&node.finalbody);
                leaves.found
            }
            _ => false,
        };
        if !self.found {
            walk_stmt(self, stmt);
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        self.found |= match expr {
            Expr::Compare(node) => {
                let mut left = &*node.left;
                node.ops.iter().zip(&node.comparators).any(|(op, right)| {
                    let sides = [std::mem::replace(&mut left, right), right];
                    matches!(op, CmpOp::Is | CmpOp::IsNot) && sides.into_iter().any(is_constant)
                })
            }
            Expr::Call(node) => is_literal(&node.func) || is_display(&node.func),
            Expr::Subscript(node) => {
                let no_items = match &*node.value {
                    Expr::StringLiteral(_) | Expr::BytesLiteral(_) => false,
                    Expr::Set(_) | Expr::SetComp(_) | Expr::Generator(_) | Expr::Lambda(_) => true,
                    value => is_literal(value) && !matches!(value, Expr::FString(_)),
                };
                let is_sequence = matches!(
                    &*node.value,
                    Expr::StringLiteral(_)
                        | Expr::BytesLiteral(_)
                        | Expr::FString(_)
                        | Expr::TString(_)
                        | Expr::Tuple(_)
                        | Expr::List(_)
                        | Expr::ListComp(_)
                );
                let is_index = matches!(
                    &*node.slice,
                    Expr::NumberLiteral(number) if number.value.is_int()
                ) || matches!(&*node.slice, Expr::BooleanLiteral(_));
                no_items
                    || (is_sequence
                        && !is_index
                        && (is_literal(&node.slice) || is_display(&node.slice)))
            }
            _ => false,
        };
        if !self.found {
            walk_expr(self, expr);
        }
    }
}

/// Looks for what leaves a `finally` block; a nested loop or function is not told apart.
struct Leaves {
    found: bool,
}

impl<'a> Visitor<'a> for Leaves {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        self.found |= matches!(stmt, Stmt::Return(_) | Stmt::Break(_) | Stmt::Continue(_));
        if !self.found {
            walk_stmt(self, stmt);
        }
    }
}

/// A literal whose identity means nothing; a tuple of constants is one for CPython as well.
fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Tuple(_)
        | Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::NumberLiteral(_) => true,
        // `-1` is folded.
        Expr::UnaryOp(node) => is_constant(&node.operand),
        Expr::BinOp(node) => is_constant(&node.left) && is_constant(&node.right),
        _ => false,
    }
}

fn is_literal(expr: &Expr) -> bool {
    expr.is_literal_expr() || matches!(expr, Expr::FString(_) | Expr::TString(_))
}

fn is_display(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Tuple(_)
            | Expr::List(_)
            | Expr::ListComp(_)
            | Expr::Dict(_)
            | Expr::DictComp(_)
            | Expr::Set(_)
            | Expr::SetComp(_)
            | Expr::Generator(_)
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Source, parse};
    use super::may_warn;

    fn warns(text: &str) -> bool {
        let source = Source::from_bytes("script.py", text.as_bytes().to_vec());
        let source = source.expect("the text is UTF-8");
        may_warn(&source.text, &parse(&source).expect("the text is Python"))
    }

    #[test]
    fn what_some_cpython_warns_of_is_found() {
        for text in [
            r#"x = "\d""#,
            r#"x = b"\u0041""#,
            r#"x = "a\\\d""#,
            r#"x = f"\{y}""#,
            r#"x = f"{y}\.""#,
            r#"x = f"{a["\d"]}""#,
            r#"x = "\777""#,
            "x = '''one\ntwo\\.'''",
            "x = 1if y else 2",
            "x = y is 1",
            "x = () is y",
            "x = y is not -1",
            "x = a is b is 'c'",
            "assert (x, 'text')",
            "x = [(1, 2) (3, 4)]",
            "x = 'a' (b)",
            "x = 1[y]",
            "x = {1}[0]",
            "x = 'abc'['a']",
            "x = [1, 2][3, 4]",
            "def f():\n    try:\n        g()\n    finally:\n        return 1",
        ] {
            assert!(warns(text), "{text}");
        }
    }

    #[test]
    fn ordinary_texts_are_left_alone() {
        for text in [
            r#"x = "\n\\d\'\"\x41\u0041\N{EM DASH}\0\377""#,
            r#"x = r"\d""#,
            r#"x = rb"\d""#,
            r#"x = rf"\d{y}\.""#,
            r#"x = f"{{}}{y!r:>10}\n""#,
            "x = 'a\\\n b'",
            "x = 1 if y else 2",
            "x = y is None or y is True or y is ...",
            "assert x, 'text'",
            "assert ()",
            "x = [1, 2][y]",
            "x = [1, 2][0]",
            "x = 'abc'[1:2]",
            "x = {'a': 1}['a']",
            "x = 'abc'.join(y)",
            "x = (lambda: 1)()",
            "def f():\n    try:\n        return 1\n    finally:\n        g()",
        ] {
            assert!(!warns(text), "{text}");
        }
    }
}

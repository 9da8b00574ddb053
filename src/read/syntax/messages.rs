//! From the parser's errors to CPython's words.
//!
//! The parser recovers and goes on, so that it knows more than one error; CPython stops at the
//! first token that fits nothing, and then tries a list of usual mistakes on the statement. This
//! module does the same from the tokens around the first error. Where no usual mistake fits, the
//! message is `invalid syntax` at the token, as in CPython.

mod fstrings;
mod unexpected;

use ruff_python_ast::Expr;
use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::{
    LexicalErrorType, ParseError, ParseErrorType, UnsupportedSyntaxErrorKind, parse_expression,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::super::error::SyntaxErrorKind;
use super::super::{LineIndex, SyntaxError};
use super::escapes;

/// The words for the first error of a text.
pub(super) fn explain(
    text: &str,
    lines: &LineIndex,
    all_tokens: &[Token],
    error: &ParseError,
) -> SyntaxError {
    let tokens: Vec<Token> =
        (all_tokens.iter().copied()).filter(|token| !token.kind().is_trivia()).collect();
    // An error is at the token that begins with it or contains it.
    let start = error.location.start();
    let at = tokens.partition_point(|token| token.end() <= start && token.start() < start);
    let context = Context {
        text,
        lines,
        tokens: &tokens,
        at: at.min(tokens.len().saturating_sub(1)),
        range: error.location,
    };
    context.error_of(&error.error)
}

/// The words for syntax that only a later version of Python has.
pub(super) fn explain_unsupported(kind: &UnsupportedSyntaxErrorKind) -> &'static str {
    use ruff_python_parser::UnsupportedSyntaxErrorKind as Kind;
    match kind {
        Kind::UnparenthesizedExceptionTypes => "multiple exception types must be parenthesized",
        Kind::UnpackingInComprehension(unpacking) => {
            if format!("{unpacking:?}").starts_with("Dict") {
                "dict unpacking cannot be used in dict comprehension"
            } else {
                "iterable unpacking cannot be used in comprehension"
            }
        }
        _ => "invalid syntax",
    }
}

/// What CPython's messages call an expression.
fn expression_name(expr: &Expr) -> &'static str {
    match expr {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) | Expr::TString(_) => "f-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        _ => "expression",
    }
}

/// The part of an assignment target that cannot be assigned to.
fn invalid_target(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_) => None,
        Expr::Starred(starred) => invalid_target(&starred.value),
        Expr::Tuple(tuple) => tuple.elts.iter().find_map(invalid_target),
        Expr::List(list) => list.elts.iter().find_map(invalid_target),
        other => Some(other),
    }
}

/// Whether an expression is what CPython's grammar calls `bitwise_or`: no comparison, no `not`.
fn binds_tightly(expr: &Expr) -> bool {
    !matches!(
        expr,
        Expr::Compare(_)
            | Expr::BoolOp(_)
            | Expr::If(_)
            | Expr::Lambda(_)
            | Expr::Named(_)
            | Expr::Yield(_)
            | Expr::YieldFrom(_)
            | Expr::Starred(_)
    ) && !matches!(expr, Expr::UnaryOp(unary) if unary.op == ruff_python_ast::UnaryOp::Not)
}

struct Context<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    tokens: &'a [Token],
    at: usize,
    range: TextRange,
}

impl Context<'_> {
    fn error(&self, range: TextRange, message: impl Into<String>) -> SyntaxError {
        SyntaxError::at(self.lines, range, message)
    }

    fn here(&self, message: impl Into<String>) -> SyntaxError {
        self.error(self.range, message)
    }

    fn at_token(&self, index: usize, message: impl Into<String>) -> SyntaxError {
        self.error(self.place(index), message)
    }

    fn kind(&self, index: usize) -> TokenKind {
        self.tokens.get(index).map_or(TokenKind::EndOfFile, ruff_python_ast::token::Token::kind)
    }

    /// The tokens from one up to another.
    fn between(&self, first: usize, end: usize) -> &[Token] {
        self.tokens.get(first..end.min(self.tokens.len())).unwrap_or(&[])
    }

    /// The text from one token up to another, if there is any.
    fn span(&self, first: usize, end: usize) -> Option<TextRange> {
        let tokens = self.between(first, end);
        let (first, last) = (tokens.first()?, tokens.last()?);
        (first.start() < last.end()).then(|| TextRange::new(first.start(), last.end()))
    }

    fn place(&self, index: usize) -> TextRange {
        let end = TextRange::empty(TextSize::of(self.text));
        self.tokens.get(index).map_or(end, Ranged::range)
    }

    fn source(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &self.text[token.range()])
    }

    fn error_of(&self, error: &ParseErrorType) -> SyntaxError {
        match error {
            ParseErrorType::UnexpectedIndentation => {
                self.here("unexpected indent").of_kind(SyntaxErrorKind::Indentation)
            }
            ParseErrorType::Lexical(error) => self.lexical(error),
            ParseErrorType::FStringError(problem) | ParseErrorType::TStringError(problem) => {
                self.fstring_problem(problem)
            }
            ParseErrorType::ExpectedToken { expected, .. } => self.expected(*expected),
            ParseErrorType::OtherError(message) => self.other(message),
            ParseErrorType::EmptyImportNames if self.kind(self.at) == TokenKind::Newline => {
                self.here("Expected one or more names after 'import'")
            }
            ParseErrorType::EmptyTypeParams => self.here("Type parameter list cannot be empty"),
            ParseErrorType::UnparenthesizedGeneratorExpression => {
                if self.line_keyword().1 == TokenKind::Class {
                    return self.here("invalid syntax");
                }
                self.here("Generator expression must be parenthesized")
            }
            ParseErrorType::InvalidStarredExpressionUsage => self.starred(),
            ParseErrorType::InvalidMatchPatternTarget => {
                if self.at.checked_sub(1).is_some_and(|i| self.kind(i) == TokenKind::DoubleStar) {
                    return self.here("invalid syntax");
                }
                self.here("cannot use '_' as a target")
            }
            ParseErrorType::ParamAfterVarKeywordParam => {
                self.here("arguments cannot follow var-keyword argument")
            }
            ParseErrorType::NonDefaultParamAfterDefaultParam => {
                self.here("parameter without a default follows parameter with a default")
            }
            ParseErrorType::VarParameterWithDefault => {
                let before = self.between(0, self.at).iter().rev().map(Token::kind);
                let star = before
                    .clone()
                    .find(|kind| matches!(kind, TokenKind::Star | TokenKind::DoubleStar));
                self.here(match star {
                    Some(TokenKind::DoubleStar) => "var-keyword argument cannot have default value",
                    _ => "var-positional argument cannot have default value",
                })
            }
            ParseErrorType::ExpectedKeywordParam => {
                let next = self.kind(self.at + 1);
                let closes = |kind| {
                    matches!(kind, TokenKind::Rpar | TokenKind::Colon | TokenKind::DoubleStar)
                };
                let bare = match next {
                    TokenKind::Comma => closes(self.kind(self.at + 2)),
                    next => closes(next) || self.kind(self.at) == TokenKind::DoubleStar,
                };
                self.here(if bare {
                    "named arguments must follow bare *"
                } else {
                    "invalid syntax"
                })
            }
            ParseErrorType::InvalidAssignmentTarget => self.assignment_target(),
            ParseErrorType::InvalidNamedAssignmentTarget => self
                .here(format!("cannot use assignment expressions with {}", self.name_in_range())),
            ParseErrorType::InvalidAnnotatedAssignmentTarget => self.annotated_target(),
            ParseErrorType::InvalidAugmentedAssignmentTarget => self.here(format!(
                "'{}' is an illegal expression for augmented assignment",
                self.name_in_range()
            )),
            ParseErrorType::InvalidDeleteTarget => {
                self.here(format!("cannot delete {}", self.name_in_range()))
            }
            ParseErrorType::PositionalAfterKeywordArgument => {
                self.at_call_end("positional argument follows keyword argument")
            }
            ParseErrorType::PositionalAfterKeywordUnpacking => {
                self.at_call_end("positional argument follows keyword argument unpacking")
            }
            ParseErrorType::InvalidArgumentUnpackingOrder => {
                let message = "iterable argument unpacking follows keyword argument unpacking";
                match self.at.checked_sub(1) {
                    Some(comma) => self.at_token(comma, message),
                    None => self.here(message),
                }
            }
            ParseErrorType::ExpectedRealNumber => {
                self.here("real number required in complex literal")
            }
            ParseErrorType::ExpectedImaginaryNumber => {
                self.here("imaginary number required in complex literal")
            }
            _ => self.unexpected(self.at),
        }
    }

    fn lexical(&self, error: &LexicalErrorType) -> SyntaxError {
        match error {
            LexicalErrorType::UnrecognizedToken { tok } if !tok.is_ascii() => {
                self.here(invalid_character(*tok))
            }
            LexicalErrorType::IndentationError => self
                .here("unindent does not match any outer indentation level")
                .of_kind(SyntaxErrorKind::Indentation),
            LexicalErrorType::InvalidByteLiteral => {
                self.here("bytes can only contain ASCII literal characters")
            }
            LexicalErrorType::UnicodeError
            | LexicalErrorType::StringError
            | LexicalErrorType::MissingUnicodeLbrace
            | LexicalErrorType::MissingUnicodeRbrace => {
                let literal = self.tokens.iter().rfind(|token| {
                    token.start() <= self.range.start() && token.string_flags().is_some()
                });
                match literal.and_then(|token| escapes::fault(self.text, *token)) {
                    Some((message, range)) => self.error(range, message),
                    None => self.here("(unicode error) malformed escape"),
                }
            }
            LexicalErrorType::FStringError(problem) | LexicalErrorType::TStringError(problem) => {
                self.fstring_problem(problem)
            }
            LexicalErrorType::Eof => self.here("unexpected EOF while parsing"),
            LexicalErrorType::LineContinuationError => {
                self.here("unexpected character after line continuation character")
            }
            _ => self.unexpected(self.at),
        }
    }

    /// The parser wanted one certain token.
    fn expected(&self, expected: TokenKind) -> SyntaxError {
        let found = self.kind(self.at);
        let (line_start, keyword) = self.line_keyword();
        match expected {
            TokenKind::Colon => {
                let always = matches!(
                    keyword,
                    TokenKind::Def | TokenKind::Else | TokenKind::Try | TokenKind::Finally
                );
                let in_brackets = self.open_bracket(self.at).is_some();
                let in_lambda = self
                    .between(line_start, self.at)
                    .iter()
                    .any(|token| token.kind() == TokenKind::Lambda);
                if in_brackets || in_lambda {
                    if in_lambda && found == TokenKind::Lpar {
                        let message = "Lambda expression parameters cannot be parenthesized";
                        return self.here(message);
                    }
                    return self.unexpected(self.at);
                }
                if found == TokenKind::Newline || always {
                    return self.here("expected ':'");
                }
            }
            TokenKind::Lpar if keyword == TokenKind::Def => return self.here("expected '('"),
            TokenKind::Rpar if found == TokenKind::Lpar && keyword == TokenKind::Def => {
                return self.here("Function parameters cannot be parenthesized");
            }
            TokenKind::Else if found != TokenKind::Colon => {
                let ifs = self.element_start(self.at);
                if !self.between(ifs, self.at).iter().any(|t| t.kind() == TokenKind::In)
                    || self.open_bracket(self.at).is_none()
                {
                    let message = "expected 'else' after 'if' expression";
                    return self.at_token(self.conditional_start(self.at), message);
                }
            }
            TokenKind::In => {
                if self.open_bracket(self.at).is_some() {
                    return self.here("'in' expected after for-loop variables");
                }
                return self.here("invalid syntax");
            }
            TokenKind::Comma
                if found == TokenKind::Star
                    && self.at.checked_sub(1).is_some_and(|i| self.kind(i) == TokenKind::Slash) =>
            {
                return self.here("expected comma between / and *");
            }
            TokenKind::Rsqb if found == TokenKind::Colon => {
                if let Some(message) = self.type_parameter_bound() {
                    return self.here(message);
                }
            }
            _ => {}
        }
        self.unexpected(self.at)
    }

    /// `*Ts: int`, `**P: int` in a type parameter list.
    fn type_parameter_bound(&self) -> Option<String> {
        let star = self.kind(self.at.checked_sub(2)?);
        let what = match star {
            TokenKind::Star => "TypeVarTuple",
            TokenKind::DoubleStar => "ParamSpec",
            _ => return None,
        };
        let bound = if self.kind(self.at + 1) == TokenKind::Lpar { "constraints" } else { "bound" };
        Some(format!("cannot use {bound} with {what}"))
    }

    fn other(&self, message: &str) -> SyntaxError {
        if let Some(after) = message.strip_prefix("Expected an indented block after ") {
            return self.missing_block(after);
        }
        let words = match message {
            "Only one '/' separator allowed" => "/ may appear only once",
            "Only one '*' parameter allowed" => "* argument may appear only once",
            "'/' parameter must appear before '*' parameter" => "/ must be ahead of *",
            "Position-only parameter separator not allowed as first parameter" => {
                let open = self.open_bracket(self.at).unwrap_or(self.at);
                let starred =
                    self.between(open, self.at).iter().any(|token| token.kind() == TokenKind::Star);
                if starred {
                    "/ must be ahead of *"
                } else if self.kind(self.at + 1) == TokenKind::Comma {
                    "at least one argument must precede /"
                } else {
                    "invalid syntax"
                }
            }
            "Cannot have both 'except' and 'except*' on the same 'try'" => {
                "cannot have both 'except' and 'except*' on the same 'try'"
            }
            "Expected one or more exception types" => "expected one or more exception types",
            "Expected `except` or `finally` after `try` block" => return self.unfinished_try(),
            "Boolean 'not' expression cannot be used here"
                if self.at.checked_sub(1).is_some_and(|i| is_arithmetic(self.kind(i))) =>
            {
                "'not' after an operator must be parenthesized"
            }
            "Trailing comma not allowed"
                if self.kind(self.at + 1) == TokenKind::Newline
                    && self.line_keyword().1 == TokenKind::From =>
            {
                "trailing comma not allowed without surrounding parentheses"
            }
            "Positional patterns cannot follow keyword patterns" => {
                "positional patterns follow keyword patterns"
            }
            "Bytes literal cannot be mixed with non-bytes literals" => {
                "cannot mix bytes and nonbytes literals"
            }
            "Only single target (not tuple) can be annotated" => {
                "only single target (not tuple) can be annotated"
            }
            "Only single target (not list) can be annotated" => {
                "only single target (not list) can be annotated"
            }
            "Expected a parameter name" => return self.keyword_argument_name(),
            "Expected an import name or a ')'"
            | "Expected an import name"
            | "Exception missing in `raise` statement with cause" => "invalid syntax",
            _ if message.starts_with("Multiple exception types must be parenthesized") => {
                "multiple exception types must be parenthesized"
            }
            _ => return self.unexpected(self.at),
        };
        self.here(words)
    }

    /// A header whose block is not there.
    fn missing_block(&self, after: &str) -> SyntaxError {
        // The header is the last logical line before the error; its keyword starts it.
        let colon = self.between(0, self.at + 1).iter().rposition(|t| t.kind() == TokenKind::Colon);
        let (header, _) = self.line_keyword_at(colon.unwrap_or(0));
        let line = self.lines.line(self.place(header).start());
        let what = match self.kind(header) {
            TokenKind::Def => "function definition".to_owned(),
            TokenKind::Class => "class definition".to_owned(),
            TokenKind::Except if self.kind(header + 1) == TokenKind::Star => {
                "'except*' statement".to_owned()
            }
            TokenKind::Async => match self.kind(header + 1) {
                TokenKind::Def => "function definition".to_owned(),
                kind => {
                    format!("'{}' statement", if kind == TokenKind::For { "for" } else { "with" })
                }
            },
            _ if after.is_empty() => "statement".to_owned(),
            _ => format!("'{}' statement", self.source(header)),
        };
        // At a line that is empty or the end, CPython points at the token it saw last.
        let place = self.at + usize::from(self.kind(self.at) == TokenKind::Newline);
        self.at_token(place, format!("expected an indented block after {what} on line {line}"))
            .at_last_line(self.lines, self.text)
            .of_kind(SyntaxErrorKind::Indentation)
    }

    fn unfinished_try(&self) -> SyntaxError {
        self.at_token(self.at, "expected 'except' or 'finally' block")
            .at_last_line(self.lines, self.text)
    }

    /// The name before `=` in a call is not a name.
    fn keyword_argument_name(&self) -> SyntaxError {
        let source = self.text[self.range].trim();
        if matches!(source, "True" | "False" | "None") {
            return self.here(format!("cannot assign to {source}"));
        }
        if source.starts_with("**") {
            return self.here("cannot assign to keyword argument unpacking");
        }
        if source.starts_with('*') {
            return self.here("cannot assign to iterable argument unpacking");
        }
        self.here("expression cannot contain assignment, perhaps you meant \"==\"?")
    }

    fn starred(&self) -> SyntaxError {
        let open = self.open_bracket(self.at);
        let before = self.at.checked_sub(1);
        let opening = before.is_some() && before == open;
        match open.map(|open| self.kind(open)) {
            Some(TokenKind::Lpar) if opening => {
                let close = self.closing(self.at);
                let end = close.map(|close| self.place(close - 1).end());
                if end.is_some_and(|end| end == self.range.end()) {
                    return self.here("cannot use starred expression here");
                }
            }
            Some(TokenKind::Lbrace) if before.is_some_and(|i| self.kind(i) == TokenKind::Colon) => {
                return self.here("cannot use a starred expression in a dictionary value");
            }
            _ => {}
        }
        self.here("invalid syntax")
    }

    /// The name of the expression that the error covers.
    fn name_in_range(&self) -> &'static str {
        let source = &self.text[self.range];
        if source.starts_with('*') {
            return "starred";
        }
        match parse_expression(&format!("({source})")) {
            Ok(parsed) => expression_name(parsed.expr()),
            Err(_) => "expression",
        }
    }

    /// `f() = 1`, `for f() in x`, `with x as f()`.
    fn assignment_target(&self) -> SyntaxError {
        let name = self.name_in_range();
        let plain = format!("cannot assign to {name}");
        let (start, keyword) = self.line_keyword();
        if name == "yield expression" {
            return self.here("assignment to yield expression not possible");
        }
        let first = self.place(start).start();
        let whole = first == self.range.start()
            || (self.kind(start) == TokenKind::Lpar && self.range.start() > first);
        let statement = !matches!(keyword, TokenKind::For | TokenKind::With | TokenKind::Async);
        let constant = matches!(name, "True" | "False" | "None");
        if !whole || !statement || constant {
            return self.here(plain);
        }
        // The hint needs exactly one `=`, a target that is the whole left side, a plain value.
        let end = (start..self.tokens.len()).find(|i| {
            matches!(self.kind(*i), TokenKind::Newline | TokenKind::Semi | TokenKind::EndOfFile)
        });
        let end = end.unwrap_or(self.tokens.len());
        let equals = self.outer_equals(start, end);
        let [equal] = equals[..] else {
            return self.here(plain);
        };
        let (Some(left), Some(right)) = (self.span(start, equal), self.span(equal + 1, end)) else {
            return self.here(plain);
        };
        let left = parse_expression(&self.text[left]);
        let right = parse_expression(&self.text[right]);
        let (Ok(left), Ok(right)) = (left, right) else {
            return self.here(plain);
        };
        let unpacks = matches!(left.expr(), Expr::List(_) | Expr::Tuple(_) | Expr::Generator(_));
        let right_tight = binds_tightly(right.expr())
            || matches!(right.expr(), Expr::If(_) | Expr::BoolOp(_) | Expr::Compare(_));
        if unpacks || !binds_tightly(left.expr()) || !right_tight {
            return self.here(plain);
        }
        self.here(format!("{plain} here. Maybe you meant '==' instead of '='?"))
    }

    fn annotated_target(&self) -> SyntaxError {
        let end = (self.at..self.tokens.len()).find(|i| {
            matches!(self.kind(*i), TokenKind::Newline | TokenKind::Semi | TokenKind::EndOfFile)
        });
        let colon = (self.at..self.tokens.len()).find(|i| {
            self.kind(*i) == TokenKind::Colon && self.place(*i).start() >= self.range.end()
        });
        if let (Some(colon), Some(end)) = (colon, end) {
            let equal = (colon..end).find(|i| self.kind(*i) == TokenKind::Equal);
            let stop = equal.unwrap_or(end);
            let annotation = self.span(colon + 1, stop);
            let parses =
                annotation.is_some_and(|range| parse_expression(&self.text[range]).is_ok());
            let first = self.kind(colon + 1);
            if !parses && (!starts_expression(first) || first == TokenKind::Lambda) {
                return self.at_token(colon + 1, "invalid syntax");
            }
        }
        self.here("illegal target for annotation")
    }

    fn at_call_end(&self, message: &str) -> SyntaxError {
        match self.closing(self.at) {
            Some(close) => self.at_token(close, message),
            None => self.here(message),
        }
    }

    /// The first token of the logical line of the error, and its kind (after `async`).
    fn line_keyword(&self) -> (usize, TokenKind) {
        self.line_keyword_at(self.at)
    }

    fn line_keyword_at(&self, at: usize) -> (usize, TokenKind) {
        let start = self.tokens[..at]
            .iter()
            .rposition(|token| {
                matches!(
                    token.kind(),
                    TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::Semi
                )
            })
            .map_or(0, |before| before + 1);
        let kind = match self.kind(start) {
            TokenKind::Async => self.kind(start + 1),
            kind => kind,
        };
        (start, kind)
    }

    /// The `=` outside brackets among some tokens of one logical line.
    fn outer_equals(&self, first: usize, end: usize) -> Vec<usize> {
        let mut depth = 0;
        let mut equals = Vec::new();
        for index in first..end {
            match self.kind(index) {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth -= 1,
                TokenKind::Equal if depth == 0 => equals.push(index),
                _ => {}
            }
        }
        equals
    }

    /// The innermost bracket around a token, within its logical line.
    fn open_bracket(&self, at: usize) -> Option<usize> {
        let mut closed = 0;
        for index in (0..at).rev() {
            match self.kind(index) {
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => closed += 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace if closed == 0 => {
                    return Some(index);
                }
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => closed -= 1,
                TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent => return None,
                _ => {}
            }
        }
        None
    }

    /// The bracket that closes the one around a token.
    fn closing(&self, at: usize) -> Option<usize> {
        let mut open = 0;
        for index in at..self.tokens.len() {
            match self.kind(index) {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => open += 1,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace if open == 0 => {
                    return Some(index);
                }
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => open -= 1,
                _ => {}
            }
        }
        None
    }

    /// Where the expression that ends before a token starts: after the delimiter before it.
    fn element_start(&self, at: usize) -> usize {
        let mut closed = 0;
        for index in (0..at).rev() {
            match self.kind(index) {
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => closed += 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace if closed > 0 => closed -= 1,
                _ if closed > 0 => {}
                TokenKind::Lpar
                | TokenKind::Lsqb
                | TokenKind::Lbrace
                | TokenKind::Comma
                | TokenKind::Colon
                | TokenKind::Equal
                | TokenKind::ColonEqual
                | TokenKind::If
                | TokenKind::Elif
                | TokenKind::Else
                | TokenKind::While
                | TokenKind::For
                | TokenKind::Lambda
                | TokenKind::Return
                | TokenKind::Yield
                | TokenKind::Assert
                | TokenKind::Newline
                | TokenKind::Indent
                | TokenKind::Dedent
                | TokenKind::Semi => return index + 1,
                _ => {}
            }
        }
        0
    }

    /// Where a conditional expression without `else` starts.
    fn conditional_start(&self, at: usize) -> usize {
        let condition = self.element_start(at);
        match condition.checked_sub(1) {
            Some(keyword) if self.kind(keyword) == TokenKind::If => self.element_start(keyword),
            _ => condition,
        }
    }

    /// Whether a token is directly inside a replacement field of an f-string.
    fn in_field(&self, at: usize) -> bool {
        let Some(open) = self.open_bracket(at) else {
            return false;
        };
        self.kind(open) == TokenKind::Lbrace
            && open.checked_sub(1).is_some_and(|i| {
                matches!(self.kind(i), TokenKind::FStringStart | TokenKind::FStringMiddle)
                    || (self.kind(i) == TokenKind::Rbrace && self.in_field(i))
                    || (self.kind(i) == TokenKind::Colon && self.in_field(i))
            })
    }
}

/// A character that is no part of any token.
pub(super) fn invalid_character(character: char) -> String {
    let code = u32::from(character);
    // Rust escapes exactly the characters that Python calls non-printable; a combining character
    // is only escaped at the start, hence the letter before it.
    if format!("{:?}", format!("a{character}")).contains("\\u{") {
        format!("invalid non-printable character U+{code:04X}")
    } else {
        format!("invalid character '{character}' (U+{code:04X})")
    }
}

fn is_arithmetic(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Plus
            | TokenKind::Minus
            | TokenKind::Star
            | TokenKind::Slash
            | TokenKind::DoubleSlash
            | TokenKind::Percent
            | TokenKind::At
            | TokenKind::Tilde
    )
}

fn is_string(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::String | TokenKind::FStringStart)
}

fn starts_expression(kind: TokenKind) -> bool {
    is_string(kind)
        || matches!(
            kind,
            TokenKind::Name
                | TokenKind::Int
                | TokenKind::Float
                | TokenKind::Complex
                | TokenKind::Ellipsis
                | TokenKind::None
                | TokenKind::True
                | TokenKind::False
                | TokenKind::Lpar
                | TokenKind::Lsqb
                | TokenKind::Lbrace
                | TokenKind::Minus
                | TokenKind::Plus
                | TokenKind::Tilde
                | TokenKind::Not
                | TokenKind::Lambda
                | TokenKind::Await
                | TokenKind::Match
                | TokenKind::Case
                | TokenKind::Type
        )
}

fn ends_expression(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::Ellipsis
            | TokenKind::None
            | TokenKind::True
            | TokenKind::False
            | TokenKind::String
            | TokenKind::FStringEnd
            | TokenKind::Rpar
            | TokenKind::Rsqb
            | TokenKind::Rbrace
            | TokenKind::Match
            | TokenKind::Case
            | TokenKind::Type
    )
}

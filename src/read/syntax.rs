//! The one module that imports the parser.
//!
//! What the parser does differently from CPython is evened out here: errors get CPython's words
//! ([`messages`]), errors of CPython's tokenizer and of its compiler are looked for in passes of
//! our own. Three differences remain in the tree, and whoever uses string values must know them:
//! a lone surrogate (`"\ud800"`) is U+FFFD in the value, a line end inside a triple-quoted string
//! is kept as the file has it (CPython makes it `\n`), and `elif` is a clause, not a nested `if`.
//! [`Parsed::has_exact_value`] says whether the value of a literal is what CPython makes of it.

mod escapes;
mod messages;

use std::sync::Arc;

use ruff_python_ast::name::Name;
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::visitor::transformer::{Transformer, walk_expr};
use ruff_python_ast::{Expr, ModModule, PythonVersion};
use ruff_python_parser::{
    LexicalErrorType, Mode, ParseError, ParseErrorType, ParseOptions, parse_expression,
    parse_unchecked,
};
use ruff_text_size::{Ranged, TextRange};

use super::error::SyntaxErrorKind;
use super::scan::{Fault, Scan, never_closed, scan};
use super::{LineIndex, Source, SyntaxError, compile_checks};

/// A source that CPython accepts, as a tree.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The module.
    pub module: ModModule,
    /// The comments, in order, each from its `#` to the end of its line.
    pub comments: Vec<TextRange>,
    /// Every token, comments and blank lines included.
    pub tokens: Tokens,
    /// The lines of the text.
    pub lines: Arc<LineIndex>,
}

impl Parsed {
    /// Whether the value of the string literal at a place of the text is the one CPython computes:
    /// not where it has an escaped surrogate, or a line end that is not `\n`.
    pub fn has_exact_value(text: &str, literal: TextRange) -> bool {
        let source = &text[literal];
        if source.contains('\r') {
            return false;
        }
        let surrogate = |escape: &str| {
            source.match_indices(escape).any(|(at, _)| {
                let digits = &source.as_bytes()[at + escape.len()..];
                matches!(digits, [b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F', ..])
            })
        };
        !["\\ud", "\\uD", "\\U0000d", "\\U0000D"].into_iter().any(surrogate)
    }
}

/// Parses a source; the first thing CPython 3.13 would complain about is the error.
///
/// Trees can be deep: call this, and whatever visits or drops the result, inside
/// [`on_big_stack`](super::on_big_stack).
pub fn parse(source: &Source) -> Result<Parsed, SyntaxError> {
    let text = source.text.as_str();
    let lines = LineIndex::new(text);
    let scan = match scan(text, &lines) {
        Ok(scan) => scan,
        Err(fault) if fault.error.kind == SyntaxErrorKind::Limit => return Err(fault.error),
        Err(fault) => return Err(earlier_error(text, &lines, fault)),
    };
    let mut parsed = parse_unchecked(text, options());
    let renamed = names_after_semicolons(text, parsed.tokens(), parsed.errors());
    if !renamed.is_empty() {
        parsed = parse_unchecked(&with_other_names(text, &renamed), options());
    }
    if let Some(first) = parsed.errors().first() {
        let rest = parsed.errors();
        return Err(first_error(text, &lines, &scan, parsed.tokens(), first, rest));
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        let message = messages::explain_unsupported(&error.kind);
        return Err(SyntaxError::at(&lines, error.range, message));
    }
    let tokens = parsed.tokens().clone();
    let comments = (tokens.iter())
        .filter(|token| token.kind() == TokenKind::Comment)
        .map(Ranged::range)
        .collect();
    let mut module = (parsed.try_into_module()).expect("module mode gives a module").into_syntax();
    for stmt in &mut module.body {
        if renamed.is_empty() {
            break;
        }
        OwnNames(&renamed).visit_stmt(stmt);
    }
    compile_checks::check(&module, &lines)?;
    Ok(Parsed { module, comments, tokens, lines: Arc::new(lines) })
}

/// The tree of a piece of code that stands in a text, if it has one.
pub fn parse_piece(text: &str) -> Option<ModModule> {
    scan(text, &LineIndex::new(text)).ok()?;
    let parsed = parse_unchecked(text, options());
    let is_sound = parsed.errors().is_empty() && parsed.unsupported_syntax_errors().is_empty();
    is_sound.then(|| parsed.try_into_module())?.map(ruff_python_parser::Parsed::into_syntax)
}

fn options() -> ParseOptions {
    ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY313)
}

/// The places of the name `match` at the start of a statement after a semicolon, if the parser
/// stumbled over one: it takes every such `match` for a statement, which can only begin a line.
fn names_after_semicolons(text: &str, tokens: &Tokens, errors: &[ParseError]) -> Vec<TextRange> {
    if errors.is_empty() {
        return Vec::new();
    }
    let mut after_semicolon = false;
    let mut places = Vec::new();
    for token in tokens {
        if after_semicolon && &text[token.range()] == "match" {
            places.push(token.range());
        }
        after_semicolon = token.kind() == TokenKind::Semi;
    }
    places
}

/// A name of the length of `match` that stands in for it while parsing.
const STAND_IN: &str = "m_t_h";

fn with_other_names(text: &str, places: &[TextRange]) -> String {
    let mut text = text.to_owned();
    for place in places {
        text.replace_range(place.to_std_range(), STAND_IN);
    }
    text
}

/// Gives the names at these places, which are in order, their own name back.
struct OwnNames<'a>(&'a [TextRange]);

impl Transformer for OwnNames<'_> {
    fn visit_expr(&self, expr: &mut Expr) {
        if let Expr::Name(name) = expr
            && self.0.binary_search_by_key(&name.range.start(), Ranged::start).is_ok()
        {
            name.id = Name::new_static("match");
        }
        walk_expr(self, expr);
    }
}

/// CPython prefers most errors of its tokenizer to those of its parser, but not to an unexpected
/// indent; some of them only come up when the parser gets there.
fn earlier_error(text: &str, lines: &LineIndex, fault: Fault) -> SyntaxError {
    // Only the text before the error is parsed: what follows could be nested beyond any bound.
    let before = &text[..fault.error.range.start().to_usize()];
    let parsed = parse_unchecked(before, options());
    let Some(first) = parsed.errors().first() else {
        return fault.error;
    };
    let is_indent = first.error == ParseErrorType::UnexpectedIndentation;
    let inside = first.location.end().to_usize() < before.trim_end().len();
    if is_indent || (inside && !fault.goes_first) {
        let mut error = messages::explain(text, lines, parsed.tokens(), first);
        error.others.push(fault.error);
        return error;
    }
    fault.error
}

fn first_error(
    text: &str,
    lines: &LineIndex,
    scan: &Scan,
    tokens: &Tokens,
    first: &ParseError,
    all: &[ParseError],
) -> SyntaxError {
    let mut error = messages::explain(text, lines, tokens, first);
    // A character that no token can start with is an error of the tokenizer, which goes first.
    let stray = all.iter().find_map(|error| match &error.error {
        ParseErrorType::Lexical(LexicalErrorType::UnrecognizedToken { tok }) if !tok.is_ascii() => {
            Some((error.location, *tok))
        }
        _ => None,
    });
    let is_indent = first.error == ParseErrorType::UnexpectedIndentation;
    if let Some((place, character)) = stray
        && !is_indent
    {
        error = SyntaxError::at(lines, place, messages::invalid_character(character));
    } else if let Some((open, at)) = scan.unclosed
        && !is_indent
    {
        let end = text.trim_end().len() as u32;
        let before = text[..at.to_usize()].trim_end();
        let applied = before.ends_with(|c: char| c.is_alphanumeric() || "_)]}\"'".contains(c));
        let line = &before[lines.line_start(lines.line(at)).to_usize().min(before.len())..];
        let import =
            line.trim_start().starts_with("import") || line.trim_start().starts_with("from");
        let from_bracket = error.range.start() == at && applied && !import;
        let to_the_end = error.message.ends_with("forgot a comma?")
            && !text[error.range.end().to_usize()..].contains([',', ':', '=']);
        let reached = error.line.max(lines.line(first.location.start()));
        let later = reached > lines.line(at) || error.range.start().to_u32() >= end;
        // The parser ends a statement at a line that looks like a new one; CPython does not.
        let newline = TokenKind::Newline;
        let split = matches!(first.error, ParseErrorType::ExpectedToken { found, .. } if found == newline)
            && first.location.start() > at;
        if from_bracket || to_the_end || later || split {
            error = never_closed(lines, open, at);
        }
    }
    let rest = all.iter().skip(1).take(20);
    error.others = rest.map(|other| messages::explain(text, lines, tokens, other)).collect();
    error
}

/// Whether Unicode has a character of this name.
fn is_character_name(name: &str) -> bool {
    parse_expression(&format!("'\\N{{{name}}}'")).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_differ_from_cpython_are_known() {
        let exact = |text: &str| {
            Parsed::has_exact_value(text, TextRange::up_to(ruff_text_size::TextSize::of(text)))
        };
        assert!(exact("'plain \\u00e9'"));
        assert!(exact("'\\ud7ff'"));
        assert!(!exact("'\\ud800'"));
        assert!(!exact("'\\U0000DFFF'"));
        assert!(!exact("\"\"\"a\r\nb\"\"\""));
    }
}

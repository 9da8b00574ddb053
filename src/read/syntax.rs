//! The one module that imports the parser.

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::{ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};

use super::{LineIndex, Source, SyntaxError};

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
    pub lines: LineIndex,
}

/// Parses a source; the first thing CPython 3.13 would complain about is the error.
pub fn parse(source: &Source) -> Result<Parsed, SyntaxError> {
    let lines = LineIndex::new(&source.text);
    let scan = super::scan::scan(&source.text, &lines)?;
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY313);
    let parsed = parse_unchecked(&source.text, options);
    if let Some(error) = parsed.errors().first() {
        return Err(SyntaxError::at(&lines, error.location, error.error.to_string()));
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        return Err(SyntaxError::at(&lines, error.range, error.to_string()));
    }
    let tokens = parsed.tokens().clone();
    let comments = (tokens.iter())
        .filter(|token| token.kind() == TokenKind::Comment)
        .map(|token| token.range())
        .collect();
    let module = (parsed.try_into_module())
        .expect("module mode gives a module")
        .into_syntax();
    super::compile_checks::check(&module, &lines)?;
    Ok(Parsed {
        module,
        comments,
        tokens,
        lines,
    })
}

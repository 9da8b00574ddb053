//! The one error type of the reading stage.

use ruff_text_size::{TextRange, TextSize};

use super::LineIndex;

/// Which of CPython's exception types the error would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// `SyntaxError`.
    Syntax,
    /// `IndentationError`.
    Indentation,
    /// `TabError`.
    Tab,
    /// Not an error of the language: the source is beyond a limit of surgec (size or depth).
    Limit,
}

impl SyntaxErrorKind {
    /// The name CPython gives the exception; a limit of surgec shows as a plain `SyntaxError`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax | Self::Limit => "SyntaxError",
            Self::Indentation => "IndentationError",
            Self::Tab => "TabError",
        }
    }
}

/// Why a source is refused, in CPython's words where CPython refuses it too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The place in [`Source::text`](super::Source); empty at 0 where there is no text because
    /// the bytes could not be decoded.
    pub range: TextRange,
    /// CPython's message.
    pub message: String,
    /// What to do about it, where we know more than CPython says.
    pub hint: Option<String>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1 (CPython's `offset`).
    pub column: usize,
    /// The exception type.
    pub kind: SyntaxErrorKind,
    /// Further errors in the same file, in the order of their places.
    pub others: Vec<SyntaxError>,
}

impl SyntaxError {
    /// An error at a place of a decoded text.
    pub fn at(lines: &LineIndex, range: TextRange, message: impl Into<String>) -> Self {
        Self {
            range,
            message: message.into(),
            hint: None,
            line: lines.line(range.start()),
            column: lines.column(range.start()),
            kind: SyntaxErrorKind::Syntax,
            others: Vec::new(),
        }
    }

    /// An error in a file that has no text because it could not be decoded.
    pub fn undecodable(line: usize, message: impl Into<String>) -> Self {
        Self {
            range: TextRange::empty(TextSize::new(0)),
            message: message.into(),
            hint: None,
            line,
            column: 1,
            kind: SyntaxErrorKind::Syntax,
            others: Vec::new(),
        }
    }

    /// The same error with another exception type.
    #[must_use]
    pub fn of_kind(mut self, kind: SyntaxErrorKind) -> Self {
        self.kind = kind;
        self
    }

    /// The same error, moved to the last line that has text if it is past it: CPython counts no
    /// line after the last line terminator.
    #[must_use]
    pub(super) fn at_last_line(mut self, lines: &LineIndex, text: &str) -> Self {
        if self.range.start() >= TextSize::of(text) && text.ends_with(['\n', '\r']) && self.line > 1
        {
            self.line = lines.line(TextSize::of(text)) - 1;
        }
        self
    }

    /// The same error with a hint.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}: {}", self.line, self.kind.name(), self.message)
    }
}

impl std::error::Error for SyntaxError {}

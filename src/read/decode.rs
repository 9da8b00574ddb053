//! From bytes to text, as CPython decodes source files.
//!
//! A byte order mark means UTF-8. Otherwise one of the first two lines may be a comment with an
//! encoding declaration (PEP 263), the second line only where the first holds nothing but a
//! comment. Otherwise the file is UTF-8.

pub use super::codec::Encoding;
use super::codec::Undecodable;
use super::error::SyntaxErrorKind;
use super::{LineIndex, SyntaxError};
use ruff_text_size::{TextRange, TextSize};

/// The largest source that is read, so that offsets fit in 32 bits with room to spare.
const MAX_BYTES: usize = 64 * 1024 * 1024;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The line terminator a file uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Newline {
    /// `\n`.
    Lf,
    /// `\r\n`.
    CrLf,
    /// A lone `\r`.
    Cr,
}

impl Newline {
    /// The terminator itself.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
            Self::Cr => "\r",
        }
    }
}

/// A source file: its bytes, and the text they mean.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name to show in messages.
    pub name: String,
    /// The file as it was read.
    pub bytes: Vec<u8>,
    /// The text, without byte order mark, with the line terminators of the file.
    pub text: String,
    /// How to write text back.
    pub encoding: Encoding,
    /// Whether the file starts with a byte order mark.
    pub bom: bool,
    /// The terminator of the first line; `\n` for a file of one line.
    pub newline: Newline,
}

impl Source {
    /// Decodes a file.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Source, SyntaxError> {
        Source::read(name, bytes).map_err(|failure| failure.0)
    }

    /// Text that is in memory, whatever encoding it declares for the file that it will be.
    pub fn of_text(name: &str, text: &str) -> Source {
        let (encoding, newline) = (Encoding::Utf8, newline_of(text));
        let bytes = text.as_bytes().to_vec();
        Source {
            name: name.to_owned(),
            bytes,
            text: text.to_owned(),
            encoding,
            bom: false,
            newline,
        }
    }

    /// The same as `from_bytes`; with the error come the bytes.
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<Source, Box<(SyntaxError, Vec<u8>)>> {
        match Source::decode(name, &bytes) {
            Ok(decoded) => {
                let (text, encoding, bom, newline) = decoded;
                Ok(Source { name: name.to_owned(), bytes, text, encoding, bom, newline })
            }
            Err(error) => Err(Box::new((error, bytes))),
        }
    }

    /// The text of a file, its encoding, whether it has a byte order mark, and its line terminator.
    fn decode(name: &str, bytes: &[u8]) -> Result<(String, Encoding, bool, Newline), SyntaxError> {
        if bytes.len() > MAX_BYTES {
            let message =
                format!("source of {} bytes is larger than the limit of {MAX_BYTES}", bytes.len());
            return Err(SyntaxError::undecodable(1, message).of_kind(SyntaxErrorKind::Limit));
        }
        if let Some(at) = memchr::memchr(0, bytes) {
            let line = line_of_byte(bytes, at);
            let message = "source code cannot contain null bytes";
            return Err(SyntaxError::undecodable(line, message)
                .with_hint(format!("the first null byte is at offset {at}")));
        }
        let bom = bytes.starts_with(BYTE_ORDER_MARK);
        let start = if bom { BYTE_ORDER_MARK.len() } else { 0 };
        let body = &bytes[start..];
        let declared = declared_encoding(body);
        let encoding = match &declared {
            None => Encoding::Utf8,
            Some(Declaration { line, name }) => {
                if bom && name != "utf-8" {
                    let message = format!("encoding problem: {name} with BOM");
                    return Err(SyntaxError::undecodable(*line, message));
                }
                Encoding::named(name).ok_or_else(|| unknown_encoding(*line, name))?
            }
        };
        let text = encoding.decode(body).map_err(|Undecodable(at)| {
            let declared = declared.as_ref().map(|declaration| &*declaration.name);
            undecodable(name, bytes, start + at, declared)
        })?;
        // Whatever is emitted must be able to say the same bytes again.
        if encoding != Encoding::Utf8 && encoding.encode(&text).as_deref() != Ok(body) {
            let message = "this file does not come back the same when its text is encoded again";
            return Err(SyntaxError::undecodable(1, message)
                .of_kind(SyntaxErrorKind::Limit)
                .with_hint("save the file as UTF-8"));
        }
        let newline = newline_of(&text);
        Ok((text, encoding, bom, newline))
    }

    /// The bytes of an edited text in the encoding of this file; of the unchanged text, the
    /// file's own bytes. The error is at the first character that the encoding does not have.
    pub fn encode(&self, text: &str) -> Result<Vec<u8>, SyntaxError> {
        let mut bytes = Vec::with_capacity(text.len() + BYTE_ORDER_MARK.len());
        if self.bom {
            bytes.extend_from_slice(BYTE_ORDER_MARK);
        }
        match self.encoding.encode(text) {
            Ok(body) => {
                bytes.extend_from_slice(&body);
                Ok(bytes)
            }
            Err(at) => {
                let character = text[at..].chars().next().unwrap_or_default();
                let start = TextSize::new(at as u32);
                let range = TextRange::at(start, TextSize::of(character));
                let message = format!("the file's encoding has no character '{character}'");
                Err(SyntaxError::at(&LineIndex::new(text), range, message))
            }
        }
    }
}

fn newline_of(text: &str) -> Newline {
    match text.find(['\n', '\r']) {
        Some(at) if text[at..].starts_with("\r\n") => Newline::CrLf,
        Some(at) if text[at..].starts_with('\r') => Newline::Cr,
        _ => Newline::Lf,
    }
}

struct Declaration {
    line: usize,
    name: String,
}

/// The encoding declaration in the first two lines, by CPython's rules.
fn declared_encoding(body: &[u8]) -> Option<Declaration> {
    let mut lines = body.split_inclusive(|byte| matches!(byte, b'\n' | b'\r'));
    let mut line = lines.next()?;
    for number in 1..=2 {
        let content = line.trim_ascii_start();
        // `trim_ascii_start` skips what CPython skips here: blanks, tabs and form feeds.
        if let Some(comment) = content.strip_prefix(b"#") {
            if let Some(name) = encoding_in_comment(comment) {
                return Some(Declaration { line: number, name });
            }
        } else if !content.is_empty() {
            return None;
        }
        let ended_by_return = line.ends_with(b"\r");
        line = lines.next()?;
        if ended_by_return && line == b"\n" {
            line = lines.next()?;
        }
    }
    None
}

/// `coding:` or `coding=`, blanks, a name.
fn encoding_in_comment(comment: &[u8]) -> Option<String> {
    let mut rest = comment;
    while let Some(at) = rest.windows(6).position(|window| window == b"coding") {
        rest = &rest[at + 6..];
        let Some((b':' | b'=', after)) = rest.split_first() else {
            continue;
        };
        let after = match after.iter().position(|byte| !matches!(byte, b' ' | b'\t')) {
            Some(blanks) => &after[blanks..],
            None => return None,
        };
        let is_name =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let length = after.iter().take_while(|byte| is_name(byte)).count();
        if length > 0 {
            let name: String = after[..length].iter().map(|byte| char::from(*byte)).collect();
            return Some(usual_name(name));
        }
    }
    None
}

/// UTF-8 and Latin-1 may carry a suffix (`utf-8-unix`), as editors write it.
fn usual_name(name: String) -> String {
    let start: String = (name.chars().take(12))
        .map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() })
        .collect();
    let is = |usual: &str| start == usual || start.starts_with(&format!("{usual}-"));
    if is("utf-8") {
        return "utf-8".to_owned();
    }
    if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
        return "iso-8859-1".to_owned();
    }
    name
}

/// Names of encodings that Python has and we have not: refused, but not as the user's mistake.
const ONLY_PYTHON: [&str; 16] = [
    "utf-7", "utf-16", "utf-32", "iso2022", "iso-2022", "hz", "cp", "mac", "idna", "punycode",
    "unicode", "raw", "johab", "ptcp154", "kz1048", "tis",
];

fn unknown_encoding(line: usize, name: &str) -> SyntaxError {
    let lower = name.to_ascii_lowercase().replace('_', "-");
    if ONLY_PYTHON.iter().any(|prefix| lower.starts_with(prefix)) {
        let message = format!("surgec does not read sources in the encoding {name}");
        return SyntaxError::undecodable(line, message)
            .of_kind(SyntaxErrorKind::Limit)
            .with_hint("save the file as UTF-8");
    }
    SyntaxError::undecodable(line, format!("unknown encoding: {name}"))
}

fn undecodable(name: &str, bytes: &[u8], at: usize, declared: Option<&str>) -> SyntaxError {
    let line = line_of_byte(bytes, at);
    let byte = bytes.get(at).copied().unwrap_or_default();
    let place = format!("the byte 0x{byte:02x} is at offset {at}, on line {line}");
    let message = match declared {
        None => format!(
            "Non-UTF-8 code starting with '\\x{byte:02x}' in file {name} on line {line}, but no \
             encoding declared; see https://peps.python.org/pep-0263/ for details"
        ),
        Some(encoding) => {
            format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {at}")
        }
    };
    SyntaxError::undecodable(line, message).with_hint(place)
}

fn line_of_byte(bytes: &[u8], at: usize) -> usize {
    let before = &bytes[..at];
    let feeds = before.iter().filter(|byte| **byte == b'\n');
    let returns = before
        .iter()
        .enumerate()
        .filter(|(i, byte)| **byte == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
    returns.chain(feeds.enumerate()).count() + 1
}

//! From bytes to text, as CPython decodes source files.

use super::SyntaxError;

/// How the text of a file is written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
}

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
        let bom = bytes.starts_with(b"\xEF\xBB\xBF");
        let body = if bom { &bytes[3..] } else { &bytes[..] };
        let text = match std::str::from_utf8(body) {
            Ok(text) => text.to_owned(),
            Err(error) => return Err(SyntaxError::undecodable(1, error.to_string())),
        };
        let newline = match text.find(['\n', '\r']) {
            Some(at) if text[at..].starts_with("\r\n") => Newline::CrLf,
            Some(at) if text[at..].starts_with('\r') => Newline::Cr,
            _ => Newline::Lf,
        };
        Ok(Source {
            name: name.to_owned(),
            bytes,
            text,
            encoding: Encoding::Utf8,
            bom,
            newline,
        })
    }

    /// The bytes of an edited text in the encoding of this file.
    pub fn encode(&self, text: &str) -> Result<Vec<u8>, SyntaxError> {
        let mut bytes = Vec::with_capacity(text.len() + 3);
        if self.bom {
            bytes.extend_from_slice(b"\xEF\xBB\xBF");
        }
        bytes.extend_from_slice(text.as_bytes());
        Ok(bytes)
    }
}

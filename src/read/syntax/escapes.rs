//! Escape sequences that mean nothing, in CPython's words.

use ruff_python_ast::StringFlags;
use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::{Ranged, TextRange};

/// The first bad escape sequence of a string token: the message and the place of the token.
pub(super) fn fault(text: &str, token: Token) -> Option<(String, TextRange)> {
    let flags = token.string_flags()?;
    if flags.is_raw_string() {
        return None;
    }
    let source = &text[token.range()];
    let body = match token.kind() {
        TokenKind::String => {
            let opener = flags.opener_len().to_usize();
            let closer = flags.closer_len().to_usize();
            source.get(opener..source.len().checked_sub(closer)?)?
        }
        _ => source,
    };
    let message = if flags.is_byte_string() { bytes_fault(body)? } else { text_fault(body)? };
    Some((message, token.range()))
}

fn bytes_fault(body: &str) -> Option<String> {
    let bytes = body.as_bytes();
    let mut at = 0;
    // CPython counts positions in what it has decoded so far plus what is left.
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        if bytes.get(at + 1) == Some(&b'x') {
            let digits = bytes[at + 2..].iter().take(2);
            if digits.take_while(|byte| byte.is_ascii_hexdigit()).count() < 2 {
                return Some(format!("(value error) invalid \\x escape at position {at}"));
            }
        }
        at += 2;
    }
    None
}

fn text_fault(body: &str) -> Option<String> {
    let characters: Vec<char> = body.chars().collect();
    let mut at = 0;
    // CPython looks at a copy in which each character beyond ASCII is ten bytes (`\U0001F600`).
    let mut position = 0;
    while at < characters.len() {
        if characters[at] != '\\' {
            position += if characters[at].is_ascii() { 1 } else { 10 };
            at += 1;
            continue;
        }
        let (digits, what) = match characters.get(at + 1) {
            Some('x') => (2, "\\xXX"),
            Some('u') => (4, "\\uXXXX"),
            Some('U') => (8, "\\UXXXXXXXX"),
            Some('N') => {
                if let Some(message) = named_fault(&characters[at..], position) {
                    return Some(message);
                }
                let length = characters[at..].iter().position(|c| *c == '}')? + 1;
                at += length;
                position += length;
                continue;
            }
            Some(c) => {
                position += if c.is_ascii() { 2 } else { 11 };
                at += 2;
                continue;
            }
            None => return None,
        };
        let hex: String = characters[at + 2..]
            .iter()
            .take(digits)
            .take_while(|c| c.is_ascii_hexdigit())
            .collect();
        let end = position + 1 + hex.len();
        if hex.len() < digits {
            return Some(codec_error(position, end, &format!("truncated {what} escape")));
        }
        if u32::from_str_radix(&hex, 16).is_ok_and(|code| code > 0x0010_FFFF) {
            return Some(codec_error(position, end, "illegal Unicode character"));
        }
        at += 2 + digits;
        position += 2 + digits;
    }
    None
}

/// `\N{…}` without braces, without a name, or with a name that is not Unicode's.
fn named_fault(rest: &[char], position: usize) -> Option<String> {
    let malformed = |length: usize| {
        Some(codec_error(position, position + length - 1, "malformed \\N character escape"))
    };
    if rest.get(2) != Some(&'{') {
        return malformed(2);
    }
    let Some(close) = rest.iter().position(|c| *c == '}') else {
        return malformed(rest.len());
    };
    if close == 3 {
        return malformed(3);
    }
    let name: String = rest[3..close].iter().collect();
    if super::is_character_name(&name) {
        return None;
    }
    Some(codec_error(position, position + close, "unknown Unicode character name"))
}

fn codec_error(from: usize, to: usize, reason: &str) -> String {
    format!(
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {from}-{to}: {reason}"
    )
}

//! Markup under construction, in which nothing that comes from outside can be anything but text.
//!
//! [`Markup::raw`] takes literals of this program only; whatever is not one goes through [`Markup::text`], which escapes it.

use std::fmt::Write as _;

/// A piece of HTML or SVG.
#[derive(Clone, Debug, Default)]
pub struct Markup(String);

impl Markup {
    /// Markup of ours.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text of anybody's, also inside of a quoted attribute.
    pub fn text(&mut self, text: &str) -> &mut Self {
        push_escaped(&mut self.0, text);
        self
    }

    /// A whole number.
    pub fn count(&mut self, number: usize) -> &mut Self {
        let _ = write!(self.0, "{number}");
        self
    }

    /// A coordinate, to a tenth.
    pub fn at(&mut self, number: f64) -> &mut Self {
        let tenths = (number * 10.0).round();
        if !tenths.is_finite() {
            self.0.push('0');
        } else if tenths % 10.0 == 0.0 {
            // Adding 0 makes -0 the 0 that it is.
            let _ = write!(self.0, "{:.0}", tenths / 10.0 + 0.0);
        } else {
            let _ = write!(self.0, "{:.1}", tenths / 10.0);
        }
        self
    }

    /// Another piece.
    pub fn add(&mut self, other: &Markup) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

/// What a reader would not see, or what would turn around what he sees, is shown as what it is.
fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            // U+2400 and following are pictures of the control characters.
            '\0'..'\x20' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{2426}')),
            '\x7f' => out.push('\u{2421}'),
            _ if is_unseen(c) => {
                let _ = write!(out, "[U+{:04X}]", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

/// Further control characters, line separators, what changes the direction of writing, marks of byte order, and what is no
/// character in HTML.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut markup = Markup::default();
        markup.text(text);
        markup.into_string()
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            escaped("</script><b a='1' c=\"2\">&amp;"),
            "&lt;/script&gt;&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;amp;"
        );
        assert_eq!(escaped("日本 é\t|"), "日本 é\t|");
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        assert_eq!(escaped("a\x0cb\x1b\0\r"), "a␌b␛␀␍");
        assert_eq!(
            escaped("x\u{202e}y\u{2028}\u{feff}\u{fffe}"),
            "x[U+202E]y[U+2028][U+FEFF][U+FFFE]"
        );
    }

    #[test]
    fn coordinates_are_short() {
        let mut markup = Markup::default();
        markup.at(12.0).raw(" ").at(-0.04).raw(" ").at(3.1499).raw(" ").at(f64::INFINITY);
        assert_eq!(markup.into_string(), "12 0 3.1 0");
    }
}

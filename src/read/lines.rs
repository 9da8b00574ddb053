//! Offsets to lines and columns, counted as CPython counts them.

use ruff_text_size::{TextRange, TextSize};

/// Where each line of a text starts. Lines end at `\n`, `\r\n` and a lone `\r`, and nowhere else:
/// a form feed or a Unicode line separator is an ordinary character, as it is for CPython.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    /// The offset of the first byte of each line; never empty.
    starts: Vec<u32>,
    /// For each character of more than one byte: the offset of its end, and how many bytes beyond
    /// one per character the text has up to there. Empty for the usual ASCII text.
    wide: Vec<(u32, u32)>,
    /// The length of the text.
    end: u32,
}

impl LineIndex {
    /// Indexes a text.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        if text.is_ascii() {
            let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
                .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
            let starts = std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect();
            return Self { starts, wide: Vec::new(), end: bytes.len() as u32 };
        }
        let mut starts = vec![0];
        let mut wide = Vec::new();
        let mut extra = 0;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += match byte {
                b'\n' => {
                    starts.push(at as u32 + 1);
                    1
                }
                b'\r' => {
                    if bytes.get(at + 1) != Some(&b'\n') {
                        starts.push(at as u32 + 1);
                    }
                    1
                }
                0..0x80 => 1,
                _ => {
                    let width = match byte {
                        0xF0.. => 4,
                        0xE0.. => 3,
                        _ => 2,
                    };
                    extra += width as u32 - 1;
                    wide.push(((at + width) as u32, extra));
                    width
                }
            };
        }
        Self { starts, wide, end: bytes.len() as u32 }
    }

    /// How many lines there are; a final line terminator is followed by one more, empty, line.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The line an offset is on, from 1.
    pub fn line(&self, offset: TextSize) -> usize {
        self.starts.partition_point(|&start| start <= offset.to_u32())
    }

    /// The offset at which a line (from 1) starts; the end of the text for a line past the last.
    pub fn line_start(&self, line: usize) -> TextSize {
        let start = self.starts.get(line.saturating_sub(1));
        TextSize::new(start.copied().unwrap_or(self.end))
    }

    /// A line (from 1) with its terminator.
    pub fn line_range(&self, line: usize) -> TextRange {
        TextRange::new(self.line_start(line), self.line_start(line + 1))
    }

    /// The column of an offset in its line, in characters, from 1.
    pub fn column(&self, offset: TextSize) -> usize {
        let start = self.line_start(self.line(offset)).to_u32();
        let bytes = offset.to_u32() - start;
        (bytes - (self.extra_before(offset.to_u32()) - self.extra_before(start))) as usize + 1
    }

    /// The bytes beyond one per character in the text before an offset.
    fn extra_before(&self, offset: u32) -> u32 {
        match self.wide.partition_point(|&(end, _)| end <= offset) {
            0 => 0,
            characters => self.wide[characters - 1].1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_where_cpython_ends_them() {
        let text = "é = '日本😀'\r\nx\ry\u{2028}z\x0c\n";
        let lines = LineIndex::new(text);
        let place = |needle: &str| {
            let offset = TextSize::new(text.find(needle).expect("it is there") as u32);
            (lines.line(offset), lines.column(offset))
        };
        assert_eq!(place("é"), (1, 1));
        assert_eq!(place("="), (1, 3));
        assert_eq!(place("😀"), (1, 8));
        assert_eq!(place("x"), (2, 1));
        assert_eq!(place("y"), (3, 1));
        assert_eq!(place("z"), (3, 3));
        assert_eq!(lines.line_count(), 4);
        assert_eq!(lines.line_range(2), TextRange::new(lines.line_start(2), lines.line_start(3)));
        assert_eq!(lines.line_start(9), TextSize::of(text));
        let ascii = LineIndex::new("a\r\nb\rc\n\rd");
        assert_eq!(ascii.starts, [0, 3, 5, 7, 8]);
    }
}

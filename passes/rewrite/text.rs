//! Text with a memory of where each of its lines comes from.

use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::program::Module;

/// The source of the script with what moving its lines needs to know.
pub struct SourceText<'a> {
    pub module: &'a Module,
    /// By line, from 1: it begins inside a string, so its indentation belongs to the program's data.
    inside_string: Vec<bool>,
}

impl<'a> SourceText<'a> {
    pub fn new(module: &'a Module) -> Self {
        let last = module.lines.line(TextSize::of(module.source.text.as_str()));
        let mut inside_string = vec![false; last + 2];
        let mut open: Vec<TextSize> = Vec::new();
        let mut mark = |range: TextRange| {
            let (first, last) = (module.lines.line(range.start()), module.lines.line(range.end()));
            for line in first + 1..=last {
                inside_string[line] = true;
            }
        };
        for token in &module.parsed.tokens {
            match token.kind() {
                TokenKind::String => mark(token.range()),
                TokenKind::FStringStart | TokenKind::TStringStart => {
                    open.push(token.range().start());
                }
                TokenKind::FStringEnd | TokenKind::TStringEnd => {
                    if let Some(start) = open.pop() {
                        mark(TextRange::new(start, token.range().end()));
                    }
                }
                _ => {}
            }
        }
        SourceText { module, inside_string }
    }

    pub fn text(&self) -> &'a str {
        &self.module.source.text
    }

    pub fn line(&self, at: TextSize) -> u32 {
        self.module.lines.line(at) as u32
    }

    /// The start of the line that contains a position.
    pub fn line_start(&self, at: TextSize) -> TextSize {
        self.module.lines.line_start(self.module.lines.line(at))
    }

    /// The white space before a statement on its line, or none where something else stands there.
    pub fn indent(&self, at: TextSize) -> Option<&'a str> {
        let before = &self.text()[TextRange::new(self.line_start(at), at)];
        let before = before.trim_start_matches('\u{feff}');
        before.chars().all(|c| matches!(c, ' ' | '\t' | '\x0c')).then_some(before)
    }

    /// The end of what belongs to a statement: a comment behind it on its last line is its own.
    pub fn end_with_comment(&self, end: TextSize) -> TextSize {
        let rest = &self.text()[usize::from(end)..];
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        let trimmed = line.trim_start_matches([' ', '\t']);
        if trimmed.starts_with('#') { end + TextSize::of(line.trim_end()) } else { end }
    }

    /// Whether nothing but white space or a comment follows on the line.
    pub fn ends_line(&self, end: TextSize) -> bool {
        let rest = &self.text()[usize::from(end)..];
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        let trimmed = line.trim_start_matches([' ', '\t']);
        trimmed.is_empty() || trimmed.starts_with('#')
    }

    /// The newline of the file.
    pub fn newline(&self) -> &'static str {
        let text = self.text();
        match text.find(['\n', '\r']) {
            Some(at) if text[at..].starts_with("\r\n") => "\r\n",
            Some(at) if text[at..].starts_with('\r') => "\r",
            _ => "\n",
        }
    }
}

/// Text under construction.
pub struct Emit<'s, 'a> {
    pub source: &'s SourceText<'a>,
    pub text: String,
    /// For each line so far, the original line that it comes from; 0 for none yet.
    pub origins: Vec<u32>,
    /// Source text is copied at another indentation: the one that it has, and the one that it gets.
    pub shift: Option<(String, String)>,
    /// The origin of the last line is that of source text, not of generated text.
    certain: bool,
}

impl<'s, 'a> Emit<'s, 'a> {
    pub fn new(source: &'s SourceText<'a>) -> Self {
        Emit { source, text: String::new(), origins: vec![0], shift: None, certain: false }
    }

    fn note(&mut self, line: u32, certain: bool) {
        if let Some(last) = self.origins.last_mut()
            && (*last == 0 || (certain && !self.certain))
        {
            *last = line;
            self.certain = certain;
        }
    }

    fn newline(&mut self, newline: &str) {
        self.text.push_str(newline);
        self.origins.push(0);
        self.certain = false;
    }

    /// Adds text of ours, which stands for the original `line`; `\n` becomes the file's newline.
    pub fn generated(&mut self, text: &str, line: u32) {
        let newline = self.source.newline();
        for (index, part) in text.split('\n').enumerate() {
            if index > 0 {
                self.newline(newline);
            }
            if !part.is_empty() {
                self.note(line, false);
                self.text.push_str(part);
            }
        }
    }

    /// The indentation that a statement gets.
    pub fn indent(&self, at: TextSize) -> String {
        self.shifted(self.source.indent(at).unwrap_or(""))
    }

    /// The indentation that a line with this one gets.
    pub fn shifted(&self, indent: &str) -> String {
        match &self.shift {
            Some((from, to)) => format!("{to}{}", &indent[common_prefix(indent, from)..]),
            None => indent.to_owned(),
        }
    }

    /// Adds source text as it is, with replacements.
    pub fn verbatim(&mut self, range: TextRange, edits: &[(TextRange, String)]) {
        let shift = self.shift.take();
        self.moved(range, shift.as_ref().map(|(from, to)| (from.as_str(), to.as_str())), edits);
        self.shift = shift;
    }

    /// Adds source text whose lines move from the indentation `from` to `to`.
    pub fn moved(
        &mut self,
        range: TextRange,
        shift: Option<(&str, &str)>,
        edits: &[(TextRange, String)],
    ) {
        let text = self.source.text();
        let mut at = range.start();
        let mut pending = edits.iter().filter(|(edit, _)| range.contains_range(*edit)).peekable();
        while at < range.end() {
            if let Some((edit, replacement)) = pending.peek()
                && edit.start() == at
            {
                self.note(self.source.line(at), true);
                self.text.push_str(replacement);
                at = edit.end();
                pending.next();
                continue;
            }
            let stop = pending.peek().map_or(range.end(), |(edit, _)| edit.start());
            at = self.plain(TextRange::new(at, stop), shift, text);
        }
    }

    /// Adds one stretch of source text without edits; returns its end.
    fn plain(&mut self, range: TextRange, shift: Option<(&str, &str)>, text: &str) -> TextSize {
        let slice = &text[range];
        let mut rest = slice;
        let mut at = range.start();
        loop {
            self.note(self.source.line(at), true);
            let Some(end) = rest.find(['\n', '\r']) else {
                self.text.push_str(rest);
                return range.end();
            };
            let width = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
            self.text.push_str(&rest[..end]);
            let newline = &rest[end..end + width];
            self.newline(newline);
            at += TextSize::from((end + width) as u32);
            rest = &rest[end + width..];
            if let Some((from, to)) = shift
                && !self.source.inside_string[self.source.module.lines.line(at)]
            {
                let blank = rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r'])
                    || rest.is_empty();
                if !blank {
                    let dropped = common_prefix(rest, from);
                    self.text.push_str(to);
                    at += TextSize::from(dropped as u32);
                    rest = &rest[dropped..];
                }
            }
            if rest.is_empty() {
                return range.end();
            }
        }
    }
}

/// How much of the indentation `from` a line really has.
fn common_prefix(line: &str, from: &str) -> usize {
    line.bytes().zip(from.bytes()).take_while(|(a, b)| a == b).count()
}

/// What an expression needs around it to be returned: brackets where it goes over several lines, or names a part of itself.
pub fn brackets(text: &str) -> (&'static str, &'static str) {
    if text.contains(['\n', '\r']) || text.contains(":=") { ("(", ")") } else { ("", "") }
}

/// Runs of lines with a common origin: (first line, first original line, count, step).
pub fn line_runs(origins: &[u32]) -> Vec<(u32, u32, u32, u32)> {
    let mut runs: Vec<(u32, u32, u32, u32)> = Vec::new();
    let mut last_known = 1;
    for (index, &origin) in origins.iter().enumerate() {
        let line = index as u32 + 1;
        let origin = if origin == 0 { last_known } else { origin };
        last_known = origin;
        if let Some((_, first_origin, count, step)) = runs.last_mut() {
            if *count == 1 && (origin == *first_origin || origin == *first_origin + 1) {
                *step = origin - *first_origin;
                *count = 2;
                continue;
            }
            if *count > 1 && origin == *first_origin + *count * *step {
                *count += 1;
                continue;
            }
        }
        runs.push((line, origin, 1, 1));
    }
    runs
}

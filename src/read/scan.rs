//! One linear pass over the text before parsing: the errors of CPython's tokenizer, and a bound on
//! how deep the tree will be.
//!
//! CPython reports an error of its tokenizer (an unterminated string, a bracket that does not
//! match, a bad number, inconsistent indentation) wherever it is in the file in preference to what
//! its parser has to say. So these errors are looked for first, by the same rules. The pass also
//! bounds the depth of the syntax tree without building it: the parser is only given texts whose
//! trees can be visited and dropped recursively on the stack of [`on_big_stack`](super::on_big_stack).

use ruff_text_size::{TextRange, TextSize};

use super::error::SyntaxErrorKind;
use super::{LineIndex, SyntaxError};

/// Brackets, as in CPython.
const MAX_BRACKETS: usize = 200;
/// Indentation levels, the unindented one included, as in CPython.
const MAX_INDENTS: usize = 100;
/// f-strings inside f-strings, as in CPython.
const MAX_FSTRINGS: usize = 149;
/// Replacement fields inside format specifications, as in CPython.
const MAX_NESTED_FIELDS: i32 = 3;
/// Decimal digits of an integer, as in CPython.
const MAX_INTEGER_DIGITS: usize = 4300;
/// The depth of an expression, with some slack: CPython gives up below 10,000 levels; what is computed here can be a little more.
const MAX_DEPTH: u32 = 11_000;

/// An error of the tokenizer.
pub(super) struct Fault {
    pub(super) error: SyntaxError,
    /// Whether CPython prefers it to an error of its parser that comes before it.
    pub(super) goes_first: bool,
}

/// What the pass found in a text without errors of its own.
pub(super) struct Scan {
    /// The innermost bracket that is open at the end of the text.
    pub(super) unclosed: Option<(char, TextSize)>,
}

/// Looks for the first tokenizer error, and for expressions that are too deep.
pub(super) fn scan(text: &str, lines: &LineIndex) -> Result<Scan, Fault> {
    let mut scanner = Scanner {
        bytes: text.as_bytes(),
        lines,
        at: 0,
        frames: vec![Frame::new(0, 0)],
        fstrings: Vec::new(),
        indents: vec![(0, 0)],
        line_begins: true,
        last_word: LastWord::Other,
        goes_first: true,
    };
    if let Err(error) = scanner.run() {
        let goes_first = scanner.goes_first;
        return Err(Fault { error, goes_first });
    }
    let unclosed = match scanner.frames.as_slice() {
        [_, .., last] => Some((char::from(last.open), TextSize::new(last.at as u32))),
        _ => None,
    };
    Ok(Scan { unclosed })
}

/// How deep the tree of an operand, and the operators over it, can be: each operator puts what
/// stands beside it at most one level deeper.
#[derive(Clone, Copy, Default)]
struct Level {
    operators: u32,
    deepest_operand: u32,
}

impl Level {
    fn hold(&mut self, depth: u32) {
        self.deepest_operand = self.deepest_operand.max(depth);
    }

    fn take(&mut self) -> u32 {
        let depth = self.operators + self.deepest_operand;
        *self = Self::default();
        depth
    }
}

/// An open bracket, or the statement outside all brackets.
struct Frame {
    open: u8,
    at: usize,
    /// The deepest element before the last comma.
    deepest: u32,
    /// `lambda`, conditional expressions, `yield`: they bind loosest.
    loose: Level,
    /// `not`, ended by `and` and `or`, which make flat nodes.
    negation: Level,
    /// Arithmetic, attributes, calls, subscripts, ended by comparisons, which make flat nodes.
    tight: Level,
    /// Lambdas whose colon is still to come; commas before it separate parameters.
    lambdas: u32,
}

impl Frame {
    fn new(open: u8, at: usize) -> Self {
        Self {
            open,
            at,
            deepest: 0,
            loose: Level::default(),
            negation: Level::default(),
            tight: Level::default(),
            lambdas: 0,
        }
    }

    /// A comparison, assignment or colon: what follows is not under the operators before it.
    fn end_tight(&mut self) {
        let depth = self.tight.take();
        self.negation.hold(depth + 1);
    }

    fn end_negation(&mut self) {
        self.end_tight();
        let depth = self.negation.take();
        self.loose.hold(depth + 1);
    }

    /// The depth of everything so far, as one element that is now over.
    fn end_element(&mut self) -> u32 {
        self.end_negation();
        self.deepest = self.deepest.max(self.loose.take());
        self.deepest
    }
}

/// An f-string that has not ended yet.
struct FString {
    quote: u8,
    size: usize,
    raw: bool,
    start: usize,
    /// Brackets open inside it, those of replacement fields included.
    brackets: i32,
    /// Replacement fields open inside it, less one.
    fields: i32,
    in_format: bool,
    /// Whether the scan is in its text rather than in an expression.
    in_text: bool,
}

/// The words that combine with a following one to a comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LastWord {
    Is,
    Not,
    Other,
}

struct Scanner<'a> {
    bytes: &'a [u8],
    lines: &'a LineIndex,
    at: usize,
    frames: Vec<Frame>,
    fstrings: Vec<FString>,
    /// The columns of the open indentation levels, with tabs to 8 and with tabs as 1.
    indents: Vec<(u32, u32)>,
    line_begins: bool,
    /// The last word: `is not` and `not in` are comparisons.
    last_word: LastWord,
    /// Whether the error that is being returned is preferred to earlier ones of the parser.
    goes_first: bool,
}

impl Scanner<'_> {
    fn run(&mut self) -> Result<(), SyntaxError> {
        if self.bytes.starts_with("\u{FEFF}".as_bytes()) {
            // The mark that says UTF-8 is no longer in the text; this is a second one.
            return Err(self.error(0, "invalid non-printable character U+FEFF"));
        }
        loop {
            if self.line_begins {
                self.line_begins = false;
                self.indentation()?;
            }
            if self.fstrings.last().is_some_and(|fstring| fstring.in_text) {
                self.fstring_text()?;
                continue;
            }
            let Some(&byte) = self.bytes.get(self.at) else {
                self.end_statement()?;
                return Ok(());
            };
            match byte {
                b' ' | b'\t' | 0x0C => self.at += 1,
                b'#' => self.skip_to_line_end(),
                b'\n' | b'\r' => {
                    self.at += 1;
                    if byte == b'\r' && self.peek(0) == b'\n' {
                        self.at += 1;
                    }
                    if self.frames.len() == 1 {
                        self.end_statement()?;
                        self.line_begins = true;
                    }
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => self.word()?,
                b'0'..=b'9' => self.number()?,
                b'.' if self.peek(1).is_ascii_digit() => self.number()?,
                b'"' | b'\'' => self.string(self.at)?,
                b'\\' => self.continuation()?,
                b'(' | b'[' | b'{' => self.open(byte)?,
                b')' | b']' | b'}' => self.close(byte)?,
                b':' => self.colon(),
                _ => self.operator(byte)?,
            }
        }
    }

    /// The byte some way ahead; 0 past the end (a text contains no null bytes).
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the outermost frame stays")
    }

    fn error(&self, at: usize, message: impl Into<String>) -> SyntaxError {
        let end = self.bytes.len();
        let at = at.min(end);
        let mut until = (at + 1).min(end);
        while until < end && self.bytes[until] & 0xC0 == 0x80 {
            until += 1;
        }
        let range = TextRange::new(TextSize::new(at as u32), TextSize::new(until as u32));
        SyntaxError::at(self.lines, range, message)
    }

    fn line(&self, at: usize) -> usize {
        self.lines.line(TextSize::new(at as u32))
    }

    /// The line the end of the text is on; a final line terminator does not begin another.
    fn last_line(&self) -> usize {
        self.line(self.bytes.len().saturating_sub(1))
    }

    fn skip_to_line_end(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    }

    /// A bound on the depth of the statement that ends here.
    fn end_statement(&mut self) -> Result<(), SyntaxError> {
        let mut depth = 0;
        for frame in &mut self.frames {
            depth += frame.end_element();
        }
        let frame = self.top();
        frame.deepest = 0;
        frame.lambdas = 0;
        if depth <= MAX_DEPTH {
            return Ok(());
        }
        let mut error = self.error(self.at.saturating_sub(1), "too complex to parse");
        error.message = format!("expression nested more than {} levels deep", MAX_DEPTH - 1000);
        Err(error
            .of_kind(SyntaxErrorKind::Limit)
            .with_hint("CPython's compiler gives up on this too; build the value in a loop"))
    }

    fn indentation(&mut self) -> Result<(), SyntaxError> {
        let (mut column, mut tabless) = (0_u32, 0_u32);
        let mut before_continuation = 0;
        loop {
            match self.peek(0) {
                b' ' => (column, tabless) = (column + 1, tabless + 1),
                b'\t' => (column, tabless) = ((column / 8 + 1) * 8, tabless + 1),
                0x0C => (column, tabless) = (0, 0),
                b'\\' => {
                    if before_continuation == 0 {
                        before_continuation = column;
                    }
                    self.continuation()?;
                    continue;
                }
                _ => break,
            }
            self.at += 1;
        }
        if self.at == self.bytes.len() || matches!(self.peek(0), b'#' | b'\n' | b'\r') {
            return Ok(());
        }
        if before_continuation != 0 {
            (column, tabless) = (before_continuation, before_continuation);
        }
        let (mut current, mut current_tabless) = self.indents[self.indents.len() - 1];
        self.goes_first = false;
        if column > current {
            if self.indents.len() >= MAX_INDENTS {
                let error = self.error(self.at, "too many levels of indentation");
                return Err(error.of_kind(SyntaxErrorKind::Indentation));
            }
            if tabless <= current_tabless {
                return Err(self.tab_error(self.at));
            }
            self.indents.push((column, tabless));
            self.goes_first = true;
            return Ok(());
        }
        while column < current {
            self.indents.pop();
            (current, current_tabless) = self.indents[self.indents.len() - 1];
        }
        if column != current {
            let message = "unindent does not match any outer indentation level";
            let error = self.error(self.at, message);
            return Err(error.of_kind(SyntaxErrorKind::Indentation));
        }
        if tabless != current_tabless {
            return Err(self.tab_error(self.at));
        }
        self.goes_first = true;
        Ok(())
    }

    fn tab_error(&self, at: usize) -> SyntaxError {
        let message = "inconsistent use of tabs and spaces in indentation";
        self.error(at, message).of_kind(SyntaxErrorKind::Tab)
    }

    /// A backslash: only a line terminator may follow, and a line after that.
    fn continuation(&mut self) -> Result<(), SyntaxError> {
        let backslash = self.at;
        self.at += 1;
        match self.peek(0) {
            b'\r' if self.peek(1) == b'\n' => self.at += 2,
            b'\n' | b'\r' => self.at += 1,
            _ if self.at == self.bytes.len() => {}
            _ => {
                let message = "unexpected character after line continuation character";
                self.goes_first = false;
                return Err(self.error(backslash, message));
            }
        }
        if self.at == self.bytes.len() {
            self.goes_first = false;
            if let [_, .., last] = self.frames.as_slice() {
                return Err(never_closed(
                    self.lines,
                    char::from(last.open),
                    TextSize::new(last.at as u32),
                ));
            }
            return Err(self.error(backslash, "unexpected EOF while parsing"));
        }
        Ok(())
    }

    /// A name, a keyword, or the prefix of a string.
    fn word(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'0'..=b'9' | 0x80..) =
            self.bytes.get(self.at)
        {
            self.at += 1;
        }
        let bytes = self.bytes;
        let word = &bytes[start..self.at];
        if word.len() <= 2 && matches!(self.peek(0), b'"' | b'\'') {
            match word.to_ascii_lowercase().as_slice() {
                b"r" | b"b" | b"u" | b"br" | b"rb" => return self.string(start),
                prefix @ (b"f" | b"fr" | b"rf") => {
                    return self.fstring(start, prefix.len() == 2);
                }
                _ => {}
            }
        }
        let this_word = match word {
            b"is" => LastWord::Is,
            b"not" => LastWord::Not,
            _ => LastWord::Other,
        };
        let last_word = std::mem::replace(&mut self.last_word, this_word);
        let frame = self.top();
        match word {
            b"and" | b"or" | b"if" => frame.end_negation(),
            b"is" => frame.end_tight(),
            b"in" => {
                frame.end_tight();
                if last_word == LastWord::Not {
                    frame.negation.operators = frame.negation.operators.saturating_sub(1);
                }
            }
            b"not" => {
                frame.end_tight();
                frame.negation.operators += u32::from(last_word != LastWord::Is);
            }
            b"else" | b"yield" => {
                frame.end_negation();
                frame.loose.operators += 1;
            }
            b"lambda" => {
                frame.end_negation();
                frame.loose.operators += 1;
                frame.lambdas += 1;
            }
            b"await" => frame.tight.operators += 1,
            _ => {}
        }
        Ok(())
    }

    fn colon(&mut self) {
        self.at += 1;
        let walrus = self.peek(0) == b'=';
        let frame = self.top();
        frame.end_negation();
        frame.lambdas = frame.lambdas.saturating_sub(1);
        if walrus {
            frame.loose.operators += 1;
        }
        // A colon directly inside a replacement field begins its format specification.
        if let Some(fstring) = self.fstrings.last_mut()
            && fstring.fields >= 0
            && fstring.brackets - 1 == fstring.fields
        {
            fstring.in_text = true;
            fstring.in_format = true;
        }
    }

    fn operator(&mut self, byte: u8) -> Result<(), SyntaxError> {
        if byte < b' ' || byte == 0x7F {
            let message = format!("invalid non-printable character U+{byte:04X}");
            return Err(self.error(self.at, message));
        }
        let doubled = self.peek(1) == byte && matches!(byte, b'*' | b'/' | b'<' | b'>');
        self.at += 1 + usize::from(doubled);
        let frame = self.top();
        match byte {
            b'<' | b'>' if doubled => frame.tight.operators += 1,
            b'<' | b'>' | b'=' | b'!' => frame.end_tight(),
            b',' | b';' => {
                frame.end_negation();
                if frame.lambdas == 0 {
                    frame.end_element();
                }
            }
            _ => frame.tight.operators += 1,
        }
        Ok(())
    }

    fn open(&mut self, byte: u8) -> Result<(), SyntaxError> {
        if self.frames.len() > MAX_BRACKETS {
            return Err(self.error(self.at, "too many nested parentheses"));
        }
        // A brace is never a call or a subscript; f-strings can have any number side by side.
        self.top().tight.operators += u32::from(byte != b'{');
        self.frames.push(Frame::new(byte, self.at));
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.brackets += 1;
        }
        self.at += 1;
        Ok(())
    }

    fn close(&mut self, byte: u8) -> Result<(), SyntaxError> {
        let here = self.at;
        let closing = char::from(byte);
        if byte == b'}' && self.fstrings.last().is_some_and(|f| f.brackets == 0) {
            return Err(self.error(here, "f-string: single '}' is not allowed"));
        }
        if self.frames.len() == 1 {
            return Err(self.error(here, format!("unmatched '{closing}'")));
        }
        let mut frame = self.frames.pop().expect("a bracket is open");
        if !matches!((frame.open, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            if frame.open == b'{'
                && let Some(fstring) = self.fstrings.last()
                && fstring.brackets - 1 == fstring.fields
            {
                return Err(self.error(here, format!("f-string: unmatched '{closing}'")));
            }
            let opening = char::from(frame.open);
            let mut message = format!(
                "closing parenthesis '{closing}' does not match opening parenthesis '{opening}'"
            );
            let line = self.line(frame.at);
            if line != self.line(here) {
                message = format!("{message} on line {line}");
            }
            return Err(self.error(here, message));
        }
        let depth = frame.end_element();
        self.top().tight.hold(depth + 2);
        self.at += 1;
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.brackets -= 1;
            if fstring.brackets < 0 {
                return Err(self.error(here, format!("f-string: unmatched '{closing}'")));
            }
            if byte == b'}' && fstring.brackets == fstring.fields {
                fstring.fields -= 1;
                fstring.in_text = true;
                fstring.in_format = fstring.fields >= 0;
            }
        }
        Ok(())
    }

    /// A string that is not an f-string; the scan is at its opening quote.
    fn string(&mut self, start: usize) -> Result<(), SyntaxError> {
        let quote = self.peek(0);
        let size = match (self.peek(1) == quote, self.peek(2) == quote) {
            (true, true) => 3,
            (true, false) => {
                self.at += 2;
                return Ok(());
            }
            _ => 1,
        };
        self.at += size;
        let mut quotes = 0;
        let mut escaped_quote = false;
        while quotes != size {
            if size == 3 && quotes == 0 {
                let rest = &self.bytes[self.at..];
                self.at += memchr::memchr2(quote, b'\\', rest).unwrap_or(rest.len());
            }
            let Some(&byte) = self.bytes.get(self.at) else {
                return Err(self.unterminated(start, quote, size, escaped_quote));
            };
            if size == 1 && matches!(byte, b'\n' | b'\r') {
                return Err(self.unterminated(start, quote, size, escaped_quote));
            }
            self.at += 1;
            if byte == quote {
                quotes += 1;
                continue;
            }
            quotes = 0;
            if byte == b'\\' {
                escaped_quote |= self.peek(0) == quote;
                if self.peek(0) == b'\r' && self.peek(1) == b'\n' {
                    self.at += 1;
                }
                self.at += 1;
            }
        }
        Ok(())
    }

    fn unterminated(&self, start: usize, quote: u8, size: usize, escaped: bool) -> SyntaxError {
        // A string that would end the f-string around it means that a field was not closed.
        if let Some(fstring) = self.fstrings.last()
            && (fstring.quote, fstring.size) == (quote, size)
        {
            return self.error(start, "f-string: expecting '}'");
        }
        let line = self.line(self.at).min(self.last_line());
        let mut message = if size == 3 {
            format!("unterminated triple-quoted string literal (detected at line {line})")
        } else {
            format!("unterminated string literal (detected at line {line})")
        };
        if escaped && size == 1 {
            message += "; perhaps you escaped the end quote?";
        }
        self.error(start, message)
    }

    /// The opening of an f-string; the scan is at its opening quote.
    fn fstring(&mut self, start: usize, raw: bool) -> Result<(), SyntaxError> {
        let quote = self.peek(0);
        let size = if self.peek(1) == quote && self.peek(2) == quote { 3 } else { 1 };
        if self.fstrings.len() >= MAX_FSTRINGS {
            return Err(self.error(start, "too many nested f-strings"));
        }
        self.at += size;
        self.fstrings.push(FString {
            quote,
            size,
            raw,
            start,
            brackets: 0,
            fields: -1,
            in_format: false,
            in_text: true,
        });
        Ok(())
    }

    /// The text of an f-string up to its end, or to the brace that ends the text.
    fn fstring_text(&mut self) -> Result<(), SyntaxError> {
        let FString { quote, size, raw, start, fields, in_format, brackets, .. } =
            *self.fstrings.last().expect("an f-string is open");
        let in_format = in_format && fields >= 0;
        loop {
            let Some(&byte) = self.bytes.get(self.at) else {
                return Err(self.unterminated_fstring(start, size));
            };
            match byte {
                b'\n' | b'\r' if size == 1 => {
                    if !in_format {
                        return Err(self.unterminated_fstring(start, size));
                    }
                    self.leave_text();
                    return Ok(());
                }
                b'{' if self.peek(1) == b'{' && !in_format => self.at += 2,
                b'{' => {
                    let fstring = self.fstrings.last_mut().expect("an f-string is open");
                    fstring.fields += 1;
                    if fstring.fields >= MAX_NESTED_FIELDS {
                        let message = "f-string: expressions nested too deeply";
                        return Err(self.error(self.at, message));
                    }
                    self.leave_text();
                    return Ok(());
                }
                b'}' if self.peek(1) == b'}' && !in_format && brackets == 0 => self.at += 2,
                b'}' => {
                    self.leave_text();
                    return Ok(());
                }
                b'\\' => self.fstring_escape(raw),
                _ if byte == quote => {
                    let length = (0..size).take_while(|&i| self.peek(i) == quote).count();
                    self.at += length;
                    if length == size {
                        self.fstrings.pop();
                        return Ok(());
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    fn leave_text(&mut self) {
        let fstring = self.fstrings.last_mut().expect("an f-string is open");
        fstring.in_text = false;
        fstring.in_format = false;
    }

    /// A backslash in the text of an f-string; it never hides a brace, except in `\N{…}`.
    fn fstring_escape(&mut self, raw: bool) {
        self.at += 1;
        match self.peek(0) {
            b'{' | b'}' => {}
            b'N' if !raw && self.peek(1) == b'{' => {
                self.at += 2;
                while !matches!(self.peek(0), b'}' | b'"' | b'\'' | b'\n' | b'\r' | b'{' | 0) {
                    self.at += 1;
                }
                if self.peek(0) == b'}' {
                    self.at += 1;
                }
            }
            b'\r' if self.peek(1) == b'\n' => self.at += 2,
            _ if self.at == self.bytes.len() => {}
            _ => self.at += 1,
        }
    }

    fn unterminated_fstring(&self, start: usize, size: usize) -> SyntaxError {
        let line = self.line(self.at).min(self.last_line());
        let triple = if size == 3 { "triple-quoted " } else { "" };
        self.error(
            start,
            format!("unterminated {triple}f-string literal (detected at line {line})"),
        )
    }

    fn number(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        if self.peek(0) == b'0' {
            match self.peek(1) {
                b'x' | b'X' => return self.radix("hexadecimal", 16),
                b'o' | b'O' => return self.radix("octal", 8),
                b'b' | b'B' => return self.radix("binary", 2),
                _ => {}
            }
        }
        if self.peek(0) != b'.' {
            self.digits()?;
        }
        let whole = &self.bytes[start..self.at];
        let old_octal =
            whole.len() > 1 && whole[0] == b'0' && whole.iter().any(|d| *d > b'0' && *d != b'_');
        let mut decimal_point = false;
        if self.peek(0) == b'.' {
            decimal_point = true;
            self.at += 1;
            if self.peek(0).is_ascii_digit() {
                self.digits()?;
            }
        }
        if matches!(self.peek(0), b'e' | b'E') {
            let exponent = self.at;
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if self.peek(1 + sign).is_ascii_digit() {
                self.at += 1 + sign;
                self.digits()?;
                decimal_point = true;
            } else if sign == 1 {
                return Err(self.error(exponent, "invalid decimal literal"));
            } else {
                return self.end_of_number("decimal");
            }
        }
        if matches!(self.peek(0), b'j' | b'J') {
            self.at += 1;
            return self.end_of_number("imaginary");
        }
        let digits = self.bytes[start..self.at].iter().filter(|byte| **byte != b'_').count();
        if digits > MAX_INTEGER_DIGITS && !decimal_point {
            self.goes_first = false;
            let message = format!(
                "Exceeds the limit ({MAX_INTEGER_DIGITS} digits) for integer string conversion: \
                 value has {digits} digits; use sys.set_int_max_str_digits() to increase the limit \
                 - Consider hexadecimal for huge integer literals to avoid decimal conversion \
                 limits."
            );
            return Err(self.error(start, message));
        }
        if old_octal && !decimal_point {
            let message = "leading zeros in decimal integer literals are not permitted; \
                           use an 0o prefix for octal integers";
            return Err(self.error(start, message));
        }
        self.end_of_number("decimal")
    }

    /// Decimal digits with single underscores between them; the first digit is there.
    fn digits(&mut self) -> Result<(), SyntaxError> {
        loop {
            while self.peek(0).is_ascii_digit() {
                self.at += 1;
            }
            if self.peek(0) != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.peek(0).is_ascii_digit() {
                return Err(self.error(self.at - 1, "invalid decimal literal"));
            }
        }
    }

    fn radix(&mut self, kind: &str, radix: u32) -> Result<(), SyntaxError> {
        self.at += 2;
        loop {
            if self.peek(0) == b'_' {
                self.at += 1;
            }
            if !char::from(self.peek(0)).is_digit(radix) {
                return Err(self.bad_digit(kind));
            }
            while char::from(self.peek(0)).is_digit(radix) {
                self.at += 1;
            }
            if self.peek(0) != b'_' {
                break;
            }
        }
        if self.peek(0).is_ascii_digit() {
            return Err(self.bad_digit(kind));
        }
        self.end_of_number(kind)
    }

    fn bad_digit(&self, kind: &str) -> SyntaxError {
        let digit = char::from(self.peek(0));
        if digit.is_ascii_digit() {
            let message = format!("invalid digit '{digit}' in {kind} literal");
            return self.error(self.at, message);
        }
        self.error(self.at - 1, format!("invalid {kind} literal"))
    }

    /// A number may touch a keyword (`1if x else 2`), but no other word.
    fn end_of_number(&self, kind: &str) -> Result<(), SyntaxError> {
        let rest = &self.bytes[self.at..];
        let keyword = ["and", "else", "for", "if", "in", "is", "or", "not"]
            .iter()
            .any(|keyword| rest.starts_with(keyword.as_bytes()));
        let word = matches!(self.peek(0), b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'0'..=b'9');
        if word && !keyword {
            return Err(self.error(self.at.saturating_sub(1), format!("invalid {kind} literal")));
        }
        Ok(())
    }
}

/// The error for a bracket that is still open at the end of the text.
pub(super) fn never_closed(lines: &LineIndex, open: char, at: TextSize) -> SyntaxError {
    let range = TextRange::at(at, TextSize::new(1));
    SyntaxError::at(lines, range, format!("'{open}' was never closed"))
}

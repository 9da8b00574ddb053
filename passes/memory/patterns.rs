//! Regular expressions: how much of a text they take apart is bounded by the text itself.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{Kind, Object, Refs, merge};
use super::layouts::{Version, Width};
use super::methods::multiply;
use super::walker::Walker;

/// Letters that a match takes, and that lie between two, where nothing says more.
const LIKELY: (f64, f64) = (5.0, 1.0);
/// How many compiled expressions `re` keeps.
const CACHE: f64 = 512.0;
/// A character set beyond ASCII is a table of 65,536 flags while it is compiled.
const CHARSET: f64 = 150_000.0;

/// What a compiled expression takes, beside what the cache of `re` keeps of it.
pub fn pattern_bytes(expression: Option<&str>) -> Span {
    match expression.map(|text| text.chars().count() as f64) {
        Some(length) => Span::of(88.0, 160.0 + 6.0 * length, 400.0 + 60.0 * length),
        None => Span::of(88.0, 400.0, 40_000.0),
    }
}

/// What a match takes: its object, with the places of its groups.
pub fn match_bytes(expression: Option<&str>) -> Span {
    match expression.map(|text| groups(text) as f64) {
        Some(groups) => Span::of(88.0, 120.0 + 16.0 * groups, 160.0 + 24.0 * groups),
        None => Span::of(88.0, 152.0, f64::INFINITY),
    }
}

/// The groups that an expression captures: at least as many as it has.
fn groups(expression: &str) -> usize {
    let mut count = 0;
    let mut letters = expression.chars().peekable();
    let mut in_set = false;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                letters.next();
            }
            '[' if !in_set => {
                in_set = true;
                if letters.peek() == Some(&'^') {
                    letters.next();
                }
                if letters.peek() == Some(&']') {
                    letters.next();
                }
            }
            ']' => in_set = false,
            '(' if !in_set => {
                let mut ahead = letters.clone();
                let plain = ahead.next() != Some('?');
                let named = ahead.next() == Some('P') && ahead.next() == Some('<');
                count += usize::from(plain || named);
            }
            _ => {}
        }
    }
    count
}

/// Whether groups may hold what other matches hold as well, or what stands behind the match.
fn looks_around(expression: &str) -> bool {
    ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|word| expression.contains(word))
}

/// Whether a group may take no part in a match.
fn has_optional(expression: &str) -> bool {
    ["|", ")?", ")*", "){"].iter().any(|word| expression.contains(word))
}

/// What a simple expression finds in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Found {
    count: f64,
    letters: f64,
    /// How many of the matches are different.
    different: f64,
    /// How many pieces lie between the matches.
    between: f64,
}

/// What a simple expression finds in a text: a run of letters of a kind, one such letter, or a word.
fn matches_in(expression: &str, text: &str) -> Option<Found> {
    let inner = expression.trim_start_matches(r"\b").trim_end_matches(r"\b");
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let test: fn(char) -> bool = match inner {
        r"\w+" => |c| c.is_alphanumeric() || c == '_',
        r"\S+" => |c| !c.is_whitespace(),
        r"\s+" => char::is_whitespace,
        r"\d+" | "[0-9]+" => |c| c.is_ascii_digit(),
        "[a-z]+" => |c| c.is_ascii_lowercase(),
        "[A-Z]+" => |c| c.is_ascii_uppercase(),
        "[a-zA-Z]+" | "[A-Za-z]+" => |c| c.is_ascii_alphabetic(),
        "[a-z0-9]+" => |c| c.is_ascii_lowercase() || c.is_ascii_digit(),
        r"\d" | "[0-9]" => {
            let count = text.chars().filter(char::is_ascii_digit).count() as f64;
            let between = text.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty());
            let between = between.count() as f64;
            return Some(Found { count, letters: count, different: 10.0_f64.min(count), between });
        }
        r"\w" | r"." => return None,
        literal
            if !literal.is_empty()
                && literal.chars().all(|c| is_word(c) || " ,;:-=".contains(c)) =>
        {
            let count = text.matches(literal).count() as f64;
            let letters = count * literal.chars().count() as f64;
            return Some(Found {
                count,
                letters,
                different: 1.0_f64.min(count),
                between: count + 1.0,
            });
        }
        _ => return None,
    };
    let found = || text.split(|c: char| !test(c)).filter(|part| !part.is_empty());
    let count = found().count() as f64;
    let letters = found().map(|part| part.chars().count() as f64).sum();
    let different = found().collect::<std::collections::BTreeSet<_>>().len() as f64;
    Some(Found { count, letters, different, between: count + 1.0 })
}

/// What a regular expression makes of a text: how many matches there are, and how many letters they have.
struct Matched<'a> {
    /// What the pieces are: texts, or bytes.
    kind: Kind<'a>,
    /// The length of the text.
    text: Span,
    count: Span,
    letters: Span,
    /// How many pieces likely lie between the matches.
    between: Poly,
    /// How many of the matches are different, where that is known.
    different: Option<f64>,
    expression: Rc<str>,
}

impl Matched<'_> {
    /// The most letters that the groups of all matches have, for each group.
    fn most(&self) -> Poly {
        if looks_around(&self.expression) {
            self.text.high.times(&self.count.high)
        } else {
            self.text.high.clone()
        }
    }
}

impl<'a> Walker<'a, '_> {
    /// What the cache of `re` holds.
    pub fn kept_patterns(&self) -> (f64, f64) {
        self.patterns.values().fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    /// `re.compile`, and what the functions of the module do first.
    fn compiled(&mut self, range: TextRange, pattern: &Refs) -> Option<Rc<str>> {
        let object = self.joined(pattern)?;
        if object.kind == Kind::Pattern {
            return object.text;
        }
        if !matches!(object.kind, Kind::Str(_) | Kind::Bytes) {
            return None;
        }
        let length = object.each_len();
        let most = length.high.as_constant()?;
        if !most.is_finite() {
            return None;
        }
        let likely = length.estimate.as_constant().unwrap_or(most).min(most);
        // The one that is written here is compiled once; others as often as they differ.
        let times = if object.text.is_some() { 1.0 } else { CACHE };
        let first = if self.layout.version >= Version::V311 { 1200.0 } else { 2500.0 };
        let key = (self.module_id().0, range.start().to_u32(), range.end().to_u32());
        self.patterns.insert(key, (first + 70.0 * likely, times * (4500.0 + 700.0 * most)));
        self.measure_with(&Span::of(0.0, 1800.0 + 70.0 * likely, CHARSET + 700.0 * most));
        object.text
    }

    /// A function of `re`.
    pub fn call_re(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let pattern = arguments.get(0, "pattern")?.clone();
        match name {
            "escape" => {
                let text = self.joined(&pattern)?;
                let len = text.each_len();
                let len = Span { high: len.high.scaled(2.0), ..len };
                Some(self.create(range, 150, Object::with_len(text.kind, len)))
            }
            "purge" => Some(self.none(range)),
            "compile" => {
                let text = self.compiled(range, &pattern);
                let known = self.joined(&pattern)?.each_len().is_bounded();
                let why = (!known).then(|| self.why(range, "the regular expression is not known"));
                let extra = if known { Span::default() } else { Span::unknown() };
                let object = Object { text, extra, why, ..Object::new(Kind::Pattern) };
                Some(self.create(range, 151, object))
            }
            _ => {
                let expression = self.compiled(range, &pattern)?;
                let positional = arguments.positional.iter().skip(1).cloned().collect();
                let rest = Arguments { positional, ..arguments.clone() };
                self.matching_call(range, &expression, name, &rest)
            }
        }
    }

    /// A method of a compiled expression.
    pub fn pattern_method(
        &mut self,
        range: TextRange,
        pattern: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let expression = self.joined(pattern)?.text?;
        self.matching_call(range, &expression, name, arguments)
    }

    fn matching_call(
        &mut self,
        range: TextRange,
        expression: &Rc<str>,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let at = usize::from(matches!(name, "sub" | "subn"));
        let subject = arguments.get(at, "string")?.clone();
        Some(match name {
            "match" | "search" | "fullmatch" => self.found(range, expression, &subject)?,
            "finditer" => {
                let matched = self.matched(expression, &subject)?;
                let one = self.found(range, expression, &subject)?;
                self.many(&one, &matched.count);
                let fields = Some(Rc::new(vec![subject]));
                let object = Object::with_len(Kind::Iterator, matched.count);
                self.create(
                    range,
                    153,
                    Object { elems: one, fields, extra: Span::of(0.0, 100.0, 400.0), ..object },
                )
            }
            "findall" => {
                let matched = self.matched(expression, &subject)?;
                let groups = groups(expression);
                let most = matched.most();
                let elems = if groups < 2 {
                    let all =
                        self.pieces(range, 154, &matched, &matched.count, &matched.letters, &most);
                    if let (Some(different), 0) = (matched.different, groups) {
                        let num = Span::of(0.0, different, different);
                        self.change(&all, |object, _| object.num = num.clone());
                    }
                    all
                } else {
                    let each = matched.letters.scaled(1.0 / groups as f64);
                    let fields = (0..groups)
                        .map(|at| {
                            let role = 160 + at.min(30) as u32;
                            self.pieces(range, role, &matched, &matched.count, &each, &most)
                        })
                        .collect();
                    let len = Span::exact(groups as f64);
                    let tuple = Object {
                        fields: Some(Rc::new(fields)),
                        ..Object::with_len(Kind::Tuple, len)
                    };
                    let tuple = self.create(range, 154, tuple);
                    self.many(&tuple, &matched.count);
                    tuple
                };
                let list = Object::with_len(Kind::List, matched.count);
                self.create(range, 155, Object { elems, grown: true, ..list })
            }
            "split" => self.split_by(range, expression, &subject, arguments)?,
            "sub" | "subn" => {
                let new = arguments.positional.first()?.clone();
                let text = self.substituted(range, expression, &subject, &new)?;
                if name == "sub" {
                    return Some(text);
                }
                self.hold(&text);
                let len = self.length(&subject).shifted(1.0);
                let count = self.integer(range, Span { low: Poly::zero(), ..len });
                let text = self.release();
                self.pair(range, text, count)
            }
            _ => return None,
        })
    }

    fn matched(&self, expression: &Rc<str>, subject: &Refs) -> Option<Matched<'a>> {
        let object = self.joined(subject)?;
        if !matches!(object.kind, Kind::Str(_) | Kind::Bytes | Kind::ByteArray) {
            return None;
        }
        let kind = if object.kind == Kind::ByteArray { Kind::Bytes } else { object.kind.clone() };
        let text = object.each_len();
        let known = object.text.as_ref().and_then(|text| matches_in(expression, text));
        let (count, letters) = match known {
            Some(found) => (Poly::constant(found.count), Poly::constant(found.letters)),
            None => {
                let words = match &**expression {
                    r"\w+" | r"\S+" | r"\b\w+\b" | "[a-z]+" | "[A-Za-z]+" | "[a-zA-Z]+" => {
                        self.pieces_of_line(subject, None)
                    }
                    _ => Poly::infinite(),
                };
                let all = LIKELY.0 + LIKELY.1;
                if words.is_finite() {
                    let letters = text.estimate.minus(&words);
                    (words, letters)
                } else {
                    (text.estimate.scaled(1.0 / all), text.estimate.scaled(LIKELY.0 / all))
                }
            }
        };
        // Between any two letters, and at the end, something empty may match.
        let count = Span { low: Poly::zero(), estimate: count, high: text.high.shifted(1.0) };
        let letters = Span { low: Poly::zero(), estimate: letters, high: text.high.clone() };
        let between = known.map_or_else(|| count.estimate.clone(), |it| Poly::constant(it.between));
        let different = known.map(|found| found.different);
        let expression = Rc::clone(expression);
        Some(Matched { kind, text, count, letters, between, different, expression })
    }

    /// Pieces of a text: so many, with so many letters in all.
    fn pieces(
        &mut self,
        range: TextRange,
        role: u32,
        of: &Matched<'a>,
        count: &Span,
        letters: &Span,
        most: &Poly,
    ) -> Refs {
        let mean = match (letters.estimate.as_constant(), count.estimate.as_constant()) {
            (Some(letters), Some(count)) if count > 0.0 && letters.is_finite() => {
                Poly::constant(letters / count)
            }
            _ => Poly::constant(LIKELY.0),
        };
        let each = Span { low: Poly::zero(), estimate: mean, high: of.text.high.clone() };
        let mut piece = Object::with_len(of.kind.clone(), each);
        multiply(&mut piece, count);
        piece.len.high = most.clone();
        if matches!(of.kind, Kind::Bytes | Kind::Str(Width::Ascii | Width::Latin)) {
            // What is empty, or has one letter, exists once.
            piece.count.high = piece.count.high.tighter(&most.scaled(0.5).shifted(1.0));
        }
        self.create(range, role, piece)
    }

    /// What one match returns; a match that is not found is `None`, which takes nothing.
    fn found(&mut self, range: TextRange, expression: &Rc<str>, subject: &Refs) -> Option<Refs> {
        let object = self.joined(subject)?;
        if !matches!(object.kind, Kind::Str(_) | Kind::Bytes | Kind::ByteArray) {
            return None;
        }
        let found = Object {
            fields: Some(Rc::new(vec![subject.clone()])),
            text: Some(Rc::clone(expression)),
            ..Object::new(Kind::Match)
        };
        Some(self.create(range, 152, found))
    }

    /// `pattern.split(text)`: what lies between the matches, and their groups.
    fn split_by(
        &mut self,
        range: TextRange,
        expression: &Rc<str>,
        subject: &Refs,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let matched = self.matched(expression, subject)?;
        let groups = groups(expression) as f64;
        let mut count = matched.count.scaled(1.0 + groups).shifted(1.0);
        let limit = arguments.get(1, "maxsplit").and_then(|limit| self.joined(limit));
        if let Some(limit) = limit.filter(|limit| limit.kind == Kind::Int)
            && limit.num.low.shifted(-1.0).is_positive()
        {
            count = count.capped(&limit.num.amount().scaled(1.0 + groups).shifted(1.0));
        }
        count.low = Poly::constant(1.0);
        let most = matched.text.high.plus(&matched.most().scaled(groups));
        let between = matched.text.estimate.minus(&matched.letters.estimate);
        let letters = Span { low: Poly::zero(), estimate: between, high: most.clone() };
        let mut elems = self.pieces(range, 154, &matched, &count, &letters, &most);
        if groups > 0.0 && has_optional(expression) {
            let none = self.none(range);
            merge(&mut elems, &none);
        }
        let list = Object::with_len(Kind::List, count);
        Some(self.create(range, 155, Object { elems, grown: true, ..list }))
    }

    /// `pattern.sub(new, text)`.
    fn substituted(
        &mut self,
        range: TextRange,
        expression: &Rc<str>,
        subject: &Refs,
        new: &Refs,
    ) -> Option<Refs> {
        let matched = self.matched(expression, subject)?;
        let kinds = |test: fn(&Kind<'_>) -> bool| {
            !new.is_empty() && self.state.objects(new).all(|object| test(&object.kind))
        };
        let is_constant = self.state.objects(new).all(|object| object.immortal);
        let (new, wide) = if kinds(|kind| matches!(kind, Kind::Str(_) | Kind::Bytes)) {
            let object = self.joined(new)?;
            let references = object.text.as_ref().map(|text| text.matches('\\').count() as f64);
            let wide = match object.kind {
                Kind::Str(width) => width,
                _ => Width::Ascii,
            };
            // Each reference puts a group in, and the groups of all matches are no longer than the text.
            let len = object.each_len();
            let groups = matched.most().scaled(references.unwrap_or(f64::INFINITY));
            let all = len.times(&matched.count);
            let groups = if references == Some(0.0) { Poly::zero() } else { groups };
            (Span { high: all.high.plus(&groups), ..all }, wide)
        } else if kinds(|kind| matches!(kind, Kind::Function(_) | Kind::Library(_))) {
            let one = self.found(range, expression, subject)?;
            let function = new.clone();
            let made = self.call_each(range, &function, &[one], &matched.count);
            let (len, width) = self.shown(&made, false, Width::Ascii);
            (len.times(&matched.count), width)
        } else {
            return None;
        };
        let kind = match matched.kind {
            Kind::Str(width) => Kind::Str(width.max(wide)),
            other => other,
        };
        let rest = matched.text.estimate.minus(&matched.letters.estimate);
        let len = Span {
            low: Poly::zero(),
            estimate: rest.plus(&new.estimate),
            high: matched.text.high.plus(&new.high),
        };
        let result = self.create(range, 156, Object::with_len(kind, len));
        self.hold(&result);
        // The pieces between the matches, and what comes in their place, are in a list until they are joined.
        let pieces = matched.count.scaled(2.0).shifted(1.0);
        let likely = matched.count.estimate.plus(&matched.between);
        let texts = if is_constant { &matched.between } else { &likely };
        let bytes = likely.scaled(8.5).plus(&texts.scaled(49.0)).plus(&rest);
        self.measure_with(&Span {
            low: Poly::zero(),
            estimate: bytes,
            high: pieces
                .high
                .scaled(9.0 + 76.0)
                .plus(&matched.text.high.plus(&new.high).scaled(4.0))
                .shifted(1000.0),
        });
        Some(self.release())
    }

    /// A method of a match.
    pub fn match_method(
        &mut self,
        range: TextRange,
        found: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let expression = self.joined(found)?.text?;
        let count = groups(&expression) as f64;
        Some(match name {
            "group" | "__getitem__" => match arguments.positional.len() {
                0 | 1 => {
                    let whole = arguments.positional.first().is_none_or(|at| {
                        self.joined(at).and_then(|at| at.num.as_constant()) == Some(0.0)
                    });
                    self.group_of(range, found, whole)?
                }
                many => {
                    let one = self.group_of(range, found, false)?;
                    let fields = Some(Rc::new(vec![one.clone(); many]));
                    self.many(&one, &Span::exact(many as f64));
                    let tuple = Object::with_len(Kind::Tuple, Span::exact(many as f64));
                    self.create(range, 158, Object { fields, ..tuple })
                }
            },
            "groups" => {
                let mut one = self.group_of(range, found, false)?;
                self.many(&one, &Span::exact(count));
                arguments.positional.iter().for_each(|default| merge(&mut one, default));
                let tuple = Object::with_len(Kind::Tuple, Span::exact(count));
                let fields = Some(Rc::new(vec![one; count as usize]));
                self.create(range, 158, Object { fields, ..tuple })
            }
            "groupdict" => {
                let elems = self.group_of(range, found, false)?;
                self.many(&elems, &Span::exact(count));
                let keys =
                    self.constant(range, Object::with_len(Kind::Str(Width::Four), Span::unknown()));
                let len = Span { low: Poly::zero(), ..Span::exact(count) };
                let dict = Object::with_len(Kind::Dict(super::heap::DictKind::Plain), len);
                self.create(range, 158, Object { elems, keys, ..dict })
            }
            "start" | "end" => {
                let len = self.subject_of(found)?.each_len();
                self.integer(range, Span { low: Poly::constant(-1.0), ..len })
            }
            "span" => {
                let len = self.subject_of(found)?.each_len();
                let num = Span { low: Poly::constant(-1.0), ..len };
                let one = self.integer(range, num.clone());
                let two = self.create(range, 159, super::numbers::integer(num));
                self.pair(range, one, two)
            }
            _ => return None,
        })
    }

    /// The text that was searched.
    fn subject_of(&self, found: &Refs) -> Option<Object<'a>> {
        let mut subjects = Refs::new();
        for object in self.state.objects(found) {
            merge(&mut subjects, object.fields.as_ref()?.first()?);
        }
        self.joined(&subjects)
    }

    /// A group of a match: a part of its text.
    pub fn group_of(&mut self, range: TextRange, found: &Refs, whole: bool) -> Option<Refs> {
        let subject = self.subject_of(found)?;
        let expression = self.joined(found)?.text?;
        let len = subject.each_len();
        let groups = groups(&expression).max(1) as f64;
        let likely = len.estimate.scaled(if whole { 1.0 } else { 0.7 / groups });
        let kind = if subject.kind == Kind::ByteArray { Kind::Bytes } else { subject.kind };
        let part = Span { low: Poly::zero(), estimate: likely, high: len.high };
        let mut group = self.create(range, 157, Object::with_len(kind, part));
        if !whole && has_optional(&expression) {
            let none = self.none(range);
            merge(&mut group, &none);
        }
        Some(group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_counted() {
        assert_eq!(groups(r"(\w+)=(\d+)"), 2);
        assert_eq!(groups(r"(?P<a>x)(?:y)(?=z)\(\)[(]"), 1);
        assert_eq!(groups("[]()]"), 0);
    }

    #[test]
    fn simple_expressions_are_counted_in_texts() {
        let found =
            |count, letters, different, between| Some(Found { count, letters, different, between });
        assert_eq!(matches_in(r"\d+", "a1 22 333 22"), found(4.0, 8.0, 3.0, 5.0));
        assert_eq!(matches_in(",", "a,b,c"), found(2.0, 2.0, 1.0, 3.0));
        assert_eq!(matches_in("a.c", "abc"), None);
    }
}

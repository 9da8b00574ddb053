//! How long a text is that a format makes: `f"{value:>{width}.2f}"`, `"%5d %s" % (number, name)`.

use ruff_python_ast as ast;

use super::bounds::{Poly, Span};
use super::heap::{Kind, Object, Refs};
use super::layouts::Width;
use super::walker::Walker;

/// The digits of the largest float that is written in full, with a sign and a point.
const FULL: f64 = 315.0;

impl<'a> Walker<'a, '_> {
    /// The length of a formatted value: as wide as the format says, or as long as the value is.
    pub fn formatted(
        &mut self,
        value: &Refs,
        shown: &Span,
        spec: &'a ast::InterpolatedStringFormatSpec,
    ) -> Span {
        let mut text = String::new();
        // What is put into the format may be a width, a precision, or both.
        let mut inserted = Span::default();
        for element in &spec.elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => text.push_str(&literal.value),
                ast::InterpolatedStringElement::Interpolation(part) => {
                    text.push('0');
                    let by = self.eval(&part.expression);
                    let by = match self.joined(&by) {
                        Some(by) if by.kind == Kind::Int && part.format_spec.is_none() => {
                            by.num.amount()
                        }
                        _ => Span::unknown(),
                    };
                    inserted = inserted.plus(&by);
                }
            }
        }
        let value = self.joined(value);
        if value.as_ref().is_some_and(|value| matches!(value.kind, Kind::Moment)) {
            return super::dates::formatted(Some(&text), &Span::default()).0;
        }
        let numbers: Vec<f64> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|digits| digits.parse().ok())
            .collect();
        let after_dot = text.find('.').is_some();
        let width =
            if text.starts_with('.') { 0.0 } else { numbers.first().copied().unwrap_or(0.0) };
        let precision = if after_dot { numbers.last().copied().unwrap_or(0.0) } else { 0.0 };
        let kind = text.chars().last().unwrap_or(' ');
        let is_full = matches!(kind, 'f' | 'F' | '%' | 'n');
        let whole = value.as_ref().and_then(whole_digits);
        let likely = match (is_full, &whole) {
            (true, Some((likely, _))) => likely + precision + if kind == '%' { 4.0 } else { 1.0 },
            _ if after_dot => precision + 4.0,
            _ => shown.estimate.as_constant().unwrap_or(8.0),
        };
        // Separators of thousands are a third more; binary digits are more than decimal ones.
        let more = match kind {
            'b' => 4.5,
            'o' => 1.6,
            _ => 1.4,
        };
        let all = match whole {
            // A sign, a point, six digits behind it where nothing is said, and two for a percentage.
            Some((_, most)) if is_full && kind != 'n' => Poly::constant(1.4 * (most + 12.0)),
            _ if is_full => shown.high.scaled(more).shifted(1.4 * FULL),
            _ => shown.high.scaled(more),
        };
        let likely = Poly::constant(likely.max(width)).upper(&inserted.estimate);
        Span {
            low: Poly::zero(),
            estimate: if likely.is_finite() { likely } else { shown.estimate.clone() },
            high: all.shifted(width + precision + 8.0).plus(&inserted.high),
        }
    }

    /// `format % values`, and the widest letter in it.
    pub fn formatted_by_percent(
        &self,
        format: &Object<'a>,
        values: &Refs,
        width: Width,
    ) -> (Span, Width) {
        let (more, width) = self.shown(values, false, width);
        let len = format.each_len().plus(&more);
        let open = Span { low: Poly::zero(), high: Poly::infinite(), ..len.clone() };
        let Some(text) = &format.text else { return (open, width) };
        let (mut fields, mut asked, mut full, mut quoted) = (0.0, 0.0, 0.0, 0.0);
        let mut names = false;
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            if letter != '%' {
                continue;
            }
            if letters.peek() == Some(&'(') {
                names = true;
                letters.by_ref().find(|&letter| letter == ')');
            }
            let mut number = String::new();
            let kind = loop {
                match letters.next() {
                    Some('*') | None => return (open, width),
                    Some(digit) if digit.is_ascii_digit() => number.push(digit),
                    Some('.' | '#' | '-' | '+' | ' ' | 'l' | 'L' | 'h') => {
                        asked += number.parse().unwrap_or(0.0);
                        number.clear();
                    }
                    Some(kind) => break kind,
                }
            };
            asked += number.parse().unwrap_or(0.0);
            fields += 1.0;
            match kind {
                'f' | 'F' => full += 1.0,
                'r' | 'a' => quoted += 1.0,
                '%' => fields -= 1.0,
                _ => {}
            }
        }
        // A value with a name may be there several times; `%r` shows what letters stand for.
        let times = if names { f64::max(fields, 1.0) } else { 1.0 };
        let scale = times * if quoted > 0.0 { 10.0 } else { 1.2 };
        let high = format
            .each_len()
            .high
            .plus(&more.high.scaled(scale))
            .shifted(asked + full * FULL + quoted * 12.0 + fields * 8.0);
        // Directives go, widths are filled.
        let likely = len.estimate.shifted(-2.0 * fields);
        let likely = if full > 0.0 && more.estimate.is_finite() {
            // Numbers are cut.
            likely.shifted(-8.0 * full)
        } else {
            likely
        };
        let likely = likely.floor_zero().upper(&Poly::constant(asked.min(1e6)));
        (Span { low: Poly::zero(), estimate: likely, high }, width)
    }
}

/// How many digits a number has before its point: likely, and at most, with a sign.
fn whole_digits(object: &Object<'_>) -> Option<(f64, f64)> {
    if !object.is_number() {
        return None;
    }
    let (low, high) = (object.num.low.as_constant()?, object.num.high.as_constant()?);
    let most = low.abs().max(high.abs());
    let digits = |value: f64| (value.abs() + 1.0).log10().floor() + 1.0;
    let likely = object.num.estimate.as_constant().unwrap_or(most);
    most.is_finite().then(|| (digits(likely), digits(most * 100.0) + 1.0))
}

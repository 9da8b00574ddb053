//! `datetime`: days, times, moments and what lies between them. Each is of one size, whatever it says.

use std::rc::Rc;

use ruff_python_ast::Operator;
use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{Kind, Object, Refs};
use super::layouts::{Version, Width};
use super::walker::Walker;

/// The longest name of a day, a month or a zone, in any language.
const NAME: f64 = 100.0;

impl<'a> Walker<'a, '_> {
    fn moment(&mut self, range: TextRange, class: &str) -> Refs {
        let object = Object { text: Some(Rc::from(class)), ..Object::new(Kind::Moment) };
        self.create(range, 180, object)
    }

    fn digits(&mut self, range: TextRange, low: f64, likely: f64, high: f64) -> Refs {
        self.integer(range, Span::of(low, likely, high))
    }

    fn letters(&mut self, range: TextRange, low: f64, likely: f64, high: f64) -> Refs {
        let text = Object::with_len(Kind::Str(Width::Ascii), Span::of(low, likely, high));
        self.create(range, 181, text)
    }

    /// Classes of `datetime`, and what is called on them: `datetime.datetime.now`.
    pub fn call_datetime(
        &mut self,
        range: TextRange,
        path: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        // Zones are kept by the moments that are in them.
        let has_zone = arguments.keyword("tzinfo").is_some()
            || arguments.keyword("tz").is_some()
            || arguments.positional.len() > 7;
        let rest = path.strip_prefix("datetime.")?;
        let is_known = matches!(
            rest,
            "datetime"
                | "date"
                | "time"
                | "timedelta"
                | "datetime.now"
                | "datetime.utcnow"
                | "datetime.today"
                | "date.today"
                | "datetime.fromtimestamp"
                | "date.fromtimestamp"
                | "datetime.fromisoformat"
                | "date.fromisoformat"
                | "time.fromisoformat"
                | "datetime.strptime"
                | "datetime.combine"
                | "date.fromordinal"
                | "datetime.fromordinal"
                | "datetime.utcfromtimestamp"
        );
        if !is_known || has_zone || arguments.starred {
            return None;
        }
        if rest == "datetime.strptime" {
            self.note_parser();
        }
        let class = rest.split('.').next()?.to_owned();
        Some(self.moment(range, &class))
    }

    /// The first text that is parsed imports what parses it, which stays.
    fn note_parser(&mut self) {
        let likely = match self.layout.version {
            Version::V39 | Version::V310 => 625_000.0,
            Version::V311 => 370_000.0,
            Version::V312 => 397_000.0,
            Version::V313 => 353_000.0,
        };
        self.patterns.insert((u32::MAX, 0, 0), (likely, 2.0 * likely));
    }

    /// A part of a moment, by name.
    pub fn moment_attribute(
        &mut self,
        range: TextRange,
        object: &Object<'a>,
        name: &str,
    ) -> Option<Refs> {
        object.text.as_ref()?;
        Some(match name {
            "year" => self.digits(range, 1.0, 2024.0, 9999.0),
            "month" => self.digits(range, 1.0, 6.0, 12.0),
            "day" => self.digits(range, 1.0, 15.0, 31.0),
            "hour" => self.digits(range, 0.0, 12.0, 23.0),
            "minute" | "second" => self.digits(range, 0.0, 30.0, 59.0),
            "microsecond" | "microseconds" => self.digits(range, 0.0, 0.0, 999_999.0),
            "seconds" => self.digits(range, 0.0, 3600.0, 86_399.0),
            "days" => self.digits(range, -999_999_999.0, 30.0, 999_999_999.0),
            "min" | "max" | "resolution" => {
                let class = object.text.clone()?;
                self.moment(range, &class)
            }
            _ => return None,
        })
    }

    pub fn moment_method(
        &mut self,
        range: TextRange,
        moment: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let object = self.joined(moment)?;
        let class = object.text.clone()?;
        Some(match name {
            "isoformat" => match &*class {
                "date" => self.letters(range, 10.0, 10.0, 10.0),
                "time" => self.letters(range, 2.0, 8.0, 32.0),
                _ => self.letters(range, 13.0, 19.0, 48.0),
            },
            "ctime" => self.letters(range, 24.0, 24.0, 24.0),
            "strftime" | "__format__" => {
                let format =
                    arguments.positional.first().or_else(|| arguments.keyword("format"))?;
                let format = self.joined(format)?;
                let len = formatted(format.text.as_deref(), &format.each_len());
                let width = if len.1 { Width::Four } else { Width::Ascii };
                self.create(range, 181, Object::with_len(Kind::Str(width), len.0))
            }
            "date" => self.moment(range, "date"),
            "time" | "timetz" => self.moment(range, "time"),
            "replace" if arguments.keyword("tzinfo").is_none() => self.moment(range, &class),
            "weekday" | "isoweekday" => self.digits(range, 0.0, 3.0, 7.0),
            "toordinal" => self.digits(range, 1.0, 738_000.0, 3_652_059.0),
            "timestamp" | "total_seconds" => self.float(range),
            _ => return None,
        })
    }

    /// Sums and differences.
    pub fn moment_operation(
        &mut self,
        range: TextRange,
        op: Operator,
        left: &Object<'a>,
        right: &Object<'a>,
    ) -> Option<Refs> {
        let class = |object: &Object<'a>| match object.kind {
            Kind::Moment => object.text.clone(),
            _ if object.is_number() => Some(Rc::from("number")),
            _ => None,
        };
        let (one, two) = (class(left)?, class(right)?);
        Some(match (op, &*one, &*two) {
            (Operator::Sub, "timedelta", "timedelta") => self.moment(range, "timedelta"),
            (Operator::Sub, "datetime" | "date", "datetime" | "date") => {
                self.moment(range, "timedelta")
            }
            (Operator::Add | Operator::Sub, _, "timedelta") => self.moment(range, &one),
            (Operator::Add, "timedelta", _) => self.moment(range, &two),
            (Operator::Mult, "timedelta", "number") | (Operator::Mult, "number", "timedelta") => {
                self.moment(range, "timedelta")
            }
            (Operator::Div, "timedelta", "timedelta") => self.float(range),
            (Operator::Div | Operator::FloorDiv, "timedelta", "number") => {
                self.moment(range, "timedelta")
            }
            (Operator::FloorDiv, "timedelta", "timedelta") => self.digits(range, -1e18, 10.0, 1e18),
            (Operator::Mod, "timedelta", "timedelta") => self.moment(range, "timedelta"),
            _ => return None,
        })
    }
}

/// How long a text is that `strftime` makes, and whether there may be any letters in it.
pub fn formatted(format: Option<&str>, len: &Span) -> (Span, bool) {
    let Some(format) = format else {
        return (
            Span { low: Poly::zero(), estimate: len.estimate.clone(), high: Poly::infinite() },
            true,
        );
    };
    let (mut low, mut likely, mut high, mut names) = (0.0, 0.0, 0.0, !format.is_ascii());
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        let (least, mean, most) = match letter {
            '%' => match letters.next() {
                Some('Y' | 'G') => (1.0, 4.0, 10.0),
                Some('m' | 'd' | 'H' | 'M' | 'S' | 'I' | 'y' | 'U' | 'W' | 'V' | 'e' | 'C') => {
                    (2.0, 2.0, 10.0)
                }
                Some('j') => (3.0, 3.0, 10.0),
                Some('f') => (6.0, 6.0, 10.0),
                Some('F') => (8.0, 10.0, 12.0),
                Some('T') => (8.0, 8.0, 10.0),
                Some('w' | 'u' | '%' | 'n' | 't') => (1.0, 1.0, 10.0),
                Some('a' | 'b' | 'h') => {
                    names = true;
                    (0.0, 3.0, NAME)
                }
                Some('A' | 'B' | 'p' | 'P') => {
                    names = true;
                    (0.0, 7.0, NAME)
                }
                Some('c' | 'x' | 'X' | 'Z' | 'z') => {
                    names = true;
                    (0.0, 10.0, 4.0 * NAME)
                }
                // A width, or something that is not known.
                _ => (0.0, 10.0, f64::INFINITY),
            },
            _ => (1.0, 1.0, 1.0),
        };
        low += least;
        likely += mean;
        high += most;
    }
    (Span::of(low, likely, high), names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_moments_say_how_long() {
        let of = |format| formatted(Some(format), &Span::exact(0.0)).0;
        assert_eq!(of("%Y-%m-%d").estimate.as_constant(), Some(10.0));
        assert_eq!(of("%Y").high.as_constant(), Some(10.0));
        assert!(!of("%1000Y").high.is_finite());
    }
}

//! Methods of texts and bytes: how long what they return is.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{Kind, Object, Refs};
use super::layouts::Width;
use super::methods::multiply;
use super::walker::Walker;

/// How long a piece of a text likely is, with what separates it from the next one.
const WORD: f64 = 7.0;

impl<'a> Walker<'a, '_> {
    pub fn str_method(
        &mut self,
        range: TextRange,
        text: &Refs,
        width: Width,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let len = self.length(text);
        let shorter = Span { low: Poly::zero(), ..len.clone() };
        let string = |len: Span, width: Width| Object::with_len(Kind::Str(width), len);
        Some(match name {
            "upper" | "lower" | "title" | "capitalize" | "swapcase" | "casefold" => {
                // A few characters become three.
                let most = if width == Width::Ascii { 1.0 } else { 3.0 };
                let width = if width == Width::Ascii { width } else { width.max(Width::Two) };
                let num = self.variety(&[text]);
                self.create(
                    range,
                    70,
                    Object { num, ..string(Span { high: len.high.scaled(most), ..len }, width) },
                )
            }
            "strip" | "lstrip" | "rstrip" | "removeprefix" | "removesuffix" => {
                let num = self.variety(&[text]);
                self.create(range, 70, Object { num, ..string(shorter, width) })
            }
            "zfill" | "ljust" | "rjust" | "center" | "expandtabs" => {
                let by = arguments.positional.first().and_then(|by| self.joined(by));
                let by = by
                    .filter(|by| by.kind == Kind::Int)
                    .map_or_else(Span::unknown, |by| by.num.amount());
                self.create(range, 70, string(len.maximum(&by), width))
            }
            "replace" => {
                let new = arguments.positional.get(1)?;
                let (new_len, new_width) =
                    (self.length(new), self.shown(new, false, Width::Ascii).1);
                let most = len.high.times(&new_len.high).plus(&new_len.high).plus(&len.high);
                self.create(range, 70, string(Span { high: most, ..shorter }, width.max(new_width)))
            }
            "join" => self.joined_text(range, text, width, arguments.positional.first()?),
            "split" | "rsplit" | "splitlines" => self.split(range, text, width, name, arguments),
            "partition" | "rpartition" => {
                let part = self.create(range, 75, string(shorter, width));
                let fields = Some(Rc::new(vec![part.clone(), part.clone(), part]));
                self.create(
                    range,
                    76,
                    Object { fields, ..Object::with_len(Kind::Tuple, Span::exact(3.0)) },
                )
            }
            "encode" => {
                let most = match width {
                    Width::Ascii => 1.0,
                    Width::Latin => 2.0,
                    Width::Two => 3.0,
                    Width::Four => 4.0,
                };
                self.create(
                    range,
                    70,
                    Object::with_len(
                        Kind::Bytes,
                        Span { high: len.high.scaled(most).shifted(8.0), ..len },
                    ),
                )
            }
            "format" | "format_map" => {
                let mut total = shorter;
                let mut widest = width;
                for value in arguments
                    .positional
                    .iter()
                    .chain(arguments.keywords.iter().map(|(_, value)| value))
                {
                    let (shown, wide) = self.shown(value, false, Width::Ascii);
                    widest = widest.max(wide);
                    total = total.plus(&shown);
                }
                let spec = self.state.single(text).and_then(|object| object.text.clone());
                let (likely, high) = match spec.as_deref().and_then(widths) {
                    Some((fields, asked)) => {
                        let asked = Poly::constant(asked);
                        let all = total.high.scaled(fields.max(1.0)).plus(&asked);
                        (total.estimate.upper(&asked), all.shifted(NUMBER * fields))
                    }
                    // A format that is not known may ask for any width.
                    None => (total.estimate.clone(), Poly::infinite()),
                };
                self.create(range, 70, string(Span { estimate: likely, high, ..total }, widest))
            }
            "translate" => self.create(
                range,
                70,
                string(Span { high: Poly::infinite(), ..shorter }, Width::Four),
            ),
            "startswith" | "endswith" | "isalpha" | "isdigit" | "isnumeric" | "isalnum"
            | "isspace" | "isupper" | "islower" | "isidentifier" | "isdecimal" | "istitle"
            | "isascii" | "isprintable" => self.boolean(range),
            "find" | "rfind" | "index" | "rindex" | "count" => {
                let low = Poly::constant(if name.ends_with("find") { -1.0 } else { 0.0 });
                let num =
                    Span { low, estimate: len.estimate.scaled(0.5), high: len.high.shifted(1.0) };
                self.integer(range, num)
            }
            _ => return None,
        })
    }

    fn joined_text(&mut self, range: TextRange, text: &Refs, width: Width, source: &Refs) -> Refs {
        let separator = self.length(text);
        let is_lazy = self.state.objects(source).any(|object| {
            matches!(object.kind, Kind::Lazy(_) | Kind::Generator(_) | Kind::Iterator)
        });
        let (trips, items) = self.all_items(range, source);
        let (one, widest) = self.shown(&items, false, width);
        let gaps = trips.shifted(-1.0).amount();
        let len = one.times(&trips).plus(&separator.times(&gaps));
        let object = Object::with_len(Kind::Str(widest), len);
        let result = self.create(range, 77, object);
        if is_lazy {
            // All pieces are collected in a list first.
            self.hold(&result);
            let list =
                Object { elems: items.clone(), grown: true, ..Object::with_len(Kind::List, trips) };
            let list = self.create(range, 78, list);
            self.hold(&list);
            self.measure();
            self.release();
            return self.release();
        }
        result
    }

    fn split(
        &mut self,
        range: TextRange,
        text: &Refs,
        width: Width,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Refs {
        let len = self.length(text);
        let known = self.state.single(text).and_then(|object| object.text.clone());
        let separator = arguments
            .positional
            .first()
            .and_then(|refs| self.state.single(refs))
            .and_then(|object| object.text.clone());
        let limit = arguments
            .get(1, "maxsplit")
            .and_then(|limit| self.joined(limit))
            .map(|limit| limit.num.amount().shifted(1.0));
        let pieces = match (&known, name, &separator) {
            (Some(known), "split", None) if arguments.positional.is_empty() => {
                Span::exact(known.split_whitespace().count() as f64)
            }
            (Some(known), "split", Some(separator)) if !separator.is_empty() => {
                Span::exact(known.split(&**separator).count() as f64)
            }
            _ => {
                // Between any two pieces there is a separator.
                let gap = separator
                    .as_ref()
                    .map_or(1.0, |separator| separator.chars().count().max(1) as f64);
                let most = len.high.scaled(1.0 / gap).shifted(1.0);
                let likely = match self.pieces_of_line(text, separator.as_deref()) {
                    likely if likely.is_finite() => likely,
                    // A word and what is behind it.
                    _ => len.estimate.scaled(1.0 / WORD).shifted(1.0),
                };
                Span { low: Poly::zero(), estimate: likely, high: most }
            }
        };
        let pieces = match limit {
            Some(limit) => pieces.capped(&limit),
            None => pieces,
        };
        let piece_len = Span {
            low: Poly::zero(),
            estimate: match (len.estimate.as_constant(), pieces.estimate.as_constant()) {
                (Some(len), Some(pieces)) if pieces > 0.0 && len.is_finite() => {
                    Poly::constant(((len - pieces + 1.0) / pieces).max(0.0))
                }
                _ => Poly::infinite(),
            },
            high: len.high.clone(),
        };
        let mut piece = Object::with_len(Kind::Str(width), piece_len);
        multiply(&mut piece, &pieces);
        // All pieces together are no longer than the text.
        piece.len.high = piece.len.high.tighter(&len.high);
        let piece = self.create(range, 79, piece);
        self.create(
            range,
            80,
            Object { elems: piece, grown: true, ..Object::with_len(Kind::List, pieces) },
        )
    }

    pub fn bytes_method(
        &mut self,
        range: TextRange,
        bytes: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let len = self.length(bytes);
        Some(match name {
            "append" => {
                self.add_elements(bytes, &Refs::new(), &Span::exact(1.0));
                self.none(range)
            }
            "extend" => {
                let source = arguments.positional.first()?.clone();
                self.hold(bytes);
                let (more, _) = self.items(range, &source);
                let bytes = self.release();
                self.add_elements(&bytes, &Refs::new(), &more);
                self.none(range)
            }
            "join" => {
                let source = arguments.positional.first()?.clone();
                let (trips, items) = self.all_items(range, &source);
                let one = self.length(&items);
                let gaps = len.times(&trips);
                // Views of all pieces are held while they are copied.
                let views = trips.scaled(80.0);
                self.measure_with(&Span { low: Poly::zero(), ..views.plus(&one.times(&trips)) });
                self.create(
                    range,
                    77,
                    Object::with_len(
                        Kind::Bytes,
                        Span { low: Poly::zero(), ..one.times(&trips).plus(&gaps) },
                    ),
                )
            }
            "decode" => self.create(
                range,
                70,
                Object::with_len(Kind::Str(Width::Four), Span { low: Poly::zero(), ..len }),
            ),
            "hex" => {
                self.create(range, 70, Object::with_len(Kind::Str(Width::Ascii), len.scaled(2.0)))
            }
            "find" | "index" | "count" | "rfind" => {
                self.integer(range, Span { low: Poly::constant(-1.0), ..len.shifted(1.0) })
            }
            "startswith" | "endswith" | "isdigit" => self.boolean(range),
            "strip" | "lstrip" | "rstrip" | "upper" | "lower" => self.create(
                range,
                70,
                Object::with_len(Kind::Bytes, Span { low: Poly::zero(), ..len }),
            ),
            _ => return None,
        })
    }
}

/// The digits of a number that is written in full, `{:f}` of the largest.
const NUMBER: f64 = 330.0;

/// How many fields a format has, and the widths and precisions that they ask for; none where these are arguments too.
fn widths(format: &str) -> Option<(f64, f64)> {
    let (mut fields, mut asked) = (0.0, 0.0);
    let mut rest = format;
    while let Some(at) = rest.find('{') {
        rest = &rest[at + 1..];
        fields += 1.0;
        let Some(end) = rest.find(['{', '}']) else { break };
        let field = &rest[..end];
        if rest[end..].starts_with('{') && field.contains(':') {
            return None;
        }
        if let Some((_, spec)) = field.split_once(':') {
            let numbers = spec.split(|letter: char| !letter.is_ascii_digit());
            asked += numbers.filter_map(|number| number.parse::<f64>().ok()).sum::<f64>();
        }
    }
    Some((fields, asked))
}

//! `array.array`: numbers side by side, each as many bytes as its type code says.

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{Kind, Object, Refs};
use super::layouts::Width;
use super::numbers;
use super::walker::Walker;

/// The bytes of one element, and its smallest and largest value; none for the numbers that are floats.
pub fn element(code: char) -> Option<(f64, Option<(f64, f64)>)> {
    let signed = |bits: i32| Some((-2_f64.powi(bits - 1), 2_f64.powi(bits - 1) - 1.0));
    let unsigned = |bits: i32| Some((0.0, 2_f64.powi(bits) - 1.0));
    Some(match code {
        'b' => (1.0, signed(8)),
        'B' => (1.0, unsigned(8)),
        'h' => (2.0, signed(16)),
        'H' => (2.0, unsigned(16)),
        'i' => (4.0, signed(32)),
        'I' => (4.0, unsigned(32)),
        'l' | 'q' => (8.0, signed(64)),
        'L' | 'Q' => (8.0, unsigned(64)),
        'f' => (4.0, None),
        'd' => (8.0, None),
        _ => return None,
    })
}

/// The number that reading an element makes.
pub fn number<'a>(code: char) -> Object<'a> {
    match element(code) {
        Some((_, Some((low, high)))) => {
            let likely = if low < 0.0 { high * 0.25 } else { high * 0.5 };
            numbers::integer(Span::of(low, likely.min(1000.0), high))
        }
        _ => Object::new(Kind::Float),
    }
}

/// The bytes of arrays of so many elements in all.
pub fn bytes(object: &Object<'_>, code: char, count: &Span, total: &Span) -> Span {
    let size = element(code).map_or(8.0, |(size, _)| size);
    // `array_resize` leaves a sixteenth to spare, and seven elements.
    let likely = if object.grown { 1.0 + 1.0 / 32.0 } else { 1.0 };
    let elements = Span {
        low: total.low.scaled(size),
        estimate: total.estimate.scaled(size * likely),
        high: total.high.scaled(size * (1.0 + 1.0 / 16.0)).plus(&count.high.scaled(size * 7.0)),
    };
    count.times(&Span::of(64.0, 80.0, 96.0)).plus(&elements)
}

impl<'a> Walker<'a, '_> {
    /// `array.array(code, values)`.
    pub fn call_array(&mut self, range: TextRange, arguments: &Arguments<'a>) -> Option<Refs> {
        let code = self.state.single(arguments.positional.first()?)?.text.clone()?;
        let code = code.chars().next()?;
        let (size, _) = element(code)?;
        let Some(source) = arguments.positional.get(1).cloned() else {
            return Some(self.create(
                range,
                140,
                Object::with_len(Kind::Packed(code), Span::default()),
            ));
        };
        let is_bytes = self
            .state
            .objects(&source)
            .all(|object| matches!(object.kind, Kind::Bytes | Kind::ByteArray));
        // Of what says how long it is, exactly as much room is made; other things are appended one by one.
        let is_sized = self
            .state
            .objects(&source)
            .all(|object| matches!(object.kind, Kind::List | Kind::Tuple | Kind::Packed(_)));
        let len = if is_bytes {
            self.length(&source).scaled(1.0 / size)
        } else {
            self.all_items(range, &source).0
        };
        let why = self.why_of(&source).filter(|_| !len.is_bounded());
        let object = Object::with_len(Kind::Packed(code), len);
        let grown = !is_bytes && !is_sized;
        Some(self.create(range, 140, Object { grown, why, ..object }))
    }

    pub fn packed_method(
        &mut self,
        range: TextRange,
        array: &Refs,
        code: char,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let first = arguments.positional.first().cloned();
        let (size, _) = element(code)?;
        let len = self.length(array);
        Some(match name {
            "append" | "insert" => {
                self.add_elements(array, &Refs::new(), &Span::exact(1.0));
                self.none(range)
            }
            "extend" | "fromlist" | "frombytes" | "fromfile" => {
                let source = first?;
                let more = match name {
                    "frombytes" => self.length(&source).scaled(1.0 / size),
                    "fromfile" => {
                        let count = self.joined(arguments.positional.get(1)?)?;
                        Span { low: Poly::zero(), ..count.num.amount() }
                    }
                    _ => {
                        self.hold(array);
                        let (more, _) = self.all_items(range, &source);
                        self.release();
                        more
                    }
                };
                self.add_elements(array, &Refs::new(), &more);
                self.none(range)
            }
            "pop" => {
                self.remove_elements(array, 1.0);
                self.create(range, 141, number(code))
            }
            "remove" => {
                self.remove_elements(array, 1.0);
                self.none(range)
            }
            "tolist" => {
                let mut one = number(code);
                super::methods::multiply(&mut one, &len);
                let one = self.create(range, 141, one);
                self.create(range, 142, Object { elems: one, ..Object::with_len(Kind::List, len) })
            }
            "tobytes" => self.create(range, 142, Object::with_len(Kind::Bytes, len.scaled(size))),
            "count" | "index" => self.integer(range, Span { low: Poly::zero(), ..len }),
            "reverse" | "byteswap" | "tofile" => self.none(range),
            "buffer_info" => {
                let address = self.integer(range, Span::of(0.0, 2_f64.powi(46), 2_f64.powi(63)));
                let length = self.create(range, 143, numbers::integer(len));
                self.pair(range, address, length)
            }
            _ => return None,
        })
    }

    /// `bytes(…)` and `bytearray(…)`.
    pub(super) fn bytes(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Refs {
        let kind = if name == "bytes" { Kind::Bytes } else { Kind::ByteArray };
        let Some(source) = arguments.positional.first() else {
            return self.create(range, 62, Object::with_len(kind, Span::default()));
        };
        let len = match self.joined(source) {
            Some(object) if object.kind == Kind::Int => object.num.amount(),
            Some(object) => match object.kind {
                Kind::Str(width) => {
                    let most = if width == Width::Ascii { 1.0 } else { 4.0 };
                    let len = object.each_len();
                    Span { high: len.high.scaled(most), ..len }
                }
                Kind::Packed(_) => {
                    let len = object.each_len();
                    match object.kind {
                        Kind::Packed(code) => match element(code) {
                            Some((size, _)) => len.scaled(size),
                            None => Span::unknown(),
                        },
                        _ => len,
                    }
                }
                Kind::Array { .. } | Kind::View => {
                    let len = object.each_len();
                    Span { high: len.high.scaled(16.0), ..len.scaled(8.0) }
                }
                // Whatever has a buffer, or `__bytes__`, decides by itself.
                Kind::Shared | Kind::Instance(_) | Kind::Unknown | Kind::Buffer(_) => {
                    Span::unknown()
                }
                _ => self.items(range, source).0,
            },
            None => Span::unknown(),
        };
        self.create(range, 62, Object::with_len(kind, len))
    }
}

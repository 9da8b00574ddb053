//! How long the texts are that values become: `str`, `repr`, formatting; and what waits to be printed.

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{Id, Kind, Object, Refs};
use super::layouts::Width;
use super::numbers;
use super::walker::Walker;

/// Containers in containers are looked at this deep; what is further inside has no bound.
const DEPTH: u32 = 4;

impl Walker<'_, '_> {
    /// The length of `str(value)`, or of `repr(value)` where `quoted`, and the widest character it may have.
    pub fn shown(&self, value: &Refs, quoted: bool, width: Width) -> (Span, Width) {
        let mut total: Option<Span> = None;
        let mut widest = width;
        let mut count = 0.0;
        for &id in value {
            let (len, width) = self.shown_object(id, quoted, DEPTH);
            widest = widest.max(width);
            count += 1.0;
            total = Some(match total {
                None => len,
                Some(total) => total.join(&len, (count - 1.0) / count),
            });
        }
        (total.unwrap_or_else(Span::unknown), widest)
    }

    fn shown_object(&self, id: Id, quoted: bool, depth: u32) -> (Span, Width) {
        let unknown = (Span::unknown(), Width::Four);
        let Some(object) = self.state.object(id) else { return unknown };
        match &object.kind {
            Kind::Int => {
                let is_truth = object.num.low.is_positive()
                    && object.num.high.is_at_most(&Poly::constant(1.0));
                let digits = numbers::digits(object);
                // `True` and `False` are integers here.
                (
                    if is_truth { Span { high: Poly::constant(5.0), ..digits } } else { digits },
                    Width::Ascii,
                )
            }
            Kind::Float => (Span::of(3.0, 17.0, 25.0), Width::Ascii),
            Kind::Complex => (Span::of(2.0, 36.0, 52.0), Width::Ascii),
            Kind::Shared => match object.text.as_deref() {
                Some("None") => (Span::exact(4.0), Width::Ascii),
                _ => unknown,
            },
            Kind::Str(width) => {
                let len = object.each_len();
                if quoted {
                    // `\\U0001f600` for one character.
                    let most = if *width == Width::Ascii { 4.0 } else { 10.0 };
                    (Span { high: len.high.scaled(most), ..len }.shifted(2.0), *width)
                } else {
                    (len, *width)
                }
            }
            Kind::Bytes | Kind::ByteArray => {
                let len = object.each_len();
                let len =
                    Span { high: len.high.scaled(4.0), estimate: len.estimate.scaled(2.0), ..len };
                (len.shifted(3.0).plus(&Span::of(0.0, 0.0, 12.0)), Width::Ascii)
            }
            Kind::Packed(_) => {
                let len = object.each_len();
                (
                    Span {
                        low: len.low,
                        estimate: len.estimate.scaled(8.0),
                        high: len.high.scaled(27.0 * 1.25),
                    }
                    .plus(&Span::of(2.0, 14.0, 40.0)),
                    Width::Ascii,
                )
            }
            Kind::Moment => (Span::of(5.0, 19.0, 80.0), Width::Ascii),
            Kind::Document => (Walker::letters_of_document(object), Width::Four),
            Kind::Frame => (self.letters_of_frame(object), Width::Four),
            Kind::Array { .. } | Kind::View => {
                // All elements where there are at most a thousand, a few of them else, unless the program asks for all.
                let len = object.each_len();
                let shown = len.capped(&Span::exact(1000.0)).estimate.scaled(14.0);
                let high = len.high.scaled(40.0).shifted(40.0);
                (Span { low: Poly::zero(), estimate: shown, high }, Width::Ascii)
            }
            Kind::Range => (Span::of(11.0, 14.0, 80.0), Width::Ascii),
            Kind::List | Kind::Tuple | Kind::Set { .. } | Kind::Deque | Kind::Dict(_)
                if depth > 0 =>
            {
                self.shown_container(object, depth)
            }
            _ => unknown,
        }
    }

    fn shown_container(&self, object: &Object<'_>, depth: u32) -> (Span, Width) {
        let len = object.each_len();
        let mut width = Width::Ascii;
        let mut one = |refs: &[Id]| {
            let mut total: Option<Span> = None;
            for &id in refs {
                let (len, wide) = self.shown_object(id, true, depth - 1);
                width = width.max(wide);
                total = Some(match total {
                    None => len,
                    Some(total) => total.join(&len, 0.5),
                });
            }
            total.unwrap_or_default()
        };
        let mut all = Span::default();
        if let Some(fields) = &object.fields {
            for field in fields.iter() {
                all = all.plus(&one(field)).shifted(2.0);
            }
        } else {
            let item = one(&object.elems).shifted(2.0);
            all = item.times(&len);
        }
        if !object.keys.is_empty() {
            all = all.plus(&one(&object.keys).shifted(2.0).times(&len));
        }
        // The text is built in a buffer with a quarter to spare.
        let all = Span { high: all.high.scaled(1.25), ..all };
        (all.plus(&Span::of(0.0, 2.0, 40.0)), width)
    }
}

impl Walker<'_, '_> {
    /// Text that waits for the buffer of standard output to be full: every piece is an object of its own until then.
    pub fn note_output(&mut self, values: &[Refs]) {
        const BUFFER: f64 = 8192.0;
        // Pieces of two characters, each an object with a slot in a list.
        const MOST: f64 = BUFFER / 2.0 * (52.0 + 9.0) + 2.0 * BUFFER;
        let (mut characters, mut bytes) = (1.0, 9.0);
        for value in values {
            let is_constant = self
                .state
                .objects(value)
                .all(|object| object.immortal && matches!(object.kind, Kind::Str(_)));
            let len = self
                .shown(value, false, Width::Ascii)
                .0
                .estimate
                .as_constant()
                .filter(|len| len.is_finite())
                .unwrap_or(8.0);
            characters += len + 1.0;
            bytes += 18.0 + if is_constant { 0.0 } else { 49.0 + len };
        }
        let pieces = (BUFFER / characters).min(self.rounds);
        self.printed = (self.printed.0.max(pieces * bytes), MOST);
    }

    /// `print(…)`.
    pub fn print(&mut self, arguments: &Arguments<'_>) -> bool {
        if let Some(file) = arguments.keyword("file") {
            let is_buffer = |object: &Object<'_>| matches!(object.kind, Kind::Buffer(Some(_)));
            if !file.is_empty() && self.state.objects(file).all(is_buffer) {
                let file = file.clone();
                return self.print_into(&file, arguments);
            }
            let is_other = |object: &Object<'_>| {
                !matches!(object.kind, Kind::File) && object.text.as_deref() != Some("None")
            };
            if self.state.objects(file).any(is_other) {
                return false;
            }
        }
        self.note_output(&arguments.positional);
        let mut most = Span::default();
        for value in &arguments.positional {
            let is_text =
                self.state.objects(value).all(|object| matches!(object.kind, Kind::Str(_)));
            let (len, width) = self.shown(value, false, Width::Ascii);
            let bytes = super::sizes::own_bytes(
                &Object::with_len(Kind::Str(width), len),
                &Span::exact(1.0),
                self.layout,
            );
            if !is_text {
                most = most.maximum(&bytes);
            }
        }
        // The text is encoded into the stream's buffer; a long one is written in a piece of its own.
        self.measure_with(&Span {
            low: Poly::zero(),
            estimate: most.estimate.clone(),
            high: most.high.scaled(2.5).shifted(9000.0),
        });
        true
    }

    /// `print(…, file=buffer)`: each value is a piece, and so is what stands between and behind them.
    fn print_into(&mut self, buffer: &Refs, arguments: &Arguments<'_>) -> bool {
        let mut end = (Span::exact(1.0), Width::Ascii);
        let mut gap = (Span::exact(1.0), Width::Ascii);
        for (name, place) in [("end", &mut end), ("sep", &mut gap)] {
            if let Some(value) = arguments.keyword(name) {
                let is_text =
                    self.state.objects(value).all(|object| matches!(object.kind, Kind::Str(_)));
                *place = if is_text {
                    self.shown(value, false, Width::Ascii)
                } else {
                    (Span::unknown(), Width::Four)
                };
            }
        }
        let mut pieces = vec![end];
        for (at, value) in arguments.positional.iter().enumerate() {
            if at > 0 {
                pieces.push(gap.clone());
            }
            pieces.push(self.shown(value, false, Width::Ascii));
        }
        if arguments.starred {
            pieces.push((Span::unknown(), Width::Four));
        }
        for (at, (len, width)) in pieces.iter().enumerate() {
            let one = if at == 0 { 1.0 } else { 0.0 };
            // Values that are no texts become such; what stands between exists anyway.
            let is_constant = at % 2 == 0;
            self.put(buffer, len, *width, &Span::exact(1.0), one, is_constant);
        }
        true
    }
}

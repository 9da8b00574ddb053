//! Texts and bytes that are written to memory: `io.StringIO`, `io.BytesIO`, and what `csv` writes there.
//!
//! Length is the number of characters written, which is never less than what is there. Until CPython 3.11 a `StringIO` keeps the
//! pieces until somebody asks for the text, later versions append to one text. Reading makes four bytes of every character.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{Kind, Object, Refs};
use super::layouts::{Layout, Version, Width};
use super::methods::multiply;
use super::walker::Walker;

/// How long a line likely is, where nothing says so.
const LINE: f64 = 40.0;
/// What a piece takes beside its letters: its header, and a slot of a list that grows.
const PIECE: (f64, f64) = (8.5, 49.0 + 16.0 + 9.5);

impl<'a> Walker<'a, '_> {
    /// `io.StringIO(text)`, `io.BytesIO(bytes)`.
    pub fn call_io(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let initial = arguments.positional.first().or_else(|| arguments.keyword("initial_value"));
        let source = match initial {
            None => None,
            Some(source) if self.state.objects(source).all(is_none) => None,
            Some(source) => Some(source.clone()),
        };
        let width = match name {
            "StringIO" => Some(Width::Ascii),
            "BytesIO" => None,
            _ => return None,
        };
        let Some(source) = source else {
            return Some(self.create(
                range,
                170,
                Object::with_len(Kind::Buffer(width), Span::default()),
            ));
        };
        let object = self.joined(&source)?;
        let len = object.each_len();
        match (&object.kind, width) {
            (Kind::Str(wide), Some(_)) => {
                let num = Span { estimate: likely_lines(&object), ..Span::any_number() };
                let kind = Kind::Buffer(Some(*wide));
                let buffer = Object { grown: true, num, ..Object::with_len(kind, len) };
                Some(self.create(range, 170, buffer))
            }
            // The bytes themselves, until something is written.
            (Kind::Bytes, None) => {
                let fields = Some(Rc::new(vec![source]));
                let buffer = Object::with_len(Kind::Buffer(None), len);
                Some(self.create(range, 170, Object { fields, ..buffer }))
            }
            (Kind::ByteArray, None) => {
                Some(self.create(range, 170, Object::with_len(Kind::Buffer(None), len)))
            }
            _ => None,
        }
    }

    pub fn buffer_method(
        &mut self,
        range: TextRange,
        buffer: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let object = self.joined(buffer)?;
        let Kind::Buffer(width) = object.kind else { return None };
        let kind = width.map_or(Kind::Bytes, Kind::Str);
        let len = object.each_len();
        let part =
            |len: &Span| Object::with_len(kind.clone(), Span { low: Poly::zero(), ..len.clone() });
        Some(match name {
            "write" => {
                let value = arguments.positional.first()?.clone();
                let is_constant = self.state.objects(&value).all(|piece| piece.immortal);
                let (len, wide) = self.written_length(&value)?;
                self.written(buffer, &len, wide, &Span::exact(1.0), is_constant);
                self.integer(range, Span { low: Poly::zero(), ..len })
            }
            "writelines" => {
                let source = arguments.positional.first()?.clone();
                self.hold(buffer);
                let (count, items) = self.all_items(range, &source);
                let buffer = self.release();
                let (len, wide) = self.written_length(&items)?;
                self.written(&buffer, &len.times(&count), wide, &count, false);
                self.none(range)
            }
            "getvalue" => {
                let num = Span { estimate: object.num.estimate.clone(), ..Span::any_number() };
                let object = Object { num, ..part(&len) };
                self.hold(buffer);
                let text = self.create(range, 171, object);
                self.hold(&text);
                self.measure();
                let text = self.release();
                let buffer = self.release();
                if self.shares(width) && buffer.len() == 1 && !buffer[0].is_older() {
                    let fields = Some(Rc::new(vec![text.clone()]));
                    self.change(&buffer, |object, _| {
                        if !object.grown && object.count.high.as_constant() == Some(1.0) {
                            object.fields.clone_from(&fields);
                            object.extra = Span::default();
                        }
                    });
                }
                text
            }
            "getbuffer" => {
                let object = Object {
                    elems: buffer.clone(),
                    extra: Span::exact(184.0),
                    ..Object::new(Kind::Shared)
                };
                self.create(range, 172, object)
            }
            "read" | "readline" | "read1" => {
                self.laid_out(buffer);
                let limit = arguments.positional.first().and_then(|limit| self.joined(limit));
                let limit = limit
                    .filter(|limit| limit.kind == Kind::Int && limit.num.low.is_positive())
                    .map(|limit| limit.num.amount());
                let mut text = part(&match limit {
                    Some(limit) => len.capped(&limit),
                    None => len.clone(),
                });
                if name == "readline" {
                    text.len.estimate = one_line(&object);
                } else {
                    text.num.estimate = object.num.estimate.clone();
                }
                self.create(range, 171, text)
            }
            "readlines" => {
                let (lines, line) = self.lines_of_buffer(range, buffer);
                let list =
                    Object { elems: line, grown: true, ..Object::with_len(Kind::List, lines) };
                self.create(range, 173, list)
            }
            "seek" => {
                self.laid_out(buffer);
                let by = arguments.positional.first().and_then(|by| self.joined(by));
                let most = match by {
                    Some(by) if by.kind == Kind::Int => by.num.high.positive_part(),
                    _ => Poly::infinite(),
                };
                // What is written behind the end fills the gap.
                let from_end = arguments.get(1, "whence").is_some();
                self.change(buffer, |object, _| {
                    let reach = |high: &Poly| {
                        if from_end { high.plus(&most) } else { high.upper(&most) }
                    };
                    object.each.1 = reach(&object.each.1);
                    object.len.high =
                        reach(&object.len.high).upper(&object.each.1.times(&object.count.high));
                });
                self.integer(range, Span { low: Poly::zero(), ..len })
            }
            "truncate" => {
                self.laid_out(buffer);
                let to_nothing = arguments
                    .positional
                    .first()
                    .and_then(|at| self.joined(at))
                    .is_some_and(|at| at.num.as_constant() == Some(0.0));
                self.change(buffer, |object, certain| {
                    object.fields = None;
                    if to_nothing && certain {
                        object.len.estimate = Poly::zero();
                        object.num.estimate = Poly::zero();
                    }
                });
                self.integer(range, Span { low: Poly::zero(), ..len })
            }
            "tell" => self.integer(range, Span { low: Poly::zero(), ..len }),
            "readable" | "writable" | "seekable" => self.boolean(range),
            "flush" | "close" | "__exit__" => self.none(range),
            "__enter__" => buffer.clone(),
            "csv:writerow" | "csv:writerows" | "csv:writeheader" => {
                let (len, rows) = self.written_rows(range, buffer, name, arguments)?;
                self.written(
                    buffer,
                    &len,
                    Width::Four.min(self.width_of_rows(arguments)),
                    &rows,
                    false,
                );
                self.integer(range, Span { low: Poly::zero(), ..len })
            }
            _ => return None,
        })
    }

    /// Whether the value that is asked for and the buffer are one object.
    fn shares(&self, width: Option<Width>) -> bool {
        width.is_none() || self.layout.version < Version::V312
    }

    /// How much a value is that is written, where it is a text or bytes.
    fn written_length(&self, value: &Refs) -> Option<(Span, Width)> {
        let mut width = Width::Ascii;
        for object in self.state.objects(value) {
            match object.kind {
                Kind::Str(wide) => width = width.max(wide),
                Kind::Bytes | Kind::ByteArray => {}
                _ => return None,
            }
        }
        (!value.is_empty()).then(|| (self.length(value), width))
    }

    /// Adds what is written.
    fn written(
        &mut self,
        buffer: &Refs,
        len: &Span,
        width: Width,
        pieces: &Span,
        is_constant: bool,
    ) {
        let lines = pieces.estimate.clone();
        self.put_lines(buffer, len, width, pieces, &lines, is_constant);
    }

    /// Adds a piece that ends so many lines.
    pub fn put(
        &mut self,
        buffer: &Refs,
        len: &Span,
        width: Width,
        pieces: &Span,
        lines: f64,
        is_constant: bool,
    ) {
        self.put_lines(buffer, len, width, pieces, &Poly::constant(lines), is_constant);
    }

    fn put_lines(
        &mut self,
        buffer: &Refs,
        len: &Span,
        width: Width,
        pieces: &Span,
        lines: &Poly,
        is_constant: bool,
    ) {
        let keeps_pieces = self.layout.version < Version::V312;
        self.change(buffer, |object, certain| {
            let one = if let Kind::Buffer(Some(wide)) = &mut object.kind {
                *wide = width.max(*wide);
                keeps_pieces && !object.grown
            } else {
                false
            };
            object.fields = None;
            object.grow(len, certain);
            object.num.estimate = object.num.estimate.plus(lines);
            if one {
                let each = if is_constant { 0.0 } else { 49.0 };
                let more = pieces.times(&Span::of(0.0, PIECE.0 + each, PIECE.1));
                object.extra = object.extra.plus(&Span { low: Poly::zero(), ..more });
            }
        });
    }

    /// Reading lays the text out, four bytes for each character.
    fn laid_out(&mut self, buffer: &Refs) {
        let mut letters = Span::default();
        self.change(buffer, |object, certain| {
            if matches!(object.kind, Kind::Buffer(Some(_))) && !object.grown {
                object.grown = true;
                object.fields = None;
                letters = object.len.clone();
                if certain && object.count.high.as_constant() == Some(1.0) {
                    object.extra.estimate = Poly::zero();
                }
            }
        });
        // The text in one piece is there until it is copied.
        self.measure_with(&Span { low: Poly::zero(), high: letters.high.scaled(4.0), ..letters });
    }

    /// The lines of a buffer, one at a time.
    pub fn lines_of_buffer(&mut self, range: TextRange, buffer: &Refs) -> (Span, Refs) {
        self.laid_out(buffer);
        let Some(object) = self.joined(buffer) else { return (Span::unknown(), Refs::new()) };
        let len = object.each_len();
        let kind = match object.kind {
            Kind::Buffer(Some(width)) => Kind::Str(width),
            _ => Kind::Bytes,
        };
        let lines = Span { low: Poly::zero(), estimate: lines_of(&object), high: len.high.clone() };
        let each = Span { low: Poly::zero(), estimate: one_line(&object), high: len.high.clone() };
        let mut line = Object::with_len(kind, each);
        multiply(&mut line, &lines);
        // All lines together are the text.
        line.len.high = line.len.high.tighter(&len.high);
        (lines, self.create(range, 174, line))
    }

    /// The columns and the length of rows that `csv` writes, and how many rows there are.
    fn written_rows(
        &mut self,
        range: TextRange,
        buffer: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<(Span, Span)> {
        let source = arguments.positional.first()?.clone();
        if name != "csv:writerows" {
            return Some((self.row_length(range, &source)?, Span::exact(1.0)));
        }
        self.hold(buffer);
        let (rows, items) = self.all_items(range, &source);
        self.hold(&items);
        let one = self.row_length(range, &items);
        self.release();
        self.release();
        Some((one?.times(&rows), rows))
    }

    /// The width of texts in rows: of what is not looked into, any.
    fn width_of_rows(&self, arguments: &Arguments<'a>) -> Width {
        let mut width = Width::Ascii;
        let mut todo: Vec<super::heap::Id> = arguments.all().to_vec();
        let mut seen = Vec::new();
        while let Some(id) = todo.pop() {
            if seen.contains(&id) || seen.len() > 50 {
                continue;
            }
            seen.push(id);
            let Some(object) = self.state.object(id) else { return Width::Four };
            match object.kind {
                Kind::Str(wide) => width = width.max(wide),
                Kind::Int | Kind::Float | Kind::Shared => {}
                Kind::List | Kind::Tuple | Kind::Dict(_) => todo.extend(object.refs()),
                _ => return Width::Four,
            }
        }
        if seen.len() > 50 { Width::Four } else { width }
    }

    /// How long a row is that `csv` makes of a list, a tuple or the values of a dictionary.
    fn row_length(&mut self, range: TextRange, row: &Refs) -> Option<Span> {
        let mut result: Option<Span> = None;
        for &id in row {
            let object = self.state.object(id)?.clone();
            // In quotes, those in it doubled, with a comma; a row ends with two characters.
            let shown = |walker: &Self, field: &Refs| {
                let len = walker.shown(field, false, Width::Ascii).0;
                Span { high: len.high.scaled(2.0).shifted(2.0), ..len }.shifted(1.0)
            };
            let len = match (&object.kind, &object.fields) {
                (Kind::List | Kind::Tuple, Some(fields)) => {
                    fields.iter().fold(Span::exact(1.0), |sum, field| sum.plus(&shown(self, field)))
                }
                (Kind::List | Kind::Tuple, None) => {
                    shown(self, &object.elems).times(&object.each_len()).shifted(1.0)
                }
                (Kind::Dict(_), _) => {
                    let mut one = shown(self, &object.elems);
                    let mut values = Span::default();
                    let mut count = 0.0;
                    for (name, refs) in object.attributes.iter().flat_map(|table| table.iter()) {
                        if name.starts_with('[') {
                            values = values.plus(&shown(self, refs));
                            count += 1.0;
                        }
                    }
                    if count > 0.0 && object.len.as_constant() == Some(count) {
                        one.estimate = values.estimate.scaled(1.0 / count);
                    }
                    one.times(&object.each_len()).shifted(1.0)
                }
                _ => {
                    let refs: Refs = [id].into_iter().collect();
                    let (count, items) = self.all_items(range, &refs);
                    shown(self, &items).times(&count).shifted(1.0)
                }
            };
            result = Some(match result {
                None => len,
                Some(before) => before.join(&len, 0.5),
            });
        }
        result.map(|len| Span { low: Poly::zero(), ..len })
    }

    /// `csv.writer(buffer)`, `csv.DictWriter(buffer, fieldnames)`.
    pub fn csv_writer(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let target = arguments.positional.first()?.clone();
        let keys = arguments.get(1, "fieldnames").cloned().unwrap_or_default();
        // Terminators, delimiters and what stands for missing values may be of any length.
        let is_plain =
            name == "writer" && arguments.keywords.is_empty() && arguments.positional.len() < 2
                || name == "DictWriter"
                    && arguments.positional.len() <= 2
                    && arguments.keywords.iter().all(|(name, _)| *name == "fieldnames");
        if !is_plain
            && self.state.objects(&target).any(|object| matches!(object.kind, Kind::Buffer(_)))
        {
            return None;
        }
        let object = Object {
            extra: Span::of(50.0, 200.0, 3000.0),
            elems: target,
            keys,
            ..Object::new(Kind::Library(Rc::from("csv:writer")))
        };
        Some(self.create(range, 118, object))
    }

    /// A method of what `csv.writer` made.
    pub fn csv_writer_method(
        &mut self,
        range: TextRange,
        writer: &Object<'a>,
        name: &str,
    ) -> Option<Refs> {
        if !matches!(name, "writerow" | "writerows" | "writeheader") {
            return None;
        }
        let object = Object {
            elems: writer.elems.clone(),
            keys: writer.keys.clone(),
            extra: Span::of(0.0, 72.0, 72.0),
            ..Object::new(Kind::Library(Rc::from(format!("csv:{name}"))))
        };
        Some(self.create(range, 175, object))
    }

    /// `writer.writeheader()`: the names of the fields are a row.
    pub fn call_csv_writer(
        &mut self,
        range: TextRange,
        target: &Refs,
        keys: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Refs {
        if name == "csv:writeheader" {
            let positional = vec![keys.clone()];
            return self.method(
                range,
                target,
                name,
                &Arguments { positional, ..Arguments::default() },
            );
        }
        // Each name that a row lacks is written as nothing, and needs a comma.
        if !keys.is_empty() {
            let commas = self.length(keys);
            for &id in target {
                if let Some(object) = self.state.object_mut(id)
                    && matches!(object.kind, Kind::Buffer(_))
                    && name == "csv:writerow"
                {
                    object.grow(
                        &Span {
                            low: Poly::zero(),
                            estimate: Poly::zero(),
                            high: commas.high.clone(),
                        },
                        false,
                    );
                }
            }
        }
        self.method(range, target, name, arguments)
    }
}

fn is_none(object: &Object<'_>) -> bool {
    object.kind == Kind::Shared && object.text.as_deref() == Some("None")
}

/// How many lines a text likely has; none where nothing says so.
pub fn likely_lines(object: &Object<'_>) -> Poly {
    match &object.text {
        Some(text) => Poly::constant(text.matches('\n').count() as f64),
        None if object.num.high.is_finite() => Poly::zero(),
        None => object.num.estimate.clone(),
    }
}

fn lines_of(object: &Object<'_>) -> Poly {
    if object.num.estimate.weight() > 0.0 {
        object.num.estimate.clone()
    } else {
        object.each_len().estimate.scaled(1.0 / LINE).shifted(1.0)
    }
}

fn one_line(object: &Object<'_>) -> Poly {
    match (object.each_len().estimate.as_constant(), lines_of(object).as_constant()) {
        (Some(len), Some(lines)) if len.is_finite() && lines > 0.0 => Poly::constant(len / lines),
        _ => Poly::constant(LINE),
    }
}

/// The bytes of buffers.
pub fn bytes(
    object: &Object<'_>,
    width: Option<Width>,
    count: &Span,
    total: &Span,
    layout: Layout,
) -> Span {
    let modern = layout.version >= Version::V312;
    let header = match width {
        None => Span::of(72.0, 80.0, 200.0),
        Some(_) if modern => Span::of(160.0, 224.0, 400.0),
        Some(_) => Span::of(160.0, 176.0, 400.0),
    };
    let header = count.times(&header);
    // The text that was asked for is the buffer.
    if object.fields.is_some() && !object.grown {
        return header;
    }
    let (likely, most) = match width {
        None => (1.06, 1.125),
        Some(_) if object.grown => (4.0, 4.5),
        Some(width) => {
            let each = layout.string(width).1;
            match (width, modern) {
                (Width::Ascii, true) => (1.125, 1.25),
                (_, true) => (1.125 * each, 2.0 * each),
                // In pieces; or in one, once the text was asked for.
                (_, false) => (each, 2.0 * each),
            }
        }
    };
    header.plus(&Span {
        low: Poly::zero(),
        estimate: total.estimate.scaled(likely),
        high: total.high.scaled(most).plus(&count.high.scaled(200.0)),
    })
}

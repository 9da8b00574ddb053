//! Files: how much of them is in memory, by how they are read.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::Input;
use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{DictKind, Id, Kind, Object, Refs};
use super::layouts::Width;
use super::methods::multiply;
use super::walker::Walker;

/// How long a field of a table likely is, with its comma.
const FIELD: f64 = 5.5;

impl<'a> Walker<'a, '_> {
    pub fn open_file(&mut self, range: TextRange, arguments: &Arguments<'a>) -> Refs {
        let text = |walker: &Self, refs: Option<&Refs>| {
            refs.and_then(|refs| walker.state.single(refs)).and_then(|object| object.text.clone())
        };
        let name = text(self, arguments.positional.first());
        let mode = match arguments.get(1, "mode") {
            Some(mode) => text(self, Some(mode)).unwrap_or_else(|| Rc::from("?")),
            None => Rc::from("r"),
        };
        let name = name.unwrap_or_else(|| {
            let text = self.module().source.text[range].to_owned();
            Rc::from(text)
        });
        let object =
            Object { text: Some(Rc::from(format!("{mode}:{name}"))), ..Object::new(Kind::File) };
        self.create(range, 110, object)
    }

    /// What is known of the file that an object reads.
    pub fn input_of(&self, file: Id) -> Option<&Input> {
        let name = self.state.object(file)?.text.clone()?;
        let name = name.split_once(':').map_or(&*name, |(_, name)| name);
        let inputs = &self.request.inputs;
        let last = name.rsplit('/').next().unwrap_or(name);
        let named = inputs
            .iter()
            .find(|input| input.name == name || input.name.rsplit('/').next() == Some(last));
        match named {
            Some(input) => Some(input),
            // One file is given, and the program opens one whose name is not known.
            None if inputs.len() == 1 && name.contains('(') => inputs.first(),
            None => None,
        }
    }

    fn is_binary(&self, file: Id) -> bool {
        self.state
            .object(file)
            .and_then(|object| object.text.clone())
            .and_then(|text| text.split_once(':').map(|(mode, _)| mode.contains('b')))
            .unwrap_or(false)
    }

    pub fn name_of(&self, file: Id) -> String {
        let text = self.state.object(file).and_then(|object| object.text.clone());
        let text = text.as_deref().unwrap_or("file");
        text.split_once(':').map_or(text, |(_, name)| name).to_owned()
    }

    /// Bytes, lines and the length of a line, each as far as it is known.
    pub fn file_facts(&mut self, file: Id) -> (Span, Span, Span, Width) {
        if let Some(input) = self.input_of(file) {
            let bytes = Span::exact(input.bytes as f64);
            let lines = Span::of(
                if input.sampled { 1.0 } else { input.lines },
                input.lines,
                if input.sampled { input.bytes as f64 } else { input.lines },
            );
            let longest = if input.sampled { input.bytes as f64 } else { input.longest };
            let line = Span::of(0.0, input.bytes as f64 / input.lines.max(1.0), longest);
            let width = if input.ascii && !input.sampled {
                Width::Ascii
            } else if input.ascii {
                Width::Latin
            } else {
                Width::Four
            };
            return (bytes, lines, line, width);
        }
        let name = self.name_of(file);
        let bytes = self.size(&format!("size({name})"));
        let lines = self.size(&format!("lines({name})"));
        let line = self.size(&format!("longest_line({name})"));
        (bytes, lines, line, Width::Four)
    }

    fn line_object(&mut self, range: TextRange, file: Id, role: u32) -> Refs {
        let (_, _, line, width) = self.file_facts(file);
        let kind = if self.is_binary(file) { Kind::Bytes } else { Kind::Str(width) };
        let object = Object::with_len(kind, line);
        self.create(range, role, object)
    }

    /// `for line in file`: one line at a time.
    pub fn lines_of_file(&mut self, range: TextRange, file: Id) -> (Span, Refs) {
        let (_, lines, _, _) = self.file_facts(file);
        let line = self.line_object(range, file, 111);
        self.many(&line, &lines);
        (lines, line)
    }

    pub fn file_method(
        &mut self,
        range: TextRange,
        file: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let id = *file.first()?;
        let (bytes, lines, _, width) = self.file_facts(id);
        Some(match name {
            "read" => {
                let limit = arguments.positional.first().and_then(|limit| self.joined(limit));
                let limit =
                    limit.filter(|limit| limit.kind == Kind::Int).map(|limit| limit.num.amount());
                let is_binary = self.is_binary(id);
                let kind = if is_binary { Kind::Bytes } else { Kind::Str(width) };
                // A character takes at least a byte of the file.
                let len = match limit {
                    Some(limit) => Span { low: Poly::zero(), ..bytes.capped(&limit) },
                    None if is_binary => bytes.clone(),
                    None => Span { low: bytes.low.scaled(0.25), ..bytes.clone() },
                };
                let text = self.create(range, 112, Object::with_len(kind, len));
                if !is_binary {
                    // The bytes are there until they are decoded.
                    self.hold(&text);
                    self.measure_with(&Span { low: Poly::zero(), ..bytes });
                    self.release();
                }
                text
            }
            "readlines" => {
                let line = self.line_object(range, id, 113);
                for id in &line {
                    if let Some(object) = self.state.object_mut(*id) {
                        multiply(object, &lines);
                        object.len.high = object.len.high.tighter(&bytes.high);
                    }
                }
                self.create(
                    range,
                    114,
                    Object { elems: line, grown: true, ..Object::with_len(Kind::List, lines) },
                )
            }
            "readline" => self.line_object(range, id, 113),
            "write" => {
                let value = arguments.positional.first()?;
                self.note_output(std::slice::from_ref(value));
                let len = self.length(value);
                self.integer(range, Span { low: Poly::zero(), ..len })
            }
            "writelines" => {
                let source = arguments.positional.first()?.clone();
                self.items(range, &source);
                self.none(range)
            }
            "csv:writerow" | "csv:writeheader" => {
                let value = arguments.positional.first()?;
                self.note_output(std::slice::from_ref(value));
                self.integer(range, Span::of(0.0, 40.0, 2_f64.powi(62)))
            }
            "csv:writerows" => {
                let source = arguments.positional.first()?.clone();
                let (_, items) = self.items(range, &source);
                self.note_output(std::slice::from_ref(&items));
                self.none(range)
            }
            "close" | "flush" | "seek" | "tell" | "truncate" => self.none(range),
            "fileno" => self.integer(range, Span::of(0.0, 3.0, 256.0)),
            "isatty" => self.boolean(range),
            "__enter__" => file.clone(),
            _ => return None,
        })
    }

    /// How many pieces a line of the given file falls into.
    pub fn pieces_of_line(&self, text: &Refs, separator: Option<&str>) -> Poly {
        let [input] = &self.request.inputs[..] else { return Poly::infinite() };
        let mean = input.bytes as f64 / input.lines.max(1.0);
        let is_line = self
            .length(text)
            .estimate
            .as_constant()
            .is_some_and(|len| len >= mean - 3.0 && len <= mean + 1.0);
        let bytes = input.bytes as f64;
        let is_file = !is_line
            && self
                .length(text)
                .estimate
                .as_constant()
                .is_some_and(|len| len >= bytes * 0.95 && len <= bytes * 1.05);
        if !is_line && !is_file {
            return Poly::infinite();
        }
        let times = if is_file { input.lines } else { 1.0 };
        match separator {
            None => Poly::constant(input.words * times),
            Some(",") => Poly::constant(input.commas * times + 1.0),
            Some("\t") => Poly::constant(input.tabs * times + 1.0),
            Some("\n") if is_file => Poly::constant(input.lines + 1.0),
            Some(_) => Poly::infinite(),
        }
    }

    /// Functions of `csv` and `json`.
    pub fn call_format(
        &mut self,
        range: TextRange,
        module: &str,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let source = arguments.positional.first().cloned()?;
        let file = self
            .state
            .single(&source)
            .filter(|object| object.kind == Kind::File)
            .map(|_| source[0]);
        Some(match (module, name) {
            ("csv", "reader" | "DictReader") => {
                let mut lines_of_table: Option<Object<'a>> = None;
                let (trips, fields) = match file {
                    Some(file) => {
                        let (_, lines, _, _) = self.file_facts(file);
                        let fields = self.input_of(file).map(|input| input.commas + 1.0);
                        let fields = match fields {
                            Some(fields) => Span::of(0.0, fields, f64::INFINITY),
                            None => {
                                let name = self.name_of(file);
                                self.size(&format!("fields({name})"))
                            }
                        };
                        (lines, fields)
                    }
                    None => {
                        let (lines, items) = self.items(range, &source);
                        let line = self.joined(&items);
                        lines_of_table = line.filter(|line| matches!(line.kind, Kind::Str(_)));
                        let fields = match &lines_of_table {
                            Some(line) => {
                                let len = line.each_len();
                                let likely = len.estimate.scaled(1.0 / FIELD).shifted(0.5);
                                Span {
                                    low: Poly::zero(),
                                    estimate: likely,
                                    high: len.high.shifted(1.0),
                                }
                            }
                            None => Span::unknown(),
                        };
                        (lines, fields)
                    }
                };
                let (line, width) = match file {
                    Some(file) => {
                        let (_, _, line, width) = self.file_facts(file);
                        (line, width)
                    }
                    None => match &lines_of_table {
                        // A field in quotes may go over several lines.
                        Some(line) => {
                            let Kind::Str(width) = line.kind else { return None };
                            (Span { high: line.len.high.clone(), ..line.each_len() }, width)
                        }
                        None => (Span::unknown(), Width::Four),
                    },
                };
                // Names of fields are in the first line, unless they are given.
                let trips = if name == "DictReader" && arguments.get(1, "fieldnames").is_none() {
                    let fewer = |lines: &Poly| lines.shifted(-1.0).floor_zero();
                    let estimate = trips.estimate.shifted(-1.0);
                    Span { low: fewer(&trips.low), estimate, ..trips }
                } else {
                    trips
                };
                // Fields are no longer than their line, and no more than its characters.
                let fields = Span { high: fields.high.tighter(&line.high.shifted(1.0)), ..fields };
                let mean = match (line.estimate.as_constant(), fields.estimate.as_constant()) {
                    (Some(line), Some(fields)) if fields > 0.0 => {
                        Poly::constant(((line - fields) / fields).max(0.0))
                    }
                    _ => Poly::infinite(),
                };
                let mut field = Object::with_len(
                    Kind::Str(width),
                    Span { low: Poly::zero(), estimate: mean, high: line.high.clone() },
                );
                multiply(&mut field, &fields);
                field.len.high = field.len.high.tighter(&line.high);
                let mut total = field.len.times(&trips);
                total.high = total.high.tighter(&line.high.times(&trips.high));
                field.count = field.count.times(&trips);
                field.len = total;
                let field = self.create(range, 115, field);
                let row = if name == "reader" {
                    Object { elems: field, grown: true, ..Object::with_len(Kind::List, fields) }
                } else {
                    let key = self
                        .constant(range, Object::with_len(Kind::Str(Width::Four), Span::unknown()));
                    Object {
                        elems: field,
                        keys: key,
                        ..Object::with_len(Kind::Dict(DictKind::Plain), fields)
                    }
                };
                let row = self.create(range, 116, row);
                self.many(&row, &trips);
                let fields = Some(Rc::new(vec![source]));
                self.create(
                    range,
                    117,
                    Object { elems: row, fields, ..Object::with_len(Kind::Iterator, trips) },
                )
            }
            ("csv", "writer" | "DictWriter") => self.csv_writer(range, name, arguments)?,
            ("json", "load" | "loads") => {
                let is_text = |object: &Object<'a>| {
                    matches!(object.kind, Kind::Str(_) | Kind::Bytes | Kind::ByteArray)
                };
                if file.is_none() && !self.state.objects(&source).all(is_text) {
                    return None;
                }
                self.parsed(range, &source, file)
            }
            ("json", "dumps") => self.dumped(range, &source, arguments),
            ("json", "dump") => self.none(range),
            _ => return None,
        })
    }
}

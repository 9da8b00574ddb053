//! pandas frames and series, by column.
//!
//! A frame is its columns (attributes), the columns of its index (keys; none where that is a range), and how many rows it has.
//! A column is an array that counts bytes; of texts and other objects it holds pointers to them. Frames share columns: pandas
//! copies what is written to. Columns of one type lie in one block, so that one column keeps the others of it (elements).

use std::collections::BTreeMap;
use std::rc::Rc;

use ruff_python_ast::Operator;
use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{Id, Kind, Object, Refs, merge};
use super::layouts::Width;
use super::tables::{Column, Table, Values};
use super::walker::Walker;

/// Columns by name. Those of columns whose names are not known begin with [`ANY`].
pub(super) type Columns = BTreeMap<Rc<str>, Refs>;

/// How the name of a column begins whose name is not known; of one, or of several together.
pub(super) const ANY: &str = "*";

/// What marks the array of a column.
const COLUMN: &str = "column";

/// The bytes of an element of a column that are there while a list of objects becomes one.
const FROM_LIST: f64 = 50.0;

/// Bytes that any one operation may take beside what grows with the rows: what pandas imports when it is needed first, among them.
const ONCE: f64 = 400_000.0;

/// What goes into a column of a new frame.
struct Source {
    rows: Option<Span>,
    /// Bytes of an element.
    width: Span,
    /// Objects that it points to.
    objects: Refs,
    /// Bytes for each row that are there while it is made.
    meanwhile: f64,
}

impl<'a> Walker<'a, '_> {
    pub fn is_column(&self, id: Id) -> bool {
        self.state.object(id).is_some_and(|object| object.text.as_deref() == Some(COLUMN))
    }

    /// A column of so many rows.
    pub fn column(
        &mut self,
        range: TextRange,
        at: usize,
        rows: &Span,
        width: &Span,
        objects: Refs,
    ) -> Refs {
        let object = Object {
            num: width.clone(),
            elems: objects,
            text: Some(Rc::from(COLUMN)),
            ..Object::with_len(Kind::Array { item: 1 }, rows.times(width))
        };
        self.create(range, 5000 + at as u32, object)
    }

    /// A frame, or what `text` says that it is.
    pub fn frame(
        &mut self,
        range: TextRange,
        text: &str,
        rows: Span,
        columns: Columns,
        index: Refs,
        block: Refs,
    ) -> Refs {
        let why = if rows.is_bounded() {
            None
        } else {
            Some(self.why(range, "how many rows it has is not known"))
        };
        let object = Object {
            attributes: Some(Rc::new(columns)),
            keys: index,
            elems: block,
            text: Some(Rc::from(text)),
            why,
            ..Object::with_len(Kind::Frame, rows)
        };
        self.create(range, 136, object)
    }

    /// Notes what an operation takes beside its result: for each row, likely and at most.
    pub fn frame_meanwhile(&mut self, result: &Refs, rows: &Span, likely: f64, most: f64) -> Refs {
        self.hold(result);
        let each = rows.times(&Span::of(0.0, likely, most));
        self.measure_with(&each.plus(&Span::of(0.0, 3000.0, ONCE)));
        self.release()
    }

    /// A function of pandas.
    pub fn call_pandas(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        if arguments.starred {
            return None;
        }
        match name {
            "DataFrame" => {
                let known = ["data", "columns", "copy"];
                if arguments.keywords.iter().any(|(keyword, _)| !known.contains(keyword))
                    || arguments.positional.len() > 1
                {
                    return None;
                }
                let source = arguments.get(0, "data")?.clone();
                self.new_frame(range, &source, arguments.keyword("columns"))
            }
            "Series" => {
                let known = ["data", "name"];
                if arguments.keywords.iter().any(|(keyword, _)| !known.contains(keyword))
                    || arguments.positional.len() > 1
                {
                    return None;
                }
                let source = self.source(arguments.get(0, "data")?)?;
                let rows = source.rows?;
                let column = self.column(range, 0, &rows, &source.width, source.objects);
                let columns = [(Rc::from(ANY), column)].into_iter().collect();
                let result =
                    self.frame(range, "series", rows.clone(), columns, Refs::new(), Refs::new());
                Some(self.frame_meanwhile(
                    &result,
                    &rows,
                    source.meanwhile,
                    source.meanwhile + 16.0,
                ))
            }
            "read_csv" => self.read_csv(range, arguments),
            "concat" => self.concatenated_frames(range, arguments),
            "merge" => {
                let left = arguments.get(0, "left")?.clone();
                let positional = arguments.positional.iter().skip(1).cloned().collect();
                self.frame_method(
                    range,
                    &left,
                    "merge",
                    &Arguments { positional, ..arguments.clone() },
                )
            }
            "to_numeric" | "to_datetime" | "isna" | "notna" | "isnull" | "notnull" => {
                let source = arguments.positional.first()?.clone();
                let is_frame = self.state.objects(&source).all(|object| object.kind == Kind::Frame);
                is_frame.then(|| {
                    let rows = self.length(&source);
                    let width = if name.starts_with("to_") { 8.0 } else { 1.0 };
                    let result = self.series(range, &rows, &Span::exact(width), Refs::new());
                    self.frame_meanwhile(&result, &rows, 16.0, 200.0)
                })
            }
            _ => None,
        }
    }

    pub fn series(&mut self, range: TextRange, rows: &Span, width: &Span, objects: Refs) -> Refs {
        let column = self.column(range, 0, rows, width, objects);
        let columns = [(Rc::from(ANY), column)].into_iter().collect();
        self.frame(range, "series", rows.clone(), columns, Refs::new(), Refs::new())
    }

    // ---- new frames ----

    fn new_frame(&mut self, range: TextRange, source: &Refs, names: Option<&Refs>) -> Option<Refs> {
        let object = self.joined(source)?;
        match object.kind {
            Kind::Frame if names.is_none() => {
                self.frame_method(range, source, "copy", &Arguments::default())
            }
            Kind::Dict(_) if names.is_none() => self.frame_of_dict(range, &object),
            Kind::Array { .. } | Kind::View => {
                let (len, dimensions, item) = self.array_facts(source)?;
                // Of a table, the columns have no names, and how many rows there are is not known; no more than elements.
                let rows = if dimensions == Some(1) {
                    len.clone()
                } else {
                    Span { low: Poly::zero(), ..len.clone() }
                };
                let column = self.column(
                    range,
                    0,
                    &len,
                    &Span::of(0.0, f64::from(item), f64::from(item)),
                    Refs::new(),
                );
                let columns = [(Rc::from(ANY), column)].into_iter().collect();
                let result = self.frame(range, "frame", rows, columns, Refs::new(), Refs::new());
                Some(self.frame_meanwhile(&result, &len, 0.0, 8.0))
            }
            Kind::List | Kind::Tuple => self.frame_of_rows(range, source, names),
            _ => None,
        }
    }

    /// `DataFrame({"a": xs, "b": ys})`.
    fn frame_of_dict(&mut self, range: TextRange, dict: &Object<'a>) -> Option<Refs> {
        let named = named_values(dict);
        let values: Vec<(Rc<str>, Refs)> = match &named {
            Some(named) => named.clone(),
            None => {
                let alone = |(at, &id): (usize, &Id)| {
                    (Rc::from(format!("{ANY}{at}")), [id].into_iter().collect())
                };
                dict.elems.iter().enumerate().map(alone).collect()
            }
        };
        let mut sources = Vec::new();
        for (name, refs) in &values {
            sources.push((Rc::clone(name), self.source(refs)?));
        }
        let mut rows: Option<Span> = None;
        let mut meanwhile: f64 = 0.0;
        for (_, source) in &sources {
            meanwhile = meanwhile.max(source.meanwhile);
            if let Some(its) = &source.rows {
                rows = Some(rows.map_or_else(|| its.clone(), |rows| rows.maximum(its)));
            }
        }
        let rows = rows?;
        let number = match named {
            Some(_) => Span::exact(sources.len() as f64),
            None => dict.each_len(),
        };
        let mut columns = Columns::new();
        let is_made = sources.iter().any(|(_, source)| source.meanwhile > 0.0);
        let mut width = Span::default();
        for (at, (name, source)) in sources.into_iter().enumerate() {
            // Where keys are not known, any of them may have the longest.
            let each = if named.is_some() {
                source.width
            } else {
                Span { high: source.width.high.times(&number.high), ..source.width }
            };
            width = width.plus(&each);
            let column = self.column(range, at, &rows, &each, source.objects);
            merge(columns.entry(name).or_default(), &column);
        }
        let result = self.frame(range, "frame", rows.clone(), columns, Refs::new(), Refs::new());
        // Each list becomes an array, and arrays of one type then one block.
        let second = if is_made { width } else { Span::default() };
        let most = Span::of(0.0, second.estimate.as_constant()?.max(meanwhile), meanwhile + 16.0)
            .plus(&Span { low: Poly::zero(), estimate: Poly::zero(), high: second.high });
        self.hold(&result);
        let likely = if is_made {
            Poly::constant(second.estimate.as_constant()?.max(meanwhile))
        } else {
            Poly::constant(meanwhile)
        };
        let each = Span { estimate: likely, ..most };
        self.measure_with(&rows.times(&each).plus(&Span::of(0.0, 3000.0, ONCE)));
        Some(self.release())
    }

    /// `DataFrame(rows)`, each of which is a dictionary, a list or a tuple.
    fn frame_of_rows(
        &mut self,
        range: TextRange,
        source: &Refs,
        names: Option<&Refs>,
    ) -> Option<Refs> {
        let rows = self.length(source);
        let inner = self.elements(source);
        let one = self.joined(&inner)?;
        if one.is_number() || matches!(one.kind, Kind::Str(_)) {
            let source = self.source(source)?;
            let column = self.column(range, 0, &rows, &source.width, source.objects);
            let columns = [(Rc::from(ANY), column)].into_iter().collect();
            let result =
                self.frame(range, "frame", rows.clone(), columns, Refs::new(), Refs::new());
            return Some(self.frame_meanwhile(
                &result,
                &rows,
                source.meanwhile,
                source.meanwhile + 16.0,
            ));
        }
        if !matches!(one.kind, Kind::Dict(_) | Kind::List | Kind::Tuple) {
            return None;
        }
        let number = match names {
            Some(names) => self.length(names),
            None => one.each_len(),
        };
        let mut cells = match one.kind {
            Kind::Dict(_) => one.elems.clone(),
            _ => self.elements(&inner),
        };
        let mut objects = Refs::new();
        let (mut numbers, mut all) = (0.0, 0.0);
        for &id in &cells {
            all += 1.0;
            if self.is_plain_number(id) { numbers += 1.0 } else { merge(&mut objects, &[id]) }
        }
        cells.clear();
        // All go to a table of pointers; columns of numbers are then copied out of it, and others stay there.
        let share = if all > 0.0 { numbers / all } else { 0.0 };
        let kept = if objects.is_empty() { 0.0 } else { 8.0 };
        let width = number.times(&Span::of(8.0_f64.min(1.0), kept + 8.0 * share, kept + 8.0));
        let width = if objects.is_empty() {
            Span { estimate: number.estimate.scaled(8.0), ..width }
        } else {
            width
        };
        let column = self.column(range, 0, &rows, &width, objects);
        let columns = [(Rc::from(ANY), column)].into_iter().collect();
        let result = self.frame(range, "frame", rows.clone(), columns, Refs::new(), Refs::new());
        self.hold(&result);
        let table = if kept == 0.0 { 8.0 } else { 0.0 };
        let each = number.times(&Span::of(0.0, table, 16.0)).plus(&Span::of(0.0, 42.0, 80.0));
        self.measure_with(&rows.times(&each).plus(&Span::of(0.0, 5000.0, ONCE)));
        Some(self.release())
    }

    fn is_plain_number(&self, id: Id) -> bool {
        self.state.object(id).is_some_and(|object| match object.kind {
            Kind::Float | Kind::Int => true,
            Kind::Shared => object.text.as_deref() == Some("None"),
            _ => false,
        })
    }

    /// What a column is made from; none where that is not known.
    fn source(&mut self, refs: &Refs) -> Option<Source> {
        let object = self.joined(refs)?;
        if let Some((rows, dimensions, item)) = self.array_facts(refs) {
            return (dimensions == Some(1)).then(|| Source {
                rows: Some(rows),
                width: Span::exact(f64::from(item)),
                objects: Refs::new(),
                meanwhile: 0.0,
            });
        }
        Some(match object.kind {
            Kind::List | Kind::Tuple => {
                let elements = self.elements(refs);
                let (width, objects) = self.width_of(&elements);
                Source { rows: Some(object.each_len()), width, objects, meanwhile: FROM_LIST }
            }
            Kind::Range => Source {
                rows: Some(object.each_len()),
                width: Span::exact(8.0),
                objects: Refs::new(),
                meanwhile: 8.0,
            },
            Kind::Frame if object.text.as_deref() == Some("series") => {
                let (width, objects) = self.width_of_columns(object.attributes.as_deref()?);
                Source { rows: Some(object.each_len()), width, objects, meanwhile: 0.0 }
            }
            Kind::Int | Kind::Float => Source {
                rows: None,
                width: Span::of(1.0, 8.0, 8.0),
                objects: Refs::new(),
                meanwhile: 8.0,
            },
            Kind::Str(_) => Source {
                rows: None,
                width: Span::exact(8.0),
                objects: refs.clone(),
                meanwhile: 16.0,
            },
            _ => return None,
        })
    }

    /// The bytes of an element of a column of these, and what it points to.
    pub fn width_of(&self, elements: &Refs) -> (Span, Refs) {
        let objects: Refs =
            elements.iter().copied().filter(|&id| !self.is_plain_number(id)).collect();
        if objects.is_empty() {
            let is_truth = self.state.objects(elements).all(|object| {
                let ends = (object.num.low.as_constant(), object.num.high.as_constant());
                object.kind == Kind::Int
                    && matches!(ends, (Some(low), Some(high)) if low >= 0.0 && high <= 1.0)
            });
            return (if is_truth { Span::of(1.0, 1.0, 8.0) } else { Span::exact(8.0) }, objects);
        }
        // Numbers among other objects stay objects.
        (Span::exact(8.0), elements.clone())
    }

    /// The bytes of a row of these columns, and what they point to.
    pub fn width_of_columns(&self, columns: &Columns) -> (Span, Refs) {
        let (mut width, mut objects) = (Span::default(), Refs::new());
        for refs in columns.values() {
            // One of several columns.
            let mut one: Option<Span> = None;
            for object in self.state.objects(refs) {
                merge(&mut objects, &object.elems);
                one = Some(match one {
                    None => object.num.clone(),
                    Some(other) => other.join(&object.num, 0.5),
                });
            }
            width = width.plus(&one.unwrap_or_default());
        }
        (width, objects)
    }

    /// The same columns with so many rows, copied.
    pub fn copied_columns(&mut self, range: TextRange, columns: &Columns, rows: &Span) -> Columns {
        let mut result = Columns::new();
        let mut at = 100;
        for (name, refs) in columns {
            let found: Vec<(Span, Refs)> = self
                .state
                .objects(refs)
                .map(|object| (object.num.clone(), object.elems.clone()))
                .collect();
            for (width, objects) in found {
                at += 1;
                let column = self.column(range, at, rows, &width, objects);
                // Columns that were made meanwhile may have become older ones: they are held by the frame that is being made.
                merge(result.entry(Rc::clone(name)).or_default(), &column);
            }
        }
        result
    }

    fn concatenated_frames(&mut self, range: TextRange, arguments: &Arguments<'a>) -> Option<Refs> {
        let known = ["ignore_index", "objs"];
        if arguments.keywords.iter().any(|(keyword, _)| !known.contains(keyword))
            || arguments.positional.len() > 1
        {
            return None;
        }
        let source = arguments.get(0, "objs")?.clone();
        let parts = self.elements(&source);
        let whole = self.joined(&parts)?;
        if whole.kind != Kind::Frame {
            return None;
        }
        let fields = self.state.single(&source).and_then(|object| object.fields.clone());
        let rows = match fields {
            Some(fields) => {
                let mut rows = Span::default();
                for field in fields.iter() {
                    rows = rows.plus(&self.length(field));
                }
                rows
            }
            None => whole.each_len().times(&self.length(&source)),
        };
        let columns = whole.attributes.as_deref()?.clone();
        let columns = self.copied_columns(range, &columns, &rows);
        let index = self.column(range, 0, &rows, &Span::of(0.0, 8.0, 8.0), Refs::new());
        let text = whole.text.as_deref()?.to_owned();
        let result = self.frame(range, &text, rows.clone(), columns, index, Refs::new());
        Some(self.frame_meanwhile(&result, &rows, 0.0, 40.0))
    }

    // ---- files ----

    /// `read_csv`: of a file that was looked at, column by column.
    fn read_csv(&mut self, range: TextRange, arguments: &Arguments<'a>) -> Option<Refs> {
        let known = ["sep", "delimiter", "usecols", "encoding", "low_memory", "filepath_or_buffer"];
        if arguments.keywords.iter().any(|(keyword, _)| !known.contains(keyword))
            || arguments.positional.len() > 1
        {
            return None;
        }
        let positional = vec![arguments.get(0, "filepath_or_buffer")?.clone()];
        let is_open = self.state.objects(&positional[0]).any(|object| object.kind == Kind::File);
        let file = if is_open {
            positional[0].clone()
        } else {
            self.open_file(range, &Arguments { positional, ..Arguments::default() })
        };
        let id = *file.first()?;
        // What the parser reads into.
        self.measure_with(&Span::of(0.0, 290_000.0, ONCE));
        let separator = arguments.keyword("sep").or_else(|| arguments.keyword("delimiter"));
        let separator = match separator {
            Some(refs) => self.state.single(refs).and_then(|object| object.text.clone()),
            None => Some(Rc::from(",")),
        };
        let table = self.input_of(id).and_then(|input| input.table.clone()).filter(|table| {
            separator.as_deref().is_some_and(|text| text.chars().eq([table.separator]))
        });
        let chosen = match arguments.keyword("usecols") {
            None => None,
            Some(refs) => Some(self.names_in_list(refs)?),
        };
        match table {
            Some(table) => self.frame_of_table(range, &table, chosen.as_deref()),
            None => {
                let (bytes, rows, _, _) = self.file_facts(id);
                let fields = self.fields_of_file(id);
                // Each field may be an object, with its letters.
                let width = fields.times(&Span::of(0.0, 8.0, 8.0));
                let mut text = Object::new(Kind::Str(Width::Four));
                text.count = fields.times(&rows).times(&Span::of(0.0, 0.1, 1.0));
                text.len = Span {
                    low: Poly::zero(),
                    estimate: bytes.estimate.scaled(0.1),
                    high: bytes.high.clone(),
                };
                text.each = (Poly::zero(), bytes.high);
                let text = self.create(range, 137, text);
                let rows = Span { low: Poly::zero(), ..rows };
                let column = self.column(range, 0, &rows, &width, text);
                let columns = [(Rc::from(ANY), column)].into_iter().collect();
                let result =
                    self.frame(range, "frame", rows.clone(), columns, Refs::new(), Refs::new());
                self.hold(&result);
                let meanwhile = rows.times(
                    &fields.times(&Span::of(0.0, 8.0, 8.0)).plus(&Span::of(0.0, 20.0, 110.0)),
                );
                self.measure_with(&meanwhile.plus(&Span::of(0.0, 50_000.0, ONCE)));
                Some(self.release())
            }
        }
    }

    fn frame_of_table(
        &mut self,
        range: TextRange,
        table: &Table,
        chosen: Option<&[Rc<str>]>,
    ) -> Option<Refs> {
        let rows = Span::exact(table.rows);
        let used: Vec<&Column> = match chosen {
            None => table.columns.iter().collect(),
            Some(names) => names.iter().map(|name| table.column(name)).collect::<Option<_>>()?,
        };
        // It is read in pieces of so many rows, in each of which a text that is there again is one object.
        let pieces = (table.rows * table.columns.len() as f64 / f64::from(1 << 18)).ceil().max(1.0);
        let mut columns = Columns::new();
        let (mut width, mut texts) = (0.0, 0.0);
        for (at, column) in used.iter().enumerate() {
            let (bytes, objects) = match column.values {
                Values::Text => {
                    texts += 1.0;
                    let objects = self.texts_of(range, at, column, table.rows, pieces);
                    (Span::of(1.0, 8.0, 8.0), objects)
                }
                Values::Truth => (Span::of(1.0, 1.0, 8.0), Refs::new()),
                _ => (Span::exact(8.0), Refs::new()),
            };
            width += bytes.estimate.as_constant().unwrap_or(8.0);
            let refs = self.column(range, at, &rows, &bytes, objects);
            columns.insert(Rc::from(column.name.as_str()), refs);
        }
        let result = self.frame(range, "frame", rows.clone(), columns, Refs::new(), Refs::new());
        // Pieces are put together; texts are looked at once more, column by column.
        let twice = if pieces > 2.0 { width } else { 0.0 };
        let likely = if texts > 0.0 { 42.0_f64.max(twice) } else { twice };
        let most = width + if texts > 0.0 { 110.0 } else { 16.0 };
        self.hold(&result);
        self.measure_with(
            &rows.times(&Span::of(0.0, likely, most)).plus(&Span::of(0.0, 45_000.0, ONCE)),
        );
        Some(self.release())
    }

    /// The texts of a column.
    fn texts_of(
        &mut self,
        range: TextRange,
        at: usize,
        column: &Column,
        rows: f64,
        pieces: f64,
    ) -> Refs {
        let width = if column.ascii { Width::Ascii } else { Width::Four };
        let most = (column.different * pieces).min(rows);
        let mean = column.letters / column.different.max(1.0);
        let letters = if column.ascii { mean } else { mean * 0.5 };
        let longest = column.letters;
        let mut text = Object::new(Kind::Str(width));
        text.count = Span::of(0.0, column.different, most);
        text.len = Span::of(
            0.0,
            letters * column.different,
            (column.letters * pieces).min(longest * rows),
        );
        text.each = (Poly::zero(), Poly::constant(longest.max(2.0)));
        self.create(range, 6000 + at as u32, text)
    }

    fn fields_of_file(&mut self, file: Id) -> Span {
        match self.input_of(file).map(|input| (input.commas + 1.0, input.longest, input.sampled)) {
            // No line has more fields than letters.
            Some((fields, longest, sampled)) => {
                Span::of(0.0, fields, if sampled { f64::INFINITY } else { longest })
            }
            None => {
                let name = self.name_of(file);
                self.size(&format!("fields({name})"))
            }
        }
    }

    /// How long a frame is as text: sixty rows at most, unless the program asks for all.
    pub fn letters_of_frame(&self, frame: &Object<'a>) -> Span {
        let columns = frame.attributes.as_deref().cloned().unwrap_or_default();
        let (width, mut texts) = self.width_of_columns(&columns);
        self.state.objects(&frame.keys).for_each(|index| merge(&mut texts, &index.elems));
        let longest = self.state.objects(&texts).fold(Poly::constant(60.0), |longest, text| {
            if matches!(text.kind, Kind::Str(_) | Kind::Float | Kind::Int | Kind::Shared) {
                longest.upper(&text.each.1)
            } else {
                Poly::infinite()
            }
        });
        // A column of truth values is one byte wide.
        let cells = width.high.shifted(2.0);
        let rows = frame.each_len();
        let high = rows.high.shifted(4.0).times(&cells).times(&longest.shifted(4.0));
        let shown = rows.capped(&Span::exact(60.0)).estimate.shifted(2.0);
        let estimate = shown.times(&width.estimate.scaled(1.0 / 8.0).shifted(1.0)).scaled(10.0);
        Span { low: Poly::zero(), estimate, high }
    }

    // ---- operators ----

    /// `one + two` of series, and of series and numbers.
    pub fn frame_operation(
        &mut self,
        range: TextRange,
        op: Operator,
        left: &Refs,
        right: &Refs,
    ) -> Refs {
        let is_logic = matches!(op, Operator::BitAnd | Operator::BitOr | Operator::BitXor);
        self.combined_frames(range, left, right, if is_logic { 1.0 } else { 8.0 })
    }

    pub fn frame_comparison(&mut self, range: TextRange, left: &Refs, right: &Refs) -> Refs {
        self.combined_frames(range, left, right, 1.0)
    }

    pub fn frame_unary(&mut self, range: TextRange, operand: &Refs) -> Refs {
        let columns = self.joined(operand).and_then(|object| object.attributes);
        let is_mask = columns.is_some_and(|columns| {
            self.width_of_columns(&columns)
                .0
                .estimate
                .as_constant()
                .is_some_and(|width| width <= 1.0)
        });
        self.combined_frames(range, operand, &Refs::new(), if is_mask { 1.0 } else { 8.0 })
    }

    fn combined_frames(&mut self, range: TextRange, left: &Refs, right: &Refs, width: f64) -> Refs {
        let reason = "an operation on such pandas objects is not described";
        let mut rows: Option<Span> = None;
        let mut shape: Option<Object<'a>> = None;
        for refs in [left, right] {
            let Some(object) = self.joined(refs) else { continue };
            let its = match object.kind {
                Kind::Frame => {
                    let columns = object.attributes.clone().unwrap_or_default();
                    // Texts are only compared here.
                    if width > 1.0 && !self.width_of_columns(&columns).1.is_empty() {
                        return self.unknown_after(
                            range,
                            left,
                            "an operation on texts of pandas is not described",
                        );
                    }
                    let its = object.each_len();
                    if object.text.as_deref() == Some("frame") || shape.is_none() {
                        shape = Some(object);
                    }
                    its
                }
                Kind::Array { .. } | Kind::View => object.each_len(),
                Kind::Int | Kind::Float | Kind::Str(_) | Kind::Shared => continue,
                _ => return self.unknown_after(range, left, reason),
            };
            rows = Some(match rows {
                None => its,
                // Rows that only one of them has are in the result as well.
                Some(other) if other == its => other,
                Some(other) => Span { high: other.high.plus(&its.high), ..other.maximum(&its) },
            });
        }
        let (Some(rows), Some(shape)) = (rows, shape) else {
            return self.unknown_after(range, left, reason);
        };
        let mut columns = Columns::new();
        let names = shape.attributes.clone().unwrap_or_default();
        for (at, (name, refs)) in names.iter().enumerate() {
            let own =
                self.width_of_columns(&[(Rc::clone(name), refs.clone())].into_iter().collect()).0;
            // A row of columns without names is as long as all of them.
            let number = own.high.as_constant().map_or(1.0, |own| (own / 8.0).max(1.0));
            let column = self.column(
                range,
                at,
                &rows,
                &Span::of(
                    width.min(1.0),
                    width * number.round(),
                    width * number * 8.0_f64.min(if width > 1.0 { 1.0 } else { 8.0 }),
                ),
                Refs::new(),
            );
            columns.insert(Rc::clone(name), column);
        }
        let text = shape.text.as_deref().unwrap_or("series").to_owned();
        let result = self.frame(range, &text, rows.clone(), columns, shape.keys, Refs::new());
        self.frame_meanwhile(&result, &rows, 0.0, 24.0)
    }

    /// The texts of a list of texts, where all are known.
    pub fn names_in_list(&self, refs: &Refs) -> Option<Vec<Rc<str>>> {
        let object = self.state.single(refs)?;
        if let (Kind::Str(_), Some(text)) = (&object.kind, &object.text) {
            return Some(vec![Rc::clone(text)]);
        }
        if !matches!(object.kind, Kind::List | Kind::Tuple) {
            return None;
        }
        let parts: Vec<Refs> = match &object.fields {
            Some(fields) => fields.to_vec(),
            None => object.elems.iter().map(|&id| [id].into_iter().collect()).collect(),
        };
        if object.len.as_constant() != Some(parts.len() as f64) {
            return None;
        }
        parts.iter().map(|part| self.state.single(part)?.text.clone()).collect()
    }
}

/// The values of a dictionary by their keys, as its display says; none where it may have changed since.
fn named_values(dict: &Object<'_>) -> Option<Vec<(Rc<str>, Refs)>> {
    let table = dict.attributes.as_ref()?;
    let named: Vec<(Rc<str>, Refs)> = table
        .iter()
        .filter_map(|(name, refs)| {
            Some((Rc::from(name.strip_prefix('{')?.strip_suffix('}')?), refs.clone()))
        })
        .collect();
    let mut all = Refs::new();
    for (_, refs) in &named {
        merge(&mut all, refs);
    }
    let is_all = dict.each.1.as_constant() == Some(named.len() as f64) && all == dict.elems;
    (is_all && !named.is_empty()).then_some(named)
}

//! Parts and methods of pandas frames and series: which columns their results share, and what is copied meanwhile.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::frames::{ANY, Columns};
use super::functions::Arguments;
use super::heap::{Id, Kind, Object, Refs, merge};
use super::layouts::Width;
use super::walker::Walker;

/// A frame, taken apart.
pub(super) struct Parts {
    pub text: Rc<str>,
    pub rows: Span,
    pub columns: Columns,
    pub index: Refs,
    pub block: Refs,
}

impl Parts {
    /// Of a frame, a group of rows or a series, what it is called.
    pub fn is_series(&self) -> bool {
        self.text.ends_with("series")
    }

    /// `frame.loc` and the like.
    fn is_place(&self) -> bool {
        ["loc", "iloc", "at", "iat"].iter().any(|place| self.text.starts_with(place))
    }

    /// All columns, those too that are only kept alive.
    pub fn all(&self) -> Refs {
        let mut all = self.block.clone();
        self.columns.values().for_each(|refs| merge(&mut all, refs));
        all
    }

    /// Those of a name, or all whose names are not known.
    pub fn of_name(&self, name: &str) -> Columns {
        if let Some(refs) = self.columns.get(name) {
            return [(Rc::from(name), refs.clone())].into_iter().collect();
        }
        self.columns
            .iter()
            .filter(|(name, _)| name.starts_with(ANY))
            .map(|(name, refs)| (Rc::clone(name), refs.clone()))
            .collect()
    }
}

impl<'a> Walker<'a, '_> {
    pub fn parts(&self, frame: &Refs) -> Option<Parts> {
        let object = self.joined(frame)?;
        if object.kind != Kind::Frame {
            return None;
        }
        Some(Parts {
            text: object.text.clone()?,
            rows: object.each_len(),
            columns: object.attributes.as_deref()?.clone(),
            index: object.keys.clone(),
            block: object.elems.clone(),
        })
    }

    /// Some of the columns, not copied.
    pub fn chosen(
        &mut self,
        range: TextRange,
        parts: &Parts,
        columns: Columns,
        text: &str,
    ) -> Refs {
        self.frame(range, text, parts.rows.clone(), columns, parts.index.clone(), parts.all())
    }

    /// Some of the rows, copied.
    fn rows_of(&mut self, range: TextRange, parts: &Parts, rows: Span, beside: (f64, f64)) -> Refs {
        let all = parts.rows.clone();
        let columns = self.copied_columns(range, &parts.columns, &rows);
        let index = self.column(range, 0, &rows, &Span::of(0.0, 8.0, 8.0), Refs::new());
        let result = self.frame(range, &parts.text, rows, columns, index, Refs::new());
        self.frame_meanwhile(&result, &all, beside.0, beside.1)
    }

    // ---- parts ----

    /// `frame[index]`.
    pub fn frame_element(&mut self, range: TextRange, id: Id, index: &Refs) -> Refs {
        let frame: Refs = [id].into_iter().collect();
        match self.part_of_frame(range, &frame, index) {
            Some(result) => result,
            None => {
                self.unknown_after(range, &frame, "such a part of a pandas object is not described")
            }
        }
    }

    fn part_of_frame(&mut self, range: TextRange, frame: &Refs, index: &Refs) -> Option<Refs> {
        let parts = self.parts(frame)?;
        let by = self.joined(index)?;
        if parts.is_place() {
            return self.part_by_place(range, parts, &by);
        }
        match by.kind {
            Kind::Frame | Kind::Array { .. } | Kind::View => Some(self.masked(range, &parts)),
            Kind::Str(_) if !parts.is_series() => {
                let text = if &*parts.text == "groupby" { "groupby-series" } else { "series" };
                let columns = match &by.text {
                    Some(name) => parts.of_name(name),
                    // Any of them.
                    None => {
                        let mut any = Refs::new();
                        parts.columns.values().for_each(|refs| merge(&mut any, refs));
                        [(Rc::from(ANY), any)].into_iter().collect()
                    }
                };
                if columns.is_empty() {
                    return None;
                }
                let result = self.chosen(range, &parts, columns, text);
                self.keep_keys(frame, &result);
                Some(result)
            }
            Kind::List | Kind::Tuple if !parts.is_series() => {
                let names = self.names_in_list(index)?;
                let mut columns = Columns::new();
                for name in &names {
                    columns.extend(parts.of_name(name));
                }
                if columns.is_empty() {
                    return None;
                }
                let result = self.chosen(range, &parts, columns, &parts.text.clone());
                self.keep_keys(frame, &result);
                Some(result)
            }
            Kind::Int | Kind::Str(_) if parts.is_series() => {
                Some(self.value_of_series(range, &parts))
            }
            _ => None,
        }
    }

    /// What groups are made by belongs to their columns too.
    fn keep_keys(&mut self, frame: &Refs, result: &Refs) {
        let Some(object) = self.joined(frame) else { return };
        self.change(result, |made, _| {
            made.fields.clone_from(&object.fields);
            made.num = object.num.clone();
        });
    }

    fn part_by_place(
        &mut self,
        range: TextRange,
        mut parts: Parts,
        by: &Object<'a>,
    ) -> Option<Refs> {
        parts.text = Rc::from(if parts.is_series() { "series" } else { "frame" });
        if let (Kind::Tuple, Some(fields)) = (&by.kind, &by.fields) {
            let [rows, name] = &fields[..] else { return None };
            let (rows, name) = (self.joined(rows)?, self.joined(name)?);
            if let (Kind::Str(_), Some(name)) = (&name.kind, &name.text) {
                parts.columns = parts.of_name(name);
                parts.text = Rc::from("series");
            }
            return match rows.kind {
                Kind::Frame | Kind::Array { .. } | Kind::View | Kind::List => {
                    Some(self.masked(range, &parts))
                }
                Kind::Int | Kind::Str(_) => Some(self.value_of_series(range, &parts)),
                _ => None,
            };
        }
        match by.kind {
            Kind::Frame | Kind::Array { .. } | Kind::View => Some(self.masked(range, &parts)),
            Kind::Int | Kind::Str(_) if parts.is_series() => {
                Some(self.value_of_series(range, &parts))
            }
            Kind::Int => {
                // A row, with an object for each column.
                let number = Span::exact(parts.columns.len() as f64);
                let (_, objects) = self.width_of_columns(&parts.columns);
                let unknown = parts.columns.keys().any(|name| name.starts_with(ANY));
                (!unknown).then(|| self.series(range, &number, &Span::of(8.0, 40.0, 40.0), objects))
            }
            _ => None,
        }
    }

    fn masked(&mut self, range: TextRange, parts: &Parts) -> Refs {
        let rows = Span {
            low: Poly::zero(),
            estimate: parts.rows.estimate.scaled(0.5),
            high: parts.rows.high.clone(),
        };
        self.rows_of(range, parts, rows, (5.0, 24.0))
    }

    /// A slice: the columns as they are.
    pub fn frame_slice(&mut self, range: TextRange, id: Id, rows: Span) -> Refs {
        let frame: Refs = [id].into_iter().collect();
        let Some(parts) = self.parts(&frame) else {
            return self.unknown_after(
                range,
                &frame,
                "a slice of such a pandas object is not described",
            );
        };
        let text = match (parts.is_place(), parts.is_series()) {
            (true, false) => "frame",
            (true, true) => "series",
            (false, _) => &*parts.text,
        };
        self.frame(range, text, rows, parts.columns.clone(), parts.index.clone(), parts.all())
    }

    /// A value of a column: a number, or an object that it points to.
    fn value_of_series(&mut self, range: TextRange, parts: &Parts) -> Refs {
        let (_, objects) = self.width_of_columns(&parts.columns);
        let mut value = self.scalar(range);
        merge(&mut value, &objects);
        value
    }

    /// `frame.name`.
    pub fn frame_attribute(&mut self, range: TextRange, id: Id, name: &str) -> Refs {
        let frame: Refs = [id].into_iter().collect();
        let result = self.parts(&frame).and_then(|parts| self.known_attribute(range, &parts, name));
        match result {
            Some(result) => result,
            None => self.unknown_after(
                range,
                &frame,
                &format!("the attribute `{name}` of a pandas object is not described"),
            ),
        }
    }

    fn known_attribute(&mut self, range: TextRange, parts: &Parts, name: &str) -> Option<Refs> {
        if parts.columns.contains_key(name) && !parts.is_series() {
            let columns = parts.of_name(name);
            return Some(self.chosen(range, parts, columns, "series"));
        }
        Some(match name {
            "loc" | "iloc" | "at" | "iat" => {
                let text =
                    if parts.is_series() { format!("{name}-series") } else { name.to_owned() };
                self.frame(
                    range,
                    &text,
                    parts.rows.clone(),
                    parts.columns.clone(),
                    parts.index.clone(),
                    parts.block.clone(),
                )
            }
            "str" if parts.is_series() => self.frame(
                range,
                "texts-series",
                parts.rows.clone(),
                parts.columns.clone(),
                parts.index.clone(),
                parts.block.clone(),
            ),
            "shape" => {
                let rows = self.integer(range, parts.rows.clone());
                let columns = self.boolean(range);
                self.pair(range, rows, columns)
            }
            "values" => return self.values_of_frame(range, parts),
            "size" | "ndim" => self.integer(range, Span::of(0.0, 1e6, 2_f64.powi(62))),
            "empty" => self.boolean(range),
            "columns" | "dtypes" | "dtype" | "index" | "name" => self.shared(range, "labels"),
            _ => return None,
        })
    }

    pub fn values_of_frame(&mut self, range: TextRange, parts: &Parts) -> Option<Refs> {
        let (width, objects) = self.width_of_columns(&parts.columns);
        if !objects.is_empty() {
            return None;
        }
        if parts.is_series() {
            let mut bases = Refs::new();
            parts.columns.values().for_each(|refs| merge(&mut bases, refs));
            let fields = Some(Rc::new(vec![bases]));
            let view = Object {
                fields,
                text: Some(Rc::from("1")),
                ..Object::with_len(Kind::View, parts.rows.clone())
            };
            return Some(self.create(range, 135, view));
        }
        // Columns of one type are a block already, which this may be a view of.
        let len = parts.rows.times(&Span { low: Poly::zero(), ..width.scaled(1.0 / 8.0) });
        let high = len.high.scaled(8.0);
        Some(self.array(range, Span { high, ..len }, Some(2), 8))
    }

    /// What a loop over a frame, a series or groups goes through.
    pub fn frame_items(&mut self, range: TextRange, id: Id) -> (Span, Refs) {
        let frame: Refs = [id].into_iter().collect();
        let parts = self.parts(&frame);
        match parts {
            Some(parts) if &*parts.text == "series" => {
                let value = self.value_of_series(range, &parts);
                (parts.rows, value)
            }
            Some(parts) if &*parts.text == "frame" => {
                let label = Object::with_len(Kind::Str(Width::Four), Span::of(0.0, 8.0, 200.0));
                let label = self.constant(range, label);
                (self.width_of_columns(&parts.columns).0, label)
            }
            Some(parts) if &*parts.text == "groupby" => {
                let some = Span {
                    low: Poly::zero(),
                    estimate: parts.rows.estimate.scaled(0.1),
                    ..parts.rows.clone()
                };
                let plain = Parts { text: Rc::from("frame"), ..parts };
                // All rows are put in order of their groups, once.
                let group = self.rows_of(range, &plain, some, (60.0, 300.0));
                let key = self.unknown_key(range);
                (Span { low: Poly::zero(), ..plain.rows }, self.pair(range, key, group))
            }
            _ => {
                let item = self.unknown_after(
                    range,
                    &frame,
                    "the items of this pandas object are not described",
                );
                (Span::unknown(), item)
            }
        }
    }

    pub fn unknown_key(&mut self, range: TextRange) -> Refs {
        let label = Object::with_len(Kind::Str(Width::Four), Span::of(0.0, 8.0, 1000.0));
        self.constant(range, label)
    }

    // ---- methods ----

    /// A method of frames, series, or groups.
    pub fn frame_method(
        &mut self,
        range: TextRange,
        frame: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        if arguments.starred {
            return None;
        }
        let parts = self.parts(frame)?;
        let result = match &*parts.text {
            "groupby" | "groupby-series" => {
                self.group_method(range, frame, &parts, name, arguments)
            }
            "texts-series" => self.text_method(range, &parts, name),
            "frame" | "series" => self.plain_method(range, frame, &parts, name, arguments),
            _ => None,
        }?;
        let in_place = arguments.keyword("inplace").is_some_and(|refs| {
            self.joined(refs).is_none_or(|object| object.num.as_constant() != Some(0.0))
        });
        if !in_place {
            return Some(result);
        }
        let made =
            self.state.single(&result).filter(|object| object.kind == Kind::Frame).cloned()?;
        self.change(frame, |object, certain| {
            if certain {
                object.attributes.clone_from(&made.attributes);
                object.keys.clone_from(&made.keys);
                object.elems.clone_from(&made.elems);
                object.set_len(made.each_len());
            } else {
                *object = object.join(&made, 0.5);
            }
        });
        Some(self.none(range))
    }

    fn plain_method(
        &mut self,
        range: TextRange,
        frame: &Refs,
        parts: &Parts,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let rows = parts.rows.clone();
        let some = Span { low: Poly::zero(), ..rows.clone() };
        let (width, objects) = self.width_of_columns(&parts.columns);
        let is_text = !objects.is_empty();
        let is_series = parts.is_series();
        let shallow = |walker: &mut Self, columns: Columns, index: Refs| {
            walker.frame(range, &parts.text, rows.clone(), columns, index, parts.all())
        };
        Some(match name {
            "copy" => {
                let columns = self.copied_columns(range, &parts.columns, &rows);
                let index = parts.index.clone();
                let result =
                    self.frame(range, &parts.text, rows.clone(), columns, index, Refs::new());
                self.frame_meanwhile(&result, &rows, 0.0, 8.0)
            }
            "sort_values" | "sort_index" => {
                let likely = if is_text { 17.0 } else { 12.0 };
                let keys = arguments.get(0, "by").map_or(Span::exact(1.0), |keys| {
                    if self.state.objects(keys).all(|object| object.kind == Kind::List) {
                        self.length(keys)
                    } else {
                        Span::exact(1.0)
                    }
                });
                if arguments.keyword("key").is_some() {
                    return None;
                }
                self.hold(frame);
                self.measure_with(&rows.times(&keys).times(&Span::of(0.0, 0.0, 64.0)));
                self.release();
                self.rows_of(range, parts, rows.clone(), (likely, 40.0))
            }
            "head" | "tail" => {
                let limit = match arguments.get(0, "n") {
                    Some(limit) => self.joined(limit)?.num.amount(),
                    None => Span::exact(5.0),
                };
                let rows = some.capped(&limit);
                self.frame(
                    range,
                    &parts.text,
                    rows,
                    parts.columns.clone(),
                    parts.index.clone(),
                    parts.all(),
                )
            }
            "nlargest" | "nsmallest" | "sample" => {
                let limit = match arguments.get(0, "n") {
                    Some(limit) => self.joined(limit)?.num.amount(),
                    None if name == "sample" => return None,
                    None => Span::exact(5.0),
                };
                self.rows_of(range, parts, some.capped(&limit), (16.0, 64.0))
            }
            "dropna" | "drop_duplicates" | "query" => {
                let most = if name == "dropna" { 32.0 } else { 200.0 };
                let share = if name == "query" { 0.5 } else { 1.0 };
                let rows = Span { estimate: some.estimate.scaled(share), ..some };
                self.rows_of(range, parts, rows, (8.0, most))
            }
            "drop" => {
                let names = arguments.keyword("columns")?;
                let names = self.names_in_list(names)?;
                let columns = parts.columns.iter().filter(|(name, _)| !names.contains(name));
                let columns = columns.map(|(name, refs)| (Rc::clone(name), refs.clone())).collect();
                shallow(self, columns, parts.index.clone())
            }
            "rename" if !is_series => {
                let columns = parts.columns.values().enumerate();
                let columns = columns
                    .map(|(at, refs)| (Rc::from(format!("{ANY}{at}")), refs.clone()))
                    .collect();
                shallow(self, columns, parts.index.clone())
            }
            "rename" | "infer_objects" | "rename_axis" => {
                shallow(self, parts.columns.clone(), parts.index.clone())
            }
            "set_index" => {
                let key = arguments.get(0, "keys")?;
                let key = self.state.single(key)?.text.clone()?;
                let mut columns = parts.columns.clone();
                let index = columns.remove(&key)?;
                shallow(self, columns, index)
            }
            "reset_index" => {
                let mut columns = parts.columns.clone();
                if arguments.keyword("drop").is_none() {
                    columns.insert(Rc::from("index"), parts.index.clone());
                    if parts.index.is_empty() {
                        let index = self.column(range, 0, &rows, &Span::exact(8.0), Refs::new());
                        columns.insert(Rc::from("index"), index);
                    }
                }
                let result =
                    self.frame(range, "frame", rows.clone(), columns, Refs::new(), parts.all());
                self.frame_meanwhile(&result, &rows, 0.0, 32.0)
            }
            "assign" => {
                let mut columns = parts.columns.clone();
                for (name, value) in &arguments.keywords {
                    let (made, _) = self.columns_from(range, &rows, value)?;
                    if arguments.keywords.len() > 1
                        && self.state.objects(value).all(|object| object.kind != Kind::Frame)
                    {
                        return None;
                    }
                    columns.insert(Rc::from(*name), made);
                }
                shallow(self, columns, parts.index.clone())
            }
            "fillna" | "replace" | "abs" | "round" | "clip" | "cumsum" | "cumprod" | "cummax"
            | "cummin" | "diff" | "shift" | "rank" | "pct_change" | "ffill" | "bfill" => {
                let columns = self.copied_columns(range, &parts.columns, &rows);
                let result = self.frame(
                    range,
                    &parts.text,
                    rows.clone(),
                    columns,
                    parts.index.clone(),
                    Refs::new(),
                );
                // Where nothing is missing, nothing is copied; a column of whole numbers becomes one of floats.
                let most = width.high.as_constant()? + if name == "rank" { 64.0 } else { 32.0 };
                self.frame_meanwhile(
                    &result,
                    &rows,
                    if name.starts_with("cum") { 9.0 } else { 1.0 },
                    most,
                )
            }
            "astype" => {
                let asked =
                    arguments.get(0, "dtype").and_then(|refs| self.state.single(refs).cloned())?;
                let asked = match &asked.kind {
                    Kind::Library(path) => path.rsplit('.').next().map(str::to_owned),
                    _ => asked.text.as_deref().map(str::to_owned),
                }?;
                let item = f64::from(super::arrays::item_of(&asked)?);
                let mut columns = Columns::new();
                for (at, (name, refs)) in parts.columns.iter().enumerate() {
                    let number = refs.len().max(1) as f64;
                    let known = !name.starts_with(ANY);
                    let high = if known { item } else { width.high.as_constant()? };
                    let column = self.column(
                        range,
                        at,
                        &rows,
                        &Span::of(0.0, item, high.max(item) * number),
                        Refs::new(),
                    );
                    columns.insert(Rc::clone(name), column);
                }
                let result = self.frame(
                    range,
                    &parts.text,
                    rows.clone(),
                    columns,
                    parts.index.clone(),
                    Refs::new(),
                );
                self.frame_meanwhile(&result, &rows, 0.0, 32.0)
            }
            "isna" | "isnull" | "notna" | "notnull" | "isin" | "between" | "duplicated" | "eq"
            | "ne" | "gt" | "lt" | "ge" | "le" => {
                let mut columns = Columns::new();
                for (at, (name, refs)) in parts.columns.iter().enumerate() {
                    let one: Columns = [(Rc::clone(name), refs.clone())].into_iter().collect();
                    let high = if name.starts_with(ANY) {
                        self.width_of_columns(&one).0.high.as_constant()?
                    } else {
                        1.0
                    };
                    let column =
                        self.column(range, at, &rows, &Span::of(0.0, 1.0, high), Refs::new());
                    columns.insert(Rc::clone(name), column);
                }
                let result = self.frame(
                    range,
                    &parts.text,
                    rows.clone(),
                    columns,
                    parts.index.clone(),
                    Refs::new(),
                );
                self.frame_meanwhile(&result, &rows, 2.0, 200.0)
            }
            "sum" | "mean" | "min" | "max" | "std" | "var" | "median" | "prod" | "count"
            | "nunique" | "any" | "all" | "idxmax" | "idxmin" | "quantile" | "corr" | "skew"
            | "kurt" | "sem" => {
                if is_text && !matches!(name, "count" | "nunique" | "min" | "max" | "any" | "all") {
                    return None;
                }
                if arguments.keyword("axis").is_some()
                    || !arguments.positional.is_empty() && !matches!(name, "quantile" | "corr")
                {
                    return None;
                }
                let likely = match name {
                    "nunique" => 40.0,
                    "std" | "var" | "sem" => 16.2,
                    "median" | "quantile" => 16.0,
                    _ => 1.0,
                };
                let most = (width.high.as_constant()? + 16.0) * 2.0
                    + if name == "nunique" { 150.0 } else { 0.0 };
                self.hold(frame);
                self.measure_with(
                    &rows
                        .times(&Span::of(0.0, likely, most))
                        .plus(&Span::of(0.0, 3000.0, 200_000.0)),
                );
                self.release();
                if is_series {
                    if is_text { self.value_of_series(range, parts) } else { self.scalar(range) }
                } else {
                    // One value for each column; of `corr`, for each two.
                    let each = Span::of(0.0, 1.0, 1.0).times(&width.scaled(8.0));
                    self.series(range, &each, &Span::of(0.0, 8.0, 80.0), objects)
                }
            }
            "describe" => {
                let most = (width.high.as_constant()? + 32.0) * 2.0;
                let number = width.scaled(1.0);
                let result = self.series(range, &number, &Span::of(0.0, 16.0, 64.0), Refs::new());
                self.frame_meanwhile(&result, &rows, 16.2, most)
            }
            "value_counts" if is_series => {
                let groups = self.groups_of(&parts.all(), &rows, 1.0);
                let index = self.column(range, 1, &groups, &Span::exact(8.0), objects);
                let column = self.column(range, 0, &groups, &Span::exact(8.0), Refs::new());
                let columns = [(Rc::from(ANY), column)].into_iter().collect();
                let result = self.frame(range, "series", groups, columns, index, Refs::new());
                self.frame_meanwhile(&result, &rows, 18.0, 160.0)
            }
            "unique" if is_series => {
                if is_text {
                    return None;
                }
                let groups = self.groups_of(&parts.all(), &rows, 1.0);
                let result = self.array(range, groups, Some(1), 8);
                self.frame_meanwhile(&result, &rows, 39.0, 120.0)
            }
            "to_numpy" => return self.values_of_frame(range, parts),
            "tolist" | "to_list" if is_series => {
                let mut one = Object::new(Kind::Float);
                one.extra = Span::of(0.0, 8.0, 8.0);
                super::methods::multiply(&mut one, &rows);
                let mut elems = if is_text { objects } else { self.create(range, 132, one) };
                if is_text {
                    let numbers = self.float(range);
                    merge(&mut elems, &numbers);
                }
                self.create(range, 133, Object { elems, ..Object::with_len(Kind::List, rows) })
            }
            "map" | "apply" if is_series && arguments.keywords.is_empty() => {
                let function = arguments.positional.first()?.clone();
                let is_function = |object: &Object<'a>| {
                    matches!(object.kind, Kind::Function(_) | Kind::Method(_))
                };
                if !self.state.objects(&function).all(is_function) {
                    return None;
                }
                let value = self.value_of_series(range, parts);
                self.hold(frame);
                let made = self.call_each(range, &function, &[value], &rows);
                let frame = self.release();
                let parts = self.parts(&frame)?;
                let (width, objects) = self.width_of(&made);
                let column = self.column(range, 0, &rows, &width, objects);
                let columns = [(Rc::from(ANY), column)].into_iter().collect();
                let result = self.frame(
                    range,
                    "series",
                    rows.clone(),
                    columns,
                    parts.index.clone(),
                    Refs::new(),
                );
                // The values as objects, and what the function made of each.
                self.frame_meanwhile(&result, &rows, 98.0, 140.0)
            }
            "groupby" => self.grouped(range, parts, arguments)?,
            "merge" => return self.merged(range, parts, arguments),
            "to_csv" => {
                if !arguments.positional.is_empty() || arguments.keyword("path_or_buf").is_some() {
                    // So many rows at a time, as texts.
                    let number = (width.high.as_constant()? / 8.0).ceil().max(1.0) + 1.0;
                    let at_once = rows.capped(&Span::exact((100_000.0 / number).max(1.0)));
                    let each = Span::of(0.0, 8.0 * number, number * 110.0);
                    self.hold(frame);
                    self.measure_with(&at_once.times(&each).plus(&Span::of(
                        0.0,
                        100_000.0,
                        3_000_000.0,
                    )));
                    self.release();
                    return Some(self.none(range));
                }
                return None;
            }
            "items" if is_series => {
                let value = self.value_of_series(range, parts);
                let mut key = self.unknown_key(range);
                let columns: Refs = parts.index.clone();
                let numbers = self.integer(range, Span::of(0.0, 1000.0, 2_f64.powi(62)));
                merge(&mut key, &numbers);
                let labels: Vec<Refs> =
                    self.state.objects(&columns).map(|column| column.elems.clone()).collect();
                for refs in &labels {
                    merge(&mut key, refs);
                }
                let pair = self.pair(range, key, value);
                let object = Object { elems: pair, ..Object::with_len(Kind::Iterator, rows) };
                self.create(range, 139, object)
            }
            "info" => self.none(range),
            "item" if is_series => self.value_of_series(range, parts),
            _ => return None,
        })
    }
}

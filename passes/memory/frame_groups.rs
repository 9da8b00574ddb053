//! Groups of rows of pandas frames, methods on their texts, and frames that are merged.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::frame_methods::Parts;
use super::frames::{ANY, Columns};
use super::functions::Arguments;
use super::heap::{Kind, Object, Refs, merge};
use super::layouts::Width;
use super::walker::Walker;

/// Bytes for each row that grouping may take: numbers of groups, and a table of them.
const GROUPING: (f64, f64) = (8.0, 80.0);
/// The same where keys are texts.
const GROUPING_TEXTS: (f64, f64) = (30.0, 130.0);

/// Bytes for each row of a table of keys: a power of two of places, of which at most 77 % are taken; a million to begin with.
fn table_of(rows: &Span) -> f64 {
    match rows.estimate.as_constant() {
        Some(rows) if rows >= 1.0 && rows.is_finite() => {
            let hint = rows.min(f64::from(1 << 20));
            (hint / 0.77).log2().ceil().exp2() * 16.25 / rows
        }
        _ => 32.0,
    }
}

impl<'a> Walker<'a, '_> {
    /// How many different rows there are of these key columns.
    pub fn groups_of(&self, keys: &Refs, rows: &Span, number: f64) -> Span {
        let texts: Option<f64> = self
            .state
            .objects(keys)
            .map(|column| {
                let texts = self.state.objects(&column.elems);
                texts
                    .map(|text| text.count.estimate.as_constant())
                    .sum::<Option<f64>>()
                    .filter(|count| *count > 0.0)
            })
            .sum();
        let estimate = match (rows.estimate.as_constant(), texts) {
            (Some(rows), Some(texts)) if number <= 1.0 && texts < rows * 0.5 => {
                Poly::constant(texts)
            }
            (Some(rows), _) if rows.is_finite() => Poly::constant(rows.sqrt()),
            _ => rows.estimate.scaled(0.1),
        };
        Span { low: Poly::zero(), estimate, high: rows.high.clone() }
    }

    pub fn grouped(
        &mut self,
        range: TextRange,
        parts: &Parts,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let known = ["by", "sort", "as_index"];
        if arguments.keywords.iter().any(|(keyword, _)| !known.contains(keyword)) {
            return None;
        }
        let by = arguments.get(0, "by")?;
        let mut keys = Refs::new();
        let mut number = 1.0;
        if let Some(names) = self.names_in_list(by) {
            number = names.len() as f64;
            for name in names {
                parts.of_name(&name).values().for_each(|refs| merge(&mut keys, refs));
            }
        } else {
            let series = self.parts(by).filter(Parts::is_series)?;
            keys = series.all();
        }
        if keys.is_empty() {
            return None;
        }
        let text = if parts.is_series() { "groupby-series" } else { "groupby" };
        let result = self.chosen(range, parts, parts.columns.clone(), text);
        self.change(&result, |object, _| {
            object.fields = Some(Rc::new(vec![keys.clone()]));
            object.num = Span::exact(number);
        });
        Some(result)
    }

    pub fn group_method(
        &mut self,
        range: TextRange,
        frame: &Refs,
        parts: &Parts,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let object = self.joined(frame)?;
        let keys = object.fields.as_ref()?.first()?.clone();
        let number = object.num.high.as_constant()?;
        match name {
            "sum" | "mean" | "min" | "max" | "count" | "size" | "std" | "var" | "median"
            | "first" | "last" | "prod" => {
                if !arguments.positional.is_empty() {
                    return None;
                }
            }
            "agg" | "aggregate" => {
                // Functions by name.
                let how = arguments.positional.first()?;
                let mut names: Vec<Object<'a>> = self.state.objects(how).cloned().collect();
                for object in self.state.objects(how) {
                    names.extend(self.state.objects(&object.elems).cloned());
                    for field in object.fields.iter().flat_map(|fields| fields.iter()) {
                        names.extend(self.state.objects(field).cloned());
                    }
                }
                let is_name = |object: &Object<'a>| match object.kind {
                    Kind::Dict(_) | Kind::List => true,
                    Kind::Str(_) => object.text.is_some(),
                    _ => false,
                };
                if !names.iter().all(is_name) || !arguments.keywords.is_empty() {
                    return None;
                }
            }
            _ => return None,
        }
        let rows = parts.rows.clone();
        let groups = self.groups_of(&keys, &rows, number);
        let is_text = self.state.objects(&keys).any(|column| !column.elems.is_empty());
        let (likely, most) = if is_text { GROUPING_TEXTS } else { GROUPING };
        let likely = likely + table_of(&rows);
        let mut texts = Refs::new();
        self.state.objects(&keys).for_each(|column| merge(&mut texts, &column.elems));
        let (width, objects) = self.width_of_columns(&parts.columns);
        merge(&mut texts, &objects);
        // Of several functions for each column, as many columns.
        let many = if name.starts_with("agg") { 6.0 } else { 1.0 };
        let columns = width.high.as_constant()? * many + 8.0;
        let mut made = Columns::new();
        let at_least = if name.starts_with("agg") { ANY } else { "" };
        for (at, (column, refs)) in parts.columns.iter().enumerate() {
            let one: Columns = [(Rc::clone(column), refs.clone())].into_iter().collect();
            let own = self.width_of_columns(&one).0.high.as_constant()?.max(8.0);
            let refs =
                self.column(range, at + 1, &groups, &Span::of(0.0, 8.0, own * many), texts.clone());
            let name = if at_least.is_empty() {
                Rc::clone(column)
            } else {
                Rc::from(format!("{ANY}{at}"))
            };
            made.insert(name, refs);
        }
        let index =
            self.column(range, 0, &groups, &Span::of(0.0, 8.0 * number, 32.0 * number), texts);
        let is_series = parts.is_series() && !name.starts_with("agg") || name == "size";
        let text = if is_series { "series" } else { "frame" };
        let result = self.frame(range, text, groups.clone(), made, index, Refs::new());
        self.hold(&result);
        // Numbers of groups, a table of keys, and for each column its results as they are added up.
        let each =
            if number > 1.0 { (likely + 33.0, most * (number + 1.0)) } else { (likely, most) };
        let per_row = rows.times(&Span::of(0.0, each.0, each.1 + 2.0 * columns));
        let per_group = groups.times(&Span::of(0.0, 8.0, 3.0 * columns));
        self.measure_with(&per_row.plus(&per_group).plus(&Span::of(0.0, 20_000.0, 400_000.0)));
        Some(self.release())
    }

    pub fn text_method(&mut self, range: TextRange, parts: &Parts, name: &str) -> Option<Refs> {
        let rows = parts.rows.clone();
        let (_, objects) = self.width_of_columns(&parts.columns);
        let (width, texts, beside) = match name {
            "upper" | "lower" | "strip" | "lstrip" | "rstrip" | "title" | "capitalize" => {
                let one = self.joined(&objects)?;
                let Kind::Str(wide) = one.kind else { return None };
                // Letters may become up to three others.
                let each = one.each_len();
                let wide = wide.max(Width::Ascii);
                let most = if wide == Width::Ascii { 1.0 } else { 3.0 };
                let each = Span { low: Poly::zero(), high: each.high.scaled(most), ..each };
                let mut text = Object::with_len(
                    Kind::Str(if wide == Width::Ascii { wide } else { Width::Four }),
                    each,
                );
                super::methods::multiply(&mut text, &rows);
                text.count.low = Poly::zero();
                (Span::exact(8.0), self.create(range, 138, text), (8.0, 24.0))
            }
            "len" | "count" => (Span::of(0.0, 8.0, 8.0), Refs::new(), (8.0, 24.0)),
            "contains" | "startswith" | "endswith" | "isdigit" | "isalpha" => {
                (Span::of(0.0, 1.0, 8.0), Refs::new(), (8.0, 40.0))
            }
            _ => return None,
        };
        let column = self.column(range, 0, &rows, &width, texts);
        let columns = [(Rc::from(ANY), column)].into_iter().collect();
        let result =
            self.frame(range, "series", rows.clone(), columns, parts.index.clone(), Refs::new());
        Some(self.frame_meanwhile(&result, &rows, beside.0, beside.1))
    }

    /// `left.merge(right, on=…)`: each row of one with each of the other that has its key.
    pub fn merged(
        &mut self,
        range: TextRange,
        left: &Parts,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let known = ["on", "how", "right", "left", "left_on", "right_on", "suffixes"];
        if arguments.keywords.iter().any(|(keyword, _)| !known.contains(keyword)) {
            return None;
        }
        let right = arguments.get(0, "right")?.clone();
        let right = self.parts(&right)?;
        let high =
            left.rows.high.times(&right.rows.high).plus(&left.rows.high).plus(&right.rows.high);
        let rows = Span { low: Poly::zero(), estimate: left.rows.estimate.clone(), high };
        let why = "how many rows have the same key in both is not known";
        if !rows.is_bounded() {
            self.why(range, why);
        }
        let mut columns = self.copied_columns(range, &left.columns, &rows);
        // Where each row on the left has one on the right, its columns are not copied.
        for refs in columns.values() {
            self.change(refs, |object, _| object.len.estimate = Poly::zero());
        }
        let others: Columns = right
            .columns
            .iter()
            .map(|(name, refs)| (Rc::from(format!("{ANY}{name}")), refs.clone()))
            .collect();
        for (at, (name, refs)) in others.iter().enumerate() {
            let one: Columns = [(Rc::clone(name), refs.clone())].into_iter().collect();
            let (width, objects) = self.width_of_columns(&one);
            let column = self.column(range, 50 + at, &rows, &width, objects);
            // A column of that name is there once where it is the key.
            let plain = name.strip_prefix(ANY).unwrap_or(name);
            if columns.contains_key(plain) {
                self.change(&column, |object, _| object.len.estimate = Poly::zero());
                columns.insert(Rc::clone(name), column);
            } else {
                columns.insert(Rc::from(plain), column);
            }
        }
        let both = left.rows.plus(&right.rows);
        let result = self.frame(range, "frame", rows.clone(), columns, Refs::new(), Refs::new());
        self.hold(&result);
        let each = both
            .times(&Span::of(0.0, table_of(&both) + 16.0, 160.0))
            .plus(&rows.times(&Span::of(0.0, 0.0, 40.0)));
        self.measure_with(&each.plus(&Span::of(0.0, 10_000.0, 400_000.0)));
        Some(self.release())
    }
}

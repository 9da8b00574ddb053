//! Columns of pandas frames that are set, named anew, and deleted.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::bounds::Span;
use super::frames::{ANY, Columns};
use super::heap::{Kind, Refs, merge};
use super::walker::Walker;

impl Walker<'_, '_> {
    /// `frame[name] = value`.
    pub fn set_column(&mut self, range: TextRange, frame: &Refs, index: &Refs, value: &Refs) {
        let name = self.state.single(index).filter(|object| matches!(object.kind, Kind::Str(_)));
        let name = name.and_then(|object| object.text.clone());
        let is_frame = self.parts(frame).is_some_and(|parts| &*parts.text == "frame");
        let (Some(name), true) = (name, is_frame) else {
            // Some elements: columns may be copied.
            let reason = "what is set in this pandas object is not described";
            let Some(parts) = self.parts(frame).filter(|_| !self.names_a_column(index)) else {
                let why = self.why(range, reason);
                self.hand_over(frame, why);
                return;
            };
            let (width, _) = self.width_of_columns(&parts.columns);
            let more = parts.rows.times(&width.plus(&Span::exact(24.0)));
            self.hold(value);
            self.change(frame, |object, _| object.extra.high = object.extra.high.plus(&more.high));
            self.release();
            self.keep_inside(frame, value);
            return;
        };
        let rows = self.length(frame);
        let Some((columns, meanwhile)) = self.columns_from(range, &rows, value) else {
            let why = self.why(range, "what a column is set to is not described");
            self.hand_over(frame, why);
            return;
        };
        self.hold(value);
        self.hold(&columns);
        let each = rows.times(&Span::of(
            0.0,
            meanwhile,
            meanwhile + if meanwhile > 0.0 { 16.0 } else { 0.0 },
        ));
        self.measure_with(&each.plus(&Span::of(0.0, 3000.0, 100_000.0)));
        let columns = self.release();
        self.release();
        self.change(frame, |object, certain| {
            let mut table = object.attributes.as_deref().cloned().unwrap_or_default();
            let before = table.entry(Rc::clone(&name)).or_default();
            if certain {
                before.clear();
            }
            merge(before, &columns);
            object.attributes = Some(Rc::new(table));
        });
    }

    fn names_a_column(&self, index: &Refs) -> bool {
        self.state
            .objects(index)
            .any(|object| !matches!(object.kind, Kind::Frame | Kind::Array { .. } | Kind::View))
    }

    /// The columns that a value becomes, and bytes for each row that are there while it does.
    pub fn columns_from(
        &mut self,
        range: TextRange,
        rows: &Span,
        value: &Refs,
    ) -> Option<(Refs, f64)> {
        let object = self.joined(value)?;
        Some(match object.kind {
            // Whoever writes first copies.
            Kind::Frame if object.text.as_deref() == Some("series") => {
                let mut all = Refs::new();
                object.attributes.as_deref()?.values().for_each(|refs| merge(&mut all, refs));
                (all, 0.0)
            }
            Kind::Array { .. } | Kind::View => {
                let (_, _, item) = self.array_facts(value)?;
                (self.column(range, 0, rows, &Span::exact(f64::from(item)), Refs::new()), 0.0)
            }
            Kind::List | Kind::Tuple => {
                let elements = self.elements(value);
                let (width, objects) = self.width_of(&elements);
                (self.column(range, 0, rows, &width, objects), 50.0)
            }
            Kind::Range => (self.column(range, 0, rows, &Span::exact(8.0), Refs::new()), 8.0),
            Kind::Int | Kind::Float => {
                (self.column(range, 0, rows, &Span::of(1.0, 8.0, 8.0), Refs::new()), 0.0)
            }
            Kind::Str(_) => (self.column(range, 0, rows, &Span::exact(8.0), value.clone()), 16.0),
            _ => return None,
        })
    }

    /// `frame.columns = […]`, `frame.index = …`.
    pub fn set_frame_attribute(
        &mut self,
        range: TextRange,
        frame: &Refs,
        name: &str,
        value: &Refs,
    ) {
        match name {
            "columns" => self.change(frame, |object, _| {
                let table = object.attributes.as_deref().cloned().unwrap_or_default();
                let table: Columns = table
                    .into_values()
                    .enumerate()
                    .map(|(at, refs)| (Rc::from(format!("{ANY}{at}")), refs))
                    .collect();
                object.attributes = Some(Rc::new(table));
            }),
            _ => {
                let why = self
                    .why(range, format!("setting `{name}` of a pandas object is not described"));
                self.hand_over(frame, why);
                self.keep_inside(frame, value);
            }
        }
    }

    /// `del frame[name]`: the column may lie in one block with others.
    pub fn delete_column(&mut self, frame: &Refs, index: &Refs) {
        let name = self.state.single(index).and_then(|object| object.text.clone());
        self.change(frame, |object, certain| {
            let mut table = object.attributes.as_deref().cloned().unwrap_or_default();
            let Some(name) = name.as_ref().filter(|_| certain) else { return };
            if let Some(refs) = table.remove(name) {
                merge(&mut object.elems, &refs);
            }
            object.attributes = Some(Rc::new(table));
        });
    }
}

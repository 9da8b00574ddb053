//! `[f(x) for x in xs]` becomes `surge_rt.stream(f(x) for x in xs)`, and `sorted(xs)` becomes `surge_rt.in_order(xs)`, on the
//! same lines.

use ruff_text_size::{TextRange, TextSize};

use super::text::{Emit, SourceText};

/// What becomes of the lists of a module.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Comprehensions that become streams.
    pub streams: Vec<TextRange>,
    /// The names of calls of `sorted` that go to the disk past the budget.
    pub sorts: Vec<TextRange>,
}

impl Lists {
    pub fn is_empty(&self) -> bool {
        self.streams.is_empty() && self.sorts.is_empty()
    }
}

/// What is written at a place instead of the source.
#[derive(Clone, Copy)]
pub enum Mark {
    Open,
    Close,
    /// The name `sorted`, up to where it ends.
    Sort(TextSize),
}

/// Writes what stands in the place of a bracket; where the source goes on.
pub fn write(emit: &mut Emit<'_, '_>, at: TextSize, mark: Mark, runtime: &str) -> TextSize {
    let line = emit.source.line(at);
    let one = TextSize::from(1);
    let (text, end) = match mark {
        Mark::Open => (format!("{runtime}.stream("), at + one),
        Mark::Close => (")".to_owned(), at + one),
        Mark::Sort(end) => (format!("{runtime}.in_order"), end),
    };
    emit.generated(&text, line);
    end
}

/// The places where something else is written, in order.
pub fn marks(lists: &Lists) -> Vec<(TextSize, Mark)> {
    let ends = |list: &TextRange| {
        [(list.start(), Mark::Open), (list.end() - TextSize::from(1), Mark::Close)]
    };
    let mut marks: Vec<(TextSize, Mark)> = lists.streams.iter().flat_map(ends).collect();
    marks.extend(lists.sorts.iter().map(|name| (name.start(), Mark::Sort(name.end()))));
    marks.sort_by_key(|(at, _)| *at);
    marks
}

/// The module with these lists as streams or sorted on the disk, and nothing else changed.
pub fn only(source: &SourceText<'_>, lists: &Lists, runtime: &str) -> String {
    let mut emit = Emit::new(source);
    let mut at = TextSize::from(0);
    for (place, mark) in marks(lists) {
        emit.verbatim(TextRange::new(at, place), &[]);
        at = write(&mut emit, place, mark, runtime);
    }
    emit.verbatim(TextRange::new(at, TextSize::of(source.text())), &[]);
    emit.text
}

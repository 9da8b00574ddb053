//! Lists that become streams, and sorts that go to the disk, on the same lines.
//!
//! ```python
//! [f(x) for x in xs]          # surge_rt.stream(f(x) for x in xs)
//! list(map(f, xs))            # surge_rt.stream_of(item for item in map(f, xs))
//! file.readlines()            # surge_rt.stream_of(line for line in file)
//! sorted(rows, key=k)         # surge_rt.in_order(rows, key=k)
//! rows.sort(key=k)            # rows = surge_rt.in_order(rows, key=k)
//! rows = []                   # def surge_rows():
//! for x in xs:                #     for x in xs:
//!     rows.append(f(x))       #         yield f(x)
//!                             # rows = surge_rt.stream(surge_rows())
//! ```

use ruff_text_size::{TextRange, TextSize};

use super::names::Names;
use super::text::{Emit, SourceText};
use crate::passes::space::{Edit, FillEdit, StatesEdit};

/// What becomes of the lists of a module.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Comprehensions that become streams.
    pub streams: Vec<TextRange>,
    /// The names of calls of `sorted` that go to the disk past the budget.
    pub sorts: Vec<TextRange>,
    /// Other calls, by what identifies them.
    pub calls: Vec<(TextRange, Edit)>,
    /// Loops that become functions, with the names of these.
    pub fills: Vec<(FillEdit, String)>,
    pub states: Vec<(StatesEdit, StepNames)>,
}

/// Names for a function that goes on from a state: its own, and those of its parameters.
#[derive(Clone, Debug, Default)]
pub struct StepNames {
    function: String,
    state: String,
    start: String,
    /// For elements of a state that no round reads.
    other: String,
}

impl Lists {
    pub fn is_empty(&self) -> bool {
        self.streams.is_empty()
            && self.sorts.is_empty()
            && self.calls.is_empty()
            && self.fills.is_empty()
            && self.states.is_empty()
    }

    /// The same with names for the functions.
    #[must_use]
    pub fn named(&self, names: &mut Names) -> Self {
        let mut lists = self.clone();
        for (fill, function) in &mut lists.fills {
            *function = names.fresh(&format!("surge_{}", fill.name));
        }
        for (states, step) in &mut lists.states {
            step.function = names.fresh(&format!("surge_{}", states.name));
            step.state = states.state.clone().unwrap_or_else(|| names.fresh("state"));
            step.start = names.fresh("start");
            if states.parts.contains(&None) {
                step.other = names.fresh("other");
            }
        }
        lists
    }
}

/// What is written at a place instead of the source.
#[derive(Clone, Copy)]
pub enum Mark<'l> {
    Open,
    Close,
    /// The name `sorted`, up to where it ends.
    Sort(TextSize),
    /// `rows.sort(`, up to where it ends.
    SortInPlace(TextSize, &'l str, bool),
    /// The name `list`, up to where it ends.
    List(TextSize),
    Items,
    Lines,
    /// `.readlines()`, up to where it ends.
    LinesEnd(TextSize),
    /// A line that is left out.
    Cut(TextSize),
    Fill(&'l FillEdit, &'l str),
    States(&'l StatesEdit, &'l StepNames),
}

/// Writes what stands in the place of a bracket; where the source goes on.
pub fn write(emit: &mut Emit<'_, '_>, at: TextSize, mark: Mark<'_>, runtime: &str) -> TextSize {
    let line = emit.source.line(at);
    let one = TextSize::from(1);
    let (text, end) = match mark {
        Mark::Open => (format!("{runtime}.stream("), at + one),
        Mark::Close => (")".to_owned(), at + one),
        Mark::Sort(end) => (format!("{runtime}.in_order"), end),
        Mark::SortInPlace(end, name, bare) => {
            let comma = if bare { "" } else { ", " };
            (format!("{name} = {runtime}.in_order({name}{comma}"), end)
        }
        Mark::List(end) => (format!("{runtime}.stream_of"), end),
        Mark::Items => ("item for item in ".to_owned(), at),
        Mark::Lines => (format!("{runtime}.stream_of(line for line in "), at),
        Mark::LinesEnd(end) => (")".to_owned(), end),
        Mark::Cut(end) => return end,
        Mark::Fill(fill, function) => return write_fill(emit, fill, function, runtime),
        Mark::States(states, step) => return write_states(emit, states, step, runtime),
    };
    emit.generated(&text, line);
    end
}

/// Writes the function that a loop becomes, and the stream of what it yields.
fn write_fill(emit: &mut Emit<'_, '_>, fill: &FillEdit, function: &str, runtime: &str) -> TextSize {
    let source = emit.source;
    let (first, last) = (source.line(fill.stmt.start()), source.line(fill.stmt.end()));
    let indent = source.indent(fill.stmt.start()).unwrap_or_default().to_owned();
    let inner = format!("{indent}    ");
    emit.generated(&format!("def {function}():\n{inner}"), first);
    let mut edits = Vec::new();
    for [call, callee, value] in &fill.appends {
        if source.text()[*call].contains(['\n', '\r']) {
            edits.push((*callee, "yield ".to_owned()));
        } else {
            edits.push((TextRange::new(call.start(), value.start()), "yield ".to_owned()));
            edits.push((TextRange::new(value.end(), call.end()), String::new()));
        }
    }
    if let Some([open, close]) = fill.returned {
        edits.push((open, "yield from (".to_owned()));
        edits.push((close, ")".to_owned()));
    }
    let end = source.end_with_comment(fill.stmt.end());
    emit.moved(TextRange::new(fill.stmt.start(), end), Some((&indent, &inner)), &edits);
    let text = match fill.returned {
        Some(_) => format!("return {runtime}.stream_from({function}())"),
        None => format!("{} = {runtime}.stream({function}())", fill.name),
    };
    emit.generated(&format!("\n{indent}{text}"), last);
    end
}

/// Writes the function that goes on from a state, and the list of what it yields.
fn write_states(
    emit: &mut Emit<'_, '_>,
    states: &StatesEdit,
    step: &StepNames,
    runtime: &str,
) -> TextSize {
    let source = emit.source;
    let (first, last) = (source.line(states.stmt.start()), source.line(states.stmt.end()));
    let indent = source.indent(states.stmt.start()).unwrap_or_default().to_owned();
    let inner = format!("{indent}    ");
    let StepNames { function, state, start, other } = step;
    let mut head = format!("def {function}({state}, {start}):\n{inner}");
    if !states.parts.is_empty() {
        let parts = states.parts.iter().map(|part| part.as_ref().unwrap_or(other).as_str());
        let comma = if states.parts.len() == 1 { "," } else { "" };
        let parts = parts.collect::<Vec<_>>().join(", ");
        head += &format!("{parts}{comma} = {state}\n{inner}");
    }
    emit.generated(&head, first);
    let end_of_header = TextRange::empty(states.header.end());
    let mut edits = vec![(end_of_header, format!("[{start}:]"))];
    edits.extend(states.last.iter().map(|place| (*place, state.clone())));
    let [call, value] = states.append;
    let (open, close) = if states.last.is_empty() {
        ("yield ".to_owned(), String::new())
    } else {
        (format!("yield ({state} := "), ")".to_owned())
    };
    edits.push((TextRange::new(call.start(), value.start()), open));
    edits.push((TextRange::new(value.end(), call.end()), close));
    edits.sort_by_key(|(range, _)| (range.start(), range.end()));
    let end = source.end_with_comment(states.stmt.end());
    emit.moved(TextRange::new(states.stmt.start(), end), Some((&indent, &inner)), &edits);
    let name = &states.name;
    let (mut targets, mut arguments) = (name.clone(), format!("{function}, {name}"));
    for (variable, place) in &states.read {
        targets += &format!(", {variable}");
        arguments += &place.map_or(", None".to_owned(), |place| format!(", {place}"));
    }
    emit.generated(&format!("\n{indent}{targets} = {runtime}.states({arguments})"), last);
    end
}

/// The places where something else is written, in order.
pub fn marks<'l>(source: &SourceText<'_>, lists: &'l Lists) -> Vec<(TextSize, Mark<'l>)> {
    let one = TextSize::from(1);
    let ends = |list: &TextRange| [(list.start(), Mark::Open), (list.end() - one, Mark::Close)];
    let mut marks: Vec<(TextSize, Mark<'l>)> = lists.streams.iter().flat_map(ends).collect();
    marks.extend(lists.sorts.iter().map(|name| (name.start(), Mark::Sort(name.end()))));
    for (_, edit) in &lists.calls {
        match edit {
            Edit::Items { callee, source } => {
                marks.push((callee.start(), Mark::List(callee.end())));
                marks.push((source.start(), Mark::Items));
            }
            Edit::Lines { call, file } => {
                marks.push((call.start(), Mark::Lines));
                marks.push((file.end(), Mark::LinesEnd(call.end())));
            }
            Edit::SortedInPlace { callee, name, bare } => {
                let mark = Mark::SortInPlace(callee.end() + one, name, *bare);
                marks.push((callee.start(), mark));
            }
            Edit::Brackets | Edit::Fill(_) | Edit::States(_) | Edit::Sorted(_) => {}
        }
    }
    for (fill, function) in &lists.fills {
        if let Some(init) = fill.init {
            let rest = &source.text()[usize::from(init.end())..];
            let line = match rest.find(['\n', '\r']) {
                Some(at) if rest[at..].starts_with("\r\n") => at + 2,
                Some(at) => at + 1,
                None => rest.len(),
            };
            let end = init.end() + TextSize::of(&rest[..line]);
            marks.push((source.line_start(init.start()), Mark::Cut(end)));
        }
        marks.push((fill.stmt.start(), Mark::Fill(fill, function)));
    }
    let states = lists.states.iter();
    marks.extend(states.map(|(states, step)| (states.stmt.start(), Mark::States(states, step))));
    marks.sort_by_key(|(at, _)| *at);
    marks
}

/// The module with these lists as streams or sorted on the disk, and nothing else changed; where its lines come from, if any has moved.
pub fn only(source: &SourceText<'_>, lists: &Lists, runtime: &str) -> (String, Vec<u32>) {
    let mut emit = Emit::new(source);
    let mut at = TextSize::from(0);
    for (place, mark) in marks(source, lists) {
        emit.verbatim(TextRange::new(at, place), &[]);
        at = write(&mut emit, place, mark, runtime);
    }
    emit.verbatim(TextRange::new(at, TextSize::of(source.text())), &[]);
    let origins =
        if lists.fills.is_empty() && lists.states.is_empty() { Vec::new() } else { emit.origins };
    (emit.text, origins)
}

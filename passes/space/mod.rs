//! # Space
//!
//! Decides which lists of the script need not exist: each element is made when it is asked for, and forgotten afterwards.
//!
//! Reads: [`Analysis`], the decisions about loops, spawns and branches (what runs in parallel is left alone), and the
//! estimates of [`memory`](crate::passes::memory). Produces: one [`Opportunity`] for each list that is consumed once where
//! it stands, with what it would save and cost, and whether it is taken.
//!
//! Refuses: by [`Obstacle`], where the results might differ; by the [`Settings`], where too little is gained.
//!
//! Example:
//! ```python
//! prices = [float(line) for line in file]      # before: all prices at once
//! total = sum(prices)
//!
//! prices = surge_rt.stream(float(line) for line in file)      # after: one at a time
//! total = sum(prices)
//! ```
//!
//! Sound because: see [`streaming`]; the estimates guard nothing, they only say whether it is worth while.

mod chains;
mod drains;
mod fills;
mod handed;
mod keeps;
mod left_alone;
mod places;
mod plainness;
mod select;
mod sorting;
pub mod streaming;
mod trajectories;
mod walked;

pub use left_alone::{LeftAlone, find as left_alone};
use ruff_python_ast::Expr;
use ruff_text_size::{Ranged, TextRange};

use crate::ids::FuncId;
use crate::passes::branches::Branch;
use crate::passes::effects::Analysis;
use crate::passes::loops::LoopPlan;
use crate::passes::memory::Memory;
use crate::passes::spawns::Spawn;

/// What is asked of a rewrite before it is applied; `[space]` in surgec.toml.
#[derive(Clone, Debug)]
pub struct Settings {
    pub enabled: bool,
    /// What each criterion weighs, in percent: memory, time, confidence, clarity.
    pub weights: [f64; 4],
    /// Below this confidence, from 0 to 1, nothing is applied.
    pub minimum_confidence: f64,
    /// Percent of the list's memory that must be saved.
    pub minimum_saving: f64,
    /// Percent of time that it may cost.
    pub maximum_overhead: f64,
    /// Lists that certainly hold no more bytes than this stay.
    pub minimum_bytes: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            enabled: true,
            weights: [40.0, 30.0, 20.0, 10.0],
            minimum_confidence: 0.7,
            minimum_saving: 50.0,
            maximum_overhead: 100.0,
            minimum_bytes: 1_000_000.0,
        }
    }
}

/// What stands in the way of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Obstacle {
    pub name: &'static str,
    /// A clause for people, that completes "it stays a list: …".
    pub detail: String,
}

impl Obstacle {
    fn new(name: &'static str, detail: impl Into<String>) -> Self {
        Obstacle { name, detail: detail.into() }
    }
}

/// What becomes of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Elements are made when they are asked for.
    Stream,
    /// `sorted` goes to the disk past the budget.
    Sort,
    /// Of all states that a step runs through, few are held past the budget.
    Trajectory,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Stream => "streaming",
            Kind::Sort => "external sort",
            Kind::Trajectory => "trajectory",
        }
    }
}

/// What is written instead.
#[derive(Clone, Debug)]
pub enum Edit {
    /// A comprehension becomes a generator expression.
    Brackets,
    /// `list(source)` goes on as the items of its argument; the name `list`, and the argument.
    Items {
        callee: TextRange,
        source: TextRange,
    },
    /// `file.readlines()` goes on as the lines of the file.
    Lines {
        call: TextRange,
        file: TextRange,
    },
    Fill(FillEdit),
    States(StatesEdit),
    /// The name of a call of `sorted`.
    Sorted(TextRange),
    /// `rows.sort` in `rows.sort(…)`, and what is sorted; whether the call has no arguments.
    SortedInPlace {
        callee: TextRange,
        name: String,
        bare: bool,
    },
}

/// A loop that fills a list becomes a function that yields.
#[derive(Clone, Debug)]
pub struct FillEdit {
    pub name: String,
    /// `rows = []`
    pub init: Option<TextRange>,
    pub stmt: TextRange,
    /// What stands before the inside of the list in `return [… for …]`, and the bracket behind it.
    pub returned: Option<[TextRange; 2]>,
    /// Each append: the whole call, `rows.append`, and the value.
    pub appends: Vec<[TextRange; 3]>,
}

/// A loop that keeps all states becomes a function that goes on from one of them.
#[derive(Clone, Debug)]
pub struct StatesEdit {
    pub name: String,
    /// The variable that holds the state, where there is one.
    pub state: Option<String>,
    /// The variables that are its elements, where it is a tuple; nothing for an element that no round reads.
    pub parts: Vec<Option<String>>,
    pub stmt: TextRange,
    /// `range(…)` in its header.
    pub header: TextRange,
    /// The append: the whole call, and the value.
    pub append: [TextRange; 2],
    /// `states[-1]`
    pub last: Vec<TextRange>,
    /// Variables that are read after the loop, with their numbers in the tuple.
    pub read: Vec<(String, Option<usize>)>,
}

/// A list that could be a stream, or be sorted on the disk.
#[derive(Clone, Debug)]
pub struct Opportunity {
    pub kind: Kind,
    /// The body it stands in, as people write it.
    pub function: String,
    pub func: FuncId,
    /// The expression or loop that makes the list, or the call that sorts.
    pub range: TextRange,
    pub edit: Edit,
    /// What goes through the elements.
    pub consumer: TextRange,
    /// Workers compute the elements, no further ahead than a window.
    pub is_parallel: bool,
    /// What goes through them runs in parallel.
    pub feeds_parallel: bool,
    pub description: String,
    /// Bytes that the list holds, as a text for people, where something is known.
    pub amount: String,
    /// The same as a number, where no size is left open.
    pub bytes: Option<f64>,
    /// Where the amount comes from.
    pub provenance: String,
    /// Percent of the list's memory that is saved; of a list whose elements may be kept, where none of them is.
    pub saving: f64,
    /// The same where what goes through the list keeps all of its elements, if it may keep some.
    pub kept_saving: Option<f64>,
    /// Percent of the time that it takes to make the elements.
    pub overhead: f64,
    pub confidence: f64,
    pub clarity: f64,
    /// What the weights make of these, from 0 to 100.
    pub score: f64,
    /// Why it is not taken.
    pub refused: Option<Obstacle>,
}

/// The opportunities of the script, in source order. What lists hold that certainly stay lists is only found out where it is
/// reported.
pub fn run<'a>(
    an: &mut Analysis<'a>,
    plans: &[LoopPlan<'a>],
    (spawns, branches): (&[Spawn<'a>], &[Branch<'a>]),
    settings: &Settings,
    is_reported: bool,
    estimate: impl FnOnce() -> Option<Memory>,
) -> Vec<Opportunity> {
    if !settings.enabled {
        return Vec::new();
    }
    let busy: Vec<TextRange> = plans
        .iter()
        .filter(|plan| !matches!(plan, LoopPlan::Sequential { .. }))
        .map(LoopPlan::range)
        .chain(spawns.iter().flat_map(|spawn| [spawn.before.range(), spawn.stmt.range]))
        .chain(branches.iter().map(|branch| branch.stmt.range()))
        .collect();
    let found = streaming::find(an, plans, &busy);
    if found.lists.is_empty() && found.sorts.is_empty() && found.trajectories.is_empty() {
        return Vec::new();
    }
    let obstacles = (found.lists.iter().map(|list| &list.obstacle))
        .chain(found.sorts.iter().map(|sort| &sort.obstacle))
        .chain(found.trajectories.iter().map(|states| &states.obstacle));
    let is_open = obstacles.into_iter().any(Option::is_none);
    let memory = if is_open || is_reported { estimate() } else { None };
    select::weigh(an, &found, settings, memory.as_ref())
}

/// A list comprehension without its brackets.
pub fn inside(expr: &Expr) -> TextRange {
    let one = ruff_text_size::TextSize::from(1);
    TextRange::new(expr.start() + one, expr.end() - one)
}

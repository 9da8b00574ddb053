//! Regions inside of others: in the copy of a loop's body that runs in place, and in what its task computes.
//!
//! ```python
//! for path in surge_rows.sequential():                               # in the driver
//!     rows = []
//!     surge_row = surge_rt.loop(tasks.main_row, read(path), ())
//!     …
//! def main_rows(path):                                               # the task of the loop around it
//!     rows = []
//!     surge_row_2 = surge_rt.loop(tasks.main_row, read(path), ())
//!     …
//! ```
//!
//! In the driver they have the workers where the loop around them runs in place; in a task, those that others have left.

use ruff_text_size::{TextRange, TextSize};
use rustc_hash::FxHashMap;

use super::names::Names;
use super::tasks::Task;
use super::text::{Emit, SourceText};
use super::{Inner, start_of, write_region};
use crate::passes::effects::Analysis;
use crate::passes::loops::LoopPlan;
use crate::plan::ParallelPlan;

/// The regions that are written once more in a task, whose own tasks are there already.
pub(super) struct Regions<'r, 'p, 'a> {
    pub an: &'r Analysis<'a>,
    pub names: &'r mut Names,
    pub plans: &'p [LoopPlan<'a>],
    /// Those that have been written, by range.
    pub written: &'r mut FxHashMap<TextRange, ParallelPlan>,
}

impl<'a> Regions<'_, '_, 'a> {
    /// Whether there are any in this range.
    pub fn are_in(&self, range: TextRange) -> bool {
        self.plans.iter().any(|plan| self.is_inside(plan, range, &[]))
    }

    fn is_inside(
        &self,
        plan: &LoopPlan<'_>,
        range: TextRange,
        edits: &[(TextRange, String)],
    ) -> bool {
        let inside = plan.is_parallel_in(range) && self.written.contains_key(&plan.range());
        inside && !edits.iter().any(|(edit, _)| edit.intersect(plan.range()).is_some())
    }

    /// Writes a statement at another indentation.
    pub fn write_statement(
        &mut self,
        emit: &mut Emit<'_, 'a>,
        range: TextRange,
        (from, to): (&str, &str),
        edits: &[(TextRange, String)],
    ) {
        let around = emit.shift.replace((from.to_owned(), to.to_owned()));
        let starts = |plan: &&LoopPlan<'a>| {
            plan.range().start() == range.start() && start_of(plan, emit.source) != range.start()
        };
        let is_region = self.plans.iter().find(starts);
        if is_region.is_none_or(|plan| !self.is_inside(plan, range, edits)) {
            emit.generated(to, emit.source.line(range.start()));
        }
        self.write(emit, range, edits);
        emit.shift = around;
    }

    /// Writes a part of a statement, at the indentation that it has.
    pub fn write_part(
        &mut self,
        emit: &mut Emit<'_, 'a>,
        range: TextRange,
        edits: &[(TextRange, String)],
    ) {
        let around = emit.shift.take();
        self.write(emit, range, edits);
        emit.shift = around;
    }

    fn write(&mut self, emit: &mut Emit<'_, 'a>, range: TextRange, edits: &[(TextRange, String)]) {
        let mut at = range.start();
        let plans = self.plans;
        for plan in plans {
            if plan.range().start() < at || !self.is_inside(plan, range, edits) {
                continue;
            }
            let start = start_of(plan, emit.source).max(range.start());
            emit.verbatim(TextRange::new(at, start), edits);
            self.names.again = self.written.get(&plan.range()).map(|staged| staged.task.clone());
            let mut inner = Inner { plans, written: self.written, streams: &[], resumed: None };
            let (names, mut known) = (&mut *self.names, Vec::<Task>::new());
            if let Some((_, end)) = write_region(self.an, plan, emit, names, &mut known, &mut inner)
            {
                at = end;
            }
            self.names.again = None;
        }
        emit.verbatim(TextRange::new(at, range.end()), edits);
    }
}

/// Source text from the start of a line on, or from the middle of one, at the indentation that it gets.
pub(super) fn copy_lines(emit: &mut Emit<'_, '_>, range: TextRange) {
    let (source, at) = (emit.source, range.start());
    if range.is_empty() || !begins_line(source, range) {
        return emit.verbatim(range, &[]);
    }
    let text = &source.text()[range];
    let width = text.len() - text.trim_start_matches([' ', '\t', '\x0c']).len();
    let first = at + TextSize::from(width as u32);
    let indent = emit.indent(first);
    emit.generated(&indent, source.line(at));
    emit.verbatim(TextRange::new(first, range.end()), &[]);
}

/// Whether a range begins at the start of a line that is not blank.
fn begins_line(source: &SourceText<'_>, range: TextRange) -> bool {
    let at = range.start();
    source.line_start(at) == at && !source.text()[range].starts_with(['\n', '\r'])
}

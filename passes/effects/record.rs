//! The last walk of every body, which records what the passes read.
//!
//! While facts are recorded, each statement has an account of its own, and what is counted once for a body counts once for
//! each statement. So recording may find a little more than the rounds did: bodies that depend on it are recorded again.

use super::rounds::MAX_ROUNDS;
use super::sites::LoopSite;
use super::{Analysis, Need};
use crate::effect_words::Why;
use crate::ids::FuncId;
use crate::values::Value;

/// How often all is walked again because recording found facts of which it is not known who read them.
const MAX_RECORDINGS: usize = 4;

/// What the walk of one body recorded, besides the effects of its statements.
#[derive(Default)]
struct Recorded<'a> {
    loops: Vec<LoopSite<'a>>,
    assignments: Vec<LoopSite<'a>>,
    statements: Vec<LoopSite<'a>>,
    identity_tests: Vec<(Why, Value, Value)>,
}

impl<'a> Analysis<'a> {
    /// Walks every body once more and keeps what each statement does. Where facts still grow, what was kept so far may
    /// be out of date.
    pub(super) fn record(&mut self, need: Need) {
        for number in 0..MAX_RECORDINGS {
            self.recording = true;
            self.lists_own = true;
            let recorded = self.record_all();
            self.recording = false;
            if let Some(recorded) = recorded {
                for body in recorded {
                    self.loops.extend(body.loops);
                    self.assignments.extend(body.assignments);
                    self.statements.extend(body.statements);
                    self.identity_tests.extend(body.identity_tests);
                }
                self.note_float_keys();
                return;
            }
            self.statement_effects.clear();
            if number > 0 {
                // Who reads what has grown is not known well enough.
                self.walks.fill(None);
            }
            self.run_rounds(need);
        }
        self.gave_up = true;
        self.list_loops();
    }

    /// Records every body, and again those that read what has grown since. Nothing where something else has grown than what
    /// functions and their loops are known for, of which every reader is known.
    fn record_all(&mut self) -> Option<Vec<Recorded<'a>>> {
        let before = self.heap.journal.now();
        let (calls, escaped) = (self.calls.len(), self.heap.escaped_count());
        let count = self.scopes.functions.len();
        let mut bodies: Vec<Recorded<'a>> = Vec::with_capacity(count);
        for index in 0..count {
            self.round(FuncId::from(index));
            bodies.push(self.take_recorded());
        }
        if self.heap.journal.now() == before {
            return Some(bodies);
        }
        for _ in 0..MAX_ROUNDS {
            if !self.heap.journal.only_summaries(before) {
                return None;
            }
            let mut quiet = true;
            for (index, body) in bodies.iter_mut().enumerate() {
                let func = FuncId::from(index);
                if self.is_due(func) {
                    quiet = false;
                    self.round(func);
                    *body = self.take_recorded();
                }
            }
            if quiet {
                self.escape_results();
                let same = self.calls.len() == calls && self.heap.escaped_count() == escaped;
                return same.then_some(bodies);
            }
        }
        None
    }

    fn take_recorded(&mut self) -> Recorded<'a> {
        Recorded {
            loops: std::mem::take(&mut self.loops),
            assignments: std::mem::take(&mut self.assignments),
            statements: std::mem::take(&mut self.statements),
            identity_tests: std::mem::take(&mut self.identity_tests),
        }
    }
}

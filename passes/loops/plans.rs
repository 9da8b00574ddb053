//! What is decided about a loop: the plan of one that runs in parallel, or why it stays as it is.

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange};

use super::fills::Fills;
use super::needs::Depends;
use super::rows::Rows;
use super::says::Voices;
use super::units::{Node, Unit};
use super::{calls, folds, owned, refusal, values, whiles};
use crate::ids::{FuncId, VarId};
use crate::passes::effects::LoopSite;
use crate::plan::Refusal;
use crate::reasons::Reason;

/// The statement of a loop.
#[derive(Clone, Copy)]
pub enum LoopStmt<'a> {
    For(&'a ast::StmtFor),
    While(&'a ast::StmtWhile),
}

impl<'a> LoopStmt<'a> {
    pub fn range(self) -> TextRange {
        match self {
            LoopStmt::For(node) => node.range,
            LoopStmt::While(node) => node.range,
        }
    }

    pub fn body(self) -> &'a [ast::Stmt] {
        match self {
            LoopStmt::For(node) => &node.body,
            LoopStmt::While(node) => &node.body,
        }
    }

    pub fn orelse(self) -> &'a [ast::Stmt] {
        match self {
            LoopStmt::For(node) => &node.orelse,
            LoopStmt::While(node) => &node.orelse,
        }
    }

    /// From the keyword to the end of what is iterated over, or of the condition.
    pub fn header(self) -> TextRange {
        let end = match self {
            LoopStmt::For(node) => node.iter.end(),
            LoopStmt::While(node) => node.test.end(),
        };
        TextRange::new(self.range().start(), end)
    }

    pub fn is_for(self) -> bool {
        matches!(self, LoopStmt::For(_))
    }

    /// What tells it from all others.
    pub fn address(self) -> usize {
        match self {
            LoopStmt::For(node) => std::ptr::from_ref(node) as usize,
            LoopStmt::While(node) => std::ptr::from_ref(node) as usize,
        }
    }
}

/// A loop that runs in parallel.
pub struct ParallelLoop<'a> {
    pub site: LoopSite<'a>,
    pub stmt: LoopStmt<'a>,
    /// How the rounds are foreseen, of a `while` loop or one that draws random numbers.
    pub foreseen: Option<whiles::Foreseen<'a>>,
    pub units: Vec<Unit<'a>>,
    pub body: Vec<Node<'a>>,
    /// Variables passed to the task function.
    pub needs: Vec<VarId>,
    /// Variables that the log brings back, in the order of their first definition.
    pub has: Vec<VarId>,
    /// Data globals that the task reads by name.
    pub globals: Vec<VarId>,
    pub sets: bool,
    /// What travels may name objects that were there before, which forked workers alone can.
    pub refers: bool,
    pub depends: Depends,
    /// What tasks may add to that was there before.
    pub fills: Fills,
    pub cost: f64,
    pub unbounded: bool,
    /// Containers whose rows the task works on as copies.
    pub rows: Vec<Rows>,
    /// Variables that hold other lists of rows, or other arrays, if the runtime finds that they do.
    pub apart: Vec<VarId>,
    /// Variables that hold arrays which the loop writes, where others are set apart from them.
    pub written_arrays: Vec<VarId>,
    /// What tasks print travels with their logs.
    pub says: bool,
    /// What else they say something by.
    pub voices: Voices,
    /// Integers to which each task adds from 0.
    pub sums: Vec<VarId>,
    /// The object that changes itself, one in each round.
    pub owned: Option<owned::Owned>,
    /// The rounds are told apart by numbers that must not be negative.
    pub is_counted: bool,
}

/// The decision about one loop.
pub enum LoopPlan<'a> {
    Parallel(Box<ParallelLoop<'a>>),
    Fold(Box<folds::FoldedLoop<'a>>),
    Values(Box<values::ParallelValues<'a>>),
    Call(Box<calls::ParallelCall<'a>>),
    Sequential { site: LoopSite<'a>, refusal: Refusal },
}

impl LoopPlan<'_> {
    /// The whole loop.
    pub fn range(&self) -> TextRange {
        match self {
            LoopPlan::Parallel(plan) => plan.stmt.range(),
            LoopPlan::Fold(plan) => plan.stmt.range,
            LoopPlan::Values(plan) => plan.site.syntax.range(),
            LoopPlan::Call(plan) => plan.call.range(),
            LoopPlan::Sequential { site, .. } => site.syntax.range(),
        }
    }

    /// The same loop, left as it is.
    #[must_use]
    pub fn refused(self, reason: Reason, detail: &str) -> Self {
        let site = match self {
            LoopPlan::Parallel(plan) => plan.site,
            LoopPlan::Fold(plan) => plan.site,
            LoopPlan::Values(plan) => plan.site,
            LoopPlan::Call(plan) => plan.site,
            LoopPlan::Sequential { .. } => return self,
        };
        LoopPlan::Sequential { site, refusal: refusal(reason, detail.to_owned(), None) }
    }

    /// The body whose loop this is, where it runs in parallel.
    pub fn parallel_func(&self) -> Option<FuncId> {
        match self {
            LoopPlan::Parallel(plan) => Some(plan.site.func),
            LoopPlan::Fold(plan) => Some(plan.site.func),
            LoopPlan::Values(plan) => Some(plan.site.func),
            LoopPlan::Call(plan) => Some(plan.site.func),
            LoopPlan::Sequential { .. } => None,
        }
    }

    /// The `for` statement, where that runs in parallel.
    pub fn parallel_for(&self) -> Option<&ast::StmtFor> {
        match self {
            LoopPlan::Parallel(plan) => match plan.stmt {
                LoopStmt::For(stmt) => Some(stmt),
                LoopStmt::While(_) => None,
            },
            LoopPlan::Fold(plan) => Some(plan.stmt),
            LoopPlan::Values(_) | LoopPlan::Call(_) | LoopPlan::Sequential { .. } => None,
        }
    }

    /// Whether this is a parallel loop inside a range.
    pub fn is_parallel_in(&self, range: TextRange) -> bool {
        !matches!(self, LoopPlan::Sequential { .. }) && range.contains_range(self.range())
    }

    /// Whether a parallel region holds this range, the `else` of a loop included.
    pub fn is_parallel_around(&self, range: TextRange) -> bool {
        !matches!(self, LoopPlan::Sequential { .. }) && self.range().contains_range(range)
    }
}

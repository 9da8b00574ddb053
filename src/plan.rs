//! The plan: for each loop, comprehension and segment of the script, the rewrite or a refusal that explains itself.
//!
//! The plan is plain data. Reports, `plan.json` and the emitter read it; nothing analyses again.

use std::rc::Rc;

use ruff_text_size::TextRange;

use crate::checkpoints::Checkpoint;
use crate::effect_words::Why;
use crate::ids::{FuncId, ModuleId};
use crate::passes::memory::Memory;
use crate::passes::space::{LeftAlone, Opportunity};
use crate::profile::Measured;
use crate::promise::{Promise, Remark};
use crate::reasons::Reason;

/// What a region is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionKind {
    /// A `for` loop.
    Loop,
    /// A comprehension or generator expression.
    Values,
    /// Statements that run beside others.
    Segment,
}

impl RegionKind {
    pub fn word(self) -> &'static str {
        match self {
            RegionKind::Loop => "loop",
            RegionKind::Values => "values",
            RegionKind::Segment => "segment",
        }
    }
}

/// One place that could run in parallel.
#[derive(Clone, Debug)]
pub struct Region {
    pub kind: RegionKind,
    /// The body that contains it, as people write it: `main`, `KMeans.fit`, `<module>`.
    pub function: String,
    pub func: FuncId,
    /// The module whose source the ranges are about.
    pub module: ModuleId,
    /// The whole statement or expression.
    pub range: TextRange,
    /// The part that a message points at: the loop's header, the statement's first line.
    pub header: TextRange,
    pub decision: Decision,
}

#[derive(Clone, Debug)]
pub enum Decision {
    Parallel(ParallelPlan),
    Sequential(Refusal),
}

/// Why a region stays sequential.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub reason: Reason,
    /// The obstacle by which other ways are tried; mostly the same, but people may be told about one that says more.
    pub met: Reason,
    /// What exactly, for people: "`total` is read before it is written in each iteration".
    pub detail: String,
    /// The place that causes it, where there is one.
    pub cause: Option<Why>,
}

/// Which stage a statement of a parallel loop belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Runs in order, and also ahead of its time, to foresee what the next rounds work on.
    Produce,
    Compute,
    Commit,
    /// Control flow that both stages follow.
    Both,
}

impl Stage {
    pub fn word(self) -> &'static str {
        match self {
            Stage::Produce => "produce",
            Stage::Compute => "compute",
            Stage::Commit => "commit",
            Stage::Both => "both",
        }
    }
}

/// A statement of a parallel region with its stage, and why it is not computed ahead.
#[derive(Clone, Debug)]
pub struct StagedStatement {
    pub range: TextRange,
    pub stage: Stage,
    /// For statements in the commit stage: what keeps them in order.
    pub because: Option<String>,
}

/// How a region runs in parallel.
#[derive(Clone, Debug, Default)]
pub struct ParallelPlan {
    /// The name of the task function.
    pub task: String,
    /// Names passed to the task function, besides the loop variable.
    pub needs: Vec<String>,
    /// Names that the log brings back.
    pub has: Vec<String>,
    /// Data globals that the task reads through the functions that it calls.
    pub globals: Vec<String>,
    pub statements: Vec<StagedStatement>,
    /// Estimated work of one iteration, in simple operations.
    pub cost: f64,
    /// The work of one iteration has no static bound.
    pub unbounded: bool,
    /// The log may contain a set.
    pub sets: bool,
    /// The result depends on string hashes.
    pub hashed: bool,
    /// Workers add up what many iterations put into containers; nothing of an iteration stays in order.
    pub folded: bool,
    /// What tasks print is written round by round, see `passes/loops/says.rs`.
    pub says: bool,
    /// What they write to files is written round by round.
    pub writes: bool,
    /// For segments: the earlier segments of the same body that it depends on (1-based), and the highest of them.
    pub waits: Vec<usize>,
    pub wait_index: usize,
    /// What the rewrite takes for granted, by number in docs/assumptions.md.
    pub assumptions: Vec<u32>,
}

/// All decisions about a script and the local modules that it imports, in the order of the modules and of their sources.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub regions: Vec<Region>,
    /// What the user promised and the decisions rest on (assumption 12).
    pub promises: Vec<Rc<Promise>>,
    /// Comments of the user's that have no effect.
    pub remarks: Vec<Remark>,
    /// Imported modules about which nothing is known.
    pub unknown_modules: Vec<String>,
    /// Bytes that are alive at once, where the estimator was asked.
    pub memory: Option<Memory>,
    /// Loops that can be resumed, or why not, where that was asked for.
    pub checkpoints: Option<Vec<Checkpoint>>,
    /// Lists of the script that could be streams.
    pub space: Vec<Opportunity>,
    /// What others trade space for time with, and stays as it is.
    pub left_alone: Vec<LeftAlone>,
    /// What a run of the script took, where a profile was given.
    pub measured: Option<Measured>,
}

impl Plan {
    /// The regions that run in parallel.
    pub fn parallel(&self) -> impl Iterator<Item = (&Region, &ParallelPlan)> {
        self.regions.iter().filter_map(|region| match &region.decision {
            Decision::Parallel(plan) => Some((region, plan)),
            Decision::Sequential(_) => None,
        })
    }

    /// The regions that stay sequential.
    pub fn sequential(&self) -> impl Iterator<Item = (&Region, &Refusal)> {
        self.regions.iter().filter_map(|region| match &region.decision {
            Decision::Sequential(refusal) => Some((region, refusal)),
            Decision::Parallel(_) => None,
        })
    }

    /// The region in whose body another one stands that runs in parallel: that has the workers where this one runs in place.
    pub fn around(&self, region: &Region) -> Option<&Region> {
        self.parallel().map(|(outer, _)| outer).find(|outer| {
            outer.module == region.module
                && outer.range != region.range
                && outer.range.contains_range(region.range)
                && !outer.header.contains_range(region.range)
        })
    }

    /// The outermost loop around this one that stays sequential for the very same cause.
    pub fn repeats(&self, region: &Region) -> Option<&Region> {
        let Decision::Sequential(refusal) = &region.decision else { return None };
        refusal.cause.as_ref()?;
        self.sequential()
            .find(|(outer, other)| {
                outer.module == region.module
                    && outer.range != region.range
                    && outer.range.contains_range(region.range)
                    && (other.reason, &other.detail, &other.cause)
                        == (refusal.reason, &refusal.detail, &refusal.cause)
            })
            .map(|(outer, _)| outer)
    }

    /// The lists that became streams.
    pub fn streams(&self) -> impl Iterator<Item = &Opportunity> {
        self.space.iter().filter(|opportunity| opportunity.refused.is_none())
    }
}

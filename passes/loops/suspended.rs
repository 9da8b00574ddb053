//! Loops that `yield`: whoever draws from the generator runs between two rounds, and may change what the next ones read.
//!
//! ```python
//! def scores(rows):
//!     for i in range(len(rows)):
//!         score = heavy(rows[i])      # computed ahead
//!         yield score                 # meanwhile somebody may store into `rows`
//! ```
//!
//! Nothing says who draws, and when. So what such a loop computes ahead may read only what nobody in the program changes
//! once it is made, and no variable that others assign.

use super::refusal;
use super::stages::outside_world_conflict;
use super::units::Unit;
use crate::effect_words::Flags;
use crate::passes::effects::summary::{Effects, Touches};
use crate::passes::effects::{Analysis, LoopSite};
use crate::plan::Refusal;
use crate::reasons::Reason;

/// Whether a round hands over to whoever draws from the generator that the loop stands in.
pub fn yields(units: &[Unit<'_>]) -> bool {
    units.iter().any(|unit| unit.effects.flags.contains(Flags::SUSPENDS))
}

/// Refuses where a round hands over, and what is computed ahead, or read ahead to iterate, may be changed meanwhile.
pub fn check(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    units: &[Unit<'_>],
    header: &Effects,
) -> Result<(), Refusal> {
    if !yields(units) {
        return Ok(());
    }
    let mut ahead = header.clone();
    for unit in units {
        if unit.commit.is_none() {
            ahead.merge(&unit.effects);
        }
        unit.moved.iter().for_each(|moved| ahead.merge(&moved.effects));
    }
    if let Some(because) = outside_world_conflict(an, &ahead, an.program_effects().flags) {
        return Err(refusal(because.reason, because.detail, because.cause));
    }
    let assigned = ahead.reads.iter().chain(ahead.call_reads.iter()).find(|&var| {
        let is_own = an.scopes.variable(var).func == site.func;
        (!is_own || an.scopes.foreign_writes.contains(&var)) && an.may_mean_another(var)
    });
    let detail = match assigned {
        Some(var) => format!("`{}` may be assigned meanwhile", an.scopes.variable(var).name),
        None if is_changed(an, &ahead.heap_reads) => {
            "what it reads may change meanwhile".to_owned()
        }
        None => return Ok(()),
    };
    let cause = units.iter().find_map(|unit| unit.effects.cause_of(Flags::SUSPENDS)).cloned();
    Err(refusal(Reason::SuspendedBody, detail, cause))
}

/// Whether anybody changes what is read, once it is made.
fn is_changed(an: &Analysis<'_>, reads: &Touches) -> bool {
    !reads.is_private()
        && (reads.any
            || reads.everything
            || !reads.parameters.is_empty()
            || reads.locations.iter().any(|read| an.is_ever_changed(read.object)))
}

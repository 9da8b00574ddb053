//! Whether what could be computed ahead is worth it, and which obstacle to tell about where it is not.

use super::needs::{Depends, depends};
use super::refusal;
use super::units::{Because, Unit};
use crate::effect_words::Flags;
use crate::passes::effects::Analysis;
use crate::passes::effects::summary::Effects;
use crate::plan::Refusal;
use crate::reasons::Reason;

/// Work of one iteration, in simple operations, under which no parallel loop pays: about 10 µs.
pub const MINIMUM_COST: f64 = 250.0;

/// The share of an iteration's work that has to be independent: with less, the driver's own part bounds the gain.
pub const MINIMUM_SHARE: f64 = 0.3;

/// Whether an expression inside inner loops is worth sending: it runs many times in each iteration.
pub fn is_worth_moving(effects: &Effects, inner_loops: usize) -> bool {
    is_heavy(effects) || (inner_loops > 0 && effects.cost >= 24.0)
}

/// Whether code is worth sending to another process at all. Loops of unknown length, and work that grows with what a library
/// function is given, are counted as for something small: the runtime finds out.
pub fn is_heavy(effects: &Effects) -> bool {
    let least = if effects.unbounded || effects.library_work { 0.4 } else { 1.4 };
    effects.cost >= least * MINIMUM_COST
}

/// The refusal of a loop whose independent part is too small, with the obstacle that the heaviest part meets.
pub(super) fn too_light(
    an: &Analysis<'_>,
    units: &[Unit<'_>],
    rejections: &[Because],
) -> Option<Refusal> {
    let mut compute = Effects::default();
    for unit in units {
        if unit.commit.is_none() {
            compute.merge(&unit.effects);
        }
        for moved in &unit.moved {
            if unit.commit.is_some() {
                compute.merge(&moved.effects);
            }
        }
    }
    let total: f64 = units.iter().map(|unit| unit.effects.cost).sum();
    if is_heavy(&compute) {
        let share = compute.cost / total.max(1.0);
        if share >= MINIMUM_SHARE {
            return None;
        }
        let in_order = units
            .iter()
            .filter(|unit| unit.commit.is_some())
            .max_by(|a, b| a.effects.cost.total_cmp(&b.effects.cost))
            .and_then(|unit| unit.commit.as_ref())
            .map(|because| obstacle(because, rejections));
        let percent = 100.0 * (1.0 - share);
        return Some(match in_order {
            // Where all that there is to do is to print, nothing needs to change.
            Some(because) if because.reason.wants_change() && !is_output(&because) => refusal(
                because.reason,
                format!("{}; about {percent:.0} % of the loop's work", because.detail),
                because.cause,
            ),
            in_order => refusal(
                Reason::UnprofitableLoop,
                format!(
                    "about {percent:.0} % of its work has to stay in order{}",
                    in_order.as_ref().map_or(String::new(), |b| format!(": {}", b.detail))
                ),
                in_order.and_then(|because| because.cause),
            ),
        });
    }
    let heaviest = units
        .iter()
        .filter(|unit| {
            unit.commit.is_some()
                && (is_heavy(&unit.effects) || is_of_unknown_weight(an, &unit.effects))
        })
        .max_by(|a, b| a.effects.cost.total_cmp(&b.effects.cost));
    let Some(heaviest) = heaviest else {
        let anything = units.iter().any(|unit| unit.commit.is_none());
        let reason = if anything { Reason::UnprofitableLoop } else { Reason::NoHeavyPart };
        let first = units.iter().find_map(|unit| unit.commit.clone());
        if total < MINIMUM_COST || anything {
            return Some(refusal(
                Reason::UnprofitableLoop,
                format!("about {:.0} simple operations an iteration", compute.cost.max(1.0)),
                None,
            ));
        }
        return Some(match first {
            Some(because) => refusal(because.reason, because.detail, because.cause),
            None => refusal(reason, String::new(), None),
        });
    };
    let because = heaviest.commit.as_ref().or(rejections.first())?;
    let because = obstacle(because, rejections);
    Some(refusal(because.reason, because.detail, because.cause))
}

/// What to tell about a statement that stays in order: what stops the expression inside says more than what stops the
/// statement around it.
fn obstacle(because: &Because, rejections: &[Because]) -> Because {
    let secondary = because.reason == Reason::NoHeavyPart || is_secondary(because.reason);
    let telling = |rejection: &&Because| {
        rejection.reason != Reason::NoHeavyPart && !is_secondary(rejection.reason)
    };
    let rejection = rejections.iter().find(telling);
    match rejection.or_else(|| rejections.iter().find(|r| is_secondary(r.reason))) {
        Some(rejection) if secondary => rejection.clone(),
        _ => because.clone(),
    }
}

/// Whether the obstacle is that something is printed, or written to a file.
fn is_output(because: &Because) -> bool {
    because.reason == Reason::OrderedEffect
}

/// Whether code calls into a module about which nothing is known: nobody can say that this is not worth it.
pub fn is_of_unknown_weight(an: &Analysis<'_>, effects: &Effects) -> bool {
    an.open_world && effects.unbounded && effects.flags.intersects(Flags::UNKNOWN)
}

/// Reasons that commit statements naturally have; that of the expression inside tells more.
fn is_secondary(reason: Reason) -> bool {
    matches!(reason, Reason::LoopCarriedWrite | Reason::SharedMutation | Reason::OrderedEffect)
}

/// What an iteration costs that is computed ahead, whether that is a guess, and what its result depends on.
pub(super) fn compute_cost(an: &Analysis<'_>, units: &[Unit<'_>]) -> (f64, bool, Depends) {
    let mut compute = Effects::default();
    for unit in units {
        if unit.commit.is_none() {
            compute.merge(&unit.effects);
        } else {
            for moved in &unit.moved {
                compute.merge(&moved.effects);
            }
        }
    }
    (compute.cost, compute.unbounded, depends(an, &compute))
}

//! Whether what could be computed ahead is worth it, and which obstacle to tell about where it is not.

use super::needs::{Depends, depends};
use super::refusal;
use super::stages::{with_setter, with_writer};
use super::units::{Because, Unit, UnitId, UnitSyntax};
use crate::effect_words::Flags;
use crate::ids::FuncId;
use crate::passes::effects::Analysis;
use crate::passes::effects::summary::Effects;
use crate::plan::Refusal;
use crate::reasons::Reason;
use ruff_python_ast::Stmt;

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
///
/// `rejections` are the expressions that could not leave their statements, each with its unit.
pub(super) fn too_light(
    an: &Analysis<'_>,
    func: FuncId,
    units: &[Unit<'_>],
    rejections: &[(UnitId, Because)],
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
        let percent = 100.0 * (1.0 - share);
        let heaviest = heaviest(units, |_| true);
        let Some((met, told)) =
            heaviest.and_then(|unit| obstacles(an, func, units, unit, rejections))
        else {
            let detail = format!("about {percent:.0} % of its work has to stay in order");
            return Some(refusal(Reason::UnprofitableLoop, detail, None));
        };
        // Where all that there is to do is to print, nothing needs to change.
        let wants_change = |because: &Because| because.reason.wants_change() && !is_output(because);
        let judged = if wants_change(&met) { met.reason } else { Reason::UnprofitableLoop };
        let refused = if wants_change(&told) {
            let detail = format!("{}; about {percent:.0} % of the loop's work", told.detail);
            refusal(told.reason, detail, told.cause)
        } else {
            let detail =
                format!("about {percent:.0} % of its work has to stay in order: {}", told.detail);
            refusal(Reason::UnprofitableLoop, detail, told.cause)
        };
        return Some(Refusal { met: judged, ..refused });
    }
    let has_weight =
        |unit: &Unit<'_>| is_heavy(&unit.effects) || is_of_unknown_weight(an, &unit.effects);
    let Some(heaviest) = heaviest(units, has_weight) else {
        let anything = units.iter().any(|unit| unit.commit.is_none());
        let first = units.iter().find_map(|unit| unit.commit.clone());
        return Some(match first {
            _ if total < MINIMUM_COST || anything => small(units, compute.cost),
            Some(because) => refusal(because.reason, because.detail, because.cause),
            None => refusal(Reason::NoHeavyPart, String::new(), None),
        });
    };
    let (met, told) = obstacles(an, func, units, heaviest, rejections)?;
    if is_nothing_but_output(an, func, &units[heaviest], &told) {
        let detail = format!("what it does is to write output in order: {}", told.detail);
        let refused = refusal(Reason::UnprofitableLoop, detail, None);
        return Some(Refusal { met: met.reason, ..refused });
    }
    let refused = refusal(told.reason, told.detail, told.cause);
    Some(Refusal { met: met.reason, ..refused })
}

/// The unit with the most work of those that stay in order and count.
fn heaviest(units: &[Unit<'_>], counts: impl Fn(&Unit<'_>) -> bool) -> Option<UnitId> {
    (0..units.len())
        .filter(|&unit| units[unit].commit.is_some() && counts(&units[unit]))
        .max_by(|&a, &b| units[a].effects.cost.total_cmp(&units[b].effects.cost))
}

/// The refusal of a loop that does little in each round, or little that could be computed ahead.
fn small(units: &[Unit<'_>], cost: f64) -> Refusal {
    let in_order = heaviest(units, |_| true).and_then(|unit| units[unit].commit.as_ref());
    let detail = match in_order {
        Some(because) if cost < 2.0 => {
            format!("next to nothing of it could be computed ahead: {}", because.detail)
        }
        _ => too_little(cost, "a round"),
    };
    refusal(Reason::UnprofitableLoop, detail, None)
}

/// How much could be computed ahead, against what it takes.
pub fn too_little(cost: f64, each: &str) -> String {
    let (count, least) = (cost.max(1.0).round(), MINIMUM_COST);
    let noun = if count < 2.0 { "operation" } else { "operations" };
    format!(
        "about {count:.0} simple {noun} {each} could be computed ahead, {least:.0} or more would pay"
    )
}

/// The obstacle by which other ways are tried, and the one to tell about.
///
/// What stops an expression inside a statement says more than what stops the statement around it; what stops another
/// statement says nothing about this one.
fn obstacles(
    an: &Analysis<'_>,
    func: FuncId,
    units: &[Unit<'_>],
    unit: UnitId,
    rejections: &[(UnitId, Because)],
) -> Option<(Because, Because)> {
    let all: Vec<&Because> = rejections.iter().map(|(_, because)| because).collect();
    let own: Vec<&Because> =
        rejections.iter().filter(|(of, _)| *of == unit).map(|(_, because)| because).collect();
    let because = units[unit].commit.as_ref().or(all.first().copied())?;
    let told = obstacle(because, &own);
    let told = root_of(an, func, units, unit, &told).cloned().unwrap_or(told);
    let met = obstacle(because, &all);
    // That a statement waits for another, or what it leaves behind, is a consequence.
    let says_less = !told.reason.wants_change() || told.reason == Reason::ValueLeftBehind;
    let told = if says_less && met.reason.wants_change() { met.clone() } else { told };
    let told = match told.reason {
        Reason::MayAlias => with_writer(an, units, unit, told),
        Reason::InterpreterState => with_setter(units, told),
        _ => told,
    };
    Some((met, told))
}

/// What keeps the statement in order that this one waits for, where nothing else keeps this one.
fn root_of<'u>(
    an: &Analysis<'_>,
    func: FuncId,
    units: &'u [Unit<'_>],
    unit: UnitId,
    told: &Because,
) -> Option<&'u Because> {
    let waits = matches!(told.reason, Reason::LoopCarriedWrite | Reason::NoHeavyPart);
    let only_writes = is_output(told) && is_written_here(an, func, &units[unit], told);
    if !waits && !only_writes {
        return None;
    }
    let reads = &units[unit].effects.reads;
    let others = units.iter().enumerate().filter(|(other, it)| {
        *other != unit
            && (it.effects.writes.intersects(reads) || it.effects.call_writes.intersects(reads))
    });
    others.filter_map(|(_, it)| it.commit.as_ref()).find(|because| {
        use Reason::{NoHeavyPart, ResultSharesObject, SetOrder, UnshippableResult};
        let travels = [NoHeavyPart, ResultSharesObject, SetOrder, UnshippableResult];
        !is_secondary(because.reason) && !travels.contains(&because.reason)
    })
}

fn obstacle(because: &Because, rejections: &[&Because]) -> Because {
    let secondary = because.reason == Reason::NoHeavyPart || is_secondary(because.reason);
    let telling = |rejection: &&&Because| {
        rejection.reason != Reason::NoHeavyPart && !is_secondary(rejection.reason)
    };
    let rejection = rejections.iter().find(telling);
    match rejection.or_else(|| rejections.iter().find(|r| is_secondary(r.reason))) {
        Some(rejection) if secondary => (*rejection).clone(),
        _ => because.clone(),
    }
}

/// Whether the obstacle is that something is printed, or written to a file.
fn is_output(because: &Because) -> bool {
    because.reason == Reason::OrderedEffect
}

/// Whether a statement does nothing but to call `print` or the like itself: there is nothing to take out of it.
fn is_nothing_but_output(
    an: &Analysis<'_>,
    func: FuncId,
    unit: &Unit<'_>,
    because: &Because,
) -> bool {
    is_output(because)
        && is_written_here(an, func, unit, because)
        && matches!(unit.syntax, UnitSyntax::Statement(Stmt::Expr(_)))
}

/// Whether the cause stands in the statement itself, not in a function that it calls.
fn is_written_here(an: &Analysis<'_>, func: FuncId, unit: &Unit<'_>, because: &Because) -> bool {
    let module = an.scopes.function(func).module;
    because
        .cause
        .as_ref()
        .is_some_and(|cause| cause.module == module && unit.range.contains_range(cause.range))
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

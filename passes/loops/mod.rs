//! # Loops
//!
//! Decides, for each `for` loop and comprehension, which part of an iteration is computed ahead on all cores and which
//! part is committed in order, or why the loop stays as it is.
//!
//! Reads: [`Analysis`] (effects, values, aliases) and [`Liveness`]. Produces: one [`LoopPlan`] for each loop.
//!
//! Refuses: most names in `src/reasons.rs`; the reason is that of the heaviest part that has to stay in order.
//!
//! Example:
//! ```python
//! for y in range(h):
//!     row = render(scene, y)      # compute
//!     rows.append(row)            # commit: changes `rows`
//!     total += sum(row)           # commit: `total` carries a value from iteration to iteration
//! ```
//!
//! Sound because: what is computed ahead reads nothing that an uncommitted iteration may still change (assumptions 1 to
//! 6 give the facts), has no effect that a log cannot carry, and hands over only values that nobody can tell from the
//! original's (assumption 7). Everything else runs in the driver, in order, as it was written.

mod arrays;
pub mod calls;
mod closures;
mod consumers;
mod crossing;
mod draws;
pub mod extract;
pub mod fills;
pub mod folds;
mod foresight;
mod growth;
mod headers;
pub mod identity;
pub mod iterables;
mod iteration;
mod lanes;
mod left_behind;
mod left_early;
mod moves;
pub mod needs;
mod nested;
mod own;
pub mod owned;
mod places;
mod plans;
pub mod program_wide;
mod row_lists;
pub mod rows;
pub mod says;
mod seeded;
pub mod ship;
mod slots;
pub mod stages;
pub mod stops;
mod sums;
mod suspended;
pub mod syntax;
pub mod units;
pub mod values;
pub mod weight;
pub mod whiles;

use ruff_python_ast as ast;
use ruff_text_size::Ranged;
use rustc_hash::FxHashMap;

use crate::effect_words::{Flags, Why};
use crate::ids::{FuncId, ModuleId, VarId};
use crate::passes::effects::summary::VarSet;
use crate::passes::effects::tallies::Counted;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite, LoopSyntax};
use crate::passes::liveness::{self, Liveness};
use crate::plan::Refusal;
use crate::reasons::{Family, Reason};

use crossing::{crossing, first_unshippable, log_truths};
use identity::{check_identity, identity_refusal};
use iterables::check_header;
use iteration::{Iteration, Way, build_units};
use left_behind::keep_live_values;
use moves::{keep_empty_inner_loops, move_expressions};
use needs::{check_private_names, needs_of};
use nested::Around;
use program_wide::program_wide_reason;
use row_lists::{lists_of_rows, rows_are_shared, usable_rows};
use says::Voices;
use stages::LoopNames;
use syntax::{check_syntax, collect_targets, has_addition, has_try};
use units::Unit;
use weight::{compute_cost, too_light};

pub use plans::{LoopPlan, LoopStmt, ParallelLoop};

/// Decides about every loop of the first `modules` modules: for each module, its loops in source order.
pub fn run<'a>(an: &mut Analysis<'a>, modules: usize) -> Vec<Vec<LoopPlan<'a>>> {
    let mut sites: Vec<Vec<LoopSite<'a>>> = vec![Vec::new(); modules];
    for site in std::mem::take(&mut an.loops) {
        if let Some(sites) = sites.get_mut(an.scopes.function(site.func).module.index()) {
            sites.push(site);
        }
    }
    let program_reason = program_wide_reason(an);
    let decide =
        |(index, sites)| decide_module(an, ModuleId::from(index), sites, program_reason.as_ref());
    sites.into_iter().enumerate().map(decide).collect()
}

fn decide_module<'a>(
    an: &mut Analysis<'a>,
    module: ModuleId,
    sites: Vec<LoopSite<'a>>,
    program_reason: Option<&Refusal>,
) -> Vec<LoopPlan<'a>> {
    if let Some(refusal) = program_reason {
        let refused = |site| LoopPlan::Sequential { site, refusal: refusal.clone() };
        let mut plans: Vec<LoopPlan<'a>> = sites.into_iter().map(refused).collect();
        plans.sort_by_key(|plan| (plan.range().start(), std::cmp::Reverse(plan.range().end())));
        return plans;
    }
    let mut liveness: FxHashMap<FuncId, Liveness> = FxHashMap::default();
    let consumers = consumers::run(an, module);
    let source = an.program.module(module);
    let mut plans: Vec<LoopPlan<'a>> = Vec::new();
    for site in sites {
        let range = site.syntax.range();
        let around = nested::around(an, &plans, range, site.func);
        let scopes = an.scopes;
        let live = liveness.entry(site.func).or_insert_with(|| liveness::run(scopes, site.func));
        let decided = if let Some(comment) =
            an.promises.sequential_at(module, source, range.start())
        {
            let cause = Why { module, range: comment, what: source.slice(comment).into() };
            Err(refusal(Reason::SequentialComment, String::new(), Some(cause)))
        } else if an.checkpointed.iter().any(|held| held.keeps(range)) {
            let detail = "it stands in the condition of a loop that can be resumed";
            Err(refusal(Reason::CheckpointedLoop, detail.to_owned(), None))
        } else if around == Around::Closed {
            Err(refusal(Reason::InsideParallelLoop, String::new(), None))
        } else if an.is_dormant(site.func) {
            Err(refusal(Reason::FewIterations, NEVER_RUNS.to_owned(), None))
        } else {
            match site.syntax {
                LoopSyntax::For(node) => decide_for(an, &site, node, live),
                LoopSyntax::Comprehension(expr) => values::decide(an, &site, expr, &consumers)
                    .or_else(|refused| {
                        let again = |an: &mut Analysis<'a>| {
                            values::decide(an, &site, expr, &consumers).ok()
                        };
                        let is_counting = |plan: &values::ParallelValues<'_>| plan.fills.caches;
                        counting(an, &site, &refused, again, is_counting).ok_or(refused)
                    })
                    .map(|plan| LoopPlan::Values(Box::new(plan))),
                LoopSyntax::Call(call) => calls::decide(an, &site, call, &consumers)
                    .map(|plan| LoopPlan::Call(Box::new(plan))),
                LoopSyntax::While(node) => whiles::decide(an, &site, LoopStmt::While(node), live)
                    .map(|plan| LoopPlan::Parallel(Box::new(plan))),
                LoopSyntax::Assign(_) | LoopSyntax::Statement(_) => {
                    Err(refusal(Reason::UnsupportedStatement, String::new(), None))
                }
            }
        };
        let resumed = an.checkpointed.iter().any(|held| held.range == range);
        let decided = match decided {
            Ok(plan) if resumed && !can_be_resumed(&plan) => {
                let detail = "rounds that draw random numbers are foreseen from the first one on";
                Err(refusal(Reason::CheckpointedLoop, detail.to_owned(), None))
            }
            Ok(plan) if around == Around::Open && !nested::can_be_inside(&plan) => {
                Err(refusal(Reason::InsideParallelLoop, String::new(), None))
            }
            Err(_) if around == Around::Open => {
                Err(refusal(Reason::InsideParallelLoop, String::new(), None))
            }
            decided => decided,
        };
        let plan = decided.unwrap_or_else(|refusal| {
            let refusal = places::add(an, &site, refusal);
            LoopPlan::Sequential { site, refusal }
        });
        let header = match &plan {
            LoopPlan::Values(values) => values.generators.first().map(|first| first.iter.range()),
            plan => plan.parallel_for().map(|stmt| stmt.iter.range()),
        };
        if let Some(header) = header {
            // What the loop draws lazily stays in its header: workers are busy with the body.
            let lazy = consumers.get(&header).is_some_and(consumers::Consumer::is_loop);
            if let Some(at) = plans.iter().position(|plan| lazy && plan.range() == header) {
                let drawn = plans.remove(at);
                plans.insert(at, drawn.refused(Reason::InsideParallelLoop, ""));
            }
        }
        plans.push(plan);
    }
    plans.sort_by_key(|plan| (plan.range().start(), std::cmp::Reverse(plan.range().end())));
    plans
}

const NEVER_RUNS: &str = "nobody calls the function that it stands in, as far as can be seen";

/// Whether a loop that runs in parallel can begin at a later round: the generator of a `for` loop goes over all of them.
fn can_be_resumed(plan: &LoopPlan<'_>) -> bool {
    !matches!(plan, LoopPlan::Parallel(plan)
        if plan.says || plan.foreseen.is_some() && plan.stmt.is_for())
}

/// Adds up in parts where that gains most; else takes the loop apart; and where that cannot be done, adds up after all.
fn decide_for<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    live: &Liveness,
) -> Result<LoopPlan<'a>, Refusal> {
    let folded = |plan| LoopPlan::Fold(Box::new(plan));
    if let Some(plan) = folds::decide(an, site, stmt, live, folds::Wanted::IfBetter) {
        return Ok(folded(plan));
    }
    match decide(an, site, stmt, live) {
        Ok(plan) => Ok(LoopPlan::Parallel(Box::new(plan))),
        Err(refusal) => {
            let again = |an: &mut Analysis<'a>| {
                check_syntax(an, site, stmt).ok()?;
                decide_with(an, site, stmt, live, Way::default()).ok()
            };
            let leaving = |an: &mut Analysis<'a>| decide(an, site, stmt, live).ok();
            if matches!(
                refusal.met,
                Reason::SharedMutation
                    | Reason::MayAlias
                    | Reason::RandomDraw
                    | Reason::IterableChanges
            ) && let Some(plan) = seeded::again(an, site, stmt, leaving)
            {
                return Ok(LoopPlan::Parallel(Box::new(plan)));
            }
            let is_plain = |plan: &ParallelLoop<'_>| plan.foreseen.is_none() && plan.fills.caches;
            if let Some(plan) = counting(an, site, &refusal, again, is_plain) {
                return Ok(LoopPlan::Parallel(Box::new(plan)));
            }
            let wanted = if refusal.met.family() == Family::Cost {
                folds::Wanted::IfCounting
            } else {
                folds::Wanted::IfPossible
            };
            folds::decide(an, site, stmt, live, wanted).map(folded).ok_or(refusal)
        }
    }
}

/// Decides once more about a loop whose functions count up what nobody looks at meanwhile (see `effects::tallies`).
fn counting<'a, Plan>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    refused: &Refusal,
    decide: impl Fn(&mut Analysis<'a>) -> Option<Plan>,
    counts: impl Fn(&Plan) -> bool,
) -> Option<Plan> {
    if !matches!(refused.met, Reason::GlobalWrite | Reason::SharedMutation | Reason::MayAlias) {
        return None;
    }
    let counted = an.tallies_of(site.func, site.syntax.range());
    if counted.is_empty() {
        return None;
    }
    an.counted = counted;
    let decided = decide(an);
    an.counted = Counted::default();
    let plan = decided.filter(counts)?;
    an.counts = true;
    Some(plan)
}

/// A refusal.
pub fn refusal(reason: Reason, detail: String, cause: Option<Why>) -> Refusal {
    Refusal { reason, met: reason, detail, cause }
}

fn decide<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    live: &Liveness,
) -> Result<ParallelLoop<'a>, Refusal> {
    check_syntax(an, site, stmt)?;
    decide_in_order(an, site, stmt, live).or_else(|mut refused| {
        if refused.met.family() == Family::Cost || !an.writes_files() {
            return Err(refused);
        }
        let tries = has_try(&stmt.body);
        for split_tries in [false, true].into_iter().filter(|split| tries || !split) {
            let way = Way { says: true, files: true, split_tries, ..Way::default() };
            match decide_with(an, site, stmt, live, way) {
                Ok(plan) => return Ok(plan),
                // Why files cannot be held back says more than that they are written.
                Err(other) if says::says_more(&refused, &other) => refused = other,
                Err(_) => {}
            }
        }
        Err(refused)
    })
}

/// The same, for loops whose tasks write no files.
fn decide_in_order<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    live: &Liveness,
) -> Result<ParallelLoop<'a>, Refusal> {
    let site = &own::set_apart(an, site, stmt);
    let rows = usable_rows(an, site, stmt);
    if !rows.is_empty() {
        let way = Way { rows: rows.clone(), ..Way::default() };
        if let Ok(plan) = decide_with(an, site, stmt, live, way) {
            return Ok(plan);
        }
        let apart = lists_of_rows(an, site, stmt, &rows);
        if !apart.is_empty()
            && let Ok(plan) =
                decide_with(an, site, stmt, live, Way { rows, apart, ..Way::default() })
        {
            return Ok(plan);
        }
    }
    if let Some(slots) = slots::find(an, site, stmt) {
        for split_tries in [false, true] {
            let way = Way { slots: Some(slots.clone()), split_tries, ..Way::default() };
            if (!split_tries || has_try(&stmt.body))
                && let Ok(plan) = decide_with(an, site, stmt, live, way)
            {
                return Ok(plan);
            }
        }
    }
    if let Some(lanes) = lanes::find(an, site, stmt) {
        let way = Way { lanes: Some(lanes), ..Way::default() };
        if let Ok(plan) = decide_with(an, site, stmt, live, way) {
            return Ok(plan);
        }
    }
    if has_addition(&stmt.body)
        && let Ok(plan) = decide_with(an, site, stmt, live, Way { counts: true, ..Way::default() })
        && !plan.sums.is_empty()
        && plan.units.iter().all(|unit| unit.commit.is_none())
    {
        return Ok(plan);
    }
    let as_it_stands = decide_with(an, site, stmt, live, Way::default());
    let Err(first) = as_it_stands else { return as_it_stands };
    for owned in owned::candidates(an, site, stmt) {
        let way = Way { owned: Some(owned), ..Way::default() };
        if let Ok(plan) = decide_with(an, site, stmt, live, way) {
            return Ok(plan);
        }
    }
    if first.met == Reason::ResultSharesObject {
        let way = Way { refers: true, ..Way::default() };
        if let Ok(plan) = decide_with(an, site, stmt, live, way) {
            return Ok(plan);
        }
    }
    if first.met == Reason::MayAlias {
        let arrays::Arrays { written, read } = arrays::find(an, site, stmt);
        let way = Way { apart: read, written_arrays: written, ..Way::default() };
        if !way.written_arrays.is_empty()
            && let Ok(plan) = decide_with(an, site, stmt, live, way)
        {
            return Ok(plan);
        }
    }
    if first.met == Reason::OrderedEffect {
        let tries = has_try(&stmt.body);
        for split_tries in [false, true].into_iter().filter(|split| tries || !split) {
            let way = Way { says: true, split_tries, ..Way::default() };
            if let Ok(plan) = decide_with(an, site, stmt, live, way) {
                return Ok(plan);
            }
        }
        for owned in owned::candidates(an, site, stmt) {
            let way = Way { owned: Some(owned), says: true, ..Way::default() };
            if let Ok(plan) = decide_with(an, site, stmt, live, way) {
                return Ok(plan);
            }
        }
    }
    if matches!(first.met, Reason::RandomDraw | Reason::LoopCarriedWrite)
        && let Ok(plan) = whiles::decide(an, site, LoopStmt::For(stmt), live)
    {
        return Ok(plan);
    }
    if !has_try(&stmt.body) {
        return Err(first);
    }
    let second =
        match decide_with(an, site, stmt, live, Way { split_tries: true, ..Way::default() }) {
            Ok(plan) => return Ok(plan),
            Err(second) => second,
        };
    if second.met == Reason::ResultSharesObject {
        let way = Way { split_tries: true, refers: true, ..Way::default() };
        if let Ok(plan) = decide_with(an, site, stmt, live, way) {
            return Ok(plan);
        }
    }
    // That a handler leaves the loop, or the block changes something, says less than what stops the block inside.
    let says_more = match first.met {
        Reason::NoHeavyPart => true,
        Reason::SharedMutation => second.met.family() != Family::Cost,
        _ => false,
    };
    Err(if says_more { second } else { first })
}

fn decide_with<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    live: &Liveness,
    way: Way,
) -> Result<ParallelLoop<'a>, Refusal> {
    let iteration = build_units(an, site, stmt, &way);
    if !way.written_arrays.is_empty() {
        let mut walker = Walker::start_iteration(an, site);
        for &var in &way.apart {
            walker.set_apart(var);
        }
        let (written, read) = (way.written_arrays.clone(), way.apart.clone());
        let known = arrays::Arrays { written, read };
        let Iteration { units, envs, .. } = &iteration;
        if !arrays::are_written_by_name(&mut walker, &known, units, envs) {
            return Err(refusal(Reason::SharedMutation, String::new(), None));
        }
    }
    let mut targets = VarSet::default();
    collect_targets(an, &stmt.target, &mut targets);
    let (units, header) = (&iteration.units, &iteration.header);
    let sums =
        if way.counts { sums::find(an, site, stmt, units, header, &targets) } else { Vec::new() };
    settle(an, site, LoopStmt::For(stmt), iteration, targets, live, way, sums)
}

/// Parts the units of an iteration between the stages. `targets` are the variables that each item brings.
#[allow(clippy::too_many_arguments)]
fn settle<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: LoopStmt<'a>,
    iteration: Iteration<'a>,
    targets: VarSet,
    live: &Liveness,
    way: Way,
    sums: Vec<VarId>,
) -> Result<ParallelLoop<'a>, Refusal> {
    let Iteration { mut units, body, header, complete, mut envs, held } = iteration;
    let Way { rows, apart, mut written_arrays, owned, slots, lanes, refers, says, files, .. } = way;
    let loud: Vec<Flags> = units.iter().map(|unit| unit.effects.flags).collect();
    let module = an.scopes.function(site.func).module;
    let spoke = if says { says::hush_units(module, &mut units, files) } else { Vec::new() };
    sums::hide(&mut units, &sums);
    let is_own_way = !rows.is_empty()
        || !written_arrays.is_empty()
        || !sums.is_empty()
        || owned.is_some()
        || slots.is_some()
        || lanes.is_some();
    if is_own_way && suspended::yields(&units) {
        // What each round has for itself, others may reach meanwhile.
        return Err(refusal(Reason::SuspendedBody, String::new(), None));
    }
    if let Some(slots) = &slots {
        slots
            .put_back(an, site, &mut units)
            .ok_or_else(|| refusal(Reason::MayAlias, String::new(), None))?;
    }
    if let Some(lanes) = &lanes {
        lanes
            .put_back(an, site, &mut units)
            .ok_or_else(|| refusal(Reason::MayAlias, String::new(), None))?;
        written_arrays.clone_from(&lanes.arrays);
    }
    let changes: Vec<bool> =
        units.iter().map(|unit| !unit.effects.heap_writes.parameters.is_empty()).collect();
    let owned = match owned {
        Some(candidate) => Some(
            owned::settle(an, (&mut units, &mut envs), candidate)
                .ok_or_else(|| refusal(Reason::SharedMutation, String::new(), None))?,
        ),
        None => None,
    };
    let mut written = units::all_writes(&units);
    written.extend(&targets);
    let inner: VarSet = written
        .iter()
        .filter(|&var| closures::are_of_this_iteration(an, site, &written, var))
        .collect();
    let gone = inner
        .iter()
        .filter(|&var| closures::are_gone_afterwards(an, site, &written, (stmt, live), var))
        .collect();
    let names = LoopNames { func: site.func, targets, written, inner, gone, refers, says, files };
    if let LoopStmt::For(stmt) = stmt {
        check_header(an, site, stmt, (&header, complete.as_ref()), (&units, slots.as_ref()), live)?;
    }
    let changes_own = owned.is_some() || slots.is_some() || lanes.is_some();
    headers::settle(an, &mut units, &rows, changes_own);
    stages::mark_commits(an, &mut units, &names);
    keep_live_values(an, &mut units, &names, stmt, live);
    let mut rejections = Vec::new();
    // What cannot travel: what is read of it in order may.
    let mut wanted = VarSet::default();
    let mut has;
    let mut sets = false;
    loop {
        let world = (envs.as_slice(), held.as_slice(), apart.as_slice());
        move_expressions(
            an,
            site,
            &mut units,
            world,
            (&rows, slots.as_ref(), lanes.as_ref()),
            (&names, &wanted, is_own_way),
            &mut rejections,
        );
        if keep_empty_inner_loops(an, &mut units) {
            continue;
        }
        if says && let Some((unit, because)) = says::too_early(&units, &spoke) {
            if units[unit].commit.is_some() {
                return Err(refusal(because.reason, because.detail, because.cause));
            }
            keep_in_order(an, &mut units, unit, because, (&names, stmt, live));
            continue;
        }
        has = crossing(an, &units, &names, stmt, live);
        match first_unshippable(an, &mut units, &has, refers, &mut sets) {
            None => break,
            Some((_, var, _)) if log_truths(&mut units, var) || wanted.insert(var) => {}
            Some((unit, _, because)) => {
                rejections.push((unit, because.clone()));
                keep_in_order(an, &mut units, unit, because, (&names, stmt, live));
            }
        }
    }
    if let Some(refused) = too_light(an, site.func, &units, &rejections) {
        return Err(refused);
    }
    if says && !files && !says::calls_what_prints(an, (site, stmt.range()), &units, &spoke) {
        return Err(refusal(Reason::OrderedEffect, String::new(), None));
    }
    let voices = if says {
        says::voices(&units, &loud)
            .ok_or_else(|| refusal(Reason::OrderedEffect, String::new(), None))?
    } else {
        Voices::default()
    };
    if files {
        let refused = says::files_conflict(&units, &loud);
        if let Some(because) = refused {
            return Err(refusal(because.reason, because.detail, because.cause));
        }
        let more = says::is_more_than_files(an, (site, stmt.range()), (&units, &envs), &spoke);
        let is_listed = header.flags.intersects(Flags::READS)
            && complete.is_none()
            && !matches!(stmt, LoopStmt::For(stmt) if iterables::lists_at_once(an, site, &stmt.iter));
        if !voices.writes || !more || is_listed {
            return Err(refusal(Reason::OrderedEffect, String::new(), None));
        }
    }
    if !rows.is_empty()
        && let LoopStmt::For(stmt) = stmt
        && (!rows::fits(&rows, &units) || rows_are_shared(an, site, stmt, (&rows, &apart), &units))
    {
        return Err(refusal(Reason::SharedMutation, String::new(), None));
    }
    if let Some(owned) = &owned {
        if !owned::fits(&units, &changes) {
            return Err(refusal(Reason::SharedMutation, String::new(), None));
        }
        identity_refusal(an, &owned.values)?;
    }
    let reads_files = |unit: &Unit<'_>| {
        unit.commit.is_some()
            && unit.effects.flags.intersects(Flags::READS_FILE.union(Flags::PROCESS))
    };
    if refers && units.iter().any(reads_files) {
        // What the program lets go of meanwhile is held until the region ends: a file would be closed late.
        return Err(refusal(Reason::ResultSharesObject, String::new(), None));
    }
    fills::check(an, site, &units, &envs)?;
    suspended::check(an, site, &units, &header)?;
    check_identity(an, &units, &has)?;
    let mut fills = fills::of_tasks(an, &units);
    seeded::check(an, site, (&units, &header), &envs, &mut fills)?;
    fills::check_caches(an, fills, fills::runs_to_its_end(&units, stmt))?;
    sets |= units.iter().any(|unit| unit.moved.iter().any(|moved| moved.sets));
    let (needs, globals) = needs_of(an, site, &units, &names)?;
    check_private_names(an, site, &units)?;
    let (cost, unbounded, depends) = compute_cost(an, &units);
    Ok(ParallelLoop {
        site: site.clone(),
        stmt,
        foreseen: None,
        units,
        body,
        needs,
        has,
        globals,
        sets,
        refers,
        depends,
        fills,
        cost,
        unbounded,
        rows,
        apart,
        written_arrays,
        says,
        voices,
        sums,
        owned,
        is_counted: slots.is_some_and(|slots| slots.is_open)
            || lanes.is_some_and(|lanes| lanes.is_open),
    })
}

/// One more unit that stays in order, with all that depends on it.
fn keep_in_order(
    an: &Analysis<'_>,
    units: &mut [Unit<'_>],
    unit: units::UnitId,
    because: units::Because,
    (names, stmt, live): (&LoopNames, LoopStmt<'_>, &Liveness),
) {
    stages::commit(units, unit, because);
    stages::propagate(an, units);
    keep_live_values(an, units, names, stmt, live);
    for unit in units {
        unit.moved.clear();
    }
}

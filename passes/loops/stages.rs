//! Which units of an iteration must stay in order (commit), and which may be computed ahead (compute).

use super::fills;
use super::units::{Because, Handlers, Unit, UnitId, UnitSyntax, exits};
use crate::effect_words::{Flags, Outdated, Why};
use crate::ids::{FuncId, VarId};
use crate::passes::effects::Analysis;
use crate::passes::effects::heap::Heap;
use crate::passes::effects::summary::{Effects, Touches, VarSet};
use crate::reasons::Reason;
use ruff_python_ast::Stmt;

/// What the loop as a whole binds.
pub struct LoopNames {
    /// The body that contains the loop.
    pub func: FuncId,
    /// Variables of the loop's target.
    pub targets: VarSet,
    /// Variables that some unit writes, targets included.
    pub written: VarSet,
    /// Those of them that inner functions read, which are all of one iteration: see [`super::closures`].
    pub inner: VarSet,
    /// Those of these that nothing reads after the loop.
    pub gone: VarSet,
    /// Logs may name objects that were there before the loop.
    pub refers: bool,
    /// Tasks may print.
    pub says: bool,
    /// They may write files.
    pub files: bool,
}

impl LoopNames {
    /// A variable that functions which are called read, and that may be another one in each round.
    pub fn read_by_calls(&self, call_reads: &VarSet) -> Option<VarId> {
        call_reads.iter().find(|&var| self.written.contains(var) && !self.inner.contains(var))
    }
}

/// Marks the units that must be committed in order, until nothing changes.
pub fn mark_commits(an: &Analysis<'_>, units: &mut [Unit<'_>], names: &LoopNames) {
    for index in 0..units.len() {
        if let Some(because) = own_reason(an, &units[index], names) {
            commit(units, index, because);
        }
    }
    mark_carried(an, units, names);
    for index in 0..units.len() {
        if matches!(units[index].syntax, UnitSyntax::Before) {
            let detail = "it comes before what is computed ahead".into();
            commit(units, index, Because { reason: Reason::NoHeavyPart, detail, cause: None });
        }
    }
    propagate(an, units);
}

/// Goes on from commits that were added by hand.
pub fn propagate(an: &Analysis<'_>, units: &mut [Unit<'_>]) {
    loop {
        let before = units.iter().filter(|unit| unit.commit.is_some()).count();
        propagate_control(units);
        propagate_dependences(an, units);
        if units.iter().filter(|unit| unit.commit.is_some()).count() == before {
            return;
        }
    }
}

/// Marks one unit.
pub fn commit(units: &mut [Unit<'_>], index: UnitId, because: Because) {
    if units[index].commit.is_none() {
        units[index].commit = Some(because);
    }
}

/// The reason that an effect gives.
pub fn reason_of_flags(flags: Flags) -> Reason {
    if flags.intersects(Flags::UNKNOWN) {
        Reason::UnknownCallEffect
    } else if flags.intersects(Flags::ANY_RANDOM) {
        Reason::RandomDraw
    } else if flags.intersects(Flags::DYNAMIC) {
        Reason::DynamicCode
    } else if flags.intersects(Flags::THREADS.union(Flags::PROCESS)) {
        Reason::ConcurrentProgram
    } else if flags.intersects(Flags::TIME.union(Flags::SLEEPS)) {
        Reason::ClockRead
    } else if flags.intersects(
        Flags::ENVIRONMENT.union(Flags::STATE).union(Flags::CACHES).union(Flags::SETS_PLACE),
    ) {
        Reason::InterpreterState
    } else if flags.intersects(Flags::IDENTITY) {
        Reason::IdentityObserved
    } else if flags.intersects(Flags::SUSPENDS) {
        Reason::SuspendedBody
    } else if flags.intersects(Flags::IMPORTS.union(Flags::DEFINES)) {
        Reason::UnsupportedStatement
    } else {
        Reason::OrderedEffect
    }
}

/// Why code with these effects cannot be computed ahead, on its own account.
pub fn effect_reason(an: &Analysis<'_>, effects: &Effects) -> Option<Because> {
    let bad = Flags(effects.flags.0 & Flags::UNLOGGABLE.0);
    if !bad.is_empty() {
        if let Some((_, why)) = open_cause(effects) {
            return Some(Because {
                reason: Reason::UnknownImport,
                detail: open_detail(&why.what),
                cause: Some(why.clone()),
            });
        }
        // The cause and the words for it are those of the effect that the reason is about.
        let mut reason = reason_of_flags(bad);
        let mut about = bad.iter().find(|flag| reason_of_flags(*flag) == reason).unwrap_or(bad);
        if let Some(output) = output_besides(effects, about) {
            (reason, about) = (reason_of_flags(output), output);
        }
        let cause = effects.cause_of(about).cloned();
        let what = cause.as_ref().map_or_else(String::new, |why| format!("`{}` ", why.what));
        let draws = about.intersects(Flags::ANY_RANDOM);
        let phrase = match what.ends_with(".seed` ") {
            true if draws => Flags::SEEDED.phrase(),
            false if draws => Flags::DRAWS.phrase(),
            _ => about.phrase(),
        };
        return Some(Because { reason, detail: format!("{what}{phrase}"), cause });
    }
    if fills::changes_more(effects) {
        let only_draws = only_draws(an, &effects.heap_writes);
        let draw = effects.draw_cause.clone().filter(|_| only_draws);
        let cause = draw.or(effects.write_cause.clone());
        let what = cause.as_ref().map_or("an object from outside", |why| &*why.what);
        if only_draws {
            return Some(Because {
                reason: Reason::RandomDraw,
                detail: format!("`{what}` draws from a generator that outlives the iteration"),
                cause,
            });
        }
        return Some(Because {
            reason: Reason::SharedMutation,
            detail: format!("`{what}` changes an object that outlives the iteration"),
            cause,
        });
    }
    None
}

/// The output, or the end of the program, that is the point of a call which also looks at the clock or changes settings, as
/// logging and `exit` do.
fn output_besides(effects: &Effects, about: Flags) -> Option<Flags> {
    if !matches!(reason_of_flags(about), Reason::ClockRead | Reason::InterpreterState) {
        return None;
    }
    let (all, _) = effects.causes.iter().find(|(flags, _)| flags.intersects(about))?;
    [Flags::PRINTS, Flags::WRITES_FILE, Flags::EXITS]
        .into_iter()
        .find(|output| all.contains(*output))
}

/// Whether all that is written is the state of random generators.
fn only_draws(an: &Analysis<'_>, writes: &Touches) -> bool {
    !writes.any
        && !writes.everything
        && writes.parameters.is_empty()
        && writes.locations.iter().all(|location| an.is_generator(location.object))
}

/// The unknown effect of these, if the first of them is that of a value which an unknown module may have made.
pub fn open_cause(effects: &Effects) -> Option<&(Flags, Why)> {
    let first = effects.causes.iter().find(|(flags, _)| flags.intersects(Flags::UNKNOWN));
    first.filter(|(flags, _)| flags.intersects(Flags::OPEN))
}

/// `norm` is an attribute; `iteration over a value of unknown type` is said in words.
fn open_detail(what: &str) -> String {
    let module = "may come from a module about which nothing is known";
    if what.contains(' ') {
        format!("{what}, which {module}")
    } else {
        format!("`{what}` is asked of a value that {module}")
    }
}

fn own_reason(an: &Analysis<'_>, unit: &Unit<'_>, names: &LoopNames) -> Option<Because> {
    if let Some(because) = effect_reason(an, &unit.effects) {
        return Some(because);
    }
    if let Some(var) = unit.effects.call_writes.iter().next() {
        if unit.effects.writes.contains(var) {
            return Some(global_write(an, var));
        }
        return Some(Because {
            reason: Reason::GlobalWrite,
            detail: format!("a call assigns `{}`", an.scopes.variable(var).name),
            cause: None,
        });
    }
    if let Some(var) =
        unit.effects.writes.iter().find(|var| an.scopes.variable(*var).func != names.func)
    {
        return Some(global_write(an, var));
    }
    if let Some(var) = names.read_by_calls(&unit.effects.call_reads) {
        return Some(Because {
            reason: Reason::LoopCarriedWrite,
            detail: format!(
                "a function that is called here reads `{}`, which the loop assigns",
                an.scopes.variable(var).name
            ),
            cause: None,
        });
    }
    if let UnitSyntax::Handlers(_) = unit.syntax {
        return Some(Because {
            reason: Reason::NoHeavyPart,
            detail: "it handles exceptions".into(),
            cause: None,
        });
    }
    if let UnitSyntax::Statement(stmt) = unit.syntax {
        let jumps = match stmt {
            Stmt::Break(_) | Stmt::Return(_) => true,
            Stmt::For(_) | Stmt::While(_) | Stmt::Try(_) | Stmt::With(_) | Stmt::Match(_) => {
                exits(stmt).is_none()
            }
            _ => false,
        };
        if jumps {
            return Some(Because {
                reason: Reason::NoHeavyPart,
                detail: "it may leave the loop".into(),
                cause: None,
            });
        }
        if matches!(stmt, Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Delete(_)) {
            return Some(Because {
                reason: Reason::UnsupportedStatement,
                detail: "the statement declares or deletes names".into(),
                cause: None,
            });
        }
    }
    None
}

/// Whose variable it is, where it is not that of the code at hand.
fn whose(an: &Analysis<'_>, var: VarId) -> &'static str {
    if an.scopes.variable(var).is_global {
        "a global variable"
    } else {
        "a variable of the function around it"
    }
}

fn global_write(an: &Analysis<'_>, var: VarId) -> Because {
    Because {
        reason: Reason::GlobalWrite,
        detail: format!("it assigns `{}`, {}", an.scopes.variable(var).name, whose(an, var)),
        cause: None,
    }
}

/// Variables that hand a value from one iteration to the next live in the driver: all who write them, and who read
/// the earlier value.
fn mark_carried(an: &Analysis<'_>, units: &mut [Unit<'_>], names: &LoopNames) {
    let mut carried = VarSet::default();
    for unit in units.iter() {
        for var in unit.effects.exposed.iter() {
            if names.written.contains(var) && !names.targets.contains(var) {
                carried.insert(var);
            }
        }
        for var in unit.effects.call_writes.iter() {
            carried.insert(var);
        }
    }
    for index in 0..units.len() {
        let unit = &units[index];
        let name = unit
            .effects
            .exposed
            .iter()
            .chain(unit.effects.writes.iter())
            .find(|var| carried.contains(*var));
        if let Some(var) = name {
            let detail = format!(
                "`{}` carries a value from one iteration to the next",
                an.scopes.variable(var).name
            );
            let cause = None;
            commit(units, index, Because { reason: Reason::LoopCarriedWrite, detail, cause });
        }
    }
}

/// What depends on a condition that is known only in order runs in order.
fn propagate_control(units: &mut [Unit<'_>]) {
    for index in 0..units.len() {
        if units[index].commit.is_some() {
            continue;
        }
        let blocked =
            units[index].control.iter().copied().find(|&test| units[test].commit.is_some());
        if let Some(test) = blocked {
            let because = units[test].commit.clone();
            if let Some(because) = because {
                commit(units, index, because);
            }
        }
    }
    for index in 0..units.len() {
        let UnitSyntax::Handlers(handlers) = units[index].syntax else { continue };
        let Some(first) = first_raising(units, &handlers) else { continue };
        // What the driver runs in the block may raise: the rest of the block, and what a handler jumps over, may not run.
        let end = if handlers.leave() { units.len() } else { index };
        if let Some(because) = units[first].commit.clone() {
            for later in first + 1..end {
                commit(units, later, because.clone());
            }
        }
    }
    // A `break` that is decided in order says how many rounds there are, and whether the loop comes to its `else`.
    for index in 0..units.len() {
        let head = match units[index].syntax {
            UnitSyntax::Break => units[index].inner_loops.last(),
            UnitSyntax::Completed(_) => units[index].control.last(),
            _ => None,
        };
        if let (Some(because), Some(&head)) = (units[index].commit.clone(), head) {
            commit(units, head, because);
        }
    }
    // After a jump that is decided in order, nothing is computed ahead in the same iteration.
    let jump = units
        .iter()
        .position(|unit| unit.commit.is_some() && matches!(unit.syntax, UnitSyntax::Continue));
    if let Some(jump) = jump {
        let because = units[jump].commit.clone();
        for index in jump + 1..units.len() {
            if let (None, Some(because)) = (&units[index].commit, &because) {
                commit(units, index, because.clone());
            }
        }
    }
}

/// The first unit in the block of a `try` that runs in the driver, and may raise there.
pub fn first_raising(units: &[Unit<'_>], handlers: &Handlers<'_>) -> Option<UnitId> {
    (handlers.body..handlers.orelse).find(|&unit| units[unit].commit.is_some())
}

fn propagate_dependences(an: &Analysis<'_>, units: &mut [Unit<'_>]) {
    let mut commit_heap = Touches::default();
    let mut commit_flags = Flags::NONE;
    for unit in units.iter().filter(|unit| unit.commit.is_some()) {
        commit_heap.merge(&fills::without(&unit.effects.heap_writes));
        commit_flags = commit_flags.union(unit.effects.flags);
    }
    for index in 0..units.len() {
        if units[index].commit.is_some() {
            continue;
        }
        let reads = &units[index].effects.heap_reads;
        if overlap(an, reads, &commit_heap) || overlap_with_own(an, reads, &commit_heap) {
            let because = Because {
                reason: Reason::MayAlias,
                detail: "it reads what an earlier iteration may have changed".to_owned(),
                cause: None,
            };
            let because = with_writer(an, units, index, because);
            commit(units, index, because);
            continue;
        }
        if let Some(because) = outside_world_conflict(an, &units[index].effects, commit_flags) {
            let because = with_setter(units, because);
            commit(units, index, because);
            continue;
        }
        let blocker = (0..units.len()).find(|&other| {
            units[other].commit.is_some() && depends(&units[other], other, &units[index], index)
        });
        if let Some(other) = blocker {
            let earlier = units[other].commit.as_ref();
            let travels = |because: &&Because| {
                matches!(
                    because.reason,
                    Reason::UnshippableResult | Reason::ResultSharesObject | Reason::SetOrder
                )
            };
            let because = match earlier.filter(travels) {
                // Why it is set in order says more than that it is.
                Some(because) => because.clone(),
                None => Because {
                    reason: earlier.map_or(Reason::LoopCarriedWrite, |because| because.reason),
                    detail: dependence_detail(an, (&units[other], other), (&units[index], index)),
                    cause: earlier.and_then(|because| because.cause.clone()),
                },
            };
            commit(units, index, because);
        }
    }
}

/// What a unit reads that another one may have changed, with the place that changes it.
pub(super) fn with_writer(
    an: &Analysis<'_>,
    units: &[Unit<'_>],
    index: UnitId,
    because: Because,
) -> Because {
    let reads = &units[index].effects.heap_reads;
    let cause = units
        .iter()
        .filter(|unit| unit.commit.is_some())
        .find(|unit| overlap(an, reads, &unit.effects.heap_writes))
        .and_then(|unit| unit.effects.write_cause.clone());
    match cause {
        Some(why) if because.cause.is_none() => {
            let detail = format!("it may read what `{}` changed in an earlier iteration", why.what);
            Because { detail, cause: Some(why), ..because }
        }
        _ => because,
    }
}

const OBEYS: &str = "the loop may change a setting that it obeys";
const READS_SETTINGS: &str = "it reads settings of the process that the loop may change";

/// What a unit reads of the outside world, with the place in a statement that stays which changes it.
pub(super) fn with_setter(units: &[Unit<'_>], because: Because) -> Because {
    if !matches!(&*because.detail, OBEYS | READS_SETTINGS) {
        return because;
    }
    let obeyed = Flags::OBEYED.union(Flags::LIMITS);
    let sets =
        Flags::STATE.union(Flags::ENVIRONMENT).union(Flags::UNKNOWN).union(Flags::SETS_PLACE);
    let cause = units
        .iter()
        .filter(|unit| unit.commit.is_some())
        .find_map(|unit| unit.effects.cause_of(obeyed).or(unit.effects.cause_of(sets)));
    match cause {
        Some(why) => {
            let detail =
                format!("it obeys settings of the process, which `{}` may change", why.what);
            Because { detail, cause: Some(why.clone()), ..because }
        }
        None => because,
    }
}

/// Why code may not be computed ahead of statements with these effects: it reads files that they may write, or
/// settings that they may change.
pub fn outside_world_conflict(
    an: &Analysis<'_>,
    effects: &Effects,
    committed: Flags,
) -> Option<Because> {
    let outdated = effects.flags.outdated_by(committed, an.uses_decimal);
    let (flag, reason, detail) = match outdated {
        _ if committed.contains(Flags::LIMITS) => (Flags::NONE, Reason::InterpreterState, OBEYS),
        None => return None,
        Some(Outdated::Obeyed) => (Flags::NONE, Reason::InterpreterState, OBEYS),
        Some(Outdated::Settings) => (Flags::SETTINGS, Reason::InterpreterState, READS_SETTINGS),
        Some(Outdated::Files) => {
            let is_known = effects
                .flags
                .outdated_by(committed.without(Flags::UNKNOWN), an.uses_decimal)
                .is_some();
            let detail = if is_known {
                "it reads files while the loop may write them"
            } else {
                "it reads files, which something in the loop whose effects are unknown may write"
            };
            (Flags::READS_FILE, Reason::OrderedEffect, detail)
        }
    };
    let cause = if flag.is_empty() { None } else { effects.cause_of(flag).cloned() };
    Some(Because { reason, detail: detail.to_owned(), cause })
}

/// Whether a compute unit would see a committed unit too early or too late.
fn depends(committed: &Unit<'_>, at: UnitId, unit: &Unit<'_>, index: UnitId) -> bool {
    let (c, u) = (&committed.effects, &unit.effects);
    if c.writes.intersects(&u.reads) || c.call_writes.intersects(&u.reads) {
        return true;
    }
    let shares_loop = committed.inner_loops.iter().any(|header| unit.inner_loops.contains(header));
    let later = at < index;
    if later && (c.reads.intersects(&u.writes) || c.writes.intersects(&u.writes)) {
        return true;
    }
    if c.writes.intersects(&u.writes) {
        return true;
    }
    let touched = c.heap_reads.fresh.union(c.heap_writes.fresh);
    if c.heap_writes.fresh.intersects(u.heap_reads.fresh.union(u.heap_writes.fresh)) {
        return later || shares_loop;
    }
    // The committed unit looks at an object that is changed again before the log is sent.
    (later || shares_loop) && touched.intersects(u.heap_writes.fresh)
}

/// What says of a refusal that another name would be enough.
pub const NAMED_TWICE: &str = "once ahead and once in order";

fn dependence_detail(
    an: &Analysis<'_>,
    (committed, at): (&Unit<'_>, UnitId),
    (unit, index): (&Unit<'_>, UnitId),
) -> String {
    let (c, u) = (&committed.effects, &unit.effects);
    let name_of = |var| format!("`{}`", an.scopes.variable(var).name);
    let shares_loop = committed.inner_loops.iter().any(|header| unit.inner_loops.contains(header));
    // What comes first has what it reads from this round, and from before the other: they share a name, and nothing else.
    let is_named_twice = |var: &VarId| {
        at > index && !shares_loop && !u.exposed.contains(*var) && !c.call_writes.contains(*var)
    };
    let shared: Vec<VarId> = c
        .writes
        .iter()
        .chain(c.call_writes.iter())
        .filter(|&var| u.reads.contains(var) || u.writes.contains(var))
        .collect();
    if !shared.is_empty() && shared.iter().all(is_named_twice) {
        let names: Vec<String> = shared.into_iter().map(name_of).collect();
        return format!("the loop sets {} twice, {NAMED_TWICE}", names.join(" and "));
    }
    let read = || c.reads.iter().find(|var| u.writes.contains(*var));
    match shared.first().copied().or_else(read) {
        Some(var) => format!("it needs {}, which is set in order", name_of(var)),
        None => "it needs an object that is changed in order".into(),
    }
}

/// Whether one side reaches, through a variable or a global, an object that the body created and the other side touches
/// by its own name.
pub fn overlap_with_own(an: &Analysis<'_>, reads: &Touches, writes: &Touches) -> bool {
    reads_own_of(an, writes, reads) || reads_own_of(an, reads, writes)
}

/// The same, where it is the first side that touches it by its own name.
pub fn reads_own_of(an: &Analysis<'_>, own: &Touches, outside: &Touches) -> bool {
    let own = Touches {
        any: own.own_any,
        everything: own.own_any,
        locations: own.own.clone(),
        ..Touches::default()
    };
    // What a parameter leads to was there before the body created anything.
    let outside = Touches {
        any: outside.any,
        everything: outside.everything,
        locations: outside.locations.clone(),
        ..Touches::default()
    };
    overlap(an, &own, &outside)
}

/// Touches by the names that every body has for what is touched, also for what the body created itself.
#[must_use]
pub fn known_to_all(touches: &Touches) -> Touches {
    let mut known = touches.clone();
    known.drop_fresh();
    known.any |= touches.own_any;
    known.add_locations(&touches.own);
    known
}

/// Whether memory that is read may be memory that is written.
pub fn overlap(an: &Analysis<'_>, reads: &Touches, writes: &Touches) -> bool {
    let nothing = |touches: &Touches| touches.is_private();
    if nothing(reads) || nothing(writes) {
        return false;
    }
    if !reads.parameters.is_empty() || !writes.parameters.is_empty() {
        // Inside an iteration nothing counts as a parameter; where it does, nothing is known.
        return true;
    }
    if reads.everything || writes.everything || (reads.any && writes.any) {
        return true;
    }
    let escapes = |touches: &Touches| {
        touches.locations.iter().any(|location| an.heap.get(location.object).escaped)
    };
    if (reads.any && escapes(writes)) || (writes.any && escapes(reads)) {
        return true;
    }
    reads
        .locations
        .iter()
        .any(|read| writes.locations.iter().any(|write| Heap::may_overlap(*read, *write)))
}

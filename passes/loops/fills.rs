//! Reads that may add a key: `graph[u]` in a `defaultdict`.
//!
//! Such a read is a write to the analysis. Hardly ever is a key really missing where a loop reads from a dictionary that is
//! complete, so that a task may contain it, if that is all that it does to what was there before: the runtime watches the
//! dictionaries, and where one got a new key in a task, what was computed ahead is thrown away, and the original
//! statements go on from there.
//!
//! ```python
//! for source in sorted(graph):
//!     reach = bfs(graph, source)      # reads graph[u]: may add u, as far as anybody can see here
//!     total += len(reach)
//! ```
//!
//! Calls of a function that calls itself, and keeps what it found (`functools.cache`), add to its cache in the same way. There
//! the entries are wanted: the runtime sends them with the logs, and adds them to the program's own cache. The same goes for functions
//! that keep what they found in a dictionary of their own (`effects::memos`).
//!
//! Sound because: in a task nothing is ever added to a dictionary that stays (the runtime takes keys out again), and what stays in
//! order adds none to one that tasks read ([`check`]). For caches, see `effects::caches`; an item of which only a part ever
//! runs would leave too many entries, and an exception of a task that went too deep could be taken for one of the program's, so that
//! loops that are left early, and programs that go on after exceptions, are refused ([`check_caches`]).

use ruff_text_size::Ranged;

use super::consumers::Consumer;
use super::iterables::is_complete;
use super::left_early::exceptions_are_seen;
use super::stages::overlap;
use super::units::{Unit, UnitSyntax, leaves_loop};
use super::{LoopStmt, refusal, suspended};
use crate::passes::effects::env::Env;
use crate::passes::effects::heap::Field;
use crate::passes::effects::summary::{Effects, Touches};
use crate::passes::effects::tallies::hides_exceptions;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::plan::Refusal;
use crate::reasons::Reason;
use crate::values::Value;

/// Whether code may change what was there before it, other than by adding keys that it reads.
pub fn changes_more(effects: &Effects) -> bool {
    !without(&effects.heap_writes).is_private()
}

/// Whether code may add keys that it reads.
pub fn may_fill(effects: &Effects) -> bool {
    effects.heap_writes.locations.iter().any(|location| location.field == Field::Fill)
}

/// What tasks may add to, of what was there before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fills {
    /// A `defaultdict`, by reading from it.
    pub dictionaries: bool,
    /// The cache of a function.
    pub caches: bool,
    /// The state of the generator that all code shares, which each of them sets before it draws: see `seeded`.
    pub seeds: bool,
    /// Numbers that objects count up.
    pub grows: bool,
}

impl Fills {
    pub fn any(self) -> bool {
        self.dictionaries || self.caches || self.seeds || self.grows
    }

    fn join(&mut self, other: Fills) {
        self.dictionaries |= other.dictionaries;
        self.caches |= other.caches;
        self.seeds |= other.seeds;
        self.grows |= other.grows;
    }
}

/// What code may add to.
pub fn of(an: &Analysis<'_>, effects: &Effects) -> Fills {
    let mut fills = Fills::default();
    for location in &effects.heap_writes.locations {
        if location.field == Field::Fill {
            let caches = an.is_cached_function(location.object)
                || an.is_memo(location.object)
                || an.is_counter(location.object);
            fills.join(Fills { dictionaries: !caches, caches, ..Fills::default() });
        }
    }
    fills
}

/// What that part of an iteration may add to that is computed ahead.
pub fn of_tasks(an: &Analysis<'_>, units: &[Unit<'_>]) -> Fills {
    let mut fills = Fills::default();
    for unit in units {
        if unit.commit.is_none() {
            fills.join(of(an, &unit.effects));
        }
        for moved in &unit.moved {
            fills.join(of(an, &moved.effects));
        }
    }
    fills
}

/// Refuses where entries that tasks add to caches could be too many, or too few without anybody noticing in time.
pub fn check_caches(an: &Analysis<'_>, fills: Fills, to_its_end: bool) -> Result<(), Refusal> {
    if !fills.caches {
        return Ok(());
    }
    let detail = if !to_its_end {
        "functions keep what they found for later calls, and the loop may be left early"
    } else if exceptions_are_seen(an)
        || an.keeps_by_object() && hides_exceptions(an.program, an.scopes)
    {
        "functions keep what they found for later calls, and the program may go on after an exception"
    } else {
        return Ok(());
    };
    Err(refusal(Reason::InterpreterState, detail.to_owned(), None))
}

/// Whether every round that is computed ahead is one that the loop comes to, and runs to its end.
pub fn runs_to_its_end(units: &[Unit<'_>], stmt: LoopStmt<'_>) -> bool {
    stmt.is_for() && !leaves_loop(stmt.body(), true) && !suspended::yields(units)
}

/// Whether what draws the values of a comprehension, or of `map` and its like, draws all of them.
pub fn draws_all(consumer: Option<&Consumer<'_>>) -> bool {
    consumer.is_none_or(|by| !by.is_loop() && !matches!(&*by.name, "any" | "all"))
}

/// The writes besides those.
#[must_use]
pub fn without(writes: &Touches) -> Touches {
    let mut writes = writes.clone();
    writes.locations.retain(|location| location.field != Field::Fill);
    writes
}

/// Refuses where what stays in order may add a key to a dictionary that a task reads: it would not see that.
pub fn check<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    units: &[Unit<'a>],
    envs: &[Env],
) -> Result<(), Refusal> {
    if !units.iter().any(|unit| unit.commit.is_some() && may_fill(&unit.effects)) {
        return Ok(());
    }
    let mut ahead = Touches::default();
    for unit in units {
        if unit.commit.is_none() {
            ahead.merge(&unit.effects.heap_reads);
        }
        for moved in &unit.moved {
            ahead.merge(&moved.effects.heap_reads);
        }
    }
    for (unit, env) in units.iter().zip(envs) {
        if unit.commit.is_none() || !may_fill(&unit.effects) {
            continue;
        }
        let rest = rest_of(an, site, unit, env);
        if may_fill(&rest) && overlap(an, &ahead, &rest.heap_writes) {
            let detail = "it reads a dictionary to which the loop may add keys".to_owned();
            return Err(refusal(Reason::MayAlias, detail, rest.write_cause));
        }
    }
    Ok(())
}

/// Refuses where elements may add keys to what is iterated over meanwhile.
pub fn check_header(
    an: &Analysis<'_>,
    iterables: &[Value],
    element: &Effects,
    header: &Effects,
) -> Result<(), Refusal> {
    let complete = iterables.iter().all(|iterable| is_complete(an, iterable));
    if may_fill(element) && !complete && overlap(an, &header.heap_reads, &element.heap_writes) {
        let detail = "an element may add keys to what is iterated over".to_owned();
        return Err(refusal(Reason::IterableChanges, detail, element.write_cause.clone()));
    }
    Ok(())
}

/// What is left of a unit without the expressions that are computed ahead.
pub(super) fn rest_of<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    unit: &Unit<'a>,
    env: &Env,
) -> Effects {
    if unit.moved.is_empty() {
        return unit.effects.clone();
    }
    let mut walker = Walker::start_iteration(an, site);
    walker.env.clone_from(env);
    for moved in &unit.moved {
        let value = walker.eval(moved.expr);
        walker.known.push((moved.expr.range(), value));
    }
    walker.env.clone_from(env);
    walker.take_effects();
    match unit.syntax {
        UnitSyntax::Statement(stmt) => walker.walk_statement(stmt),
        UnitSyntax::Test(test) => {
            walker.eval_test(test);
        }
        _ => return unit.effects.clone(),
    }
    walker.take_effects()
}

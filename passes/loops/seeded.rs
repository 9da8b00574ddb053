//! Loops each of whose rounds leaves something besides its log: it seeds the generator that all code shares before it draws from it, or counts up what
//! nobody looks at meanwhile (`effects::counters`).
//!
//! ```python
//! for trial in range(1000):
//!     random.seed(1000 + trial)
//!     losses.append(simulate())       # draws by random.gauss(0, 1)
//! print(random.random())              # goes on from where the last round stopped
//! ```
//!
//! Decides: whether the seed and all draws of a round can be computed ahead, as an affair of that round. The task then starts from a state of
//! the generator that no seed leads to, so that the runtime sees whether a round has seeded it, and the state that it leaves travels with the log. The driver
//! sets that state before it commits the log, so that whatever comes after that round, the rest of it included, sees what it would have seen.
//!
//! Refuses (leaves `random-draw`): draws from a state of before the round, or from other shared generators; draws that stay in order; where something that stays
//! in order comes before the last draw: rounds that may be left there, and programs that may go on after an exception.
//!
//! Sound because: a round that seeds before it draws (`effects::seeds`) gives the same numbers and leaves the same state wherever it runs. One that neither seeds nor
//! draws leaves the state as it is, and says so. What runs in place seeds for itself, from the state of the round before.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::fills::Fills;
use super::iteration::{Way, build_units};
use super::left_early::exceptions_are_seen;
use super::units::{Unit, UnitSyntax, leaves_loop};
use super::{ParallelLoop, fills, refusal};
use crate::effect_words::Flags;
use crate::ids::{FuncId, ObjId};
use crate::passes::effects::env::Env;
use crate::passes::effects::heap::{Field, ObjectKind};
use crate::passes::effects::summary::Effects;
use crate::passes::effects::tallies::hides_exceptions;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::scopes::Resolution;
use crate::plan::Refusal;
use crate::reasons::Reason;
use crate::values::{Atoms, Value};

/// Decides once more about a loop whose rounds seed the generator themselves, or count up what nobody looks at meanwhile.
pub(super) fn again<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    decide: impl FnOnce(&mut Analysis<'a>) -> Option<ParallelLoop<'a>>,
) -> Option<ParallelLoop<'a>> {
    let seeding =
        an.checkpointed.is_empty() && an.program.mentions("seed(") && seeds_itself(an, site, stmt);
    let grown = an.counters_of(site.func, stmt.range);
    if !seeding && grown.is_empty() {
        return None;
    }
    an.seeding = seeding;
    an.grown.clone_from(&grown);
    let plan = decide(an);
    an.seeding = false;
    an.grown.clear();
    let left =
        |plan: &ParallelLoop<'a>| plan.foreseen.is_none() && (plan.fills.seeds || plan.fills.grows);
    let plan = plan.filter(left)?;
    if plan.fills.grows {
        an.all_grown.extend(grown);
    }
    Some(plan)
}

/// Whether a round draws from nothing that all share but the generator that it has seeded.
fn seeds_itself<'a>(an: &mut Analysis<'a>, site: &LoopSite<'a>, stmt: &'a ast::StmtFor) -> bool {
    let iteration = build_units(an, site, stmt, &Way::default());
    let mut flags = Flags::NONE;
    for unit in &iteration.units {
        flags = flags.union(unit.effects.flags);
    }
    let others = Flags::ANY_RANDOM.without(Flags::SEEDED);
    flags.contains(Flags::SEEDED)
        && !flags.intersects(others)
        && !iteration.header.flags.intersects(Flags::ANY_RANDOM)
}

/// Notes what tasks leave besides their logs; refuses where the driver could not tell when it has come to that.
pub(super) fn check<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    (units, header): (&[Unit<'a>], &Effects),
    envs: &[Env],
    fills: &mut Fills,
) -> Result<(), Refusal> {
    if !an.seeding && an.grown.is_empty() {
        return Ok(());
    }
    let refused = || refusal(Reason::RandomDraw, String::new(), None);
    if header.grows || header.seeded {
        return Err(refused());
    }
    for (unit, env) in units.iter().zip(envs) {
        let leaves = |effects: &Effects| effects.seeded || effects.grows;
        if unit.commit.is_none() {
            // What the object of a round counts on itself travels with that object.
            let own = &unit.effects.heap_writes.parameters;
            if !an.grown.is_empty() && own.iter().any(|touch| may_be_counted(an, touch.field)) {
                return Err(refused());
            }
            continue;
        }
        let is_certain = unit.control.iter().all(|&test| units[test].commit.is_none());
        let moves = unit.moved.iter().any(|moved| leaves(&moved.effects));
        let seeds_itself = unit.effects.seeded
            && (unit.moved.is_empty() || fills::rest_of(an, site, unit, env).seeded);
        if seeds_itself || (moves && !is_certain) {
            return Err(refused());
        }
    }
    let seeds = |unit: &Unit<'_>| match unit.commit {
        None => unit.effects.seeded,
        Some(_) => unit.moved.iter().any(|moved| moved.effects.seeded),
    };
    let grows = |unit: &Unit<'_>| match unit.commit {
        None => unit.effects.grows,
        Some(_) => unit.moved.iter().any(|moved| moved.effects.grows),
    };
    let Some(last) = units.iter().rposition(|unit| seeds(unit) || grows(unit)) else {
        return Ok(());
    };
    let place = Place { an, func: site.func, env: &envs[last] };
    let in_order = |(index, unit): &(usize, &Unit<'a>)| {
        unit.commit.is_some() && !(*index == last && place.draws_at_first(unit))
    };
    let mut before = units[..=last].iter().enumerate().filter(in_order).peekable();
    let goes_on = before.peek().is_some()
        && (exceptions_are_seen(an) || hides_exceptions(an.program, an.scopes));
    let shows = |unit: &Unit<'_>| unit.effects.flags.contains(Flags::SUSPENDS);
    if goes_on || before.any(|(_, unit)| may_leave(unit) || shows(unit)) {
        return Err(refused());
    }
    fills.seeds = units.iter().any(seeds);
    fills.grows = units.iter().any(grows);
    Ok(())
}

/// Whether a part of an object may be a number that it counts up.
fn may_be_counted(an: &Analysis<'_>, field: Field) -> bool {
    match field {
        Field::Attribute(name) => an.grown.iter().any(|(known, _)| *known == name),
        Field::All => true,
        _ => false,
    }
}

/// The place of a statement that stays in order, of which a part draws.
struct Place<'n, 'a> {
    an: &'n Analysis<'a>,
    func: FuncId,
    env: &'n Env,
}

impl Place<'_, '_> {
    /// Whether nothing that a statement does before the last of its parts that are computed ahead can raise: `found.append(walk(50))`.
    fn draws_at_first(&self, unit: &Unit<'_>) -> bool {
        let UnitSyntax::Statement(stmt) = unit.syntax else { return false };
        let Some(last) =
            unit.moved.iter().map(|moved| moved.expr.range()).max_by_key(Ranged::start)
        else {
            return false;
        };
        let expr = match stmt {
            Stmt::Expr(node) => &*node.value,
            Stmt::Assign(node) => &*node.value,
            Stmt::AugAssign(node) if self.is_bound(&node.target) => &*node.value,
            _ => return false,
        };
        self.reaches(unit, expr, last) == Some(true)
    }

    /// Goes on through an expression in the order of its evaluation: whether it comes to that part, and, where it does, or before something
    /// else, whether all before is harmless.
    fn reaches(&self, unit: &Unit<'_>, expr: &Expr, last: TextRange) -> Option<bool> {
        if expr.range() == last {
            return Some(true);
        }
        if unit.moved.iter().any(|moved| moved.expr.range() == expr.range()) {
            return None;
        }
        let mut parts: Vec<&Expr> = Vec::new();
        match expr {
            Expr::NumberLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_) => {}
            Expr::Name(_) => return (!self.is_bound(expr)).then_some(false),
            Expr::Attribute(node) => {
                let is_known = self.value_of(&node.value).is_some_and(|value| {
                    let is_container = |object: &ObjId| {
                        matches!(self.an.heap.peek(*object).kind, ObjectKind::Library(_))
                    };
                    value.atoms.is_empty() && value.objects.iter().all(is_container)
                });
                return (!is_known).then_some(false);
            }
            Expr::Call(node) => {
                parts.push(&node.func);
                parts.extend(&node.arguments.args);
                parts.extend(node.arguments.keywords.iter().map(|keyword| &keyword.value));
            }
            Expr::Tuple(node) => parts.extend(&node.elts),
            Expr::List(node) => parts.extend(&node.elts),
            _ => return Some(false),
        }
        let found = parts.into_iter().find_map(|part| self.reaches(unit, part, last));
        found.or(expr.is_call_expr().then_some(false))
    }

    /// What a variable of the body holds.
    fn value_of(&self, expr: &Expr) -> Option<&Value> {
        let Expr::Name(name) = expr else { return None };
        let variable = self.an.scopes.variable(self.an.scopes.variable_of(name)?);
        (variable.func == self.func).then(|| &self.env.values[variable.slot as usize])
    }

    /// Whether a name certainly means something.
    fn is_bound(&self, expr: &Expr) -> bool {
        let Expr::Name(name) = expr else { return false };
        match self.value_of(expr) {
            Some(value) => !value.is_bottom() && !value.atoms.intersects(Atoms::UNBOUND),
            None => self.an.scopes.resolve(name) == Resolution::Builtin,
        }
    }
}

/// Whether what stays in order of a unit may end the round, or leave the loop.
fn may_leave(unit: &Unit<'_>) -> bool {
    match unit.syntax {
        UnitSyntax::Statement(stmt) | UnitSyntax::Loop(stmt) => {
            leaves_loop(std::slice::from_ref(stmt), false)
        }
        UnitSyntax::Test(_) | UnitSyntax::ForHeader(_) | UnitSyntax::WithHeader(_) => false,
        UnitSyntax::Continue
        | UnitSyntax::Break
        | UnitSyntax::Completed(_)
        | UnitSyntax::Handlers(_)
        | UnitSyntax::Before => true,
    }
}

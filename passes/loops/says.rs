//! Tasks that print: what they say travels with their logs, and the driver writes it where the round's turn has come.
//!
//! ```python
//! def solve(board):                  # for board in boards: solved.append(solve(board))
//!     ...
//!     print("solved", board.name)    # noted in the task, written before `solved.append` of this round
//! ```
//!
//! The same for text that goes to a standard stream by its name (`print(text, file=sys.stderr)`, `sys.stdout.write(text)`), and for records of `logging` that
//! functions make which the loop calls: their text is made in the task, the record itself in the driver, whose handlers write it.
//!
//! Sound because: only such text is noted, call by call, and the runtime does so only where that
//! is for the streams the program began with, and handlers are those that `basicConfig` makes. Nothing in the loop sets levels meanwhile. Text is written after all that earlier rounds do in order and before anything that its own
//! round does: so a round may say something only ahead of its first statement that stays in order, and outside of inner loops
//! that hold such statements. Of a statement that stays, only what it evaluates first may speak. A task that fails has said
//! nothing: its round runs as it was written.

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::units::{Because, Unit, UnitId, UnitSyntax};
use crate::effect_words::{Flags, Why};
use crate::ids::ModuleId;
use crate::passes::effects::env::Env;
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::summary::Effects;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::reasons::Reason;
use crate::values::{Atoms, Value};

/// Takes printing out of the effects of all units in which it is all that keeps them in order; which units these are.
///
/// What the driver may evaluate once more, as it does with headers and cheap conditions, must not speak twice.
pub(super) fn hush_units(module: ModuleId, units: &mut [Unit<'_>]) -> Vec<Option<Why>> {
    let mut spoke = Vec::new();
    for unit in units {
        let once = matches!(
            unit.syntax,
            UnitSyntax::Statement(_) | UnitSyntax::Test(_) | UnitSyntax::Loop(_)
        );
        let cause = unit.effects.cause_of(Flags::PRINTS).cloned();
        let says = once && hush(&mut unit.effects, (module, unit.range));
        unit.truth |= says && matches!(unit.syntax, UnitSyntax::Test(_));
        spoke.push(cause.filter(|_| says));
    }
    spoke
}

/// The same for effects of the code in `place`; whether they are those of code that prints, and nothing worse.
pub(super) fn hush(effects: &mut Effects, place: (ModuleId, TextRange)) -> bool {
    let voices = Flags::PRINTS.union(Flags::LOGS).union(Flags::TELLS);
    // A record names the function that makes it, which a task is not.
    let logs_here = effects.cause_of(Flags::LOGS).is_some_and(|why| {
        let (module, range) = place;
        why.module == module && range.contains_range(why.range)
    });
    let says = effects.flags.only_prints() && !logs_here;
    if says {
        effects.flags = effects.flags.without(voices);
        effects.causes.retain(|(flags, _)| !flags.intersects(voices));
    }
    says
}

/// What besides `print` tasks say something by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Voices {
    /// Records of `logging`.
    pub logs: bool,
    /// Text for streams that stand there by their names.
    pub tells: bool,
}

/// The voices of tasks; `before` are the effects of the units before they were hushed. None where the loop changes what becomes of records.
pub(super) fn voices(units: &[Unit<'_>], before: &[Flags]) -> Option<Voices> {
    let in_task =
        |unit: &Unit<'_>| unit.commit.is_none() || unit.moved.iter().any(|moved| moved.says);
    let has = |voice: Flags| {
        units.iter().zip(before).any(|(unit, flags)| flags.contains(voice) && in_task(unit))
    };
    let found = Voices { logs: has(Flags::LOGS), tells: has(Flags::TELLS) };
    let setting = Flags::STATE.union(Flags::UNKNOWN).union(Flags::DYNAMIC);
    let sets = before.iter().any(|flags| flags.intersects(setting));
    (!found.logs || !sets).then_some(found)
}

/// Whether a statement evaluates this expression before anything else of it that could be noticed.
pub(super) fn comes_first<'a>(
    walker: &mut Walker<'_, 'a>,
    env: &Env,
    unit: &Unit<'a>,
    expr: &Expr,
) -> bool {
    let is_it = |found: &Expr| found.range() == expr.range();
    let UnitSyntax::Statement(stmt) = unit.syntax else { return false };
    let value = match stmt {
        Stmt::Expr(node) => &*node.value,
        Stmt::Assign(node) => &*node.value,
        Stmt::AnnAssign(node) => match node.value.as_deref() {
            Some(value) => value,
            None => return false,
        },
        Stmt::AugAssign(node) => {
            if !node.target.is_name_expr() || !is_there(walker, env, &node.target) {
                return false;
            }
            &*node.value
        }
        _ => return false,
    };
    if is_it(value) {
        return true;
    }
    let Expr::Call(call) = value else { return false };
    call.arguments.args.first().is_some_and(is_it)
        && match &*call.func {
            Expr::Name(_) => is_there(walker, env, &call.func),
            Expr::Attribute(method) => is_method_of_container(walker, env, &method.value),
            _ => false,
        }
}

/// Whether a name certainly has a value.
fn is_there<'a>(walker: &mut Walker<'_, 'a>, env: &Env, name: &'a Expr) -> bool {
    let value = value_of(walker, env, name);
    !value.is_bottom() && !value.is_any() && !value.atoms.intersects(Atoms::UNBOUND)
}

/// Whether this is a builtin container, which has its methods whatever happens.
fn is_method_of_container<'a>(walker: &mut Walker<'_, 'a>, env: &Env, receiver: &'a Expr) -> bool {
    if !receiver.is_name_expr() {
        return false;
    }
    let value = value_of(walker, env, receiver);
    !value.is_any()
        && value.atoms.is_empty()
        && !value.objects.is_empty()
        && value.objects.iter().all(|&object| {
            matches!(walker.an.heap.peek(object).kind, ObjectKind::Library(id)
                if matches!(walker.an.knowledge.type_info(id).module.as_str(), "builtins" | "collections"))
        })
}

fn value_of<'a>(walker: &mut Walker<'_, 'a>, env: &Env, expr: &'a Expr) -> Value {
    walker.env.clone_from(env);
    let value = walker.eval(expr);
    walker.take_effects();
    value
}

/// Whether tasks call a function that prints: what prints in the loop's own text can as well be left to the driver.
pub(super) fn calls_what_prints(
    an: &Analysis<'_>,
    (site, text): (&LoopSite<'_>, TextRange),
    units: &[Unit<'_>],
    spoke: &[Option<Why>],
) -> bool {
    let module = an.scopes.function(site.func).module;
    units.iter().zip(spoke).any(|(unit, spoke)| {
        let in_task = unit.commit.is_none() || unit.moved.iter().any(|moved| moved.says);
        let is_elsewhere = |why: &Why| why.module != module || !text.contains_range(why.range);
        in_task && spoke.as_ref().is_some_and(is_elsewhere)
    })
}

/// The first unit that would say something too early, and why; `spoke` are those whose printing was taken out.
pub(super) fn too_early(units: &[Unit<'_>], spoke: &[Option<Why>]) -> Option<(UnitId, Because)> {
    (0..units.len()).find_map(|index| {
        let unit = &units[index];
        let says = match &unit.commit {
            None => spoke[index].is_some(),
            Some(_) => unit.moved.iter().any(|moved| moved.says),
        };
        if !says {
            return None;
        }
        let in_order = |(at, other): &(UnitId, &Unit<'_>)| {
            let shares = other.inner_loops.iter().any(|header| unit.inner_loops.contains(header));
            other.commit.is_some() && (*at < index || (*at != index && shares))
        };
        let loops = unit.commit.is_some() && !unit.inner_loops.is_empty();
        if !loops && !units.iter().enumerate().any(|unit| in_order(&unit)) {
            return None;
        }
        let detail = "it prints, behind or between statements that stay in order".to_owned();
        let cause = spoke[index].clone();
        Some((index, Because { reason: Reason::OrderedEffect, detail, cause }))
    })
}

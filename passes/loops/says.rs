//! Tasks that print: what they say travels with their logs, and the driver writes it where the round's turn has come.
//!
//! ```python
//! def solve(board):                  # for board in boards: solved.append(solve(board))
//!     ...
//!     print("solved", board.name)    # noted in the task, written before `solved.append` of this round
//! ```
//!
//! Sound because: only text that `print` writes to standard output is noted, call by call, and the runtime does so only where that
//! is the stream the program began with. It is written after all that earlier rounds do in order and before anything that its own
//! round does: so a round may say something only ahead of its first statement that stays in order, and outside of inner loops
//! that hold such statements. Of a statement that stays, only what it evaluates first may speak. A task that fails has said
//! nothing: its round runs as it was written.

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::units::{Because, Unit, UnitId, UnitSyntax};
use crate::effect_words::{Flags, Why};
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
pub(super) fn hush_units(units: &mut [Unit<'_>]) -> Vec<Option<Why>> {
    let mut spoke = Vec::new();
    for unit in units {
        let once = matches!(
            unit.syntax,
            UnitSyntax::Statement(_) | UnitSyntax::Test(_) | UnitSyntax::Loop(_)
        );
        let cause = unit.effects.cause_of(Flags::PRINTS).cloned();
        let says = once && hush(&mut unit.effects);
        unit.truth |= says && matches!(unit.syntax, UnitSyntax::Test(_));
        spoke.push(cause.filter(|_| says));
    }
    spoke
}

/// The same for effects; whether they are those of code that prints, and nothing worse.
pub(super) fn hush(effects: &mut Effects) -> bool {
    let says = effects.flags.only_prints();
    if says {
        effects.flags = effects.flags.without(Flags::PRINTS);
        effects.causes.retain(|(flags, _)| *flags != Flags::PRINTS);
    }
    says
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

//! Variables that are used after the loop come back in every iteration, or stay in order.

use ruff_python_ast as ast;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_text_size::{Ranged, TextRange};

use super::left_early;
use super::plans::LoopStmt;
use super::stages::{self, LoopNames};
use super::units::{self, Because, Unit, UnitSyntax};
use crate::ids::{FuncId, VarId};
use crate::passes::effects::Analysis;
use crate::passes::liveness::Liveness;
use crate::passes::scopes::FunctionNode;
use crate::reasons::Reason;

/// Whether a variable may be read after the loop, or by other bodies meanwhile.
pub(super) fn is_live(an: &Analysis<'_>, stmt: LoopStmt<'_>, live: &Liveness, var: VarId) -> bool {
    let readers = an.scopes.foreign_readers.get(&var);
    let read_elsewhere = readers.into_iter().flatten().any(|&func| {
        let function = an.scopes.function(func);
        function.module != an.scopes.function(an.scopes.variable(var).func).module
            || !stmt.range().contains_range(function.range())
    });
    read_elsewhere || live.is_live_after(an.scopes, stmt.address(), var)
}

/// Variables that are used after the loop must come back in every iteration, or stay in order.
pub(super) fn keep_live_values(
    an: &Analysis<'_>,
    units: &mut [Unit<'_>],
    names: &LoopNames,
    stmt: LoopStmt<'_>,
    live: &Liveness,
) {
    let stands_in_try = stands_in_try(an, names.func, stmt);
    let exceptions_are_seen = left_early::exceptions_are_seen(an);
    for var in names.written.iter() {
        let is_gone = names.gone.contains(var) || !is_live(an, stmt, live, var);
        if an.scopes.variable(var).func != names.func || is_gone {
            continue;
        }
        // Other bodies see the variable wherever the exception is caught.
        let inside_try =
            stands_in_try || exceptions_are_seen && an.scopes.foreign_readers.contains_key(&var);
        let writers: Vec<usize> = (0..units.len())
            .filter(|&u| units[u].commit.is_none() && units[u].effects.writes.contains(var))
            .collect();
        let simple = writers.iter().all(|&u| {
            units[u].control.is_empty()
                // An inner loop may have no rounds, which leaves its variables as they were.
                && !matches!(units[u].syntax, UnitSyntax::ForHeader(_))
                && units[u].certain.contains(var)
                && !may_be_skipped(units, u, inside_try)
                && units[u].written.iter().any(|(v, value, _)| *v == var && value.is_atomic())
        });
        if writers.is_empty() || simple {
            continue;
        }
        for unit in writers {
            let name = an.scopes.variable(var).name;
            let because = Because {
                reason: Reason::ValueLeftBehind,
                detail: format!("`{name}` is used after the loop"),
                cause: None,
            };
            stages::commit(units, unit, because);
        }
    }
    stages::propagate(an, units);
}

/// Whether the driver may leave the iteration before it comes to a unit, whose values it has got already: by a jump, or by
/// an exception that somebody catches.
fn may_be_skipped(units: &[Unit<'_>], index: usize, inside_try: bool) -> bool {
    units[..index].iter().any(|unit| match unit.syntax {
        UnitSyntax::Continue => true,
        UnitSyntax::Handlers(handlers) => handlers.leave(),
        UnitSyntax::Statement(stmt) | UnitSyntax::Loop(stmt) if unit.commit.is_some() => {
            inside_try || units::leaves_loop(std::slice::from_ref(stmt), false)
        }
        _ => inside_try && unit.commit.is_some(),
    })
}

/// Whether a statement stands in a `try` or a `with`, after which the body may go on where the statement raises.
fn stands_in_try(an: &Analysis<'_>, func: FuncId, stmt: LoopStmt<'_>) -> bool {
    struct Around {
        range: TextRange,
        found: bool,
    }
    impl<'a> Visitor<'a> for Around {
        fn visit_stmt(&mut self, stmt: &'a ast::Stmt) {
            if !stmt.range().contains_range(self.range) || stmt.range() == self.range {
                return;
            }
            self.found |= stmt.is_try_stmt() || stmt.is_with_stmt();
            visitor::walk_stmt(self, stmt);
        }
    }
    let mut around = Around { range: stmt.range(), found: false };
    let module = an.scopes.module_bodies[an.scopes.function(func).module.index()];
    if let FunctionNode::Module(node) = an.scopes.function(module).node {
        around.visit_body(&node.body);
    }
    around.found
}

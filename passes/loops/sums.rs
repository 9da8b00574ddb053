//! Integer counters that a loop only ever adds to: `count += 1`, however deep in the body.
//!
//! Adding integers is associative, so each task adds up its own iteration from 0, and the driver adds one number for each
//! item. That holds where every mention of the variable in the body is the target of `+=` or `-=`, where it holds an
//! integer all the time, and where nothing of the iteration stays in order, which could fail halfway through.
//!
//! ```python
//! for a in range(1, n):
//!     for b in range(a, n):
//!         if is_square(a * a + b * b):
//!             count += 1            # the task counts from 0; the driver: count += surge_count
//! ```

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Operator, Stmt};

use super::units::{Unit, leaves_loop};
use crate::ids::VarId;
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::{Analysis, LoopSite};
use crate::values::Atoms;

/// The counters of a loop.
pub fn find(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    stmt: &ast::StmtFor,
    units: &[Unit<'_>],
    header: &Effects,
    targets: &VarSet,
) -> Vec<VarId> {
    adders(an, site, stmt, (units, header, targets), (Atoms::INT, Atoms::INT))
}

/// The variables that a loop only ever adds to, and that hold one of `before` when it starts and one of `after` once
/// something was added.
pub fn adders(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    stmt: &ast::StmtFor,
    (units, header, targets): (&[Unit<'_>], &Effects, &VarSet),
    (at_first, after): (Atoms, Atoms),
) -> Vec<VarId> {
    // What is added may take the addition over, and give an integer that is no sum.
    let reflected = |text: &str| text.contains("__radd__") || text.contains("__rsub__");
    if an.program.modules.iter().any(|module| reflected(&module.source.text)) {
        return Vec::new();
    }
    let mut mentions =
        Mentions { an, added: VarSet::default(), other: VarSet::default(), plain: true };
    mentions.visit_body(&stmt.body);
    if !mentions.plain || leaves_loop(&stmt.body, true) {
        return Vec::new();
    }
    let is_counter = |var: VarId| {
        let variable = an.scopes.variable(var);
        let is_own = variable.func == site.func && !variable.is_class_member;
        let before = || &site.env.values[variable.slot as usize];
        let touched_by_calls = |effects: &Effects| {
            effects.call_reads.contains(var) || effects.call_writes.contains(var)
        };
        is_own
            && !mentions.other.contains(var)
            && !targets.contains(var)
            && before().only(at_first)
            && !before().atoms.contains(Atoms::UNBOUND)
            && !header.reads.contains(var)
            && !touched_by_calls(header)
            && units.iter().all(|unit| {
                !touched_by_calls(&unit.effects)
                    && (!unit.effects.writes.contains(var)
                        || unit.written.iter().any(|(written, ..)| *written == var))
                    && unit
                        .written
                        .iter()
                        .all(|(written, value, _)| *written != var || value.only(after))
            })
    };
    mentions.added.iter().filter(|&var| is_counter(var)).collect()
}

/// From here on, the counters are the business of the task alone.
pub fn hide(units: &mut [Unit<'_>], counters: &[VarId]) {
    let keep = |var: VarId| !counters.contains(&var);
    for unit in units {
        unit.effects.reads.retain(keep);
        unit.effects.exposed.retain(keep);
        unit.effects.writes.retain(keep);
        unit.written.retain(|(var, ..)| keep(*var));
    }
}

/// Which variables a body adds to, and which it mentions in any other way.
struct Mentions<'n, 'a> {
    an: &'n Analysis<'a>,
    added: VarSet,
    other: VarSet,
    /// Nothing binds names in ways that are no expressions.
    plain: bool,
}

impl<'e> Visitor<'e> for Mentions<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        match stmt {
            Stmt::AugAssign(node) if matches!(node.op, Operator::Add | Operator::Sub) => {
                match &*node.target {
                    Expr::Name(name) => {
                        if let Some(var) = self.an.scopes.variable_of(name) {
                            self.added.insert(var);
                        }
                    }
                    target => self.visit_expr(target),
                }
                self.visit_expr(&node.value);
            }
            Stmt::Global(_)
            | Stmt::Nonlocal(_)
            | Stmt::FunctionDef(_)
            | Stmt::ClassDef(_)
            | Stmt::Import(_)
            | Stmt::ImportFrom(_)
            | Stmt::Match(_)
            | Stmt::Try(_) => self.plain = false,
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Name(name) = expr
            && let Some(var) = self.an.scopes.variable_of(name)
        {
            self.other.insert(var);
        }
        visitor::walk_expr(self, expr);
    }
}

//! Loops inside of a loop that runs in parallel: where that one runs in place, they may have the workers.
//!
//! ```python
//! for path in sys.argv[1:]:          # in parallel where there are several files
//!     for row in read(path):         # in parallel where there is one
//!         rows.append(parse(row))
//! ```
//!
//! Decides: which loops inside of a parallel one are decided about themselves, and written into the copy of its body that runs in place,
//! and into its task (`rewrite::regions`).
//!
//! Refuses (the inner loop then stays as it is, `inside-parallel-loop`): loops around it that likely have many rounds, whose copies
//! would only be harder to read; more than two levels; what cannot be written there.
//!
//! Sound because: an inner loop is decided about as if nothing were parallel around it, and runs as a region only where that is so (the
//! runtime leaves it in place while a region is at work), or in a worker, to whose own workers that worker is what the driver is to it.
//! How short a loop may be is a guess, and only decides what is written.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprName, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::plans::{LoopPlan, LoopStmt};
use crate::ids::FuncId;
use crate::passes::effects::Analysis;
use crate::passes::effects::statements::constant_trips;
use crate::program::Module;

/// Rounds for which a loop counts as long, whatever its items are.
const MANY_ROUNDS: f64 = 16.0;

/// What a loop that runs in parallel means for one inside of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    /// There is none.
    Nothing,
    /// It may run in place as a whole, and has a copy of its body for that, in which there may be regions.
    Open,
    /// Its rounds keep all workers busy, or nothing can be written inside of it.
    Closed,
}

/// What the regions around a range mean for it.
pub(super) fn around(
    an: &Analysis<'_>,
    plans: &[LoopPlan<'_>],
    range: TextRange,
    func: FuncId,
) -> Around {
    let mut found = plans.iter().filter(|plan| plan.is_parallel_around(range));
    match (found.next(), found.next()) {
        (None, _) => Around::Nothing,
        (Some(outer), None) if outer.parallel_func() == Some(func) && is_open(an, outer, range) => {
            Around::Open
        }
        _ => Around::Closed,
    }
}

fn is_open(an: &Analysis<'_>, outer: &LoopPlan<'_>, range: TextRange) -> bool {
    let (site, stmt, reads_files) = match outer {
        LoopPlan::Parallel(plan) => match plan.stmt {
            LoopStmt::For(stmt) if plan.foreseen.is_none() => {
                (&plan.site, stmt, plan.depends.files)
            }
            _ => return false,
        },
        LoopPlan::Fold(plan) => (&plan.site, plan.stmt, plan.depends.files),
        _ => return false,
    };
    let source = an.module_of(site.func);
    is_in(source, stmt.iter.end(), &stmt.body, range)
        && (reads_files || is_short(an, &stmt.iter, true))
}

/// Whether a range is in a block that does not stand on the line of its header.
fn is_in(source: &Module, header: TextSize, body: &[Stmt], range: TextRange) -> bool {
    let (Some(first), Some(last)) = (body.first(), body.last()) else { return false };
    source.lines.line(header) != source.lines.line(first.start())
        && TextRange::new(first.start(), last.end()).contains_range(range)
}

/// Whether this may well be very few items: a short literal, arguments of the command line, files that are looked for.
fn is_short(an: &Analysis<'_>, iter: &Expr, follow: bool) -> bool {
    if let Some(trips) = constant_trips(iter) {
        return trips < MANY_ROUNDS;
    }
    match iter {
        Expr::Set(node) => (node.elts.len() as f64) < MANY_ROUNDS,
        Expr::Dict(node) => (node.items.len() as f64) < MANY_ROUNDS,
        Expr::Name(name) => {
            follow
                && (only_value(an, name).is_some_and(|value| is_short(an, value, false))
                    || arguments(an, name).iter().any(|value| is_short(an, value, false)))
        }
        Expr::Subscript(node) => is_argv(&node.value),
        Expr::Attribute(node) => {
            is_argv(iter)
                || matches!(&*node.value, Expr::Name(name) if follow
                    && only_value(an, name).is_some_and(parses_arguments))
        }
        Expr::Call(call) => match &*call.func {
            Expr::Name(name) => match name.id.as_str() {
                "enumerate" | "zip" | "sorted" | "reversed" | "list" | "tuple" => {
                    let first = call.arguments.args.first();
                    first.is_some_and(|first| is_short(an, first, follow))
                }
                word => is_listing(word),
            },
            Expr::Attribute(attribute) => match attribute.attr.as_str() {
                "items" | "keys" | "values" => is_short(an, &attribute.value, follow),
                word => is_listing(word),
            },
            _ => false,
        },
        _ => false,
    }
}

/// Functions and methods that look for files.
fn is_listing(word: &str) -> bool {
    matches!(word, "glob" | "iglob" | "rglob" | "iterdir" | "listdir" | "scandir" | "walk")
}

fn is_argv(expr: &Expr) -> bool {
    match expr {
        Expr::Name(name) => name.id == "argv",
        Expr::Attribute(node) => node.attr.as_str() == "argv",
        _ => false,
    }
}

fn parses_arguments(expr: &Expr) -> bool {
    matches!(expr, Expr::Call(call)
        if matches!(&*call.func, Expr::Attribute(a) if a.attr.starts_with("parse_")))
}

/// What a variable is given in the only place that binds it.
fn only_value<'a>(an: &Analysis<'a>, name: &ExprName) -> Option<&'a Expr> {
    struct Finder<'n, 'a> {
        name: &'n str,
        found: Option<&'a Expr>,
    }
    impl<'a> Visitor<'a> for Finder<'_, 'a> {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::Assign(node) => {
                    let is_target =
                        |target: &Expr| matches!(target, Expr::Name(n) if n.id == self.name);
                    if node.targets.iter().any(is_target) {
                        self.found = Some(&node.value);
                    }
                }
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                stmt => visitor::walk_stmt(self, stmt),
            }
        }
    }
    let variable = an.scopes.variable(an.scopes.variable_of(name)?);
    if variable.bindings != 1 {
        return None;
    }
    let mut finder = Finder { name: variable.name, found: None };
    finder.visit_body(an.body_of(variable.func));
    finder.found
}

/// What the program passes for a parameter where it calls something by the function's name.
fn arguments<'a>(an: &Analysis<'a>, name: &ExprName) -> Vec<&'a Expr> {
    struct Finder<'n, 'a> {
        name: &'n str,
        position: usize,
        found: Vec<&'a Expr>,
    }
    impl<'a> Visitor<'a> for Finder<'_, 'a> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::Call(call) = expr {
                // Of a method, the object is an argument as well; of a function of a module, it is not.
                let first = match &*call.func {
                    Expr::Name(name) if name.id == self.name => self.position,
                    Expr::Attribute(node) if node.attr.as_str() == self.name => {
                        self.position.saturating_sub(1)
                    }
                    _ => usize::MAX,
                };
                let arguments = call.arguments.args.iter().take(self.position + 1);
                self.found.extend(arguments.skip(first));
            }
            visitor::walk_expr(self, expr);
        }
    }
    let Some(var) = an.scopes.variable_of(name) else { return Vec::new() };
    let variable = an.scopes.variable(var);
    let function = an.scopes.function(variable.func);
    let Some(position) = function.parameters.iter().position(|&parameter| parameter == var) else {
        return Vec::new();
    };
    if variable.bindings != 1 {
        return Vec::new();
    }
    let mut finder = Finder { name: function.name, position, found: Vec::new() };
    for &body in &an.scopes.module_bodies {
        finder.visit_body(an.body_of(body));
    }
    finder.found
}

/// Whether a region can be written into the copy of the body that runs in place, and is worth its lines there.
pub(super) fn can_be_inside(plan: &LoopPlan<'_>) -> bool {
    let iter = match plan {
        LoopPlan::Parallel(plan) if plan.foreseen.is_some() => return false,
        LoopPlan::Values(values) if values.voices.any() => return false,
        LoopPlan::Call(call) if call.voices.any() => return false,
        LoopPlan::Values(values) => values.generators.first().map(|first| &first.iter),
        plan => plan.parallel_for().map(|stmt| &*stmt.iter),
    };
    iter.and_then(constant_trips).is_none_or(|trips| trips >= MANY_ROUNDS)
}

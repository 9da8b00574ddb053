//! Floats that a loop only ever adds to: `revenue += amount`, however deep in the body.
//!
//! Adding floats is not associative, so a worker notes what its items add, in order, and the driver adds that up: the same
//! additions in the same order as in the script, without anything else of the items.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Operator, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::super::sums;
use super::super::units::{Unit, UnitSyntax};
use crate::ids::VarId;
use crate::passes::effects::env::Env;
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::values::Atoms;

/// What a total may be before the first addition: adding a float to one of these gives a float.
const AT_FIRST: Atoms = Atoms::INT.union(Atoms::FLOAT);

/// A variable that floats are added to, one by one.
pub struct Total {
    pub var: VarId,
    pub additions: Vec<Addition>,
}

/// `total += value` or `total -= value`.
#[derive(Clone, Copy)]
pub struct Addition {
    pub statement: TextRange,
    pub value: TextRange,
    pub negative: bool,
}

/// The totals of a loop.
pub fn find<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    (units, envs): (&[Unit<'a>], &[Env]),
    header: &Effects,
    targets: &VarSet,
) -> Vec<Total> {
    let vars = sums::adders(an, site, stmt, (units, header, targets), (AT_FIRST, AT_FIRST));
    let mut finder = Finder { found: Vec::new() };
    finder.visit_body(&stmt.body);
    vars.into_iter()
        .filter_map(|var| {
            let mut additions = Vec::new();
            for node in &finder.found {
                let Expr::Name(name) = &*node.target else { continue };
                if an.scopes.variable_of(name) != Some(var) {
                    continue;
                }
                let unit = units.iter().position(|unit| {
                    matches!(unit.syntax, UnitSyntax::Statement(_)) && unit.range == node.range
                })?;
                if !is_float(an, site, &envs[unit], &node.value) {
                    return None;
                }
                additions.push(Addition {
                    statement: node.range,
                    value: node.value.range(),
                    negative: node.op == Operator::Sub,
                });
            }
            (!additions.is_empty()).then_some(Total { var, additions })
        })
        .collect()
}

/// Whether an expression is certainly a float.
fn is_float<'a>(an: &mut Analysis<'a>, site: &LoopSite<'a>, env: &Env, expr: &'a Expr) -> bool {
    // Inside of a call, these would mean something else, or nothing.
    if matches!(expr, Expr::Yield(_) | Expr::YieldFrom(_) | Expr::Named(_) | Expr::Tuple(_)) {
        return false;
    }
    let mut walker = Walker::start_iteration(an, site);
    walker.env.clone_from(env);
    let value = walker.eval(expr);
    walker.take_effects();
    value.only(Atoms::FLOAT)
}

struct Finder<'a> {
    found: Vec<&'a ast::StmtAugAssign>,
}

impl<'a> Visitor<'a> for Finder<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::AugAssign(node) = stmt {
            self.found.push(node);
        }
        visitor::walk_stmt(self, stmt);
    }
}

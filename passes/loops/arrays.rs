//! Arrays that a loop writes, and others that it reads: `new[i, :] = relax(old, i)`.
//!
//! Arrays made at one place, or given to one function, may be one array for all that the analysis knows. Where the loop
//! writes arrays only by `name[…] = value`, the runtime checks before it starts that none of these shares memory with an
//! array that the loop reads by another name; the names are then taken for arrays that nobody else has.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};

use super::iterables::NamesIn;
use super::units::{Unit, UnitSyntax};
use crate::ids::VarId;
use crate::passes::effects::env::Env;
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::values::{Atoms, Value};

/// The arrays of a loop by what it does with them.
#[derive(Clone, Debug, Default)]
pub struct Arrays {
    /// Written by `name[…] = value`.
    pub written: Vec<VarId>,
    /// Read, and by no name written.
    pub read: Vec<VarId>,
}

/// The variables of a body that hold arrays before the loop and are bound to nothing else in it. Empty where nothing
/// is written by name, or nothing else is read.
pub fn find<'a>(an: &Analysis<'a>, site: &LoopSite<'a>, stmt: &'a ast::StmtFor) -> Arrays {
    let (mut names, mut bound) = (VarSet::default(), VarSet::default());
    let mut finder = NamesIn { an, into: &mut names, bound: &mut bound };
    finder.visit_expr(&stmt.target);
    finder.visit_body(&stmt.body);
    let mut stores = Stores { an, found: VarSet::default() };
    stores.visit_body(&stmt.body);
    let mut arrays = Arrays::default();
    for var in names.iter().filter(|var| !bound.contains(*var)) {
        let variable = an.scopes.variable(var);
        if variable.func != site.func {
            continue;
        }
        let value = &site.env.values[variable.slot as usize];
        if !is_array(an, value) {
            continue;
        }
        if stores.found.contains(var) { &mut arrays.written } else { &mut arrays.read }.push(var);
    }
    if arrays.written.is_empty() || arrays.read.is_empty() { Arrays::default() } else { arrays }
}

/// Whether a value is an array, or a scalar that the runtime tells from one.
pub(super) fn is_array(an: &Analysis<'_>, value: &Value) -> bool {
    !value.is_any()
        && !value.atoms.contains(Atoms::UNBOUND)
        && !value.objects.is_empty()
        && value.objects.iter().all(|&object| {
            matches!(an.heap.peek(object).kind, ObjectKind::Library(id)
                if an.knowledge.type_info(id).plain && an.knowledge.type_info(id).module != "pandas")
        })
}

/// Whether every change of an array from outside is one of the stores that the runtime's check is about. `envs` are the
/// states before each unit.
pub fn are_written_by_name<'a>(
    walker: &mut Walker<'_, 'a>,
    arrays: &Arrays,
    units: &[Unit<'a>],
    envs: &[Env],
) -> bool {
    for (unit, env) in units.iter().zip(envs) {
        if !touches_arrays(walker.an, &unit.effects) {
            continue;
        }
        let (targets, value) = match unit.syntax {
            UnitSyntax::Statement(Stmt::Assign(node)) => (node.targets.as_slice(), &*node.value),
            UnitSyntax::Statement(Stmt::AugAssign(node)) => {
                (std::slice::from_ref(&*node.target), &*node.value)
            }
            _ => return false,
        };
        let mut parts = vec![value];
        for target in targets {
            let Some(index) = index_of_store(walker.an, arrays, target) else { return false };
            parts.push(index);
        }
        // What is computed on the way must not change arrays besides.
        walker.env.clone_from(env);
        walker.take_effects();
        for part in parts {
            walker.eval(part);
        }
        let effects = walker.take_effects();
        if touches_arrays(walker.an, &effects) {
            return false;
        }
    }
    true
}

/// Whether code may change an array that existed before the iteration.
fn touches_arrays(an: &Analysis<'_>, effects: &Effects) -> bool {
    let writes = &effects.heap_writes;
    writes.any
        || writes.everything
        || !writes.parameters.is_empty()
        || writes.locations.iter().any(|location| {
            matches!(an.heap.peek(location.object).kind, ObjectKind::Library(id)
                if an.knowledge.type_info(id).plain)
        })
}

/// The subscript of a store into one of the arrays that are written by name.
fn index_of_store<'a>(an: &Analysis<'a>, arrays: &Arrays, target: &'a Expr) -> Option<&'a Expr> {
    let Expr::Subscript(node) = target else { return None };
    let Expr::Name(name) = &*node.value else { return None };
    let var = an.scopes.variable_of(name)?;
    arrays.written.contains(&var).then_some(&*node.slice)
}

/// Variables that are stored into: `name[…] = …`, `name[…] += …`.
struct Stores<'n, 'a> {
    an: &'n Analysis<'a>,
    found: VarSet,
}

impl<'e> Visitor<'e> for Stores<'_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Subscript(node) = expr
            && !node.ctx.is_load()
            && let Expr::Name(name) = &*node.value
            && let Some(var) = self.an.scopes.variable_of(name)
        {
            self.found.insert(var);
        }
        visitor::walk_expr(self, expr);
    }
}

//! What a name means where the variable that it stands for has no value.
//!
//! ```python
//! if not verbose:
//!     def print(*words): ...     # a global; where it was never bound, functions of the module call the builtin
//!
//! class Style:
//!     width = width              # the global, as long as the class body has not bound its own
//! ```
//!
//! And names in classes that begin with two underscores: `__log` in a method of `Shop` is the global `_Shop__log`.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

use super::{Resolution, Scopes, Use, found, module_scope};
use crate::ids::{FuncId, VarId};
use crate::program::Program;

impl Scopes<'_> {
    /// The global that a variable of a class body stands for while it has no value.
    pub fn behind(&self, var: VarId) -> Option<VarId> {
        self.behind.get(&var).copied()
    }

    /// Whether code may find a global without a value, and then looks for a builtin of that name.
    pub fn may_be_unbound(&self, var: VarId) -> bool {
        self.variable(var).is_global && !self.bound_first.contains(&var)
    }

    /// Whether `from module import *` may bind a global anew.
    pub fn may_be_star_imported(&self, var: VarId) -> bool {
        self.before_star.contains(&var)
    }

    /// Whether this annotation is evaluated where it stands.
    pub fn is_evaluated(&self, annotation: &Expr) -> bool {
        self.evaluated_annotations.contains(&(std::ptr::from_ref(annotation) as usize))
    }
}

/// Whether a module begins with `from __future__ import annotations`.
pub(super) fn keeps_annotations(tree: &ast::ModModule) -> bool {
    tree.body.iter().any(|stmt| {
        matches!(stmt, Stmt::ImportFrom(node)
            if node.level == 0
                && node.module.as_ref().is_some_and(|module| module.as_str() == "__future__")
                && node.names.iter().any(|alias| alias.name.as_str() == "annotations"))
    })
}

/// Notes the global that a class body reads where it has not bound its own variable of that name.
pub(super) fn note_behind(
    scopes: &mut Scopes<'_>,
    resolution: Resolution,
    name: &str,
    user: FuncId,
) {
    let Resolution::Variable(own) = resolution else { return };
    let module = module_scope(scopes, scopes.variable(own).scope);
    let Some(global) = scopes.lookup(module, name) else { return };
    let read = Use { name, is_store: false, in_loop: false };
    if let Resolution::Variable(global) = found(scopes, global, user, &read) {
        scopes.behind.insert(own, global);
    }
}

/// A global that a class may know by a shorter name may be read and bound by any code.
pub(super) fn note_mangled(scopes: &mut Scopes<'_>) {
    for (index, variable) in scopes.variables.iter_mut().enumerate() {
        let is_mangled = variable.name.strip_prefix('_').is_some_and(|rest| {
            !rest.starts_with('_') && !rest.ends_with("__") && rest.contains("__")
        });
        if is_mangled && variable.is_global {
            let var = VarId::from(index);
            variable.shared = true;
            scopes.foreign_writes.insert(var);
            scopes.foreign_readers.entry(var).or_default().push(variable.func);
        }
    }
}

/// Notes the globals that top-level statements bind before anything is called, and that nobody takes away again.
pub(super) fn note_bound_first(program: &Program, scopes: &mut Scopes<'_>) {
    for (module, &body) in program.modules.iter().zip(&scopes.module_bodies) {
        let scope = scopes.functions[body.index()].scope;
        let variables = &scopes.scopes[scope.index()].variables;
        for stmt in &module.tree().body {
            if runs_code(program, stmt) {
                break;
            }
            for name in bound_by(stmt) {
                if !scopes.deleted.contains(name)
                    && let Some(&var) = variables.get(name)
                {
                    scopes.bound_first.insert(var);
                }
            }
        }
    }
}

/// Notes the globals that `from module import *` may bind anew: all but those that are bound after it, and only there.
pub(super) fn note_before_star(program: &Program, scopes: &mut Scopes<'_>) {
    let stars = std::mem::take(&mut scopes.star_imports);
    for (index, module) in program.modules.iter().enumerate() {
        let ends = stars.iter().filter(|(id, _)| id.index() == index).map(|(_, node)| node.end());
        let Some(last) = ends.max() else { continue };
        let body = scopes.module_bodies[index];
        let mut bound: Vec<&str> = Vec::new();
        for stmt in module.tree().body.iter().filter(|stmt| stmt.start() >= last) {
            bound.extend(bound_by(stmt));
        }
        for &var in &scopes.functions[body.index()].variables {
            let variable = &scopes.variables[var.index()];
            let times = bound.iter().filter(|name| **name == variable.name).count();
            let is_after = times > 0
                && times == variable.bindings as usize
                && !scopes.foreign_writes.contains(&var);
            if variable.is_global && !is_after {
                scopes.before_star.insert(var);
            }
        }
    }
    scopes.star_imports = stars;
}

/// The names that a statement certainly binds.
fn bound_by(stmt: &Stmt) -> Vec<&str> {
    match stmt {
        Stmt::FunctionDef(node) => vec![node.name.as_str()],
        Stmt::ClassDef(node) => vec![node.name.as_str()],
        Stmt::Import(node) => node.names.iter().map(bound_as).collect(),
        Stmt::ImportFrom(node) => node.names.iter().map(bound_as).collect(),
        Stmt::Assign(node) => node
            .targets
            .iter()
            .filter_map(|target| target.as_name_expr().map(|name| name.id.as_str()))
            .collect(),
        Stmt::AnnAssign(node) if node.value.is_some() => {
            node.target.as_name_expr().map(|name| name.id.as_str()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn bound_as(alias: &ast::Alias) -> &str {
    match &alias.asname {
        Some(name) => name.as_str(),
        None => alias.name.as_str().split('.').next().unwrap_or_default(),
    }
}

/// Whether a statement may run functions of the program before it is done.
fn runs_code(program: &Program, stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Import(node) => {
            node.names.iter().any(|alias| program.find(alias.name.as_str()).is_some())
        }
        Stmt::ImportFrom(node) => {
            node.level > 0
                || node.module.as_ref().is_none_or(|name| program.find(name.as_str()).is_some())
        }
        _ => {
            let mut calls = Calls(false);
            calls.visit_stmt(stmt);
            calls.0
        }
    }
}

/// Finds what may call something, outside of functions.
struct Calls(bool);

impl<'a> Visitor<'a> for Calls {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(node) => {
                self.0 |= !node.decorator_list.is_empty();
                self.visit_parameters(&node.parameters);
            }
            Stmt::ClassDef(node) => {
                // A base may look at classes that are derived from it.
                self.0 |= !node.decorator_list.is_empty() || node.arguments.is_some();
                visitor::walk_stmt(self, stmt);
            }
            Stmt::With(_) | Stmt::For(_) | Stmt::AugAssign(_) | Stmt::Delete(_) => self.0 = true,
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Lambda(node) => {
                if let Some(parameters) = &node.parameters {
                    self.visit_parameters(parameters);
                }
            }
            Expr::Call(_) | Expr::Await(_) | Expr::Compare(_) => self.0 = true,
            _ => visitor::walk_expr(self, expr),
        }
    }
}

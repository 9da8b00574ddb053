//! Variables that functions inside a function read of it, as parameters that nobody writes down.
//!
//! ```python
//! def subsets(items, total):
//!     found = []
//!     def walk(at, chosen, rest):       # reads `found` and `items` of the call of `subsets` that is under way
//!         if rest == 0:
//!             found.append(list(chosen))
//!         …
//!     walk(0, [], total)
//!     return found                      # new with each call: nobody outside sees it change
//! ```
//!
//! What such a function does to what it reads of the body around it, that body knows best: it made the list, or got it from
//! its own caller. So the variable counts as one more parameter of the function, and each call binds it to what it holds there.
//!
//! Sound because: the function is mentioned nowhere but where it is called by its name, so that each call is one by the body
//! that defines it, or by functions written inside that, and means the variables of the same call of that body; no inner
//! function assigns the variable, so that it holds during the call what it held when the call began; neither the function nor
//! the body is suspended half-way. Calls in a generator expression are made at some other time: they bind all that the variable
//! ever holds.

use std::rc::Rc;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};
use rustc_hash::{FxHashMap, FxHashSet};

use super::walker::Walker;
use crate::ids::{FuncId, VarId};
use crate::passes::promises::Promises;
use crate::passes::scopes::{Function, FunctionNode, Resolution, ScopeKind, Scopes};
use crate::program::Program;
use crate::values::{Origins, Value};

/// For each function that is only called by name: what it, and those it may call, read of the bodies around it.
pub type Captured = FxHashMap<FuncId, Rc<[VarId]>>;

/// Origins tell this many parameters apart.
const MOST_PARAMETERS: usize = 12;

/// Finds these functions, by how the program is written.
pub fn find(program: &Program, scopes: &Scopes<'_>, promises: &Promises) -> Captured {
    let names = scopes.functions.iter().map(|function| own_name(scopes, function));
    let mut names: Vec<Option<VarId>> = names.collect();
    if names.iter().all(Option::is_none) {
        return Captured::default();
    }
    let mut mentions = Mentions { scopes, otherwise: FxHashSet::default() };
    if !scopes.foreign_readers.is_empty() {
        program.modules.iter().for_each(|module| mentions.visit_body(&module.tree().body));
    }
    for name in &mut names {
        *name = name.filter(|var| !mentions.otherwise.contains(var));
    }
    let mut readable: Vec<VarId> = scopes.foreign_readers.keys().copied().collect();
    readable.retain(|&var| is_fixed(scopes, var) && !names.contains(&Some(var)));
    readable.sort_unstable();
    let mut found = Captured::default();
    for (index, function) in scopes.functions.iter().enumerate() {
        let func = FuncId::from(index);
        if names[index].is_none() || promises.of_function(func).is_some() {
            continue;
        }
        let around = bodies_around(scopes, func);
        let room = MOST_PARAMETERS.saturating_sub(function.parameters.len());
        let read = readable.iter().filter(|&&var| around.contains(&scopes.variable(var).func));
        let read: Rc<[VarId]> = read.copied().take(room).collect();
        if !read.is_empty() {
            found.insert(func, read);
        }
    }
    found
}

/// The variable that a definition inside a function binds, if nothing else does.
fn own_name(scopes: &Scopes<'_>, function: &Function<'_>) -> Option<VarId> {
    let FunctionNode::Def(node) = function.node else { return None };
    if !runs_through(function) || function.class.is_some() || !node.decorator_list.is_empty() {
        return None;
    }
    let Resolution::Variable(var) = scopes.resolve_index(&node.name.node_index) else {
        return None;
    };
    let variable = scopes.variable(var);
    let is_local = variable.func == function.outer && is_fixed(scopes, var);
    (is_local && variable.bindings == 1).then_some(var)
}

/// Whether a variable is one of a function, and only that function itself assigns it.
fn is_fixed(scopes: &Scopes<'_>, var: VarId) -> bool {
    let variable = scopes.variable(var);
    let owner = scopes.function(variable.func);
    matches!(owner.node, FunctionNode::Def(_))
        && runs_through(owner)
        && matches!(scopes.scopes[variable.scope.index()].kind, ScopeKind::Function(_))
        && !scopes.foreign_writes.contains(&var)
}

fn runs_through(function: &Function<'_>) -> bool {
    !function.is_generator && !function.is_async
}

/// The functions that a function is written in, from the inside out.
fn bodies_around(scopes: &Scopes<'_>, func: FuncId) -> Vec<FuncId> {
    let mut bodies = Vec::new();
    let mut at = scopes.function(func).outer;
    while !matches!(scopes.function(at).node, FunctionNode::Module(_)) {
        bodies.push(at);
        at = scopes.function(at).outer;
    }
    bodies
}

/// Finds variables that are mentioned otherwise than as what is called.
struct Mentions<'s, 'a> {
    scopes: &'s Scopes<'a>,
    otherwise: FxHashSet<VarId>,
}

impl<'t> Visitor<'t> for Mentions<'_, '_> {
    fn visit_expr(&mut self, expr: &'t Expr) {
        match expr {
            Expr::Call(call) if call.func.is_name_expr() => {
                self.visit_arguments(&call.arguments);
            }
            Expr::Name(name) => self.note(name),
            _ => visitor::walk_expr(self, expr),
        }
    }
}

impl Mentions<'_, '_> {
    fn note(&mut self, name: &ast::ExprName) {
        if let Resolution::Variable(var) = self.scopes.resolve(name) {
            self.otherwise.insert(var);
        }
    }
}

impl Walker<'_, '_> {
    /// The parameter as which the body under analysis knows a variable of a body around it.
    pub(super) fn captured_as(&self, var: VarId) -> Option<Origins> {
        if self.in_iteration {
            // All that there was before an iteration comes from outside.
            return None;
        }
        let captured = self.an.captured.get(&self.func)?;
        let position = captured.iter().position(|&known| known == var)?;
        let first = self.an.scopes.function(self.func).parameters.len();
        Some(Origins::parameter(first + position))
    }

    /// Adds to the arguments of a call what variables around the function hold as it is made.
    pub(super) fn bind_captured(&mut self, func: FuncId, bound: &mut Vec<Value>) {
        let Some(captured) = self.an.captured.get(&func).cloned() else { return };
        for &var in captured.iter() {
            let variable = self.an.scopes.variable(var);
            let (owner, slot) = (variable.func, variable.slot as usize);
            let value = if owner == self.func {
                let mut value = self.env.values[slot].clone();
                if self.in_lazy && variable.bindings > 1 {
                    // By the time that this runs, the variable may hold something else.
                    value.join(&self.an.variable_value(var).from(Origins::OUTSIDE));
                }
                value
            } else {
                let origins = self.captured_as(var).unwrap_or(Origins::OUTSIDE);
                self.an.variable_value(var).from(origins)
            };
            bound.push(value);
        }
    }
}

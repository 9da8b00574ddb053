//! Draws from the random generator that all code shares, `random.random()`, by the names under which a statement draws.
//!
//! Who runs such a statement ahead of its time draws from a copy of the generator instead. The copy stands under the same name, so
//! that it is drawn from only where the statement itself says `random.gauss(…)`, or `gauss(…)` after `from random import gauss`; what a
//! function draws that the statement calls would come from the real one.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

use super::units::{Unit, UnitSyntax};
use crate::effect_words::Flags;
use crate::ids::VarId;
use crate::passes::effects::Analysis;
use crate::passes::effects::env::Env;
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::seeds::DRAWS;
use crate::passes::effects::summary::VarSet;
use crate::passes::effects::walker::Walker;
use crate::values::{Atoms, Value};

/// The variables by which a unit draws; `None` where it may draw in any other way, too.
pub fn names_of<'a>(walker: &mut Walker<'_, 'a>, unit: &Unit<'a>, env: &Env) -> Option<VarSet> {
    let mut names = VarSet::default();
    if !unit.effects.flags.intersects(Flags::ANY_RANDOM) {
        return Some(names);
    }
    let mut finder = Finder { an: walker.an, env, func: walker.func, found: Vec::new() };
    match unit.syntax {
        UnitSyntax::Statement(stmt) => finder.visit_stmt(stmt),
        UnitSyntax::Test(test) => finder.visit_expr(test),
        _ => return None,
    }
    let found = finder.found;
    // What is left once these calls are left out must not draw.
    walker.env.clone_from(env);
    let mut known = Vec::new();
    for (var, expr, call) in &found {
        names.insert(*var);
        known.push((expr.range(), walker.eval(expr)));
        walker.take_effects();
        for argument in &call.arguments.args {
            walker.eval(argument);
        }
        for keyword in &call.arguments.keywords {
            walker.eval(&keyword.value);
        }
        if walker.take_effects().flags.intersects(Flags::ANY_RANDOM) {
            return None;
        }
    }
    walker.known = known;
    walker.env.clone_from(env);
    match unit.syntax {
        UnitSyntax::Statement(stmt) => walker.walk_statement(stmt),
        UnitSyntax::Test(test) => {
            walker.eval_test(test);
        }
        _ => {}
    }
    walker.known.clear();
    (!walker.take_effects().flags.intersects(Flags::ANY_RANDOM)).then_some(names)
}

/// Whether a unit draws from a generator of NumPy, which is an object like any other.
pub fn is_drawn(an: &Analysis<'_>, unit: &Unit<'_>) -> bool {
    unit.effects.heap_writes.locations.iter().any(|at| {
        matches!(an.heap.get(at.object).kind, ObjectKind::Library(id)
            if an.knowledge.type_info(id).module == "numpy.random")
    })
}

/// Whether a unit draws the elements of a new list: `sample = [random.choice(values) for _ in values]`.
pub fn draws_a_list(an: &Analysis<'_>, unit: &Unit<'_>) -> bool {
    let UnitSyntax::Statement(Stmt::Assign(node)) = unit.syntax else { return false };
    node.value.is_list_comp_expr() && draws(an, unit)
}

/// Whether a unit draws from the generator that all code shares, or from one of the standard library's that is an object.
fn draws(an: &Analysis<'_>, unit: &Unit<'_>) -> bool {
    unit.effects.flags.intersects(Flags::ANY_RANDOM)
        || unit.effects.heap_writes.locations.iter().any(|at| {
            matches!(an.heap.get(at.object).kind, ObjectKind::Library(id)
                if an.knowledge.type_info(id).module == "random")
        })
}

/// Whether what a unit binds is a list that it has drawn, of numbers, texts and the like.
pub fn is_drawn_list(an: &Analysis<'_>, unit: &Unit<'_>, value: &Value) -> bool {
    let element = an.heap.element_of(value, |object| &object.element);
    draws(an, unit) && super::rows::is_list(an, value) && an.is_immutable(&element)
}

/// Finds the calls that draw by name.
struct Finder<'n, 'a, 'e> {
    an: &'n Analysis<'a>,
    env: &'n Env,
    func: crate::ids::FuncId,
    found: Vec<(VarId, &'e Expr, &'e ast::ExprCall)>,
}

impl Finder<'_, '_, '_> {
    fn value(&self, var: VarId) -> Value {
        let variable = self.an.scopes.variable(var);
        if variable.func == self.func {
            self.env.values[variable.slot as usize].clone()
        } else {
            self.an.variable_value(var).clone()
        }
    }

    /// The variable by which a call reaches the module, or its function.
    fn drawn_by(&self, call: &ast::ExprCall) -> Option<VarId> {
        let (name, method) = match &*call.func {
            Expr::Name(name) => (name, None),
            Expr::Attribute(node) => match &*node.value {
                Expr::Name(name) => (name, Some(node.attr.as_str())),
                _ => return None,
            },
            _ => return None,
        };
        let var = self.an.scopes.variable_of(name)?;
        let value = self.value(var);
        let is_drawing = |name: &str| DRAWS.contains(&name) && !self.an.is_patched_attribute(name);
        let all = value.atoms.without(Atoms::UNBOUND).is_empty()
            && !value.objects.is_empty()
            && value.objects.iter().all(|&object| {
                match (&self.an.heap.peek(object).kind, method) {
                    (ObjectKind::LibraryModule(module), Some(method)) => {
                        &**module == "random" && is_drawing(method)
                    }
                    (ObjectKind::LibraryFunction(id), None) => {
                        let function = self.an.knowledge.function(*id);
                        let name = function.name.rsplit('.').next().unwrap_or_default();
                        &*function.module == "random"
                            && function.receiver.is_none()
                            && is_drawing(name)
                    }
                    _ => false,
                }
            });
        all.then_some(var)
    }
}

impl<'e> Visitor<'e> for Finder<'_, '_, 'e> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Call(call) = expr
            && let Some(var) = self.drawn_by(call)
        {
            self.found.push((var, expr, call));
        }
        visitor::walk_expr(self, expr);
    }
}

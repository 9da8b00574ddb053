//! What walks note about the program as a whole: comparisons that tell objects apart, functions that code out of view
//! may call, attributes of unknown objects, arguments of the command line.

use ruff_python_ast::{Decorator, Expr};
use ruff_text_size::TextRange;

use super::Analysis;
use super::heap::{self, ObjectKind};
use super::journal::Fact;
use crate::effect_words::Why;
use crate::ids::{FuncId, ModuleId, ObjId, Symbol};
use crate::passes::scopes::{Function, FunctionNode};
use crate::values::{Atoms, Origins, Value};

/// A comparison with `is`: where, and of what.
pub type IdentityTest = (Why, Value, Value);

impl Analysis<'_> {
    /// These objects stand for standard input.
    pub(crate) fn note_standard_input(&mut self, value: &Value) {
        for &object in &value.objects {
            if self.standard_input.insert(object) {
                self.heap.grew(Fact::Program);
            }
        }
    }

    /// Something is called that may be anything: code out of view, or what values of unknown type may be.
    pub(crate) fn note_unknown_code(&mut self) {
        if !self.runs_unknown {
            self.runs_unknown = true;
            self.heap.grew(Fact::Program);
        }
    }

    /// Values of unknown type are asked for this attribute: it may be a method of whatever has escaped.
    pub(crate) fn note_name_asked_for(&mut self, name: Symbol) {
        self.names_asked_for.insert(name);
    }

    /// Code that may be anything is given this: it may store things on the instances in there, under any name.
    pub(crate) fn hand_to_unknown_code(&mut self, value: &Value) {
        if value.objects.is_empty() {
            return;
        }
        let reach = self.heap.reachable(value);
        for &object in &reach.objects {
            let is_instance = matches!(self.heap.peek(object).kind, ObjectKind::Instance(_));
            if is_instance && self.handed_out_of_view.insert(object) {
                self.heap.grew(Fact::Object(object));
            }
        }
    }

    /// Whether code that may be anything may have stored something on this object.
    pub(crate) fn is_changed_out_of_view(&self, object: ObjId) -> bool {
        self.heap.journal.read(Fact::Object(object));
        self.handed_out_of_view.contains(&object)
    }

    pub(crate) fn store_attribute_anywhere(&mut self, symbol: Symbol, value: &Value) {
        let name = self.symbol_names[symbol.index()].clone();
        if !self.patched_anywhere.contains(&name) {
            self.heap.grew(Fact::name(&name));
            self.patched_anywhere.insert(name);
        }
        let mut known = self.anywhere.remove(&symbol).unwrap_or_default();
        if self.heap.learn(&mut known, value) {
            self.heap.grew(Fact::Attribute(symbol));
        }
        self.anywhere.insert(symbol, known);
    }

    /// What was stored under this attribute on objects of unknown type.
    pub(crate) fn attribute_anywhere(&self, symbol: Symbol) -> Value {
        self.heap.journal.read(Fact::Attribute(symbol));
        self.anywhere.get(&symbol).cloned().unwrap_or_default()
    }

    pub(crate) fn join_argument(&mut self, name: &str, value: &Value) {
        let mut known = self.arguments.remove(name).unwrap_or_default();
        if self.heap.learn(&mut known, value) {
            self.heap.grew(Fact::Program);
        }
        self.arguments.insert(name.into(), known);
    }

    pub(crate) fn unknown_arguments(&mut self) {
        if !self.arguments_unknown {
            self.arguments_unknown = true;
            self.heap.grew(Fact::Program);
        }
    }

    /// What an attribute of `argparse`'s result may be.
    pub(crate) fn parsed_argument(&self, name: &str) -> Value {
        match self.arguments.get(name) {
            Some(value) if !self.arguments_unknown => value.from(Origins::OUTSIDE),
            None if !self.arguments_unknown && self.is_optimistic() => Value::bottom(),
            _ => Value::any(),
        }
    }

    /// Elements of this value are compared: a NaN among them is found only as the same object.
    pub(crate) fn note_element_comparison(&mut self, value: &Value) {
        if !self.noting || self.nan_sensitive || value.is_atomic() {
            return;
        }
        let reach = self.heap.reachable(value);
        let floats = Atoms::FLOAT.union(Atoms::COMPLEX).union(Atoms::ANY);
        self.nan_sensitive = reach.any || reach.atoms.intersects(floats);
    }

    /// A NaN as a key of a dictionary, or of a cache, is found only as the same object, too.
    pub(super) fn note_float_keys(&mut self) {
        let floats = Atoms::FLOAT.union(Atoms::COMPLEX).union(Atoms::ANY);
        let may_be_float = |value: &Value| {
            let reach = self.heap.reachable(value);
            value.atoms.union(reach.atoms).intersects(floats) || reach.any
        };
        let is_keyed = |object: &heap::Object| match object.kind {
            ObjectKind::Wrapper(heap::Wrapper::Cache { .. }) => {
                object.element.objects.iter().any(|&id| {
                    let ObjectKind::Function(func) = self.heap.peek(id).kind else { return true };
                    let parameters = &self.scopes.function(func).parameters;
                    parameters.iter().any(|&var| may_be_float(self.variable_value(var)))
                })
            }
            _ => may_be_float(&object.key),
        };
        let sensitive = self.heap.objects.iter().any(is_keyed);
        self.nan_sensitive |= sensitive;
    }

    pub(crate) fn note_identity_test(
        &mut self,
        module: ModuleId,
        range: TextRange,
        left: &Value,
        right: &Value,
    ) {
        if self.noting {
            let why = Why { module, range, what: "is".into() };
            self.identity_tests.push((why, left.clone(), right.clone()));
        }
    }

    /// Keeps the tests that the walk of a body has met in place of those of its walk before.
    pub(super) fn keep_tests(&mut self, func: FuncId) {
        if !self.identity_tests.is_empty() {
            self.tests_of.insert(func, std::mem::take(&mut self.identity_tests));
        }
    }

    /// Functions in this value, or reachable from it, may be called with anything from now on.
    /// The functions that code out of view may call.
    pub(crate) fn exposed(&self) -> &[FuncId] {
        self.heap.journal.read(Fact::Exposed);
        &self.exposed_in_order
    }

    pub(crate) fn expose_functions(&mut self, value: &Value) {
        if value.objects.is_empty() {
            return;
        }
        let reach = self.heap.reachable(value);
        let mut functions: Vec<FuncId> = Vec::new();
        for &object in &reach.objects {
            match self.heap.peek(object).kind {
                ObjectKind::Function(func)
                | ObjectKind::Bound(heap::BoundTarget::Function(func)) => {
                    self.running.note_exposed(self.body_walked(), func);
                    functions.push(func);
                }
                ObjectKind::Class(class) | ObjectKind::Instance(class) => {
                    self.running.note_exposed_class(self.body_walked(), class);
                    if !self.classes.exposed.insert(class) {
                        continue;
                    }
                    for &class in self.class_order(class).iter() {
                        functions.extend(self.scopes.class(class).methods.values());
                    }
                }
                _ => {}
            }
        }
        functions.sort_unstable();
        for func in functions {
            self.expose_function(func);
        }
    }

    /// A function may be called with anything from now on.
    pub(crate) fn expose_function(&mut self, func: FuncId) {
        if self.exposed_functions.insert(func) {
            let at = self.exposed_in_order.partition_point(|&known| known < func);
            self.exposed_in_order.insert(at, func);
            self.heap.grew(Fact::Exposed);
            let function = self.scopes.function(func);
            let skip = usize::from(function.class.is_some() && gets_an_instance(function));
            for &var in function.parameters.iter().skip(skip) {
                self.join_variable(var, &Value::any());
            }
        }
    }
}

/// Whether the first parameter of a method is an instance of its class, or its class if a decorator says so.
fn gets_an_instance(function: &Function<'_>) -> bool {
    let FunctionNode::Def(node) = function.node else { return true };
    let is_static = |decorator: &Decorator| matches!(&decorator.expression, Expr::Name(name) if name.id.as_str() == "staticmethod");
    !matches!(node.name.as_str(), "__new__" | "__init_subclass__" | "__class_getitem__")
        && !node.decorator_list.iter().any(is_static)
}

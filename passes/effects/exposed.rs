//! Which functions code out of view may call, with what, and who gets what they return.
//!
//! ```python
//! class Base:
//!     def attach(self, items): ...
//! class Thing(Base):
//!     again = partialmethod(Base.attach, shared)   # called with a `Thing`, though the function is one of `Base`
//! SimpleNamespace(thing=Thing()).thing.attach(shared)
//! ```
//!
//! A function is exposed where it is handed to code that may be anything, itself or by way of an object or a class that has it,
//! and where something of unknown type is called, which may be whatever has escaped. Its arguments are of unknown type then, and
//! so is what it returns, to whoever called it. What a method is called on is known better: instances of the classes that have
//! it, under whatever name, or anything if somebody got the function as it is.

use std::rc::Rc;

use ruff_python_ast::{Decorator, Expr};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Analysis;
use super::callbacks::PROTOCOL_METHODS;
use super::heap::{BoundTarget, ObjectKey, ObjectKind, Reach, Wrapper};
use super::journal::Fact;
use crate::ids::{ClassId, FuncId, VarId};
use crate::passes::scopes::{Function, FunctionNode};
use crate::values::{Origins, Value};

/// What runs when an instance is made.
const MAKING: &[&str] = &["__init__", "__new__", "__post_init__"];

/// How many objects the notes about what was exposed may list in all.
const MOST_EXPOSED: usize = 1 << 16;

/// What was exposed before, and by which body: to do so again changes nothing.
#[derive(Default)]
pub(super) struct ExposedReaches {
    known: FxHashMap<(usize, FuncId), Rc<Reach>>,
    size: usize,
}

impl ExposedReaches {
    /// Notes that a body exposes all of this; whether it had not before.
    fn is_new(&mut self, reach: &Rc<Reach>, by: FuncId) -> bool {
        let key = (Rc::as_ptr(reach) as usize, by);
        if self.known.contains_key(&key) {
            return false;
        }
        self.size += reach.objects.len();
        if self.size > MOST_EXPOSED {
            self.clear();
            self.size = reach.objects.len();
        }
        self.known.insert(key, Rc::clone(reach));
        true
    }

    pub(super) fn clear(&mut self) {
        self.known.clear();
        self.size = 0;
    }
}

impl Analysis<'_> {
    /// The functions that code out of view may call.
    pub(crate) fn exposed(&self) -> &[FuncId] {
        self.heap.journal.read(Fact::Exposed);
        &self.exposed_in_order
    }

    /// Functions in this value, or reachable from it, may be called with anything from now on.
    pub(crate) fn expose_functions(&mut self, value: &Value) {
        if value.objects.is_empty() {
            return;
        }
        let reach = self.heap.reachable(value);
        if !self.exposed_reaches.is_new(&reach, self.body_walked()) {
            return;
        }
        let mut functions: Vec<FuncId> = Vec::new();
        for &object in &reach.objects {
            match self.heap.peek(object).kind {
                ObjectKind::Function(func) => {
                    self.running.note_exposed(self.body_walked(), func);
                    self.expose_function(func);
                    self.open_receiver(func);
                }
                ObjectKind::Bound(BoundTarget::Function(func)) => {
                    self.running.note_exposed(self.body_walked(), func);
                    functions.push(func);
                }
                ObjectKind::Class(class) | ObjectKind::Instance(class) => {
                    self.running.note_exposed_class(self.body_walked(), class);
                    if !self.classes.exposed.insert(class) {
                        continue;
                    }
                    for &class in self.class_order(class).iter() {
                        functions.extend(self.functions_of(class, |_| true));
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
    fn expose_function(&mut self, func: FuncId) {
        if self.exposed_functions.insert(func) {
            if self.is_dormant(func) {
                self.wake(func);
            }
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

    /// Whoever got a method as a function may call it on anything; decorators make methods of their functions again.
    fn open_receiver(&mut self, func: FuncId) {
        let function = self.scopes.function(func);
        let is_decorated =
            matches!(function.node, FunctionNode::Def(node) if !node.decorator_list.is_empty());
        if function.class.is_some() && !is_decorated {
            for &var in function.parameters.iter().take(1) {
                self.join_variable(var, &Value::any());
            }
        }
    }

    /// What functions return, or yield, that code out of view may call is of unknown type: those that may be values of unknown type, and
    /// those that it got hold of. Where something of unknown type is called, that may be any of them, and any method of what
    /// else has escaped.
    pub(super) fn escape_results(&mut self) {
        loop {
            let before = (self.heap.escaped_count(), self.exposed_functions.len());
            self.expose_escaped();
            self.expose_members();
            self.escape_members();
            for index in 0..self.scopes.functions.len() {
                let func = FuncId::from(index);
                let function = self.heap.find(ObjectKey::Function(func));
                if function.is_some_and(|object| self.heap.objects[object.index()].escaped)
                    || self.exposed_functions.contains(&func)
                {
                    let result = self.summaries[index].result.clone();
                    self.heap.escape_along(&result);
                    let yielded = self.yields[index].clone();
                    self.heap.escape_along(&yielded);
                }
            }
            if (self.heap.escaped_count(), self.exposed_functions.len()) == before {
                return;
            }
        }
    }

    /// Whoever calls something of unknown type may call the functions that have escaped, make instances of the classes that
    /// have, and call those of their methods for whose names such values are asked.
    fn expose_escaped(&mut self) {
        if !self.runs_unknown {
            return;
        }
        let mut functions: Vec<FuncId> = Vec::new();
        let (mut asked, mut made) = (FxHashSet::default(), FxHashSet::default());
        for object in self.heap.objects.iter().filter(|object| object.escaped) {
            match object.kind {
                ObjectKind::Function(func) | ObjectKind::Bound(BoundTarget::Function(func)) => {
                    functions.push(func);
                }
                ObjectKind::Class(class) | ObjectKind::Instance(class) => {
                    let order = self.class_order(class);
                    asked.extend(order.iter().copied());
                    if matches!(object.kind, ObjectKind::Class(_)) {
                        made.extend(order.iter().copied());
                    }
                }
                _ => {}
            }
        }
        for class in asked {
            let is_made = made.contains(&class);
            let is_called =
                |name: &str| is_made && MAKING.contains(&name) || self.is_asked_for(name);
            functions.extend(self.functions_of(class, is_called));
        }
        functions.sort_unstable();
        for func in functions {
            self.expose_function(func);
        }
    }

    /// Classes may be given functions after they were handed out; and what methods are called on are instances of all classes
    /// that have them.
    fn expose_members(&mut self) {
        let mut exposed: Vec<ClassId> = self.classes.exposed.iter().copied().collect();
        exposed.sort_unstable();
        for class in exposed {
            for &class in self.class_order(class).iter() {
                for func in self.functions_of(class, |_| true) {
                    self.expose_function(func);
                }
            }
        }
        if self.exposed_functions.is_empty() {
            return;
        }
        for class in self.all_classes() {
            let known = [ObjectKey::Instance(class), ObjectKey::Class(class)];
            let [instance, itself] = known.map(|key| self.heap.find(key));
            for &owner in self.class_order(class).iter() {
                for (func, through_class) in self.members_of(owner, |_| true) {
                    let receiver = if through_class { itself } else { instance };
                    let function = self.scopes.function(func);
                    if function.class.is_none() || !self.exposed_functions.contains(&func) {
                        continue;
                    }
                    if let (Some(receiver), Some(&var)) = (receiver, function.parameters.first()) {
                        self.join_variable(var, &Value::object(receiver, Origins::OUTSIDE));
                    }
                }
            }
        }
        let bound: Vec<(FuncId, Value)> = self
            .heap
            .objects
            .iter()
            .filter_map(|object| match object.kind {
                ObjectKind::Bound(BoundTarget::Function(func)) => {
                    let receiver = object.element.clone().from(Origins::OUTSIDE);
                    self.exposed_functions.contains(&func).then_some((func, receiver))
                }
                _ => None,
            })
            .collect();
        for (func, receiver) in bound {
            if let Some(&var) = self.scopes.function(func).parameters.first() {
                self.join_variable(var, &receiver);
            }
        }
    }

    /// What classes and modules have under names that values of unknown type are asked for is what they give.
    fn escape_members(&mut self) {
        let mut vars: Vec<VarId> = Vec::new();
        for object in self.heap.objects.iter().filter(|object| object.escaped) {
            match object.kind {
                ObjectKind::Class(class) | ObjectKind::Instance(class) => {
                    for &class in self.class_order(class).iter() {
                        let is_open = self.classes.exposed.contains(&class);
                        let members = self.scopes.class(class).members.iter();
                        let given = members.filter(|(name, _)| is_open || self.is_asked_for(name));
                        vars.extend(given.map(|(_, var)| *var));
                    }
                }
                ObjectKind::Module(module) => {
                    let body = self.scopes.module_bodies[module.index()];
                    let globals = self.scopes.function(body).variables.iter();
                    vars.extend(globals.filter(|&&var| {
                        let variable = self.scopes.variable(var);
                        variable.is_global && self.is_asked_for(variable.name)
                    }));
                }
                _ => {}
            }
        }
        vars.sort_unstable();
        vars.dedup();
        for var in vars {
            let value = self.var_values[var.index()].clone();
            self.heap.escape_along(&value);
        }
    }

    /// The functions that a class itself holds under certain names: those written in it, those that it has under other names than
    /// their own (`again = attach`), and those that were assigned to it (`Thing.hook = attach`).
    fn functions_of(&self, class: ClassId, is_meant: impl Fn(&str) -> bool) -> Vec<FuncId> {
        let written = &self.scopes.class(class).methods;
        let mut functions: Vec<FuncId> = written
            .iter()
            .filter(|(name, _)| is_meant(name))
            .flat_map(|(_, functions)| functions.iter().copied())
            .collect();
        functions.extend(self.members_of(class, is_meant).into_iter().map(|(func, _)| func));
        functions.sort_unstable();
        functions.dedup();
        functions
    }

    /// The functions among what a class binds under certain names, and whether they are called on the class.
    fn members_of(&self, class: ClassId, is_meant: impl Fn(&str) -> bool) -> Vec<(FuncId, bool)> {
        let mut values: Vec<&Value> = Vec::new();
        for (name, var) in &self.scopes.class(class).members {
            if is_meant(name) {
                values.push(&self.var_values[var.index()]);
            }
        }
        if let Some(object) = self.heap.find(ObjectKey::Class(class)) {
            for &name in self.heap.field_names(object) {
                if is_meant(self.symbol_name(name)) {
                    values.extend(self.heap.field(object, name));
                }
            }
        }
        let mut functions = Vec::new();
        for &object in values.into_iter().flat_map(|value| &value.objects) {
            match self.heap.peek(object).kind {
                ObjectKind::Function(func) | ObjectKind::Bound(BoundTarget::Function(func)) => {
                    functions.push((func, false));
                }
                ObjectKind::Wrapper(wrapper) if !matches!(wrapper, Wrapper::Static) => {
                    let through_class = matches!(wrapper, Wrapper::Class);
                    let inner = self.heap.peek(object).element.objects.iter();
                    functions.extend(inner.filter_map(|&inner| match self.heap.peek(inner).kind {
                        ObjectKind::Function(func) => Some((func, through_class)),
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
        functions.sort_unstable();
        functions.dedup();
        functions
    }

    /// Whether a value of unknown type may be asked for a method of this name.
    fn is_asked_for(&self, name: &str) -> bool {
        self.asked_for_anything
            || self.fetches_by_name
            || PROTOCOL_METHODS.contains(&name)
            || self.symbols.get(name).is_some_and(|symbol| self.names_asked_for.contains(symbol))
    }
}

/// Whether the first parameter of a method is an instance of its class, or its class if a decorator says so.
fn gets_an_instance(function: &Function<'_>) -> bool {
    let FunctionNode::Def(node) = function.node else { return true };
    let is_static = |decorator: &Decorator| matches!(&decorator.expression, Expr::Name(name) if name.id.as_str() == "staticmethod");
    !matches!(node.name.as_str(), "__new__" | "__init_subclass__" | "__class_getitem__")
        && !node.decorator_list.iter().any(is_static)
}

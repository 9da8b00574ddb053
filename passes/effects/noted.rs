//! What walks note about the program as a whole: comparisons that tell objects apart, functions that code out of view
//! may call, attributes of unknown objects, arguments of the command line.

use ruff_text_size::TextRange;

use super::Analysis;
use super::call::Arguments;
use super::heap::{self, ObjectKey, ObjectKind};
use super::journal::Fact;
use crate::effect_words::Why;
use crate::ids::{FuncId, ModuleId, ObjId, Symbol};
use crate::values::{Atoms, Origins, Value};

/// A comparison with `is`: where, and of what.
/// Where that is, and the two values; of values that are pickled, the second one is nothing.
pub type IdentityTest = (Why, Value, Value);

/// Attributes of Python's own exceptions that hold what the program was working on: the key that was not found, the object
/// that has no such attribute.
const OF_EXCEPTIONS: &[&str] = &["args", "obj"];

/// Functions of libraries that compare elements with each other.
const ORDERING: &[&str] = &[
    "bisect",
    "bisect_left",
    "bisect_right",
    "groupby",
    "heapify",
    "heappop",
    "heappush",
    "heappushpop",
    "heapreplace",
    "insort",
    "insort_left",
    "insort_right",
    "max",
    "merge",
    "min",
    "nlargest",
    "nsmallest",
    "sort",
    "sorted",
];

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
        if self.names_asked_for.insert(name) && OF_EXCEPTIONS.contains(&self.symbol_name(name)) {
            self.heap.grew(Fact::Program);
        }
    }

    /// Whether an exception that Python made may be asked for what it was about, by this name.
    pub(crate) fn is_asked_of_exceptions(&self, name: &'static str) -> bool {
        self.heap.journal.read(Fact::Program);
        self.symbols.get(name).is_some_and(|symbol| self.names_asked_for.contains(symbol))
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

    /// The classes and modules that values of unknown type may be.
    pub(crate) fn escaped_scopes(&self) -> Vec<ObjId> {
        self.heap.journal.read(Fact::Escaped);
        let classes = (0..self.scopes.classes.len()).map(|index| ObjectKey::Class(index.into()));
        let modules =
            (0..self.scopes.module_bodies.len()).map(|index| ObjectKey::Module(index.into()));
        let known = classes.chain(modules).filter_map(|key| self.heap.find(key));
        known.filter(|object| self.heap.objects[object.index()].escaped).collect()
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

    /// A function of a library puts values in order: two lists or tuples are compared by their first elements that are not the same
    /// object, or equal, and a NaN is only the former.
    pub(crate) fn note_ordering(
        &mut self,
        name: &str,
        receiver: Option<&Value>,
        arguments: &Arguments,
    ) {
        if !ORDERING.contains(&name) {
            return;
        }
        let values: Vec<&Value> = arguments.all().chain(receiver).collect();
        let is_plain = |value: &Value| {
            let element = self.heap.element_of(value, |object| &object.element);
            element.is_atomic() && !element.atoms.is_empty()
        };
        // Numbers themselves are compared as such, where nothing makes more of them.
        let plainly = matches!(name, "sorted" | "sort" | "min" | "max")
            && matches!(values.as_slice(), [value] if is_plain(value));
        if !plainly {
            for value in values {
                self.note_element_comparison(value);
            }
        }
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

    /// Notes a value that is pickled, which shows which of its parts are one object.
    pub(super) fn note_pickled(
        &mut self,
        module: ModuleId,
        range: TextRange,
        value: &Value,
        name: &str,
    ) {
        if self.noting {
            let why = Why { module, range, what: name.into() };
            self.identity_tests.push((why, value.clone(), Value::bottom()));
        }
    }

    /// Keeps the tests that the walk of a body has met in place of those of its walk before.
    pub(super) fn keep_tests(&mut self, func: FuncId) {
        if !self.identity_tests.is_empty() {
            self.tests_of.insert(func, std::mem::take(&mut self.identity_tests));
        }
    }
}

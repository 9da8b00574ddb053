//! Methods that are called without being named: by operators, builtins, `with` and `for`.
//!
//! Example: `key in seen` calls `__hash__` and `__eq__` of whatever `key` may be.

use std::rc::Rc;

use ruff_text_size::TextRange;
use smallvec::SmallVec;

use super::call::Arguments;
use super::elements::GOING_THROUGH;
use super::heap::{Field, ObjectKey, ObjectKind};
use super::unions::{Callee, Union, UnionKey};
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ClassId, ObjId};
use crate::values::{Atoms, MAX_OBJECTS, ObjSet, Origins, Value};

/// Which of these an operation may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Implied {
    /// It moves objects about, and asks them nothing.
    Nothing,
    /// It makes text of them.
    Shows,
    /// It compares them, or looks for a key.
    Compares,
    /// It makes a number of it.
    Converts,
    /// It goes through what it is given, and adds it up.
    Sums,
    /// It goes through what it is given, and compares, shows and counts what comes.
    Reads,
    /// It compares, hashes, prints, iterates or copies, and does not calculate.
    NoArithmetic,
    /// Whatever a library function may do.
    Everything,
}

impl Implied {
    /// What it may call where objects are met that bring methods of libraries along, or too many of them.
    fn at_large(self) -> Implied {
        match self {
            Implied::Shows | Implied::Compares | Implied::Reads => Implied::NoArithmetic,
            Implied::Converts | Implied::Sums => Implied::Everything,
            known => known,
        }
    }
}

/// Method names that arithmetic calls, besides what is in the list that follows.
const ARITHMETIC: &[&str] = &[
    "__add__",
    "__radd__",
    "__sub__",
    "__rsub__",
    "__mul__",
    "__rmul__",
    "__truediv__",
    "__neg__",
    "__abs__",
    "__round__",
    "__mod__",
    "__floordiv__",
    "__divmod__",
    "__pow__",
    "__trunc__",
    "__floor__",
    "__ceil__",
    "__and__",
    "__or__",
    "__xor__",
    "__lshift__",
    "__rshift__",
    "__matmul__",
    "__rtruediv__",
    "__rfloordiv__",
    "__rmod__",
    "__rdivmod__",
    "__rpow__",
    "__rand__",
    "__ror__",
    "__rxor__",
    "__rlshift__",
    "__rrshift__",
    "__rmatmul__",
    "__iadd__",
    "__isub__",
    "__imul__",
    "__itruediv__",
    "__ifloordiv__",
    "__imod__",
    "__ipow__",
    "__iand__",
    "__ior__",
    "__ixor__",
    "__ilshift__",
    "__irshift__",
    "__imatmul__",
    "__pos__",
    "__invert__",
];

/// Method names that other operators, builtins and statements call without naming them.
const OPERATOR_METHODS: &[&str] = &[
    "__eq__",
    "__ne__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__hash__",
    "__str__",
    "__repr__",
    "__format__",
    "__len__",
    "__iter__",
    "__next__",
    "__getitem__",
    "__contains__",
    "__bool__",
    "__int__",
    "__float__",
    "__index__",
    "__complex__",
    "__reversed__",
    "__length_hint__",
    "__bytes__",
    "__fspath__",
    "__missing__",
    "__getattr__",
    "__getattribute__",
    "__copy__",
    "__deepcopy__",
    "__reduce__",
    "__reduce_ex__",
    "__getstate__",
    "__setstate__",
    "__getnewargs__",
    "__getnewargs_ex__",
    // Copies are made by it.
    "__new__",
    "__setitem__",
    "__delitem__",
    "__instancecheck__",
    "__subclasscheck__",
    "__dir__",
    "__sizeof__",
    "__conform__",
    "__adapt__",
    "keys",
];

/// Method names by which what one container holds is compared with each other.
const ORDERINGS: &[&str] = &["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"];

/// Those of them that making text of an object calls.
const SHOWN: &[&str] = &[
    "__str__",
    "__repr__",
    "__format__",
    "__bool__",
    "__len__",
    "__getattr__",
    "__getattribute__",
];

/// Those of them that comparing objects and looking for keys call, in a list, too, and asking for the truth of the outcome.
const COMPARED: &[&str] = &[
    "__eq__",
    "__ne__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__hash__",
    "__index__",
    "__bool__",
    "__len__",
    "__getattr__",
    "__getattribute__",
];

/// Those of them that going through something calls on what comes, and on the iterators that it comes from.
const READ: &[&str] = &[
    "__eq__",
    "__ne__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__hash__",
    "__str__",
    "__repr__",
    "__format__",
    "__len__",
    "__iter__",
    "__next__",
    "__bool__",
    "__int__",
    "__float__",
    "__index__",
    "__complex__",
    "__reversed__",
    "__length_hint__",
    "__bytes__",
    "__fspath__",
    "__getattr__",
    "__getattribute__",
];

/// And those that it calls on the thing itself only.
const READ_ITSELF: &[&str] = &["__getitem__", "__contains__", "__missing__", "keys"];

/// Modules of libraries whose objects call no methods of what they hold but those that the lists above name.
const ORDINARY: &[&str] = &["builtins", "random", "re", "datetime", "pathlib", "math"];

/// Method names that making a number of an object calls.
const CONVERTED: &[&str] = &[
    "__abs__",
    "__round__",
    "__int__",
    "__float__",
    "__index__",
    "__trunc__",
    "__floor__",
    "__ceil__",
    "__len__",
    "__bool__",
    "__getattr__",
    "__getattribute__",
];

/// Method names that adding up calls, besides those that going through something calls.
const ADDED: &[&str] = &["__add__", "__radd__"];

/// Methods that are called with the object alone, or, of `__getitem__`, with numbers as long as somebody goes through it.
const WITHOUT_ARGUMENTS: &[&str] = &[
    "__iter__",
    "__next__",
    "__getitem__",
    "__len__",
    "__length_hint__",
    "__bool__",
    "__index__",
    "__neg__",
    "__pos__",
    "__invert__",
];

/// With more classes than this, what operations on their instances ask is put together once, see `unions.rs`.
const MOST_CLASSES: usize = 6;

/// Method names that looking for a key calls.
const COMPARISONS: &[&str] = &["__eq__", "__hash__"];

impl Walker<'_, '_> {
    /// Methods that the program replaces on their class are read like any other attribute. Whether this is one.
    pub fn read_patched_method(&mut self, class: ClassId, name: &str) -> bool {
        let symbol = self.an.symbol(name);
        let patched = self.an.class_patches.contains(&symbol);
        if patched {
            for &class in self.an.class_order(class).iter() {
                let object =
                    self.an.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
                self.touch_read(&Value::object(object, Origins::OUTSIDE), Field::Attribute(symbol));
            }
        }
        patched
    }

    /// Effects of the operator methods that an operation on this value (or what it holds) may call, other than those of
    /// arithmetic.
    pub fn implicit(&mut self, value: &Value, range: TextRange) {
        self.implied(value, Implied::NoArithmetic, range);
    }

    /// Effects of the methods that make text of this value and what it holds.
    pub fn shown(&mut self, value: &Value, range: TextRange) {
        self.implied(value, Implied::Shows, range);
    }

    /// Effects of the methods by which keys are compared, where this value is what any of them may be.
    pub fn hashed(&mut self, value: &Value, range: TextRange) {
        self.implied(value, Implied::Compares, range);
    }

    /// Effects of whatever operator methods an operation on this value (or what it holds) may call. Whether one of these
    /// changes anything.
    pub fn implied(&mut self, value: &Value, implied: Implied, range: TextRange) -> bool {
        self.implied_with(value, Origins::NOWHERE, implied, range)
    }

    /// The same for an operation on several values, each of which may be handed to methods of any other: `x in queue` may call
    /// the `__eq__` of what the queue holds with `x`.
    pub fn implied_among(&mut self, values: &[(&Value, Implied)], range: TextRange) {
        if self.asked_in_view(values, range) {
            return;
        }
        // What one of them is asked with may be any of the others, about which too little is known.
        let at_large = values.iter().map(|&(value, implied)| (value, implied.at_large()));
        let values = &*at_large.collect::<smallvec::SmallVec<[_; 4]>>();
        let mut changes = false;
        for &(value, implied) in values {
            changes |= self.implied(value, implied, range);
        }
        if !changes || values.len() < 2 {
            return;
        }
        let mut origins = Origins::NOWHERE;
        for (value, _) in values.iter().filter(|(value, _)| !value.is_atomic()) {
            // To the methods, it is of no known type.
            self.an.heap.escape(value);
            origins = origins.union(value.origins).union(self.deep_parts_of(value.origins));
        }
        for &(value, implied) in values {
            self.implied_with(value, origins, implied, range);
        }
    }

    /// Looking for a key compares it with keys of the same hash.
    pub(super) fn look_up(&mut self, holder: &Value, key: &Value, range: TextRange) {
        self.kept_by_exception(key);
        let mut keys = self.an.heap.element_of(holder, |object| &object.key);
        if holder.is_any()
            && self.an.classes.define_any_listed(COMPARISONS)
            && self.operators_of_all(COMPARISONS).changes
        {
            keys.join(&Value::any());
        }
        let keys = keys.from(self.parts_of(holder.origins));
        let is_own = !holder.is_any()
            && holder.objects.iter().all(|&object| {
                matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
                    if matches!(&*self.an.knowledge.type_info(id).module, "builtins" | "collections"))
            });
        let asked = if is_own { Implied::Compares } else { Implied::NoArithmetic };
        let both = [key, &keys].map(|value| (value, asked));
        self.implied_among(&both, range);
    }

    /// A key that is not found is an argument of the exception.
    pub(super) fn kept_by_exception(&mut self, key: &Value) {
        if !key.objects.is_empty() && self.an.is_asked_of_exceptions("args") {
            self.an.heap.escape(key);
        }
    }

    /// Calls the methods that an operation asks, where these are known and so is what they may be given: objects that can be
    /// reached from what the operation was given, numbers and text. Whether that is all that the operation asks.
    fn asked_in_view(&mut self, values: &[(&Value, Implied)], range: TextRange) -> bool {
        if !self.an.has_operator_methods {
            return false;
        }
        let mut classes: Vec<ObjId> = Vec::new();
        let mut met = Value::bottom();
        for (value, implied) in values.iter().filter(|(value, _)| !value.is_atomic()) {
            let is_known =
                !matches!(implied, Implied::Nothing | Implied::NoArithmetic | Implied::Everything);
            if !is_known || !self.is_ordinary(value) {
                return false;
            }
            let reach = self.an.heap.reachable(value);
            let is_instance = |object: &&ObjId| {
                matches!(self.an.heap.peek(**object).kind, ObjectKind::Instance(_))
            };
            classes.extend(reach.objects.iter().filter(is_instance));
            let objects = reach.objects.iter().copied().collect();
            let origins = value.origins.union(self.deep_parts_of(value.origins));
            met.join(&Value { atoms: reach.atoms.without(Atoms::UNBOUND), objects, origins });
        }
        classes.sort_unstable();
        classes.dedup();
        if classes.len() > MOST_CLASSES || met.objects.len() > MAX_OBJECTS {
            return false;
        }
        for (value, _) in values.iter().filter(|(value, _)| value.is_atomic()) {
            met.join(value);
        }
        for &(value, implied) in values.iter().filter(|(value, _)| !value.is_atomic()) {
            let names = match implied {
                Implied::Shows => SHOWN,
                Implied::Compares => COMPARED,
                Implied::Converts => CONVERTED,
                _ => READ,
            };
            let reach = self.an.heap.reachable(value);
            let origins = value.origins.union(self.deep_parts_of(value.origins));
            let mut given = met.clone();
            given.join(&Value::atom(Atoms::INT));
            for &object in reach.objects.iter().filter(|object| classes.contains(object)) {
                self.ask_instance(object, origins, names, &met, range);
            }
            if implied == Implied::Sums {
                // What was added up so far, which the methods make themselves, is added to what comes next.
                let added: Vec<ObjId> = reach.objects.clone();
                loop {
                    let mut sums = Value::bottom();
                    for &object in &added {
                        sums.join(&self.ask_instance(object, origins, ADDED, &given, range));
                    }
                    let made = sums.origins;
                    for object in sums.each_object() {
                        sums.join(&self.ask_instance(object, made, ADDED, &given, range));
                    }
                    if !given.join(&sums) {
                        break;
                    }
                }
            }
            if matches!(implied, Implied::Reads | Implied::Sums) {
                for object in value.each_object() {
                    self.ask_instance(object, value.origins, READ_ITSELF, &met, range);
                }
            }
        }
        true
    }

    /// Calls methods of an instance, with what such methods are given.
    fn ask_instance(
        &mut self,
        object: ObjId,
        origins: Origins,
        names: &[&str],
        met: &Value,
        range: TextRange,
    ) -> Value {
        let mut given_back = Value::bottom();
        let ObjectKind::Instance(class) = self.an.heap.peek(object).kind else {
            return given_back;
        };
        for name in self.an.operator_methods(class) {
            if !names.contains(&&*name) {
                continue;
            }
            let mut positional = vec![Value::object(object, origins)];
            match &*name {
                "__eq__" | "__ne__" | "__lt__" | "__le__" | "__gt__" | "__ge__"
                | "__contains__" | "__add__" | "__radd__" => positional.push(met.clone()),
                "__round__" => positional.push(Value::atom(Atoms::INT.union(Atoms::NONE))),
                "__getitem__" | "__missing__" => positional.push(Value::atom(Atoms::INT)),
                "__format__" | "__getattr__" | "__getattribute__" => {
                    positional.push(Value::atom(Atoms::STR));
                }
                _ => {}
            }
            let arguments = super::call::Arguments::positional(positional);
            let result = self.call_method(class, &name, &arguments, range);
            match &*name {
                "__iter__" | "__reversed__" if !std::ptr::eq(names, GOING_THROUGH) => {
                    self.drained(&result, range);
                }
                // Lengths, and what `int` gets, are made integers of.
                "__len__" | "__trunc__" if !result.is_atomic() => {
                    self.implicit_named(&result, &["__index__", "__int__"], range);
                }
                // What a comparison gives is asked for its truth.
                _ if arguments.positional.len() > 1 && !result.is_atomic() => {
                    self.truth(&result, range);
                }
                _ => {}
            }
            given_back.join(&result);
        }
        given_back
    }

    /// Whether all that can be reached from a value is of classes of the program's own without bases elsewhere, of Python's
    /// containers, or of types that call no methods of the program: then no method in C or of a library stands between the
    /// operation and what it asks, and calls more than it would.
    fn is_ordinary(&self, value: &Value) -> bool {
        let reach = self.an.heap.reachable(value);
        !reach.any
            && reach.objects.iter().all(|&object| match &self.an.heap.peek(object).kind {
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(*id);
                    let is_known = ORDINARY.contains(&&*info.module)
                        || info.module == "collections"
                            && matches!(&*info.name, "deque" | "defaultdict");
                    is_known && !(info.one_shot && self.an.goes_through_instance(object))
                }
                ObjectKind::Instance(class) => self.an.is_of_program(*class),
                ObjectKind::Record | ObjectKind::Super(_) => false,
                _ => true,
            })
    }

    fn implied_with(
        &mut self,
        value: &Value,
        others: Origins,
        implied: Implied,
        range: TextRange,
    ) -> bool {
        if value.is_atomic() || implied == Implied::Nothing {
            return false;
        }
        if others.is_empty() && self.asked_in_view(&[(value, implied)], range) {
            return false;
        }
        let implied = implied.at_large();
        let mut changes = self.implicit_over(value, others, OPERATOR_METHODS, range, true);
        if changes && self.implicit_over(value, others, ORDERINGS, range, true) {
            // What it holds is handed to the methods of what else it holds: there it is of no known type.
            self.an.heap.escape(value);
            let parts = value.origins.union(self.deep_parts_of(value.origins));
            self.implicit_over(value, others.union(parts), ORDERINGS, range, true);
        }
        if implied == Implied::Everything {
            changes |= self.implicit_over(value, others, ARITHMETIC, range, true);
        }
        changes
    }

    /// The same for given methods, on the value itself only.
    pub fn implicit_named(
        &mut self,
        value: &Value,
        names: &'static [&'static str],
        range: TextRange,
    ) {
        if value.is_atomic() || !self.an.has_operator_methods {
            return;
        }
        let mut others = value.clone();
        if names.iter().all(|name| WITHOUT_ARGUMENTS.contains(name)) {
            let is_ordinary = |object: &ObjId| {
                matches!(self.an.heap.peek(*object).kind, ObjectKind::Instance(class)
                    if self.an.is_of_program(class))
            };
            let (ordinary, rest): (ObjSet, ObjSet) =
                value.objects.iter().copied().partition(is_ordinary);
            for object in ordinary {
                self.ask_instance(object, value.origins, names, &Value::bottom(), range);
            }
            others.objects = rest;
        }
        self.implicit_over(&others, Origins::NOWHERE, names, range, false);
    }

    /// Calls the methods of these names with arguments that come from the value or from `others`; whether one changes anything.
    fn implicit_over(
        &mut self,
        value: &Value,
        others: Origins,
        names: &'static [&'static str],
        range: TextRange,
        deep: bool,
    ) -> bool {
        if !self.an.has_operator_methods || !self.an.classes.define_any_listed(names) {
            return false;
        }
        let mut any = value.is_any();
        let parts = self.deep_parts_of(value.origins);
        let origins = if deep { value.origins.union(parts) } else { value.origins };
        // Operators on anything are frequent, and the same effects a second time change nothing.
        let done = (names.as_ptr() as usize, names.len(), origins, parts);
        if any && self.fx.implied.contains(&done) {
            return false;
        }
        let mut classes: SmallVec<[ClassId; 8]> = SmallVec::new();
        if deep && !any {
            let reach = self.an.heap.reachable(value);
            any |= reach.any;
            for &object in &reach.objects {
                if let ObjectKind::Instance(class) = self.an.heap.peek(object).kind {
                    classes.push(class);
                }
            }
        } else {
            for &object in &value.objects {
                if let ObjectKind::Instance(class) = self.an.heap.peek(object).kind {
                    classes.push(class);
                }
            }
        }
        let operators = if any {
            if self.fx.implied.contains(&done) {
                return false;
            }
            self.operators_of_all(names)
        } else {
            if classes.is_empty() {
                return false;
            }
            classes.sort_unstable();
            classes.dedup();
            let classes: Rc<[ClassId]> = classes.as_slice().into();
            let key = UnionKey::Operators(
                (names.as_ptr() as usize, names.len()),
                Some(Rc::clone(&classes)),
            );
            self.union_of(key, |walker| walker.operators_of(classes.iter().copied(), names))
        };
        self.apply_union_to_any(&operators, origins, others, range);
        if any && !operators.changes {
            self.fx.implied.insert(done);
        }
        operators.changes
    }

    /// The operator methods of these names that classes have.
    fn operators_of(
        &mut self,
        classes: impl IntoIterator<Item = ClassId>,
        names: &[&str],
    ) -> Vec<Callee> {
        let mut found = Vec::new();
        for class in classes {
            for name in self.an.operator_methods(class) {
                if names.contains(&&*name) {
                    let funcs = self.an.method_functions(class, &name);
                    found.push((class, name, funcs));
                }
            }
        }
        let mut callees = Vec::new();
        for (class, name, funcs) in found {
            let Some(funcs) = funcs else {
                callees.push(Callee::Unknown(class, name));
                continue;
            };
            let object = self.an.instance_object(class);
            callees.push(Callee::Method(class, name));
            callees.extend(funcs.into_iter().map(|func| Callee::Function(Some(object), func)));
        }
        callees
    }

    /// One operator method of all classes that define it.
    fn method_of_all(&mut self, name: &'static str) -> Vec<Callee> {
        let (mut callees, text) = (Vec::new(), Rc::from(name));
        for class in self.an.all_classes() {
            if !self.an.class_defines(class, name) {
                continue;
            }
            let object = self.an.instance_object(class);
            match self.an.method_functions(class, name) {
                None => callees.push(Callee::Unknown(class, Rc::clone(&text))),
                Some(funcs) => {
                    callees.push(Callee::Method(class, Rc::clone(&text)));
                    let functions = funcs.into_iter();
                    callees.extend(functions.map(|func| Callee::Function(Some(object), func)));
                }
            }
        }
        callees
    }

    /// The operator methods of all classes.
    pub(super) fn operators_of_all(&mut self, names: &'static [&'static str]) -> Rc<Union> {
        let key = UnionKey::Operators((names.as_ptr() as usize, names.len()), None);
        self.union_of(key, |walker| {
            let classes = walker.an.all_classes();
            walker.operators_of(classes, names)
        })
    }

    /// Calls an operator method on the instances in a value and joins what it returns.
    pub fn call_dunder_with(
        &mut self,
        value: &Value,
        name: &'static str,
        others: &[Value],
        range: TextRange,
    ) -> Value {
        let mut result = Value::bottom();
        for &object in &value.objects {
            if let ObjectKind::Instance(class) = self.an.heap.peek(object).kind {
                if self.an.class_defines(class, name) {
                    let mut positional = vec![Value::object(object, value.origins)];
                    positional.extend(others.iter().cloned());
                    let arguments = Arguments::positional(positional);
                    result.join(&self.call_method(class, name, &arguments, range));
                } else if self.an.has_unknown_base(class) {
                    // The base may call any method of the instance, with anything.
                    let mut given = vec![Value::object(object, value.origins)];
                    given.extend(others.iter().cloned());
                    self.unknown_call(&Arguments::positional(given), range, name);
                    result.join(&Value::any());
                }
            }
        }
        if value.is_any() && self.an.has_operator_methods && self.fits_union(others) {
            if !self.an.classes.define_any(std::slice::from_ref(&name)) {
                return result;
            }
            let key = UnionKey::Method(name, others.len());
            let union = self.union_of(key, |walker| walker.method_of_all(name));
            result.join(&self.apply_union(&union, value.origins, others, range));
        } else if value.is_any() && self.an.has_operator_methods {
            for class in self.an.all_classes() {
                if self.an.class_defines(class, name) {
                    let object = self.an.instance_object(class);
                    let mut positional = vec![Value::object(object, value.origins)];
                    positional.extend(others.iter().cloned());
                    let arguments = Arguments::positional(positional);
                    result.join(&self.call_method(class, name, &arguments, range));
                }
            }
        }
        result
    }

    /// Entering and leaving a context manager.
    pub fn enter_context(&mut self, manager: &Value, range: TextRange) -> Value {
        let mut result = Value::bottom();
        for object in manager.each_object() {
            match self.an.heap.peek(object).kind.clone() {
                ObjectKind::Instance(class) => {
                    let arguments =
                        Arguments::positional(vec![Value::object(object, manager.origins)]);
                    result.join(&self.call_method(class, "__enter__", &arguments, range));
                    // What is on its way out brings along what it was made of.
                    let mut leaving = self.an.exception_value();
                    leaving.join(&Value::atom(Atoms::NONE));
                    let mut arguments = arguments;
                    arguments.positional.resize(4, leaving);
                    // Whether it takes care of an exception is the truth of what it returns.
                    let answer = self.call_method(class, "__exit__", &arguments, range);
                    self.truth(&answer, range);
                }
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(id);
                    if self.an.is_file_type(id) {
                        // Leaving closes the file; whether anything was written, `open` and `write` say.
                        let receiver = Value::object(object, manager.origins);
                        self.touch_write(&receiver, Field::Contents, range);
                        if manager.origins.may_be_foreign() {
                            self.flag(Flags::WRITES_FILE, range, "TextIOWrapper.__exit__");
                        }
                    }
                    let mut entered = Value::object(object, manager.origins);
                    for name in ["__exit__", "__enter__"] {
                        if self.an.is_file_type(id) {
                            break;
                        }
                        if let Some(&method) = info.methods.get(name) {
                            let receiver = Value::object(object, manager.origins);
                            let arguments = Arguments::default();
                            let given =
                                self.apply_library(method, Some(receiver), &arguments, range, None);
                            if name == "__enter__" {
                                entered = given;
                            }
                        }
                    }
                    result.join(&entered);
                }
                _ => {
                    self.flag(Flags::UNKNOWN, range, "with");
                    result.join(&Value::any());
                }
            }
        }
        if manager.is_any() || manager.is_bottom() {
            if !manager.is_bottom() {
                self.flag(Flags::UNKNOWN, range, "with");
            }
            result.join(&Value::any());
        }
        if !manager.atoms.without(Atoms::ANY).without(Atoms::UNBOUND).is_empty() {
            result.join(&Value::atom(Atoms::OTHER));
        }
        result
    }

    /// The class whose method is being walked.
    pub fn enclosing_class(&self) -> Option<ClassId> {
        let mut func = self.func;
        loop {
            let function = self.an.scopes.function(func);
            if let Some(class) = function.class {
                return Some(class);
            }
            if function.outer == func {
                return None;
            }
            func = function.outer;
        }
    }

    /// The first parameter of the method being walked.
    pub fn method_receiver(&mut self) -> Option<Value> {
        let first = *self.an.scopes.function(self.func).parameters.first()?;
        Some(self.load_variable(first))
    }
}

/// Whether a special method is one that operators, builtins and statements call, and nobody else.
pub(super) fn is_of_operators(name: &str) -> bool {
    let calculates = ARITHMETIC.contains(&name);
    let reads = READ.contains(&name) && !name.starts_with("__getattr");
    calculates
        || reads
        || matches!(name, "__getitem__" | "__setitem__" | "__delitem__" | "__contains__")
}

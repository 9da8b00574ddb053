//! Library functions that do more than a knowledge table can say.

use ruff_python_ast as ast;
use ruff_text_size::TextRange;

use super::call::Arguments;
use super::heap::{Field, ObjectKey, ObjectKind};
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ObjId, TypeId};
use crate::knowledge::TypeExpr;
use crate::values::{Atoms, Origins, Value};

/// Methods by which a class says how instances are taken apart and put together again.
const MAKES_COPIES: &[&str] = &[
    "__new__",
    "__reduce__",
    "__reduce_ex__",
    "__getstate__",
    "__setstate__",
    "__getnewargs__",
    "__getnewargs_ex__",
];

impl Walker<'_, '_> {
    /// Whether a context manager of a library certainly lets exceptions through: leaving it returns `None`.
    pub(super) fn lets_through(&self, manager: &Value) -> bool {
        !manager.is_any()
            && manager.atoms.without(Atoms::UNBOUND).is_empty()
            && !manager.objects.is_empty()
            && manager.objects.iter().all(|&object| {
                let ObjectKind::Library(id) = self.an.heap.get(object).kind else { return false };
                let info = self.an.knowledge.type_info(id);
                info.methods.get("__exit__").is_some_and(|&leave| {
                    self.an.knowledge.function(leave).signature.result == TypeExpr::Atom("none")
                })
            })
    }

    /// Whether the first argument, besides numbers and text, is an instance of the program's own ordinary classes, and others are
    /// numbers.
    fn are_of_program(&self, arguments: &Arguments) -> bool {
        let [first, others @ ..] = arguments.positional.as_slice() else { return false };
        let is_one = |&object: &crate::ids::ObjId| matches!(self.an.heap.peek(object).kind, ObjectKind::Instance(class) if self.an.is_of_program(class));
        !first.is_any()
            && !first.objects.is_empty()
            && first.objects.iter().all(is_one)
            && others.iter().all(Value::is_atomic)
            && arguments.keywords.is_empty()
            && arguments.star.is_none()
            && arguments.double_star.is_none()
    }

    /// Library calls that need more than their table entry says.
    pub(super) fn special_library(
        &mut self,
        name: &str,
        receiver: &Option<Value>,
        arguments: &Arguments,
        range: TextRange,
        site: u32,
    ) -> Option<Value> {
        match name {
            "isinstance" | "issubclass" | "callable" | "type"
                if arguments.positional.len() != 3 =>
            {
                for value in arguments.all() {
                    self.touch_read(value, Field::Contents);
                    // What is asked about may be an instance that answers itself.
                    self.implicit_named(value, &["__instancecheck__", "__subclasscheck__"], range);
                    if name == "isinstance" && self.an.checks_protocols {
                        self.read_any_property(value, range);
                    }
                }
                if name == "type" {
                    let value = arguments.positional.first().cloned().unwrap_or_default();
                    return Some(self.type_of(&value));
                }
                Some(Value::atom(Atoms::BOOL))
            }
            "len" => {
                for value in arguments.all() {
                    self.touch_read(value, Field::Contents);
                    self.implicit_named(value, &["__len__"], range);
                }
                Some(Value::atom(Atoms::INT))
            }
            "abs" | "round" if self.are_of_program(arguments) => {
                // What their own methods say, and nothing else is asked.
                let value = arguments.positional[0].clone();
                let name = if name == "abs" { "__abs__" } else { "__round__" };
                let digits = [Value::atom(Atoms::INT.union(Atoms::NONE))];
                let given = if name == "__abs__" { &digits[..0] } else { &digits[..] };
                let mut result = self.call_dunder_with(&value, name, given, range);
                let numbers = value.atoms.without(Atoms::NONE).without(Atoms::UNBOUND);
                result.join(&Value::atom(numbers.union(Atoms::FLOAT).union(Atoms::INT)));
                Some(result)
            }
            _ if operator_of(name).is_some()
                && receiver.is_none()
                && arguments.positional.len() == 2
                && arguments.keywords.is_empty()
                && arguments.star.is_none()
                && arguments.double_star.is_none() =>
            {
                let (left, right) = (&arguments.positional[0], &arguments.positional[1]);
                let op = operator_of(name)?;
                Some(self.binary(left, op, right, range, Some(site), false))
            }
            "exception" => {
                // An instance holds what it was made of.
                let origins = self.fresh(site, 41);
                for value in arguments.all() {
                    self.an.heap.escape(value);
                    self.hold(origins, value);
                }
                self.hold(origins, &Value { origins, ..Value::any() });
                Some(Value { origins, ..Value::any() })
            }
            "signal.signal" if self.handles_plainly(arguments, range) => {
                self.flag(Flags::STATE, range, name);
                Some(Value::any())
            }
            "pickle.dump" | "pickle.dumps" => {
                // An object that was pickled before is written as a reference to where that stands.
                if let Some(value) = arguments.positional.first() {
                    self.an.note_pickled(self.module, range, value, name);
                }
                None
            }
            "gc.collect" if self.ignored == Some(range) && !self.an.program.mentions("weakref") => {
                // Finalizers refuse a program as a whole, and nobody else notices.
                self.flag(Flags::STATE, range, name);
                Some(Value::atom(Atoms::INT))
            }
            "json.load" | "json.loads"
                if arguments.keywords.is_empty() && arguments.double_star.is_none() =>
            {
                // Lists and dictionaries of each other and of plain values, all new.
                for value in arguments.all() {
                    self.touch_deep(value, None);
                    self.consume(value, range);
                }
                if name == "json.load" {
                    self.flag(Flags::READS_FILE, range, name);
                }
                self.fx.cost += 400.0;
                self.fx.library_work = true;
                let plain = Value::atom(
                    Atoms::NUMBERS.without(Atoms::COMPLEX).union(Atoms::STR).union(Atoms::NONE),
                );
                let list = self.new_container("list", site, 50);
                let dict = self.new_container("dict", site, 51);
                let all = plain.joined(&list).joined(&dict);
                self.an.heap.add_element(list.objects[0], &all);
                self.an.heap.add_element(dict.objects[0], &all);
                self.an.heap.add_key(dict.objects[0], &Value::atom(Atoms::STR));
                self.hold(all.origins, &all);
                Some(all)
            }
            "range" => {
                for value in arguments.all() {
                    self.implicit_named(value, &["__index__"], range);
                }
                Some(Value::atom(Atoms::RANGE))
            }
            _ if name.rsplit('.').next() == Some("close")
                && receiver.as_ref().is_some_and(|r| self.an.is_file(r)) =>
            {
                let receiver = receiver.clone()?;
                self.touch_write(&receiver, Field::Contents, range);
                if receiver.origins.may_be_foreign() {
                    // What was written to it before, and waits to be, is written now.
                    self.flag(Flags::WRITES_FILE, range, name);
                }
                Some(Value::atom(Atoms::NONE))
            }
            "ndarray.tolist" => {
                // Numbers, or lists of such lists, all new.
                self.touch_read(&receiver.clone()?, Field::Contents);
                self.fx.cost += 60.0;
                let list = self.new_container("list", site, 52);
                let plain = Atoms::NUMBERS.union(Atoms::STR).union(Atoms::BYTES);
                let all = Value::atom(plain.union(Atoms::OTHER)).joined(&list);
                self.an.heap.add_element(list.objects[0], &all);
                self.hold(all.origins, &all);
                Some(all)
            }
            "collections.namedtuple" => {
                let mut given = arguments.double_star.clone().unwrap_or_default();
                given.join(arguments.keyword("defaults").unwrap_or(&Value::bottom()));
                let reach = self.an.heap.reachable(&given);
                if given.is_any()
                    || reach.any
                    || reach.objects.iter().any(|&o| !self.an.is_tuple(o))
                {
                    // Instances may hold these: which of them is not followed.
                    self.an.heap.escape(&given);
                    return Some(Value::any());
                }
                let object = self.an.heap.object(ObjectKey::Site(site, 8), || ObjectKind::Record);
                Some(Value::object(object, Origins::OUTSIDE))
            }
            "ArgumentParser.parse_args"
            | "ArgumentParser.parse_known_args"
            | "ArgumentParser.parse_intermixed_args"
            | "ArgumentParser.parse_known_intermixed_args"
            | "OptionParser.parse_args" => {
                self.parse_into(arguments, range);
                None
            }
            "math.trunc" | "math.floor" | "math.ceil" => {
                let method = match name {
                    "math.trunc" => "__trunc__",
                    "math.floor" => "__floor__",
                    _ => "__ceil__",
                };
                let value = arguments.positional.first()?.clone();
                if !self.an.classes.define_any(&[method]) || value.is_atomic() {
                    return None;
                }
                // It gives whatever the method gives.
                self.touch_deep(&value, None);
                let given = self.call_dunder_with(&value, method, &[], range);
                Some(given.joined(&Value::atom(Atoms::INT)))
            }
            "functools.update_wrapper" | "functools.wraps" => {
                let position = usize::from(name == "functools.update_wrapper");
                let wrapped = arguments.keyword("wrapped");
                let wrapped = wrapped.or(arguments.positional.get(position)).cloned();
                self.copy_attributes(&wrapped.unwrap_or_else(Value::any));
                None
            }
            "copy.copy" => {
                let value = arguments.positional.first()?.clone();
                self.touch_deep(&value, None);
                self.implicit(&value, range);
                self.make_without_init(&value, arguments, range);
                if self.decides_on_copies(&value, false) {
                    return None;
                }
                let origins = self.fresh(site, 9);
                let parts = self.parts_of(value.origins);
                self.hold(origins, &Value { origins: parts, ..Value::any() });
                let copy = value.from(origins);
                // Of functions and classes there are no copies, and that of a method has the receiver of the original.
                Some(if self.may_be_code(&value) { copy.joined(&value) } else { copy })
            }
            "copy.deepcopy" => {
                let value = arguments.positional.first()?.clone();
                self.touch_deep(&value, None);
                self.implicit(&value, range);
                self.make_without_init(&value, arguments, range);
                self.fx.library_work = true;
                self.fx.cost += 100.0;
                let has_memo = arguments.positional.len() > 1 || !arguments.keywords.is_empty();
                if has_memo || self.decides_on_copies(&value, true) {
                    return None;
                }
                let origins = self.fresh(site, 9);
                self.hold(origins, &Value { origins, ..Value::any() });
                Some(value.from(origins))
            }
            "functools.partial" => {
                if let Some(made) = self.make_partial(arguments, site) {
                    return Some(made);
                }
                let function = arguments.positional.first()?.clone();
                // Called later with these arguments and more: its parameters may be anything passed here.
                self.an.heap.escape(&function);
                self.an.expose_functions(&function);
                for value in arguments.all() {
                    self.an.heap.escape(value);
                }
                Some(Value::any())
            }
            "dataclasses.replace" => {
                // A new instance, from the fields of the old one and those given.
                let value = arguments.positional.first()?.clone();
                let parts = Value { origins: self.parts_of(value.origins), ..Value::any() };
                let given = Arguments {
                    keywords: arguments.keywords.clone(),
                    double_star: Some(parts),
                    ..Arguments::default()
                };
                for object in value.each_object() {
                    if let ObjectKind::Instance(class) = self.an.heap.peek(object).kind {
                        self.construct(class, &given, range, Some(site));
                    }
                }
                if value.is_any() || value.is_bottom() {
                    self.flag(Flags::UNKNOWN, range, name);
                }
                None
            }
            "property" | "functools.cached_property" => {
                if name != "property" || !self.an.classes.makes_property(self.module, range) {
                    // Where it ends up, nobody knows.
                    self.flag(Flags::DYNAMIC, range, name);
                }
                let object = self.an.heap.object(ObjectKey::Site(site, 7), || {
                    ObjectKind::Wrapper(super::heap::Wrapper::Property)
                });
                for function in arguments.all() {
                    self.an.heap.add_element(object, function);
                }
                Some(Value::object(object, Origins::OUTSIDE))
            }
            "doctest.testmod" => {
                self.run_examples(arguments, range, site);
                None
            }
            "random.Random" => {
                let id = self.an.knowledge.type_id("random.Random")?;
                if arguments.positional.is_empty() && arguments.keywords.is_empty() {
                    self.flag(Flags::RANDOM, range, name);
                }
                let object =
                    self.an.heap.object(ObjectKey::Site(site, 1), || ObjectKind::Library(id));
                let origins = self.fresh(site, 1);
                Some(Value::object(object, origins))
            }
            "print" => {
                for value in arguments.all() {
                    self.touch_deep(value, None);
                    if arguments.star.is_none() && arguments.double_star.is_none() {
                        self.shown(value, range);
                    } else {
                        self.implicit(value, range);
                    }
                }
                let names_stream =
                    arguments.keyword("file").is_some() || arguments.double_star.is_some();
                let file = arguments.keyword("file").cloned();
                let is_standard = arguments.double_star.is_none()
                    && file.as_ref().is_some_and(|file| self.an.is_standard_stream(file));
                let by = if is_standard && self.an.streams_stand_by_name {
                    Flags::TELLS
                } else {
                    Flags::SHOUTS
                };
                let output = if names_stream { Flags::PRINTS.union(by) } else { Flags::PRINTS };
                let to_file = arguments.double_star.is_none()
                    && file.as_ref().is_some_and(|file| self.an.is_opened_file(file));
                if !to_file {
                    self.flag(output, range, "print");
                }
                self.fx.cost += 20.0;
                if let Some(file) = file {
                    if by != Flags::TELLS {
                        self.touch_write(&file, Field::Contents, range);
                    }
                    if !self.an.is_standard_stream(&file) {
                        self.flag(Flags::WRITES_FILE, range, "print to a file");
                    }
                }
                Some(Value::atom(Atoms::NONE))
            }
            "dict.setdefault" | "dict.get" | "dict.pop" => {
                let receiver = receiver.clone()?;
                let default =
                    arguments.positional.get(1).cloned().unwrap_or(Value::atom(Atoms::NONE));
                self.touch_read(&receiver, Field::Contents);
                if let Some(key) = arguments.positional.first() {
                    self.look_up(&receiver, &key.clone(), range);
                }
                let parts = self.parts_of(receiver.origins);
                let held = self.an.heap.element_of(&receiver, |o| &o.element);
                let mut result = self.part_from(receiver.origins, &held, parts);
                if name != "dict.get" {
                    self.touch_write(&receiver, Field::Contents, range);
                }
                if name == "dict.setdefault" {
                    for &object in &receiver.objects {
                        self.an.heap.add_element(object, &default);
                        if let Some(key) = arguments.positional.first() {
                            self.an.heap.add_key(object, key);
                        }
                    }
                    for value in arguments.all() {
                        self.hold(receiver.origins, value);
                    }
                    // What was put in just now is held by the dictionary from here on.
                    result.join(&default);
                    if receiver.origins.may_be_foreign() {
                        result = result.clone().from(result.origins.union(parts));
                    }
                    return Some(result);
                }
                result.join(&default);
                Some(result)
            }
            _ => None,
        }
    }

    fn type_of(&mut self, value: &Value) -> Value {
        let mut result = Value::bottom();
        for &object in &value.objects {
            match self.an.heap.peek(object).kind {
                ObjectKind::Instance(class) => {
                    let class =
                        self.an.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
                    result.join(&Value::object(class, Origins::OUTSIDE));
                }
                ObjectKind::Library(id) => {
                    result.join(&self.class_of_library(id));
                }
                // Types of functions and classes: they call what they are given.
                _ => {
                    result.join(&Value::any());
                }
            }
        }
        if value.is_any() {
            result.join(&Value::any());
        } else if !value.atoms.is_empty() {
            result.join(&Value::atom(Atoms::OTHER));
        }
        result
    }
}

impl Walker<'_, '_> {
    /// Arguments of the command line become attributes of an object that the program gives for it, under names that they have at
    /// run time.
    fn parse_into(&mut self, arguments: &Arguments, range: TextRange) {
        let named = ["namespace", "values"].into_iter().filter_map(|name| arguments.keyword(name));
        let given = arguments.positional.iter().skip(1).chain(named);
        let given = given.chain(&arguments.star).chain(&arguments.double_star);
        let is_other =
            |&object: &ObjId| !matches!(self.an.heap.peek(object).kind, ObjectKind::Library(_));
        let sets = |value: &Value| value.is_any() || value.objects.iter().any(is_other);
        if given.into_iter().any(sets) {
            self.flag(Flags::DYNAMIC, range, "attributes for arguments of the command line");
        }
    }

    /// What is made to look like this gets its attributes.
    fn copy_attributes(&mut self, wrapped: &Value) {
        let mut objects: Vec<ObjId> = wrapped.objects.to_vec();
        if wrapped.is_any() {
            let functions =
                (0..self.an.scopes.functions.len()).map(|i| ObjectKey::Function(i.into()));
            objects.extend(functions.filter_map(|key| self.an.heap.find(key)));
        }
        for object in objects {
            for name in self.an.heap.field_names(object).to_vec() {
                if let Some(value) = self.an.heap.field(object, name).cloned() {
                    self.an.heap.escape(&value);
                    self.an.store_attribute_anywhere(name, &value);
                }
            }
        }
    }

    /// The class of a library's object: as good as the constructor of that name, by which its methods may be called as well.
    pub(super) fn class_of_library(&mut self, id: TypeId) -> Value {
        let knowledge = self.an.knowledge;
        let info = knowledge.type_info(id);
        let is_tuple = info.name == "tuple";
        if info.name == "BaseException" {
            return self.an.exception_class();
        }
        if !info.mutable && !is_tuple {
            return Value::atom(Atoms::OTHER);
        }
        // Named tuples count as tuples, and have constructors of their own.
        let program = self.an.program;
        let is_named =
            is_tuple && (program.mentions("namedtuple") || program.mentions("NamedTuple"));
        let constructor = knowledge
            .module(&info.module)
            .and_then(|module| module.functions.get(info.name.as_str()).copied())
            .filter(|_| !is_named);
        constructor.map_or_else(Value::any, |constructor| self.an.library_value(constructor))
    }
}

/// The operator that a function of the module `operator` stands for.
fn operator_of(name: &str) -> Option<ast::Operator> {
    use ast::Operator as Op;
    Some(match name.strip_prefix("operator.")? {
        "add" => Op::Add,
        "and_" => Op::BitAnd,
        "floordiv" => Op::FloorDiv,
        "lshift" => Op::LShift,
        "mod" => Op::Mod,
        "mul" => Op::Mult,
        "or_" => Op::BitOr,
        "pow" => Op::Pow,
        "rshift" => Op::RShift,
        "sub" => Op::Sub,
        "truediv" => Op::Div,
        "xor" => Op::BitXor,
        _ => return None,
    })
}

impl Walker<'_, '_> {
    /// Copying makes instances without their `__init__`, but not without their `__new__`, which is not followed.
    fn make_without_init(&mut self, value: &Value, arguments: &Arguments, range: TextRange) {
        if !MAKES_COPIES.iter().any(|name| self.an.program.mentions(name)) {
            return;
        }
        let reach = self.an.heap.reachable(value);
        let mut unknown = reach.any || value.is_any();
        for &object in &reach.objects {
            if let ObjectKind::Instance(class) = self.an.heap.peek(object).kind
                && MAKES_COPIES.iter().any(|name| self.an.class_defines(class, name))
            {
                unknown = true;
                // What its methods give goes to its constructor, and to `__setstate__`.
                self.an.expose_functions(&Value::object(object, value.origins));
                let made =
                    self.an.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
                self.an.expose_functions(&Value::object(made, Origins::OUTSIDE));
            }
        }
        if unknown {
            self.fx.heap_reads.set_everything();
            self.fx.heap_writes.set_everything();
            self.unknown_call(arguments, range, "__new__");
        }
    }

    fn may_be_code(&self, value: &Value) -> bool {
        value.objects.iter().any(|&object| {
            !matches!(
                self.an.heap.peek(object).kind,
                ObjectKind::Library(_) | ObjectKind::Instance(_) | ObjectKind::Record
            )
        })
    }
}

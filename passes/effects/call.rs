//! Calls: who is called, with what, and what that does to the caller's world.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::LoopSyntax;
use super::fields::FieldDefault;
use super::heap::{BoundTarget, Field, Location, ObjectKey, ObjectKind, Wrapper};
use super::library::Bindings;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ClassId, FuncId, ObjId};
use crate::knowledge::Callee;
use crate::passes::promises;
use crate::passes::scopes::node_id;
use crate::promise::Promise;
use crate::values::{Atoms, Origins, Value};

/// The evaluated arguments of a call.
#[derive(Clone, Default)]
pub struct Arguments {
    pub positional: Vec<Value>,
    pub keywords: Vec<(Box<str>, Value)>,
    /// What `*args` yields, and what stands behind it: it may go to any position from there.
    pub star: Option<Value>,
    /// What stands behind the last `*args`, for those who can tell how many arguments there are.
    pub behind: Behind,
    /// What `**kwargs` holds.
    pub double_star: Option<Value>,
    /// They stand in the source: one that has no value has none yet, or never gets one. Others may stand for whatever there is.
    pub is_written: bool,
}

/// `c, d` of `f(a, *b, c, d)`.
#[derive(Clone, Debug, Default)]
pub struct Behind {
    /// What `*args` yields, or stands between two of them.
    pub before: Value,
    pub values: Vec<Value>,
}

impl Arguments {
    pub fn positional(positional: Vec<Value>) -> Self {
        Arguments { positional, ..Arguments::default() }
    }

    /// All values that are passed.
    pub fn all(&self) -> impl Iterator<Item = &Value> {
        self.positional
            .iter()
            .chain(self.keywords.iter().map(|(_, value)| value))
            .chain(&self.star)
            .chain(&self.double_star)
    }

    /// The arguments with a receiver put in front.
    #[must_use]
    pub fn with_receiver(&self, receiver: Value) -> Arguments {
        let mut arguments = self.clone();
        arguments.positional.insert(0, receiver);
        arguments
    }

    /// A keyword argument.
    pub fn keyword(&self, name: &str) -> Option<&Value> {
        self.keywords.iter().find(|(keyword, _)| &**keyword == name).map(|(_, value)| value)
    }
}

impl<'a> Walker<'_, 'a> {
    pub fn call(&mut self, node: &'a ast::ExprCall) -> Value {
        self.fx.cost += 3.0;
        if let Some(promise) = self.an.promises.of_call(self.module, node.range()) {
            let promise = Rc::clone(promise);
            return self.promised_call(node, &promise);
        }
        if let Some(value) = self.special_call(node) {
            return value;
        }
        let callee = self.eval(&node.func);
        let mut arguments = self.arguments(&node.arguments);
        self.check_element_types(&callee, &node.arguments, &mut arguments);
        if let Expr::Attribute(function) = &*node.func
            && matches!(function.attr.as_str(), "add_argument" | "set_defaults")
        {
            self.note_argument(function.attr.as_str(), &node.arguments, &arguments);
        }
        if let Some(file) = self.open_to_read(node, &callee, &arguments) {
            return file;
        }
        let site = node_id(&node.node_index);
        if self.an.noting
            && !self.in_iteration
            && let Some(key) = site
            && self.an.applied_kind(&callee, &node.arguments).is_some()
        {
            self.an.decided_about.insert(self.func);
            if self.an.recording {
                self.record_loop(LoopSyntax::Call(node), &callee, &Value::bottom(), key);
            }
        }
        let result = self.call_value(&callee, &arguments, node.range(), site);
        self.found_by_text(node, &callee, &arguments).unwrap_or(result)
    }

    /// A call about which the user has said what it does.
    fn promised_call(&mut self, node: &'a ast::ExprCall, promise: &Promise) -> Value {
        let before = self.take_effects();
        let callee = self.eval(&node.func);
        let looking = self.resume_effects(before);
        let arguments = self.arguments(&node.arguments);
        let before = self.resume_effects(looking);
        let site = node_id(&node.node_index);
        let mut result = self.call_value(&callee, &arguments, node.range(), site);
        let mut own = self.resume_effects(before);
        let writes = own.heap_writes.clone();
        let why = self.why(node.range(), promise.about.as_str());
        promises::restrict(promise, &mut own, 0, || why);
        self.note_stop(own.flags, node.range(), &promise.about);
        if !own.heap_writes.is_private() {
            // Which of the objects it changes is not followed for a single call.
            own.heap_writes = writes;
        }
        self.fx.merge(&own);
        if promise.names_result() {
            result = self.promised_result(promise, None, &arguments, node.range(), site);
        }
        result
    }

    /// A value of the type that the user says.
    pub(super) fn promised_result(
        &mut self,
        promise: &Promise,
        receiver: Option<Value>,
        arguments: &Arguments,
        range: TextRange,
        site: Option<u32>,
    ) -> Value {
        let site = site.unwrap_or(0x8000_0000 | u32::from(range.start()));
        let arguments = arguments.clone();
        let bindings = Bindings { receiver, arguments, ..Bindings::default() };
        self.type_value(&promise.signature.result, &bindings, site)
    }

    pub fn arguments(&mut self, node: &'a ast::Arguments) -> Arguments {
        let mut arguments = Arguments { is_written: true, ..Arguments::default() };
        for argument in &node.args {
            if let Expr::Starred(starred) = argument {
                let value = self.eval(&starred.value);
                let element = self.iterate(&value, starred.range);
                // What stood behind the one before it may go anywhere, too.
                arguments.behind.values.clear();
                let star = arguments.star.unwrap_or_default().joined(&element);
                arguments.behind.before.clone_from(&star);
                arguments.star = Some(star);
            } else {
                let value = self.eval(argument);
                match &mut arguments.star {
                    Some(star) => {
                        star.join(&value);
                        arguments.behind.values.push(value);
                    }
                    None => arguments.positional.push(value),
                }
            }
        }
        for keyword in &node.keywords {
            let value = self.eval(&keyword.value);
            match &keyword.arg {
                Some(name) => arguments.keywords.push((name.as_str().into(), value)),
                None => {
                    self.implicit(&value, keyword.range());
                    self.touch_deep(&value, None);
                    let parts = self.parts_of(value.origins);
                    let mut element = self.an.heap.element_of(&value, |o| &o.element).from(parts);
                    // An object with `keys` is asked for the value of each.
                    element.join(&self.call_dunder_with(
                        &value,
                        "__getitem__",
                        &[Value::any()],
                        keyword.range(),
                    ));
                    arguments.double_star =
                        Some(arguments.double_star.unwrap_or_default().joined(&element));
                }
            }
        }
        arguments
    }

    /// Calls whose meaning depends on their syntax.
    fn special_call(&mut self, node: &'a ast::ExprCall) -> Option<Value> {
        if let Expr::Attribute(attribute) = &*node.func
            && attribute.attr.as_str() == "__setattr__"
        {
            self.store_by_name(node);
            return None;
        }
        if matches!(&*node.func, Expr::Attribute(method) if method.attr.as_str() == "update") {
            return self.update_namespace(node);
        }
        let Expr::Name(name) = &*node.func else { return None };
        if self.an.scopes.variable_of(name).is_some() || self.an.is_patched(name.id.as_str()) {
            return None;
        }
        match name.id.as_str() {
            "super" if node.arguments.keywords.is_empty() => {
                let (class, receiver) = match &*node.arguments.args {
                    [] => (self.enclosing_class()?, self.method_receiver()?),
                    [class, receiver] => {
                        let (class, receiver) = (self.eval(class), self.eval(receiver));
                        if class.is_bottom() || receiver.is_bottom() {
                            return self.an.is_optimistic().then(Value::bottom);
                        }
                        let known = self.only_class(&class);
                        if known.is_none() {
                            // It hands on whatever the receiver has.
                            self.an.heap.escape(&receiver);
                            self.an.expose_functions(&receiver);
                        }
                        (known?, receiver)
                    }
                    _ => return None,
                };
                let site = node_id(&node.node_index)?;
                let object =
                    self.an.heap.object(ObjectKey::Site(site, 0), || ObjectKind::Super(class));
                self.an.heap.add_element(object, &receiver);
                Some(Value::object(object, receiver.origins))
            }
            "open" => {
                let arguments = self.arguments(&node.arguments);
                self.open_file(node, &arguments)
            }
            "getattr" if node.arguments.args.len() >= 2 => {
                let value = self.eval(&node.arguments.args[0]);
                let Expr::StringLiteral(attribute) = &node.arguments.args[1] else {
                    let place = (node.range(), node_id(&node.node_index));
                    let found = self.member_by_name(&value, &node.arguments.args, place);
                    if found.is_some() {
                        return found;
                    }
                    if let Some(found) = self.get_by_name(node, &value) {
                        return Some(found);
                    }
                    self.read_any_property(&value, node.range());
                    self.hand_out_by_name(&value, &node.arguments.args[1]);
                    return None;
                };
                let attribute = attribute.value.to_str();
                let site = node_id(&node.node_index);
                let mut result = self.load_attribute(&value, attribute, node.range(), site);
                if let Some(default) = node.arguments.args.get(2) {
                    result.join(&self.eval(default));
                }
                Some(result)
            }
            "setattr" => self.set_by_name(node),
            "vars" | "dir" | "globals" => self.namespace_call(name.id.as_str(), node),
            "hasattr" if node.arguments.args.len() == 2 => {
                let value = self.eval(&node.arguments.args[0]);
                self.eval(&node.arguments.args[1]);
                self.implicit_named(&value, &["__getattr__", "__getattribute__"], node.range());
                self.read_any_property(&value, node.range());
                self.touch_deep(&value, None);
                Some(Value::atom(Atoms::BOOL))
            }
            _ => None,
        }
    }

    /// `object.__setattr__(self, "x", value)`: whatever the object is, it has that attribute now. In a `__setattr__` of the
    /// program's own that hands on what it was given, the statement that runs it says which attribute that is, and what it holds.
    fn store_by_name(&mut self, node: &'a ast::ExprCall) {
        let arguments = &node.arguments;
        let is_plain =
            arguments.keywords.is_empty() && !arguments.args.iter().any(Expr::is_starred_expr);
        let [.., name, value] = &*arguments.args else { return };
        if !is_plain {
            return;
        }
        self.setter_called = Some(node.func.range());
        if let Expr::StringLiteral(name) = name {
            let value = self.eval(value);
            let symbol = self.an.symbol(name.value.to_str());
            self.an.store_attribute_anywhere(symbol, &value);
        } else if !self.hands_on(name, value) {
            self.flag(Flags::DYNAMIC, node.range(), "__setattr__");
        }
    }

    /// Whether these are the name and the value that a `__setattr__` of the program's own was given.
    fn hands_on(&self, name: &Expr, value: &Expr) -> bool {
        let function = self.an.scopes.function(self.func);
        let is_parameter = |expr: &Expr, position: usize| {
            let Expr::Name(node) = expr else { return false };
            let var = self.an.scopes.variable_of(node);
            var.is_some()
                && var == function.parameters.get(position).copied()
                && var.is_some_and(|var| self.an.scopes.variable(var).bindings == 1)
        };
        function.name == "__setattr__"
            && function.class.is_some()
            && is_parameter(name, 1)
            && is_parameter(value, 2)
    }

    /// The class of the program's own that a value is, where it is no other.
    fn only_class(&self, value: &Value) -> Option<ClassId> {
        let [object] = value.objects[..] else { return None };
        let is_plain = value.atoms.without(Atoms::UNBOUND).is_empty();
        match self.an.heap.peek(object).kind {
            ObjectKind::Class(class) if is_plain => Some(class),
            _ => None,
        }
    }

    /// Calls whatever a value may be.
    pub fn call_value(
        &mut self,
        callee: &Value,
        arguments: &Arguments,
        range: TextRange,
        site: Option<u32>,
    ) -> Value {
        let mut result = Value::bottom();
        if callee.is_any() {
            let program = self.an.program;
            let text = program.module(self.module).slice(range);
            let what = text.split('(').next().unwrap_or_default().trim();
            self.unknown_call(arguments, range, what);
            result.join(&Value::any());
        }
        if !callee.atoms.without(Atoms::ANY).without(Atoms::UNBOUND).is_empty() {
            // Methods of immutable library values, and their classes; calling any other atom raises.
            for value in arguments.all() {
                self.touch_deep(value, None);
                self.consume(value, range);
                self.implied(value, super::implicit::Implied::Everything, range);
            }
            result.join(&Value::atom(Atoms::OTHER));
        }
        if callee.is_bottom() && !self.an.is_optimistic() {
            self.unknown_call(arguments, range, "a value that never arises");
            result.join(&Value::any());
        }
        for object in callee.each_object() {
            let part = match self.an.heap.peek(object).kind.clone() {
                ObjectKind::Function(func) => self.apply_function(func, arguments, range),
                ObjectKind::Bound(target) => {
                    let receiver = self.an.heap.get(object).element.clone();
                    let origins =
                        if callee.origins.is_empty() { Origins::OUTSIDE } else { callee.origins };
                    let receiver = receiver.from(origins);
                    match target {
                        BoundTarget::Function(func) => {
                            let arguments = arguments.with_receiver(receiver);
                            self.apply_function(func, &arguments, range)
                        }
                        BoundTarget::Library(id) => {
                            self.apply_library(id, Some(receiver), arguments, range, site)
                        }
                    }
                }
                ObjectKind::Class(class) => self.construct(class, arguments, range, site),
                ObjectKind::LibraryFunction(id) => {
                    let result = self.apply_library(id, None, arguments, range, site);
                    self.seed = self.seed.filter(|_| callee.objects.len() == 1 && !callee.is_any());
                    result
                }
                ObjectKind::Instance(class) => {
                    if self.an.class_defines(class, "__call__") {
                        let receiver = Value::object(object, callee.origins);
                        let arguments = arguments.with_receiver(receiver);
                        self.call_method(class, "__call__", &arguments, range)
                    } else {
                        // A base that is not in view may call any method of the instance.
                        let receiver = Value::object(object, callee.origins);
                        let arguments = arguments.with_receiver(receiver);
                        self.unknown_call(&arguments, range, "an instance");
                        Value::any()
                    }
                }
                ObjectKind::Wrapper(wrapper) => {
                    if let Wrapper::Cache { keeps_all } = wrapper {
                        self.call_cached(object, keeps_all, arguments, range, site)
                    } else if wrapper == Wrapper::Partial {
                        self.call_partial(object, callee.origins, arguments, range, site)
                    } else {
                        self.call_wrapped(object, arguments, range, site)
                    }
                }
                ObjectKind::Record => self.construct_record(arguments, site),
                ObjectKind::Library(id)
                    if self.an.knowledge.type_info(id).methods.contains_key("__call__") =>
                {
                    let method = self.an.knowledge.type_info(id).methods["__call__"];
                    let receiver = Value::object(object, callee.origins);
                    self.apply_library(method, Some(receiver), arguments, range, site)
                }
                // An array cannot be called, and raises.
                ObjectKind::Library(id) if self.an.knowledge.type_info(id).name == "ndarray" => {
                    Value::bottom()
                }
                ObjectKind::Library(_)
                | ObjectKind::LibraryModule(_)
                | ObjectKind::Module(_)
                | ObjectKind::Super(_) => {
                    self.unknown_call(arguments, range, "an object that is not a function");
                    Value::any()
                }
            };
            result.join(&part);
        }
        result
    }

    /// A call that may do anything with what it is given, and with everything else.
    pub fn unknown_call(&mut self, arguments: &Arguments, range: TextRange, what: &str) {
        self.flag(Flags::UNKNOWN, range, what);
        self.fx.unbounded = true;
        for value in arguments.all() {
            // One of them may be a container that takes in another one.
            self.an.heap.store_anywhere(value);
            self.an.expose_functions(value);
            self.an.hand_to_unknown_code(value);
            self.an.asked_for_anything |= self.an.open_world && value.is_any();
            self.touch_deep(value, Some(range));
        }
    }

    /// Code out of view may read and change whatever was ever handed to it, and call the functions that were.
    pub fn run_unknown_code(&mut self, range: TextRange) {
        self.an.note_unknown_code();
        self.touch_read(&Value::any(), Field::All);
        self.touch_write(&Value::any(), Field::All, range);
        let (cost, unbounded, work) = (self.fx.cost, self.fx.unbounded, self.fx.library_work);
        let exposed = self.an.exposed();
        let differs = |&func: &FuncId| self.is_inside_iteration(func) || self.is_closure(func);
        if self.in_iteration && exposed.iter().any(differs) {
            // Functions that are written inside the loop move with it, and those around it may know what it works on.
            for func in self.an.exposed().to_vec() {
                let (summary, arguments) = (self.an.summary(func), self.any_arguments(func));
                self.take_over(func, &summary, &arguments, range);
            }
        } else {
            self.call_exposed();
        }
        self.advance_escaped(range);
        self.ask_escaped(range);
        // What the call costs is not known; this is about what it does.
        (self.fx.cost, self.fx.unbounded, self.fx.library_work) = (cost, unbounded, work);
    }

    /// A library function that is not known to call a function it is given may keep it, for others to call.
    pub fn keep_functions(
        &mut self,
        name: &str,
        module: &str,
        calls: &[Callee],
        arguments: &Arguments,
    ) {
        if super::callbacks::only_looks_at_functions(name) {
            return;
        }
        let positional = arguments
            .positional
            .iter()
            .enumerate()
            .filter(|(position, _)| !calls.contains(&Callee::Position(*position)));
        let keywords = arguments.keywords.iter().filter(|(keyword, _)| {
            !calls
                .iter()
                .any(|callee| matches!(callee, Callee::Keyword(name) if **name == **keyword))
        });
        let kept: Vec<Value> = positional
            .map(|(_, value)| value)
            .chain(keywords.map(|(_, value)| value))
            .chain(&arguments.star)
            .chain(&arguments.double_star)
            .filter(|value| value.objects.iter().any(|&object| self.is_callable_of_program(object)))
            .cloned()
            .collect();
        for value in &kept {
            self.an.expose_functions(value);
        }
        if !kept.is_empty() {
            self.note_kept(module);
            // What is kept besides may be what they are called with.
            for value in arguments.all() {
                self.an.heap.escape(value);
            }
        }
    }

    pub(super) fn is_callable_of_program(&self, object: ObjId) -> bool {
        matches!(
            self.an.heap.peek(object).kind,
            ObjectKind::Function(_) | ObjectKind::Bound(_) | ObjectKind::Wrapper(_)
        )
    }

    /// Calls a method of a class of the program.
    pub fn call_method(
        &mut self,
        class: ClassId,
        name: &str,
        arguments: &Arguments,
        range: TextRange,
    ) -> Value {
        self.read_patched_method(class, name);
        match self.an.method_functions(class, name) {
            Some(funcs) => {
                let mut result = Value::bottom();
                for func in funcs {
                    result.join(&self.apply_function(func, arguments, range));
                }
                result
            }
            None => {
                if self.an.class_defines(class, name) || self.an.has_unknown_base(class) {
                    self.unknown_call(arguments, range, name);
                    return Value::any();
                }
                Value::bottom()
            }
        }
    }

    /// `Class(...)`.
    pub(super) fn construct(
        &mut self,
        class: ClassId,
        arguments: &Arguments,
        range: TextRange,
        site: Option<u32>,
    ) -> Value {
        let instance = self.an.instance_object(class);
        let site = site.unwrap_or(0x8000_0000 | u32::from(range.start()));
        let origins = self.fresh(site, 4);
        let value = Value::object(instance, origins);
        self.fx.cost += 10.0;
        if self.an.is_enum(class) {
            if self.an.class_defines(class, "_missing_") {
                let with_class = arguments.with_receiver(Value::any());
                self.call_method(class, "_missing_", &with_class, range);
            }
            return Value::object(instance, Origins::OUTSIDE);
        }
        if self.an.classes.is_exception(class) {
            // `error.args` hands them on, without a type.
            for argument in arguments.all() {
                self.an.heap.escape(argument);
            }
        }
        if self.an.has_unknown_base(class) {
            // What the base does may call any method of the instance.
            let arguments = arguments.with_receiver(value.clone());
            self.unknown_call(&arguments, range, self.an.scopes.class(class).name);
            return value;
        }
        if self.an.class_defines(class, "__new__") || self.an.has_metaclass(class) {
            // What these functions do is not followed.
            let object = self.an.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
            let object = Value::object(object, Origins::OUTSIDE);
            self.an.expose_functions(&object);
            self.an.heap.escape(&object);
            self.fx.heap_reads.set_everything();
            self.fx.heap_writes.set_everything();
            self.unknown_call(arguments, range, "__new__");
            // They may give something else than an instance of the class.
            return value.joined(&Value::any());
        }
        if self.an.class_defines(class, "__init__") {
            let with_self = arguments.with_receiver(value.clone());
            self.call_method(class, "__init__", &with_self, range);
        }
        self.construct_base(class, &value, arguments, range);
        if !self.an.class_defines(class, "__init__") || self.an.is_decorated(class) {
            // Generated constructors (data classes, named tuples, exceptions) keep their arguments.
            let fields = self.an.constructor_fields(class);
            let in_order = self.an.takes_fields_in_order(class);
            for (position, argument) in arguments.positional.iter().enumerate() {
                let given = fields.get(position).filter(|_| in_order);
                for &field in given.map_or(&fields[..], std::slice::from_ref) {
                    self.an.heap.add_field(instance, field, argument);
                }
                self.an.heap.add_element(instance, argument);
                self.hold(origins, argument);
            }
            for (name, argument) in &arguments.keywords {
                let field = self.an.symbol(name);
                self.an.heap.add_field(instance, field, argument);
                self.an.heap.add_element(instance, argument);
                self.hold(origins, argument);
            }
            for argument in arguments.star.iter().chain(&arguments.double_star) {
                for &field in &fields {
                    self.an.heap.add_field(instance, field, argument);
                }
                self.an.heap.add_element(instance, argument);
                self.hold(origins, argument);
            }
            for (field, default) in self.an.field_defaults(class) {
                let default = match default {
                    FieldDefault::Value(default) => default.from(Origins::OUTSIDE),
                    FieldDefault::MadeBy(factory)
                        if self.an.scopes.class(class).module == self.module =>
                    {
                        let callee = self.eval(factory);
                        let place = 0x0100_0000 ^ u32::from(factory.range().start());
                        self.call_value(&callee, &Arguments::default(), range, Some(place))
                    }
                    // Not in view, or calls that the analysis would have to place in another module.
                    FieldDefault::MadeBy(_) | FieldDefault::Unknown => {
                        self.call_value(&Value::any(), &Arguments::default(), range, None)
                    }
                };
                self.an.heap.add_field(instance, field, &default);
                self.hold(origins, &default);
            }
            if self.an.class_defines(class, "__post_init__") {
                // `InitVar` fields are handed on, given or by default.
                let mut handed = Value::atom(Atoms::NONE);
                for argument in arguments.all() {
                    handed.join(argument);
                }
                for (_, default) in self.an.field_defaults(class) {
                    match default {
                        FieldDefault::Value(default) => handed.join(&default),
                        FieldDefault::MadeBy(_) => false, // no `InitVar` has one
                        FieldDefault::Unknown => handed.join(&Value::any()),
                    };
                }
                let with_self = Arguments {
                    positional: vec![value.clone()],
                    star: Some(handed),
                    ..Arguments::default()
                };
                self.call_method(class, "__post_init__", &with_self, range);
            }
        }
        value
    }

    /// The constructor of a library type may call what a subclass overrides: `OrderedDict(pairs)` its `__setitem__`.
    fn construct_base(
        &mut self,
        class: ClassId,
        value: &Value,
        arguments: &Arguments,
        range: TextRange,
    ) {
        if self.an.library_base(class).is_some() && !arguments.all().all(Value::is_atomic) {
            // Which parts of them the constructor of the base keeps, and as what, is not followed.
            for argument in arguments.all() {
                self.an.heap.escape(argument);
            }
            for &object in &value.objects {
                self.an.heap.add_element(object, &Value::any());
                self.an.heap.add_key(object, &Value::any());
            }
        }
        let mut given = Value::bottom();
        for argument in arguments.all() {
            given.origins = given.origins.union(argument.origins);
            given.origins = given.origins.union(self.deep_parts_of(argument.origins));
        }
        for name in self.an.called_by_base(class) {
            for argument in arguments.all() {
                self.an.heap.escape(argument);
            }
            let with_self = Arguments {
                positional: vec![value.clone()],
                star: Some(Value { origins: given.origins, ..Value::any() }),
                ..Arguments::default()
            };
            self.call_method(class, &name, &with_self, range);
        }
    }

    fn construct_record(&mut self, arguments: &Arguments, site: Option<u32>) -> Value {
        let record = self.new_container("tuple", site.unwrap_or(u32::MAX), 5);
        for argument in arguments.all() {
            self.an.heap.add_element(record.objects[0], argument);
            self.hold(record.origins, argument);
        }
        record
    }

    /// A one-shot iterator or a file is advanced by whoever iterates over it.
    pub fn consume(&mut self, value: &Value, range: TextRange) {
        for object in value.each_object() {
            if let ObjectKind::Library(id) = self.an.heap.peek(object).kind {
                let info = self.an.knowledge.type_info(id);
                if info.one_shot || self.an.is_file_type(id) {
                    let single = Value::object(object, value.origins);
                    self.touch_write(&single, Field::Contents, range);
                    self.run_generator(object, value.origins, range);
                    self.run_deferred(object, value.origins);
                    self.run_parts(object, range);
                    self.read_sources(object, value.origins, range);
                }
            }
        }
        if value.is_any() {
            self.touch_write(value, Field::Contents, range);
            self.advance_escaped(range);
        }
    }

    /// Reads the memory of one location as code of the program at large would.
    pub fn touch_location(&mut self, location: Location) {
        self.fx.heap_reads.add_location(location);
    }
}

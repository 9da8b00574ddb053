//! Calls: who is called, with what, and what that does to the caller's world.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use smallvec::{SmallVec, smallvec};

use super::LoopSyntax;
use super::heap::{BoundTarget, Field, Location, ObjectKey, ObjectKind, Wrapper};
use super::journal::Fact;
use super::library::Bindings;
use super::summary::{Effects, Summary, Touches, VarSet};
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ClassId, FuncId, ObjId};
use crate::knowledge::Callee;
use crate::passes::promises;
use crate::passes::scopes::node_id;
use crate::promise::Promise;
use crate::values::{Atoms, Origins, Value};

/// What a recursive call is taken to cost: some three nested loops of unknown length.
const RECURSION: f64 = 100_000.0;

/// The evaluated arguments of a call.
#[derive(Clone, Default)]
pub struct Arguments {
    pub positional: Vec<Value>,
    pub keywords: Vec<(Box<str>, Value)>,
    /// What `*args` yields: it may go to any position.
    pub star: Option<Value>,
    /// What `**kwargs` holds.
    pub double_star: Option<Value>,
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
        let site = node_id(&node.node_index);
        if self.an.recording
            && !self.in_iteration
            && let Some(key) = site
            && self.an.applied_kind(&callee, &node.arguments).is_some()
        {
            self.record_loop(LoopSyntax::Call(node), &callee, &Value::bottom(), key);
        }
        self.call_value(&callee, &arguments, node.range(), site)
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
    fn promised_result(
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
        let mut arguments = Arguments::default();
        for argument in &node.args {
            if let Expr::Starred(starred) = argument {
                let value = self.eval(&starred.value);
                let element = self.iterate(&value, starred.range);
                arguments.star = Some(arguments.star.unwrap_or_default().joined(&element));
            } else {
                let value = self.eval(argument);
                arguments.positional.push(value);
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
                    let element = self.an.heap.element_of(&value, |o| &o.element).from(parts);
                    arguments.double_star =
                        Some(arguments.double_star.unwrap_or_default().joined(&element));
                }
            }
        }
        arguments
    }

    /// What a command-line argument may be, from the call that declares it to `argparse`.
    fn note_argument(&mut self, method: &str, node: &'a ast::Arguments, values: &Arguments) {
        if method == "set_defaults" {
            for (name, value) in &values.keywords {
                self.an.join_argument(name, value);
            }
            if values.double_star.is_some() {
                self.an.unknown_arguments();
            }
            return;
        }
        let literal = |expr: &Expr| match expr {
            Expr::StringLiteral(text) => Some(text.value.to_str().to_owned()),
            _ => None,
        };
        let mut names: Vec<String> = Vec::new();
        for argument in &node.args {
            match literal(argument) {
                Some(name) => names.push(name),
                None => self.an.unknown_arguments(),
            }
        }
        let keyword = |name: &str| {
            node.keywords.iter().find(|k| k.arg.as_ref().is_some_and(|arg| arg.as_str() == name))
        };
        let long = names.iter().find(|name| name.starts_with("--")).or(names.first());
        let dest = match keyword("dest") {
            Some(keyword) => literal(&keyword.value),
            None => long.map(|name| name.trim_start_matches('-').replace('-', "_")),
        };
        let Some(dest) = dest else {
            self.an.unknown_arguments();
            return;
        };
        let mut value = Value::atom(Atoms::NONE);
        match values.keyword("type").cloned() {
            None => {
                value.join(&Value::atom(Atoms::STR));
            }
            Some(converter) => {
                let text = Arguments::positional(vec![Value::atom(Atoms::STR)]);
                let before = self.take_effects();
                value.join(&self.call_value(&converter, &text, TextRange::default(), None));
                self.resume_effects(before);
            }
        }
        for name in ["default", "const"] {
            if let Some(default) = values.keyword(name) {
                value.join(default);
            }
        }
        match keyword("action").map(|keyword| literal(&keyword.value)) {
            None => {}
            Some(Some(action)) => match action.as_str() {
                "store" => {}
                "store_true" | "store_false" => value = Value::atom(Atoms::BOOL),
                "count" => {
                    value.join(&Value::atom(Atoms::INT));
                }
                _ => {
                    value.join(&Value::any());
                }
            },
            Some(None) => {
                value.join(&Value::any());
            }
        }
        let many = keyword("nargs")
            .is_some_and(|keyword| !matches!(literal(&keyword.value).as_deref(), Some("?")));
        if many {
            // A list of such values, made by the parser.
            let list = self.new_container("list", u32::from(node.range.start()) | 0x8000_0000, 40);
            self.an.heap.add_element(list.objects[0], &value);
            value.join(&list);
        }
        self.an.join_argument(&dest, &value);
    }

    /// Calls whose meaning depends on their syntax.
    fn special_call(&mut self, node: &'a ast::ExprCall) -> Option<Value> {
        let Expr::Name(name) = &*node.func else { return None };
        if self.an.scopes.variable_of(name).is_some() || self.an.is_patched(name.id.as_str()) {
            return None;
        }
        match name.id.as_str() {
            "super" if node.arguments.args.is_empty() => {
                let class = self.enclosing_class()?;
                let receiver = self.method_receiver()?;
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
                    self.read_any_property(&value, node.range());
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

    /// `open` with a literal mode reads or writes; with any other it may do both.
    fn open_file(&mut self, node: &'a ast::ExprCall, arguments: &Arguments) -> Option<Value> {
        let mode = node.arguments.find_argument_value("mode", 1);
        let flags = match mode {
            None => Flags::READS_FILE,
            Some(Expr::StringLiteral(mode)) => {
                if mode.value.to_str().contains(['w', 'a', 'x', '+']) {
                    Flags::WRITES_FILE
                } else {
                    Flags::READS_FILE
                }
            }
            Some(_) => Flags::WRITES_FILE,
        };
        for value in arguments.all() {
            self.implicit(value, node.range());
        }
        self.flag(flags, node.range(), "open");
        let binary =
            matches!(mode, Some(Expr::StringLiteral(mode)) if mode.value.to_str().contains('b'));
        let site = node_id(&node.node_index)?;
        let name = if binary { "io.BufferedReader" } else { "io.TextIOWrapper" };
        let file_type = self.an.knowledge.type_id(name);
        let Some(file_type) = file_type else {
            self.flag(Flags::UNKNOWN, node.range(), "open");
            return Some(Value::any());
        };
        let object =
            self.an.heap.object(ObjectKey::Site(site, 1), || ObjectKind::Library(file_type));
        self.an
            .heap
            .add_element(object, &Value::atom(if binary { Atoms::BYTES } else { Atoms::STR }));
        let origins = self.fresh(site, 1);
        self.fx.cost += 2000.0;
        Some(Value::object(object, origins))
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
            // Methods of immutable library values; calling any other atom raises.
            for value in arguments.all() {
                self.touch_deep(value, None);
                self.implied(value, super::implicit::Implied::Everything, range);
            }
            result.join(&Value::atom(Atoms::OTHER));
        }
        if callee.is_bottom() && !self.an.is_optimistic() {
            self.unknown_call(arguments, range, "a value that never arises");
            result.join(&Value::any());
        }
        for object in callee.objects.clone() {
            let part = match self.an.heap.get(object).kind.clone() {
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
                    self.apply_library(id, None, arguments, range, site)
                }
                ObjectKind::Instance(class) => {
                    if self.an.class_defines(class, "__call__") {
                        let receiver = Value::object(object, callee.origins);
                        let arguments = arguments.with_receiver(receiver);
                        self.call_method(class, "__call__", &arguments, range)
                    } else {
                        self.unknown_call(arguments, range, "an instance");
                        Value::any()
                    }
                }
                ObjectKind::Wrapper(wrapper) => {
                    let inner = self.an.heap.get(object).element.clone();
                    if wrapper == Wrapper::Cache {
                        // How often a cache was asked in this process can be seen, or from when its values are.
                        if self.an.shows_caches {
                            self.flag(Flags::CACHES, range, "a cached function");
                        } else if self.an.outdates_caches(&inner) {
                            let what = "a cached function that reads what may change";
                            self.flag(Flags::CACHES, range, what);
                        }
                    }
                    // A cached function returns the same objects again.
                    self.call_value(&inner, arguments, range, site).from(Origins::OUTSIDE)
                }
                ObjectKind::Record => self.construct_record(arguments, site),
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
            self.touch_deep(value, Some(range));
        }
    }

    /// Code out of view may read and change whatever was ever handed to it, and call the functions that were.
    pub fn run_unknown_code(&mut self, range: TextRange) {
        self.touch_read(&Value::any(), Field::All);
        self.touch_write(&Value::any(), Field::All, range);
        let (cost, unbounded, work) = (self.fx.cost, self.fx.unbounded, self.fx.library_work);
        if self.in_iteration {
            // Functions that are written inside the loop move with it.
            for func in self.an.exposed().to_vec() {
                let (summary, arguments) = (self.an.summary(func), self.any_arguments(func));
                self.take_over(func, &summary, &arguments, range);
            }
        } else {
            self.call_exposed();
        }
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
        if matches!(name, "functools.wraps" | "functools.update_wrapper" | "print" | "repr" | "str")
        {
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
            self.an.heap.get(object).kind,
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
    fn construct(
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
            self.unknown_call(arguments, range, self.an.scopes.class(class).name);
            return value;
        }
        if self.an.class_defines(class, "__new__") || self.an.has_metaclass(class) {
            // What these functions do is not followed.
            let object = self.an.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
            self.an.expose_functions(&Value::object(object, Origins::OUTSIDE));
            self.fx.heap_reads.set_everything();
            self.fx.heap_writes.set_everything();
            self.unknown_call(arguments, range, "__new__");
            return value;
        }
        if self.an.class_defines(class, "__init__") {
            let with_self = arguments.with_receiver(value.clone());
            self.call_method(class, "__init__", &with_self, range);
        }
        if !self.an.class_defines(class, "__init__") || self.an.is_decorated(class) {
            // Generated constructors (data classes, named tuples, exceptions) keep their arguments.
            let fields = self.an.constructor_fields(class);
            for (position, argument) in arguments.positional.iter().enumerate() {
                if let Some(&field) = fields.get(position) {
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
            for (field, default, factory) in self.an.field_defaults(class) {
                let default = match factory {
                    None => default.from(Origins::OUTSIDE),
                    Some(factory) if self.an.scopes.class(class).module == self.module => {
                        let callee = self.eval(factory);
                        let place = 0x0100_0000 ^ u32::from(factory.range().start());
                        self.call_value(&callee, &Arguments::default(), range, Some(place))
                    }
                    // Calls the analysis would have to place in another module.
                    Some(_) => {
                        self.unknown_call(&Arguments::default(), range, "default_factory");
                        Value::any()
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
                for (_, default, _) in self.an.field_defaults(class) {
                    handed.join(&default);
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

    fn construct_record(&mut self, arguments: &Arguments, site: Option<u32>) -> Value {
        let record = self.new_container("tuple", site.unwrap_or(u32::MAX), 5);
        for argument in arguments.all() {
            self.an.heap.add_element(record.objects[0], argument);
            self.hold(record.origins, argument);
        }
        record
    }

    // ---- functions of the program ----

    /// Calls a function of the program: binds parameters, takes over its effects, gives its result.
    pub fn apply_function(
        &mut self,
        func: FuncId,
        arguments: &Arguments,
        range: TextRange,
    ) -> Value {
        // Lists that are set apart are known to this walk alone.
        let bound = self.bind_parameters(func, arguments, self.apart.is_empty());
        self.fresh_of_call = self.fresh(0x8000_0000 | u32::from(range.start()), 6);
        let function = self.an.scopes.function(func);
        let (is_generator, is_async) = (function.is_generator, function.is_async);
        let summary = self.an.summary(func);
        if is_async {
            self.flag(Flags::SUSPENDS, range, "a coroutine");
            return Value::any();
        }
        if is_generator {
            return self.generator_object(func, &bound, range);
        }
        self.take_over(func, &summary, &bound, range);
        if let Some(promise) = self.an.promises.of_function(func)
            && promise.names_result()
        {
            let (promise, in_class) = (Rc::clone(promise), promises::takes_receiver(function));
            let mut arguments = arguments.clone();
            let receiver = (in_class && !arguments.positional.is_empty())
                .then(|| arguments.positional.remove(0));
            return self.promised_result(&promise, receiver, &arguments, range, None);
        }
        self.map_result(&summary, &bound)
    }

    /// The effects of calling a function, when its parameters should not learn from this call.
    pub fn apply_effects_only(&mut self, func: FuncId, arguments: &Arguments, range: TextRange) {
        let bound = self.bind_parameters(func, arguments, true);
        let summary = self.an.summary(func);
        self.fresh_of_call = self.fresh(0x8000_0000 | u32::from(range.start()), 6);
        self.take_over(func, &summary, &bound, range);
    }

    /// The body of a generator function runs, as seen from where its generator is advanced.
    pub fn apply_generator_body(&mut self, func: FuncId, range: TextRange) {
        let parameters = self.an.scopes.function(func).parameters.clone();
        let bound: Vec<Value> = parameters
            .iter()
            .map(|var| self.an.variable_value(*var).from(Origins::OUTSIDE))
            .collect();
        let mut summary = Summary::clone(&self.an.summary(func));
        summary.effects.flags = summary.effects.flags.without(Flags::SUSPENDS);
        summary.effects.causes.retain(|(flags, _)| !flags.contains(Flags::SUSPENDS));
        self.take_over(func, &Rc::new(summary), &bound, range);
    }

    fn generator_object(&mut self, func: FuncId, bound: &[Value], range: TextRange) -> Value {
        let generator =
            self.new_container("generator", 0x8000_0000 | u32::from(range.start()), func.0 as u16);
        let object = generator.objects[0];
        let yielded = self.an.yielded(func);
        self.an.heap.add_element(object, &yielded);
        let runs = &mut self.an.heap.objects[object.index()].runs;
        if !runs.contains(&func) {
            runs.push(func);
            self.an.heap.grew(Fact::Object(object));
        }
        for value in bound {
            self.hold(generator.origins, value);
        }
        // What it yields may be anything that its body reaches.
        self.hold(generator.origins, &Value { origins: Origins::OUTSIDE, ..Value::any() });
        generator
    }

    /// Parameter values by position in the parameter list, for effects that go through parameters.
    fn bind_parameters(&mut self, func: FuncId, arguments: &Arguments, learn: bool) -> Vec<Value> {
        let function = self.an.scopes.function(func);
        let parameters = function.parameters.clone();
        let mut bound = vec![Value::bottom(); parameters.len()];
        let Some(signature) = function.signature() else { return bound };
        let plain = signature.posonlyargs.len() + signature.args.len();
        let names: Vec<&str> = signature.iter().map(|p| p.name().as_str()).collect();
        // `for p in parameters` yields positional-only, plain, *args, keyword-only, **kwargs.
        let vararg = signature.vararg.as_ref().map(|_| plain);
        let kwarg = signature.kwarg.as_ref().map(|_| names.len() - 1);
        let mut rest = Value::bottom();
        for (position, argument) in arguments.positional.iter().enumerate() {
            if position < plain {
                bound[position].join(argument);
            } else {
                rest.join(argument);
            }
        }
        if let Some(star) = &arguments.star {
            for value in bound.iter_mut().take(plain).skip(arguments.positional.len()) {
                value.join(star);
            }
            rest.join(star);
        }
        let mut extra = Value::bottom();
        for (name, argument) in &arguments.keywords {
            match names.iter().position(|known| *known == &**name) {
                Some(position) if Some(position) != vararg && Some(position) != kwarg => {
                    bound[position].join(argument);
                }
                _ => {
                    extra.join(argument);
                }
            }
        }
        if let Some(double_star) = &arguments.double_star {
            for (position, value) in bound.iter_mut().enumerate() {
                if Some(position) != vararg && Some(position) != kwarg {
                    value.join(double_star);
                }
            }
            extra.join(double_star);
        }
        if let Some(position) = vararg {
            bound[position].join(&self.pack("tuple", func, 1, &rest));
        }
        if let Some(position) = kwarg {
            bound[position].join(&self.pack("dict", func, 2, &extra));
        }
        if learn {
            for (var, value) in parameters.iter().zip(&mut bound) {
                self.an.heap.bounded(value);
                self.an.join_variable(*var, value);
            }
        }
        // A parameter that gets no argument here has its default; `*` and `**` may leave any of them out.
        let open = arguments.star.is_some() || arguments.double_star.is_some();
        let given = arguments.positional.len();
        for (position, (var, value)) in parameters.iter().zip(&mut bound).enumerate() {
            let maybe = open && position >= given && self.an.has_default(*var);
            if value.is_bottom() || maybe {
                value.join(&self.an.default_value(*var).from(Origins::OUTSIDE));
            }
        }
        bound
    }

    fn pack(&mut self, type_name: &str, func: FuncId, part: u16, value: &Value) -> Value {
        let container = self.new_container(type_name, 0xC000_0000 | func.0, part);
        self.an.heap.add_element(container.objects[0], value);
        if type_name == "dict" {
            self.an.heap.add_key(container.objects[0], &Value::atom(Atoms::STR));
        }
        self.hold(container.origins, value);
        container
    }

    /// Takes over a callee's effects, translated into the caller's terms.
    fn take_over(
        &mut self,
        func: FuncId,
        summary: &Rc<Summary>,
        bound: &[Value],
        range: TextRange,
    ) {
        let Effects { heap_reads, heap_writes, write_cause, cost, unbounded, library_work, .. } =
            &summary.effects;
        if !self.taken.get(&func).is_some_and(|known| Rc::ptr_eq(known, summary)) {
            self.take_over_names(func, summary);
        }
        self.map_touches(heap_reads, bound, None);
        if !heap_writes.is_private()
            && self.fx.write_cause.is_none()
            && self.writes_outside(heap_writes, bound)
        {
            self.fx.write_cause.clone_from(write_cause);
        }
        self.map_touches(heap_writes, bound, Some(range));
        self.map_stored(summary, bound);
        self.fx.cost += if summary.recursive { RECURSION } else { *cost };
        self.fx.cost = self.fx.cost.min(1e15);
        self.fx.library_work |= *library_work;
        self.fx.unbounded |= *unbounded || summary.recursive;
    }

    /// The part of a callee's effects that does not depend on its arguments: flags and variables.
    ///
    /// Another call in the same account would add nothing, unless the callee has to do with variables of this body, whose
    /// state is different at each place.
    fn take_over_names(&mut self, func: FuncId, summary: &Rc<Summary>) {
        let Effects { causes, reads, writes, call_writes, .. } = &summary.effects;
        self.an.note_call(self.func, func);
        for (flags, why) in causes {
            self.fx.flag(*flags, || why.clone());
        }
        self.note_foreign_reads(func, reads);
        for var in writes.iter().chain(call_writes.iter()) {
            self.note_foreign_write(func, var);
        }
        let is_own = |var| self.an.scopes.variable(var).func == self.func;
        if ![reads, writes, call_writes].iter().any(|vars| vars.iter().any(is_own)) {
            self.taken.insert(func, Rc::clone(summary));
        }
    }

    fn writes_outside(&self, writes: &Touches, bound: &[Value]) -> bool {
        writes.any
            || writes.everything
            || !writes.locations.is_empty()
            || writes.parameters.iter().any(|touch| {
                bound.get(touch.parameter as usize).is_some_and(|value| {
                    value.origins.union(self.deep_parts_of(value.origins)).may_be_foreign()
                })
            })
    }

    fn note_foreign_reads(&mut self, callee: FuncId, vars: &VarSet) {
        let scopes = self.an.scopes;
        let foreign = |var| {
            let variable = scopes.variable(var);
            variable.func != callee || variable.is_global
        };
        self.fx.reads.extend_where(vars, foreign);
        if !self.is_inside_iteration(callee) {
            self.fx.call_reads.extend_where(vars, foreign);
        }
        let (own, env) = (self.func, &self.env);
        self.fx.exposed.extend_where(vars, |var| {
            let variable = scopes.variable(var);
            foreign(var) && (variable.func != own || !env.is_assigned(variable.slot as usize))
        });
    }

    fn note_foreign_write(&mut self, callee: FuncId, var: crate::ids::VarId) {
        let variable = self.an.scopes.variable(var);
        if variable.func == callee && !variable.is_global {
            return;
        }
        self.note_call_write(var);
    }

    /// A function that is called here binds a variable of another body.
    pub(super) fn note_call_write(&mut self, var: crate::ids::VarId) {
        let variable = self.an.scopes.variable(var);
        let (owner, slot) = (variable.func, variable.slot as usize);
        self.fx.call_writes.insert(var);
        if owner == self.func {
            let value = self.an.variable_value(var).from(Origins::OUTSIDE);
            self.env.values[slot].join(&value);
        }
    }

    fn map_touches(&mut self, touches: &Touches, bound: &[Value], write: Option<TextRange>) {
        let target =
            if write.is_some() { &mut self.fx.heap_writes } else { &mut self.fx.heap_reads };
        let is_complete = target.everything && (write.is_none() || self.fx.write_cause.is_some());
        if is_complete && bound.iter().all(|value| self.is_foreign(value)) {
            return; // everything from outside is listed already
        }
        let target =
            if write.is_some() { &mut self.fx.heap_writes } else { &mut self.fx.heap_reads };
        let mut mapped = std::mem::take(target);
        let mut origins = Origins::NOWHERE;
        if touches.everything {
            // The callee did not list what it touches of its arguments.
            for value in bound.iter().filter(|value| !value.is_atomic()) {
                origins = origins.union(value.origins).union(self.deep_parts_of(value.origins));
            }
            mapped.fresh = mapped.fresh.union(origins.only_fresh());
            mapped.own_any |= !origins.only_fresh().is_empty();
            mapped.set_everything();
        } else {
            mapped.any |= touches.any;
            for &location in &touches.locations {
                mapped.add_location(location);
            }
            let mut deep: SmallVec<[Option<Origins>; 12]> = smallvec![None; bound.len()];
            for touch in &touches.parameters {
                let position = touch.parameter as usize;
                let Some(value) = bound.get(position).filter(|value| !value.is_atomic()) else {
                    continue;
                };
                if !touch.deep {
                    mapped.add(value, touch.field);
                    if let Some(viewed) = self.viewed(value) {
                        mapped.add(&viewed, touch.field);
                    }
                    origins = origins.union(value.origins);
                    continue;
                }
                // Something that the argument holds: the object as the callee knows it, from where parts of this
                // argument come from here.
                let parts =
                    *deep[position].get_or_insert_with(|| self.deep_parts_of(value.origins));
                let touched = match touch.object {
                    Some(object) => Value::object(self.seen_from(value, object), parts),
                    None => Value { origins: parts, ..Value::any() },
                };
                mapped.add(&touched, touch.field);
                if let Some(viewed) = self.viewed(&touched) {
                    mapped.add(&viewed, touch.field);
                }
                origins = origins.union(parts);
            }
        }
        match write {
            Some(range) => {
                self.fx.heap_writes = mapped;
                self.note_write_cause(origins, range);
            }
            None => self.fx.heap_reads = mapped,
        }
    }

    /// Whether neither a value nor anything that it leads to was created by this body.
    fn is_foreign(&self, value: &Value) -> bool {
        value.is_atomic()
            || value.origins.union(self.deep_parts_of(value.origins)).only_fresh().is_empty()
    }

    /// What the callee stored into objects of its arguments is held by those objects from now on.
    pub(super) fn map_stored(&mut self, summary: &Summary, bound: &[Value]) {
        if summary.stored.is_empty() {
            return;
        }
        let stored = self.map_origins(summary.stored, bound);
        if !summary.stored.only_fresh().is_empty() {
            let fresh = self.fresh_of_call;
            self.hold(fresh, &Value { origins: stored, ..Value::any() });
        }
        let value = Value { origins: stored, ..Value::any() };
        let holders: Vec<Origins> = bound
            .iter()
            .filter(|value| !value.is_atomic())
            .map(|value| value.origins.union(self.deep_parts_of(value.origins)))
            .collect();
        for holder in holders {
            self.hold(holder.only_fresh().union(keep_foreign(holder)), &value);
        }
    }

    /// Translates origins from a callee's terms.
    fn map_origins(&mut self, origins: Origins, bound: &[Value]) -> Origins {
        let mut mapped = Origins::NOWHERE;
        if origins.intersects(Origins::OUTSIDE) {
            mapped = mapped.union(Origins::OUTSIDE);
        }
        for parameter in origins.parameters() {
            if let Some(value) = bound.get(parameter) {
                mapped = mapped.union(value.origins);
            }
        }
        for parameter in origins.parts() {
            if let Some(value) = bound.get(parameter) {
                mapped = mapped.union(self.deep_parts_of(value.origins));
            }
        }
        if !origins.only_fresh().is_empty() {
            mapped = mapped.union(self.fresh_of_call);
        }
        mapped
    }

    fn map_result(&mut self, summary: &Summary, bound: &[Value]) -> Value {
        if summary.result.is_atomic() {
            return Value::atom(summary.result.atoms);
        }
        let origins = self.map_origins(summary.result.origins, bound);
        if !summary.result.origins.only_fresh().is_empty() {
            let fresh = self.fresh_of_call;
            let parts = self.map_origins(summary.result_parts, bound);
            self.hold(fresh, &Value { origins: parts, ..Value::any() });
        }
        Value { origins, ..summary.result.clone() }
    }

    /// A one-shot iterator or a file is advanced by whoever iterates over it.
    pub fn consume(&mut self, value: &Value, range: TextRange) {
        for object in value.objects.clone() {
            if let ObjectKind::Library(id) = self.an.heap.get(object).kind {
                let info = self.an.knowledge.type_info(id);
                if info.one_shot || self.an.is_file_type(id) {
                    let single = Value::object(object, value.origins);
                    self.touch_write(&single, Field::Contents, range);
                    for func in self.an.heap.get(object).runs.clone() {
                        self.apply_generator_body(func, range);
                    }
                    self.run_deferred(object, value.origins);
                }
            }
        }
        if value.is_any() {
            self.touch_write(value, Field::Contents, range);
        }
    }

    /// Reads the memory of one location as code of the program at large would.
    pub fn touch_location(&mut self, location: Location) {
        self.fx.heap_reads.add_location(location);
    }
}

/// Objects of the caller's own parameters keep the stored thing too; the rest is outside.
fn keep_foreign(origins: Origins) -> Origins {
    Origins(origins.0 & Origins::FOREIGN.0)
}

//! Code of the program that library functions call back without being told to in the call itself.
//!
//! A table says of a library function what it calls among its arguments. It cannot say that `print` writes to whatever the
//! program put in the place of `sys.stdout`, that `csv.writer` writes to an object of the program, that a parser calls
//! the methods which a subclass overrides, or that `sqlite3` keeps a function for later. Such a call counts as unknown,
//! and runs all functions that were ever handed over; the module counts as one that calls back from then on.
//!
//! ```python
//! sys.stdout = Tee()      # from here on, `print` runs `Tee.write`
//! writer = csv.writer(log)    # and whatever `csv` does from here on may run `log.write`
//! ```

use std::rc::Rc;

use ruff_python_ast as ast;
use ruff_text_size::TextRange;
use rustc_hash::FxHashSet;

use super::Analysis;
use super::call::Arguments;
use super::heap::{BoundTarget, Field, Location, ObjectKind};
use super::implicit::Implied;
use super::journal::Fact;
use super::summary::Effects;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ClassId, FuncId, ObjId, TypeId, VarId};
use crate::knowledge::LibraryFunction;
use crate::program::Program;
use crate::values::{Atoms, MAX_OBJECTS, ObjSet, Origins, Value};

/// What stands for the standard streams among the modules that call back.
const STREAMS: &str = "sys.stdout";

/// Under this name a `defaultdict` keeps its factory.
const FACTORY: &str = "default_factory";

/// Functions that take something to call, and neither call it nor keep it.
const LOOK_AT_FUNCTIONS: &[&str] = &[
    "callable",
    "functools.update_wrapper",
    "functools.wraps",
    "id",
    "inspect.getcomments",
    "inspect.getdoc",
    "inspect.getfile",
    "inspect.getsource",
    "inspect.getsourcefile",
    "inspect.getsourcelines",
    "inspect.isbuiltin",
    "inspect.isclass",
    "inspect.iscoroutinefunction",
    "inspect.isfunction",
    "inspect.isgeneratorfunction",
    "inspect.ismethod",
    "inspect.ismodule",
    "inspect.isroutine",
    "isinstance",
    "print",
    "repr",
    "str",
];

/// Whether this library function takes something to call, and neither calls it nor keeps it.
pub(super) fn only_looks_at_functions(name: &str) -> bool {
    LOOK_AT_FUNCTIONS.binary_search(&name).is_ok()
}

/// Modules that only ever call special methods of what they are given, which is followed elsewhere.
const PLAIN_MODULES: &[&str] = &[
    "abc",
    "builtins",
    "cmath",
    "collections",
    "contextlib",
    "copy",
    "dataclasses",
    "enum",
    "functools",
    "heapq",
    "itertools",
    "math",
    "numbers",
    "operator",
    "random",
    "sys",
    "time",
    "types",
    "typing",
];

/// Library types whose methods call no method that a subclass may define, but for special ones.
const PLAIN_TYPES: &[&str] = &[
    "builtins.list",
    "builtins.tuple",
    "builtins.dict",
    "builtins.set",
    "builtins.frozenset",
    "builtins.str",
    "builtins.bytes",
    "builtins.bytearray",
    "builtins.int",
    "builtins.float",
    "builtins.complex",
    "builtins.object",
    "builtins.type",
    "collections.OrderedDict",
    "collections.defaultdict",
    "collections.deque",
];

/// Methods by which libraries talk to objects of any class.
pub(super) const PROTOCOL_METHODS: &[&str] = &[
    "__call__",
    "__enter__",
    "__exit__",
    "acquire",
    "append",
    "clear",
    "close",
    "copy",
    "count",
    "decode",
    "default",
    "dst",
    "emit",
    "encode",
    "error",
    "extend",
    "fileno",
    "filter",
    "flush",
    "format",
    "formatException",
    "formatTime",
    "fromutc",
    "get",
    "getrandbits",
    "handle",
    "index",
    "insert",
    "isatty",
    "items",
    "keys",
    "pop",
    "popitem",
    "random",
    "read",
    "readable",
    "readinto",
    "readline",
    "readlines",
    "release",
    "remove",
    "reverse",
    "seek",
    "seekable",
    "send",
    "setdefault",
    "sort",
    "tell",
    "throw",
    "truncate",
    "tzname",
    "update",
    "utcoffset",
    "values",
    "writable",
    "write",
    "writelines",
];

/// Functions that read attributes, or call methods, whose names they are given as text: all properties of the objects.
fn reads_by_name(name: &str) -> bool {
    matches!(name, "str.format" | "str.format_map" | "attrgetter.__call__" | "getattr" | "hasattr")
}

/// Modules that call back code of the program from the beginning: what `copyreg` is told decides on copies.
pub(super) fn called_back_at_first(program: &Program) -> FxHashSet<Box<str>> {
    let copies: &[&str] = if program.mentions("copyreg") { &["copy", "pickle"] } else { &[] };
    copies.iter().map(|module| (*module).into()).collect()
}

impl Analysis<'_> {
    /// What a `defaultdict` calls for a key that is missing, as far as it is known.
    pub(crate) fn factory_of(&self, dictionary: ObjId) -> Option<&Value> {
        let names = self.heap.field_names(dictionary).iter();
        let mut named = names.filter(|&&name| self.symbol_name(name) == FACTORY);
        named.next().and_then(|&name| self.heap.field(dictionary, name))
    }
}

impl Walker<'_, '_> {
    /// Notes that code reads a standard stream from its module. In a task another object stands there. It says so where it is asked for a method or
    /// an attribute at once; code that does anything else with it could compare it, show it or keep it, which counts as using it.
    pub(super) fn note_stream(
        &mut self,
        (module, name): (&str, &str),
        value: &Value,
        range: TextRange,
    ) {
        let stream = name.trim_matches('_');
        if module != "sys" || !matches!(stream, "stdin" | "stdout" | "stderr") {
            return;
        }
        if matches!(name, "stdout" | "stderr") {
            self.an.standard_streams.extend(&value.objects);
        }
        if matches!(name, "stdout" | "stderr") && self.an.streams_stand_by_name {
            return; // all that is done with them anywhere is to write to them
        }
        let behind = &self.an.program.module(self.module).source.text[range.end().into()..];
        if !behind.starts_with('.') || behind.starts_with("._") {
            let output = Flags::PRINTS.union(Flags::SHOUTS);
            let flags = if stream == "stdin" { Flags::INPUT } else { output };
            self.flag(flags, range, &format!("{module}.{name}"));
        }
    }

    /// A call of a library function that may call back code of the program counts as unknown.
    pub(super) fn follow_callbacks(
        &mut self,
        function: &LibraryFunction,
        receiver: Option<&Value>,
        arguments: &Arguments,
        range: TextRange,
    ) {
        let module = &function.module;
        let handed: Vec<&Value> = arguments.all().chain(receiver).collect();
        if reads_by_name(&function.name) {
            for value in arguments.all() {
                self.read_any_property(value, range);
            }
        }
        if matches!(function.name.as_str(), "redirect_stdout" | "redirect_stderr")
            || function.name.ends_with(".redirect_stdout")
            || function.name.ends_with(".redirect_stderr")
        {
            self.an.hook(STREAMS);
            self.hand_over(&handed);
            return;
        }
        let writes = function.signature.flags.contains(Flags::PRINTS)
            || function.name == "print"
            || &**module == "io";
        let plain = PLAIN_MODULES.contains(&&**module) && function.name != "print";
        let file = arguments.keyword("file").cloned();
        let keeps = match &*function.name {
            "print" => file.is_some_and(|file| self.calls_back(&file, false)),
            _ => handed.iter().any(|value| self.calls_back(value, plain)),
        };
        if keeps && !plain && function.name != "print" {
            self.an.hook(module);
        }

        if keeps || self.an.is_hooked(module) || (writes && self.an.is_hooked(STREAMS)) {
            self.hand_over(&handed);
            self.flag(Flags::UNKNOWN, range, &function.name);
        }
    }

    /// A `defaultdict` calls a function that it got when it was made.
    pub(super) fn keep_factory(&mut self, name: &str, arguments: &Arguments, result: &Value) {
        if name != "collections.defaultdict" {
            return;
        }
        let Some(factory) = arguments.positional.first().cloned() else { return };
        let symbol = self.an.symbol(FACTORY);
        for &object in &result.objects {
            self.an.heap.add_field(object, symbol, &factory);
        }
    }

    /// Keys that `cmp_to_key` makes call the function wherever they are compared, which no operator tells: it must change nothing.
    pub(super) fn refuse_comparer(&mut self, name: &str, arguments: &Arguments, range: TextRange) {
        if name != "functools.cmp_to_key" {
            return;
        }
        let changes = |value: &Value| {
            value.is_any()
                || value.objects.iter().any(|&object| match &self.an.heap.peek(object).kind {
                    ObjectKind::Function(func) | ObjectKind::Bound(BoundTarget::Function(func)) => {
                        let effects = &self.an.summary(*func).effects;
                        !effects.heap_writes.is_private()
                            || !effects.writes.is_empty()
                            || !effects.call_writes.is_empty()
                            || effects.flags.intersects(Flags::UNLOGGABLE)
                    }
                    ObjectKind::LibraryFunction(_) | ObjectKind::Bound(_) => false,
                    _ => true,
                })
        };
        if arguments.all().any(changes) {
            self.flag(Flags::DYNAMIC, range, name);
        }
    }

    /// What a `defaultdict` makes of itself, `d.copy()` or `d | more`, goes on filling gaps as it does.
    pub(super) fn keep_factory_of_copy(&mut self, original: &Value, made: &Value) {
        let symbol = self.an.symbol(FACTORY);
        for &object in &original.objects {
            let Some(factory) = self.an.heap.field(object, symbol).cloned() else { continue };
            let kind = self.an.heap.get(object).kind.clone();
            for &made in &made.objects {
                if self.an.heap.get(made).kind == kind {
                    self.an.heap.add_field(made, symbol, &factory);
                }
            }
        }
    }

    /// Looking up a missing key calls the dictionary's factory.
    pub(super) fn run_factory(&mut self, dictionary: ObjId, origins: Origins, range: TextRange) {
        let symbol = self.an.symbol(FACTORY);
        if let Some(factory) = self.an.heap.field(dictionary, symbol).cloned() {
            let made = self.call_value(&factory, &Arguments::default(), range, None);
            self.an.heap.add_element(dictionary, &made);
            // In one from outside it is, like everything in there, from outside.
            self.hold(origins.only_fresh(), &made);
        }
    }

    /// The key becomes one of the dictionary's.
    pub(super) fn add_missing_key(&mut self, dictionary: &Value, key: &Value) {
        for object in dictionary.each_object() {
            if let ObjectKind::Library(id) = self.an.heap.peek(object).kind
                && self.an.knowledge.type_info(id).module != "builtins"
                && self.an.knowledge.type_info(id).methods.contains_key("__getitem__")
            {
                self.an.heap.add_key(object, key);
                self.hold(dictionary.origins, key);
            }
        }
    }

    /// A `cached_property` keeps its value in the instance.
    pub(super) fn keep_property(&mut self, node: &ast::StmtFunctionDef) {
        let keeps = node.decorator_list.iter().any(|decorator| {
            // By its own name also where the import is local to the body around the class.
            let name = match &decorator.expression {
                ast::Expr::Name(name) => name.id.as_str(),
                ast::Expr::Attribute(attribute) => attribute.attr.as_str(),
                _ => "",
            };
            let local = (&self.env, self.func);
            name == "cached_property"
                || self
                    .an
                    .library_name(&decorator.expression, local)
                    .is_some_and(|name| name == "functools.cached_property")
        });
        if keeps && let Some(receiver) = self.method_receiver() {
            let symbol = self.an.symbol(node.name.as_str());
            self.touch_write(&receiver, Field::Attribute(symbol), node.name.range);
        }
    }

    /// Reads whatever properties a value, or something in it, may have.
    pub(super) fn read_any_property(&mut self, value: &Value, range: TextRange) {
        for name in self.an.property_names() {
            let reach = self.an.heap.reachable(value);
            let is_of_library = |object: &ObjId| {
                matches!(self.an.heap.peek(*object).kind, ObjectKind::Library(id)
                    if self.an.knowledge.type_info(id).module != "builtins")
            };
            // Objects of libraries may hold anything that they were ever given.
            if value.is_any() || reach.any || reach.objects.iter().any(is_of_library) {
                self.any_property_effects(&name, range);
            }
            for &object in &reach.objects {
                if matches!(self.an.heap.peek(object).kind, ObjectKind::Instance(_)) {
                    let held = Value::object(object, value.origins);
                    self.property_effects(&held, &name, &Value::bottom(), range);
                }
            }
        }
    }

    /// Code out of view may compare, show, add up and go through what it got hold of: `partial(len, bag)()`.
    pub(super) fn ask_escaped(&mut self, range: TextRange) {
        if !self.an.has_operator_methods {
            return;
        }
        let objects: ObjSet = self.an.escaped_instances().collect();
        let mut value = Value { atoms: Atoms::EMPTY, objects, origins: Origins::OUTSIDE };
        if value.objects.len() > MAX_OBJECTS {
            value = Value { origins: Origins::OUTSIDE, ..Value::any() };
        }
        self.implied(&value, Implied::Everything, range);
    }

    /// What code out of view has got, it may change and call from now on.
    fn hand_over(&mut self, values: &[&Value]) {
        for value in values {
            self.an.heap.escape(value);
            self.an.expose_functions(value);
        }
    }

    /// The program replaces something in a library module.
    pub(super) fn note_replacement(&mut self, module: &str, name: &str, value: &Value) {
        let streams = ["stdout", "stderr", "__stdout__", "__stderr__", "displayhook"];
        if module == "sys" && streams.contains(&name) {
            self.an.hook(STREAMS);
        } else if !matches!(module, "sys" | "builtins") && !value.is_atomic() {
            self.an.hook(module);
        }
        self.hand_over(&[value]);
    }

    /// The program gives an object of the library another method.
    pub(super) fn note_new_method(&mut self, module: &str, value: &Value) {
        if value.objects.iter().any(|&object| self.is_callable_of_program(object)) {
            self.an.hook(if module == "io" { STREAMS } else { module });
            self.hand_over(&[value]);
        }
    }

    /// A function of this module kept a function of the program.
    pub(super) fn note_kept(&mut self, module: &str) {
        if !PLAIN_MODULES.contains(&module) {
            self.an.hook(module);
        }
    }

    /// Whether a library function may call methods of an object of the program that it gets; with `plain`, only those
    /// that a library type's own methods call.
    fn calls_back(&self, value: &Value, plain: bool) -> bool {
        if value.is_atomic() || self.an.scopes.classes.is_empty() {
            return false;
        }
        let an = &*self.an;
        let is_meant = |object: ObjId| match an.heap.peek(object).kind {
            ObjectKind::Instance(class) => {
                an.overrides_library(class) || (!plain && an.speaks_protocol(class))
            }
            ObjectKind::Class(class) => !plain && an.overrides_library(class),
            ObjectKind::Bound(BoundTarget::Library(_)) => false,
            _ => false,
        };
        let found = if plain {
            value.objects.iter().any(|&object| is_meant(object))
        } else {
            an.heap.reachable(value).objects.iter().any(|&object| is_meant(object))
        };
        found || (!plain && value.is_any() && an.escaped_instances().any(is_meant))
    }
}

impl Analysis<'_> {
    /// From now on, functions of this module may call what the program handed over.
    pub(super) fn hook(&mut self, module: &str) {
        if self.called_back.insert(module.into()) {
            self.heap.grew(Fact::Program);
        }
    }

    /// Whether a value is nothing but standard output or standard error, which the program does not replace: writing to them
    /// is printing, and changes no file that it could read.
    pub(super) fn is_standard_stream(&self, file: &Value) -> bool {
        !file.is_any()
            && file.atoms.is_empty()
            && !file.objects.is_empty()
            && file.objects.iter().all(|object| self.standard_streams.contains(object))
            && !self.is_hooked(STREAMS)
    }

    /// Whether this is a file that was opened, and no standard stream.
    pub(super) fn is_opened_file(&self, file: &Value) -> bool {
        let is_file = |&object: &ObjId| {
            matches!(self.heap.peek(object).kind, ObjectKind::Library(id) if self.is_file_type(id))
                && !self.standard_streams.contains(&object)
        };
        !file.is_any()
            && file.atoms.is_empty()
            && !file.objects.is_empty()
            && file.objects.iter().all(is_file)
    }

    fn is_hooked(&self, module: &str) -> bool {
        self.called_back.contains(module)
    }

    /// Whether what a cached function returns depends on anything but its arguments: then it matters in which process,
    /// and when, it was called first.
    pub(super) fn outdates_caches(&self, functions: &Value) -> bool {
        functions.is_any()
            || functions.objects.iter().any(|&object| match self.heap.peek(object).kind {
                ObjectKind::Function(func) => self.depends_on_more(func),
                _ => true,
            })
    }

    /// Whether any code changes what an object holds, once it is made.
    pub(crate) fn is_ever_changed(&self, object: ObjId) -> bool {
        self.heap.journal.read(Fact::Escaped);
        let escaped = self.heap.get(object).escaped;
        self.heap.get(object).changed
            || (0..self.scopes.functions.len()).map(FuncId::from).any(|func| {
                let summary = self.summary(func);
                let writes = &summary.effects.heap_writes;
                let here = |location: &Location| location.object == object;
                writes.everything
                    || escaped && (writes.any || writes.own_any)
                    || writes.locations.iter().chain(&writes.own).any(here)
                    || writes.parameters.iter().any(|touch| match touch.object {
                        Some(touched) => touched == object,
                        None => escaped,
                    })
            })
    }

    fn depends_on_more(&self, func: FuncId) -> bool {
        self.reads_what_may_change(&self.summary(func).effects)
    }

    /// Whether code reads anything that is not the same at all times.
    pub(super) fn reads_what_may_change(&self, effects: &Effects) -> bool {
        let reads = &effects.heap_reads;
        let is_fixed = |object: ObjId| match self.heap.peek(object).kind {
            ObjectKind::Library(_) => self.is_tuple(object) || !self.is_ever_changed(object),
            // A function has attributes, too.
            ObjectKind::Function(_) => !self.is_ever_changed(object),
            ObjectKind::Instance(_) | ObjectKind::Class(_) | ObjectKind::Record => false,
            _ => true,
        };
        reads.any
            || reads.everything
            || reads.locations.iter().any(|location| !is_fixed(location.object))
            || reads.parameters.iter().any(|touch| !touch.object.is_some_and(is_fixed))
            || effects.reads.iter().any(|var| self.may_mean_another(var))
            || self.obeys_what_may_change(effects.flags)
    }

    /// Whether a variable may mean one thing now and another one later. Before it has a value, it means nothing, or a builtin. A function
    /// or a class that is defined again is another one, with other defaults and other variables around it.
    pub(crate) fn may_mean_another(&self, var: VarId) -> bool {
        let variable = self.scopes.variable(var);
        let has_builtin =
            self.scopes.may_be_unbound(var) && self.knowledge.builtin(variable.name).is_some();
        let is_bound_again = has_builtin
            || variable.bindings != 1
            || variable.in_loop
            || self.scopes.foreign_writes.contains(&var);
        let value = self.variable_value(var);
        let is_of_library = |object: ObjId| {
            matches!(
                self.heap.peek(object).kind,
                ObjectKind::Module(_)
                    | ObjectKind::LibraryModule(_)
                    | ObjectKind::LibraryFunction(_)
            )
        };
        is_bound_again
            && !(matches!(value.objects[..], [object] if is_of_library(object))
                && !value.is_any()
                && value.atoms.without(Atoms::UNBOUND).is_empty())
    }

    /// Whether a class derives from a library type and has methods which that may call.
    pub(super) fn overrides_library(&self, class: ClassId) -> bool {
        let plain =
            |name: &str| matches!(name, "__init__" | "__post_init__" | "__repr__" | "__str__");
        let is_plain = |id: TypeId| {
            let info = self.knowledge.type_info(id);
            let named = |plain: &&str| plain.rsplit_once('.') == Some((&*info.module, &*info.name));
            PLAIN_TYPES.iter().any(named)
        };
        self.library_base(class).is_some_and(|base| !is_plain(base))
            && self
                .class_order(class)
                .iter()
                .any(|&class| self.scopes.class(class).members.keys().any(|name| !plain(name)))
    }

    /// The methods that a class defines in place of those of its library type, whose constructor may call them.
    pub(super) fn called_by_base(&self, class: ClassId) -> Vec<Rc<str>> {
        let Some(base) = self.library_base(class) else { return Vec::new() };
        let info = self.knowledge.type_info(base);
        if !self.overrides_library(class) && &*info.name != "OrderedDict" {
            return Vec::new();
        }
        let is_own = |name: &str| {
            !matches!(name, "__init__" | "__new__" | "__post_init__" | "__repr__" | "__str__")
                && (name.starts_with("__") && name.ends_with("__")
                    || info.methods.contains_key(name))
        };
        let mut names: Vec<Rc<str>> = Vec::new();
        for &class in self.class_order(class).iter() {
            let members = self.scopes.class(class).node.body.iter();
            let defined = members.filter_map(|stmt| stmt.as_function_def_stmt());
            names.extend(defined.map(|def| def.name.as_str()).filter(|n| is_own(n)).map(Rc::from));
        }
        names.sort();
        names.dedup();
        names
    }

    /// Whether a class has methods by which libraries talk to any object.
    fn speaks_protocol(&self, class: ClassId) -> bool {
        self.classes
            .ask(class, || PROTOCOL_METHODS.iter().any(|name| self.class_defines(class, name)))
    }

    /// Instances that a value of unknown type may be.
    fn escaped_instances(&self) -> impl Iterator<Item = ObjId> + '_ {
        self.heap.journal.read(Fact::Escaped);
        (0..self.scopes.classes.len()).filter_map(|index| {
            let object = self.known_instance(ClassId::from(index))?;
            self.heap.objects[object.index()].escaped.then_some(object)
        })
    }
}

//! Namespaces as dictionaries, where they are only looked into: `vars(self).items()`, `self.__dict__ == other.__dict__`,
//! `globals().get(name)`.
//!
//! ```python
//! def __repr__(self):
//!     return f"Shape({self.__dict__})"        # reads all attributes: fine
//! def __init__(self, **settings):
//!     self.__dict__.update(settings)          # sets attributes unseen: the whole program is refused
//! ```
//!
//! Sound because: a namespace counts as looked into only where its place says so: it is subscripted, asked with `in` or by a
//! method that changes nothing, compared, formatted, gone through, unpacked, or given to a builtin that keeps nothing. Nobody gets
//! hold of the dictionary itself there, so nobody changes it. What comes out counts as anything, the object as one that
//! unknown code knows, so that whatever holds a part of it, a view included, conflicts with whoever changes an attribute; and what
//! the attributes hold may be called by anybody. Of a module only single names are looked up: the driver has names of its own
//! besides those of the script, which a list of all would show.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use super::heap::{Field, ObjectKind};
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::ModuleId;
use crate::passes::scopes::{Resolution, Scopes};
use crate::program::Program;
use crate::values::{Atoms, Origins, Value};

/// How an expression that gives a namespace is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// One name is looked up.
    Lookup,
    /// All of it is read.
    Whole,
    /// A function does that, under this name; the program must not replace it.
    By(&'static str),
}

/// Expressions that give a namespace and only look into it, by place.
#[derive(Default)]
pub(super) struct Namespaces(FxHashMap<(ModuleId, TextRange), Use>);

/// Builtins that read an argument and keep nothing of it but what it holds.
const READERS: &[&str] = &[
    "all",
    "any",
    "bool",
    "dict",
    "frozenset",
    "len",
    "list",
    "max",
    "min",
    "print",
    "repr",
    "set",
    "sorted",
    "str",
    "sum",
    "tuple",
];

/// The same among functions of modules, with the module.
const LIBRARY_READERS: &[(&str, &str)] = &[
    ("copy", "copy"),
    ("copy", "deepcopy"),
    ("json", "dump"),
    ("json", "dumps"),
    ("pprint", "pformat"),
    ("pprint", "pprint"),
];

/// Finds the namespaces of a program that are only looked into.
pub(super) fn find(program: &Program, scopes: &Scopes<'_>) -> Namespaces {
    let mut finder = Finder { program, scopes, module: ModuleId(0), found: Namespaces::default() };
    for (index, module) in program.modules.iter().enumerate() {
        if ["__dict__", "vars", "globals"].iter().any(|word| module.mentions(word)) {
            finder.module = ModuleId::from(index);
            finder.visit_body(&module.tree().body);
        }
    }
    finder.found
}

struct Finder<'s, 'a> {
    program: &'s Program,
    scopes: &'s Scopes<'a>,
    module: ModuleId,
    found: Namespaces,
}

impl Finder<'_, '_> {
    fn note(&mut self, expr: &Expr, used: Use) {
        let is_namespace = match expr {
            Expr::Attribute(node) => node.attr.as_str() == "__dict__",
            Expr::Call(node) => matches!(&*node.func, Expr::Name(_)),
            _ => false,
        };
        if is_namespace {
            self.found.0.insert((self.module, expr.range()), used);
        }
    }

    fn note_call(&mut self, node: &ast::ExprCall) {
        if let Expr::Attribute(method) = &*node.func {
            match method.attr.as_str() {
                "get" | "__contains__" => self.note(&method.value, Use::Lookup),
                "copy" | "items" | "keys" | "values" => self.note(&method.value, Use::Whole),
                "format" if method.value.is_string_literal_expr() => {
                    let keywords = node.arguments.keywords.iter().map(|keyword| &keyword.value);
                    node.arguments.args.iter().chain(keywords).for_each(|argument| {
                        self.note(argument, Use::Whole);
                    });
                }
                _ => {}
            }
        }
        for keyword in node.arguments.keywords.iter().filter(|keyword| keyword.arg.is_none()) {
            self.note(&keyword.value, Use::Whole);
        }
        let Some(reader) = self.reader(&node.func) else { return };
        for argument in &node.arguments.args {
            self.note(argument, Use::By(reader));
        }
        // `json.dumps(page, default=lambda o: o.__dict__)`: what the function gives goes to its caller alone.
        if reader.starts_with("dump")
            && let Some(default) = node.arguments.find_keyword("default")
            && let Expr::Lambda(lambda) = &default.value
        {
            self.note(&lambda.body, Use::By(reader));
        }
    }

    /// The name of a function that only reads its arguments, where an expression certainly names it.
    fn reader(&self, func: &Expr) -> Option<&'static str> {
        match func {
            Expr::Name(name) if self.scopes.resolve(name) == Resolution::Builtin => {
                READERS.iter().find(|known| **known == name.id.as_str()).copied()
            }
            Expr::Attribute(node) => {
                let Expr::Name(base) = &*node.value else { return None };
                let known = LIBRARY_READERS.iter().find(|(module, name)| {
                    *module == base.id.as_str() && *name == node.attr.as_str()
                });
                let (module, name) = known?;
                let var = self.scopes.variable_of(base)?;
                let variable = self.scopes.variable(var);
                let is_import = variable.is_global
                    && variable.bindings == 1
                    && self.program.find(module).is_none()
                    && self.program.module(self.module).tree().body.iter().any(|stmt| {
                        matches!(stmt, Stmt::Import(import) if import.names.iter().any(|alias| {
                            alias.asname.is_none() && alias.name.as_str() == *module
                        }))
                    });
                is_import.then_some(*name)
            }
            _ => None,
        }
    }
}

impl<'t> Visitor<'t> for Finder<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'t Stmt) {
        if let Stmt::For(node) = stmt {
            self.note(&node.iter, Use::Whole);
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_comprehension(&mut self, comprehension: &'t ast::Comprehension) {
        self.note(&comprehension.iter, Use::Whole);
        visitor::walk_comprehension(self, comprehension);
    }

    fn visit_expr(&mut self, expr: &'t Expr) {
        match expr {
            Expr::Subscript(node) if node.ctx.is_load() => self.note(&node.value, Use::Lookup),
            Expr::Call(node) => self.note_call(node),
            Expr::Compare(node) => {
                let operands = std::iter::once(&*node.left).chain(&*node.comparators);
                let pairs = operands.clone().zip(operands.skip(1)).zip(&*node.ops);
                for ((left, right), op) in pairs {
                    match op {
                        ast::CmpOp::In | ast::CmpOp::NotIn => self.note(right, Use::Lookup),
                        ast::CmpOp::Eq | ast::CmpOp::NotEq => {
                            self.note(left, Use::Whole);
                            self.note(right, Use::Whole);
                        }
                        _ => {}
                    }
                }
            }
            Expr::FString(node) => {
                for element in node.value.elements() {
                    if let ast::InterpolatedStringElement::Interpolation(node) = element {
                        self.note(&node.expression, Use::Whole);
                    }
                }
            }
            Expr::BinOp(node)
                if node.op == ast::Operator::Mod && node.left.is_string_literal_expr() =>
            {
                self.note(&node.right, Use::Whole);
            }
            Expr::Dict(node) => {
                for item in node.items.iter().filter(|item| item.key.is_none()) {
                    self.note(&item.value, Use::Whole);
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

impl<'a> Walker<'_, 'a> {
    /// How the namespace is used that the expression at this place gives, where it is only looked into.
    fn use_of_namespace(&self, range: TextRange) -> Option<Use> {
        let used = self.an.namespaces.0.get(&(self.module, range)).copied()?;
        let replaced = match used {
            Use::By(name) => self.an.is_patched(name) || self.an.is_patched_attribute(name),
            _ => false,
        };
        (!replaced).then_some(used)
    }

    /// `x.__dict__` of anything but instances and classes of the program, whose own rules say more.
    pub(super) fn refuse_namespace(&mut self, holder: &Value, range: TextRange) {
        let used = self.use_of_namespace(range);
        for object in holder.each_object() {
            match self.an.heap.peek(object).kind {
                ObjectKind::Module(module) if used == Some(Use::Lookup) => {
                    self.hand_out_variables(module, "");
                }
                ObjectKind::Module(_) => self.flag(Flags::DYNAMIC, range, "__dict__"),
                ObjectKind::Instance(_) | ObjectKind::Class(_) => {}
                ObjectKind::Library(id) if used.is_some() && self.an.is_file_type(id) => {
                    self.an.shows_files = true;
                }
                _ if used.is_none() => self.flag(Flags::DYNAMIC, range, "__dict__"),
                _ => {}
            }
        }
        self.an.shows_files |= holder.is_any();
        if holder.is_any() && (used.is_none() || self.an.heap.modules_escaped()) {
            self.flag(Flags::DYNAMIC, range, "__dict__");
        }
    }

    /// `x.__dict__` of an instance.
    pub(super) fn namespace_of_instance(&mut self, holder: &Value, range: TextRange) -> Value {
        if self.use_of_namespace(range).is_none() {
            self.flag(Flags::DYNAMIC, range, "__dict__");
            return Value::any();
        }
        self.touch_read(holder, Field::All);
        self.an.heap.escape(holder);
        for object in holder.each_object() {
            self.hand_out_fields(object, "");
        }
        let origins = Origins::OUTSIDE.union(self.parts_of(holder.origins));
        Value { origins, ..Value::any() }
    }

    /// `vars(x)`, `dir(x)`, `globals()`, where these are builtins.
    pub(super) fn namespace_call(&mut self, name: &str, node: &'a ast::ExprCall) -> Option<Value> {
        let arguments = &node.arguments;
        let [] = &*arguments.keywords else { return None };
        match (name, &*arguments.args) {
            ("globals", []) => {
                let body = self.an.scopes.module_bodies[self.module.index()];
                if self.use_of_namespace(node.range()) != Some(Use::Lookup) || self.func == body {
                    return None;
                }
                self.hand_out_variables(self.module, "");
                Some(Value { origins: Origins::OUTSIDE, ..Value::any() })
            }
            ("vars", [argument]) if !argument.is_starred_expr() => {
                let value = self.eval(argument);
                if self.is_arguments_of_command_line(&value) {
                    // Through the dictionary the arguments may be changed, and others added.
                    self.an.unknown_arguments();
                    self.an.heap.escape(&value);
                    self.touch_read(&value, Field::All);
                    let origins = value.origins.union(self.parts_of(value.origins));
                    return Some(Value {
                        origins: origins.union(Origins::OUTSIDE),
                        ..Value::any()
                    });
                }
                Some(self.load_attribute(&value, "__dict__", node.range(), None))
            }
            ("dir", [argument]) if !argument.is_starred_expr() => {
                let value = self.eval(argument);
                let shows_driver = value
                    .objects
                    .iter()
                    .any(|&object| matches!(self.an.heap.peek(object).kind, ObjectKind::Module(_)));
                if shows_driver || value.is_any() {
                    self.flag(Flags::DYNAMIC, node.range(), "dir");
                }
                self.touch_read(&value, Field::All);
                self.implicit_named(
                    &value,
                    &["__dir__", "__getattr__", "__getattribute__"],
                    node.range(),
                );
                let site = crate::passes::scopes::node_id(&node.node_index)?;
                let names = self.new_container("list", site, 60);
                self.an.heap.add_element(names.objects[0], &Value::atom(Atoms::STR));
                self.fx.cost += 60.0;
                Some(names)
            }
            _ => None,
        }
    }

    fn is_arguments_of_command_line(&self, value: &Value) -> bool {
        !value.is_any()
            && !value.objects.is_empty()
            && value.objects.iter().all(|&object| {
                matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
                    if self.an.knowledge.type_info(id).module == "argparse"
                        && self.an.knowledge.type_info(id).name == "Namespace")
            })
    }
}

//! Examples in docstrings, which `doctest.testmod()` runs: code in view, though nothing of it stands in the tree.
//!
//! ```python
//! def area(points):
//!     """
//!     >>> area([(0, 0), (1, 0), (1, 1)])     # called with a list of tuples of integers
//!     0.5
//!     >>> Shape("x").area()                  # `area` may be called on any `Shape`
//!     """
//! ```
//!
//! A function, or a class, that an example names only to call it gets what stands there, and so do methods, on whatever instance
//! there is. Whatever else of the program an example names goes to code out of view, and so does what calls return where an example
//! does more with that than to ask it. Names of an example are its own: it runs in a copy of the namespace.
//!
//! Sound because: every text of the module that looks like an example counts, whether it is a docstring or not; and an example
//! that does more than call, calculate and compare (that sets attributes, defines classes, names what looks into frames or runs
//! text, or a module that may do anything) is none that this file knows, and the program counts as running code out of view.
//! What they fail with is shown with its traceback; so functions have their original code while examples run
//! (`_examples.py` in the runtime), and no loop of theirs is a region then.

use std::rc::Rc;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::TextRange;

use super::Analysis;
use super::call::Arguments;
use super::heap::ObjectKind;
use super::implicit::Implied;
use super::operators::arithmetic;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ObjId, VarId};
use crate::program::Program;
use crate::read::parse_piece;
use crate::values::{Atoms, Origins, Value};

/// Modules whose functions do nothing to the program besides what their arguments say.
const ORDINARY: &[&str] = &[
    "bisect",
    "builtins",
    "cmath",
    "collections",
    "copy",
    "datetime",
    "decimal",
    "fractions",
    "functools",
    "heapq",
    "itertools",
    "json",
    "math",
    "numpy",
    "operator",
    "random",
    "re",
    "statistics",
    "string",
    "time",
    "typing",
];

/// Builtins that look into frames, run text, patch, compare objects by identity, or leave.
const EXTRAORDINARY: &[&str] = &[
    "breakpoint",
    "compile",
    "delattr",
    "dir",
    "eval",
    "exec",
    "exit",
    "getattr",
    "globals",
    "hasattr",
    "help",
    "id",
    "input",
    "locals",
    "object",
    "open",
    "property",
    "quit",
    "setattr",
    "super",
    "type",
    "vars",
];

/// Functions of those modules that change what others obey: how numbers are shown, rounded and checked.
const SETTINGS: &[&str] = &[
    "getcontext",
    "localcontext",
    "set_printoptions",
    "set_string_function",
    "setbufsize",
    "setcontext",
    "seterr",
    "seterrcall",
];

/// Keywords of `testmod` that change which examples run, or what they run on.
const OTHER_EXAMPLES: &[&str] = &["m", "globs", "extraglobs"];

/// Methods of containers, text, numbers and arrays that change nothing.
const ASKING: &[&str] = &[
    "all",
    "any",
    "as_tuple",
    "astype",
    "bit_length",
    "capitalize",
    "conjugate",
    "copy",
    "count",
    "decode",
    "elements",
    "encode",
    "endswith",
    "find",
    "flatten",
    "format",
    "get",
    "index",
    "is_integer",
    "isalpha",
    "isdigit",
    "isoformat",
    "issubset",
    "items",
    "join",
    "keys",
    "lower",
    "lstrip",
    "max",
    "mean",
    "min",
    "most_common",
    "replace",
    "reshape",
    "round",
    "rstrip",
    "split",
    "splitlines",
    "startswith",
    "strip",
    "sum",
    "swapcase",
    "title",
    "tolist",
    "union",
    "upper",
    "values",
    "zfill",
];

/// Methods of containers that change them.
const CHANGING: &[&str] = &[
    "add",
    "append",
    "appendleft",
    "clear",
    "discard",
    "extend",
    "extendleft",
    "fill",
    "insert",
    "pop",
    "popitem",
    "popleft",
    "put",
    "remove",
    "resize",
    "reverse",
    "rotate",
    "setdefault",
    "setflags",
    "sort",
    "subtract",
    "update",
];

/// What examples do.
#[derive(Default)]
pub struct Examples {
    calls: Vec<Called>,
    /// What they name in other ways.
    names: Vec<String>,
    /// Methods that they call, whatever on, and what that is called where it has a name.
    methods: Vec<(Called, Option<String>)>,
    /// Modules that they import themselves, by the names that these have in examples.
    modules: Vec<String>,
    /// Attributes that they read.
    attributes: Vec<String>,
    /// They call, change or hand on what they got hold of in ways that are not followed.
    uses_more: bool,
}

impl Examples {
    /// Whether there are any that run code of the program.
    pub fn are_any(&self) -> bool {
        !self.calls.is_empty() || !self.names.is_empty() || !self.methods.is_empty()
    }
}

struct Called {
    function: String,
    positional: Vec<Given>,
    keywords: Vec<(String, Given)>,
}

/// What an argument of a call is.
enum Given {
    Plain(Atoms),
    /// A container of builtin type, with what it holds.
    Container(&'static str, Vec<Given>, Vec<Given>),
    Anything,
}

/// The texts of a module that look like examples.
pub fn texts(module: &crate::program::Module) -> Vec<String> {
    struct Finder(Vec<String>);
    impl<'a> Visitor<'a> for Finder {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::StringLiteral(node) = expr
                && node.value.to_str().contains(">>>")
            {
                self.0.push(node.value.to_str().to_owned());
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut finder = Finder(Vec::new());
    if module.mentions("doctest") && module.mentions(">>>") {
        finder.visit_body(&module.tree().body);
    }
    finder.0
}

/// The code of the examples in a text, each on its own.
pub fn sources(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let line = line.trim_start_matches([' ', '\t']);
        if let Some(code) = line.strip_prefix(">>>") {
            found.push(code.strip_prefix(' ').unwrap_or(code).to_owned());
            goes_on = true;
        } else if let (true, Some(code)) = (goes_on, line.strip_prefix("...")) {
            let example = found.last_mut().expect("an example goes on");
            example.push('\n');
            example.push_str(code.strip_prefix(' ').unwrap_or(code));
        } else {
            goes_on = false;
        }
    }
    found
}

/// What the examples of a program do; nothing where one of them does more than this file knows of.
fn read(program: &Program) -> Option<Examples> {
    let module = program.modules.first()?;
    if program.mentions("__doc__") || program.mentions("__test__") {
        return None;
    }
    let mut reader = Reader { found: Examples::default(), is_known: true };
    for text in texts(module) {
        for source in sources(&text) {
            let tree = parse_piece(&source)?;
            reader.visit_body(&tree.body);
        }
    }
    reader.is_known.then_some(reader.found)
}

struct Reader {
    found: Examples,
    is_known: bool,
}

impl<'a> Visitor<'a> for Reader {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Import(node) => {
                let is_ordinary = |alias: &ast::Alias| ORDINARY.contains(&alias.name.as_str());
                self.is_known &= node.names.iter().all(is_ordinary);
                let names = node
                    .names
                    .iter()
                    .map(|alias| alias.asname.as_ref().unwrap_or(&alias.name).to_string());
                self.found.modules.extend(names);
                return;
            }
            Stmt::ImportFrom(node) => {
                let module = node.module.as_ref().map_or("", |module| module.as_str());
                let all = node.names.iter().any(|alias| alias.name.as_str() == "*");
                self.is_known &= node.level == 0 && ORDINARY.contains(&module) && !all;
                return;
            }
            Stmt::Expr(_)
            | Stmt::Assign(_)
            | Stmt::AnnAssign(_)
            | Stmt::For(_)
            | Stmt::While(_)
            | Stmt::If(_)
            | Stmt::Assert(_)
            | Stmt::Pass(_)
            | Stmt::Break(_)
            | Stmt::Continue(_)
            | Stmt::Try(_)
            | Stmt::Return(_)
            | Stmt::Raise(_) => {}
            // A list is changed.
            Stmt::AugAssign(_) => self.found.uses_more = true,
            Stmt::FunctionDef(node) => {
                self.found.uses_more = true;
                self.is_known &= !node.is_async && node.decorator_list.is_empty();
            }
            _ => self.is_known = false,
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(node) => {
                let name = node.id.as_str();
                self.is_known &=
                    name.is_ascii() && !name.contains("__") && !EXTRAORDINARY.contains(&name);
                if node.ctx.is_load() {
                    self.found.names.push(name.to_owned());
                }
            }
            Expr::Attribute(node) => {
                let name = node.attr.as_str();
                self.is_known &= node.ctx.is_load() && name.is_ascii() && !name.contains("__");
                self.found.attributes.push(name.to_owned());
                visitor::walk_expr(self, expr);
            }
            Expr::Compare(node) => {
                let is_single =
                    |expr: &Expr| expr.is_none_literal_expr() || expr.is_boolean_literal_expr();
                for (op, right) in node.ops.iter().zip(&*node.comparators) {
                    self.is_known &=
                        !matches!(op, ast::CmpOp::Is | ast::CmpOp::IsNot) || is_single(right);
                }
                visitor::walk_expr(self, expr);
            }
            Expr::Call(node) if is_plain(&node.arguments) => {
                let positional = node.arguments.args.iter().map(given).collect();
                let named = |keyword: &ast::Keyword| {
                    Some((keyword.arg.as_ref()?.to_string(), given(&keyword.value)))
                };
                let keywords = node.arguments.keywords.iter().filter_map(named).collect();
                let mut called = Called { function: String::new(), positional, keywords };
                match &*node.func {
                    Expr::Name(name) => {
                        let function = name.id.as_str();
                        self.is_known &= name.id.is_ascii()
                            && !function.contains("__")
                            && !EXTRAORDINARY.contains(&function)
                            && !SETTINGS.contains(&function);
                        function.clone_into(&mut called.function);
                        self.found.calls.push(called);
                    }
                    Expr::Attribute(method) => {
                        let function = method.attr.as_str();
                        self.is_known &= function.is_ascii()
                            && !function.contains("__")
                            && !SETTINGS.contains(&function);
                        function.clone_into(&mut called.function);
                        let holder = method.value.as_name_expr().map(|name| name.id.to_string());
                        self.found.methods.push((called, holder));
                        self.visit_expr(&method.value);
                    }
                    func => {
                        self.found.uses_more = true;
                        self.visit_expr(func);
                    }
                }
                self.visit_arguments(&node.arguments);
            }
            Expr::Call(_) | Expr::Lambda(_) => {
                self.found.uses_more = true;
                visitor::walk_expr(self, expr);
            }
            Expr::Subscript(node) => {
                self.found.uses_more |= !node.ctx.is_load();
                visitor::walk_expr(self, expr);
            }
            Expr::Await(_) | Expr::Yield(_) | Expr::YieldFrom(_) => self.is_known = false,
            _ => visitor::walk_expr(self, expr),
        }
    }
}

/// Whether a call unpacks nothing into its arguments.
fn is_plain(arguments: &ast::Arguments) -> bool {
    !arguments.args.iter().any(Expr::is_starred_expr)
        && arguments.keywords.iter().all(|keyword| keyword.arg.is_some())
}

fn given(expr: &Expr) -> Given {
    let all = |elements: &[Expr]| elements.iter().map(given).collect::<Vec<_>>();
    match expr {
        Expr::NumberLiteral(node) => Given::Plain(match node.value {
            ast::Number::Int(_) => Atoms::INT,
            ast::Number::Float(_) => Atoms::FLOAT,
            ast::Number::Complex { .. } => Atoms::COMPLEX,
        }),
        Expr::StringLiteral(_) => Given::Plain(Atoms::STR),
        Expr::BytesLiteral(_) => Given::Plain(Atoms::BYTES),
        Expr::BooleanLiteral(_) => Given::Plain(Atoms::BOOL),
        Expr::NoneLiteral(_) => Given::Plain(Atoms::NONE),
        Expr::UnaryOp(node) => match given(&node.operand) {
            Given::Plain(atoms)
                if atoms.without(Atoms::NUMBERS).is_empty() && !atoms.intersects(Atoms::BOOL) =>
            {
                Given::Plain(atoms)
            }
            _ => Given::Anything,
        },
        Expr::BinOp(node) => match (given(&node.left), given(&node.right)) {
            (Given::Plain(left), Given::Plain(right)) => {
                Given::Plain(arithmetic(left, node.op, right))
            }
            _ => Given::Anything,
        },
        Expr::List(node) => Given::Container("list", all(&node.elts), Vec::new()),
        Expr::Tuple(node) => Given::Container("tuple", all(&node.elts), Vec::new()),
        Expr::Set(node) => Given::Container("set", all(&node.elts), Vec::new()),
        Expr::Dict(node) if node.items.iter().all(|item| item.key.is_some()) => {
            let keys = node.items.iter().filter_map(|item| item.key.as_ref()).map(given).collect();
            Given::Container(
                "dict",
                node.items.iter().map(|item| given(&item.value)).collect(),
                keys,
            )
        }
        _ => Given::Anything,
    }
}

impl Analysis<'_> {
    /// Whether the program runs examples in docstrings.
    pub fn runs_examples(&self) -> bool {
        self.examples
            .get()
            .is_some_and(|examples| examples.as_ref().as_ref().is_some_and(Examples::are_any))
    }
}

impl Walker<'_, '_> {
    /// `doctest.testmod()`: the examples of the script run.
    pub(super) fn run_examples(&mut self, arguments: &Arguments, range: TextRange, site: u32) {
        let changes_what_runs = |(name, _): &(Box<str>, Value)| OTHER_EXAMPLES.contains(&&**name);
        let is_plain = arguments.positional.is_empty()
            && arguments.star.is_none()
            && arguments.double_star.is_none()
            && !arguments.keywords.iter().any(changes_what_runs);
        let program = self.an.program;
        let examples = Rc::clone(self.an.examples.get_or_init(|| Rc::new(read(program))));
        let Some(examples) = examples.as_ref().as_ref().filter(|_| is_plain) else {
            self.flag(Flags::DYNAMIC, range, "doctest");
            return;
        };
        let body = self.an.scopes.module_bodies[0];
        let scope = self.an.scopes.function(body).scope;
        let variable = |walker: &Self, name: &str| walker.an.scopes.lookup(scope, name);
        let mut handed = Vec::new();
        let mut results = Vec::new();
        for called in &examples.calls {
            let Some(var) = variable(self, &called.function) else { continue };
            let callee = self.example_variable(var, range);
            let is_code = |object: &ObjId| {
                matches!(
                    self.an.heap.peek(*object).kind,
                    ObjectKind::Function(_) | ObjectKind::Class(_) | ObjectKind::LibraryFunction(_)
                )
            };
            if callee.is_any() || !callee.objects.iter().all(is_code) {
                handed.push(callee.clone());
            }
            let arguments = self.arguments_of(called, range);
            results.push(self.call_value(&callee, &arguments, range, Some(site)));
        }
        let mut follows = !examples.uses_more;
        for (called, holder) in &examples.methods {
            let is_module = |walker: &mut Self, name: &str| {
                let value = variable(walker, name).map(|var| walker.example_variable(var, range));
                let is_library = |object: &ObjId| {
                    matches!(walker.an.heap.peek(*object).kind, ObjectKind::LibraryModule(_))
                };
                value.map_or(examples.modules.iter().any(|known| known == name), |value| {
                    !value.is_any()
                        && !value.objects.is_empty()
                        && value.objects.iter().all(is_library)
                })
            };
            if holder.as_ref().is_some_and(|name| is_module(self, name)) {
                continue;
            }
            let mut is_known = ASKING.contains(&&*called.function);
            let arguments = self.arguments_of(called, range);
            for class in self.an.all_classes() {
                if !self.an.class_has_method(class, &called.function) {
                    continue;
                }
                is_known = true;
                if let Some(instance) = self.an.known_instance(class) {
                    let receiver = Value::object(instance, Origins::OUTSIDE);
                    let arguments = arguments.clone().with_receiver(receiver);
                    results.push(self.call_method(class, &called.function, &arguments, range));
                }
            }
            follows &= is_known && !CHANGING.contains(&&*called.function);
        }
        follows &=
            examples.attributes.iter().all(|name| self.an.classes_with_property(name).is_empty());
        for name in &examples.names {
            if let Some(var) = variable(self, name) {
                handed.push(self.example_variable(var, range));
            }
        }
        results.retain(|value| !value.is_atomic());
        if !follows {
            handed.append(&mut results);
        }
        for result in &results {
            // It may be handed to other functions, and is gone through, compared and shown.
            self.an.heap.escape(result);
            self.touch_deep(result, None);
            self.consume(result, range);
            self.implied(result, Implied::Everything, range);
        }
        let is_library = |object: &ObjId| {
            matches!(
                self.an.heap.peek(*object).kind,
                ObjectKind::LibraryModule(_) | ObjectKind::LibraryFunction(_)
            )
        };
        handed.retain(|value| {
            !value.is_atomic() && (value.is_any() || !value.objects.iter().all(is_library))
        });
        if !handed.is_empty() {
            self.unknown_call(&Arguments::positional(handed), range, "doctest");
        }
    }

    fn arguments_of(&mut self, called: &Called, range: TextRange) -> Arguments {
        let positional = called.positional.iter().map(|given| self.made(given, range)).collect();
        let named =
            |(name, given): &(String, Given)| (name.as_str().into(), self.made(given, range));
        let keywords = called.keywords.iter().map(named).collect();
        Arguments { positional, keywords, ..Arguments::default() }
    }

    /// What a variable of the script may be that an example names.
    fn example_variable(&mut self, var: VarId, range: TextRange) -> Value {
        let value = self.load_variable(var);
        let is_ordinary =
            value.objects.iter().all(|&object| match &self.an.heap.peek(object).kind {
                ObjectKind::LibraryFunction(id) => {
                    ORDINARY.contains(&&*self.an.knowledge.function(*id).module)
                }
                ObjectKind::LibraryModule(name) => ORDINARY.contains(&&**name),
                ObjectKind::Module(_) | ObjectKind::Super(_) => false,
                _ => true,
            });
        if !is_ordinary {
            self.flag(Flags::DYNAMIC, range, "doctest");
        }
        value
    }

    fn made(&mut self, given: &Given, range: TextRange) -> Value {
        match given {
            Given::Plain(atoms) => Value::atom(*atoms),
            Given::Anything => Value::any(),
            Given::Container(name, elements, keys) => {
                let site = 0x8000_0000 | u32::from(range.start());
                let kinds = ["list", "tuple", "set", "dict"];
                let kind = kinds.iter().position(|kind| kind == name).unwrap_or(kinds.len());
                let part = 300 + kind as u16;
                let container = self.new_container(name, site, part);
                for (parts, is_key) in [(elements, false), (keys, true)] {
                    for part in parts {
                        let part = self.made(part, range);
                        for &object in &container.objects {
                            if is_key {
                                self.an.heap.add_key(object, &part);
                            } else {
                                self.an.heap.add_element(object, &part);
                            }
                        }
                        self.hold(container.origins, &part);
                    }
                }
                container
            }
        }
    }
}

//! Functions without a name whose place the program may show.
//!
//! ```python
//! for job in jobs:
//!     try:
//!         results.append(job.run(lambda a, b: a * b))
//!     except TypeError as error:
//!         results.append(str(error))       # "main.<locals>.<lambda>() missing 1 required positional argument: 'b'"
//! ```
//!
//! A task is a function of its own, so that what is made in it stands elsewhere for Python. What a function is called says its
//! `__qualname__`, and the `TypeError` of a call with other arguments than it takes.
//!
//! Decides: which `lambda` expressions have to be made where they stand.
//!
//! Refuses: none where no handler can see a `TypeError` and do more than catch it, and the program does not ask for `__qualname__`; and
//! none that is handed to a function of a library which calls it with as many arguments as it takes (`key=lambda row: row[1]`).
//!
//! Sound because: an exception that no handler sees comes from the driver, in whose code functions are called what they are
//! in the script (`_lines.py`).

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;
use rustc_hash::FxHashSet;

use crate::ids::ModuleId;
use crate::passes::scopes::Scopes;
use crate::program::Program;

/// Exceptions that are no `TypeError`, nor what it derives from.
const OTHERS: &[&str] = &[
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "ConnectionError",
    "EOFError",
    "FileExistsError",
    "FileNotFoundError",
    "IOError",
    "ImportError",
    "IndexError",
    "InvalidOperation",
    "IsADirectoryError",
    "JSONDecodeError",
    "KeyError",
    "KeyboardInterrupt",
    "LookupError",
    "MemoryError",
    "ModuleNotFoundError",
    "NameError",
    "NotImplementedError",
    "OSError",
    "OverflowError",
    "PermissionError",
    "RecursionError",
    "RuntimeError",
    "StopIteration",
    "SystemExit",
    "TimeoutError",
    "UnboundLocalError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "UnicodeError",
    "ValueError",
    "ZeroDivisionError",
];

/// What shows the exception that is being handled, without a name for it.
const SHOWING: &[&str] = &["exc_info", "traceback", "print_exc", "format_exc", ".exception("];

/// The `lambda` expressions that have to be made where they stand.
pub(super) fn find(program: &Program, scopes: &Scopes<'_>) -> FxHashSet<(ModuleId, TextRange)> {
    let mut found = FxHashSet::default();
    if !program.mentions("lambda") || !are_seen(program, scopes) {
        return found;
    }
    for (index, module) in program.modules.iter().enumerate() {
        let mut finder = Finder { scopes, module: ModuleId::from(index), found: &mut found };
        finder.visit_body(&module.tree().body);
    }
    found
}

/// Whether the program may show what a function is called.
fn are_seen(program: &Program, scopes: &Scopes<'_>) -> bool {
    if ["__qualname__", "__exit__", "assertRaises"].iter().any(|word| program.mentions(word)) {
        return true;
    }
    if !program.mentions("except") {
        return false;
    }
    let shows = SHOWING.iter().any(|word| program.mentions(word));
    let mut handlers = Handlers { scopes, shows, found: false };
    for module in &program.modules {
        handlers.visit_body(&module.tree().body);
    }
    handlers.found
}

/// Looks for a handler that sees a `TypeError`, and may show it.
struct Handlers<'s, 'p> {
    scopes: &'s Scopes<'p>,
    shows: bool,
    found: bool,
}

impl Handlers<'_, '_> {
    fn catches(&self, kind: Option<&Expr>) -> bool {
        let is_other = |name: &str| {
            OTHERS.contains(&name) || self.scopes.classes.iter().any(|class| class.name == name)
        };
        match kind {
            Some(Expr::Name(name)) => !is_other(name.id.as_str()),
            Some(Expr::Attribute(node)) => !is_other(node.attr.as_str()),
            Some(Expr::Tuple(node)) => node.elts.iter().any(|one| self.catches(Some(one))),
            _ => true,
        }
    }
}

impl<'a> Visitor<'a> for Handlers<'_, '_> {
    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(node) = handler;
        self.found |= (self.shows || node.name.is_some()) && self.catches(node.type_.as_deref());
        visitor::walk_except_handler(self, handler);
    }
}

struct Finder<'s, 'p, 'f> {
    scopes: &'s Scopes<'p>,
    module: ModuleId,
    found: &'f mut FxHashSet<(ModuleId, TextRange)>,
}

impl Finder<'_, '_, '_> {
    /// Whether a library calls what stands at this place of its arguments with as many as this takes.
    fn is_called_rightly(
        &self,
        call: &ast::ExprCall,
        place: Place<'_>,
        node: &ast::ExprLambda,
    ) -> bool {
        let name = match &*call.func {
            Expr::Name(name) => name.id.as_str(),
            Expr::Attribute(node) => node.attr.as_str(),
            _ => return false,
        };
        if self.scopes.functions.iter().any(|function| function.name == name)
            || self.scopes.classes.iter().any(|class| class.name == name)
        {
            return false;
        }
        let given = &call.arguments.args;
        let count = match (name, place) {
            (
                "groupby" | "insort" | "insort_left" | "insort_right" | "max" | "merge" | "min"
                | "nlargest" | "nsmallest" | "sort" | "sorted",
                Place::Keyword("key"),
            )
            | ("groupby" | "sub" | "subn", Place::Position(1))
            | (
                "dropwhile" | "filter" | "filterfalse" | "sub" | "subn" | "takewhile",
                Place::Position(0),
            )
            | ("dump" | "dumps", Place::Keyword("default")) => 1,
            ("accumulate", Place::Position(1) | Place::Keyword("func"))
            | ("cmp_to_key" | "reduce", Place::Position(0)) => 2,
            ("defaultdict" | "iter", Place::Position(0))
            | ("field", Place::Keyword("default_factory")) => 0,
            ("map", Place::Position(0)) if !given.iter().any(Expr::is_starred_expr) => {
                given.len() - 1
            }
            _ => return false,
        };
        takes(node, count)
    }

    fn argument(&mut self, call: &ast::ExprCall, place: Place<'_>, value: &Expr) {
        match value {
            Expr::Lambda(node) if self.is_called_rightly(call, place, node) => {
                let known = self.found.len();
                visitor::walk_expr(self, value);
                if self.found.len() > known {
                    // What is made in it is called after it.
                    self.found.insert((self.module, node.range));
                }
            }
            _ => self.visit_expr(value),
        }
    }
}

/// Where an argument stands.
#[derive(Clone, Copy)]
enum Place<'n> {
    Position(usize),
    Keyword(&'n str),
}

/// Whether it can be called with so many arguments by position.
fn takes(node: &ast::ExprLambda, count: usize) -> bool {
    let Some(parameters) = &node.parameters else { return count == 0 };
    let plain = parameters.posonlyargs.iter().chain(&parameters.args);
    let needed = plain.clone().filter(|one| one.default.is_none()).count();
    let most = if parameters.vararg.is_some() { usize::MAX } else { plain.count() };
    (needed..=most).contains(&count)
        && parameters.kwonlyargs.iter().all(|one| one.default.is_some())
}

impl<'e> Visitor<'e> for Finder<'_, '_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        match expr {
            Expr::Call(call) => {
                self.visit_expr(&call.func);
                for (at, value) in call.arguments.args.iter().enumerate() {
                    self.argument(call, Place::Position(at), value);
                }
                for keyword in &call.arguments.keywords {
                    let place = keyword.arg.as_deref().map_or(Place::Keyword(""), Place::Keyword);
                    self.argument(call, place, &keyword.value);
                }
            }
            Expr::Lambda(node) => {
                self.found.insert((self.module, node.range));
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }
}

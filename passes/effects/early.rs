//! What a script does before any code of its own can have run: `warnings.filterwarnings("ignore")` below its imports.
//!
//! ```python
//! import csv
//! csv.field_size_limit(10 ** 7)      # nothing has been read, kept or suspended yet
//!
//! @functools.cache
//! def parse(text): ...               # all calls are later
//! ```
//!
//! Decides: which parts of a script these are, and which effects come later, or in other code.
//!
//! Used for: functions that keep what they found, and generators that wait. What the script sets before it has run anything is
//! the same for all of their calls.
//!
//! There are two of them: what comes before the first definition, and the first statements of the function that the script enters,
//! where nothing but definitions stands in between:
//!
//! ```python
//! def main():
//!     warnings.simplefilter("ignore")      # the same
//!     ...
//!
//! if __name__ == "__main__":
//!     main()
//! ```
//!
//! Sound because: the first part ends before the first definition, `lambda`, generator or loop, so that it runs code of libraries alone,
//! and before the first mention of a cache; a script with modules of its own, whose code an import runs, has no such part. What follows
//! up to the call makes functions and classes, under decorators and from bases that run none of them, and says no name of one of
//! them elsewhere; neither does the second part, which is that of a function that nothing else names, and whose parameters are given none.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::FxHashSet;

use super::Analysis;
use crate::effect_words::Flags;
use crate::ids::{FuncId, ModuleId};
use crate::passes::scopes::{FunctionNode, Scopes};
use crate::program::Program;

/// The statements that come before all code of the program's own.
#[derive(Debug, Default)]
pub(super) struct Early {
    /// Where those at the top of the script end.
    end: TextSize,
    /// The function that the script enters then, and its first statements.
    entered: Option<(FuncId, TextRange)>,
}

impl Early {
    pub(super) fn find(program: &Program, scopes: &Scopes<'_>) -> Early {
        let [script] = &*program.modules else { return Early::default() };
        let body = &script.tree().body;
        let first = body.iter().take_while(|stmt| is_of_libraries(stmt)).count();
        let end = body[..first].last().map_or(TextSize::new(0), Ranged::end);
        let entered = entered(script, &body[first..]).and_then(|node| {
            let is_it = |function: &crate::passes::scopes::Function<'_>| matches!(function.node, FunctionNode::Def(def) if def.range == node.range);
            let func = FuncId::from(scopes.functions.iter().position(is_it)?);
            let names = defined(body);
            let first = node.body.iter().take_while(|stmt| is_of_libraries(stmt) && !says(stmt, &names));
            let begin = node.body.first()?.start();
            Some((func, TextRange::new(begin, first.last()?.end())))
        });
        Early { end, entered }
    }

    fn contains(&self, range: TextRange) -> bool {
        range.end() <= self.end
            || self.entered.as_ref().is_some_and(|(_, first)| first.contains_range(range))
    }
}

/// What lets definitions, or calls of libraries, run code of the script that they do not name.
const RUN_OWN_CODE: &[&str] =
    &["__class_getitem__", "__init_subclass__", "__set_name__", "doctest", "globals", "metaclass"];

/// The function of the script that is called first, where these statements only define things before they call it.
fn entered<'t>(
    script: &crate::program::Module,
    body: &'t [Stmt],
) -> Option<&'t ast::StmtFunctionDef> {
    if script.may_name(RUN_OWN_CODE) {
        return None;
    }
    let names = defined(body);
    let mut at = body.iter();
    let call = loop {
        match at.next()? {
            Stmt::FunctionDef(node) if is_plain_function(node, &names) => {}
            Stmt::ClassDef(node) if is_plain_class(node, &names) => {}
            Stmt::If(node) if is_main_test(&node.test) => {
                // What the block does first is no part of it.
                let call = node.body.first()?;
                break call;
            }
            stmt @ Stmt::Expr(node) if called(&node.value).is_some() => break stmt,
            stmt if is_of_libraries(stmt) && !says(stmt, &names) => {}
            _ => return None,
        }
    };
    let Stmt::Expr(call) = call else { return None };
    let (name, arguments) = called(&call.value)?;
    if arguments.iter().any(|argument| !is_data(argument, &names)) {
        return None;
    }
    let mut found = body.iter().filter_map(|stmt| match stmt {
        Stmt::FunctionDef(node) if node.name.as_str() == name => Some(node),
        _ => None,
    });
    let node = found.next()?;
    let mut mentions = Mentions { name, count: 0 };
    mentions.visit_body(&script.tree().body);
    let is_plain = found.next().is_none()
        && mentions.count == 1
        && node.decorator_list.is_empty()
        && defaults(node).all(|one| is_data(one, &names))
        && !node.is_async
        && !yields(&node.body);
    is_plain.then_some(node)
}

/// `main()`, `sys.exit(main())`: the name and the arguments.
fn called(expr: &Expr) -> Option<(&str, Vec<&Expr>)> {
    let Expr::Call(call) = expr else { return None };
    match &*call.func {
        Expr::Name(name) if matches!(name.id.as_str(), "exit" | "SystemExit") => {
            called(call.arguments.args.first()?)
        }
        Expr::Name(name) => {
            let keywords = call.arguments.keywords.iter().map(|keyword| &keyword.value);
            Some((name.id.as_str(), call.arguments.args.iter().chain(keywords).collect()))
        }
        Expr::Attribute(node) if node.attr.as_str() == "exit" => {
            called(call.arguments.args.first()?)
        }
        _ => None,
    }
}

fn is_main_test(test: &Expr) -> bool {
    matches!(test, Expr::Compare(node)
        if matches!(&*node.left, Expr::Name(name) if name.id.as_str() == "__name__")
            && matches!(&*node.comparators, [Expr::StringLiteral(_)]))
}

/// The names of functions and classes that a block makes.
fn defined(body: &[Stmt]) -> FxHashSet<&str> {
    let names = body.iter().filter_map(|stmt| match stmt {
        Stmt::FunctionDef(node) => Some(node.name.as_str()),
        Stmt::ClassDef(node) => Some(node.name.as_str()),
        _ => None,
    });
    names.collect()
}

/// Decorators that call nothing of what they are given where they stand.
const DECORATORS: &[&str] = &[
    "abstractmethod",
    "cache",
    "cached_property",
    "classmethod",
    "contextmanager",
    "dataclass",
    "deleter",
    "getter",
    "lru_cache",
    "property",
    "setter",
    "staticmethod",
    "total_ordering",
    "wraps",
];

fn is_plain_decorator(decorator: &ast::Decorator, names: &FxHashSet<&str>) -> bool {
    let function = match &decorator.expression {
        Expr::Call(call) => {
            let keywords = call.arguments.keywords.iter().map(|keyword| &keyword.value);
            if !call.arguments.args.iter().chain(keywords).all(|one| is_data(one, names)) {
                return false;
            }
            &*call.func
        }
        other => other,
    };
    let name = match function {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(node) => node.attr.as_str(),
        _ => return false,
    };
    DECORATORS.contains(&name) && !names.contains(name)
}

/// Whether making a function runs none.
fn is_plain_function(node: &ast::StmtFunctionDef, names: &FxHashSet<&str>) -> bool {
    let annotations = node.parameters.iter().filter_map(ast::AnyParameterRef::annotation);
    defaults(node)
        .chain(annotations)
        .chain(node.returns.as_deref())
        .all(|one| is_data(one, &FxHashSet::default()))
        && node.decorator_list.iter().all(|decorator| is_plain_decorator(decorator, names))
}

fn defaults(node: &ast::StmtFunctionDef) -> impl Iterator<Item = &Expr> {
    node.parameters.iter_non_variadic_params().filter_map(|one| one.default.as_deref())
}

/// Whether making a class runs no function.
fn is_plain_class(node: &ast::StmtClassDef, names: &FxHashSet<&str>) -> bool {
    let is_plain_base = |base: &Expr| {
        matches!(base, Expr::Name(name)
            if names.contains(name.id.as_str())
                || matches!(name.id.as_str(), "object" | "Exception" | "ValueError" | "NamedTuple"))
    };
    let arguments = node.arguments.as_deref();
    arguments.is_none_or(|list| list.keywords.is_empty() && list.args.iter().all(is_plain_base))
        && node.decorator_list.iter().all(|decorator| is_plain_decorator(decorator, names))
        && node.body.iter().all(|stmt| match stmt {
            Stmt::FunctionDef(node) => is_plain_function(node, names),
            // Names that the body binds itself are functions, too.
            stmt => {
                is_of_libraries(stmt) && !says(stmt, names) && !says(stmt, &defined(&node.body))
            }
        })
}

/// Whether an expression only puts together data and names: it calls nothing.
fn is_data(expr: &Expr, names: &FxHashSet<&str>) -> bool {
    struct Finder<'n>(bool, &'n FxHashSet<&'n str>);
    impl<'a> Visitor<'a> for Finder<'_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 &= match expr {
                Expr::Name(name) => !self.1.contains(name.id.as_str()),
                Expr::Call(_) | Expr::Lambda(_) | Expr::Generator(_) | Expr::Await(_) => false,
                Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => false,
                _ => true,
            };
            visitor::walk_expr(self, expr);
        }
    }
    let mut finder = Finder(true, names);
    finder.visit_expr(expr);
    finder.0
}

/// Whether a statement says one of these names.
fn says(stmt: &Stmt, names: &FxHashSet<&str>) -> bool {
    struct Finder<'n>(bool, &'n FxHashSet<&'n str>);
    impl<'a> Visitor<'a> for Finder<'_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::Name(name) = expr {
                self.0 |= self.1.contains(name.id.as_str());
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut finder = Finder(false, names);
    finder.visit_stmt(stmt);
    finder.0
}

/// Whether a function with this body is a generator; functions inside it count as well.
fn yields(body: &[Stmt]) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 |= matches!(expr, Expr::Yield(_) | Expr::YieldFrom(_));
            visitor::walk_expr(self, expr);
        }
    }
    let mut finder = Finder(false);
    finder.visit_body(body);
    finder.0
}

/// Counts how often code says a name.
struct Mentions<'n> {
    name: &'n str,
    count: usize,
}

impl<'a> Visitor<'a> for Mentions<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => self.count += usize::from(name.id.as_str() == self.name),
            Expr::Attribute(node) => self.count += usize::from(node.attr.as_str() == self.name),
            Expr::StringLiteral(text) => {
                self.count += usize::from(text.value.to_str() == self.name);
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether a statement can run code of libraries alone.
fn is_of_libraries(stmt: &Stmt) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            self.0 &= matches!(
                stmt,
                Stmt::Import(_)
                    | Stmt::ImportFrom(_)
                    | Stmt::Assign(_)
                    | Stmt::AnnAssign(_)
                    | Stmt::Expr(_)
                    | Stmt::If(_)
                    | Stmt::Try(_)
                    | Stmt::Pass(_)
            );
            visitor::walk_stmt(self, stmt);
        }
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 &= match expr {
                Expr::Lambda(_)
                | Expr::Generator(_)
                | Expr::ListComp(_)
                | Expr::SetComp(_)
                | Expr::DictComp(_)
                | Expr::Await(_) => false,
                Expr::Name(node) => !node.id.contains("cache"),
                Expr::Attribute(node) => !node.attr.contains("cache"),
                _ => true,
            };
            visitor::walk_expr(self, expr);
        }
    }
    let mut finder = Finder(true);
    finder.visit_stmt(stmt);
    finder.0
}

impl Analysis<'_> {
    /// Notes effects of a statement that stands here; an empty range says nothing of that.
    pub(super) fn note_lateness(&mut self, flags: Flags, module: ModuleId, range: TextRange) {
        let is_early = module == ModuleId(0) && !range.is_empty() && self.early.contains(range);
        if !is_early && !self.late_flags.contains(flags) {
            self.late_flags = self.late_flags.union(flags);
            self.heap.grew(super::journal::Fact::Program);
        }
    }

    /// All effects of the program, but for what the script did before any code of its own could have run.
    pub(super) fn effects_later_on(&self) -> Flags {
        self.heap.journal.read(super::journal::Fact::Program);
        let entered = self.early.entered.map(|(func, _)| func);
        let of_functions = (1..self.scopes.functions.len())
            .map(FuncId::from)
            .filter(|&func| Some(func) != entered)
            .fold(Flags::NONE, |all, func| all.union(self.summary(func).effects.flags));
        let mut all = of_functions.union(self.late_flags);
        for func in [Some(FuncId(0)), entered].into_iter().flatten() {
            let effects = &self.summary(func).effects;
            if effects.flags.contains(Flags::UNKNOWN) {
                all = all.union(Flags::UNKNOWN);
            }
            all = all.union(self.changed_module_values(effects));
        }
        all
    }
}

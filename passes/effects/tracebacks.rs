//! Where handlers that show tracebacks may see an exception come from.
//!
//! A statement that runs in place raises what the original's raises, frame by frame. An expression that was rewritten does not: the
//! elements of a comprehension are then made in a frame of their own, where newer interpreters have none, and its lines have lost
//! their columns. An exception that ends the program is put right (`_traceback.py`); one that is handled is already there.
//!
//! ```python
//! try:
//!     rows = [parse(line) for line in lines]   # caught here
//! except ValueError:
//!     logging.exception("no rows")             # shows the frames
//! ```
//!
//! Functions go by their names first: one that is mentioned where something may be caught, in any module, counts as caught, and so
//! does what it calls. Those that are not only called by name may be called anywhere. Names do not tell all: `getattr` may make
//! them up, and libraries call methods (`handle_data`, `visit_Name`, `write`). So what the walks find to be called where something
//! may be caught counts as well, with all that it calls, and so does what code out of view may call.

use std::cell::OnceCell;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Analysis;
use super::walker::Walker;
use crate::ids::{FuncId, ModuleId};
use crate::passes::scopes::FunctionNode;
use crate::program::Program;

/// What code names that shows a traceback or looks into one; all else in the module `traceback` refuses the program.
const SHOWING: &[&str] = &[
    "TracebackException",
    "__traceback__",
    "exc_info",
    "exception",
    "format_exc",
    "from_exception",
    "print_exc",
    "tb_frame",
    "tb_lasti",
    "tb_lineno",
    "tb_next",
];

/// Whether the program may show tracebacks, and where an exception may be caught then, which is looked up when somebody asks.
#[derive(Default)]
pub struct Tracebacks {
    may_show: bool,
    /// Functions that walks found to be called where something may be caught.
    called: FxHashSet<FuncId>,
    /// Nothing where the program never shows a traceback.
    caught: OnceCell<Option<Caught>>,
}

impl Tracebacks {
    pub fn of(program: &Program) -> Self {
        let may_show = program.modules.iter().any(|module| module.may_name(SHOWING));
        Tracebacks { may_show, ..Tracebacks::default() }
    }
}

/// Where an exception may be caught, in a program that shows tracebacks.
struct Caught {
    ranges: Vec<Vec<TextRange>>,
    functions: FxHashSet<String>,
    /// What walks found to be called there, and all others that are not called by name alone, with all that they call.
    reached: OnceCell<FxHashSet<FuncId>>,
}

/// Nothing where the program never shows a traceback.
fn find(program: &Program) -> Option<Caught> {
    let mut finder = Finder::default();
    for module in &program.modules {
        finder.ranges.push(Vec::new());
        finder.visit_body(&module.tree().body);
    }
    if !finder.shows {
        return None;
    }
    let mut pending: Vec<&str> = finder.anywhere.into_iter().collect();
    let mut functions: FxHashSet<String> = FxHashSet::default();
    while let Some(name) = pending.pop() {
        if functions.insert(name.to_owned()) {
            pending.extend(finder.calls.get(name).into_iter().flatten().copied());
        }
    }
    Some(Caught { ranges: finder.ranges, functions, reached: OnceCell::new() })
}

/// Whether a statement may catch what is raised inside of it.
pub(super) fn catches(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Try(_) => true,
        Stmt::With(node) => !node.items.iter().all(opens_file),
        _ => false,
    }
}

fn opens_file(item: &ast::WithItem) -> bool {
    let Expr::Call(call) = &item.context_expr else { return false };
    matches!(&*call.func, Expr::Name(name) if name.id.as_str() == "open")
}

impl Walker<'_, '_> {
    /// A function is called at this place.
    pub(super) fn note_caught(&mut self, func: FuncId) {
        if self.catching > 0 && self.an.tracebacks.may_show {
            self.an.tracebacks.called.insert(func);
        }
    }
}

impl Analysis<'_> {
    /// Whether a handler may show where an exception in this expression comes from.
    pub fn shows_traceback_of(&self, func: FuncId, range: TextRange) -> bool {
        if !self.tracebacks.may_show {
            return false;
        }
        let caught = self.tracebacks.caught.get_or_init(|| find(self.program));
        let Some(caught) = caught else { return false };
        let function = self.scopes.function(func);
        let module: ModuleId = function.module;
        if caught.ranges[module.index()].iter().any(|known| known.contains_range(range)) {
            return true;
        }
        match function.node {
            FunctionNode::Def(node) => {
                caught.functions.contains(node.name.as_str())
                    || caught.reached.get_or_init(|| self.called_below()).contains(&func)
            }
            FunctionNode::Module(_) => module.index() != 0,
            FunctionNode::Lambda(_) => true,
        }
    }

    /// What may be called below a handler.
    fn called_below(&self) -> FxHashSet<FuncId> {
        let mut callees: FxHashMap<FuncId, Vec<FuncId>> = FxHashMap::default();
        for (caller, callee) in self.call_edges() {
            callees.entry(caller).or_default().push(callee);
        }
        let suspended = self.scopes.functions.iter().enumerate();
        let suspended = suspended.filter(|(_, function)| function.is_generator);
        let mut pending: Vec<FuncId> = suspended.map(|(index, _)| FuncId::from(index)).collect();
        pending.extend(&self.exposed_in_order);
        pending.extend(&self.tracebacks.called);
        let mut reached = FxHashSet::default();
        while let Some(func) = pending.pop() {
            if reached.insert(func) {
                pending.extend(callees.get(&func).into_iter().flatten().copied());
            }
        }
        reached
    }
}

#[derive(Default)]
struct Finder<'a> {
    shows: bool,
    /// By module: statements that may catch what is raised inside of them.
    ranges: Vec<Vec<TextRange>>,
    /// Functions that may be called where something is caught.
    anywhere: FxHashSet<&'a str>,
    /// What functions of each name call.
    calls: FxHashMap<&'a str, FxHashSet<&'a str>>,
    /// The functions around, outermost first.
    inside: Vec<&'a str>,
    caught: bool,
}

impl<'a> Finder<'a> {
    fn word(&mut self, word: &str) {
        self.shows |= SHOWING.contains(&word);
    }

    fn call(&mut self, name: &'a str) {
        if self.caught {
            self.anywhere.insert(name);
        }
        for &around in &self.inside {
            self.calls.entry(around).or_default().insert(name);
        }
    }

    fn define(&mut self, node: &'a ast::StmtFunctionDef) {
        let name = node.name.as_str();
        if node.is_async || !node.decorator_list.is_empty() || name.starts_with("__") {
            self.anywhere.insert(name);
        }
        for decorator in &node.decorator_list {
            self.visit_decorator(decorator);
        }
        self.visit_parameters(&node.parameters);
        let caught = std::mem::take(&mut self.caught);
        self.inside.push(name);
        self.visit_body(&node.body);
        self.inside.pop();
        self.caught = caught;
    }

    /// What runs later, wherever that may be.
    fn later(&mut self, expr: &'a Expr) {
        let caught = std::mem::replace(&mut self.caught, true);
        visitor::walk_expr(self, expr);
        self.caught = caught;
    }
}

impl<'a> Visitor<'a> for Finder<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let catches = match stmt {
            Stmt::FunctionDef(node) => return self.define(node),
            Stmt::Import(ast::StmtImport { names, .. })
            | Stmt::ImportFrom(ast::StmtImportFrom { names, .. }) => {
                for alias in names {
                    self.word(alias.name.as_str());
                    if alias.asname.is_some() {
                        self.anywhere.insert(alias.name.as_str());
                    }
                }
                return;
            }
            _ => catches(stmt),
        };
        let caught = self.caught;
        if catches {
            self.caught = true;
            if let Some(ranges) = self.ranges.last_mut() {
                ranges.push(stmt.range());
            }
        }
        visitor::walk_stmt(self, stmt);
        self.caught = caught;
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Call(call) => {
                match &*call.func {
                    Expr::Name(name) => {
                        self.word(name.id.as_str());
                        self.call(name.id.as_str());
                    }
                    Expr::Attribute(node) => {
                        self.word(node.attr.as_str());
                        self.call(node.attr.as_str());
                        self.visit_expr(&node.value);
                    }
                    other => self.visit_expr(other),
                }
                self.visit_arguments(&call.arguments);
                return;
            }
            Expr::Name(name) => {
                self.word(name.id.as_str());
                self.anywhere.insert(name.id.as_str());
            }
            Expr::Attribute(node) => {
                self.word(node.attr.as_str());
                self.anywhere.insert(node.attr.as_str());
            }
            Expr::StringLiteral(node) => {
                self.word(node.value.to_str());
                self.anywhere.insert(node.value.to_str());
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => self.anywhere.extend(self.inside.last()),
            Expr::Lambda(_) | Expr::Generator(_) => return self.later(expr),
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }

    fn visit_keyword(&mut self, keyword: &'a ast::Keyword) {
        if let Some(name) = &keyword.arg {
            self.word(name.as_str());
        }
        visitor::walk_keyword(self, keyword);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Module;
    use crate::read::{Source, parse};

    fn shows(text: &str) -> bool {
        let source = Source::from_bytes("script.py", text.as_bytes().to_vec()).expect("readable");
        let parsed = parse(&source).expect("valid Python");
        find(&Program::single(Module::new("__main__", "script.py", false, source, parsed)))
            .is_some()
    }

    #[test]
    fn tracebacks_are_shown_in_many_ways() {
        assert!(!shows("import logging\nlogging.error('exception in line 3')\n"));
        for text in [
            "log.exception('no')\n",
            "log.error('no', exc_info=True)\n",
            "print(error.__traceback__.tb_next)\n",
            "from traceback import TracebackException as T\nprint(T.from_exception(error))\n",
            "import traceback\nt = traceback.TracebackException.from_exception\n",
            "from traceback import print_exc as show\nshow()\n",
            "import traceback as t\nprint(t.format_exc())\n",
        ] {
            assert!(shows(text), "{text}");
        }
    }
}

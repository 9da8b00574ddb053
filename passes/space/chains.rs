//! Functions that only the script itself runs, by plain calls that no handler surrounds: an exception in them ends the program.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Obstacle;
use crate::ids::{FuncId, VarId};
use crate::passes::effects::Analysis;
use crate::passes::loops::units::only_files;
use crate::passes::scopes::FunctionNode;

/// Modules that may look at the program's state after an exception, or at objects that are gone.
const WATCHING_MODULES: &[&str] = &["atexit", "signal", "tracemalloc", "warnings", "weakref"];

/// The same for names, wherever they come from; a stream has frames where a list has none, or the other way round.
const WATCHING_NAMES: &[&str] = &[
    "GeneratorExit",
    "KeyboardInterrupt",
    "RecursionError",
    "exc_info",
    "excepthook",
    "format_exc",
    "print_exc",
    "setrecursionlimit",
    "unraisablehook",
];

/// Something that concerns every list of the program.
pub fn program_wide(an: &Analysis<'_>) -> Option<Obstacle> {
    for module in &an.program.modules {
        let mut watchers = Watchers { found: None };
        watchers.visit_body(&module.tree().body);
        if let Some(word) = watchers.found {
            let detail =
                format!("the program mentions {word}, which could notice when elements are made");
            return Some(Obstacle::new("watched", detail));
        }
        let mut files = FileWatchers { found: None };
        files.visit_body(&module.tree().body);
        if let Some(what) = files.found {
            let detail = format!("the program has {what}, which could show who closes a file");
            return Some(Obstacle::new("watched", detail));
        }
        let mut finder = SuspendedHandlers { an, generators: false, found: false };
        finder.visit_body(&module.tree().body);
        if finder.found {
            let detail = "a generator has a handler, which runs when it is dropped";
            return Some(Obstacle::new("handler", detail));
        }
    }
    if an.shows_files {
        return Some(Obstacle::new("watched", "the program may look at the attributes of a file"));
    }
    if an.program.modules.iter().skip(1).any(|module| module.source.text.contains("__main__")) {
        return Some(Obstacle::new("watched", "another module mentions `__main__`"));
    }
    if an.uses_packages || !an.unknown_imports.is_empty() {
        let detail = "the program imports a package, whose warnings could come in another order";
        return Some(Obstacle::new("watched", detail));
    }
    None
}

/// The first name in a module that stands for a watcher: a variable that only happens to be called `signal` is none.
struct Watchers {
    found: Option<String>,
}

impl Watchers {
    fn name(&mut self, name: &str, modules: bool) {
        let is_module = modules && WATCHING_MODULES.contains(&name);
        if self.found.is_none() && (is_module || WATCHING_NAMES.contains(&name)) {
            self.found = Some(name.to_owned());
        }
    }
}

impl<'a> Visitor<'a> for Watchers {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Import(node) => {
                for alias in &node.names {
                    alias.name.split('.').for_each(|part| self.name(part, true));
                }
            }
            Stmt::ImportFrom(node) => {
                let module = node.module.as_ref().map_or("", |module| module.as_str());
                module.split('.').for_each(|part| self.name(part, true));
                for alias in &node.names {
                    self.name(&alias.name, true);
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(node) => self.name(&node.id, false),
            // `subprocess.signal` is the module, too, and `getattr(sys, "excepthook")` the hook.
            Expr::Attribute(node) => self.name(&node.attr, true),
            Expr::StringLiteral(node) => self.name(node.value.to_str(), true),
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// What could tell that files have a `close` of the runtime's while elements are missing, or close one in a `with` whose
/// exceptions are handled: the method as a value, and a `with` of a file that is open already.
struct FileWatchers {
    found: Option<&'static str>,
}

impl<'a> Visitor<'a> for FileWatchers {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::With(node) = stmt
            && node.items.iter().any(|item| !item.context_expr.is_call_expr())
        {
            self.found = Some("a `with` of an object from before");
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Call(call) => {
                let fetches = match &*call.func {
                    Expr::Attribute(node) => node.attr.as_str() == "attrgetter",
                    Expr::Name(node) => matches!(node.id.as_str(), "getattr" | "attrgetter"),
                    _ => false,
                };
                let is_close = |argument: &Expr| matches!(argument, Expr::StringLiteral(text) if text.value.to_str() == "close");
                if fetches && call.arguments.args.iter().any(is_close) {
                    self.found = Some("the method `close` as a value");
                }
                if let Expr::Attribute(method) = &*call.func {
                    self.visit_expr(&method.value);
                    self.visit_arguments(&call.arguments);
                    return;
                }
            }
            Expr::Attribute(node) if node.attr.as_str() == "close" => {
                self.found = Some("the method `close` as a value");
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether a generator function has a `try` or a `with`.
struct SuspendedHandlers<'n, 'a> {
    an: &'n Analysis<'a>,
    /// Inside a generator function.
    generators: bool,
    found: bool,
}

impl<'a> Visitor<'a> for SuspendedHandlers<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let known = self.generators;
        match stmt {
            Stmt::FunctionDef(node) => {
                let is_generator = self.an.scopes.functions.iter().any(|function| {
                    function.is_generator
                        && matches!(function.node, FunctionNode::Def(def) if std::ptr::eq(def, node))
                });
                self.generators = is_generator;
            }
            Stmt::Try(_) => self.found |= self.generators,
            Stmt::With(node) => self.found |= self.generators && !names_files(self.an, node),
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
        self.generators = known;
    }

    fn visit_expr(&mut self, _expr: &'a Expr) {}
}

/// The functions at the top level of the script.
#[derive(Clone, Default)]
pub struct Functions {
    /// Those that are nothing but a plain function, by the variable that holds them.
    pub names: FxHashMap<VarId, FuncId>,
    /// By the address of their definition.
    bodies: FxHashMap<usize, FuncId>,
}

impl Functions {
    pub fn of(an: &Analysis<'_>) -> Self {
        let script = an.scopes.module_bodies[0];
        let mut found = Functions::default();
        for index in 0..an.scopes.functions.len() {
            let func = FuncId::from(index);
            let function = an.scopes.function(func);
            let FunctionNode::Def(node) = function.node else { continue };
            if function.outer != script || function.class.is_some() || function.module.index() != 0
            {
                continue;
            }
            found.bodies.insert(std::ptr::from_ref(node) as usize, func);
            let scope = an.scopes.function(script).scope;
            if let Some(var) = an.scopes.lookup(scope, function.name) {
                let plain = an.scopes.variable(var).bindings == 1
                    && !an.scopes.foreign_writes.contains(&var)
                    && node.decorator_list.is_empty()
                    && !function.is_async
                    && !function.is_generator;
                if plain {
                    found.names.insert(var, func);
                }
            }
        }
        found
    }

    /// The function that a call calls by its name.
    pub fn called(&self, an: &Analysis<'_>, call: &ast::ExprCall) -> Option<FuncId> {
        let Expr::Name(name) = &*call.func else { return None };
        self.names.get(&an.scopes.variable_of(name)?).copied()
    }
}

/// How each function of the script is called.
pub struct Chains {
    /// For each function, those that call it in a plain way, and whether they do so in a loop.
    callers: FxHashMap<FuncId, Vec<(FuncId, bool)>>,
    /// Functions that are also called, or known, in other ways.
    others: FxHashMap<FuncId, Obstacle>,
    script: FuncId,
    names: FxHashMap<VarId, FuncId>,
}

impl Chains {
    pub fn of(an: &Analysis<'_>, functions: &Functions, busy: &[TextRange]) -> Self {
        let script = an.scopes.module_bodies[0];
        let Functions { names, bodies } = functions.clone();
        let mut finder = Calls {
            an,
            busy,
            names,
            bodies,
            at: Some(script),
            is_module: true,
            caught: false,
            in_loop: false,
            callers: FxHashMap::default(),
            others: FxHashMap::default(),
        };
        let named: FxHashSet<FuncId> = finder.names.values().copied().collect();
        finder.visit_body(&an.program.entry().tree().body);
        let (callers, mut others, names) = (finder.callers, finder.others, finder.names);
        for &func in finder.bodies.values() {
            if !named.contains(&func) {
                let detail = "its function is not only called by its name";
                others.entry(func).or_insert_with(|| Obstacle::new("called-elsewhere", detail));
            }
        }
        Chains { callers, others, script, names }
    }

    /// Why an exception in this function may not end the program.
    pub fn obstacle(&self, func: FuncId) -> Option<Obstacle> {
        let (mut seen, mut pending) = (FxHashSet::default(), vec![(func, false)]);
        let mut path: Vec<FuncId> = Vec::new();
        while let Some((at, leaving)) = pending.pop() {
            if leaving {
                path.pop();
                continue;
            }
            if path.contains(&at) {
                return Some(Obstacle::new("recursion", "its function calls itself"));
            }
            if at == self.script || !seen.insert(at) {
                continue;
            }
            if let Some(obstacle) = self.others.get(&at) {
                return Some(obstacle.clone());
            }
            let Some(callers) = self.callers.get(&at) else {
                return Some(Obstacle::new(
                    "called-elsewhere",
                    "nothing in the script calls its function by name",
                ));
            };
            path.push(at);
            pending.push((at, true));
            pending.extend(callers.iter().map(|(caller, _)| (*caller, false)));
        }
        None
    }

    /// The function that a variable holds.
    pub fn function(&self, var: VarId) -> Option<FuncId> {
        self.names.get(&var).copied()
    }

    /// How many plain calls of a function there are.
    pub fn calls(&self, func: FuncId) -> usize {
        self.callers.get(&func).map_or(0, Vec::len)
    }

    /// The function, and those that may run it.
    pub fn leading_to(&self, func: FuncId) -> FxHashSet<FuncId> {
        let (mut seen, mut pending) = (FxHashSet::from_iter([func]), vec![func]);
        while let Some(at) = pending.pop() {
            for (caller, _) in self.callers.get(&at).into_iter().flatten() {
                if seen.insert(*caller) {
                    pending.push(*caller);
                }
            }
        }
        seen
    }

    /// How many calls lead from the script to a function, at most; no function calls itself.
    pub fn depth(&self, func: FuncId) -> usize {
        fn measure(chains: &Chains, func: FuncId, left: usize) -> usize {
            let callers = chains.callers.get(&func).into_iter().flatten();
            let callers = callers.filter(|(caller, _)| left > 0 && *caller != func);
            callers.map(|(caller, _)| 1 + measure(chains, *caller, left - 1)).max().unwrap_or(0)
        }
        // Past that depth the order no longer matters: only streams that end one in the other are told apart by it.
        measure(self, func, 6)
    }

    /// Whether a loop may run a function many times.
    pub fn is_repeated(&self, func: FuncId) -> bool {
        let (mut seen, mut pending) = (FxHashSet::default(), vec![func]);
        while let Some(at) = pending.pop() {
            for (caller, in_loop) in self.callers.get(&at).into_iter().flatten() {
                if *in_loop {
                    return true;
                }
                if seen.insert(*caller) {
                    pending.push(*caller);
                }
            }
        }
        false
    }
}

struct Calls<'n, 'a> {
    an: &'n Analysis<'a>,
    /// What runs in parallel.
    busy: &'n [TextRange],
    /// Functions at the top level of the script by the variable that holds them.
    names: FxHashMap<VarId, FuncId>,
    /// The same by the address of their definition.
    bodies: FxHashMap<usize, FuncId>,
    /// The body around the place; nothing inside of lambdas, classes, and functions that are not at the top level.
    at: Option<FuncId>,
    is_module: bool,
    /// Inside a `try`, or a `with` that is not one of files.
    caught: bool,
    /// Inside a loop of the body.
    in_loop: bool,
    callers: FxHashMap<FuncId, Vec<(FuncId, bool)>>,
    others: FxHashMap<FuncId, Obstacle>,
}

impl Calls<'_, '_> {
    /// A comprehension: what it goes through is evaluated where it stands, once.
    fn clauses(&mut self, parts: &[&Expr], generators: &[ast::Comprehension]) {
        let known = (self.at, self.is_module);
        for (number, generator) in generators.iter().enumerate() {
            self.visit_expr(&generator.iter);
            if number == 0 {
                (self.at, self.is_module) = (None, false);
            }
            self.visit_expr(&generator.target);
            generator.ifs.iter().for_each(|test| self.visit_expr(test));
        }
        for part in parts {
            self.visit_expr(part);
        }
        (self.at, self.is_module) = known;
    }

    fn note(&mut self, name: &ast::ExprName, is_called: bool) {
        let Some(var) = self.an.scopes.variable_of(name) else { return };
        let Some(&func) = self.names.get(&var) else { return };
        if name.ctx.is_store() {
            return;
        }
        let obstacle = if !is_called {
            Obstacle::new("called-elsewhere", "its function is not only called by its name")
        } else if self.caught {
            Obstacle::new("handler", "a handler could see which exception comes first")
        } else if self.busy.iter().any(|range| range.contains_range(name.range())) {
            Obstacle::new("parallel", "its function runs in parallel")
        } else if let Some(at) = self.at {
            self.callers.entry(func).or_default().push((at, self.in_loop));
            return;
        } else {
            Obstacle::new(
                "called-elsewhere",
                "its function is called from inside a class, a comprehension or an inner function",
            )
        };
        self.others.entry(func).or_insert(obstacle);
    }
}

impl<'a> Visitor<'a> for Calls<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let known = (self.at, self.is_module, self.caught, self.in_loop);
        match stmt {
            Stmt::FunctionDef(node) => {
                // Decorators and defaults belong to the body around it; they are few, and count as not called.
                let func = self.bodies.get(&(std::ptr::from_ref(node) as usize)).copied();
                self.at = if self.is_module && !self.caught { func } else { None };
                self.is_module = false;
                (self.caught, self.in_loop) = (false, false);
            }
            Stmt::ClassDef(_) => (self.at, self.is_module) = (None, false),
            Stmt::For(node) => {
                // What it goes through is evaluated once.
                self.visit_expr(&node.iter);
                self.in_loop = true;
                self.visit_expr(&node.target);
                self.visit_body(&node.body);
                self.visit_body(&node.orelse);
                (self.at, self.is_module, self.caught, self.in_loop) = known;
                return;
            }
            Stmt::While(_) => self.in_loop = true,
            Stmt::Try(_) => self.caught = true,
            Stmt::With(node) => self.caught |= node.is_async || !names_files(self.an, node),
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
        (self.at, self.is_module, self.caught, self.in_loop) = known;
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        let known = (self.at, self.is_module);
        match expr {
            // Streams are never made while an element of another one is.
            Expr::Lambda(_) => (self.at, self.is_module) = (None, false),
            Expr::Generator(node) => return self.clauses(&[&node.elt], &node.generators),
            Expr::ListComp(node) => return self.clauses(&[&node.elt], &node.generators),
            Expr::SetComp(node) => return self.clauses(&[&node.elt], &node.generators),
            Expr::DictComp(node) => {
                let parts: Vec<&Expr> =
                    node.key.as_deref().into_iter().chain([&*node.value]).collect();
                return self.clauses(&parts, &node.generators);
            }
            Expr::Name(name) => self.note(name, false),
            Expr::Call(call) if call.func.is_name_expr() => {
                if let Expr::Name(name) = &*call.func {
                    self.note(name, true);
                }
                self.visit_arguments(&call.arguments);
                return;
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
        (self.at, self.is_module) = known;
    }
}

/// Whether a `with` only opens files, and keeps them in variables for as long as it runs: there the runtime finds what closes
/// before the exception that ends the program comes to its end. A reader made of a file does not show it.
pub(super) fn names_files(an: &Analysis<'_>, node: &ast::StmtWith) -> bool {
    let mut names: Vec<&str> = Vec::new();
    for item in &node.items {
        match item.optional_vars.as_deref() {
            None => {}
            Some(Expr::Name(name)) => {
                let elsewhere = (an.scopes.variable_of(name))
                    .is_none_or(|var| an.scopes.foreign_writes.contains(&var));
                if elsewhere || names.contains(&name.id.as_str()) {
                    return false;
                }
                names.push(&name.id);
            }
            Some(_) => return false,
        }
    }
    let mut rebinding = Rebinding { names: &names, found: false };
    rebinding.visit_body(&node.body);
    !rebinding.found && only_files(an, node)
}

/// Whether code binds or deletes one of some names, in whatever scope.
struct Rebinding<'n> {
    names: &'n [&'n str],
    found: bool,
}

impl Rebinding<'_> {
    fn bound(&mut self, name: &str) {
        self.found |= name == "*" || self.names.contains(&name);
    }
}

impl<'a> Visitor<'a> for Rebinding<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(node) => self.bound(&node.name),
            Stmt::ClassDef(node) => self.bound(&node.name),
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Name(name) = expr
            && !name.ctx.is_load()
        {
            self.bound(&name.id);
        }
        visitor::walk_expr(self, expr);
    }

    fn visit_alias(&mut self, alias: &'a ast::Alias) {
        let name = alias.asname.as_ref().unwrap_or(&alias.name);
        self.bound(name.split('.').next().unwrap_or(name));
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(node) = handler;
        if let Some(name) = &node.name {
            self.bound(name);
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        let name = match pattern {
            ast::Pattern::MatchAs(node) => node.name.as_ref(),
            ast::Pattern::MatchStar(node) => node.name.as_ref(),
            ast::Pattern::MatchMapping(node) => node.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bound(name);
        }
        visitor::walk_pattern(self, pattern);
    }
}

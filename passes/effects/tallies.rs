//! Global integers that functions count up, and that nobody looks at meanwhile.
//!
//! ```python
//! nodes = 0
//!
//! def search(board, depth):
//!     global nodes
//!     nodes += 1
//!     ...
//!
//! for move in moves:               # in parallel: no call of `search` reads `nodes`, but to add to it
//!     scores.append(search(after(board, move), 6))
//! print(nodes)
//! ```
//!
//! Decides: which global variables are only ever counted up by the functions that a loop calls, where their number
//! is neither read nor set anywhere else in the loop. What a task does to them is a write of [`Field::Fill`], as what it adds to
//! a cache: a worker sends by how much they have grown, and the driver adds that to its own.
//!
//! Refuses: steps other than a number of the source that is more than 0; names that code could get at in other ways; modules beside
//! the script; programs with code that runs without being called: copying what a task returns must not count anything (special methods, classes
//! that derive from those of libraries), and exceptions that Python itself takes for an answer must not end an item (`hasattr`,
//! `__getitem__`, `StopIteration`). Attributes (`self.nodes += 1`) are the affair of `counters`, where each round's log says what it has counted.
//!
//! Sound because: all mentions of such a name in the program are known, and so are the functions that the loop calls. Those that do
//! something else than to count are not among them, and do not stand in the loop, so that only its end can tell what the number is. That is the
//! sum of all steps, in whatever order they are made; the runtime uses what a worker found only where the number was an `int`.
//! Each item must count once: it does not where a loop is left early, and loops in programs that go on after exceptions
//! are left alone (`loops::fills`); where an item fails, those behind it in its chunk are thrown away, and where the driver tries it, it takes its steps back
//! (`_caches.py`).

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Number, Operator, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Analysis;
use super::heap::{Field, Location, ObjectKey, ObjectKind};
use super::summary::Effects;
use crate::ids::{FuncId, ModuleId, ObjId, VarId};
use crate::passes::scopes::{Class, FunctionNode, Scopes};
use crate::program::Program;

#[derive(Clone, Debug, Default)]
struct Mentions {
    /// The functions that count.
    counting: Vec<FuncId>,
    /// Where else it is mentioned, and in which function.
    others: Vec<(TextRange, FuncId)>,
}

/// All of them, in the order of their names.
#[derive(Debug, Default)]
pub(crate) struct Tallies(Vec<(VarId, Mentions)>);

/// Special methods that run only where the program asks for them, and no more often in a worker and its driver than in the script.
pub(super) const ASKED_FOR: &[&str] = &[
    "__init__",
    "__post_init__",
    "__str__",
    "__repr__",
    "__call__",
    "__add__",
    "__sub__",
    "__mul__",
    "__truediv__",
    "__doc__",
    "__module__",
];

/// Ways to get at variables other than by their names, and code at other times.
const OTHER_WAYS: &[&str] =
    &["globals(", "locals(", "vars(", "__dict__", "copyreg", "pickle", "inspect", "threading"];

/// Whether Python itself may take an exception for an answer: that an attribute is missing, or that an iterator is at its end.
pub(crate) fn hides_exceptions(program: &Program, scopes: &Scopes<'_>) -> bool {
    const ASKING: &[&str] = &["hasattr", "getattr", "StopIteration", "next(", "iter("];
    const ASKED: &[&str] = &[
        "__getitem__",
        "__next__",
        "__len__",
        "__length_hint__",
        "__getattr__",
        "__getattribute__",
        "__contains__",
    ];
    ASKING.iter().any(|word| program.mentions(word))
        || scopes
            .classes
            .iter()
            .any(|class| ASKED.iter().any(|name| class.methods.contains_key(name)))
}

/// Whether the program has code that runs without being called, or exceptions that nobody sees.
pub(crate) fn runs_unasked(program: &Program, scopes: &Scopes<'_>) -> bool {
    let is_special =
        |name: &str| name.starts_with("__") && name.ends_with("__") && !ASKED_FOR.contains(&name);
    let is_own = |base: &Expr| {
        matches!(base, Expr::Name(name)
            if name.id == "object" || scopes.classes.iter().any(|class| class.name == name.id.as_str()))
    };
    let runs = |class: &Class<'_>| {
        class.methods.keys().chain(class.members.keys()).any(|name| is_special(name))
            || class.node.arguments.as_deref().is_some_and(|arguments| {
                !arguments.keywords.is_empty() || !arguments.args.iter().all(is_own)
            })
    };
    hides_exceptions(program, scopes)
        || OTHER_WAYS.iter().any(|word| program.mentions(word))
        || scopes.classes.iter().any(runs)
}

/// Those that one loop only counts up.
pub(crate) type Counted = Vec<VarId>;

impl Tallies {
    pub(super) fn find(program: &Program, scopes: &Scopes<'_>) -> Tallies {
        let [script] = &*program.modules else { return Tallies::default() };
        if !program.mentions("global ") || runs_unasked(program, scopes) {
            return Tallies::default();
        }
        let mut finder = Finder {
            scopes,
            inside: Vec::new(),
            found: FxHashMap::default(),
            texts: FxHashSet::default(),
        };
        finder.inside.push(scopes.module_bodies[0]);
        finder.visit_body(&script.tree().body);
        let suspends = |func: FuncId| {
            let function = scopes.function(func);
            function.is_generator || function.is_async
        };
        let is_tally = |(var, mentions): &(VarId, Mentions)| {
            let by =
                mentions.counting.iter().copied().chain(mentions.others.iter().map(|(_, by)| *by));
            let name = scopes.variable(*var).name;
            // In a class, a name with two underscores is another one.
            !mentions.counting.is_empty()
                && !by.into_iter().any(suspends)
                && !name.starts_with("__")
                && !finder.texts.contains(name)
                && !scopes.functions.iter().any(|function| function.name == name)
                && !scopes.classes.iter().any(|class| class.name == name)
        };
        let mut found: Vec<_> =
            std::mem::take(&mut finder.found).into_iter().filter(is_tally).collect();
        found.sort_by_key(|(var, _)| scopes.variable(*var).name);
        Tallies(found)
    }
}

impl Analysis<'_> {
    /// Those that a loop in `func` does nothing to but count them up, whichever of the functions that `func` calls it calls.
    pub(crate) fn tallies_of(&self, func: FuncId, range: TextRange) -> Counted {
        let mut counted = Counted::default();
        let is_followed = self.unknown_imports.is_empty()
            && !self.open_world
            && !self.fetches_by_name
            && self.attributes_in_view
            && self.promises.is_empty()
            && self.checkpointed.is_empty();
        if self.tallies.0.is_empty() || !is_followed {
            return counted;
        }
        let edges = self.call_edges();
        let called = edges.iter().filter(|(caller, _)| *caller == func);
        let mut reached: FxHashSet<FuncId> = called.map(|(_, callee)| *callee).collect();
        loop {
            let before = reached.len();
            for (caller, callee) in &edges {
                if reached.contains(caller) {
                    reached.insert(*callee);
                }
            }
            for (index, function) in self.scopes.functions.iter().enumerate() {
                let is_of_module = self.scopes.module_bodies.contains(&function.outer);
                if !is_of_module && reached.contains(&function.outer) {
                    reached.insert(FuncId::from(index));
                }
            }
            if reached.len() == before {
                break;
            }
        }
        for (var, mentions) in &self.tallies.0 {
            let is_seen = mentions
                .others
                .iter()
                .any(|(place, by)| range.contains_range(*place) || reached.contains(by));
            let counts = mentions.counting.iter().any(|by| reached.contains(by));
            if !is_seen && counts && !self.is_counted_out_of_view(mentions) {
                counted.push(*var);
            }
        }
        counted
    }

    /// Whether code out of view may call a function that counts.
    fn is_counted_out_of_view(&self, mentions: &Mentions) -> bool {
        mentions.counting.iter().any(|by| self.exposed_functions.contains(by))
    }

    /// Takes what the loop that is being decided about counts up for what it is.
    pub(super) fn note_counted(&mut self, effects: &mut Effects) {
        if self.counted.is_empty() {
            return;
        }
        let counted = std::mem::take(&mut self.counted);
        let script = ModuleId(0);
        for &var in &counted {
            if effects.call_writes.contains(var) && !effects.writes.contains(var) {
                effects.call_writes.retain(|other| other != var);
                let object =
                    self.heap.object(ObjectKey::Module(script), || ObjectKind::Module(script));
                effects.heap_writes.add_location(Location { object, field: Field::Fill });
            }
        }
        self.counted = counted;
    }

    /// Whether an object stands for what a loop counts up.
    pub(crate) fn is_counter(&self, object: ObjId) -> bool {
        matches!(self.heap.peek(object).kind, ObjectKind::Module(_))
    }

    /// The global numbers that tasks may count up.
    pub(crate) fn tally_names(&self) -> Vec<&str> {
        let tallies = self.tallies.0.iter().filter(|_| self.counts);
        tallies.map(|(var, _)| self.scopes.variable(*var).name).collect()
    }
}

/// Collects the mentions of global variables.
struct Finder<'s, 'a> {
    scopes: &'s Scopes<'a>,
    /// The functions around.
    inside: Vec<FuncId>,
    found: FxHashMap<VarId, Mentions>,
    texts: FxHashSet<String>,
}

impl Finder<'_, '_> {
    fn function(&self) -> FuncId {
        self.inside[self.inside.len() - 1]
    }

    fn variable_of(&self, target: &Expr) -> Option<VarId> {
        let Expr::Name(name) = target else { return None };
        let var = self.scopes.variable_of(name)?;
        let variable = self.scopes.variable(var);
        (variable.is_global && variable.func == self.scopes.module_bodies[0]).then_some(var)
    }

    /// Whether a callee runs a generator to its end, or leaves it for good.
    fn drains(&self, callee: &Expr) -> bool {
        const DRAINING: &[&str] =
            &["all", "any", "dict", "list", "max", "min", "set", "sorted", "sum", "tuple"];
        matches!(callee, Expr::Name(name)
            if DRAINING.contains(&name.id.as_str()) && self.scopes.variable_of(name).is_none())
    }

    fn note(&mut self, var: VarId, range: TextRange) {
        let by = self.function();
        self.found.entry(var).or_default().others.push((range, by));
    }
}

impl<'e> Visitor<'e> for Finder<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        match stmt {
            Stmt::FunctionDef(node) => {
                for decorator in &node.decorator_list {
                    self.visit_decorator(decorator);
                }
                self.visit_parameters(&node.parameters);
                let index = self.scopes.functions.iter().position(|function| {
                    matches!(function.node, FunctionNode::Def(def) if def.range == node.range)
                });
                let Some(index) = index else { return };
                self.inside.push(FuncId::from(index));
                self.visit_body(&node.body);
                self.inside.pop();
            }
            Stmt::AugAssign(node)
                if node.op == Operator::Add && is_step(&node.value) && self.inside.len() > 1 =>
            {
                match self.variable_of(&node.target) {
                    Some(var) => {
                        let by = self.function();
                        self.found.entry(var).or_default().counting.push(by);
                    }
                    None => visitor::walk_stmt(self, stmt),
                }
            }
            // Bound in other ways than by a name that stands there.
            Stmt::Import(node) => {
                self.texts.extend(
                    node.names.iter().map(|alias| {
                        alias.asname.as_ref().unwrap_or(&alias.name).as_str().to_owned()
                    }),
                );
            }
            Stmt::ImportFrom(node) => {
                self.texts.extend(
                    node.names.iter().map(|alias| {
                        alias.asname.as_ref().unwrap_or(&alias.name).as_str().to_owned()
                    }),
                );
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        match expr {
            Expr::Name(_) => {
                if let Some(var) = self.variable_of(expr) {
                    self.note(var, expr.range());
                }
            }
            // Drained where it stands.
            Expr::Call(call) if self.drains(&call.func) => {
                for argument in &call.arguments.args {
                    match argument {
                        Expr::Generator(_) => visitor::walk_expr(self, argument),
                        _ => self.visit_expr(argument),
                    }
                }
                self.visit_expr(&call.func);
                for keyword in &call.arguments.keywords {
                    self.visit_keyword(keyword);
                }
                return;
            }
            Expr::StringLiteral(text) => {
                self.texts.insert(text.value.to_str().to_owned());
            }
            Expr::Lambda(_) | Expr::Generator(_) => {
                // When this runs is not looked for.
                let mut inner = Finder {
                    scopes: self.scopes,
                    inside: vec![self.inside[self.inside.len() - 1]],
                    found: FxHashMap::default(),
                    texts: FxHashSet::default(),
                };
                visitor::walk_expr(&mut inner, expr);
                for var in inner.found.into_keys() {
                    self.found.remove(&var);
                    self.texts.insert(self.scopes.variable(var).name.to_owned());
                }
                self.texts.extend(inner.texts);
                return;
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }

    fn visit_except_handler(&mut self, handler: &'e ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(node) = handler;
        self.texts.extend(node.name.as_ref().map(|name| name.as_str().to_owned()));
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'e ast::Pattern) {
        match pattern {
            ast::Pattern::MatchAs(node) => {
                self.texts.extend(node.name.as_ref().map(|name| name.as_str().to_owned()));
            }
            ast::Pattern::MatchStar(node) => {
                self.texts.extend(node.name.as_ref().map(|name| name.as_str().to_owned()));
            }
            ast::Pattern::MatchMapping(node) => {
                self.texts.extend(node.rest.as_ref().map(|name| name.as_str().to_owned()));
            }
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }
}

/// A whole number of the source that is more than 0.
pub(super) fn is_step(expr: &Expr) -> bool {
    matches!(expr, Expr::NumberLiteral(node)
        if matches!(&node.value, Number::Int(number) if number.as_u64().is_some_and(|number| number > 0)))
}

//! Integers that functions count up, and that nobody looks at meanwhile.
//!
//! ```python
//! nodes = 0
//!
//! def search(board, depth):
//!     global nodes
//!     nodes += 1                   # or `self.nodes += 1`, of an object
//!     ...
//!
//! for move in moves:               # in parallel: no call of `search` reads `nodes`, but to add to it
//!     scores.append(search(after(board, move), 6))
//! print(nodes)
//! ```
//!
//! Decides: which global variables, and which attributes, are only ever counted up by the functions that a loop calls, where their number
//! is neither read nor set anywhere else in the loop. What a task does to them is a write of [`Field::Fill`], as what it adds to
//! a cache: a worker sends by how much they have grown, and the driver adds that to its own.
//!
//! Refuses: steps other than a number of the source that is more than 0; attributes that are counted on anything but the method's own object, that
//! have a default in their class, or that code could get at in other ways (as texts, by `__dict__`, copies); modules beside the script.
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
use crate::ids::{ClassId, FuncId, ModuleId, ObjId, Symbol, VarId};
use crate::passes::scopes::{FunctionNode, Scopes};
use crate::program::Program;

/// A number that functions count up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Name {
    Variable(VarId),
    Attribute(String),
}

#[derive(Clone, Debug, Default)]
struct Mentions {
    /// The functions that count.
    counting: Vec<FuncId>,
    /// Classes whose methods these are.
    classes: Vec<ClassId>,
    /// Where else it is mentioned, and in which function.
    others: Vec<(TextRange, FuncId)>,
}

/// All of them, in the order of their names.
#[derive(Debug, Default)]
pub(crate) struct Tallies(Vec<(Name, Mentions)>);

/// Those that one loop only counts up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    variables: Vec<VarId>,
    attributes: Vec<Symbol>,
}

impl Counted {
    pub(crate) fn is_empty(&self) -> bool {
        self.variables.is_empty() && self.attributes.is_empty()
    }
}

impl Tallies {
    pub(super) fn find(program: &Program, scopes: &Scopes<'_>) -> Tallies {
        /// What could read attributes, or variables, in other ways.
        const SEEING: &[&str] = &[
            "__dict__",
            "__getattr",
            "__setattr__",
            "__delattr__",
            "__reduce",
            "__getstate__",
            "__setstate__",
            "__slots__",
            "slots=",
            "__class__",
            "vars(",
            "import copy",
            "from copy",
            "__copy__",
            "__deepcopy__",
            "copyreg",
            "pickle",
            "shelve",
            "inspect",
            "getattr",
            "attrgetter",
            "weakref",
        ];
        let [script] = &*program.modules else { return Tallies::default() };
        let mut finder = Finder {
            scopes,
            inside: Vec::new(),
            found: FxHashMap::default(),
            texts: FxHashSet::default(),
            begins_anew: false,
        };
        finder.inside.push((scopes.module_bodies[0], None));
        finder.visit_body(&script.tree().body);
        let attributes_are_seen =
            SEEING.iter().any(|word| program.mentions(word)) || finder.begins_anew;
        let is_tally = |(name, mentions): &(Name, Mentions)| {
            let suspends = |func: FuncId| {
                let function = scopes.function(func);
                function.is_generator || function.is_async
            };
            let by =
                mentions.counting.iter().copied().chain(mentions.others.iter().map(|(_, by)| *by));
            !mentions.counting.is_empty()
                && !by.into_iter().any(suspends)
                && mentions
                    .classes
                    .iter()
                    .all(|&class| super::own_memos::is_named(program, scopes, class))
                && match name {
                    Name::Variable(var) => {
                        let variable = scopes.variable(*var);
                        !program.mentions("globals(")
                            && !program.mentions("locals(")
                            && !finder.texts.contains(variable.name)
                            && !scopes
                                .functions
                                .iter()
                                .any(|function| function.name == variable.name)
                            && !scopes.classes.iter().any(|class| class.name == variable.name)
                    }
                    Name::Attribute(name) => {
                        !attributes_are_seen
                            && !finder.texts.contains(name)
                            && !scopes.functions.iter().any(|function| function.name == name)
                            && !scopes
                                .classes
                                .iter()
                                .any(|class| class.members.contains_key(name.as_str()))
                    }
                }
        };
        let text = |name: &Name| match name {
            Name::Variable(var) => (0, scopes.variable(*var).name.to_owned()),
            Name::Attribute(name) => (1, name.clone()),
        };
        let mut found: Vec<_> =
            std::mem::take(&mut finder.found).into_iter().filter(is_tally).collect();
        found.sort_by_key(|(name, _)| text(name));
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
        for (name, mentions) in &self.tallies.0 {
            let is_seen = mentions
                .others
                .iter()
                .any(|(place, by)| range.contains_range(*place) || reached.contains(by));
            let counts = mentions.counting.iter().any(|by| reached.contains(by));
            if is_seen || !counts || self.is_counted_out_of_view(mentions) {
                continue;
            }
            match name {
                Name::Variable(var) => counted.variables.push(*var),
                Name::Attribute(name) => counted.attributes.extend(self.symbols.get(name.as_str())),
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
        for &var in &counted.variables {
            if effects.call_writes.contains(var) && !effects.writes.contains(var) {
                effects.call_writes.retain(|other| other != var);
                let object =
                    self.heap.object(ObjectKey::Module(script), || ObjectKind::Module(script));
                effects.heap_writes.add_location(Location { object, field: Field::Fill });
            }
        }
        let mut grown = Vec::new();
        effects.heap_writes.locations.retain(|at| {
            let is_counted = matches!(at.field, Field::Attribute(name) if counted.attributes.contains(&name))
                && matches!(self.heap.peek(at.object).kind, ObjectKind::Instance(_));
            if is_counted {
                grown.push(at.object);
            }
            !is_counted
        });
        for object in grown {
            effects.heap_writes.add_location(Location { object, field: Field::Fill });
        }
        self.counted = counted;
    }

    /// Whether an object stands for what a loop counts up.
    pub(crate) fn is_counter(&self, object: ObjId) -> bool {
        matches!(self.heap.peek(object).kind, ObjectKind::Instance(_) | ObjectKind::Module(_))
    }

    /// The global numbers that tasks may count up, and the attributes with the classes that do so themselves.
    pub(crate) fn tally_names(&self) -> (Vec<&str>, Vec<(&str, &str)>) {
        let (mut variables, mut attributes) = (Vec::new(), Vec::new());
        for (name, mentions) in self.tallies.0.iter().filter(|_| self.counts) {
            match name {
                Name::Variable(var) => variables.push(self.scopes.variable(*var).name),
                Name::Attribute(name) => {
                    let mut classes: Vec<&str> = mentions
                        .classes
                        .iter()
                        .map(|class| self.scopes.class(*class).name)
                        .collect();
                    classes.sort_unstable();
                    classes.dedup();
                    attributes.extend(classes.into_iter().map(|class| (class, name.as_str())));
                }
            }
        }
        (variables, attributes)
    }
}

/// Collects the mentions of global variables and of attributes.
struct Finder<'s, 'a> {
    scopes: &'s Scopes<'a>,
    /// The functions around, each with its own object where it is a plain method.
    inside: Vec<(FuncId, Option<VarId>)>,
    found: FxHashMap<Name, Mentions>,
    texts: FxHashSet<String>,
    /// Something calls `__init__` that is not one itself: the object need not be new.
    begins_anew: bool,
}

impl Finder<'_, '_> {
    fn function(&self) -> FuncId {
        self.inside[self.inside.len() - 1].0
    }

    fn name_of(&self, target: &Expr) -> Option<Name> {
        match target {
            Expr::Name(name) => {
                let var = self.scopes.variable_of(name)?;
                let variable = self.scopes.variable(var);
                (variable.is_global && variable.func == self.scopes.module_bodies[0])
                    .then_some(Name::Variable(var))
            }
            Expr::Attribute(node) => Some(Name::Attribute(node.attr.as_str().to_owned())),
            _ => None,
        }
    }

    /// Whether a callee runs a generator to its end, or leaves it for good.
    fn drains(&self, callee: &Expr) -> bool {
        const DRAINING: &[&str] =
            &["all", "any", "dict", "list", "max", "min", "set", "sorted", "sum", "tuple"];
        matches!(callee, Expr::Name(name)
            if DRAINING.contains(&name.id.as_str()) && self.scopes.variable_of(name).is_none())
    }

    /// Whether this is `self`.
    fn is_own(&self, expr: &Expr) -> bool {
        let (_, receiver) = self.inside[self.inside.len() - 1];
        matches!(expr, Expr::Name(name) if receiver.is_some() && self.scopes.variable_of(name) == receiver)
    }

    fn class(&self) -> Option<ClassId> {
        self.scopes.function(self.function()).class
    }

    fn note(&mut self, name: Name, range: TextRange) {
        let by = self.function();
        self.found.entry(name).or_default().others.push((range, by));
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
                let function = &self.scopes.functions[index];
                let is_method = function.class.is_some_and(|class| {
                    let class = self.scopes.class(class);
                    node.decorator_list.is_empty()
                        && self
                            .scopes
                            .classes
                            .iter()
                            .filter(|other| other.name == class.name)
                            .count()
                            == 1
                        && function.outer == self.scopes.module_bodies[0]
                });
                let receiver = function
                    .parameters
                    .first()
                    .copied()
                    .filter(|&var| is_method && self.scopes.variable(var).bindings == 1);
                self.inside.push((FuncId::from(index), receiver));
                self.visit_body(&node.body);
                self.inside.pop();
            }
            Stmt::AugAssign(node)
                if node.op == Operator::Add && is_step(&node.value) && self.inside.len() > 1 =>
            {
                let is_counted = match &*node.target {
                    Expr::Attribute(target) => self.is_own(&target.value),
                    _ => true,
                };
                match self.name_of(&node.target) {
                    Some(name) if is_counted => {
                        let (by, class) = (self.function(), self.class());
                        let is_attribute = matches!(name, Name::Attribute(_));
                        let known = self.found.entry(name).or_default();
                        known.counting.push(by);
                        if is_attribute {
                            known.classes.extend(class);
                        }
                    }
                    _ => visitor::walk_stmt(self, stmt),
                }
            }
            // `self.nodes = 0`, of an object that is new
            Stmt::Assign(node) => {
                if let [Expr::Attribute(target)] = &node.targets[..]
                    && is_integer(&node.value)
                    && self.is_own(&target.value)
                    && self.scopes.function(self.function()).name == "__init__"
                {
                    return;
                }
                visitor::walk_stmt(self, stmt);
            }
            Stmt::AnnAssign(node) => {
                if let (Expr::Attribute(target), Some(value)) = (&*node.target, &node.value)
                    && is_integer(value)
                    && self.is_own(&target.value)
                    && self.scopes.function(self.function()).name == "__init__"
                {
                    return;
                }
                visitor::walk_stmt(self, stmt);
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
            Expr::Name(_) | Expr::Attribute(_) => {
                self.begins_anew |= matches!(expr, Expr::Attribute(node) if node.attr.as_str() == "__init__")
                    && self.scopes.function(self.function()).name != "__init__";
                if let Some(name) = self.name_of(expr) {
                    self.note(name, expr.range());
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
                    begins_anew: false,
                };
                visitor::walk_expr(&mut inner, expr);
                for name in inner.found.into_keys() {
                    self.found.remove(&name);
                    self.texts.insert(match name {
                        Name::Variable(var) => self.scopes.variable(var).name.to_owned(),
                        Name::Attribute(name) => name,
                    });
                }
                self.texts.extend(inner.texts);
                self.begins_anew |= inner.begins_anew;
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
            ast::Pattern::MatchClass(node) => {
                // `case Box(nodes=n)` reads an attribute.
                let keywords = node.arguments.keywords.iter();
                self.texts.extend(keywords.map(|keyword| keyword.attr.as_str().to_owned()));
            }
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }
}

/// A whole number of the source that is more than 0.
fn is_step(expr: &Expr) -> bool {
    matches!(expr, Expr::NumberLiteral(node)
        if matches!(&node.value, Number::Int(number) if number.as_u64().is_some_and(|number| number > 0)))
}

fn is_integer(expr: &Expr) -> bool {
    matches!(expr, Expr::NumberLiteral(node) if matches!(node.value, Number::Int(_)))
}

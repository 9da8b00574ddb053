//! Numbers that objects count up, and that nobody looks at meanwhile.
//!
//! ```python
//! class Tracer:
//!     def trace(self, ray):
//!         self.rays += 1
//!         ...
//!
//! for y in range(height):          # in parallel: nothing in the loop reads `rays` of anything
//!     out.write(row(tracer, y))
//! print(tracer.rays)
//! ```
//!
//! The same of numbers that a class keeps for all of its objects (`Ray.count += 1`).
//!
//! Decides: which attributes are only counted up by what a loop calls, by methods on their own objects (`self.rays += 1`), and, in `__init__`, set on objects
//! that are new. The runtime looks at all objects of these classes (`_left.py`): by how much a round has made those grow that there were before travels with its log.
//!
//! Refuses: attributes that anything which the loop calls, or its own text, mentions in any other way; names that code could get at otherwise (texts with the name in them, formats that are put together, members of
//! classes, `__dict__`, copies); counting that special methods or classes of libraries may cause, which could run where a log is sent; lazy code; modules beside the script.
//!
//! Sound because: all statements that name such an attribute are known. Those that a round may run add to it, or begin it on an object that this round has made, so that no round can tell what the number is, and the
//! sum does not depend on the order. Objects that a round has made travel with their numbers.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Operator, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Analysis;
use super::heap::{Field, ObjectKind};
use super::summary::Effects;
use super::tallies::{ASKED_FOR, is_step};
use crate::ids::{ClassId, FuncId, Symbol, VarId};
use crate::passes::scopes::{FunctionNode, Scopes};
use crate::program::Program;

/// What could read attributes in other ways.
const SEEING: &[&str] = &[
    "__dict__",
    "__getattr",
    "setattr",
    "__delattr__",
    "__reduce",
    "__getstate__",
    "__setstate__",
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
    "weakref",
    "locals(",
    "globals(",
    "__slots__ = [*",
    "import gc",
];

/// Bases of libraries that call no method of a class but special ones.
const PLAIN_BASES: &[&str] = &[
    "object",
    "ABC",
    "NamedTuple",
    "Enum",
    "IntEnum",
    "Protocol",
    "Generic",
    "Exception",
    "ValueError",
    "RuntimeError",
];

#[derive(Clone, Debug, Default)]
struct Mentions {
    /// The functions that count, and the classes whose methods they are.
    counting: Vec<(FuncId, ClassId)>,
    /// Where else it is mentioned, and in which function.
    others: Vec<(TextRange, FuncId)>,
    /// Some of them count on their own object.
    on_objects: bool,
    /// The classes that have the number themselves, as code outside of these names them.
    on_classes: Vec<ClassId>,
}

impl Mentions {
    /// Whether a class may have a member of this name: only that which has the number itself, and it begins as a whole number.
    fn has_place(&self, name: &str, scopes: &Scopes<'_>) -> bool {
        let mut members = (0..scopes.classes.len())
            .map(ClassId::from)
            .filter(|&class| scopes.class(class).members.contains_key(name));
        match &*self.on_classes {
            [] => members.next().is_none(),
            [first, others @ ..] => {
                !self.on_objects
                    && others.iter().all(|other| other == first)
                    && members.next() == Some(*first)
                    && members.next().is_none()
                    && begins_as_number(scopes.class(*first).node, name)
            }
        }
    }
}

/// Whether a class body binds a name once, to a whole number of the source.
fn begins_as_number(node: &ast::StmtClassDef, name: &str) -> bool {
    let is_name = |target: &Expr| matches!(target, Expr::Name(found) if found.id.as_str() == name);
    let is_number = |value: &Expr| matches!(value, Expr::NumberLiteral(node) if matches!(node.value, ast::Number::Int(_)));
    let mut bound = node.body.iter().filter_map(|stmt| match stmt {
        Stmt::Assign(node) if node.targets.iter().any(is_name) => {
            Some(node.targets.len() == 1 && is_number(&node.value))
        }
        Stmt::AnnAssign(node) if is_name(&node.target) => {
            Some(node.value.as_deref().is_some_and(is_number))
        }
        _ => None,
    });
    bound.next() == Some(true) && bound.next().is_none()
}

/// All of them, in the order of their names, and where a format that is put together could show any attribute.
#[derive(Debug, Default)]
pub(crate) struct Counters(Vec<(String, Mentions)>, Vec<(TextRange, FuncId)>);

/// What shows attributes that the text it is asked of names: `"{0.rays}".format(tracer)`.
pub(super) const FORMATS: &[&str] = &["format", "format_map", "vformat", "get_field"];

/// What one loop only counts up: attributes, each with the classes whose objects may have it.
pub(crate) type Grown = Vec<(Symbol, Vec<ClassId>)>;

impl Counters {
    pub(super) fn find(program: &Program, scopes: &Scopes<'_>) -> Counters {
        let [script] = &*program.modules else { return Counters::default() };
        if !program.mentions("+= ") || SEEING.iter().any(|word| program.mentions(word)) {
            return Counters::default();
        }
        let mut finder = Finder {
            scopes,
            inside: vec![(scopes.module_bodies[0], None)],
            lazy: 0,
            found: FxHashMap::default(),
            texts: Vec::new(),
            formats: Vec::new(),
            called: None,
            is_unclear: false,
        };
        finder.visit_body(&script.tree().body);
        let suspends = |func: FuncId| {
            let function = scopes.function(func);
            function.is_generator || function.is_async
        };
        if finder.is_unclear || finder.formats.iter().any(|(_, by)| suspends(*by)) {
            return Counters::default();
        }
        let is_counter = |(name, mentions): &(String, Mentions)| {
            let named = format!(".{name}");
            !mentions.counting.is_empty()
                && !mentions.counting.iter().any(|(by, _)| suspends(*by))
                && !mentions.others.iter().any(|(_, by)| suspends(*by))
                && !finder.texts.iter().any(|text| text == name || text.contains(&named))
                && !scopes.functions.iter().any(|function| function.name == name)
                && mentions.has_place(name, scopes)
        };
        let mut found: Vec<_> =
            std::mem::take(&mut finder.found).into_iter().filter(is_counter).collect();
        found.sort_by(|one, other| one.0.cmp(&other.0));
        Counters(found, finder.formats)
    }
}

impl Analysis<'_> {
    /// The attributes that a loop in `func` does nothing to but count them up, whichever of the functions that `func` calls it calls.
    pub(crate) fn counters_of(&self, func: FuncId, range: TextRange) -> Grown {
        let is_followed = self.unknown_imports.is_empty()
            && !self.open_world
            && !self.fetches_by_name
            && self.attributes_in_view
            && self.promises.is_empty()
            && self.checkpointed.is_empty();
        if self.counters.0.is_empty() || !is_followed {
            return Grown::new();
        }
        let edges = self.call_edges();
        let reached = self.reached_from(&edges, [func]);
        let unasked = self.reached_from(&edges, self.runs_unasked());
        let mut grown = Grown::new();
        for (name, mentions) in &self.counters.0 {
            let is_seen = mentions.others.iter().chain(&self.counters.1).any(|(place, by)| {
                range.contains_range(*place) || (*by != func && reached.contains(by))
            });
            let by = || mentions.counting.iter().map(|(by, _)| *by);
            let is_counted_otherwise =
                by().any(|by| unasked.contains(&by) || self.exposed_functions.contains(&by));
            if !is_seen && !is_counted_otherwise && by().any(|by| reached.contains(&by)) {
                let counting = mentions.counting.iter().map(|(_, class)| *class);
                let classes = if mentions.on_classes.is_empty() {
                    self.with_derived(counting)
                } else {
                    mentions.on_classes[..1].to_vec()
                };
                let are_named = classes
                    .iter()
                    .all(|&class| super::own_memos::is_named(self.program, self.scopes, class));
                if are_named && let Some(&symbol) = self.symbols.get(name.as_str()) {
                    grown.push((symbol, classes));
                }
            }
        }
        grown
    }

    /// All functions that some may call, these included, with those that stand in them.
    fn reached_from(
        &self,
        edges: &[(FuncId, FuncId)],
        first: impl IntoIterator<Item = FuncId>,
    ) -> FxHashSet<FuncId> {
        let mut reached: FxHashSet<FuncId> = first.into_iter().collect();
        loop {
            let before = reached.len();
            for (caller, callee) in edges {
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
                return reached;
            }
        }
    }

    /// Functions that may run without being asked for, where objects are compared, hashed or copied.
    fn runs_unasked(&self) -> Vec<FuncId> {
        let mut found = Vec::new();
        for class in &self.scopes.classes {
            let is_plain = |base: &Expr| {
                let name = match base {
                    Expr::Name(name) => name.id.as_str(),
                    Expr::Attribute(node) => node.attr.as_str(),
                    _ => "",
                };
                PLAIN_BASES.contains(&name)
                    || self.scopes.classes.iter().any(|class| class.name == name)
            };
            let bases = class.node.arguments.as_deref();
            let all = bases.is_some_and(|given| !given.args.iter().all(is_plain));
            for (name, functions) in &class.methods {
                let is_special = name.starts_with("__") && name.ends_with("__");
                if all || (is_special && !ASKED_FOR.contains(name)) {
                    found.extend(functions);
                }
            }
        }
        found
    }

    /// Classes, and all that derive from them by name.
    fn with_derived(&self, classes: impl Iterator<Item = ClassId>) -> Vec<ClassId> {
        let mut found: Vec<ClassId> = classes.collect();
        found.sort_unstable();
        found.dedup();
        let mut at = 0;
        while at < found.len() {
            let name = self.scopes.class(found[at]).name;
            for (index, class) in self.scopes.classes.iter().enumerate() {
                let derives = class.node.arguments.as_deref().is_some_and(|given| {
                    given
                        .args
                        .iter()
                        .any(|base| matches!(base, Expr::Name(base) if base.id.as_str() == name))
                });
                if derives && !found.contains(&ClassId::from(index)) {
                    found.push(ClassId::from(index));
                }
            }
            at += 1;
        }
        found
    }

    /// Takes what the loop that is being decided about counts up for what it is.
    pub(super) fn note_grown(&self, effects: &mut Effects) {
        if self.grown.is_empty() {
            return;
        }
        let before = effects.heap_writes.locations.len();
        effects.heap_writes.locations.retain(|at| {
            let Field::Attribute(name) = at.field else { return true };
            let (ObjectKind::Instance(class) | ObjectKind::Class(class)) =
                self.heap.peek(at.object).kind
            else {
                return true;
            };
            !self.grown.iter().any(|(known, classes)| *known == name && classes.contains(&class))
        });
        effects.grows |= effects.heap_writes.locations.len() != before;
    }

    /// The classes and attributes that loops in parallel count up.
    pub(crate) fn counter_names(&self) -> Vec<(&str, &str)> {
        let name = |symbol: Symbol| {
            let found = self.symbols.iter().find(|(_, known)| **known == symbol);
            found.map_or("", |(name, _)| &**name)
        };
        let mut found: Vec<(&str, &str)> = self
            .all_grown
            .iter()
            .flat_map(|(symbol, classes)| {
                classes.iter().map(|class| (self.scopes.class(*class).name, name(*symbol)))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Collects the mentions of attributes.
struct Finder<'s, 'a> {
    scopes: &'s Scopes<'a>,
    /// The functions around, each with its own object where it is a plain method.
    inside: Vec<(FuncId, Option<VarId>)>,
    /// Inside of code that runs at some other time.
    lazy: u32,
    found: FxHashMap<String, Mentions>,
    /// Texts, and names that are bound or read in other ways.
    texts: Vec<String>,
    /// Where texts that do not stand there say which attributes are shown.
    formats: Vec<(TextRange, FuncId)>,
    /// What the latest call calls.
    called: Option<TextRange>,
    /// Something calls `__init__` that is not one itself, so that the object need not be new; or such a text is asked by code that runs at
    /// some other time.
    is_unclear: bool,
}

impl Finder<'_, '_> {
    fn function(&self) -> FuncId {
        self.inside[self.inside.len() - 1].0
    }

    /// The name of an attribute of the method's own object.
    fn own_attribute<'e>(&self, target: &'e Expr) -> Option<&'e str> {
        let Expr::Attribute(node) = target else { return None };
        let Expr::Name(name) = &*node.value else { return None };
        let (_, receiver) = self.inside[self.inside.len() - 1];
        let is_own = receiver.is_some() && self.scopes.variable_of(name) == receiver;
        (is_own && self.lazy == 0).then_some(node.attr.as_str())
    }

    /// A class of the script's, by its name, and the name of an attribute of it: `Ray.count`.
    fn class_attribute<'e>(&self, target: &'e Expr) -> Option<(ClassId, &'e str)> {
        let Expr::Attribute(node) = target else { return None };
        let Expr::Name(name) = &*node.value else { return None };
        let variable = self.scopes.variable(self.scopes.variable_of(name)?);
        let is_script = variable.func == self.scopes.module_bodies[0];
        let mut named = (0..self.scopes.classes.len())
            .map(ClassId::from)
            .filter(|&class| self.scopes.class(class).name == name.id.as_str());
        let class = named.next().filter(|_| named.next().is_none())?;
        (is_script && variable.bindings == 1 && self.inside.len() > 1 && self.lazy == 0)
            .then_some((class, node.attr.as_str()))
    }

    fn is_init(&self) -> bool {
        self.scopes.function(self.function()).name == "__init__"
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
                let is_method = function.class.is_some()
                    && node.decorator_list.is_empty()
                    && function.outer == self.scopes.module_bodies[0];
                let receiver = function
                    .parameters
                    .first()
                    .copied()
                    .filter(|&var| is_method && self.scopes.variable(var).bindings == 1);
                self.inside.push((FuncId::from(index), receiver));
                self.visit_body(&node.body);
                self.inside.pop();
            }
            Stmt::AugAssign(node) if node.op == Operator::Add && is_step(&node.value) => {
                let class = self.scopes.function(self.function()).class;
                match (self.own_attribute(&node.target), class) {
                    (Some(name), Some(class)) => {
                        let by = self.function();
                        let mentions = self.found.entry(name.to_owned()).or_default();
                        mentions.counting.push((by, class));
                        mentions.on_objects = true;
                    }
                    _ => match self.class_attribute(&node.target) {
                        Some((class, name)) => {
                            let by = self.function();
                            let mentions = self.found.entry(name.to_owned()).or_default();
                            mentions.counting.push((by, class));
                            mentions.on_classes.push(class);
                        }
                        None => visitor::walk_stmt(self, stmt),
                    },
                }
            }
            // `self.rays = 0`, of an object that is new
            Stmt::Assign(node) => match &node.targets[..] {
                [target] if self.is_init() && self.own_attribute(target).is_some() => {
                    self.visit_expr(&node.value);
                }
                _ => visitor::walk_stmt(self, stmt),
            },
            Stmt::AnnAssign(node)
                if self.is_init() && self.own_attribute(&node.target).is_some() =>
            {
                if let Some(value) = &node.value {
                    self.visit_expr(value);
                }
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        match expr {
            Expr::Attribute(node) => {
                let name = node.attr.as_str();
                self.is_unclear |= name == "__init__" && !self.is_init();
                if FORMATS.contains(&name) && !node.value.is_string_literal_expr() {
                    // Who is handed the method may call it anywhere.
                    self.is_unclear |= self.lazy > 0 || self.called != Some(node.range);
                    self.formats.push((node.range, self.function()));
                }
                if self.lazy > 0 {
                    self.texts.push(name.to_owned());
                }
                let by = self.function();
                self.found.entry(name.to_owned()).or_default().others.push((node.range, by));
            }
            Expr::Call(node) => self.called = Some(node.func.range()),
            Expr::Name(node) if node.id.as_str() == "__init__" => self.is_unclear = true,
            Expr::StringLiteral(text) => self.texts.push(text.value.to_str().to_owned()),
            Expr::Lambda(_) | Expr::Generator(_) => {
                self.lazy += 1;
                visitor::walk_expr(self, expr);
                self.lazy -= 1;
                return;
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }

    fn visit_pattern(&mut self, pattern: &'e ast::Pattern) {
        if let ast::Pattern::MatchClass(node) = pattern {
            let names = node.arguments.keywords.iter().map(|keyword| keyword.attr.as_str());
            self.texts.extend(names.map(str::to_owned));
        }
        visitor::walk_pattern(self, pattern);
    }
}

//! Attributes that are set under names which the program has as text.
//!
//! ```python
//! def __init__(self, **settings):
//!     self.__dict__.update(settings)              # the keywords of the program's calls
//!     for name in ("low", "high"):
//!         setattr(self, name, 0)                  # these two
//!     setattr(self, f"on_{kind}", table)          # all that begin so
//! ```
//!
//! Decides: which attributes these may be. Each of them counts as assigned, as by a statement that writes its name down. Where the
//! names come from elsewhere (a file, an argument of the command line), they may be all names that the program has for attributes.
//!
//! Sound because: a name that the program nowhere writes is not asked for by any statement; what it holds counts as held by an
//! attribute of its own ([`UNNAMED`]). What Python and libraries ask instances for by themselves (`__class__`, `write`) matters
//! only where it is something to call, a class, or a dictionary: under names that are not written down only plain data may be set. Names that
//! are written down are those of literals, of tuples of them that nobody can change, and of the keywords of calls, where each
//! `**` of a call hands on keywords, too, or a dictionary that stands there.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Pattern, Stmt};
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

use super::heap::{Field, ObjectKind};
use super::walker::Walker;
use super::{Analysis, by_name};
use crate::ids::{FuncId, ModuleId, ObjId, VarId};
use crate::passes::scopes::{FunctionNode, Resolution, Scopes};
use crate::program::Program;
use crate::values::{Atoms, Value};

/// The attribute that stands for all which no statement names.
pub(crate) const UNNAMED: &str = "*";

/// Methods of a dictionary that neither add keys nor hand it out.
const LOOKS: &[&str] = &["copy", "get", "items", "keys", "pop", "values"];

/// Builtins that go through something and keep no hold of it.
const GOES_THROUGH: &[&str] =
    &["dict", "enumerate", "len", "list", "print", "set", "sorted", "tuple", "zip"];

/// Which names a text may be.
enum Names {
    /// One of these.
    Written(Vec<String>),
    /// Any that begins so.
    Beginning(String),
}

/// What the text of a program says about names, found when it is first asked for.
#[derive(Default)]
pub(super) struct Written {
    /// All names that may be those of attributes, in order.
    attributes: Vec<String>,
    /// The keywords of all calls; nothing where some call hands on others.
    keywords: Option<Vec<String>>,
}

impl Written {
    fn find(program: &Program, scopes: &Scopes<'_>) -> Written {
        let mut finder = Finder {
            scopes,
            attributes: FxHashSet::default(),
            keywords: FxHashSet::default(),
            all_known: true,
        };
        for module in &program.modules {
            finder.visit_body(&module.tree().body);
        }
        for class in &scopes.classes {
            finder.attributes.extend(class.members.keys().map(|name| (*name).to_owned()));
            finder.attributes.extend(class.methods.keys().map(|name| (*name).to_owned()));
        }
        let in_order = |names: FxHashSet<String>| {
            let mut names: Vec<String> = names.into_iter().collect();
            names.sort_unstable();
            names
        };
        let attributes = finder.attributes.into_iter().filter(|name| !is_special(name)).collect();
        Written {
            attributes: in_order(attributes),
            keywords: finder.all_known.then(|| in_order(finder.keywords)),
        }
    }
}

/// Collects names of attributes and keywords of calls.
struct Finder<'s, 't> {
    scopes: &'s Scopes<'t>,
    attributes: FxHashSet<String>,
    keywords: FxHashSet<String>,
    all_known: bool,
}

impl Finder<'_, '_> {
    fn note_keyword(&mut self, keyword: &ast::Keyword) {
        match &keyword.arg {
            Some(name) => {
                self.keywords.insert(name.to_string());
            }
            None => match &keyword.value {
                Expr::Name(name) if is_own_keywords(self.scopes, name).is_some() => {}
                Expr::Dict(node) => match literal_keys(node) {
                    Some(names) => self.keywords.extend(names),
                    None => self.all_known = false,
                },
                _ => self.all_known = false,
            },
        }
    }
}

impl<'t> Visitor<'t> for Finder<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'t Stmt) {
        if let Stmt::ClassDef(node) = stmt {
            for keyword in node.arguments.iter().flat_map(|arguments| &arguments.keywords) {
                self.note_keyword(keyword);
            }
            for stmt in &node.body {
                if let Stmt::AnnAssign(field) = stmt
                    && let Expr::Name(name) = &*field.target
                {
                    self.attributes.insert(name.id.to_string());
                }
            }
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'t Expr) {
        match expr {
            Expr::Attribute(node) => {
                self.attributes.insert(node.attr.to_string());
            }
            // It may be handed to `getattr`.
            Expr::StringLiteral(node) => {
                for name in
                    node.value.to_str().split(|char: char| char != '_' && !char.is_alphanumeric())
                {
                    self.attributes.insert(name.to_owned());
                }
            }
            Expr::Call(node) => {
                for keyword in &node.arguments.keywords {
                    self.note_keyword(keyword);
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }

    fn visit_pattern(&mut self, pattern: &'t Pattern) {
        if let Pattern::MatchClass(node) = pattern {
            let names = node.arguments.keywords.iter().map(|keyword| keyword.attr.to_string());
            self.attributes.extend(names);
        }
        visitor::walk_pattern(self, pattern);
    }
}

fn is_special(name: &str) -> bool {
    name.is_empty() || name.starts_with("__") && name.ends_with("__")
}

/// The keys of a dictionary that stands there, where all of them are texts.
fn literal_keys(node: &ast::ExprDict) -> Option<Vec<String>> {
    node.items.iter().map(|item| literal(item.key.as_ref()?)).collect()
}

fn literal(expr: &Expr) -> Option<String> {
    match expr {
        Expr::StringLiteral(node) => Some(node.value.to_str().to_owned()),
        _ => None,
    }
}

/// The texts of a display, or those in one position of the tuples in it.
fn literals(elements: &[Expr], position: Option<usize>) -> Option<Vec<String>> {
    let one = |element: &Expr| match (position, element) {
        (None, _) => literal(element),
        (Some(at), Expr::Tuple(node)) => literal(node.elts.get(at)?),
        (Some(at), Expr::List(node)) => literal(node.elts.get(at)?),
        _ => None,
    };
    elements.iter().map(one).collect()
}

/// All texts that begin with one of the first and go on with one of the second, unless these are too many to follow.
fn joined(first: &[String], second: &[String]) -> Option<Vec<String>> {
    const MOST: usize = 100;
    let all = || first.iter().flat_map(|one| second.iter().map(move |two| format!("{one}{two}")));
    (first.len() * second.len() <= MOST).then(|| all().collect())
}

/// Whether an expression is written like a namespace: `x.__dict__`, `vars(x)`.
fn is_namespace(expr: &Expr) -> bool {
    match expr {
        Expr::Attribute(node) => node.attr.as_str() == "__dict__",
        Expr::Call(node) => matches!(&*node.func, Expr::Name(name) if name.id.as_str() == "vars"),
        _ => false,
    }
}

/// The variable for other keywords of the function that a name belongs to, where nothing adds to it: `**settings`.
fn is_own_keywords(scopes: &Scopes<'_>, name: &ast::ExprName) -> Option<FuncId> {
    let Resolution::Variable(var) = scopes.resolve(name) else { return None };
    let variable = scopes.variable(var);
    let function = scopes.function(variable.func);
    let FunctionNode::Def(node) = function.node else { return None };
    let is_keywords = node.parameters.kwarg.is_some()
        && function.parameters.last() == Some(&var)
        && variable.bindings == 1
        && !variable.shared;
    (is_keywords && only_looked_at(scopes, var, &node.body)).then_some(variable.func)
}

/// Whether a container is only gone through, asked and handed on as a copy where a variable that holds it is named.
fn only_looked_at(scopes: &Scopes<'_>, var: VarId, body: &[Stmt]) -> bool {
    let mut looks = Looks { scopes, var, mentions: 0, fine: 0 };
    looks.visit_body(body);
    looks.mentions == looks.fine
}

struct Looks<'s, 't> {
    scopes: &'s Scopes<'t>,
    var: VarId,
    mentions: usize,
    fine: usize,
}

impl Looks<'_, '_> {
    fn is_it(&self, expr: &Expr) -> bool {
        matches!(expr, Expr::Name(name) if self.scopes.variable_of(name) == Some(self.var))
    }

    fn note(&mut self, expr: &Expr) {
        self.fine += usize::from(self.is_it(expr));
    }
}

impl<'t> Visitor<'t> for Looks<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'t Stmt) {
        match stmt {
            Stmt::For(node) => self.note(&node.iter),
            Stmt::Assign(node) => {
                // The one statement that binds it.
                node.targets.iter().for_each(|target| self.note(target));
            }
            Stmt::If(node) => self.note(&node.test),
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_comprehension(&mut self, comprehension: &'t ast::Comprehension) {
        self.note(&comprehension.iter);
        visitor::walk_comprehension(self, comprehension);
    }

    fn visit_expr(&mut self, expr: &'t Expr) {
        match expr {
            Expr::Name(_) if self.is_it(expr) => self.mentions += 1,
            Expr::Subscript(node) if !node.ctx.is_store() => self.note(&node.value),
            Expr::Compare(node) => {
                for (op, right) in node.ops.iter().zip(&node.comparators) {
                    if matches!(op, ast::CmpOp::In | ast::CmpOp::NotIn) {
                        self.note(right);
                    }
                }
            }
            Expr::Call(node) => {
                if let Expr::Attribute(method) = &*node.func
                    && LOOKS.contains(&method.attr.as_str())
                {
                    self.note(&method.value);
                }
                // A `**` makes a copy, and so does `self.__dict__.update(settings)`.
                let copies = matches!(&*node.func, Expr::Attribute(method)
                    if method.attr.as_str() == "update" && is_namespace(&method.value));
                let goes_through = matches!(&*node.func, Expr::Name(name)
                    if GOES_THROUGH.contains(&name.id.as_str()) && self.scopes.variable_of(name).is_none());
                if copies || goes_through {
                    node.arguments.args.iter().for_each(|argument| self.note(argument));
                }
                for keyword in
                    node.arguments.keywords.iter().filter(|keyword| keyword.arg.is_none())
                {
                    self.note(&keyword.value);
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

impl<'a> Walker<'_, 'a> {
    /// `setattr(x, name, value)`, where what is set is known. `None` where it is not.
    pub(super) fn set_by_name(&mut self, node: &'a ast::ExprCall) -> Option<Value> {
        let [holder, name, value] = &*node.arguments.args else { return None };
        let is_plain = node.arguments.keywords.is_empty()
            && !node.arguments.args.iter().any(Expr::is_starred_expr);
        if !is_plain || self.an.is_patched("setattr") {
            return None;
        }
        let (holder, _, value) = (self.eval(holder), self.eval(name), self.eval(value));
        if holder.is_bottom() || value.is_bottom() {
            return self.an.is_optimistic().then(Value::bottom);
        }
        if !self.has_own_attributes(&holder) {
            return None;
        }
        let names = self.names_of(name)?;
        for name in self.each_name(&names, &value, true)? {
            self.store_attribute(&holder, &name, &value, node.range());
        }
        Some(Value::atom(Atoms::NONE))
    }

    /// `x.__dict__.update(settings, name=value)`, `vars(x).update(…)`: the same for each key. `None` where it is something else.
    pub(super) fn update_namespace(&mut self, node: &'a ast::ExprCall) -> Option<Value> {
        let holder = self.holder_of_namespace(node)?;
        let holder = self.eval(holder);
        let arguments = &node.arguments;
        let mut given: Vec<(Names, Value)> = Vec::new();
        let mut early = holder.is_bottom();
        let others = arguments.keywords.iter().filter(|keyword| keyword.arg.is_none());
        for argument in arguments.args.iter().chain(others.map(|keyword| &keyword.value)) {
            let table = self.eval(argument);
            early |= table.is_bottom();
            let is_dict = |object: &ObjId| {
                matches!(self.an.heap.peek(*object).kind, ObjectKind::Library(id)
                if matches!(self.an.knowledge.type_info(id).name.as_str(), "dict"))
            };
            if table.is_any() || !table.is_bottom() && !table.objects.iter().all(is_dict) {
                return None;
            }
            self.touch_read(&table, Field::Contents);
            let parts = self.parts_of(table.origins);
            let element = self.an.heap.element_of(&table, |object| &object.element).from(parts);
            let names = self
                .keys_of(argument)
                .map_or_else(|| Names::Beginning(String::new()), Names::Written);
            given.push((names, element));
        }
        for keyword in &arguments.keywords {
            let Some(name) = &keyword.arg else { continue };
            let value = self.eval(&keyword.value);
            early |= value.is_bottom();
            given.push((Names::Written(vec![name.to_string()]), value));
        }
        if early {
            return self.an.is_optimistic().then(Value::bottom);
        }
        if !self.has_own_attributes(&holder) {
            return None;
        }
        for (names, value) in given {
            // A dictionary in there does not become the namespace itself.
            for name in self.each_name(&names, &value, false)? {
                if is_special(&name) {
                    return None;
                }
                self.store_attribute(&holder, &name, &value, node.range());
            }
        }
        Some(Value::atom(Atoms::NONE))
    }

    /// What `getattr(x, name)` gives where the names are written down. `None` where it may be others.
    pub(super) fn get_by_name(&mut self, node: &'a ast::ExprCall, holder: &Value) -> Option<Value> {
        let [_, name, default @ ..] = &*node.arguments.args else { return None };
        let is_plain = default.len() < 2
            && node.arguments.keywords.is_empty()
            && !node.arguments.args.iter().any(Expr::is_starred_expr);
        if !is_plain || holder.is_any() {
            return None;
        }
        let names = self.written_names(name)?;
        self.eval(name);
        let site = crate::passes::scopes::node_id(&node.node_index);
        let mut result = default.first().map_or_else(Value::bottom, |default| self.eval(default));
        for name in names {
            result.join(&self.load_attribute(holder, &name, node.range(), site));
        }
        Some(result)
    }

    /// The object whose namespace a call updates.
    fn holder_of_namespace(&self, node: &'a ast::ExprCall) -> Option<&'a Expr> {
        let Expr::Attribute(method) = &*node.func else { return None };
        if method.attr.as_str() != "update" || node.arguments.args.len() > 1 {
            return None;
        }
        match &*method.value {
            Expr::Attribute(holder) if holder.attr.as_str() == "__dict__" => Some(&holder.value),
            Expr::Call(call) => match (&*call.func, &*call.arguments.args) {
                (Expr::Name(name), [holder])
                    if name.id.as_str() == "vars"
                        && call.arguments.keywords.is_empty()
                        && !holder.is_starred_expr()
                        && self.an.scopes.variable_of(name).is_none()
                        && !self.an.is_patched("vars") =>
                {
                    Some(holder)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether these are instances of the program's own classes, which have their attributes in the common way.
    fn has_own_attributes(&self, holder: &Value) -> bool {
        let is_own = |&object: &ObjId| match self.an.heap.peek(object).kind {
            ObjectKind::Instance(class) => {
                let hooks = ["__setattr__", "__getattr__", "__getattribute__"];
                self.an.is_of_program(class)
                    && !hooks.iter().any(|name| self.an.class_defines(class, name))
            }
            _ => false,
        };
        !holder.is_any()
            && holder.atoms.without(Atoms::UNBOUND).is_empty()
            && holder.objects.iter().all(is_own)
    }

    /// Each name that may be set to a value. `None` where it may be one that Python asks for by itself, and the value an answer.
    fn each_name(&self, names: &Names, value: &Value, replaces: bool) -> Option<Vec<String>> {
        let begin = match names {
            Names::Written(names) => return Some(names.clone()),
            Names::Beginning(begin) => begin,
        };
        if begin.starts_with('_') || !self.is_plain_data(value, replaces && begin.is_empty()) {
            return None;
        }
        let all = &self.an.written().attributes;
        let mut found: Vec<String> =
            all.iter().filter(|name| name.starts_with(begin.as_str())).cloned().collect();
        found.push(UNNAMED.to_owned());
        Some(found)
    }

    /// Whether a value is nothing to call, no class, and, where it may become a namespace, no dictionary.
    fn is_plain_data(&self, value: &Value, may_be_namespace: bool) -> bool {
        let is_plain = |&object: &ObjId| match self.an.heap.peek(object).kind {
            ObjectKind::Library(id) => {
                let info = self.an.knowledge.type_info(id);
                let name = info.name.as_str();
                matches!(name, "list" | "tuple" | "set" | "frozenset" | "bytearray")
                    || name == "dict" && !may_be_namespace
            }
            ObjectKind::Instance(class) => {
                self.an.is_of_program(class)
                    && !["__call__", "keys"].iter().any(|name| self.an.class_defines(class, name))
            }
            _ => false,
        };
        !value.is_any()
            && !value.atoms.intersects(Atoms::OTHER)
            && value.objects.iter().all(is_plain)
    }

    /// Which names an expression gives.
    fn names_of(&self, name: &Expr) -> Option<Names> {
        if let Some(names) = self.written_names(name) {
            return Some(Names::Written(names));
        }
        // A class that adds itself to a text decides what comes of it.
        let adds = self.an.classes.define_any(&["__radd__", "__rmod__"]);
        let is_text = matches!(name, Expr::Name(_));
        (is_text || !adds).then(|| Names::Beginning(by_name::beginning_of(name)))
    }

    /// The names that an expression puts together from texts that stand in the program.
    fn written_names(&self, name: &Expr) -> Option<Vec<String>> {
        match name {
            Expr::StringLiteral(text) => Some(vec![text.value.to_str().to_owned()]),
            Expr::Name(node) => self.names_in_loop(node),
            Expr::BinOp(node) if node.op == ast::Operator::Add => {
                joined(&self.written_names(&node.left)?, &self.written_names(&node.right)?)
            }
            Expr::FString(node) => {
                let mut names = vec![String::new()];
                for part in &node.value {
                    let ast::FStringPart::FString(part) = part else { return None };
                    for element in &part.elements {
                        let texts = match element {
                            ast::InterpolatedStringElement::Literal(text) => {
                                vec![text.value.to_string()]
                            }
                            ast::InterpolatedStringElement::Interpolation(node)
                                if node.format_spec.is_none()
                                    && node.conversion.to_byte().is_none()
                                    && node.debug_text.is_none() =>
                            {
                                self.written_names(&node.expression)?
                            }
                            ast::InterpolatedStringElement::Interpolation(_) => return None,
                        };
                        names = joined(&names, &texts)?;
                    }
                }
                Some(names)
            }
            _ => None,
        }
    }

    /// What a variable may be that a loop of this body alone binds.
    fn names_in_loop(&self, name: &ast::ExprName) -> Option<Vec<String>> {
        let var = self.an.scopes.variable_of(name)?;
        let variable = self.an.scopes.variable(var);
        if variable.bindings != 1 || variable.is_global && self.an.body_of_global(var).is_none() {
            return None;
        }
        let function = self.an.scopes.function(variable.func);
        let mut heads = Heads { found: Vec::new() };
        let body: &[Stmt] = match function.node {
            FunctionNode::Module(node) => &node.body,
            FunctionNode::Def(node) => &node.body,
            FunctionNode::Lambda(_) => return None,
        };
        heads.visit_body(body);
        let binds = |(target, _): &&(&Expr, &Expr)| {
            let mut targets = Targets { scopes: self.an.scopes, var, found: false };
            targets.visit_expr(target);
            targets.found
        };
        let (target, iter) = heads.found.iter().find(binds)?;
        let position = match target {
            Expr::Name(_) => None,
            Expr::Tuple(node) => {
                let at = node
                    .elts
                    .iter()
                    .position(|part| matches!(part, Expr::Name(part) if part.id == name.id))?;
                Some(at)
            }
            _ => return None,
        };
        self.elements_of(iter, position)
    }

    /// The texts that going through something gives, or those in one position of the tuples that it gives.
    fn elements_of(&self, iter: &Expr, position: Option<usize>) -> Option<Vec<String>> {
        match (iter, position) {
            (Expr::Call(call), _) if call.arguments.keywords.is_empty() => {
                let arguments = &*call.arguments.args;
                if arguments.iter().any(Expr::is_starred_expr) {
                    return None;
                }
                match (&*call.func, position) {
                    (Expr::Attribute(method), Some(0)) if method.attr.as_str() == "items" => {
                        self.keys_of(&method.value)
                    }
                    (Expr::Attribute(method), None) if method.attr.as_str() == "keys" => {
                        self.keys_of(&method.value)
                    }
                    (Expr::Name(name), _) => {
                        if self.an.scopes.variable_of(name).is_some()
                            || self.an.is_patched(name.id.as_str())
                        {
                            return None;
                        }
                        match (name.id.as_str(), position) {
                            ("zip", Some(at)) => self.elements_of(arguments.get(at)?, None),
                            ("enumerate", Some(1)) => self.elements_of(arguments.first()?, None),
                            ("list" | "tuple" | "sorted" | "set" | "reversed", position) => {
                                self.elements_of(arguments.first()?, position)
                            }
                            _ => None,
                        }
                    }
                    _ => None,
                }
            }
            (Expr::Tuple(node), position) => literals(&node.elts, position),
            (Expr::List(node), position) => literals(&node.elts, position),
            (Expr::Set(node), None) => literals(&node.elts, None),
            (Expr::Name(name), position) => {
                let var = self.an.scopes.variable_of(name)?;
                match self.an.bound_once(var) {
                    Some(Expr::Tuple(node)) => literals(&node.elts, position),
                    Some(Expr::List(node)) => self
                        .an
                        .is_only_looked_at(var)
                        .then(|| literals(&node.elts, position))
                        .flatten(),
                    Some(_) => None,
                    None if position.is_none() => self.keys_of(iter),
                    None => None,
                }
            }
            (other, None) => self.keys_of(other),
            _ => None,
        }
    }

    /// The keys of a dictionary.
    fn keys_of(&self, table: &Expr) -> Option<Vec<String>> {
        match table {
            Expr::Dict(node) => literal_keys(node),
            Expr::Attribute(node)
                if node.attr.as_str() == "__slots__" && self.is_own_receiver(&node.value) =>
            {
                self.an.all_slots()
            }
            Expr::Name(name) => {
                if let Some(func) = is_own_keywords(self.an.scopes, name) {
                    return self.keywords_of(func);
                }
                let var = self.an.scopes.variable_of(name)?;
                match self.an.bound_once(var) {
                    Some(Expr::Dict(node)) if self.an.is_only_looked_at(var) => literal_keys(node),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether a name is that of a parameter which is given nothing but instances of the program's own classes.
    fn is_own_receiver(&self, receiver: &Expr) -> bool {
        let Expr::Name(name) = receiver else { return false };
        let Some(var) = self.an.scopes.variable_of(name) else { return false };
        let is_receiver = self.an.scopes.function(self.func).parameters.first() == Some(&var)
            && self.an.scopes.variable(var).bindings == 1;
        is_receiver && self.has_own_attributes(self.an.variable_value(var))
    }

    /// The keywords that a function may be called with besides those that it names.
    fn keywords_of(&self, func: FuncId) -> Option<Vec<String>> {
        let is_open = self.an.exposed().contains(&func)
            || self.an.promises.of_function(func).is_some()
            || self.an.program.mentions("doctest")
            || GOES_THROUGH.iter().any(|name| self.an.is_patched(name));
        if is_open {
            return None;
        }
        self.an.written().keywords.clone()
    }
}

/// The heads of loops and comprehensions.
struct Heads<'t> {
    found: Vec<(&'t Expr, &'t Expr)>,
}

impl<'t> Visitor<'t> for Heads<'t> {
    fn visit_stmt(&mut self, stmt: &'t Stmt) {
        if let Stmt::For(node) = stmt {
            self.found.push((&node.target, &node.iter));
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_comprehension(&mut self, comprehension: &'t ast::Comprehension) {
        self.found.push((&comprehension.target, &comprehension.iter));
        visitor::walk_comprehension(self, comprehension);
    }
}

/// Whether a variable stands among targets.
struct Targets<'s, 't> {
    scopes: &'s Scopes<'t>,
    var: VarId,
    found: bool,
}

impl<'t> Visitor<'t> for Targets<'_, '_> {
    fn visit_expr(&mut self, expr: &'t Expr) {
        if let Expr::Name(name) = expr {
            self.found |= self.scopes.variable_of(name) == Some(self.var);
        }
        visitor::walk_expr(self, expr);
    }
}

impl Analysis<'_> {
    /// What the text of the program says about names.
    fn written(&self) -> &Written {
        self.written.get_or_init(|| Written::find(self.program, self.scopes))
    }

    /// Whether a container that a global is bound to once is only looked at, by whoever may get hold of it.
    fn is_only_looked_at(&self, var: VarId) -> bool {
        const BY_NAME: &[&str] =
            &["globals", "getattr(", "vars(", "locals(", "__dict__", "import *"];
        let name = self.scopes.variable(var).name;
        let home = self.scopes.function(self.scopes.variable(var).func).module;
        let is_named_elsewhere = (0..self.program.modules.len())
            .map(ModuleId::from)
            .any(|module| module != home && self.program.module(module).mentions(name));
        !is_named_elsewhere
            && !self.program.mentions(&format!(".{name}"))
            && !BY_NAME.iter().any(|word| self.program.mentions(word))
            && !GOES_THROUGH.iter().any(|name| self.is_patched(name))
            && only_looked_at(self.scopes, var, &self.program.module(home).tree().body)
    }

    /// The names in all `__slots__` of the program, where each is a display of texts that nobody gets hold of otherwise.
    fn all_slots(&self) -> Option<Vec<String>> {
        let mut found = Vec::new();
        let mut count = 0;
        for class in &self.scopes.classes {
            for stmt in &class.node.body {
                let Stmt::Assign(node) = stmt else { continue };
                let is_slots = |target: &Expr| matches!(target, Expr::Name(name) if name.id.as_str() == "__slots__");
                if node.targets.iter().any(is_slots) {
                    count += 1;
                    let Expr::Tuple(display) = &*node.value else { return None };
                    found.extend(literals(&display.elts, None)?);
                }
            }
        }
        // Others would bind it in other ways.
        let bindings: usize = self
            .scopes
            .classes
            .iter()
            .filter(|class| class.members.contains_key("__slots__"))
            .count();
        (count == bindings && !self.scopes.stored_attributes.contains_key("__slots__"))
            .then_some(found)
    }
}

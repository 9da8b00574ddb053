//! Containers that the body makes right before the loop, and that nothing else can lead to while it runs.
//!
//! ```python
//! new = []                      # from here on, only `new` leads to this list
//! for r in range(len(board)):
//!     new.append([rule(board, r, c) for c in range(n)])
//! return new                    # the next `board`, made at the same place
//! ```
//!
//! The analysis knows one object for each place that creates, so that `board` and `new` are one to it. In the loop, `new`
//! stands for an object of its own. So do the rows of a table that is made with its rows, and of which nothing but cells is ever
//! mentioned:
//!
//! ```python
//! new = copy.deepcopy(self.cells)      # or [row[:] for row in self.cells], [[0] * n for _ in range(n)]
//! for r in range(n):
//!     for c in range(n):
//!         new[r][c] = self.rule(r, c)
//! self.cells = new
//! ```
//!
//! Sound because: the assignment and the loop stand in one block, so that the loop is never entered without it; between the
//! two, and in the loop, the variable is only ever subscripted, asked for a method that does not give the container away, or
//! read by a builtin or a comparison that does not; it is not bound again, and no inner function mentions it.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

use crate::ids::{ObjId, VarId};
use crate::passes::effects::heap::{ObjectKey, ObjectKind};
use crate::passes::effects::summary::VarSet;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::scopes::{FunctionNode, Resolution};
use crate::values::{Atoms, Origins, Value};

/// Containers whose methods are known.
const CONTAINERS: &[&str] =
    &["list", "dict", "set", "deque", "Counter", "OrderedDict", "defaultdict", "bytearray"];
/// Methods of these that neither return the container nor keep it anywhere.
const METHODS: &[&str] = &[
    "add",
    "append",
    "appendleft",
    "clear",
    "copy",
    "count",
    "discard",
    "extend",
    "extendleft",
    "get",
    "index",
    "insert",
    "pop",
    "popitem",
    "popleft",
    "remove",
    "reverse",
    "setdefault",
    "sort",
    "update",
];
/// Builtins that read a container, and give something else.
const READERS: &[&str] =
    &["len", "sum", "min", "max", "sorted", "any", "all", "list", "tuple", "set", "str", "repr"];
/// Builtins that make a container.
const MAKERS: &[&str] = &["list", "dict", "set", "sorted", "bytearray"];
/// The same, in `collections`.
const LIBRARY_MAKERS: &[&str] = &[
    "collections.Counter",
    "collections.OrderedDict",
    "collections.defaultdict",
    "collections.deque",
];

/// The same loop, in which each such variable holds an object that no other one holds.
pub fn set_apart<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
) -> LoopSite<'a> {
    let mut site = site.clone();
    for (var, with_rows) in find(an, &site, stmt) {
        let slot = an.scopes.variable(var).slot as usize;
        let value = site.env.values[slot].clone();
        let own = own_object(an, var, &value);
        if let Some(own) = own {
            if with_rows {
                own_rows(an, var, own, &value);
            }
            site.env.values[slot] = Value::object(own, Origins::OUTSIDE);
        }
    }
    site
}

/// Lets a table hold rows like those that it may hold, for itself alone, if these are lists of numbers and text.
fn own_rows(an: &mut Analysis<'_>, var: VarId, own: ObjId, value: &Value) {
    let rows = an.heap.element_of(value, |object| &object.element);
    let list = an.knowledge.builtin_type("list");
    let is_list = |&object: &ObjId| matches!(an.heap.peek(object).kind, ObjectKind::Library(id) if id == list);
    let cells = an.heap.element_of(&rows, |object| &object.element);
    let are_lists =
        rows.atoms.is_empty() && !rows.objects.is_empty() && rows.objects.iter().all(is_list);
    if are_lists && cells.is_atomic() {
        let key = ObjectKey::Site(0x5800_0000 | var.0, 1);
        let row = an.heap.object(key, || ObjectKind::Library(list));
        an.heap.add_element(row, &cells);
        an.heap.objects[own.index()].element = Value::object(row, Origins::NOWHERE);
        an.heap.grew_inside(own);
    }
}

/// An object like those that a variable may hold, for this variable alone.
fn own_object(an: &mut Analysis<'_>, var: VarId, value: &Value) -> Option<ObjId> {
    let first = *value.objects.first()?;
    let kind = an.heap.peek(first).kind.clone();
    let ObjectKind::Library(id) = kind else { return None };
    let known = CONTAINERS.contains(&an.knowledge.type_info(id).name.as_str())
        && matches!(an.knowledge.type_info(id).module.as_str(), "builtins" | "collections");
    let alike = value.objects.iter().all(|&object| an.heap.peek(object).kind == kind);
    if !known || !alike || !value.atoms.is_empty() {
        return None;
    }
    let element = an.heap.element_of(value, |object| &object.element);
    let key = an.heap.element_of(value, |object| &object.key);
    let own = an.heap.object(ObjectKey::Site(0x5800_0000 | var.0, 0), || kind);
    an.heap.add_element(own, &element);
    an.heap.add_key(own, &key);
    an.heap.own.insert(own);
    Some(own)
}

/// The variables to which a container is assigned before the loop, in the same block, and that nothing else leads to; whether
/// nothing else leads to its rows either.
fn find<'a>(an: &Analysis<'a>, site: &LoopSite<'a>, stmt: &'a ast::StmtFor) -> Vec<(VarId, bool)> {
    let mut around = Around { stmt, before: &[] };
    match an.scopes.function(site.func).node {
        FunctionNode::Module(node) => around.visit_body(&node.body),
        FunctionNode::Def(node) => around.visit_body(&node.body),
        FunctionNode::Lambda(_) => return Vec::new(),
    }
    let mut found = Vec::new();
    let mut mentions = Mentions {
        an,
        given_away: VarSet::default(),
        rows_given_away: VarSet::default(),
        bound: Vec::new(),
    };
    mentions.visit_target(&stmt.target);
    mentions.visit_iterable(&stmt.iter);
    mentions.visit_body(&stmt.body);
    mentions.visit_body(&stmt.orelse);
    for earlier in around.before.iter().rev() {
        for (var, makes_rows) in made_by(an, earlier) {
            let variable = an.scopes.variable(var);
            if variable.func == site.func
                && !an.scopes.foreign_readers.contains_key(&var)
                && !an.scopes.foreign_writes.contains(&var)
                && !mentions.given_away.contains(var)
                && !mentions.bound.iter().any(|name| name == variable.name)
            {
                found.push((var, makes_rows && !mentions.rows_given_away.contains(var)));
            }
        }
        mentions.visit_stmt(earlier);
    }
    found
}

/// The statements before the loop in its own block.
struct Around<'a> {
    stmt: &'a ast::StmtFor,
    before: &'a [Stmt],
}

impl<'a> Visitor<'a> for Around<'a> {
    fn visit_body(&mut self, body: &'a [Stmt]) {
        if let Some(at) = body.iter().position(|stmt| stmt.range() == self.stmt.range) {
            self.before = &body[..at];
        } else {
            visitor::walk_body(self, body);
        }
    }
}

/// The variables to which a statement assigns containers that it makes.
fn made_by(an: &Analysis<'_>, stmt: &Stmt) -> Vec<(VarId, bool)> {
    let pairs: Vec<(&Expr, &Expr)> = match stmt {
        Stmt::Assign(node) => match (&*node.targets, &*node.value) {
            ([Expr::Tuple(targets)], Expr::Tuple(values))
                if targets.elts.len() == values.elts.len() =>
            {
                targets.elts.iter().zip(&values.elts).collect()
            }
            ([target], value) => vec![(target, value)],
            _ => Vec::new(),
        },
        Stmt::AnnAssign(node) => node.value.iter().map(|value| (&*node.target, &**value)).collect(),
        _ => Vec::new(),
    };
    pairs
        .into_iter()
        .filter(|(_, value)| makes_container(an, value))
        .filter_map(|(target, value)| match target {
            Expr::Name(name) => Some((an.scopes.variable_of(name)?, makes_rows(an, value))),
            _ => None,
        })
        .collect()
}

/// Whether an expression that makes a list makes what that holds, too, if these are lists.
fn makes_rows(an: &Analysis<'_>, value: &Expr) -> bool {
    let makes_row = |element: &Expr| match element {
        Expr::List(_) | Expr::ListComp(_) | Expr::BinOp(_) => makes_container(an, element),
        // A class could hand out lists that it keeps.
        Expr::Subscript(node) => node.slice.is_slice_expr() && nobody_defines(an, &["__getitem__"]),
        Expr::Call(call) => match &*call.func {
            Expr::Name(name) => name.id.as_str() == "list" && makes_container(an, element),
            Expr::Attribute(method) => {
                method.attr.as_str() == "copy"
                    && call.arguments.is_empty()
                    && nobody_defines(an, &["copy"])
            }
            _ => false,
        },
        _ => false,
    };
    match value {
        Expr::ListComp(node) => makes_row(&node.elt),
        Expr::List(node) => node.elts.iter().all(makes_row),
        Expr::Call(_) => copies_deeply(an, value),
        _ => false,
    }
}

/// Whether no class of the program has a method of one of these names.
fn nobody_defines(an: &Analysis<'_>, names: &[&str]) -> bool {
    an.class_patches.is_empty()
        && !an.all_classes().any(|class| names.iter().any(|name| an.class_defines(class, name)))
}

/// `copy.deepcopy(table)`, `deepcopy(table)`
fn copies_deeply(an: &Analysis<'_>, value: &Expr) -> bool {
    let Expr::Call(call) = value else { return false };
    let is_plain = call.arguments.args.len() == 1 && call.arguments.keywords.is_empty();
    let named = |name: &ast::ExprName| {
        an.scopes.variable_of(name).map(|var| an.variable_value(var)).filter(|value| {
            value.atoms.without(Atoms::UNBOUND).is_empty() && value.objects.len() == 1
        })
    };
    let kind = |value: &Value| an.heap.peek(value.objects[0]).kind.clone();
    is_plain
        && nobody_defines(an, &["__deepcopy__", "__reduce__", "__reduce_ex__"])
        && match &*call.func {
            Expr::Name(name) => named(name).is_some_and(|value| {
                matches!(kind(value), ObjectKind::LibraryFunction(id)
                    if an.knowledge.function(id).name == "copy.deepcopy")
            }),
            Expr::Attribute(node) if node.attr.as_str() == "deepcopy" => {
                matches!(&*node.value, Expr::Name(name) if named(name).is_some_and(|value| {
                    matches!(kind(value), ObjectKind::LibraryModule(module) if &*module == "copy")
                }))
            }
            _ => false,
        }
}

/// A container, or a plain value, that is written where it stands.
fn is_display(expr: &Expr) -> bool {
    let written = matches!(expr, Expr::List(_) | Expr::Dict(_) | Expr::Set(_) | Expr::Tuple(_));
    written || expr.is_literal_expr()
}

fn makes_container(an: &Analysis<'_>, value: &Expr) -> bool {
    match value {
        Expr::List(_)
        | Expr::ListComp(_)
        | Expr::Dict(_)
        | Expr::DictComp(_)
        | Expr::Set(_)
        | Expr::SetComp(_) => true,
        Expr::BinOp(node) => {
            node.op == ast::Operator::Mult
                && (node.left.is_list_expr() || node.right.is_list_expr())
        }
        Expr::Call(_) if copies_deeply(an, value) => true,
        Expr::Call(call) => match &*call.func {
            Expr::Name(name) if an.scopes.resolve(name) == Resolution::Builtin => {
                MAKERS.contains(&name.id.as_str()) && !an.is_patched(name.id.as_str())
            }
            Expr::Name(name) => an.scopes.variable_of(name).is_some_and(|var| {
                let value = an.variable_value(var);
                value.atoms.without(Atoms::UNBOUND).is_empty()
                    && !value.objects.is_empty()
                    && value.objects.iter().all(|&object| {
                        matches!(an.heap.peek(object).kind, ObjectKind::LibraryFunction(id)
                            if LIBRARY_MAKERS.contains(&an.knowledge.function(id).name.as_str()))
                    })
            }),
            _ => false,
        },
        _ => false,
    }
}

/// Collects the variables that code binds, or mentions in a way that may give away what they hold.
struct Mentions<'n, 'a> {
    an: &'n Analysis<'a>,
    given_away: VarSet,
    /// Those of which more is mentioned than cells and the length.
    rows_given_away: VarSet,
    /// Names that statements other than assignments bind.
    bound: Vec<String>,
}

impl Mentions<'_, '_> {
    fn visit_target(&mut self, target: &Expr) {
        self.visit_expr(target);
    }

    /// What a loop iterates over, and only it.
    fn visit_iterable(&mut self, iter: &Expr) {
        match iter {
            Expr::Name(name) => self.give_rows_away(name),
            Expr::Call(call) if self.is_builtin(&call.func, &["enumerate", "zip", "reversed"]) => {
                for argument in &call.arguments.args {
                    self.visit_iterable(argument);
                }
            }
            _ => self.visit_expr(iter),
        }
    }

    /// An operand that is looked at, and not kept.
    fn visit_operand(&mut self, expr: &Expr) {
        match expr {
            Expr::Name(name) => self.give_rows_away(name),
            _ => self.visit_expr(expr),
        }
    }

    fn give_rows_away(&mut self, name: &ast::ExprName) {
        if let Some(var) = self.an.scopes.variable_of(name) {
            self.rows_given_away.insert(var);
        }
    }

    /// Comparing hands both sides to the `__eq__` of either, which may keep them, unless the other side is a container
    /// that is written there; `x in new` hands over elements.
    fn visit_comparison(&mut self, node: &ast::ExprCompare) {
        let operands: Vec<&Expr> = std::iter::once(&*node.left).chain(&node.comparators).collect();
        let looks = |at: usize, side: usize, other: usize| match node.ops[at] {
            ast::CmpOp::In | ast::CmpOp::NotIn => side > other,
            _ => is_display(operands[other]),
        };
        for (side, operand) in operands.iter().enumerate() {
            let before = side == 0 || looks(side - 1, side, side - 1);
            let behind = side == node.ops.len() || looks(side, side, side + 1);
            if before && behind { self.visit_operand(operand) } else { self.visit_expr(operand) }
        }
    }

    fn is_builtin(&self, callee: &Expr, names: &[&str]) -> bool {
        matches!(callee, Expr::Name(name)
            if names.contains(&name.id.as_str())
                && self.an.scopes.resolve(name) == Resolution::Builtin
                && !self.an.is_patched(name.id.as_str()))
    }
}

impl<'e> Visitor<'e> for Mentions<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        match stmt {
            Stmt::For(node) if !node.is_async => {
                self.visit_target(&node.target);
                self.visit_iterable(&node.iter);
                self.visit_body(&node.body);
                self.visit_body(&node.orelse);
            }
            Stmt::If(node) => {
                self.visit_operand(&node.test);
                self.visit_body(&node.body);
                for clause in &node.elif_else_clauses {
                    clause.test.iter().for_each(|test| self.visit_operand(test));
                    self.visit_body(&clause.body);
                }
            }
            _ => {
                match stmt {
                    Stmt::FunctionDef(node) => self.bound.push(node.name.to_string()),
                    Stmt::ClassDef(node) => self.bound.push(node.name.to_string()),
                    _ => {}
                }
                visitor::walk_stmt(self, stmt);
            }
        }
    }

    fn visit_alias(&mut self, alias: &'e ast::Alias) {
        let name = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
        self.bound.push(name.split('.').next().unwrap_or(name).to_owned());
    }

    fn visit_except_handler(&mut self, handler: &'e ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(node) = handler;
        self.bound.extend(node.name.iter().map(ToString::to_string));
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'e ast::Pattern) {
        let name = match pattern {
            ast::Pattern::MatchAs(node) => node.name.as_ref(),
            ast::Pattern::MatchStar(node) => node.name.as_ref(),
            ast::Pattern::MatchMapping(node) => node.rest.as_ref(),
            _ => None,
        };
        self.bound.extend(name.map(ToString::to_string));
        visitor::walk_pattern(self, pattern);
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        match expr {
            Expr::Name(name) => {
                if let Some(var) = self.an.scopes.variable_of(name) {
                    self.given_away.insert(var);
                }
            }
            Expr::Subscript(node) if !node.slice.is_slice_expr() => {
                match &*node.value {
                    // A cell.
                    Expr::Subscript(row)
                        if row.value.is_name_expr() && !row.slice.is_slice_expr() =>
                    {
                        self.visit_expr(&row.slice);
                    }
                    value => self.visit_operand(value),
                }
                self.visit_expr(&node.slice);
            }
            Expr::Subscript(node) => {
                self.visit_operand(&node.value);
                self.visit_expr(&node.slice);
            }
            Expr::Compare(node) => self.visit_comparison(node),
            Expr::UnaryOp(node) if node.op == ast::UnaryOp::Not => {
                self.visit_operand(&node.operand);
            }
            Expr::Call(call)
                if self.is_builtin(&call.func, &["len"])
                    && matches!(&*call.arguments.args, [Expr::Name(_)]) => {}
            Expr::Call(call) => {
                // `max(new, old)` gives one of the two, `sum(parts, new)` adds to it.
                let reads = self.is_builtin(&call.func, READERS) && call.arguments.args.len() == 1;
                match &*call.func {
                    Expr::Attribute(method) if METHODS.contains(&method.attr.as_str()) => {
                        self.visit_operand(&method.value);
                    }
                    function => self.visit_expr(function),
                }
                for argument in &call.arguments.args {
                    if reads { self.visit_operand(argument) } else { self.visit_expr(argument) }
                }
                for keyword in &call.arguments.keywords {
                    self.visit_expr(&keyword.value);
                }
            }
            _ => visitor::walk_expr(self, expr),
        }
    }
}

//! What one statement reads, binds and may change, by name, in the order of evaluation.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Stmt};
use rustc_hash::FxHashSet;

use crate::ids::{FuncId, VarId};
use crate::passes::scopes::{Resolution, ScopeKind, Scopes};

/// A variable, or an attribute of the object that a variable names (`self.total`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name<'a> {
    Variable(VarId),
    Attribute(VarId, &'a str),
}

impl<'a> Name<'a> {
    /// The variable that it starts with.
    pub fn base(self) -> VarId {
        match self {
            Name::Variable(var) | Name::Attribute(var, _) => var,
        }
    }

    /// As people write it.
    pub fn text(self, scopes: &Scopes<'a>) -> String {
        match self {
            Name::Variable(var) => scopes.variable(var).name.to_owned(),
            Name::Attribute(var, attribute) => format!("{}.{attribute}", scopes.variable(var).name),
        }
    }
}

/// What a mention of a name does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mention {
    /// Reads a value from before the statement.
    Read,
    /// Reads it now or whenever a generator or function that the statement makes runs.
    Capture,
    /// Gives the name another object.
    Bind,
    /// Changes the object: `x[i] = v`.
    Change,
    /// Hands the object to code that may change it: a receiver, an argument, an iterator.
    Candidate,
}

/// The mentions of names in a statement.
#[derive(Default)]
pub struct Mentions<'a> {
    pub list: Vec<(Name<'a>, Mention)>,
    /// Names that the statement binds or changes on every path.
    pub certain: FxHashSet<Name<'a>>,
    /// It may leave the body: `return`, `raise`, `assert`.
    pub leaves: bool,
}

/// The mentions of names in a statement of a body.
pub fn mentions<'a>(scopes: &Scopes<'a>, func: FuncId, stmt: &'a Stmt) -> Mentions<'a> {
    let mut walk = Walk { scopes, func, found: Mentions::default(), bound: FxHashSet::default(), lazy: 0 };
    walk.visit_stmt(stmt);
    walk.found.certain = walk.bound;
    walk.found
}

struct Walk<'s, 'a> {
    scopes: &'s Scopes<'a>,
    func: FuncId,
    found: Mentions<'a>,
    /// Bound on every path to this point.
    bound: FxHashSet<Name<'a>>,
    /// Inside code that runs later, if at all.
    lazy: u32,
}

impl<'a> Walk<'_, 'a> {
    /// The variable of a name node, unless it lives in a comprehension or class body only.
    fn variable(&self, index: &ast::AtomicNodeIndex) -> Option<VarId> {
        let Resolution::Variable(var) = self.scopes.resolve_index(index) else { return None };
        let variable = self.scopes.variable(var);
        let scope = &self.scopes.scopes[variable.scope.index()];
        // What a lambda binds is its own, as is what it makes of a name of ours.
        let inner = match scope.kind {
            ScopeKind::Comprehension | ScopeKind::Class(_) => true,
            ScopeKind::Module => false,
            ScopeKind::Function(owner) => owner != self.func && self.is_inside(owner),
        };
        (!inner).then_some(var)
    }

    fn is_inside(&self, mut func: FuncId) -> bool {
        loop {
            let outer = self.scopes.function(func).outer;
            if outer == self.func {
                return true;
            }
            if outer == func {
                return false;
            }
            func = outer;
        }
    }

    fn note(&mut self, name: Name<'a>, mention: Mention) {
        let known = match mention {
            Mention::Read | Mention::Capture | Mention::Candidate => {
                self.bound.contains(&Name::Variable(name.base())) || self.bound.contains(&name)
            }
            Mention::Bind | Mention::Change => false,
        };
        if !known && !self.found.list.contains(&(name, mention)) {
            self.found.list.push((name, mention));
        }
        if matches!(mention, Mention::Bind | Mention::Change) && self.lazy == 0 {
            self.bound.insert(name);
        }
    }

    fn read(&mut self, name: Name<'a>) {
        let mention = if self.lazy > 0 { Mention::Capture } else { Mention::Read };
        self.note(name, mention);
    }

    /// The name that leads to an object: `x` for `x[i]`, `self.rows` for `self.rows[i].cells`.
    fn root(&self, expr: &'a Expr) -> Option<Name<'a>> {
        let mut expr = expr;
        loop {
            match expr {
                Expr::Name(name) => return self.variable(&name.node_index).map(Name::Variable),
                Expr::Attribute(node) => {
                    if let Expr::Name(base) = &*node.value {
                        let var = self.variable(&base.node_index)?;
                        return Some(Name::Attribute(var, node.attr.as_str()));
                    }
                    expr = &node.value;
                }
                Expr::Subscript(node) => expr = &node.value,
                Expr::Starred(node) => expr = &node.value,
                _ => return None,
            }
        }
    }

    fn candidate(&mut self, expr: &'a Expr) {
        if let Some(name) = self.root(expr) {
            self.note(name, Mention::Candidate);
        }
    }

    fn bind_identifier(&mut self, identifier: &'a ast::Identifier) {
        if let Some(var) = self.variable(&identifier.node_index) {
            self.note(Name::Variable(var), Mention::Bind);
        }
    }

    /// Walks alternatives from the same point; only what all of them bind is bound after them.
    fn branches(&mut self, branches: &[&dyn Fn(&mut Self)], may_skip: bool) {
        let entry = self.bound.clone();
        let mut common: Option<FxHashSet<Name<'a>>> = may_skip.then(|| entry.clone());
        for branch in branches {
            self.bound.clone_from(&entry);
            branch(self);
            let bound = std::mem::take(&mut self.bound);
            common = Some(match common {
                None => bound,
                Some(common) => common.intersection(&bound).copied().collect(),
            });
        }
        self.bound = common.unwrap_or(entry);
    }

    fn later(&mut self, walk: impl FnOnce(&mut Self)) {
        self.lazy += 1;
        walk(self);
        self.lazy -= 1;
    }

    fn if_statement(&mut self, node: &'a ast::StmtIf) {
        self.visit_expr(&node.test);
        // The tests run one after the other, each after those before it failed.
        let mut exits = Vec::new();
        let mut entry = self.bound.clone();
        self.visit_body(&node.body);
        exits.push(std::mem::replace(&mut self.bound, entry.clone()));
        let mut has_else = false;
        for clause in &node.elif_else_clauses {
            self.bound.clone_from(&entry);
            match &clause.test {
                Some(test) => self.visit_expr(test),
                None => has_else = true,
            }
            entry.clone_from(&self.bound);
            self.visit_body(&clause.body);
            exits.push(std::mem::take(&mut self.bound));
        }
        if !has_else {
            exits.push(entry);
        }
        let first = exits.pop().unwrap_or_default();
        self.bound = exits
            .iter()
            .fold(first, |common, exit| common.intersection(exit).copied().collect());
    }

    fn loop_body(&mut self, target: Option<&'a Expr>, body: &'a [Stmt], orelse: &'a [Stmt]) {
        self.branches(
            &[&|walk: &mut Self| {
                if let Some(target) = target {
                    walk.visit_expr(target);
                }
                walk.visit_body(body);
            }],
            true,
        );
        self.branches(&[&|walk: &mut Self| walk.visit_body(orelse)], true);
    }

    fn try_statement(&mut self, node: &'a ast::StmtTry) {
        let entry = self.bound.clone();
        self.visit_body(&node.body);
        self.visit_body(&node.orelse);
        let mut common = std::mem::take(&mut self.bound);
        for handler in &node.handlers {
            self.bound.clone_from(&entry);
            self.visit_except_handler(handler);
            common = common.intersection(&self.bound).copied().collect();
        }
        // The final block may start from any point of what stands before it.
        self.bound = entry;
        self.visit_body(&node.finalbody);
        self.bound.extend(common);
    }

    fn call(&mut self, node: &'a ast::ExprCall) {
        match &*node.func {
            Expr::Attribute(method) => {
                self.visit_expr(&method.value);
                self.candidate(&method.value);
            }
            other => {
                self.visit_expr(other);
                self.candidate(other);
            }
        }
        for argument in &node.arguments.args {
            self.visit_expr(argument);
            self.candidate(argument);
        }
        for keyword in &node.arguments.keywords {
            self.visit_expr(&keyword.value);
            self.candidate(&keyword.value);
        }
    }

    fn comprehension(&mut self, generators: &'a [ast::Comprehension], elements: &[&'a Expr], lazy: bool) {
        let entry = self.bound.clone();
        for (index, generator) in generators.iter().enumerate() {
            self.visit_expr(&generator.iter);
            self.candidate(&generator.iter);
            // Of a generator, only the first iterable is evaluated at once.
            self.lazy += u32::from(lazy && index == 0);
            self.visit_expr(&generator.target);
            generator.ifs.iter().for_each(|test| self.visit_expr(test));
        }
        elements.iter().for_each(|element| self.visit_expr(element));
        self.lazy -= u32::from(lazy);
        self.bound = entry;
    }

    fn store_into(&mut self, expr: &'a Expr, is_deleted: bool) {
        let (holder, direct) = match expr {
            Expr::Subscript(node) => {
                self.visit_expr(&node.value);
                self.visit_expr(&node.slice);
                (self.root(&node.value), false)
            }
            Expr::Attribute(node) => {
                self.visit_expr(&node.value);
                let direct = matches!(&*node.value, Expr::Name(_));
                (if direct { self.root(expr) } else { self.root(&node.value) }, direct)
            }
            _ => return,
        };
        if let Some(name) = holder {
            let mention = if direct && !is_deleted { Mention::Bind } else { Mention::Change };
            self.note(name, mention);
        }
    }
}

impl<'a> Visitor<'a> for Walk<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::If(node) => self.if_statement(node),
            Stmt::For(node) => {
                self.visit_expr(&node.iter);
                self.candidate(&node.iter);
                self.loop_body(Some(&node.target), &node.body, &node.orelse);
            }
            Stmt::While(node) => {
                self.visit_expr(&node.test);
                self.loop_body(None, &node.body, &node.orelse);
            }
            Stmt::Try(node) => self.try_statement(node),
            Stmt::With(node) => {
                for item in &node.items {
                    self.visit_expr(&item.context_expr);
                    self.candidate(&item.context_expr);
                    if let Some(target) = &item.optional_vars {
                        self.visit_expr(target);
                    }
                }
                // The manager may swallow an exception from any point of the body.
                self.branches(&[&|walk: &mut Self| walk.visit_body(&node.body)], true);
            }
            Stmt::Match(node) => {
                self.visit_expr(&node.subject);
                self.branches(
                    &[&|walk: &mut Self| {
                        for case in &node.cases {
                            let entry = walk.bound.clone();
                            walk.visit_match_case(case);
                            walk.bound = entry;
                        }
                    }],
                    true,
                );
            }
            Stmt::FunctionDef(node) => {
                node.decorator_list.iter().for_each(|decorator| self.visit_expr(&decorator.expression));
                for parameter in &*node.parameters {
                    parameter.default().into_iter().for_each(|default| self.visit_expr(default));
                }
                self.bind_identifier(&node.name);
            }
            Stmt::ClassDef(node) => {
                node.decorator_list.iter().for_each(|decorator| self.visit_expr(&decorator.expression));
                node.arguments.iter().for_each(|arguments| self.visit_arguments(arguments));
                self.visit_body(&node.body);
                self.bind_identifier(&node.name);
            }
            Stmt::Import(node) => {
                for alias in &node.names {
                    self.bind_identifier(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            Stmt::ImportFrom(node) => {
                for alias in &node.names {
                    self.bind_identifier(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            Stmt::AugAssign(node) => {
                match &*node.target {
                    Expr::Name(name) => {
                        if let Some(var) = self.variable(&name.node_index) {
                            self.read(Name::Variable(var));
                        }
                    }
                    target => {
                        let read = self.root(target);
                        read.into_iter().for_each(|name| self.read(name));
                    }
                }
                self.visit_expr(&node.value);
                self.visit_expr(&node.target);
            }
            Stmt::Assign(node) => {
                self.visit_expr(&node.value);
                node.targets.iter().for_each(|target| self.visit_expr(target));
            }
            Stmt::AnnAssign(node) => {
                if let Some(value) = &node.value {
                    self.visit_expr(value);
                    self.visit_expr(&node.target);
                }
            }
            Stmt::Return(_) | Stmt::Raise(_) | Stmt::Assert(_) => {
                self.found.leaves = true;
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(node) => {
                if let Some(var) = self.variable(&node.node_index) {
                    let name = Name::Variable(var);
                    match node.ctx {
                        ExprContext::Load | ExprContext::Invalid => self.read(name),
                        ExprContext::Store => self.note(name, Mention::Bind),
                        ExprContext::Del => {
                            self.read(name);
                            self.note(name, Mention::Bind);
                        }
                    }
                }
            }
            Expr::Attribute(node) => match node.ctx {
                ExprContext::Load | ExprContext::Invalid => {
                    self.visit_expr(&node.value);
                    if matches!(&*node.value, Expr::Name(_)) {
                        self.root(expr).into_iter().for_each(|name| self.read(name));
                    }
                }
                context => self.store_into(expr, context == ExprContext::Del),
            },
            Expr::Subscript(node) if node.ctx != ExprContext::Load => {
                self.store_into(expr, node.ctx == ExprContext::Del);
            }
            Expr::Call(node) => self.call(node),
            Expr::Named(node) => {
                self.visit_expr(&node.value);
                self.visit_expr(&node.target);
            }
            Expr::BoolOp(node) => {
                if let Some((first, rest)) = node.values.split_first() {
                    self.visit_expr(first);
                    self.branches(&[&|walk: &mut Self| rest.iter().for_each(|part| walk.visit_expr(part))], true);
                }
            }
            Expr::If(node) => {
                self.visit_expr(&node.test);
                self.branches(
                    &[
                        &|walk: &mut Self| walk.visit_expr(&node.body),
                        &|walk: &mut Self| walk.visit_expr(&node.orelse),
                    ],
                    false,
                );
            }
            Expr::Lambda(node) => {
                for parameter in node.parameters.iter().flat_map(|parameters| parameters.iter()) {
                    parameter.default().into_iter().for_each(|default| self.visit_expr(default));
                }
                self.later(|walk| walk.visit_expr(&node.body));
            }
            Expr::ListComp(node) => self.comprehension(&node.generators, &[&node.elt], false),
            Expr::SetComp(node) => self.comprehension(&node.generators, &[&node.elt], false),
            Expr::Generator(node) => self.comprehension(&node.generators, &[&node.elt], true),
            Expr::DictComp(node) => {
                let mut elements: Vec<&'a Expr> = node.key.iter().map(|key| &**key).collect();
                elements.push(&node.value);
                self.comprehension(&node.generators, &elements, false);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(node) = handler;
        node.type_.iter().for_each(|type_| self.visit_expr(type_));
        node.name.iter().for_each(|name| self.bind_identifier(name));
        self.visit_body(&node.body);
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        match pattern {
            ast::Pattern::MatchAs(node) => node.name.iter().for_each(|name| self.bind_identifier(name)),
            ast::Pattern::MatchStar(node) => node.name.iter().for_each(|name| self.bind_identifier(name)),
            ast::Pattern::MatchMapping(node) => node.rest.iter().for_each(|name| self.bind_identifier(name)),
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_annotation(&mut self, _expr: &'a Expr) {}
}

//! What one statement reads, binds and may change, by name, in the order of evaluation.

mod syntax;

use ruff_python_ast::visitor::Visitor as _;
use ruff_python_ast::{self as ast, Expr, Stmt};
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
    let mut walk =
        Walk { scopes, func, found: Mentions::default(), bound: FxHashSet::default(), lazy: 0 };
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
        self.bound =
            exits.iter().fold(first, |common, exit| common.intersection(exit).copied().collect());
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

    fn comprehension(
        &mut self,
        generators: &'a [ast::Comprehension],
        elements: &[&'a Expr],
        lazy: bool,
    ) {
        let entry = self.bound.clone();
        for (index, generator) in generators.iter().enumerate() {
            self.visit_expr(&generator.iter);
            self.candidate(&generator.iter);
            // Of a generator, only the first iterable is evaluated at once.
            self.lazy += u32::from(lazy && index == 0);
            self.visit_expr(&generator.target);
            for test in &generator.ifs {
                self.visit_expr(test);
            }
        }
        for element in elements {
            self.visit_expr(element);
        }
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

//! # Liveness
//!
//! Decides which variables may still be read after each loop.
//!
//! Reads: a body's syntax and [`Scopes`]. Produces: for each loop statement, the variables of the body that are live
//! after it. Refuses: nothing.
//!
//! Example: after
//! ```python
//! for line in lines:
//!     fields = line.split()
//!     total += int(fields[0])
//! print(total)
//! ```
//! `total` is live and `fields` is not.
//!
//! Sound because: a variable that another body may read (a closure, a global) counts as live at the end of its body,
//! and an exception may leave any statement of a `try` block.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use rustc_hash::FxHashMap;

use crate::ids::{FuncId, VarId};
use crate::passes::scopes::Scopes;

/// A set of the variables of one body, by slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Slots(Vec<u64>);

impl Slots {
    fn new(count: u32) -> Self {
        Slots(vec![0; (count as usize).div_ceil(64)])
    }

    fn insert(&mut self, slot: u32) {
        self.0[slot as usize / 64] |= 1 << (slot % 64);
    }

    fn remove(&mut self, slot: u32) {
        self.0[slot as usize / 64] &= !(1 << (slot % 64));
    }

    fn contains(&self, slot: u32) -> bool {
        self.0[slot as usize / 64] >> (slot % 64) & 1 == 1
    }

    fn union(&mut self, other: &Slots) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }
}

/// Variables live after each loop of a body, by the address of the loop statement.
pub struct Liveness {
    after: FxHashMap<usize, Slots>,
    /// The same before each round.
    heads: FxHashMap<usize, Slots>,
    /// Those that statements of the body itself may read after the loop, whatever functions inside it do.
    after_by_itself: FxHashMap<usize, Slots>,
}

impl Liveness {
    /// Whether a variable of this body may be read after the loop statement at this address.
    pub fn is_live_after(&self, scopes: &Scopes<'_>, address: usize, var: VarId) -> bool {
        match self.after.get(&address) {
            Some(slots) => slots.contains(scopes.variable(var).slot),
            None => true,
        }
    }

    /// Whether a statement of this body itself may read a variable after the loop statement at this address.
    pub fn is_read_after(&self, scopes: &Scopes<'_>, address: usize, var: VarId) -> bool {
        let slots = self.after_by_itself.get(&address).or_else(|| self.after.get(&address));
        slots.is_none_or(|slots| slots.contains(scopes.variable(var).slot))
    }

    /// Whether a variable of this body may be read when the loop statement at this address begins a round, or is left there.
    pub fn is_live_at_head(&self, scopes: &Scopes<'_>, address: usize, var: VarId) -> bool {
        match self.heads.get(&address) {
            Some(slots) => slots.contains(scopes.variable(var).slot),
            None => true,
        }
    }
}

/// Computes liveness for one body.
pub fn run(scopes: &Scopes<'_>, func: FuncId) -> Liveness {
    let function = scopes.function(func);
    let mut at_end = Slots::new(function.slots);
    for &var in &function.variables {
        if scopes.foreign_readers.contains_key(&var) {
            at_end.insert(scopes.variable(var).slot);
        }
    }
    let (after, heads) = pass(scopes, func, at_end.clone());
    // What is not read by functions inside the body is as it was.
    let is_captured = at_end != Slots::new(function.slots);
    let after_by_itself =
        if is_captured { pass(scopes, func, Slots::new(function.slots)).0 } else { after.clone() };
    Liveness { after, heads, after_by_itself }
}

type ByLoop = FxHashMap<usize, Slots>;

/// What is live after each loop, and at its head, given what is when the body ends.
fn pass(scopes: &Scopes<'_>, func: FuncId, at_end: Slots) -> (ByLoop, ByLoop) {
    let mut pass = Pass {
        scopes,
        func,
        exit: at_end.clone(),
        breaks: Vec::new(),
        handlers: Vec::new(),
        after: FxHashMap::default(),
        heads: FxHashMap::default(),
    };
    pass.block(scopes.function(func).body(), at_end);
    (pass.after, pass.heads)
}

struct Pass<'s, 'a> {
    scopes: &'s Scopes<'a>,
    func: FuncId,
    /// Live when the body returns.
    exit: Slots,
    /// For each enclosing loop: live after it, and at its head.
    breaks: Vec<(Slots, Slots)>,
    /// For each enclosing `try`: live in its handlers.
    handlers: Vec<Slots>,
    after: FxHashMap<usize, Slots>,
    heads: FxHashMap<usize, Slots>,
}

impl<'a> Pass<'_, 'a> {
    /// Live before a block, given what is live after it.
    fn block(&mut self, block: &'a [Stmt], mut live: Slots) -> Slots {
        for stmt in block.iter().rev() {
            live = self.statement(stmt, live);
            for handler in &self.handlers {
                live.union(handler);
            }
        }
        live
    }

    fn statement(&mut self, stmt: &'a Stmt, mut live: Slots) -> Slots {
        match stmt {
            Stmt::Return(_) | Stmt::Raise(_) => {
                live = self.exit.clone();
                self.uses(stmt, &mut live);
                live
            }
            Stmt::Break(_) => self.breaks.last().map_or(live, |(after, _)| after.clone()),
            Stmt::Continue(_) => self.breaks.last().map_or(live, |(_, head)| head.clone()),
            Stmt::If(node) => {
                let mut before = self.block(&node.body, live.clone());
                let has_else = node.elif_else_clauses.iter().any(|clause| clause.test.is_none());
                if !has_else {
                    before.union(&live);
                }
                for clause in &node.elif_else_clauses {
                    let branch = self.block(&clause.body, live.clone());
                    before.union(&branch);
                    if let Some(test) = &clause.test {
                        self.expression(test, &mut before);
                    }
                }
                self.expression(&node.test, &mut before);
                before
            }
            Stmt::For(node) => {
                let after = self.note_after(std::ptr::from_ref(node) as usize, &live);
                let exit = self.block(&node.orelse, live);
                self.note_after(std::ptr::from_ref(node) as usize, &exit);
                let mut head = exit.clone();
                // Twice: what the body reads of earlier rounds is live at its end.
                for _ in 0..2 {
                    self.breaks.push((after.clone(), head.clone()));
                    let mut before = self.block(&node.body, head.clone());
                    self.breaks.pop();
                    self.kill(&node.target, &mut before);
                    self.expression(&node.target, &mut before);
                    head.union(&before);
                }
                self.note_head(std::ptr::from_ref(node) as usize, &head, &after);
                self.expression(&node.iter, &mut head);
                head
            }
            Stmt::While(node) => {
                let after = self.note_after(std::ptr::from_ref(node) as usize, &live);
                let exit = self.block(&node.orelse, live);
                self.note_after(std::ptr::from_ref(node) as usize, &exit);
                let mut head = exit;
                self.expression(&node.test, &mut head);
                for _ in 0..2 {
                    self.breaks.push((after.clone(), head.clone()));
                    let before = self.block(&node.body, head.clone());
                    self.breaks.pop();
                    head.union(&before);
                    self.expression(&node.test, &mut head);
                }
                self.note_head(std::ptr::from_ref(node) as usize, &head, &after);
                head
            }
            Stmt::Try(node) => {
                let live = self.block(&node.finalbody, live);
                let mut handlers = live.clone();
                // Handlers and `else` may be left in the middle as well, for what comes last.
                self.handlers.push(live.clone());
                for handler in &node.handlers {
                    let ast::ExceptHandler::ExceptHandler(handler) = handler;
                    let mut before = self.block(&handler.body, live.clone());
                    if let Some(type_) = &handler.type_ {
                        self.expression(type_, &mut before);
                    }
                    handlers.union(&before);
                }
                let orelse = self.block(&node.orelse, live);
                self.handlers.pop();
                self.handlers.push(handlers.clone());
                let mut before = self.block(&node.body, orelse);
                self.handlers.pop();
                before.union(&handlers);
                before
            }
            Stmt::With(node) => {
                // The manager may swallow an exception from any point of the body.
                self.handlers.push(live.clone());
                let mut before = self.block(&node.body, live.clone());
                self.handlers.pop();
                before.union(&live);
                for item in node.items.iter().rev() {
                    if let Some(target) = &item.optional_vars {
                        self.kill(target, &mut before);
                        self.expression(target, &mut before);
                    }
                    self.expression(&item.context_expr, &mut before);
                }
                before
            }
            Stmt::Match(node) => {
                let mut before = live.clone();
                for case in &node.cases {
                    let mut branch = self.block(&case.body, live.clone());
                    if let Some(guard) = &case.guard {
                        self.expression(guard, &mut branch);
                    }
                    before.union(&branch);
                }
                self.uses_of_patterns(node, &mut before);
                self.expression(&node.subject, &mut before);
                before
            }
            Stmt::Assign(node) => {
                for target in &node.targets {
                    self.kill(target, &mut live);
                }
                self.uses(stmt, &mut live);
                live
            }
            Stmt::AnnAssign(node) => {
                if node.value.is_some() {
                    self.kill(&node.target, &mut live);
                }
                self.uses(stmt, &mut live);
                live
            }
            Stmt::AugAssign(node) => {
                self.uses(stmt, &mut live);
                self.expression_as_read(&node.target, &mut live);
                live
            }
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {
                self.uses(stmt, &mut live);
                live
            }
            _ => {
                self.uses(stmt, &mut live);
                live
            }
        }
    }

    /// Notes what is live after the loop at this address: an exception, too, may leave it, for a handler or for good.
    fn note_after(&mut self, address: usize, live: &Slots) -> Slots {
        let mut after = live.clone();
        after.union(&self.exit);
        for handler in &self.handlers {
            after.union(handler);
        }
        self.after.entry(address).or_insert_with(|| live.clone()).union(&after);
        after
    }

    /// Notes what is live before each round: an exception may leave the first statement of the body.
    fn note_head(&mut self, address: usize, head: &Slots, after: &Slots) {
        let noted = self.heads.entry(address).or_insert_with(|| head.clone());
        noted.union(head);
        noted.union(after);
    }

    /// Names that an assignment certainly binds are dead before it.
    fn kill(&self, target: &Expr, live: &mut Slots) {
        match target {
            Expr::Name(name) => {
                if let Some(var) = self.scopes.variable_of(name) {
                    let variable = self.scopes.variable(var);
                    if variable.func == self.func {
                        live.remove(variable.slot);
                    }
                }
            }
            Expr::Tuple(node) => node.elts.iter().for_each(|target| self.kill(target, live)),
            Expr::List(node) => node.elts.iter().for_each(|target| self.kill(target, live)),
            Expr::Starred(node) => self.kill(&node.value, live),
            _ => {}
        }
    }

    fn uses(&self, stmt: &'a Stmt, live: &mut Slots) {
        Uses { scopes: self.scopes, func: self.func, live }.visit_stmt(stmt);
    }

    fn expression(&self, expr: &'a Expr, live: &mut Slots) {
        Uses { scopes: self.scopes, func: self.func, live }.visit_expr(expr);
    }

    fn expression_as_read(&self, expr: &'a Expr, live: &mut Slots) {
        if let Expr::Name(name) = expr
            && let Some(var) = self.scopes.variable_of(name)
        {
            read(self.scopes, self.func, var, live);
        }
    }

    fn uses_of_patterns(&self, node: &'a ast::StmtMatch, live: &mut Slots) {
        for case in &node.cases {
            Uses { scopes: self.scopes, func: self.func, live }.visit_pattern(&case.pattern);
        }
    }
}

/// Marks the variables that code reads.
struct Uses<'s, 'l, 'a> {
    scopes: &'s Scopes<'a>,
    func: FuncId,
    live: &'l mut Slots,
}

impl<'a> Visitor<'a> for Uses<'_, '_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Name(name) = expr
            && !name.ctx.is_store()
            && let Some(var) = self.scopes.variable_of(name)
        {
            read(self.scopes, self.func, var, self.live);
        }
        visitor::walk_expr(self, expr);
    }
}

/// Marks a variable, and what its name may mean besides.
fn read(scopes: &Scopes<'_>, func: FuncId, var: VarId, live: &mut Slots) {
    for var in std::iter::once(var).chain(scopes.behind(var)) {
        let variable = scopes.variable(var);
        if variable.func == func {
            live.insert(variable.slot);
        }
    }
}

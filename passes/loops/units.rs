//! The body of a loop as a tree of units, each with the effects of one iteration.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use crate::effect_words::{Flags, Why};
use crate::ids::VarId;
use crate::passes::effects::Analysis;
use crate::passes::effects::env::Env;
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::scopes::Resolution;
use crate::reasons::Reason;
use crate::values::{Origins, Value};

/// Index of a unit in program order.
pub type UnitId = usize;

/// Why a unit must stay in order.
#[derive(Clone, Debug)]
pub struct Because {
    pub reason: Reason,
    pub detail: String,
    pub cause: Option<Why>,
}

/// A statement, a condition or a loop header inside the body.
pub struct Unit<'a> {
    pub range: TextRange,
    pub effects: Effects,
    pub syntax: UnitSyntax<'a>,
    /// The tests and headers that control whether this unit runs, outermost first.
    pub control: Vec<UnitId>,
    /// Headers of the inner loops around this unit, among `control`.
    pub inner_loops: Vec<UnitId>,
    /// What the variables that it writes hold afterwards, and where their parts come from.
    pub written: Vec<(VarId, Value, Origins)>,
    /// Those of them that the iteration has certainly set by then.
    pub certain: VarSet,
    /// It must run in the driver, in order.
    pub commit: Option<Because>,
    /// Nothing of it is computed ahead, not even a part.
    pub stays: bool,
    /// The header of an inner loop that the driver may evaluate again: see [`super::headers`].
    pub repeatable: bool,
    /// A condition that reads what cannot travel: its outcome travels.
    pub truth: bool,
    /// Expressions that are computed ahead although the statement itself stays in order.
    pub moved: Vec<Moved<'a>>,
}

/// What of an expression travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MovedShape {
    Value,
    /// Its truth, or whether a loop came to its end.
    Truth,
    /// The elements of a generator expression, as a list; `value` is what each of them may be.
    Elements,
}

/// A heavy expression of a commit statement, or a condition whose truth is logged.
pub struct Moved<'a> {
    pub expr: &'a Expr,
    pub name: String,
    /// What it may be.
    pub value: Value,
    pub effects: Effects,
    pub shape: MovedShape,
    /// Its value may hold a set, whose order does not survive.
    pub sets: bool,
    /// It prints: see [`super::says`].
    pub says: bool,
}

#[derive(Clone, Copy)]
pub enum UnitSyntax<'a> {
    Statement(&'a Stmt),
    /// A condition of `if` or `elif`.
    Test(&'a Expr),
    /// The header of an inner `for`.
    ForHeader(&'a ast::StmtFor),
    /// The header of a `with`.
    WithHeader(&'a ast::StmtWith),
    /// `continue` of the loop under analysis, or of a split inner loop.
    Continue,
    /// `break` of a split inner loop: the task leaves it, and the driver in the same round. Where it is decided in order, so is
    /// the whole inner loop.
    Break,
    /// A loop of which the `else` is taken apart, without that `else`.
    Loop(&'a Stmt),
    /// Whether that loop has come to its end, which its task notes. The expression is that of its header.
    Completed(&'a Expr),
    /// The handlers of a `try` that is taken apart, all together. They run in the driver only: where the block raises in a
    /// task, the whole item runs in the driver.
    Handlers(Handlers<'a>),
    /// What a `while` loop does in each round before it asks for what was computed ahead.
    Before,
}

/// The handlers of a `try`, and the units of its block and of its `else`, which stand before them.
#[derive(Clone, Copy)]
pub struct Handlers<'a> {
    pub stmt: &'a ast::StmtTry,
    pub body: UnitId,
    pub orelse: UnitId,
}

impl UnitSyntax<'_> {
    /// Whether the rest of a round is left out behind it.
    pub fn is_jump(&self) -> bool {
        matches!(self, UnitSyntax::Continue | UnitSyntax::Break)
    }
}

impl Handlers<'_> {
    /// Whether a handler leaves the iteration or the loop.
    pub fn leave(&self) -> bool {
        self.stmt.handlers.iter().any(|handler| {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            leaves_loop(&handler.body, false)
        })
    }
}

/// The shape of the body.
pub enum Node<'a> {
    Leaf(UnitId),
    If { stmt: &'a ast::StmtIf, clauses: Vec<Clause<'a>> },
    For { stmt: &'a ast::StmtFor, header: UnitId, body: Vec<Node<'a>> },
    With { stmt: &'a ast::StmtWith, header: UnitId, body: Vec<Node<'a>> },
    Try { stmt: &'a ast::StmtTry, body: Vec<Node<'a>>, orelse: Vec<Node<'a>> },
    Else(LoopElse<'a>),
}

/// A loop with an `else`: the loop, a unit of its own or [`Node::For`], and what follows where no `break` has left it.
pub struct LoopElse<'a> {
    pub stmt: &'a Stmt,
    pub inner: Box<Node<'a>>,
    /// The unit of the loop, or of its header.
    pub head: UnitId,
    pub completed: UnitId,
    pub orelse: Vec<Node<'a>>,
}

impl LoopElse<'_> {
    /// The last statement of the loop's own body.
    pub fn last(&self) -> Option<&Stmt> {
        match self.stmt {
            Stmt::For(node) => node.body.last(),
            Stmt::While(node) => node.body.last(),
            _ => None,
        }
    }

    /// Whether its `else` leaves the loop around it, or the round.
    pub fn leaves(&self) -> bool {
        match self.stmt {
            Stmt::For(ast::StmtFor { orelse, .. }) | Stmt::While(ast::StmtWhile { orelse, .. }) => {
                leaves_loop(orelse, false)
            }
            _ => false,
        }
    }
}

/// `if`, `elif` or `else`.
pub struct Clause<'a> {
    pub test: Option<(UnitId, &'a Expr)>,
    pub body: Vec<Node<'a>>,
    pub range: TextRange,
}

/// Calls a function for every unit of a node.
pub fn for_each_unit(node: &Node<'_>, each: &mut dyn FnMut(UnitId)) {
    match node {
        Node::Leaf(unit) => each(*unit),
        Node::If { clauses, .. } => {
            for clause in clauses {
                if let Some((test, _)) = clause.test {
                    each(test);
                }
                clause.body.iter().for_each(|node| for_each_unit(node, each));
            }
        }
        Node::For { header, body, .. } | Node::With { header, body, .. } => {
            each(*header);
            for node in body {
                for_each_unit(node, each);
            }
        }
        Node::Try { body, orelse, .. } => {
            body.iter().chain(orelse).for_each(|node| for_each_unit(node, each));
        }
        Node::Else(node) => {
            for_each_unit(&node.inner, each);
            each(node.completed);
            node.orelse.iter().for_each(|node| for_each_unit(node, each));
        }
    }
}

/// The unit of a node that comes first in the program.
pub fn first_unit(node: &Node<'_>) -> UnitId {
    let mut first = UnitId::MAX;
    for_each_unit(node, &mut |unit| first = first.min(unit));
    first
}

/// Walks the body once, as one iteration, and takes the effects of each unit apart.
pub struct Builder<'w, 'b, 'a> {
    pub walker: &'b mut Walker<'w, 'a>,
    pub units: Vec<Unit<'a>>,
    /// The state before each unit.
    pub envs: Vec<Env>,
    before: Env,
    control: Vec<UnitId>,
    inner_loops: Vec<UnitId>,
    /// `try` statements are taken apart.
    split_tries: bool,
}

impl<'w, 'b, 'a> Builder<'w, 'b, 'a> {
    pub fn new(walker: &'b mut Walker<'w, 'a>, split_tries: bool) -> Self {
        let before = walker.env.clone();
        Builder {
            walker,
            units: Vec::new(),
            envs: Vec::new(),
            before,
            control: Vec::new(),
            inner_loops: Vec::new(),
            split_tries,
        }
    }

    fn add(&mut self, range: TextRange, syntax: UnitSyntax<'a>) -> UnitId {
        let effects = self.walker.take_effects();
        let scopes = self.walker.an.scopes;
        let mut written = Vec::new();
        let mut certain = VarSet::default();
        for var in effects.writes.iter() {
            let variable = scopes.variable(var);
            if variable.func == self.walker.func {
                let value = self.walker.env.values[variable.slot as usize].clone();
                let parts = self.walker.deep_parts_of(value.origins);
                written.push((var, value, parts));
                if self.walker.env.is_assigned(variable.slot as usize) {
                    certain.insert(var);
                }
            }
        }
        self.envs.push(std::mem::replace(&mut self.before, self.walker.env.clone()));
        self.units.push(Unit {
            range,
            effects,
            syntax,
            control: self.control.clone(),
            inner_loops: self.inner_loops.clone(),
            written,
            certain,
            commit: None,
            stays: false,
            truth: false,
            repeatable: false,
            moved: Vec::new(),
        });
        self.units.len() - 1
    }

    /// A condition that stands for itself.
    pub fn test(&mut self, test: &'a Expr) -> UnitId {
        self.before.clone_from(&self.walker.env);
        self.walker.eval_test(test);
        self.add(test.range(), UnitSyntax::Test(test))
    }

    pub fn block(&mut self, block: &'a [Stmt]) -> Vec<Node<'a>> {
        block.iter().map(|stmt| self.statement(stmt)).collect()
    }

    fn statement(&mut self, stmt: &'a Stmt) -> Node<'a> {
        self.before.clone_from(&self.walker.env);
        match stmt {
            Stmt::If(node) => self.conditional(node),
            Stmt::For(node) if !node.is_async && !node.orelse.is_empty() => {
                self.loop_else(stmt, &node.iter, &node.orelse)
            }
            Stmt::While(node)
                if !node.orelse.is_empty() && !node.test.is_boolean_literal_expr() =>
            {
                self.loop_else(stmt, &node.test, &node.orelse)
            }
            Stmt::For(node) if self.may_split(node) => {
                let (node, breaks) = self.inner_for(node);
                self.walker.env.join(&breaks);
                node
            }
            Stmt::With(node) if !node.is_async && only_files(self.walker.an, node) => {
                self.inner_with(node)
            }
            Stmt::Try(node) if self.split_tries && !node.is_star && node.finalbody.is_empty() => {
                self.attempt(node)
            }
            Stmt::Continue(_) => {
                self.walker.walk_statement(stmt);
                Node::Leaf(self.add(stmt.range(), UnitSyntax::Continue))
            }
            Stmt::Break(_) if !self.inner_loops.is_empty() => {
                self.walker.walk_statement(stmt);
                Node::Leaf(self.add(stmt.range(), UnitSyntax::Break))
            }
            _ => {
                self.walker.walk_statement(stmt);
                Node::Leaf(self.add(stmt.range(), UnitSyntax::Statement(stmt)))
            }
        }
    }

    fn conditional(&mut self, node: &'a ast::StmtIf) -> Node<'a> {
        let mut clauses = Vec::new();
        let outer_control = self.control.len();
        self.walker.eval_test(&node.test);
        let test = self.add(node.test.range(), UnitSyntax::Test(&node.test));
        self.control.push(test);
        let mut entry = self.walker.env.clone();
        let is_ruled_out = self.walker.an.known_outcome(&node.test) == Some(false);
        let body = if is_ruled_out && node.body.iter().all(only_calls) {
            self.walker.env.dead = true;
            self.never(&node.body)
        } else {
            self.walker.assume(&node.test, true);
            self.block(&node.body)
        };
        let mut exit = self.walker.env.clone();
        clauses.push(Clause { test: Some((test, &node.test)), body, range: node.range });
        let mut failed = Some(&*node.test);
        for clause in &node.elif_else_clauses {
            self.walker.env = entry.clone();
            self.walker.assume_failed(failed);
            failed = clause.test.as_ref();
            let test = clause.test.as_ref().map(|test| {
                self.before.clone_from(&self.walker.env);
                self.walker.eval_test(test);
                let unit = self.add(test.range(), UnitSyntax::Test(test));
                self.control.push(unit);
                entry = self.walker.env.clone();
                self.walker.assume(test, true);
                (unit, test)
            });
            let body = self.block(&clause.body);
            exit.join(&self.walker.env);
            clauses.push(Clause { test, body, range: clause.range });
        }
        if failed.is_some() {
            self.walker.env = entry;
            self.walker.assume_failed(failed);
            exit.join(&self.walker.env);
        }
        self.walker.env = exit;
        self.control.truncate(outer_control);
        Node::If { stmt: node, clauses }
    }

    /// Statements that nobody comes to, and that leave nothing behind if they stand in another function: they do nothing.
    fn never(&mut self, block: &'a [Stmt]) -> Vec<Node<'a>> {
        block
            .iter()
            .map(|stmt| {
                self.before.clone_from(&self.walker.env);
                Node::Leaf(self.add(stmt.range(), UnitSyntax::Statement(stmt)))
            })
            .collect()
    }

    /// Whether an inner loop may run in both copies.
    fn may_split(&self, node: &ast::StmtFor) -> bool {
        !node.is_async
            && (breaks_plainly(self.walker.an, &node.body) && !is_endless(&node.iter)
                || !leaves_loop(&node.body, true))
            && !ends_program(&node.body)
    }

    fn loop_else(&mut self, stmt: &'a Stmt, header: &'a Expr, orelse: &'a [Stmt]) -> Node<'a> {
        let (inner, head, breaks) = match stmt {
            Stmt::For(node) if self.may_split(node) => {
                let head = self.units.len();
                let (inner, breaks) = self.inner_for(node);
                (inner, head, breaks)
            }
            _ => {
                let (breaks, end) = match stmt {
                    Stmt::For(node) => (self.walker.walk_for_rounds(node), node.body.last()),
                    Stmt::While(node) => (self.walker.walk_while_rounds(node), node.body.last()),
                    _ => (Env::default(), None),
                };
                // Its variables hold what they hold however it was left.
                let at_end = self.walker.env.clone();
                self.walker.env.join(&breaks);
                let end = end.map_or(stmt.end(), Ranged::end);
                let range = TextRange::new(stmt.start(), end);
                let head = self.add(range, UnitSyntax::Loop(stmt));
                self.walker.env = at_end;
                (Node::Leaf(head), head, breaks)
            }
        };
        self.before.clone_from(&self.walker.env);
        self.control.push(head);
        let completed = self.add(header.range(), UnitSyntax::Completed(header));
        self.control.push(completed);
        let orelse = self.block(orelse);
        self.control.truncate(self.control.len() - 2);
        self.walker.env.join(&breaks);
        Node::Else(LoopElse { stmt, inner: Box::new(inner), head, completed, orelse })
    }

    /// Also gives the state in which the loop's `break`s leave it, which is not joined yet.
    fn inner_for(&mut self, node: &'a ast::StmtFor) -> (Node<'a>, Env) {
        let iterable = self.walker.eval(&node.iter);
        let element = self.walker.iterate(&iterable, node.iter.range());
        let repeatable = super::headers::is_repeatable(self.walker, node, &iterable);
        let mut header_effects = self.walker.take_effects();
        let mut result = (0, Vec::new());
        let first_inner = self.units.len();
        // The walker's own handling of loops joins the states; the units are made inside.
        let walker_units = std::mem::take(&mut self.units);
        let envs = std::mem::take(&mut self.envs);
        let (control, inner_loops) = (self.control.clone(), self.inner_loops.clone());
        let split_tries = self.split_tries;
        let mut carried = Some((walker_units, envs, control, inner_loops));
        let key = crate::passes::scopes::node_id(&node.node_index).unwrap_or(u32::MAX);
        let mut outcome = None;
        let breaks = self.walker.walk_inner_loop(node, key, &mut |walker| {
            let Some((units, envs, control, inner_loops)) = carried.take() else { return };
            let before = walker.env.clone();
            let mut inner =
                Builder { walker, units, envs, before, control, inner_loops, split_tries };
            inner.walker.assign(&node.target, &element);
            let header = inner.add(
                TextRange::new(node.range.start(), node.iter.end()),
                UnitSyntax::ForHeader(node),
            );
            inner.control.push(header);
            inner.inner_loops.push(header);
            let body = inner.block(&node.body);
            outcome = Some((inner.units, inner.envs, header, body));
        });
        if let Some((units, envs, header, body)) = outcome {
            self.units = units;
            self.envs = envs;
            result = (header, body);
        }
        let tail = self.walker.take_effects();
        header_effects.merge(&tail);
        let trips = crate::passes::effects::statements::constant_trips(&node.iter);
        for unit in self.units.iter_mut().skip(first_inner) {
            unit.effects.cost *= trips.unwrap_or(40.0);
            unit.effects.unbounded |= trips.is_none_or(|trips| trips > 1000.0);
        }
        if let Some(unit) = self.units.get_mut(result.0).filter(|_| result.0 >= first_inner) {
            let own = std::mem::take(&mut unit.effects);
            unit.effects = header_effects;
            unit.effects.merge(&own);
            unit.repeatable = repeatable && !super::fills::may_fill(&unit.effects);
        }
        (Node::For { stmt: node, header: result.0, body: result.1 }, breaks)
    }

    fn attempt(&mut self, node: &'a ast::StmtTry) -> Node<'a> {
        self.walker.open_handlers();
        let body_at = self.units.len();
        let body = self.block(&node.body);
        let caught = self.walker.close_handlers();
        let orelse_at = self.units.len();
        let orelse = self.block(&node.orelse);
        let mut exit = self.walker.env.clone();
        self.before.clone_from(&caught);
        self.walker.walk_handlers(node, &caught, &mut exit);
        let start = node.handlers.first().map_or(node.range.end(), Ranged::start);
        let handlers = Handlers { stmt: node, body: body_at, orelse: orelse_at };
        self.add(TextRange::new(start, node.range.end()), UnitSyntax::Handlers(handlers));
        self.walker.env = exit;
        Node::Try { stmt: node, body, orelse }
    }

    fn inner_with(&mut self, node: &'a ast::StmtWith) -> Node<'a> {
        for item in &node.items {
            let manager = self.walker.eval(&item.context_expr);
            let entered = self.walker.enter_context(&manager, item.context_expr.range());
            if let Some(target) = &item.optional_vars {
                self.walker.assign(target, &entered);
            }
        }
        let end = node.items.last().map_or(node.range.start(), |item| item.range.end());
        let header =
            self.add(TextRange::new(node.range.start(), end), UnitSyntax::WithHeader(node));
        self.control.push(header);
        let body = self.block(&node.body);
        self.control.pop();
        Node::With { stmt: node, header, body }
    }
}

/// Whether the managers of a `with` are calls of the builtin `open`, which swallow no exceptions.
pub fn only_files(an: &Analysis<'_>, node: &ast::StmtWith) -> bool {
    node.items.iter().all(|item| {
        matches!(&item.context_expr, Expr::Call(call)
            if matches!(&*call.func, Expr::Name(name)
                if name.id.as_str() == "open"
                    && an.scopes.resolve(name) == Resolution::Builtin
                    && !an.is_patched("open")))
    })
}

/// Whether a block contains `break`, `continue` (of the loop around it) or `return`; `inner` asks about a split inner
/// loop, whose own `continue` is allowed.
pub fn leaves_loop(block: &[Stmt], inner: bool) -> bool {
    struct Finder {
        inner: bool,
        depth: u32,
        found: bool,
    }
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::Return(_) => self.found = true,
                Stmt::Break(_) => self.found |= self.depth == 0,
                Stmt::Continue(_) => self.found |= self.depth == 0 && !self.inner,
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                Stmt::For(node) => {
                    self.depth += 1;
                    self.visit_body(&node.body);
                    self.depth -= 1;
                    self.visit_body(&node.orelse);
                }
                Stmt::While(node) => {
                    self.depth += 1;
                    self.visit_body(&node.body);
                    self.depth -= 1;
                    self.visit_body(&node.orelse);
                }
                _ => visitor::walk_stmt(self, stmt),
            }
        }
        fn visit_expr(&mut self, _expr: &'a Expr) {}
    }
    let mut finder = Finder { inner, depth: 0, found: false };
    finder.visit_body(block);
    finder.found
}

/// Whether an inner loop is left by nothing but its own `break`s, in conditions alone (or in `with open(…)`), so that both
/// copies of it can have them.
fn breaks_plainly(an: &Analysis<'_>, block: &[Stmt]) -> bool {
    block.iter().all(|stmt| match stmt {
        Stmt::Break(_) => true,
        Stmt::If(node) => {
            breaks_plainly(an, &node.body)
                && node.elif_else_clauses.iter().all(|clause| breaks_plainly(an, &clause.body))
        }
        Stmt::With(node) if !node.is_async && only_files(an, node) => {
            breaks_plainly(an, &node.body)
        }
        _ => !leaves_loop(std::slice::from_ref(stmt), true),
    })
}

/// Whether a header may go on for ever, as far as its own words say: then only the `break` ends the loop, and rounds of items that
/// the program never comes to, because it ends before, would be noted until there is no memory left.
fn is_endless(iter: &Expr) -> bool {
    const ENDING: &[&str] = &[
        "combinations",
        "dict",
        "filter",
        "islice",
        "list",
        "map",
        "permutations",
        "product",
        "range",
        "reversed",
        "set",
        "sorted",
        "tuple",
    ];
    let Expr::Call(call) = iter else { return false };
    let endless = || call.arguments.args.iter().any(is_endless);
    match &*call.func {
        Expr::Name(name) if matches!(name.id.as_str(), "enumerate" | "zip") => endless(),
        Expr::Name(name) => !ENDING.contains(&name.id.as_str()),
        Expr::Attribute(node) => matches!(node.attr.as_str(), "count" | "cycle" | "repeat"),
        _ => true,
    }
}

/// Whether a block says that the program ends there: `exit()`, `sys.exit(1)`. Rounds behind it are mostly many that never come, and
/// computing them ahead, with the rest of an inner loop, takes time and memory that the program never needs.
pub fn ends_program(block: &[Stmt]) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                Stmt::Expr(node) => self.0 |= is_exit(&node.value),
                _ => visitor::walk_stmt(self, stmt),
            }
        }
        fn visit_expr(&mut self, _expr: &'a Expr) {}
    }
    fn is_exit(expr: &Expr) -> bool {
        let Expr::Call(call) = expr else { return false };
        match &*call.func {
            Expr::Name(name) => matches!(name.id.as_str(), "exit" | "quit"),
            Expr::Attribute(node) => matches!(node.attr.as_str(), "exit" | "_exit"),
            _ => false,
        }
    }
    let mut finder = Finder(false);
    finder.visit_body(block);
    finder.0
}

/// Where a statement that is computed ahead leaves the loop: its `return`s, and its `break`s that are the loop's. `None` where
/// it jumps to the next round, too. The task says so instead, and the driver runs the item as it was written.
pub fn exits(stmt: &Stmt) -> Option<Vec<TextRange>> {
    let (found, continues) = jumps_out(stmt);
    (!continues).then_some(found)
}

/// The same, and whether it jumps to the next round, too: a loop may do that in its `else`, which is written by itself.
pub fn jumps_out(stmt: &Stmt) -> (Vec<TextRange>, bool) {
    struct Finder {
        depth: u32,
        found: Vec<TextRange>,
        continues: bool,
    }
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::Return(node) => self.found.push(node.range),
                Stmt::Break(node) if self.depth == 0 => self.found.push(node.range),
                Stmt::Continue(_) => self.continues |= self.depth == 0,
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                Stmt::For(ast::StmtFor { body, orelse, .. })
                | Stmt::While(ast::StmtWhile { body, orelse, .. }) => {
                    self.depth += 1;
                    self.visit_body(body);
                    self.depth -= 1;
                    self.visit_body(orelse);
                }
                _ => visitor::walk_stmt(self, stmt),
            }
        }
        fn visit_expr(&mut self, _expr: &'a Expr) {}
    }
    let mut finder = Finder { depth: 0, found: Vec::new(), continues: false };
    finder.visit_stmt(stmt);
    (finder.found, finder.continues)
}

/// All variables that the units write.
pub fn all_writes(units: &[Unit<'_>]) -> VarSet {
    let mut writes = VarSet::default();
    for unit in units {
        writes.extend(&unit.effects.writes);
    }
    writes
}

/// Whether a condition decides about something that stays in order, so that the driver needs it, too. A jump within an inner
/// loop that the task runs alone is nothing to the driver.
pub fn guards_commit(units: &[Unit<'_>], test: UnitId) -> bool {
    let runs_in_both = |unit: &Unit<'_>| {
        unit.inner_loops.last().is_none_or(|header| {
            units.iter().any(|unit| unit.inner_loops.contains(header) && unit.commit.is_some())
        })
    };
    units.iter().any(|unit| {
        unit.control.contains(&test)
            && (unit.commit.is_some() || unit.syntax.is_jump() && runs_in_both(unit))
    })
}

/// Whether a variable that a condition reads has another value at the end of the iteration, which is all that the log
/// would tell the driver: `if j: break` before `j -= 1`, `if (j := j + 1) > 3: break`.
pub fn is_overwritten(units: &[Unit<'_>], test: UnitId) -> bool {
    let reads = &units[test].effects.reads;
    units[test..].iter().any(|unit| unit.effects.writes.intersects(reads))
}

/// Whether code may say something else when the driver evaluates it once more, after its task: because it leaves something behind (a count,
/// a draw, a key), or reads a file, which is what the task has made of it by then.
///
/// Where rounds change what is theirs alone, an object, a row, an element, what is read of it is not among the effects: there any condition may.
pub fn may_differ_later(effects: &Effects) -> bool {
    effects.seeded
        || effects.grows
        || !effects.heap_writes.is_private()
        || !effects.call_writes.is_empty()
        || effects.flags.intersects(Flags::READS.union(Flags::ANY_RANDOM).union(Flags::CACHES))
}

/// The variables that a unit reads where it stands, besides those that only its moved expressions read.
pub fn reads_in_place(an: &Analysis<'_>, unit: &Unit<'_>) -> VarSet {
    let mut reads = unit.effects.reads.clone();
    if unit.moved.is_empty() {
        return reads;
    }
    let mut kept = Kept { an, moved: &unit.moved, names: VarSet::default() };
    match unit.syntax {
        UnitSyntax::Statement(stmt) => kept.visit_stmt(stmt),
        UnitSyntax::Test(test) => kept.visit_expr(test),
        _ => return reads,
    }
    let calls = &unit.effects.call_reads;
    reads.retain(|var| {
        let is_moved = unit.moved.iter().any(|moved| moved.effects.reads.contains(var));
        !is_moved || calls.contains(var) || kept.names.contains(var)
    });
    reads
}

/// The names that a statement mentions outside of its moved expressions.
struct Kept<'k, 'a> {
    an: &'k Analysis<'a>,
    moved: &'k [Moved<'a>],
    names: VarSet,
}

impl<'e> Visitor<'e> for Kept<'_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        if self.moved.iter().any(|moved| moved.expr.range() == expr.range()) {
            return;
        }
        if let Expr::Name(name) = expr
            && let Some(var) = self.an.scopes.variable_of(name)
        {
            self.names.insert(var);
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether a statement is a call and nothing else, with nothing in it that binds names or makes the function around it another
/// kind of function: `print(…)`, `logger.debug(…)`.
fn only_calls(stmt: &Stmt) -> bool {
    struct Plain(bool);
    impl<'a> Visitor<'a> for Plain {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 &= !matches!(
                expr,
                Expr::Named(_) | Expr::Yield(_) | Expr::YieldFrom(_) | Expr::Await(_)
            );
            visitor::walk_expr(self, expr);
        }
    }
    let Stmt::Expr(node) = stmt else { return stmt.is_pass_stmt() };
    let mut plain = Plain(node.value.is_call_expr());
    plain.visit_expr(&node.value);
    plain.0
}

//! # `while` loops
//!
//! Decides, for each `while` loop, which statements say what the next rounds will work on (produce), and hands the rest to
//! the stages of any loop (compute, commit).
//!
//! Reads: [`Analysis`] and [`Liveness`]. Produces: a [`ParallelLoop`] whose items are *foreseen*: a generator runs the
//! produce statements alone, ahead of the loop, on copies of what they change, and yields the variables that the task reads.
//!
//! Refuses: `while-loop` where nothing that the task reads can be foreseen, `suspended-body`, `mixed-source`, and every reason that
//! the stages give.
//!
//! Example:
//! ```python
//! while i < n:                # produce
//!     r = heavy(i)            # compute
//!     out.append(r)           # commit
//!     i += 1                  # produce
//!
//! def rounds(n, i):           # the generator
//!     while i < n:
//!         yield i
//!         i += 1
//! ```
//!
//! Sound because: the generator only guesses. The driver runs the user's own loop with all produce and commit statements in their
//! places, and takes a value that was computed ahead only where the variables that it was computed from have the very values that
//! were foreseen; otherwise it computes that round itself. So it makes no difference to the result whether a guess is right. What
//! the generator must not do is to have an effect of its own: it changes local variables and copies of containers, reads regular
//! files through a descriptor of its own, and every step of it is small.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Operator, Stmt};
use ruff_text_size::Ranged;

use super::units::{Because, Builder, Node, Unit, UnitId, UnitSyntax, leaves_loop};
use super::{Iteration, LoopStmt, ParallelLoop, Way, has_private_name, has_try, refusal};
use crate::effect_words::Flags;
use crate::ids::{ObjId, VarId};
use crate::passes::effects::heap::{Field, ObjectKind};
use crate::passes::effects::summary::{Touches, VarSet};
use crate::passes::effects::walker::{Env, Walker};
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::liveness::Liveness;
use crate::passes::scopes::Resolution;
use crate::plan::Refusal;
use crate::reasons::Reason;
use crate::values::{Atoms, Origins, Value};

use super::stages::{self, LoopNames};

/// Work of a produce statement above which it is not worth doing twice.
const SMALL: f64 = 200.0;

/// Types of which the runtime can make a copy, to look ahead in.
const COPIED: &[(&str, &str)] = &[
    ("builtins", "list"),
    ("builtins", "dict"),
    ("collections", "deque"),
    ("io", "TextIOWrapper"),
    ("io", "BufferedReader"),
    // What `open` may give besides, with other modes: the runtime then leaves the loop alone.
    ("io", "BufferedWriter"),
    ("io", "BufferedRandom"),
    ("io", "FileIO"),
    ("io", "BytesIO"),
    ("io", "StringIO"),
];

/// How the rounds of a `while` loop are foreseen.
pub struct Foreseen<'a> {
    /// The parts of the condition that the generator tests; without any it goes on until a `break`.
    pub conditions: Vec<&'a Expr>,
    /// Units of the generator, by index.
    pub produce: Vec<bool>,
    /// What each unit was before the stages were told apart.
    pub syntax: Vec<UnitSyntax<'a>>,
    /// What each round does before it asks for what was computed ahead.
    pub before: Vec<Node<'a>>,
    /// The statements of the body from which on the two copies differ.
    pub from: usize,
    /// Variables that the generator yields and the task gets.
    pub items: Vec<VarId>,
    /// Variables whose objects the generator changes: it gets copies.
    pub copied: Vec<VarId>,
    /// Other variables that the generator starts from.
    pub start: Vec<VarId>,
    /// The loop may end where the generator does not.
    pub open_end: bool,
}

/// Decides about one loop.
pub fn decide<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtWhile,
    live: &Liveness,
) -> Result<ParallelLoop<'a>, Refusal> {
    check_syntax(an, site, stmt)?;
    let first = decide_with(an, site, stmt, live, false);
    if first.is_ok() || !has_try(&stmt.body) {
        return first;
    }
    decide_with(an, site, stmt, live, true).or(first)
}

fn check_syntax(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    stmt: &ast::StmtWhile,
) -> Result<(), Refusal> {
    let function = an.scopes.function(site.func);
    if function.is_async || function.is_generator {
        return Err(refusal(Reason::SuspendedBody, String::new(), None));
    }
    let module = an.module_of(site.func);
    let starts_line = |at: ruff_text_size::TextSize| {
        let text = &module.source.text[..usize::from(at)];
        let line = &text[text.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
        line.chars().all(|c| c == ' ' || c == '\t' || c == '\u{feff}')
    };
    if !starts_line(stmt.start()) || !stmt.body.iter().all(|stmt| starts_line(stmt.start())) {
        return Err(refusal(Reason::MixedSource, String::new(), None));
    }
    Ok(())
}

/// One round, taken apart.
struct Round<'a> {
    iteration: Iteration<'a>,
    /// The units of the parts of the condition, with these.
    conditions: Vec<&'a Expr>,
}

fn decide_with<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtWhile,
    live: &Liveness,
    split_tries: bool,
) -> Result<ParallelLoop<'a>, Refusal> {
    let Round { iteration, conditions } = walk(an, site, stmt, split_tries, usize::MAX);
    let written = super::units::all_writes(&iteration.units);
    if written.iter().any(|var| an.scopes.variable(var).is_class_member) {
        return Err(refusal(Reason::ClassBody, String::new(), None));
    }
    let mut search = Search::new(an, site, &iteration, conditions.len());
    search.run();
    if search.has_open_end() {
        // Rounds that never come must not be larger than those that do by more than a little.
        search.strict = true;
        search.run();
    }
    let Found { produce, copied, targets, from, open_end } = search.result(&iteration.body);
    // Once more: what the task gets was there before, as far as the task is concerned.
    let Round { mut iteration, .. } = walk(an, site, stmt, split_tries, from);
    let before: Vec<Node<'a>> = iteration.body.drain(..from).collect();
    let syntax: Vec<UnitSyntax<'a>> = iteration.units.iter().map(|unit| unit.syntax).collect();
    let conditions_foreseen =
        conditions.iter().enumerate().filter(|(at, _)| produce[*at]).map(|(_, expr)| *expr);
    let mut foreseen = Foreseen {
        conditions: conditions_foreseen.collect(),
        produce,
        syntax,
        before,
        from,
        items: Vec::new(),
        copied,
        start: Vec::new(),
        open_end,
    };
    start_of_generator(an, site, &iteration.units, &mut foreseen)?;
    keep_in_order(&mut iteration, &foreseen, &targets);
    let way = Way { split_tries, ..Way::default() };
    let mut plan = super::settle(
        an,
        site,
        LoopStmt::While(stmt),
        iteration,
        targets.clone(),
        live,
        way,
        Vec::new(),
    )?;
    let (reads, _) = super::task_reads(&plan.units);
    foreseen.items = targets.iter().filter(|var| reads.contains(*var)).collect();
    if foreseen.items.is_empty() {
        // What the loop carries along is why; where it carries nothing, its rounds are all the same.
        let others = plan.units.iter().zip(&foreseen.produce).filter(|(_, produce)| !**produce);
        let because = others
            .filter_map(|(unit, _)| unit.commit.as_ref())
            .find(|because| because.reason == Reason::LoopCarriedWrite);
        return Err(because.map_or_else(
            || refusal(Reason::WhileLoop, String::new(), None),
            |because| refusal(because.reason, because.detail.clone(), because.cause.clone()),
        ));
    }
    plan.foreseen = Some(foreseen);
    Ok(plan)
}

/// Walks one round until its facts are stable: first the parts of the condition, then the body. What there is before the
/// statement `from` comes from outside, as seen from that statement.
fn walk<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtWhile,
    split_tries: bool,
    from: usize,
) -> Round<'a> {
    let (first, rest) = stmt.body.split_at(from.min(stmt.body.len()));
    let conditions = parts_of_condition(&stmt.test);
    let mut result = None;
    for _ in 0..6 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        walker.take_effects();
        let mut builder = Builder::new(&mut walker, split_tries);
        for condition in &conditions {
            builder.test(condition);
        }
        let mut body = builder.block(first);
        builder.walker.forget_origins();
        body.extend(builder.block(rest));
        let (units, envs) = (builder.units, builder.envs);
        let held = std::mem::take(&mut walker.held);
        result = Some(Iteration { units, body, envs, held, ..Iteration::default() });
        if !an.heap.changed {
            break;
        }
    }
    Round { iteration: result.unwrap_or_default(), conditions }
}

/// The operands of `a and b`; other conditions are one part.
fn parts_of_condition(test: &Expr) -> Vec<&Expr> {
    struct Walrus(bool);
    impl<'a> Visitor<'a> for Walrus {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 |= expr.is_named_expr();
            visitor::walk_expr(self, expr);
        }
    }
    let mut walrus = Walrus(false);
    walrus.visit_expr(test);
    match test {
        Expr::BoolOp(node) if node.op == ast::BoolOp::And && !walrus.0 => {
            node.values.iter().collect()
        }
        _ => vec![test],
    }
}

/// What the search finds.
struct Found {
    /// The units of the generator.
    produce: Vec<bool>,
    copied: Vec<VarId>,
    /// What each item may bring.
    targets: VarSet,
    from: usize,
    open_end: bool,
}

/// The search for statements that can run ahead of the others.
struct Search<'s, 'w, 'a> {
    walker: Walker<'w, 'a>,
    site: &'s LoopSite<'a>,
    units: &'s [Unit<'a>],
    envs: &'s [Env],
    conditions: usize,
    /// What grows by more than an addition each round is not foreseen.
    strict: bool,
    /// All variables that the loop binds.
    written: VarSet,
    /// Units that stand in nothing but conditions.
    open: Vec<bool>,
    possible: Vec<bool>,
    chosen: Vec<bool>,
}

impl<'s, 'w, 'a> Search<'s, 'w, 'a> {
    fn new(
        an: &'w mut Analysis<'a>,
        site: &'s LoopSite<'a>,
        iteration: &'s Iteration<'a>,
        conditions: usize,
    ) -> Self {
        let units = &iteration.units[..];
        let mut written = super::units::all_writes(units);
        for unit in units {
            written.extend(&unit.effects.call_writes);
        }
        let mut open: Vec<bool> = (0..units.len()).map(|index| index < conditions).collect();
        mark_open(&iteration.body, &mut open);
        Search {
            walker: Walker::start_iteration(an, site),
            site,
            units,
            envs: &iteration.envs,
            conditions,
            strict: false,
            written,
            open,
            possible: Vec::new(),
            chosen: Vec::new(),
        }
    }

    /// Finds what can be foreseen, and of that what is needed to foresee the rest.
    fn run(&mut self) {
        self.possible = (0..self.units.len()).map(|index| self.is_possible(index)).collect();
        while self.drop_dependent() {}
        self.chosen = vec![false; self.units.len()];
        for index in 0..self.units.len() {
            if self.possible[index] && self.is_wanted(index) {
                self.choose(index);
            }
        }
    }

    /// Whether a unit may run ahead on its own account.
    fn is_possible(&mut self, index: UnitId) -> bool {
        let unit = &self.units[index];
        let effects = &unit.effects;
        let plain = match unit.syntax {
            UnitSyntax::Test(_) | UnitSyntax::Continue => true,
            UnitSyntax::Statement(stmt) => is_plain(stmt),
            _ => false,
        };
        let reads_only = Flags::READS_FILE.union(Flags::SETTINGS);
        let small = effects.cost <= SMALL && !effects.unbounded;
        let an = &*self.walker.an;
        let own_names = effects.writes.iter().all(|var| {
            let variable = an.scopes.variable(var);
            variable.func == self.site.func && !variable.is_class_member
        });
        plain
            && self.open[index]
            && small
            && own_names
            && unit.inner_loops.is_empty()
            && effects.flags.without(reads_only).is_empty()
            && effects.call_writes.is_empty()
            && !effects.call_reads.intersects(&self.written)
            && self.copies_of(index).is_some()
            && self.grows_little(index)
    }

    /// The variables whose objects a unit changes, if those are all that it changes.
    fn copies_of(&self, index: UnitId) -> Option<VarSet> {
        let an = &*self.walker.an;
        let effects = &self.units[index].effects;
        let writes = &effects.heap_writes;
        let mut copies = VarSet::default();
        if writes.is_private() {
            return Some(copies);
        }
        if writes.any
            || writes.everything
            || !writes.parameters.is_empty()
            || !effects.call_reads.is_empty()
        {
            return None;
        }
        let changed: Vec<ObjId> = writes.locations.iter().map(|at| at.object).collect();
        let is_copied = |object: &ObjId| match an.heap.get(*object).kind {
            ObjectKind::Library(id) => {
                let info = an.knowledge.type_info(id);
                COPIED.contains(&(info.module.as_str(), info.name.as_str()))
                    && !an.standard_input.contains(object)
            }
            _ => false,
        };
        if !changed.iter().all(is_copied) {
            return None;
        }
        for var in effects.reads.iter() {
            let value = self.value_before(index, var);
            // What is changed must not be reached in any other way than by these names.
            let mut held = an.heap.element_of(&value, |object| &object.element);
            held.join(&an.heap.element_of(&value, |object| &object.key));
            for &object in &value.objects {
                for name in an.heap.field_names(object) {
                    held.join_types(an.heap.field(object, *name).unwrap_or(&Value::any()));
                }
            }
            let reach = an.heap.reachable(&held);
            if changed.iter().any(|object| reach.objects.contains(object)) {
                return None;
            }
            if value.objects.iter().any(|object| changed.contains(object)) {
                if self.written.contains(var) || !value.objects.iter().all(is_copied) {
                    return None;
                }
                copies.insert(var);
            }
        }
        (!copies.is_empty()).then_some(copies)
    }

    fn value_before(&self, index: UnitId, var: VarId) -> Value {
        let variable = self.walker.an.scopes.variable(var);
        if variable.func == self.site.func {
            self.envs[index].values[variable.slot as usize].clone()
        } else {
            self.walker.an.variable_value(var).from(Origins::OUTSIDE)
        }
    }

    /// Whether doing it ahead, more often perhaps than the loop does, stays cheap: numbers and texts grow slowly.
    fn grows_little(&mut self, index: UnitId) -> bool {
        let UnitSyntax::Statement(stmt) = self.units[index].syntax else { return true };
        self.walker.env.clone_from(&self.envs[index]);
        let mut growth =
            Growth { walker: &mut self.walker, strict: self.strict, bounded: false, little: true };
        growth.visit_stmt(stmt);
        let little = growth.little;
        self.walker.take_effects();
        little
    }

    /// Gives up what depends on something that cannot be foreseen; whether there was any.
    fn drop_dependent(&mut self) -> bool {
        let mut in_order = Touches::default();
        for (index, unit) in self.units.iter().enumerate() {
            if !self.possible[index] {
                in_order.merge(&unit.effects.heap_writes);
            }
        }
        let an = &*self.walker.an;
        let mut dropped = Vec::new();
        for (index, unit) in self.units.iter().enumerate().filter(|(at, _)| self.possible[*at]) {
            let depends = unit.control.iter().any(|&test| !self.possible[test])
                || unit.effects.reads.iter().any(|var| !self.is_foreseen(var))
                || stages::overlap(an, &self.looked_at(index), &in_order)
                || stages::overlap(an, &unit.effects.heap_writes, &in_order)
                || unit
                    .effects
                    .heap_reads
                    .fresh
                    .union(unit.effects.heap_writes.fresh)
                    .intersects(in_order.fresh);
            if depends {
                dropped.push(index);
            }
        }
        for &index in &dropped {
            self.possible[index] = false;
        }
        !dropped.is_empty()
    }

    /// What a unit reads, without what it merely hands on: taking an object out of a container counts as reading all of it. A guess
    /// may be wrong; this is about whether it is worth making.
    fn looked_at(&self, index: UnitId) -> Touches {
        let effects = &self.units[index].effects;
        let mut reads = effects.heap_reads.clone();
        if !effects.heap_writes.is_private() {
            reads.locations.retain(|read| {
                read.field != Field::All
                    || effects.heap_writes.locations.iter().any(|write| write.object == read.object)
            });
        }
        reads
    }

    /// Whether all who bind a variable in the loop can run ahead.
    fn is_foreseen(&self, var: VarId) -> bool {
        let bound_by_call = self.units.iter().any(|unit| unit.effects.call_writes.contains(var));
        !bound_by_call
            && self
                .units
                .iter()
                .enumerate()
                .all(|(index, unit)| self.possible[index] || !unit.effects.writes.contains(var))
    }

    /// Whether a unit says how the loop goes on: a condition of the loop, a jump, a change of what the next round sees.
    fn is_wanted(&self, index: UnitId) -> bool {
        let unit = &self.units[index];
        let is_carried = |var: VarId| {
            self.is_foreseen(var)
                && self.units.iter().any(|unit| unit.effects.exposed.contains(var))
        };
        // What comes out of a container when it is changed; what goes in is of interest only where something else looks.
        let takes = !unit.effects.heap_writes.is_private() && !unit.effects.writes.is_empty();
        index < self.conditions
            || self.jumps(index)
            || takes
            || unit.effects.writes.iter().any(is_carried)
    }

    /// Whether a unit may end the round or the loop.
    fn jumps(&self, index: UnitId) -> bool {
        match self.units[index].syntax {
            UnitSyntax::Continue => true,
            UnitSyntax::Statement(stmt) => leaves_loop(std::slice::from_ref(stmt), false),
            _ => false,
        }
    }

    /// Takes a unit, and all that it depends on.
    fn choose(&mut self, index: UnitId) {
        if std::mem::replace(&mut self.chosen[index], true) {
            return;
        }
        let unit = &self.units[index];
        for &test in &unit.control {
            self.choose(test);
        }
        let writers: Vec<UnitId> = (0..self.units.len())
            .filter(|&other| {
                self.possible[other] && self.units[other].effects.writes.intersects(&unit.effects.reads)
            })
            .collect();
        for writer in writers {
            self.choose(writer);
        }
        // Who changes what this unit makes.
        let made = unit.written.iter().fold(Origins::NOWHERE, |made, (_, value, _)| {
            made.union(value.origins.only_fresh())
        });
        for other in 0..self.units.len() {
            let writes = &self.units[other].effects.heap_writes;
            let changes = writes.fresh.intersects(made)
                || stages::overlap(self.walker.an, &unit.effects.heap_reads, writes)
                || stages::overlap(self.walker.an, &unit.effects.heap_writes, writes);
            if self.possible[other] && changes {
                self.choose(other);
            }
        }
    }

    /// Whether the loop may end, or leave, where the generator goes on.
    fn has_open_end(&self) -> bool {
        self.units.iter().enumerate().any(|(index, unit)| {
            let leaves = match unit.syntax {
                UnitSyntax::Statement(stmt) => {
                    stmt.is_raise_stmt() || stmt.is_assert_stmt() || leaves_loop(std::slice::from_ref(stmt), true)
                }
                UnitSyntax::Handlers(handlers) => handlers.leave(),
                _ => index < self.conditions,
            };
            leaves && !self.chosen[index]
        })
    }

    fn result(mut self, body: &[Node<'a>]) -> Found {
        let from = self.parting(body);
        // What is known before the parting may serve the task, too.
        let first = body.get(from).map_or(self.units.len(), |node| first_unit(node));
        for index in self.conditions..first {
            let serves = self.units[first..]
                .iter()
                .any(|unit| unit.effects.reads.intersects(&self.units[index].effects.writes));
            if self.possible[index] && serves {
                self.choose(index);
            }
        }
        let mut targets = VarSet::default();
        for unit in self.units.iter().zip(&self.chosen).filter(|(_, chosen)| **chosen).map(|(u, _)| u) {
            for var in unit.effects.writes.iter() {
                let slot = self.walker.an.scopes.variable(var).slot as usize;
                let all_chosen = self
                    .units
                    .iter()
                    .enumerate()
                    .all(|(at, unit)| self.chosen[at] || !unit.effects.writes.contains(var));
                let is_bound = self.envs.get(first).or(self.envs.last()).is_some_and(|env| {
                    !env.values[slot].atoms.contains(Atoms::UNBOUND)
                });
                if all_chosen && is_bound {
                    targets.insert(var);
                }
            }
        }
        let mut copied = VarSet::default();
        for index in (0..self.units.len()).filter(|&index| self.chosen[index]) {
            copied.extend(&self.copies_of(index).unwrap_or_default());
        }
        let open_end = self.has_open_end();
        let copied = copied.iter().collect();
        Found { produce: self.chosen, copied, targets, from, open_end }
    }

    /// The first statement of the body that is computed ahead in part: behind all produce statements that come before heavy work.
    fn parting(&self, body: &[Node<'a>]) -> usize {
        let any = |node: &Node<'a>, asked: &dyn Fn(UnitId) -> bool| {
            let mut found = false;
            for_each_unit(node, &mut |unit| found |= asked(unit));
            found
        };
        let is_heavy = |unit: UnitId| {
            let it = &self.units[unit];
            !self.chosen[unit] && super::is_worth_moving(&it.effects, it.inner_loops.len())
        };
        let is_other = |unit: UnitId| !self.chosen[unit];
        let heavy = body.iter().position(|node| any(node, &is_heavy));
        let end = heavy
            .or_else(|| body.iter().position(|node| any(node, &is_other)))
            .unwrap_or(body.len());
        let is_chosen = |unit: UnitId| self.chosen[unit];
        let from = body[..end].iter().rposition(|node| any(node, &is_chosen)).map_or(0, |at| at + 1);
        // What is decided in order may jump over the rest: then nothing behind it would be computed ahead.
        let jumps = |unit: UnitId| !self.chosen[unit] && self.jumps(unit);
        if body[from..end].iter().any(|node| any(node, &jumps)) { end } else { from }
    }
}

/// Marks the units that stand in nothing but conditions: not in an inner loop, a `with` or a `try`.
fn mark_open(nodes: &[Node<'_>], open: &mut [bool]) {
    for node in nodes {
        match node {
            Node::Leaf(unit) => open[*unit] = true,
            Node::If { clauses, .. } => {
                for clause in clauses {
                    if let Some((test, _)) = clause.test {
                        open[test] = true;
                    }
                    mark_open(&clause.body, open);
                }
            }
            Node::For { .. } | Node::With { .. } | Node::Try { .. } => {}
        }
    }
}

/// Statements without code of their own inside, which can stand in another function.
fn is_plain(stmt: &Stmt) -> bool {
    struct Inside(bool);
    impl<'a> Visitor<'a> for Inside {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            self.0 &= match stmt {
                Stmt::Assign(_)
                | Stmt::AugAssign(_)
                | Stmt::AnnAssign(_)
                | Stmt::Expr(_)
                | Stmt::Break(_)
                | Stmt::Continue(_)
                | Stmt::Pass(_)
                | Stmt::If(_) => true,
                Stmt::Try(node) => !node.is_star,
                _ => false,
            };
            visitor::walk_stmt(self, stmt);
        }
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 &= !matches!(
                expr,
                Expr::Lambda(_)
                    | Expr::Generator(_)
                    | Expr::ListComp(_)
                    | Expr::SetComp(_)
                    | Expr::DictComp(_)
                    | Expr::Yield(_)
                    | Expr::YieldFrom(_)
                    | Expr::Await(_)
            );
            visitor::walk_expr(self, expr);
        }
    }
    let mut inside = Inside(true);
    inside.visit_stmt(stmt);
    inside.0
}

/// Looks for what may grow without bound when it is repeated: powers, shifts, products; functions of the program, which may do any
/// of these.
struct Growth<'g, 'w, 'a> {
    walker: &'g mut Walker<'w, 'a>,
    strict: bool,
    /// Inside the left operand of `%` or beside `&`, which bound what comes out.
    bounded: bool,
    little: bool,
}

impl<'a> Visitor<'a> for Growth<'_, '_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::AugAssign(node) = stmt {
            self.operation(node.op, &node.target, &node.value);
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        let before = self.bounded;
        match expr {
            Expr::BinOp(node) if matches!(node.op, Operator::Mod | Operator::BitAnd) => {
                self.bounded = true;
            }
            Expr::BinOp(node) => self.operation(node.op, &node.left, &node.right),
            Expr::Call(call) => self.little &= !self.is_own_code(&call.func),
            _ => {}
        }
        visitor::walk_expr(self, expr);
        self.bounded = before;
    }
}

impl<'a> Growth<'_, '_, 'a> {
    fn operation(&mut self, op: Operator, left: &'a Expr, right: &'a Expr) {
        let (is_left, is_right) = (left.is_number_literal_expr(), right.is_number_literal_expr());
        let literal = is_left || is_right;
        self.little &= match op {
            Operator::Pow | Operator::LShift => is_left && is_right || (is_right && self.bounded),
            Operator::Mult => {
                let numbers = self.is_number(left) && self.is_number(right);
                numbers && (self.bounded || (literal && !self.strict))
            }
            // Two texts, of which each may be all that there was: `s + s`.
            Operator::Add => {
                left.is_literal_expr()
                    || right.is_literal_expr()
                    || self.is_number(left)
                    || self.is_number(right)
            }
            Operator::MatMult => false,
            _ => true,
        };
    }

    fn is_number(&mut self, expr: &'a Expr) -> bool {
        let numbers = Atoms::NUMBERS.union(Atoms::UNBOUND);
        match expr {
            Expr::Name(name) => {
                let Some(var) = self.walker.an.scopes.variable_of(name) else { return false };
                self.walker.load_variable(var).only(numbers)
            }
            _ => self.walker.eval(expr).only(numbers),
        }
    }

    /// Whether a call may run a function of the program.
    fn is_own_code(&mut self, callee: &'a Expr) -> bool {
        match callee {
            Expr::Name(name)
                if matches!(self.walker.an.scopes.resolve(name), Resolution::Builtin) =>
            {
                false
            }
            Expr::Attribute(node) => {
                let value = self.walker.eval(&node.value);
                let an = &*self.walker.an;
                value.is_any()
                    || value.objects.iter().any(|&object| {
                        !matches!(
                            an.heap.get(object).kind,
                            ObjectKind::Library(_) | ObjectKind::LibraryModule(_)
                        )
                    })
            }
            _ => {
                let value = self.walker.eval(callee);
                let an = &*self.walker.an;
                value.is_any()
                    || value.objects.iter().any(|&object| {
                        !matches!(an.heap.get(object).kind, ObjectKind::LibraryFunction(_))
                    })
            }
        }
    }
}

/// Calls a function for every unit of a node.
fn for_each_unit(node: &Node<'_>, each: &mut dyn FnMut(UnitId)) {
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
            body.iter().for_each(|node| for_each_unit(node, each));
        }
        Node::Try { body, orelse, .. } => {
            body.iter().chain(orelse).for_each(|node| for_each_unit(node, each));
        }
    }
}

/// The unit of a node that comes first in the program.
fn first_unit(node: &Node<'_>) -> UnitId {
    let mut first = UnitId::MAX;
    for_each_unit(node, &mut |unit| first = first.min(unit));
    first
}

/// What the generator starts from: variables of which copies are made, and others.
fn start_of_generator(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    units: &[Unit<'_>],
    foreseen: &mut Foreseen<'_>,
) -> Result<(), Refusal> {
    let (mut reads, mut call_reads) = (VarSet::default(), VarSet::default());
    for (unit, _) in units.iter().zip(&foreseen.produce).filter(|(_, chosen)| **chosen) {
        reads.extend(&unit.effects.exposed);
        call_reads.extend(&unit.effects.call_reads);
        let text = an.module_of(site.func).slice(unit.range);
        if an.is_in_class(site.func) && has_private_name(text) {
            return Err(refusal(Reason::PrivateName, String::new(), None));
        }
    }
    let names = LoopNames {
        func: site.func,
        targets: VarSet::default(),
        written: VarSet::default(),
    };
    let (needs, _) = super::split_needs(an, site, &reads, &call_reads, &names)?;
    foreseen.copied.retain(|var| needs.contains(var));
    foreseen.start = needs.into_iter().filter(|var| !foreseen.copied.contains(var)).collect();
    Ok(())
}

/// All produce statements stay where they are. What each item brings counts as set by the item; after a statement that changes it
/// again, nothing that reads it is computed ahead.
fn keep_in_order(
    iteration: &mut Iteration<'_>,
    foreseen: &Foreseen<'_>,
    targets: &VarSet,
) {
    let units = &mut iteration.units;
    let mut first = units.len();
    for node in &iteration.body {
        first = first.min(first_unit(node));
    }
    let because = |detail: &str| Because {
        reason: Reason::LoopCarriedWrite,
        detail: detail.to_owned(),
        cause: None,
    };
    for index in 0..first {
        let unit = &mut units[index];
        if foreseen.produce[index] {
            unit.commit = Some(because("the next round follows from it"));
        }
        unit.syntax = UnitSyntax::Before;
        unit.control.clear();
        unit.inner_loops.clear();
        unit.stays = true;
        unit.effects.writes.retain(|var| !targets.contains(var));
        // What this round has made is nobody else's, and is ready by the time that the task's values are asked for.
        unit.effects.heap_reads.drop_fresh();
        unit.effects.heap_writes.drop_fresh();
    }
    for index in first..units.len() {
        if !foreseen.produce[index] || !matches!(units[index].syntax, UnitSyntax::Statement(_)) {
            continue;
        }
        let mut changed = units[index].effects.writes.clone();
        changed.retain(|var| targets.contains(var));
        let unit = &mut units[index];
        unit.commit = Some(because("the next round follows from it"));
        unit.stays = true;
        unit.effects.writes.retain(|var| !targets.contains(var));
        for later in &mut units[index + 1..] {
            if later.effects.reads.intersects(&changed) {
                later.commit.get_or_insert_with(|| because("what it reads is set for the next round"));
                later.stays = true;
            }
        }
    }
}

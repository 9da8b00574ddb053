//! # Loops whose rounds are foreseen
//!
//! Decides, for each `while` loop, and for `for` loops that draw random numbers or carry something small along, which statements say what the next rounds will work on (produce), and hands the rest to
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
//!
//! for trial in range(n):      # repeated by the generator, as are the draws, on a copy of `rng`
//!     x = rng.random()
//!     y = rng.gauss(0.0, 1.0)
//!     out.append(simulate(x, y))
//!
//! while not found(n):         # compute: where nothing else is heavy, the condition itself
//!     n += 1                  # produce
//! ```
//!
//! Sound because: the generator only guesses. The driver runs the user's own loop with all produce and commit statements in their
//! places, and takes a value that was computed ahead only where the variables that it was computed from have the very values that
//! were foreseen; otherwise it computes that round itself. So it makes no difference to the result whether a guess is right. What
//! the generator must not do is to have an effect of its own: it changes local variables and copies of containers and of
//! random generators, reads regular files through a descriptor of its own, and every step of it is small.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::draws;
use super::foresight::{Found, Search};
use super::headers::{counts_without_end, is_repeatable};
use super::iterables::names_in;
use super::iteration::{Iteration, Way};
use super::needs::has_private_name;
use super::stages::LoopNames;
use super::syntax::{collect_targets, has_try};
use super::units::{Because, Builder, MovedShape, Node, Unit, UnitSyntax, first_unit};
use super::{LoopStmt, ParallelLoop, refusal};
use crate::ids::VarId;
use crate::passes::effects::summary::VarSet;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::liveness::Liveness;
use crate::plan::Refusal;
use crate::reasons::Reason;

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
    /// Nothing but the condition of the loop is computed ahead.
    pub asks: bool,
}

/// Decides about one loop. Of a `for` loop the header must be such that the generator can repeat it.
pub fn decide<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: LoopStmt<'a>,
    live: &Liveness,
) -> Result<ParallelLoop<'a>, Refusal> {
    check_syntax(an, site, stmt)?;
    if let LoopStmt::For(stmt) = stmt {
        let mut walker = Walker::start_iteration(an, site);
        let iterable = walker.eval(&stmt.iter);
        if !is_repeatable(&mut walker, stmt, &iterable) && !counts_without_end(&mut walker, stmt) {
            return Err(refusal(Reason::LoopCarriedWrite, String::new(), None));
        }
    }
    let first = decide_with(an, site, stmt, live, Mode::default());
    if first.is_ok() {
        return first;
    }
    let first = if has_try(stmt.body()) {
        let mode = Mode { split_tries: true, ..Mode::default() };
        decide_with(an, site, stmt, live, mode).or(first)
    } else {
        first
    };
    if first.is_ok() || stmt.is_for() {
        return first;
    }
    decide_with(an, site, stmt, live, Mode { asks: true, ..Mode::default() }).or(first)
}

/// How a round is taken apart.
#[derive(Clone, Copy, Default)]
struct Mode {
    split_tries: bool,
    /// The condition of the loop, and nothing else, is to be computed ahead.
    asks: bool,
}

fn check_syntax(an: &Analysis<'_>, site: &LoopSite<'_>, stmt: LoopStmt<'_>) -> Result<(), Refusal> {
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
    if !starts_line(stmt.range().start())
        || !stmt.body().iter().all(|stmt| starts_line(stmt.start()))
    {
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
    stmt: LoopStmt<'a>,
    live: &Liveness,
    mode: Mode,
) -> Result<ParallelLoop<'a>, Refusal> {
    let Round { iteration, conditions } = walk(an, site, stmt, mode, usize::MAX);
    let written = super::units::all_writes(&iteration.units);
    if written.iter().any(|var| an.scopes.variable(var).is_class_member) {
        return Err(refusal(Reason::ClassBody, String::new(), None));
    }
    if mode.asks && !iteration.units.first().is_some_and(is_asked) {
        return Err(refusal(Reason::WhileLoop, String::new(), None));
    }
    let mut search = Search::new(an, site, &iteration, conditions.len());
    search.asks = mode.asks;
    search.run();
    if search.has_open_end() {
        // Rounds that never come must not be larger than those that do by more than a little.
        search.strict = true;
        search.run();
    }
    let Found { produce, copied, mut targets, from, open_end } = search.result(&iteration.body);
    let mut header = VarSet::default();
    if let LoopStmt::For(stmt) = stmt {
        collect_targets(an, &stmt.target, &mut header);
        if !produce.contains(&true) || written.intersects(&header) {
            return Err(refusal(Reason::LoopCarriedWrite, String::new(), None));
        }
        targets.extend(&header);
    }
    // Once more: what the task gets was there before, as far as the task is concerned.
    let Round { mut iteration, .. } = walk(an, site, stmt, mode, from);
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
        asks: mode.asks,
    };
    start_of_generator(an, site, stmt, (&iteration.units, header), &mut foreseen)?;
    keep_in_order(&mut iteration, &foreseen, &targets);
    if mode.asks {
        keep_body_in_order(&mut iteration);
    }
    let way = Way { split_tries: mode.split_tries, ..Way::default() };
    let mut plan =
        super::settle(an, site, stmt, iteration, targets.clone(), live, way, Vec::new())?;
    let (reads, _) = super::needs::task_reads(&plan.units);
    super::fills::check_caches(an, plan.fills, false)?; // rounds may be foreseen that never come
    foreseen.items = targets.iter().filter(|var| reads.contains(*var)).collect();
    if foreseen.items.is_empty()
        || stmt.is_for() && !brings_more(an, &plan.units, &foreseen.items, &written)
    {
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
    if mode.asks && !only_asks(&plan) {
        return Err(refusal(Reason::WhileLoop, String::new(), None));
    }
    plan.foreseen = Some(foreseen);
    Ok(plan)
}

/// Whether a condition may be worth computing ahead: it binds nothing, so that its truth is all that it leaves.
fn is_asked(condition: &Unit<'_>) -> bool {
    super::weight::is_worth_moving(&condition.effects, 0)
        && condition.effects.writes.is_empty()
        && condition.effects.call_writes.is_empty()
}

/// Whether the truth of the condition is all that the task gives.
fn only_asks(plan: &ParallelLoop<'_>) -> bool {
    let Some((condition, others)) = plan.units.split_first() else { return false };
    condition.commit.is_none()
        && matches!(&condition.moved[..], [moved] if moved.shape == MovedShape::Truth)
        && others.iter().all(|unit| unit.commit.is_some() && unit.moved.is_empty())
        && plan.has.is_empty()
        && plan.rows.is_empty()
        && plan.sums.is_empty()
        && plan.owned.is_none()
}

/// Whether the items bring more than the header of a `for` loop does, all of it numbers, texts, drawn arrays and lists and the like: what else is
/// small and made in one round is mostly filled in the same, and not worth guessing at.
fn brings_more(an: &Analysis<'_>, units: &[Unit<'_>], items: &[VarId], written: &VarSet) -> bool {
    let mut more = items.iter().filter(|var| written.contains(**var)).peekable();
    more.peek().is_some()
        && more.all(|var| {
            units.iter().all(|unit| {
                let mut values = unit.written.iter().filter(|(bound, ..)| bound == var);
                values.all(|(_, value, _)| {
                    an.is_immutable(value)
                        || draws::is_drawn(an, unit) && super::arrays::is_array(an, value)
                        || draws::is_drawn_list(an, unit, value)
                })
            })
        })
}

/// Walks one round until its facts are stable: first the parts of the condition, then the body. What there is before the
/// statement `from` comes from outside, as seen from that statement.
fn walk<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: LoopStmt<'a>,
    mode: Mode,
    from: usize,
) -> Round<'a> {
    let (first, rest) = stmt.body().split_at(from.min(stmt.body().len()));
    let conditions = match stmt {
        LoopStmt::While(stmt) if mode.asks => vec![&*stmt.test],
        LoopStmt::While(stmt) => parts_of_condition(&stmt.test),
        LoopStmt::For(_) => Vec::new(),
    };
    let mut result = None;
    for _ in 0..6 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        if let LoopStmt::For(stmt) = stmt {
            walker.assign(&stmt.target, &site.element);
            walker.forget_origins();
        }
        walker.take_effects();
        let mut builder = Builder::new(&mut walker, mode.split_tries);
        for condition in &conditions {
            builder.test(condition);
        }
        let mut body = if mode.asks { vec![Node::Leaf(0)] } else { Vec::new() };
        body.extend(builder.block(first));
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

/// What the generator starts from: variables of which copies are made, and others.
fn start_of_generator(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    stmt: LoopStmt<'_>,
    (units, header): (&[Unit<'_>], VarSet),
    foreseen: &mut Foreseen<'_>,
) -> Result<(), Refusal> {
    let (mut reads, mut call_reads) = (VarSet::default(), VarSet::default());
    if let LoopStmt::For(stmt) = stmt {
        names_in(an, &stmt.iter, &mut reads);
    }
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
        written: header,
        inner: VarSet::default(),
        gone: VarSet::default(),
        refers: false,
        says: false,
        files: false,
    };
    let (needs, _) = super::needs::split_needs(an, site, &reads, &call_reads, &names)?;
    // What is global is left to the name in other tasks (a module that draws is one that all code shares): here the generator has
    // a copy under the same name, or it would advance the program's own.
    let is_passed = |var: &VarId| {
        needs.contains(var)
            || an.scopes.variable(*var).is_global
            || an.is_code(an.variable_value(*var))
    };
    if let Some(var) = foreseen.copied.iter().find(|var| !is_passed(var)) {
        return Err(refusal(
            Reason::SharedMutation,
            an.scopes.variable(*var).name.to_owned(),
            None,
        ));
    }
    foreseen.start = needs.into_iter().filter(|var| !foreseen.copied.contains(var)).collect();
    Ok(())
}

/// All produce statements stay where they are. What each item brings counts as set by the item; after a statement that changes it
/// again, nothing that reads it is computed ahead.
fn keep_in_order(iteration: &mut Iteration<'_>, foreseen: &Foreseen<'_>, targets: &VarSet) {
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
                later
                    .commit
                    .get_or_insert_with(|| because("what it reads is set for the next round"));
                later.stays = true;
            }
        }
    }
}

/// Where the condition is what is computed ahead, the driver runs the body as it stands, if the condition holds.
fn keep_body_in_order(iteration: &mut Iteration<'_>) {
    for unit in iteration.units.iter_mut().skip(1) {
        unit.stays = true;
        unit.control.insert(0, 0);
        unit.commit.get_or_insert_with(|| Because {
            reason: Reason::NoHeavyPart,
            detail: "the condition before it is what is computed ahead".into(),
            cause: None,
        });
    }
}

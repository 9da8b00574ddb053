//! # Branches
//!
//! Decides which calls of one statement run in processes of their own while the driver computes an earlier one.
//!
//! Reads: [`Analysis`] (the state before each statement with several calls), the loops and assignments that run in
//! parallel already. Produces: one [`Branch`] for each call that is started before its statement.
//!
//! Refuses: nothing by name; a call that does not qualify runs where it stands.
//!
//! Example:
//! ```python
//! return quicksort(smaller) + equal + quicksort(larger)
//!
//! surge_quicksort = surge_rt.spawn(tasks.quicksort_quicksort, (larger,))      # after
//! return quicksort(smaller) + equal + (surge_quicksort.value if surge_quicksort.done() else quicksort(larger))
//! ```
//!
//! Sound because: the call is evaluated whatever happens, unless something before it raises; the rest of the expression
//! writes nothing that it reads; it has no effect that a log cannot carry; its value cannot be told from a copy
//! (assumptions 1 to 7, 10, 11). How deep a recursion starts processes is bounded at run time by the number of workers.

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;

use super::spawns::{Spawn, calls_any, conflicts, functions_with_regions, is_alone, is_heavy};
use rustc_hash::FxHashMap;

use crate::ids::{FuncId, VarId};
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite, LoopSyntax};
use crate::passes::loops::extract::children;
use crate::passes::loops::stages::LoopNames;
use crate::passes::loops::{self, LoopPlan, rows, ship, values};
use crate::passes::scopes::ScopeKind;
use crate::passes::spawns::Order;
use crate::values::{Origins, Value};

/// Processes that one statement starts at most.
const MOST: usize = 3;

/// A call that is started before its statement.
pub struct Branch<'a> {
    pub func: FuncId,
    pub stmt: &'a Stmt,
    pub call: &'a Expr,
    pub needs: Vec<VarId>,
    pub globals: Vec<VarId>,
    pub sets: bool,
    pub depends: loops::needs::Depends,
    pub cost: f64,
    /// The segments of the body that its statement waits for.
    pub waits: Vec<usize>,
}

/// Finds the calls to start early, in source order.
pub fn run<'a>(
    an: &mut Analysis<'a>,
    plans: &[Vec<LoopPlan<'a>>],
    spawns: &[Spawn<'a>],
) -> Vec<Branch<'a>> {
    let sites = std::mem::take(&mut an.statements);
    if loops::program_wide::is_refused_as_a_whole(an) {
        return Vec::new();
    }
    let busy = functions_with_regions(an, plans);
    let [plans, ..] = plans else { return Vec::new() };
    let mut branches = Vec::new();
    for site in sites {
        let LoopSyntax::Statement(stmt) = site.syntax else { continue };
        let taken = plans
            .iter()
            .any(|plan| plan.is_parallel_in(stmt.range()) || plan.is_parallel_around(stmt.range()))
            || spawns.iter().any(|spawn| spawn.stmt.range() == stmt.range());
        if taken
            || !is_reachable(an, &site)
            || !is_alone(an, stmt.range())
            || an.shows_traceback_of(site.func, stmt.range())
        {
            continue;
        }
        let Some(whole) = expression_of(stmt) else { continue };
        let mut calls = Vec::new();
        heavy_calls(&mut Walker::start_iteration(an, &site), &site, whole, false, &mut calls);
        let mut started = 0;
        for call in calls.iter().skip(1) {
            if started == MOST || calls_any(an, call.expr, &busy) {
                continue;
            }
            if let Some(branch) = decide(an, &site, stmt, whole, call) {
                branches.push(branch);
                started += 1;
            }
        }
    }
    branches.sort_by_key(|branch| branch.call.start());
    let mut order: FxHashMap<FuncId, Order<'a>> = FxHashMap::default();
    for branch in &mut branches {
        let order = order.entry(branch.func).or_insert_with(|| Order::of(an, branch.func));
        branch.waits = order.waits(branch.stmt.range());
    }
    branches
}

/// The expression whose calls may be started early. Only an augmented assignment evaluates something before it.
pub fn expression_of(stmt: &Stmt) -> Option<&Expr> {
    match stmt {
        Stmt::Return(node) => node.value.as_deref(),
        Stmt::Assign(node) => Some(&node.value),
        Stmt::AugAssign(node) => Some(&node.value),
        Stmt::AnnAssign(node) => node.value.as_deref(),
        Stmt::Expr(node) => Some(&node.value),
        _ => None,
    }
}

/// Whether the runtime can give the function its original code back: it is the module, or is found from there.
fn is_reachable(an: &Analysis<'_>, site: &LoopSite<'_>) -> bool {
    let function = an.scopes.function(site.func);
    let outer = an.scopes.function(function.outer);
    function.module.index() == 0
        && !function.is_async
        && !function.is_generator
        && outer.outer == function.outer
        && values::check_place(an, site).is_ok()
}

/// A heavy call, and whether its value is only ever an operand of `+`.
struct HeavyCall<'a> {
    expr: &'a Expr,
    is_operand: bool,
}

/// The innermost heavy calls of an expression, in the order of their evaluation.
fn heavy_calls<'a>(
    walker: &mut Walker<'_, 'a>,
    site: &LoopSite<'a>,
    expr: &'a Expr,
    is_operand: bool,
    found: &mut Vec<HeavyCall<'a>>,
) {
    let known = found.len();
    if !expr.is_f_string_expr() {
        let adds = adds_lists(walker, site, expr);
        for part in children(expr) {
            heavy_calls(walker, site, part, adds, found);
        }
    }
    if found.len() == known && expr.is_call_expr() {
        walker.env.clone_from(&site.env);
        walker.forget_origins();
        walker.take_effects();
        walker.eval(expr);
        let cached = expr.as_call_expr().is_some_and(|call| {
            let callee = walker.eval(&call.func);
            let objects = &walker.an.heap.objects;
            // What a cache would remember is lost with the process.
            callee
                .objects
                .iter()
                .any(|object| matches!(objects[object.index()].kind, ObjectKind::Wrapper(_)))
        });
        if !cached && is_heavy(&walker.take_effects()) {
            found.push(HeavyCall { expr, is_operand });
        }
    }
}

/// Whether an expression adds two lists, which copies the elements of both and keeps neither.
fn adds_lists<'a>(walker: &mut Walker<'_, 'a>, site: &LoopSite<'a>, expr: &'a Expr) -> bool {
    let Expr::BinOp(node) = expr else { return false };
    node.op == ruff_python_ast::Operator::Add
        && [&node.left, &node.right].iter().all(|operand| {
            walker.env.clone_from(&site.env);
            walker.forget_origins();
            let value = walker.eval(operand);
            rows::is_list(walker.an, &value)
        })
}

fn decide<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a Stmt,
    whole: &'a Expr,
    call: &HeavyCall<'a>,
) -> Option<Branch<'a>> {
    let mut everything = effects_of(an, site, whole).0;
    if let Stmt::AugAssign(node) = stmt {
        // The target is looked up before the value is computed: `rows[next_row()] += f(x) + g(y)`.
        everything.merge(&effects_of(an, site, &node.target).0);
    }
    let (effects, value, parts) = effects_of(an, site, call.expr);
    let is_own = |var: VarId| {
        let scope = an.scopes.variable(var).scope;
        an.scopes.scopes[scope.index()].kind == ScopeKind::Comprehension
    };
    if loops::stages::effect_reason(an, &effects).is_some()
        || !effects.heap_writes.is_private()
        || !effects.call_writes.is_empty()
        || !effects.writes.iter().all(is_own)
        || conflicts(an, &everything, &effects)
    {
        return None;
    }
    let sets = ship_value(an, &value, parts, call.is_operand)?;
    loops::identity::identity_refusal(an, &value).ok()?;
    let names = LoopNames {
        func: site.func,
        targets: VarSet::default(),
        written: VarSet::default(),
        inner: VarSet::default(),
        gone: VarSet::default(),
        refers: false,
        says: false,
        files: false,
    };
    let (needs, globals) =
        loops::needs::split_needs(an, site, &effects.reads, &effects.call_reads, &names).ok()?;
    if loops::needs::has_private_name(an.program.entry().slice(call.expr)) {
        return None;
    }
    let depends = loops::needs::depends(an, &effects);
    Some(Branch {
        func: site.func,
        stmt,
        call: call.expr,
        needs,
        globals,
        sets,
        depends,
        cost: effects.cost,
        waits: Vec::new(),
    })
}

/// What an expression does and gives, where everything exists already.
fn effects_of<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    expr: &'a Expr,
) -> (Effects, Value, Origins) {
    let mut result = Default::default();
    for _ in 0..4 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        let value = walker.eval(expr);
        let parts = walker.deep_parts_of(value.origins);
        result = (walker.take_effects(), value, parts);
        // Nothing that was created before the expression counts as its own.
        result.0.heap_writes.fresh = Origins::NOWHERE;
        if !an.heap.changed {
            break;
        }
    }
    result
}

/// Whether a value may travel; a list that is only added to another one may be the argument itself, since adding copies.
fn ship_value(an: &Analysis<'_>, value: &Value, parts: Origins, is_operand: bool) -> Option<bool> {
    if let Ok(shipping) = ship::check(an, "the value", value, parts) {
        return Some(shipping.sets);
    }
    let element = an.heap.element_of(value, |object| &object.element);
    (is_operand && rows::is_list(an, value) && element.is_atomic()).then_some(false)
}

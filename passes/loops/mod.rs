//! # Loops
//!
//! Decides, for each `for` loop and comprehension, which part of an iteration is computed ahead on all cores and which
//! part is committed in order, or why the loop stays as it is.
//!
//! Reads: [`Analysis`] (effects, values, aliases) and [`Liveness`]. Produces: one [`LoopPlan`] for each loop.
//!
//! Refuses: most names in `src/reasons.rs`; the reason is that of the heaviest part that has to stay in order.
//!
//! Example:
//! ```python
//! for y in range(h):
//!     row = render(scene, y)      # compute
//!     rows.append(row)            # commit: changes `rows`
//!     total += sum(row)           # commit: `total` carries a value from iteration to iteration
//! ```
//!
//! Sound because: what is computed ahead reads nothing that an uncommitted iteration may still change (assumptions 1 to
//! 6 give the facts), has no effect that a log cannot carry, and hands over only values that nobody can tell from the
//! original's (assumption 7). Everything else runs in the driver, in order, as it was written.

mod arrays;
pub mod calls;
mod closures;
mod consumers;
pub mod extract;
pub mod fills;
pub mod folds;
mod foresight;
mod growth;
mod headers;
mod left_early;
mod own;
pub mod owned;
pub mod rows;
pub mod ship;
pub mod stages;
mod stops;
mod sums;
pub mod units;
pub mod values;
pub mod whiles;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use crate::effect_words::{Flags, Why};
use crate::ids::{FuncId, ModuleId, ObjId, VarId};
use crate::passes::effects::heap::{Field, Location, ObjectKind};
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::walker::{Env, Walker};
use crate::passes::effects::{Analysis, LoopSite, LoopSyntax};
use crate::passes::liveness::{self, Liveness};
use crate::passes::scopes::{FunctionNode, Resolution, ScopeKind};
use crate::plan::Refusal;
use crate::program::Module;
use crate::reasons::{Family, Reason};
use crate::values::{Atoms, Origins, Value};

use rows::Rows;
use stages::LoopNames;
use units::{Because, Builder, Node, Unit, UnitSyntax};

/// Work of one iteration, in simple operations, under which no parallel loop pays: about 10 µs.
pub const MINIMUM_COST: f64 = 250.0;

/// The share of an iteration's work that has to be independent: with less, the driver's own part bounds the gain.
pub const MINIMUM_SHARE: f64 = 0.3;

/// The statement of a loop.
#[derive(Clone, Copy)]
pub enum LoopStmt<'a> {
    For(&'a ast::StmtFor),
    While(&'a ast::StmtWhile),
}

impl<'a> LoopStmt<'a> {
    pub fn range(self) -> TextRange {
        match self {
            LoopStmt::For(node) => node.range,
            LoopStmt::While(node) => node.range,
        }
    }

    pub fn body(self) -> &'a [ast::Stmt] {
        match self {
            LoopStmt::For(node) => &node.body,
            LoopStmt::While(node) => &node.body,
        }
    }

    /// From the keyword to the end of what is iterated over, or of the condition.
    pub fn header(self) -> TextRange {
        let end = match self {
            LoopStmt::For(node) => node.iter.end(),
            LoopStmt::While(node) => node.test.end(),
        };
        TextRange::new(self.range().start(), end)
    }

    /// What tells it from all others.
    pub fn address(self) -> usize {
        match self {
            LoopStmt::For(node) => std::ptr::from_ref(node) as usize,
            LoopStmt::While(node) => std::ptr::from_ref(node) as usize,
        }
    }
}

/// A loop that runs in parallel.
pub struct ParallelLoop<'a> {
    pub site: LoopSite<'a>,
    pub stmt: LoopStmt<'a>,
    /// How the rounds of a `while` loop are foreseen.
    pub foreseen: Option<whiles::Foreseen<'a>>,
    pub units: Vec<Unit<'a>>,
    pub body: Vec<Node<'a>>,
    /// Variables passed to the task function.
    pub needs: Vec<VarId>,
    /// Variables that the log brings back, in the order of their first definition.
    pub has: Vec<VarId>,
    /// Data globals that the task reads by name.
    pub globals: Vec<VarId>,
    pub sets: bool,
    pub depends: Depends,
    /// Tasks may add keys to a `defaultdict` that they read.
    pub fills: bool,
    pub cost: f64,
    pub unbounded: bool,
    /// Containers whose rows the task works on as copies.
    pub rows: Vec<Rows>,
    /// Variables that hold other lists of rows, or other arrays, if the runtime finds that they do.
    pub apart: Vec<VarId>,
    /// Variables that hold arrays which the loop writes, where others are set apart from them.
    pub written_arrays: Vec<VarId>,
    /// Integers to which each task adds from 0.
    pub sums: Vec<VarId>,
    /// The object that changes itself, one in each round.
    pub owned: Option<owned::Owned>,
}

/// The decision about one loop.
pub enum LoopPlan<'a> {
    Parallel(Box<ParallelLoop<'a>>),
    Fold(Box<folds::FoldedLoop<'a>>),
    Values(Box<values::ParallelValues<'a>>),
    Call(Box<calls::ParallelCall<'a>>),
    Sequential { site: LoopSite<'a>, refusal: Refusal },
}

/// Decides about every loop of the first `modules` modules: for each module, its loops in source order.
pub fn run<'a>(an: &mut Analysis<'a>, modules: usize) -> Vec<Vec<LoopPlan<'a>>> {
    let mut sites: Vec<Vec<LoopSite<'a>>> = vec![Vec::new(); modules];
    for site in std::mem::take(&mut an.loops) {
        if let Some(sites) = sites.get_mut(an.scopes.function(site.func).module.index()) {
            sites.push(site);
        }
    }
    let program_reason = program_wide_reason(an);
    let decide =
        |(index, sites)| decide_module(an, ModuleId::from(index), sites, program_reason.as_ref());
    sites.into_iter().enumerate().map(decide).collect()
}

fn decide_module<'a>(
    an: &mut Analysis<'a>,
    module: ModuleId,
    sites: Vec<LoopSite<'a>>,
    program_reason: Option<&Refusal>,
) -> Vec<LoopPlan<'a>> {
    if let Some(refusal) = program_reason {
        let refused = |site| LoopPlan::Sequential { site, refusal: refusal.clone() };
        let mut plans: Vec<LoopPlan<'a>> = sites.into_iter().map(refused).collect();
        plans.sort_by_key(|plan| (plan.range().start(), std::cmp::Reverse(plan.range().end())));
        return plans;
    }
    let mut liveness: FxHashMap<FuncId, Liveness> = FxHashMap::default();
    let consumers = consumers::run(an, module);
    let source = an.program.module(module);
    let mut plans: Vec<LoopPlan<'a>> = Vec::new();
    for site in sites {
        let range = site.syntax.range();
        let inside = plans.iter().any(|plan| plan.is_parallel_around(range));
        let scopes = an.scopes;
        let live = liveness.entry(site.func).or_insert_with(|| liveness::run(scopes, site.func));
        let decided =
            if let Some(comment) = an.promises.sequential_at(module, source, range.start()) {
                let cause = Why { module, range: comment, what: source.slice(comment).into() };
                Err(refusal(Reason::SequentialComment, String::new(), Some(cause)))
            } else if inside {
                Err(refusal(Reason::InsideParallelLoop, String::new(), None))
            } else {
                match site.syntax {
                    LoopSyntax::For(node) => decide_for(an, &site, node, live),
                    LoopSyntax::Comprehension(expr) => values::decide(an, &site, expr, &consumers)
                        .map(|plan| LoopPlan::Values(Box::new(plan))),
                    LoopSyntax::Call(call) => calls::decide(an, &site, call, &consumers)
                        .map(|plan| LoopPlan::Call(Box::new(plan))),
                    LoopSyntax::While(node) => whiles::decide(an, &site, node, live)
                        .map(|plan| LoopPlan::Parallel(Box::new(plan))),
                    LoopSyntax::Assign(_) | LoopSyntax::Statement(_) => {
                        Err(refusal(Reason::UnsupportedStatement, String::new(), None))
                    }
                }
            };
        let plan = decided.unwrap_or_else(|refusal| LoopPlan::Sequential { site, refusal });
        let header = match &plan {
            LoopPlan::Values(values) => values.generators.first().map(|first| first.iter.range()),
            plan => plan.parallel_for().map(|stmt| stmt.iter.range()),
        };
        if let Some(header) = header {
            // What the loop draws lazily stays in its header: workers are busy with the body.
            let lazy = consumers.get(&header).is_some_and(consumers::Consumer::is_loop);
            if let Some(at) = plans.iter().position(|plan| lazy && plan.range() == header) {
                let drawn = plans.remove(at);
                plans.insert(at, drawn.refused(Reason::InsideParallelLoop, ""));
            }
        }
        plans.push(plan);
    }
    plans.sort_by_key(|plan| (plan.range().start(), std::cmp::Reverse(plan.range().end())));
    plans
}

/// Adds up in parts where that gains most; else takes the loop apart; and where that cannot be done, adds up after all.
fn decide_for<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    live: &Liveness,
) -> Result<LoopPlan<'a>, Refusal> {
    let folded = |plan| LoopPlan::Fold(Box::new(plan));
    if let Some(plan) = folds::decide(an, site, stmt, live, folds::Wanted::IfBetter) {
        return Ok(folded(plan));
    }
    match decide(an, site, stmt, live) {
        Ok(plan) => Ok(LoopPlan::Parallel(Box::new(plan))),
        Err(refusal) if refusal.reason.family() == Family::Cost => Err(refusal),
        Err(refusal) => {
            let plan = folds::decide(an, site, stmt, live, folds::Wanted::IfPossible);
            plan.map(folded).ok_or(refusal)
        }
    }
}

impl LoopPlan<'_> {
    /// The whole loop.
    pub fn range(&self) -> TextRange {
        match self {
            LoopPlan::Parallel(plan) => plan.stmt.range(),
            LoopPlan::Fold(plan) => plan.stmt.range,
            LoopPlan::Values(plan) => plan.site.syntax.range(),
            LoopPlan::Call(plan) => plan.call.range(),
            LoopPlan::Sequential { site, .. } => site.syntax.range(),
        }
    }

    /// The same loop, left as it is.
    #[must_use]
    pub fn refused(self, reason: Reason, detail: &str) -> Self {
        let site = match self {
            LoopPlan::Parallel(plan) => plan.site,
            LoopPlan::Fold(plan) => plan.site,
            LoopPlan::Values(plan) => plan.site,
            LoopPlan::Call(plan) => plan.site,
            LoopPlan::Sequential { .. } => return self,
        };
        LoopPlan::Sequential { site, refusal: refusal(reason, detail.to_owned(), None) }
    }

    /// The body whose loop this is, where it runs in parallel.
    pub fn parallel_func(&self) -> Option<FuncId> {
        match self {
            LoopPlan::Parallel(plan) => Some(plan.site.func),
            LoopPlan::Fold(plan) => Some(plan.site.func),
            LoopPlan::Values(plan) => Some(plan.site.func),
            LoopPlan::Call(plan) => Some(plan.site.func),
            LoopPlan::Sequential { .. } => None,
        }
    }

    /// The `for` statement, where that runs in parallel.
    fn parallel_for(&self) -> Option<&ast::StmtFor> {
        match self {
            LoopPlan::Parallel(plan) => match plan.stmt {
                LoopStmt::For(stmt) => Some(stmt),
                LoopStmt::While(_) => None,
            },
            LoopPlan::Fold(plan) => Some(plan.stmt),
            LoopPlan::Values(_) | LoopPlan::Call(_) | LoopPlan::Sequential { .. } => None,
        }
    }

    /// Whether this is a parallel loop inside a range.
    pub fn is_parallel_in(&self, range: TextRange) -> bool {
        !matches!(self, LoopPlan::Sequential { .. }) && range.contains_range(self.range())
    }

    /// Whether a parallel region holds this range, the `else` of a loop included.
    pub fn is_parallel_around(&self, range: TextRange) -> bool {
        !matches!(self, LoopPlan::Sequential { .. }) && self.range().contains_range(range)
    }
}

/// A refusal.
pub fn refusal(reason: Reason, detail: String, cause: Option<Why>) -> Refusal {
    Refusal { reason, detail, cause }
}

/// Whether something makes every rewrite of the program unsafe.
pub fn is_refused_as_a_whole(an: &Analysis<'_>) -> bool {
    program_wide_reason(an).is_some()
}

/// Facts that make every rewrite of the program unsafe.
fn program_wide_reason(an: &Analysis<'_>) -> Option<Refusal> {
    if an.gave_up {
        return Some(refusal(Reason::AnalysisBudget, String::new(), None));
    }
    let effects = an.program_effects();
    let flagged = |flags: Flags, reason: Reason| {
        effects.flags.intersects(flags).then(|| {
            let cause = effects.cause_of(flags).cloned();
            let detail = cause.as_ref().map_or_else(String::new, |why| format!("`{}`", why.what));
            refusal(reason, detail, cause)
        })
    };
    if let Some(found) = flagged(Flags::DYNAMIC, Reason::DynamicCode) {
        return Some(found);
    }
    if let Some(found) = flagged(Flags::THREADS.union(Flags::PROCESS), Reason::ConcurrentProgram) {
        return Some(found);
    }
    if let Some(&class) = an.finalizers().first() {
        let name = an.scopes.class(class).name;
        return Some(refusal(Reason::Finalizer, format!("class {name}"), None));
    }
    if an.has_descriptors() {
        return Some(refusal(Reason::CustomAttributeAccess, String::new(), None));
    }
    if an.shows_decimal_context {
        let detail = "the program looks at the context of decimal arithmetic".to_owned();
        return Some(refusal(Reason::InterpreterState, detail, None));
    }
    None
}

/// Whether an expression inside inner loops is worth sending: it runs many times in each iteration.
pub fn is_worth_moving(effects: &Effects, inner_loops: usize) -> bool {
    is_heavy(effects) || (inner_loops > 0 && effects.cost >= 24.0)
}

/// Whether code is worth sending to another process at all. Loops of unknown length, and work that grows with what a library
/// function is given, are counted as for something small: the runtime finds out.
pub fn is_heavy(effects: &Effects) -> bool {
    let least = if effects.unbounded || effects.library_work { 0.4 } else { 1.4 };
    effects.cost >= least * MINIMUM_COST
}

fn decide<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    live: &Liveness,
) -> Result<ParallelLoop<'a>, Refusal> {
    check_syntax(an, site, stmt)?;
    let site = &own::set_apart(an, site, stmt);
    let rows = usable_rows(an, site, stmt);
    if !rows.is_empty() {
        let way = Way { rows: rows.clone(), ..Way::default() };
        if let Ok(plan) = decide_with(an, site, stmt, live, way) {
            return Ok(plan);
        }
        let apart = lists_of_rows(an, site, stmt, &rows);
        if !apart.is_empty()
            && let Ok(plan) =
                decide_with(an, site, stmt, live, Way { rows, apart, ..Way::default() })
        {
            return Ok(plan);
        }
    }
    if has_addition(&stmt.body)
        && let Ok(plan) = decide_with(an, site, stmt, live, Way { counts: true, ..Way::default() })
        && !plan.sums.is_empty()
        && plan.units.iter().all(|unit| unit.commit.is_none())
    {
        return Ok(plan);
    }
    let as_it_stands = decide_with(an, site, stmt, live, Way::default());
    let Err(first) = as_it_stands else { return as_it_stands };
    if let Some(owned) = owned::candidate(an, site, stmt)
        && let Ok(plan) =
            decide_with(an, site, stmt, live, Way { owned: Some(owned), ..Way::default() })
    {
        return Ok(plan);
    }
    if first.reason == Reason::MayAlias {
        let arrays::Arrays { written, read } = arrays::find(an, site, stmt);
        let way = Way { apart: read, written_arrays: written, ..Way::default() };
        if !way.written_arrays.is_empty()
            && let Ok(plan) = decide_with(an, site, stmt, live, way)
        {
            return Ok(plan);
        }
    }
    if !has_try(&stmt.body) {
        return Err(first);
    }
    let split = decide_with(an, site, stmt, live, Way { split_tries: true, ..Way::default() });
    // That a handler leaves the loop says less than what stops the block inside.
    split.map_err(|second| if first.reason == Reason::NoHeavyPart { second } else { first })
}

/// One way to take a loop apart.
#[derive(Default)]
struct Way {
    /// Containers whose rows the task works on as copies.
    rows: Vec<Rows>,
    /// Variables that hold other lists of rows, or other arrays; the runtime checks that they are others.
    apart: Vec<VarId>,
    /// Variables that hold arrays, of which all changes are stores by their names.
    written_arrays: Vec<VarId>,
    /// Integers are counted in the task.
    counts: bool,
    /// `try` statements are taken apart, too.
    split_tries: bool,
    /// The loop's variable, whose object changes itself.
    owned: Option<VarId>,
}

/// Whether a body contains a `try` anywhere.
fn has_try(body: &[ast::Stmt]) -> bool {
    struct Tries(bool);
    impl<'a> Visitor<'a> for Tries {
        fn visit_stmt(&mut self, stmt: &'a ast::Stmt) {
            self.0 |= stmt.is_try_stmt();
            visitor::walk_stmt(self, stmt);
        }
    }
    let mut tries = Tries(false);
    tries.visit_body(body);
    tries.0
}

/// Whether a body contains `+=` or `-=` anywhere.
fn has_addition(body: &[ast::Stmt]) -> bool {
    struct Additions(bool);
    impl<'a> Visitor<'a> for Additions {
        fn visit_stmt(&mut self, stmt: &'a ast::Stmt) {
            self.0 |= stmt.is_aug_assign_stmt();
            visitor::walk_stmt(self, stmt);
        }
    }
    let mut additions = Additions(false);
    additions.visit_body(body);
    additions.0
}

/// Containers of lists of plain values whose rows this loop writes.
fn usable_rows<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
) -> Vec<Rows> {
    let mut found = rows::find(an, site, stmt);
    let mut finder = RowValues {
        texts: found.iter().map(|rows| rows.base.clone()).collect(),
        exprs: Vec::new(),
        module: an.module_of(site.func),
    };
    finder.visit_body(&stmt.body);
    let exprs = finder.exprs;
    let mut walker = Walker::start_iteration(an, site);
    let usable: Vec<bool> = found
        .iter()
        .map(|rows| {
            let Some((_, expr)) = exprs.iter().find(|(text, _)| *text == rows.base) else {
                return false;
            };
            let value = walker.eval(expr);
            let row = walker.an.heap.element_of(&value, |object| &object.element);
            let cell = walker.an.heap.element_of(&row, |object| &object.element);
            rows::is_list(walker.an, &value) && rows::is_list(walker.an, &row) && cell.is_atomic()
        })
        .collect();
    let mut keep = usable.into_iter();
    found.retain(|_| keep.next().unwrap_or(false));
    found
}

/// Variables, other than the containers whose rows are written, that the body reads and that hold lists of rows, too.
fn lists_of_rows<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    rows: &[Rows],
) -> Vec<VarId> {
    let (mut names, mut bound) = (VarSet::default(), VarSet::default());
    let mut finder = NamesIn { an, into: &mut names, bound: &mut bound };
    finder.visit_expr(&stmt.target);
    finder.visit_body(&stmt.body);
    let mut found = Vec::new();
    for var in names.iter().filter(|var| !bound.contains(*var)) {
        let variable = an.scopes.variable(var);
        if variable.func != site.func || rows.iter().any(|rows| rows.base == variable.name) {
            continue;
        }
        let value = &site.env.values[variable.slot as usize];
        if value.atoms.contains(Atoms::UNBOUND) {
            // The runtime looks at it before the loop starts.
            continue;
        }
        let row = an.heap.element_of(value, |object| &object.element);
        let cell = an.heap.element_of(&row, |object| &object.element);
        if rows::is_list(an, value) && rows::is_list(an, &row) && cell.is_atomic() {
            found.push(var);
        }
    }
    found
}

/// Whether the body reaches the rows by another way than the mentions that become copies.
fn rows_are_shared<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    (rows, apart): (&[Rows], &[VarId]),
    units: &[Unit<'a>],
) -> bool {
    let texts: Vec<String> = rows.iter().map(|rows| rows.base.clone()).collect();
    let mut finder = RowValues { texts, exprs: Vec::new(), module: an.module_of(site.func) };
    finder.visit_body(&stmt.body);
    let exprs = finder.exprs;
    let mut walker = Walker::start_iteration(an, site);
    let mut of_rows = crate::passes::effects::summary::Touches::default();
    let mut of_containers = crate::passes::effects::summary::Touches::default();
    for (_, expr) in &exprs {
        let value = walker.eval(expr);
        let row = walker.an.heap.element_of(&value, |object| &object.element);
        of_rows.any |= row.is_any();
        for &object in &row.objects {
            of_rows.add_location(Location { object, field: Field::All });
        }
        for &object in &value.objects {
            of_containers.add_location(Location { object, field: Field::All });
        }
    }
    for &var in apart {
        walker.set_apart(var);
    }
    for apart in &walker.apart {
        // These are read, and what holds them is not changed.
        for object in [apart.container, apart.row] {
            of_containers.add_location(Location { object, field: Field::All });
        }
    }
    units.iter().any(|unit| {
        stages::overlap(walker.an, &unit.effects.heap_reads, &of_rows)
            || stages::overlap(walker.an, &unit.effects.heap_writes, &of_rows)
            || stages::overlap(walker.an, &unit.effects.heap_writes, &of_containers)
    })
}

/// Finds one expression for each container text.
struct RowValues<'n, 'a> {
    texts: Vec<String>,
    exprs: Vec<(String, &'a Expr)>,
    module: &'n Module,
}

impl<'a> Visitor<'a> for RowValues<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        let text = self.module.slice(expr);
        if self.texts.iter().any(|known| known == text) {
            self.exprs.push((text.to_owned(), expr));
        }
        visitor::walk_expr(self, expr);
    }
}

fn decide_with<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    live: &Liveness,
    way: Way,
) -> Result<ParallelLoop<'a>, Refusal> {
    let iteration = build_units(an, site, stmt, &way);
    if !way.written_arrays.is_empty() {
        let mut walker = Walker::start_iteration(an, site);
        for &var in &way.apart {
            walker.set_apart(var);
        }
        let (written, read) = (way.written_arrays.clone(), way.apart.clone());
        let known = arrays::Arrays { written, read };
        let Iteration { units, envs, .. } = &iteration;
        if !arrays::are_written_by_name(&mut walker, &known, units, envs) {
            return Err(refusal(Reason::SharedMutation, String::new(), None));
        }
    }
    let mut targets = VarSet::default();
    collect_targets(an, &stmt.target, &mut targets);
    let (units, header) = (&iteration.units, &iteration.header);
    let sums =
        if way.counts { sums::find(an, site, stmt, units, header, &targets) } else { Vec::new() };
    settle(an, site, LoopStmt::For(stmt), iteration, targets, live, way, sums)
}

/// Parts the units of an iteration between the stages. `targets` are the variables that each item brings.
#[allow(clippy::too_many_arguments)]
fn settle<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: LoopStmt<'a>,
    iteration: Iteration<'a>,
    targets: VarSet,
    live: &Liveness,
    way: Way,
    sums: Vec<VarId>,
) -> Result<ParallelLoop<'a>, Refusal> {
    let Iteration { mut units, body, header, complete, envs, held } = iteration;
    let Way { rows, apart, written_arrays, owned, .. } = way;
    sums::hide(&mut units, &sums);
    let changes: Vec<bool> =
        units.iter().map(|unit| !unit.effects.heap_writes.parameters.is_empty()).collect();
    let owned = match owned {
        Some(var) => Some(
            owned::settle(an, &mut units, var)
                .ok_or_else(|| refusal(Reason::SharedMutation, String::new(), None))?,
        ),
        None => None,
    };
    let mut written = units::all_writes(&units);
    written.extend(&targets);
    let inner = written
        .iter()
        .filter(|&var| closures::are_of_this_iteration(an, site, &written, var))
        .collect();
    let names = LoopNames { func: site.func, targets, written, inner };
    if let LoopStmt::For(stmt) = stmt {
        check_header(an, site, stmt, (&header, complete.as_ref()), &units, live)?;
    }
    stages::mark_commits(an, &mut units, &names);
    keep_live_values(an, &mut units, &names, stmt, live);
    let mut rejections = Vec::new();
    let mut has;
    let mut sets = false;
    loop {
        let world = (envs.as_slice(), held.as_slice(), apart.as_slice());
        move_expressions(an, site, &mut units, world, &rows, &names, &mut rejections);
        if keep_empty_inner_loops(an, &mut units) {
            continue;
        }
        has = crossing(an, &units, &names, stmt, live);
        match first_unshippable(an, &mut units, &has, &mut sets) {
            None => break,
            Some((_, var, _)) if log_truths(&mut units, var) => {}
            Some((unit, _, because)) => {
                rejections.push(because.clone());
                stages::commit(&mut units, unit, because);
                stages::propagate(an, &mut units);
                keep_live_values(an, &mut units, &names, stmt, live);
                for unit in &mut units {
                    unit.moved.clear();
                }
            }
        }
    }
    if let Some(refused) = too_light(an, &units, &rejections) {
        return Err(refused);
    }
    if !rows.is_empty()
        && let LoopStmt::For(stmt) = stmt
        && (!rows::fits(&rows, &units) || rows_are_shared(an, site, stmt, (&rows, &apart), &units))
    {
        return Err(refusal(Reason::SharedMutation, String::new(), None));
    }
    if let Some(owned) = &owned {
        if !owned::fits(&units, &changes) {
            return Err(refusal(Reason::SharedMutation, String::new(), None));
        }
        identity_refusal(an, &owned.values, false)?;
    }
    fills::check(an, site, &units, &envs)?;
    check_identity(an, &units, &has)?;
    let fills = units.iter().any(|unit| {
        unit.commit.is_none() && fills::may_fill(&unit.effects)
            || unit.moved.iter().any(|moved| fills::may_fill(&moved.effects))
    });
    sets |= units.iter().any(|unit| unit.moved.iter().any(|moved| moved.sets));
    let (needs, globals) = needs_of(an, site, &units, &names)?;
    check_private_names(an, site, &units)?;
    let (cost, unbounded, depends) = compute_cost(an, &units);
    headers::settle(an, &mut units, &rows);
    Ok(ParallelLoop {
        site: site.clone(),
        stmt,
        foreseen: None,
        units,
        body,
        needs,
        has,
        globals,
        sets,
        depends,
        fills,
        cost,
        unbounded,
        rows,
        apart,
        written_arrays,
        sums,
        owned,
    })
}

fn check_syntax(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    stmt: &ast::StmtFor,
) -> Result<(), Refusal> {
    if stmt.is_async || an.scopes.function(site.func).is_async {
        return Err(refusal(Reason::SuspendedBody, String::new(), None));
    }
    if !is_name_target(&stmt.target) {
        return Err(refusal(Reason::UnsupportedTarget, String::new(), None));
    }
    let mut targets = VarSet::default();
    collect_targets(an, &stmt.target, &mut targets);
    let in_class = targets.iter().any(|var| an.scopes.variable(var).is_class_member);
    if in_class {
        return Err(refusal(Reason::ClassBody, String::new(), None));
    }
    if targets.iter().any(|var| an.scopes.variable(var).func != site.func) {
        return Err(refusal(Reason::GlobalWrite, "the loop variable is global".into(), None));
    }
    if let Some(trips) = crate::passes::effects::walker::constant_trips(&stmt.iter)
        && trips < 2.0
    {
        return Err(refusal(Reason::FewIterations, String::new(), None));
    }
    let text = &an.module_of(site.func).source.text;
    let line_start =
        text[..usize::from(stmt.range.start())].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = &text[line_start..usize::from(stmt.range.start())];
    if !before.chars().all(|c| c == ' ' || c == '\t' || c == '\u{feff}') {
        return Err(refusal(Reason::MixedSource, String::new(), None));
    }
    Ok(())
}

fn is_name_target(target: &Expr) -> bool {
    match target {
        Expr::Name(_) => true,
        Expr::Tuple(node) => node.elts.iter().all(is_name_target),
        Expr::List(node) => node.elts.iter().all(is_name_target),
        Expr::Starred(node) => is_name_target(&node.value),
        _ => false,
    }
}

/// The variables of a target.
pub fn collect_targets(an: &Analysis<'_>, target: &Expr, into: &mut VarSet) {
    match target {
        Expr::Name(name) => {
            if let Some(var) = an.scopes.variable_of(name) {
                into.insert(var);
            }
        }
        Expr::Tuple(node) => node.elts.iter().for_each(|t| collect_targets(an, t, into)),
        Expr::List(node) => node.elts.iter().for_each(|t| collect_targets(an, t, into)),
        Expr::Starred(node) => collect_targets(an, &node.value, into),
        _ => {}
    }
}

/// One iteration, taken apart.
#[derive(Default)]
struct Iteration<'a> {
    units: Vec<Unit<'a>>,
    body: Vec<Node<'a>>,
    /// The effects of evaluating the iterable and of advancing it.
    header: Effects,
    /// Those of advancing it alone, where all that it will give is there once it is evaluated.
    complete: Option<Effects>,
    /// The state before each unit.
    envs: Vec<Env>,
    /// Where the things come from that objects of the iteration hold, at its end.
    held: Vec<Origins>,
}

/// Walks one iteration until its facts are stable.
fn build_units<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    way: &Way,
) -> Iteration<'a> {
    let mut result = None;
    for _ in 0..6 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        walker.row_copies = way.rows.iter().map(|rows| rows.row.clone()).collect();
        for &var in &way.apart {
            walker.set_apart(var);
        }
        let element = site.element.from(Origins::OUTSIDE);
        walker.assign(&stmt.target, &element);
        // The driver unpacks the item again: what the targets hold is not the iteration's own.
        walker.forget_origins();
        if way.owned.is_some() {
            // Told apart from everything else, as a function tells its parameter from the rest.
            walker.assign(&stmt.target, &site.element.from(Origins::parameter(0)));
        }
        walker.take_effects();
        let mut builder = Builder::new(&mut walker, way.split_tries);
        let body = builder.block(&stmt.body);
        let (units, envs) = (builder.units, builder.envs);
        let held = std::mem::take(&mut walker.held);
        // What advancing the iterator does, and evaluating it.
        let mut walker = Walker::start_iteration(an, site);
        let iterable = walker.eval(&stmt.iter);
        let evaluated = walker.take_effects();
        walker.iterate(&iterable, stmt.iter.range());
        let advanced = walker.take_effects();
        let mut header = evaluated;
        header.merge(&advanced);
        let complete = is_complete(walker.an, &iterable).then_some(advanced);
        result = Some(Iteration { units, body, header, complete, envs, held });
        if !an.heap.changed {
            break;
        }
    }
    result.unwrap_or_default()
}

/// The iterable must not notice that it is read ahead.
fn check_header(
    an: &mut Analysis<'_>,
    site: &LoopSite<'_>,
    stmt: &ast::StmtFor,
    (header, complete): (&Effects, Option<&Effects>),
    units: &[Unit<'_>],
    live: &Liveness,
) -> Result<(), Refusal> {
    let bad = Flags(header.flags.0 & Flags::HEADER.0);
    if !bad.is_empty() {
        let open = stages::open_cause(header).map(|(_, why)| why.clone());
        let reason = if bad.intersects(Flags::INPUT) {
            Reason::InteractiveInput
        } else if open.is_some() {
            Reason::UnknownImport
        } else {
            stages::reason_of_flags(bad)
        };
        let cause = open.or_else(|| header.cause_of(bad).cloned());
        let detail = format!("what the loop iterates over {}", bad.phrase());
        return Err(refusal(reason, detail, cause));
    }
    if touches_standard_input(an, &site.iterable, header) {
        return Err(refusal(Reason::InteractiveInput, String::new(), None));
    }
    let text = an.module_of(site.func).slice(&*stmt.iter).to_owned();
    if !header.call_writes.is_empty() {
        let detail = "what the loop iterates over assigns globals as it goes".to_owned();
        return Err(refusal(Reason::SharedIterator, detail, None));
    }
    let mut body = Effects::default();
    for unit in units {
        body.merge(&unit.effects);
    }
    // Advancing an iterator changes it: nobody else may use it, now or later.
    if !header.heap_writes.is_private() {
        if header.heap_writes.any {
            let detail = format!("`{text}` may be an iterator that is used elsewhere, too");
            return Err(refusal(Reason::SharedIterator, detail, header.write_cause.clone()));
        }
        let mut names = VarSet::default();
        names_in(an, &stmt.iter, &mut names);
        for var in names.iter() {
            let value = if an.scopes.variable(var).func == site.func {
                site.env.values[an.scopes.variable(var).slot as usize].clone()
            } else {
                an.variable_value(var).clone()
            };
            let one_shot = value.objects.iter().any(|&object| match an.heap.get(object).kind {
                ObjectKind::Library(id) => {
                    an.knowledge.type_info(id).one_shot
                        || an.knowledge.type_info(id).module == "io"
                        || an.knowledge.type_info(id).module == "csv"
                }
                ObjectKind::Instance(class) => an.defines_next(class),
                _ => false,
            });
            let used = body.reads.contains(var)
                || an.scopes.variable(var).func != site.func
                || live.is_live_after(an.scopes, LoopStmt::For(stmt).address(), var);
            if one_shot && used {
                let detail = format!("`{}` is used besides", an.scopes.variable(var).name);
                return Err(refusal(Reason::SharedIterator, detail, None));
            }
        }
        if stages::overlap(an, &body.heap_reads, &header.heap_writes) {
            let detail = "the body uses what the loop advances".to_owned();
            return Err(refusal(Reason::SharedIterator, detail, None));
        }
        if let Some(detail) =
            left_early::reached_afterwards(an, site, stmt, live, &header.heap_writes)
        {
            return Err(refusal(Reason::SharedIterator, detail, header.write_cause.clone()));
        }
    }
    let lazily = if runs_own_code(&stmt.iter) { &header.reads } else { &header.call_reads };
    let changes = match complete {
        Some(advanced) => stages::overlap(an, &advanced.heap_reads, &body.heap_writes),
        None => {
            stages::overlap(an, &header.heap_reads, &body.heap_writes)
                || lazily.intersects(&body.writes)
                || header.reads.iter().any(|var| body.call_writes.contains(var))
        }
    };
    if changes {
        let copies = matches!(&*stmt.iter, Expr::Call(call)
            if matches!(&*call.func, Expr::Name(name)
                if matches!(name.id.as_str(), "list" | "sorted" | "tuple" | "range")
                    && an.scopes.resolve(name) == Resolution::Builtin
                    && !an.is_patched(name.id.as_str())));
        if !copies {
            let cause = body.write_cause.clone();
            return Err(refusal(Reason::IterableChanges, String::new(), cause));
        }
    }
    Ok(())
}

/// Whether a value holds all that iterating over it will give: it is no view of something else, and no iterator.
fn is_complete(an: &Analysis<'_>, iterable: &Value) -> bool {
    !iterable.is_any()
        && iterable.objects.iter().all(|&object| {
            matches!(an.heap.get(object).kind, ObjectKind::Library(id)
                if matches!(an.knowledge.type_info(id).name.as_str(),
                    "list" | "tuple" | "dict" | "set" | "frozenset" | "deque" | "bytearray"))
                && an.heap.get(object).sources.is_empty()
                && an.heap.get(object).runs.is_empty()
        })
}

/// Whether an expression makes an iterator that runs code written right there.
fn runs_own_code(expr: &Expr) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 |= expr.is_generator_expr() || expr.is_lambda_expr();
            visitor::walk_expr(self, expr);
        }
    }
    let mut finder = Finder(false);
    finder.visit_expr(expr);
    finder.0
}

/// Whether a loop's header reads standard input, itself or through what its iterator was made from.
pub fn touches_standard_input(an: &Analysis<'_>, iterable: &Value, header: &Effects) -> bool {
    if an.standard_input.is_empty() {
        return false;
    }
    let touched = header.heap_reads.locations.iter().chain(&header.heap_writes.locations);
    let mut pending: Vec<ObjId> = touched.map(|location| location.object).collect();
    pending.extend(&iterable.objects);
    let mut seen = rustc_hash::FxHashSet::default();
    while let Some(object) = pending.pop() {
        if an.standard_input.contains(&object) {
            return true;
        }
        if seen.insert(object) {
            let object = an.heap.get(object);
            pending.extend(object.sources.iter().chain(&object.element.objects));
        }
    }
    false
}

fn names_in(an: &Analysis<'_>, expr: &Expr, into: &mut VarSet) {
    NamesIn { an, into, bound: &mut VarSet::default() }.visit_expr(expr);
}

/// The variables that code names, and those that it binds or deletes.
struct NamesIn<'n, 'a> {
    an: &'n Analysis<'a>,
    into: &'n mut VarSet,
    bound: &'n mut VarSet,
}

impl<'e> Visitor<'e> for NamesIn<'_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Name(name) = expr
            && let Some(var) = self.an.scopes.variable_of(name)
        {
            self.into.insert(var);
            if !name.ctx.is_load() {
                self.bound.insert(var);
            }
        }
        visitor::walk_expr(self, expr);
    }
}

/// Whether a variable may be read after the loop, or by other bodies meanwhile.
fn is_live(an: &Analysis<'_>, stmt: LoopStmt<'_>, live: &Liveness, var: VarId) -> bool {
    let readers = an.scopes.foreign_readers.get(&var);
    let read_elsewhere = readers.into_iter().flatten().any(|&func| {
        let function = an.scopes.function(func);
        function.module != an.scopes.function(an.scopes.variable(var).func).module
            || !stmt.range().contains_range(function.range())
    });
    read_elsewhere || live.is_live_after(an.scopes, stmt.address(), var)
}

/// Variables that are used after the loop must come back in every iteration, or stay in order.
fn keep_live_values(
    an: &Analysis<'_>,
    units: &mut [Unit<'_>],
    names: &LoopNames,
    stmt: LoopStmt<'_>,
    live: &Liveness,
) {
    let stands_in_try = stands_in_try(an, names.func, stmt);
    let exceptions_are_seen = left_early::exceptions_are_seen(an);
    for var in names.written.iter() {
        if an.scopes.variable(var).func != names.func || !is_live(an, stmt, live, var) {
            continue;
        }
        // Other bodies see the variable wherever the exception is caught.
        let inside_try =
            stands_in_try || exceptions_are_seen && an.scopes.foreign_readers.contains_key(&var);
        let writers: Vec<usize> = (0..units.len())
            .filter(|&u| units[u].commit.is_none() && units[u].effects.writes.contains(var))
            .collect();
        let simple = writers.iter().all(|&u| {
            units[u].control.is_empty()
                // An inner loop may have no rounds, which leaves its variables as they were.
                && !matches!(units[u].syntax, UnitSyntax::ForHeader(_))
                && units[u].certain.contains(var)
                && !may_be_skipped(units, u, inside_try)
                && units[u].written.iter().any(|(v, value, _)| *v == var && value.is_atomic())
        });
        if writers.is_empty() || simple {
            continue;
        }
        for unit in writers {
            let name = an.scopes.variable(var).name;
            let because = Because {
                reason: Reason::ValueLeftBehind,
                detail: format!("`{name}` is used after the loop"),
                cause: None,
            };
            stages::commit(units, unit, because);
        }
    }
    stages::propagate(an, units);
}

/// Whether the driver may leave the iteration before it comes to a unit, whose values it has got already: by a jump, or by
/// an exception that somebody catches.
fn may_be_skipped(units: &[Unit<'_>], index: usize, inside_try: bool) -> bool {
    units[..index].iter().any(|unit| match unit.syntax {
        UnitSyntax::Continue => true,
        UnitSyntax::Handlers(handlers) => handlers.leave(),
        UnitSyntax::Statement(stmt) if unit.commit.is_some() => {
            inside_try || units::leaves_loop(std::slice::from_ref(stmt), false)
        }
        _ => inside_try && unit.commit.is_some(),
    })
}

/// Whether a statement stands in a `try` or a `with`, after which the body may go on where the statement raises.
fn stands_in_try(an: &Analysis<'_>, func: FuncId, stmt: LoopStmt<'_>) -> bool {
    struct Around {
        range: TextRange,
        found: bool,
    }
    impl<'a> Visitor<'a> for Around {
        fn visit_stmt(&mut self, stmt: &'a ast::Stmt) {
            if !stmt.range().contains_range(self.range) || stmt.range() == self.range {
                return;
            }
            self.found |= stmt.is_try_stmt() || stmt.is_with_stmt();
            visitor::walk_stmt(self, stmt);
        }
    }
    let mut around = Around { range: stmt.range(), found: false };
    let module = an.scopes.module_bodies[an.scopes.function(func).module.index()];
    if let FunctionNode::Module(node) = an.scopes.function(module).node {
        around.visit_body(&node.body);
    }
    around.found
}

/// Finds heavy expressions in commit statements, and conditions that both stages need.
fn move_expressions<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    units: &mut [Unit<'a>],
    (envs, held, apart): (&[Env], &[Origins], &[VarId]),
    rows: &[Rows],
    names: &LoopNames,
    rejections: &mut Vec<Because>,
) {
    let world = extract::CommitWorld::of(an, units);
    let mut walker = Walker::start_iteration(an, site);
    walker.row_copies = rows.iter().map(|rows| rows.row.clone()).collect();
    for &var in apart {
        walker.set_apart(var);
    }
    walker.held.copy_from_slice(held);
    for index in 0..units.len() {
        if let UnitSyntax::Test(test) = units[index].syntax
            && units[index].commit.is_none()
            && units::guards_commit(units, index)
        {
            let unit = &units[index];
            if unit.truth
                || unit.effects.cost > 40.0
                || !unit.effects.heap_reads.fresh.is_empty()
                || units::is_overwritten(units, index)
            {
                units[index].moved = vec![units::Moved {
                    expr: test,
                    name: "condition".into(),
                    effects: units[index].effects.clone(),
                    as_truth: true,
                    sets: false,
                }];
            }
            continue;
        }
        if units[index].commit.is_none() || units[index].stays {
            continue;
        }
        // Nothing is moved out from under a condition that is decided in order, or out of an inner loop whose header is.
        let speculative = units[index].control.iter().any(|&test| units[test].commit.is_some())
            || units[..index].iter().any(|unit| {
                matches!(unit.syntax, UnitSyntax::Handlers(handlers)
                    if handlers.leave() && stages::first_raising(units, &handlers).is_some())
            })
            || units[..index].iter().any(|unit| {
                unit.commit.is_some()
                    && match unit.syntax {
                        UnitSyntax::Continue => true,
                        UnitSyntax::Statement(stmt) => {
                            stmt.is_return_stmt() || stmt.is_break_stmt()
                        }
                        _ => false,
                    }
                    && !unit.control.is_empty()
            });
        if speculative {
            continue;
        }
        let moved =
            extract::movable(&mut walker, &envs[index], &units[index], &world, names, rejections);
        units[index].moved = moved;
    }
}

/// An inner loop of which nothing but the header would be computed ahead stays in order as a whole; whether any did.
fn keep_empty_inner_loops(an: &Analysis<'_>, units: &mut [Unit<'_>]) -> bool {
    let empty: Vec<usize> = (0..units.len())
        .filter(|&header| {
            let is_header = matches!(units[header].syntax, UnitSyntax::ForHeader(_));
            let mut inside =
                units.iter().filter(|unit| unit.inner_loops.contains(&header)).peekable();
            is_header
                && units[header].commit.is_none()
                && inside.peek().is_some()
                && inside.all(|unit| unit.commit.is_some() && unit.moved.is_empty())
        })
        .collect();
    for &header in &empty {
        let because = Because {
            reason: Reason::NoHeavyPart,
            detail: "nothing in it can be computed ahead".into(),
            cause: None,
        };
        stages::commit(units, header, because);
    }
    if !empty.is_empty() {
        stages::propagate(an, units);
    }
    !empty.is_empty()
}

/// Variables that compute defines and commit reads, or that are live after the loop.
fn crossing(
    an: &Analysis<'_>,
    units: &[Unit<'_>],
    names: &LoopNames,
    stmt: LoopStmt<'_>,
    live: &Liveness,
) -> Vec<VarId> {
    let mut has: Vec<VarId> = Vec::new();
    let mut read_in_order = VarSet::default();
    for (index, unit) in units.iter().enumerate() {
        let is_tested = matches!(unit.syntax, UnitSyntax::Test(_))
            && unit.moved.is_empty()
            && units::guards_commit(units, index);
        if unit.commit.is_some() || is_tested {
            read_in_order.extend(&units::reads_in_place(an, unit));
        }
    }
    for unit in units.iter().filter(|unit| unit.commit.is_none()) {
        for var in unit.effects.writes.iter() {
            let variable = an.scopes.variable(var);
            let scope = an.scopes.scopes[variable.scope.index()].kind;
            if variable.func != names.func
                || scope == ScopeKind::Comprehension
                || has.contains(&var)
            {
                continue;
            }
            if read_in_order.contains(var) || is_live(an, stmt, live, var) {
                has.push(var);
            }
        }
    }
    has
}

/// Conditions that both stages need, and that read a variable which cannot travel, are logged from here on; whether any is
/// new among these.
fn log_truths(units: &mut [Unit<'_>], var: VarId) -> bool {
    let tests: Vec<usize> = (0..units.len())
        .filter(|&index| {
            let unit = &units[index];
            matches!(unit.syntax, UnitSyntax::Test(_))
                && unit.commit.is_none()
                && unit.moved.is_empty()
                && unit.effects.reads.contains(var)
                && units::guards_commit(units, index)
        })
        .collect();
    for &test in &tests {
        units[test].truth = true;
    }
    !tests.is_empty()
}

/// The first variable that cannot travel: the unit that defines it has to stay in order.
fn first_unshippable(
    an: &Analysis<'_>,
    units: &mut [Unit<'_>],
    has: &[VarId],
    sets: &mut bool,
) -> Option<(usize, VarId, Because)> {
    *sets = false;
    for &var in has {
        for index in 0..units.len() {
            if units[index].commit.is_some() {
                continue;
            }
            for (written, value, parts) in &units[index].written {
                if *written != var {
                    continue;
                }
                match ship::check(an, an.scopes.variable(var).name, value, *parts) {
                    Ok(shipping) => *sets |= shipping.sets,
                    Err(because) => return Some((index, var, because)),
                }
            }
        }
    }
    None
}

/// The refusal of a loop whose independent part is too small, with the obstacle that the heaviest part meets.
fn too_light(an: &Analysis<'_>, units: &[Unit<'_>], rejections: &[Because]) -> Option<Refusal> {
    let mut compute = Effects::default();
    for unit in units {
        if unit.commit.is_none() {
            compute.merge(&unit.effects);
        }
        for moved in &unit.moved {
            if unit.commit.is_some() {
                compute.merge(&moved.effects);
            }
        }
    }
    let total: f64 = units.iter().map(|unit| unit.effects.cost).sum();
    if is_heavy(&compute) {
        let share = compute.cost / total.max(1.0);
        if share >= MINIMUM_SHARE {
            return None;
        }
        let in_order = units
            .iter()
            .filter(|unit| unit.commit.is_some())
            .max_by(|a, b| a.effects.cost.total_cmp(&b.effects.cost))
            .and_then(|unit| unit.commit.as_ref())
            .map(|because| obstacle(because, rejections));
        let percent = 100.0 * (1.0 - share);
        return Some(match in_order {
            // Where all that there is to do is to print, nothing needs to change.
            Some(because) if because.reason.wants_change() && !is_output(&because) => refusal(
                because.reason,
                format!("{}; about {percent:.0} % of the loop's work", because.detail),
                because.cause,
            ),
            in_order => refusal(
                Reason::UnprofitableLoop,
                format!(
                    "about {percent:.0} % of its work has to stay in order{}",
                    in_order.as_ref().map_or(String::new(), |b| format!(": {}", b.detail))
                ),
                in_order.and_then(|because| because.cause),
            ),
        });
    }
    let heaviest = units
        .iter()
        .filter(|unit| {
            unit.commit.is_some()
                && (is_heavy(&unit.effects) || is_of_unknown_weight(an, &unit.effects))
        })
        .max_by(|a, b| a.effects.cost.total_cmp(&b.effects.cost));
    let Some(heaviest) = heaviest else {
        let anything = units.iter().any(|unit| unit.commit.is_none());
        let reason = if anything { Reason::UnprofitableLoop } else { Reason::NoHeavyPart };
        let first = units.iter().find_map(|unit| unit.commit.clone());
        if total < MINIMUM_COST || anything {
            return Some(refusal(
                Reason::UnprofitableLoop,
                format!("about {:.0} simple operations an iteration", compute.cost.max(1.0)),
                None,
            ));
        }
        return Some(match first {
            Some(because) => refusal(because.reason, because.detail, because.cause),
            None => refusal(reason, String::new(), None),
        });
    };
    let because = heaviest.commit.as_ref().or(rejections.first())?;
    let because = obstacle(because, rejections);
    Some(refusal(because.reason, because.detail, because.cause))
}

/// What to tell about a statement that stays in order: what stops the expression inside says more than what stops the
/// statement around it.
fn obstacle(because: &Because, rejections: &[Because]) -> Because {
    let secondary = because.reason == Reason::NoHeavyPart || is_secondary(because.reason);
    let telling = |rejection: &&Because| {
        rejection.reason != Reason::NoHeavyPart && !is_secondary(rejection.reason)
    };
    let rejection = rejections.iter().find(telling);
    match rejection.or_else(|| rejections.iter().find(|r| is_secondary(r.reason))) {
        Some(rejection) if secondary => rejection.clone(),
        _ => because.clone(),
    }
}

/// Whether the obstacle is that something is printed, or written to a file.
fn is_output(because: &Because) -> bool {
    because.reason == Reason::OrderedEffect
}

/// Whether code calls into a module about which nothing is known: nobody can say that this is not worth it.
pub fn is_of_unknown_weight(an: &Analysis<'_>, effects: &Effects) -> bool {
    an.open_world && effects.unbounded && effects.flags.intersects(Flags::UNKNOWN)
}

/// Reasons that commit statements naturally have; that of the expression inside tells more.
fn is_secondary(reason: Reason) -> bool {
    matches!(reason, Reason::LoopCarriedWrite | Reason::SharedMutation | Reason::OrderedEffect)
}

/// Copies must not be told from originals by `is` or `id`.
fn check_identity(an: &Analysis<'_>, units: &[Unit<'_>], has: &[VarId]) -> Result<(), Refusal> {
    let mut travels = Value::bottom();
    for unit in units {
        for (var, value, _) in &unit.written {
            if has.contains(var) {
                travels.join(value);
            }
        }
    }
    let moved_any = units.iter().any(|unit| unit.moved.iter().any(|moved| !moved.as_truth));
    identity_refusal(an, &travels, moved_any)
}

/// Whether items, which reach workers that are not forked each as a copy of its own, could be told there from the objects
/// that they are copies of: by `is`, or by `==` of a class that does not say what it means.
pub fn needs_fork(an: &Analysis<'_>, item: &Value) -> bool {
    if item.is_atomic() {
        return identity_refusal(an, item, false).is_err();
    }
    let reach = an.heap.reachable(item);
    reach.any
        || identity_refusal(an, item, false).is_err()
        || reach.objects.iter().any(|&object| match an.heap.get(object).kind {
            ObjectKind::Instance(class) => !an.class_defines(class, "__eq__"),
            _ => false,
        })
}

/// Refuses when a value of these types could be compared by identity anywhere in the program.
pub fn identity_refusal(an: &Analysis<'_>, travels: &Value, unknown: bool) -> Result<(), Refusal> {
    let singletons = Atoms::NONE.union(Atoms::BOOL).union(Atoms::UNBOUND);
    if !unknown && travels.only(singletons) {
        return Ok(());
    }
    let reach = an.heap.reachable(travels);
    for (why, left, right) in &an.identity_tests {
        let either = left.clone().joined(right);
        let code = either.atoms.without(singletons).is_empty()
            && either.objects.iter().all(|&object| {
                matches!(
                    an.heap.get(object).kind,
                    ObjectKind::Class(_) | ObjectKind::Function(_) | ObjectKind::LibraryFunction(_)
                )
            });
        if code {
            continue;
        }
        let disjoint = !unknown
            && !either.is_any()
            && !reach.any
            && either.atoms.without(singletons).is_empty()
            && either.objects.iter().all(|object| reach.objects.binary_search(object).is_err());
        if !disjoint {
            let detail = "objects are compared with `is`".to_owned();
            return Err(refusal(Reason::IdentityObserved, detail, Some(why.clone())));
        }
    }
    let effects = an.program_effects();
    if let Some(why) = effects.cause_of(Flags::IDENTITY) {
        let detail = format!("`{}`", why.what);
        return Err(refusal(Reason::IdentityObserved, detail, Some(why.clone())));
    }
    Ok(())
}

/// What the task function gets as parameters, and the data globals that it reads by name.
fn needs_of(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    units: &[Unit<'_>],
    names: &LoopNames,
) -> Result<(Vec<VarId>, Vec<VarId>), Refusal> {
    let (reads, call_reads) = task_reads(units);
    split_needs(an, site, &reads, &call_reads, names)
}

/// The variables that the task reads, and those that the functions it calls read.
fn task_reads(units: &[Unit<'_>]) -> (VarSet, VarSet) {
    let mut reads = VarSet::default();
    let mut call_reads = VarSet::default();
    for unit in units {
        if unit.commit.is_none() {
            reads.extend(&unit.effects.reads);
            call_reads.extend(&unit.effects.call_reads);
        } else {
            for moved in &unit.moved {
                reads.extend(&moved.effects.reads);
                call_reads.extend(&moved.effects.call_reads);
            }
        }
    }
    (reads, call_reads)
}

/// Splits what is read into parameters and globals.
pub fn split_needs(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    reads: &VarSet,
    call_reads: &VarSet,
    names: &LoopNames,
) -> Result<(Vec<VarId>, Vec<VarId>), Refusal> {
    let mut needs = Vec::new();
    let mut globals = Vec::new();
    for var in reads.iter() {
        let variable = an.scopes.variable(var);
        if names.written.contains(var) {
            continue;
        }
        let kind = an.scopes.scopes[variable.scope.index()].kind;
        if kind == ScopeKind::Comprehension || an.is_inside(var, site) {
            continue;
        }
        let in_main =
            an.scopes.scopes[variable.scope.index()].module == an.scopes.function(site.func).module;
        let is_code = an.is_code(an.variable_value(var));
        if variable.is_global {
            if is_code || !in_main {
                if !in_main && !is_code {
                    globals.push(var);
                }
                continue;
            }
            let direct = variable.func == site.func && !call_reads.contains(var);
            if !direct {
                globals.push(var);
                continue;
            }
        }
        if variable.func == site.func {
            let value = &site.env.values[variable.slot as usize];
            if value.atoms.contains(Atoms::UNBOUND) {
                let detail = format!("`{}` may have no value when the loop starts", variable.name);
                return Err(refusal(Reason::MaybeUnbound, detail, None));
            }
        } else if variable.is_class_member {
            continue;
        } else if !an.encloses(variable.func, site.func) {
            // A variable of some other activation, which a closure brings along.
            continue;
        }
        needs.push(var);
    }
    Ok((needs, globals))
}

/// `__private` names and `super()` mean something else outside of their class.
fn check_private_names(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    units: &[Unit<'_>],
) -> Result<(), Refusal> {
    if !an.is_in_class(site.func) {
        return Ok(());
    }
    for unit in units {
        let ranges: Vec<TextRange> = if unit.commit.is_none() {
            vec![unit.range]
        } else {
            unit.moved.iter().map(|moved| moved.expr.range()).collect()
        };
        for range in ranges {
            let text = an.module_of(site.func).slice(range);
            if has_private_name(text) {
                return Err(refusal(Reason::PrivateName, String::new(), None));
            }
        }
    }
    Ok(())
}

/// Whether a text mentions `super`, `__class__` or a name that Python mangles inside a class.
pub fn has_private_name(text: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.split(|c| !is_word(c)).any(|word| {
        word == "super" || word == "__class__" || (word.starts_with("__") && !word.ends_with("__"))
    })
}

fn compute_cost(an: &Analysis<'_>, units: &[Unit<'_>]) -> (f64, bool, Depends) {
    let mut compute = Effects::default();
    for unit in units {
        if unit.commit.is_none() {
            compute.merge(&unit.effects);
        } else {
            for moved in &unit.moved {
                compute.merge(&moved.effects);
            }
        }
    }
    (compute.cost, compute.unbounded, depends(an, &compute))
}

/// What the result of a task depends on besides the program, so that not every process or machine gives it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Depends {
    /// The order of a set, or a hash, may show.
    pub hashes: bool,
    /// Files are read, or what the process and its machine are set to: the current folder, links, time.
    pub files: bool,
}

/// What computing with these effects depends on.
pub fn depends(an: &Analysis<'_>, effects: &Effects) -> Depends {
    let local = Flags::READS_FILE.union(Flags::SETTINGS);
    Depends { hashes: an.uses_sets(), files: effects.flags.intersects(local) }
}

impl Analysis<'_> {
    /// Whether all that a value may be is code: functions, classes, modules.
    pub fn is_code(&self, value: &Value) -> bool {
        !value.is_any()
            && value.atoms.without(Atoms::UNBOUND).is_empty()
            && !value.objects.is_empty()
            && value.objects.iter().all(|&object| {
                matches!(
                    self.heap.get(object).kind,
                    ObjectKind::Function(_)
                        | ObjectKind::Class(_)
                        | ObjectKind::Module(_)
                        | ObjectKind::LibraryModule(_)
                        | ObjectKind::LibraryFunction(_)
                        | ObjectKind::Wrapper(_)
                        | ObjectKind::Record
                )
            })
    }

    /// Whether a variable belongs to a function written inside this loop.
    fn is_inside(&self, var: VarId, site: &LoopSite<'_>) -> bool {
        let function = self.scopes.function(self.scopes.variable(var).func);
        !matches!(function.node, FunctionNode::Module(_))
            && function.module == self.scopes.function(site.func).module
            && site.syntax.range().contains_range(function.range())
    }

    /// Whether `inner` is written inside `outer`.
    fn encloses(&self, outer: FuncId, inner: FuncId) -> bool {
        let mut at = inner;
        loop {
            if at == outer {
                return true;
            }
            let next = self.scopes.function(at).outer;
            if next == at {
                return false;
            }
            at = next;
        }
    }

    fn is_in_class(&self, func: FuncId) -> bool {
        let mut at = func;
        loop {
            let function = self.scopes.function(at);
            if function.class.is_some() {
                return true;
            }
            if function.outer == at {
                return false;
            }
            at = function.outer;
        }
    }

    /// Whether any set is created anywhere, or a hash taken.
    fn uses_sets(&self) -> bool {
        self.heap.objects.iter().any(|object| match object.kind {
            ObjectKind::Library(id) => {
                matches!(self.knowledge.type_info(id).name.as_str(), "set" | "frozenset")
            }
            ObjectKind::LibraryFunction(id) => self.knowledge.function(id).name == "hash",
            _ => false,
        })
    }

    /// Whether iterating over an instance advances the instance itself.
    fn defines_next(&self, class: crate::ids::ClassId) -> bool {
        self.class_defines(class, "__next__")
    }
}

//! Lists whose elements can be made one at a time.
//!
//! ```python
//! rows = [parse(line) for line in file]             # made one at a time, as the next line asks for them,
//! errors = [row for row in rows if row.level > 3]   # and so are these,
//! for row in errors:                                # while this loop runs
//!     counts[row.host] += 1
//! ```
//!
//! Sound because: the list has no name, or one that is bound once and read once, in the same block; what reads it goes
//! through all of it, once, in order, and leaves it alone. From the place of the list to the end of what goes through it
//! nothing that runs writes what the elements read, reads what they write, or has any effect outside of memory; nor have the
//! elements. So the elements are the same, and so is everything afterwards.
//!
//! An exception may come at another point, and another one may come first. Nothing shows that: nobody handles it
//! ([`chains`](super::chains)), so what is in memory dies with it, and nothing else has happened in between. The runtime then makes the
//! elements that are still missing, as far as the original would have come, and raises what the original raises.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Obstacle;
use super::chains::{self, Chains, names_files};
use super::drains::{self, Code, Drain};
use super::fills::{self, Fill, Occurrences};
use super::keeps::{Keeps, keeps};
use super::plainness;
use super::sorting::{self, SortCandidate};
use super::trajectories::{self, Trajectory};
use super::walked::{Walked, check_effects, is_inner, walk};
use crate::effect_words::Flags;
use crate::ids::{FuncId, VarId};
use crate::passes::effects::{Analysis, LoopSite, LoopSyntax};
use crate::passes::loops::program_wide::is_refused_as_a_whole;
use crate::passes::loops::{LoopPlan, stops};
use crate::passes::scopes::FunctionNode;

/// How a list is made.
#[derive(Clone)]
pub enum Made<'a> {
    Comprehension,
    /// `list(map(…))`, `list(file)`, `file.readlines()`.
    Call,
    Loop(Fill<'a>),
}

/// A list that is consumed once where it stands.
pub struct Candidate<'a> {
    pub func: FuncId,
    /// The expression that makes the list; an empty list where a loop fills it.
    pub list: &'a Expr,
    pub made: Made<'a>,
    /// The variable that it is assigned to, and the statement.
    pub name: Option<(VarId, &'a Stmt)>,
    pub consumer: TextRange,
    /// Whether the consumer keeps the elements themselves.
    pub keeps: Keeps,
    /// The work of one element, in simple operations.
    pub cost: f64,
    /// Workers compute the elements.
    pub is_parallel: bool,
    /// The loop that goes through them runs in parallel, on elements that the driver makes ahead.
    pub feeds_parallel: bool,
    /// A loop makes it many times over, and not out of files.
    pub repeated: bool,
    pub obstacle: Option<Obstacle>,
}

/// What could need less memory.
#[derive(Default)]
pub struct Found<'a> {
    pub lists: Vec<Candidate<'a>>,
    pub sorts: Vec<SortCandidate<'a>>,
    pub trajectories: Vec<Trajectory<'a>>,
}

/// Finds such lists in the script, and the calls of `sorted` whose results are gone through once.
pub fn find<'a>(an: &mut Analysis<'a>, plans: &[LoopPlan<'a>], busy: &[TextRange]) -> Found<'a> {
    let mut keyed: FxHashMap<TextRange, LoopSite<'a>> = FxHashMap::default();
    let mut sites: FxHashMap<TextRange, Comprehension<'a>> = FxHashMap::default();
    let loops: FxHashSet<TextRange> = plans.iter().filter_map(fed_loop).collect();
    for plan in plans {
        let (site, fills) = match plan {
            LoopPlan::Sequential { site, .. } => (site, false),
            LoopPlan::Call(call) => (&call.site, false),
            LoopPlan::Values(values) => (&values.site, values.fills.any()),
            LoopPlan::Parallel(parallel) => (&parallel.site, false),
            LoopPlan::Fold(fold) => (&fold.site, false),
        };
        if !matches!(site.syntax, LoopSyntax::Assign(_) | LoopSyntax::Statement(_)) {
            keyed.insert(site.syntax.range(), site.clone());
        }
        if matches!(site.syntax, LoopSyntax::Comprehension(Expr::ListComp(_))) {
            let is_parallel = matches!(plan, LoopPlan::Values(_));
            sites.insert(
                site.syntax.range(),
                Comprehension { site: site.clone(), is_parallel, fills },
            );
        }
    }
    let uses = Uses::default();
    let (found, sorts, trajectories) = (Vec::new(), Vec::new(), Vec::new());
    let mut places = Places { an, sites: &sites, keyed: &keyed, uses, found, sorts, trajectories };
    places.uses.an = Some(an);
    places.uses.visit_body(&an.program.entry().tree().body);
    for index in 0..an.scopes.functions.len() {
        let func = FuncId::from(index);
        let function = an.scopes.function(func);
        let plain = !function.is_async && !function.is_generator;
        if function.module.index() == 0
            && plain
            && !matches!(function.node, FunctionNode::Lambda(_))
        {
            places.block(func, function.body(), Around::default());
        }
    }
    let (mut found, sorts, files) = (places.found, places.sorts, places.uses.files);
    let mut trajectories = places.trajectories;
    if found.is_empty() && sorts.is_empty() && trajectories.is_empty() {
        return Found::default();
    }
    let general = if is_refused_as_a_whole(an) {
        let detail = "a fact about the whole program, named above, makes all changes unsafe";
        Some(Obstacle::new("whole-program", detail))
    } else {
        chains::program_wide(an)
    };
    let chains = Chains::of(an, busy);
    let facts = (general.as_ref(), &chains);
    for trajectory in &mut trajectories {
        trajectories::judge(an, trajectory, &keyed, busy, facts);
    }
    let mut sorts: Vec<SortCandidate<'a>> = sorts
        .iter()
        .filter_map(|place| sorting::judge(an, place, (&found, &files), &keyed, busy, facts))
        .collect();
    // Without the rewrite, `sorted` holds all elements anyway.
    found.retain(|place| match place.extent.drain.code {
        Code::Expression(Expr::Call(call))
            if drains::is_builtin(an, call, &["sorted"])
                || drains::sorted_in_place(call).is_some() =>
        {
            sorts.iter().any(|sort| sort.call.range() == call.range() && sort.obstacle.is_none())
        }
        _ => true,
    });
    // What comes later, or stands around it, first: a list that feeds a stream is drawn as long as that is.
    found.sort_by_key(|place| (std::cmp::Reverse(place.end()), place.list.start()));
    let mut candidates: Vec<Candidate<'a>> = Vec::new();
    let mut streams: FxHashMap<TextRange, Extent<'a>> = FxHashMap::default();
    // Loops that become functions, in which nothing else is rewritten.
    let mut moved: Vec<TextRange> = (trajectories.iter())
        .filter(|trajectory| trajectory.obstacle.is_none())
        .map(|trajectory| trajectory.stmt.range)
        .collect();
    for place in found {
        let mut extent = place.extent.clone();
        if let Some(outer) = streams.get(&extent.drain.range()) {
            extent = Extent { between: extent.joined(outer, &place), drain: outer.drain.clone() };
        }
        let last = extent.drain.range();
        let checked = if moved.iter().any(|range| range.contains_range(place.made_range())) {
            Err(Obstacle::new("nested", "the loop that it belongs to makes a stream"))
        } else {
            check(an, &place, &extent, &sites, (busy, &loops), facts)
        };
        let (cost, reads_files, obstacle) = match checked {
            Ok((cost, reads_files)) => (cost, reads_files, None),
            Err(obstacle) => (0.0, false, Some(obstacle)),
        };
        if obstacle.is_none() {
            streams.insert(place.made_range(), extent);
            if let Made::Loop(fill) = &place.made {
                moved.push(fill.stmt.range());
            }
        }
        let drain = &place.extent.drain;
        candidates.push(Candidate {
            func: place.func,
            list: place.list,
            made: place.made.clone(),
            name: place.name,
            consumer: match drain.code {
                Code::Expression(expr) => expr.range(),
                Code::Loop(stmt) => TextRange::new(stmt.start(), drain.operand.end()),
            },
            keeps: keeps(&drain.code),
            cost,
            is_parallel: sites.get(&place.list.range()).is_some_and(|known| known.is_parallel),
            feeds_parallel: obstacle.is_none() && loops.contains(&last),
            repeated: !reads_files && (place.around.in_loop || chains.is_repeated(place.func)),
            obstacle,
        });
    }
    for sort in &mut sorts {
        if sort.obstacle.is_none()
            && moved.iter().any(|range| range.contains_range(sort.call.range()))
        {
            let detail = "the loop that it belongs to makes a stream";
            sort.obstacle = Some(Obstacle::new("nested", detail));
        }
    }
    candidates.sort_by_key(|candidate| candidate.list.start());
    Found { lists: candidates, sorts, trajectories }
}

/// The range of a parallel loop that may as well go through a stream as through a list.
///
/// The runtime takes the items of any iterable ahead in windows, and forks workers for each window, in whose memory the items
/// are as those of a list would be. Which of two iterables it is, a loop over a parameter does not know either; only what is
/// told apart by the number of the round, or by comparing all items beforehand, is left alone.
fn fed_loop(plan: &LoopPlan<'_>) -> Option<TextRange> {
    match plan {
        LoopPlan::Fold(fold) => Some(fold.stmt.range),
        LoopPlan::Parallel(parallel) => {
            let is_plain = parallel.stmt.is_for()
                && parallel.foreseen.is_none()
                && parallel.rows.is_empty()
                && parallel.apart.is_empty()
                && parallel.written_arrays.is_empty()
                && parallel.owned.is_none()
                && !parallel.is_counted;
            is_plain.then(|| parallel.stmt.range())
        }
        LoopPlan::Values(_) | LoopPlan::Call(_) | LoopPlan::Sequential { .. } => None,
    }
}

/// From the place of a list to the end of what goes through it.
#[derive(Clone)]
pub(super) struct Extent<'a> {
    /// Statements that run meanwhile.
    pub(super) between: Vec<&'a Stmt>,
    pub(super) drain: Drain<'a>,
}

impl<'a> Extent<'a> {
    /// The statements up to the end of the stream that this one feeds.
    fn joined(&self, outer: &Extent<'a>, place: &Place<'a>) -> Vec<&'a Stmt> {
        let mut between = self.between.clone();
        if !outer.between.is_empty() || outer.is_later(place.statement) {
            between.push(place.statement);
        }
        between.extend(outer.between.iter().copied());
        between
    }

    /// Whether it ends in a later statement than this one.
    fn is_later(&self, statement: &Stmt) -> bool {
        self.drain.range().start() >= statement.end()
    }
}

/// What is around a block.
#[derive(Clone, Copy, Default)]
pub(super) struct Around {
    /// A `try`, or a `with` that is not one of files.
    pub(super) caught: bool,
    pub(super) in_loop: bool,
}

/// A list comprehension, and what has been decided about its elements.
struct Comprehension<'a> {
    site: LoopSite<'a>,
    /// Workers compute them.
    is_parallel: bool,
    /// They may add keys to a `defaultdict` that they read.
    fills: bool,
}

/// A list with what goes through it.
pub(super) struct Place<'a> {
    func: FuncId,
    pub(super) list: &'a Expr,
    pub(super) made: Made<'a>,
    /// The state before it, where that is known from another place than the list itself.
    site: Option<LoopSite<'a>>,
    pub(super) name: Option<(VarId, &'a Stmt)>,
    pub(super) extent: Extent<'a>,
    /// The statement in which the list is gone through.
    statement: &'a Stmt,
    around: Around,
}

impl Place<'_> {
    /// Where the list has been gone through.
    fn end(&self) -> TextSize {
        self.extent.drain.range().end()
    }

    /// The code that makes the elements.
    pub(super) fn made_range(&self) -> TextRange {
        match &self.made {
            Made::Loop(fill) => fill.stmt.range(),
            Made::Comprehension | Made::Call => self.list.range(),
        }
    }
}

/// A call of `sorted` with what goes through its result.
pub(super) struct SortPlace<'a> {
    pub(super) func: FuncId,
    pub(super) call: &'a ast::ExprCall,
    pub(super) name: Option<VarId>,
    pub(super) consumer: TextRange,
    /// Where the result has been gone through.
    pub(super) end: TextSize,
    pub(super) around: Around,
}

/// How often each variable is read.
#[derive(Default)]
struct Uses<'n, 'a> {
    an: Option<&'n Analysis<'a>>,
    named: Occurrences,
    /// Those that are nothing but files which a `with` opened.
    files: FxHashSet<VarId>,
    /// How often a `with` binds a file to them.
    opened: FxHashMap<VarId, u32>,
}

impl Uses<'_, '_> {
    fn note_files(&mut self, node: &ast::StmtWith) {
        let Some(an) = self.an else { return };
        for item in &node.items {
            if let (Expr::Call(call), Some(target)) = (&item.context_expr, &item.optional_vars)
                && drains::is_builtin(an, call, &["open"])
                && let Expr::Name(name) = &**target
                && let Some(var) = an.scopes.variable_of(name)
                && !an.scopes.foreign_writes.contains(&var)
            {
                let times = self.opened.entry(var).or_default();
                *times += 1;
                if *times == an.scopes.variable(var).bindings {
                    self.files.insert(var);
                }
            }
        }
    }
}

impl<'a> Visitor<'a> for Uses<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::With(node) = stmt {
            self.note_files(node);
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Name(name) = expr
            && let Some(var) = self.an.and_then(|an| an.scopes.variable_of(name))
        {
            let Occurrences { reads, stores } = &mut self.named;
            let places = if name.ctx.is_store() { stores } else { reads };
            places.entry(var).or_default().push(name.range);
        }
        visitor::walk_expr(self, expr);
    }
}

struct Places<'n, 'a> {
    an: &'n Analysis<'a>,
    sites: &'n FxHashMap<TextRange, Comprehension<'a>>,
    /// Loops and calls that go through something, too.
    keyed: &'n FxHashMap<TextRange, LoopSite<'a>>,
    uses: Uses<'n, 'a>,
    found: Vec<Place<'a>>,
    sorts: Vec<SortPlace<'a>>,
    trajectories: Vec<Trajectory<'a>>,
}

impl<'a> Places<'_, 'a> {
    fn block(&mut self, func: FuncId, block: &'a [Stmt], around: Around) {
        for (index, stmt) in block.iter().enumerate() {
            for drain in drains::of_statement(self.an, stmt) {
                self.unnamed(func, stmt, &drain, around);
                if let Expr::Call(call) = drain.operand
                    && drains::is_builtin(self.an, call, &["sorted"])
                {
                    self.add_sort(func, (None, call), &drain, around);
                }
            }
            if let Some((var, value)) = self.named_value(func, stmt) {
                self.named(func, (var, stmt, value), &block[index + 1..], around);
            }
            if let Some(fill) = self.filled(func, stmt, &block[index + 1..]) {
                self.gone_through(func, fill, block, around);
            }
            if let Some((var, Expr::List(_))) = self.bound_once(func, stmt) {
                let (rest, uses) = (&block[index + 1..], &self.uses.named);
                self.trajectories.extend(trajectories::of_statement(
                    self.an,
                    func,
                    (stmt, var),
                    rest,
                    uses,
                    around,
                ));
            }
            match stmt {
                Stmt::If(node) => {
                    self.block(func, &node.body, around);
                    for clause in &node.elif_else_clauses {
                        self.block(func, &clause.body, around);
                    }
                }
                Stmt::For(node) => {
                    self.block(func, &node.body, Around { in_loop: true, ..around });
                    self.block(func, &node.orelse, around);
                }
                Stmt::While(node) => {
                    self.block(func, &node.body, Around { in_loop: true, ..around });
                    self.block(func, &node.orelse, around);
                }
                Stmt::With(node) => {
                    let caught = around.caught || node.is_async || !names_files(self.an, node);
                    self.block(func, &node.body, Around { caught, ..around });
                }
                Stmt::Try(node) => {
                    let around = Around { caught: true, ..around };
                    self.block(func, &node.body, around);
                    for handler in &node.handlers {
                        let ast::ExceptHandler::ExceptHandler(handler) = handler;
                        self.block(func, &handler.body, around);
                    }
                    self.block(func, &node.orelse, around);
                    self.block(func, &node.finalbody, around);
                }
                _ => {}
            }
        }
    }

    /// Only `sorted` stands where a call is gone through.
    fn add_sort(
        &mut self,
        func: FuncId,
        (name, call): (Option<VarId>, &'a ast::ExprCall),
        drain: &Drain<'a>,
        around: Around,
    ) {
        let (consumer, end) = match drain.code {
            Code::Expression(expr) => (expr.range(), expr.end()),
            Code::Loop(stmt) => (TextRange::new(stmt.start(), drain.operand.end()), stmt.end()),
        };
        self.sorts.push(SortPlace { func, call, name, consumer, end, around });
    }

    /// How an expression makes a list that could be a stream, and the state before it, where another place knows that.
    fn made(&self, expr: &'a Expr, drain: &Drain<'a>) -> Option<(Made<'a>, Option<LoopSite<'a>>)> {
        if expr.is_list_comp_expr() {
            return self.sites.contains_key(&expr.range()).then_some((Made::Comprehension, None));
        }
        let source = plainness::of_call(self.an, expr, &self.uses.files)?;
        // What goes through it comes later: where that could see another state, the list stays.
        let drained = match drain.code {
            Code::Expression(Expr::Call(call)) => call.arguments.args.first().map(Ranged::range),
            Code::Expression(_) | Code::Loop(_) => None,
        };
        let site = (self.keyed.get(&source.range()))
            .or_else(|| self.keyed.get(&drain.range()))
            .or_else(|| drained.and_then(|range| self.keyed.get(&range)))?;
        Some((Made::Call, Some(site.clone())))
    }

    /// A list that is gone through where it is written.
    fn unnamed(&mut self, func: FuncId, stmt: &'a Stmt, drain: &Drain<'a>, around: Around) {
        if drain.whole
            && let Some((made, site)) = self.made(drain.operand, drain)
        {
            self.found.push(Place {
                func,
                list: drain.operand,
                made,
                site,
                name: None,
                extent: Extent { between: Vec::new(), drain: drain.clone() },
                statement: stmt,
                around,
            });
        }
    }

    /// The variable that a statement alone binds, and the value.
    fn bound_once(&self, func: FuncId, stmt: &'a Stmt) -> Option<(VarId, &'a Expr)> {
        let (target, value) = match stmt {
            Stmt::Assign(node) => match node.targets.as_slice() {
                [Expr::Name(target)] => (target, &*node.value),
                _ => return None,
            },
            // In a module, the annotation would be evaluated, and kept.
            Stmt::AnnAssign(node) if !self.is_module(func) => match &*node.target {
                Expr::Name(target) => (target, node.value.as_deref()?),
                _ => return None,
            },
            _ => return None,
        };
        let var = self.an.scopes.variable_of(target)?;
        let variable = self.an.scopes.variable(var);
        let alone = variable.func == func
            && variable.bindings == 1
            && !variable.is_class_member
            && !self.an.scopes.foreign_readers.contains_key(&var)
            && !self.an.scopes.foreign_writes.contains(&var);
        alone.then_some((var, value))
    }

    fn is_module(&self, func: FuncId) -> bool {
        matches!(self.an.scopes.function(func).node, FunctionNode::Module(_))
    }

    fn reads(&self, var: VarId) -> &[TextRange] {
        self.uses.named.reads.get(&var).map_or(&[], Vec::as_slice)
    }

    /// The list that a statement gives a name which it alone binds, and which one place reads, or a sort and one place.
    fn named_value(&self, func: FuncId, stmt: &'a Stmt) -> Option<(VarId, &'a Expr)> {
        let (var, value) = self.bound_once(func, stmt)?;
        let is_list = match value {
            Expr::ListComp(_) => true,
            Expr::Call(call) => {
                drains::is_builtin(self.an, call, &["sorted"])
                    || plainness::of_call(self.an, value, &self.uses.files).is_some()
            }
            _ => false,
        };
        let plain = is_list && stmt.is_assign_stmt();
        (plain && matches!(self.reads(var).len(), 1 | 2)).then_some((var, value))
    }

    /// An empty list that a later statement fills.
    fn filled(&self, func: FuncId, stmt: &'a Stmt, rest: &'a [Stmt]) -> Option<(VarId, Fill<'a>)> {
        let (var, value) = self.bound_once(func, stmt)?;
        let is_empty = match value {
            Expr::List(node) => node.elts.is_empty(),
            Expr::Call(call) => {
                call.arguments.is_empty() && drains::is_builtin(self.an, call, &["list"])
            }
            _ => false,
        };
        if !is_empty {
            return None;
        }
        let reads = self.reads(var);
        let fills = rest
            .iter()
            .find(|later| reads.iter().any(|read| later.range().contains_range(*read)))?;
        let fill = fills::of_statement(self.an, (stmt, var), fills, &self.uses.named)?;
        Some((var, fill))
    }

    /// A list that a loop fills, with what goes through it.
    fn gone_through(
        &mut self,
        func: FuncId,
        (var, fill): (VarId, Fill<'a>),
        block: &'a [Stmt],
        around: Around,
    ) {
        let Some(index) = block.iter().position(|stmt| std::ptr::eq(stmt, fill.stmt)) else {
            return;
        };
        let Some(site) = self.keyed.get(&fill.loop_range()).cloned() else { return };
        let Some((_, list)) = self.bound_once(func, fill.init) else { return };
        let left = self.reads(var).len() - fill.appends.len();
        let name = Some((var, fill.init));
        let how = (Made::Loop(fill), Some(site));
        self.later(func, (name, list, left), Some(how), &block[index + 1..], around);
    }

    fn named(
        &mut self,
        func: FuncId,
        (var, assignment, list): (VarId, &'a Stmt, &'a Expr),
        rest: &'a [Stmt],
        around: Around,
    ) {
        let left = self.reads(var).len();
        self.later(func, (Some((var, assignment)), list, left), None, rest, around);
    }

    /// Looks for what goes through a variable, which is read `left` times, among later statements.
    fn later(
        &mut self,
        func: FuncId,
        (name, list, left): (Option<(VarId, &'a Stmt)>, &'a Expr, usize),
        how: Option<(Made<'a>, Option<LoopSite<'a>>)>,
        rest: &'a [Stmt],
        around: Around,
    ) {
        let Some((var, _)) = name else { return };
        let drain_in = |an: &Analysis<'a>, stmt: &'a Stmt| {
            let drains = drains::of_statement(an, stmt);
            drains.into_iter().find(|drain| {
                matches!(drain.operand, Expr::Name(name)
                    if an.scopes.variable_of(name) == Some(var))
            })
        };
        let sort_in = |an: &Analysis<'a>, stmt: &'a Stmt| {
            let drain = drains::of_sort(stmt)?;
            let Expr::Name(name) = drain.operand else { return None };
            (an.scopes.variable_of(name) == Some(var)).then_some(drain)
        };
        let mut sorts = None;
        for (index, stmt) in rest.iter().enumerate() {
            if left == 2
                && sorts.is_none()
                && let Some(drain) = sort_in(self.an, stmt)
            {
                sorts = Some((index, drain));
                continue;
            }
            let Some(drain) = drain_in(self.an, stmt) else { continue };
            if left != 1 + usize::from(sorts.is_some()) {
                return;
            }
            let (index, statement, drain) = match sorts {
                Some((at, sort)) => {
                    let Code::Expression(Expr::Call(call)) = sort.code else { return };
                    self.add_sort(func, (Some(var), call), &drain, around);
                    (at, &rest[at], sort)
                }
                None => (index, stmt, drain),
            };
            if let Expr::Call(call) = list
                && drains::is_builtin(self.an, call, &["sorted"])
            {
                if left == 1 {
                    self.add_sort(func, (Some(var), call), &drain, around);
                }
                return;
            }
            let how = how.or_else(|| self.made(list, &drain));
            if let (true, Some((made, site))) = (drain.whole, how) {
                let extent = Extent { between: rest[..index].iter().collect(), drain };
                self.found.push(Place { func, list, made, site, name, extent, statement, around });
            }
            return;
        }
    }
}

/// Whether the elements can be made one at a time: the work of one, and whether it reads files; or what stands in the way.
fn check<'a>(
    an: &mut Analysis<'a>,
    place: &Place<'a>,
    extent: &Extent<'a>,
    sites: &FxHashMap<TextRange, Comprehension<'a>>,
    (busy, loops): (&[TextRange], &FxHashSet<TextRange>),
    (general, chains): (Option<&Obstacle>, &Chains),
) -> Result<(f64, bool), Obstacle> {
    let start = match (&place.made, place.name) {
        (Made::Loop(fill), _) => fill.stmt.start(),
        (_, Some((_, stmt))) => stmt.start(),
        (_, None) => place.list.start(),
    };
    let whole = TextRange::new(start, extent.drain.range().end());
    // `find` keeps only lists that have one.
    let (site, is_parallel, fills) = match (&place.site, sites.get(&place.list.range())) {
        (Some(site), _) => (site, &false, &false),
        (None, Some(known)) => (&known.site, &known.is_parallel, &known.fills),
        (None, None) => return Err(Obstacle::new("syntax", "the state before it is not known")),
    };
    let meets = |range: &&TextRange| range.intersect(whole).is_some_and(|both| !both.is_empty());
    let last = extent.drain.range();
    // Of the two one may run in parallel: the other then makes what it needs, or takes what it makes, meanwhile.
    let is_fed = !is_parallel && place.name.is_some() && loops.contains(&last);
    let is_free = |range: &TextRange| {
        (*is_parallel && *range == place.list.range()) || (is_fed && *range == last)
    };
    if busy.iter().filter(meets).any(|range| !is_free(range)) {
        let detail = match place.made {
            Made::Comprehension if *is_parallel => {
                "it is computed in parallel, and so is what goes through it: a stream would let one of them"
            }
            Made::Comprehension => "what goes through it runs in parallel",
            Made::Call | Made::Loop(_) => "what makes it, or goes through it, runs in parallel",
        };
        return Err(Obstacle::new("parallel", detail));
    }
    if *fills {
        let detail = "its elements are computed in parallel, and may add keys to a `defaultdict`";
        return Err(Obstacle::new("parallel", detail));
    }
    if let Some(obstacle) = general {
        return Err(obstacle.clone());
    }
    if place.around.caught {
        return Err(Obstacle::new("handler", "a handler could see which exception comes first"));
    }
    if let Some(obstacle) = chains.obstacle(place.func) {
        return Err(obstacle);
    }
    check_list(an, place)?;
    if extent.between.iter().any(|stmt| jumps(stmt)) {
        let detail = "the statements between may leave before all elements are made";
        return Err(Obstacle::new("leaves-early", detail));
    }
    let Walked { work, own, drawn } = walk(an, site, place, extent);
    let private: Vec<VarId> = match &place.made {
        Made::Loop(fill) => {
            let assigned = work.writes.iter().filter(|var| !is_inner(an, *var));
            let assigned: Vec<VarId> = assigned.collect();
            fills::check(an, fill, place.func, &assigned)?;
            assigned
        }
        Made::Comprehension | Made::Call => Vec::new(),
    };
    check_effects(an, &drawn, (&work, &own), &private)?;
    // One round among some tens that a loop of unknown length counts as.
    Ok(((work.cost / 40.0).max(1.0), work.flags.contains(Flags::READS_FILE)))
}

/// What the list itself may not have.
fn check_list(an: &Analysis<'_>, place: &Place<'_>) -> Result<(), Obstacle> {
    if let Expr::ListComp(node) = place.list
        && node.generators.iter().any(|generator| generator.is_async)
    {
        return Err(Obstacle::new("syntax", "it is asynchronous"));
    }
    plainness::check(an, place.list, &place.made)?;
    if !matches!(place.made, Made::Call)
        && stops::check(an, place.func, place.made_range(), None).is_err()
    {
        let detail = "an element may raise StopIteration, which would end the stream";
        return Err(Obstacle::new("stop-iteration", detail));
    }
    Ok(())
}

/// Whether a statement may jump out of its block.
fn jumps(stmt: &Stmt) -> bool {
    struct Finder(bool, u32);
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::Return(_) => self.0 = true,
                Stmt::Break(_) | Stmt::Continue(_) => self.0 |= self.1 == 0,
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                Stmt::For(_) | Stmt::While(_) => {
                    self.1 += 1;
                    visitor::walk_stmt(self, stmt);
                    self.1 -= 1;
                    // What `else` holds belongs to the loop around.
                    let orelse = match stmt {
                        Stmt::For(node) => &node.orelse,
                        Stmt::While(node) => &node.orelse,
                        _ => return,
                    };
                    self.visit_body(orelse);
                }
                _ => visitor::walk_stmt(self, stmt),
            }
        }

        fn visit_expr(&mut self, _expr: &'a Expr) {}
    }
    let mut finder = Finder(false, 0);
    finder.visit_stmt(stmt);
    finder.0
}

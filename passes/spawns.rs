//! # Spawns
//!
//! Decides which assignments run in a process of their own while the driver goes on with heavy statements before them.
//!
//! Reads: [`Analysis`] (the effects of each statement, the state before it) and the loops that run in parallel already.
//! Produces: one [`Spawn`] for each assignment that is started early.
//!
//! Refuses: nothing by name; an assignment that does not qualify runs where it stands.
//!
//! Example:
//! ```python
//! low = coldest(hours)      # runs here; before it, the work of the next line is started elsewhere
//! high = warmest(hours)     # takes the value, or runs here after all
//! ```
//!
//! Sound because: between the start and the place of the assignment nothing writes what it reads; it has no effect that
//! a log cannot carry; its names are bound where they stand, in order (assumptions 1 to 7, 10).

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::effect_words::Flags;
use crate::ids::{FuncId, ModuleId, VarId};
use crate::passes::dependences::{self, Dependences, Kind};
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite, LoopSyntax};
use crate::passes::loops::stages::{LoopNames, outside_world_conflict, overlap, overlap_with_own};
use crate::passes::loops::{self, LoopPlan, ship};
use crate::passes::segments::{self, Segments};

/// Work under which starting a process cannot pay, in simple operations.
const MINIMUM_COST: f64 = 400.0;

/// An assignment that is started before its turn.
pub struct Spawn<'a> {
    pub func: FuncId,
    pub stmt: &'a ast::StmtAssign,
    /// The statement before which it is started.
    pub before: &'a Stmt,
    pub needs: Vec<VarId>,
    pub globals: Vec<VarId>,
    pub sets: bool,
    pub depends: loops::needs::Depends,
    pub cost: f64,
    /// The segments of the body that it waits for.
    pub waits: Vec<usize>,
}

/// Finds the assignments of the script to start early, in source order.
pub fn run<'a>(an: &mut Analysis<'a>, plans: &[Vec<LoopPlan<'a>>]) -> Vec<Spawn<'a>> {
    if loops::program_wide::is_refused_as_a_whole(an) {
        return Vec::new();
    }
    let sites: FxHashMap<usize, LoopSite<'a>> = std::mem::take(&mut an.assignments)
        .into_iter()
        .filter_map(|site| match site.syntax {
            LoopSyntax::Assign(node) => Some((std::ptr::from_ref(node) as usize, site)),
            _ => None,
        })
        .collect();
    let busy = functions_with_regions(an, plans);
    let [plans, ..] = plans else { return Vec::new() };
    let mut spawns = Vec::new();
    for index in 0..an.scopes.functions.len() {
        let func = FuncId::from(index);
        let function = an.scopes.function(func);
        if function.module.index() != 0 || function.is_async || function.is_generator {
            continue;
        }
        let mut blocks: Vec<&'a [Stmt]> = vec![an.body_of(func)];
        while let Some(block) = blocks.pop() {
            for stmt in block {
                if let Stmt::If(node) = stmt {
                    blocks.push(&node.body);
                    blocks.extend(node.elif_else_clauses.iter().map(|clause| &*clause.body));
                }
            }
            in_block(an, block, &sites, plans, &busy, &mut spawns);
        }
    }
    spawns.sort_by_key(|spawn| spawn.stmt.start());
    let mut order: FxHashMap<FuncId, Order<'a>> = FxHashMap::default();
    spawns.retain_mut(|spawn| {
        let order = order.entry(spawn.func).or_insert_with(|| Order::of(an, spawn.func));
        spawn.waits = order.waits(spawn.stmt.range);
        order.allows(spawn.stmt.range, spawn.before)
    });
    spawns
}

/// The dependence graph of a body and its segments.
pub struct Order<'a> {
    dependences: Dependences<'a>,
    segments: Segments,
}

impl<'a> Order<'a> {
    pub fn of(an: &mut Analysis<'a>, func: FuncId) -> Self {
        let dependences = dependences::run(an, func);
        let segments = segments::run(&dependences);
        Order { dependences, segments }
    }

    fn node(&self, range: TextRange) -> Option<NodeIndex> {
        let graph = &self.dependences.graph;
        graph.node_indices().find(|&node| graph[node].stmt.range().contains_range(range))
    }

    /// The segments that the statement at this place waits for, from 1.
    pub fn waits(&self, range: TextRange) -> Vec<usize> {
        let number = self.node(range).map_or(0, |node| self.segments.of_statement[node.index()]);
        number.checked_sub(1).map_or_else(Vec::new, |at| self.segments.segments[at].waits.clone())
    }

    /// Whether the work of a statement may be started before another one, as far as the graph knows: nothing from there on
    /// brings what it reads. The target is assigned in its own place, and its exceptions are raised there.
    fn allows(&self, range: TextRange, before: &Stmt) -> bool {
        let graph = &self.dependences.graph;
        let Some(node) = self.node(range) else { return false };
        graph.edges_directed(node, Direction::Incoming).all(|edge| {
            let brings =
                matches!(edge.weight().kind, Kind::Raw | Kind::Alias | Kind::Files | Kind::Unknown);
            let earlier = graph[edge.source()].stmt;
            !brings
                || earlier.range().contains_range(before.range())
                || earlier.end() <= before.start()
        })
    }
}

/// Functions that run a parallel loop, themselves or through what they call.
pub fn functions_with_regions(an: &Analysis<'_>, plans: &[Vec<LoopPlan<'_>>]) -> FxHashSet<FuncId> {
    let mut busy: FxHashSet<FuncId> =
        plans.iter().flatten().filter_map(LoopPlan::parallel_func).collect();
    if busy.is_empty() {
        return busy;
    }
    let edges = an.call_edges();
    loop {
        let before = busy.len();
        for (caller, callee) in &edges {
            if busy.contains(callee) {
                busy.insert(*caller);
            }
        }
        if busy.len() == before {
            return busy;
        }
    }
}

fn in_block<'a>(
    an: &mut Analysis<'a>,
    block: &'a [Stmt],
    sites: &FxHashMap<usize, LoopSite<'a>>,
    plans: &[LoopPlan<'a>],
    busy: &FxHashSet<FuncId>,
    spawns: &mut Vec<Spawn<'a>>,
) {
    for (index, stmt) in block.iter().enumerate() {
        let Stmt::Assign(node) = stmt else { continue };
        let Some(site) = sites.get(&(std::ptr::from_ref(node) as usize)) else { continue };
        let Some(effects) = an.effects_of(stmt).cloned() else { continue };
        let script = an.program.entry();
        let taken = plans
            .iter()
            .any(|plan| plan.is_parallel_in(stmt.range()) || plan.is_parallel_around(stmt.range()))
            || an.promises.sequential_at(ModuleId(0), script, stmt.start()).is_some();
        if taken || !is_heavy(&effects) || calls_any(an, &*node.value, busy) {
            continue;
        }
        let Some(before) = start_of(an, block, index, &effects, plans, busy) else { continue };
        if let Some(spawn) = decide(an, site, node, before) {
            spawns.push(spawn);
        }
    }
}

/// Whether work is worth a process of its own.
pub fn is_heavy(effects: &Effects) -> bool {
    effects.unbounded && effects.cost >= MINIMUM_COST
}

/// Whether code names a function that runs parallel loops of its own: those balance better.
pub(super) fn calls_any(an: &Analysis<'_>, code: impl Ranged, busy: &FxHashSet<FuncId>) -> bool {
    let text = an.program.entry().slice(code);
    busy.iter().any(|&func| {
        let name = an.scopes.function(func).name;
        text.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name)
    })
}

/// The earliest heavy statement before which the work at `index` can be started.
fn start_of<'a>(
    an: &Analysis<'a>,
    block: &'a [Stmt],
    index: usize,
    effects: &Effects,
    plans: &[LoopPlan<'a>],
    busy: &FxHashSet<FuncId>,
) -> Option<&'a Stmt> {
    let mut start = None;
    for stmt in block[..index].iter().rev() {
        let Some(other) = an.effects_of(stmt) else { break };
        // Loops that use all cores must not find one of them taken.
        let uses_all = plans.iter().any(|plan| plan.is_parallel_in(stmt.range()))
            || calls_any(an, stmt.range(), busy);
        if uses_all || conflicts(an, other, effects) {
            break;
        }
        if is_heavy(other) && is_alone(an, stmt.range()) {
            start = Some(stmt);
        }
    }
    start
}

/// Whether a statement may change what the work reads, or leaves the block in a way that is not followed.
pub fn conflicts(an: &Analysis<'_>, other: &Effects, work: &Effects) -> bool {
    let stops = Flags::UNKNOWN.union(Flags::SUSPENDS).union(Flags::DYNAMIC).union(Flags::IMPORTS);
    other.flags.intersects(stops)
        || outside_world_conflict(an, work, other.flags).is_some()
        || other.writes.intersects(&work.reads)
        || other.call_writes.intersects(&work.reads)
        || overlap(an, &work.heap_reads, &other.heap_writes)
        || overlap_with_own(an, &work.heap_reads, &other.heap_writes)
        // Objects that the body itself created are known by their places of creation.
        || other.heap_writes.fresh.intersects(work.heap_reads.fresh)
}

/// Whether a statement begins its line.
pub fn is_alone(an: &Analysis<'_>, range: TextRange) -> bool {
    let text = &an.program.entry().source.text;
    let start = usize::from(range.start());
    let line = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    text[line..start].chars().all(|c| matches!(c, ' ' | '\t'))
}

fn decide<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    node: &'a ast::StmtAssign,
    before: &'a Stmt,
) -> Option<Spawn<'a>> {
    let [target] = node.targets.as_slice() else { return None };
    let names: Option<Vec<VarId>> = match target {
        Expr::Name(name) => an.scopes.variable_of(name).map(|var| vec![var]),
        Expr::Tuple(tuple) => tuple
            .elts
            .iter()
            .map(|element| match element {
                Expr::Name(name) => an.scopes.variable_of(name),
                _ => None,
            })
            .collect(),
        _ => None,
    };
    let names = names?;
    let own = |var: &VarId| {
        let variable = an.scopes.variable(*var);
        variable.func == site.func && !variable.is_class_member
    };
    if !names.iter().all(own) || !is_alone(an, node.range) {
        return None;
    }
    let text = &an.program.entry().source.text;
    let rest = &text[usize::from(node.range.end())..];
    let rest = rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())].trim_start();
    if !(rest.is_empty() || rest.starts_with('#')) {
        return None;
    }
    let mut walker = Walker::start_iteration(an, site);
    let value = walker.eval(&node.value);
    let parts = walker.deep_parts_of(value.origins);
    let effects = walker.take_effects();
    if loops::stages::effect_reason(an, &effects).is_some()
        || !effects.heap_writes.is_private()
        || !effects.call_writes.is_empty()
        || effects.writes.iter().any(|var| {
            let scope = an.scopes.variable(var).scope;
            an.scopes.scopes[scope.index()].kind != crate::passes::scopes::ScopeKind::Comprehension
        })
    {
        return None;
    }
    let shipping = ship::check(an, "the value", &value, parts).ok()?;
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
    if loops::needs::has_private_name(an.program.entry().slice(&*node.value)) {
        return None;
    }
    let depends = loops::needs::depends(an, &effects);
    Some(Spawn {
        func: site.func,
        stmt: node,
        before,
        needs,
        globals,
        sets: shipping.sets,
        depends,
        cost: effects.cost,
        waits: Vec::new(),
    })
}

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
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Obstacle;
use super::chains::{self, Chains};
use super::drains::{self, Code};
use super::fills::{self, Fill};
use super::handed::{self, Caller};
use super::keeps::Keeps;
use super::places::{Comprehension, Extent, Place, Places};
use super::plainness;
use super::sorting::{self, SortCandidate};
use super::trajectories::{self, Trajectory};
use super::walked::{Walked, check_effects, is_inner, walk};
use crate::effect_words::Flags;
use crate::ids::{FuncId, VarId};
use crate::passes::effects::{Analysis, LoopSite, LoopSyntax};
use crate::passes::loops::LoopPlan;
use crate::passes::loops::program_wide::is_refused_as_a_whole;

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
    let mut places = Places::new(an, &sites, &keyed);
    places.look();
    let (mut found, sorts, files) = (places.found, places.sorts, places.uses.files);
    let (mut trajectories, calls, functions) =
        (places.trajectories, places.calls, places.functions);
    if found.is_empty() && sorts.is_empty() && trajectories.is_empty() {
        return Found::default();
    }
    let general = if is_refused_as_a_whole(an) {
        let detail = "a fact about the whole program, named above, makes all changes unsafe";
        Some(Obstacle::new("whole-program", detail))
    } else {
        chains::program_wide(an)
    };
    // The header of a loop that may go through a stream is evaluated before workers are.
    let headers: FxHashMap<TextRange, TextRange> =
        plans.iter().filter_map(|plan| Some((fed_loop(plan)?, fed_header(plan)?))).collect();
    let bodies: Vec<TextRange> = (busy.iter())
        .map(|range| match headers.get(range) {
            Some(header) => TextRange::new(header.end(), range.end()),
            None => *range,
        })
        .collect();
    let chains = Chains::of(an, &functions, &bodies);
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
    // So do callers.
    let handed: Vec<FuncId> = (found.iter())
        .filter(|place| matches!(place.extent.drain.code, Code::Handed(_)))
        .map(|place| place.func)
        .collect();
    let depth = |func| if handed.is_empty() { 0 } else { chains.depth(func) };
    found.sort_by_key(|place| {
        (depth(place.func), std::cmp::Reverse(place.end()), place.list.start())
    });
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
            extent = Extent {
                between: extent.joined(outer, place.statement),
                drain: outer.drain.clone(),
            };
        }
        let last = extent.drain.range();
        let callers = match extent.drain.code {
            Code::Handed(_) => {
                let Some(callers) = handed::callers(an, &place, &calls, &chains, &streams) else {
                    continue;
                };
                callers
            }
            _ => Vec::new(),
        };
        let checked = if moved.iter().any(|range| range.contains_range(place.made_range())) {
            Err(Obstacle::new("nested", "the loop that it belongs to makes a stream"))
        } else {
            check(an, &place, (&extent, &callers), &sites, (busy, &loops), facts)
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
            consumer: handed::consumer(
                callers.first().map_or(drain, |one| &one.place.extent.drain),
            ),
            keeps: handed::most_kept(drain, &callers),
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

fn fed_header(plan: &LoopPlan<'_>) -> Option<TextRange> {
    match plan {
        LoopPlan::Fold(fold) => Some(fold.stmt.iter.range()),
        plan => plan.parallel_for().map(|stmt| stmt.iter.range()),
    }
}

/// Whether the elements can be made one at a time: the work of one, and whether it reads files; or what stands in the way.
fn check<'a>(
    an: &mut Analysis<'a>,
    place: &Place<'a>,
    (extent, callers): (&Extent<'a>, &[Caller<'_, 'a>]),
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
    if an.module_of(place.func).shows_text(place.list.range()) {
        return Err(Obstacle::new("syntax", "an f-string shows its text"));
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
    for caller in callers {
        handed::check(an, caller, (&drawn, &work, &private), (busy, loops, *is_parallel), chains)?;
    }
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
    plainness::check(an, place.list, &place.made)
}

/// Whether a statement may jump out of its block.
pub(super) fn jumps(stmt: &Stmt) -> bool {
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

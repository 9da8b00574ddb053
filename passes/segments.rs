//! # Segments
//!
//! Decides which statements of a body belong together, and which groups have to wait for which earlier ones.
//!
//! Reads: [`Dependences`]. Produces: [`Segments`]: each with `needs`, `has`, `waits` (exactly the earlier segments that it
//! depends on, from 1) and `wait_index` (the highest of them, 0 for none).
//!
//! A statement with work worth a process of its own makes a segment of its own. A cheap one joins
//! 1. the segment that it depends on, the last one if there are several, where that one waits for all the others anyway;
//! 2. where it depends on nothing, the last segment that waits for nothing and is cheap altogether.
//!
//! Otherwise it begins a segment. Definitions that depend on no data belong to none: the driver runs them first.
//!
//! Refuses: nothing.
//!
//! Example, where `f` and `g` are heavy:
//! ```python
//! n = 7          # segment 1
//! a = f(n)       # segment 2, waits for 1
//! b = g(n)       # segment 3, waits for 1: beside 2, although both need `n`
//! c = a + b      # segment 4, waits for 2 and 3
//! ```
//!
//! Sound because: every edge of the dependence graph leads to a later place of the same segment, or to a segment that
//! waits for the one it comes from; [`Segments::verify`] checks that.

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use crate::effect_words::Flags;
use crate::ids::FuncId;
use crate::passes::dependences::{Dependences, Node};
use crate::passes::loops::weight::MINIMUM_COST;

/// A value that a segment takes from elsewhere: `name@definition:segment`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentNeed {
    pub name: String,
    /// The number of the defining statement; 0 where the value comes from before the body.
    pub definition: usize,
    /// The segment of that statement; 0 where none computes it.
    pub segment: usize,
}

impl SegmentNeed {
    /// The key as the segment lists write it.
    pub fn key(&self) -> String {
        format!("{}@{}:{}", self.name, self.definition, self.segment)
    }
}

/// Statements that run one after the other.
#[derive(Clone, Debug, Default)]
pub struct Segment {
    /// In source order.
    pub statements: Vec<NodeIndex>,
    pub needs: Vec<SegmentNeed>,
    pub has: Vec<String>,
    /// The earlier segments that it depends on, from 1, in order.
    pub waits: Vec<usize>,
    /// The highest of them; 0 for none.
    pub wait_index: usize,
    /// Work, in simple operations.
    pub cost: f64,
    /// Contains work without a static bound.
    pub unbounded: bool,
    /// Has no effect that a log cannot carry, and changes no memory from before its statements.
    pub pure: bool,
}

/// The segments of one body; number n is at position n - 1.
pub struct Segments {
    pub func: FuncId,
    pub segments: Vec<Segment>,
    /// By node: the number of its segment, 0 for definitions that the driver runs first.
    pub of_statement: Vec<usize>,
}

/// Groups the statements of a body.
pub fn run(dependences: &Dependences<'_>) -> Segments {
    run_from(dependences, MINIMUM_COST)
}

/// Groups the statements of a body, with work from `heavy` on worth a segment of its own.
pub fn run_from(dependences: &Dependences<'_>, heavy: f64) -> Segments {
    let graph = &dependences.graph;
    let mut segments: Vec<Segment> = Vec::new();
    // For each segment: all that it waits for, directly or through others.
    let mut closure: Vec<Vec<usize>> = Vec::new();
    let mut is_light: Vec<bool> = Vec::new();
    let mut of_statement = vec![0; graph.node_count()];
    for id in graph.node_indices() {
        let node = &graph[id];
        let before = segments_before(dependences, id, &of_statement);
        let has_preamble_only = before.is_empty() && node.is_definition;
        if has_preamble_only {
            continue;
        }
        let light = !is_heavy(node, heavy);
        let home = light.then(|| home_of(&before, &segments, &closure, &is_light)).flatten();
        let number = home.unwrap_or_else(|| {
            segments.push(Segment { pure: true, ..Segment::default() });
            closure.push(Vec::new());
            is_light.push(light);
            segments.len()
        });
        of_statement[id.index()] = number;
        let waits: Vec<usize> = before.into_iter().filter(|&other| other != number).collect();
        let mut known = std::mem::take(&mut closure[number - 1]);
        for &other in &waits {
            known.push(other);
            known.extend(&closure[other - 1]);
        }
        known.sort_unstable();
        known.dedup();
        closure[number - 1] = known;
        let segment = &mut segments[number - 1];
        segment.waits.extend(waits);
        segment.statements.push(id);
        account(segment, node);
    }
    for segment in &mut segments {
        segment.waits.sort_unstable();
        segment.waits.dedup();
        segment.wait_index = segment.waits.last().copied().unwrap_or(0);
    }
    let mut result = Segments { func: dependences.func, segments, of_statement };
    for number in 1..=result.segments.len() {
        result.segments[number - 1].needs = needs_of(dependences, &result, number);
    }
    debug_assert_eq!(result.verify(dependences), Ok(()));
    result
}

/// The segments that a statement depends on, in order.
fn segments_before(
    dependences: &Dependences<'_>,
    id: NodeIndex,
    of_statement: &[usize],
) -> Vec<usize> {
    let earlier = dependences.graph.neighbors_directed(id, Direction::Incoming);
    let mut before: Vec<usize> =
        earlier.map(|other| of_statement[other.index()]).filter(|&number| number > 0).collect();
    before.sort_unstable();
    before.dedup();
    before
}

fn is_heavy(node: &Node<'_>, heavy: f64) -> bool {
    node.effects.cost >= heavy
        || (heavy > 0.0 && node.effects.cost >= heavy / 4.0 && node.effects.unbounded)
}

/// The segment that a cheap statement joins.
fn home_of(
    before: &[usize],
    segments: &[Segment],
    closure: &[Vec<usize>],
    is_light: &[bool],
) -> Option<usize> {
    let Some((&last, others)) = before.split_last() else {
        let free = |index: &usize| is_light[*index] && segments[*index].waits.is_empty();
        return (0..segments.len()).rev().find(free).map(|index| index + 1);
    };
    let waits = &closure[last - 1];
    others.iter().all(|other| waits.binary_search(other).is_ok()).then_some(last)
}

fn account(segment: &mut Segment, node: &Node<'_>) {
    let effects = &node.effects;
    for name in &node.has {
        if !segment.has.contains(name) {
            segment.has.push(name.clone());
        }
    }
    segment.cost += effects.cost;
    segment.unbounded |= effects.unbounded;
    segment.pure &= !effects.flags.without(Flags::DEFINES).intersects(Flags::UNLOGGABLE)
        && effects.heap_writes.is_private();
}

/// What a segment takes from elsewhere, in order of appearance.
fn needs_of(dependences: &Dependences<'_>, segments: &Segments, number: usize) -> Vec<SegmentNeed> {
    let mut needs: Vec<SegmentNeed> = Vec::new();
    let mut add = |need: SegmentNeed| {
        if !needs.contains(&need) {
            needs.push(need);
        }
    };
    for &id in &segments.segments[number - 1].statements {
        for need in &dependences.graph[id].needs {
            if need.outside && need.definitions.is_empty() {
                add(SegmentNeed { name: need.name.clone(), definition: 0, segment: 0 });
            }
            for &definition in &need.definitions {
                let segment = segments.of_statement[definition.index()];
                if segment != number {
                    let definition = dependences.graph[definition].number;
                    add(SegmentNeed { name: need.name.clone(), definition, segment });
                }
            }
        }
    }
    needs
}

impl Segments {
    /// Checks that running each segment after those that it waits for keeps every dependence.
    pub fn verify(&self, dependences: &Dependences<'_>) -> Result<(), String> {
        let mut order = DiGraph::<usize, ()>::new();
        let ids: Vec<NodeIndex> =
            (1..=self.segments.len()).map(|number| order.add_node(number)).collect();
        let mut places: FxHashMap<NodeIndex, usize> = FxHashMap::default();
        for (index, segment) in self.segments.iter().enumerate() {
            for &wait in &segment.waits {
                order.add_edge(ids[wait - 1], ids[index], ());
            }
            places.extend(segment.statements.iter().enumerate().map(|(place, &id)| (id, place)));
        }
        if petgraph::algo::toposort(&order, None).is_err() {
            return Err("segments wait for each other".into());
        }
        for edge in dependences.graph.edge_references() {
            let (from, to) = (edge.source(), edge.target());
            let (first, then) = (self.of_statement[from.index()], self.of_statement[to.index()]);
            let kept = match (first, then) {
                (0, _) => true,
                (first, then) if first == then => places[&from] < places[&to],
                (_, 0) => false,
                (first, then) => self.segments[then - 1].waits.contains(&first),
            };
            if !kept {
                return Err(format!(
                    "statement {} may overtake statement {}",
                    to.index() + 1,
                    from.index() + 1
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

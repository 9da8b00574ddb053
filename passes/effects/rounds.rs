//! The rounds over all functions, until nothing grows any more.
//!
//! Bodies are walked in the order in which they are written, back and forth. Other orders were measured over Python's own
//! library: components of the call graph, callees first, in one direction or both, save 1 to 6 % of the walks; walking a body
//! again at once, where its walk learnt something that it had asked for before, saves 6 %. Each of these reports other causes
//! where several are equally right, and neither is worth that.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::env::Env;
use super::journal::Fact;
use super::sites::{LoopSite, LoopSyntax};
use super::summary::{self, Summary};
use super::walker::Walker;
use super::{Analysis, Need};
use crate::effect_words::{Flags, Why};
use crate::ids::{ClassId, FuncId, VarId};
use crate::passes::promises;
use crate::passes::scopes::{FunctionNode, Scopes, WrittenLoop};
use crate::values::{MAX_OBJECTS, Origins, Value};

/// Rounds after which the analysis gives up and takes everything to be unknown.
pub(super) const MAX_ROUNDS: usize = 30;

/// How many bodies are walked at least before somebody asks again whether the whole program is refused by now, and how often
/// that is asked in a round at most: the answer takes a look at all of the program.
const WALKS_BETWEEN_LOOKS: usize = 64;
const LOOKS_IN_A_ROUND: usize = 8;

impl Analysis<'_> {
    /// Whether no fact that is still missing can change a decision. Effects only grow, so an effect that refuses the
    /// whole program is there to stay.
    fn is_settled(&self, need: Need) -> bool {
        need != Need::Facts && self.refuses_everything()
    }

    /// Whether code that runs refuses the whole program, which may come up in the middle of a round.
    fn is_stopped(&self, need: Need) -> bool {
        need != Need::Facts && self.knows_of_stops() && self.runs_what_stops()
    }

    /// Whether the analysis can end here. The loops are then listed as they are written, without their states.
    pub(super) fn settle(&mut self, need: Need) -> bool {
        let settled = self.is_settled(need);
        if settled {
            self.list_loops();
        }
        settled
    }

    /// Lists the loops as they are written.
    pub(super) fn list_loops(&mut self) {
        self.list_loops_of(|_, _| true);
    }

    /// The same for functions that nobody calls.
    pub(super) fn list_dormant_loops(&mut self) {
        self.list_loops_of(Self::is_dormant);
    }

    fn list_loops_of(&mut self, is_listed: impl Fn(&Self, FuncId) -> bool) {
        let scopes = self.scopes;
        for &(func, written) in &scopes.loops {
            if !is_listed(self, func) {
                continue;
            }
            let (syntax, node_index) = match written {
                WrittenLoop::For(node) => (LoopSyntax::For(node), &node.node_index),
                WrittenLoop::While(node) => (LoopSyntax::While(node), &node.node_index),
                WrittenLoop::Comprehension(expr) => (
                    LoopSyntax::Comprehension(expr),
                    ruff_python_ast::HasNodeIndex::node_index(expr),
                ),
            };
            self.loops.push(LoopSite {
                func,
                syntax,
                env: Env::default(),
                element: Value::bottom(),
                iterable: Value::bottom(),
                depth: 0,
                key: crate::passes::scopes::node_id(node_index).unwrap_or(u32::MAX),
            });
        }
    }

    /// Walks the modules' own code, and bodies that may refuse the whole program; whether that is known now.
    pub(super) fn look_at_suspects(&mut self, need: Need) -> bool {
        if need == Need::Facts {
            return false;
        }
        let scopes = self.scopes;
        let suspects = (0..scopes.functions.len()).map(FuncId::from).filter(|&func| {
            let function = scopes.function(func);
            function.is_suspect && !matches!(function.node, FunctionNode::Module(_))
        });
        for func in scopes.module_bodies.iter().copied().chain(suspects) {
            self.round(func);
        }
        self.settle(need)
    }

    /// Whether some code of the program makes facts about all of it doubtful.
    pub fn refuses_everything(&self) -> bool {
        self.runs_what_stops() || self.has_descriptors() || !self.finalizers().is_empty()
    }

    /// Walks bodies, again those that depend on something that has grown, until nothing grows.
    pub(super) fn run_rounds(&mut self, need: Need) {
        let count = self.scopes.functions.len();
        let between_looks = (count / LOOKS_IN_A_ROUND).max(WALKS_BETWEEN_LOOKS);
        for number in 0..MAX_ROUNDS {
            let mut quiet = true;
            for step in 0..count {
                // Back and forth: facts flow from callees to callers and from callers to callees.
                let func = FuncId::from(if number % 2 == 0 { step } else { count - 1 - step });
                if self.is_due(func) {
                    quiet = false;
                    self.round(func);
                    if self.walks_done.is_multiple_of(between_looks) && self.is_stopped(need) {
                        return;
                    }
                }
            }
            if !quiet || number == 0 {
                self.escape_results();
            }
            if quiet || self.is_settled(need) {
                return;
            }
            self.mark_recursion();
        }
        self.gave_up = true;
    }

    /// Whether a body was never walked, or depends on something that has grown since.
    pub(super) fn is_due(&mut self, func: FuncId) -> bool {
        if self.is_dormant(func) {
            return false;
        }
        let journal = &self.heap.journal;
        match &mut self.walks[func.index()] {
            Some((since, reads)) => {
                let due = journal.touches(*since, func, reads);
                if !due {
                    *since = journal.now();
                }
                due
            }
            None => true,
        }
    }

    /// Walks one body.
    pub(super) fn round(&mut self, func: FuncId) {
        let start = self.heap.journal.now();
        let costs = self.heap.journal.cost_time();
        self.held_grew = false;
        let lent = self.lent_before(u64::from(func.0));
        let given = self.given_grew;
        self.heap.journal.begin();
        self.walks_done += 1;
        let mut walker = Walker::new(self, func);
        walker.walk_function();
        let parts = walker.deep_parts_of(walker.result.origins);
        let finds_more = walker.may_find_more();
        let asked_for_lent = walker.asked_for_lent.get();
        let yielded = walker.yielded.union(walker.deep_parts_of(walker.yielded));
        let advances_changing = walker.advances_changing;
        let yielded_itself = walker.yielded_itself;
        let holding = std::mem::take(&mut walker.holding);
        let mut effects = walker.take_effects();
        let (result, mut stored) = (std::mem::take(&mut walker.result), walker.stored);
        let mut result = result;
        // What a function that calls itself returns would be of unknown type in every other round.
        if result.objects.len() > MAX_OBJECTS || self.widened.contains(&func) {
            self.heap.widen(&mut result);
            self.widened.insert(func);
        }
        if self.scopes.function(func).is_generator {
            // `yield from` and StopIteration hand it on, which is not followed.
            self.heap.escape(&result);
        }
        let handed_out = (yielded, yielded_itself);
        let changes_yielded = advances_changing
            || self.touches_handed_out(func, &effects.heap_writes, handed_out, &holding);
        let sees_yielded = self.touches_handed_out(func, &effects.heap_reads, handed_out, &holding);
        let own = |var: VarId| self.scopes.variable(var).func != func;
        effects.reads.retain(own);
        effects.exposed = summary::VarSet::default();
        effects.call_reads = summary::VarSet::default();
        effects.writes.retain(own);
        effects.call_writes.retain(own);
        effects.heap_reads.drop_fresh();
        self.heap.note_changed(&effects.heap_writes);
        effects.heap_writes.drop_fresh();
        self.keep_to_itself(func, &mut effects);
        effects.flags = effects.flags.without(Flags::DEFINES);
        effects.causes.retain(|(flags, _)| *flags != Flags::DEFINES);
        effects.implied = FxHashSet::default();
        if let Some(promise) = self.promises.of_function(func) {
            let function = self.scopes.function(func);
            let receiver = u8::from(promises::takes_receiver(function));
            promises::restrict(promise, &mut effects, receiver, || Why {
                module: function.module,
                range: function.range(),
                what: promise.about.as_str().into(),
            });
            if effects.heap_writes.is_private() {
                stored = Origins::NOWHERE;
            }
        }
        let known = &self.summaries[func.index()];
        let summary = Summary {
            effects,
            result,
            result_parts: parts,
            stored,
            yielded,
            changes_yielded,
            sees_yielded,
            lent: self.lent_before(u64::from(func.0)),
            analysed: true,
            recursive: known.recursive,
        };
        let more_stored = !self.gave_up && summary.stored != known.stored;
        // While facts are recorded, what is counted once for a body counts once for each statement.
        let grew = !summary.same_facts(known)
            || (!self.recording && !summary.effects.same_magnitude(&known.effects));
        let costs_as_before = summary.effects.cost.to_bits() == known.effects.cost.to_bits();
        if summary != **known {
            self.summaries[func.index()] = Rc::new(summary);
            self.stamp += 1;
        }
        let reads = self.heap.journal.end();
        // A walk that learnt what objects hold is repeated, for what came before.
        let again = (finds_more && (more_stored || self.held_grew))
            || (asked_for_lent && self.lent_before(u64::from(func.0)) != lent)
            || self.given_grew != given;
        self.walks[func.index()] = (!again).then_some((start, reads));
        self.walks_began[func.index()] = costs;
        if !costs_as_before {
            self.heap.journal.cost_changed(func);
        }
        self.keep_tests(func);
        if grew {
            self.heap.grew(Fact::Summary(func));
            self.note_unknown_growth(func);
        }
    }

    /// Functions that nobody in view calls may be called with anything.
    pub(super) fn open_parameters(&mut self) {
        let called: FxHashSet<FuncId> = self.calls.iter().map(|(_, callee)| *callee).collect();
        for func in (0..self.scopes.functions.len()).map(FuncId::from) {
            let is_called = called.contains(&func) && !self.exposed_functions.contains(&func);
            if !is_called && !self.is_dormant(func) {
                self.open_parameters_of(func);
            }
        }
    }

    /// The same for one function.
    pub(super) fn open_unless_called(&mut self, func: FuncId) {
        if !self.calls.iter().any(|(_, callee)| *callee == func) {
            self.open_parameters_of(func);
        }
    }

    fn open_parameters_of(&mut self, func: FuncId) {
        let function = self.scopes.function(func);
        for (position, &var) in function.parameters.iter().enumerate() {
            let is_receiver = position == 0 && function.class.is_some();
            if is_receiver && self.var_values[var.index()].is_bottom() {
                let class = function.class.unwrap_or(ClassId(0));
                let object = self.instance_object(class);
                self.join_variable(var, &Value::object(object, Origins::OUTSIDE));
            } else if !is_receiver && self.var_values[var.index()].is_bottom() {
                self.join_variable(var, &Value::any());
            }
        }
    }

    fn mark_recursion(&mut self) {
        // Calls are only ever added.
        if self.calls.len() == self.calls_marked {
            return;
        }
        self.calls_marked = self.calls.len();
        let mut graph = petgraph::graph::DiGraph::<(), ()>::new();
        let nodes: Vec<_> = self.summaries.iter().map(|_| graph.add_node(())).collect();
        for (caller, callee) in &self.calls {
            graph.add_edge(nodes[caller.index()], nodes[callee.index()], ());
        }
        for component in petgraph::algo::kosaraju_scc(&graph) {
            let first = component[0];
            let recursive = component.len() > 1 || graph.contains_edge(first, first);
            for node in component {
                let summary = &mut self.summaries[node.index()];
                if summary.recursive != recursive {
                    Rc::make_mut(summary).recursive = recursive;
                    self.stamp += 1;
                    // It has no bound, then, and costs more.
                    self.heap.grew(Fact::Summary(FuncId::from(node.index())));
                }
            }
        }
    }
}

/// The functions that read variables of each body besides its own.
pub(super) fn inner_readers(scopes: &Scopes<'_>) -> FxHashMap<FuncId, Vec<FuncId>> {
    let mut found: FxHashMap<FuncId, Vec<FuncId>> = FxHashMap::default();
    for (var, readers) in &scopes.foreign_readers {
        found.entry(scopes.variable(*var).func).or_default().extend(readers);
    }
    for readers in found.values_mut() {
        readers.sort_unstable();
        readers.dedup();
    }
    found
}

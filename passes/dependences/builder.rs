//! From the facts about each statement to edges, in one sweep over the body.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

use super::chains::{Chain, Memory};
use super::facts::{Defined, Facts};
use super::names::Name;
use super::{Dependence, Dependences, Kind, Need, Node, is_definition};
use crate::effect_words::Flags;
use crate::ids::{FuncId, VarId};
use crate::passes::effects::Analysis;

/// Definitions or readers of one name that are kept apart; older ones are ordered through the younger.
const MOST: usize = 8;

/// Statements up to which edges that others imply are recognised through any number of steps.
const MOST_WITH_CLOSURE: usize = 8192;

/// Effects that the outside can see, or that change with time: they stay in order.
const ORDERED: Flags = Flags(Flags::UNLOGGABLE.0 & !(Flags::DEFINES.0 | Flags::IDENTITY.0));

/// Effects after which, and before which, anything that is shared may be different.
const OPAQUE: Flags = Flags(
    Flags::UNKNOWN.0
        | Flags::DYNAMIC.0
        | Flags::SUSPENDS.0
        | Flags::STATE.0
        | Flags::THREADS.0
        | Flags::IMPORTS.0,
);

/// Effects that may change what a file holds.
const CHANGES_FILES: Flags = Flags(Flags::WRITES_FILE.0 | Flags::PROCESS.0 | Flags::NETWORK.0);

/// The versions of one name at a point of the sweep.
struct Versions {
    definitions: Vec<Definition>,
    /// Statements that read a version which still counts.
    readers: Vec<usize>,
    /// The value from before the body still counts.
    outside: bool,
}

struct Definition {
    node: usize,
    certain: bool,
    binds: bool,
}

impl Default for Versions {
    fn default() -> Self {
        Versions { definitions: Vec::new(), readers: Vec::new(), outside: true }
    }
}

/// Builds the graph of a body from the facts about its statements.
pub fn build<'a>(an: &Analysis<'a>, func: FuncId, facts: Vec<Facts<'a>>) -> Dependences<'a> {
    let mut sweep = Sweep {
        an,
        versions: FxHashMap::default(),
        captured: FxHashMap::default(),
        memory: Memory::default(),
        files: Chain::default(),
        last_ordered: None,
        last_leaving: None,
        last_opaque: None,
        touching: Vec::new(),
        edges: BTreeMap::new(),
        implied: Implied::new(facts.len()),
    };
    let needs: Vec<Vec<Need>> =
        facts.iter().enumerate().map(|(node, facts)| sweep.statement(node, facts)).collect();
    let edges = sweep.edges;
    let mut graph = DiGraph::new();
    let mut data = 0;
    let mut definitions = facts.iter().filter(|facts| !is_definition(facts.stmt)).count();
    for (facts, needs) in facts.into_iter().zip(needs) {
        let is_definition = is_definition(facts.stmt);
        let counter = if is_definition { &mut definitions } else { &mut data };
        *counter += 1;
        let number = *counter;
        let has = facts.defines.iter().map(|defined| defined.name.text(an.scopes)).collect();
        graph.add_node(Node {
            stmt: facts.stmt,
            number,
            is_definition,
            has,
            needs,
            effects: facts.effects,
        });
    }
    for ((to, from, kind, may), names) in edges {
        let names = names.into_iter().map(|name| name.text(an.scopes)).collect();
        graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), Dependence { kind, names, may });
    }
    Dependences { func, graph }
}

struct Sweep<'s, 'a> {
    an: &'s Analysis<'a>,
    versions: FxHashMap<Name<'a>, Versions>,
    /// What the objects behind a variable read whenever they run.
    captured: FxHashMap<VarId, Vec<Name<'a>>>,
    memory: Memory,
    files: Chain,
    last_ordered: Option<usize>,
    last_leaving: Option<usize>,
    last_opaque: Option<usize>,
    /// Since then: statements that share anything with code out of view.
    touching: Vec<usize>,
    edges: BTreeMap<(usize, usize, Kind, bool), Vec<Name<'a>>>,
    implied: Implied,
}

impl<'a> Sweep<'_, 'a> {
    fn statement(&mut self, node: usize, facts: &Facts<'a>) -> Vec<Need> {
        let needs = self.add_name_edges(node, facts);
        self.add_order_edges(node, facts);
        self.add_memory_edges(node, facts);
        self.add_opaque_edges(node, facts);
        self.add_control_edges(node, facts);
        needs
    }

    fn edge(&mut self, from: usize, to: usize, kind: Kind, may: bool, name: Option<Name<'a>>) {
        if from == to {
            return;
        }
        self.implied.add(from, to);
        let names = self.edges.entry((to, from, kind, may)).or_default();
        names.extend(name.filter(|name| !names.contains(name)));
    }

    /// An edge that is left out where others imply it.
    fn weak_edge(&mut self, from: usize, to: usize, kind: Kind) {
        if !self.implied.has(from, to) {
            self.edge(from, to, kind, false, None);
        }
    }

    // ---- names ----

    fn add_name_edges(&mut self, node: usize, facts: &Facts<'a>) -> Vec<Need> {
        let mut reads = facts.reads.clone();
        let mut captured = facts.captures.clone();
        for name in &facts.reads {
            for &inner in self.captured.get(&name.base()).into_iter().flatten() {
                if !reads.contains(&inner) {
                    reads.push(inner);
                }
                if !captured.contains(&inner) {
                    captured.push(inner);
                }
            }
        }
        let mut needs = Vec::new();
        for &name in &reads {
            let need = self.read(node, name);
            if !facts.code.contains(&name) && !self.is_imported(facts, &need, name) {
                needs.push(need);
            }
        }
        for defined in &facts.defines {
            self.define(node, defined, reads.contains(&defined.name));
            let var = defined.name.base();
            if captured.is_empty() || !facts.holders.contains(&var) {
                if defined.certain && defined.binds && defined.name == Name::Variable(var) {
                    self.captured.remove(&var);
                }
                continue;
            }
            let known = self.captured.entry(var).or_default();
            known.extend(captured.iter().filter(|name| name.base() != var));
            known.sort_unstable();
            known.dedup();
        }
        needs
    }

    /// A read: it waits for every definition that may reach it.
    fn read(&mut self, node: usize, name: Name<'a>) -> Need {
        let versions = self.versions.entry(name).or_default();
        versions.readers.push(node);
        let several = versions.definitions.len() > 1;
        let from: Vec<(usize, bool)> = versions
            .definitions
            .iter()
            .map(|definition| (definition.node, several || !definition.certain))
            .collect();
        let outside = versions.outside;
        for &(definition, may) in &from {
            self.edge(definition, node, Kind::Raw, may, Some(name));
        }
        Need {
            name: name.text(self.an.scopes),
            var: name.base(),
            definitions: from
                .into_iter()
                .map(|(definition, _)| NodeIndex::new(definition))
                .collect(),
            outside,
        }
    }

    /// A definition: it waits for the readers of the versions that it replaces, and for their definitions.
    ///
    /// What changes an object reads it, so that its order after the definition is that of a read; and it goes on
    /// counting as a reader, because the next binding of the name must not come first.
    fn define(&mut self, node: usize, defined: &Defined<'a>, reads: bool) {
        let name = defined.name;
        let mut versions = self.versions.remove(&name).unwrap_or_default();
        for &reader in &versions.readers {
            let is_raw =
                reads && versions.definitions.iter().any(|definition| definition.node == reader);
            if !is_raw {
                self.edge(reader, node, Kind::War, !defined.certain, Some(name));
            }
        }
        if defined.binds {
            for definition in versions.definitions.iter().filter(|definition| definition.binds) {
                let may = !defined.certain || !definition.certain;
                self.edge(definition.node, node, Kind::Waw, may, Some(name));
            }
        }
        if defined.certain {
            versions.definitions.clear();
            versions.outside = false;
        }
        if defined.certain || versions.readers.len() > MOST {
            versions.readers.clear();
        }
        if !defined.binds || (!defined.certain && reads && !versions.readers.contains(&node)) {
            versions.readers.push(node);
        }
        versions.definitions.push(Definition {
            node,
            certain: defined.certain,
            binds: defined.binds,
        });
        if versions.definitions.len() > MOST {
            versions.definitions.remove(0);
        }
        self.versions.insert(name, versions);
    }

    /// Whether all that reaches a name are `def`, `class` and `import` statements.
    fn is_imported(&self, facts: &Facts<'a>, need: &Need, name: Name<'a>) -> bool {
        let base = match name {
            Name::Variable(_) => None,
            Name::Attribute(var, _) => Some(Name::Variable(var)),
        };
        if base.is_some_and(|base| facts.code.contains(&base)) {
            return true;
        }
        let imports =
            |definition: &NodeIndex| self.implied.definitions.contains(&definition.index());
        !need.definitions.is_empty() && need.definitions.iter().all(imports)
    }

    // ---- everything else ----

    fn add_order_edges(&mut self, node: usize, facts: &Facts<'a>) {
        let flags = facts.effects.flags;
        if is_definition(facts.stmt) {
            self.implied.definitions.push(node);
        }
        if flags.intersects(ORDERED)
            && let Some(last) = self.last_ordered.replace(node)
        {
            self.edge(last, node, Kind::Output, false, None);
        }
        if flags.intersects(CHANGES_FILES) {
            for other in self.files.write(node) {
                self.weak_edge(other, node, Kind::Files);
            }
        } else if flags.contains(Flags::READS_FILE)
            && let Some(other) = self.files.read(node)
        {
            self.weak_edge(other, node, Kind::Files);
        }
    }

    fn add_memory_edges(&mut self, node: usize, facts: &Facts<'a>) {
        let (reads, writes) = (&facts.effects.heap_reads, &facts.effects.heap_writes);
        let before = self.memory.touch(&self.an.heap, node, reads, writes);
        for other in before.into_iter().rev() {
            self.weak_edge(other, node, Kind::Alias);
        }
    }

    fn add_opaque_edges(&mut self, node: usize, facts: &Facts<'a>) {
        let effects = &facts.effects;
        if effects.flags.intersects(OPAQUE) {
            let touching = std::mem::take(&mut self.touching);
            let before = self.last_opaque.replace(node);
            for other in before.into_iter().chain(touching).rev() {
                self.weak_edge(other, node, Kind::Unknown);
            }
        } else if self.is_shared(facts) {
            self.touching.push(node);
            if let Some(opaque) = self.last_opaque {
                self.weak_edge(opaque, node, Kind::Unknown);
            }
        }
    }

    /// Whether code out of view may see or change what the statement works with.
    fn is_shared(&self, facts: &Facts<'a>) -> bool {
        let effects = &facts.effects;
        let shared = |name: Name<'a>| {
            let variable = self.an.scopes.variable(name.base());
            variable.shared || variable.is_global || matches!(name, Name::Attribute(..))
        };
        !effects.flags.is_empty()
            || !effects.heap_reads.is_private()
            || !effects.heap_writes.is_private()
            || facts.reads.iter().copied().any(shared)
            || facts.defines.iter().any(|defined| shared(defined.name))
    }

    fn add_control_edges(&mut self, node: usize, facts: &Facts<'a>) {
        if let Some(leaving) = self.last_leaving {
            self.weak_edge(leaving, node, Kind::Control);
        }
        if facts.leaves {
            if let Some(last) = self.last_ordered {
                self.weak_edge(last, node, Kind::Control);
            }
            self.last_leaving = Some(node);
        }
    }
}

/// Which order the edges so far imply.
struct Implied {
    /// By statement: a bit for each earlier one that it waits for; empty where the body is too long for that.
    rows: Vec<Vec<u64>>,
    words: usize,
    /// Statements that bring code.
    definitions: Vec<usize>,
}

impl Implied {
    fn new(statements: usize) -> Self {
        let words = if statements <= MOST_WITH_CLOSURE { statements.div_ceil(64) } else { 0 };
        Implied { rows: vec![vec![0; words]; statements], words, definitions: Vec::new() }
    }

    fn add(&mut self, from: usize, to: usize) {
        if self.words == 0 || self.has(from, to) {
            return;
        }
        // Earlier statements are settled: all that one of them waits for is known.
        let (earlier, later) = self.rows.split_at_mut(to);
        for (mine, theirs) in later[0].iter_mut().zip(&earlier[from]) {
            *mine |= theirs;
        }
        later[0][from / 64] |= 1 << (from % 64);
    }

    fn has(&self, from: usize, to: usize) -> bool {
        self.words > 0 && self.rows[to][from / 64] >> (from % 64) & 1 == 1
    }
}

//! The search for statements of a loop that can run ahead of the others, to tell what the rounds will work on.
//!
//! At first all small statements without effects count as possible, changes of containers that can be copied included. What depends on
//! something that is not possible is dropped until nothing changes. Of what is left, the generator needs the conditions, the jumps, what
//! the next round sees, and everything that these depend on.

use ruff_python_ast::visitor::Visitor;

use super::draws;
use super::growth::{Growth, is_plain};
use super::iteration::Iteration;
use super::stages;
use super::units::{
    Node, Unit, UnitId, UnitSyntax, ends_program, first_unit, for_each_unit, leaves_loop,
};
use crate::effect_words::Flags;
use crate::ids::{ObjId, VarId};
use crate::passes::effects::env::Env;
use crate::passes::effects::heap::{Field, ObjectKind};
use crate::passes::effects::summary::{Touches, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::scopes::ScopeKind;
use crate::values::{Atoms, Origins, Value};

/// Work of a produce statement above which it is not worth doing twice.
const SMALL: f64 = 200.0;

/// The same for one that draws a list, which is small beside what is computed from it if anything is.
const LIST: f64 = 1600.0;

/// What a draw from a generator of NumPy costs besides: an array of numbers, which whoever works on it takes longer for.
const DRAW: f64 = 600.0;

/// Types of which the runtime can make a copy, to look ahead in.
const COPIED: &[(&str, &str)] = &[
    ("builtins", "list"),
    ("builtins", "dict"),
    ("collections", "deque"),
    ("random", "Random"),
    ("numpy.random", "Generator"),
    ("numpy.random", "RandomState"),
    ("io", "TextIOWrapper"),
    ("io", "BufferedReader"),
    // What `open` may give besides, with other modes: the runtime then leaves the loop alone.
    ("io", "BufferedWriter"),
    ("io", "BufferedRandom"),
    ("io", "FileIO"),
    ("io", "BytesIO"),
    ("io", "StringIO"),
];

/// What the search finds.
pub struct Found {
    /// The units of the generator.
    pub produce: Vec<bool>,
    pub copied: Vec<VarId>,
    /// What each item may bring.
    pub targets: VarSet,
    pub from: usize,
    pub open_end: bool,
}

/// The search for statements that can run ahead of the others.
pub struct Search<'s, 'w, 'a> {
    walker: Walker<'w, 'a>,
    site: &'s LoopSite<'a>,
    units: &'s [Unit<'a>],
    envs: &'s [Env],
    conditions: usize,
    /// What grows by more than an addition each round is not foreseen.
    pub strict: bool,
    /// The condition of the loop is what is computed ahead: each round begins with it.
    pub asks: bool,
    /// All variables that the loop binds.
    written: VarSet,
    /// For each unit that draws from the generator that all code shares, the names by which it does; `None` where it does so in
    /// any other way, which a copy under these names would not reach.
    drawn: Vec<Option<VarSet>>,
    /// Units that stand in nothing but conditions.
    open: Vec<bool>,
    possible: Vec<bool>,
    chosen: Vec<bool>,
}

impl<'s, 'w, 'a> Search<'s, 'w, 'a> {
    pub fn new(
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
        let mut walker = Walker::start_iteration(an, site);
        let drawn = units
            .iter()
            .zip(&iteration.envs)
            .map(|(unit, env)| draws::names_of(&mut walker, unit, env))
            .collect();
        Search {
            walker,
            drawn,
            site,
            units,
            envs: &iteration.envs,
            conditions,
            strict: false,
            asks: false,
            written,
            open,
            possible: Vec::new(),
            chosen: Vec::new(),
        }
    }

    /// Finds what can be foreseen, and of that what is needed to foresee the rest.
    pub fn run(&mut self) {
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
        let reads_only = Flags::READS.union(Flags::ANY_SETTINGS);
        let an = &*self.walker.an;
        let draws_a_list = draws::draws_a_list(an, unit);
        let limit = if draws_a_list {
            LIST
        } else if draws::is_drawn(an, unit) {
            SMALL + DRAW
        } else {
            SMALL
        };
        let small = effects.cost <= limit && (!effects.unbounded || draws_a_list);
        let own_names = effects.writes.iter().all(|var| {
            let variable = an.scopes.variable(var);
            variable.func == self.site.func && !variable.is_class_member
        });
        plain
            && self.open[index]
            && small
            && own_names
            && unit.inner_loops.is_empty()
            && effects.flags.without(reads_only.union(Flags::ANY_RANDOM)).is_empty()
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
        let mut copies = self.drawn[index].clone()?;
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
        // Whoever closes one of two descriptors of a file gives up all locks on it.
        let locks = |text: &str| text.contains("fcntl") || text.contains("lockf");
        let locked = an.program.modules.iter().any(|module| locks(&module.source.text));
        let is_copied = |object: &ObjId| match an.heap.peek(*object).kind {
            ObjectKind::Library(id) => {
                let info = an.knowledge.type_info(id);
                !(locked && info.module == "io")
                    && COPIED.contains(&(info.module.as_str(), info.name.as_str()))
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
        let mut growth = Growth::new(&mut self.walker, self.strict);
        growth.visit_stmt(stmt);
        let little = growth.little;
        self.walker.take_effects();
        little
    }

    /// Gives up what depends on something that cannot be foreseen; whether there was any.
    fn drop_dependent(&mut self) -> bool {
        let mut in_order = Touches::default();
        let mut draws_in_order = false;
        for (index, unit) in self.units.iter().enumerate() {
            if !self.possible[index] {
                in_order.merge(&unit.effects.heap_writes);
                draws_in_order |= unit.effects.flags.intersects(Flags::ANY_RANDOM);
            }
        }
        let an = &*self.walker.an;
        let mut dropped = Vec::new();
        for (index, unit) in self.units.iter().enumerate().filter(|(at, _)| self.possible[*at]) {
            let depends = draws_in_order && unit.effects.flags.intersects(Flags::ANY_RANDOM)
                || unit.control.iter().any(|&test| !self.possible[test])
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
        let changes = !unit.effects.heap_writes.is_private() || self.draws(index);
        let takes = changes && !unit.effects.writes.is_empty();
        index < self.conditions
            || self.jumps(index)
            || takes
            || unit.effects.writes.iter().any(is_carried)
    }

    /// Whether a unit draws from the generator that all code shares.
    fn draws(&self, index: UnitId) -> bool {
        self.units[index].effects.flags.intersects(Flags::ANY_RANDOM)
    }

    /// Whether a unit may end the round or the loop.
    fn jumps(&self, index: UnitId) -> bool {
        match self.units[index].syntax {
            UnitSyntax::Continue => true,
            UnitSyntax::Statement(stmt) | UnitSyntax::Loop(stmt) => {
                leaves_loop(std::slice::from_ref(stmt), false)
            }
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
                self.possible[other]
                    && self.units[other].effects.writes.intersects(&unit.effects.reads)
            })
            .collect();
        for writer in writers {
            self.choose(writer);
        }
        // Who changes what this unit makes.
        let made = unit
            .written
            .iter()
            .fold(Origins::NOWHERE, |made, (_, value, _)| made.union(value.origins.only_fresh()));
        for other in 0..self.units.len() {
            let writes = &self.units[other].effects.heap_writes;
            let changes = self.draws(index) && self.draws(other)
                || writes.fresh.intersects(made)
                || stages::overlap(self.walker.an, &unit.effects.heap_reads, writes)
                || stages::overlap(self.walker.an, &unit.effects.heap_writes, writes);
            if self.possible[other] && changes {
                self.choose(other);
            }
        }
    }

    /// Whether the loop may end, or leave, where the generator goes on.
    pub fn has_open_end(&self) -> bool {
        self.units.iter().enumerate().any(|(index, unit)| {
            let leaves = match unit.syntax {
                UnitSyntax::Statement(stmt) | UnitSyntax::Loop(stmt) => {
                    stmt.is_raise_stmt()
                        || stmt.is_assert_stmt()
                        || leaves_loop(std::slice::from_ref(stmt), true)
                        || ends_program(std::slice::from_ref(stmt))
                }
                UnitSyntax::Handlers(handlers) => handlers.leave(),
                _ => index < self.conditions,
            };
            leaves && !self.chosen[index]
        })
    }

    pub fn result(mut self, body: &[Node<'a>]) -> Found {
        let from = if self.asks { 0 } else { self.parting(body) };
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
        for unit in
            self.units.iter().zip(&self.chosen).filter(|(_, chosen)| **chosen).map(|(u, _)| u)
        {
            for var in unit.effects.writes.iter() {
                let slot = self.walker.an.scopes.variable(var).slot as usize;
                let all_chosen = self
                    .units
                    .iter()
                    .enumerate()
                    .all(|(at, unit)| self.chosen[at] || !unit.effects.writes.contains(var));
                let is_bound = self
                    .envs
                    .get(first)
                    .or(self.envs.last())
                    .is_some_and(|env| !env.values[slot].atoms.contains(Atoms::UNBOUND));
                if all_chosen && is_bound && !self.is_of_comprehension(var) {
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

    fn is_of_comprehension(&self, var: VarId) -> bool {
        let scopes = self.walker.an.scopes;
        scopes.scopes[scopes.variable(var).scope.index()].kind == ScopeKind::Comprehension
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
            !self.chosen[unit] && super::weight::is_worth_moving(&it.effects, it.inner_loops.len())
        };
        let is_other = |unit: UnitId| !self.chosen[unit];
        let heavy = body.iter().position(|node| any(node, &is_heavy));
        let end = heavy
            .or_else(|| body.iter().position(|node| any(node, &is_other)))
            .unwrap_or(body.len());
        let is_chosen = |unit: UnitId| self.chosen[unit];
        let from =
            body[..end].iter().rposition(|node| any(node, &is_chosen)).map_or(0, |at| at + 1);
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
            Node::For { .. } | Node::With { .. } | Node::Try { .. } | Node::Else(_) => {}
        }
    }
}

//! What code out of view may do that calls whatever was handed to it, in one account.
//!
//! Wherever something unknown is called, it may call every function of the program that has got out, with any arguments. Their
//! effects are put together once for each set of summaries: as seen from any place they are the same.
//!
//! A body that calls unknown code depends on these effects as a whole: where one function turns out to do more, and others
//! did that already, walking the body again would find nothing new. So it is walked again only where the whole account grows,
//! or what was asked of objects to put it together, or the set of functions.

use std::cell::Cell;
use std::rc::Rc;

use super::Analysis;
use super::journal::Fact;
use super::summary::{Effects, Summary, Touches, VarSet};
use super::walker::Walker;
use crate::ids::FuncId;
use crate::values::{Origins, Value};

/// The effects of all functions that unknown code may call.
pub(super) struct UnknownCode {
    /// What the functions did when their effects were put together.
    summaries: Vec<(FuncId, Rc<Summary>)>,
    /// What else went into it.
    facts: Vec<Fact>,
    since: u32,
    /// The version of all summaries when it was last found to be up to date.
    stamp: Cell<usize>,
    /// Flags and memory.
    effects: Effects,
    reads: VarSet,
    writes: VarSet,
    /// What functions store into their arguments, and what those store that store something of their own into these.
    stored: Origins,
    stored_with_fresh: Origins,
}

impl Analysis<'_> {
    /// A function does more than before: notes whether unknown code does.
    pub(super) fn note_unknown_growth(&mut self, func: FuncId) {
        let Some(known) = &self.unknown_code else { return };
        if !self.exposed_functions.contains(&func) {
            return;
        }
        let mut alone = UnknownCode::new(0, 0);
        alone.add(self, func);
        if !known.includes(&alone) {
            self.heap.grew(Fact::Unknown);
        }
    }
}

impl Walker<'_, '_> {
    /// Adds what unknown code may do by calling functions of the program.
    pub(super) fn call_exposed(&mut self) {
        let count = self.an.exposed_count();
        let unknown = match &self.unknown_code {
            Some(known) if known.summaries.len() == count => Rc::clone(known),
            _ => self.look_up_unknown_code(),
        };
        self.fx.merge(&unknown.effects);
        self.fx.reads.extend(&unknown.reads);
        self.fx.call_reads.extend(&unknown.reads);
        let (own, scopes, env) = (self.func, self.an.scopes, &self.env);
        self.fx.exposed.extend_where(&unknown.reads, |var| {
            let variable = scopes.variable(var);
            variable.func != own || !env.is_assigned(variable.slot as usize)
        });
        for var in unknown.writes.iter() {
            self.note_call_write(var);
        }
        let value = |origins: Origins, fresh: Origins| {
            let own = if origins.only_fresh().is_empty() { Origins::NOWHERE } else { fresh };
            let origins = Origins(origins.0 & Origins::OUTSIDE.0).union(own);
            Value { origins, ..Value::any() }
        };
        let fresh = self.fresh_of_call;
        if !unknown.stored_with_fresh.is_empty() {
            self.hold(fresh, &value(unknown.stored_with_fresh, fresh));
        }
        if !unknown.stored.is_empty() {
            self.hold(Origins::OUTSIDE, &value(unknown.stored, fresh));
        }
    }

    /// One argument for each parameter, about which nothing is known.
    pub(super) fn any_arguments(&self, func: FuncId) -> Vec<Value> {
        vec![Value::any(); self.an.scopes.function(func).parameters.len()]
    }

    /// Whether a function touches what variables around it hold: such touches come after those of its parameters.
    pub(super) fn is_closure(&self, func: FuncId) -> bool {
        let (count, summary) =
            (self.an.scopes.function(func).parameters.len(), self.an.summary(func));
        let Effects { heap_reads, heap_writes, .. } = &summary.effects;
        let touches = heap_reads.parameters.iter().chain(&heap_writes.parameters);
        touches.map(|touch| usize::from(touch.parameter)).any(|parameter| parameter >= count)
    }

    /// Puts the effects together, or finds that another walk has; this walk depends on them from now on.
    fn look_up_unknown_code(&mut self) -> Rc<UnknownCode> {
        let known = self.an.unknown_code.as_ref().filter(|known| self.is_current(known)).cloned();
        let unknown = known.unwrap_or_else(|| Rc::new(self.gather_unknown_code()));
        self.an.unknown_code = Some(Rc::clone(&unknown));
        // That a function does more is no reason for another walk, where together they do no more.
        let journal = &self.an.heap.journal;
        journal.read(Fact::Unknown);
        let others = unknown.facts.iter().filter(|fact| !matches!(fact, Fact::Summary(_)));
        others.for_each(|&fact| journal.read(fact));
        self.an.note_calls_of_exposed(self.func);
        self.unknown_code = Some(Rc::clone(&unknown));
        unknown
    }

    fn is_current(&self, known: &UnknownCode) -> bool {
        if known.summaries.len() != self.an.exposed_count() || !self.is_part_current(known) {
            return false;
        }
        known.stamp.set(self.an.stamp);
        true
    }

    /// Whether the functions still do what they did.
    fn is_part_current(&self, known: &UnknownCode) -> bool {
        let is_same = |(func, known): &(FuncId, Rc<Summary>)| self.an.is_summary_of(*func, known);
        let is_stamped = known.stamp.get() == self.an.stamp && !self.an.gave_up;
        (is_stamped || known.summaries.iter().all(is_same))
            && !self.an.heap.journal.touches_any(known.since, &known.facts)
    }

    /// Puts together the parts of neighbouring functions, of which only those have to be made again that have changed.
    fn gather_unknown_code(&mut self) -> UnknownCode {
        let since = self.an.heap.journal.now();
        let outer = self.an.heap.journal.begin_part();
        let mut unknown = UnknownCode::new(since, self.an.stamp);
        let exposed: Vec<FuncId> = self.an.exposed().to_vec();
        for functions in exposed.chunk_by(|a, b| a.0 / PART == b.0 / PART) {
            let number = functions[0].0 / PART;
            let known = self.an.unknown_parts.get(&number).filter(|known| {
                known.summaries.iter().map(|(func, _)| func).eq(functions)
                    && self.is_part_current(known)
            });
            let part = known.cloned().unwrap_or_else(|| self.gather_part(functions));
            self.an.heap.journal.read_all(&part.facts);
            unknown.take_part(&part);
            self.an.unknown_parts.insert(number, part);
        }
        unknown.facts = self.an.heap.journal.end_part(outer);
        unknown
    }

    fn gather_part(&self, functions: &[FuncId]) -> Rc<UnknownCode> {
        let outer = self.an.heap.journal.begin_part();
        let mut part = UnknownCode::new(self.an.heap.journal.now(), self.an.stamp);
        for &func in functions {
            part.add(self.an, func);
        }
        part.facts = self.an.heap.journal.end_part(outer);
        Rc::new(part)
    }
}

/// How many neighbouring functions are put together in one part.
const PART: u32 = 16;

impl UnknownCode {
    fn new(since: u32, stamp: usize) -> Self {
        UnknownCode {
            summaries: Vec::new(),
            facts: Vec::new(),
            since,
            stamp: Cell::new(stamp),
            effects: Effects::default(),
            reads: VarSet::default(),
            writes: VarSet::default(),
            stored: Origins::NOWHERE,
            stored_with_fresh: Origins::NOWHERE,
        }
    }

    /// Whether this does all that the other does.
    fn includes(&self, other: &UnknownCode) -> bool {
        let within = |mine: &Touches, theirs: &Touches| {
            let is_listed = |location| mine.locations.binary_search(location).is_ok();
            (mine.any || !theirs.any)
                && (mine.everything || !theirs.everything && theirs.locations.iter().all(is_listed))
        };
        self.effects.flags.contains(other.effects.flags)
            && other.reads.iter().all(|var| self.reads.contains(var))
            && other.writes.iter().all(|var| self.writes.contains(var))
            && within(&self.effects.heap_reads, &other.effects.heap_reads)
            && within(&self.effects.heap_writes, &other.effects.heap_writes)
            && self.stored.union(other.stored) == self.stored
            && self.stored_with_fresh.union(other.stored_with_fresh) == self.stored_with_fresh
    }

    /// Adds what the functions of a part do.
    fn take_part(&mut self, part: &UnknownCode) {
        self.effects.merge(&part.effects);
        self.reads.extend(&part.reads);
        self.writes.extend(&part.writes);
        self.summaries.extend_from_slice(&part.summaries);
        self.stored = self.stored.union(part.stored);
        self.stored_with_fresh = self.stored_with_fresh.union(part.stored_with_fresh);
    }

    fn add(&mut self, an: &Analysis<'_>, func: FuncId) {
        let summary = an.summary(func);
        let fx = &summary.effects;
        // A summary names variables of other bodies only.
        for (flags, why) in &fx.causes {
            self.effects.flag(*flags, || why.clone());
        }
        self.reads.extend(&fx.reads);
        self.writes.extend(&fx.writes);
        self.writes.extend(&fx.call_writes);
        for (mine, theirs) in [
            (&mut self.effects.heap_reads, &fx.heap_reads),
            (&mut self.effects.heap_writes, &fx.heap_writes),
        ] {
            mine.any |= theirs.any;
            if theirs.everything {
                mine.set_everything();
            }
            if mine.everything {
                continue; // whatever there was before is touched already, and of its own it has nothing
            }
            mine.add_locations(&theirs.locations);
            // Its arguments are anything from outside, and so is what they hold.
            for touch in &theirs.parameters {
                let object = touch.object.filter(|_| touch.deep);
                let value =
                    object.map_or_else(Value::any, |it| Value::object(it, Origins::OUTSIDE));
                mine.add(&value, touch.field);
                if let Some(viewed) = an.viewed_from_outside(&value) {
                    mine.add(&viewed, touch.field);
                }
            }
        }
        for deferred in an.deferred_to_callers(&fx.heap_writes) {
            self.effects.heap_reads.merge(&deferred.heap_reads);
            self.effects.heap_writes.merge(&deferred.heap_writes);
        }
        self.summaries.push((func, Rc::clone(&summary)));
        // Arguments, and what they hold, come from outside.
        let mut stored = summary.stored.only_fresh();
        if summary.stored.may_be_foreign() {
            stored = stored.union(Origins::OUTSIDE);
        }
        if !stored.only_fresh().is_empty() {
            self.stored_with_fresh = self.stored_with_fresh.union(stored);
        }
        if !an.scopes.function(func).parameters.is_empty() {
            self.stored = self.stored.union(stored);
        }
    }
}

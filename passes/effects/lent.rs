//! What a body puts of other people's things into things that it made itself.
//!
//! ```python
//! net = Network(sizes)              # new, with new layers
//! for x, y in data:
//!     net.predict(x)                # each layer remembers `x`, which is somebody else's list, and changes its own weights
//! ```
//!
//! Origins alone say that the network now leads to things from outside, so that any layer which it leads to might be one. But
//! what was put in are lists of numbers, and no layer can be reached from these.
//!
//! Sound because: from an object that the body made, one comes to an object that it did not make only through one that was put
//! in, and from there by what the heap says that objects hold; the types of all that is ever put in are listed here, once for
//! the body. Where a type is not known, or an object reads others in ways of its own, nothing is concluded.

use super::Analysis;
use super::summary::Summary;
use super::walker::Walker;
use crate::ids::ObjId;
use crate::values::{Atoms, Origins, Value};

/// More objects than this, and it may be anything.
const MOST_OBJECTS: usize = 48;

/// Objects, not made by a body, that it put into others or that others put there for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lent {
    pub any: bool,
    /// Sorted.
    pub objects: Vec<ObjId>,
    /// Where each of them came from, as far as it was not new.
    origins: Vec<Origins>,
}

impl Lent {
    /// Whether anything was new.
    fn add(&mut self, value: &Value) -> bool {
        if self.any {
            return false; // nothing is listed any more
        }
        let foreign = Origins(value.origins.0 & Origins::FOREIGN.0);
        let before = (self.any, self.objects.len());
        let mut grew = false;
        self.any |= value.is_any();
        for &object in &value.objects {
            match self.objects.binary_search(&object) {
                Ok(at) => {
                    let known = self.origins[at];
                    self.origins[at] = known.union(foreign);
                    grew |= self.origins[at] != known;
                }
                Err(at) => {
                    self.objects.insert(at, object);
                    self.origins.insert(at, foreign);
                }
            }
        }
        self.any |= self.objects.len() > MOST_OBJECTS;
        if self.any {
            self.objects.clear();
            self.origins.clear();
            grew = false;
        }
        grew || before != (self.any, self.objects.len())
    }

    /// Those that came from one of these places.
    fn value_from(&self, by: Origins) -> Value {
        let from = self.objects.iter().zip(&self.origins).filter(|(_, known)| known.intersects(by));
        Value { objects: from.map(|(&object, _)| object).collect(), ..Value::bottom() }
    }

    /// A value that may be any of these, from there.
    fn value(&self, origins: Origins) -> Value {
        let atoms = if self.any { Atoms::ANY } else { Atoms::EMPTY };
        Value { atoms, objects: self.objects.iter().copied().collect(), origins }
    }
}

impl Analysis<'_> {
    /// What was put in according to earlier walks of a body, or of an iteration.
    pub(crate) fn lent_before(&self, context: u64) -> Lent {
        self.lent.get(&context).cloned().unwrap_or_default()
    }

    fn note_lent(&mut self, context: u64, value: &Value) {
        if self.lent.entry(context).or_default().add(value) {
            self.heap.changed = true;
        }
    }
}

impl Walker<'_, '_> {
    /// Something is held from now on by an object of this body, or by one from outside.
    pub(super) fn note_lent(&mut self, stored: &Value) {
        if stored.origins.may_be_foreign() && self.lent.add(stored) {
            self.held_grew = true;
            self.an.note_lent(self.context, stored);
        }
    }

    /// Records that objects of this value now hold what a callee put there for it: what is new, and what is not, which is
    /// among these.
    pub(super) fn hold_lent(&mut self, holder: Origins, origins: Origins, lent: &Lent) {
        let fresh = origins.only_fresh();
        if !fresh.is_empty() {
            self.hold(holder, &Value { origins: fresh, ..Value::any() });
        }
        if origins.may_be_foreign() && (lent.any || !lent.objects.is_empty()) {
            self.hold(holder, &lent.value(Origins(origins.0 & Origins::FOREIGN.0)));
        }
    }

    /// What a callee put of other people's things into things that it was given or made, and where that comes from for the caller;
    /// without what is the caller's own: what it took out of a network that the caller made, and put into a list of its own, is
    /// nobody else's for that.
    pub(super) fn lent_by_others(&self, lent: &Lent, bound: &[Value]) -> Lent {
        let mut others = Lent { any: lent.any, ..Lent::default() };
        for (&object, &origins) in lent.objects.iter().zip(&lent.origins) {
            let mut mapped = Origins(origins.0 & Origins::OUTSIDE.0);
            for at in origins.parameters() {
                mapped = mapped.union(bound.get(at).map_or(Origins::OUTSIDE, |v| v.origins));
            }
            for at in origins.parts() {
                mapped = mapped.union(bound.get(at).map_or(Origins::OUTSIDE, |value| {
                    let parts = self.deep_parts_of(value.origins);
                    self.narrowed(value.origins, &[object], parts)
                }));
            }
            if mapped.may_be_foreign() {
                others.add(&Value::object(object, mapped));
            }
        }
        others
    }

    /// Records that objects of this value now hold what a callee put there for it, all of which comes from `origins`, given what
    /// may be among it that is not the caller's own.
    pub(super) fn hold_others(&mut self, holder: Origins, origins: Origins, others: &Lent) {
        if others.any {
            self.hold_lent(holder, origins, others);
            return;
        }
        let fresh = origins.only_fresh();
        if !fresh.is_empty() {
            self.hold(holder, &Value { origins: fresh, ..Value::any() });
        }
        for (&object, &known) in others.objects.iter().zip(&others.origins) {
            self.hold(holder, &Value::object(object, Origins(known.0 & origins.0)));
        }
    }

    /// What parts that are not new of a callee's new result may be.
    pub(super) fn lent_in_result(&self, summary: &Summary) -> Lent {
        let mut lent = summary.lent.clone();
        if summary.result.origins.may_be_foreign() {
            // What it was given, or found, leads on.
            let reach = self.an.heap.reachable(&summary.result);
            let atoms = if reach.any { Atoms::ANY } else { Atoms::EMPTY };
            let objects = reach.objects.iter().copied().collect();
            let from = summary.result.origins.union(summary.result.origins.held_by_foreign());
            let origins = from.union(summary.result_parts);
            lent.add(&Value { atoms, objects, origins });
        }
        lent
    }

    /// Where objects come from that `holder` leads to, given where all that it leads to comes from.
    pub(super) fn narrowed(&self, holder: Origins, objects: &[ObjId], parts: Origins) -> Origins {
        // What a thing from outside held when the body began.
        let before = Origins(holder.held_by_foreign().0 & Origins::FOREIGN.0);
        let put_in = Origins(parts.0 & Origins::FOREIGN.0 & !before.0);
        if !put_in.is_empty() && !self.lent.any {
            self.asked_for_lent.set(true);
        }
        let doubtful =
            put_in.is_empty() || self.lent.any || !self.apart.is_empty() || self.an.gave_up;
        if doubtful {
            return parts;
        }
        let all = self.lent.value(Origins::NOWHERE);
        if !self.may_be_lent(objects, &all) {
            return Origins(parts.0 & !put_in.0);
        }
        // What came from one place leads to what comes from there.
        let apart = put_in.each_foreign().filter(|&(_, by)| {
            let value = self.lent.value_from(by);
            value.objects.len() != all.objects.len() && !self.may_be_lent(objects, &value)
        });
        let apart = apart.fold(Origins::NOWHERE, |found, (from, _)| found.union(from));
        Origins(parts.0 & !(put_in.0 & apart.0))
    }

    /// Whether one of these objects is among this that was put in, or can be reached from there.
    fn may_be_lent(&self, objects: &[ObjId], put_in: &Value) -> bool {
        let reach = self.an.heap.reachable(put_in);
        reach.any
            || objects.iter().any(|object| reach.objects.binary_search(object).is_ok())
            || reach.objects.iter().any(|&object| {
                let known = self.an.heap.get(object);
                !known.runs.is_empty() || !known.sources.is_empty() || known.deferred.is_some()
            })
    }

    /// The same for a value that a holder leads to.
    pub(super) fn part_from(&self, holder: Origins, part: &Value, parts: Origins) -> Value {
        if part.is_any() || part.is_atomic() {
            return part.from(parts);
        }
        part.from(self.narrowed(holder, &part.objects, parts))
    }
}

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
}

impl Lent {
    /// Whether anything was new.
    fn add(&mut self, value: &Value) -> bool {
        let before = (self.any, self.objects.len());
        self.any |= value.is_any();
        for &object in &value.objects {
            if let Err(at) = self.objects.binary_search(&object) {
                self.objects.insert(at, object);
            }
        }
        self.any |= self.objects.len() > MOST_OBJECTS;
        if self.any {
            self.objects.clear();
        }
        before != (self.any, self.objects.len())
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
        if origins.may_be_foreign() {
            self.hold(holder, &lent.value(Origins(origins.0 & Origins::FOREIGN.0)));
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
            lent.add(&Value { atoms, objects, origins: Origins::NOWHERE });
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
        if doubtful || self.may_be_lent(objects) {
            return parts;
        }
        Origins(parts.0 & !put_in.0)
    }

    /// Whether one of these objects is among what was put in, or can be reached from there.
    fn may_be_lent(&self, objects: &[ObjId]) -> bool {
        let reach = self.an.heap.reachable(&self.lent.value(Origins::NOWHERE));
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

//! The state of the variables of one body at one point.

use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use smallvec::SmallVec;

use crate::values::{Atoms, Value};

/// By slot: what each variable may hold. States at several points share one list until one of them changes it.
#[derive(Clone, Default)]
pub struct Slots(Option<Rc<Vec<Value>>>);

impl Deref for Slots {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

impl DerefMut for Slots {
    fn deref_mut(&mut self) -> &mut [Value] {
        self.0.as_mut().map_or(&mut [], |values| Rc::make_mut(values).as_mut_slice())
    }
}

impl Slots {
    /// Each variable may hold what it may hold at either point.
    pub(super) fn join(&mut self, other: &Slots) {
        if let (Some(mine), Some(theirs)) = (&self.0, &other.0)
            && Rc::ptr_eq(mine, theirs)
        {
            return;
        }
        let differs = |(mine, theirs): (&Value, &Value)| mine != theirs;
        let Some(first) = self.iter().zip(other.iter()).position(differs) else { return };
        for (mine, theirs) in self.iter_mut().zip(other.iter()).skip(first) {
            if mine != theirs {
                mine.join(theirs);
            }
        }
    }
}

/// What the variables of a body may hold at one point.
#[derive(Clone, Default)]
pub struct Env {
    pub values: Slots,
    /// By slot: certainly assigned since the body (or the iteration) began.
    pub(super) assigned: SmallVec<[u64; 2]>,
    /// The generator of the module `random` has certainly been seeded since the body (or the iteration) began.
    pub(super) seeded: bool,
    /// The point cannot be reached.
    pub dead: bool,
}

impl Env {
    pub(super) fn new(slots: usize) -> Self {
        Env {
            values: Slots(Some(Rc::new(vec![Value::atom(Atoms::UNBOUND); slots]))),
            assigned: SmallVec::from_elem(0, slots.div_ceil(64)),
            seeded: false,
            dead: false,
        }
    }

    pub fn is_assigned(&self, slot: usize) -> bool {
        self.assigned[slot / 64] >> (slot % 64) & 1 == 1
    }

    pub(super) fn set_assigned(&mut self, slot: usize, to: bool) {
        let bit = 1 << (slot % 64);
        if to {
            self.assigned[slot / 64] |= bit;
        } else {
            self.assigned[slot / 64] &= !bit;
        }
    }

    /// Control may come from either point.
    pub fn join(&mut self, other: &Env) {
        if other.dead {
            return;
        }
        if self.dead {
            self.clone_from(other);
            return;
        }
        self.values.join(&other.values);
        for (mine, theirs) in self.assigned.iter_mut().zip(&other.assigned) {
            *mine &= theirs;
        }
        self.seeded &= other.seeded;
    }
}

pub(super) fn join_option(slot: &mut Option<Env>, env: Env) {
    match slot {
        Some(known) => known.join(&env),
        None => *slot = Some(env),
    }
}

//! The state of the variables of one body at one point.

use crate::values::{Atoms, Value};

/// What the variables of a body may hold at one point.
#[derive(Clone, Default)]
pub struct Env {
    pub values: Vec<Value>,
    /// By slot: certainly assigned since the body (or the iteration) began.
    pub(super) assigned: Vec<u64>,
    /// The point cannot be reached.
    pub dead: bool,
}

impl Env {
    pub(super) fn new(slots: usize) -> Self {
        Env {
            values: vec![Value::atom(Atoms::UNBOUND); slots],
            assigned: vec![0; slots.div_ceil(64)],
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
        for (mine, theirs) in self.values.iter_mut().zip(&other.values) {
            if mine != theirs {
                mine.join(theirs);
            }
        }
        for (mine, theirs) in self.assigned.iter_mut().zip(&other.assigned) {
            *mine &= theirs;
        }
    }
}

pub(super) fn join_option(slot: &mut Option<Env>, env: Env) {
    match slot {
        Some(known) => known.join(&env),
        None => *slot = Some(env),
    }
}

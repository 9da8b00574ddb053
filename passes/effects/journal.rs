//! Who has to be walked again: which facts each body's walk has read, and which have grown since.
//!
//! Reads and growth are noted where the tables are accessed. A walk is due when something that the body's latest walk
//! read has grown since it began. Nothing rests on these notes being complete: the walk that records facts visits every
//! body once more, and where it still finds growth, all bodies are walked until nothing grows.

use std::cell::{Cell, RefCell};

use rustc_hash::FxHashSet;

use crate::ids::{FuncId, ObjId, Symbol, VarId};

/// A fact that can grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// What an object holds.
    Object(ObjId),
    /// The values that a variable is ever given.
    Variable(VarId),
    /// What a function does, returns and yields.
    Summary(FuncId),
    /// What comes back to the heads of a body's loops.
    Loops(FuncId),
    /// What is stored under an attribute on objects of unknown type.
    Attribute(Symbol),
    /// Something that concerns all code: patched names, bases of classes.
    Program,
    /// That facts are still growing, so that what has no value yet may get one.
    Optimism,
}

#[derive(Default)]
pub struct Journal {
    grown: Vec<Fact>,
    reads: RefCell<FxHashSet<Fact>>,
    /// The fact read last, which is often read again at once.
    latest: Cell<Option<Fact>>,
    active: Cell<bool>,
}

impl Journal {
    /// Notes that the walk under way depends on a fact.
    pub fn read(&self, fact: Fact) {
        if self.active.get() && self.latest.replace(Some(fact)) != Some(fact) {
            self.reads.borrow_mut().insert(fact);
        }
    }

    /// Notes that a fact has grown.
    pub fn grew(&mut self, fact: Fact) {
        if self.grown.last() != Some(&fact) {
            self.grown.push(fact);
        }
    }

    /// Begins the account of one walk.
    pub fn begin(&self) {
        self.reads.borrow_mut().clear();
        self.latest.set(None);
        self.active.set(true);
    }

    /// Ends the account: what the walk has read, sorted.
    pub fn end(&self) -> Vec<Fact> {
        self.active.set(false);
        let mut reads: Vec<Fact> = self.reads.borrow().iter().copied().collect();
        reads.sort_unstable();
        reads
    }

    /// How much has grown so far.
    pub fn len(&self) -> usize {
        self.grown.len()
    }

    /// Whether one of these facts, or one that concerns everybody, has grown since `start`.
    pub fn touches(&self, start: usize, func: FuncId, reads: &[Fact]) -> bool {
        self.grown[start..].iter().any(|fact| {
            matches!(fact, Fact::Program)
                || *fact == Fact::Loops(func)
                || reads.binary_search(fact).is_ok()
        })
    }
}

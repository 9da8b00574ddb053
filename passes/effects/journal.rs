//! Who has to be walked again: which facts each body's walk has read, and which have grown since.
//!
//! Reads and growth are noted where the tables are accessed. A walk is due when something that the body's latest walk
//! read has grown since it began. All rests on these notes being complete: who asks a table for something that can grow, in a
//! walk, says so here. A test walks every body of many programs once more after the rounds, and looks for growth.

use std::cell::{Cell, RefCell};

use crate::ids::{FuncId, ObjId, Symbol, VarId};

/// A fact that can grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// Anything about an object: what it holds, and its attributes.
    Object(ObjId),
    /// What an object holds, besides attributes.
    Contents(ObjId),
    /// An attribute of an object, by a number that others may share, see [`Fact::field`].
    Field(u32),
    /// Whether the program replaces something of a name, by a number that others may share, see [`Fact::name`].
    Name(u32),
    /// The values that a variable is ever given.
    Variable(VarId),
    /// What a function does, returns and yields.
    Summary(FuncId),
    /// What a function costs, which is an estimate: no body is walked in the rounds because of it.
    Cost(FuncId),
    /// What comes back to the heads of a body's loops.
    Loops(FuncId),
    /// What is stored under an attribute on objects of unknown type.
    Attribute(Symbol),
    /// Which functions code out of view may call.
    Exposed,
    /// Which objects values of unknown type may be.
    Escaped,
    /// What code out of view may do by calling these.
    Unknown,
    /// Something that concerns all code: patched names, bases of classes.
    Program,
    /// That facts are still growing, so that what has no value yet may get one.
    Optimism,
}

/// Kinds of facts.
const KINDS: usize = 14;

/// How many attributes, and names, are told apart. That two of them share a number costs a walk now and then.
const FIELDS: u32 = 4096;
const NAMES: u32 = 1024;

impl Fact {
    /// An attribute of an object, whether it was ever stored or not.
    pub fn field(object: ObjId, name: Symbol) -> Fact {
        let mixed = object.0.wrapping_mul(0x9E37_79B1) ^ name.0.wrapping_mul(0x85EB_CA77);
        Fact::Field((mixed >> 16 ^ mixed) % FIELDS)
    }

    /// Whether the program replaces something of this name, in a module or on who knows what.
    pub fn name(name: &str) -> Fact {
        let bytes = name.as_bytes();
        let at = |index: usize| bytes.get(index).map_or(0, |byte| u32::from(*byte));
        let mixed = [at(0), at(1), at(bytes.len() / 2), at(bytes.len().saturating_sub(1))]
            .into_iter()
            .fold(bytes.len() as u32, |mixed, byte| mixed.wrapping_mul(31).wrapping_add(byte));
        Fact::Name(mixed % NAMES)
    }

    /// The kind, and the number among facts of the kind.
    fn place(self) -> (usize, usize) {
        match self {
            Fact::Object(object) => (0, object.index()),
            Fact::Variable(var) => (1, var.index()),
            Fact::Summary(func) => (2, func.index()),
            Fact::Loops(func) => (3, func.index()),
            Fact::Attribute(symbol) => (4, symbol.index()),
            Fact::Cost(func) => (10, func.index()),
            Fact::Program => (5, 0),
            Fact::Optimism => (6, 0),
            Fact::Exposed => (7, 0),
            Fact::Unknown => (8, 0),
            Fact::Escaped => (9, 0),
            Fact::Contents(object) => (11, object.index()),
            Fact::Field(number) => (12, number as usize),
            Fact::Name(number) => (13, number as usize),
        }
    }
}

/// A number for each fact, 0 where there is none yet.
#[derive(Default)]
struct Times([Vec<u32>; KINDS]);

impl Times {
    fn get(&self, fact: Fact) -> u32 {
        let (kind, number) = fact.place();
        self.0[kind].get(number).copied().unwrap_or(0)
    }

    /// Sets the number of a fact; what it was.
    fn set(&mut self, fact: Fact, time: u32) -> u32 {
        let (kind, number) = fact.place();
        let times = &mut self.0[kind];
        if times.len() <= number {
            times.resize(number + 1, 0);
        }
        std::mem::replace(&mut times[number], time)
    }
}

#[derive(Default)]
pub struct Journal {
    /// How often something has grown.
    now: u32,
    /// When each fact has last grown.
    grown: Times,
    /// When any object has last grown.
    objects_grown: u32,
    /// When something other than summaries, what comes back to the heads of loops, and what has escaped, has last grown.
    others_grown: u32,
    /// How often the estimate of what a function costs was replaced.
    costs_changed: u32,
    reads: RefCell<Vec<Fact>>,
    /// The account in which each fact was last read.
    read_in: RefCell<Times>,
    account: Cell<u32>,
    active: Cell<bool>,
}

/// The account of a walk, put aside while a part of it is noted separately.
pub struct Outer {
    reads: Vec<Fact>,
    active: bool,
}

impl Journal {
    /// Notes that the walk under way depends on a fact.
    pub fn read(&self, fact: Fact) {
        let account = self.account.get();
        if self.active.get() && self.read_in.borrow_mut().set(fact, account) != account {
            self.reads.borrow_mut().push(fact);
        }
    }

    /// The same for several objects, of which is kept in which account they were last read.
    pub fn read_objects(&self, objects: &[ObjId], last: &Cell<u32>) {
        let account = self.account.get();
        if !self.active.get() || last.replace(account) == account {
            return;
        }
        let mut read_in = self.read_in.borrow_mut();
        let mut reads = self.reads.borrow_mut();
        for &object in objects {
            if read_in.set(Fact::Object(object), account) != account {
                reads.push(Fact::Object(object));
            }
        }
    }

    /// Notes that a fact has grown.
    pub fn grew(&mut self, fact: Fact) {
        self.now += 1;
        self.grown.set(fact, self.now);
        if !matches!(fact, Fact::Summary(_) | Fact::Unknown | Fact::Loops(_) | Fact::Escaped) {
            self.others_grown = self.now;
        }
        if matches!(fact, Fact::Object(_)) {
            self.objects_grown = self.now;
        }
    }

    /// Notes that the estimate of what a function costs is another one.
    pub fn cost_changed(&mut self, func: FuncId) {
        self.costs_changed += 1;
        self.grown.set(Fact::Cost(func), self.costs_changed);
    }

    /// A time of its own: how often an estimate was replaced.
    pub fn cost_time(&self) -> u32 {
        self.costs_changed
    }

    /// Whether one of these functions costs something else than it did then.
    pub fn costs_otherwise(&self, since: u32, reads: &[Fact]) -> bool {
        reads.iter().any(|fact| match fact {
            Fact::Summary(func) => self.grown.get(Fact::Cost(*func)) > since,
            _ => false,
        })
    }

    /// Begins the account of one walk.
    pub fn begin(&self) {
        self.reads.borrow_mut().clear();
        self.account.set(self.account.get() + 1);
        self.active.set(true);
    }

    /// Ends the account: what the walk has read, in any order, some of it more than once.
    pub fn end(&self) -> Box<[Fact]> {
        self.active.set(false);
        let mut reads = self.reads.borrow_mut();
        let noted = reads.as_slice().into();
        reads.clear();
        noted
    }

    /// Begins the account of a part of a walk, which may serve other walks, too.
    pub fn begin_part(&self) -> Outer {
        self.account.set(self.account.get() + 1);
        Outer { reads: self.reads.take(), active: self.active.replace(true) }
    }

    /// Ends the account of a part: what it has read. The walk goes on with the account that was put aside.
    pub fn end_part(&self, outer: Outer) -> Vec<Fact> {
        self.account.set(self.account.get() + 1);
        self.active.set(outer.active);
        self.reads.replace(outer.reads)
    }

    /// Notes that the walk under way depends on all that a part has read.
    pub fn read_all(&self, facts: &[Fact]) {
        for &fact in facts {
            self.read(fact);
        }
    }

    /// A time: how often something has grown so far.
    pub fn now(&self) -> u32 {
        self.now
    }

    /// Whether nothing has grown since but what functions are known for: summaries, what comes back to the heads of loops, and
    /// what they let out.
    pub fn only_summaries(&self, since: u32) -> bool {
        self.others_grown <= since
    }

    /// Whether one of these objects has grown since.
    pub fn any_object_grew(&self, since: u32, objects: &[ObjId]) -> bool {
        self.objects_grown > since
            && objects.iter().any(|&object| self.grown.get(Fact::Object(object)) > since)
    }

    /// Whether one of these facts, or one that concerns everybody, has grown since.
    pub fn touches_any(&self, since: u32, facts: &[Fact]) -> bool {
        self.now > since
            && (self.grown.get(Fact::Program) > since
                || facts.iter().any(|fact| self.grown.get(*fact) > since))
    }

    /// The same for a walk of a body.
    pub fn touches(&self, since: u32, func: FuncId, reads: &[Fact]) -> bool {
        self.touches_any(since, reads) || self.grown.get(Fact::Loops(func)) > since
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FUNC: FuncId = FuncId(3);
    const OBJECT: Fact = Fact::Object(ObjId(7));

    #[test]
    fn what_grows_again_after_a_walk_began_makes_it_due() {
        let mut journal = Journal::default();
        journal.grew(OBJECT);
        let since = journal.now();
        journal.begin();
        journal.read(OBJECT);
        let reads = journal.end();
        assert!(!journal.touches(since, FUNC, &reads));
        journal.grew(OBJECT);
        assert!(journal.touches(since, FUNC, &reads));
    }

    #[test]
    fn attributes_are_told_apart() {
        let (this, that) = (Fact::field(ObjId(7), Symbol(1)), Fact::field(ObjId(7), Symbol(2)));
        assert_ne!(this, that);
        assert_ne!(this, Fact::field(ObjId(8), Symbol(1)));
        assert_ne!(Fact::name("open"), Fact::name("print"));
        let mut journal = Journal::default();
        let since = journal.now();
        journal.begin();
        journal.read(this);
        let reads = journal.end();
        journal.grew(that);
        journal.grew(Fact::Contents(ObjId(7)));
        assert!(!journal.touches(since, FUNC, &reads));
        journal.grew(this);
        assert!(journal.touches(since, FUNC, &reads));
    }

    #[test]
    fn a_part_has_an_account_of_its_own() {
        let mut journal = Journal::default();
        journal.begin();
        journal.read(Fact::Variable(VarId(1)));
        let outer = journal.begin_part();
        journal.read(OBJECT);
        let part = journal.end_part(outer);
        assert_eq!(part, [OBJECT]);
        assert_eq!(*journal.end(), [Fact::Variable(VarId(1))]);
        // Without a walk nothing is noted, but a part of its own still is.
        let outer = journal.begin_part();
        journal.read(OBJECT);
        assert_eq!(journal.end_part(outer), [OBJECT]);
        journal.read(OBJECT);
        assert_eq!(*journal.end(), []);
        let since = journal.now();
        journal.grew(Fact::Program);
        assert!(journal.touches_any(since, &[]));
    }

    #[test]
    fn several_objects_are_noted_once_in_each_account() {
        let (objects, last) = ([ObjId(2), ObjId(5)], Cell::new(0));
        let both = objects.map(Fact::Object);
        let journal = Journal::default();
        journal.read_objects(&objects, &last);
        journal.begin();
        for _ in 0..2 {
            journal.read_objects(&objects, &last);
        }
        // A part has an account of its own, and so has the rest of the walk.
        let outer = journal.begin_part();
        journal.read_objects(&objects, &last);
        assert_eq!(journal.end_part(outer), both);
        assert_eq!(*journal.end(), both);
        journal.begin();
        journal.read_objects(&objects, &last);
        assert_eq!(*journal.end(), both);
    }

    #[test]
    fn summaries_are_told_from_other_growth() {
        let mut journal = Journal::default();
        let since = journal.now();
        journal.grew(Fact::Summary(FUNC));
        assert!(journal.only_summaries(since));
        journal.grew(OBJECT);
        assert!(!journal.only_summaries(since));
        assert!(journal.any_object_grew(since, &[ObjId(2), ObjId(7)]));
        assert!(!journal.any_object_grew(since, &[ObjId(2)]));
    }
}

//! What a program holds at one point: its variables and an abstract heap.
//!
//! Each place that creates objects has two abstract objects: the *recent* one, which stands for the object that was
//! created there last, and the *older* one, which stands for all that were created there before and are still held, with
//! their number. Objects are therefore shared where they are shared in the program, and counted once.

use std::collections::BTreeMap;
use std::rc::Rc;

use ruff_python_ast::ExprGenerator;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::bounds::{Poly, Span};
use super::layouts::Width;
use crate::ids::{ClassId, FuncId, VarId};

/// An abstract object: twice the number of its place, plus one for the older ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub u32);

impl Id {
    pub fn recent(place: u32) -> Self {
        Id(place * 2)
    }

    /// All objects of the same place that were created earlier.
    pub fn older(self) -> Self {
        Id(self.0 | 1)
    }

    /// The recent object of the same place.
    pub fn recent_one(self) -> Self {
        Id(self.0 & !1)
    }

    pub fn is_older(self) -> bool {
        self.0 & 1 == 1
    }
}

/// The objects that a value may be, sorted.
pub type Refs = SmallVec<[Id; 2]>;

/// Adds what another value may be.
pub fn merge(refs: &mut Refs, more: &[Id]) {
    for &id in more {
        if let Err(at) = refs.binary_search(&id) {
            refs.insert(at, id);
        }
    }
}

/// Which dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictKind {
    Plain,
    Counter,
    Default,
    Ordered,
}

/// What an object is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind<'a> {
    /// Nothing is known of it, what it holds included.
    Unknown,
    /// Exists anyway and takes nothing: None, constants of the code, functions of libraries.
    Shared,
    Int,
    Float,
    Complex,
    Str(Width),
    Bytes,
    ByteArray,
    /// An `array.array`, by its type code.
    Packed(char),
    List,
    Tuple,
    Dict(DictKind),
    Set {
        frozen: bool,
    },
    Deque,
    Range,
    /// Something that is advanced: `len` items, each one of `elems`.
    Iterator,
    /// A generator expression that nobody has advanced yet.
    Lazy(&'a ExprGenerator),
    /// A call of a generator function that nobody has advanced yet; its arguments are the fields.
    Generator(FuncId),
    Instance(ClassId),
    Class(ClassId),
    Function(FuncId),
    Method(FuncId),
    Module(Rc<str>),
    /// A function or class of a library, by dotted name; with a receiver, one of its methods.
    Library(Rc<str>),
    /// A NumPy array: `len` elements of so many bytes.
    Array {
        item: u32,
    },
    /// A view of another array: nothing but its header.
    View,
    /// A pandas frame or series: its columns are its elements.
    Frame,
    /// An open file; its name is the text.
    File,
    /// What is written to memory: texts of some width, or bytes; laid out for reading where it has grown.
    Buffer(Option<Width>),
    /// A date, a time, both, or what lies between two; the text says which.
    Moment,
    /// A compiled regular expression; the expression is the text.
    Pattern,
    /// What a regular expression matched: the fields are the text and the pattern, the text is the expression.
    Match,
    /// A part of a JSON document of which only the size is known, or all of it; parts lead to the whole.
    Document,
}

/// What something leads to, by name.
pub type Table = BTreeMap<Rc<str>, Refs>;

/// An abstract object: one object, or all of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Object<'a> {
    pub kind: Kind<'a>,
    /// How many there are.
    pub count: Span,
    /// Their lengths, added up. For integers: the bits of one.
    pub len: Span,
    /// The shortest and the longest of them.
    pub each: (Poly, Poly),
    /// The value of a number; the items of a range or an iterator of numbers.
    pub num: Span,
    /// Grew by appending: there may be room for more.
    pub grown: bool,
    /// Holds only keys that are strings.
    pub string_keys: bool,
    /// Exists once for all, or belongs to the code: takes nothing.
    pub immortal: bool,
    pub elems: Refs,
    pub keys: Refs,
    /// The elements of a short tuple one by one; the arguments of a generator.
    pub fields: Option<Rc<Vec<Refs>>>,
    pub attributes: Option<Rc<BTreeMap<Rc<str>, Refs>>>,
    /// The text of a string constant, the name of a file.
    pub text: Option<Rc<str>>,
    /// Bytes beside what the kind and the length say.
    pub extra: Span,
    /// Why there is no bound, by number.
    pub why: Option<u32>,
}

impl<'a> Object<'a> {
    pub fn new(kind: Kind<'a>) -> Self {
        Object {
            kind,
            count: Span::exact(1.0),
            len: Span::default(),
            each: (Poly::zero(), Poly::zero()),
            num: Span::any_number(),
            grown: false,
            string_keys: true,
            immortal: false,
            elems: Refs::new(),
            keys: Refs::new(),
            fields: None,
            attributes: None,
            text: None,
            extra: Span::default(),
            why: None,
        }
    }

    pub fn with_len(kind: Kind<'a>, len: Span) -> Self {
        let mut object = Object::new(kind);
        object.set_len(len);
        object
    }

    pub fn set_len(&mut self, len: Span) {
        self.each = (len.low.clone(), len.high.clone());
        self.len = len;
    }

    /// The length of one of them.
    pub fn each_len(&self) -> Span {
        let count = self.count.estimate.as_constant();
        let estimate = match (count, self.len.estimate.as_constant()) {
            (Some(1.0), _) => self.len.estimate.clone(),
            (Some(count), _) if count > 0.0 && count.is_finite() => {
                self.len.estimate.scaled(1.0 / count)
            }
            (_, Some(0.0)) => Poly::zero(),
            // The mean of two polynomials is none; the ends are at hand.
            _ if self.each.1.is_finite() => self.each.0.plus(&self.each.1).scaled(0.5),
            _ => Poly::infinite(),
        };
        // None is longer than all together.
        let high = if self.each.1.is_finite() { &self.each.1 } else { &self.len.high };
        Span { low: self.each.0.clone(), estimate, high: high.clone() }
    }

    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Int | Kind::Float | Kind::Complex)
    }

    /// Can be changed by somebody who has a reference.
    pub fn is_mutable(&self) -> bool {
        matches!(
            self.kind,
            Kind::Unknown
                | Kind::ByteArray
                | Kind::Packed(_)
                | Kind::List
                | Kind::Dict(_)
                | Kind::Set { frozen: false }
                | Kind::Deque
                | Kind::Instance(_)
                | Kind::Iterator
                | Kind::Frame
                | Kind::Buffer(_)
        )
    }

    /// All objects it refers to.
    pub fn refs(&self) -> impl Iterator<Item = Id> {
        let fields = self.fields.iter().flat_map(|fields| fields.iter().flatten().copied());
        let attributes = self.attributes.iter().flat_map(|table| table.values().flatten().copied());
        self.elems.iter().copied().chain(self.keys.iter().copied()).chain(fields).chain(attributes)
    }

    /// Adds a length to that of one of them, not known which where there are many.
    pub fn grow(&mut self, by: &Span, certain: bool) {
        let by = if certain { by.clone() } else { Span { low: Poly::zero(), ..by.clone() } };
        self.len = self.len.plus(&by);
        let one = self.count.high.as_constant() == Some(1.0);
        if one && certain {
            self.each.0 = self.each.0.plus(&by.low);
        }
        self.each.1 = self.each.1.plus(&by.high);
    }

    /// Both of two objects of the same place, `weight` being how likely the first one is.
    pub fn join(&self, other: &Object<'a>, weight: f64) -> Object<'a> {
        let mut joined = self.union(other, weight);
        joined.count = self.count.join(&other.count, weight);
        joined.len = self.len.join(&other.len, weight);
        joined
    }

    /// Everything but the amounts.
    fn union(&self, other: &Object<'a>, weight: f64) -> Object<'a> {
        let mut union = self.clone();
        union.kind = join_kinds(&self.kind, &other.kind);
        union.each = (self.each.0.lower(&other.each.0), self.each.1.upper(&other.each.1));
        union.num = self.num.join(&other.num, weight);
        union.grown |= other.grown;
        union.string_keys &= other.string_keys;
        union.immortal &= other.immortal;
        merge(&mut union.elems, &other.elems);
        merge(&mut union.keys, &other.keys);
        union.fields = match (&self.fields, &other.fields) {
            (Some(one), Some(two)) if one == two => Some(Rc::clone(one)),
            (Some(one), Some(two)) if one.len() == two.len() => {
                let mut fields = (**one).clone();
                for (field, more) in fields.iter_mut().zip(two.iter()) {
                    merge(field, more);
                }
                Some(Rc::new(fields))
            }
            _ => {
                for refs in self.fields.iter().chain(&other.fields).flat_map(|fields| fields.iter())
                {
                    merge(&mut union.elems, refs);
                }
                None
            }
        };
        union.attributes = match (&self.attributes, &other.attributes) {
            (one, two) if one == two => one.clone(),
            _ if matches!(self.kind, Kind::Dict(_)) => {
                super::documents::joined_entries(self, other).map(Rc::new)
            }
            (Some(one), Some(two)) => {
                let mut table = (**one).clone();
                for (name, refs) in two.iter() {
                    merge(table.entry(Rc::clone(name)).or_default(), refs);
                }
                Some(Rc::new(table))
            }
            (one, two) => one.clone().or_else(|| two.clone()),
        };
        if self.text != other.text {
            union.text = None;
        }
        union.extra = self.extra.join(&other.extra, weight);
        union.why = self.why.or(other.why);
        union
    }

    /// Adds an object that has become one of the older ones.
    fn absorb(&mut self, recent: &Object<'a>) {
        let weight = match (self.count.estimate.as_constant(), recent.count.estimate.as_constant())
        {
            (Some(one), Some(two)) if one + two > 0.0 && (one + two).is_finite() => {
                one / (one + two)
            }
            _ => 0.5,
        };
        let (count, len) = (self.count.plus(&recent.count), self.len.plus(&recent.len));
        let bits = self.len.join(&recent.len, weight);
        *self = self.union(recent, weight);
        self.count = count;
        self.len = if self.kind == Kind::Int { bits } else { len };
    }
}

fn join_kinds<'a>(one: &Kind<'a>, two: &Kind<'a>) -> Kind<'a> {
    match (one, two) {
        (one, two) if one == two => one.clone(),
        (Kind::Str(one), Kind::Str(two)) => Kind::Str(*one.max(two)),
        (Kind::Buffer(Some(one)), Kind::Buffer(Some(two))) => Kind::Buffer(Some(*one.max(two))),
        (Kind::Int, Kind::Float) | (Kind::Float, Kind::Int) => Kind::Int,
        (Kind::Array { item: one }, Kind::Array { item: two }) => {
            Kind::Array { item: *one.max(two) }
        }
        _ => Kind::Unknown,
    }
}

/// Variables and heap.
#[derive(Clone, Debug, Default)]
pub struct State<'a> {
    pub vars: FxHashMap<VarId, Refs>,
    pub heap: FxHashMap<Id, Rc<Object<'a>>>,
    /// Values that are being worked with and have no name.
    pub held: Vec<Refs>,
    /// Items that generators will have produced: known here, but not alive all at once.
    pub hidden: Vec<Refs>,
    /// Nothing gets here: the statements before leave.
    pub dead: bool,
}

impl<'a> State<'a> {
    pub fn object(&self, id: Id) -> Option<&Object<'a>> {
        self.heap.get(&id).map(|object| &**object)
    }

    pub fn objects<'s>(&'s self, refs: &'s [Id]) -> impl Iterator<Item = &'s Object<'a>> + 's {
        refs.iter().filter_map(|&id| self.object(id))
    }

    pub fn object_mut(&mut self, id: Id) -> Option<&mut Object<'a>> {
        self.heap.get_mut(&id).map(Rc::make_mut)
    }

    /// The only object that a value can be.
    pub fn single(&self, refs: &[Id]) -> Option<&Object<'a>> {
        match refs {
            [id] => self.object(*id),
            _ => None,
        }
    }

    /// A new object of a place; the one that was created there before becomes one of the older ones.
    pub fn create(&mut self, place: u32, object: Object<'a>) -> Refs {
        let recent = Id::recent(place);
        if let Some(before) = self.heap.get(&recent).cloned() {
            if before.immortal && object.immortal {
                let joined = before.join(&object, 0.5);
                self.heap.insert(recent, Rc::new(joined));
                return SmallVec::from_slice(&[recent]);
            }
            if self.is_referred_to(recent) {
                self.retire(recent, &before);
            }
        }
        self.heap.insert(recent, Rc::new(object));
        SmallVec::from_slice(&[recent])
    }

    fn retire(&mut self, recent: Id, before: &Object<'a>) {
        let older = recent.older();
        let is_held = self.heap.contains_key(&older) && self.reachable().contains(&older);
        match self.heap.get_mut(&older).map(Rc::make_mut) {
            Some(object) if is_held => object.absorb(before),
            _ => {
                self.heap.insert(older, Rc::new(before.clone()));
            }
        }
        let renamed = |refs: &mut Refs| {
            if let Ok(at) = refs.binary_search(&recent) {
                refs.remove(at);
                merge(refs, &[older]);
            }
        };
        self.vars.values_mut().for_each(renamed);
        self.held.iter_mut().chain(&mut self.hidden).for_each(renamed);
        for object in self.heap.values_mut() {
            if object.refs().any(|id| id == recent) {
                let object = Rc::make_mut(object);
                renamed(&mut object.elems);
                renamed(&mut object.keys);
                if let Some(fields) = &mut object.fields {
                    Rc::make_mut(fields).iter_mut().for_each(renamed);
                }
                if let Some(table) = &mut object.attributes {
                    Rc::make_mut(table).values_mut().for_each(renamed);
                }
            }
        }
    }

    fn is_referred_to(&self, id: Id) -> bool {
        self.vars.values().any(|refs| refs.contains(&id))
            || self.held.iter().chain(&self.hidden).any(|refs| refs.contains(&id))
            || self
                .heap
                .iter()
                .any(|(&other, object)| other != id && object.refs().any(|it| it == id))
    }

    /// Forgets objects that nothing leads to.
    pub fn collect(&mut self) {
        let seen = self.reachable();
        self.heap.retain(|id, _| seen.contains(id));
    }

    /// Everything that variables and values in use lead to.
    fn reachable(&self) -> FxHashSet<Id> {
        let mut alive: Vec<Id> = Vec::new();
        let mut seen = FxHashSet::default();
        alive.extend(self.vars.values().flatten());
        alive.extend(self.held.iter().chain(&self.hidden).flatten());
        while let Some(id) = alive.pop() {
            if seen.insert(id)
                && let Some(object) = self.heap.get(&id)
            {
                alive.extend(object.refs());
            }
        }
        seen
    }

    /// What holds after either of two paths; the first one is as likely as `weight` says.
    pub fn join(mut self, other: State<'a>, weight: f64) -> State<'a> {
        if other.dead {
            return self;
        }
        if self.dead {
            return other;
        }
        for (var, refs) in other.vars {
            merge(self.vars.entry(var).or_default(), &refs);
        }
        for (id, object) in &mut self.heap {
            if !other.heap.contains_key(id) {
                thin(object, weight);
            }
        }
        for (id, object) in other.heap {
            match self.heap.get_mut(&id) {
                None => {
                    let mut object = object;
                    thin(&mut object, 1.0 - weight);
                    self.heap.insert(id, object);
                }
                Some(mine) if Rc::ptr_eq(mine, &object) => {}
                Some(mine) => *mine = Rc::new(mine.join(&object, weight)),
            }
        }
        let held = self.held.iter_mut().zip(&other.held);
        for (mine, refs) in held.chain(self.hidden.iter_mut().zip(&other.hidden)) {
            merge(mine, refs);
        }
        self
    }
}

/// An object that exists on one path only.
fn thin(object: &mut Rc<Object<'_>>, weight: f64) {
    if object.immortal {
        return;
    }
    let object = Rc::make_mut(object);
    object.count.low = Poly::zero();
    object.count.estimate = object.count.estimate.scaled(weight);
    object.len.low = Poly::zero();
    if object.kind != Kind::Int {
        object.len.estimate = object.len.estimate.scaled(weight);
    }
}

//! Abstract values: what a variable may hold.
//!
//! A [`Value`] says three things about the objects that an expression may evaluate to: which immutable builtin types
//! they may have ([`Atoms`]), which abstract objects they may be ([`ObjSet`]), and where, seen from the body under
//! analysis, they come from ([`Origins`]). All three only grow.

use smallvec::SmallVec;

use crate::ids::ObjId;

/// A set of immutable types whose instances hold nothing mutable, and the two marks for "anything" and "unbound".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Atoms(pub u16);

impl Atoms {
    pub const EMPTY: Atoms = Atoms(0);
    pub const NONE: Atoms = Atoms(1);
    pub const BOOL: Atoms = Atoms(1 << 1);
    pub const INT: Atoms = Atoms(1 << 2);
    pub const FLOAT: Atoms = Atoms(1 << 3);
    pub const COMPLEX: Atoms = Atoms(1 << 4);
    pub const STR: Atoms = Atoms(1 << 5);
    pub const BYTES: Atoms = Atoms(1 << 6);
    pub const RANGE: Atoms = Atoms(1 << 7);
    /// Some other immutable value without mutable parts.
    pub const OTHER: Atoms = Atoms(1 << 8);
    /// Any object whatsoever.
    pub const ANY: Atoms = Atoms(1 << 9);
    /// The variable may have no value.
    pub const UNBOUND: Atoms = Atoms(1 << 10);

    /// In a table: the value has been any for so long that its objects are no longer listed. Never copied on.
    pub const WIDENED: Atoms = Atoms(1 << 11);

    pub const NUMBERS: Atoms = Atoms(Self::BOOL.0 | Self::INT.0 | Self::FLOAT.0 | Self::COMPLEX.0);
    /// What can be neither iterated nor subscripted: to try raises.
    pub const NO_CONTAINERS: Atoms = Atoms(Self::NUMBERS.0 | Self::NONE.0 | Self::UNBOUND.0);
    pub const INTEGERS: Atoms = Atoms(Self::BOOL.0 | Self::INT.0);

    pub fn contains(self, other: Atoms) -> bool {
        self.0 & other.0 == other.0
    }

    pub fn intersects(self, other: Atoms) -> bool {
        self.0 & other.0 != 0
    }

    #[must_use]
    pub const fn union(self, other: Atoms) -> Atoms {
        Atoms(self.0 | other.0)
    }

    #[must_use]
    pub fn without(self, other: Atoms) -> Atoms {
        Atoms(self.0 & !other.0)
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The atom that a knowledge table names.
    pub fn from_name(name: &str) -> Atoms {
        match name {
            "none" => Self::NONE,
            "bool" => Self::BOOL,
            "int" => Self::INT,
            "float" => Self::FLOAT,
            "complex" => Self::COMPLEX,
            "str" => Self::STR,
            "bytes" => Self::BYTES,
            _ => Self::OTHER,
        }
    }
}

/// A small sorted set of abstract objects.
pub type ObjSet = SmallVec<[ObjId; 2]>;

/// Adds objects to a set.
#[inline]
fn add_objects(mine: &mut ObjSet, theirs: &[ObjId]) {
    if !theirs.is_empty() {
        add_some_objects(mine, theirs);
    }
}

fn add_some_objects(mine: &mut ObjSet, theirs: &[ObjId]) {
    if mine.is_empty() && theirs.is_sorted_by(|one, next| one < next) {
        mine.extend_from_slice(theirs);
        return;
    }
    for &object in theirs {
        if let Err(at) = mine.binary_search(&object) {
            mine.insert(at, object);
        }
    }
}

/// More objects than this in one set, and the value is simply anything.
pub const MAX_OBJECTS: usize = 12;

/// Where an object comes from, seen from one body (or one iteration of a loop): outside it, a parameter, part of
/// what a parameter holds, or one of the places in the body that create objects.
///
/// Bit 0 is "outside"; bits 1 to 12 the parameters; bits 13 to 24 what they hold; the rest are places of creation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origins(pub u128);

impl Origins {
    pub const NOWHERE: Origins = Origins(0);
    pub const OUTSIDE: Origins = Origins(1);
    pub const PARAMETERS: Origins = Origins(((1 << 12) - 1) << 1);
    pub const PARTS: Origins = Origins(((1 << 12) - 1) << 13);
    /// Everything that this body did not create.
    pub const FOREIGN: Origins = Origins(Self::OUTSIDE.0 | Self::PARAMETERS.0 | Self::PARTS.0);
    const FIRST_FRESH: u32 = 25;
    /// How many places of creation are told apart.
    pub const FRESH_PLACES: u32 = 128 - Self::FIRST_FRESH;

    /// A parameter by position; those past the twelfth count as outside.
    pub fn parameter(position: usize) -> Origins {
        if position < 12 { Origins(1 << (1 + position)) } else { Self::OUTSIDE }
    }

    /// The place of creation with this number; the last one stands for all further ones.
    pub fn fresh(place: u32) -> Origins {
        Origins(1 << (Self::FIRST_FRESH + place.min(Self::FRESH_PLACES - 1)))
    }

    /// The numbers of the places of creation in the set.
    pub fn fresh_places(self) -> impl Iterator<Item = usize> {
        ones(self.0 >> Self::FIRST_FRESH)
    }

    /// The parameters, and separately the parts of parameters, in the set, by position.
    pub fn parameters(self) -> impl Iterator<Item = usize> {
        ones((self.0 & Self::PARAMETERS.0) >> 1)
    }

    /// Positions of the parameters of which parts are in the set.
    pub fn parts(self) -> impl Iterator<Item = usize> {
        ones((self.0 & Self::PARTS.0) >> 13)
    }

    /// What is held by what comes from outside: parameters lead to their parts.
    #[must_use]
    pub fn held_by_foreign(self) -> Origins {
        Origins(
            self.0 & Self::OUTSIDE.0 | (self.0 & Self::PARAMETERS.0) << 12 | self.0 & Self::PARTS.0,
        )
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn intersects(self, other: Origins) -> bool {
        self.0 & other.0 != 0
    }

    /// Each place in the set that this body did not create, with those that lead to what comes from there: a parameter, or part of it,
    /// to its parts.
    pub fn each_foreign(self) -> impl Iterator<Item = (Origins, Origins)> {
        ones(self.0 & Self::FOREIGN.0).map(|bit| {
            let from = Origins(1 << bit);
            let parameter = Origins((from.0 & Self::PARTS.0) >> 12);
            (from, from.union(parameter))
        })
    }

    /// Whether something that this body did not create may be meant.
    pub fn may_be_foreign(self) -> bool {
        self.intersects(Self::FOREIGN)
    }

    #[must_use]
    pub fn union(self, other: Origins) -> Origins {
        Origins(self.0 | other.0)
    }

    #[must_use]
    pub fn only_fresh(self) -> Origins {
        Origins(self.0 & !Self::FOREIGN.0)
    }
}

/// The positions of the bits that are set, lowest first.
fn ones(mut bits: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let position = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(position)
    })
}

/// What an expression may evaluate to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Value {
    pub atoms: Atoms,
    pub objects: ObjSet,
    pub origins: Origins,
}

impl Clone for Value {
    fn clone(&self) -> Self {
        // Most values are copied far more often than they are made: the ids in one go.
        let objects = ObjSet::from_slice(&self.objects);
        Value { atoms: self.atoms, objects, origins: self.origins }
    }

    fn clone_from(&mut self, other: &Self) {
        self.atoms = other.atoms;
        self.origins = other.origins;
        self.objects.clear();
        self.objects.extend_from_slice(&other.objects);
    }
}

impl Value {
    /// No value at all: not analysed yet, or never reached.
    pub fn bottom() -> Self {
        Value::default()
    }

    pub fn atom(atoms: Atoms) -> Self {
        Value { atoms, ..Value::default() }
    }

    /// Anything, from outside.
    pub fn any() -> Self {
        Value { atoms: Atoms::ANY, objects: ObjSet::new(), origins: Origins::OUTSIDE }
    }

    pub fn object(object: ObjId, origins: Origins) -> Self {
        Value { atoms: Atoms::EMPTY, objects: smallvec::smallvec![object], origins }
    }

    pub fn is_bottom(&self) -> bool {
        self.atoms.without(Atoms::UNBOUND).is_empty() && self.objects.is_empty()
    }

    /// Whether it may be anything.
    pub fn is_any(&self) -> bool {
        self.atoms.contains(Atoms::ANY)
    }

    /// Whether all that it may be is immutable through and through.
    pub fn is_atomic(&self) -> bool {
        self.objects.is_empty() && !self.is_any()
    }

    /// Whether it is certainly of these atomic types.
    pub fn only(&self, atoms: Atoms) -> bool {
        self.is_atomic()
            && !self.is_bottom()
            && self.atoms.without(Atoms::UNBOUND).without(atoms).is_empty()
    }

    /// The same types, but from elsewhere; immutable values come from nowhere.
    #[must_use]
    pub fn from(&self, origins: Origins) -> Value {
        let origins = if self.is_atomic() { Origins::NOWHERE } else { origins };
        let objects = ObjSet::from_slice(&self.objects);
        Value { atoms: self.atoms.without(Atoms::WIDENED), objects, origins }
    }

    /// A copy of the objects, to go through while something changes.
    pub fn each_object(&self) -> ObjSet {
        ObjSet::from_slice(&self.objects)
    }

    /// Adds what `other` may be; whether anything was new.
    pub fn join(&mut self, other: &Value) -> bool {
        let before = (self.atoms, self.objects.len(), self.origins);
        self.atoms = self.atoms.union(other.atoms.without(Atoms::WIDENED));
        self.origins = self.origins.union(other.origins);
        add_objects(&mut self.objects, &other.objects);
        before != (self.atoms, self.objects.len(), self.origins)
    }

    /// Adds types only, as the flow-insensitive tables do.
    pub fn join_types(&mut self, other: &Value) -> bool {
        let before = (self.atoms, self.objects.len());
        self.atoms = self.atoms.union(other.atoms.without(Atoms::UNBOUND).without(Atoms::WIDENED));
        add_objects(&mut self.objects, &other.objects);
        before != (self.atoms, self.objects.len())
    }

    #[must_use]
    pub fn joined(mut self, other: &Value) -> Value {
        self.join(other);
        self
    }
}

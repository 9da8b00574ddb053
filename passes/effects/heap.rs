//! The abstract heap: every object that the program may create, by the place that creates it.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::journal::{Fact, Journal};
use super::keyed::Keyed;
use super::summary::{Effects, Touches};
use crate::ids::{ClassId, FuncId, LibId, ModuleId, ObjId, Symbol, TypeId};
use crate::values::{Atoms, MAX_OBJECTS, ObjSet, Origins, Value};

/// What kind of object it is.
#[derive(Clone, Debug, PartialEq)]
pub enum ObjectKind {
    /// An instance of a library type, builtin containers included.
    Library(TypeId),
    /// All instances of a class of the program.
    Instance(ClassId),
    Function(FuncId),
    Class(ClassId),
    Module(ModuleId),
    LibraryModule(Box<str>),
    /// A library function or class.
    LibraryFunction(LibId),
    /// A method with its receiver, kept in the object's `element`.
    Bound(BoundTarget),
    /// `super()` in a method of this class; the receiver is in `element`.
    Super(ClassId),
    /// `property(f)`, `staticmethod(f)`, `classmethod(f)`; the function is in `element`.
    Wrapper(Wrapper),
    /// A class made by `collections.namedtuple`.
    Record,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BoundTarget {
    Function(FuncId),
    Library(LibId),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wrapper {
    Property,
    Static,
    Class,
    /// `functools.cache` and `lru_cache`; whether it never forgets.
    Cache {
        keeps_all: bool,
    },
    /// What `functools.partial` makes: an object like any other, which holds what it was given (see `partials`).
    Partial,
}

impl Wrapper {
    /// Whether it is made by a definition, so that every process has it.
    pub fn is_code(self) -> bool {
        self != Wrapper::Partial
    }
}

/// Identity of an abstract object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ObjectKey {
    /// What the expression with this node index creates; the second number tells several results apart.
    Site(u32, u16),
    Instance(ClassId),
    Function(FuncId),
    Class(ClassId),
    Module(ModuleId),
    LibraryModule(u32),
    LibraryFunction(LibId),
}

#[derive(Clone, Debug)]
pub struct Object {
    pub kind: ObjectKind,
    /// What iteration or subscription yields, or the receiver of a bound method.
    pub element: Value,
    /// Keys of mappings.
    pub key: Value,
    /// Elements by position, for tuples of a known shape.
    pub items: Option<Vec<Value>>,
    /// Elements by key, for dictionaries where some have a text for a key that stands in the source (see `keyed`).
    pub keyed: Option<Box<Keyed>>,
    /// Values of unknown type may be this object.
    pub escaped: bool,
    /// The body that made it changes it, which its summary does not tell.
    pub changed: bool,
    /// Generator functions whose bodies run when this object is iterated.
    pub runs: Vec<FuncId>,
    /// What a lazy iterator or a view goes on reading.
    pub sources: Vec<ObjId>,
    /// Attributes of it may be these, or advance them: `rows.reader`.
    pub shows_sources: bool,
    /// What advancing it does by code that stands where it was made: the elements of a generator expression, the function of
    /// a `map`. In terms of anybody who advances it.
    pub deferred: Option<Rc<Effects>>,
}

impl Object {
    /// Whether code of the program runs where this object is advanced.
    fn runs_code(&self) -> bool {
        !self.runs.is_empty() || self.deferred.is_some()
    }
}

/// A part of an object that is read or written on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    pub object: ObjId,
    pub field: Field,
}

/// Which part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Elements, length, keys: the contents of a container.
    Contents,
    /// The same, where all that is done to it is that reading adds keys that are missing: see `loops::fills`.
    Fill,
    Attribute(Symbol),
    /// Everything.
    All,
}

impl Field {
    /// The part of memory that is meant, whatever is done to it.
    #[must_use]
    pub fn whole(self) -> Field {
        if self == Field::Fill { Field::Contents } else { self }
    }

    /// Whether the two parts overlap.
    pub fn overlaps(self, other: Field) -> bool {
        let (this, other) = (self.whole(), other.whole());
        this == other || this == Field::All || other == Field::All
    }
}

/// What can be reached from objects, or from these and anything besides, and when that was found.
type Reaches = FxHashMap<(ObjSet, bool), (Cell<u32>, Rc<Reach>)>;

/// How many objects the notes about what can be reached may list in all.
const MOST_REACHED: usize = 1 << 20;

#[derive(Default)]
pub struct Heap {
    pub objects: Vec<Object>,
    by_key: FxHashMap<ObjectKey, ObjId>,
    /// Attribute values of instances, classes and modules.
    fields: FxHashMap<(ObjId, Symbol), Value>,
    field_names: FxHashMap<ObjId, Vec<Symbol>>,
    library_modules: FxHashMap<Box<str>, u32>,
    /// Objects that stand, in one loop, for what a single variable holds.
    pub own: FxHashSet<ObjId>,
    /// Objects that run code of the program where they are advanced, in the order in which that was found.
    lazy: Vec<ObjId>,
    /// What was put into containers of unknown type: any container that has escaped may hold it.
    anywhere: Value,
    /// The body that is walked, and what each body lets out itself, where the program asks who does.
    pub walking: Option<FuncId>,
    pub lets_out: Option<FxHashSet<(FuncId, ObjId)>>,
    /// What was found to be reachable from objects, and when.
    reaches: RefCell<Reaches>,
    reaches_size: Cell<usize>,
    /// What can be reached from a value without objects: nothing, or anything.
    no_reach: [OnceCell<Rc<Reach>>; 2],
    /// By object: the search in which it was last met, and how many there were.
    met: RefCell<(Vec<u32>, u32)>,
    /// The first so many objects are all changed by the bodies that made them.
    all_changed: usize,
    /// Set when any table grew.
    pub changed: bool,
    /// Which facts were read, and which grew.
    pub journal: Journal,
}

impl Heap {
    pub fn get(&self, id: ObjId) -> &Object {
        self.journal.read(Fact::Contents(id));
        &self.objects[id.index()]
    }

    /// An object of which only what never changes is asked for: its kind.
    pub fn peek(&self, id: ObjId) -> &Object {
        &self.objects[id.index()]
    }

    /// Notes growth.
    pub fn grew(&mut self, fact: Fact) {
        self.changed = true;
        self.journal.grew(fact);
    }

    /// An object holds more than before.
    pub fn grew_inside(&mut self, id: ObjId) {
        self.journal.grew(Fact::Contents(id));
        self.grew(Fact::Object(id));
    }

    /// The object of this identity, created on first mention.
    pub fn object(&mut self, key: ObjectKey, kind: impl FnOnce() -> ObjectKind) -> ObjId {
        if let Some(&id) = self.by_key.get(&key) {
            return id;
        }
        let id = ObjId::from(self.objects.len());
        self.objects.push(Object {
            kind: kind(),
            element: Value::bottom(),
            key: Value::bottom(),
            items: None,
            keyed: None,
            escaped: false,
            changed: false,
            runs: Vec::new(),
            sources: Vec::new(),
            shows_sources: false,
            deferred: None,
        });
        self.by_key.insert(key, id);
        self.changed = true;
        id
    }

    /// The object of this identity, if it was ever mentioned.
    pub fn find(&self, key: ObjectKey) -> Option<ObjId> {
        self.by_key.get(&key).copied()
    }

    /// A body changes objects that it made itself.
    pub fn note_changed(&mut self, writes: &Touches) {
        let all = if writes.own_any { self.objects.len() } else { 0 };
        let listed = writes.own.iter().map(|location| location.object);
        for id in (self.all_changed..all).map(ObjId::from).chain(listed) {
            if !self.objects[id.index()].changed {
                self.objects[id.index()].changed = true;
                self.grew_inside(id);
            }
        }
        self.all_changed = self.all_changed.max(all);
    }

    /// The object that stands for a library module.
    pub fn library_module(&mut self, name: &str) -> ObjId {
        let next = self.library_modules.len() as u32;
        let index = *self.library_modules.entry(name.into()).or_insert(next);
        self.object(ObjectKey::LibraryModule(index), || ObjectKind::LibraryModule(name.into()))
    }

    /// Adds to what an object's elements may be, in any position.
    pub fn add_element(&mut self, id: ObjId, value: &Value) {
        if self.objects[id.index()].items.is_some() {
            self.lose_shape(id);
        }
        self.add_anywhere(id, value);
        self.add_unkeyed(id, value);
    }

    /// Tuples from this place have no one shape.
    pub fn lose_shape(&mut self, id: ObjId) {
        let items = &mut self.objects[id.index()].items;
        if items.as_ref().is_none_or(|items| !items.is_empty()) {
            *items = Some(Vec::new());
            self.grew_inside(id);
        }
    }

    pub(super) fn add_anywhere(&mut self, id: ObjId, value: &Value) {
        let mut known = std::mem::take(&mut self.objects[id.index()].element);
        let grew = self.learn(&mut known, value);
        self.objects[id.index()].element = known;
        if grew {
            self.grew_inside(id);
        }
        if self.objects[id.index()].escaped {
            self.escape(value);
        }
    }

    /// Adds to what an object's keys may be.
    pub fn add_key(&mut self, id: ObjId, value: &Value) {
        let mut known = std::mem::take(&mut self.objects[id.index()].key);
        let grew = self.learn(&mut known, value);
        self.objects[id.index()].key = known;
        if grew {
            self.grew_inside(id);
        }
        if self.objects[id.index()].escaped {
            self.escape(value);
        }
    }

    /// Adds the types of a value to an entry of a table. An entry with too many objects becomes "anything" for good;
    /// what it is given from then on may be met wherever the type is unknown. Whether the entry grew.
    #[must_use]
    pub fn learn(&mut self, known: &mut Value, value: &Value) -> bool {
        if known.atoms.contains(Atoms::WIDENED) {
            let before = known.atoms;
            known.atoms = before.union(value.atoms.without(Atoms::UNBOUND));
            // What was lost from a list of what something holds may be met by whoever holds that.
            for &object in &value.objects {
                self.let_out(None, object);
            }
            return known.atoms != before;
        }
        let grew = known.join_types(value);
        if known.objects.len() > MAX_OBJECTS {
            for object in std::mem::take(&mut known.objects) {
                self.let_out(None, object);
            }
            known.atoms = known.atoms.union(Atoms::ANY).union(Atoms::WIDENED);
        }
        grew
    }

    /// Gives a tuple its elements by position. Tuples of several lengths from one place lose their shape.
    pub fn add_items(&mut self, id: ObjId, items: &[Value]) {
        for item in items {
            self.add_anywhere(id, item);
        }
        let object = &mut self.objects[id.index()];
        let mut grew = false;
        match &mut object.items {
            None => {
                object.items = Some(items.to_vec());
                grew = true;
            }
            Some(known) if known.len() == items.len() => {
                for (known, item) in known.iter_mut().zip(items) {
                    grew |= known.join_types(item);
                }
            }
            Some(known) if known.is_empty() => {}
            Some(known) => {
                known.clear();
                grew = true;
            }
        }
        if grew {
            self.grew_inside(id);
        }
    }

    /// The elements by position, where all objects of a value agree on the number.
    pub fn items(&self, value: &Value, count: usize) -> Option<Vec<Value>> {
        if value.is_any()
            || value.objects.is_empty()
            || !value.atoms.without(Atoms::NO_CONTAINERS).is_empty()
        {
            return None;
        }
        let mut joined = vec![Value::bottom(); count];
        for &id in &value.objects {
            let items = self.get(id).items.as_ref()?;
            if items.len() != count {
                return None;
            }
            for (joined, item) in joined.iter_mut().zip(items) {
                joined.join_types(item);
            }
        }
        Some(joined)
    }

    /// What an attribute of an object may be.
    pub fn field(&self, id: ObjId, name: Symbol) -> Option<&Value> {
        self.journal.read(Fact::field(id, name));
        self.fields.get(&(id, name))
    }

    /// Names of the attributes that were stored on an object.
    pub fn field_names(&self, id: ObjId) -> &[Symbol] {
        self.journal.read(Fact::Object(id));
        self.field_names.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Whether anything may hold an object, besides what is `passing`, and is itself held by nothing else.
    pub fn may_keep(&self, held: ObjId, passing: impl Fn(ObjId) -> bool) -> bool {
        let mut inside = vec![held];
        let mut at = 0;
        while let Some(&held) = inside.get(at) {
            at += 1;
            if self.fields.values().any(|value| value.objects.contains(&held)) {
                return true;
            }
            for (index, object) in self.objects.iter().enumerate() {
                let own = [&object.element, &object.key].into_iter();
                let holds =
                    own.chain(object.items.iter().flatten()).any(|v| v.objects.contains(&held))
                        || object.sources.contains(&held);
                let holder = ObjId::from(index);
                if holds && !passing(holder) {
                    return true;
                }
                if holds && !inside.contains(&holder) {
                    inside.push(holder);
                }
            }
        }
        false
    }

    /// Adds to what an attribute may be.
    pub fn add_field(&mut self, id: ObjId, name: Symbol, value: &Value) {
        let mut is_new = false;
        let entry = self.fields.entry((id, name)).or_insert_with(|| {
            is_new = true;
            self.field_names.entry(id).or_default().push(name);
            Value::bottom()
        });
        let mut known = std::mem::take(entry);
        let grew = self.learn(&mut known, value);
        self.fields.insert((id, name), known);
        if is_new || grew {
            self.journal.grew(Fact::field(id, name));
            self.grew(Fact::Object(id));
        }
        if self.objects[id.index()].escaped {
            self.escape(value);
        }
    }

    /// Bounds a value: too many objects become "anything", and from then on anything may be one of them.
    pub fn bounded(&mut self, value: &mut Value) {
        if value.objects.len() > MAX_OBJECTS {
            self.widen(value);
        }
    }

    /// The value becomes one of unknown type.
    pub fn widen(&mut self, value: &mut Value) {
        for object in std::mem::take(&mut value.objects) {
            self.let_out(None, object);
        }
        value.atoms = value.atoms.union(Atoms::ANY);
    }

    /// A container of unknown type takes in a value.
    pub fn store_anywhere(&mut self, value: &Value) {
        self.escape(value);
        let mut known = std::mem::take(&mut self.anywhere);
        let grew = self.learn(&mut known, value);
        self.anywhere = known;
        if grew {
            let escaped = (0..self.objects.len()).filter(|&index| self.objects[index].escaped);
            for index in escaped.collect::<Vec<_>>() {
                self.take_anything(ObjId::from(index));
            }
        }
    }

    /// A container that has escaped may hold what was put into containers of unknown type.
    fn take_anything(&mut self, id: ObjId) {
        if matches!(self.objects[id.index()].kind, ObjectKind::Library(_) | ObjectKind::Instance(_))
        {
            let anything = self.anywhere.clone();
            self.add_element(id, &anything);
            self.add_key(id, &anything);
        }
    }

    /// Whether a value of unknown type may be a module of the program.
    pub fn modules_escaped(&self) -> bool {
        self.journal.read(Fact::Escaped);
        let is_module = |object: &Object| matches!(object.kind, ObjectKind::Module(_));
        self.objects.iter().any(|object| object.escaped && is_module(object))
    }

    /// Advancing this object runs the body of a generator function.
    pub fn add_run(&mut self, id: ObjId, func: FuncId) {
        if !self.objects[id.index()].runs.contains(&func) {
            self.note_lazy(id);
            self.objects[id.index()].runs.push(func);
            self.grew_inside(id);
        }
    }

    /// Advancing this object does what stands in `effects`, and all that it did before.
    pub fn set_deferred(&mut self, id: ObjId, effects: Effects) {
        self.note_lazy(id);
        self.objects[id.index()].deferred = Some(Rc::new(effects));
        self.grew_inside(id);
    }

    fn note_lazy(&mut self, id: ObjId) {
        let object = &self.objects[id.index()];
        if !object.runs_code() {
            self.lazy.push(id);
            if object.escaped {
                self.grew(Fact::Exposed);
            }
        }
    }

    /// Objects that run code of the program where they are advanced, and that values of unknown type may be.
    pub fn escaped_lazy(&self) -> ObjSet {
        self.journal.read(Fact::Exposed);
        self.lazy.iter().copied().filter(|&id| self.peek(id).escaped).collect()
    }

    /// How many objects values of unknown type may be.
    pub fn escaped_count(&self) -> usize {
        self.objects.iter().filter(|object| object.escaped).count()
    }

    /// Values of unknown type may from now on be this value's objects, and what they hold.
    pub fn escape(&mut self, value: &Value) {
        for &object in &value.objects {
            self.let_out(self.walking, object);
        }
    }

    /// The same for what follows from what was let out before, so that it needs no body that does so: what functions return, what
    /// classes hold.
    pub fn escape_along(&mut self, value: &Value) {
        for &object in &value.objects {
            self.escape_object(object);
        }
    }

    /// An object may be what values of unknown type are, for what this body does; without one, whatever runs.
    fn let_out(&mut self, by: Option<FuncId>, object: ObjId) {
        if let Some(known) = &mut self.lets_out {
            // The first body is the script's own code.
            known.insert((by.unwrap_or(FuncId(0)), object));
        }
        self.escape_object(object);
    }

    /// Whoever reads an attribute of a lazy iterator or a view may get at what it was made from.
    pub fn show_sources(&mut self, id: ObjId) {
        let object = &mut self.objects[id.index()];
        object.shows_sources = true;
        if object.escaped {
            for source in object.sources.clone() {
                self.let_out(self.walking, source);
            }
        }
    }

    fn escape_object(&mut self, id: ObjId) {
        if self.objects[id.index()].escaped {
            return;
        }
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            let object = &mut self.objects[id.index()];
            if object.escaped {
                continue;
            }
            object.escaped = true;
            if object.runs_code() {
                self.grew(Fact::Exposed);
            }
            let object = &self.objects[id.index()];
            pending.extend(object.element.objects.iter().copied());
            pending.extend(object.key.objects.iter().copied());
            if object.shows_sources {
                pending.extend(object.sources.iter().copied());
            }
            for name in self.field_names.get(&id).into_iter().flatten() {
                pending.extend(self.fields[&(id, *name)].objects.iter().copied());
            }
            self.take_anything(id);
        }
        self.grew(Fact::Escaped);
    }

    /// Everything that can be reached from a value, itself included.
    pub fn reachable(&self, value: &Value) -> Rc<Reach> {
        let any = value.is_any();
        if value.objects.is_empty() {
            let reach = || Rc::new(Reach { any, ..Reach::default() });
            return Rc::clone(self.no_reach[usize::from(any)].get_or_init(reach));
        }
        let key = (ObjSet::from_slice(&value.objects), any);
        if let Some((time, reach)) = self.reaches.borrow().get(&key)
            && !self.journal.any_object_grew(time.get(), &reach.objects)
        {
            time.set(self.journal.now());
            self.journal.read_objects(&reach.objects, &reach.read_in);
            return Rc::clone(reach);
        }
        let reach = Rc::new(self.find_reachable(value));
        let mut reaches = self.reaches.borrow_mut();
        let size = self.reaches_size.get() + reach.objects.len();
        if size > MOST_REACHED {
            reaches.clear();
        }
        self.reaches_size.set(if size > MOST_REACHED { 0 } else { size });
        reaches.insert(key, (Cell::new(self.journal.now()), Rc::clone(&reach)));
        reach
    }

    fn find_reachable(&self, value: &Value) -> Reach {
        let mut reach = Reach { any: value.is_any(), ..Reach::default() };
        let mut met = self.met.borrow_mut();
        let (met_in, search) = &mut *met;
        met_in.resize(self.objects.len(), 0);
        *search += 1;
        let mut pending: Vec<ObjId> = value.objects.to_vec();
        while let Some(id) = pending.pop() {
            if std::mem::replace(&mut met_in[id.index()], *search) == *search {
                continue;
            }
            reach.objects.push(id);
            let object = self.peek(id);
            let mut visit = |value: &Value| {
                reach.any |= value.is_any();
                reach.atoms = reach.atoms.union(value.atoms);
                pending.extend(value.objects.iter().copied());
            };
            visit(&object.element);
            visit(&object.key);
            for name in self.field_names(id) {
                visit(&self.fields[&(id, *name)]);
            }
        }
        reach.objects.sort_unstable();
        reach
    }

    /// Whether an object is a tuple, not of a class of its own.
    pub fn is_plain_tuple(&self, id: ObjId, tuple: TypeId) -> bool {
        self.get(id).kind == ObjectKind::Library(tuple) && self.field_names(id).is_empty()
    }

    /// Whether a value consists of numbers, texts and tuples of these: like a number it cannot change, and nothing tells it
    /// from a copy but `is`.
    pub fn is_immutable(&self, value: &Value, tuple: TypeId) -> bool {
        if value.is_any() || !value.objects.iter().all(|&object| self.is_plain_tuple(object, tuple))
        {
            return false;
        }
        let reach = self.reachable(value);
        !reach.any && reach.objects.iter().all(|&object| self.is_plain_tuple(object, tuple))
    }

    /// Whether two locations may be the same memory.
    pub fn may_overlap(a: Location, b: Location) -> bool {
        a.object == b.object && a.field.overlaps(b.field)
    }

    /// What iteration or subscription of a value yields, types only.
    pub fn element_of(&self, value: &Value, part: impl Fn(&Object) -> &Value) -> Value {
        let mut result = Value::bottom();
        for &id in &value.objects {
            result.join_types(part(self.get(id)));
        }
        if value.is_any() {
            result.atoms = result.atoms.union(Atoms::ANY);
        }
        result.origins = Origins::NOWHERE;
        result
    }
}

/// The objects that can be reached from some value.
#[derive(Default)]
pub struct Reach {
    pub any: bool,
    pub atoms: Atoms,
    /// Sorted.
    pub objects: Vec<ObjId>,
    /// The account of a walk in which all of these were last noted as read.
    read_in: Cell<u32>,
}

//! What an operation does that may run any of several functions, put together once.
//!
//! `key in seen`, where nobody knows what `key` is, may run the `__hash__` and the `__eq__` of every class. Programs are
//! full of such operations, and all of them run the same functions on the same terms: some instance of the class, and
//! other arguments that all come from one place. Their summaries are therefore put together once, and again only where
//! something that went into them has changed. Applying the union is the same as calling the functions one after the other.

use std::cell::Cell;
use std::rc::Rc;

use ruff_text_size::TextRange;
use rustc_hash::FxHashMap;

use super::call::Arguments;
use super::heap::{Field, Location};
use super::journal::Fact;
use super::summary::{Effects, Summary, Touches, VarSet};
use super::walker::Walker;
use crate::effect_words::{Flags, Why};
use crate::ids::{ClassId, FuncId, ObjId, Symbol};
use crate::values::{MAX_OBJECTS, Origins, Value};

/// Which functions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum UnionKey {
    /// Operator methods of these names, by the address and length of the list; of these classes, or of all.
    Operators((usize, usize), Option<Rc<[ClassId]>>),
    /// One operator method of all classes that define it, called with so many arguments besides the receiver.
    Method(&'static str, usize),
    /// The properties of this name of all classes.
    Property(Symbol),
}

/// A function that may run, with the receiver that it gets: an instance, or anything.
pub(super) enum Callee {
    /// What follows is the method of this name of a class.
    Method(ClassId, Rc<str>),
    Function(Option<ObjId>, FuncId),
    /// Which functions these are is not known: the method of this name of a class.
    Unknown(ClassId, Rc<str>),
}

/// Several functions together.
pub(super) struct Union {
    /// Different for each union that is ever made of other functions.
    number: u32,
    parts: Vec<Part>,
    /// The methods that the functions are, by class and name.
    methods: Vec<(ClassId, Rc<str>)>,
    /// How many names the program was known to replace on classes when none was one of these methods'.
    unpatched: Cell<usize>,
    /// What each function did when the union was made.
    summaries: Vec<(FuncId, Rc<Summary>)>,
    /// What else went into it.
    facts: Vec<Fact>,
    /// How much had grown when it was made, or last found to be up to date.
    since: Cell<u32>,
    stamp: Cell<usize>,
    /// Some function changes something that there was before.
    pub changes: bool,
    /// What parameters besides the receiver have learnt from earlier calls.
    learnt: std::cell::RefCell<Value>,
}

impl Union {
    fn is_of_the_functions_of(&self, other: &Union) -> bool {
        let mine = self.summaries.iter().map(|(func, _)| func);
        mine.eq(other.summaries.iter().map(|(func, _)| func))
    }
}

enum Part {
    Together(Box<Group>),
    /// A function that has to be called by itself.
    Single(Option<ObjId>, FuncId),
    Unknown(ClassId, Rc<str>),
}

/// Where a touch of memory leads from: the receiver, or the other arguments, which all come from one place.
const RECEIVER: usize = 0;
const OTHERS: usize = 1;

/// Functions with plain parameters, as one.
#[derive(Default)]
struct Group {
    /// Flags with their causes.
    effects: Effects,
    reads: VarSet,
    writes: VarSet,
    heap_reads: GroupTouches,
    heap_writes: GroupTouches,
    /// The first place that writes, where memory from outside is written: if the receiver, or the other arguments, or
    /// neither are from outside.
    write_causes: Vec<([bool; 2], bool, Why)>,
    /// Where stored things and the result come from: parameter 0 is the receiver, parameter 1 the others.
    stored: Origins,
    result: Value,
    result_parts: Origins,
    /// The functions, and all their parameters but the receivers.
    functions: Vec<FuncId>,
}

#[derive(Default)]
struct GroupTouches {
    any: bool,
    everything: bool,
    locations: Vec<Location>,
    receivers: Vec<(Option<ObjId>, Field)>,
    others: Vec<Field>,
    deep: [Vec<(Option<ObjId>, Field)>; 2],
}

/// A use of one part of a union: which part, where the receivers and the other arguments come from, where parts of these come
/// from, and whether the others may be anything.
pub(super) type UnionUse = ((usize, usize), [Origins; 2], [Origins; 2], bool);

/// What a use of a union touches, and the last account that has it.
pub(super) struct Applied {
    account: u32,
    reads: Touches,
    writes: Touches,
}

/// The arguments of a union: where the receivers come from, what the others are, and where parts of these come from.
struct Bound<'v> {
    origins: [Origins; 2],
    deep: [Origins; 2],
    other: &'v Value,
}

impl Bound<'_> {
    fn all(&self, which: usize) -> Origins {
        self.origins[which].union(self.deep[which])
    }
}

impl Walker<'_, '_> {
    /// The union of these functions, made where it is not up to date; this walk depends on it from now on.
    pub(super) fn union_of(
        &mut self,
        key: UnionKey,
        callees: impl FnOnce(&mut Self) -> Vec<Callee>,
    ) -> Rc<Union> {
        if let Some(union) = self.unions.get(&key).cloned() {
            self.note_all_caught(&union);
            return union;
        }
        let known = self.an.unions.get(&key).filter(|union| self.is_up_to_date(union)).cloned();
        let union = known.unwrap_or_else(|| {
            let outer = self.an.heap.journal.begin_part();
            let since = self.an.heap.journal.now();
            let callees = callees(self);
            let mut union = self.put_together(&key, callees);
            union.facts = self.an.heap.journal.end_part(outer);
            union.since.set(since);
            union.stamp.set(self.an.stamp);
            if let Some(before) = self.an.unions.get(&key)
                && before.is_of_the_functions_of(&union)
            {
                union.number = before.number;
            }
            let union = Rc::new(union);
            self.an.unions.insert(key.clone(), Rc::clone(&union));
            union
        });
        self.an.heap.journal.read_all(&union.facts);
        if self.an.union_calls.insert((self.func, union.number)) {
            for (func, _) in &union.summaries {
                self.an.note_call(self.func, *func);
            }
        }
        self.note_all_caught(&union);
        if self.in_iteration {
            self.called.extend(union.summaries.iter().map(|(func, _)| *func));
        }
        self.unions.insert(key, Rc::clone(&union));
        union
    }

    fn note_all_caught(&mut self, union: &Union) {
        if self.catching > 0 {
            union.summaries.iter().for_each(|(func, _)| self.note_caught(*func));
        }
    }

    fn is_up_to_date(&self, union: &Union) -> bool {
        if union.stamp.get() != self.an.stamp {
            let same = |(func, known): &(FuncId, Rc<Summary>)| self.an.is_summary_of(*func, known);
            if !union.summaries.iter().all(same) {
                return false;
            }
        }
        let journal = &self.an.heap.journal;
        if journal.touches_any(union.since.get(), &union.facts) {
            return false;
        }
        union.since.set(journal.now());
        union.stamp.set(self.an.stamp);
        true
    }

    fn put_together(&mut self, key: &UnionKey, callees: Vec<Callee>) -> Union {
        let others = match key {
            UnionKey::Operators(..) => None,
            UnionKey::Method(_, count) => Some(*count),
            UnionKey::Property(_) => Some(0),
        };
        self.an.unions_made += 1;
        let mut union = Union {
            number: self.an.unions_made,
            parts: Vec::new(),
            methods: Vec::new(),
            unpatched: Cell::new(0),
            summaries: Vec::new(),
            facts: Vec::new(),
            since: Cell::new(0),
            stamp: Cell::new(0),
            changes: false,
            learnt: std::cell::RefCell::default(),
        };
        for callee in callees {
            let (receiver, func) = match callee {
                Callee::Method(class, name) => {
                    union.methods.push((class, name));
                    continue;
                }
                Callee::Unknown(class, name) => {
                    union.methods.push((class, Rc::clone(&name)));
                    union.parts.push(Part::Unknown(class, name));
                    continue;
                }
                Callee::Function(receiver, func) => (receiver, func),
            };
            let summary = self.an.summary(func);
            union.changes |= changes(&summary);
            let known = Rc::clone(&summary);
            let summary = self.an.advanced(func, summary);
            if self.is_plain(func, &summary, others) {
                if !matches!(union.parts.last(), Some(Part::Together(_))) {
                    union.parts.push(Part::Together(Box::default()));
                }
                if let Some(Part::Together(group)) = union.parts.last_mut() {
                    self.learn_receiver(func, receiver, others.is_none());
                    group.add(func, receiver, &summary);
                }
            } else {
                union.parts.push(Part::Single(receiver, func));
            }
            union.summaries.push((func, known));
        }
        union
    }

    /// Whether calls of a function differ in nothing but where their arguments come from.
    fn is_plain(&self, func: FuncId, summary: &Summary, others: Option<usize>) -> bool {
        let function = self.an.scopes.function(func);
        let Some(signature) = function.signature() else { return false };
        let count = function.parameters.len();
        let plain = signature.posonlyargs.len() + signature.args.len();
        // Who writes where is said by the summary itself.
        let has_cause =
            summary.effects.heap_writes.is_private() || summary.effects.write_cause.is_some();
        let called = others.is_none_or(|others| {
            count == others + 1 && !function.is_async && !function.is_generator
        });
        count > 0
            && count == plain
            && has_cause
            && called
            && self.an.deferred_to_callers(&summary.effects.heap_writes).is_empty()
            && !self.an.captured.contains_key(&func)
            && self.an.promises.of_function(func).is_none()
    }

    /// What the parameters learn from every call in the same way.
    fn learn_receiver(&mut self, func: FuncId, receiver: Option<ObjId>, all: bool) {
        let receiver =
            receiver.map_or_else(Value::any, |object| Value::object(object, Origins::OUTSIDE));
        let function = self.an.scopes.function(func);
        for (position, &var) in function.parameters.iter().enumerate() {
            if position == 0 {
                self.an.join_variable(var, &receiver);
            } else if all {
                self.an.join_variable(var, &Value::any());
            }
        }
    }

    /// What the parameters besides the receiver learn from this call.
    fn learn_others(&mut self, union: &Union, other: &Value) {
        let known = {
            let learnt = union.learnt.borrow();
            learnt.atoms.contains(other.atoms)
                && other.objects.iter().all(|object| learnt.objects.contains(object))
        };
        if known {
            return;
        }
        for part in &union.parts {
            let Part::Together(group) = part else { continue };
            for &func in &group.functions {
                let function = self.an.scopes.function(func);
                for &var in function.parameters.iter().skip(1) {
                    self.an.join_variable(var, other);
                }
            }
        }
        union.learnt.borrow_mut().join(other);
    }

    /// Calls all functions of a union on receivers from `receiver`, with arguments that come from there, too, or from `others`.
    pub(super) fn apply_union_to_any(
        &mut self,
        union: &Rc<Union>,
        receiver: Origins,
        others: Origins,
        range: TextRange,
    ) {
        let other = Value { origins: receiver.union(others), ..Value::any() };
        self.apply_parts(union, receiver, &other, None, range);
    }

    /// Calls all functions of a union with these arguments besides the receiver; what they return.
    pub(super) fn apply_union(
        &mut self,
        union: &Rc<Union>,
        receiver: Origins,
        others: &[Value],
        range: TextRange,
    ) -> Value {
        let nothing = Value::bottom();
        let other = others.first().unwrap_or(&nothing);
        if !union.parts.is_empty() && !others.is_empty() {
            self.learn_others(union, other);
        }
        self.apply_parts(union, receiver, other, Some(others), range)
    }

    /// Whether a union says of calls with these arguments what calling its functions one by one does.
    pub(super) fn fits_union(&self, others: &[Value]) -> bool {
        self.apart.is_empty()
            && others.len() <= 1
            && others.iter().all(|other| !other.is_bottom() && other.objects.len() <= MAX_OBJECTS)
    }

    fn apply_parts(
        &mut self,
        union: &Rc<Union>,
        receiver: Origins,
        other: &Value,
        others: Option<&[Value]>,
        range: TextRange,
    ) -> Value {
        let mut result = Value::bottom();
        if union.unpatched.get() != self.an.class_patches.len() {
            let mut patched = false;
            for (class, name) in &union.methods {
                patched |= self.read_patched_method(*class, name);
            }
            if !patched {
                union.unpatched.set(self.an.class_patches.len());
            }
        }
        for (index, part) in union.parts.iter().enumerate() {
            match part {
                Part::Together(group) => {
                    result.join(&self.apply_group(union, index, group, receiver, other, range));
                }
                Part::Single(object, func) => {
                    let value = object.map_or_else(
                        || Value { origins: receiver, ..Value::any() },
                        |object| Value::object(object, receiver),
                    );
                    let mut arguments = Arguments::positional(vec![value]);
                    if let Some(others) = others {
                        arguments.positional.extend(others.iter().cloned());
                        result.join(&self.apply_function(*func, &arguments, range));
                    } else {
                        let count = self.an.scopes.function(*func).parameters.len();
                        arguments.positional.resize_with(count.max(1), || other.clone());
                        self.apply_effects_only(*func, &arguments, range);
                    }
                }
                Part::Unknown(class, name) => match others {
                    None => self.flag(Flags::UNKNOWN, range, name),
                    Some(others) => {
                        let object = self.an.instance_object(*class);
                        let mut positional = vec![Value::object(object, receiver)];
                        positional.extend(others.iter().cloned());
                        let arguments = Arguments::positional(positional);
                        result.join(&self.call_method(*class, name, &arguments, range));
                    }
                },
            }
        }
        result
    }

    fn apply_group(
        &mut self,
        union: &Rc<Union>,
        index: usize,
        group: &Group,
        receiver: Origins,
        other: &Value,
        range: TextRange,
    ) -> Value {
        self.fresh_of_call = self.fresh(0x8000_0000 | u32::from(range.start()), 6);
        self.take_over_group_names(union, index, group);
        let origins = [receiver, if other.is_atomic() { Origins::NOWHERE } else { other.origins }];
        // What a function stores that made it is told apart by the place of the call.
        let stores_once = group.stored.only_fresh().is_empty();
        loop {
            let deep = origins.map(|origins| self.deep_parts_of(origins));
            let bound = Bound { origins, deep, other };
            let key = ((Rc::as_ptr(union) as usize, index), origins, deep, other.is_any());
            self.held_grew = false;
            let again = other.objects.is_empty() && self.touch_again(&key);
            if !again {
                let reads = self.touches_of(&group.heap_reads, &bound);
                let writes = self.touches_of(&group.heap_writes, &bound);
                self.fx.heap_reads.merge(&reads);
                self.fx.heap_writes.merge(&writes);
                if other.objects.is_empty() {
                    let applied = Applied { account: self.account, reads, writes };
                    self.applied_unions.insert(key, applied);
                }
            }
            if !again || !stores_once {
                self.store_group(group, &bound);
            }
            self.note_group_cause(group, &bound);
            let result = self.result_of_group(group, &bound);
            // What was stored may lead on from the arguments to more than before.
            if !self.held_grew || origins.map(|origins| self.deep_parts_of(origins)) == bound.deep {
                let cost = &group.effects;
                self.fx.cost = (self.fx.cost + cost.cost).min(1e15);
                self.fx.library_work |= cost.library_work;
                self.fx.unbounded |= cost.unbounded;
                if cost.unbounded && !cost.flags.intersects(Flags::UNLOGGABLE) {
                    self.note_known_work(range);
                }
                return result;
            }
        }
    }

    /// Adds what a use touches that this walk has seen before; nothing, where the same account has it. What it stored is held
    /// already, for the rest of the walk.
    fn touch_again(&mut self, key: &UnionUse) -> bool {
        let Some(known) = self.applied_unions.get_mut(key) else { return false };
        if known.account != self.account {
            known.account = self.account;
            self.fx.heap_reads.merge(&known.reads);
            self.fx.heap_writes.merge(&known.writes);
        }
        true
    }

    /// Flags and variables: another call in the same account adds nothing, but for variables of this body.
    fn take_over_group_names(&mut self, union: &Rc<Union>, index: usize, group: &Group) {
        let key = (Rc::as_ptr(union) as usize, index);
        if self.taken_unions.contains(&key) {
            return;
        }
        for (flags, why) in &group.effects.causes {
            self.fx.flag(*flags, || why.clone());
        }
        let (own, scopes) = (self.func, self.an.scopes);
        self.fx.reads.extend(&group.reads);
        if self.in_iteration {
            // Functions that are written inside the loop move with it.
            for &func in &group.functions {
                if !self.is_inside_iteration(func) {
                    let summary = self.an.summary(func);
                    self.fx.call_reads.extend_where(&summary.effects.reads, |var| {
                        let variable = scopes.variable(var);
                        variable.func != func || variable.is_global
                    });
                }
            }
        } else {
            self.fx.call_reads.extend(&group.reads);
        }
        let env = &self.env;
        self.fx.exposed.extend_where(&group.reads, |var| {
            let variable = scopes.variable(var);
            variable.func != own || !env.is_assigned(variable.slot as usize)
        });
        for var in group.writes.iter() {
            self.note_call_write(var);
        }
        let is_own = |var| scopes.variable(var).func == own;
        if !group.reads.iter().any(is_own) && !group.writes.iter().any(is_own) {
            self.taken_unions.insert(key);
        }
    }

    fn touches_of(&self, touches: &GroupTouches, bound: &Bound<'_>) -> Touches {
        let mut mapped = Touches { any: touches.any, ..Touches::default() };
        if touches.everything {
            mapped.fresh = bound.all(RECEIVER).union(bound.all(OTHERS)).only_fresh();
            mapped.own_any = !mapped.fresh.is_empty();
            mapped.set_everything();
            if mapped.fresh.is_empty() {
                return mapped;
            }
        }
        mapped.add_locations(&touches.locations);
        for &(object, field) in &touches.receivers {
            let origins = bound.origins[RECEIVER];
            let value = object.map_or_else(
                || Value { origins, ..Value::any() },
                |object| Value::object(object, origins),
            );
            mapped.add(&value, field);
        }
        for &field in touches.others.iter().filter(|_| !bound.other.is_atomic()) {
            self.add_with_viewed(&mut mapped, bound.other, field);
        }
        for (which, touches) in touches.deep.iter().enumerate() {
            if which == OTHERS && bound.other.is_atomic() {
                continue;
            }
            let origins = bound.deep[which];
            for &(object, field) in touches {
                let value = match object {
                    Some(object) => Value::object(object, origins),
                    None => Value { origins, ..Value::any() },
                };
                self.add_with_viewed(&mut mapped, &value, field);
            }
        }
        mapped
    }

    fn add_with_viewed(&self, touches: &mut Touches, value: &Value, field: Field) {
        touches.add(value, field);
        for behind in [self.viewed(value), self.receivers_of(value)].into_iter().flatten() {
            touches.add(&behind, field);
        }
    }

    /// Keeps the first place that changes something from outside.
    fn note_group_cause(&mut self, group: &Group, bound: &Bound<'_>) {
        if self.fx.write_cause.is_some() {
            return;
        }
        let foreign = [RECEIVER, OTHERS].map(|which| bound.all(which).may_be_foreign());
        let cause = group.write_causes.iter().find(|(through, always, _)| {
            *always || through.iter().zip(foreign).any(|(through, foreign)| *through && foreign)
        });
        if let Some((.., why)) = cause {
            self.fx.write_cause = Some(why.clone());
        }
    }

    /// What the functions stored is held by their arguments from now on.
    fn store_group(&mut self, group: &Group, bound: &Bound<'_>) {
        if group.stored.is_empty() {
            return;
        }
        let stored = self.map_group_origins(group.stored, bound);
        let value = Value { origins: stored, ..Value::any() };
        if !group.stored.only_fresh().is_empty() {
            let fresh = self.fresh_of_call;
            self.hold(fresh, &value);
        }
        self.hold(bound.all(RECEIVER), &value);
        if !bound.other.is_atomic() {
            self.hold(bound.all(OTHERS), &value);
        }
    }

    fn map_group_origins(&self, origins: Origins, bound: &Bound<'_>) -> Origins {
        let mut mapped = Origins::NOWHERE;
        if origins.intersects(Origins::OUTSIDE) {
            mapped = mapped.union(Origins::OUTSIDE);
        }
        for which in origins.parameters() {
            mapped = mapped.union(bound.origins[which]);
        }
        for which in origins.parts() {
            mapped = mapped.union(bound.deep[which]);
        }
        if !origins.only_fresh().is_empty() {
            mapped = mapped.union(self.fresh_of_call);
        }
        mapped
    }

    fn result_of_group(&mut self, group: &Group, bound: &Bound<'_>) -> Value {
        let origins = self.map_group_origins(group.result.origins, bound);
        if !group.result.origins.only_fresh().is_empty() {
            let fresh = self.fresh_of_call;
            let parts = self.map_group_origins(group.result_parts, bound);
            self.hold(fresh, &Value { origins: parts, ..Value::any() });
        }
        Value { origins, ..group.result.clone() }
    }
}

impl Group {
    /// Adds one more function.
    fn add(&mut self, func: FuncId, receiver: Option<ObjId>, summary: &Summary) {
        let fx = &summary.effects;
        for (flags, why) in &fx.causes {
            self.effects.flag(*flags, || why.clone());
        }
        // A summary names variables of other bodies only.
        self.reads.extend(&fx.reads);
        self.writes.extend(&fx.writes);
        self.writes.extend(&fx.call_writes);
        self.heap_reads.add(&fx.heap_reads, receiver);
        self.heap_writes.add(&fx.heap_writes, receiver);
        self.add_cause(fx);
        let cost = if summary.recursive { 20_000.0 } else { fx.cost };
        self.effects.cost += cost;
        self.effects.unbounded |= fx.unbounded || summary.recursive;
        self.effects.library_work |= fx.library_work;
        self.stored = self.stored.union(collapsed(summary.stored));
        if summary.result.is_atomic() {
            self.result.join(&Value::atom(summary.result.atoms));
        } else {
            let origins = collapsed(summary.result.origins);
            self.result.join(&Value { origins, ..summary.result.clone() });
            if !summary.result.origins.only_fresh().is_empty() {
                self.result_parts = self.result_parts.union(collapsed(summary.result_parts));
            }
        }
        self.functions.push(func);
    }

    fn add_cause(&mut self, fx: &Effects) {
        let Some(why) = &fx.write_cause else { return };
        let writes = &fx.heap_writes;
        if writes.is_private() {
            return;
        }
        let always = writes.any || writes.everything || !writes.locations.is_empty();
        let mut through = [false; 2];
        for touch in &writes.parameters {
            through[usize::from(touch.parameter > 0)] = true;
        }
        let known = self.write_causes.iter().any(|(known, known_always, _)| {
            *known_always
                || (!always && known.iter().zip(through).all(|(known, new)| *known || !new))
        });
        if !known {
            self.write_causes.push((through, always, why.clone()));
        }
    }
}

/// Whether a function changes something that there was before the call, or keeps something.
fn changes(summary: &Summary) -> bool {
    let fx = &summary.effects;
    !summary.stored.is_empty()
        || !fx.heap_writes.is_private()
        || !fx.writes.is_empty()
        || !fx.call_writes.is_empty()
}

/// Origins in a callee's terms, with all parameters but the first as one.
fn collapsed(origins: Origins) -> Origins {
    let mut result = Origins(origins.0 & Origins::OUTSIDE.0).union(origins.only_fresh());
    for position in origins.parameters() {
        result = result.union(Origins::parameter(position.min(OTHERS)));
    }
    for position in origins.parts() {
        let part = Origins::parameter(position.min(OTHERS)).held_by_foreign();
        result = result.union(part);
    }
    result
}

impl GroupTouches {
    fn add(&mut self, touches: &Touches, receiver: Option<ObjId>) {
        self.any |= touches.any;
        self.everything |= touches.everything;
        for &location in &touches.locations {
            add_once(&mut self.locations, location);
        }
        for touch in &touches.parameters {
            let which = usize::from(touch.parameter > 0);
            if touch.deep {
                add_once(&mut self.deep[which], (touch.object, touch.field));
            } else if which == RECEIVER {
                add_once(&mut self.receivers, (receiver, touch.field));
            } else {
                add_once(&mut self.others, touch.field);
            }
        }
    }
}

fn add_once<T: Ord + Copy>(sorted: &mut Vec<T>, item: T) {
    if let Err(at) = sorted.binary_search(&item) {
        sorted.insert(at, item);
    }
}

/// All unions that were made, by what they are of.
pub(super) type Unions = FxHashMap<UnionKey, Rc<Union>>;

#[cfg(test)]
mod tests {
    use crate::effect_words::Flags;
    use crate::knowledge::Knowledge;
    use crate::passes::{effects, scopes};
    use crate::program::{Module, Program};
    use crate::read::{Source, parse};

    /// Checks the effects of the function `use` of a program.
    fn check(text: &str, expected: Flags) {
        let source = Source::from_bytes("script.py", text.as_bytes().to_vec()).expect("readable");
        let parsed = parse(&source).expect("valid Python");
        let program = Program::single(Module::new("__main__", "script.py", false, source, parsed));
        let scopes = scopes::run(&program);
        let knowledge = Knowledge::new();
        let analysis = effects::run(&program, &scopes, &knowledge, effects::Need::Facts);
        let index = scopes.functions.iter().position(|f| f.name == "use").expect("it is defined");
        let summary = analysis.summary(index.into());
        let logged = summary.effects.flags.without(Flags::DEFINES);
        assert_eq!(logged, expected, "{:?}", summary.effects.causes);
    }

    #[test]
    fn a_union_learns_what_its_functions_do_later() {
        // What `__add__` does is known only after `helper` was walked, which adds things itself.
        let text = "
def use(x):
    return x + 1
class A:
    def __add__(self, other):
        return helper(other)
def helper(x):
    if x:
        return x + x
    print(x)
";
        check(text, Flags::PRINTS);
    }

    #[test]
    fn each_name_has_a_union_of_its_own() {
        let text = "
class A:
    def __add__(self, other):
        print(other)
    def __lt__(self, other):
        return False
def use(x):
    return x - 1
";
        check(text, Flags::NONE);
    }

    #[test]
    fn a_method_that_may_be_anything_is_unknown() {
        let text = "
import somewhere
class A:
    __add__ = somewhere.add
def use(x):
    return x + 1
";
        check(text, Flags::UNKNOWN.union(Flags::OPEN));
    }

    #[test]
    fn methods_with_defaults_are_called_by_themselves() {
        let text = "
class A:
    def __pow__(self, other, modulo=None):
        print(other)
class B:
    def __pow__(self, other):
        open(other)
def use(x):
    return x ** 2
";
        check(text, Flags::PRINTS.union(Flags::READS_FILE));
    }
}

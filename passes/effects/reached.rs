//! Which code can run, of the code that makes every fact about a program doubtful.
//!
//! Code that never runs decides about nothing: what stands below the guard of an imported module, a helper that starts a
//! thread and that nobody calls, a class of workers of which nobody makes one.
//!
//! ```python
//! class Crawler:                                    # nobody makes one: no threads
//!     def start(self): threading.Thread(target=self.run).start()
//!     def run(self): ...
//! total = sum(price(row) for row in rows)
//! ```
//!
//! Each body notes, whenever it is walked, what it does itself that refuses the whole program, whom it calls or begins
//! (generators, coroutines), and what it lets out: functions and classes that code out of view may call from then on, objects
//! that values of unknown type may be. From the modules' own code on, this gives what can run: callees; what was let out, with
//! all that it leads to, all methods of classes and instances in there, and what these return. Calls of unknown code need no
//! edges of their own: it can only call what running code has let out.
//!
//! Special methods always count, whatever they are called by: the interpreter and the runtime do so without a word
//! (`__reduce__` of what is sent, a module's `__getattr__`). `getattr` with a name made up at run time lets out all that it
//! may name (`by_name.rs`); where `attrgetter` is mentioned, all functions count.
//!
//! Sound because: facts hold for whatever runs of the walked bodies, and a body runs only where it is called in view, or by code
//! out of view that got hold of it, or unasked for; of each of these one body that runs has a note. All notes only grow
//! while facts do, so that what refuses the program early refuses it at the end. Programs in which no suspicious name is
//! mentioned take no notes, and all that they write counts as running.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Analysis;
use super::heap::{BoundTarget, ObjectKind};
use super::summary::Effects;
use super::walker::Walker;
use crate::effect_words::{Flags, Why};
use crate::ids::{ClassId, FuncId, ObjId};
use crate::values::Value;
use ruff_text_size::TextRange;

/// Effects of any code that runs that refuse the whole program.
const STOPS: Flags = Flags(Flags::DYNAMIC.0 | Flags::THREADS.0 | Flags::PROCESS.0);

/// Special methods that only run where the program makes or calls something, or says `with`.
const CALLED_IN_VIEW: &[&str] =
    &["__init__", "__new__", "__post_init__", "__call__", "__enter__", "__exit__"];

/// What bodies note about who runs.
#[derive(Default)]
pub(super) struct Running {
    /// Whether the notes below are taken.
    asked: bool,
    calls: FxHashSet<(FuncId, FuncId)>,
    /// Functions and classes that a body hands to code out of view.
    exposed: FxHashSet<(FuncId, FuncId)>,
    exposed_classes: FxHashSet<(FuncId, ClassId)>,
    /// What a body does itself that refuses the program, in the order in which that was found.
    stops: Vec<(FuncId, Flags, Why)>,
}

impl Running {
    pub(super) fn note_call(&mut self, caller: FuncId, callee: FuncId) {
        if self.asked {
            self.calls.insert((caller, callee));
        }
    }

    pub(super) fn note_exposed(&mut self, by: FuncId, func: FuncId) {
        if self.asked {
            self.exposed.insert((by, func));
        }
    }

    pub(super) fn note_exposed_class(&mut self, by: FuncId, class: ClassId) {
        if self.asked {
            self.exposed_classes.insert((by, class));
        }
    }
}

impl Walker<'_, '_> {
    /// The body does something itself that may refuse the whole program.
    pub(super) fn note_stop(&mut self, flags: Flags, range: TextRange, what: &str) {
        let stops = Flags(flags.0 & STOPS.0);
        let known = &self.an.running.stops;
        if stops.is_empty()
            || known.iter().any(|(func, flags, _)| (*func, *flags) == (self.func, stops))
        {
            return;
        }
        let why = self.why(range, what);
        self.an.running.stops.push((self.func, stops, why));
    }
}

/// What is still to be followed.
#[derive(Clone, Copy)]
enum Reached {
    /// A body that runs.
    Body(FuncId),
    /// A function that code out of view may call: it gets what that returns.
    Called(FuncId),
    Class(ClassId),
    Object(ObjId),
}

impl Analysis<'_> {
    /// From now on bodies note what decides who runs, if that can make a difference.
    pub(super) fn ask_what_runs(&mut self) {
        self.running.asked = self.scopes.functions.iter().any(|function| function.is_suspect);
        self.heap.lets_out = self.running.asked.then(FxHashSet::default);
    }

    /// The body that is walked; the script's own code where none is.
    pub(super) fn body_walked(&self) -> FuncId {
        self.heap.walking.unwrap_or(FuncId(0))
    }

    /// The effects of all code that may run, of those that refuse the whole program.
    pub fn running_effects(&self) -> Effects {
        let mut effects = Effects::default();
        for (flags, why) in self.stops_that_run() {
            effects.flag(flags, || why);
        }
        effects
    }

    /// Whether any walked body does something itself that refuses the whole program, if it runs.
    pub(super) fn knows_of_stops(&self) -> bool {
        !self.running.stops.is_empty()
    }

    /// Whether code runs that refuses the whole program.
    pub(super) fn runs_what_stops(&self) -> bool {
        !self.stops_that_run().is_empty()
    }

    fn stops_that_run(&self) -> Vec<(Flags, Why)> {
        let promised = self.promised_stops();
        if self.running.stops.is_empty() && promised.is_empty() {
            return Vec::new();
        }
        let runs = self.what_runs();
        let own = self.running.stops.iter();
        let own = own.filter(|(func, ..)| self.promises.of_function(*func).is_none());
        let all = own.chain(&promised);
        all.filter(|(func, ..)| runs[func.index()])
            .map(|(_, flags, why)| (*flags, why.clone()))
            .collect()
    }

    /// Of functions about which the user says what they do, that counts instead.
    fn promised_stops(&self) -> Vec<(FuncId, Flags, Why)> {
        let mut found = Vec::new();
        for (index, summary) in self.summaries.iter().enumerate() {
            let func = FuncId::from(index);
            if summary.effects.flags.intersects(STOPS) && self.promises.of_function(func).is_some()
            {
                let causes = summary.effects.causes.iter();
                let causes = causes.map(|(flags, why)| (Flags(flags.0 & STOPS.0), why.clone()));
                found.extend(
                    causes.filter(|(flags, _)| !flags.is_empty()).map(|(f, why)| (func, f, why)),
                );
            }
        }
        found
    }

    /// Which bodies can run.
    fn what_runs(&self) -> Vec<bool> {
        let count = self.scopes.functions.len();
        if !self.running.asked || self.fetches_by_name {
            return vec![true; count];
        }
        let (mut runs, mut called) = (vec![false; count], vec![false; count]);
        let mut objects = vec![false; self.heap.objects.len()];
        let mut classes = vec![false; self.scopes.classes.len()];
        let notes = self.notes_by_body();
        let methods = self.methods_by_class();
        let mut pending = self.begins();
        while let Some(reached) = pending.pop() {
            match reached {
                Reached::Body(func) => {
                    if !std::mem::replace(&mut runs[func.index()], true) {
                        pending.extend(notes.get(&func).into_iter().flatten().copied());
                    }
                }
                Reached::Called(func) => {
                    if !std::mem::replace(&mut called[func.index()], true) {
                        pending.push(Reached::Body(func));
                        let given =
                            [&self.summaries[func.index()].result, &self.yields[func.index()]];
                        pending.extend(given.into_iter().flat_map(objects_in));
                    }
                }
                Reached::Class(class) => {
                    if !std::mem::replace(&mut classes[class.index()], true) {
                        self.follow_class(class, &methods, &mut pending);
                    }
                }
                Reached::Object(object) => {
                    if !std::mem::replace(&mut objects[object.index()], true) {
                        self.follow_object(object, &mut pending);
                    }
                }
            }
        }
        runs
    }

    /// What runs whatever else does: the modules' own code, and special methods.
    fn begins(&self) -> Vec<Reached> {
        let functions = self.scopes.functions.iter().enumerate();
        let special = functions.filter(|(_, function)| is_special(function.name));
        let special = special.map(|(index, _)| Reached::Called(FuncId::from(index)));
        let modules = self.scopes.module_bodies.iter().map(|&func| Reached::Body(func));
        let members = self.scopes.classes.iter().flat_map(|class| &class.members);
        let members = members.filter(|(name, _)| is_special(name));
        let members = members.flat_map(|(_, var)| objects_in(&self.var_values[var.index()]));
        let mut found: Vec<Reached> = modules.chain(special).chain(members).collect();
        for (index, object) in self.heap.objects.iter().enumerate() {
            if matches!(object.kind, ObjectKind::Class(_)) {
                let id = ObjId::from(index);
                let names = self.heap.field_names(id).iter();
                let names = names.filter(|&&name| is_special(self.symbol_name(name)));
                found.extend(
                    names.filter_map(|&name| self.heap.field(id, name)).flat_map(objects_in),
                );
            }
        }
        found
    }

    /// What each body calls and lets out.
    fn notes_by_body(&self) -> FxHashMap<FuncId, Vec<Reached>> {
        let mut notes: FxHashMap<FuncId, Vec<Reached>> = FxHashMap::default();
        let running = &self.running;
        for &(by, func) in &running.calls {
            notes.entry(by).or_default().push(Reached::Body(func));
        }
        for &(by, func) in &running.exposed {
            notes.entry(by).or_default().push(Reached::Called(func));
        }
        for &(by, class) in &running.exposed_classes {
            notes.entry(by).or_default().push(Reached::Class(class));
        }
        for &(by, object) in self.heap.lets_out.iter().flatten() {
            notes.entry(by).or_default().push(Reached::Object(object));
        }
        notes
    }

    /// The functions that stand in each class.
    fn methods_by_class(&self) -> Vec<Vec<FuncId>> {
        let mut methods = vec![Vec::new(); self.scopes.classes.len()];
        for (index, function) in self.scopes.functions.iter().enumerate() {
            if let Some(class) = function.class {
                methods[class.index()].push(FuncId::from(index));
            }
        }
        methods
    }

    fn follow_class(&self, class: ClassId, methods: &[Vec<FuncId>], pending: &mut Vec<Reached>) {
        for &class in self.class_order(class).iter() {
            pending.extend(methods[class.index()].iter().map(|&func| Reached::Called(func)));
            for var in self.scopes.class(class).members.values() {
                pending.extend(objects_in(&self.var_values[var.index()]));
            }
        }
    }

    fn follow_object(&self, id: ObjId, pending: &mut Vec<Reached>) {
        let object = &self.heap.objects[id.index()];
        match object.kind {
            ObjectKind::Function(func) | ObjectKind::Bound(BoundTarget::Function(func)) => {
                pending.push(Reached::Called(func));
            }
            ObjectKind::Class(class) | ObjectKind::Instance(class) | ObjectKind::Super(class) => {
                pending.push(Reached::Class(class));
            }
            ObjectKind::Module(module) => {
                let body = self.scopes.module_bodies[module.index()];
                for var in &self.scopes.function(body).variables {
                    pending.extend(objects_in(&self.var_values[var.index()]));
                }
            }
            _ => {}
        }
        pending.extend(object.runs.iter().map(|&func| Reached::Called(func)));
        pending.extend(object.sources.iter().map(|&source| Reached::Object(source)));
        let fields = self.heap.field_names(id).iter().filter_map(|&name| self.heap.field(id, name));
        let held = [&object.element, &object.key].into_iter().chain(object.items.iter().flatten());
        pending.extend(held.chain(fields).flat_map(objects_in));
    }
}

fn objects_in(value: &Value) -> impl Iterator<Item = Reached> {
    let objects: Vec<ObjId> = value.objects.iter().copied().collect();
    objects.into_iter().map(Reached::Object)
}

fn is_special(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__") && !CALLED_IN_VIEW.contains(&name)
}

//! Which effects some run of the program may have, for those that make every fact about it doubtful.
//!
//! Code that can never run decides about nothing: what stands below the guard of an imported module, a helper that starts a
//! thread and that nobody calls.
//!
//! ```python
//! import queue, threading
//! def watch(path): threading.Thread(target=poll, args=(path,)).start()   # nobody calls it: no threads
//! total = sum(price(row) for row in rows)
//! ```
//!
//! Running counts for whatever may be begun: the effects of a generator, a coroutine or a lazy iterator that refuse the whole
//! program belong to whoever makes one (`generators.rs`, `lazy.rs`, `apply.rs`).
//!
//! Sound because: a function's effects contain those of all that it calls, so that what may run is in the effects of the
//! modules' own code, and of functions that others may call: those that code out of view has got hold of, or that lie where
//! values of unknown type come from, with all methods of classes and instances that do; and special methods, which
//! interpreter and runtime call without a word (`__reduce__` of what is sent, a module's `__getattr__`). Any other function
//! runs where a call in view names it, and effects are taken over there. Nothing else about a function that never runs can be
//! noticed. `getattr` with a name made up at run time hands out all that it may name (`by_name.rs`); where `attrgetter` is
//! mentioned, all functions count as called. All these sets only grow while facts do, so that what refuses the program early refuses it at the end.

use super::Analysis;
use super::heap::{BoundTarget, ObjectKind};
use super::summary::{Effects, Summary};
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ClassId, FuncId, ObjId};
use crate::values::Value;

/// Effects of any code that runs that refuse the whole program.
pub(super) const STOPS: Flags = Flags(Flags::DYNAMIC.0 | Flags::THREADS.0 | Flags::PROCESS.0);

/// Special methods that only run where the program makes or calls something, or says `with`.
const CALLED_IN_VIEW: &[&str] =
    &["__init__", "__new__", "__post_init__", "__call__", "__enter__", "__exit__"];

impl Analysis<'_> {
    /// The effects of all code that may run, of those that refuse the whole program.
    pub fn running_effects(&self) -> Effects {
        let mut effects = Effects::default();
        let others = self.escaped_functions().into_iter().chain(self.special_members());
        let begun = self.begun_by_others().chain(others);
        for func in begun {
            for (flags, why) in &self.summaries[func.index()].effects.causes {
                effects.flag(*flags, || why.clone());
            }
        }
        effects
    }

    /// Whether code runs that refuses the whole program, as far as is known without a look at all objects.
    pub(super) fn runs_what_stops(&self) -> bool {
        self.begun_by_others()
            .any(|func| self.summaries[func.index()].effects.flags.intersects(STOPS))
    }

    /// Bodies that run though no call in view names them.
    fn begun_by_others(&self) -> impl Iterator<Item = FuncId> + '_ {
        let modules = self.scopes.module_bodies.iter().copied();
        let exposed = self.exposed_in_order.iter().copied();
        let special = (0..self.scopes.functions.len()).map(FuncId::from);
        let special = special
            .filter(|&func| self.fetches_by_name || is_special(self.scopes.function(func).name));
        modules.chain(exposed).chain(special)
    }

    /// Functions that stand under the name of a special method in a class, or were stored there: `__reduce__ = take_apart`.
    fn special_members(&self) -> Vec<FuncId> {
        let members = self.scopes.classes.iter().flat_map(|class| &class.members);
        let members = members.filter(|(name, _)| is_special(name));
        let mut functions: Vec<FuncId> =
            members.flat_map(|(_, var)| self.functions_in(&self.var_values[var.index()])).collect();
        for (index, object) in self.heap.objects.iter().enumerate() {
            if !matches!(object.kind, ObjectKind::Class(_)) {
                continue;
            }
            let id = ObjId::from(index);
            let names = self.heap.field_names(id).iter();
            for &name in names.filter(|&&name| is_special(self.symbol_name(name))) {
                let stored = self.heap.field(id, name);
                functions.extend(stored.into_iter().flat_map(|value| self.functions_in(value)));
            }
        }
        functions
    }

    fn functions_in(&self, value: &Value) -> Vec<FuncId> {
        let of_object = |&object: &ObjId| match self.heap.peek(object).kind {
            ObjectKind::Function(func) | ObjectKind::Bound(BoundTarget::Function(func)) => {
                vec![func]
            }
            ObjectKind::Wrapper(_) => self.functions_in(&self.heap.peek(object).element),
            _ => Vec::new(),
        };
        value.objects.iter().flat_map(of_object).collect()
    }

    /// Functions that lie where values of unknown type come from.
    fn escaped_functions(&self) -> Vec<FuncId> {
        let mut functions = Vec::new();
        let mut classes: Vec<ClassId> = Vec::new();
        for object in self.heap.objects.iter().filter(|object| object.escaped) {
            functions.extend(&object.runs);
            match object.kind {
                ObjectKind::Function(func) | ObjectKind::Bound(BoundTarget::Function(func)) => {
                    functions.push(func);
                }
                ObjectKind::Class(class)
                | ObjectKind::Instance(class)
                | ObjectKind::Super(class) => classes.push(class),
                _ => {}
            }
        }
        let mut known: Vec<ClassId> =
            classes.iter().flat_map(|&class| self.class_order(class).to_vec()).collect();
        known.sort_unstable();
        known.dedup();
        let is_method = |func: &FuncId| {
            let class = self.scopes.function(*func).class;
            class.is_some_and(|class| known.binary_search(&class).is_ok())
        };
        functions.extend((0..self.scopes.functions.len()).map(FuncId::from).filter(is_method));
        functions
    }
}

impl Walker<'_, '_> {
    /// Something is made that may run a body later, wherever: what it does that refuses the whole program counts here.
    pub(super) fn begin_body(&mut self, summary: &Summary) {
        for (flags, why) in &summary.effects.causes {
            if flags.intersects(STOPS) {
                self.fx.flag(Flags(flags.0 & STOPS.0), || why.clone());
            }
        }
    }
}

fn is_special(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__") && !CALLED_IN_VIEW.contains(&name)
}

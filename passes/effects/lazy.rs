//! Lazy iterators: code that stands where an iterator is made, and runs where it is advanced.
//!
//! ```python
//! g = (n + i for i in items)      # the object keeps: reads `n`
//! for x in g:                     # the header reads `n`, which the body may write
//!     n += work(x)
//! ```

use super::heap::{Field, Location, ObjectKind};
use super::journal::Fact;
use super::summary::Effects;
use super::walker::Walker;
use crate::ids::{ObjId, VarId};
use crate::passes::scopes::ScopeKind;
use crate::values::{Origins, Value};

impl Walker<'_, '_> {
    /// Ends an account begun with an empty `fx`: the code counts here, where it is written, and whenever `lazy` is advanced.
    pub fn defer(&mut self, before: Effects, lazy: &Value) {
        let own = self.resume_effects(before);
        self.fx.merge(&own);
        let scopes = self.an.scopes;
        let is_inner = |var: VarId| {
            let scope = scopes.variable(var).scope;
            scopes.scopes[scope.index()].kind == ScopeKind::Comprehension
        };
        let mut deferred = Effects::default();
        for (flags, why) in &own.causes {
            deferred.flag(*flags, || why.clone());
        }
        deferred.reads.extend(&own.reads);
        deferred.call_writes.extend(&own.call_writes);
        deferred.call_writes.extend_where(&own.writes, |var| !is_inner(var));
        deferred.heap_reads = own.heap_reads.for_anybody();
        deferred.heap_writes = own.heap_writes.for_anybody();
        deferred.write_cause.clone_from(&own.write_cause);
        self.add_deferred(&deferred, lazy);
    }

    fn add_deferred(&mut self, more: &Effects, lazy: &Value) {
        for &object in &lazy.objects {
            let known = &mut self.an.heap.objects[object.index()].deferred;
            let mut all = known.as_deref().cloned().unwrap_or_default();
            all.merge(more);
            if known.as_deref().is_none_or(|known| !known.same_facts(&all)) {
                *known = Some(Box::new(all));
                self.an.heap.grew(Fact::Object(object));
            }
        }
    }

    /// A generator expression goes on advancing what it iterates over.
    pub fn defer_source(&mut self, iterable: &Value, lazy: &Value) {
        let mut deferred = Effects::default();
        for &object in &iterable.objects {
            let location = Location { object, field: Field::Contents };
            deferred.heap_reads.add_location(location);
            let source = self.an.heap.get(object);
            if let ObjectKind::Library(id) = source.kind {
                let runs = source.runs.clone();
                if let Some(inner) = &source.deferred {
                    deferred.merge(inner);
                }
                if self.an.knowledge.type_info(id).one_shot || self.an.is_file_type(id) {
                    deferred.heap_writes.add_location(location);
                }
                for &lazy in &lazy.objects {
                    for &func in &runs {
                        let known = &mut self.an.heap.objects[lazy.index()].runs;
                        if !known.contains(&func) {
                            known.push(func);
                            self.an.heap.grew(Fact::Object(lazy));
                        }
                    }
                }
            }
        }
        if iterable.is_any() {
            deferred.heap_reads.any = true;
            deferred.heap_writes.any = true;
        }
        self.add_deferred(&deferred, lazy);
    }

    /// A lazy object that came from elsewhere runs what it was made of; of its own ones, a body has the effects already.
    pub fn run_deferred(&mut self, object: ObjId, origins: Origins) {
        if !origins.may_be_foreign() {
            return;
        }
        let Some(deferred) = self.an.heap.get(object).deferred.clone() else { return };
        self.fx.merge(&deferred);
        self.fx.call_reads.extend(&deferred.reads);
        self.fx.exposed.extend(&deferred.reads);
    }
}

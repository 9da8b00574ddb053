//! Lazy iterators: code that stands where an iterator is made, and runs where it is advanced.
//!
//! ```python
//! g = (n + i for i in items)      # the object keeps: reads `n`
//! for x in g:                     # the header reads `n`, which the body may write
//!     n += work(x)
//! ```

use std::rc::Rc;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

use super::Analysis;
use super::heap::{Field, Location, ObjectKind};
use super::journal::Fact;
use super::summary::{Effects, ParameterTouch, Touches, VarSet};
use super::walker::Walker;
use crate::ids::{ObjId, VarId};
use crate::passes::scopes::{Resolution, ScopeKind, Scopes};
use crate::values::{Origins, Value};

/// Functions that draw all of their first argument before they return, or never draw the rest.
const DRAINING: &[&str] = &[
    "sum",
    "min",
    "max",
    "any",
    "all",
    "sorted",
    "list",
    "tuple",
    "set",
    "frozenset",
    "dict",
    "next",
];

impl Walker<'_, '_> {
    /// The generator expression that a call draws to its end where it stands.
    pub(super) fn drained_by(&self, call: &ast::ExprCall) -> Option<TextRange> {
        let first = call.arguments.args.first().filter(|first| first.is_generator_expr())?;
        let drains = match &*call.func {
            Expr::Name(name) => {
                DRAINING.contains(&name.id.as_str())
                    && self.an.scopes.resolve(name) == Resolution::Builtin
                    && !self.an.is_patched(name.id.as_str())
            }
            Expr::Attribute(method) => {
                method.value.is_string_literal_expr() && method.attr.as_str() == "join"
            }
            _ => false,
        };
        drains.then(|| first.range())
    }

    /// Lets variables that a generator expression reads, and that are bound more than once, hold all that they ever hold; what
    /// they held before, by slot.
    pub(super) fn read_later(&mut self, expr: &Expr) -> Vec<(usize, Value)> {
        let mut names = NamesRead { scopes: self.an.scopes, vars: VarSet::default() };
        names.visit_expr(expr);
        let mut before = Vec::new();
        for var in names.vars.iter() {
            let variable = self.an.scopes.variable(var);
            let slot = variable.slot as usize;
            let changes = variable.bindings > 1 || self.an.scopes.foreign_writes.contains(&var);
            let kind = &self.an.scopes.scopes[variable.scope.index()].kind;
            if variable.func != self.func || !changes || *kind == ScopeKind::Comprehension {
                continue;
            }
            if self.an.read_later.insert(var) {
                // Bindings of it that were walked before were not noted.
                self.an.variable_value(var);
                self.an.heap.grew(Fact::Variable(var));
            }
            let ever = self.an.variable_value(var).from(Origins::OUTSIDE);
            before.push((slot, self.env.values[slot].clone()));
            self.env.values[slot].join(&ever);
        }
        before
    }

    /// Whether anybody asks which objects of its own the code under analysis reads: not where all that comes of a walk is what its
    /// function is known for.
    pub(super) fn lists_own_reads(&self) -> bool {
        self.an.recording || self.in_iteration || self.deferring > 0
    }

    /// Begins the account of what a lazy iterator does when it is advanced; what was gathered before.
    pub(super) fn begin_deferred(&mut self) -> Effects {
        self.deferring += 1;
        self.take_effects()
    }

    /// Ends such an account: the code counts here, where it is written, and whenever `lazy` is advanced.
    pub fn defer(&mut self, before: Effects, lazy: &Value) {
        self.deferring -= 1;
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
        deferred.take_write_cause(&own);
        self.add_deferred(&deferred, lazy);
    }

    fn add_deferred(&mut self, more: &Effects, lazy: &Value) {
        for &object in &lazy.objects {
            let known = &self.an.heap.objects[object.index()].deferred;
            let mut all = known.as_deref().cloned().unwrap_or_default();
            all.merge(more);
            if known.as_deref().is_none_or(|known| !known.same_facts(&all)) {
                self.an.heap.set_deferred(object, all);
            }
        }
    }

    /// A generator expression goes on advancing what it iterates over.
    pub fn defer_source(&mut self, iterable: &Value, lazy: &Value, range: TextRange) {
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
                        self.an.heap.add_run(lazy, func);
                    }
                }
            }
        }
        if iterable.is_any() {
            deferred.heap_reads.any = true;
            deferred.heap_writes.any = true;
        }
        if iterable.objects.iter().any(|&object| self.an.goes_through_instance(object)) {
            deferred.merge(&self.going_through(iterable, range));
        }
        self.add_deferred(&deferred, lazy);
    }

    /// What going through an iterable of the program's own does, in terms of anybody.
    fn going_through(&mut self, iterable: &Value, range: TextRange) -> Effects {
        let before = self.take_effects();
        self.iterate(&iterable.from(Origins::OUTSIDE), range);
        let mut effects = self.resume_effects(before);
        for touches in [&mut effects.heap_reads, &mut effects.heap_writes] {
            touches.drop_fresh();
            *touches = touches.for_anybody();
        }
        effects
    }

    /// A lazy object that came from elsewhere runs what it was made of; of its own ones, a body has the effects already.
    pub fn run_deferred(&mut self, object: ObjId, origins: Origins) {
        if !origins.may_be_foreign() {
            return;
        }
        let Some(deferred) = self.an.heap.get(object).deferred.clone() else { return };
        if self.in_iteration || origins.intersects(Origins::OUTSIDE) {
            self.fx.merge(&deferred);
        } else {
            // What that touches is the business of callers who were handed it themselves: whoever made it has it already.
            let mut rest = Effects::clone(&deferred);
            (rest.heap_reads, rest.heap_writes) = Default::default();
            self.fx.merge(&rest);
            self.touch_lazy(object, Origins(origins.0 & Origins::FOREIGN.0));
        }
        self.fx.call_reads.extend(&deferred.reads);
        self.fx.exposed.extend(&deferred.reads);
    }
}

impl Walker<'_, '_> {
    fn touch_lazy(&mut self, object: ObjId, origins: Origins) {
        self.fx.heap_writes.add(&Value::object(object, origins), Field::Contents);
    }

    /// A callee advances lazy objects that come to it with its parameters.
    pub(super) fn run_deferred_of_arguments(&mut self, writes: &Touches, bound: &[Value]) {
        for touch in &writes.parameters {
            let Some(object) = self.an.lazy_of(touch) else { continue };
            match bound.get(usize::from(touch.parameter)) {
                None => self.run_deferred(object, Origins::OUTSIDE),
                Some(value) if touch.deep => {
                    self.run_deferred(object, self.deep_parts_of(value.origins));
                }
                Some(value) if self.is_of_other_kind(Some(object), value) => {}
                Some(value) => self.run_deferred(object, value.origins),
            }
        }
    }
}

impl Analysis<'_> {
    /// The object of a touch, if code of the program runs where it is advanced.
    fn lazy_of(&self, touch: &ParameterTouch) -> Option<ObjId> {
        touch.object.filter(|&object| self.heap.get(object).deferred.is_some())
    }

    /// What the lazy objects do that a function advances, where they come to it with its parameters.
    pub fn deferred_to_callers(&self, writes: &Touches) -> Vec<Rc<Effects>> {
        let lazy = writes.parameters.iter().filter_map(|touch| self.lazy_of(touch));
        lazy.filter_map(|object| self.heap.get(object).deferred.clone()).collect()
    }

    /// Whether an iterable is an instance of a class of the program's own, or goes through one.
    pub(super) fn goes_through_instance(&self, iterable: ObjId) -> bool {
        let mut pending = vec![iterable];
        let mut seen = FxHashSet::default();
        while let Some(object) = pending.pop() {
            if matches!(self.heap.peek(object).kind, ObjectKind::Instance(_)) {
                return true;
            }
            if seen.insert(object) {
                pending.extend(&self.heap.get(object).sources);
            }
        }
        false
    }
}

impl Analysis<'_> {
    /// What views among these objects were taken from.
    pub(super) fn sources_of(&self, objects: &[ObjId]) -> Vec<ObjId> {
        let mut sources = Vec::new();
        for &object in objects {
            if let ObjectKind::Library(id) = self.heap.peek(object).kind
                && self.knowledge.is_view(id)
            {
                sources.extend(self.heap.get(object).sources.iter().copied());
            }
        }
        sources
    }

    /// What views among the objects of a value from outside were taken from.
    pub(super) fn viewed_from_outside(&self, value: &Value) -> Option<Value> {
        let mut found = Value::bottom();
        let mut sources = self.sources_of(&value.objects);
        while !sources.is_empty() {
            for &source in &sources {
                found.join(&Value::object(source, Origins::OUTSIDE));
            }
            sources = self.sources_of(&sources);
            sources.retain(|source| !found.objects.contains(source));
        }
        (!found.objects.is_empty()).then_some(found)
    }
}

/// The variables that an expression names.
struct NamesRead<'s, 'a> {
    scopes: &'s Scopes<'a>,
    vars: VarSet,
}

impl<'t> Visitor<'t> for NamesRead<'_, '_> {
    fn visit_expr(&mut self, expr: &'t Expr) {
        if let Expr::Name(name) = expr
            && let Some(var) = self.scopes.variable_of(name)
        {
            self.vars.insert(var);
        }
        visitor::walk_expr(self, expr);
    }
}

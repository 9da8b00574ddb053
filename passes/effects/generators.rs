//! Generators of the program's own functions: what they hold, what runs when they are advanced.
//!
//! ```python
//! def run(self):
//!     for customer in self.arrivals(8):      # draws from `self.random`; each customer is new
//!         customer.start = …
//! ```
//!
//! A generator that a function makes and advances itself does to its arguments what its body does to its parameters, and what
//! it hands out comes from where its body has it from. Of any other generator nobody knows what it was given: its body counts
//! as run on things from outside, and so does what it hands out. Inside one iteration of a loop this goes for all generators:
//! what they hand out they may change with the next step, while an earlier step's value is still to be sent.
//!
//! Sound because: one abstract object stands for the generators of one call expression, and in a value that is new it is one
//! that this very body made there; what that expression was ever given is listed over all walks of the body.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::Analysis;
use super::heap::ObjectKind;
use super::summary::Summary;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{FuncId, ObjId};
use crate::values::{Atoms, Origins, Value};

impl Analysis<'_> {
    /// What generators were given that a body made at the place where these come from, as far as it is known.
    fn given_before(&self, context: u64, generator: ObjId, from: Origins) -> Option<&Vec<Value>> {
        let (place, given) = self.given.get(&(context, generator))?;
        // The last place stands for all further ones, which other generators may come from.
        let last = Origins::fresh(Origins::FRESH_PLACES);
        (from.0 & !place.0 == 0 && !place.intersects(last)).then_some(given)
    }

    /// What a function does to whoever runs all of it: a generator's body suspends itself, and nobody around it.
    pub(super) fn advanced(&mut self, func: FuncId, summary: Rc<Summary>) -> Rc<Summary> {
        let function = self.scopes.function(func);
        if !function.is_generator || function.is_async {
            return summary;
        }
        if let Some((known, advanced)) = self.advanced.get(&func)
            && Rc::ptr_eq(known, &summary)
        {
            return Rc::clone(advanced);
        }
        let mut advanced = Summary::clone(&summary);
        let effects = &mut advanced.effects;
        effects.flags = effects.flags.without(Flags::SUSPENDS);
        for (flags, _) in &mut effects.causes {
            *flags = flags.without(Flags::SUSPENDS);
        }
        effects.causes.retain(|(flags, _)| !flags.is_empty());
        let draws = effects.flags.contains(Flags::DRAWS);
        let advanced = Rc::new(advanced);
        // What a body does that draws depends on what was seeded before: each place takes it over for itself.
        if !draws {
            self.advanced.insert(func, (summary, Rc::clone(&advanced)));
        }
        advanced
    }

    fn note_given(&mut self, context: u64, (generator, place): (ObjId, Origins), bound: &[Value]) {
        let (known_place, known) = self.given.entry((context, generator)).or_default();
        *known_place = known_place.union(place);
        known.resize(bound.len().max(known.len()), Value::bottom());
        let mut grew = false;
        for (known, value) in known.iter_mut().zip(bound) {
            grew |= known.join(value);
        }
        if grew {
            self.given_grew += 1;
            self.heap.changed = true;
        }
    }
}

impl Walker<'_, '_> {
    /// Calling a generator function makes a generator.
    pub(super) fn generator_object(
        &mut self,
        func: FuncId,
        summary: &Summary,
        bound: &[Value],
        range: TextRange,
    ) -> Value {
        let generator =
            self.new_container("generator", 0x8000_0000 | u32::from(range.start()), func.0 as u16);
        let object = generator.objects[0];
        self.an.running.note_call(self.func, func);
        let yielded = self.an.yielded(func);
        self.an.heap.add_element(object, &yielded);
        self.an.heap.add_run(object, func);
        for value in bound {
            self.hold(generator.origins, value);
        }
        if self.in_iteration {
            self.hold(generator.origins, &yielded.from(Origins::OUTSIDE));
            return generator;
        }
        self.an.note_given(self.context, (object, generator.origins), bound);
        let origins = self.map_origins(summary.yielded, bound);
        let fresh = self.fresh_of_call;
        for holder in [generator.origins, fresh] {
            self.hold_lent(holder, origins, &summary.lent);
            self.hold(holder, &yielded.from(Origins(origins.0 & Origins::FOREIGN.0)));
        }
        generator
    }

    /// Somebody advances this generator: the bodies run that it may be suspended in.
    pub(super) fn run_generator(&mut self, generator: ObjId, origins: Origins, range: TextRange) {
        let known = !self.in_iteration && !origins.may_be_foreign();
        let given = self.an.given_before(self.context, generator, origins);
        let given = given.filter(|_| known).cloned();
        let runs = self.an.heap.get(generator).runs.clone();
        if self.is_steered(generator) || runs.iter().any(|&func| self.an.summary(func).sees_yielded)
        {
            let parts = self.parts_of(origins);
            let handed_out = self.an.heap.get(generator).element.clone().from(parts);
            self.look_at_handed_out(&handed_out);
        }
        for func in runs {
            self.apply_generator_body(func, given.as_deref(), range);
        }
    }

    /// A value of unknown type is advanced, or code out of view runs, which may advance what it got hold of.
    pub(super) fn advance_escaped(&mut self, range: TextRange) {
        let objects = self.an.heap.escaped_lazy();
        if objects.is_empty() || std::mem::replace(&mut self.advancing_escaped, true) {
            return;
        }
        self.consume(&Value { atoms: Atoms::EMPTY, objects, origins: Origins::OUTSIDE }, range);
        self.advancing_escaped = false;
    }

    /// An iterator that hands out values of unknown type may have them from iterators that it goes through in turn.
    pub(super) fn run_parts(&mut self, iterator: ObjId, range: TextRange) {
        let object = self.an.heap.get(iterator);
        if object.element.is_any() && !object.sources.is_empty() {
            self.advance_escaped(range);
        }
    }

    /// An iterator that is advanced looks at what it has handed out, which may be a thing from outside by now.
    pub(super) fn look_at_handed_out(&mut self, element: &Value) {
        let outside = if self.in_iteration { Origins::OUTSIDE } else { Origins::NOWHERE };
        self.touch_deep(&element.from(element.origins.union(outside)), None);
    }

    /// Whether an iterator of a library goes on looking at what it has handed out.
    fn is_steered(&self, iterator: ObjId) -> bool {
        matches!(self.an.heap.peek(iterator).kind, ObjectKind::Library(id)
            if self.an.knowledge.type_info(id).name == "steered")
    }

    /// The body of a generator function runs, as seen from where its generator is advanced.
    fn apply_generator_body(&mut self, func: FuncId, given: Option<&[Value]>, range: TextRange) {
        let parameters = self.an.scopes.function(func).parameters.clone();
        let from_outside = || {
            let values = parameters.iter().map(|var| self.an.variable_value(*var));
            values.map(|value| value.from(Origins::OUTSIDE)).collect()
        };
        let bound: Vec<Value> = given.map_or_else(from_outside, <[Value]>::to_vec);
        let summary = self.an.summary(func);
        let summary = self.an.advanced(func, summary);
        self.fresh_of_call = self.fresh(0x8000_0000 | u32::from(range.start()), 6);
        self.take_over(func, &summary, &bound, range);
    }
}

//! Calls of functions of the program: binding parameters, and taking over what their summaries say into the world of the
//! caller.

use std::rc::Rc;

use ruff_text_size::TextRange;
use smallvec::{SmallVec, smallvec};

use super::call::Arguments;
use super::heap::ObjectKind;
use super::summary::{Effects, Summary, Touches, VarSet};
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{FuncId, ObjId};
use crate::passes::promises;
use crate::values::{Atoms, Origins, Value};

/// What a recursive call is taken to cost: some three nested loops of unknown length.
const RECURSION: f64 = 100_000.0;

impl Walker<'_, '_> {
    /// A call of what an object wraps. What is found on the way to be itself once more adds nothing.
    pub(super) fn call_wrapped(
        &mut self,
        wrapper: ObjId,
        arguments: &Arguments,
        range: TextRange,
        site: Option<u32>,
    ) -> Value {
        if self.unwrapped.contains(&wrapper) {
            return Value::bottom();
        }
        let inner = self.an.heap.get(wrapper).element.clone();
        self.unwrapped.push(wrapper);
        let mut result = self.call_value(&inner, arguments, range, site);
        self.unwrapped.pop();
        if result.is_bottom() && inner.each_object().contains(&wrapper) {
            self.unknown_call(arguments, range, "a function that wraps itself");
            result = Value::any();
        }
        result.from(Origins::OUTSIDE)
    }

    // ---- functions of the program ----
    /// Calls a function of the program: binds parameters, takes over its effects, gives its result.
    pub fn apply_function(
        &mut self,
        func: FuncId,
        arguments: &Arguments,
        range: TextRange,
    ) -> Value {
        // Lists that are set apart are known to this walk alone.
        let mut bound = self.bind_parameters(func, arguments, self.apart.is_empty());
        self.bind_captured(func, &mut bound);
        self.fresh_of_call = self.fresh(0x8000_0000 | u32::from(range.start()), 6);
        let function = self.an.scopes.function(func);
        let (is_generator, is_async) = (function.is_generator, function.is_async);
        let summary = self.an.summary(func);
        if is_async {
            self.an.running.note_call(self.func, func);
            self.flag(Flags::SUSPENDS, range, "a coroutine");
            return Value::any();
        }
        if is_generator {
            return self.generator_object(func, &summary, &bound, range);
        }
        self.take_over(func, &summary, &bound, range);
        if let Some(promise) = self.an.promises.of_function(func)
            && promise.names_result()
        {
            let (promise, in_class) = (Rc::clone(promise), promises::takes_receiver(function));
            let mut arguments = arguments.clone();
            let receiver = (in_class && !arguments.positional.is_empty())
                .then(|| arguments.positional.remove(0));
            return self.promised_result(&promise, receiver, &arguments, range, None);
        }
        self.map_result(&summary, &bound)
    }

    /// The effects of calling a function, when its parameters should not learn from this call.
    pub fn apply_effects_only(&mut self, func: FuncId, arguments: &Arguments, range: TextRange) {
        let mut bound = self.bind_parameters(func, arguments, true);
        self.bind_captured(func, &mut bound);
        let summary = self.an.summary(func);
        let summary = self.an.advanced(func, summary);
        self.fresh_of_call = self.fresh(0x8000_0000 | u32::from(range.start()), 6);
        self.take_over(func, &summary, &bound, range);
    }

    /// Parameter values by position in the parameter list, for effects that go through parameters.
    fn bind_parameters(&mut self, func: FuncId, arguments: &Arguments, learn: bool) -> Vec<Value> {
        let scopes = self.an.scopes;
        let function = scopes.function(func);
        let parameters = &function.parameters;
        let mut bound = vec![Value::bottom(); parameters.len()];
        let Some(signature) = function.signature() else { return bound };
        let plain = signature.posonlyargs.len() + signature.args.len();
        // `for p in parameters` yields positional-only, plain, *args, keyword-only, **kwargs.
        let vararg = signature.vararg.as_ref().map(|_| plain);
        let kwarg = signature.kwarg.as_ref().map(|_| parameters.len() - 1);
        let mut rest = Value::bottom();
        for (position, argument) in arguments.positional.iter().enumerate() {
            if position < plain {
                bound[position].join(argument);
            } else {
                rest.join(argument);
            }
        }
        if let Some(star) = &arguments.star {
            let given = arguments.positional.len();
            let by_place = self.places_behind(func, arguments, (given, plain));
            let (between, at) = by_place.map_or((star, plain), |at| (&arguments.behind.before, at));
            for value in bound.iter_mut().take(at).skip(given) {
                value.join(between);
            }
            for (value, argument) in bound.iter_mut().skip(at).zip(&arguments.behind.values) {
                value.join(argument);
            }
            rest.join(star);
        }
        let mut extra = Value::bottom();
        for (name, argument) in &arguments.keywords {
            match signature.iter().position(|known| known.name().as_str() == &**name) {
                Some(position) if Some(position) != vararg && Some(position) != kwarg => {
                    bound[position].join(argument);
                }
                _ => {
                    extra.join(argument);
                }
            }
        }
        if let Some(double_star) = &arguments.double_star {
            for (position, value) in bound.iter_mut().enumerate() {
                // A second argument for what has one by its position is an error.
                let has_one = position < plain.min(arguments.positional.len());
                if Some(position) != vararg && Some(position) != kwarg && !has_one {
                    value.join(double_star);
                }
            }
            extra.join(double_star);
        }
        if let Some(position) = vararg {
            bound[position].join(&self.pack("tuple", func, 1, &rest));
        }
        if let Some(position) = kwarg {
            bound[position].join(&self.pack("dict", func, 2, &extra));
        }
        if learn {
            for (var, value) in parameters.iter().zip(&mut bound) {
                self.an.heap.bounded(value);
                self.an.join_variable(*var, value);
            }
        }
        // A parameter that gets no argument here has its default; `*` and `**` may leave any of them out.
        let open = arguments.star.is_some() || arguments.double_star.is_some();
        let given = arguments.positional.len();
        for (position, (var, value)) in parameters.iter().zip(&mut bound).enumerate() {
            let maybe = open && position >= given && self.an.has_default(*var);
            let is_given = arguments.is_written
                && (position < given.min(plain)
                    || signature.iter().nth(position).is_some_and(|parameter| {
                        let name = parameter.name().as_str();
                        arguments.keywords.iter().any(|(known, _)| &**known == name)
                    }));
            if value.is_bottom() && !is_given || maybe {
                value.join(&self.an.default_value(*var).from(Origins::OUTSIDE));
            }
        }
        bound
    }

    /// Where the arguments behind `*args` go, in a call that does not raise: each parameter gets one, if none has a default.
    fn places_behind(
        &self,
        func: FuncId,
        arguments: &Arguments,
        (given, plain): (usize, usize),
    ) -> Option<usize> {
        let function = self.an.scopes.function(func);
        let signature = function.signature()?;
        let parameters = &function.parameters[..plain];
        let counts = !arguments.behind.values.is_empty()
            && signature.vararg.is_none()
            && arguments.double_star.is_none()
            && !parameters.iter().any(|&var| self.an.has_default(var));
        let is_named = |name: &str| arguments.keywords.iter().any(|(known, _)| &**known == name);
        let named = signature.iter().take(plain).filter(|known| is_named(known.name().as_str()));
        let at = plain.checked_sub(named.count() + arguments.behind.values.len())?;
        (counts && at >= given).then_some(at)
    }

    fn pack(&mut self, type_name: &str, func: FuncId, part: u16, value: &Value) -> Value {
        let container = self.new_container(type_name, 0xC000_0000 | func.0, part);
        self.an.heap.add_element(container.objects[0], value);
        if type_name == "dict" {
            self.an.heap.add_key(container.objects[0], &Value::atom(Atoms::STR));
        }
        self.hold(container.origins, value);
        container
    }

    /// Takes over a callee's effects, translated into the caller's terms.
    pub(super) fn take_over(
        &mut self,
        func: FuncId,
        summary: &Rc<Summary>,
        bound: &[Value],
        range: TextRange,
    ) {
        let Effects { heap_reads, heap_writes, cost, unbounded, library_work, .. } =
            &summary.effects;
        if self.in_iteration {
            self.called.insert(func);
        }
        if !self.taken.get(&func).is_some_and(|known| Rc::ptr_eq(known, summary)) {
            self.take_over_names(func, summary);
        }
        self.note_caught(func);
        self.advances_changing |= summary.changes_yielded;
        self.run_deferred_of_arguments(heap_writes, bound);
        self.map_touches(heap_reads, bound, None);
        let open = self.fx.write_cause.is_none()
            || self.fx.write_draws
            || (self.fx.draw_cause.is_none() && summary.effects.draw_cause.is_some());
        if open && !heap_writes.is_private() && self.writes_outside(heap_writes, bound) {
            self.fx.take_write_cause(&summary.effects);
        }
        self.map_touches(heap_writes, bound, Some(range));
        self.map_stored(summary, bound);
        let cost = if summary.recursive { RECURSION } else { *cost };
        self.fx.cost += cost.max(self.an.measured_cost(func));
        self.fx.cost = self.fx.cost.min(1e15);
        self.fx.library_work |= *library_work;
        self.fx.unbounded |= *unbounded || summary.recursive;
        let is_loggable = !summary.effects.flags.intersects(Flags::UNLOGGABLE)
            && !heap_writes.any
            && heap_writes.locations.is_empty();
        if (*unbounded || summary.recursive) && is_loggable {
            self.note_known_work(range);
        }
    }

    /// The part of a callee's effects that does not depend on its arguments: flags and variables.
    ///
    /// Another call in the same account would add nothing, unless the callee has to do with variables of this body, whose
    /// state is different at each place.
    fn take_over_names(&mut self, func: FuncId, summary: &Rc<Summary>) {
        let Effects { causes, reads, writes, call_writes, .. } = &summary.effects;
        self.an.note_call(self.func, func);
        for (flags, why) in causes {
            self.fx.flag(self.behind_seed(*flags), || why.clone());
        }
        self.note_foreign_reads(func, reads);
        for var in writes.iter().chain(call_writes.iter()) {
            self.note_foreign_write(func, var);
        }
        let is_own = |var| self.an.scopes.variable(var).func == self.func;
        let draws = self.env.seeded && summary.effects.flags.contains(Flags::DRAWS);
        if !draws && ![reads, writes, call_writes].iter().any(|vars| vars.iter().any(is_own)) {
            self.taken.insert(func, Rc::clone(summary));
        }
    }

    fn writes_outside(&self, writes: &Touches, bound: &[Value]) -> bool {
        writes.any
            || writes.everything
            || !writes.locations.is_empty()
            || writes.parameters.iter().any(|touch| {
                bound.get(touch.parameter as usize).is_none_or(|value| {
                    value.origins.union(self.deep_parts_of(value.origins)).may_be_foreign()
                })
            })
    }

    fn note_foreign_reads(&mut self, callee: FuncId, vars: &VarSet) {
        // A summary names variables of other bodies only.
        let scopes = self.an.scopes;
        self.fx.reads.extend(vars);
        if !self.is_inside_iteration(callee) {
            self.fx.call_reads.extend(vars);
        }
        let (own, env) = (self.func, &self.env);
        self.fx.exposed.extend_where(vars, |var| {
            let variable = scopes.variable(var);
            variable.func != own || !env.is_assigned(variable.slot as usize)
        });
    }

    fn note_foreign_write(&mut self, callee: FuncId, var: crate::ids::VarId) {
        let variable = self.an.scopes.variable(var);
        if variable.func == callee && !variable.is_global {
            return;
        }
        self.note_call_write(var);
    }

    /// A function that is called here binds a variable of another body.
    pub(super) fn note_call_write(&mut self, var: crate::ids::VarId) {
        let variable = self.an.scopes.variable(var);
        let (owner, slot) = (variable.func, variable.slot as usize);
        self.fx.call_writes.insert(var);
        if owner == self.func {
            let value = self.an.variable_value(var).from(Origins::OUTSIDE);
            self.env.values[slot].join(&value);
        }
    }

    fn map_touches(&mut self, touches: &Touches, bound: &[Value], write: Option<TextRange>) {
        let target =
            if write.is_some() { &mut self.fx.heap_writes } else { &mut self.fx.heap_reads };
        let is_complete = target.everything && (write.is_none() || self.fx.write_cause.is_some());
        if is_complete && bound.iter().all(|value| self.is_foreign(value)) {
            return; // everything from outside is listed already
        }
        let target =
            if write.is_some() { &mut self.fx.heap_writes } else { &mut self.fx.heap_reads };
        let mut mapped = std::mem::take(target);
        let mut origins = Origins::NOWHERE;
        if touches.everything {
            // The callee did not list what it touches of its arguments.
            for value in bound.iter().filter(|value| !value.is_atomic()) {
                origins = origins.union(value.origins).union(self.deep_parts_of(value.origins));
            }
            mapped.fresh = mapped.fresh.union(origins.only_fresh());
            mapped.own_any |= !origins.only_fresh().is_empty();
            mapped.set_everything();
        } else {
            mapped.any |= touches.any;
            mapped.add_locations(&touches.locations);
            let mut deep: SmallVec<[Option<Origins>; 12]> = smallvec![None; bound.len()];
            for touch in &touches.parameters {
                let position = touch.parameter as usize;
                let Some(value) = bound.get(position) else {
                    // A variable around the callee, which is called from elsewhere.
                    mapped.set_everything();
                    continue;
                };
                if value.is_atomic() {
                    continue;
                }
                if !touch.deep {
                    if self.is_of_other_kind(touch.object, value) {
                        continue;
                    }
                    mapped.add(value, touch.field);
                    for behind in
                        [self.viewed(value), self.receivers_of(value)].into_iter().flatten()
                    {
                        mapped.add(&behind, touch.field);
                    }
                    origins = origins.union(value.origins);
                    continue;
                }
                // Something that the argument holds: the object as the callee knows it, from where parts of this
                // argument come from here.
                let parts =
                    *deep[position].get_or_insert_with(|| self.deep_parts_of(value.origins));
                let touched = match touch.object {
                    Some(object) => {
                        let parts = self.narrowed(value.origins, &[object], parts);
                        Value::object(self.seen_from(value, object), parts)
                    }
                    None => Value { origins: parts, ..Value::any() },
                };
                mapped.add(&touched, touch.field);
                if let Some(viewed) = self.viewed(&touched) {
                    mapped.add(&viewed, touch.field);
                }
                origins = origins.union(touched.origins);
            }
        }
        match write {
            Some(range) => {
                self.fx.heap_writes = mapped;
                if self.fx.write_cause.is_none() {
                    self.note_write_cause(origins, range, false);
                }
            }
            None => self.fx.heap_reads = mapped,
        }
    }

    /// What methods among the values are bound to: a function that calls what it was given touches that, not the method.
    pub(super) fn receivers_of(&self, value: &Value) -> Option<Value> {
        let is_bound = |object: ObjId| {
            matches!(self.an.heap.peek(object).kind, ObjectKind::Bound(_) | ObjectKind::Super(_))
        };
        if !value.objects.iter().any(|&object| is_bound(object)) {
            return None;
        }
        let mut found = Value { origins: value.origins, ..Value::bottom() };
        let mut pending = value.objects.to_vec();
        while let Some(object) = pending.pop() {
            if is_bound(object) {
                let receiver = &self.an.heap.get(object).element;
                pending.extend(receiver.objects.iter().filter(|one| !found.objects.contains(one)));
                found.join_types(receiver);
            }
        }
        (!found.is_atomic()).then_some(found)
    }

    /// Whether neither a value nor anything that it leads to was created by this body.
    fn is_foreign(&self, value: &Value) -> bool {
        value.is_atomic()
            || value.origins.union(self.deep_parts_of(value.origins)).only_fresh().is_empty()
    }

    /// What the callee stored into objects of its arguments is held by those objects from now on.
    pub(super) fn map_stored(&mut self, summary: &Summary, bound: &[Value]) {
        if summary.stored.is_empty() {
            return;
        }
        let stored = self.map_origins(summary.stored, bound);
        let lent = self.lent_by_others(&summary.lent, bound);
        if !summary.stored.only_fresh().is_empty() {
            let fresh = self.fresh_of_call;
            self.hold_others(fresh, stored, &lent);
        }
        let holders: Vec<Origins> = bound
            .iter()
            .filter(|value| !value.is_atomic())
            .map(|value| value.origins.union(self.deep_parts_of(value.origins)))
            .collect();
        for holder in holders {
            let holder = holder.only_fresh().union(keep_foreign(holder));
            self.hold_others(holder, stored, &lent);
        }
    }

    /// Translates origins from a callee's terms.
    pub(super) fn map_origins(&mut self, origins: Origins, bound: &[Value]) -> Origins {
        let mut mapped = Origins::NOWHERE;
        if origins.intersects(Origins::OUTSIDE) {
            mapped = mapped.union(Origins::OUTSIDE);
        }
        for parameter in origins.parameters() {
            mapped = mapped.union(bound.get(parameter).map_or(Origins::OUTSIDE, |v| v.origins));
        }
        for parameter in origins.parts() {
            let parts = bound.get(parameter).map(|value| self.deep_parts_of(value.origins));
            mapped = mapped.union(parts.unwrap_or(Origins::OUTSIDE));
        }
        if !origins.only_fresh().is_empty() {
            mapped = mapped.union(self.fresh_of_call);
        }
        mapped
    }

    /// Where a result comes from, in the caller's terms: a part of what the caller made is its own, as far as its type says so.
    fn map_origins_of_result(&mut self, result: &Value, bound: &[Value]) -> Origins {
        if result.is_any() {
            return self.map_origins(result.origins, bound);
        }
        let others = Origins(result.origins.0 & !Origins::PARTS.0);
        let mut mapped = self.map_origins(others, bound);
        for at in result.origins.parts() {
            mapped = mapped.union(bound.get(at).map_or(Origins::OUTSIDE, |value| {
                let parts = self.deep_parts_of(value.origins);
                self.narrowed(value.origins, &result.objects, parts)
            }));
        }
        mapped
    }

    fn map_result(&mut self, summary: &Summary, bound: &[Value]) -> Value {
        if summary.result.is_atomic() {
            return Value::atom(summary.result.atoms);
        }
        let origins = self.map_origins_of_result(&summary.result, bound);
        if !summary.result.origins.only_fresh().is_empty() {
            let fresh = self.fresh_of_call;
            let parts = self.map_origins(summary.result_parts, bound);
            let lent = self.lent_by_others(&self.lent_in_result(summary), bound);
            self.hold_others(fresh, parts, &lent);
        }
        Value { origins, ..summary.result.clone() }
    }
}

/// Objects of the caller's own parameters keep the stored thing too; the rest is outside.
fn keep_foreign(origins: Origins) -> Origins {
    Origins(origins.0 & Origins::FOREIGN.0)
}

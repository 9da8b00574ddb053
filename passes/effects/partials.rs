//! Functions with arguments that they were given before: `functools.partial`.
//!
//! ```python
//! score = partial(distance, weights=table)
//! for point in points:
//!     found.append(score(point))          # a call of `distance` with `point` and `table`, and of nothing else
//! ```
//!
//! Decides: what such an object calls, and with what. Others count as anything, which whoever is out of view may call with
//! anything.
//!
//! Sound because: what it was given is kept at the object, by place and by name, and is an argument of each call, as coming from
//! wherever the object and all that it was given came from; it counts as escaped. Code out of view that gets hold of the object finds
//! the function there, as it finds what lists hold. Nobody changes what it was given but by its attribute `keywords`, or by
//! `__setstate__`: programs that mention these are not followed.

use ruff_text_size::TextRange;

use super::call::Arguments;
use super::heap::{ObjectKey, ObjectKind, Wrapper};
use super::walker::Walker;
use crate::ids::ObjId;
use crate::values::{Atoms, Origins, Value};

/// By what attributes of other objects cannot be called: arguments by place, and by name.
const BY_PLACE: &str = "partial ";
const BY_NAME: &str = "partial =";

impl Walker<'_, '_> {
    /// What `partial(function, …)` gives, if all of it is known.
    pub(super) fn make_partial(&mut self, arguments: &Arguments, site: u32) -> Option<Value> {
        let (function, given) = arguments.positional.split_first()?;
        let program = self.an.program;
        let is_plain = arguments.star.is_none()
            && arguments.double_star.is_none()
            && !function.is_any()
            && function.atoms.without(Atoms::UNBOUND).is_empty()
            && !function.objects.is_empty()
            && function.objects.iter().all(|&object| self.is_followed(object))
            && ![".keywords", "__setstate__", "__reduce__"]
                .iter()
                .any(|word| program.mentions(word));
        if !is_plain {
            return None;
        }
        let object = self
            .an
            .heap
            .object(ObjectKey::Site(site, 13), || ObjectKind::Wrapper(Wrapper::Partial));
        self.an.heap.add_element(object, function);
        let own = self.fresh(site, 13);
        let mut origins = own.union(function.origins);
        // What it holds is asked of its copies as well.
        self.hold(own, function);
        let by_place = given.iter().enumerate();
        let by_place = by_place.map(|(place, value)| (format!("{BY_PLACE}{place}"), value));
        let by_name = arguments.keywords.iter();
        let by_name = by_name.map(|(name, value)| (format!("{BY_NAME}{name}"), value));
        for (name, value) in by_place.chain(by_name) {
            let symbol = self.an.symbol(&name);
            self.an.heap.escape(value);
            self.an.heap.add_field(object, symbol, value);
            self.hold(own, value);
            origins = origins.union(value.origins);
        }
        Some(Value::object(object, origins))
    }

    /// Whether calls of an object are followed.
    fn is_followed(&self, object: ObjId) -> bool {
        matches!(
            self.an.heap.peek(object).kind,
            ObjectKind::Function(_)
                | ObjectKind::Bound(_)
                | ObjectKind::Class(_)
                | ObjectKind::LibraryFunction(_)
                | ObjectKind::Wrapper(Wrapper::Partial | Wrapper::Cache { .. })
        )
    }

    /// Calls it: what it was given comes first.
    pub(super) fn call_partial(
        &mut self,
        object: ObjId,
        origins: Origins,
        arguments: &Arguments,
        range: TextRange,
        site: Option<u32>,
    ) -> Value {
        let from = if origins.is_empty() { Origins::OUTSIDE } else { origins };
        let from = from.union(self.parts_of(from));
        let function = self.an.heap.get(object).element.clone().from(from);
        let mut all = arguments.clone();
        let mut places = Vec::new();
        let names: Vec<_> = self.an.heap.field_names(object).to_vec();
        for symbol in names {
            let name = self.an.symbol_name(symbol).to_owned();
            let Some(value) = self.an.heap.field(object, symbol).cloned() else { continue };
            let value = value.from(from);
            if let Some(keyword) = name.strip_prefix(BY_NAME) {
                if !arguments.keywords.iter().any(|(name, _)| **name == *keyword) {
                    all.keywords.push((keyword.into(), value));
                }
            } else if let Some(place) = name.strip_prefix(BY_PLACE) {
                places.push((place.parse::<usize>().unwrap_or(usize::MAX), value));
            }
        }
        places.sort_by_key(|(place, _)| *place);
        for (at, (_, value)) in places.into_iter().enumerate() {
            all.positional.insert(at, value);
        }
        if self.unwrapped.contains(&object) {
            // One that was given itself, by a loop or by another one: with how many arguments it calls, nobody knows.
            all.positional.push(function);
            self.unknown_call(&all, range, "a partial function of itself");
            return Value::any();
        }
        self.unwrapped.push(object);
        let result = self.call_value(&function, &all, range, site);
        self.unwrapped.pop();
        result
    }
}

//! What containers take in when a library function changes them: `heap.append(x)`, `heapq.heappush(heap, x)`, `queue.put(x)`.

use super::call::Arguments;
use super::library::Bindings;
use super::walker::Walker;
use crate::knowledge::{Callee, Signature, TypeExpr};
use crate::values::{Atoms, Value};

/// What a changed container takes in.
pub(super) struct Kept {
    pub(super) key: Value,
    pub(super) element: Value,
}

impl Walker<'_, '_> {
    /// What a changed container takes in, where the table says so of a call with these arguments.
    pub(super) fn kept(
        &mut self,
        signature: &Signature,
        receiver: Option<&Value>,
        arguments: &Arguments,
        site: u32,
    ) -> Option<Kept> {
        let keeps = signature.keeps.as_ref()?;
        let plain = arguments.star.is_none() && arguments.double_star.is_none();
        let named = |name: &str| {
            signature
                .calls
                .iter()
                .any(|callee| matches!(callee, Callee::Keyword(known) if **known == *name))
        };
        // What takes in nothing does so whatever else it is given.
        let nothing = keeps.key.is_none() && keeps.element.is_none();
        if !plain || !(nothing || arguments.keywords.iter().all(|(name, _)| named(name))) {
            return None;
        }
        let bindings = Bindings {
            receiver: receiver.cloned(),
            arguments: arguments.clone(),
            ..Bindings::default()
        };
        let mut value = |part: &Option<TypeExpr>| match part {
            Some(expr) => self.type_value(expr, &bindings, site ^ 0x0400_0000),
            None => Value::bottom(),
        };
        Some(Kept { key: value(&keeps.key), element: value(&keeps.element) })
    }

    /// A container takes in what the table says that it takes in.
    pub(super) fn take_in(&mut self, holder: &Value, kept: &Kept) {
        if holder.is_any() {
            self.an.heap.store_anywhere(&kept.key);
            self.an.heap.store_anywhere(&kept.element);
        }
        for &object in &holder.objects {
            self.an.heap.add_element(object, &kept.element);
            if self.an.is_mapping(object) {
                self.an.heap.add_key(object, &kept.key);
            } else {
                // An instance of a class of the program keeps no separate account of its keys.
                self.an.heap.add_element(object, &kept.key);
            }
        }
        self.hold(holder.origins, &kept.key);
        self.hold(holder.origins, &kept.element);
    }

    pub(super) fn store_all_into(&mut self, holder: &Value, arguments: &Arguments) {
        for value in arguments.all() {
            self.store_into(holder, value);
        }
    }

    /// A container takes in a value: as an element, and, where it is a container itself, its elements.
    fn store_into(&mut self, holder: &Value, value: &Value) {
        if holder.is_any() {
            self.an.heap.store_anywhere(value);
        }
        let element = self.an.heap.element_of(value, |object| &object.element);
        let key = self.an.heap.element_of(value, |object| &object.key);
        if holder.is_any() {
            self.an.heap.store_anywhere(&element);
            self.an.heap.store_anywhere(&key);
        }
        let parts = self.parts_of(value.origins);
        let mut atoms = Atoms::EMPTY;
        if value.atoms.contains(Atoms::STR) {
            atoms = atoms.union(Atoms::STR);
        }
        if value.atoms.intersects(Atoms::BYTES.union(Atoms::RANGE)) {
            atoms = atoms.union(Atoms::INT);
        }
        for &object in &holder.objects {
            self.an.heap.add_element(object, value);
            self.an.heap.add_element(object, &element);
            self.an.heap.add_element(object, &Value::atom(atoms));
            if self.an.is_mapping(object) {
                self.an.heap.add_key(object, value);
                self.an.heap.add_key(object, &element);
                self.an.heap.add_key(object, &key);
            }
        }
        self.hold(holder.origins, value);
        let taken = element.joined(&key);
        let atoms = if value.is_any() { Atoms::ANY } else { Atoms::EMPTY };
        self.hold(holder.origins, &taken.joined(&Value::atom(atoms)).from(parts));
    }
}

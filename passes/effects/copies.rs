//! What `copy.copy` and `copy.deepcopy` return.
//!
//! An abstract object stands for all objects of one place, or of one class. A copy has the same parts of the same types, so it
//! is one more of them, but a new one: it comes from the place of the call. What a shallow copy holds comes from where the
//! parts of the original come from; what a deep copy holds is as new as the copy itself, but for what nobody can change.
//!
//! Sound because: objects that copy themselves in a way of their own (`__deepcopy__`, `__reduce__`…), or of unknown make, give
//! "anything", which may be the argument itself.

use super::heap::ObjectKind;
use super::walker::Walker;
use crate::ids::ObjId;
use crate::values::Value;

/// Containers that are copied element by element, and types that are not copied because they never change.
const COPIED: &[&str] = &[
    "list",
    "dict",
    "set",
    "frozenset",
    "tuple",
    "bytearray",
    "deque",
    "Counter",
    "OrderedDict",
    "defaultdict",
    "array",
    "Decimal",
    "Fraction",
    "date",
    "datetime",
    "time",
    "timedelta",
];

/// Methods by which a class decides what a copy of an instance is, which may be the instance itself.
const DECIDING: &[&str] = &[
    "__copy__",
    "__deepcopy__",
    "__reduce__",
    "__reduce_ex__",
    "__getstate__",
    "__setstate__",
    "__new__",
];

impl Walker<'_, '_> {
    /// Whether code of the program decides what a copy is: then it may be the original, or anything.
    pub(super) fn decides_on_copies(&self, value: &Value, deep: bool) -> bool {
        let decides = |class| DECIDING.iter().any(|hook| self.an.class_defines(class, hook));
        let reach = self.an.heap.reachable(value);
        let (objects, any) = if deep {
            (&reach.objects[..], reach.any)
        } else {
            (&value.objects[..], value.is_any())
        };
        let by_class = objects.iter().any(|&object| match self.an.heap.peek(object).kind {
            ObjectKind::Instance(class) => decides(class),
            _ => false,
        });
        by_class || any && self.an.all_classes().any(decides)
    }

    /// A copy of a value, made at this place; `None` where it may be the value itself, or anything.
    pub(super) fn copy_of(
        &mut self,
        value: &Value,
        deep: bool,
        site: u32,
        part: u16,
    ) -> Option<Value> {
        if value.is_atomic() {
            return Some(value.clone());
        }
        let reach = self.an.heap.reachable(value);
        let copied: Vec<ObjId> = if deep {
            if reach.any {
                return None;
            }
            reach.objects.clone()
        } else {
            if value.is_any() {
                return None;
            }
            value.objects.to_vec()
        };
        if !copied.iter().all(|&object| self.copies_plainly(object)) {
            return None;
        }
        let origins = self.fresh(site, part);
        let held = if deep { origins } else { self.parts_of(value.origins) };
        self.hold(origins, &Value { origins: held, ..Value::any() });
        Some(value.from(origins))
    }

    /// Whether copying an object runs no code of the program's, and gives another object of the same make.
    fn copies_plainly(&self, object: ObjId) -> bool {
        match self.an.heap.peek(object).kind {
            ObjectKind::Library(id) => {
                let info = self.an.knowledge.type_info(id);
                let is_plain = matches!(
                    (&*info.module, info.name.as_str()),
                    ("numpy", "ndarray") | ("pandas", "DataFrame" | "Series")
                );
                is_plain || COPIED.contains(&info.name.as_str())
            }
            ObjectKind::Instance(class) => {
                let own = ["__copy__", "__deepcopy__"];
                !own.iter().any(|hook| self.an.class_defines(class, hook))
                    && self.an.copies_plainly(class)
            }
            _ => false,
        }
    }
}

//! Which of the things that callers pass to one parameter a single call can pass.
//!
//! ```python
//! class Polygon:
//!     def __init__(self, points):
//!         self.points = list(points)          # advances what it is given, if that is an iterator
//! Polygon(Point(x, 0) for x in range(3))      # here it is one
//! Polygon(corners)                            # a list is not changed
//! ```
//!
//! A summary is made for all callers: it says of a parameter what is done to each object that any of them passes. In one call,
//! what is done to objects of other kinds than the argument's does not happen.
//!
//! Sound because: what a parameter holds itself (not a part of it) is the argument, or what is reached from it without a step
//! that the heap knows: the receiver of a method, what a view goes through. Containers of Python, iterators, and instances of
//! the program's own classes without bases elsewhere are none of these, and have one class each for as long as they live; an
//! abstract object stands for objects of one class. So an object of one of these kinds is not an argument of another one of
//! these kinds. Where the program mentions `__class__`, which may be assigned, nothing is concluded.

use super::heap::ObjectKind;
use super::walker::Walker;
use crate::ids::{ClassId, ObjId};
use crate::values::Value;

/// Classes that have no object in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Tuple,
    Dict,
    Set,
    Iterator,
    Instance(ClassId),
}

impl Walker<'_, '_> {
    /// Whether an object that a callee touches as its parameter is certainly not what this argument is.
    pub(super) fn is_of_other_kind(&self, touched: Option<ObjId>, argument: &Value) -> bool {
        let Some(kind) = touched.and_then(|object| self.kind_of(object)) else { return false };
        !argument.is_any()
            && argument
                .objects
                .iter()
                .all(|&object| self.kind_of(object).is_some_and(|other| other != kind))
            && !self.an.names_classes
    }

    fn kind_of(&self, object: ObjId) -> Option<Kind> {
        match self.an.heap.peek(object).kind {
            ObjectKind::Instance(class) => {
                let is_plain = !self.an.has_unknown_base(class)
                    && self.an.library_base(class).is_none()
                    && !self.an.has_metaclass(class);
                is_plain.then_some(Kind::Instance(class))
            }
            ObjectKind::Library(id) => {
                let info = self.an.knowledge.type_info(id);
                match (&*info.module, &*info.name) {
                    ("builtins", "list") => Some(Kind::List),
                    ("builtins", "tuple") => Some(Kind::Tuple),
                    ("builtins", "dict") => Some(Kind::Dict),
                    ("builtins", "set" | "frozenset") => Some(Kind::Set),
                    ("builtins", _) if info.one_shot => Some(Kind::Iterator),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

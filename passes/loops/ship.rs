//! What may travel in a log: values that are immutable, or created by the iteration itself and of known make.

use super::units::Because;
use crate::ids::ObjId;
use crate::passes::effects::Analysis;
use crate::passes::effects::heap::ObjectKind;
use crate::reasons::Reason;
use crate::values::{Atoms, Origins, Value};

/// Library types whose instances survive pickling exactly.
const SHIPPABLE: &[&str] = &[
    "list",
    "tuple",
    "dict",
    "bytearray",
    "deque",
    "Counter",
    "defaultdict",
    "OrderedDict",
    "array",
    "set",
    "frozenset",
    "datetime",
    "date",
    "time",
    "timedelta",
    "Decimal",
    "Fraction",
    "Match",
    "Pattern",
    "Path",
    "PurePath",
    "ndarray",
    "Image",
    // A generator of random numbers, with its state.
    "Random",
    "OdeResult",
    "OptimizeResult",
    // Of pandas, where the runtime finds out that the value is one of their scalars.
    "DataFrame",
    "Series",
];

/// Library types of objects that logs may name, where they were there before; copies of the other ones that are shippable could be
/// told from those, and the runtime does not find them. A new array may show the memory of an old one.
const REFERRED: &[&str] = &[
    "list",
    "tuple",
    "dict",
    "deque",
    "Counter",
    "defaultdict",
    "OrderedDict",
    "set",
    "frozenset",
    "datetime",
    "date",
    "time",
    "timedelta",
    "Decimal",
    "Fraction",
    "Match",
    "Path",
    "PurePath",
];

/// How a value travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shipping {
    /// It may contain a set, whose order does not survive.
    pub sets: bool,
    /// It is a plain immutable value.
    pub atomic: bool,
}

/// Whether a value may travel, or why not.
pub fn check(
    an: &Analysis<'_>,
    name: &str,
    value: &Value,
    parts: Origins,
) -> Result<Shipping, Because> {
    check_with(an, name, value, parts, false)
}

/// The same where logs of forked workers may name (`refers`) objects that were there before.
pub fn check_with(
    an: &Analysis<'_>,
    name: &str,
    value: &Value,
    parts: Origins,
    refers: bool,
) -> Result<Shipping, Because> {
    if value.is_atomic() {
        return Ok(Shipping { sets: false, atomic: true });
    }
    let refuse = |reason: Reason, detail: String| Err(Because { reason, detail, cause: None });
    let foreign_whole = value.origins.may_be_foreign() && !an.is_immutable(value);
    let is_shared = foreign_whole || (parts.may_be_foreign() && !parts_are_immutable(an, value));
    if is_shared && !(refers && can_be_named(an, value)) {
        return refuse(
            Reason::ResultSharesObject,
            format!("`{name}` may be, or hold, an object that existed before the iteration"),
        );
    }
    let reach = an.heap.reachable(value);
    if reach.any || value.is_any() {
        return refuse(Reason::UnshippableResult, format!("the type of `{name}` is not known"));
    }
    if is_set(an, value) {
        return refuse(Reason::SetOrder, format!("`{name}` is a set"));
    }
    let mut sets = false;
    for &object in &reach.objects {
        match &an.heap.peek(object).kind {
            ObjectKind::Library(id) => {
                let info = an.knowledge.type_info(*id);
                if !SHIPPABLE.contains(&info.name.as_str()) {
                    return refuse(
                        Reason::UnshippableResult,
                        format!("`{name}` may hold a {}, which cannot be sent", info.name),
                    );
                }
                if info.name == "Random" && !has_only_its_state(an, object) {
                    return refuse(
                        Reason::UnshippableResult,
                        format!(
                            "`{name}` may hold a Random with attributes of its own, which are not sent"
                        ),
                    );
                }
                sets |= matches!(info.name.as_str(), "set" | "frozenset");
                if let Some(class) = an.unsteady_keys(object) {
                    let class = an.scopes.class(class).name;
                    return refuse(
                        Reason::UnshippableResult,
                        format!(
                            "`{name}` may hold a {} with a {class} for a key, whose hash may have changed since",
                            info.name
                        ),
                    );
                }
                if let Some(class) = an.speaking_keys(object) {
                    let class = an.scopes.class(class).name;
                    return refuse(
                        Reason::UnshippableResult,
                        format!(
                            "`{name}` may hold a {} with a {class} for a key, whose `__hash__` or `__eq__` does more than compute",
                            info.name
                        ),
                    );
                }
                if info.name == "defaultdict" && !makes_builtins(an, object) {
                    return refuse(
                        Reason::UnshippableResult,
                        format!(
                            "`{name}` may hold a defaultdict, whose factory cannot always be sent"
                        ),
                    );
                }
            }
            ObjectKind::Instance(class) => {
                if let Some(detail) = an.unpicklable(*class) {
                    return refuse(Reason::UnshippableResult, format!("`{name}`: {detail}"));
                }
            }
            ObjectKind::Class(_) | ObjectKind::LibraryFunction(_) => {}
            _ => {
                return refuse(
                    Reason::UnshippableResult,
                    format!("`{name}` may hold a function or a module"),
                );
            }
        }
    }
    Ok(Shipping { sets, atomic: false })
}

/// Whether a log may name all objects that a value may be or hold.
fn can_be_named(an: &Analysis<'_>, value: &Value) -> bool {
    let reach = an.heap.reachable(value);
    !reach.any
        && reach.objects.iter().all(|&object| match &an.heap.peek(object).kind {
            ObjectKind::Library(id) => {
                REFERRED.contains(&an.knowledge.type_info(*id).name.as_str())
            }
            kind => !matches!(kind, ObjectKind::Module(_) | ObjectKind::LibraryModule(_)),
        })
}

/// Whether nobody has given an object attributes, which its way of being pickled would leave out.
fn has_only_its_state(an: &Analysis<'_>, object: ObjId) -> bool {
    an.heap.field_names(object).is_empty()
        && !(an.heap.get(object).escaped && an.sets_attributes_of_anything())
}

/// Whether a `defaultdict` fills gaps with what a class of the standard library makes, which pickle finds by its name.
fn makes_builtins(an: &Analysis<'_>, dictionary: ObjId) -> bool {
    an.factory_of(dictionary).is_some_and(|factory| an.is_library_class(factory))
}

/// Whether all that the objects of a value hold is immutable in this sense.
fn parts_are_immutable(an: &Analysis<'_>, value: &Value) -> bool {
    value.objects.iter().all(|&object| {
        let held = an.heap.get(object);
        let fields = an.heap.field_names(object).iter();
        let fields = fields.filter_map(|&name| an.heap.field(object, name));
        [&held.element, &held.key].into_iter().chain(fields).all(|part| an.is_immutable(part))
    })
}

/// Whether a value is a set whatever happens, so that no log would ever be used.
fn is_set(an: &Analysis<'_>, value: &Value) -> bool {
    value.atoms.without(Atoms::UNBOUND).is_empty()
        && !value.objects.is_empty()
        && value.objects.iter().all(|&object| {
            matches!(an.heap.peek(object).kind, ObjectKind::Library(id)
                if matches!(an.knowledge.type_info(id).name.as_str(), "set" | "frozenset"))
        })
}

/// Whether two objects being one could be noticed in a value: it is more than a number, a text or the like.
pub fn has_identity(value: &Value) -> bool {
    !value.only(Atoms::NONE.union(Atoms::BOOL))
}

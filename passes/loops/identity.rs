//! Whether a copy that travels could be told from its original by `is`, `id()` or a default `==`.

use super::refusal;
use super::units::Unit;
use crate::effect_words::Flags;
use crate::ids::{ObjId, VarId};
use crate::passes::effects::heap::{ObjectKind, Reach};
use crate::passes::effects::{Analysis, IdentityTest};
use crate::plan::Refusal;
use crate::reasons::Reason;
use crate::values::{Atoms, Value};

/// Copies must not be told from originals by `is` or `id`.
pub(super) fn check_identity(
    an: &Analysis<'_>,
    units: &[Unit<'_>],
    has: &[VarId],
) -> Result<(), Refusal> {
    let mut travels = Value::bottom();
    for unit in units {
        for (var, value, _) in &unit.written {
            if has.contains(var) {
                travels.join(value);
            }
        }
    }
    for moved in units.iter().flat_map(|unit| &unit.moved) {
        travels.join(&moved.value);
    }
    identity_refusal(an, &travels)
}

/// Which objects a worker must have in the place of the items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Originals {
    /// A copy of each item will do.
    Copies,
    /// Copies that travel together with all that a task needs: who compares them with that finds them there.
    Whole,
    /// The program's own, or what a worker has had since it was forked.
    Own,
}

/// What workers must have of these items. `owned`: tasks change them, and hand over what they hold then.
pub fn originals(an: &Analysis<'_>, item: &Value, owned: bool) -> Originals {
    if !owned && !needs_fork(an, item) {
        Originals::Copies
    } else if tells_values_apart(an) {
        Originals::Own
    } else {
        Originals::Whole
    }
}

/// Whether the program may compare numbers, text or objects of unknown type by identity, which equal ones do not share in a copy.
fn tells_values_apart(an: &Analysis<'_>) -> bool {
    let is_value = |value: &Value| value.is_any() || !value.atoms.without(SINGLETONS).is_empty();
    telling_tests(an).any(|(_, left, right)| is_value(left) || is_value(right))
        || an.program_effects().flags.intersects(Flags::IDENTITY)
}

/// Whether items, which reach workers that are not forked each as a copy of its own, could be told there from the objects
/// that they are copies of: by `is`, or by `==` of a class that does not say what it means.
fn needs_fork(an: &Analysis<'_>, item: &Value) -> bool {
    if item.is_atomic() {
        return identity_refusal(an, item).is_err();
    }
    let reach = an.heap.reachable(item);
    reach.any
        || identity_refusal(an, item).is_err()
        || reach.objects.iter().any(|&object| match an.heap.peek(object).kind {
            ObjectKind::Instance(class) => !an.class_defines(class, "__eq__"),
            _ => false,
        })
}

/// Refuses when a value of these types could be compared by identity anywhere in the program.
pub fn identity_refusal(an: &Analysis<'_>, travels: &Value) -> Result<(), Refusal> {
    if travels.only(SINGLETONS) {
        return Ok(());
    }
    let reach = an.heap.reachable(travels);
    for (why, left, right) in telling_tests(an) {
        if &*why.what != "is" {
            if shows_sharing(an, left, travels) {
                let detail = format!("`{}` shows which equal texts are one object", why.what);
                return Err(refusal(Reason::IdentityObserved, detail, Some(why.clone())));
            }
            continue;
        }
        let either = left.clone().joined(right);
        let disjoint = !either.is_any()
            && !reach.any
            && either.atoms.without(SINGLETONS).is_empty()
            && either.objects.iter().all(|object| reach.objects.binary_search(object).is_err());
        if !disjoint {
            let detail = "objects are compared with `is`".to_owned();
            return Err(refusal(Reason::IdentityObserved, detail, Some(why.clone())));
        }
    }
    let effects = an.program_effects();
    if let Some(why) = effects.cause_of(Flags::IDENTITY) {
        let detail = format!("`{}`", why.what);
        return Err(refusal(Reason::IdentityObserved, detail, Some(why.clone())));
    }
    Ok(())
}

/// Whether pickling a value shows which parts of it are one object, of such as travel: texts and constant tuples may be one object in the script, of
/// which each log brings its own. Lists, dictionaries and the program's own objects that a task makes are as many as before, and numbers are written
/// again each time.
fn shows_sharing(an: &Analysis<'_>, pickled: &Value, travels: &Value) -> bool {
    let (shown, moved) = (an.heap.reachable(pickled), an.heap.reachable(travels));
    let atoms = |value: &Value, reach: &Reach| value.atoms.union(reach.atoms);
    let texts = Atoms::STR.union(Atoms::BYTES);
    let in_both = |&object: &ObjId| moved.objects.binary_search(&object).is_ok();
    if shown.any || moved.any {
        let (all, few) = if shown.any { (&moved, travels) } else { (&shown, pickled) };
        return all.any
            || atoms(few, all).intersects(texts)
            || !all.objects.iter().all(|&object| is_made_anew(an, object));
    }
    (atoms(pickled, &shown).intersects(texts) && atoms(travels, &moved).intersects(texts))
        || shown
            .objects
            .iter()
            .filter(|&object| in_both(object))
            .any(|&object| !is_made_anew(an, object))
}

/// Whether each of these objects is one of its own, in a copy as in the script.
fn is_made_anew(an: &Analysis<'_>, object: ObjId) -> bool {
    match an.heap.peek(object).kind {
        ObjectKind::Library(id) => matches!(
            &*an.knowledge.type_info(id).name,
            "list"
                | "dict"
                | "set"
                | "bytearray"
                | "deque"
                | "defaultdict"
                | "Counter"
                | "OrderedDict"
        ),
        ObjectKind::Instance(_) => true,
        _ => false,
    }
}

const SINGLETONS: Atoms = Atoms::NONE.union(Atoms::BOOL).union(Atoms::UNBOUND);

/// The tests that may tell a copy from its original: none is equal to a class or a function by identity.
fn telling_tests<'t>(an: &'t Analysis<'_>) -> impl Iterator<Item = &'t IdentityTest> {
    an.identity_tests.iter().filter(|(_, left, right)| {
        !is_class(an, left) && !is_class(an, right) && !is_code(an, &left.clone().joined(right))
    })
}

/// Whether a value can be nothing but a class, or a function of a library.
fn is_class(an: &Analysis<'_>, value: &Value) -> bool {
    let is_class =
        |kind: &ObjectKind| matches!(kind, ObjectKind::Class(_) | ObjectKind::LibraryFunction(_));
    value.atoms.is_empty()
        && !value.objects.is_empty()
        && value.objects.iter().all(|&object| is_class(&an.heap.peek(object).kind))
}

/// Whether a value holds classes and functions alone, which nothing copies.
fn is_code(an: &Analysis<'_>, value: &Value) -> bool {
    value.atoms.without(SINGLETONS).is_empty()
        && value.objects.iter().all(|&object| {
            matches!(
                an.heap.peek(object).kind,
                ObjectKind::Class(_) | ObjectKind::Function(_) | ObjectKind::LibraryFunction(_)
            )
        })
}

/// Whether the program compares any objects by identity, which would tell an object of whatever type from its copy.
pub fn tells_copies_apart(an: &Analysis<'_>) -> bool {
    telling_tests(an).next().is_some() || an.program_effects().flags.intersects(Flags::IDENTITY)
}

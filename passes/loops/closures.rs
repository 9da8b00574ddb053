//! Functions written inside the loop that read what the loop assigns.
//!
//! ```python
//! for k in range(25):
//!     rate = k / 10
//!     y = solve(lambda t, y: -rate * y)      # `solve` calls a function that reads `rate`
//! ```
//!
//! Such a call reads the `rate` of its own iteration, and may be computed ahead like anything else, if no function of an
//! earlier iteration is left that it could be calling.
//!
//! Sound because: only functions written inside the loop read the variable, so that a task has a variable of its own for
//! them; and none of them is ever held by an object, or by a variable that outlives the iteration.

use super::plans::LoopStmt;
use crate::ids::{FuncId, ObjId, VarId};
use crate::passes::effects::heap::ObjectKey;
use crate::passes::effects::summary::VarSet;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::liveness::Liveness;

/// Whether functions that are called in the loop read of a variable, which the loop assigns, only what this iteration assigned.
pub fn are_of_this_iteration(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    written: &VarSet,
    var: VarId,
) -> bool {
    let (func, range) = (site.func, site.syntax.range());
    let variable = an.scopes.variable(var);
    let Some(readers) = an.scopes.foreign_readers.get(&var) else { return false };
    let module = an.scopes.function(func).module;
    let inside = |reader: FuncId| {
        let function = an.scopes.function(reader);
        function.module == module && range.contains_range(function.range())
    };
    variable.func == func
        && !an.scopes.foreign_writes.contains(&var)
        && readers.iter().all(|&reader| {
            let function = an.scopes.function(reader);
            inside(reader)
                && !function.is_generator
                && !function.is_async
                && dies_with_the_iteration(an, (site, &inside), written, (reader, var))
        })
}

/// Whether nothing reads such a variable after the loop: neither the body itself nor one of those functions, which only
/// variables hold that the body does not read either.
pub fn are_gone_afterwards(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    written: &VarSet,
    (stmt, live): (LoopStmt<'_>, &Liveness),
    var: VarId,
) -> bool {
    let is_read = |var| live.is_read_after(an.scopes, stmt.address(), var);
    let readers = an.scopes.foreign_readers.get(&var).map_or(&[][..], Vec::as_slice);
    !is_read(var)
        && readers.iter().all(|&reader| {
            let Some(object) = an.heap.find(ObjectKey::Function(reader)) else { return true };
            written.iter().all(|holder| {
                let now = &site.env.values[an.scopes.variable(holder).slot as usize];
                let own = an.scopes.variable(holder).func == site.func;
                let holds = own && now.objects.contains(&object)
                    || an.variable_value(holder).objects.contains(&object);
                !holds
                    || own && !is_read(holder) && !an.scopes.foreign_readers.contains_key(&holder)
            })
        })
}

/// Whether nothing that is left after an iteration holds a function that was made in it.
fn dies_with_the_iteration(
    an: &Analysis<'_>,
    (site, inside): (&LoopSite<'_>, &impl Fn(FuncId) -> bool),
    written: &VarSet,
    (reader, read): (FuncId, VarId),
) -> bool {
    let Some(object) = an.heap.find(ObjectKey::Function(reader)) else { return true };
    if an.heap.get(object).escaped {
        return false;
    }
    let held = (0..an.heap.objects.len()).map(ObjId::from).any(|holder| {
        let known = an.heap.get(holder);
        let mut fields =
            an.heap.field_names(holder).iter().filter_map(|&name| an.heap.field(holder, name));
        known.element.objects.contains(&object)
            || known.key.objects.contains(&object)
            || known.items.iter().flatten().any(|item| item.objects.contains(&object))
            || fields.any(|field| field.objects.contains(&object))
            || known.deferred.as_ref().is_some_and(|deferred| deferred.reads.contains(read))
    });
    if held {
        return false;
    }
    an.scopes.variables.iter().enumerate().all(|(index, holder)| {
        let var = VarId::from(index);
        let own = holder.func == site.func;
        let known =
            if own { &site.env.values[holder.slot as usize] } else { an.variable_value(var) };
        if !known.objects.contains(&object) && !an.variable_value(var).objects.contains(&object) {
            return true;
        }
        let function = an.scopes.function(holder.func);
        let readers = an.scopes.foreign_readers.get(&var);
        !function.is_generator
            && !function.is_async
            && (!own || written.contains(var))
            && (own || !holder.is_global)
            && !holder.is_class_member
            && readers.into_iter().flatten().all(|&reader| inside(reader))
    })
}

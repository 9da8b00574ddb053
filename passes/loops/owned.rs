//! Objects that change themselves: `for p in particles: p.step(dt)` writes attributes of one object in each round.
//!
//! The task works on the object as the worker has it and hands back the attributes that may have changed; the driver sets them on the
//! very object. That holds where all writes go to attributes of the loop's own variable, which hold plain values; where nobody in
//! the loop reads these attributes of *other* objects (as in a simulation in which each body looks at all others), or changes them
//! in order; and (checked by the runtime when the loop starts) where the objects are all different, have these attributes, and nothing
//! stands between `p.x = …` and the object.
//!
//! ```python
//! for p in particles:             # task: p.step(dt), then return (p.x, p.v)
//!     p.step(dt)                  # driver: p.x = p_x; p.v = p_v
//! ```

use ruff_python_ast::{self as ast, Expr};

use super::stages;
use super::units::{Unit, UnitSyntax};
use crate::ids::{ObjId, Symbol, VarId};
use crate::passes::effects::heap::{Field, Location, ObjectKind};
use crate::passes::effects::summary::Touches;
use crate::passes::effects::{Analysis, LoopSite};
use crate::values::{Atoms, Value};

/// The loop's object, and what its rounds change of it.
#[derive(Clone, Debug)]
pub struct Owned {
    pub var: VarId,
    /// Names of attributes, sorted.
    pub attributes: Vec<String>,
    /// All that these may hold.
    pub values: Value,
}

/// Methods that a class must leave to `object` for its attributes to be set and read as they are.
const PLAIN: &[&str] =
    &["__setattr__", "__getattribute__", "__getattr__", "__delattr__", "__reduce__"];

/// The variable of a loop over instances of the program's own, plain classes.
pub fn candidate(an: &Analysis<'_>, site: &LoopSite<'_>, stmt: &ast::StmtFor) -> Option<VarId> {
    let Expr::Name(target) = &*stmt.target else { return None };
    let element = &site.element;
    let plain = |object: &ObjId| match an.heap.get(*object).kind {
        ObjectKind::Instance(class) => !PLAIN.iter().any(|name| an.class_defines(class, name)),
        _ => false,
    };
    let all_plain = !element.is_any()
        && element.atoms.without(Atoms::UNBOUND).is_empty()
        && !element.objects.is_empty()
        && element.objects.iter().all(plain);
    if all_plain { an.scopes.variable_of(target) } else { None }
}

/// What the units change of the object, if that is all that has to be said about these changes. From here on the units count as not
/// changing anything there; what they read of it counts as read from outside, besides what they change themselves.
pub fn settle(an: &Analysis<'_>, units: &mut [Unit<'_>], var: VarId) -> Option<Owned> {
    let mut changed: Vec<(ObjId, Symbol)> = Vec::new();
    for unit in units.iter() {
        if unit.effects.writes.contains(var) || matches!(unit.syntax, UnitSyntax::Handlers(_)) {
            return None;
        }
        for write in &unit.effects.heap_writes.parameters {
            match (write.object, write.field) {
                (Some(object), Field::Attribute(name)) if !write.deep => {
                    changed.push((object, name));
                }
                _ => return None,
            }
        }
    }
    changed.sort_unstable();
    changed.dedup();
    let mut own = Touches::default();
    let mut values = Value::bottom();
    let mut attributes: Vec<String> = Vec::new();
    for &(object, name) in &changed {
        let text = an.symbol_name(name);
        let value = an.heap.field(object, name)?;
        let is_mangled = text.starts_with("__");
        if is_mangled || !(value.is_atomic() || an.is_immutable(value)) {
            return None;
        }
        values.join_types(value);
        attributes.push(text.to_owned());
        own.add_location(Location { object, field: Field::Attribute(name) });
    }
    attributes.sort();
    attributes.dedup();
    if attributes.is_empty() {
        return None;
    }
    for unit in units.iter_mut() {
        let (reads, writes) = (&mut unit.effects.heap_reads, &mut unit.effects.heap_writes);
        // The same attributes of other objects.
        let elsewhere = |touches: &Touches| Touches { parameters: Vec::new(), ..touches.clone() };
        if stages::overlap(an, &elsewhere(reads), &own)
            || stages::overlap(an, &own, &elsewhere(writes))
        {
            return None;
        }
        writes.parameters.clear();
        for read in std::mem::take(&mut reads.parameters) {
            let Some(object) = read.object else {
                reads.any = true;
                continue;
            };
            let location = Location { object, field: read.field };
            if !read.deep && own.locations.contains(&location) {
                continue;
            }
            reads.add_location(location);
        }
        // What is part of the object may be another one of them, or all of the object may be looked at.
        if stages::overlap(an, reads, &own) {
            return None;
        }
    }
    Some(Owned { var, attributes, values })
}

/// Whether the attributes can be set before everything that stays in order: what changes them is computed ahead, and comes first.
pub fn fits(units: &[Unit<'_>], changes: &[bool]) -> bool {
    let first_commit = units.iter().position(|unit| unit.commit.is_some()).unwrap_or(units.len());
    changes
        .iter()
        .enumerate()
        .all(|(index, changes)| !changes || (units[index].commit.is_none() && index < first_commit))
}

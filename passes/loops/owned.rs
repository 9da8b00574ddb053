//! Objects that change themselves: `for p in particles: p.step(dt)` writes attributes of one object in each round.
//!
//! The task works on the object as the worker has it and hands back the attributes that may have changed; the driver sets them on the
//! very object. That holds where all writes go to attributes of the round's own object, which hold plain values; where nobody in
//! the loop reads these attributes of *other* objects (as in a simulation in which each body looks at all others), or changes them
//! in order; and (checked by the runtime when the loop starts) where the objects are all different, have these attributes, and nothing
//! stands between `p.x = …` and the object.
//!
//! ```python
//! for p in particles:             # task: p.step(dt), then return (p.x, p.v)
//!     p.step(dt)                  # driver: p.x = p_x; p.v = p_v
//! ```
//!
//! Attributes may hold containers of what nobody changes (`p.history.append(p.x)`): lists, dictionaries, deques, generators of random
//! numbers, arrays. What the object's own attributes lead to is the round's own where nothing else that they lead to holds
//! such a container, or is one of the objects. A container that is changed stays the very container that it was, and one that is
//! bound anew is taken from the log, provided (checked by the worker) that nothing else leads to it.
//!
//! The object may be one of several things that each item brings (`for i, p in enumerate(particles)`, `zip`), or stand in a list by
//! the loop's index (`particles[i]`), which the runtime then looks through. Neither the index nor what leads to the list may be bound
//! in the loop; and a change of the list itself, by whatever name, would be one of what tasks read.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::TextRange;

use super::rows::is_path;
use super::slots::{self, builtin_call};
use super::stages;
use super::units::{Unit, UnitSyntax};
use crate::ids::{ObjId, Symbol, VarId};
use crate::passes::effects::env::Env;
use crate::passes::effects::heap::{Field, Location, ObjectKind};
use crate::passes::effects::summary::Touches;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite, set_by_name};
use crate::values::{Atoms, ObjSet, Origins, Value};

/// The round's object, and what it changes of it.
#[derive(Clone, Debug)]
pub struct Owned {
    /// The text that names it.
    pub place: String,
    /// The text of the list that the objects stand in, where the loop does not iterate over it itself.
    pub among: Option<String>,
    /// Names of attributes, sorted: first those that hold plain values, then those that may hold containers.
    pub attributes: Vec<String>,
    /// How many of these may hold containers.
    pub containers: usize,
    /// All that these may hold, and that their containers may.
    pub values: Value,
}

/// An object that each round may have for itself.
#[derive(Clone, Debug)]
pub struct Candidate {
    place: String,
    among: Option<String>,
    /// The variable of the target that holds it.
    pub var: Option<VarId>,
    /// Each `particles[i]`.
    pub mentions: Vec<TextRange>,
    /// What must not be bound in the loop.
    names: Vec<VarId>,
    /// All that it may be.
    objects: ObjSet,
}

/// Methods that a class must leave to `object` for its attributes to be set and read as they are.
const PLAIN: &[&str] =
    &["__setattr__", "__getattribute__", "__getattr__", "__delattr__", "__reduce__"];

/// The instances of the program's own, plain classes that each round may have for itself.
pub fn candidates<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
) -> Vec<Candidate> {
    let mut walker = Walker::start_iteration(an, site);
    walker.assign(&stmt.target, &site.element);
    let held = |walker: &Walker<'_, 'a>, target: &Expr| {
        let Expr::Name(name) = target else { return None };
        let var = walker.an.scopes.variable_of(name)?;
        let value = &walker.env.values[walker.an.scopes.variable(var).slot as usize];
        are_plain(walker.an, value).then(|| (var, name.id.to_string(), value.objects.clone()))
    };
    match &*stmt.target {
        target @ Expr::Name(name) => {
            if let Some((var, place, objects)) = held(&walker, target) {
                let (mentions, names, var) = (Vec::new(), vec![var], Some(var));
                return vec![Candidate { place, among: None, var, mentions, names, objects }];
            }
            if !site.iterable.only(Atoms::RANGE) {
                return Vec::new();
            }
            let index = walker.an.scopes.variable_of(name);
            index.map(|index| elements(&mut walker, site, stmt, index)).unwrap_or_default()
        }
        Expr::Tuple(target) => {
            let sources = sources(walker.an, &stmt.iter);
            let mut found = Vec::new();
            for (source, target) in sources.into_iter().zip(&target.elts) {
                if let Some(source) = source
                    && let Some((var, place, objects)) = held(&walker, target)
                    && is_stable(&mut walker, source)
                {
                    let among = Some(walker.an.module_of(site.func).slice(source).to_owned());
                    let (mentions, names, var) = (Vec::new(), vec![var], Some(var));
                    found.push(Candidate { place, among, var, mentions, names, objects });
                }
            }
            found
        }
        _ => Vec::new(),
    }
}

/// Whether all that a value may be is an instance of such a class.
fn are_plain(an: &Analysis<'_>, value: &Value) -> bool {
    !value.is_any()
        && value.atoms.without(Atoms::UNBOUND).is_empty()
        && !value.objects.is_empty()
        && value.objects.iter().all(|&object| match an.heap.peek(object).kind {
            ObjectKind::Instance(class) => !PLAIN.iter().any(|name| an.class_defines(class, name)),
            _ => false,
        })
}

/// What `enumerate` and `zip` take the parts of each item from, where that has a name.
fn sources<'a>(an: &Analysis<'_>, iter: &'a Expr) -> Vec<Option<&'a Expr>> {
    let named = |expr: &'a Expr| is_path(expr).then_some(expr);
    if let Some(arguments) = builtin_call(an, iter, &["enumerate"]) {
        return vec![None, arguments.args.first().and_then(named)];
    }
    builtin_call(an, iter, &["zip"])
        .map(|arguments| arguments.args.iter().map(named).collect())
        .unwrap_or_default()
}

/// Whether a path gives the same object whenever it is evaluated: no property stands behind it.
fn is_stable<'a>(walker: &mut Walker<'_, 'a>, path: &'a Expr) -> bool {
    let Expr::Attribute(node) = path else { return true };
    let holder = walker.eval(&node.value);
    let name = node.attr.as_str();
    are_plain(walker.an, &holder)
        && holder.objects.iter().all(|&object| match walker.an.heap.peek(object).kind {
            ObjectKind::Instance(class) => !walker.an.class_defines(class, name),
            _ => false,
        })
}

/// Objects that the body reaches as `particles[i]`, for each list.
fn elements<'a>(
    walker: &mut Walker<'_, 'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    index: VarId,
) -> Vec<Candidate> {
    let mut finder = Elements { an: walker.an, index, found: Vec::new() };
    finder.visit_body(&stmt.body);
    let found = finder.found;
    let mut candidates: Vec<Candidate> = Vec::new();
    for node in found {
        let source = walker.an.module_of(site.func);
        let (place, among) = (source.slice(node).to_owned(), source.slice(&*node.value).to_owned());
        if let Some(known) = candidates.iter_mut().find(|known| known.place == place) {
            known.mentions.push(node.range);
            continue;
        }
        let holder = walker.eval(&node.value);
        let element = walker.an.heap.element_of(&holder, |object| &object.element);
        let is_list = slots::are_all(&holder, |object| {
            slots::is_type(walker.an, object, "builtins", &["list", "tuple"])
        });
        if !is_list || !are_plain(walker.an, &element) || !is_stable(walker, &node.value) {
            continue;
        }
        let mut names = vec![index];
        names.extend(slots::root_of(walker.an, &node.value));
        let mentions = vec![node.range];
        let (among, var, objects) = (Some(among), None, element.objects);
        candidates.push(Candidate { place, among, var, mentions, names, objects });
    }
    candidates
}

/// Finds each `particles[i]`.
struct Elements<'n, 'a, 'e> {
    an: &'n Analysis<'a>,
    index: VarId,
    found: Vec<&'e ast::ExprSubscript>,
}

impl<'e> Visitor<'e> for Elements<'_, '_, 'e> {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        // Code of functions runs later.
        if !matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
            visitor::walk_stmt(self, stmt);
        }
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Subscript(node) = expr
            && let Expr::Name(name) = &*node.slice
            && self.an.scopes.variable_of(name) == Some(self.index)
            && node.ctx.is_load()
            && is_path(&node.value)
        {
            self.found.push(node);
        }
        if !expr.is_lambda_expr() && !expr.is_generator_expr() {
            visitor::walk_expr(self, expr);
        }
    }
}

/// What the units change of the object, if that is all that has to be said about these changes. From here on the units count as not
/// changing anything there; what they read of it counts as read from outside, besides what they change themselves.
pub fn settle(
    an: &Analysis<'_>,
    (units, envs): (&mut [Unit<'_>], &mut [Env]),
    candidate: Candidate,
) -> Option<Owned> {
    let mut changed: Vec<(ObjId, Symbol)> = Vec::new();
    // Containers that its attributes hold.
    let mut inside = ObjSet::new();
    for unit in units.iter() {
        let effects = &unit.effects;
        let is_bound =
            |var: &VarId| effects.writes.contains(*var) || effects.call_writes.contains(*var);
        if candidate.names.iter().any(is_bound) || matches!(unit.syntax, UnitSyntax::Handlers(_)) {
            return None;
        }
        for write in &unit.effects.heap_writes.parameters {
            match (write.object, write.field) {
                (Some(object), Field::Attribute(name)) if !write.deep => {
                    changed.push((object, name));
                }
                (Some(object), Field::Contents) if write.deep => inside.push(object),
                _ => return None,
            }
        }
    }
    if !inside.is_empty() {
        inside.sort_unstable();
        inside.dedup();
        changed.extend(attributes_with(an, &candidate.objects, &inside)?);
    }
    changed.sort_unstable();
    changed.dedup();
    let mut own = Touches::default();
    let mut values = Value::bottom();
    let (mut attributes, mut containers): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for &(object, name) in &changed {
        let text = an.symbol_name(name);
        let value = an.heap.field(object, name)?;
        let is_mangled = text.starts_with("__");
        let is_unnamed = text == set_by_name::UNNAMED;
        if is_mangled || is_unnamed || value.is_any() {
            return None;
        }
        if an.is_immutable(value) {
            values.join_types(value);
            attributes.push(text.to_owned());
        } else if value.objects.iter().all(|&object| is_container(an, object)) {
            // A container stays the one that it was, or is new: only what it holds is a copy.
            values.join_types(&Value::atom(value.atoms));
            values.join_types(&an.heap.element_of(value, |object| &object.element));
            values.join_types(&an.heap.element_of(value, |object| &object.key));
            containers.push(text.to_owned());
        } else {
            return None;
        }
        own.add_location(Location { object, field: Field::Attribute(name) });
    }
    for &object in &inside {
        own.add_location(Location { object, field: Field::Contents });
    }
    containers.sort();
    containers.dedup();
    attributes.retain(|name| !containers.contains(name));
    attributes.sort();
    attributes.dedup();
    if attributes.is_empty() && containers.is_empty() {
        return None;
    }
    let is_inside = |object: ObjId| inside.binary_search(&object).is_ok();
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
            if !read.deep && own.locations.contains(&location) || read.deep && is_inside(object) {
                continue;
            }
            reads.add_location(location);
        }
        // What is part of the object may be another one of them, or all of the object may be looked at.
        if stages::overlap(an, reads, &own) {
            return None;
        }
    }
    // To what is computed ahead of statements that stay in order, which comes after these changes, it is an object like others.
    for value in envs.iter_mut().flat_map(|env| env.values.iter_mut()) {
        let inner = Origins::PARAMETERS.union(Origins::PARTS);
        if value.origins.intersects(inner) {
            value.origins = Origins(value.origins.0 & !inner.0).union(Origins::OUTSIDE);
        }
    }
    let Candidate { place, among, .. } = candidate;
    let holding = containers.len();
    attributes.append(&mut containers);
    Some(Owned { place, among, attributes, containers: holding, values })
}

/// Attributes of these objects that may hold one of the containers, if whatever else the objects lead to holds none of them, and
/// is none of the objects: then a container that one round's object leads to is its own.
fn attributes_with(
    an: &Analysis<'_>,
    objects: &[ObjId],
    inside: &[ObjId],
) -> Option<Vec<(ObjId, Symbol)>> {
    let is_held = |value: &Value| value.objects.iter().any(|object| inside.contains(object));
    let mut attributes = Vec::new();
    let mut held = Value::bottom();
    for &object in objects {
        for &name in an.heap.field_names(object) {
            let value = an.heap.field(object, name)?;
            held.join_types(value);
            if is_held(value) {
                attributes.push((object, name));
            }
        }
    }
    let reach = an.heap.reachable(&held);
    let leads_elsewhere = |&object: &ObjId| {
        let known = an.heap.get(object);
        let names = an.heap.field_names(object).iter();
        let mut fields = names.filter_map(|&name| an.heap.field(object, name));
        objects.contains(&object)
            || is_held(&known.element)
            || is_held(&known.key)
            || known.items.iter().flatten().any(is_held)
            || fields.any(is_held)
            || !known.runs.is_empty()
            || !known.sources.is_empty()
            || known.deferred.is_some()
    };
    let is_own = !reach.any
        && !reach.objects.iter().any(leads_elsewhere)
        && inside.iter().all(|&object| !is_array(an, object));
    is_own.then_some(attributes)
}

/// What the runtime can take the contents out of, and put them in again: containers of what nobody changes.
fn is_container(an: &Analysis<'_>, object: ObjId) -> bool {
    let known = an.heap.get(object);
    let is_plain = an.is_immutable(&known.element) && an.is_immutable(&known.key);
    let is_known = slots::is_type(an, object, "builtins", &["list", "dict", "tuple"])
        || slots::is_type(an, object, "collections", &["deque"])
        || slots::is_type(an, object, "random", &["Random"])
        || is_array(an, object);
    // Arrays with objects inside are left to the driver, which sees them.
    is_known && (is_plain || is_array(an, object))
}

fn is_array(an: &Analysis<'_>, object: ObjId) -> bool {
    slots::is_type(an, object, "numpy", &["ndarray"])
}

/// Whether the attributes can be set before everything that stays in order: what changes them is computed ahead, and comes first.
pub fn fits(units: &[Unit<'_>], changes: &[bool]) -> bool {
    let first_commit = units.iter().position(|unit| unit.commit.is_some()).unwrap_or(units.len());
    changes
        .iter()
        .enumerate()
        .all(|(index, changes)| !changes || (units[index].commit.is_none() && index < first_commit))
}

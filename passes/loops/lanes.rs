//! Parts of an array that are replaced one by one: `a[i] = f(a[i])`, `a[:, j] *= norm(a[:, j])`.
//!
//! A row of an array is no object of its own but a view, and to the analysis an array and all its views are one. Where each
//! round has a number of its own, and stores into the array at that number alone, what it reads there before is what stood
//! there when the loop began: it counts as an array of its own, a *lane*. The stores stay in order, in the driver.
//!
//! ```python
//! for i in range(len(a)):
//!     a[i] = smooth(a[i], 3)      # task: smooth(a[i], 3); driver: a[i] = smooth_value
//! ```
//!
//! Sound because:
//! - the numbers are different and not negative (the runtime checks that where it cannot be seen), and each place says the
//!   number at the same axis, so that no element belongs to two rounds; the runtime checks that the array is a plain one
//!   no two of whose elements share memory;
//! - every change of the array in the loop is a store at the round's own place, by the one name that the array has there:
//!   whatever else may change it, or change a lane, refuses this way. Any other read of the array counts as reading what
//!   earlier rounds changed;
//! - a lane goes on showing what the array holds, so nothing that comes after the store may read it, and nothing may keep it.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::slots::is_natural;
use super::stages;
use super::units::Unit;
use crate::effect_words::Why;
use crate::ids::{ObjId, VarId};
use crate::passes::effects::heap::{Field, Location, ObjectKey, ObjectKind};
use crate::passes::effects::summary::Touches;
use crate::passes::effects::walker::{Apart, Walker};
use crate::passes::effects::{Analysis, LoopSite};
use crate::values::{Atoms, Origins, Value};

/// The arrays of a loop that it writes at one place of its own in each round.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// The variables that hold these arrays.
    pub arrays: Vec<VarId>,
    index: Option<VarId>,
    parts: Vec<Lane>,
    /// The runtime has to look whether a number is negative.
    pub is_open: bool,
}

#[derive(Clone, Debug)]
struct Lane {
    /// What stands for the round's own part of the array.
    row: ObjId,
    value: Value,
    /// What the program at large knows the array as.
    known: Vec<ObjId>,
    loads: Vec<TextRange>,
    stores: Vec<TextRange>,
    /// The end of the first statement that stores.
    end: TextSize,
}

/// The lanes of this loop, if it reads any before it stores there.
pub fn find<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
) -> Option<Lanes> {
    let Expr::Name(target) = &*stmt.target else { return None };
    let index = an.scopes.variable_of(target)?;
    if !site.iterable.only(Atoms::RANGE) {
        return None;
    }
    let mut finder = Finder { an, index, inner: 0, later: 0, store: None, places: Vec::new() };
    finder.visit_body(&stmt.body);
    let places = finder.places;
    let mut lanes = Lanes { index: Some(index), ..Lanes::default() };
    lanes.is_open = !is_natural(an, &stmt.iter);
    for first in places.iter().filter(|place| place.stored.is_some()) {
        if !lanes.arrays.contains(&first.array)
            && let Some(lane) = lane_of(an, site, &places, first)
        {
            lanes.arrays.push(first.array);
            lanes.parts.push(lane);
        }
    }
    // Two names may stand for one array.
    let known = |lane: &Lane, object: &ObjId| lane.known.contains(object);
    let shared = lanes.parts.iter().enumerate().any(|(at, lane)| {
        lanes.parts[at + 1..].iter().any(|other| other.known.iter().any(|o| known(lane, o)))
    });
    let reads = lanes.parts.iter().any(|lane| !lane.loads.is_empty());
    (reads && !shared).then_some(lanes)
}

fn lane_of<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    places: &[Place],
    first: &Place,
) -> Option<Lane> {
    let variable = an.scopes.variable(first.array);
    if variable.func != site.func {
        return None;
    }
    let value = site.env.values[variable.slot as usize].clone();
    if !super::arrays::is_array(an, &value) {
        return None;
    }
    let ObjectKind::Library(id) = an.heap.get(value.objects[0]).kind else { return None };
    let own = || places.iter().filter(|place| place.array == first.array);
    let stores = || own().filter(|place| place.stored.is_some());
    if stores().any(|place| place.axis != first.axis || place.inner) {
        return None;
    }
    let end = stores().filter_map(|place| place.stored).min()?;
    let is_early = |place: &&Place| {
        place.stored.is_none() && place.axis == first.axis && place.range.end() <= end
    };
    let row = an.heap.object(ObjectKey::Site(0x5c00_0000 | first.array.0, first.axis), || {
        ObjectKind::Library(id)
    });
    Some(Lane {
        row,
        value: Value { atoms: Atoms::OTHER, ..Value::object(row, Origins::OUTSIDE) },
        known: value.objects.to_vec(),
        loads: own().filter(is_early).map(|place| place.range).collect(),
        stores: stores().map(|place| place.range).collect(),
        end,
    })
}

impl Lanes {
    /// Lets a walk take the round's own parts for arrays of their own.
    pub fn enter(&self, walker: &mut Walker<'_, '_>) {
        for lane in &self.parts {
            let places = lane.loads.iter().chain(&lane.stores);
            walker.own_rows.extend(places.map(|range| (*range, lane.value.clone())));
            walker.own_stores.extend(&lane.stores);
            walker.apart.push(Apart {
                container: lane.row,
                row: lane.row,
                known_containers: lane.known.clone(),
                known_rows: Vec::new(),
            });
        }
    }

    /// Gives the units the stores that the walk left out. `None` where something besides these may change an array or a lane,
    /// where a lane is read after the store or kept, or where a name is bound anew.
    pub fn put_back(
        &self,
        an: &Analysis<'_>,
        site: &LoopSite<'_>,
        units: &mut [Unit<'_>],
    ) -> Option<()> {
        let module = an.scopes.function(site.func).module;
        let source = an.module_of(site.func);
        for lane in &self.parts {
            if an.heap.may_keep(lane.row, |object| is_passing(an, object)) {
                return None;
            }
            let own = contents(&[lane.row]);
            let mut changed = contents(&lane.known);
            changed.merge(&own);
            for unit in units.iter_mut() {
                let effects = &mut unit.effects;
                let binds =
                    |var: VarId| effects.writes.contains(var) || effects.call_writes.contains(var);
                if self.arrays.iter().chain(&self.index).any(|&var| binds(var))
                    || stages::overlap(an, &changed, &effects.heap_writes)
                    || unit.range.start() >= lane.end
                        && stages::overlap(an, &effects.heap_reads, &own)
                {
                    return None;
                }
                let stores = |store: &&TextRange| unit.range.contains_range(**store);
                let Some(store) = lane.stores.iter().find(stores) else { continue };
                for &object in &lane.known {
                    effects.heap_writes.add_location(Location { object, field: Field::Contents });
                }
                effects.write_cause.get_or_insert_with(|| Why {
                    module,
                    range: *store,
                    what: source.slice(*store).into(),
                });
            }
        }
        Some(())
    }
}

fn contents(objects: &[ObjId]) -> Touches {
    let mut touches = Touches::default();
    for &object in objects {
        touches.add_location(Location { object, field: Field::Contents });
    }
    touches
}

/// What a lane may be in while an expression is evaluated: a bound method, a tuple, an iterator.
fn is_passing(an: &Analysis<'_>, object: ObjId) -> bool {
    match an.heap.get(object).kind {
        ObjectKind::Bound(_) => true,
        ObjectKind::Library(id) => {
            let info = an.knowledge.type_info(id);
            info.one_shot || info.name == "tuple" && info.module == "builtins"
        }
        _ => false,
    }
}

/// A mention of an array at the number of the round.
struct Place {
    array: VarId,
    /// Which of the indices the number is.
    axis: u16,
    range: TextRange,
    /// The end of the statement, where it is stored.
    stored: Option<TextSize>,
    /// Inside an inner loop.
    inner: bool,
}

/// Finds each `a[i]`, `a[i, …]` and `a[:, i]`.
struct Finder<'n, 'a> {
    an: &'n Analysis<'a>,
    index: VarId,
    inner: u32,
    /// In how many functions and generator expressions, whose code runs later.
    later: u32,
    /// The place that the statement stores into, and its end.
    store: Option<(TextRange, TextSize)>,
    places: Vec<Place>,
}

impl Finder<'_, '_> {
    /// At which axis a subscript says the number of the round.
    fn axis(&self, slice: &Expr) -> Option<u16> {
        let is_index = |expr: &Expr| matches!(expr, Expr::Name(name) if self.an.scopes.variable_of(name) == Some(self.index));
        let is_all = |expr: &Expr| {
            matches!(expr, Expr::Slice(slice)
                if slice.lower.is_none() && slice.upper.is_none() && slice.step.is_none())
        };
        match slice {
            Expr::Tuple(node) => match node.elts.as_slice() {
                [first, ..] if is_index(first) => Some(0),
                [first, second, ..] if is_all(first) && is_index(second) => Some(1),
                _ => None,
            },
            other => is_index(other).then_some(0),
        }
    }

    fn statement(&mut self, stmt: &Stmt) {
        let target = match stmt {
            Stmt::Assign(node) => match node.targets.as_slice() {
                [target] => target,
                _ => return,
            },
            Stmt::AugAssign(node) => &node.target,
            _ => return,
        };
        self.store = Some((target.range(), stmt.end()));
    }
}

impl<'e> Visitor<'e> for Finder<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        self.store = None;
        self.statement(stmt);
        let is_loop = matches!(stmt, Stmt::For(_) | Stmt::While(_));
        let is_later = matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_));
        self.inner += u32::from(is_loop);
        self.later += u32::from(is_later);
        visitor::walk_stmt(self, stmt);
        self.inner -= u32::from(is_loop);
        self.later -= u32::from(is_later);
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Subscript(node) = expr
            && let Expr::Name(array) = &*node.value
            && let Some(array) = self.an.scopes.variable_of(array)
            && let Some(axis) = self.axis(&node.slice)
            && self.later == 0
        {
            let stored = self.store.filter(|(range, _)| *range == node.range).map(|(_, end)| end);
            if node.ctx.is_load() || stored.is_some() {
                let inner = self.inner > 0;
                self.places.push(Place { array, axis, range: node.range, stored, inner });
            }
        }
        let is_later = expr.is_generator_expr() || expr.is_lambda_expr();
        self.later += u32::from(is_later);
        visitor::walk_expr(self, expr);
        self.later -= u32::from(is_later);
    }
}

//! One iteration of a `for` loop, walked as if it were a body of its own, and taken apart into units.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::iterables::{is_copied_first, is_made_before};
use super::lanes::Lanes;
use super::owned;
use super::rows::Rows;
use super::slots::Slots;
use super::units::{Builder, Node, Unit};
use crate::ids::VarId;
use crate::passes::effects::env::Env;
use crate::passes::effects::summary::Effects;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::values::Origins;

/// One way to take a loop apart.
#[derive(Default)]
pub(super) struct Way {
    /// Containers whose rows the task works on as copies.
    pub(super) rows: Vec<Rows>,
    /// Variables that hold other lists of rows, or other arrays; the runtime checks that they are others.
    pub(super) apart: Vec<VarId>,
    /// Variables that hold arrays, of which all changes are stores by their names.
    pub(super) written_arrays: Vec<VarId>,
    /// Integers are counted in the task.
    pub(super) counts: bool,
    /// `try` statements are taken apart, too.
    pub(super) split_tries: bool,
    /// Logs may name objects that were there before.
    pub(super) refers: bool,
    /// What tasks print travels with their logs.
    pub(super) says: bool,
    /// And what they write to files.
    pub(super) files: bool,
    /// The object that changes itself.
    pub(super) owned: Option<owned::Candidate>,
    /// Elements that are replaced, one in each round.
    pub(super) slots: Option<Slots>,
    /// Parts of arrays that are replaced, likewise.
    pub(super) lanes: Option<Lanes>,
}

/// One iteration, taken apart.
#[derive(Default)]
pub(super) struct Iteration<'a> {
    pub(super) units: Vec<Unit<'a>>,
    pub(super) body: Vec<Node<'a>>,
    /// The effects of evaluating the iterable and of advancing it.
    pub(super) header: Effects,
    /// Those of advancing it alone, where all that it will give is there once it is evaluated.
    pub(super) complete: Option<Effects>,
    /// The state before each unit.
    pub(super) envs: Vec<Env>,
    /// Where the things come from that objects of the iteration hold, at its end.
    pub(super) held: Vec<Origins>,
}

/// Walks one iteration until its facts are stable.
pub(super) fn build_units<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    way: &Way,
) -> Iteration<'a> {
    let mut result = None;
    for _ in 0..6 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        walker.row_copies = way.rows.iter().flat_map(Rows::texts).collect();
        for &var in &way.apart {
            walker.set_apart(var);
        }
        if let Some(slots) = &way.slots {
            walker.own_loads.clone_from(&slots.loads);
            walker.own_stores.clone_from(&slots.stores);
        }
        if let Some(lanes) = &way.lanes {
            lanes.enter(&mut walker);
        }
        let element = site.element.from(Origins::OUTSIDE);
        walker.assign(&stmt.target, &element);
        // The driver unpacks the item again: what the targets hold is not the iteration's own.
        walker.forget_origins();
        if let Some(owned) = &way.owned {
            // Told apart from everything else, as a function tells its parameter from the rest.
            walker.own_elements.clone_from(&owned.mentions);
            if let Some(var) = owned.var {
                let slot = walker.an.scopes.variable(var).slot as usize;
                walker.env.values[slot] = walker.env.values[slot].from(Origins::parameter(0));
            }
        }
        walker.take_effects();
        let mut builder = Builder::new(&mut walker, way.split_tries);
        let body = builder.block(&stmt.body);
        let (units, envs) = (builder.units, builder.envs);
        let held = std::mem::take(&mut walker.held);
        // What advancing the iterator does, and evaluating it.
        let mut walker = Walker::start_iteration(an, site);
        let iterable = walker.eval(&stmt.iter);
        let evaluated = walker.take_effects();
        walker.iterate(&iterable, stmt.iter.range());
        let advanced = walker.take_effects();
        let mut header = evaluated;
        header.merge(&advanced);
        let is_made = is_made_before(&mut walker, &stmt.iter, &iterable);
        walker.take_effects();
        let complete = if is_copied_first(walker.an, &iterable) {
            Some(Effects::default())
        } else {
            is_made.then_some(advanced)
        };
        result = Some(Iteration { units, body, header, complete, envs, held });
        if !an.heap.changed {
            break;
        }
    }
    result.unwrap_or_default()
}

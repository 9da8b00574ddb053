//! Which expressions leave the statements that stay in order, and which conditions both stages need.

use super::extract;
use super::lanes::Lanes;
use super::rows::Rows;
use super::slots::Slots;
use super::stages::{self, LoopNames};
use super::units::{self, Because, Unit, UnitId, UnitSyntax};
use crate::ids::VarId;
use crate::passes::effects::env::Env;
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::reasons::Reason;
use crate::values::{Atoms, Origins, Value};

/// Finds heavy expressions in commit statements, those that read a variable of `wanted`, and conditions that both stages need.
///
/// With `own_way`, tasks change what each of them has for itself (an object, a row), which the driver takes over before it commits.
pub(super) fn move_expressions<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    units: &mut [Unit<'a>],
    (envs, held, apart): (&[Env], &[Origins], &[VarId]),
    (rows, slots, lanes): (&[Rows], Option<&Slots>, Option<&Lanes>),
    (names, wanted, own_way): (&LoopNames, &VarSet, bool),
    rejections: &mut Vec<(UnitId, Because)>,
) {
    let world = extract::CommitWorld::of(an, units);
    let mut walker = Walker::start_iteration(an, site);
    walker.row_copies = rows.iter().flat_map(Rows::texts).collect();
    if let Some(slots) = slots {
        walker.own_loads.clone_from(&slots.loads);
    }
    if let Some(lanes) = lanes {
        lanes.enter(&mut walker);
    }
    for &var in apart {
        walker.set_apart(var);
    }
    walker.held.copy_from_slice(held);
    for index in 0..units.len() {
        if let UnitSyntax::Test(test) = units[index].syntax
            && units[index].commit.is_none()
            && units::guards_commit(units, index)
        {
            let unit = &units[index];
            if unit.truth
                || own_way
                || units::may_differ_later(&unit.effects)
                || unit.effects.cost > 40.0
                || !unit.effects.heap_reads.fresh.is_empty()
                || units::is_overwritten(units, index)
            {
                units[index].moved = vec![units::Moved {
                    expr: test,
                    name: "condition".into(),
                    value: Value::atom(Atoms::BOOL),
                    effects: units[index].effects.clone(),
                    shape: units::MovedShape::Truth,
                    sets: false,
                    says: false,
                }];
            }
            continue;
        }
        if let UnitSyntax::Completed(header) = units[index].syntax
            && units[index].commit.is_none()
            && units::guards_commit(units, index)
        {
            units[index].moved = vec![units::Moved {
                expr: header,
                name: "completed".into(),
                value: Value::atom(Atoms::BOOL),
                effects: Effects::default(),
                shape: units::MovedShape::Truth,
                sets: false,
                says: false,
            }];
        }
        if units[index].commit.is_none() || units[index].stays {
            continue;
        }
        // Nothing is moved out from under a condition that is decided in order, or out of an inner loop whose header is.
        let speculative = units[index].control.iter().any(|&test| units[test].commit.is_some())
            || units[..index].iter().any(|unit| {
                matches!(unit.syntax, UnitSyntax::Handlers(handlers)
                    if handlers.leave() && stages::first_raising(units, &handlers).is_some())
            })
            || units[..index].iter().any(|unit| {
                unit.commit.is_some()
                    && match unit.syntax {
                        UnitSyntax::Continue => true,
                        UnitSyntax::Statement(stmt) => {
                            stmt.is_return_stmt() || stmt.is_break_stmt()
                        }
                        _ => false,
                    }
                    && !unit.control.is_empty()
            });
        if speculative {
            continue;
        }
        let (env, unit) = (&envs[index], &units[index]);
        let sought = (names, wanted);
        let mut met = Vec::new();
        units[index].moved = extract::movable(&mut walker, env, unit, &world, sought, &mut met);
        rejections.extend(met.into_iter().map(|because| (index, because)));
    }
}

/// An inner loop of which nothing but the header would be computed ahead stays in order as a whole; whether any did.
pub(super) fn keep_empty_inner_loops(an: &Analysis<'_>, units: &mut [Unit<'_>]) -> bool {
    let empty: Vec<usize> = (0..units.len())
        .filter(|&header| {
            let is_header = matches!(units[header].syntax, UnitSyntax::ForHeader(_));
            let mut inside =
                units.iter().filter(|unit| unit.inner_loops.contains(&header)).peekable();
            is_header
                && units[header].commit.is_none()
                && inside.peek().is_some()
                && inside.all(|unit| unit.commit.is_some() && unit.moved.is_empty())
        })
        .collect();
    for &header in &empty {
        let because = Because {
            reason: Reason::NoHeavyPart,
            detail: "nothing in it can be computed ahead".into(),
            cause: None,
        };
        stages::commit(units, header, because);
    }
    if !empty.is_empty() {
        stages::propagate(an, units);
    }
    !empty.is_empty()
}

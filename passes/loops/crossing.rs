//! What crosses from the tasks to the driver, and what of it cannot travel.

use super::left_behind::is_live;
use super::plans::LoopStmt;
use super::ship;
use super::stages::LoopNames;
use super::units::{self, Because, Unit, UnitSyntax};
use crate::ids::VarId;
use crate::passes::effects::Analysis;
use crate::passes::effects::summary::VarSet;
use crate::passes::liveness::Liveness;
use crate::passes::scopes::ScopeKind;

/// Variables that compute defines and commit reads, or that are live after the loop.
pub(super) fn crossing(
    an: &Analysis<'_>,
    units: &[Unit<'_>],
    names: &LoopNames,
    stmt: LoopStmt<'_>,
    live: &Liveness,
) -> Vec<VarId> {
    let mut has: Vec<VarId> = Vec::new();
    let mut read_in_order = VarSet::default();
    for (index, unit) in units.iter().enumerate() {
        let is_tested = matches!(unit.syntax, UnitSyntax::Test(_))
            && unit.moved.is_empty()
            && units::guards_commit(units, index);
        if unit.commit.is_some() || is_tested {
            read_in_order.extend(&units::reads_in_place(an, unit));
        }
    }
    for unit in units.iter().filter(|unit| unit.commit.is_none()) {
        for var in unit.effects.writes.iter() {
            let variable = an.scopes.variable(var);
            let scope = an.scopes.scopes[variable.scope.index()].kind;
            if variable.func != names.func
                || scope == ScopeKind::Comprehension
                || has.contains(&var)
            {
                continue;
            }
            let is_left = !names.gone.contains(var) && is_live(an, stmt, live, var);
            if (read_in_order.contains(var) && !is_bound_again(an, units, var)) || is_left {
                has.push(var);
            }
        }
    }
    has
}

/// Whether the driver gets a variable from the header of an inner loop that it goes through itself, wherever it reads it: nothing of it travels.
fn is_bound_again(an: &Analysis<'_>, units: &[Unit<'_>], var: VarId) -> bool {
    let mut writers =
        units.iter().enumerate().filter(|(_, unit)| unit.effects.writes.contains(var));
    let (Some((header, unit)), None) = (writers.next(), writers.next()) else { return false };
    let is_read_inside = |index: usize| {
        let reader = &units[index];
        let in_order = reader.commit.is_some() || units::guards_commit(units, index);
        !in_order
            || !units::reads_in_place(an, reader).contains(var)
            || reader.inner_loops.contains(&header)
    };
    unit.repeatable
        && matches!(unit.syntax, UnitSyntax::ForHeader(_))
        && (0..units.len()).all(is_read_inside)
}

/// Conditions that both stages need, and that read a variable which cannot travel, are logged from here on; whether any is
/// new among these.
pub(super) fn log_truths(units: &mut [Unit<'_>], var: VarId) -> bool {
    let tests: Vec<usize> = (0..units.len())
        .filter(|&index| {
            let unit = &units[index];
            matches!(unit.syntax, UnitSyntax::Test(_))
                && unit.commit.is_none()
                && unit.moved.is_empty()
                && unit.effects.reads.contains(var)
                && units::guards_commit(units, index)
        })
        .collect();
    for &test in &tests {
        units[test].truth = true;
    }
    !tests.is_empty()
}

/// The first variable that cannot travel: the unit that defines it has to stay in order.
pub(super) fn first_unshippable(
    an: &Analysis<'_>,
    units: &mut [Unit<'_>],
    has: &[VarId],
    refers: bool,
    sets: &mut bool,
) -> Option<(usize, VarId, Because)> {
    *sets = false;
    for &var in has {
        for index in 0..units.len() {
            if units[index].commit.is_some() {
                continue;
            }
            for (written, value, parts) in &units[index].written {
                if *written != var {
                    continue;
                }
                let name = an.scopes.variable(var).name;
                match ship::check_with(an, name, value, *parts, refers) {
                    Ok(shipping) => *sets |= shipping.sets,
                    Err(because) => return Some((index, var, because)),
                }
            }
        }
    }
    None
}

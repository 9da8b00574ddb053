//! What the log of one iteration holds, in which order and under which names.

use super::names::{Names, identifier};
use crate::guard::python_string;
use crate::ids::VarId;
use crate::passes::effects::Analysis;
use crate::passes::loops::ParallelLoop;
use crate::passes::loops::owned::Owned;
use crate::passes::loops::units::{self, Node, UnitId, guards_commit};

/// A split inner loop: its log is a list for each name that its rounds bring.
pub struct InnerLog {
    /// Index of its header.
    pub header: UnitId,
    /// What each round brings.
    pub parts: Vec<String>,
    /// The name of the list of each; a single one that only counts rounds where there is nothing else to tell.
    pub lists: Vec<String>,
    /// What its header binds in each round.
    pub targets: Vec<String>,
    /// The driver evaluates the header itself.
    pub repeats: bool,
}

impl InnerLog {
    /// What the task does at the end of a round.
    pub(super) fn appends(&self) -> String {
        let value = |index: usize| self.parts.get(index).map_or("None", String::as_str);
        let appends: Vec<String> = self
            .lists
            .iter()
            .enumerate()
            .map(|(index, list)| format!("{list}.append({})", value(index)))
            .collect();
        appends.join("; ")
    }
}

/// Everything that the two copies agree on.
pub struct Layout {
    /// Names of moved expressions, by unit and position.
    pub moved: Vec<Vec<String>>,
    pub inner: Vec<InnerLog>,
    /// What the task returns, in order.
    pub log: Vec<String>,
    /// Names of the copies of rows.
    pub rows: Vec<String>,
    /// Counters, and the names under which the driver gets what one item adds to them.
    pub sums: Vec<(String, String)>,
    /// Attributes of the loop's object, and the names under which the driver gets their values.
    pub attributes: Vec<(String, String)>,
    /// How many of them, the last ones, may hold containers.
    pub containers: usize,
    /// Whether the name `bool` means what it always does.
    pub has_bool: bool,
}

impl Layout {
    /// What the task returns: the log, what it counted, and what it changed.
    pub fn returned(&self) -> Vec<String> {
        let others = self.sums.iter().chain(&self.attributes).map(|(name, _)| name);
        self.log.iter().chain(others).cloned().collect()
    }

    /// Whether the attribute in this place holds plain values, so that it travels as it is.
    pub(super) fn is_plain(&self, attribute: usize) -> bool {
        attribute + self.containers < self.attributes.len()
    }

    /// The same as the task writes it, where `owned` is the object whose containers it changes.
    pub(super) fn result(&self, owned: Option<&Owned>, runtime: &str) -> Vec<String> {
        let mut parts = self.returned();
        let Some(owned) = owned else { return parts };
        let first = parts.len() - self.containers;
        let names = &owned.attributes[owned.attributes.len() - self.containers..];
        for (part, name) in parts[first..].iter_mut().zip(names) {
            *part = format!("{runtime}.kept({}, {})", owned.place, python_string(name));
        }
        parts
    }

    /// Whether a name in the log is not one of the program's variables.
    pub(super) fn is_ours(&self, name: &String) -> bool {
        self.moved.iter().flatten().any(|moved| moved == name)
            || self.inner.iter().any(|inner| inner.lists.contains(name))
    }

    /// What the task hands over, and has to set to None before it begins where only some paths set it: the log, and the
    /// variables that rounds of inner loops bring.
    pub fn handed_over(&self) -> Vec<&String> {
        let parts = self
            .inner
            .iter()
            .flat_map(|inner| inner.parts.iter().filter(|part| !inner.targets.contains(part)));
        let mut names: Vec<&String> = self.log.iter().collect();
        for part in parts.filter(|part| !self.is_ours(part)) {
            if !names.contains(&part) {
                names.push(part);
            }
        }
        names
    }

    /// The names that the driver gives to that.
    pub fn received(&self) -> Vec<String> {
        let others = self.sums.iter().chain(&self.attributes).map(|(_, name)| name);
        self.log.iter().chain(others).cloned().collect()
    }
}

/// Decides the names in the log.
pub fn layout(an: &Analysis<'_>, plan: &ParallelLoop<'_>, names: &mut Names) -> Layout {
    let moved: Vec<Vec<String>> = plan
        .units
        .iter()
        .map(|unit| unit.moved.iter().map(|moved| names.fresh(&moved.name)).collect())
        .collect();
    let rows: Vec<String> = plan
        .rows
        .iter()
        .map(|rows| names.fresh(&format!("{}_row", rows.base.rsplit('.').next().unwrap_or("row"))))
        .collect();
    let sums: Vec<(String, String)> = plan
        .sums
        .iter()
        .map(|&var| {
            let name = an.scopes.variable(var).name;
            (name.to_owned(), names.fresh(&format!("surge_{name}")))
        })
        .collect();
    let mut attributes = Vec::new();
    let containers = plan.owned.as_ref().map_or(0, |owned| owned.containers);
    if let Some(owned) = &plan.owned {
        for name in &owned.attributes {
            let received = names.fresh(&format!("{}_{name}", identifier(&owned.place)));
            attributes.push((format!("{}.{name}", owned.place), received));
        }
    }
    let (inner, log) = (Vec::new(), Vec::new());
    let has_bool = an.scopes.star_imports.is_empty()
        && !an.is_patched("bool")
        && an.scopes.variables.iter().all(|variable| variable.name != "bool");
    let mut layout = Layout { moved, inner, log, rows, sums, attributes, containers, has_bool };
    let top = collect_logs(an, plan, &plan.body, &mut layout, names, None);
    layout.log = layout.rows.iter().cloned().chain(top).collect();
    layout
}

/// What a block hands over, at its own level; inner loops that are split hand over one list.
fn collect_logs(
    an: &Analysis<'_>,
    plan: &ParallelLoop<'_>,
    nodes: &[Node<'_>],
    layout: &mut Layout,
    names: &mut Names,
    inside: Option<UnitId>,
) -> Vec<String> {
    let mut log: Vec<String> = Vec::new();
    let mut add = |name: String| {
        if !log.contains(&name) {
            log.push(name);
        }
    };
    for node in nodes {
        match node {
            Node::Leaf(unit) => {
                for name in unit_log(an, plan, *unit, layout, inside) {
                    add(name);
                }
            }
            Node::If { clauses, .. } => {
                for clause in clauses {
                    if let Some((test, _)) = clause.test {
                        for name in unit_log(an, plan, test, layout, inside) {
                            add(name);
                        }
                    }
                    for name in collect_logs(an, plan, &clause.body, layout, names, inside) {
                        add(name);
                    }
                }
            }
            Node::With { header, body, .. } => {
                for name in unit_log(an, plan, *header, layout, inside) {
                    add(name);
                }
                for name in collect_logs(an, plan, body, layout, names, inside) {
                    add(name);
                }
            }
            Node::Try { body, orelse, .. } => {
                for block in [body, orelse] {
                    for name in collect_logs(an, plan, block, layout, names, inside) {
                        add(name);
                    }
                }
            }
            Node::Else(node) => {
                let inner = std::slice::from_ref(&*node.inner);
                for name in collect_logs(an, plan, inner, layout, names, inside) {
                    add(name);
                }
                for name in unit_log(an, plan, node.completed, layout, inside) {
                    add(name);
                }
                for name in collect_logs(an, plan, &node.orelse, layout, names, inside) {
                    add(name);
                }
            }
            Node::For { stmt, header, body } => {
                if is_split(plan, *header, body) {
                    let repeats = plan.units[*header].repeatable;
                    let mut parts =
                        if repeats { Vec::new() } else { header_targets(an, plan, *header, body) };
                    for name in collect_logs(an, plan, body, layout, names, Some(*header)) {
                        if !parts.contains(&name) {
                            parts.push(name);
                        }
                    }
                    let target = an.module_of(plan.site.func).slice(&*stmt.target);
                    let mut lists: Vec<String> =
                        parts.iter().map(|part| names.fresh(&format!("each_{part}"))).collect();
                    if lists.is_empty() && !repeats {
                        lists.push(names.fresh(&format!("each_{target}")));
                    }
                    for list in &lists {
                        add(list.clone());
                    }
                    for name in left_behind(an, plan, *header, inside) {
                        add(name);
                    }
                    let bound = plan.units[*header].effects.writes.iter();
                    let targets =
                        bound.map(|var| an.scopes.variable(var).name.to_owned()).collect();
                    layout.inner.push(InnerLog { header: *header, parts, lists, targets, repeats });
                } else {
                    for name in unit_log(an, plan, *header, layout, inside) {
                        add(name);
                    }
                    for name in collect_logs(an, plan, body, layout, names, inside) {
                        add(name);
                    }
                }
            }
        }
    }
    log
}

/// What one unit hands over at the level of the loop `inside` (or of the whole iteration).
fn unit_log(
    an: &Analysis<'_>,
    plan: &ParallelLoop<'_>,
    unit: UnitId,
    layout: &Layout,
    inside: Option<UnitId>,
) -> Vec<String> {
    let mut log = Vec::new();
    let it = &plan.units[unit];
    log.extend(layout.moved[unit].iter().cloned());
    if it.commit.is_none() {
        for &var in &plan.has {
            if it.effects.writes.contains(var) && is_needed_at(plan, var, inside) {
                log.push(an.scopes.variable(var).name.to_owned());
            }
        }
    }
    log
}

/// Whether a variable has to be logged in each round of an inner loop, or once for the whole iteration: both where
/// it is read in both places.
fn is_needed_at(plan: &ParallelLoop<'_>, var: VarId, inside: Option<UnitId>) -> bool {
    match inside {
        None => true,
        Some(header) => plan.units.iter().enumerate().any(|(index, unit)| {
            unit.inner_loops.contains(&header)
                && unit.effects.reads.contains(var)
                && (unit.commit.is_some() || guards_commit(&plan.units, index))
        }),
    }
}

/// What a split inner loop computes and what stays in order reads behind it: that is logged around the loop, too.
fn left_behind(
    an: &Analysis<'_>,
    plan: &ParallelLoop<'_>,
    header: UnitId,
    inside: Option<UnitId>,
) -> Vec<String> {
    let is_within =
        |index: UnitId| index == header || plan.units[index].inner_loops.contains(&header);
    let is_written = |var: VarId| {
        plan.units.iter().enumerate().any(|(index, unit)| {
            is_within(index) && unit.commit.is_none() && unit.effects.writes.contains(var)
        })
    };
    let is_read_behind = |var: VarId| {
        plan.units.iter().enumerate().any(|(index, unit)| {
            !is_within(index)
                && inside.is_none_or(|outer| unit.inner_loops.contains(&outer))
                && unit.effects.reads.contains(var)
                && (unit.commit.is_some() || guards_commit(&plan.units, index))
        })
    };
    plan.has
        .iter()
        .filter(|&&var| is_written(var) && is_read_behind(var))
        .map(|&var| an.scopes.variable(var).name.to_owned())
        .collect()
}

/// Targets of an inner loop that its committed part reads.
fn header_targets(
    an: &Analysis<'_>,
    plan: &ParallelLoop<'_>,
    header: UnitId,
    _body: &[Node<'_>],
) -> Vec<String> {
    plan.units[header]
        .effects
        .writes
        .iter()
        .filter(|var| {
            plan.units.iter().enumerate().any(|(index, unit)| {
                unit.inner_loops.contains(&header)
                    && units::reads_in_place(an, unit).contains(*var)
                    && (unit.commit.is_some() || guards_commit(&plan.units, index))
            })
        })
        .map(|var| an.scopes.variable(var).name.to_owned())
        .collect()
}

/// Whether an inner loop runs in both copies: it is itself free, and something in it stays in order.
pub fn is_split(plan: &ParallelLoop<'_>, header: UnitId, body: &[Node<'_>]) -> bool {
    plan.units[header].commit.is_none() && has_commit(plan, body)
}

/// What a unit is in the shape of the body.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Statement,
    Test,
    Header,
}

/// Whether a unit anywhere in a block is as asked.
fn any_unit(nodes: &[Node<'_>], asked: &impl Fn(UnitId, Role) -> bool) -> bool {
    nodes.iter().any(|node| match node {
        Node::Leaf(unit) => asked(*unit, Role::Statement),
        Node::If { clauses, .. } => clauses.iter().any(|clause| {
            clause.test.is_some_and(|(test, _)| asked(test, Role::Test))
                || any_unit(&clause.body, asked)
        }),
        Node::For { header, body, .. } | Node::With { header, body, .. } => {
            asked(*header, Role::Header) || any_unit(body, asked)
        }
        Node::Try { body, orelse, .. } => any_unit(body, asked) || any_unit(orelse, asked),
        Node::Else(node) => {
            any_unit(std::slice::from_ref(&*node.inner), asked)
                || asked(node.completed, Role::Test)
                || any_unit(&node.orelse, asked)
        }
    })
}

/// Whether anything in a block stays in order.
pub fn has_commit(plan: &ParallelLoop<'_>, nodes: &[Node<'_>]) -> bool {
    any_unit(nodes, &|unit, _| plan.units[unit].commit.is_some())
}

/// Whether anything in a block is computed ahead. A test alone is so only where its truth, or a part of it, is sent.
pub(super) fn has_compute(plan: &ParallelLoop<'_>, nodes: &[Node<'_>]) -> bool {
    any_unit(nodes, &|unit, role| {
        let it = &plan.units[unit];
        (role != Role::Test && it.commit.is_none())
            || (role != Role::Header && !it.moved.is_empty())
    })
}

pub(super) fn has_jump(plan: &ParallelLoop<'_>, nodes: &[Node<'_>]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Leaf(unit) => plan.units[*unit].syntax.is_jump(),
        Node::If { clauses, .. } => clauses.iter().any(|clause| has_jump(plan, &clause.body)),
        Node::For { .. } => false,
        Node::With { body, .. } => has_jump(plan, body),
        Node::Try { body, orelse, .. } => has_jump(plan, body) || has_jump(plan, orelse),
        Node::Else(node) => has_jump(plan, &node.orelse),
    })
}

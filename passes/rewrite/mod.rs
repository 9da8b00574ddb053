//! # Rewrite
//!
//! Writes the driver and the task functions of every region that runs in parallel.
//!
//! Reads: the script's text, [`Analysis`], the loop plans. Produces: [`Package`]: the text of the driver, with the
//! original line of each of its lines, the text of `tasks.py`, and the plan for the reports.
//!
//! Refuses: nothing; a region whose text cannot be moved was refused when it was decided.
//!
//! Example:
//! ```python
//! for y in range(h):                 # before
//!     row = render(scene, y)
//!     rows.append(row)
//!
//! surge_row = surge_rt.loop(tasks.main_row, range(h), (scene,))      # after
//! while surge_row.more():
//!     for y, row in surge_row.parallel():
//!         rows.append(row)
//!     for y in surge_row.sequential():
//!         row = render(scene, y)
//!         rows.append(row)
//! ```
//!
//! Sound because: text outside of the regions is copied byte for byte; the sequential part of a region is the original
//! body; the result is parsed again and compared by `check`.

mod body;
mod branches;
mod calls;
pub mod check;
mod folds;
mod layout;
mod loops;
mod names;
mod prelude;
mod spawns;
mod tasks;
mod text;
mod values;
mod whiles;

use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::FxHashMap;

use crate::ids::{ModuleId, VarId};
use crate::passes::branches::Branch;
use crate::passes::effects::Analysis;
use crate::passes::loops::LoopPlan;
use crate::passes::spawns::Spawn;
use crate::plan::{Decision, ParallelPlan, Plan, Region, RegionKind};

use loops::write_loop;
use names::{Names, identifier};
use prelude::{add_prelude, prelude_position};
use spawns::{write_finish, write_start};
use tasks::{Task, tasks_module};
use text::{Emit, SourceText};
use values::write_values;

pub use names::TaskNames;

/// The texts of a package.
pub struct Package {
    pub driver: String,
    pub tasks: String,
    /// How many task functions there are.
    pub task_count: usize,
    pub plan: Plan,
}

/// What tasks.py says besides the task functions.
pub struct Header<'o> {
    pub source_path: &'o str,
    pub siblings: &'o [(String, String)],
    /// Modules with regions of their own: dotted name and path relative to the script.
    pub modules: &'o [(String, String)],
    pub workers: Option<u32>,
}

/// Writes the driver and the tasks of the script, or of a local module that it imports.
///
/// `used` are the names of all task functions so far, to which those of this module are added.
pub fn run<'a>(
    an: &Analysis<'a>,
    id: ModuleId,
    plans: &[LoopPlan<'a>],
    (spawns, branches): (&[Spawn<'a>], &[Branch<'a>]),
    header: &Header<'_>,
    used: &mut TaskNames,
) -> Package {
    let module = an.program.module(id);
    let source = SourceText::new(module);
    let mut names = Names::new(module, id == ModuleId(0), std::mem::take(used));
    let mut tasks: Vec<Task> = Vec::new();
    let mut plan = Plan::default();
    let mut emit = Emit::new(&source);
    let prelude_at = prelude_position(&source);
    let mut at = TextSize::from(0);
    let mut prelude_done = false;
    let handles: Vec<(String, String)> = spawns
        .iter()
        .map(|spawn| {
            let targets = &source.text()[spawn.stmt.targets[0].range()];
            let task = names.task(&function_label(an, spawn.func), targets);
            (task, names.fresh(&format!("surge_{}", identifier(targets))))
        })
        .collect();
    let branch_names: Vec<(String, String)> =
        branches.iter().map(|branch| branches::names(an, branch, &mut names)).collect();
    let mut steps: Vec<(TextSize, u8, Step<'_, 'a>)> = Vec::new();
    for plan in plans {
        steps.push((plan.range().start(), 2, Step::Loop(plan)));
    }
    for (index, spawn) in spawns.iter().enumerate() {
        steps.push((source.line_start(spawn.before.start()), 0, Step::Start(index)));
        steps.push((source.line_start(spawn.stmt.start()), 1, Step::Finish(index)));
    }
    for (index, branch) in branches.iter().enumerate() {
        steps.push((source.line_start(branch.stmt.start()), 1, Step::Fork(index)));
        steps.push((branch.call.start(), 3, Step::Join(index)));
    }
    steps.sort_by_key(|(at, order, _)| (*at, *order));
    let mut nested: FxHashMap<TextRange, ParallelPlan> = FxHashMap::default();
    for (_, _, step) in steps {
        let loop_plan = match step {
            Step::Loop(plan) => plan,
            Step::Fork(index) => {
                let line_start = source.line_start(branches[index].stmt.start());
                if !prelude_done && line_start >= prelude_at {
                    emit.verbatim(TextRange::new(at, prelude_at), &[]);
                    at = prelude_at;
                    add_prelude(&mut emit, id, &names, prelude_at);
                    prelude_done = true;
                }
                emit.verbatim(TextRange::new(at, line_start), &[]);
                at = line_start;
                branches::write_start(
                    an,
                    &branches[index],
                    &mut emit,
                    &names,
                    &branch_names[index],
                );
                continue;
            }
            Step::Join(index) => {
                let branch = &branches[index];
                emit.verbatim(TextRange::new(at, branch.call.start()), &[]);
                at = branch.call.end();
                let staged =
                    branches::write_value(an, branch, &mut emit, &branch_names[index], &mut tasks);
                plan.regions.push(Region {
                    kind: RegionKind::Segment,
                    function: an.scopes.function(branch.func).qualname.clone(),
                    func: branch.func,
                    module: id,
                    range: branch.call.range(),
                    header: branch.call.range(),
                    decision: Decision::Parallel(staged),
                });
                continue;
            }
            Step::Start(index) | Step::Finish(index) => {
                let spawn = &spawns[index];
                let stmt_start = match step {
                    Step::Start(_) => spawn.before.start(),
                    _ => spawn.stmt.start(),
                };
                let line_start = source.line_start(stmt_start);
                if !prelude_done && line_start >= prelude_at {
                    emit.verbatim(TextRange::new(at, prelude_at), &[]);
                    at = prelude_at;
                    add_prelude(&mut emit, id, &names, prelude_at);
                    prelude_done = true;
                }
                emit.verbatim(TextRange::new(at, line_start), &[]);
                at = line_start;
                let (task, handle) = &handles[index];
                if matches!(step, Step::Start(_)) {
                    write_start(an, spawn, &mut emit, &names, task, handle);
                } else {
                    let staged = write_finish(an, spawn, &mut emit, task, handle, &mut tasks);
                    at = source.end_with_comment(spawn.stmt.range.end());
                    plan.regions.push(Region {
                        kind: RegionKind::Segment,
                        function: an.scopes.function(spawn.func).qualname.clone(),
                        func: spawn.func,
                        module: id,
                        range: spawn.stmt.range,
                        header: spawn.stmt.range,
                        decision: Decision::Parallel(staged),
                    });
                }
                continue;
            }
        };
        let inside = spawns.iter().any(|spawn| spawn.stmt.range.contains_range(loop_plan.range()));
        let region = region_of(an, loop_plan);
        if let Some(staged) = nested.remove(&loop_plan.range()) {
            // Written already, as part of what the loop around it iterates over.
            plan.regions.push(Region { decision: Decision::Parallel(staged), ..region });
            continue;
        }
        let start = loop_plan.range().start();
        if !prelude_done && start >= prelude_at && !inside {
            emit.verbatim(TextRange::new(at, prelude_at), &[]);
            at = prelude_at;
            add_prelude(&mut emit, id, &names, prelude_at);
            prelude_done = true;
        }
        let decision = match loop_plan {
            LoopPlan::Sequential { refusal, .. } => Decision::Sequential(refusal.clone()),
            LoopPlan::Parallel(parallel) => {
                let line_start = source.line_start(start);
                emit.verbatim(TextRange::new(at, line_start), &[]);
                let mut inner = Inner { plans, written: &mut nested };
                let staged =
                    write_loop(an, parallel, &mut emit, &mut names, &mut tasks, &mut inner);
                at = source.end_with_comment(parallel.stmt.range().end());
                Decision::Parallel(staged)
            }
            LoopPlan::Fold(fold) => {
                let line_start = source.line_start(start);
                emit.verbatim(TextRange::new(at, line_start), &[]);
                let mut inner = Inner { plans, written: &mut nested };
                let staged = folds::write(an, fold, &mut emit, &mut names, &mut tasks, &mut inner);
                at = source.end_with_comment(fold.stmt.range.end());
                Decision::Parallel(staged)
            }
            LoopPlan::Values(values) => {
                emit.verbatim(TextRange::new(at, start), &[]);
                let mut inner = Inner { plans, written: &mut nested };
                let staged =
                    write_values(an, values, &mut emit, &mut names, &mut tasks, &mut inner);
                at = values.expr.range().end();
                Decision::Parallel(staged)
            }
            LoopPlan::Call(call) => {
                emit.verbatim(TextRange::new(at, start), &[]);
                let mut inner = Inner { plans, written: &mut nested };
                let staged = calls::write(an, call, &mut emit, &mut names, &mut tasks, &mut inner);
                at = calls::end(call);
                Decision::Parallel(staged)
            }
        };
        plan.regions.push(Region { decision, ..region });
    }
    let end = TextSize::of(source.text());
    if !prelude_done {
        emit.verbatim(TextRange::new(at, prelude_at), &[]);
        add_prelude(&mut emit, id, &names, prelude_at);
        at = prelude_at;
    }
    emit.verbatim(TextRange::new(at, end), &[]);
    let tasks_text = tasks_module(an, id, &tasks, &emit.origins, header);
    *used = names.into_tasks();
    Package { driver: emit.text, tasks: tasks_text, task_count: tasks.len(), plan }
}

/// Regions inside of what another region iterates over.
struct Inner<'p, 'a> {
    plans: &'p [LoopPlan<'a>],
    /// Those that have been written, by range.
    written: &'p mut FxHashMap<TextRange, ParallelPlan>,
}

/// What happens at a place of the source, in order.
#[derive(Clone, Copy)]
enum Step<'p, 'a> {
    Loop(&'p LoopPlan<'a>),
    /// The work of an assignment is started.
    Start(usize),
    /// The assignment itself.
    Finish(usize),
    /// The work of a call inside a statement is started.
    Fork(usize),
    /// The call itself.
    Join(usize),
}

/// The region of the plan, with its decision still open.
fn region_of(an: &Analysis<'_>, plan: &LoopPlan<'_>) -> Region {
    let (func, kind, header) = match plan {
        LoopPlan::Parallel(plan) => (plan.site.func, RegionKind::Loop, plan.stmt.header()),
        LoopPlan::Fold(plan) => (
            plan.site.func,
            RegionKind::Loop,
            TextRange::new(plan.stmt.start(), plan.stmt.iter.end()),
        ),
        LoopPlan::Values(plan) => (plan.site.func, RegionKind::Values, plan.expr.range()),
        LoopPlan::Call(plan) => (plan.site.func, RegionKind::Values, plan.call.range()),
        LoopPlan::Sequential { site, .. } => {
            use crate::passes::effects::LoopSyntax;
            let (kind, header) = match site.syntax {
                LoopSyntax::For(node) => {
                    (RegionKind::Loop, TextRange::new(node.start(), node.iter.end()))
                }
                LoopSyntax::While(node) => {
                    (RegionKind::Loop, TextRange::new(node.start(), node.test.end()))
                }
                LoopSyntax::Comprehension(expr) => (RegionKind::Values, expr.range()),
                LoopSyntax::Call(node) => (RegionKind::Values, node.range()),
                LoopSyntax::Assign(node) => (RegionKind::Segment, node.range),
                LoopSyntax::Statement(node) => (RegionKind::Segment, node.range()),
            };
            (site.func, kind, header)
        }
    };
    Region {
        kind,
        function: an.scopes.function(func).qualname.clone(),
        func,
        module: an.scopes.function(func).module,
        range: plan.range(),
        header,
        decision: Decision::Parallel(ParallelPlan::default()),
    }
}

fn variable_names(an: &Analysis<'_>, vars: &[VarId]) -> Vec<String> {
    vars.iter().map(|var| an.scopes.variable(*var).name.to_owned()).collect()
}

fn argument_tuple(needs: &[String]) -> String {
    match needs {
        [] => "()".into(),
        [one] => format!("({one},)"),
        _ => format!("({})", needs.join(", ")),
    }
}

fn function_label(an: &Analysis<'_>, func: crate::ids::FuncId) -> String {
    let function = an.scopes.function(func);
    let stem = an.module_of(func).label.trim_end_matches(".py");
    let stem = stem.trim_end_matches("/__init__").rsplit('/').next().unwrap_or("script");
    if function.name == "<module>" {
        return identifier(stem);
    }
    let name = function.qualname.replace("<lambda>", "lambda");
    if function.module == ModuleId(0) {
        identifier(&name)
    } else {
        identifier(&format!("{stem}_{name}"))
    }
}

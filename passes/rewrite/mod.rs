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
mod check_fills;
pub mod check_streams;
mod checkpoints;
mod folds;
mod layout;
mod loops;
mod names;
pub mod prelude;
mod regions;
mod spawns;
pub mod streams;
mod tasks;
mod text;
mod values;
mod whiles;

use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::FxHashMap;

use crate::checkpoints::Spacing;
use crate::ids::{FuncId, ModuleId, VarId};
use crate::passes::branches::Branch;
use crate::passes::checkpoint::{CheckpointPlan, Resumable};
use crate::passes::effects::Analysis;
use crate::passes::loops::LoopPlan;
use crate::passes::spawns::Spawn;
use crate::plan::{Decision, ParallelPlan, Plan, Region, RegionKind};
use crate::sizes::Sizes;

use loops::write_loop;
use names::{Names, identifier};
use prelude::{add_prelude, prelude_position};
use spawns::{write_finish, write_start};
use streams::{Lists, Mark};
use tasks::{Task, tasks_module};
use text::{Emit, SourceText};
use values::write_values;

pub use names::TaskNames;

/// The texts of a package.
#[derive(Default)]
pub struct Package {
    pub driver: String,
    /// `__main__.py`, where that is not the driver: see [`prelude::entry_file`].
    pub entry: Option<String>,
    pub tasks: String,
    /// How many task functions there are.
    pub task_count: usize,
    /// The module with nothing but its streams, if it has any.
    pub streamed: Option<String>,
    pub plan: Plan,
    /// Nothing but the decisions are wanted, and there are no texts.
    pub is_plan_only: bool,
}

/// What tasks.py says besides the task functions.
pub struct Header<'o> {
    pub source_path: &'o str,
    pub siblings: &'o [(String, String)],
    /// Modules with regions of their own: dotted name and path relative to the script.
    pub modules: &'o [(String, String)],
    pub sizes: Sizes,
    pub checkpoint: Option<Spacing>,
    /// Python may warn of the script when it compiles it.
    pub warned: bool,
}

/// Writes the driver and the tasks of the script, or of a local module that it imports.
///
/// `lists` become streams, or are sorted on the disk. `used` are the names of all task functions so far, to which those of this module are added.
pub fn run<'a>(
    an: &Analysis<'a>,
    id: ModuleId,
    plans: &[LoopPlan<'a>],
    (spawns, branches, resumable): (&[Spawn<'a>], &[Branch<'a>], &[CheckpointPlan<'a>]),
    lists: &Lists,
    header: &Header<'_>,
    used: &mut TaskNames,
) -> Package {
    let module = an.program.module(id);
    let source = SourceText::new(module);
    let mut names = Names::new(module, id == ModuleId(0), std::mem::take(used));
    let spawn_names: Vec<(String, String)> =
        spawns.iter().map(|spawn| spawns::names(an, spawn, &source, &mut names)).collect();
    let branch_names: Vec<(String, String)> =
        branches.iter().map(|branch| branches::names(an, branch, &mut names)).collect();
    // Where workers compute the elements, the region writes the stream.
    let is_region = |list: &TextRange| {
        plans.iter().any(|plan| matches!(plan, LoopPlan::Values(_)) && plan.range() == *list)
    };
    let (ahead, plain): (Vec<TextRange>, Vec<TextRange>) =
        lists.streams.iter().copied().partition(|list| is_region(list));
    let all = lists.named(&mut names);
    let plain = Lists { streams: plain, ..all.clone() };
    let steps = steps_in_order(&source, plans, (spawns, branches, resumable), &plain);
    let mut driver = Driver {
        an,
        module: id,
        emit: Emit::new(&source),
        names,
        tasks: Vec::new(),
        plan: Plan::default(),
        nested: FxHashMap::default(),
        resumed: None,
        streams: ahead,
        at: TextSize::from(0),
        prelude_at: prelude_position(&source),
        prelude_done: false,
        warned: header.warned,
    };
    for step in steps {
        match step {
            Step::Start(index) => driver.start(&spawns[index], &spawn_names[index]),
            Step::Finish(index) => driver.finish(&spawns[index], &spawn_names[index]),
            Step::Fork(index) => driver.fork(&branches[index], &branch_names[index]),
            Step::Join(index) => driver.join(&branches[index], &branch_names[index]),
            Step::Loop(plan) => driver.loop_region(plan, plans),
            Step::Resume(plan) => driver.resumable(plan, header.checkpoint, plans),
            Step::Mark(at, mark) => driver.mark(at, mark),
        }
    }
    driver.copy_to(TextSize::of(source.text()));
    if id == ModuleId(0) && header.checkpoint.is_some() {
        let known = driver.plan.checkpoints.get_or_insert_default();
        known.extend(resumable.iter().filter_map(|plan| checkpoints::refused(an, plan)));
        known.sort_by_key(|checkpoint| checkpoint.range.start());
    }
    let Driver { emit, names, tasks, plan, .. } = driver;
    let streamed = (!lists.is_empty()).then(|| streams::only(&source, &all, &names.runtime));
    let (streamed, streamed_lines) = streamed.unzip();
    let tasks_text = tasks_module(an, id, &tasks, &emit.origins, header, streamed_lines.as_deref());
    let entry = (id == ModuleId(0) && header.warned)
        .then(|| prelude::entry_file(&prelude::arguments(&names)));
    *used = names.into_tasks();
    let (driver, task_count) = (emit.text, tasks.len());
    let tasks = tasks_text;
    Package { driver, entry, tasks, task_count, streamed, plan, is_plan_only: false }
}

/// The plan of a module where nothing is rewritten, without any text; nothing where some loop is.
pub fn unchanged<'a>(an: &Analysis<'a>, plans: &[LoopPlan<'a>]) -> Option<Package> {
    let mut plan = Plan::default();
    for loop_plan in plans {
        let LoopPlan::Sequential { refusal, .. } = loop_plan else { return None };
        let decision = Decision::Sequential(refusal.clone());
        plan.regions.push(Region { decision, ..region_of(an, loop_plan) });
    }
    Some(Package { plan, is_plan_only: true, ..Package::default() })
}

/// What is written, from the start of the source to its end.
struct Driver<'s, 'a> {
    an: &'s Analysis<'a>,
    module: ModuleId,
    emit: Emit<'s, 'a>,
    names: Names,
    tasks: Vec<Task>,
    plan: Plan,
    /// Regions that have been written as part of what another iterates over.
    nested: FxHashMap<TextRange, ParallelPlan>,
    /// What can be resumed, and goes on as a region.
    resumed: Option<String>,
    /// Lists whose elements workers compute, and that are streams as well.
    streams: Vec<TextRange>,
    /// Up to where the source is written.
    at: TextSize,
    prelude_at: TextSize,
    prelude_done: bool,
    warned: bool,
}

impl<'a> Driver<'_, 'a> {
    /// Copies the source up to a place, with the prelude where that belongs.
    fn copy_to(&mut self, to: TextSize) {
        if !self.prelude_done && to >= self.prelude_at {
            self.emit.verbatim(TextRange::new(self.at, self.prelude_at), &[]);
            let at = self.prelude_at;
            add_prelude(&mut self.emit, self.module, &self.names, at, self.warned);
            self.at = self.prelude_at;
            self.prelude_done = true;
        }
        self.emit.verbatim(TextRange::new(self.at, to), &[]);
        self.at = to;
    }

    /// Notes what is started early.
    fn note_segment(&mut self, func: FuncId, range: TextRange, staged: ParallelPlan) {
        self.plan.regions.push(Region {
            kind: RegionKind::Segment,
            function: self.an.scopes.function(func).qualname.clone(),
            func,
            module: self.module,
            range,
            header: range,
            decision: Decision::Parallel(staged),
        });
    }

    fn start(&mut self, spawn: &Spawn<'a>, (task, handle): &(String, String)) {
        self.copy_to(self.emit.source.line_start(spawn.before.start()));
        write_start(self.an, spawn, &mut self.emit, &self.names, task, handle);
    }

    fn finish(&mut self, spawn: &Spawn<'a>, (task, handle): &(String, String)) {
        self.copy_to(self.emit.source.line_start(spawn.stmt.start()));
        let staged = write_finish(self.an, spawn, &mut self.emit, task, handle, &mut self.tasks);
        self.at = self.emit.source.end_with_comment(spawn.stmt.range.end());
        self.note_segment(spawn.func, spawn.stmt.range, staged);
    }

    fn fork(&mut self, branch: &Branch<'a>, names: &(String, String)) {
        self.copy_to(self.emit.source.line_start(branch.stmt.start()));
        branches::write_start(self.an, branch, &mut self.emit, &self.names, names);
    }

    fn join(&mut self, branch: &Branch<'a>, names: &(String, String)) {
        self.copy_to(branch.call.start());
        self.at = branch.call.end();
        let staged = branches::write_value(self.an, branch, &mut self.emit, names, &mut self.tasks);
        self.note_segment(branch.func, branch.call.range(), staged);
    }

    /// The body follows, with its own regions; or the region that the loop is.
    fn resumable(
        &mut self,
        plan: &Resumable<'a>,
        spacing: Option<Spacing>,
        plans: &[LoopPlan<'a>],
    ) {
        let range = plan.stmt.range();
        self.copy_to(self.emit.source.line_start(range.start()));
        let spacing = spacing.unwrap_or(Spacing::Root);
        let (emit, names, tasks) = (&mut self.emit, &mut self.names, &mut self.tasks);
        let mut inner =
            Inner { plans, written: &mut self.nested, streams: &self.streams, resumed: None };
        let (handle, checkpoint) =
            checkpoints::write(self.an, plan, spacing, emit, names, tasks, &mut inner);
        if plans.iter().any(|plan| plan.parallel_func().is_some() && plan.range() == range) {
            self.resumed = Some(handle);
        } else {
            self.at = checkpoints::write_header(plan.stmt, &handle, emit);
        }
        self.plan.checkpoints.get_or_insert_default().push(checkpoint);
    }

    /// A bracket of a list that becomes a stream, or the name of a call that sorts.
    fn mark(&mut self, at: TextSize, mark: Mark<'_>) {
        self.copy_to(at);
        self.at = streams::write(&mut self.emit, at, mark, &self.names.runtime);
    }

    /// `plans` are all loops of the module: one may stand in what another iterates over.
    fn loop_region(&mut self, loop_plan: &LoopPlan<'a>, plans: &[LoopPlan<'a>]) {
        let region = region_of(self.an, loop_plan);
        if let Some(staged) = self.nested.remove(&loop_plan.range()) {
            // Written already, as part of what the loop around it iterates over.
            self.plan.regions.push(Region { decision: Decision::Parallel(staged), ..region });
            return;
        }
        if let LoopPlan::Sequential { refusal, .. } = loop_plan {
            let decision = Decision::Sequential(refusal.clone());
            self.plan.regions.push(Region { decision, ..region });
            return;
        }
        self.copy_to(start_of(loop_plan, self.emit.source));
        let (an, emit, names, tasks) = (self.an, &mut self.emit, &mut self.names, &mut self.tasks);
        let resumed = self.resumed.take();
        let mut inner = Inner { plans, written: &mut self.nested, streams: &self.streams, resumed };
        let written = write_region(an, loop_plan, emit, names, tasks, &mut inner);
        let Some((staged, end)) = written else { return };
        self.at = end;
        let decision = Decision::Parallel(staged);
        self.plan.regions.push(Region { decision, ..region });
    }
}

/// Where the text of a region begins.
fn start_of(plan: &LoopPlan<'_>, source: &SourceText<'_>) -> TextSize {
    match plan {
        LoopPlan::Parallel(_) | LoopPlan::Fold(_) => source.line_start(plan.range().start()),
        _ => plan.range().start(),
    }
}

/// Writes a region, with its task function; its plan, and where the source goes on behind it.
fn write_region<'a>(
    an: &Analysis<'a>,
    plan: &LoopPlan<'a>,
    emit: &mut Emit<'_, 'a>,
    names: &mut Names,
    tasks: &mut Vec<Task>,
    inner: &mut Inner<'_, 'a>,
) -> Option<(ParallelPlan, TextSize)> {
    Some(match plan {
        LoopPlan::Parallel(plan) => (
            write_loop(an, plan, emit, names, tasks, inner),
            emit.source.end_with_comment(plan.stmt.range().end()),
        ),
        LoopPlan::Fold(fold) => (
            folds::write(an, fold, emit, names, tasks, inner),
            emit.source.end_with_comment(fold.stmt.range.end()),
        ),
        LoopPlan::Values(values) => {
            (write_values(an, values, emit, names, tasks, inner), values.expr.range().end())
        }
        LoopPlan::Call(call) => {
            (calls::write(an, call, emit, names, tasks, inner), calls::end(call))
        }
        LoopPlan::Sequential { .. } => return None,
    })
}

/// Regions inside of others: in what these iterate over, or in the body that runs in place.
struct Inner<'p, 'a> {
    plans: &'p [LoopPlan<'a>],
    /// Those that have been written, by range.
    written: &'p mut FxHashMap<TextRange, ParallelPlan>,
    streams: &'p [TextRange],
    /// What the region goes over, where its state is written to checkpoints.
    resumed: Option<String>,
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
    /// A loop whose state is written to checkpoints.
    Resume(&'p Resumable<'a>),
    /// A bracket of a list that becomes a stream, or the name of a call that sorts.
    Mark(TextSize, Mark<'p>),
}

/// Everything that is written, in the order of the source.
fn steps_in_order<'p, 'a>(
    source: &SourceText<'_>,
    plans: &'p [LoopPlan<'a>],
    (spawns, branches, resumable): (&[Spawn<'a>], &[Branch<'a>], &'p [CheckpointPlan<'a>]),
    lists: &'p Lists,
) -> Vec<Step<'p, 'a>> {
    let mut steps: Vec<(TextSize, u8, Step<'p, 'a>)> = Vec::new();
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
    for plan in resumable {
        if let CheckpointPlan::Resumable(plan) = plan {
            steps.push((plan.stmt.range().start(), 1, Step::Resume(plan)));
        }
    }
    for (at, mark) in streams::marks(source, lists) {
        steps.push((at, 4, Step::Mark(at, mark)));
    }
    steps.sort_by_key(|(at, order, _)| (*at, *order));
    steps.into_iter().map(|(_, _, step)| step).collect()
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

fn function_label(an: &Analysis<'_>, func: FuncId) -> String {
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

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
mod names;
mod text;
mod whiles;

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::FxHashMap;

use crate::guard::python_string;
use crate::ids::{ModuleId, VarId};
use crate::passes::branches::Branch;
use crate::passes::effects::Analysis;
use crate::passes::loops::units::{UnitSyntax, guards_commit, leaves_loop};
use crate::passes::loops::values::ParallelValues;
use crate::passes::loops::{Depends, LoopPlan, LoopStmt, ParallelLoop, needs_fork};
use crate::passes::spawns::Spawn;
use crate::plan::{Decision, ParallelPlan, Plan, Region, RegionKind, Stage, StagedStatement};
use body::{Copies, layout, tuple};
pub use names::TaskNames;
use names::{Names, identifier};
use text::{Emit, SourceText, line_runs};

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

/// A task function.
struct Task {
    text: String,
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

fn write_start(
    an: &Analysis<'_>,
    spawn: &Spawn<'_>,
    emit: &mut Emit<'_, '_>,
    names: &Names,
    task: &str,
    handle: &str,
) {
    let source = emit.source;
    let indent = source.indent(spawn.before.start()).unwrap_or("");
    let needs = argument_tuple(&variable_names(an, &spawn.needs));
    let line = source.line(spawn.before.start());
    let (runtime, tasks) = (&names.runtime, &names.tasks_module);
    emit.generated(&format!("{indent}{handle} = {runtime}.spawn({tasks}.{task}, {needs})\n"), line);
}

fn write_finish<'a>(
    an: &Analysis<'a>,
    spawn: &Spawn<'a>,
    emit: &mut Emit<'_, 'a>,
    task: &str,
    handle: &str,
    tasks: &mut Vec<Task>,
) -> ParallelPlan {
    let source = emit.source;
    let indent = source.indent(spawn.stmt.start()).unwrap_or("").to_owned();
    let step = if indent.starts_with('\t') { "\t" } else { "    " };
    let deeper = format!("{indent}{step}");
    let line = source.line(spawn.stmt.start());
    let targets = source.text()[spawn.stmt.targets[0].range()].to_owned();
    emit.generated(
        &format!("{indent}if {handle}.done():\n{deeper}{targets} = {handle}.value\n"),
        line,
    );
    emit.generated(&format!("{indent}else:\n{deeper}"), line);
    let end = source.end_with_comment(spawn.stmt.range.end());
    emit.moved(TextRange::new(spawn.stmt.start(), end), Some((&indent, &deeper)), &[]);

    let needs = variable_names(an, &spawn.needs);
    let globals = variable_names(an, &spawn.globals);
    let mut task_emit = Emit::new(source);
    let place = an.module_of(spawn.func).place(spawn.stmt.range);
    task_emit.generated(
        &decorator(&place, true, spawn.sets, spawn.depends, (false, false), &globals, "segment"),
        line,
    );
    task_emit.generated(&format!("def {task}({}):\n", needs.join(", ")), line);
    let has = vec![targets.clone()];
    task_emit.generated(
        &docstring(&format!("What `{targets}` is set to."), &needs, &has, &spawn.waits),
        line,
    );
    task_emit.generated("    return (", line);
    task_emit.moved(spawn.stmt.value.range(), None, &[]);
    task_emit.generated(")\n", line);
    tasks.push(Task { text: task_emit.text });
    ParallelPlan {
        task: task.to_owned(),
        needs,
        has,
        globals,
        statements: vec![StagedStatement {
            range: spawn.stmt.range,
            stage: Stage::Compute,
            because: None,
        }],
        cost: spawn.cost,
        unbounded: true,
        sets: spawn.sets,
        hashed: spawn.depends.hashes,
        folded: false,
        wait_index: spawn.waits.last().copied().unwrap_or(0),
        waits: spawn.waits.clone(),
        assumptions: vec![1, 2, 3, 4, 5, 6, 7, 10],
    }
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

/// After the docstring and the `__future__` imports.
fn prelude_position(source: &SourceText<'_>) -> TextSize {
    let body = &source.module.tree().body;
    let mut after: Option<TextSize> = None;
    for (index, stmt) in body.iter().enumerate() {
        let is_docstring = index == 0
            && matches!(stmt, Stmt::Expr(node) if matches!(&*node.value, Expr::StringLiteral(_)));
        let is_future = matches!(stmt, Stmt::ImportFrom(node)
            if node.level == 0 && node.module.as_ref().is_some_and(|m| m.as_str() == "__future__"));
        if is_docstring || is_future {
            after = Some(stmt.end());
        } else {
            break;
        }
    }
    match after {
        // Behind the end of that line, if the line holds nothing else.
        Some(end) if source.ends_line(end) => source.end_with_comment(end),
        Some(end) => {
            // Another statement shares the line: the prelude stands before that statement, on a line of its own.
            let next = body.iter().find(|stmt| stmt.start() >= end);
            next.map_or(end, Ranged::start)
        }
        None => {
            // Before the first statement, so that a coding line, comments and a `#!` line stay first.
            let first = body.first().map_or(TextSize::of(source.text()), Ranged::start);
            source.line_start(first)
        }
    }
}

fn add_prelude(emit: &mut Emit<'_, '_>, module: ModuleId, names: &Names, at: TextSize) {
    let (runtime, tasks) = (&names.runtime, &names.tasks_module);
    let mut arguments = String::new();
    if names.runtime != "surge_rt" {
        arguments += &format!(", runtime={:?}", names.runtime);
    }
    if names.tasks_module != "tasks" {
        arguments += &format!(", tasks={:?}", names.tasks_module);
    }
    let line = emit.source.line(at);
    let prelude = if module == ModuleId(0) {
        format!(
            "import sys; sys.path.insert(0, __file__.removesuffix(\"__main__.py\") or \".\"); import surge_rt; \
             surge_rt.enter(globals(){arguments})"
        )
    } else {
        format!("import surge_rt as {runtime}; {tasks} = {runtime}.tasks_of(globals())")
    };
    let starts_line = emit.source.line_start(at) == at;
    let rest = &emit.source.text()[usize::from(at)..];
    if !starts_line && !rest.is_empty() && !rest.starts_with(['\n', '\r']) {
        // The docstring's line goes on with this statement, which moves to a line of its own.
        emit.generated(&format!("\n{prelude}\n"), line);
    } else if starts_line {
        emit.generated(&format!("{prelude}\n"), line);
    } else {
        // Behind the line of the docstring or import, whose own line end then follows.
        emit.generated(&format!("\n{prelude}"), line);
    }
}

/// One step of indentation, as the loop's body shows it.
fn indent_step(source: &SourceText<'_>, start: TextSize, body: &[Stmt]) -> String {
    let outer = source.indent(start).unwrap_or("");
    let inner = body.first().and_then(|stmt| source.indent(stmt.start()));
    match inner {
        Some(inner) if inner.len() > outer.len() && inner.starts_with(outer) => {
            inner[outer.len()..].to_owned()
        }
        _ => "    ".into(),
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

/// What the driver calls the builtin `zip`: the runtime has it, too, where the script uses the name for something else.
fn builtin_zip(an: &Analysis<'_>, names: &Names) -> String {
    let is_taken = an.scopes.variables.iter().any(|variable| variable.name == "zip");
    if is_taken { format!("{}.zip", names.runtime) } else { "zip".to_owned() }
}

/// The containers that the runtime finds to be separate: lists of rows, or arrays that are written and read.
fn separate_argument(an: &Analysis<'_>, plan: &ParallelLoop<'_>) -> String {
    let others = variable_names(an, &plan.apart);
    if !plan.written_arrays.is_empty() {
        let written = argument_tuple(&variable_names(an, &plan.written_arrays));
        return format!(", arrays=({written}, {})", argument_tuple(&others));
    }
    let rows: Vec<String> = plan.rows.iter().map(|rows| rows.base.clone()).chain(others).collect();
    if rows.is_empty() { String::new() } else { format!(", rows={}", argument_tuple(&rows)) }
}

fn write_loop<'a>(
    an: &Analysis<'a>,
    plan: &ParallelLoop<'a>,
    emit: &mut Emit<'_, 'a>,
    names: &mut Names,
    tasks: &mut Vec<Task>,
    inner: &mut Inner<'_, 'a>,
) -> ParallelPlan {
    let stmt = match plan.stmt {
        LoopStmt::For(stmt) => stmt,
        LoopStmt::While(stmt) => return whiles::write(an, plan, stmt, emit, names, tasks),
    };
    let layout = layout(an, plan, names);
    let function = function_label(an, plan.site.func);
    let target = emit.source.text()[stmt.target.range()].to_owned();
    let hint = layout.returned().first().cloned().unwrap_or_else(|| target.clone());
    let task = names.task(&function, &hint);
    let handle = names.fresh(&format!("surge_{}", identifier(&hint)));
    let needs = variable_names(an, &plan.needs);
    let line = emit.source.line(stmt.start());
    let indent = emit.source.indent(stmt.start()).unwrap_or("").to_owned();
    let step = indent_step(emit.source, stmt.start(), &stmt.body);
    let (one, two) = (format!("{indent}{step}"), format!("{indent}{step}{step}"));
    let runtime = names.runtime.clone();
    let tasks_name = names.tasks_module.clone();

    emit.generated(&format!("{indent}{handle} = {runtime}.loop({tasks_name}.{task}, "), line);
    write_iterable(an, emit, &stmt.iter, names, tasks, inner);
    let rows_argument = separate_argument(an, plan);
    let sums: Vec<String> = layout.sums.iter().map(|(name, _)| name.clone()).collect();
    let sums_argument =
        if sums.is_empty() { String::new() } else { format!(", sums={}", argument_tuple(&sums)) };
    let owns_argument = plan.owned.as_ref().map_or_else(String::new, |owned| {
        let names: Vec<String> = owned.attributes.iter().map(|name| python_string(name)).collect();
        format!(", owns={}", argument_tuple(&names))
    });
    let needs_argument = argument_tuple(&needs);
    emit.generated(
        &format!(", {needs_argument}{rows_argument}{sums_argument}{owns_argument})\n"),
        line,
    );
    emit.generated(&format!("{indent}while {handle}.more():\n"), line);
    let bare_tuple = matches!(&*stmt.target, Expr::Tuple(node) if !node.parenthesized);
    let header_target = if bare_tuple { format!("({target})") } else { target.clone() };
    let log_target = match layout.received().as_slice() {
        [] => names.fresh("surge_log"),
        parts => tuple(parts),
    };
    emit.generated(
        &format!("{one}for {header_target}, {log_target} in {handle}.parallel():\n"),
        line,
    );
    for (rows, name) in plan.rows.iter().zip(&layout.rows) {
        emit.generated(&format!("{two}{}[:] = {name}\n", rows.row), line);
    }
    for (sum, name) in &layout.sums {
        emit.generated(&format!("{two}{sum} += {name}\n"), line);
    }
    for (attribute, name) in &layout.attributes {
        emit.generated(&format!("{two}{attribute} = {name}\n"), line);
    }
    let zip = builtin_zip(an, names);
    let runtime = names.runtime.clone();
    let mut copies =
        Copies { emit, plan, layout: &layout, step: &step, zip: &zip, runtime: &runtime };
    let sets = !plan.rows.is_empty() || !layout.sums.is_empty() || !layout.attributes.is_empty();
    if !copies.commit(&plan.body, &two) && !sets {
        copies.emit.generated(&format!("{two}pass\n"), line);
    }
    let escapes = !stmt.orelse.is_empty() || breaks(&stmt.body);
    let sequential = format!("for {target} in {handle}.sequential():");
    if escapes {
        let three = format!("{two}{step}");
        emit.generated(&format!("{one}else:\n{two}{sequential}"), line);
        write_body(emit, stmt, &indent, &three);
        emit.generated(&format!("{two}else:\n{three}continue\n{one}break"), line);
        if !stmt.orelse.is_empty() {
            emit.generated(&format!("\n{indent}else:"), line);
            write_block(emit, &stmt.orelse, &one, &[]);
        }
    } else {
        emit.generated(&format!("{one}{sequential}"), line);
        write_body(emit, stmt, &indent, &two);
    }
    // The line end of the last statement follows from the source itself.
    trim_newline(emit);
    let staged = staged_loop(an, plan, &layout, &task);
    let what = format!("One round of the loop over `{target}`.");
    let simple = stmt.target.is_name_expr();
    let item = (target.as_str(), simple, what.as_str());
    tasks.push(loop_task(an, plan, emit.source, &layout, &task, item, &needs, names));
    staged
}

/// Drops the last newline that was generated: the source's own follows.
fn trim_newline(emit: &mut Emit<'_, '_>) {
    let newline = emit.source.newline();
    if emit.text.ends_with(newline) {
        emit.text.truncate(emit.text.len() - newline.len());
        emit.origins.pop();
    }
}

/// What a region iterates over, with the regions inside of it.
fn write_iterable<'a>(
    an: &Analysis<'a>,
    emit: &mut Emit<'_, 'a>,
    iter: &Expr,
    names: &mut Names,
    tasks: &mut Vec<Task>,
    inner: &mut Inner<'_, 'a>,
) {
    let bare_tuple = matches!(iter, Expr::Tuple(node) if !node.parenthesized);
    let line = emit.source.line(iter.start());
    if bare_tuple {
        emit.generated("(", line);
    }
    let mut at = iter.start();
    let plans = inner.plans;
    for plan in plans.iter().filter(|plan| iter.range().contains_range(plan.range())) {
        if plan.range().start() < at || inner.written.contains_key(&plan.range()) {
            continue;
        }
        let staged = match plan {
            LoopPlan::Values(values) => {
                emit.verbatim(TextRange::new(at, plan.range().start()), &[]);
                at = plan.range().end();
                write_values(an, values, emit, names, tasks, inner)
            }
            LoopPlan::Call(call) => {
                emit.verbatim(TextRange::new(at, plan.range().start()), &[]);
                at = calls::end(call);
                calls::write(an, call, emit, names, tasks, inner)
            }
            LoopPlan::Parallel(_) | LoopPlan::Fold(_) | LoopPlan::Sequential { .. } => continue,
        };
        inner.written.insert(plan.range(), staged);
    }
    emit.verbatim(TextRange::new(at, iter.end()), &[]);
    if bare_tuple {
        emit.generated(")", line);
    }
}

/// The original body, one level deeper.
fn write_body(
    emit: &mut Emit<'_, '_>,
    stmt: &ruff_python_ast::StmtFor,
    _outer: &str,
    indent: &str,
) {
    write_block(emit, &stmt.body, indent, &[]);
}

/// A block of the original at a new indentation, from behind its colon: comments and blank lines included.
fn write_block(
    emit: &mut Emit<'_, '_>,
    block: &[Stmt],
    indent: &str,
    edits: &[(TextRange, String)],
) {
    let source = emit.source;
    let (Some(first), Some(last)) = (block.first(), block.last()) else { return };
    let line = source.line(first.start());
    let end = source.end_with_comment(last.end());
    match source.indent(first.start()) {
        Some(from) => {
            // From the line after the colon, so that comments above the first statement stay.
            let start = first_line_of_block(source, first.start());
            emit.generated("\n", line);
            let start_line = source.module.lines.line(start);
            let text = source.text();
            let mut number = start_line;
            let first_line = source.module.lines.line(first.start());
            while number < first_line {
                let (a, b) = (
                    source.module.lines.line_start(number),
                    source.module.lines.line_start(number + 1),
                );
                let comment = text[TextRange::new(a, b)].trim();
                if comment.is_empty() {
                    emit.generated("\n", number as u32);
                } else {
                    emit.generated(&format!("{indent}{comment}\n"), number as u32);
                }
                number += 1;
            }
            emit.generated(indent, line);
            emit.moved(TextRange::new(first.start(), end), Some((from, indent)), edits);
        }
        None => {
            // The body stands on the header's line.
            emit.generated(" ", line);
            emit.moved(TextRange::new(first.start(), end), None, edits);
        }
    }
    emit.generated("\n", source.line(last.start()));
}

/// The first of the comment and blank lines directly above a position, down to the line of the colon.
fn first_line_of_block(source: &SourceText<'_>, at: TextSize) -> TextSize {
    let mut line = source.module.lines.line(at);
    while line > 1 {
        let (a, b) =
            (source.module.lines.line_start(line - 1), source.module.lines.line_start(line));
        let text = source.text()[TextRange::new(a, b)].trim();
        if text.is_empty() || text.starts_with('#') {
            line -= 1;
        } else {
            break;
        }
    }
    source.module.lines.line_start(line)
}

/// Whether a block contains a `break` of the loop around it.
fn breaks(block: &[Stmt]) -> bool {
    block.iter().any(|stmt| match stmt {
        Stmt::Break(_) => true,
        Stmt::If(node) => {
            breaks(&node.body) || node.elif_else_clauses.iter().any(|clause| breaks(&clause.body))
        }
        Stmt::With(node) => breaks(&node.body),
        Stmt::Try(node) => {
            breaks(&node.body)
                || breaks(&node.orelse)
                || breaks(&node.finalbody)
                || node.handlers.iter().any(|handler| {
                    let ruff_python_ast::ExceptHandler::ExceptHandler(handler) = handler;
                    breaks(&handler.body)
                })
        }
        Stmt::Match(node) => node.cases.iter().any(|case| breaks(&case.body)),
        Stmt::For(node) => breaks(&node.orelse),
        Stmt::While(node) => breaks(&node.orelse),
        _ => false,
    })
}

#[allow(clippy::too_many_arguments)]
fn loop_task<'a>(
    an: &Analysis<'a>,
    plan: &ParallelLoop<'a>,
    source: &SourceText<'a>,
    layout: &body::Layout,
    task: &str,
    (target, simple, what): (&str, bool, &str),
    needs: &[String],
    names: &mut Names,
) -> Task {
    let mut emit = Emit::new(source);
    let line = source.line(plan.stmt.range().start());
    let item = if simple { target.to_owned() } else { names.fresh("surge_item") };
    let parameters: Vec<&str> =
        std::iter::once(item.as_str()).chain(needs.iter().map(String::as_str)).collect();
    let place = an.module_of(plan.site.func).place(plan.stmt.range());
    // Copies that travel to a worker would not be the objects that others refer to.
    let forked = plan.owned.is_some() || needs_fork(an, &plan.site.element);
    let decorator = decorator(
        &place,
        plan.unbounded,
        plan.sets,
        plan.depends,
        (plan.fills, forked),
        &variable_names(an, &plan.globals),
        "loop",
    );
    emit.generated(&decorator, line);
    emit.generated(&format!("def {task}({}):\n", parameters.join(", ")), line);
    emit.generated(&docstring(what, needs, &layout.returned(), &[]), line);
    if !simple {
        emit.generated(&format!("    {target} = {item}\n"), line);
    }
    let result = format!("return {}", tuple(&layout.returned()));
    let runtime = names.runtime.clone();
    let mut copies =
        Copies { emit: &mut emit, plan, layout, step: "    ", zip: "zip", runtime: &runtime };
    let handed_over = layout.handed_over().into_iter();
    let unset: Vec<String> =
        handed_over.filter(|name| !copies.is_always_set(name)).cloned().collect();
    for name in unset {
        let is_target =
            target.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name);
        if !is_target {
            copies.emit.generated(&format!("    {name} = None\n"), line);
        }
    }
    for (rows, name) in plan.rows.iter().zip(&layout.rows) {
        copies.emit.generated(&format!("    {name} = {}[:]\n", rows.row), line);
    }
    for (sum, _) in &layout.sums {
        copies.emit.generated(&format!("    {sum} = 0\n"), line);
    }
    if layout.attributes.is_empty() {
        copies.compute(&plan.body, "    ", &result);
        emit.generated(&format!("    {result}\n"), line);
        return Task { text: emit.text };
    }
    // The driver tries the first items itself: one that fails there must find its object as it was.
    let before = names.fresh("surge_before");
    let attributes: Vec<String> = layout.attributes.iter().map(|(name, _)| name.clone()).collect();
    let attributes = tuple(&attributes);
    copies.emit.generated(&format!("    {before} = {attributes}\n    try:\n"), line);
    copies.compute(&plan.body, "        ", &result);
    emit.generated(
        &format!(
            "        {result}\n    except BaseException:\n        {} = {before}\n        raise\n",
            attributes.trim_start_matches('(').trim_end_matches(')')
        ),
        line,
    );
    Task { text: emit.text }
}

#[allow(clippy::fn_params_excessive_bools)]
fn decorator(
    place: &str,
    heavy: bool,
    sets: bool,
    depends: Depends,
    (fills, forked): (bool, bool),
    globals: &[String],
    kind: &str,
) -> String {
    let mut text = format!("@task({}", python_string(place));
    if heavy {
        text += ", heavy=True";
    }
    if sets {
        text += ", sets=True";
    }
    if depends.hashes {
        text += ", hashed=True";
    }
    if depends.files {
        text += ", files=True";
    }
    if fills {
        text += ", fills=True";
    }
    if forked {
        text += ", forked=True";
    }
    if !globals.is_empty() {
        let list: Vec<String> = globals.iter().map(|name| format!("{name:?}")).collect();
        text += &format!(", globals=({},)", list.join(", "));
    }
    if kind != "loop" {
        text += &format!(", kind={kind:?}");
    }
    text + ")\n"
}

fn docstring(first: &str, needs: &[String], has: &[String], waits: &[usize]) -> String {
    let list =
        |names: &[String]| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
    let waits: Vec<String> = waits.iter().map(|number| format!("segment {number}")).collect();
    format!(
        "    \"\"\"{first}\n\n    needs: {}\n    has: {}\n    waits: {}\n    \"\"\"\n",
        list(needs),
        list(has),
        list(&waits)
    )
}

fn staged_loop(
    an: &Analysis<'_>,
    plan: &ParallelLoop<'_>,
    layout: &body::Layout,
    task: &str,
) -> ParallelPlan {
    let mut statements = Vec::new();
    for (index, unit) in plan.units.iter().enumerate() {
        let is_produce = plan.foreseen.as_ref().is_some_and(|foreseen| foreseen.produce[index]);
        let stage = if is_produce {
            Stage::Produce
        } else if unit.commit.is_some() {
            Stage::Commit
        } else if matches!(unit.syntax, UnitSyntax::Statement(_)) {
            Stage::Compute
        } else if guards_commit(&plan.units, index) || matches!(unit.syntax, UnitSyntax::Continue) {
            Stage::Both
        } else {
            Stage::Compute
        };
        let because = unit.commit.as_ref().map(|because| because.detail.clone());
        statements.push(StagedStatement { range: unit.range, stage, because });
        for moved in &unit.moved {
            let range = moved.expr.range();
            statements.push(StagedStatement { range, stage: Stage::Compute, because: None });
        }
    }
    ParallelPlan {
        task: task.to_owned(),
        needs: variable_names(an, &plan.needs),
        has: layout.returned(),
        globals: variable_names(an, &plan.globals),
        statements,
        cost: plan.cost,
        unbounded: plan.unbounded,
        sets: plan.sets,
        hashed: plan.depends.hashes,
        folded: false,
        waits: Vec::new(),
        wait_index: 0,
        assumptions: vec![1, 2, 3, 4, 5, 6, 7],
    }
}

fn write_values<'a>(
    an: &Analysis<'a>,
    plan: &ParallelValues<'a>,
    emit: &mut Emit<'_, 'a>,
    names: &mut Names,
    tasks: &mut Vec<Task>,
    inner: &mut Inner<'_, 'a>,
) -> ParallelPlan {
    let function = function_label(an, plan.site.func);
    let source = emit.source;
    let line = source.line(plan.expr.start());
    let hint = values_hint(an, plan);
    let task = names.task(&function, &hint);
    let items = names.fresh("surge_items");
    let needs = variable_names(an, &plan.needs);
    let first = &plan.generators[0];
    let (open, close) = match plan.expr {
        Expr::ListComp(_) => ("[*", "]"),
        Expr::SetComp(_) => ("{*", "}"),
        Expr::DictComp(_) => ("{key: value for key, value in ", "}"),
        _ => ("", ""),
    };
    // A generator expression may or may not bring its own parentheses.
    let parenthesized = matches!(plan.expr, Expr::Generator(node) if node.parenthesized);
    let (open, close) = if parenthesized { ("(", ")") } else { (open, close) };
    emit.generated(
        &format!("{open}{}.values({}.{task}, ", names.runtime, names.tasks_module),
        line,
    );
    write_iterable(an, emit, &first.iter, names, tasks, inner);
    emit.generated(&format!(", {}, lambda {items}: (", argument_tuple(&needs)), line);
    write_generator(emit, plan, &items);
    emit.generated(&format!(")){close}"), line);

    let mut task_emit = Emit::new(source);
    let place = an.module_of(plan.site.func).place(plan.expr.range());
    let globals = variable_names(an, &plan.globals);
    task_emit.generated(
        &decorator(
            &place,
            plan.unbounded,
            plan.sets,
            plan.depends,
            (plan.fills, needs_fork(an, &plan.site.element)),
            &globals,
            "values",
        ),
        line,
    );
    let parameters: Vec<&str> =
        std::iter::once(items.as_str()).chain(needs.iter().map(String::as_str)).collect();
    task_emit.generated(&format!("def {task}({}):\n", parameters.join(", ")), line);
    let what = match &plan.consumer {
        Some(consumer) => format!("What `{consumer}` gets for some of the items."),
        None => "The elements for some of the items.".to_owned(),
    };
    task_emit
        .generated(&docstring(&what, &needs, &["the elements, in order".to_owned()], &[]), line);
    task_emit.generated("    return [", line);
    write_generator(&mut task_emit, plan, &items);
    task_emit.generated("]\n", line);
    tasks.push(Task { text: task_emit.text });
    elements_plan(
        (task, needs, globals),
        plan.expr.range(),
        (plan.cost, plan.unbounded),
        (plan.sets, plan.depends.hashes),
    )
}

/// The plan of an expression whose elements are computed ahead.
fn elements_plan(
    (task, needs, globals): (String, Vec<String>, Vec<String>),
    range: TextRange,
    (cost, unbounded): (f64, bool),
    (sets, hashed): (bool, bool),
) -> ParallelPlan {
    ParallelPlan {
        task,
        needs,
        has: vec!["elements".into()],
        globals,
        statements: vec![StagedStatement { range, stage: Stage::Compute, because: None }],
        cost,
        unbounded,
        sets,
        hashed,
        folded: false,
        waits: Vec::new(),
        wait_index: 0,
        assumptions: vec![1, 2, 3, 4, 5, 6, 7],
    }
}

/// `f(x) for x in surge_items if …`, from the source's own text.
fn write_generator(emit: &mut Emit<'_, '_>, plan: &ParallelValues<'_>, items: &str) {
    let line = emit.source.line(plan.expr.start());
    match plan.expr {
        Expr::DictComp(node) => {
            emit.generated("(", line);
            if let Some(key) = &node.key {
                emit.verbatim(key.range(), &[]);
            }
            emit.generated(", ", line);
            emit.verbatim(node.value.range(), &[]);
            emit.generated(")", line);
        }
        Expr::ListComp(node) => wrap_element(emit, &node.elt),
        Expr::SetComp(node) => wrap_element(emit, &node.elt),
        Expr::Generator(node) => wrap_element(emit, &node.elt),
        _ => {}
    }
    for (index, generator) in plan.generators.iter().enumerate() {
        emit.generated(" for ", line);
        emit.verbatim(generator.target.range(), &[]);
        emit.generated(" in ", line);
        if index == 0 {
            emit.generated(items, line);
        } else {
            wrap_element(emit, &generator.iter);
        }
        for test in &generator.ifs {
            emit.generated(" if ", line);
            wrap_element(emit, test);
        }
    }
}

/// An expression in parentheses where its own may have stayed behind.
fn wrap_element(emit: &mut Emit<'_, '_>, expr: &Expr) {
    let line = emit.source.line(expr.start());
    let plain = matches!(
        expr,
        Expr::Name(_)
            | Expr::Call(_)
            | Expr::Attribute(_)
            | Expr::Subscript(_)
            | Expr::NumberLiteral(_)
            | Expr::ListComp(_)
            | Expr::List(_)
            | Expr::Dict(_)
            | Expr::Set(_)
            | Expr::BinOp(_)
            | Expr::Compare(_)
    ) || matches!(expr, Expr::Tuple(node) if node.parenthesized);
    let text = &emit.source.text()[expr.range()];
    if plain && !text.contains(['\n', '\r']) {
        emit.verbatim(expr.range(), &[]);
    } else {
        emit.generated("(", line);
        emit.verbatim(expr.range(), &[]);
        emit.generated(")", line);
    }
}

/// A word for the task's name: what the elements are.
fn values_hint(an: &Analysis<'_>, plan: &ParallelValues<'_>) -> String {
    let element = match plan.expr {
        Expr::ListComp(node) => &node.elt,
        Expr::SetComp(node) => &node.elt,
        Expr::Generator(node) => &node.elt,
        Expr::DictComp(node) => &node.value,
        other => other,
    };
    match element {
        Expr::Call(call) => match &*call.func {
            Expr::Name(name) => name.id.to_string(),
            Expr::Attribute(attribute) => attribute.attr.to_string(),
            _ => "elements".into(),
        },
        _ => an.module_of(plan.site.func).slice(&plan.generators[0].target).to_owned(),
    }
}

fn tasks_module(
    an: &Analysis<'_>,
    id: ModuleId,
    tasks: &[Task],
    origins: &[u32],
    header: &Header<'_>,
) -> String {
    let label = &an.program.module(id).label;
    let mut text = format!(
        "\"\"\"Task functions of {label}: what surgec found can be computed ahead, on all cores.\"\"\"\n\n"
    );
    if !tasks.is_empty() {
        text += "from surge_rt import task\n\n";
    }
    if id == ModuleId(0) {
        text += &facts(an, header);
        text += "# Where the lines of __main__.py come from: first line, first original line, count, step.\n";
    } else {
        text += &format!(
            "# Where the lines of the rewritten {label} come from: first line, first original line, count, step.\n"
        );
    }
    text += "LINES = (\n";
    for (line, origin, count, step) in line_runs(origins) {
        text += &format!("    ({line}, {origin}, {count}, {step}),\n");
    }
    text += ")\n";
    for task in tasks {
        text += "\n\n";
        text += &task.text;
    }
    text
}

/// What the runtime has to know about the program as a whole.
fn facts(an: &Analysis<'_>, header: &Header<'_>) -> String {
    let table = |name: &str, entries: &[(String, String)]| {
        let entries: Vec<String> = entries
            .iter()
            .map(|(key, value)| format!("{}: {}", python_string(key), python_string(value)))
            .collect();
        format!("{name} = {{{}}}\n", entries.join(", "))
    };
    let mut text = format!("SOURCE = {}\n", python_string(header.source_path));
    text += &table("SIBLINGS", header.siblings);
    if !header.modules.is_empty() {
        text += &table("MODULES", header.modules);
    }
    if an.nan_sensitive {
        text += "NAN_IDENTITY = True\n";
    }
    if an.replaces_definitions() {
        text += "REBINDS = True\n";
    }
    if let Some(workers) = header.workers {
        text += &format!("WORKERS = {workers}\n");
    }
    text
}

/// Whether a loop body may end the loop early, for the report.
pub fn may_leave_early(stmt: &ruff_python_ast::StmtFor) -> bool {
    leaves_loop(&stmt.body, true)
}

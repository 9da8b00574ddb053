//! Assignments that are started early: where they start, and where their result is waited for.

use ruff_text_size::{Ranged, TextRange};

use super::names::{Names, identifier};
use super::tasks::{Task, decorator, docstring};
use super::text::{Emit, SourceText, brackets};
use super::{argument_tuple, function_label, variable_names};
use crate::passes::effects::Analysis;
use crate::passes::loops::fills::Fills;
use crate::passes::loops::identity::Originals;
use crate::passes::spawns::Spawn;
use crate::plan::{ParallelPlan, Stage, StagedStatement};

/// Names for the task function and for the handle.
pub(super) fn names(
    an: &Analysis<'_>,
    spawn: &Spawn<'_>,
    source: &SourceText<'_>,
    names: &mut Names,
) -> (String, String) {
    let targets = &source.text()[spawn.stmt.targets[0].range()];
    let task = names.task(&function_label(an, spawn.func), targets);
    (task, names.fresh(&format!("surge_{}", identifier(targets))))
}

/// Writes the line that starts an assignment early, before the statement where it may start.
pub(super) fn write_start(
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

/// Writes the assignment itself, from what was started or as it stands, and its task function.
pub(super) fn write_finish<'a>(
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
        &decorator(
            &place,
            true,
            spawn.sets,
            spawn.depends,
            (Fills::default(), Originals::Copies, false),
            &globals,
            "segment",
        ),
        line,
    );
    task_emit.generated(&format!("def {task}({}):\n", needs.join(", ")), line);
    let has = vec![targets.clone()];
    task_emit.generated(
        &docstring(&format!("What `{targets}` is set to."), &needs, &has, &spawn.waits),
        line,
    );
    let (open, close) = brackets(&source.text()[spawn.stmt.value.range()]);
    task_emit.generated(&format!("    return {open}"), line);
    task_emit.moved(spawn.stmt.value.range(), None, &[]);
    task_emit.generated(&format!("{close}\n"), line);
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
        says: false,
        writes: false,
        wait_index: spawn.waits.last().copied().unwrap_or(0),
        waits: spawn.waits.clone(),
        assumptions: vec![1, 2, 3, 4, 5, 6, 7, 10],
    }
}

//! Calls inside a statement that are started before it.

use ruff_python_ast::Expr;
use ruff_text_size::Ranged;

use super::names::{Names, identifier};
use super::tasks::{Task, decorator, docstring};
use super::text::{Emit, brackets};
use super::{argument_tuple, function_label, variable_names};
use crate::passes::branches::Branch;
use crate::passes::effects::Analysis;
use crate::passes::loops::fills::Fills;
use crate::passes::loops::identity::Originals;
use crate::plan::{ParallelPlan, Stage, StagedStatement};

/// Names for the task function and for the handle.
pub fn names(an: &Analysis<'_>, branch: &Branch<'_>, names: &mut Names) -> (String, String) {
    let called = match branch.call {
        Expr::Call(call) => match &*call.func {
            Expr::Name(name) => name.id.as_str(),
            Expr::Attribute(attribute) => attribute.attr.as_str(),
            _ => "call",
        },
        _ => "call",
    };
    let task = names.task(&function_label(an, branch.func), called);
    (task, names.fresh(&format!("surge_{}", identifier(called))))
}

/// `surge_f = surge_rt.spawn(tasks.main_f, (x,))`, on a line of its own before the statement.
pub fn write_start(
    an: &Analysis<'_>,
    branch: &Branch<'_>,
    emit: &mut Emit<'_, '_>,
    names: &Names,
    (task, handle): &(String, String),
) {
    let indent = emit.source.indent(branch.stmt.start()).unwrap_or("");
    let needs = argument_tuple(&variable_names(an, &branch.needs));
    let line = emit.source.line(branch.stmt.start());
    let (runtime, tasks) = (&names.runtime, &names.tasks_module);
    emit.generated(&format!("{indent}{handle} = {runtime}.spawn({tasks}.{task}, {needs})\n"), line);
}

/// `(surge_f.value if surge_f.done() else f(x))` in place of the call, and the task function.
pub fn write_value<'a>(
    an: &Analysis<'a>,
    branch: &Branch<'a>,
    emit: &mut Emit<'_, 'a>,
    (task, handle): &(String, String),
    tasks: &mut Vec<Task>,
) -> ParallelPlan {
    let line = emit.source.line(branch.call.start());
    emit.generated(&format!("({handle}.value if {handle}.done() else "), line);
    emit.verbatim(branch.call.range(), &[]);
    emit.generated(")", line);

    let needs = variable_names(an, &branch.needs);
    let globals = variable_names(an, &branch.globals);
    let mut text = Emit::new(emit.source);
    let place = an.module_of(branch.func).place(branch.call.range());
    text.generated(
        &decorator(
            &place,
            true,
            branch.sets,
            branch.depends,
            (Fills::default(), Originals::Copies, false),
            &globals,
            "segment",
        ),
        line,
    );
    text.generated(&format!("def {task}({}):\n", needs.join(", ")), line);
    let has = vec!["the value of the call".to_owned()];
    text.generated(
        &docstring("A call that runs beside an earlier one.", &needs, &has, &branch.waits),
        line,
    );
    let (open, close) = brackets(&emit.source.text()[branch.call.range()]);
    text.generated(&format!("    return {open}"), line);
    text.verbatim(branch.call.range(), &[]);
    text.generated(&format!("{close}\n"), line);
    tasks.push(Task { text: text.text });
    ParallelPlan {
        task: task.clone(),
        needs,
        has,
        globals,
        statements: vec![StagedStatement {
            range: branch.call.range(),
            stage: Stage::Compute,
            because: None,
        }],
        cost: branch.cost,
        unbounded: true,
        sets: branch.sets,
        hashed: branch.depends.hashes,
        folded: false,
        says: false,
        writes: false,
        wait_index: branch.waits.last().copied().unwrap_or(0),
        waits: branch.waits.clone(),
        assumptions: vec![1, 2, 3, 4, 5, 6, 7, 10, 11],
    }
}

//! Loops whose state is written to checkpoints: the two statements before them, and what they go over.
//!
//! ```python
//! surge_total = surge_rt.resumable(tasks.main_total, range(n))
//! if surge_total.resumed:
//!     total, best = surge_total["total"], surge_total["best"]
//! for i in surge_total:
//! ```
//!
//! Where the loop runs in parallel as well, its region follows these statements and goes over what is left:
//!
//! ```python
//! surge_value = surge_total.loop(tasks.main_value, (scene,))
//! while surge_value.more():
//! ```

use ruff_text_size::{Ranged, TextRange, TextSize};

use super::loops::{indent_step, write_iterable};
use super::names::{Names, identifier};
use super::tasks::Task;
use super::text::Emit;
use super::{Inner, function_label};
use crate::checkpoints::{Checkpoint, Saved, Spacing};
use crate::guard::python_string;
use crate::passes::checkpoint::{CheckpointPlan, Resumable, State, names_of};
use crate::passes::effects::summary::Effects;
use crate::passes::effects::{Analysis, LoopSyntax};
use crate::passes::loops::LoopStmt;
use crate::passes::loops::needs::depends;

/// Writes the statements before the loop. Gives the name of what can be resumed, and what was decided.
pub fn write<'a>(
    an: &Analysis<'a>,
    plan: &Resumable<'a>,
    spacing: Spacing,
    emit: &mut Emit<'_, 'a>,
    names: &mut Names,
    tasks: &mut Vec<Task>,
    inner: &mut Inner<'_, 'a>,
) -> (String, Checkpoint) {
    let source = emit.source;
    let (start, line) = (plan.stmt.range().start(), source.line(plan.stmt.range().start()));
    let indent = source.indent(start).unwrap_or("").to_owned();
    let step = indent_step(source, start, plan.stmt.body());
    let state = &plan.state;
    let vars: Vec<_> = state.binds.iter().map(|(var, _)| *var).collect();
    let saved = Saved {
        name: String::new(),
        spacing,
        binds: names_of(an, &vars),
        changes: names_of(an, &state.changes),
        globals: names_of(an, &state.globals),
    };
    let hint = match plan.stmt {
        LoopStmt::For(node) => source.text()[node.target.range()].to_owned(),
        LoopStmt::While(_) => "rounds".to_owned(),
    };
    let hint = saved.names().first().cloned().unwrap_or(hint);
    let name = names.task(&function_label(an, plan.site.func), &hint);
    let handle = names.fresh(&format!("surge_{}", identifier(&hint)));
    let (runtime, module) = (names.runtime.clone(), names.tasks_module.clone());

    emit.generated(&format!("{indent}{handle} = {runtime}.resumable({module}.{name}"), line);
    if let LoopStmt::For(node) = plan.stmt {
        emit.generated(", ", line);
        write_iterable(an, emit, &node.iter, names, tasks, inner);
    }
    emit.generated(")\n", line);
    write_bindings(&saved, state, (&indent, &step), &handle, line, emit);
    let place = an.module_of(plan.site.func).place(plan.stmt.header());
    tasks.push(Task { text: declaration(an, plan, &name, &place, &saved) });
    let function = an.scopes.function(plan.site.func).qualname.clone();
    let checkpoint = Checkpoint {
        function,
        func: plan.site.func,
        range: plan.stmt.range(),
        header: plan.stmt.header(),
        decision: Ok(Saved { name, ..saved }),
    };
    (handle, checkpoint)
}

/// Writes the header of a loop whose rounds run in order. Gives where the source goes on.
pub fn write_header(stmt: LoopStmt<'_>, handle: &str, emit: &mut Emit<'_, '_>) -> TextSize {
    let (source, start) = (emit.source, stmt.range().start());
    match stmt {
        LoopStmt::For(node) => {
            emit.verbatim(TextRange::new(source.line_start(start), node.iter.start()), &[]);
            emit.generated(handle, source.line(start));
            node.iter.end()
        }
        LoopStmt::While(node) => {
            let first = node.body.first().map_or(node.range.end(), Ranged::start);
            let at = source.line_start(first);
            emit.verbatim(TextRange::new(source.line_start(start), at), &[]);
            let inner = source.indent(first).unwrap_or("");
            emit.generated(&format!("{inner}{handle}.round()\n"), source.line(first));
            at
        }
    }
}

/// The variables get their values again: at once where all of them have one, else one by one.
fn write_bindings(
    saved: &Saved,
    state: &State,
    (indent, step): (&str, &str),
    handle: &str,
    line: u32,
    emit: &mut Emit<'_, '_>,
) {
    let pairs = saved.binds.iter().zip(&state.binds);
    let certain: Vec<&String> =
        pairs.clone().filter(|(_, (_, certain))| *certain).map(|(name, _)| name).collect();
    emit.generated(&format!("{indent}if {handle}.resumed:\n"), line);
    if certain.is_empty() {
        emit.generated(&format!("{indent}{step}{handle}.restore()\n"), line);
    } else {
        let names: Vec<&str> = certain.iter().map(|name| name.as_str()).collect();
        let values: Vec<String> =
            names.iter().map(|name| format!("{handle}[{}]", python_string(name))).collect();
        let (names, values) = (names.join(", "), values.join(", "));
        emit.generated(&format!("{indent}{step}{names} = {values}\n"), line);
    }
    for (name, _) in pairs.filter(|(_, (_, certain))| !certain) {
        let key = python_string(name);
        emit.generated(&format!("{indent}{step}if {key} in {handle}:\n"), line);
        emit.generated(&format!("{indent}{step}{step}{name} = {handle}[{key}]\n"), line);
    }
}

/// What tasks.py says about the loop.
fn declaration(
    an: &Analysis<'_>,
    plan: &Resumable<'_>,
    name: &str,
    place: &str,
    saved: &Saved,
) -> String {
    let state = &plan.state;
    let mut text = format!("{name} = checkpoint(\n    {},\n", python_string(place));
    let mut list = |key: &str, names: &[String]| {
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|name| python_string(name)).collect();
            text += &format!("    {key}=({},),\n", names.join(", "));
        }
    };
    list("binds", &saved.binds);
    list("changes", &saved.changes);
    list("clocks", &names_of(an, &state.clocks));
    list("shares", &names_of(an, &state.shares));
    list("globals", &saved.globals);
    list("global_shares", &names_of(an, &state.global_shares));
    if state.shares_items {
        text += "    shares_items=True,\n";
    }
    if let LoopStmt::While(node) = plan.stmt {
        let lines = &an.module_of(plan.site.func).lines;
        let (first, last) = (lines.line(node.range.start()), lines.line(node.range.end()));
        text += &format!("    lines=({first}, {last}),\n");
    }
    text + ")\n"
}

/// Whether a text of tasks.py is about such a loop, and not a function.
pub fn is_declaration(task: &Task) -> bool {
    task.text.contains(" = checkpoint(\n")
}

/// What was decided about a loop that starts anew.
pub fn refused(an: &Analysis<'_>, plan: &CheckpointPlan<'_>) -> Option<Checkpoint> {
    let CheckpointPlan::Refused { site, refusal } = plan else { return None };
    let stmt = match site.syntax {
        LoopSyntax::For(node) => LoopStmt::For(node),
        LoopSyntax::While(node) => LoopStmt::While(node),
        _ => return None,
    };
    Some(Checkpoint {
        function: an.scopes.function(site.func).qualname.clone(),
        func: site.func,
        range: stmt.range(),
        header: stmt.header(),
        decision: Err(refusal.clone()),
    })
}

/// What the runtime has to know about checkpoints of the program as a whole.
pub fn facts(an: &Analysis<'_>, spacing: Spacing) -> String {
    // A script that has an option of that name keeps it for itself.
    let taken = an.program.modules.iter().any(|module| module.source.text.contains("--resume"));
    let option = if taken { "None" } else { "\"--resume\"" };
    let hashes = if depends(an, &Effects::default()).hashes { "True" } else { "False" };
    format!("CHECKPOINTS = {{{}\"option\": {option}, \"hashes\": {hashes}}}\n", spacing.arguments())
}

//! `map(f, xs)` becomes `surge_rt.ahead(map, tasks.main_f, needs)(f, xs)`; keys are handed to the function that compares.

use ruff_python_ast::Expr;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::loops::write_iterable;
use super::names::Names;
use super::tasks::{Task, decorator, docstring, what_it_gets, with_voices};
use super::text::Emit;
use super::{Inner, argument_tuple, function_label, variable_names};
use crate::passes::effects::{Analysis, Applied};
use crate::passes::loops::calls::ParallelCall;
use crate::plan::ParallelPlan;

/// Writes what is called, up to the opening parenthesis of its arguments, and the task function.
pub fn write<'a>(
    an: &Analysis<'a>,
    plan: &ParallelCall<'a>,
    emit: &mut Emit<'_, 'a>,
    names: &mut Names,
    tasks: &mut Vec<Task>,
    inner: &mut Inner<'_, 'a>,
) -> ParallelPlan {
    let task = names.task(&function_label(an, plan.site.func), &hint(plan));
    let needs = variable_names(an, &plan.needs);
    let globals = variable_names(an, &plan.globals);
    let line = emit.source.line(plan.call.func.start());
    if plan.kind.takes_key() {
        write_key(an, plan, emit, (&task, &argument_tuple(&needs)), names, tasks, inner);
    } else {
        emit.generated(&format!("{}.ahead(", names.runtime), line);
        emit.verbatim(plan.call.func.range(), &[]);
        let (tasks, needs) = (&names.tasks_module, argument_tuple(&needs));
        emit.generated(&format!(", {tasks}.{task}, {needs})"), line);
    }

    let (items, item) = (names.fresh("surge_items"), names.fresh("surge_item"));
    let function = names.fresh("surge_function");
    let mut text = Emit::new(emit.source);
    let kind = if plan.kind == Applied::Sorted { "sorted" } else { "values" };
    let place = an.module_of(plan.site.func).place(plan.call.range());
    text.generated(
        &with_voices(
            &decorator(
                &place,
                plan.unbounded,
                plan.sets,
                plan.depends,
                (plan.fills, plan.originals, plan.refers),
                &globals,
                kind,
            ),
            plan.voices,
        ),
        line,
    );
    let parameters: Vec<&str> =
        std::iter::once(items.as_str()).chain(needs.iter().map(String::as_str)).collect();
    text.generated(&format!("def {task}({}):\n", parameters.join(", ")), line);
    let what = if plan.kind == Applied::Filter {
        "Whether each of some items passes the filter.".to_owned()
    } else {
        what_it_gets(&plan.consumer)
    };
    text.generated(
        &docstring(&what, &needs, &["one value for each item, in order".into()], &[]),
        line,
    );
    // What a name, a call or a lambda says on one line needs no parentheses.
    let plain = matches!(
        plan.function,
        Expr::Name(_) | Expr::Attribute(_) | Expr::Call(_) | Expr::Lambda(_)
    ) && !an
        .module_of(plan.site.func)
        .slice(plan.function.range())
        .contains(['\n', '\r', '\x0c', '\\']);
    let (open, close) = if plain { ("", "") } else { ("(", ")") };
    text.generated(&format!("    {function} = {open}"), line);
    text.verbatim(plan.function.range(), &[]);
    let star = if plan.spread { "*" } else { "" };
    let value = format!("{function}({star}{item})");
    let element = match plan.kind {
        Applied::Filter => format!("True if {value} else False"),
        _ => value,
    };
    text.generated(&format!("{close}\n    return [{element} for {item} in {items}]\n"), line);
    tasks.push(Task { text: text.text });
    super::values::elements_plan(
        (task, needs, globals),
        plan.call.range(),
        (plan.cost, plan.unbounded),
        (plan.sets, plan.depends.hashes),
        plan.voices,
    )
}

/// `max(xs, key=f)` becomes `max(surge_rt.items(task, xs), key=surge_rt.key(task, f, needs))`; of a list that is sorted
/// in place, only the key changes.
fn write_key<'a>(
    an: &Analysis<'a>,
    plan: &ParallelCall<'a>,
    emit: &mut Emit<'_, 'a>,
    (task, needs): (&str, &str),
    names: &mut Names,
    tasks: &mut Vec<Task>,
    inner: &mut Inner<'_, 'a>,
) {
    let (runtime, tasks_name) = (names.runtime.clone(), names.tasks_module.clone());
    let line = emit.source.line(plan.function.start());
    let mut at = plan.call.start();
    if plan.kind != Applied::Sort {
        emit.verbatim(TextRange::new(at, plan.iterable.start()), &[]);
        emit.generated(&format!("{runtime}.items({tasks_name}.{task}, "), line);
        write_iterable(an, emit, plan.iterable, names, tasks, inner);
        emit.generated(")", line);
        at = plan.iterable.end();
    }
    emit.verbatim(TextRange::new(at, plan.function.start()), &[]);
    emit.generated(&format!("{runtime}.key({tasks_name}.{task}, "), line);
    emit.verbatim(plan.function.range(), &[]);
    emit.generated(&format!(", {needs}"), line);
    if plan.kind == Applied::Sort {
        emit.generated(", ", line);
        emit.verbatim(plan.iterable.range(), &[]);
    }
    emit.generated(")", line);
}

/// Where the source goes on verbatim behind what `write` has written.
pub fn end(plan: &ParallelCall<'_>) -> TextSize {
    if plan.kind.takes_key() { plan.function.end() } else { plan.call.func.end() }
}

/// A word for the task's name: the function that is called for each item.
fn hint(plan: &ParallelCall<'_>) -> String {
    match plan.function {
        Expr::Name(name) => name.id.to_string(),
        Expr::Attribute(attribute) => attribute.attr.to_string(),
        _ if plan.kind.takes_key() => "key".into(),
        _ => "item".into(),
    }
}

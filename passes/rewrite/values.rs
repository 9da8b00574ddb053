//! Comprehensions: values that lie ready, and the function that computes them.

use ruff_python_ast::Expr;
use ruff_text_size::{Ranged, TextRange};

use super::loops::write_iterable;
use super::names::Names;
use super::tasks::{Task, assumptions, decorator, docstring, what_it_gets, with_voices};
use super::text::Emit;
use super::{Inner, argument_tuple, function_label, variable_names};
use crate::passes::effects::Analysis;
use crate::passes::loops::identity::originals;
use crate::passes::loops::says::Voices;
use crate::passes::loops::values::ParallelValues;
use crate::plan::{ParallelPlan, Stage, StagedStatement};

/// Writes a comprehension whose values are computed ahead, and its task function.
pub(super) fn write_values<'a>(
    an: &Analysis<'a>,
    plan: &ParallelValues<'a>,
    emit: &mut Emit<'_, 'a>,
    names: &mut Names,
    tasks: &mut Vec<Task>,
    inner: &mut Inner<'_, 'a>,
) -> ParallelPlan {
    let label = function_label(an, plan.site.func);
    let source = emit.source;
    let line = source.line(plan.expr.start());
    let hint = values_hint(an, plan);
    let task = names.task(&label, &hint);
    let items = names.fresh("surge_items");
    let needs = variable_names(an, &plan.needs);
    let first = &plan.generators[0];
    let is_stream = inner.streams.contains(&plan.expr.range());
    let function = if is_stream { "stream_values" } else { "values" };
    let (open, close) = match plan.expr {
        Expr::ListComp(_) if is_stream => ("", ""),
        Expr::ListComp(_) => ("[*", "]"),
        Expr::SetComp(_) => ("{*", "}"),
        Expr::DictComp(_) => ("{key: value for key, value in ", "}"),
        _ => ("", ""),
    };
    // A generator expression may or may not bring its own parentheses.
    let parenthesized = matches!(plan.expr, Expr::Generator(node) if node.parenthesized);
    let (open, close) = if parenthesized { ("(", ")") } else { (open, close) };
    emit.generated(
        &format!("{open}{}.{function}({}.{task}, ", names.runtime, names.tasks_module),
        line,
    );
    write_iterable(an, emit, &first.iter, names, tasks, inner);
    emit.generated(&format!(", {}, lambda {items}: (", argument_tuple(&needs)), line);
    write_generator(emit, plan, &items, true);
    emit.generated(&format!(")){close}"), line);

    let mut task_emit = Emit::new(source);
    let place = an.module_of(plan.site.func).place(plan.expr.range());
    let globals = variable_names(an, &plan.globals);
    task_emit.generated(
        &with_voices(
            &decorator(
                &place,
                plan.unbounded,
                plan.sets,
                plan.depends,
                (plan.fills, originals(an, &plan.site.element, false), plan.refers),
                &globals,
                "values",
            ),
            plan.voices,
        ),
        line,
    );
    let parameters: Vec<&str> =
        std::iter::once(items.as_str()).chain(needs.iter().map(String::as_str)).collect();
    task_emit.generated(&format!("def {task}({}):\n", parameters.join(", ")), line);
    let what = match &plan.consumer {
        Some(consumer) => what_it_gets(consumer),
        None => "The elements for some of the items.".to_owned(),
    };
    task_emit
        .generated(&docstring(&what, &needs, &["the elements, in order".to_owned()], &[]), line);
    task_emit.generated("    return [", line);
    write_generator(&mut task_emit, plan, &items, false);
    task_emit.generated("]\n", line);
    tasks.push(Task { text: task_emit.text });
    elements_plan(
        (task, needs, globals),
        plan.expr.range(),
        (plan.cost, plan.unbounded),
        (plan.sets, plan.depends.hashes),
        plan.voices,
    )
}

/// The plan of an expression whose elements are computed ahead.
pub(super) fn elements_plan(
    (task, needs, globals): (String, Vec<String>, Vec<String>),
    range: TextRange,
    (cost, unbounded): (f64, bool),
    (sets, hashed): (bool, bool),
    voices: Voices,
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
        says: voices.prints,
        writes: voices.writes,
        waits: Vec::new(),
        wait_index: 0,
        assumptions: assumptions(voices),
    }
}

/// `f(x) for x in surge_items if …`, from the source's own text; `placed`: parts that stand on lines of their own stay there,
/// so that tracebacks name these.
fn write_generator(emit: &mut Emit<'_, '_>, plan: &ParallelValues<'_>, items: &str, placed: bool) {
    let line = emit.source.line(plan.expr.start());
    let mut at = line;
    let mut go_on = |emit: &mut Emit<'_, '_>, part: TextRange| {
        let line = emit.source.line(part.start());
        if placed && line != at {
            let before = &emit.source.text()[emit.source.line_start(part.start()).into()..];
            let indent = &before[..before.len() - before.trim_start_matches([' ', '\t']).len()];
            let indent = emit.shifted(indent);
            emit.generated(&format!("\n{indent}"), line);
        }
        at = emit.source.line(part.end());
    };
    match plan.expr {
        Expr::DictComp(node) => {
            let key = node.key.as_deref().map_or(node.value.range(), Ranged::range);
            let splits =
                placed && emit.source.line(key.end()) != emit.source.line(node.value.start());
            go_on(emit, if splits { key } else { key.cover(node.value.range()) });
            emit.generated("(", line);
            if let Some(key) = &node.key {
                emit.verbatim(key.range(), &[]);
            }
            emit.generated(if splits { "," } else { ", " }, line);
            if splits {
                go_on(emit, node.value.range());
            }
            emit.verbatim(node.value.range(), &[]);
            emit.generated(")", line);
        }
        Expr::ListComp(node) => {
            go_on(emit, node.elt.range());
            wrap_element(emit, &node.elt);
        }
        Expr::SetComp(node) => {
            go_on(emit, node.elt.range());
            wrap_element(emit, &node.elt);
        }
        Expr::Generator(node) => {
            go_on(emit, node.elt.range());
            wrap_element(emit, &node.elt);
        }
        _ => {}
    }
    for (index, generator) in plan.generators.iter().enumerate() {
        go_on(emit, TextRange::new(generator.target.start(), generator.iter.end()));
        emit.generated(" for ", line);
        emit.verbatim(generator.target.range(), &[]);
        emit.generated(" in ", line);
        if index == 0 {
            emit.generated(items, line);
        } else {
            wrap_element(emit, &generator.iter);
        }
        for test in &generator.ifs {
            go_on(emit, test.range());
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

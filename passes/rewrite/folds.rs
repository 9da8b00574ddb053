//! A loop that only adds to things becomes one over the items that have to run in place; the runtime puts together what
//! workers added up.
//!
//! ```python
//! for line in lines:                                                     # before
//!     for word in line.split():
//!         counts[word] = counts.get(word, 0) + 1
//!
//! for surge_items in surge_rt.fold(tasks.main_counts, lines, (), surge_rt.counts(counts)):    # after
//!     for line in surge_items:
//!         for word in line.split():
//!             counts[word] = counts.get(word, 0) + 1
//! ```

use ruff_python_ast::Expr;
use ruff_text_size::{Ranged, TextRange};

use super::body::tuple;
use super::loops::{indent_step, trim_newline, write_block, write_iterable};
use super::names::Names;
use super::tasks::{Task, decorator, docstring};
use super::text::Emit;
use super::{Inner, argument_tuple, function_label, variable_names};
use crate::passes::effects::Analysis;
use crate::passes::loops::folds::{Fold, FoldedLoop, Part};
use crate::passes::loops::identity::needs_fork;
use crate::plan::{ParallelPlan, Stage, StagedStatement};

/// Writes the loop of the driver, and the task function.
pub fn write<'a>(
    an: &Analysis<'a>,
    plan: &FoldedLoop<'a>,
    emit: &mut Emit<'_, 'a>,
    names: &mut Names,
    tasks: &mut Vec<Task>,
    inner: &mut Inner<'_, 'a>,
) -> ParallelPlan {
    let (stmt, source) = (plan.stmt, emit.source);
    let parts: Vec<String> = plan.folds.iter().map(|fold| part_name(fold, names)).collect();
    let sums = variable_names(an, &plan.sums);
    let function = function_label(an, plan.site.func);
    let hint = parts.first().cloned().unwrap_or_default();
    let task = names.task(&function, &hint);
    let items = names.shared("surge_items");
    let added: Vec<String> = sums.iter().map(|sum| names.fresh(&format!("surge_{sum}"))).collect();
    let needs = variable_names(an, &plan.needs);
    let line = source.line(stmt.start());
    let indent = source.indent(stmt.start()).unwrap_or("").to_owned();
    let step = indent_step(source, stmt.start(), &stmt.body);
    let (one, two) = (format!("{indent}{step}"), format!("{indent}{step}{step}"));
    let target = source.text()[stmt.target.range()].to_owned();
    let (runtime, tasks_name) = (names.runtime.clone(), names.tasks_module.clone());

    let received: Vec<String> = std::iter::once(&items).chain(&added).cloned().collect();
    emit.generated(
        &format!("{indent}for {} in {runtime}.fold({tasks_name}.{task}, ", received.join(", ")),
        line,
    );
    write_iterable(an, emit, &stmt.iter, names, tasks, inner);
    emit.generated(&format!(", {}", argument_tuple(&needs)), line);
    for fold in &plan.folds {
        let (word, container) = (fold.into.word(), container(emit.source.text(), fold.base));
        emit.generated(&format!(", {runtime}.{word}({container})"), line);
    }
    if !sums.is_empty() {
        emit.generated(&format!(", sums={}", argument_tuple(&sums)), line);
    }
    emit.generated(&format!("):\n{one}for {target} in {items}:"), line);
    write_block(emit, &stmt.body, &two, &[]);
    for (sum, name) in sums.iter().zip(&added) {
        emit.generated(&format!("{one}{sum} += {name}\n"), line);
    }
    trim_newline(emit);

    let has: Vec<String> = parts.iter().chain(&sums).cloned().collect();
    tasks.push(write_task(an, plan, emit, names, (&task, &items, &target), (&parts, &needs, &has)));
    let whole =
        |range: &TextRange| StagedStatement { range: *range, stage: Stage::Compute, because: None };
    ParallelPlan {
        task,
        needs,
        has,
        globals: variable_names(an, &plan.globals),
        statements: plan.statements.iter().map(whole).collect(),
        cost: plan.cost,
        unbounded: plan.unbounded,
        sets: plan.sets,
        hashed: plan.depends.hashes,
        folded: true,
        waits: Vec::new(),
        wait_index: 0,
        assumptions: vec![1, 2, 3, 4, 5, 6, 7],
    }
}

/// What the task calls its share of a container: the container's own name, if it has one.
fn part_name(fold: &Fold<'_>, names: &mut Names) -> String {
    match fold.base {
        Expr::Name(name) => name.id.to_string(),
        Expr::Attribute(attribute) => names.fresh(attribute.attr.as_str()),
        _ => names.fresh("part"),
    }
}

/// How the runtime gets at a container: an attribute may not be there before the first item.
fn container(text: &str, base: &Expr) -> String {
    match base {
        Expr::Attribute(node) => {
            format!("{}, {:?}", &text[node.value.range()], node.attr.as_str())
        }
        _ => text[base.range()].to_owned(),
    }
}

fn write_task<'a>(
    an: &Analysis<'a>,
    plan: &FoldedLoop<'a>,
    emit: &Emit<'_, 'a>,
    names: &mut Names,
    (task, items, target): (&str, &str, &str),
    (parts, needs, has): (&[String], &[String], &[String]),
) -> Task {
    let mut text = Emit::new(emit.source);
    let stmt = plan.stmt;
    let line = emit.source.line(stmt.start());
    let place = an.module_of(plan.site.func).place(stmt.range);
    let globals = variable_names(an, &plan.globals);
    text.generated(
        &decorator(
            &place,
            plan.unbounded,
            plan.sets,
            plan.depends,
            (false, needs_fork(an, &plan.site.element)),
            &globals,
            "fold",
        ),
        line,
    );
    let parameters: Vec<&str> =
        std::iter::once(items).chain(needs.iter().map(String::as_str)).collect();
    text.generated(&format!("def {task}({}):\n", parameters.join(", ")), line);
    let what = format!("What the loop over `{target}` adds up for some of the items.");
    text.generated(&docstring(&what, needs, has, &[]), line);
    let mut empties = Vec::new();
    let mut imports: Vec<String> = Vec::new();
    for fold in &plan.folds {
        let mut imported = |class: &str, argument: &str| {
            let local = names.shared(class);
            let renamed = if local == class { String::new() } else { format!(" as {local}") };
            let import = format!("{class}{renamed}");
            if !imports.contains(&import) {
                imports.push(import);
            }
            format!("{local}({argument})")
        };
        empties.push(match fold.part {
            Part::Dict => "{}".to_owned(),
            Part::List => "[]".to_owned(),
            Part::Zeros => imported("defaultdict", "int"),
            Part::Lists => imported("defaultdict", "list"),
            Part::Counter => imported("Counter", ""),
        });
    }
    if !imports.is_empty() {
        imports.sort_unstable();
        let imports = imports.join(", ");
        text.generated(&format!("    from collections import {imports}\n\n"), line);
    }
    for (name, empty) in parts.iter().zip(&empties) {
        text.generated(&format!("    {name} = {empty}\n"), line);
    }
    for sum in &plan.sums {
        text.generated(&format!("    {} = 0\n", an.scopes.variable(*sum).name), line);
    }
    let mut edits: Vec<(TextRange, String)> = Vec::new();
    for (fold, name) in plan.folds.iter().zip(parts) {
        if !fold.base.is_name_expr() {
            edits.extend(fold.mentions.iter().map(|range| (*range, name.clone())));
        }
        // The members of a dictionary keep the order in which they came; those of a set do not survive the journey in theirs.
        edits.extend(fold.methods.iter().map(|range| (*range, "setdefault".to_owned())));
    }
    edits.sort_by_key(|(range, _)| range.start());
    text.generated(&format!("    for {target} in {items}:"), line);
    write_block(&mut text, &stmt.body, "        ", &edits);
    // A task hands over a tuple, also of one.
    let returned = if let [only] = has { format!("({only},)") } else { tuple(has) };
    text.generated(&format!("    return {returned}\n"), line);
    Task { text: text.text }
}

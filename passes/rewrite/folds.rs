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
use super::loops::{indent_step, trim_newline, write_block, write_body, write_iterable};
use super::names::Names;
use super::tasks::{Task, decorator, docstring};
use super::text::Emit;
use super::{Inner, argument_tuple, function_label, variable_names};
use crate::ids::VarId;
use crate::passes::effects::Analysis;
use crate::passes::loops::fills::Fills;
use crate::passes::loops::folds::extremes::{Extreme, Shape};
use crate::passes::loops::folds::forms::Form;
use crate::passes::loops::folds::{Fold, FoldedLoop, Noted, Part, Start};
use crate::passes::loops::identity::originals;
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
    let is_inside = emit.shift.is_some();
    let items = if is_inside { names.fresh("surge_items") } else { names.shared("surge_items") };
    let added: Vec<String> = sums.iter().map(|sum| names.fresh(&format!("surge_{sum}"))).collect();
    let totals: Vec<String> = plan.totals.iter().map(|t| variable_name(an, t.var)).collect();
    let terms: Vec<String> = totals.iter().map(|t| names.fresh(&format!("surge_{t}"))).collect();
    let term = if terms.is_empty() { String::new() } else { names.shared("surge_term") };
    let extremes: Vec<Kept<'_>> =
        plan.extremes.iter().map(|extreme| Kept::new(an, extreme, names)).collect();
    let needs = variable_names(an, &plan.needs);
    let line = source.line(stmt.start());
    let indent = emit.indent(stmt.start());
    let step = indent_step(source, stmt.start(), &stmt.body);
    let (one, two) = (format!("{indent}{step}"), format!("{indent}{step}{step}"));
    let target = source.text()[stmt.target.range()].to_owned();
    let (runtime, tasks_name) = (names.runtime.clone(), names.tasks_module.clone());

    let kept: Vec<String> = extremes.iter().map(|kept| kept.name.clone()).collect();
    let received: Vec<String> =
        std::iter::once(&items).chain(&added).chain(&terms).chain(&kept).cloned().collect();
    // What is put together stands in lines of its own where there is much of it.
    let (first, between, last) = if plan.folds.len() + received.len() > 4 {
        (format!("\n{one}"), format!(",\n{one}"), format!(",\n{indent}"))
    } else {
        (String::new(), ", ".to_owned(), String::new())
    };
    emit.generated(
        &format!(
            "{indent}for {} in {}.fold({first}{tasks_name}.{task}",
            received.join(", "),
            inner.resumed.as_ref().unwrap_or(&runtime)
        ),
        line,
    );
    if inner.resumed.is_none() {
        emit.generated(", ", line);
        write_iterable(an, emit, &stmt.iter, names, tasks, inner);
    }
    emit.generated(&format!(", {}", argument_tuple(&needs)), line);
    for fold in &plan.folds {
        let (word, container) = (fold.into.word(), container(emit.source.text(), fold.base));
        let start = match fold.start {
            Start::Known => String::new(),
            Start::First => ", first=True".to_owned(),
            Start::Zero(zero) => format!(", zero={}", &source.text()[zero]),
        };
        emit.generated(&format!("{between}{runtime}.{word}({container}{start})"), line);
    }
    if !sums.is_empty() {
        emit.generated(&format!("{between}sums={}", argument_tuple(&sums)), line);
    }
    if !totals.is_empty() {
        emit.generated(&format!("{between}totals={}", argument_tuple(&totals)), line);
    }
    if !extremes.is_empty() {
        emit.generated(&format!("{between}extremes={}", extremes.len()), line);
    }
    emit.generated(&format!("{last}):\n{one}for {target} in {items}:"), line);
    let has_regions = write_body(an, emit, &stmt.body, &two, names, tasks, inner);
    for (sum, name) in sums.iter().zip(&added) {
        emit.generated(&format!("{one}{sum} += {name}\n"), line);
    }
    for (total, name) in totals.iter().zip(&terms) {
        emit.generated(&format!("{one}for {term} in {name}:\n{two}{total} += {term}\n"), line);
    }
    for kept in &extremes {
        kept.write_replay(emit, &one, &two);
    }
    trim_newline(emit);

    let has: Vec<String> = parts.iter().chain(&sums).chain(&totals).cloned().collect();
    let (task_names, shares) = ((&*task, &*items, &*target), (&*parts, &*needs, &*has));
    let written = write_task(an, plan, emit, names, task_names, shares, &extremes);
    tasks.push(if has_regions { written.with_regions_inside() } else { written });
    let has = has.into_iter().chain(
        plan.extremes
            .iter()
            .flat_map(|extreme| extreme.vars.iter().map(|&var| variable_name(an, var))),
    );
    let has: Vec<String> = has.collect();
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
        says: false,
        writes: false,
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

/// A statement that keeps the least or the greatest, as it is written in the driver.
struct Kept<'p> {
    /// Of what a worker hands over for it: nothing, or one item's values.
    name: String,
    /// What the driver gives these values.
    inputs: Vec<String>,
    shape: &'p Shape<'p>,
}

impl<'p> Kept<'p> {
    fn new(an: &Analysis<'_>, extreme: &'p Extreme<'p>, names: &mut Names) -> Self {
        let variable = variable_name(an, extreme.vars[0]);
        let name = names.fresh(&format!("surge_{variable}"));
        let inputs = match &extreme.shape {
            Shape::Test { inputs, .. } => variable_names(an, inputs),
            Shape::Call { .. } => vec![names.shared("surge_extreme")],
        };
        Kept { name, inputs, shape: &extreme.shape }
    }

    /// The statement once more, for what a worker handed over.
    fn write_replay(&self, emit: &mut Emit<'_, '_>, one: &str, two: &str) {
        let (source, inputs) = (emit.source, self.inputs.join(", "));
        let header = format!("{one}for {inputs} in {}:", self.name);
        match self.shape {
            Shape::Test { stmt, .. } => {
                emit.generated(&format!("{header}\n{two}"), source.line(stmt.start()));
                let from = source.indent(stmt.start()).unwrap_or("");
                emit.moved(stmt.range(), Some((from, two)), &[]);
                emit.generated("\n", source.line(stmt.end()));
            }
            Shape::Call { stmt, value } => {
                let before = &source.text()[TextRange::new(stmt.start(), value.start())];
                let after = &source.text()[TextRange::new(value.end(), stmt.end())];
                let text = format!("{header}\n{two}{before}{inputs}{after}\n");
                emit.generated(&text, source.line(stmt.start()));
            }
        }
    }

    /// How the task notes what it hands over; a value without a name needs none.
    fn noting(&self, text: &str) -> Option<(TextRange, String)> {
        let Shape::Test { last, .. } = self.shape else { return None };
        let [target] = last.targets.as_slice() else { return None };
        let record = match self.inputs.as_slice() {
            [only] => only.clone(),
            inputs => tuple(inputs),
        };
        let whole = |expr: &Expr| match expr {
            Expr::Tuple(node) if !node.parenthesized => format!("({})", &text[node.range]),
            expr => text[expr.range()].to_owned(),
        };
        let (target, value) = (whole(target), whole(&last.value));
        Some((last.range(), format!("{target}, {} = {value}, [{record}]", self.name)))
    }
}

/// The statement of a task that notes a float where the script adds it.
fn note(noted: &Noted, part: &str, text: &str) -> String {
    let (key, value) = (&text[noted.key], noted.value.map(|value| &text[value]));
    match (noted.form, value) {
        (Form::Start, None) => format!("{part}.setdefault({key}, [])"),
        (Form::Start, Some(value)) => format!("{part}[{key}] = [{value}]"),
        (_, value) => {
            format!("{part}[{key}].append({})", signed(value.unwrap_or(""), noted.negative))
        }
    }
}

fn variable_name(an: &Analysis<'_>, var: VarId) -> String {
    an.scopes.variable(var).name.to_owned()
}

fn signed(value: &str, negative: bool) -> String {
    if negative { format!("-({value})") } else { value.to_owned() }
}

fn write_task<'a>(
    an: &Analysis<'a>,
    plan: &FoldedLoop<'a>,
    emit: &Emit<'_, 'a>,
    names: &mut Names,
    (task, items, target): (&str, &str, &str),
    (parts, needs, has): (&[String], &[String], &[String]),
    extremes: &[Kept<'_>],
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
            (Fills::default(), originals(an, &plan.site.element, false), false),
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
    let original = emit.source.text();
    let mut edits: Vec<(TextRange, String)> = Vec::new();
    for total in &plan.totals {
        let name = variable_name(an, total.var);
        text.generated(&format!("    {name} = []\n"), line);
        edits.extend(total.additions.iter().map(|addition| {
            let value = signed(&original[addition.value], addition.negative);
            (addition.statement, format!("{name}.append({value})"))
        }));
    }
    for kept in extremes.iter().filter(|kept| matches!(kept.shape, Shape::Test { .. })) {
        text.generated(&format!("    {} = []\n", kept.name), line);
        edits.extend(kept.noting(original));
    }
    for (fold, name) in plan.folds.iter().zip(parts) {
        edits.extend(fold.noted.iter().map(|noted| (noted.statement, note(noted, name, original))));
        let is_noted = |range: &TextRange| {
            fold.noted.iter().any(|noted| noted.statement.contains_range(*range))
        };
        if !fold.base.is_name_expr() {
            let mentions = fold.mentions.iter().filter(|range| !is_noted(range));
            edits.extend(mentions.map(|range| (*range, name.clone())));
        }
        // The members of a dictionary keep the order in which they came; those of a set do not survive the journey in theirs.
        edits.extend(fold.methods.iter().map(|range| (*range, "setdefault".to_owned())));
    }
    edits.sort_by_key(|(range, _)| range.start());
    text.generated(&format!("    for {target} in {items}:"), line);
    write_block(&mut text, &stmt.body, "        ", &edits);
    // A task hands over a tuple, also of one.
    let handed: Vec<String> = extremes
        .iter()
        .zip(&plan.extremes)
        .map(|(kept, extreme)| match kept.shape {
            Shape::Test { .. } => kept.name.clone(),
            Shape::Call { .. } => format!("[{}]", variable_name(an, extreme.vars[0])),
        })
        .collect();
    let all: Vec<String> = has.iter().chain(&handed).cloned().collect();
    let returned = if let [only] = &*all { format!("({only},)") } else { tuple(&all) };
    text.generated(&format!("    return {returned}\n"), line);
    Task { text: text.text }
}

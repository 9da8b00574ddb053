//! A loop in the driver: committing the logs, and the original body for what has to run here.

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::body::{Copies, tuple};
use super::layout::layout;
use super::names::{Names, identifier};
use super::regions::copy_lines;
use super::tasks::{Task, loop_task, staged_loop};
use super::text::{Emit, SourceText};
use super::values::write_values;
use super::{Inner, argument_tuple, calls, function_label, variable_names, whiles};
use crate::guard::python_string;
use crate::ids::VarId;
use crate::passes::effects::Analysis;
use crate::passes::loops::owned::Owned;
use crate::passes::loops::{LoopPlan, LoopStmt, ParallelLoop};
use crate::plan::ParallelPlan;

/// One step of indentation, as the loop's body shows it.
pub(super) fn indent_step(source: &SourceText<'_>, start: TextSize, body: &[Stmt]) -> String {
    let outer = source.indent(start).unwrap_or("");
    let inner = body.first().and_then(|stmt| source.indent(stmt.start()));
    match inner {
        Some(inner) if inner.len() > outer.len() && inner.starts_with(outer) => {
            inner[outer.len()..].to_owned()
        }
        _ => "    ".into(),
    }
}

/// What the driver calls the builtin `zip`: the runtime has it, too, where the script uses the name for something else.
pub(super) fn builtin_zip(an: &Analysis<'_>, names: &Names) -> String {
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
    if rows.is_empty() {
        return String::new();
    }
    let mut beside: Vec<VarId> =
        plan.rows.iter().flat_map(|rows| &rows.beside).map(|(_, var)| *var).collect();
    beside.sort_unstable();
    beside.dedup();
    let beside = variable_names(an, &beside);
    let pivots = variable_names(an, &pivots_of(plan));
    let beside_argument = if !pivots.is_empty() {
        format!(", pivots={}", argument_tuple(&pivots))
    } else if beside.is_empty() || plan.rows.iter().any(|rows| rows.pivots) {
        String::new()
    } else {
        format!(", beside={}", argument_tuple(&beside))
    };
    format!(", rows={}{beside_argument}", argument_tuple(&rows))
}

/// Numbers of rows that tasks read and that one round may write.
pub(super) fn pivots_of(plan: &ParallelLoop<'_>) -> Vec<VarId> {
    let rows = plan.rows.iter().filter(|rows| rows.pivots);
    let mut pivots: Vec<VarId> = rows.flat_map(|rows| &rows.beside).map(|(_, var)| *var).collect();
    pivots.retain(|var| plan.needs.contains(var));
    pivots.sort_unstable();
    pivots.dedup();
    pivots
}

/// Writes the two copies of a loop, one for logs and one for items that run here.
pub(super) fn write_loop<'a>(
    an: &Analysis<'a>,
    plan: &ParallelLoop<'a>,
    emit: &mut Emit<'_, 'a>,
    names: &mut Names,
    tasks: &mut Vec<Task>,
    inner: &mut Inner<'_, 'a>,
) -> ParallelPlan {
    let stmt = match plan.stmt {
        LoopStmt::For(stmt) if plan.foreseen.is_none() => stmt,
        stmt => return whiles::write(an, plan, stmt, emit, names, tasks, inner),
    };
    let layout = layout(an, plan, names);
    let function = function_label(an, plan.site.func);
    let target = emit.source.text()[stmt.target.range()].to_owned();
    let hint = layout.returned().first().cloned().unwrap_or_else(|| target.clone());
    let task = names.task(&function, &hint);
    let handle = names.fresh(&format!("surge_{}", identifier(&hint)));
    let needs = variable_names(an, &plan.needs);
    let line = emit.source.line(stmt.start());
    let indent = emit.indent(stmt.start());
    let step = indent_step(emit.source, stmt.start(), &stmt.body);
    let (one, two) = (format!("{indent}{step}"), format!("{indent}{step}{step}"));
    let runtime = names.runtime.clone();
    let tasks_name = names.tasks_module.clone();

    if let Some(resumed) = &inner.resumed {
        emit.generated(&format!("{indent}{handle} = {resumed}.loop({tasks_name}.{task}"), line);
    } else {
        emit.generated(&format!("{indent}{handle} = {runtime}.loop({tasks_name}.{task}, "), line);
        write_iterable(an, emit, &stmt.iter, names, tasks, inner);
    }
    let rows_argument = separate_argument(an, plan);
    let sums: Vec<String> = layout.sums.iter().map(|(name, _)| name.clone()).collect();
    let sums_argument =
        if sums.is_empty() { String::new() } else { format!(", sums={}", argument_tuple(&sums)) };
    let owns_argument = plan.owned.as_ref().map_or_else(String::new, |owned| {
        let (plain, containers) = owned_names(owned);
        let holds =
            if owned.containers == 0 { String::new() } else { format!(", holds={containers}") };
        let among = owned.among.as_ref().map_or_else(String::new, |list| format!(", among={list}"));
        format!(", owns={plain}{holds}{among}")
    });
    let counted = if plan.is_counted { ", counted=True" } else { "" };
    let needs_argument = argument_tuple(&needs);
    emit.generated(
        &format!(", {needs_argument}{rows_argument}{sums_argument}{owns_argument}{counted})\n"),
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
    for (index, (attribute, name)) in layout.attributes.iter().enumerate() {
        let value = if layout.is_plain(index) {
            name.clone()
        } else {
            format!("{runtime}.renewed({attribute}, {name})")
        };
        emit.generated(&format!("{two}{attribute} = {value}\n"), line);
    }
    let zip = builtin_zip(an, names);
    let runtime = names.runtime.clone();
    let mut copies = Copies {
        emit,
        plan,
        layout: &layout,
        step: &step,
        zip: &zip,
        runtime: &runtime,
        regions: None,
    };
    let sets = !plan.rows.is_empty() || !layout.sums.is_empty() || !layout.attributes.is_empty();
    if !copies.commit(&plan.body, &two) && !sets {
        copies.emit.generated(&format!("{two}pass\n"), line);
    }
    let escapes = !stmt.orelse.is_empty() || breaks(&stmt.body);
    let sequential = format!("for {target} in {handle}.sequential():");
    let has_regions;
    if escapes {
        let three = format!("{two}{step}");
        emit.generated(&format!("{one}else:\n{two}{sequential}"), line);
        has_regions = write_body(an, emit, &stmt.body, &three, names, tasks, inner);
        emit.generated(&format!("{two}else:\n{three}continue\n{one}break"), line);
        if !stmt.orelse.is_empty() {
            emit.generated(&format!("\n{indent}else:"), line);
            write_block(emit, &stmt.orelse, &one, &[]);
        }
    } else {
        emit.generated(&format!("{one}{sequential}"), line);
        has_regions = write_body(an, emit, &stmt.body, &two, names, tasks, inner);
    }
    // The line end of the last statement follows from the source itself.
    trim_newline(emit);
    let staged = staged_loop(an, plan, &layout, &task);
    let what = format!("One round of the loop over `{target}`.");
    let simple = stmt.target.is_name_expr();
    let item = (target.as_str(), simple, what.as_str());
    let regions = has_regions.then_some(&mut *inner);
    let task = loop_task(an, plan, emit.source, &layout, &task, item, &needs, names, regions);
    tasks.push(if has_regions { task.with_regions_inside() } else { task });
    staged
}

/// Attributes that hold plain values, and those that may hold containers, each as a tuple of their names.
pub(super) fn owned_names(owned: &Owned) -> (String, String) {
    let names: Vec<String> = owned.attributes.iter().map(|name| python_string(name)).collect();
    let (plain, containers) = names.split_at(names.len() - owned.containers);
    (argument_tuple(plain), argument_tuple(containers))
}

/// Drops the last newline that was generated: the source's own follows.
pub(super) fn trim_newline(emit: &mut Emit<'_, '_>) {
    let newline = emit.source.newline();
    if emit.text.ends_with(newline) {
        emit.text.truncate(emit.text.len() - newline.len());
        emit.origins.pop();
    }
}

/// What a region iterates over, with the regions inside of it.
pub(super) fn write_iterable<'a>(
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

/// The original body of a loop, deeper, with the regions inside of it; whether there are any.
pub(super) fn write_body<'a>(
    an: &Analysis<'a>,
    emit: &mut Emit<'_, 'a>,
    block: &[Stmt],
    indent: &str,
    names: &mut Names,
    tasks: &mut Vec<Task>,
    inner: &mut Inner<'_, 'a>,
) -> bool {
    let (Some(first), Some(last)) = (block.first(), block.last()) else { return false };
    let source = emit.source;
    let range = TextRange::new(first.start(), source.end_with_comment(last.end()));
    let plans = inner.plans;
    let inside = |plan: &&LoopPlan<'a>| plan.is_parallel_in(range);
    let (Some(from), true) = (source.indent(first.start()), plans.iter().any(|p| inside(&p)))
    else {
        write_block(emit, block, indent, &[]);
        return false;
    };
    write_comments(emit, first.start(), indent);
    inner.resumed = None;
    let around = emit.shift.replace((from.to_owned(), indent.to_owned()));
    let mut at = source.line_start(first.start());
    for plan in plans.iter().filter(inside) {
        let start = super::start_of(plan, source);
        if start < at || inner.written.contains_key(&plan.range()) {
            continue;
        }
        copy_lines(emit, TextRange::new(at, start));
        if let Some((staged, end)) = super::write_region(an, plan, emit, names, tasks, inner) {
            inner.written.insert(plan.range(), staged);
            at = end;
        }
    }
    copy_lines(emit, TextRange::new(at, range.end()));
    emit.shift = around;
    emit.generated("\n", source.line(last.start()));
    true
}

/// A block of the original at a new indentation, from behind its colon: comments and blank lines included.
pub(super) fn write_block(
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
            write_comments(emit, first.start(), indent);
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

/// From the line after the colon, so that comments above the first statement stay.
fn write_comments(emit: &mut Emit<'_, '_>, first: TextSize, indent: &str) {
    let source = emit.source;
    emit.generated("\n", source.line(first));
    let mut number = source.module.lines.line(first_line_of_block(source, first));
    let first_line = source.module.lines.line(first);
    while number < first_line {
        let (a, b) =
            (source.module.lines.line_start(number), source.module.lines.line_start(number + 1));
        let comment = source.text()[TextRange::new(a, b)].trim();
        if comment.is_empty() {
            emit.generated("\n", number as u32);
        } else {
            emit.generated(&format!("{indent}{comment}\n"), number as u32);
        }
        number += 1;
    }
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

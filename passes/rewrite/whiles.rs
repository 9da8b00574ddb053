//! Loops whose rounds are foreseen: the driver's loop, and the generator of what the rounds work on.
//!
//! ```python
//! with surge_rt.rounds(tasks.main_r, (i, n), ()) as surge_r:
//!     while i < n:
//!         if surge_r.ready(i):
//!             r = surge_r.log
//!             out.append(r)
//!             i += 1
//!         else:
//!             r = heavy(i)
//!             out.append(r)
//!             i += 1
//! ```
//!
//! Where nothing but the condition is heavy, the body stays as it is:
//!
//! ```python
//! with surge_rt.rounds(tasks.main_condition, (n,), ()) as surge_condition:
//!     while surge_condition.log if surge_condition.ready(n) else (not found(n)):
//!         n += 1
//! ```

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::body::{Copies, tuple};
use super::layout::{Layout, layout};
use super::loops::{builtin_zip, indent_step, trim_newline, write_block};
use super::names::{Names, identifier};
use super::tasks::{Task, loop_task, staged_loop};
use super::text::{Emit, SourceText};
use super::{Inner, argument_tuple, function_label, variable_names};
use crate::passes::effects::Analysis;
use crate::passes::loops::units::{Clause, Node, UnitId, UnitSyntax};
use crate::passes::loops::whiles::Foreseen;
use crate::passes::loops::{LoopStmt, ParallelLoop};
use crate::plan::ParallelPlan;

/// Writes the loop, its task and its generator.
pub fn write<'a>(
    an: &Analysis<'a>,
    plan: &ParallelLoop<'a>,
    stmt: LoopStmt<'a>,
    emit: &mut Emit<'_, 'a>,
    names: &mut Names,
    tasks: &mut Vec<Task>,
    inner: &Inner<'_, 'a>,
) -> ParallelPlan {
    let Some(foreseen) = &plan.foreseen else { return ParallelPlan::default() };
    let layout = layout(an, plan, names);
    let items = variable_names(an, &foreseen.items);
    let hint = layout.returned().first().cloned().unwrap_or_else(|| items.join("_"));
    let task = names.task(&function_label(an, plan.site.func), &hint);
    let rounds = names.task(&task, "rounds");
    let handle = names.fresh(&format!("surge_{}", identifier(&hint)));
    let needs = variable_names(an, &plan.needs);
    let line = emit.source.line(stmt.range().start());
    let indent = emit.indent(stmt.range().start());
    let step = indent_step(emit.source, stmt.range().start(), stmt.body());
    let (one, two) = (format!("{indent}{step}"), format!("{indent}{step}{step}"));

    let start = argument_tuple(&variable_names(an, &foreseen.start));
    let mut arguments = format!("{start}, {}", argument_tuple(&needs));
    if !foreseen.copied.is_empty() {
        let copied = argument_tuple(&variable_names(an, &foreseen.copied));
        arguments += &format!(", copies={copied}");
    }
    let (runtime, tasks_name) = (names.runtime.clone(), names.tasks_module.clone());
    emit.generated(
        &format!(
            "{indent}with {runtime}.rounds({tasks_name}.{task}, {arguments}) as {handle}:\n{one}"
        ),
        line,
    );
    let parts = Parts { foreseen, layout: &layout, handle: &handle, items: &items };
    match (stmt, foreseen.asks) {
        (LoopStmt::While(stmt), true) => asking(emit, stmt, &parts, (&one, &two), inner),
        _ => rounds_of(an, plan, stmt, emit, names, &parts, (&indent, &step), inner),
    }
    trim_newline(emit);

    let staged = staged_loop(an, plan, &layout, &task);
    let source = emit.source;
    let text = one_line(&source.text()[stmt.header()]);
    let generator = Generator { an, plan, foreseen, emit: Emit::new(source), items: tuple(&items) };
    let mut written = generator.write(&rounds, stmt, &text);
    let what = format!("One round of the loop `{text}`.");
    let target = items.join(", ");
    let item = (target.as_str(), items.len() == 1, what.as_str());
    let function = loop_task(an, plan, source, &layout, &task, item, &needs, names, None).text;
    let open_end = if foreseen.open_end { ", open_end=True" } else { "" };
    let marked = function.replacen(")\n", &format!(", rounds={rounds}{open_end})\n"), 1);
    written += &format!("\n\n{marked}");
    tasks.push(Task { text: written });
    staged
}

/// What the driver's loop is made of.
struct Parts<'p, 'a> {
    foreseen: &'p Foreseen<'a>,
    layout: &'p Layout,
    handle: &'p str,
    items: &'p [String],
}

/// The driver's loop where a part of its body is computed ahead.
#[allow(clippy::too_many_arguments)]
fn rounds_of<'a>(
    an: &Analysis<'a>,
    plan: &ParallelLoop<'a>,
    stmt: LoopStmt<'a>,
    emit: &mut Emit<'_, 'a>,
    names: &Names,
    parts: &Parts<'_, 'a>,
    (indent, step): (&str, &str),
    inner: &Inner<'_, 'a>,
) {
    let Parts { foreseen, layout, handle, items } = parts;
    let line = emit.source.line(stmt.range().start());
    let (one, two) = (format!("{indent}{step}"), format!("{indent}{step}{step}"));
    let three = format!("{two}{step}");
    header(emit, stmt);
    if let Some(resumed) = &inner.resumed {
        emit.generated(&format!("\n{two}{resumed}.round()"), line);
    }
    if foreseen.from > 0 {
        write_block(emit, &stmt.body()[..foreseen.from], &two, &[]);
    } else {
        emit.generated("\n", line);
    }
    let rest = &stmt.body()[foreseen.from..];
    let line = rest.first().map_or(line, |stmt| emit.source.line(stmt.start()));
    emit.generated(&format!("{two}if {handle}.ready({}):\n", tuple(items)), line);
    let received = layout.received();
    if !received.is_empty() {
        emit.generated(&format!("{three}{} = {handle}.log\n", bare_tuple(&received)), line);
    }
    let zip = builtin_zip(an, names);
    let runtime = names.runtime.clone();
    let mut copies =
        Copies { emit, plan, layout, step, zip: &zip, runtime: &runtime, regions: None };
    if !copies.commit(&plan.body, &three) && received.is_empty() {
        copies.emit.generated(&format!("{three}pass\n"), line);
    }
    emit.generated(&format!("{two}else:"), line);
    write_block(emit, rest, &three, &[]);
    write_else(emit, stmt.orelse(), (&one, &two), line);
}

/// The driver's loop where its condition is computed ahead.
fn asking<'a>(
    emit: &mut Emit<'_, 'a>,
    stmt: &'a ast::StmtWhile,
    parts: &Parts<'_, 'a>,
    (one, two): (&str, &str),
    inner: &Inner<'_, 'a>,
) {
    let line = emit.source.line(stmt.range().start());
    let (handle, items) = (parts.handle, tuple(parts.items));
    emit.generated(&format!("while {handle}.log if {handle}.ready({items}) else ("), line);
    emit.moved(stmt.test.range(), None, &[]);
    emit.generated("):", line);
    if let Some(resumed) = &inner.resumed {
        emit.generated(&format!("\n{two}{resumed}.round()"), line);
    }
    write_block(emit, &stmt.body, two, &[]);
    write_else(emit, &stmt.orelse, (one, two), line);
}

fn write_else<'a>(
    emit: &mut Emit<'_, 'a>,
    orelse: &'a [ast::Stmt],
    (one, two): (&str, &str),
    line: u32,
) {
    if !orelse.is_empty() {
        emit.generated(&format!("{one}else:"), line);
        write_block(emit, orelse, two, &[]);
    }
}

/// `a, b`, or `a` alone.
fn bare_tuple(parts: &[String]) -> String {
    parts.join(", ")
}

/// A header on one line, for a docstring.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace('\\', "").replace("\"\"\"", "'''")
}

/// The header of the loop, as it stands.
fn header(emit: &mut Emit<'_, '_>, stmt: LoopStmt<'_>) {
    let header = stmt.header();
    let line = emit.source.line(header.start());
    emit.moved(header, None, &[]);
    // Parentheses around the condition lie outside of its own range.
    let text = emit.source.text();
    let between = &text[usize::from(header.end())..usize::from(stmt.body()[0].start())];
    let closing: String =
        between.split([':', '#']).next().unwrap_or("").chars().filter(|c| *c == ')').collect();
    emit.generated(&format!("{closing}:"), line);
}

/// Writes the generator: the produce statements of the loop, and a `yield` where the driver asks for what was computed ahead.
struct Generator<'g, 's, 'a> {
    an: &'g Analysis<'a>,
    plan: &'g ParallelLoop<'a>,
    foreseen: &'g Foreseen<'a>,
    emit: Emit<'s, 'a>,
    items: String,
}

impl<'a> Generator<'_, '_, 'a> {
    fn write(mut self, name: &str, stmt: LoopStmt<'a>, text: &str) -> String {
        let line = self.emit.source.line(stmt.range().start());
        let mut parameters = variable_names(self.an, &self.foreseen.copied);
        parameters.extend(variable_names(self.an, &self.foreseen.start));
        self.emit.generated(
            &format!(
                "def {name}({}):\n    \"\"\"What the rounds of the loop `{text}` work on, as far as that can be foreseen.\"\"\"\n    ",
                parameters.join(", ")
            ),
            line,
        );
        if let LoopStmt::For(stmt) = stmt {
            self.emit.generated("for ", line);
            self.emit.moved(stmt.target.range(), None, &[]);
            self.emit.generated(" in ", line);
            self.emit.moved(stmt.iter.range(), None, &[]);
        } else {
            self.emit.generated("while ", line);
            self.conditions(line);
        }
        self.emit.generated(":\n", line);
        let indent = "        ";
        self.block(&self.foreseen.before, indent);
        self.emit.generated(&format!("{indent}yield {}\n", self.items), line);
        self.block(&self.plan.body, indent);
        self.emit.text
    }

    fn conditions(&mut self, line: u32) {
        let conditions = &self.foreseen.conditions;
        if conditions.is_empty() {
            self.emit.generated("True", line);
        }
        for (index, condition) in conditions.iter().enumerate() {
            if index > 0 {
                self.emit.generated(" and ", line);
            }
            self.condition(condition, conditions.len() == 1);
        }
    }

    /// A condition, in parentheses where it may need them.
    fn condition(&mut self, test: &'a Expr, alone: bool) {
        let line = self.emit.source.line(test.start());
        let several_lines = self.emit.source.text()[test.range()].contains(['\n', '\r']);
        let loose =
            !alone && (test.is_bool_op_expr() || test.is_if_expr() || test.is_lambda_expr());
        let (open, close) = if several_lines || loose { ("(", ")") } else { ("", "") };
        self.emit.generated(open, line);
        self.emit.moved(test.range(), None, &[]);
        self.emit.generated(close, line);
    }

    fn is_chosen(&self, unit: UnitId) -> bool {
        self.foreseen.produce[unit]
    }

    /// Writes the chosen statements of a block; whether there were any.
    fn block(&mut self, nodes: &[Node<'a>], indent: &str) -> bool {
        let mut wrote = false;
        for node in nodes {
            wrote |= match node {
                Node::Leaf(unit) => self.leaf(*unit, indent),
                Node::If { clauses, .. } => self.conditional(clauses, indent),
                Node::For { .. } | Node::With { .. } | Node::Try { .. } | Node::Else(_) => false,
            };
        }
        wrote
    }

    fn leaf(&mut self, unit: UnitId, indent: &str) -> bool {
        if !self.is_chosen(unit) {
            return false;
        }
        let range = match self.foreseen.syntax[unit] {
            UnitSyntax::Statement(stmt) => stmt.range(),
            UnitSyntax::Continue => self.plan.units[unit].range,
            _ => return false,
        };
        let source: &SourceText<'a> = self.emit.source;
        let line = source.line(range.start());
        let from = source.indent(range.start()).unwrap_or("");
        self.emit.generated(indent, line);
        self.emit.moved(range, Some((from, indent)), &[]);
        self.emit.generated("\n", line);
        true
    }

    fn conditional(&mut self, clauses: &[Clause<'a>], indent: &str) -> bool {
        // Later conditions are asked only if all earlier ones are false: those are chosen, too.
        let chosen = |clause: &Clause<'_>| any_chosen(self.foreseen, &clause.body);
        let Some(last) = clauses.iter().rposition(chosen) else { return false };
        for (index, clause) in clauses[..=last].iter().enumerate() {
            let line = self.emit.source.line(clause.range.start());
            let keyword = match (index, clause.test) {
                (0, _) => "if ",
                (_, Some(_)) => "elif ",
                (_, None) => "else",
            };
            self.emit.generated(&format!("{indent}{keyword}"), line);
            if let Some((_, test)) = clause.test {
                self.condition(test, true);
            }
            self.emit.generated(":\n", line);
            let deeper = format!("{indent}    ");
            if !self.block(&clause.body, &deeper) {
                self.emit.generated(&format!("{deeper}pass\n"), line);
            }
        }
        true
    }
}

/// Whether a block contains a statement of the generator.
fn any_chosen(foreseen: &Foreseen<'_>, nodes: &[Node<'_>]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Leaf(unit) => foreseen.produce[*unit],
        Node::If { clauses, .. } => clauses.iter().any(|clause| any_chosen(foreseen, &clause.body)),
        Node::For { .. } | Node::With { .. } | Node::Try { .. } | Node::Else(_) => false,
    })
}

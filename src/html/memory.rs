//! Bytes over statements, as estimated: a chart for each body that runs, its statements as a table, and what holds most.

use std::collections::BTreeMap;

use super::{Facts, line_prefix, prose};
use crate::draw::chart::{self, Step};
use crate::emit_memory::{self, bytes_for_people, people};
use crate::ids::FuncId;
use crate::markup::Markup;
use crate::passes::memory::{Memory, Poly, Span, Statement};
use crate::plan::Plan;
use crate::program::Program;
use crate::report::space;

/// How many bodies have a chart, and how many rows a table has.
const MOST_BODIES: usize = 24;
const MOST_ROWS: usize = 300;
/// How many charts are open at first.
const OPEN: usize = 2;
/// How many variables are named as the largest.
const LARGEST: usize = 3;

pub fn section(page: &mut Markup, program: &Program, plan: &Plan, facts: &Facts) {
    page.raw("<section id=\"memory\" aria-labelledby=\"memory-title\"><h2 id=\"memory-title\">Memory</h2>\n");
    match &facts.memory {
        Ok(memory) if memory.statements.is_empty() => {
            page.raw("<p>The script has no statement that holds anything.</p>\n");
        }
        Ok(memory) => estimate(page, program, memory, facts),
        Err(_) => {
            page.raw("<p>surgec failed on this part: a bug in surgec, which was reported when the page was made.</p>\n");
        }
    }
    lists(page, program, plan);
    page.raw("</section>\n");
}

fn estimate(page: &mut Markup, program: &Program, memory: &Memory, facts: &Facts) {
    let lines = emit_memory::report_lines(program, memory);
    if lines.is_empty() {
        page.raw("<p>How much the script needs cannot be estimated.</p>\n");
    }
    for line in &lines {
        page.raw("<p>");
        prose(page, line);
        page.raw("</p>\n");
    }
    holders(page, memory);
    let symbols = used_symbols(memory);
    page.raw("<svg class=\"drawing\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs><pattern id=\"no-bound\" width=\"8\" ");
    page.raw("height=\"8\" patternUnits=\"userSpaceOnUse\"><path class=\"hatch\" d=\"M0 8L8 0\"/></pattern></defs></svg>\n");
    page.raw("<p>The line is what is likely, the band reaches from the low to the high estimate; a hatched band has no upper bound. ");
    page.raw("A chart shows what is alive while a statement runs, calls from it included.</p>\n");
    if !symbols.is_empty() {
        page.raw("<p>Sizes that only a run knows, <code>").text(&symbols.join(", "));
        page.raw("</code>, are drawn as if each were 1000. <code>--assume NAME=VALUE</code> and <code>--input FILE</code> say what they are.</p>\n");
    }
    let mut bodies: BTreeMap<FuncId, Vec<&Statement>> = BTreeMap::new();
    for statement in &memory.statements {
        bodies.entry(statement.func).or_default().push(statement);
    }
    let mut sorted: Vec<(FuncId, Vec<&Statement>)> = bodies.into_iter().collect();
    let most = |statements: &[&Statement]| {
        statements
            .iter()
            .map(|statement| at_a_thousand(&statement.peak.estimate))
            .filter(|value| value.is_finite())
            .fold(0.0, f64::max)
    };
    // The script's own body first, then by what they hold.
    sorted.sort_by(|(one, first), (two, second)| {
        (one.index() > 0)
            .cmp(&(two.index() > 0))
            .then(most(second).total_cmp(&most(first)))
            .then(one.cmp(two))
    });
    let left = sorted.len().saturating_sub(MOST_BODIES);
    for (number, (func, statements)) in sorted.iter().take(MOST_BODIES).enumerate() {
        let name = name_of(program, facts, *func, statements);
        one_body(page, program, memory, (number, &name), statements);
    }
    if left > 0 {
        page.raw("<p>")
            .count(left)
            .raw(" more bodies: <code>surgec --emit memory=table</code>.</p>\n");
    }
}

fn name_of(program: &Program, facts: &Facts, func: FuncId, statements: &[&Statement]) -> String {
    let known =
        facts.bodies.iter().flatten().find(|body| body.func == func).map(|body| body.name.clone());
    let label = || {
        statements
            .first()
            .map_or_else(String::new, |first| program.module(first.module).label.clone())
    };
    match known {
        Some(name) if name != "<module>" => name,
        _ => label(),
    }
}

/// What holds most when most is held.
fn holders(page: &mut Markup, memory: &Memory) {
    if memory.holders.is_empty() {
        return;
    }
    page.raw("<table class=\"holders\"><caption>The largest, when most is held</caption><thead><tr><th scope=\"col\">Variable</th>");
    page.raw("<th scope=\"col\">In</th><th scope=\"col\">Low</th><th scope=\"col\">Likely</th><th scope=\"col\">High</th></tr></thead><tbody>\n");
    for holder in memory.holders.iter().take(LARGEST) {
        page.raw("<tr><td><code>")
            .text(&holder.name)
            .raw("</code></td><td><code>")
            .text(&holder.function);
        page.raw("</code></td>");
        span(page, memory, &holder.size);
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table>\n");
}

fn span(page: &mut Markup, memory: &Memory, span: &Span) {
    for end in [&span.low, &span.estimate, &span.high] {
        page.raw("<td>").text(&people(memory, end)).raw("</td>");
    }
}

fn one_body(
    page: &mut Markup,
    program: &Program,
    memory: &Memory,
    (number, name): (usize, &str),
    statements: &[&Statement],
) {
    let Some(first) = statements.first() else { return };
    page.raw("<details class=\"figure\" id=\"b").count(number).raw("\"").raw(if number < OPEN {
        " open"
    } else {
        ""
    });
    page.raw("><summary><h3><code>").text(name).raw("</code> <span class=\"soft\">");
    page.text(&program.module(first.module).place(first.range)).raw("</span></h3></summary>\n");
    let steps: Vec<Step> =
        statements.iter().map(|statement| step(program, memory, statement)).collect();
    match chart::draw(
        &format!("Bytes over the statements of {name}"),
        &steps,
        &line_prefix(first.module),
    ) {
        Some(drawing) => {
            page.raw("<figure><div class=\"canvas\" tabindex=\"0\" role=\"group\" aria-label=\"Chart, may be scrolled\">");
            page.add(&drawing).raw("</div></figure>\n");
        }
        None => {
            page.raw("<p>No number is known for any statement.</p>\n");
        }
    }
    table(page, program, memory, statements);
    page.raw("</details>\n");
}

fn at_a_thousand(poly: &Poly) -> f64 {
    if poly.is_finite() { poly.weight().max(0.0) } else { f64::INFINITY }
}

fn step(program: &Program, memory: &Memory, statement: &Statement) -> Step {
    let line = program.module(statement.module).lines.line(statement.range.start());
    let peak = &statement.peak;
    let likely = at_a_thousand(&peak.estimate);
    let held: Vec<String> = largest(statement)
        .into_iter()
        .map(|(name, size)| format!("{name} {}", people(memory, &size.estimate)))
        .collect();
    let held =
        if held.is_empty() { String::new() } else { format!("; largest: {}", held.join(", ")) };
    let words = format!(
        "line {line}: {}, from {} to {}{held}",
        people(memory, &peak.estimate),
        people(memory, &peak.low),
        people(memory, &peak.high)
    );
    let low = at_a_thousand(&peak.low);
    Step {
        line,
        low: if low.is_finite() { low } else { 0.0 },
        likely,
        high: at_a_thousand(&peak.high),
        words,
    }
}

/// The variables that hold most after a statement.
fn largest(statement: &Statement) -> Vec<(&str, &Span)> {
    let mut sorted: Vec<(&str, &Span)> = statement
        .variables
        .iter()
        .map(|(name, variable)| (name.as_str(), &variable.size))
        .collect();
    sorted.sort_by(|one, two| {
        at_a_thousand(&two.1.estimate)
            .total_cmp(&at_a_thousand(&one.1.estimate))
            .then(one.0.cmp(two.0))
    });
    sorted.retain(|(_, size)| !size.estimate.is_zero());
    sorted.truncate(LARGEST);
    sorted
}

fn table(page: &mut Markup, program: &Program, memory: &Memory, statements: &[&Statement]) {
    page.raw("<details class=\"table\"><summary>As a table: ")
        .count(statements.len())
        .raw(" statements</summary>");
    page.raw("<div class=\"wide\"><table><thead><tr><th scope=\"col\">Line</th><th scope=\"col\">Statement</th><th scope=\"col\">Low</th>");
    page.raw("<th scope=\"col\">Likely</th><th scope=\"col\">High</th><th scope=\"col\">Largest afterwards</th></tr></thead><tbody>\n");
    for statement in statements.iter().take(MOST_ROWS) {
        let module = program.module(statement.module);
        let text: String = module
            .slice(statement.range)
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(60)
            .collect();
        page.raw("<tr><td>")
            .count(module.lines.line(statement.range.start()))
            .raw("</td><td><code>")
            .text(&text);
        page.raw("</code></td>");
        span(page, memory, &statement.peak);
        let held: Vec<String> = largest(statement)
            .into_iter()
            .map(|(name, size)| format!("{name} {}", people(memory, &size.estimate)))
            .collect();
        page.raw("<td>").text(&held.join(", ")).raw("</td></tr>\n");
    }
    page.raw("</tbody></table></div>");
    if statements.len() > MOST_ROWS {
        page.raw("<p>And ")
            .count(statements.len() - MOST_ROWS)
            .raw(" more: <code>surgec --emit memory=table</code>.</p>");
    }
    page.raw("</details>\n");
}

/// The sizes that nobody knows before the run and that the drawings depend on.
fn used_symbols(memory: &Memory) -> Vec<String> {
    let polys = memory.statements.iter().flat_map(|statement| {
        [&statement.peak.low, &statement.peak.estimate, &statement.peak.high]
    });
    let mut used: Vec<usize> = polys.flat_map(Poly::symbols).map(usize::from).collect();
    used.sort_unstable();
    used.dedup();
    used.into_iter().filter_map(|symbol| memory.symbols.get(symbol).cloned()).collect()
}

/// The lists that need not exist: where they stand, and what becomes of them.
fn lists(page: &mut Markup, program: &Program, plan: &Plan) {
    if plan.space.is_empty() {
        return;
    }
    page.raw("<h3>Lists that need not exist</h3>\n<p>A list that is gone through once can be a stream: each element is made when it ");
    page.raw("is asked for, and forgotten afterwards. ");
    match space::total(&plan.space) {
        Some((bytes, left)) if bytes > 0.0 => {
            page.text(&bytes_for_people(bytes)).raw(" less, as estimated");
            page.raw(if left > 0 { ", and what depends on the run." } else { "." });
        }
        _ => {}
    }
    page.raw("</p>\n<ul>");
    for (index, list) in plan.space.iter().enumerate() {
        page.raw("<li><span class=\"mark\">").raw(if list.refused.is_none() {
            "[✓]"
        } else {
            "[–]"
        });
        page.raw("</span> <a class=\"place\" href=\"#s").count(index + 1).raw("\">");
        page.text(&program.entry().place(list.range)).raw("</a> ");
        prose(page, &list.description);
        if let Some(obstacle) = &list.refused {
            page.raw(" (stays: ").raw(obstacle.name).raw(")");
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
}

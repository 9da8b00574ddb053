//! The top of the page: how many regions run in parallel, what to change first, and a list of all decisions.

use super::{link_to_line, prose};
use crate::advice;
use crate::bodies::Body;
use crate::diagnostics::noun;
use crate::draw::gantt::operations;
use crate::emit_memory;
use crate::markup::Markup;
use crate::plan::{Decision, Plan, Refusal, Region, RegionKind};
use crate::program::Program;
use crate::reasons::{Family, Reason};
use crate::report::{plural, sentence};

/// How many changes are proposed.
const MOST_CHANGES: usize = 5;
/// Up to how many decisions the list is open.
const FEW_DECISIONS: usize = 40;

/// One sentence.
pub fn headline(page: &mut Markup, program: &Program, plan: &Plan) {
    let (parallel, found) = (plan.parallel().count(), plan.regions.len());
    page.raw("<p class=\"headline\">");
    if found == 0 {
        page.raw("The script has no loops, so there was nothing to decide. It runs as it is.");
    } else if parallel == 0 {
        page.raw("Nothing runs in parallel; the script runs as it is.");
    } else {
        page.raw("<strong>").count(parallel).raw("</strong> of ").count(found).raw(" ");
        page.raw(plural(found, "loop or expression ", "loops and expressions "));
        page.raw(plural(parallel, "runs", "run"))
            .raw(" on all cores. Results and output stay those of ");
        page.text(&program.entry().label).raw(", to the last bit.");
    }
    page.raw("</p>\n");
}

pub fn section(page: &mut Markup, program: &Program, plan: &Plan, bodies: &[Body]) {
    page.raw("<section id=\"summary\" aria-labelledby=\"summary-title\"><h2 id=\"summary-title\">Summary</h2>\n");
    tiles(page, plan);
    measured(page, program, plan);
    changes(page, program, plan, bodies);
    decisions(page, program, plan);
    promises(page, program, plan);
    page.raw("</section>\n");
}

fn tiles(page: &mut Markup, plan: &Plan) {
    let (mut small, mut refused) = (0, 0);
    for (_, refusal) in plan.sequential() {
        if refusal.reason.wants_change() || refusal.reason == Reason::InternalError {
            refused += 1;
        } else {
            small += 1;
        }
    }
    let streams = plan.streams().count();
    page.raw("<ul class=\"tiles\">");
    tile(page, "yes", "[✓]", plan.parallel().count(), "on all cores");
    tile(page, "no", "[✗]", refused, "in order; a change could help");
    tile(page, "minor", "[–]", small, "in order; nothing to gain");
    if streams > 0 {
        tile(page, "yes", "[≋]", streams, "held as streams, not as lists");
    }
    if let Some(memory) = &plan.memory {
        page.raw("<li class=\"tile minor\"><span class=\"number\">");
        let peak = &memory.peak.estimate;
        if !peak.is_finite() {
            page.raw("not known");
        } else if peak.as_constant().is_some() {
            page.text(&emit_memory::people(memory, peak));
        } else {
            page.raw("depends on input");
        }
        page.raw("</span><span class=\"what\">memory at once, as estimated: <a href=\"#memory\">details</a></span></li>");
    }
    page.raw("</ul>\n");
}

fn tile(
    page: &mut Markup,
    class: &'static str,
    mark: &'static str,
    count: usize,
    what: &'static str,
) {
    page.raw("<li class=\"tile ").raw(class).raw("\"><span class=\"mark\">").raw(mark);
    page.raw("</span> <span class=\"number\">").count(count).raw("</span> <span class=\"what\">");
    page.raw(what).raw("</span></li>");
}

/// Where the time went, where a profile says so.
fn measured(page: &mut Markup, program: &Program, plan: &Plan) {
    let Some(measured) = &plan.measured else { return };
    page.raw("<h3>Where the time went</h3>\n<p>By the profile <code>").text(&measured.name);
    page.raw(
        "</code>, with what the profiler itself took.</p>\n<div class=\"wide\"><table><thead><tr>",
    );
    for title in ["Own time", "With calls", "Calls", "Function", "Place", "Loops in it"] {
        page.raw("<th scope=\"col\">").text(title).raw("</th>");
    }
    page.raw("</tr></thead>\n<tbody>");
    for row in measured.shown() {
        page.raw("<tr><td>").text(&measured.share(row.own));
        page.raw("</td><td>").text(&measured.share(row.total));
        page.raw("</td><td>").text(&row.calls.to_string());
        page.raw("</td><td><code>").text(&row.qualname).raw("</code></td><td>");
        link_to_line(page, program, row.module, row.line);
        page.raw("</td><td>").text(&row.loops(plan)).raw("</td></tr>\n");
    }
    page.raw("</tbody></table></div>\n");
}

/// Refusals with one thing in the way.
struct Change<'p> {
    first: (usize, &'p Region, &'p Refusal),
    /// The regions that it holds up, by number.
    regions: Vec<usize>,
    /// The most work of a statement that holds one of them, in simple operations.
    work: f64,
}

/// What an author should look at first: what holds up the most work, as far as it can be estimated.
fn changes(page: &mut Markup, program: &Program, plan: &Plan, bodies: &[Body]) {
    let mut changes: Vec<(String, Change<'_>)> = Vec::new();
    for (index, region) in plan.regions.iter().enumerate() {
        let Decision::Sequential(refusal) = &region.decision else { continue };
        if !refusal.reason.wants_change() {
            continue;
        }
        let key = key_of(program, plan, refusal, region);
        // What stands inside it and runs on all cores is not held up.
        let work = if holds_parallel(plan, region) { 0.0 } else { work_of(bodies, region) };
        match changes.iter_mut().find(|(known, _)| *known == key) {
            Some((_, change)) => {
                change.regions.push(index + 1);
                change.work = change.work.max(work);
            }
            None => {
                let change =
                    Change { first: (index + 1, region, refusal), regions: vec![index + 1], work };
                changes.push((key, change));
            }
        }
    }
    if changes.is_empty() {
        return;
    }
    changes.sort_by(|(_, one), (_, two)| {
        two.work.total_cmp(&one.work).then(two.regions.len().cmp(&one.regions.len()))
    });
    page.raw("<h3>What to change first</h3>\n<ol class=\"changes\">");
    for (_, change) in changes.iter().take(MOST_CHANGES) {
        one_change(page, program, plan, change);
    }
    page.raw("</ol>\n");
    if changes.len() > MOST_CHANGES {
        page.raw("<p class=\"soft\">And ").count(changes.len() - MOST_CHANGES);
        page.raw(" more, in the list of decisions. Start where the program spends its time.</p>\n");
    }
}

/// What is the same of refusals that one change could lift.
fn key_of(program: &Program, plan: &Plan, refusal: &Refusal, region: &Region) -> String {
    let lines = advice::of(program, plan, refusal).lines;
    match &refusal.cause {
        _ if !lines.is_empty() => format!("{} {lines:?}", refusal.reason.name()),
        // What stands in the way of the whole program is one thing, whichever loop asks.
        _ if refusal.reason.family() == Family::Unknown => {
            format!("{} {}", refusal.reason.name(), refusal.detail)
        }
        Some(cause) => format!("{} {:?} {:?}", refusal.reason.name(), cause.module, cause.range),
        None => format!("{} {:?} {:?}", refusal.reason.name(), region.module, region.range),
    }
}

/// Whether a region around others leaves one of them to all cores.
fn holds_parallel(plan: &Plan, region: &Region) -> bool {
    plan.regions.iter().any(|inner| {
        inner.module == region.module
            && inner.range != region.range
            && region.range.contains_range(inner.range)
            && matches!(inner.decision, Decision::Parallel(_))
    })
}

/// The work of the statement of its body that holds a region.
fn work_of(bodies: &[Body], region: &Region) -> f64 {
    let statements =
        bodies.iter().filter(|body| body.module == region.module).flat_map(|body| &body.statements);
    let around = statements
        .filter(|statement| {
            !statement.is_definition && statement.range.contains_range(region.range)
        })
        .min_by_key(|statement| statement.range.len());
    around
        .map_or(0.0, |statement| if statement.cost.is_finite() { statement.cost } else { f64::MAX })
}

fn one_change(page: &mut Markup, program: &Program, plan: &Plan, change: &Change<'_>) {
    let (number, region, refusal) = change.first;
    page.raw("<li><p><a class=\"place\" href=\"#r").count(number).raw("\">");
    page.text(&program.module(region.module).place(region.header)).raw("</a> ");
    reason_link(page, refusal.reason);
    match change.regions.len() {
        1 => {}
        count => {
            page.raw(" and ").count(count - 1).raw(" more ").raw(plural(
                count - 1,
                "place",
                "places",
            ));
        }
    }
    if change.work > 0.0 && change.work < f64::MAX {
        page.raw(" <span class=\"soft\">holds up about ").text(&operations(change.work));
        page.raw(" operations</span>");
    }
    page.raw("</p><p>");
    let why = if refusal.detail.is_empty() { refusal.reason.summary() } else { &refusal.detail };
    prose(page, &sentence(why));
    page.raw("</p>");
    advice_of(page, program, plan, refusal);
    page.raw("</li>\n");
}

/// What would help, with lines to copy.
pub fn advice_of(page: &mut Markup, program: &Program, plan: &Plan, refusal: &Refusal) {
    let advice = advice::of(program, plan, refusal);
    page.raw("<p><b>Change:</b> ");
    prose(page, &advice.sentence);
    page.raw("</p>");
    if !advice.lines.is_empty() {
        page.raw("<pre class=\"add\">").text(&advice.lines.join("\n")).raw("</pre>");
    }
}

pub fn reason_link(page: &mut Markup, reason: Reason) {
    page.raw("<a class=\"reason\" href=\"#why-")
        .raw(reason.name())
        .raw("\">")
        .raw(reason.name())
        .raw("</a>");
}

/// How a decision is marked.
pub fn mark_of(region: &Region) -> (&'static str, &'static str) {
    match &region.decision {
        Decision::Parallel(_) => ("yes", "[✓]"),
        Decision::Sequential(refusal) if refusal.reason.wants_change() => ("no", "[✗]"),
        Decision::Sequential(refusal) if refusal.reason == Reason::InternalError => ("no", "[✗]"),
        Decision::Sequential(_) => ("minor", "[–]"),
    }
}

fn decisions(page: &mut Markup, program: &Program, plan: &Plan) {
    if plan.regions.is_empty() {
        return;
    }
    page.raw("<details class=\"decisions\"");
    page.raw(if plan.regions.len() <= FEW_DECISIONS { " open" } else { "" });
    page.raw("><summary><h3>All ")
        .count(plan.regions.len())
        .raw(" decisions</h3></summary>\n<div class=\"wide\"><table>");
    page.raw("<thead><tr><th scope=\"col\">Decision</th><th scope=\"col\">Place</th><th scope=\"col\">In</th>");
    page.raw("<th scope=\"col\">What</th><th scope=\"col\">Why, or how</th></tr></thead>\n<tbody>");
    for (index, region) in plan.regions.iter().enumerate() {
        let (class, mark) = mark_of(region);
        let module = program.module(region.module);
        page.raw("<tr class=\"")
            .raw(class)
            .raw("\"><td class=\"mark\">")
            .raw(mark)
            .raw("</td><td>");
        page.raw("<a class=\"place\" href=\"#r")
            .count(index + 1)
            .raw("\">")
            .text(&module.place(region.header));
        page.raw("</a></td><td><code>").text(&region.function).raw("</code></td><td>");
        page.raw(match region.kind {
            RegionKind::Segment => "statements",
            kind => noun(kind),
        });
        page.raw("</td><td>");
        match &region.decision {
            Decision::Parallel(parallel) => {
                page.raw("on all cores, by <code>").text(&parallel.task).raw("</code>");
            }
            Decision::Sequential(refusal) => {
                reason_link(page, refusal.reason);
                if refusal.reason.family() != Family::Cost {
                    page.raw(" ");
                    let detail = if refusal.detail.is_empty() {
                        refusal.reason.summary()
                    } else {
                        &refusal.detail
                    };
                    prose(page, detail);
                }
            }
        }
        page.raw("</td></tr>\n");
    }
    page.raw("</tbody></table></div></details>\n");
}

/// What the user said, and what of it had no effect.
fn promises(page: &mut Markup, program: &Program, plan: &Plan) {
    if !plan.promises.is_empty() {
        page.raw("<h3>What you promised</h3>\n<p>surgec believes this and cannot check it. If it is wrong, the package may ");
        page.raw("behave differently from the script.</p><ul>");
        for promise in &plan.promises {
            page.raw("<li><code>").text(&promise.about).raw("</code> is <q>").text(&promise.words);
            page.raw("</q> (").text(&promise.place).raw(")</li>");
        }
        page.raw("</ul>\n");
    }
    if !plan.remarks.is_empty() {
        page.raw("<h3>Comments without effect</h3>\n<ul>");
        for remark in &plan.remarks {
            let line = program.module(remark.module).lines.line(remark.range.start());
            page.raw("<li>");
            link_to_line(page, program, remark.module, line);
            page.raw(": ").text(&remark.message).raw("</li>");
        }
        page.raw("</ul>\n");
    }
}

//! What is said beside a line: a decision about a loop, an expression or a list, in full.

use super::summary::{advice_of, mark_of, reason_link};
use super::{link_to_line, prose};
use crate::checkpoints::{self, Checkpoint};
use crate::compile::tasks_path;
use crate::diagnostics::noun;
use crate::emit_memory;
use crate::markup::Markup;
use crate::passes::space::{Kind, Opportunity};
use crate::plan::{Decision, ParallelPlan, Plan, Refusal, Region, Stage};
use crate::program::{Module, Program};
use crate::reasons::Family;
use crate::report::space::percent;
use crate::report::{inside_of, sentence, word_before};

/// The decision about region number `number`.
pub fn region(page: &mut Markup, program: &Program, plan: &Plan, number: usize) {
    let region = &plan.regions[number - 1];
    let (class, mark) = mark_of(region);
    page.raw("<details class=\"note ")
        .raw(class)
        .raw("\" id=\"r")
        .count(number)
        .raw("\"><summary>");
    page.raw("<span class=\"mark\">").raw(mark).raw("</span> ");
    match &region.decision {
        Decision::Parallel(parallel) => {
            page.raw("on all cores <code>").text(&parallel.task).raw("</code></summary>");
            in_parallel(page, program, plan, region, parallel);
        }
        Decision::Sequential(refusal) => {
            page.raw("in order: ").raw(refusal.reason.name());
            if refusal.reason.family() != Family::Cost && !refusal.detail.is_empty() {
                page.raw(", ");
                prose(page, &refusal.detail);
            }
            page.raw("</summary>");
            in_order(page, program, plan, region, refusal);
        }
    }
    page.raw("</details>\n");
}

fn in_parallel(
    page: &mut Markup,
    program: &Program,
    plan: &Plan,
    region: &Region,
    parallel: &ParallelPlan,
) {
    let module = program.module(region.module);
    page.raw("<p>This ")
        .raw(noun(region.kind))
        .raw(" runs on all cores")
        .text(&inside_of(program, plan, region))
        .raw("; <code>")
        .text(&parallel.task);
    page.raw("</code> in ")
        .text(&tasks_path(module, region.module.index()))
        .raw(" computes it.</p>");
    let stages = [
        (Stage::Compute, "ahead", "Computed ahead, on all cores"),
        (
            Stage::Produce,
            "foreseen",
            "In order, and once more ahead of time, to foresee what the rounds work on",
        ),
        (Stage::Commit, "in-order", "In order, in the main process"),
    ];
    for (stage, class, title) in stages {
        stage_list(page, module, parallel, (stage, class, title));
    }
    page.raw("<dl>");
    names(page, "The workers get", &parallel.needs);
    names(page, "They read", &parallel.globals);
    names(
        page,
        if parallel.folded { "Each adds up its share of" } else { "They send back" },
        &parallel.has,
    );
    page.raw("</dl>");
    if parallel.says {
        page.raw("<p>").text(crate::report::SAYS).raw("</p>");
    }
    if let Some(line) =
        plan.memory.as_ref().and_then(|memory| emit_memory::region_line(memory, region))
    {
        page.raw("<p>").text(&line).raw("</p>");
    }
    if !parallel.assumptions.is_empty() {
        let numbers: Vec<String> = parallel.assumptions.iter().map(ToString::to_string).collect();
        page.raw("<p class=\"soft\">Rests on the assumptions ").text(&numbers.join(", "));
        page.raw(" of docs/assumptions.md.</p>");
    }
}

fn stage_list(
    page: &mut Markup,
    module: &Module,
    plan: &ParallelPlan,
    (stage, class, title): (Stage, &'static str, &'static str),
) {
    let mut of = plan.statements.iter().filter(|statement| statement.stage == stage).peekable();
    if of.peek().is_none() {
        return;
    }
    page.raw("<p class=\"stage-title\"><span class=\"stage ").raw(class).raw("\">").raw(title);
    page.raw("</span></p><ul class=\"statements\">");
    for statement in of {
        let text = module.slice(statement.range).lines().next().unwrap_or_default();
        let short: String = text.chars().take(100).collect();
        page.raw("<li><span class=\"ln\">")
            .count(module.lines.line(statement.range.start()))
            .raw("</span> <code>")
            .raw(word_before(module, statement.range));
        page.text(short.trim_end()).raw(if short.len() < module.slice(statement.range).len() {
            " …"
        } else {
            ""
        });
        page.raw("</code>");
        if let Some(because) = &statement.because {
            page.raw("<br><span class=\"soft\">because ");
            prose(page, because);
            page.raw("</span>");
        }
        page.raw("</li>");
    }
    page.raw("</ul>");
}

fn names(page: &mut Markup, title: &'static str, names: &[String]) {
    if !names.is_empty() {
        page.raw("<dt>")
            .raw(title)
            .raw("</dt><dd><code>")
            .text(&names.join(", "))
            .raw("</code></dd>");
    }
}

fn in_order(page: &mut Markup, program: &Program, plan: &Plan, region: &Region, refusal: &Refusal) {
    page.raw("<p>This ").raw(noun(region.kind)).raw(" runs as before: ");
    prose(page, refusal.reason.summary());
    page.raw(".</p>");
    if !refusal.detail.is_empty() {
        page.raw("<p><b>Why:</b> ");
        prose(page, &sentence(&refusal.detail));
        page.raw("</p>");
    }
    let is_free = refusal.reason.family() == Family::Cost && refusal.cause.is_none();
    if let Some(cause) = &refusal.cause {
        let line = program.module(cause.module).lines.line(cause.range.start());
        page.raw("<p><b>Where:</b> ");
        link_to_line(page, program, cause.module, line);
        page.raw(", <code>").text(&cause.what).raw("</code></p>");
    }
    if !is_free {
        advice_of(page, program, plan, refusal);
    }
    page.raw("<p><b>More:</b> ");
    reason_link(page, refusal.reason);
    page.raw("</p>");
}

/// How a list that could be a stream is marked, in one word for each kind.
fn word_of(list: &Opportunity) -> (&'static str, &'static str) {
    match (list.kind, list.refused.is_none()) {
        (Kind::Stream, true) => ("[≋]", "stream: each element is made when it is asked for"),
        (Kind::Sort, true) => ("[↕]", "sort: on the disk where memory has no room"),
        (Kind::Trajectory, true) => ("[≋]", "states: few are held, the rest is computed again"),
        (Kind::Stream, false) => ("[–]", "stays a list"),
        (Kind::Sort, false) => ("[–]", "is sorted in memory"),
        (Kind::Trajectory, false) => ("[–]", "all states are held"),
    }
}

/// The decision about a list that need not exist.
pub fn list(page: &mut Markup, list: &Opportunity, number: usize) {
    let (mark, word) = word_of(list);
    let class = if list.refused.is_none() { "yes" } else { "minor" };
    page.raw("<details class=\"note ")
        .raw(class)
        .raw("\" id=\"s")
        .count(number)
        .raw("\"><summary><span class=\"mark\">");
    page.raw(mark).raw("</span> ").raw(word);
    if let Some(obstacle) = &list.refused {
        page.raw(": ").raw(obstacle.name);
    }
    page.raw("</summary><p>");
    prose(page, &sentence(&list.description));
    page.raw("</p>");
    if let Some(obstacle) = &list.refused {
        page.raw("<p><b>Why:</b> ");
        prose(page, &sentence(&obstacle.detail));
        page.raw("</p></details>\n");
        return;
    }
    page.raw("<dl><dt>Saves</dt><dd>")
        .text(&percent(list.saving))
        .raw(" of ")
        .text(&list.amount)
        .raw(" (");
    page.text(&list.provenance).raw(")</dd><dt>Overhead</dt><dd>").text(&percent(list.overhead));
    page.raw("</dd><dt>Confidence, clarity</dt><dd>")
        .text(&format!("{:.2}, {:.2}", list.confidence, list.clarity));
    page.raw("</dd><dt>Score</dt><dd>")
        .text(&format!("{:.0} of 100", list.score))
        .raw("</dd></dl>");
    if list.is_parallel {
        page.raw("<p>Its elements are computed on all cores, no further ahead than a window of results.</p>");
    }
    if list.feeds_parallel {
        page.raw("<p>What goes through it runs on all cores; its elements are made meanwhile, a window of them ahead.</p>");
    }
    page.raw("</details>\n");
}

/// Whether a loop can be resumed.
pub fn checkpoint(
    page: &mut Markup,
    program: &Program,
    plan: &Plan,
    checkpoint: &Checkpoint,
    number: usize,
) {
    let bytes = |checkpoint: &Checkpoint| emit_memory::state_line(plan.memory.as_ref(), checkpoint);
    let class = if checkpoint.decision.is_ok() { "yes" } else { "minor" };
    page.raw("<details class=\"note ")
        .raw(class)
        .raw("\" id=\"c")
        .count(number)
        .raw("\"><summary>");
    page.raw(if checkpoint.decision.is_ok() {
        "[✓] can be resumed"
    } else {
        "[–] cannot be resumed"
    });
    page.raw("</summary>");
    for line in checkpoints::report_lines(program, std::slice::from_ref(checkpoint), bytes) {
        page.raw("<p>");
        prose(page, &line);
        page.raw("</p>");
    }
    if let Err(refusal) = &checkpoint.decision {
        page.raw("<p><b>More:</b> ");
        reason_link(page, refusal.reason);
        page.raw("</p>");
    }
    page.raw("</details>\n");
}

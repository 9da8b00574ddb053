//! The part of the report about lists that could be streams.

use super::{Page, plural, sentence};
use crate::emit_memory::bytes_for_people as people;
use crate::passes::space::{Kind, LeftAlone, Opportunity};
use crate::plan::Plan;
use crate::program::Program;

pub(super) fn write(page: &mut Page, program: &Program, plan: &Plan) {
    lists(page, program, &plan.space);
    left_alone(page, program, &plan.left_alone);
}

/// Buffers and loops over matrices: found, and why they stay as they are.
fn left_alone(page: &mut Page, program: &Program, found: &[LeftAlone]) {
    if found.is_empty() {
        return;
    }
    let module = program.entry();
    page.blank();
    page.line("Buffers and matrices");
    page.line("--------------------");
    page.wrapped(
        "",
        "Where buffers are flushed at a fixed size, and matrices are gone through, other sizes and orders could save time. \
         These stay as they are.",
    );
    page.blank();
    page.line(&format!("Found:   {:4}  {}", found.len(), plural(found.len(), "place", "places")));
    page.line("Applied:    0");
    for one in found {
        page.blank();
        let inside = if one.function == "<module>" {
            String::new()
        } else {
            format!(", in {}", one.function)
        };
        page.line(&format!("[✗] {}{inside}: {}", module.place(one.range), one.kind));
        page.source(module, module.lines.line(one.range.start()), 6);
        page.hanging(
            &format!("    It stays as it is ({}): ", one.reason),
            8,
            &sentence_lower(one.detail),
        );
    }
}

fn lists(page: &mut Page, program: &Program, found: &[Opportunity]) {
    if found.is_empty() {
        return;
    }
    let applied = found.iter().filter(|opportunity| opportunity.refused.is_none()).count();
    page.blank();
    page.line("Lists that need not exist");
    page.line("-------------------------");
    page.wrapped(
        "",
        "A list that is gone through once can be a stream: each element is made when it is asked for, and forgotten \
         afterwards; sorted, it can be on the disk where memory has no room. Results, output and exceptions stay the same.",
    );
    page.blank();
    page.line(&format!("Found:   {:4}  {}", found.len(), plural(found.len(), "list", "lists")));
    page.line(&format!("Applied: {applied:4}"));
    match total(found) {
        Some((bytes, 0)) => page.line(&format!("Memory:  {} less (estimate)", people(bytes))),
        Some((bytes, left)) if bytes > 0.0 => page.line(&format!(
            "Memory:  {} less (estimate), and what depends on the run for {left}",
            people(bytes)
        )),
        _ => {}
    }
    let most = |is_stream: bool| {
        let applied = found.iter().filter(|one| one.refused.is_none());
        let alike = applied.filter(|one| (one.kind == Kind::Stream) == is_stream);
        alike.map(|one| one.overhead).reduce(f64::max)
    };
    if let Some(most) = most(true) {
        page.line(&format!("Time:    at most {} more to make the elements", percent(most)));
    }
    if let Some(most) = most(false) {
        page.line(&format!("Time:    at most {} more past the budget of memory", percent(most)));
    }
    for opportunity in found {
        page.blank();
        one(page, program, opportunity);
    }
}

/// Bytes that the applied ones save, as far as they are known, and how many are not.
pub(crate) fn total(found: &[Opportunity]) -> Option<(f64, usize)> {
    let applied = || found.iter().filter(|opportunity| opportunity.refused.is_none());
    let known: f64 = applied().filter_map(|opportunity| opportunity.bytes).sum();
    let left = applied().filter(|opportunity| opportunity.bytes.is_none()).count();
    (applied().count() > 0).then_some((known, left))
}

fn one(page: &mut Page, program: &Program, opportunity: &Opportunity) {
    let module = program.entry();
    let mark = if opportunity.refused.is_none() { "[✓]" } else { "[✗]" };
    let inside = if opportunity.function == "<module>" {
        String::new()
    } else {
        format!(", in {}", opportunity.function)
    };
    let place = module.place(opportunity.range);
    page.line(&format!("{mark} {place}{inside}: {}", opportunity.kind.word()));
    page.source(module, module.lines.line(opportunity.range.start()), 6);
    let consumer = module.lines.line(opportunity.consumer.start());
    if consumer != module.lines.line(opportunity.range.start()) {
        page.source(module, consumer, 6);
    }
    page.wrapped("    ", &sentence(&opportunity.description));
    if let Some(obstacle) = &opportunity.refused {
        let stays = match opportunity.kind {
            Kind::Stream => "It stays a list",
            Kind::Sort => "It is sorted in memory",
            Kind::Trajectory => "All states are held",
        };
        let detail = format!("    {stays} ({}): ", obstacle.name);
        page.hanging(&detail, 8, &sentence_lower(&obstacle.detail));
        return;
    }
    let (what, beyond) = match opportunity.kind {
        Kind::Stream => ("the list's memory", ""),
        Kind::Sort | Kind::Trajectory => {
            ("what exceeds the budget", "; SURGE_MEMORY, or half of what is free")
        }
    };
    let kept = opportunity.kept_saving.map_or_else(String::new, |saving| {
        format!(
            " where what goes through it keeps none of the elements, {} where it keeps all",
            percent(saving)
        )
    });
    page.hanging(
        "    Saves: ",
        11,
        &format!(
            "{} of {what}{kept} ({}; {}{beyond}).",
            percent(opportunity.saving),
            opportunity.amount,
            opportunity.provenance
        ),
    );
    if opportunity.is_parallel {
        page.hanging(
            "    ",
            4,
            "Its elements are computed on all cores, no further ahead of what goes through them than a window of \
             results: as quick as a whole list, in less memory.",
        );
    }
    if opportunity.feeds_parallel {
        page.hanging(
            "    ",
            4,
            "What goes through it runs on all cores; its elements are made meanwhile, a window of them ahead.",
        );
    }
    page.line(&format!(
        "    Overhead: {}. Confidence: {:.2}. Clarity: {:.2}. Score: {:.0} of 100.",
        percent(opportunity.overhead),
        opportunity.confidence,
        opportunity.clarity,
        opportunity.score
    ));
}

pub(crate) fn percent(value: f64) -> String {
    if value > 99.0 && value < 100.0 {
        "more than 99 %".to_owned()
    } else if value < 1.0 {
        "less than 1 %".to_owned()
    } else {
        format!("{value:.0} %")
    }
}

fn sentence_lower(text: &str) -> String {
    format!("{text}.")
}

//! `report.html`: the report as one page that needs nothing else, no network and no script to be read.
//!
//! The source with the decisions beside its lines, what to change first, the dependence graphs, the schedule, memory over
//! statements, and the pages about the reasons. Whatever comes from the script is text ([`Markup`] lets nothing else in);
//! the same program gives the same bytes. The script in the page adds comfort, no content.

mod explanations;
mod graphs;
mod memory;
mod notes;
mod source;
mod summary;

use crate::bodies::Body;
use crate::draw;
use crate::emit_facts;
use crate::guard;
use crate::ids::ModuleId;
use crate::knowledge::Knowledge;
use crate::markup::Markup;
use crate::passes::memory::{self as estimate, Memory, Request};
use crate::passes::scopes;
use crate::plan::Plan;
use crate::program::Program;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// What the page shows beside the plan. What could not be established is missing, with the reason.
pub struct Facts {
    bodies: Result<Vec<Body>, String>,
    memory: Result<Memory, String>,
}

impl Facts {
    /// Looks at the program once more. A failure of that is a bug, which the caller reports.
    pub fn of(program: &Program, knowledge: &Knowledge, request: &Request) -> Facts {
        let bodies = guard::run(|| emit_facts::bodies(program, knowledge));
        let request = Request { variables: true, ..request.clone() };
        let memory = guard::run(|| estimate::run(program, &scopes::run(program), &request));
        Facts { bodies, memory }
    }

    /// What went wrong.
    pub fn failures(&self) -> Vec<String> {
        let graphs = self
            .bodies
            .as_ref()
            .err()
            .map(|panic| format!("the dependence graphs failed: {panic}"));
        let memory =
            self.memory.as_ref().err().map(|panic| format!("the memory estimate failed: {panic}"));
        graphs.into_iter().chain(memory).collect()
    }
}

/// The whole page.
pub fn write(program: &Program, plan: &Plan, facts: &Facts) -> String {
    let label = &program.entry().label;
    let bodies = facts.bodies.as_deref().unwrap_or_default();
    let mut page = Markup::default();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.raw("<meta name=\"generator\" content=\"surgec\">\n<title>").text(label);
    page.raw(" – surgec report</title>\n<style>\n")
        .raw(draw::STYLE)
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n");
    page.raw("<a class=\"skip\" href=\"#source\">To the source</a>\n<header>\n");
    page.raw("<p class=\"made-by\">surgec report</p>\n<h1>").text(label).raw("</h1>\n");
    summary::headline(&mut page, program, plan);
    page.raw("</header>\n<nav aria-label=\"Parts of the report\"><ul>");
    page.raw("<li><a href=\"#summary\">Summary</a></li><li><a href=\"#source\">Source</a></li>");
    page.raw(
        "<li><a href=\"#graphs\">Dependences</a></li><li><a href=\"#schedule\">Schedule</a></li>",
    );
    page.raw("<li><a href=\"#memory\">Memory</a></li><li><a href=\"#reasons\">Reasons</a></li></ul></nav>\n<main>\n");
    summary::section(&mut page, program, plan, bodies);
    source::section(&mut page, program, plan);
    graphs::dependences(&mut page, program, facts.bodies.as_deref(), plan);
    graphs::schedule(&mut page, facts.bodies.as_deref(), plan);
    memory::section(&mut page, program, plan, facts);
    explanations::section(&mut page, plan);
    page.raw("</main>\n<footer><p>Written by surgec ").text(env!("CARGO_PKG_VERSION"));
    page.raw(". This page is one file: it loads nothing, and can be kept, mailed or printed.</p></footer>\n<script>\n");
    page.raw(SCRIPT).raw("</script>\n</body>\n</html>\n");
    page.into_string()
}

/// What the ids of a module's lines start with.
fn line_prefix(module: ModuleId) -> String {
    match module.index() {
        0 => "L".into(),
        index => format!("m{index}-L"),
    }
}

/// A link to a line of a source that is on the page; plain words where it is not.
fn link_to_line(page: &mut Markup, program: &Program, module: ModuleId, line: usize) {
    let label = &program.module(module).label;
    if source::is_shown(program, module) {
        page.raw("<a href=\"#").text(&line_prefix(module)).count(line).raw("\">");
        page.text(label).raw(":").count(line).raw("</a>");
    } else {
        page.text(label).raw(":").count(line);
    }
}

/// A sentence in which `code` stands in backquotes.
fn prose(page: &mut Markup, text: &str) {
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 1 {
            page.raw("<code>").text(part).raw("</code>");
        } else {
            page.text(part);
        }
    }
}

//! The sources, line by line: number, mark, stage, text; below a line, what was decided about what starts there.

use std::collections::BTreeMap;

use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged as _, TextRange, TextSize};

use super::{line_prefix, notes, summary};
use crate::ids::ModuleId;
use crate::markup::Markup;
use crate::plan::{Decision, Plan, Stage};
use crate::program::{Module, Program};

/// How much of a line is shown.
const LONGEST: usize = 1000;
/// Sources with more lines than this, all together, are not shown beside the script's own.
const MOST_LINES: usize = 8000;

/// Whether the source of a module is on the page: the script always, the modules that it imports while there is room.
pub fn is_shown(program: &Program, module: ModuleId) -> bool {
    let up_to = &program.modules[..=module.index()];
    module.index() == 0
        || up_to.iter().map(|module| module.lines.line_count()).sum::<usize>() <= MOST_LINES
}

pub fn section(page: &mut Markup, program: &Program, plan: &Plan) {
    page.raw("<section id=\"source\" aria-labelledby=\"source-title\"><h2 id=\"source-title\">Source</h2>\n");
    page.raw("<p class=\"legend\"><span class=\"stage ahead\">ahead</span> computed on all cores, for many rounds at once. ");
    page.raw("<span class=\"stage in-order\">in order</span> runs round by round in the main process, as in the script. ");
    page.raw("<span class=\"stage foreseen\">foreseen</span> runs in order, and ahead of time on copies. Marks open.</p>\n");
    page.raw("<p class=\"filter\" hidden>Show <button type=\"button\" data-show=\"all\" aria-pressed=\"true\">all notes</button> ");
    page.raw("<button type=\"button\" data-show=\"yes\" aria-pressed=\"false\">[✓] only</button> ");
    page.raw("<button type=\"button\" data-show=\"no\" aria-pressed=\"false\">[✗] only</button> ");
    page.raw(
        "<button type=\"button\" data-show=\"none\" aria-pressed=\"false\">no notes</button> ",
    );
    page.raw("<button type=\"button\" data-open=\"yes\">open all</button></p>\n");
    let mut hidden = Vec::new();
    for (index, module) in program.modules.iter().enumerate() {
        let id = ModuleId::from(index);
        if !is_shown(program, id) {
            hidden.push(index);
            continue;
        }
        page.raw("<h3>").text(&module.label).raw("</h3>\n");
        listing(page, program, plan, id);
    }
    if !hidden.is_empty() {
        not_shown(page, program, plan, &hidden);
    }
    page.raw("</section>\n");
}

/// Decisions about modules whose text is left out.
fn not_shown(page: &mut Markup, program: &Program, plan: &Plan, hidden: &[usize]) {
    page.raw("<h3>Other modules</h3>\n<p>The texts of ").count(hidden.len());
    page.raw(" imported modules would make this page too long; the decisions about them are these.</p>\n<ul class=\"others\">");
    for (index, region) in plan.regions.iter().enumerate() {
        if hidden.contains(&region.module.index()) {
            page.raw("<li>").text(&program.module(region.module).place(region.header));
            notes::region(page, program, plan, index + 1);
            page.raw("</li>");
        }
    }
    page.raw("</ul>\n");
}

/// What stands beside the lines of one module.
#[derive(Default)]
struct Beside {
    /// Regions, lists and checkpoints that start on a line, by number.
    regions: BTreeMap<usize, Vec<usize>>,
    lists: BTreeMap<usize, Vec<usize>>,
    checkpoints: BTreeMap<usize, Vec<usize>>,
    /// How the statement on a line runs, and why.
    stages: BTreeMap<usize, (Stage, Option<String>)>,
}

fn listing(page: &mut Markup, program: &Program, plan: &Plan, id: ModuleId) {
    let module = program.module(id);
    let beside = gather(module, plan, id);
    let prefix = line_prefix(id);
    page.raw("<div class=\"listing\">\n");
    let last = module.lines.line_count();
    let mut tokens = Tokens { module, next: 0 };
    for line in 1..=last {
        let range = text_of(module, line);
        if line == last && range.is_empty() && line > 1 {
            break;
        }
        one_line(page, plan, &beside, (line, &prefix));
        code(page, &mut tokens, range);
        page.raw("</code></div>\n");
        for &number in beside.regions.get(&line).into_iter().flatten() {
            notes::region(page, program, plan, number);
        }
        for &number in beside.lists.get(&line).into_iter().flatten() {
            notes::list(page, &plan.space[number - 1], number);
        }
        for &number in beside.checkpoints.get(&line).into_iter().flatten() {
            let found = plan.checkpoints.iter().flatten().nth(number - 1);
            if let Some(checkpoint) = found {
                notes::checkpoint(page, program, plan, checkpoint, number);
            }
        }
    }
    page.raw("</div>\n");
}

/// Where the notes and stages of a module go.
fn gather(module: &Module, plan: &Plan, id: ModuleId) -> Beside {
    let mut beside = Beside::default();
    let line_of = |range: TextRange| module.lines.line(range.start());
    let mut staged = Vec::new();
    for (index, region) in plan.regions.iter().enumerate().filter(|(_, region)| region.module == id)
    {
        beside.regions.entry(line_of(region.header)).or_default().push(index + 1);
        if let Decision::Parallel(parallel) = &region.decision {
            staged.extend(&parallel.statements);
        }
    }
    // Inner statements after those that hold them.
    staged.sort_by_key(|statement| {
        (statement.range.start(), std::cmp::Reverse(statement.range.end()))
    });
    for statement in staged {
        let end = module.lines.line(statement.range.end());
        for line in line_of(statement.range)..=end {
            beside.stages.insert(line, (statement.stage, statement.because.clone()));
        }
    }
    if id.index() == 0 {
        for (index, list) in plan.space.iter().enumerate() {
            beside.lists.entry(line_of(list.range)).or_default().push(index + 1);
        }
        for (index, checkpoint) in plan.checkpoints.iter().flatten().enumerate() {
            beside.checkpoints.entry(line_of(checkpoint.header)).or_default().push(index + 1);
        }
    }
    beside
}

/// The columns before the text.
fn one_line(page: &mut Markup, plan: &Plan, beside: &Beside, (line, prefix): (usize, &str)) {
    let stage = match beside.stages.get(&line) {
        Some((Stage::Compute, why)) => Some(("ahead", "ahead", why)),
        Some((Stage::Commit, why)) => Some(("in-order", "in order", why)),
        Some((Stage::Produce, why)) => Some(("foreseen", "foreseen", why)),
        Some((Stage::Both, _)) | None => None,
    };
    page.raw("<div class=\"line").raw(stage.as_ref().map_or("", |_| " "));
    page.raw(stage.as_ref().map_or("", |(class, ..)| class))
        .raw("\" id=\"")
        .text(prefix)
        .count(line);
    page.raw("\"><a class=\"ln\" href=\"#")
        .text(prefix)
        .count(line)
        .raw("\">")
        .count(line)
        .raw("</a>");
    let marked = beside.regions.get(&line).and_then(|numbers| {
        // The one that says most: what runs in parallel, then what could.
        let marks = numbers.iter().map(|&number| summary::mark_of(&plan.regions[number - 1]));
        marks
            .min_by_key(|(class, _)| ["yes", "no", "minor"].iter().position(|known| known == class))
    });
    let listed = beside
        .lists
        .get(&line)
        .into_iter()
        .flatten()
        .any(|&number| plan.space[number - 1].refused.is_none());
    match (marked, listed) {
        (Some((class, mark)), _) => {
            page.raw("<span class=\"mark ").raw(class).raw("\">").raw(mark).raw("</span>");
        }
        (None, true) => {
            page.raw("<span class=\"mark yes\">[≋]</span>");
        }
        (None, false) => {}
    }
    if let Some((class, word, why)) = stage {
        page.raw("<span class=\"stage ").raw(class);
        if let Some(why) = why {
            page.raw("\" title=\"because ").text(why);
        }
        page.raw("\">").raw(word).raw("</span>");
    }
    page.raw("<code>");
}

/// A line without its end.
fn text_of(module: &Module, line: usize) -> TextRange {
    let range = module.lines.line_range(line);
    let text = module.source.text[range].trim_end_matches(['\r', '\n']);
    TextRange::at(range.start(), TextSize::of(text))
}

/// The tokens of a module, in order.
struct Tokens<'m> {
    module: &'m Module,
    next: usize,
}

/// The text of a line, with its words in their colours.
fn code(page: &mut Markup, tokens: &mut Tokens<'_>, line: TextRange) {
    let text = tokens.module.source.text.as_str();
    let shown = match text[line].char_indices().nth(LONGEST) {
        Some((at, _)) => TextRange::at(line.start(), TextSize::new(at as u32)),
        None => line,
    };
    let mut at = shown.start();
    let all = &tokens.module.parsed.tokens;
    while let Some(token) = all.get(tokens.next) {
        let range = token.range();
        if range.start() >= line.end() {
            break;
        }
        // A string may go on on the next line.
        let part = range.intersect(shown);
        if let (Some(class), Some(part)) =
            (class_of(token.kind()), part.filter(|part| !part.is_empty()))
        {
            page.text(&text[TextRange::new(at, part.start().max(at))]);
            page.raw("<span class=\"").raw(class).raw("\">").text(&text[part]).raw("</span>");
            at = part.end();
        }
        if range.end() > line.end() {
            break;
        }
        tokens.next += 1;
    }
    page.text(&text[TextRange::new(at, shown.end())]);
    if shown != line {
        page.raw("<span class=\"more\"> … ").count(text[line].chars().count() - LONGEST);
        page.raw(" more characters</span>");
    }
}

fn class_of(kind: TokenKind) -> Option<&'static str> {
    match kind {
        TokenKind::Comment => Some("com"),
        TokenKind::String
        | TokenKind::FStringStart
        | TokenKind::FStringMiddle
        | TokenKind::FStringEnd
        | TokenKind::TStringStart
        | TokenKind::TStringMiddle
        | TokenKind::TStringEnd => Some("str"),
        TokenKind::Int | TokenKind::Float | TokenKind::Complex => Some("num"),
        kind if kind.is_non_soft_keyword() => Some("key"),
        _ => None,
    }
}

//! `report.txt`: what was done with a script, for people who know no compilers.

pub(crate) mod space;

use std::fmt::Write as _;

use ruff_text_size::{TextRange, TextSize};

use crate::advice;
use crate::checkpoints::{self, Checkpoint};
use crate::compile::tasks_path;
use crate::diagnostics::noun;
use crate::emit_memory;
use crate::plan::{Decision, ParallelPlan, Plan, Refusal, Region, RegionKind, Stage};
use crate::profile;
use crate::program::{Module, Program};
use crate::reasons::{Family, Reason};

/// The longest line, in characters.
const WIDTH: usize = 100;

/// The report as text.
pub fn write(program: &Program, plan: &Plan) -> String {
    let mut page = Page::default();
    header(&mut page, program, plan);
    measured(&mut page, program, plan);
    for region in &plan.regions {
        page.blank();
        match &region.decision {
            Decision::Parallel(parallel) => {
                parallel_region(&mut page, program, plan, region, parallel);
            }
            Decision::Sequential(refusal) => {
                sequential_region(&mut page, program, plan, region, refusal);
            }
        }
    }
    memory(&mut page, program, plan);
    resumable(&mut page, program, plan);
    space::write(&mut page, program, plan);
    promises(&mut page, program, plan);
    page.blank();
    next_steps(&mut page, program, plan);
    page.text
}

fn header(page: &mut Page, program: &Program, plan: &Plan) {
    let title = format!("What surgec did with {}", program.entry().label);
    page.line(&title);
    page.line(&"=".repeat(title.chars().count().min(WIDTH)));
    page.blank();
    let (parallel, sequential) = (plan.parallel().count(), plan.sequential().count());
    if plan.regions.is_empty() {
        page.wrapped(
            "",
            "The script has no loops, so there was nothing to decide. It runs as it is.",
        );
        return;
    }
    page.line(&format!("[✓] {parallel:4}  {} on all cores", plural(parallel, "runs", "run")));
    page.line(&format!(
        "[✗] {sequential:4}  {} as before, one step after the other",
        plural(sequential, "runs", "run")
    ));
    page.blank();
    page.line(&format!("Found:           {:4}  {}", plan.regions.len(), kinds(plan)));
    page.line(&format!("Parallelised:    {parallel:4}"));
    page.line(&format!("Left sequential: {sequential:4}"));
    for (reason, count) in reasons(plan) {
        page.hanging(
            &format!("                 {count:4}  {}: ", reason.name()),
            29,
            reason.summary(),
        );
    }
    if parallel > 0 {
        page.blank();
        page.wrapped(
            "",
            "\"Computed ahead\" below means: worker processes compute these statements for many rounds of the loop at \
             once. \"In order\" means: the main process runs these statements round by round, as in the script. Whether \
             a loop has enough work for this to pay is measured while the program runs; where it does not pay, the \
             original loop runs.",
        );
    }
}

/// Where the time went, where a profile says so.
fn measured(page: &mut Page, program: &Program, plan: &Plan) {
    let Some(measured) = &plan.measured else { return };
    page.blank();
    page.line("Where the time went");
    page.line("-------------------");
    let text = format!(
        "By the profile {}, {:.3} s with what the profiler itself took. A function that was measured to take longer than it \
         looks counts for that much.",
        measured.name, measured.seconds
    );
    page.wrapped("", &text);
    page.blank();
    for line in profile::report_lines(program, plan, measured) {
        page.line(&line);
    }
}

/// How much memory the script needs at once, and what holds most of it.
fn memory(page: &mut Page, program: &Program, plan: &Plan) {
    let lines = plan
        .memory
        .as_ref()
        .map(|memory| emit_memory::report_lines(program, memory))
        .unwrap_or_default();
    if lines.is_empty() {
        return;
    }
    page.blank();
    page.line("Memory");
    page.line("------");
    for line in lines {
        page.wrapped("", &line);
    }
}

/// Which loops go on after a crash, where that was asked for.
fn resumable(page: &mut Page, program: &Program, plan: &Plan) {
    let Some(checkpoints) = &plan.checkpoints else { return };
    page.blank();
    page.line("Checkpoints");
    page.line("-----------");
    let bytes = |checkpoint: &Checkpoint| emit_memory::state_line(plan.memory.as_ref(), checkpoint);
    for line in checkpoints::report_lines(program, checkpoints, bytes) {
        page.hanging("", 4, &line);
    }
}

/// What the user said, and what of it had no effect.
fn promises(page: &mut Page, program: &Program, plan: &Plan) {
    if !plan.promises.is_empty() {
        page.blank();
        page.line("What you promised");
        page.line("-----------------");
        page.wrapped(
            "",
            "surgec believes the following and cannot check it (assumption 12). If one of these lines is wrong, the \
             package may behave differently from the script.",
        );
        for promise in &plan.promises {
            page.item(&format!("{} is \"{}\" ({})", promise.about, promise.words, promise.place));
        }
    }
    if !plan.remarks.is_empty() {
        page.blank();
        page.line("Comments without effect");
        page.line("-----------------------");
        for remark in &plan.remarks {
            let place = program.module(remark.module).place(remark.range);
            page.item(&format!("{place}: {}", remark.message));
        }
    }
}

/// `3 loops, 1 expression`.
fn kinds(plan: &Plan) -> String {
    let mut parts = Vec::new();
    for kind in [RegionKind::Loop, RegionKind::Values, RegionKind::Segment] {
        let count = plan.regions.iter().filter(|region| region.kind == kind).count();
        let many = match kind {
            RegionKind::Loop => "loops",
            RegionKind::Values => "expressions that work through many items",
            RegionKind::Segment => "statements that start early",
        };
        let one = match kind {
            RegionKind::Values => "expression that works through many items",
            RegionKind::Segment => "statement that starts early",
            RegionKind::Loop => noun(kind),
        };
        if count > 0 {
            parts.push(format!("{count} {}", plural(count, one, many)));
        }
    }
    parts.join(", ")
}

pub(crate) fn plural<'t>(count: usize, one: &'t str, many: &'t str) -> &'t str {
    if count == 1 { one } else { many }
}

/// The reasons with how often each came up, the most frequent first.
fn reasons(plan: &Plan) -> Vec<(Reason, usize)> {
    let count = |reason| plan.sequential().filter(|(_, refusal)| refusal.reason == reason).count();
    let mut counts: Vec<(Reason, usize)> = Reason::ALL
        .iter()
        .map(|&reason| (reason, count(reason)))
        .filter(|(_, count)| *count > 0)
        .collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counts
}

/// `loop`; of several expressions on one line, which one.
fn subject(program: &Program, plan: &Plan, region: &Region) -> String {
    let noun = noun(region.kind);
    let entry = program.module(region.module);
    let line = |other: &Region| (other.module, entry.lines.line(other.header.start()));
    let alone = plan.regions.iter().filter(|other| line(other) == line(region)).count() == 1;
    if region.kind != RegionKind::Values || alone {
        return noun.to_owned();
    }
    let text = entry.slice(region.header).split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{noun}, `{}`,", cut(&text, 60))
}

/// The mark, the place and the lines of the region's header.
fn place(page: &mut Page, program: &Program, region: &Region, mark: &str) {
    let entry = program.module(region.module);
    let inside = if region.function == "<module>" {
        String::new()
    } else {
        format!(", in {}", region.function)
    };
    page.line(&format!("{mark} {}{inside}", entry.place(region.header)));
    let first = entry.lines.line(region.header.start());
    let last = entry.lines.line(region.header.end()).min(first + 2);
    for line in first..=last {
        page.source(entry, line, 6);
    }
}

/// When a region has the workers that stands inside of another.
pub fn inside_of(program: &Program, plan: &Plan, region: &Region) -> String {
    let Some(outer) = plan.around(region) else { return String::new() };
    let line = program.module(outer.module).lines.line(outer.header.start());
    format!(
        " where the loop in line {line} leaves them to it, as it does when it has one round only"
    )
}

fn parallel_region(
    page: &mut Page,
    program: &Program,
    whole: &Plan,
    region: &Region,
    plan: &ParallelPlan,
) {
    place(page, program, region, "[✓]");
    let entry = program.module(region.module);
    let noun = subject(program, whole, region);
    let tasks = tasks_path(entry, region.module.index());
    let sentence = match region.kind {
        RegionKind::Segment => format!(
            "This {noun} is started early, in a worker process, and the main process goes on meanwhile; {} in {tasks} \
             computes it.",
            plan.task
        ),
        RegionKind::Loop | RegionKind::Values => {
            let whenever = inside_of(program, whole, region);
            format!(
                "This {noun} runs on all cores{whenever}; {} in {tasks} computes it.",
                plan.task
            )
        }
    };
    page.wrapped("    ", &sentence);
    let of = |stage| plan.statements.iter().filter(move |statement| statement.stage == stage);
    if of(Stage::Compute).next().is_some() {
        page.line(match region.kind {
            RegionKind::Segment => "    Computed early:",
            RegionKind::Loop | RegionKind::Values => "    Computed ahead, on all cores:",
        });
        for statement in of(Stage::Compute) {
            page.statement(entry, statement.range);
        }
    }
    if of(Stage::Produce).next().is_some() {
        page.line("    In order, and once more ahead of time, to foresee what the rounds work on:");
        for statement in of(Stage::Produce) {
            page.statement(entry, statement.range);
        }
    }
    if of(Stage::Commit).next().is_some() {
        page.line("    In order, in the main process:");
        for statement in of(Stage::Commit) {
            page.statement(entry, statement.range);
            if let Some(because) = &statement.because {
                page.wrapped("            ", &format!("because {because}"));
            }
        }
    }
    if !plan.needs.is_empty() {
        page.hanging("    The workers get: ", 21, &plan.needs.join(", "));
    }
    if !plan.globals.is_empty() {
        page.hanging("    They read: ", 15, &plan.globals.join(", "));
    }
    if plan.folded {
        page.hanging("    Each adds up its share of: ", 31, &plan.has.join(", "));
        page.wrapped(
            "    ",
            "The main process puts the shares together, in the order of the items.",
        );
    } else if !plan.has.is_empty() {
        page.hanging("    They send back: ", 20, &plan.has.join(", "));
    }
    if plan.says {
        page.wrapped("    ", SAYS);
    }
    if plan.writes {
        page.wrapped("    ", WRITES);
    }
    let memory = whole.memory.as_ref();
    if let Some(line) = memory.and_then(|memory| emit_memory::region_line(memory, region)) {
        page.hanging("    ", 12, &line);
    }
}

/// What becomes of the output of tasks.
pub const WRITES: &str = "What they write to files is sent back, too: the main process writes it, in the order of the rounds.";
pub const SAYS: &str = "What they print is sent back, too, and written in the order of the rounds.";

fn sequential_region(
    page: &mut Page,
    program: &Program,
    plan: &Plan,
    region: &Region,
    refusal: &Refusal,
) {
    place(page, program, region, "[✗]");
    let noun = subject(program, plan, region);
    if refusal.reason.family() == Family::Cost && refusal.cause.is_none() {
        // There is nothing to do about it, so there is little to read.
        let detail = Some(&*refusal.detail).filter(|detail| !detail.is_empty());
        let why = sentence(detail.unwrap_or(refusal.reason.summary()));
        page.wrapped("    ", &format!("This {noun} runs as before, with nothing to gain. {why}"));
        return;
    }
    page.wrapped("    ", &format!("This {noun} runs as before: {}.", refusal.reason.summary()));
    if let Some(outer) = plan.repeats(region) {
        let line = program.module(region.module).lines.line(outer.header.start());
        page.wrapped(
            "    ",
            &format!(
                "It stands in the loop of line {line}, and what is said there holds here, too."
            ),
        );
        return;
    }
    if !refusal.detail.is_empty() {
        page.hanging("    Why:    ", 12, &sentence(&refusal.detail));
    }
    if let Some(cause) = &refusal.cause {
        let module = program.module(cause.module);
        let line = module.lines.line(cause.range.start());
        let is_whole = module.source.text[module.lines.line_range(line)].trim() == &*cause.what;
        let what = if is_whole { String::new() } else { format!(" ({})", cause.what) };
        page.hanging("    Where:  ", 12, &format!("{}{what}", module.place(cause.range)));
        page.source(module, line, 12);
    }
    let advice = advice::of(program, plan, refusal);
    page.hanging("    Change: ", 12, &advice.sentence);
    for line in &advice.lines {
        page.line(&format!("{}{line}", " ".repeat(16)));
    }
    page.line(&format!("    More:   surgec explain {}", refusal.reason.name()));
}

/// With a capital letter and a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    // A name in backquotes, or code, stays as it is written.
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{}{}{stop}", first.to_uppercase(), chars.as_str())
}

fn next_steps(page: &mut Page, program: &Program, plan: &Plan) {
    page.line("What to do next");
    page.line("---------------");
    let label = &program.entry().label;
    let resumable = plan.checkpoints.iter().flatten().any(|checkpoint| checkpoint.decision.is_ok());
    if plan.parallel().next().is_some() || resumable || plan.streams().next().is_some() {
        page.item(&format!(
            "Run the folder that this report is in with Python, with the arguments that {label} takes. \
             SURGE_STATS=1 before the command prints what ran where and how long it took."
        ));
    } else {
        page.item(&format!(
            "There is no need to use this package: {label} runs the same way without it, until one of the changes \
             named above is made."
        ));
    }
    let changes = plan
        .sequential()
        .filter(|(region, refusal)| can_be_changed(refusal) && plan.repeats(region).is_none())
        .count();
    if changes > 0 {
        page.item(&format!(
            "Of what was left sequential, {changes} {} with a change that could help, under \"Change\". Start \
             where the program spends its time (python -m cProfile -s cumtime {label} tells), make the change, and \
             run surgec again.",
            plural(changes, "comes", "come"),
        ));
    }
    if plan.sequential().any(|(_, refusal)| refusal.reason == Reason::InternalError) {
        page.item("surgec failed on a part of the script. That is a bug in surgec; please report it with the script.");
    }
    page.item("surgec explain NAME says more about any of the names above.");
}

/// Whether the author can do something about a refusal.
fn can_be_changed(refusal: &Refusal) -> bool {
    refusal.reason.wants_change()
}

/// Text under construction, no line longer than [`WIDTH`].
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}", cut(line.trim_end(), WIDTH));
    }

    /// A paragraph behind an indentation.
    fn wrapped(&mut self, indent: &str, paragraph: &str) {
        self.hanging(indent, indent.chars().count(), paragraph);
    }

    /// A paragraph behind a lead; its further lines are indented by `hang` characters.
    fn hanging(&mut self, lead: &str, hang: usize, paragraph: &str) {
        let mut line = lead.to_owned();
        let mut empty = true;
        for word in paragraph.split_whitespace() {
            let gap = usize::from(!empty);
            if !empty && line.chars().count() + gap + word.chars().count() > WIDTH {
                self.line(&line);
                line = " ".repeat(hang);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        self.line(&line);
    }

    fn item(&mut self, paragraph: &str) {
        self.hanging("- ", 2, paragraph);
    }

    /// One line of the source.
    fn source(&mut self, module: &Module, line: usize, indent: usize) {
        let text = module.source.text[module.lines.line_range(line)].trim();
        let text = text.replace(['\t', '\x0c'], " ");
        self.line(&format!("{}{}", " ".repeat(indent), cut(&text, WIDTH - indent)));
    }

    /// A statement of a region: its line number and first line.
    fn statement(&mut self, module: &Module, range: TextRange) {
        let first = module.lines.line(range.start());
        let line = module.lines.line_range(first);
        let end = range.end().min(line.end());
        let word = word_before(module, range);
        let text = module.source.text[TextRange::new(range.start(), end)].trim_end();
        let text = format!("{word}{text}").replace('\t', " ");
        let more = if module.lines.line(range.end() - TextSize::from(u32::from(!range.is_empty())))
            > first
        {
            " …"
        } else {
            ""
        };
        self.line(&format!("      {first:4}  {text}{more}"));
    }
}

/// The `if ` of a condition, which is shown as people write it; nothing before a statement.
pub(crate) fn word_before(module: &Module, range: TextRange) -> &'static str {
    let line = module.lines.line_range(module.lines.line(range.start()));
    match module.source.text[TextRange::new(line.start(), range.start())].trim() {
        "if" => "if ",
        "elif" => "elif ",
        "while" => "while ",
        _ => "",
    }
}

/// The first characters of a text, with a mark where some are missing.
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width - 1).collect();
    kept + "…"
}

//! `tasks.py`: one function for each region, and the facts that the runtime asks for.

use ruff_text_size::Ranged;

use super::body::{Copies, tuple};
use super::layout::Layout;
use super::loops::{owned_names, pivots_of};
use super::names::Names;
use super::regions::Regions;
use super::text::{Emit, SourceText, line_runs};
use super::{Header, Inner, variable_names};
use crate::guard::python_string;
use crate::ids::ModuleId;
use crate::passes::effects::Analysis;
use crate::passes::loops::ParallelLoop;
use crate::passes::loops::fills::Fills;
use crate::passes::loops::identity::{Originals, originals, tells_copies_apart};
use crate::passes::loops::needs::Depends;
use crate::passes::loops::says::Voices;
use crate::passes::loops::units::{UnitSyntax, guards_commit};
use crate::plan::{ParallelPlan, Stage, StagedStatement};

/// A task function.
pub(super) struct Task {
    pub(super) text: String,
}

impl Task {
    /// The task of a loop whose copy that runs in place has regions inside of it.
    pub(super) fn with_regions_inside(self) -> Self {
        Task { text: self.text.replacen(")\n", ", inside=True)\n", 1) }
    }
}

/// Writes the task function of a loop.
#[allow(clippy::too_many_arguments)]
pub(super) fn loop_task<'a>(
    an: &Analysis<'a>,
    plan: &ParallelLoop<'a>,
    source: &SourceText<'a>,
    layout: &Layout,
    task: &str,
    (target, simple, what): (&str, bool, &str),
    needs: &[String],
    names: &mut Names,
    inner: Option<&mut Inner<'_, 'a>>,
) -> Task {
    let mut emit = Emit::new(source);
    let line = source.line(plan.stmt.range().start());
    let item = if simple { target.to_owned() } else { names.fresh("surge_item") };
    let parameters: Vec<&str> =
        std::iter::once(item.as_str()).chain(needs.iter().map(String::as_str)).collect();
    let place = an.module_of(plan.site.func).place(plan.stmt.range());
    // Copies that travel to a worker would not be the objects that others refer to.
    let copies = match &plan.owned {
        // Whether what a task has bound to an attribute is known elsewhere, only the program's own objects tell.
        Some(owned) if owned.containers > 0 => Originals::Own,
        owned => originals(an, &plan.site.element, owned.is_some()),
    };
    let decorator = decorator(
        &place,
        plan.unbounded,
        plan.sets,
        plan.depends,
        (plan.fills, copies, plan.refers),
        &variable_names(an, &plan.globals),
        "loop",
    );
    let decorator = with_voices(&decorator, plan.voices);
    emit.generated(&decorator, line);
    emit.generated(&format!("def {task}({}):\n", parameters.join(", ")), line);
    emit.generated(&docstring(what, needs, &layout.returned(), &[]), line);
    if !simple {
        emit.generated(&format!("    {target} = {item}\n"), line);
    }
    let runtime = names.runtime.clone();
    let result = format!("return {}", tuple(&layout.result(plan.owned.as_ref(), &runtime)));
    let mut regions =
        inner.map(|inner| Regions { an, names, plans: inner.plans, written: &mut *inner.written });
    let regions = regions.as_mut();
    let (step, zip) = ("    ", "zip");
    let mut copies =
        Copies { emit: &mut emit, plan, layout, step, zip, runtime: &runtime, regions };
    let handed_over = layout.handed_over().into_iter();
    let unset: Vec<String> =
        handed_over.filter(|name| !copies.is_always_set(name)).cloned().collect();
    for name in unset {
        let is_target =
            target.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name);
        if !is_target {
            copies.emit.generated(&format!("    {name} = None\n"), line);
        }
    }
    for pivot in variable_names(an, &pivots_of(plan)) {
        // Others read the row of this round: whether it changes, the driver sees.
        let text = format!("    if {target} == {pivot}:\n        return {runtime}.LEAVES\n");
        copies.emit.generated(&text, line);
    }
    for (rows, name) in plan.rows.iter().zip(&layout.rows) {
        copies.emit.generated(&format!("    {name} = {}[:]\n", rows.row), line);
    }
    for (sum, _) in &layout.sums {
        copies.emit.generated(&format!("    {sum} = 0\n"), line);
    }
    if let Some(owned) = &plan.owned {
        // The driver tries the first items itself: one that fails there must find its object as it was.
        let (plain, containers) = owned_names(owned);
        let containers =
            if owned.containers == 0 { String::new() } else { format!(", {containers}") };
        let hold = format!("    {runtime}.hold({}, {plain}{containers})\n", owned.place);
        copies.emit.generated(&hold, line);
    }
    copies.compute_round(&plan.body, "    ", &result);
    emit.generated(&format!("    {result}\n"), line);
    Task { text: emit.text }
}

/// The same line, with what the tasks print, and write to logs and files.
pub(super) fn with_voices(decorator: &str, voices: Voices) -> String {
    let mut text = decorator.trim_end_matches(")\n").to_owned();
    if voices.writes {
        // Where files are, the current folder says.
        if !text.contains(", files=True") {
            text += ", files=True";
        }
        text += ", writes=True";
    }
    if voices.prints {
        text += ", says=True";
    }
    if voices.tells {
        text += ", tells=True";
    }
    if voices.logs {
        // Whether a level is shown, the process knows from which a worker was forked.
        text = text.replace(", whole=True", "");
        if !text.contains(", forked=True") {
            text += ", forked=True";
        }
        text += ", logs=True";
    }
    text + ")\n"
}

/// The line above a task function: where its region stands, and what the runtime has to know about it.
#[allow(clippy::fn_params_excessive_bools)]
pub(super) fn decorator(
    place: &str,
    heavy: bool,
    sets: bool,
    depends: Depends,
    (fills, originals, refers): (Fills, Originals, bool),
    globals: &[String],
    kind: &str,
) -> String {
    let mut text = format!("@task({}", python_string(place));
    if heavy {
        text += ", heavy=True";
    }
    if sets {
        text += ", sets=True";
    }
    if depends.hashes {
        text += ", hashed=True";
    }
    if depends.files {
        text += ", files=True";
    } else if depends.settings {
        text += ", settings=True";
    }
    if fills.dictionaries {
        text += ", fills=True";
    }
    if fills.caches {
        text += ", caches=True";
    }
    if fills.seeds {
        text += ", seeds=True";
    }
    if fills.grows {
        text += ", grows=True";
    }
    let is_searched = fills.caches || fills.grows;
    // Caches are found in the process from which a worker was forked.
    if originals != Originals::Copies || refers || is_searched {
        text += ", forked=True";
    }
    if originals == Originals::Whole && !refers && !is_searched {
        text += ", whole=True";
    }
    if refers {
        text += ", refers=True";
    }
    if !globals.is_empty() {
        let list: Vec<String> = globals.iter().map(|name| format!("{name:?}")).collect();
        let comma = if list.len() == 1 { "," } else { "" };
        text += &format!(", globals=({}{comma})", list.join(", "));
    }
    if kind != "loop" {
        text += &format!(", kind={kind:?}");
    }
    text + ")\n"
}

/// What a task computes of which somebody makes use: `sum`, or `the comprehension`.
pub(super) fn what_it_gets(consumer: &str) -> String {
    let name = if consumer.contains(' ') { consumer.to_owned() } else { format!("`{consumer}`") };
    format!("What {name} gets for some of the items.")
}

pub(super) fn docstring(first: &str, needs: &[String], has: &[String], waits: &[usize]) -> String {
    let list =
        |names: &[String]| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
    let waits: Vec<String> = waits.iter().map(|number| format!("segment {number}")).collect();
    format!(
        "    \"\"\"{first}\n\n    needs: {}\n    has: {}\n    waits: {}\n    \"\"\"\n",
        list(needs),
        list(has),
        list(&waits)
    )
}

pub(super) fn staged_loop(
    an: &Analysis<'_>,
    plan: &ParallelLoop<'_>,
    layout: &Layout,
    task: &str,
) -> ParallelPlan {
    let mut statements = Vec::new();
    for (index, unit) in plan.units.iter().enumerate() {
        let is_produce = plan.foreseen.as_ref().is_some_and(|foreseen| foreseen.produce[index]);
        let stage = if is_produce {
            Stage::Produce
        } else if unit.commit.is_some() {
            Stage::Commit
        } else if matches!(unit.syntax, UnitSyntax::Statement(_) | UnitSyntax::Loop(_)) {
            Stage::Compute
        } else if guards_commit(&plan.units, index) || unit.syntax.is_jump() {
            Stage::Both
        } else {
            Stage::Compute
        };
        let because = unit.commit.as_ref().map(|because| because.detail.clone());
        statements.push(StagedStatement { range: unit.range, stage, because });
        for moved in &unit.moved {
            let range = moved.expr.range();
            statements.push(StagedStatement { range, stage: Stage::Compute, because: None });
        }
    }
    ParallelPlan {
        task: task.to_owned(),
        needs: variable_names(an, &plan.needs),
        has: layout.returned(),
        globals: variable_names(an, &plan.globals),
        statements,
        cost: plan.cost,
        unbounded: plan.unbounded,
        sets: plan.sets,
        hashed: plan.depends.hashes,
        folded: false,
        says: plan.voices.prints,
        writes: plan.voices.writes,
        waits: Vec::new(),
        wait_index: 0,
        assumptions: assumptions(plan.voices),
    }
}

/// The numbers of the assumptions that a region rests on.
pub(super) fn assumptions(voices: Voices) -> Vec<u32> {
    if voices.writes { vec![1, 2, 3, 4, 5, 6, 7, 9] } else { vec![1, 2, 3, 4, 5, 6, 7] }
}

/// The whole text of `tasks.py`.
pub(super) fn tasks_module(
    an: &Analysis<'_>,
    id: ModuleId,
    tasks: &[Task],
    origins: &[u32],
    header: &Header<'_>,
    streamed: Option<&[u32]>,
) -> String {
    let label = &an.program.module(id).label;
    let mut text = format!(
        "\"\"\"Task functions of {label}: what surgec found can be computed ahead, on all cores.\n\n\
         They use the imports, functions and variables of {label} by their names: the runtime runs them in its namespace.\n\
         \"\"\"\n\n"
    );
    let resumable = tasks.iter().filter(|task| super::checkpoints::is_declaration(task)).count();
    match (resumable > 0, resumable < tasks.len()) {
        (true, true) => text += "from surge_rt import checkpoint, task\n\n",
        (true, false) => text += "from surge_rt import checkpoint\n\n",
        (false, true) => text += "from surge_rt import task\n\n",
        (false, false) => {}
    }
    if id == ModuleId(0) {
        text += &facts(an, header);
        if let Some(spacing) = header.checkpoint {
            text += &super::checkpoints::facts(an, spacing);
        }
        if streamed.is_some() {
            text += "STREAMS = True\n";
        }
        if let Some(origins) = streamed.filter(|origins| !origins.is_empty()) {
            text += "# The same as below, for streamed.py.\n";
            text += &line_table("STREAMED_LINES", origins);
        }
        let driver = if header.warned { super::prelude::DRIVER } else { "__main__.py" };
        text += &format!(
            "# Where the lines of {driver} come from: first line, first original line, count, step.\n"
        );
    } else {
        text += &format!(
            "# Where the lines of the rewritten {label} come from: first line, first original line, count, step.\n"
        );
    }
    text += &line_table("LINES", origins);
    for task in tasks {
        text += "\n\n";
        text += &task.text;
    }
    text
}

fn line_table(name: &str, origins: &[u32]) -> String {
    let mut text = format!("{name} = (\n");
    for (line, origin, count, step) in line_runs(origins) {
        text += &format!("    ({line}, {origin}, {count}, {step}),\n");
    }
    text += ")\n";
    text
}

/// Whether the program might ask a `csv.reader` how many lines it has read: under its name, which may be written in
/// letters that Python takes for others, or under one that is made up.
fn may_ask_for_line_numbers(an: &Analysis<'_>) -> bool {
    const NAMES: [&str; 4] = ["line_num", "getattr", "attrgetter", "methodcaller"];
    let uses_csv = |text: &str| text.contains("csv");
    let asks = |text: &str| {
        NAMES.iter().any(|name| text.contains(name)) || text.chars().any(|letter| {
            letter.is_alphabetic()
                && matches!(letter, '\u{2b0}'..='\u{2ff}' | '\u{1d00}'..='\u{1dbf}' | '\u{2000}'..)
        })
    };
    let modules = &an.program.modules;
    modules.iter().any(|module| uses_csv(&module.source.text))
        && modules.iter().any(|module| asks(&module.source.text))
}

/// What the runtime has to know about the program as a whole.
fn facts(an: &Analysis<'_>, header: &Header<'_>) -> String {
    let table = |name: &str, entries: &[(String, String)]| {
        let entries: Vec<String> = entries
            .iter()
            .map(|(key, value)| format!("{}: {}", python_string(key), python_string(value)))
            .collect();
        format!("{name} = {{{}}}\n", entries.join(", "))
    };
    let mut text = "# What the runtime has to know about the program.\n".to_owned();
    text += &format!("SOURCE = {}\n", python_string(header.source_path));
    text += &table("SIBLINGS", header.siblings);
    if !header.modules.is_empty() {
        text += &table("MODULES", header.modules);
    }
    if an.nan_sensitive {
        text += "NAN_IDENTITY = True\n";
    }
    if an.runs_examples() {
        text += "EXAMPLES = True\n";
    }
    if may_ask_for_line_numbers(an) {
        text += "LINE_NUMBERS = True\n";
    }
    if tells_copies_apart(an) {
        text += "TELLS_APART = True\n";
    }
    if an.replaces_definitions() {
        text += "REBINDS = True\n";
    } else {
        let names = an.names_of_class_data();
        if !names.is_empty() {
            let list: Vec<String> = names.iter().map(|name| python_string(name)).collect();
            text += &format!("CLASS_DATA = [{}]\n", list.join(", "));
        }
    }
    if an.changes_inherited_settings() {
        text += "INHERITS = True\n";
    }
    let memos = an.memo_names();
    if !memos.is_empty() {
        let list: Vec<String> = memos.iter().map(|name| python_string(name)).collect();
        text += &format!("MEMOS = [{}]\n", list.join(", "));
    }
    let tallies = an.tally_names();
    if !tallies.is_empty() {
        let list: Vec<String> = tallies.iter().map(|name| python_string(name)).collect();
        text += &format!("TALLIES = [{}]\n", list.join(", "));
    }
    for (constant, names) in
        [("MEMO_ATTRIBUTES", an.memo_attributes()), ("COUNTERS", an.counter_names())]
    {
        let pair = |(class, name): &(&str, &str)| {
            format!("({}, {})", python_string(class), python_string(name))
        };
        if !names.is_empty() {
            let list: Vec<String> = names.iter().map(pair).collect();
            text += &format!("{constant} = [{}]\n", list.join(", "));
        }
    }
    if let Some(workers) = header.sizes.workers {
        text += &format!("WORKERS = {workers}\n");
    }
    if let Some(items) = header.sizes.chunk_size {
        text += &format!("CHUNK = {items}\n");
    }
    text
}

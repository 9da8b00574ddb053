//! What the memory pass found, as files for `--emit memory=json` and `memory=table`, and as the parts of `plan.json` and
//! `report.txt` that speak of memory.
//!
//! `main_lines_footprint.json` and `func_lines_footprint.json` map each statement, by its position, to its variables, and each
//! variable to its length and size. `memory.json` has the peaks. An amount is an object of `low`, `estimate` and `high`, each a
//! number, a polynomial as text, or null where there is no bound.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ruff_text_size::{Ranged as _, TextRange};
use serde_json::{Map, Value, json};

use crate::checkpoints::Checkpoint;
use crate::compile::PackageFile;
use crate::ids::{FuncId, ModuleId};
use crate::knowledge::Knowledge;
use crate::passes::memory::{self, Memory, Poly, Request, Span, Statement, Variable};
use crate::passes::scopes::{FunctionNode, Scopes};
use crate::passes::{dependences, effects, scopes, segments};
use crate::plan::Region;
use crate::program::Program;

/// Results that the runtime holds ahead of their commit, unless SURGE_WINDOW says otherwise.
const WINDOW: f64 = (64 << 20) as f64;

/// The footprints of all statements, and the peaks.
pub fn memory_json(
    program: &Program,
    knowledge: &Knowledge,
    request: &Request,
) -> Vec<PackageFile> {
    let scopes = scopes::run(program);
    let memory = memory::run(program, &scopes, request);
    let mut main = Map::new();
    let mut functions: BTreeMap<(FuncId, String), Map<String, Value>> = BTreeMap::new();
    for statement in &memory.statements {
        let (key, value) = statement_json(program, &memory, statement);
        let function = scopes.function(statement.func);
        if matches!(function.node, FunctionNode::Module(_)) && function.module.index() == 0 {
            main.insert(key, value);
        } else {
            let module = program.module(function.module);
            let name =
                format!("{} ({})", function.qualname, module.place(scopes::name_range(function)));
            functions.entry((statement.func, name)).or_default().insert(key, value);
        }
    }
    let functions: Map<String, Value> = functions
        .into_iter()
        .map(|((_, name), statements)| (name, Value::Object(statements)))
        .collect();
    let segments = segment_peaks(program, knowledge, &memory);
    vec![
        json_file("main_lines_footprint.json", &Value::Object(main)),
        json_file("func_lines_footprint.json", &Value::Object(functions)),
        json_file("memory.json", &peaks_json(program, &scopes, &memory, &segments)),
    ]
}

/// `memory.txt`: a line per statement and variable, aligned, and the peaks.
pub fn memory_table(program: &Program, request: &Request) -> Vec<PackageFile> {
    let scopes = scopes::run(program);
    let memory = memory::run(program, &scopes, request);
    let mut rows = vec![
        ["place", "in", "variable", "type", "length", "low", "estimate", "high"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for statement in &memory.statements {
        let place = place_of(program, statement);
        let function = scopes.function(statement.func).qualname.clone();
        for (name, variable) in &statement.variables {
            let length = variable
                .length
                .as_ref()
                .map_or(String::new(), |length| shown(&memory, &length.estimate));
            let mut row = vec![
                place.clone(),
                function.clone(),
                name.clone(),
                variable.kinds.join("|"),
                length,
            ];
            row.extend(ends(&memory, &variable.size));
            rows.push(row);
        }
        let mut row = vec![place, function, "(peak)".into(), String::new(), String::new()];
        row.extend(ends(&memory, &statement.peak));
        rows.push(row);
    }
    let mut row =
        vec!["program".into(), String::new(), "(peak)".into(), String::new(), String::new()];
    row.extend(ends(&memory, &memory.peak));
    rows.push(row);
    let mut text = String::new();
    write_table(&mut text, &rows);
    for &number in &memory.unbounded {
        let _ = writeln!(text, "unbounded: {}", why(program, &memory, number));
    }
    vec![PackageFile { path: "memory.txt".into(), bytes: text.into_bytes() }]
}

fn statement_json(program: &Program, memory: &Memory, statement: &Statement) -> (String, Value) {
    let module = program.module(statement.module);
    let lines = &module.lines;
    let (start, end) = (statement.range.start(), statement.range.end());
    let key = format!("{}:{}:{}", module.label, lines.line(start), lines.column(start));
    let text =
        module.slice(statement.range).lines().next().unwrap_or_default().trim_end().to_owned();
    let variables: Map<String, Value> = statement
        .variables
        .iter()
        .map(|(name, variable)| (name.clone(), variable_json(program, memory, variable)))
        .collect();
    let value = json!({
        "statement": text,
        "end_line": lines.line(end),
        "end_column": lines.column(end),
        "variables": variables,
        "peak": span_json(memory, &statement.peak),
    });
    (key, value)
}

fn variable_json(program: &Program, memory: &Memory, variable: &Variable) -> Value {
    let length = variable.length.as_ref().map(|length| span_json(memory, length));
    let mut value = json!({
        "type": variable.kinds.join("|"),
        "length": length,
        "size": span_json(memory, &variable.size),
    });
    if let Some(number) = variable.why {
        value["unbounded"] = json!(why(program, memory, number));
    }
    value
}

fn peaks_json(
    program: &Program,
    scopes: &Scopes<'_>,
    memory: &Memory,
    segments: &[Value],
) -> Value {
    let functions: Vec<Value> = memory
        .functions
        .iter()
        .map(|(func, peak)| {
            let function = scopes.function(*func);
            let module = program.module(function.module);
            json!({
                "name": function.qualname,
                "origin": module.place(scopes::name_range(function)),
                "peak": span_json(memory, peak),
            })
        })
        .collect();
    let loops: Vec<Value> = memory
        .regions
        .iter()
        .map(|((module, start, end), region)| {
            let module = program.module(*module);
            let range = ruff_text_size::TextRange::new((*start).into(), (*end).into());
            json!({"origin": module.place(range), "round": span_json(memory, &region.round)})
        })
        .collect();
    json!({
        "written_by": "surgec",
        "python": memory.version.name(),
        "symbols": memory.symbols,
        "peak": span_json(memory, &memory.peak),
        "largest": largest(memory),
        "unbounded": unbounded(program, memory),
        "functions": functions,
        "loops": loops,
        "segments": segments,
    })
}

/// The peak of each segment: the highest of its statements.
fn segment_peaks(program: &Program, knowledge: &Knowledge, memory: &Memory) -> Vec<Value> {
    let scopes = scopes::run(program);
    let mut analysis = effects::run(program, &scopes, knowledge, effects::Need::Facts);
    let mut peaks = Vec::new();
    for &(func, _) in &memory.functions {
        if matches!(scopes.function(func).node, FunctionNode::Lambda(_)) {
            continue;
        }
        let dependences = dependences::run(&mut analysis, func);
        let segments = segments::run(&dependences);
        let module = scopes.function(func).module;
        for (index, segment) in segments.segments.iter().enumerate() {
            let mut peak = Span::default();
            let mut numbers = Vec::new();
            for &id in &segment.statements {
                let node = &dependences.graph[id];
                numbers.push(node.number);
                let range = node.stmt.range();
                let found = memory.statements.iter().find(|statement| {
                    statement.module == module
                        && statement.range.start() == range.start()
                        && statement.range.end() == range.end()
                });
                if let Some(statement) = found {
                    peak = peak.maximum(&statement.peak);
                }
            }
            peaks.push(json!({
                "body": scopes.function(func).qualname,
                "segment": index + 1,
                "statements": numbers,
                "peak": span_json(memory, &peak),
            }));
        }
    }
    peaks
}

fn largest(memory: &Memory) -> Vec<Value> {
    memory
        .holders
        .iter()
        .map(|holder| json!({"variable": holder.name, "function": holder.function, "size": span_json(memory, &holder.size)}))
        .collect()
}

fn unbounded(program: &Program, memory: &Memory) -> Vec<String> {
    memory.unbounded.iter().map(|&number| why(program, memory, number)).collect()
}

fn why(program: &Program, memory: &Memory, number: u32) -> String {
    match memory.whys.get(number as usize) {
        Some(why) => format!("{}: {}", program.module(why.module).place(why.range), why.text),
        None => String::new(),
    }
}

// ---- parts of plan.json and report.txt ----

/// The facts about the whole program, for `plan.json`. Beside the program's own there are the workers: each has its copy of what a
/// round needs, and at worst of all it can reach; results wait in the window.
pub fn plan_summary(
    program: &Program,
    memory: &Memory,
    regions: &[Region],
    workers: Option<u32>,
) -> Value {
    let mut with_workers = Value::Null;
    if let Some(workers) = workers {
        let count = f64::from(workers);
        let mut most = Span::default();
        let parallel = regions
            .iter()
            .filter(|region| matches!(region.decision, crate::plan::Decision::Parallel(_)));
        let mut any = false;
        for region in parallel {
            any = true;
            let Some((before, _, round)) = of_region(memory, region) else { continue };
            let one = Span {
                low: Poly::zero(),
                estimate: round.estimate.clone(),
                high: before.high.plus(&round.high),
            };
            most = most.maximum(&one.scaled(count));
        }
        if any {
            let window = Span::of(0.0, 0.0, WINDOW);
            with_workers = span_json(memory, &memory.peak.plus(&most).plus(&window));
        }
    }
    json!({
        "python": memory.version.name(),
        "symbols": memory.symbols,
        "peak": span_json(memory, &memory.peak),
        "peak_with_workers": with_workers,
        "largest": largest(memory),
        "unbounded": unbounded(program, memory),
    })
}

/// The facts about one region: bytes alive before it, what one round needs beside, the peak.
pub fn region_facts(memory: &Memory, region: &Region) -> Value {
    match of_region(memory, region) {
        Some((before, peak, round)) => json!({
            "before": span_json(memory, before),
            "round": span_json(memory, &round),
            "peak": span_json(memory, peak),
        }),
        None => Value::Null,
    }
}

fn of_region<'m>(memory: &'m Memory, region: &Region) -> Option<(&'m Span, &'m Span, Span)> {
    of_range(memory, region.module, region.range)
}

fn of_range(memory: &Memory, module: ModuleId, range: TextRange) -> Option<(&Span, &Span, Span)> {
    let key = (module, range.start().to_u32(), range.end().to_u32());
    // A comprehension is part of a statement.
    let statement = memory
        .statements
        .iter()
        .filter(|statement| statement.module == module && statement.range.contains_range(range))
        .min_by_key(|statement| statement.range.len())?;
    let round = memory
        .regions
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, region)| region.round.clone());
    let round = round.unwrap_or_else(|| Span {
        low: Poly::zero(),
        estimate: statement.peak.estimate.minus(&statement.before.estimate),
        high: statement.peak.high.clone(),
    });
    Some((&statement.before, &statement.peak, round.amount()))
}

/// What is alive in a loop whose state is saved: its checkpoints hold no more than that.
pub fn state_bytes(memory: Option<&Memory>, checkpoint: &Checkpoint) -> Value {
    let found = memory.and_then(|memory| {
        let (_, peak, _) = of_range(memory, ModuleId(0), checkpoint.range)?;
        Some(span_json(memory, peak))
    });
    found.unwrap_or(Value::Null)
}

/// The same for people.
pub fn state_line(memory: Option<&Memory>, checkpoint: &Checkpoint) -> Option<String> {
    let memory = memory?;
    let (_, peak, _) = of_range(memory, ModuleId(0), checkpoint.range)?;
    let known = peak.estimate.is_finite() && peak.estimate.as_constant() != Some(0.0);
    known.then(|| format!("about {} are alive in the loop at most", people(memory, &peak.estimate)))
}

/// What a statement needs at most beside what was there before it.
pub fn growth(memory: &Memory, region: &Region) -> Option<Poly> {
    let (before, peak, _) = of_region(memory, region)?;
    Some(peak.estimate.minus(&before.estimate))
}

/// Lines for the report: the peak and what holds most of it; nothing where nothing is known.
pub fn report_lines(program: &Program, memory: &Memory) -> Vec<String> {
    if !memory.peak.estimate.is_finite() && !memory.peak.is_bounded() {
        return Vec::new();
    }
    let mut lines = vec![format!(
        "At most at once: {} (CPython {}).",
        sentence(memory, &memory.peak),
        memory.version.name()
    )];
    if !memory.holders.is_empty() {
        let holders: Vec<String> = memory
            .holders
            .iter()
            .map(|holder| {
                let inside = if holder.function == "<module>" {
                    String::new()
                } else {
                    format!(" in {}", holder.function)
                };
                format!("{}{inside} {}", holder.name, people(memory, &holder.size.estimate))
            })
            .collect();
        lines.push(format!("Most of it is held by: {}.", holders.join("; ")));
    }
    if !memory.peak.is_bounded() {
        let reasons = unbounded(program, memory);
        if let Some(first) = reasons.first() {
            let more = if reasons.len() > 1 {
                format!(", and {} more", reasons.len() - 1)
            } else {
                String::new()
            };
            lines.push(format!("There is no upper bound: {first}{more}."));
        }
    }
    lines
}

/// Bytes under which nobody wants to read about the memory of a region.
const WORTH_A_LINE: f64 = 1e6;

/// Characters of a formula over which nobody wants to read it in a report; `--emit memory=table` has them all.
const READABLE: usize = 40;

/// A line for the report about one region.
pub fn region_line(memory: &Memory, region: &Region) -> Option<String> {
    let (before, peak, _) = of_region(memory, region)?;
    let known = before.estimate.is_finite() && peak.estimate.is_finite();
    let is_small = peak.estimate.as_constant().is_some_and(|bytes| bytes < WORTH_A_LINE);
    let is_long = people(memory, &peak.estimate).len() > READABLE;
    if !known || is_small || is_long || peak.estimate == before.estimate {
        return None;
    }
    Some(format!(
        "Memory: {} before it, {} at most in it.",
        people(memory, &before.estimate),
        people(memory, &peak.estimate)
    ))
}

fn sentence(memory: &Memory, span: &Span) -> String {
    let likely = if span.estimate.is_finite() {
        format!("about {}", people(memory, &span.estimate))
    } else {
        "not known".to_owned()
    };
    if span.is_bounded() {
        format!("{likely}, no more than {}", people(memory, &span.high))
    } else {
        likely
    }
}

/// Bytes as people read them: `3.2 MB`, or a polynomial.
pub fn people(memory: &Memory, poly: &Poly) -> String {
    match poly.as_constant() {
        Some(value) => bytes_for_people(value),
        None => format!("{} bytes", poly.text(&memory.symbols)),
    }
}

/// `950 bytes`, `3.2 kB`, `1.5 GB`.
pub fn bytes_for_people(value: f64) -> String {
    if !value.is_finite() {
        return "unbounded".into();
    }
    let (mut value, mut unit) = (value, "bytes");
    for next in ["kB", "MB", "GB", "TB"] {
        if value < 1000.0 {
            break;
        }
        value /= 1000.0;
        unit = next;
    }
    if unit == "bytes" { format!("{value:.0} bytes") } else { format!("{value:.1} {unit}") }
}

// ---- writing ----

fn span_json(memory: &Memory, span: &Span) -> Value {
    json!({
        "low": poly_json(memory, &span.low),
        "estimate": poly_json(memory, &span.estimate),
        "high": poly_json(memory, &span.high),
    })
}

fn poly_json(memory: &Memory, poly: &Poly) -> Value {
    match poly.as_constant() {
        Some(value) if value.abs() < 9e15 => json!(value.round() as i64),
        Some(value) if value.is_finite() => json!(value),
        Some(_) => Value::Null,
        None => json!(poly.text(&memory.symbols)),
    }
}

fn ends(memory: &Memory, span: &Span) -> [String; 3] {
    [&span.low, &span.estimate, &span.high].map(|poly| shown(memory, poly))
}

fn shown(memory: &Memory, poly: &Poly) -> String {
    match poly.as_constant() {
        Some(value) if value.is_finite() => format!("{value:.0}"),
        Some(_) => "unbounded".into(),
        None => poly.text(&memory.symbols),
    }
}

fn place_of(program: &Program, statement: &Statement) -> String {
    let module = program.module(statement.module);
    let start = statement.range.start();
    format!("{}:{}:{}", module.label, module.lines.line(start), module.lines.column(start))
}

/// Writes rows of which the first is the header, in columns as wide as their widest cell.
fn write_table(text: &mut String, rows: &[Vec<String>]) {
    let columns = rows.first().map_or(0, Vec::len);
    let widest =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    for (index, cells) in rows.iter().enumerate() {
        let padded = cells.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}"));
        let line = padded.collect::<Vec<_>>().join("  ");
        let _ = writeln!(text, "{}", line.trim_end());
        if index == 0 {
            let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
            let _ = writeln!(text, "{}", rule.join("  "));
        }
    }
}

fn json_file(path: &str, value: &Value) -> PackageFile {
    PackageFile { path: path.into(), bytes: format!("{value:#}\n").into_bytes() }
}

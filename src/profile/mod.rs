//! # Profiles
//!
//! What a run of the script was measured to take, as Python's `cProfile` writes it: for the cost model, which knows nothing
//! of how long loops of unknown length are, and for the report, which says where the time went.
//!
//! A measured time only ever makes a function more expensive than it looks. A run with little input says nothing about one
//! with much, and a loop that turns out not to pay is left alone while the program runs.

pub mod marshal;
pub mod record;

use std::path::Path;

use ruff_text_size::Ranged;

use crate::diagnostics::Diagnostic;
use crate::files::shown;
use crate::ids::{FuncId, ModuleId};
use crate::passes::scopes::{Function, FunctionNode, Scopes};
use crate::plan::{Decision, Plan};
use crate::program::Program;
use marshal::Value;

/// Seconds of a simple operation, as the cost model counts them: 250 of them are 10 µs.
const SECONDS_OF_OPERATION: f64 = 4e-8;

/// Rows that the report shows at most, and the share of the time from which a function has one.
const MOST_ROWS: usize = 10;
const LEAST_SHARE: f64 = 0.01;

/// What one function took.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub file: String,
    pub line: usize,
    pub name: String,
    /// All calls, and those that no call of the same function was around.
    pub calls: i64,
    pub outer_calls: i64,
    /// Seconds in the function itself, and with all that it called.
    pub own: f64,
    pub total: f64,
}

/// What a run was measured to take.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// The file's name, for people.
    pub name: String,
    pub entries: Vec<Entry>,
}

/// A function of the program with what it took.
#[derive(Clone, Debug)]
pub struct Row {
    pub func: FuncId,
    pub module: ModuleId,
    pub line: usize,
    pub qualname: String,
    pub calls: i64,
    pub own: f64,
    pub total: f64,
}

/// A profile as the report tells about it.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    pub name: String,
    /// Seconds of the whole run.
    pub seconds: f64,
    /// By the time in the function itself, the longest first.
    pub rows: Vec<Row>,
}

impl Profile {
    /// Reads a `.prof` file.
    ///
    /// # Errors
    /// Where the file cannot be read, or is none that `cProfile` wrote.
    pub fn read(path: &Path) -> Result<Profile, Diagnostic> {
        let bytes = std::fs::read(path).map_err(|error| {
            Diagnostic::error(format!("cannot read the profile {}: {error}", shown(path)))
        })?;
        let entries = marshal::read(&bytes).as_ref().and_then(entries).ok_or_else(|| {
            Diagnostic::error(format!("{} is no profile of Python's cProfile", shown(path)))
                .note("surgec profile SCRIPT writes one, as does python -m cProfile -o FILE")
        })?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Profile { name, entries })
    }

    /// Seconds of all that ran while the profiler was on.
    pub fn seconds(&self) -> f64 {
        self.entries.iter().map(|entry| entry.own).sum()
    }

    /// What is known of a function: of one that is defined where an entry says.
    fn entry_of(&self, program: &Program, function: &Function<'_>) -> Option<&Entry> {
        let module = program.module(function.module);
        let (name, line) = match function.node {
            FunctionNode::Module(_) => ("<module>", None),
            FunctionNode::Def(node) => {
                let first = node.decorator_list.first().map_or(node.range, Ranged::range);
                (node.name.as_str(), Some(module.lines.line(first.start())))
            }
            FunctionNode::Lambda(node) => ("<lambda>", Some(module.lines.line(node.range.start()))),
        };
        self.entries.iter().find(|entry| {
            entry.name == name
                && line.is_none_or(|line| entry.line == line)
                && is_same_file(&entry.file, &module.label)
        })
    }

    /// The work of a call of each function in simple operations, by number; 0 where nothing is known.
    pub fn costs(&self, program: &Program, scopes: &Scopes<'_>) -> Vec<f64> {
        let cost = |function: &Function<'_>| {
            self.entry_of(program, function).map_or(0.0, |entry| {
                entry.total / (entry.outer_calls.max(1) as f64) / SECONDS_OF_OPERATION
            })
        };
        scopes.functions.iter().map(cost).collect()
    }

    /// What it says about the functions of the program.
    pub fn measured(&self, program: &Program, scopes: &Scopes<'_>) -> Measured {
        let mut rows: Vec<Row> = Vec::new();
        for (index, function) in scopes.functions.iter().enumerate() {
            let Some(entry) = self.entry_of(program, function) else { continue };
            rows.push(Row {
                func: FuncId::from(index),
                module: function.module,
                line: entry.line,
                qualname: function.qualname.clone(),
                calls: entry.calls,
                own: entry.own,
                total: entry.total,
            });
        }
        rows.sort_by(|a, b| b.own.total_cmp(&a.own));
        Measured { name: self.name.clone(), seconds: self.seconds(), rows }
    }
}

/// The entries of `{(file, line, name): (outer calls, calls, own, total, callers)}`.
fn entries(profile: &Value) -> Option<Vec<Entry>> {
    let Value::Dict(pairs) = profile else { return None };
    pairs
        .iter()
        .map(|(key, value)| {
            let (Value::Tuple(key), Value::Tuple(value)) = (key, value) else { return None };
            let [Value::Text(file), Value::Int(line), Value::Text(name)] = &key[..] else {
                return None;
            };
            let [Value::Int(outer), Value::Int(calls), own, total, Value::Dict(_)] = &value[..]
            else {
                return None;
            };
            Some(Entry {
                file: file.to_string(),
                line: usize::try_from(*line).ok()?,
                name: name.to_string(),
                calls: *calls,
                outer_calls: *outer,
                own: seconds(own)?,
                total: seconds(total)?,
            })
        })
        .collect()
}

fn seconds(value: &Value) -> Option<f64> {
    match value {
        Value::Float(seconds) if seconds.is_finite() => Some(*seconds),
        Value::Int(seconds) => Some(*seconds as f64),
        _ => None,
    }
}

/// Whether a profile's name of a file may be that of a module, which is relative to the script: it says what the process
/// was given, which may be relative to any folder.
fn is_same_file(profiled: &str, label: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        let parts = text.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".");
        parts.map(str::to_owned).collect()
    };
    let (profiled, label) = (parts(profiled), parts(label));
    let shared = profiled.len().min(label.len());
    shared > 0 && profiled[profiled.len() - shared..] == label[label.len() - shared..]
}

impl Measured {
    /// The functions that are worth a line.
    pub fn shown(&self) -> impl Iterator<Item = &Row> {
        let least = LEAST_SHARE * self.seconds;
        self.rows.iter().filter(move |row| row.own > 0.0 && row.own >= least).take(MOST_ROWS)
    }

    /// A share of the whole run, for people.
    pub fn share(&self, seconds: f64) -> String {
        format!("{:.1} %", 100.0 * seconds / self.seconds.max(1e-9))
    }
}

impl Row {
    /// What becomes of the loops in it, in a few words; nothing where there are none.
    pub fn loops(&self, plan: &Plan) -> String {
        let here = plan.regions.iter().filter(|region| region.func == self.func);
        let (parallel, sequential): (Vec<_>, Vec<_>) =
            here.partition(|region| matches!(region.decision, Decision::Parallel(_)));
        match (parallel.len(), sequential.len()) {
            (0, 0) => String::new(),
            (0, some) => format!("{some} as before"),
            (some, 0) => format!("{some} on all cores"),
            (some, others) => format!("{some} on all cores, {others} as before"),
        }
    }
}

/// Where the time went, line by line, with what becomes of the loops there.
pub fn report_lines(program: &Program, plan: &Plan, measured: &Measured) -> Vec<String> {
    let mut lines = vec!["own time  with calls       calls  function".to_owned()];
    for row in measured.shown() {
        let (own, total) = (measured.share(row.own), measured.share(row.total));
        let place = format!("{}:{}", program.module(row.module).label, row.line);
        let loops = row.loops(plan);
        let gap = if loops.is_empty() { "" } else { ": " };
        lines.push(format!(
            "{own:>8}    {total:>8}  {:10}  {} ({place}){gap}{loops}",
            row.calls, row.qualname
        ));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_file_from_another_folder() {
        for same in ["tools/parse.py", "./tools/parse.py", "/home/ann/tools/parse.py", "parse.py"] {
            assert!(is_same_file(same, "tools/parse.py"), "{same}");
        }
        for other in ["tools/parser.py", "more/parse.py", "/home/ann/parse.py", "", "~"] {
            assert!(!is_same_file(other, "tools/parse.py"), "{other}");
        }
    }
}

//! A bug is never a refusal: panics are caught, named, and turned into a package that runs the script as it is.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::compile::{Compilation, InternalError, Options, PackageFile, RUNTIME};
use crate::ids::{FuncId, ModuleId};
use crate::passes::rewrite::prelude;
use crate::plan::{Decision, Plan, Refusal, Region, RegionKind};
use crate::program::{Module, Program};
use crate::read;
use crate::reasons::Reason;

/// The last panic's message and place.
static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Keeps the default message of a panic off standard error; [`run`] hands it to the caller.
pub fn remember_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place =
            info.location().map_or(String::new(), |at| format!(" ({}:{})", at.file(), at.line()));
        let message = info.payload_as_str().unwrap_or("a panic without a message");
        if let Ok(mut last) = LAST_PANIC.lock() {
            *last = Some(format!("{message}{place}"));
        }
    }));
}

/// Fails on purpose where `SURGEC_FAULT` asks for it, so that tests see what happens then; not in release builds.
pub fn fault() {
    let asked = cfg!(debug_assertions) && std::env::var_os("SURGEC_FAULT").is_some();
    assert!(!asked, "a fault on purpose");
}

/// Runs a part of the compiler; a panic comes out as its message.
pub fn run<R>(part: impl FnOnce() -> R) -> Result<R, String> {
    catch_unwind(AssertUnwindSafe(part)).map_err(|_| {
        let last = LAST_PANIC.lock().ok().and_then(|mut last| last.take());
        last.unwrap_or_else(|| "a panic without a message".into())
    })
}

/// The package of a script that the compiler failed on: the script as it is, nothing in parallel.
pub fn verbatim(program: &Program, options: &Options, failure: &str) -> Compilation {
    let entry = program.entry();
    let label = &entry.label;
    let mut internal_errors = vec![InternalError {
        message: format!("surgec failed on {label}, which is left as it is: {failure}"),
    }];
    let (mut driver, lines) = driver(entry);
    let mut files = Vec::new();
    let mut path = "__main__.py";
    if read::may_warn(&entry.source.text, &entry.parsed) {
        driver = driver.replacen(&prelude::entry(""), prelude::STARTED, 1);
        let bytes = prelude::entry_file("").into_bytes();
        files.push(PackageFile { path: path.into(), bytes });
        path = prelude::DRIVER;
    }
    match entry.source.encode(&driver) {
        Ok(bytes) => files.push(PackageFile { path: path.into(), bytes }),
        Err(error) => internal_errors.push(InternalError { message: error.message }),
    }
    files.push(PackageFile { path: "original.py".into(), bytes: entry.source.bytes.clone() });
    let source = python_string(&options.source_path);
    let tasks = format!(
        "\"\"\"No task functions: surgec failed on {label}.\"\"\"\n\nSOURCE = {source}\nSIBLINGS = {{}}\nLINES = (\n{lines}\n)\n"
    );
    files.push(PackageFile { path: "tasks.py".into(), bytes: tasks.into_bytes() });
    for (name, text) in RUNTIME {
        files.push(PackageFile {
            path: format!("surge_rt/{name}"),
            bytes: text.as_bytes().to_vec(),
        });
    }
    Compilation { plan: refused(entry), files, internal_errors }
}

/// All loops of a script, refused because surgec failed.
pub fn refused(entry: &Module) -> Plan {
    let mut loops = Loops { path: Vec::new(), regions: Vec::new() };
    loops.visit_body(&entry.tree().body);
    loops
        .regions
        .sort_by_key(|region| (region.range.start(), std::cmp::Reverse(region.range.end())));
    Plan { regions: loops.regions, ..Plan::default() }
}

/// The loops and comprehensions of a tree.
struct Loops {
    /// The names of the functions and classes around the visited place.
    path: Vec<String>,
    regions: Vec<Region>,
}

impl Loops {
    fn add(&mut self, kind: RegionKind, range: TextRange, header: TextRange) {
        let function =
            if self.path.is_empty() { "<module>".to_owned() } else { self.path.join(".") };
        let reason = Reason::InternalError;
        let refusal = Refusal { reason, met: reason, detail: String::new(), cause: None };
        let decision = Decision::Sequential(refusal);
        let (func, module) = (FuncId(0), ModuleId(0));
        self.regions.push(Region { kind, function, func, module, range, header, decision });
    }
}

impl<'a> Visitor<'a> for Loops {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let to = |end: TextSize| TextRange::new(stmt.start(), end);
        match stmt {
            Stmt::For(node) => self.add(RegionKind::Loop, node.range, to(node.iter.end())),
            Stmt::While(node) => self.add(RegionKind::Loop, node.range, to(node.test.end())),
            _ => {}
        }
        let name = match stmt {
            Stmt::FunctionDef(node) => Some(node.name.to_string()),
            Stmt::ClassDef(node) => Some(node.name.to_string()),
            _ => None,
        };
        let inner = name.is_some();
        self.path.extend(name);
        walk_stmt(self, stmt);
        if inner {
            self.path.pop();
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if matches!(
            expr,
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_)
        ) {
            self.add(RegionKind::Values, expr.range(), expr.range());
        }
        walk_expr(self, expr);
    }
}

/// The script with the prelude behind its docstring and `__future__` imports, and where its lines come from.
fn driver(entry: &Module) -> (String, String) {
    let text = entry.source.text.as_str();
    let newline = entry.source.newline.as_str();
    let body = &entry.tree().body;
    let head =
        body.iter().enumerate().take_while(|(index, stmt)| stays_first(*index, stmt)).count();
    let last = entry.lines.line(TextSize::of(text)) as u32;
    let (at, joined) = match (head.checked_sub(1).map(|index| &body[index]), body.get(head)) {
        // Before the first statement, so that a coding line, comments and a `#!` line stay first.
        (None, Some(first)) => (entry.lines.line_start(entry.lines.line(first.start())), false),
        (None, None) => (TextSize::of(text), false),
        (Some(before), next) => {
            let line = entry.lines.line(before.end());
            match next {
                // `"""…"""; import os`: the line is cut where the next statement starts.
                Some(next) if entry.lines.line(next.start()) == line => (next.start(), true),
                _ => (entry.lines.line_start(line + 1), false),
            }
        }
    };
    let (mut first, rest) = text.split_at(at.into());
    if joined {
        first = first.trim_end().trim_end_matches(';');
    }
    let at_line = entry.lines.line(at) as u32;
    let open = if first.is_empty() || first.ends_with(['\n', '\r']) { "" } else { newline };
    let driver = format!("{first}{open}{}{newline}{rest}", prelude::entry(""));
    // The lines before the prelude, the prelude, and the lines after it.
    let before = if joined || !open.is_empty() { at_line } else { at_line - 1 };
    let mut runs = vec![(before + 1, at_line, 1), (before + 2, at_line, last + 1 - at_line)];
    if before > 0 {
        runs.insert(0, (1, 1, before));
    }
    let line = |(first, origin, count)| format!("    ({first}, {origin}, {count}, 1),");
    let lines: Vec<String> = runs.into_iter().map(line).collect();
    (driver, lines.join("\n"))
}

/// Whether a statement must stay before all others: the docstring and imports from `__future__`.
fn stays_first(index: usize, stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Expr(node) => index == 0 && matches!(&*node.value, Expr::StringLiteral(_)),
        Stmt::ImportFrom(node) => {
            node.level == 0
                && node.module.as_ref().is_some_and(|module| module.as_str() == "__future__")
        }
        _ => false,
    }
}

/// A text as a Python string literal of ASCII characters.
pub fn python_string(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            ' '..='~' => literal.push(c),
            c => literal.extend(format!("\\U{:08x}", u32::from(c)).chars()),
        }
    }
    literal + "\""
}

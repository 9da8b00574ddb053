//! `surgec --demo`: what surgec does with an example, before and after, measured on this machine.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::diagnostics::Diagnostic;
use crate::emit_memory::bytes_for_people;
use crate::plan::Plan;
use crate::program::Program;

/// The example's name, text and arguments.
pub const NAME: &str = "log_pipeline.py";
pub const TEXT: &str = include_str!("../examples/log_pipeline/log_pipeline.py");
pub const ARGUMENTS: &[&str] = &["200000"];

/// Runs a command given as arguments and prints its output, peak of resident bytes, seconds and exit code as JSON.
const MEASURE: &str = "\
import hashlib, json, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.PIPE)
seconds = time.perf_counter() - start
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == 'darwin' else 1024)
except ImportError:
    peak = None
text = done.stdout.decode(errors='replace')
print(json.dumps({'peak': peak, 'seconds': seconds, 'code': done.returncode, 'text': text}))
";

/// One run of a program.
struct Measured {
    peak: Option<f64>,
    seconds: f64,
    output: String,
}

/// What is printed: the lines that changed, and both runs.
///
/// # Errors
/// Where Python cannot be started, or the example fails.
pub fn show(
    program: &Program,
    plan: &Plan,
    folder: &Path,
    python: &OsString,
) -> Result<String, Diagnostic> {
    let mut text = format!("{NAME} {}, before and after:\n\n", ARGUMENTS.join(" "));
    let driver = std::fs::read_to_string(folder.join("out/__main__.py")).unwrap_or_default();
    changes(&mut text, program, plan, &driver);
    // Compiling the package's code for the first time is no part of its work.
    measure(folder, python, "out", &["0"])?;
    let before = measure(folder, python, NAME, ARGUMENTS)?;
    let after = measure(folder, python, "out", ARGUMENTS)?;
    for (name, run) in [("script", &before), ("package", &after)] {
        let peak = run.peak.map_or("unknown".to_owned(), bytes_for_people);
        let _ = writeln!(text, "{name:8} {peak:>10} at most {:8.2} s", run.seconds);
    }
    if before.output != after.output {
        return Err(Diagnostic::error("the package printed something else than the script"));
    }
    let _ = writeln!(text, "\nBoth print:");
    for line in after.output.lines() {
        let _ = writeln!(text, "  {line}");
    }
    Ok(text)
}

/// The lines of lists that became streams, as they were and as they are.
fn changes(text: &mut String, program: &Program, plan: &Plan, driver: &str) {
    let module = program.entry();
    for opportunity in &plan.space {
        if opportunity.refused.is_some() {
            continue;
        }
        let line = module.lines.line_range(module.lines.line(opportunity.range.start()));
        let before = module.source.text[line].trim_end();
        let same = before.find(module.slice(opportunity.range)).unwrap_or_default();
        let is_same = |line: &&str| line.starts_with(&before[..same]) && *line != before;
        let Some(after) = driver.lines().find(is_same) else { continue };
        let _ = writeln!(text, "- {before}\n+ {after}\n");
    }
}

fn measure(
    folder: &Path,
    python: &OsString,
    program: &str,
    arguments: &[&str],
) -> Result<Measured, Diagnostic> {
    let failed = |why: String| Diagnostic::error(format!("the example cannot be run: {why}"));
    let done = Command::new(python)
        .args(["-c", MEASURE, program])
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(|error| failed(format!("{}: {error}", python.to_string_lossy())))?;
    let said: Value = serde_json::from_slice(&done.stdout)
        .map_err(|_| failed(String::from_utf8_lossy(&done.stderr).into_owned()))?;
    if said["code"] != 0 {
        return Err(failed(format!("{program} ended with {}", said["code"])));
    }
    Ok(Measured {
        peak: said["peak"].as_f64(),
        seconds: said["seconds"].as_f64().unwrap_or_default(),
        output: said["text"].as_str().unwrap_or_default().to_owned(),
    })
}

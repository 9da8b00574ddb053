//! `surgec bench`: a script and its package side by side, run by turns on this machine.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::diagnostics::Diagnostic;

/// What one run came to.
struct Run {
    seconds: f64,
    code: Option<i32>,
    output: Vec<u8>,
}

/// What `runs` runs of each took, as a table with medians, and whether both did the same each time.
///
/// `command` makes the command that runs one of the two, without its streams.
///
/// # Errors
/// Where one of them cannot be started.
pub fn compare(
    script: &Path,
    package: &Path,
    runs: u32,
    command: impl Fn(&Path) -> Command,
) -> Result<(String, bool), Diagnostic> {
    let (mut plain, mut parallel) = (Vec::new(), Vec::new());
    for round in 0..runs {
        // By turns, so that neither always comes first where the machine gets busier or cooler.
        if round % 2 == 0 {
            plain.push(run(&mut command(script))?);
            parallel.push(run(&mut command(package))?);
        } else {
            parallel.push(run(&mut command(package))?);
            plain.push(run(&mut command(script))?);
        }
    }
    let same = plain
        .iter()
        .chain(&parallel)
        .all(|run| run.output == plain[0].output && run.code == plain[0].code);
    let mut text = String::new();
    let name = script.file_name().unwrap_or_default().to_string_lossy();
    let _ = writeln!(text, "{name}: {runs} runs of each, by turns");
    let mut medians = Vec::new();
    for (what, runs) in [("script", &plain), ("package", &parallel)] {
        let mut seconds: Vec<f64> = runs.iter().map(|run| run.seconds).collect();
        seconds.sort_by(f64::total_cmp);
        let median = f64::midpoint(seconds[(seconds.len() - 1) / 2], seconds[seconds.len() / 2]);
        let (least, most) = (seconds[0], seconds[seconds.len() - 1]);
        let _ = writeln!(text, "  {what:8} {median:8.3} s  ({least:.3} to {most:.3})");
        medians.push(median);
    }
    let _ = writeln!(text, "  {:.2} times as fast", medians[0] / medians[1].max(1e-9));
    if !same {
        let _ = writeln!(
            text,
            "  not all runs had the same output and exit code: compare two runs of the script itself, which may show times or draw"
        );
    }
    Ok((text, same))
}

fn run(command: &mut Command) -> Result<Run, Diagnostic> {
    let program = command.get_program().to_string_lossy().into_owned();
    let began = Instant::now();
    let done = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Diagnostic::error(format!("cannot start {program}: {error}")))?;
    let seconds = began.elapsed().as_secs_f64();
    Ok(Run { seconds, code: done.status.code(), output: done.stdout })
}

//! `surgec profile`: one run of a script under Python's profiler, with a listing of its bytecode.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::Arc;

use super::{Entry, Profile};
use crate::diagnostics::Diagnostic;
use crate::files::{self, TemporaryFolder, shown};

const RECORD: &str = include_str!("record.py");
const PROGRAM: &str = "record.py";

/// Functions that are shown after the run.
const SHOWN: usize = 5;

/// What is to be run, and where the files go.
pub struct Request<'a> {
    pub python: &'a OsStr,
    pub script: &'a Path,
    pub arguments: &'a [OsString],
    pub folder: &'a Path,
    /// Counts the instructions that run, instead of measuring times.
    pub executed: bool,
}

/// What a run left behind.
pub struct Recorded {
    /// The exit code; of one that was killed, 128 and the number of the signal.
    pub code: u8,
    /// The files that were written.
    pub files: Vec<PathBuf>,
    /// The one of them with the times, where times were measured.
    pub profile: Option<PathBuf>,
    /// What takes most of the time, for people; empty where no times were measured.
    pub summary: String,
}

/// Runs the script and writes `NAME_bytecode.txt`, `NAME_instr_count.txt` and `NAME.prof` into the folder.
///
/// # Errors
/// Where Python cannot be started, where it ends before the files are there, and where they cannot be written.
pub fn run(request: &Request<'_>) -> Result<Recorded, Diagnostic> {
    let Request { python, script, arguments, folder, executed } = request;
    // Before the run: what it took to measure is not to be lost.
    files::make_folder(folder)?;
    let temporary = TemporaryFolder::new("surgec-profile")?;
    let program = temporary.path().join(PROGRAM);
    files::write_file(&program, RECORD.as_bytes())?;
    let mut command = Command::new(python);
    command.arg(&program).arg(temporary.path());
    command.arg(if *executed { "executed" } else { "profile" });
    command.arg(script).args(*arguments);
    // Ctrl-C is for the script: what it took until then is still to be written.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::default());
    let status = command.status().map_err(|error| {
        Diagnostic::error(format!("cannot start {}: {error}", python.to_string_lossy()))
    })?;
    let mut made = Vec::new();
    for (name, ending) in WRITTEN.iter().filter(|(name, _)| !executed || *name != PROFILE) {
        let Ok(bytes) = std::fs::read(temporary.path().join(name)) else {
            let message = format!("{} ended before its profile was written", shown(script));
            return Err(Diagnostic::error(message)
                .note("a script that ends with os._exit, or is killed, leaves none"));
        };
        let mut own = script.file_stem().unwrap_or_default().to_owned();
        own.push(ending);
        made.push((folder.join(own), bytes));
    }
    for (path, bytes) in &made {
        files::write_file(path, bytes)?;
    }
    let files: Vec<PathBuf> = made.into_iter().map(|(path, _)| path).collect();
    let profile = if *executed { None } else { files.last().cloned() };
    let summary = match &profile {
        Some(path) => top(&Profile::read(path)?),
        None => String::new(),
    };
    Ok(Recorded { code: code_of(status), files, profile, summary })
}

const PROFILE: &str = "script.prof";
/// What is written, with the endings of their names; the times come last.
const WRITTEN: &[(&str, &str)] = &[
    ("bytecode.txt", "_bytecode.txt"),
    ("instr_count.txt", "_instr_count.txt"),
    (PROFILE, ".prof"),
];

fn code_of(status: ExitStatus) -> u8 {
    #[cfg(unix)]
    let killed = std::os::unix::process::ExitStatusExt::signal(&status).map(|signal| 128 + signal);
    #[cfg(not(unix))]
    let killed = None;
    status.code().or(killed).unwrap_or(1).to_le_bytes()[0]
}

/// The functions that take most of the time themselves.
fn top(profile: &Profile) -> String {
    let seconds = profile.seconds();
    let is_own = |entry: &&Entry| !entry.file.ends_with(PROGRAM) && !entry.name.contains("_lsprof");
    let mut entries: Vec<&Entry> = profile.entries.iter().filter(is_own).collect();
    entries.sort_by(|a, b| b.own.total_cmp(&a.own));
    let mut text = format!("{seconds:.3} s under the profiler; own time, calls and function:");
    for entry in entries.iter().take(SHOWN).filter(|entry| entry.own > 0.0) {
        let share = 100.0 * entry.own / seconds.max(1e-9);
        let file = Path::new(&entry.file).file_name().unwrap_or_default().to_string_lossy();
        let _ = match entry.line {
            0 => write!(text, "\n{share:6.1} %  {:10}  {}", entry.calls, entry.name),
            line => {
                write!(text, "\n{share:6.1} %  {:10}  {} ({file}:{line})", entry.calls, entry.name)
            }
        };
    }
    text
}

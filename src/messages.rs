//! What is said, and where it goes: standard output, standard error, the file of `--errors-file`.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::{ColorChoice, ValueEnum};

use crate::diagnostics::{self, Colour, Diagnostic, Severity, render, to_json};
use crate::files;
use crate::passes::space::{Kind, Opportunity};
use crate::plan::{Decision, Plan, Region};
use crate::program::Program;
use crate::reasons::{Family, Reason};
use crate::sarif;

/// Everything worked.
pub const FINE: u8 = 0;
/// `--check` found a stale package, or `--analyze-only` found what `--fail-on` names.
pub const FINDINGS: u8 = 1;
/// The command line, a file or the source cannot be used.
pub const BAD_INPUT: u8 = 2;
/// surgec failed, under `--strict`.
const INTERNAL: u8 = 3;
/// The program may need more memory than `--max-memory` allows.
pub const MEMORY: u8 = 4;

/// How messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object per line
    Json,
    /// One SARIF 2.1.0 log with everything in it, for code hosts and editors
    Sarif,
}

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loudness {
    Quiet,
    #[default]
    Usual,
    Verbose,
}

/// Everything that is said, and where it goes.
#[derive(Default)]
pub struct Messages {
    pub format: MessageFormat,
    pub loudness: Loudness,
    pub strict: bool,
    /// Standard output belongs to the script that is run: all that is said goes to standard error.
    pub only_stderr: bool,
    pub colour: ColorChoice,
    pub errors_file: Option<PathBuf>,
    all: Vec<Diagnostic>,
    bugs: usize,
}

impl Messages {
    /// Says why the input cannot be used; the exit code for it.
    pub fn error(&mut self, diagnostic: Diagnostic) -> u8 {
        self.finding(diagnostic);
        BAD_INPUT
    }

    pub fn finding(&mut self, diagnostic: Diagnostic) {
        let text = self.formatted(&diagnostic, true);
        print_err(text.as_bytes());
        self.all.push(diagnostic);
    }

    pub fn warning(&mut self, diagnostic: Diagnostic) {
        if self.loudness != Loudness::Quiet {
            let text = self.formatted(&diagnostic, true);
            print_err(text.as_bytes());
        }
        self.all.push(diagnostic);
    }

    /// A warning about the input, which a script that is run does not need to hear every time.
    pub fn background_warning(&mut self, diagnostic: Diagnostic) {
        if !self.only_stderr || self.loudness == Loudness::Verbose {
            self.warning(diagnostic);
        }
    }

    /// A failure of surgec, which is never silent.
    pub fn bug(&mut self, message: &str) {
        self.bugs += 1;
        let note = "this is a bug in surgec, not in the script; please report it with the script";
        self.finding(
            Diagnostic::new(Severity::Bug, message).code(Reason::InternalError.name()).note(note),
        );
    }

    /// The decisions about a script: a short list, or every one with its source lines.
    pub fn decisions(&mut self, script: &Path, program: &Program, plan: &Plan) {
        // Files are named as the script was on the command line, so that editors and code hosts find them.
        let folder = script.parent().map(Path::to_string_lossy).unwrap_or_default();
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        for remark in diagnostics::remarks(program, plan, &folder) {
            self.background_warning(remark);
        }
        // Every decision with its source lines takes time to put together: only where somebody reads it.
        let is_shown = self.loudness != Loudness::Quiet && self.format != MessageFormat::Sarif;
        let in_full = self.format == MessageFormat::Json || self.loudness == Loudness::Verbose;
        let is_kept = self.format == MessageFormat::Sarif || self.errors_file.is_some();
        let decisions = if is_kept || (is_shown && in_full) {
            diagnostics::decisions(program, plan, &folder)
        } else {
            Vec::new()
        };
        if is_shown {
            let text = if in_full {
                let blocks: Vec<String> = decisions
                    .iter()
                    .map(|diagnostic| self.formatted(diagnostic, self.only_stderr))
                    .collect();
                let gap = if self.format == MessageFormat::Json { "" } else { "\n" };
                blocks.join(gap)
            } else {
                short_list(program, plan)
            };
            self.say(&text);
        }
        if is_kept {
            self.all.extend(decisions);
        }
    }

    /// What was done, in one line.
    pub fn result(&mut self, line: &str) {
        if self.loudness == Loudness::Quiet {
            return;
        }
        match self.format {
            MessageFormat::Text => self.say(&format!("{line}\n")),
            MessageFormat::Json => {
                let diagnostic = Diagnostic::new(Severity::Note, line).code("done");
                self.say(&self.formatted(&diagnostic, false));
            }
            MessageFormat::Sarif => {}
        }
    }

    /// A line that leads people on, and says nothing to programs.
    pub fn hint(&self, line: &str) {
        if self.loudness != Loudness::Quiet && self.format == MessageFormat::Text {
            self.say(&format!("{line}\n"));
        }
    }

    fn say(&self, text: &str) {
        if self.only_stderr {
            print_err(text.as_bytes());
        } else {
            print_out(text.as_bytes());
        }
    }

    fn formatted(&self, diagnostic: &Diagnostic, to_stderr: bool) -> String {
        match self.format {
            MessageFormat::Json => format!("{}\n", to_json(diagnostic)),
            // The log comes at the end; until then errors are for people.
            MessageFormat::Text | MessageFormat::Sarif => {
                let terminal =
                    if to_stderr { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
                let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
                    || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
                let colour = match self.colour {
                    ColorChoice::Always => true,
                    ColorChoice::Never => false,
                    ColorChoice::Auto => terminal && !plain,
                };
                render(diagnostic, if colour { Colour::Always } else { Colour::Never })
            }
        }
    }

    /// Writes the errors file; the exit code of it all.
    pub fn finish(&mut self, code: u8) -> u8 {
        let mut code = code;
        if let Some(path) = self.errors_file.clone() {
            let text: Vec<String> =
                self.all.iter().map(|diagnostic| render(diagnostic, Colour::Never)).collect();
            if let Err(diagnostic) = files::write_file(&path, text.join("\n").as_bytes()) {
                code = code.max(self.error(diagnostic));
            }
        }
        if self.format == MessageFormat::Sarif {
            self.say(&sarif::write(&self.all));
        }
        if self.bugs > 0 && self.strict { INTERNAL } else { code }
    }
}

/// How many decisions against a region the short list shows.
const SHORT_LIST: usize = 12;

/// How many characters of a region's first line it shows.
const SHORT_LINE: usize = 60;

/// One line for each decision; loops that are too small to matter are only counted.
fn short_list(program: &Program, plan: &Plan) -> String {
    let label = &program.entry().label;
    let (parallel, total) = (plan.parallel().count(), plan.regions.len());
    let streams: Vec<&Opportunity> = plan.streams().collect();
    if total == 0 && streams.is_empty() {
        return format!("{label}: no loops\n");
    }
    let mut lines = vec![format!("{label}: {parallel} of {total} loops run in parallel")];
    let count = streams.iter().filter(|list| list.kind == Kind::Stream).count();
    if count > 0 {
        let noun = if count == 1 { "list is a stream" } else { "lists are streams" };
        lines[0] += &format!("; {count} {noun}");
    }
    let (mut refused, mut small, mut inside) = (0, 0, 0);
    for region in &plan.regions {
        let place = program.module(region.module).place(region.header);
        match &region.decision {
            Decision::Parallel(_) => {
                lines.push(format!("  ✓ {place}: {}", header(program, region)));
            }
            Decision::Sequential(refusal) if refusal.reason.family() == Family::Cost => small += 1,
            Decision::Sequential(_) if plan.repeats(region).is_some() => inside += 1,
            Decision::Sequential(refusal) => {
                refused += 1;
                let detail = if refusal.detail.is_empty() {
                    refusal.reason.summary()
                } else {
                    &refusal.detail
                };
                if refused <= SHORT_LIST {
                    lines.push(format!("  ✗ {place}: {}: {detail}", refusal.reason.name()));
                }
            }
        }
    }
    for list in streams {
        let place = program.entry().place(list.range);
        let what = match list.kind {
            Kind::Stream => "streamed",
            Kind::Sort => "sorted on the disk past the budget",
            Kind::Trajectory => "few states held past the budget",
        };
        lines.push(format!("  ✓ {place}: {what}: {}", list.description));
    }
    if refused > SHORT_LIST {
        lines.push(format!("  … and {} more stay sequential; -v shows them", refused - SHORT_LIST));
    }
    if inside > 0 {
        lines.push(format!("  {inside} inside of these, for the same reasons; -v shows them"));
    }
    if small > 0 {
        lines.push(format!("  {small} would not gain from it; -v shows them"));
    }
    lines.join("\n") + "\n"
}

/// The first line of a region's header, as it is written.
fn header(program: &Program, region: &Region) -> String {
    let text = program.module(region.module).slice(region.header);
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().trim();
    let is_long = first.chars().count() > SHORT_LINE || lines.next().is_some();
    let shown: String = first.chars().take(SHORT_LINE).collect();
    format!("{shown}{}", if is_long { "…" } else { "" })
}

/// A reader that has gone away, as in `surgec … | head`, wants to hear no more, and no error either.
pub fn print_out(bytes: &[u8]) {
    let _ = io::Write::write_all(&mut io::stdout(), bytes)
        .and_then(|()| io::Write::flush(&mut io::stdout()));
}

pub fn print_err(bytes: &[u8]) {
    let _ = io::Write::write_all(&mut io::stderr(), bytes);
}

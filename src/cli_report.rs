//! The options of the command line that ask for reports: as text, or as a page.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::diagnostics::Diagnostic;
use crate::files::{self, shown};
use crate::guard;
use crate::html::{self, Facts};
use crate::knowledge::Knowledge;
use crate::messages::Messages;
use crate::passes::memory::Request;
use crate::plan::Plan;
use crate::program::Program;

#[derive(Args, Debug, Default)]
pub struct ReportOptions {
    /// Write the report to this file as well: as a page if its name ends in .html, as text otherwise
    #[arg(short, long, value_name = "FILE", conflicts_with = "demo")]
    report: Option<PathBuf>,
    /// Put the report into the package as a page as well, report.html
    #[arg(long, conflicts_with_all = ["emit", "demo"])]
    html: bool,
}

impl ReportOptions {
    /// Files that will be written and must be no script; what was asked for that cannot be.
    pub fn check(
        &self,
        scripts: &[PathBuf],
        (is_analyze_only, is_diff): (bool, bool),
    ) -> Result<(), Diagnostic> {
        if let Some(path) = &self.report {
            files::check_text_output(path, scripts)?;
            if is_page(path) && scripts.len() > 1 {
                return Err(Diagnostic::error(
                    "a page reports on one script, and there are several",
                )
                .note("as text they go into one file: -r report.txt"));
            }
        }
        if self.html && is_analyze_only {
            return Err(Diagnostic::error(
                "--html puts a page into the package, and --analyze-only writes no package",
            )
            .note("to write the page alone: --analyze-only -r report.html"));
        }
        if self.html && is_diff {
            return Err(Diagnostic::error(
                "--diff writes nothing, so there is no page with --html",
            ));
        }
        Ok(())
    }

    /// Whether a file of its own is asked for.
    pub fn is_written(&self) -> bool {
        self.report.is_some()
    }

    /// Whether the package gets a page.
    pub fn is_in_package(&self) -> bool {
        self.html
    }

    /// Whether a page is asked for, in the package or elsewhere.
    pub fn wants_page(&self) -> bool {
        self.html || self.report.as_deref().is_some_and(is_page)
    }

    /// Writes the file that was asked for; where a page could not be made, there is none.
    pub fn write(&self, text: &str, page: Option<&str>) -> Result<(), Diagnostic> {
        let Some(path) = &self.report else { return Ok(()) };
        let content = if is_page(path) { page } else { Some(text) };
        content.map_or(Ok(()), |content| files::write_file(path, content.as_bytes()))
    }
}

fn is_page(path: &Path) -> bool {
    let is_html = |extension: &std::ffi::OsStr| {
        extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm")
    };
    path.extension().is_some_and(is_html)
}

/// The page about a script. What surgec fails on is missing in it, and is reported.
pub fn page(
    script: &Path,
    (program, plan): (&Program, &Plan),
    knowledge: &Knowledge,
    request: &Request,
    messages: &mut Messages,
) -> Option<String> {
    let facts = Facts::of(program, knowledge, request);
    for failure in facts.failures() {
        messages.bug(&format!("the page about {} lacks a part: {failure}", shown(script)));
    }
    match guard::run(|| html::write(program, plan, &facts)) {
        Ok(page) => Some(page),
        Err(panic) => {
            messages.bug(&format!("there is no page about {}: {panic}", shown(script)));
            None
        }
    }
}

//! The commands that run a script: `surgec run`, `surgec bench` and `surgec profile`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use crate::bench;
use crate::cli::{Common, Ending, Input, Shared, build, default_python, load, plan_of};
use crate::cli_memory::{RunMemoryOptions, warn_before_run};
use crate::diagnostics::{Diagnostic, Severity};
use crate::files::{self, shown};
use crate::messages::{FINDINGS, FINE, Messages, print_out};
use crate::passes::memory::Request;
use crate::profile::record;

#[derive(Args, Debug)]
pub(crate) struct Run {
    #[arg(long, value_name = "PROGRAM")]
    #[arg(help = "The Python that runs the script [default: $SURGEC_PYTHON, or python3]")]
    pub python: Option<OsString>,
    #[command(flatten)]
    pub common: Common,
    /// The script
    pub script: PathBuf,
    /// What the script gets as its arguments
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGS")]
    pub arguments: Vec<OsString>,
}

/// Whether a script that is to be run may need more memory than it is allowed; the exit code then.
fn refuses_for_memory(
    run: &Run,
    memory: &RunMemoryOptions,
    messages: &mut Messages,
) -> Result<(), u8> {
    let python = run.python.clone().unwrap_or_else(default_python);
    let Some(options) = memory.limited(&python, &run.arguments) else { return Ok(()) };
    let input = load(&run.script, &run.common, &mut Shared::default(), messages)?;
    let request = options.request(false).map_err(|diagnostic| messages.error(diagnostic))?;
    let plan = plan_of(&run.script, &input, Some(&request), false, messages);
    options.warn_of_useless(&request, messages);
    match options.check(&input.loaded.program, plan.memory.as_ref(), messages) {
        Some(code) => Err(code),
        None => Ok(()),
    }
}

pub(crate) fn run_script(run: &Run, memory: &RunMemoryOptions) -> Ending {
    let mut messages = run.common.messages(true);
    if let Some(path) = &run.common.errors_file
        && let Err(diagnostic) = files::check_text_output(path, std::slice::from_ref(&run.script))
    {
        messages.errors_file = None;
        return Ending::Code(messages.error(diagnostic));
    }
    if let Err(code) = refuses_for_memory(run, memory, &mut messages) {
        return Ending::Code(messages.finish(code));
    }
    let package = match cached_package(run, &mut messages) {
        Ok(package) => package,
        Err(code) => return Ending::Code(messages.finish(code)),
    };
    warn_before_run(&package, &mut messages);
    match messages.finish(FINE) {
        FINE => {}
        code => return Ending::Code(code),
    }
    let mut command = Command::new(run.python.clone().unwrap_or_else(default_python));
    command.arg(package).args(&run.arguments);
    Ending::Replace(Box::new(command))
}

/// A script and its package side by side; 1 where they did not do the same.
pub(crate) fn bench_script(run: &Run, runs: u32) -> u8 {
    let mut messages = run.common.messages(true);
    let package = match cached_package(run, &mut messages) {
        Ok(package) => package,
        Err(code) => return messages.finish(code),
    };
    let python = run.python.clone().unwrap_or_else(default_python);
    let command = |program: &Path| {
        let mut command = Command::new(&python);
        command.arg(program).args(&run.arguments);
        command
    };
    // Compiling the runtime's code for the first time is no part of any run's work.
    let _ = Command::new(&python).args(["-m", "compileall", "-q"]).arg(&package).output();
    match bench::compare(&run.script, &package, runs, command) {
        Ok((text, same)) => {
            print_out(text.as_bytes());
            messages.finish(if same { FINE } else { FINDINGS })
        }
        Err(diagnostic) => messages.error(diagnostic),
    }
}

/// A run of a script under Python's profiler; ends as the script does.
pub(crate) fn profile_script(run: &Run, folder: &Path, executed: bool) -> u8 {
    let mut messages = run.common.messages(true);
    if let Err(code) = load(&run.script, &run.common, &mut Shared::default(), &mut messages) {
        return messages.finish(code);
    }
    let python = run.python.clone().unwrap_or_else(default_python);
    let (script, arguments) = (&*run.script, &*run.arguments);
    let request = record::Request { python: &python, script, arguments, folder, executed };
    match record::run(&request) {
        Ok(recorded) => {
            let files: Vec<String> = recorded.files.iter().map(|path| shown(path)).collect();
            messages.result(&format!("wrote {}", files.join(", ")));
            if let Some(profile) = recorded.profile {
                messages.hint(&recorded.summary);
                let again = format!("surgec {} --profile {}", shown(script), shown(&profile));
                messages.hint(&format!("{again} decides and reports with these times"));
            }
            messages.finish(recorded.code)
        }
        Err(diagnostic) => {
            let code = messages.error(diagnostic);
            messages.finish(code)
        }
    }
}

/// The package to run: from the cache, or compiled now; the script itself where there is no room for a cache.
fn cached_package(run: &Run, messages: &mut Messages) -> Result<PathBuf, u8> {
    let script = &run.script;
    let input = load(script, &run.common, &mut Shared::default(), messages)?;
    let Input { loaded, config, sizes, .. } = &input;
    let as_it_is = |messages: &mut Messages, diagnostic: Diagnostic| {
        messages.warning(
            diagnostic
                .note("the script runs as it is")
                .note("XDG_CACHE_HOME names the cache's folder"),
        );
        Ok(script.clone())
    };
    let Some(cache) = files::cache_folder() else {
        let message = "there is no folder for the cache: HOME and XDG_CACHE_HOME are not set";
        return as_it_is(messages, Diagnostic::warning(message));
    };
    let label = files::file_label(script).map_err(|diagnostic| messages.error(diagnostic))?;
    let stem = label.strip_suffix(".py").unwrap_or(&label);
    let out = cache.join(format!("{stem}-{}", files::cache_key(script, loaded, config, *sizes)));
    // Messages about decisions are only to be had from compiling.
    if files::is_package(&out) && !run.common.verbose && run.common.errors_file.is_none() {
        files::tend_cache(&cache, &out);
        return Ok(out);
    }
    let package = build(script, &out, &input, (Request::default(), None), messages)
        .map_err(|diagnostic| messages.error(diagnostic))?;
    if run.common.verbose {
        messages.decisions(script, &loaded.program, &package.plan);
    }
    if let Err(mut diagnostic) = files::write_package(&out, script, &package.files) {
        // Two runs at the same time write the same package; one of them finds it there.
        if !files::stale_files(&out, &package.files).is_empty() {
            diagnostic.severity = Severity::Warning;
            return as_it_is(messages, diagnostic);
        }
    }
    files::tend_cache(&cache, &out);
    Ok(out)
}

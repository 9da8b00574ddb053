//! The options of the command line that speak of memory: what is assumed about sizes, and what is allowed.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::diagnostics::Diagnostic;
use crate::emit_memory::bytes_for_people;
use crate::files;
use crate::messages::{MEMORY, Messages};
use crate::passes::memory::{Memory, Request, Used, Version};
use crate::program::Program;

/// What `surgec run` is told about memory: its `--python` is a program, and the files that the script reads are among its arguments.
#[derive(Args, Debug, Default)]
pub struct RunMemoryOptions {
    /// Exit with 4, and do not run the script, if it may need more memory than this: 512MB, 4GB, 2GiB
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_memory: Option<f64>,
    /// A size that is not in the script, for the memory estimate; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = assumption)]
    assume: Vec<(String, f64)>,
}

impl RunMemoryOptions {
    /// The same as for a script that is compiled, where there is a limit.
    pub fn limited(&self, python: &OsStr, arguments: &[OsString]) -> Option<MemoryOptions> {
        self.max_memory?;
        let is_file = |path: &PathBuf| path.is_file();
        Some(MemoryOptions {
            max_memory: self.max_memory,
            assume: self.assume.clone(),
            input: arguments.iter().map(PathBuf::from).filter(is_file).collect(),
            python: files::version_of(python).and_then(|name| Version::of_interpreter(&name)),
        })
    }
}

#[derive(Args, Debug, Default)]
pub struct MemoryOptions {
    /// Exit with 4, and write nothing, if the program may need more memory than this: 512MB, 4GB, 2GiB
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_memory: Option<f64>,
    /// A size that is not in the script, for the memory estimate; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = assumption)]
    assume: Vec<(String, f64)>,
    /// A file that the script will read, for the memory estimate; its beginning is looked at
    #[arg(long, value_name = "FILE")]
    input: Vec<PathBuf>,
    /// The version of Python whose objects the memory estimate is about: 3.9 to 3.13 [default: 3.11]
    #[arg(long, value_name = "VERSION", value_parser = version)]
    python: Option<Version>,
}

impl MemoryOptions {
    /// What the estimator is asked. Files are sampled here: passes read nothing.
    pub fn request(&self, variables: bool) -> Result<Request, Diagnostic> {
        let inputs: Result<Vec<_>, _> = self.input.iter().map(|path| files::sample(path)).collect();
        Ok(Request {
            version: self.python.unwrap_or_default(),
            assumptions: self.assume.clone(),
            inputs: inputs?,
            variables,
            thorough: variables || self.is_limited(),
            used: Used::default(),
        })
    }

    /// Warns of assumptions that nothing in the program uses: a name may be misspelt.
    pub fn warn_of_useless(&self, request: &Request, messages: &mut Messages) {
        for name in request.useless() {
            let message =
                format!("--assume {name}=…: nothing that is not known anyway has this name");
            messages.warning(Diagnostic::warning(message).code("memory").note(
                "it is the name of a variable that holds a number (`n`, `main.n`), or a size as `--emit memory=table` shows it",
            ));
        }
    }

    /// Whether there is a limit to hold the estimate against.
    pub fn is_limited(&self) -> bool {
        self.max_memory.is_some()
    }

    /// Says so, with an exit code of its own, if the program may need more than it is allowed.
    pub fn check(
        &self,
        program: &Program,
        memory: Option<&Memory>,
        messages: &mut Messages,
    ) -> Option<u8> {
        let limit = self.max_memory?;
        let allowed = bytes_for_people(limit);
        let label = &program.entry().label;
        let Some(memory) = memory else {
            let message = format!(
                "{label}: the memory it needs could not be estimated, so it may be more than {allowed}"
            );
            messages.finding(Diagnostic::error(message).code("max-memory"));
            return Some(MEMORY);
        };
        let high = memory.peak.high.as_constant();
        if high.is_some_and(|high| high <= limit) {
            return None;
        }
        let message = match high {
            Some(high) if high.is_finite() => {
                format!("{label} may need {}, and is allowed {allowed}", bytes_for_people(high))
            }
            Some(_) => format!("{label} is allowed {allowed}, and what it needs has no bound"),
            None => format!(
                "{label} is allowed {allowed}, and may need {} bytes",
                memory.peak.high.text(&memory.symbols)
            ),
        };
        let mut diagnostic = Diagnostic::error(message).code("max-memory");
        for &number in memory.unbounded.iter().take(5) {
            if let Some(why) = memory.whys.get(number as usize) {
                diagnostic = diagnostic.note(format!(
                    "{}: {}",
                    program.module(why.module).place(why.range),
                    why.text
                ));
            }
        }
        if high.is_none() {
            let names = memory.symbols.join(", ");
            diagnostic =
                diagnostic.note(format!("--assume NAME=VALUE says how large these are: {names}"));
        }
        messages.finding(diagnostic);
        Some(MEMORY)
    }
}

/// Warns before a run that cannot fit.
pub fn warn_before_run(package: &Path, messages: &mut Messages) {
    let (Some(least), Some(machine)) = (files::planned_memory(package), files::machine_memory())
    else {
        return;
    };
    if least > machine {
        let message = format!(
            "the script needs at least {}, and this machine has {}",
            bytes_for_people(least),
            bytes_for_people(machine)
        );
        messages.warning(Diagnostic::warning(message).code("memory"));
    }
}

/// `4GB`, `512 MiB`, `1000000`.
fn size(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end();
    let unit = text[digits.len()..].trim().to_ascii_lowercase();
    let factor = match unit.as_str() {
        "" | "b" => 1.0,
        "k" | "kb" => 1e3,
        "m" | "mb" => 1e6,
        "g" | "gb" => 1e9,
        "t" | "tb" => 1e12,
        "kib" => 1024.0,
        "mib" => 1024.0 * 1024.0,
        "gib" => 1024.0 * 1024.0 * 1024.0,
        _ => return Err(format!("{unit:?} is no unit of memory: use kB, MB, GB, KiB, MiB or GiB")),
    };
    match digits.parse::<f64>() {
        Ok(value) if value >= 0.0 && value.is_finite() => Ok(value * factor),
        _ => Err("a size is a number and a unit, as in 4GB".into()),
    }
}

/// `n=1000000`, `len(data)=5e6`.
fn assumption(text: &str) -> Result<(String, f64), String> {
    let (name, value) = text.rsplit_once('=').ok_or("write NAME=VALUE, as in n=1000000")?;
    let value: f64 = value.trim().replace('_', "").parse().map_err(|_| "the value is a number")?;
    if name.trim().is_empty() || !value.is_finite() || value < 0.0 {
        return Err("write NAME=VALUE, as in n=1000000; sizes are not negative".into());
    }
    Ok((name.trim().to_owned(), value))
}

fn version(text: &str) -> Result<Version, String> {
    Version::from_name(text)
        .ok_or_else(|| "layouts are known of 3.9, 3.10, 3.11, 3.12 and 3.13".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("4GB"), Ok(4e9));
        assert_eq!(size("2 GiB"), Ok(2.0 * 1024.0 * 1024.0 * 1024.0));
        assert_eq!(size("1000"), Ok(1000.0));
        assert!(size("4 parsecs").is_err());
        assert!(size("-1MB").is_err());
    }

    #[test]
    fn assumptions_have_names() {
        assert_eq!(assumption("n=1_000"), Ok(("n".into(), 1000.0)));
        assert_eq!(assumption("len(data)=5e6"), Ok(("len(data)".into(), 5e6)));
        assert!(assumption("=3").is_err());
        assert!(assumption("n").is_err());
    }
}

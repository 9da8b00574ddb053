//! From a program to a package in memory: all passes, in order. No input or output happens here.

use crate::knowledge::Knowledge;
use crate::passes;
use crate::plan::Plan;
use crate::program::Program;

/// A file of the emitted package, relative to the output folder.
pub struct PackageFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// What the caller knows and the source does not say.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the script is, seen from the output folder, with forward slashes.
    pub source_path: String,
    /// Sibling modules with the SHA-256 of their bytes, as `(path relative to the script, hex)`.
    pub siblings: Vec<(String, String)>,
}

/// A bug in surgec that was caught: an output that failed its own check, or a pass that panicked.
#[derive(Clone, Debug)]
pub struct InternalError {
    pub message: String,
}

/// The decisions about a script and the files that carry them out.
pub struct Compilation {
    pub plan: Plan,
    /// `__main__.py`, `original.py`, `tasks.py`, the runtime. Reports are added by the caller.
    pub files: Vec<PackageFile>,
    pub internal_errors: Vec<InternalError>,
}

/// The runtime package, verbatim: `(file name, text)`.
pub const RUNTIME: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime_files.rs"));

/// Decides what to do with each region of the script, without writing anything.
pub fn analyse(program: &Program, knowledge: &Knowledge) -> Plan {
    let scopes = passes::scopes::run(program);
    let analysis = passes::effects::run(program, &scopes, knowledge);
    let _ = analysis;
    Plan::default()
}

/// Compiles the script into a package.
pub fn compile(program: &Program, knowledge: &Knowledge, options: &Options) -> Compilation {
    let _ = options;
    Compilation { plan: analyse(program, knowledge), files: Vec::new(), internal_errors: Vec::new() }
}

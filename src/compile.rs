//! From a program to a package in memory: all passes, in order. No input or output happens here.

use crate::knowledge::Knowledge;
use crate::passes;
use crate::passes::loops::LoopPlan;
use crate::plan::{Decision, Plan};
use crate::program::Program;
use crate::reasons::Reason;

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
    /// The number of workers that the package uses where the environment does not say.
    pub workers: Option<u32>,
    /// Nothing will be written: a package that would leave everything as it is need not be checked.
    pub decisions_only: bool,
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
    let options = Options { decisions_only: true, ..Options::default() };
    compile(program, knowledge, &options).plan
}

/// Compiles the script into a package.
pub fn compile(program: &Program, knowledge: &Knowledge, options: &Options) -> Compilation {
    let scopes = passes::scopes::run(program);
    let mut analysis =
        passes::effects::run(program, &scopes, knowledge, passes::effects::Need::Decisions);
    let plans = passes::loops::run(&mut analysis);
    let spawns = passes::spawns::run(&mut analysis, &plans);
    let branches = passes::branches::run(&mut analysis, &plans, &spawns);
    let header = passes::rewrite::Header {
        source_path: &options.source_path,
        siblings: &options.siblings,
        workers: options.workers,
    };
    let mut internal_errors = Vec::new();
    let mut package = passes::rewrite::run(&analysis, &plans, (&spawns, &branches), &header);
    let unchanged = options.decisions_only && package.task_count == 0;
    if !unchanged && let Err(message) = verify(program, &package) {
        // A bug of ours: the script stays as it is, and says so.
        internal_errors.push(InternalError { message: message.clone() });
        let plans: Vec<LoopPlan<'_>> =
            plans.into_iter().map(|plan| plan.refused(Reason::InternalError, &message)).collect();
        package = passes::rewrite::run(&analysis, &plans, (&[], &[]), &header);
        if let Err(message) = verify(program, &package) {
            return crate::guard::verbatim(program, options, &message);
        }
    }
    add_promises(&mut package.plan, &analysis);
    let entry = program.entry();
    let mut files = Vec::new();
    match entry.source.encode(&package.driver) {
        Ok(bytes) => files.push(PackageFile { path: "__main__.py".into(), bytes }),
        Err(error) => internal_errors.push(InternalError { message: error.message }),
    }
    files.push(PackageFile { path: "original.py".into(), bytes: entry.source.bytes.clone() });
    files.push(PackageFile { path: "tasks.py".into(), bytes: package.tasks.into_bytes() });
    for (name, text) in RUNTIME {
        files.push(PackageFile {
            path: format!("surge_rt/{name}"),
            bytes: text.as_bytes().to_vec(),
        });
    }
    Compilation { plan: package.plan, files, internal_errors }
}

/// The number of the assumption that promises of the user's hold, in docs/assumptions.md.
const PROMISES_HOLD: u32 = 12;

/// Says in the plan what it owes to the user.
fn add_promises(plan: &mut Plan, analysis: &passes::effects::Analysis<'_>) {
    plan.promises = analysis.promises_in_force();
    plan.remarks.clone_from(&analysis.promises.remarks);
    plan.unknown_modules =
        analysis.unknown_imports.iter().map(|why| why.what.to_string()).collect();
    if plan.promises.is_empty() {
        return;
    }
    for region in &mut plan.regions {
        if let Decision::Parallel(parallel) = &mut region.decision {
            parallel.assumptions.push(PROMISES_HOLD);
        }
    }
}

/// Parses what was written again, and compares what must be unchanged.
fn verify(program: &Program, package: &passes::rewrite::Package) -> Result<(), String> {
    use passes::rewrite::check;
    let driver = check::parses("__main__.py", &package.driver)?;
    check::parses("tasks.py", &package.tasks)?;
    check::unchanged(&program.entry().tree().body, &driver.module.body)
}

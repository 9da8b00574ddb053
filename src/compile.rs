//! From a program to a package in memory: all passes, in order. No input or output happens here.

use crate::checkpoints::Spacing;
use crate::ids::ModuleId;
use crate::knowledge::Knowledge;
use crate::passes;
use crate::passes::branches::Branch;
use crate::passes::checkpoint::CheckpointPlan;
use crate::passes::loops::LoopPlan;
use crate::passes::rewrite::streams::{Lists, StepNames};
use crate::passes::rewrite::{Header, Package, TaskNames};
use crate::passes::space::{Edit, Opportunity};
use crate::passes::spawns::Spawn;
use crate::plan::{Decision, Plan};
use crate::program::{Module, Program};
use crate::read;
use crate::reasons::Reason;
use crate::sizes::Sizes;

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
    pub sizes: Sizes,
    /// Nothing will be written: a package that would leave everything as it is need not be checked.
    pub decisions_only: bool,
    /// The decisions go into a report, which also says what lists hold that stay as they are.
    pub is_reported: bool,
    /// What is asked about memory; nothing where nobody reads the answer.
    pub memory: Option<passes::memory::Request>,
    /// How often checkpoints are written, where the program is to be resumable.
    pub checkpoint: Option<Spacing>,
    /// What is asked of a rewrite that saves memory.
    pub space: passes::space::Settings,
}

/// A bug in surgec that was caught: an output that failed its own check, or a pass that panicked.
#[derive(Clone, Debug)]
pub struct InternalError {
    pub message: String,
}

/// The decisions about a script and the files that carry them out.
pub struct Compilation {
    pub plan: Plan,
    /// `__main__.py`, `original.py`, `tasks.py`, the runtime; not all of them where only decisions are asked for. Reports are
    /// added by the caller.
    pub files: Vec<PackageFile>,
    pub internal_errors: Vec<InternalError>,
}

/// The runtime package, verbatim: `(file name, text)`.
pub const RUNTIME: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime_files.rs"));

/// The script with nothing but its streams: what runs where nothing runs in parallel.
pub const STREAMED: &str = "streamed.py";

/// Decides what to do with each region of the script, without writing anything.
pub fn analyse(program: &Program, knowledge: &Knowledge) -> Plan {
    let options = Options { decisions_only: true, ..Options::default() };
    compile(program, knowledge, &options).plan
}

/// Compiles the script into a package.
pub fn compile(program: &Program, knowledge: &Knowledge, options: &Options) -> Compilation {
    let scopes = passes::scopes::run(program);
    // What runs before a loop that is to be resumable is looked at statement by statement.
    let need = match options.checkpoint {
        Some(_) => passes::effects::Need::Statements,
        None => passes::effects::Need::Decisions,
    };
    let mut analysis = passes::effects::run(program, &scopes, knowledge, need);
    let modules = if options.decisions_only { 1 } else { program.modules.len() };
    let resumable = match options.checkpoint {
        Some(_) => passes::checkpoint::run(&mut analysis),
        None => Vec::new(),
    };
    analysis.checkpointed = passes::checkpoint::resumable(&resumable);
    let plans = passes::loops::run(&mut analysis, modules);
    let spawns = passes::spawns::run(&mut analysis, &plans);
    let branches = passes::branches::run(&mut analysis, &plans, &spawns);
    let mut internal_errors = Vec::new();
    // A list that is being streamed is no state that could be saved.
    let mut space = match options.checkpoint {
        Some(_) => Vec::new(),
        None => {
            find_space(&mut analysis, &plans, (&spawns, &branches), options, &mut internal_errors)
        }
    };
    let lists = applied(&space);
    let written = match write(&analysis, &plans, (&spawns, &branches, &resumable), &lists, options)
    {
        Ok(written) => written,
        Err(message) => {
            // A bug of ours: the script stays as it is, and says so.
            internal_errors.push(InternalError { message: message.clone() });
            let plans = refuse_all(plans, &message);
            space.clear();
            match write(&analysis, &plans, (&[], &[], &[]), &Lists::default(), options) {
                Ok(written) => written,
                Err(message) => return crate::guard::verbatim(program, options, &message),
            }
        }
    };
    let (mut plan, mut files) = (Plan::default(), Vec::new());
    plan.space = space;
    if options.is_reported || !options.decisions_only {
        plan.left_alone = passes::space::left_alone(program.entry());
    }
    for (index, package) in written {
        let module = &program.modules[index];
        plan.regions.extend(package.plan.regions);
        plan.checkpoints = plan.checkpoints.or(package.plan.checkpoints);
        if package.is_plan_only {
            continue;
        }
        if let Some(streamed) = &package.streamed {
            match module.source.encode(streamed) {
                Ok(bytes) => files.push(PackageFile { path: STREAMED.into(), bytes }),
                Err(error) => internal_errors.push(InternalError { message: error.message }),
            }
        }
        if index > 0 && package.task_count == 0 {
            continue;
        }
        let (mut driver, tasks) = paths(module, index);
        if let Some(entry) = package.entry {
            files.push(PackageFile { path: driver, bytes: entry.into_bytes() });
            driver = passes::rewrite::prelude::DRIVER.into();
        }
        match module.source.encode(&package.driver) {
            Ok(bytes) => files.push(PackageFile { path: driver, bytes }),
            Err(error) => internal_errors.push(InternalError { message: error.message }),
        }
        if index == 0 {
            let bytes = module.source.bytes.clone();
            files.push(PackageFile { path: "original.py".into(), bytes });
        }
        files.push(PackageFile { path: tasks, bytes: package.tasks.into_bytes() });
    }
    add_promises(&mut plan, &analysis);
    plan.measured = knowledge.profile.as_ref().map(|profile| profile.measured(program, &scopes));
    if let Some(request) = &options.memory {
        // An estimate is worth no package: where it fails, there is none.
        match crate::guard::run(|| passes::memory::run(program, &scopes, request)) {
            Ok(memory) => plan.memory = Some(memory),
            Err(panic) => internal_errors
                .push(InternalError { message: format!("the memory estimate failed: {panic}") }),
        }
    }
    if !options.decisions_only {
        files.extend(RUNTIME.iter().map(|(name, text)| PackageFile {
            path: format!("surge_rt/{name}"),
            bytes: text.as_bytes().to_vec(),
        }));
    }
    Compilation { plan, files, internal_errors }
}

/// Finds the lists that could be streams. A bug in that leaves all of them as they are.
fn find_space<'a>(
    analysis: &mut passes::effects::Analysis<'a>,
    plans: &[Vec<LoopPlan<'a>>],
    early: (&[Spawn<'a>], &[Branch<'a>]),
    options: &Options,
    errors: &mut Vec<InternalError>,
) -> Vec<Opportunity> {
    let (program, scopes) = (analysis.program, analysis.scopes);
    let Some(plans) = plans.first() else { return Vec::new() };
    let estimate = || {
        let request = options.memory.clone().unwrap_or_default();
        let request = passes::memory::Request { variables: true, ..request };
        crate::guard::run(|| passes::memory::run(program, scopes, &request)).ok()
    };
    let settings = &options.space;
    let is_reported = options.is_reported || !options.decisions_only;
    if !is_reported && passes::loops::program_wide::is_refused_as_a_whole(analysis) {
        // None of them becomes a stream, and nobody reads about those that do not.
        return Vec::new();
    }
    let found = crate::guard::run(|| {
        passes::space::run(analysis, plans, early, settings, is_reported, estimate)
    });
    found.unwrap_or_else(|panic| {
        let message = format!("the search for lists that could be streams failed: {panic}");
        errors.push(InternalError { message });
        Vec::new()
    })
}

/// The lists that become streams, and those that are sorted on the disk.
fn applied(space: &[Opportunity]) -> Lists {
    let mut lists = Lists::default();
    for opportunity in space.iter().filter(|opportunity| opportunity.refused.is_none()) {
        match &opportunity.edit {
            Edit::Brackets => lists.streams.push(opportunity.range),
            Edit::Sorted(callee) => lists.sorts.push(*callee),
            Edit::Fill(fill) => lists.fills.push((fill.clone(), String::new())),
            Edit::States(states) => lists.states.push((states.clone(), StepNames::default())),
            Edit::Items { callee, .. } | Edit::SortedInPlace { callee, .. } => {
                lists.calls.push((*callee, opportunity.edit.clone()));
            }
            Edit::Lines { call, .. } => lists.calls.push((*call, opportunity.edit.clone())),
        }
    }
    lists
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

/// The same loops, all left as they are because of a bug of ours.
fn refuse_all<'a>(plans: Vec<Vec<LoopPlan<'a>>>, message: &str) -> Vec<Vec<LoopPlan<'a>>> {
    let refused = |plan: LoopPlan<'a>| plan.refused(Reason::InternalError, message);
    plans.into_iter().map(|plans| plans.into_iter().map(refused).collect()).collect()
}

/// Where the rewritten text of a module and its task functions are in the package.
pub fn paths(module: &Module, index: usize) -> (String, String) {
    if index == 0 {
        return ("__main__.py".into(), "tasks.py".into());
    }
    (format!("siblings/{}", module.label), tasks_path(module, index))
}

/// Where the task functions of a module are in the package.
pub fn tasks_path(module: &Module, index: usize) -> String {
    if index == 0 {
        return "tasks.py".into();
    }
    format!("siblings/{}.tasks.py", module.label.trim_end_matches(".py"))
}

/// Writes all modules, the script last, whose tasks name those that have regions, and checks them; the script first.
fn write<'a>(
    analysis: &passes::effects::Analysis<'a>,
    plans: &[Vec<LoopPlan<'a>>],
    (spawns, branches, resumable): (&[Spawn<'a>], &[Branch<'a>], &[CheckpointPlan<'a>]),
    lists: &Lists,
    options: &Options,
) -> Result<Vec<(usize, Package)>, String> {
    let program = analysis.program;
    if options.decisions_only
        && spawns.is_empty()
        && branches.is_empty()
        && resumable.is_empty()
        && lists.is_empty()
        && let [plans] = plans
        && let Some(package) = passes::rewrite::unchanged(analysis, plans)
    {
        return Ok(vec![(0, package)]);
    }
    let entry = program.entry();
    let warned = read::may_warn(&entry.source.text, &entry.parsed);
    let mut used = TaskNames::default();
    let mut modules: Vec<(String, String)> = Vec::new();
    let none = Lists::default();
    let mut written = Vec::new();
    for (index, plans) in plans.iter().enumerate().rev() {
        let early = match index {
            0 => (spawns, branches, resumable),
            _ => (&[][..], &[][..], &[][..]),
        };
        let lists = if index == 0 { lists } else { &none };
        let header = Header {
            source_path: &options.source_path,
            siblings: &options.siblings,
            modules: &modules,
            sizes: options.sizes,
            checkpoint: options.checkpoint,
            warned,
        };
        let id = ModuleId::from(index);
        let package = passes::rewrite::run(analysis, id, plans, early, lists, &header, &mut used);
        let module = &program.modules[index];
        let is_changed = package.task_count > 0 || package.streamed.is_some();
        if is_changed || !(options.decisions_only || index > 0) {
            verify(module, index, &package, lists)?;
        }
        if package.task_count > 0 {
            modules.push((module.name.clone(), module.label.clone()));
        }
        written.push((index, package));
    }
    written.reverse();
    Ok(written)
}

/// Parses what was written again, and compares what must be unchanged.
fn verify(module: &Module, index: usize, package: &Package, lists: &Lists) -> Result<(), String> {
    use passes::rewrite::{check, check_streams};
    let (driver_path, tasks_path) = paths(module, index);
    let driver = check::parses(&driver_path, &package.driver)?;
    check::parses(&tasks_path, &package.tasks)?;
    check::unchanged(&module.tree().body, &driver.module.body)?;
    check_streams::streams(module, &driver.module.body, lists)?;
    if let Some(text) = &package.streamed {
        let streamed = check::parses(STREAMED, text)?;
        check::unchanged(&module.tree().body, &streamed.module.body)?;
        check_streams::only_streams(module, &streamed.module.body, lists)?;
    }
    Ok(())
}

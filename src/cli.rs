//! The command line: what is asked for, what is printed where, and the exit code.
//!
//! Results (lists of decisions, diffs, facts) go to standard output, errors to standard error. The exit codes are in
//! `docs/cli.md`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use clap::{
    Args, ColorChoice, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum,
};
use similar::TextDiff;

use crate::checkpoints::{self, Spacing};
use crate::cli_memory::{MemoryOptions, RunMemoryOptions};
use crate::cli_report::{self, ReportOptions};
use crate::cli_run::{self, Run};
use crate::compile::{self, Compilation, Options, PackageFile, compile};
use crate::demo;
use crate::diagnostics::Diagnostic;
use crate::emit_effects;
use crate::emit_facts;
use crate::emit_memory;
use crate::explain;
use crate::files::{self, Loaded, ParsedModules, Written, shown};
use crate::generate::{self, Generate};
use crate::guard;
use crate::knowledge::Knowledge;
use crate::messages::{BAD_INPUT, FINDINGS, FINE, Loudness, MessageFormat, Messages, print_out};
use crate::passes::memory::Request;
use crate::plan::Plan;
use crate::plan_json;
use crate::profile::Profile;
use crate::program::Program;
use crate::read::Source;
use crate::reasons::Reason;
use crate::report;
use crate::sizes::Sizes;
use crate::user_config::UserConfig;

/// How the process ends.
pub enum Ending {
    Code(u8),
    /// Another program takes over.
    Replace(Box<Command>),
}

const AFTER_HELP: &str = "\
Exit codes:
  0  all went well
  1  --check: the package is not what surgec would write now
     --analyze-only: findings at or above --fail-on
  2  the command line, a file or the source cannot be used; nothing was written
  3  surgec itself failed on a part of the script, and --strict was given
  4  the script may need more memory than --max-memory allows; nothing was written

Examples:
  surgec script.py -o out        write the package; run it with: python out ARGS
  surgec run script.py ARGS      compile into a cache and run at once
  surgec --analyze-only *.py     only say what would be done
  surgec explain may-alias       what a reason means and what to change";

/// Parallelises ordinary Python scripts: same behaviour, all cores, every decision explained.
#[derive(Parser, Debug)]
#[command(name = "surgec", version, after_help = AFTER_HELP, args_conflicts_with_subcommands = true)]
#[command(
    override_usage = "surgec [OPTIONS] SCRIPT [-o FOLDER]\n       surgec run [OPTIONS] SCRIPT [ARGS]...\n       \
                            surgec bench [OPTIONS] SCRIPT [ARGS]...\n       \
                            surgec profile [OPTIONS] SCRIPT [ARGS]...\n       \
                            surgec explain [REASON]"
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Sub>,
    /// The script; with --analyze-only any number of them
    #[arg(value_name = "SCRIPT")]
    scripts: Vec<PathBuf>,
    /// The folder to write; by default the script's name with _surge behind it, in the current folder
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Only print the decisions, write no package
    #[arg(long, conflicts_with_all = ["check", "diff", "emit", "output"])]
    analyze_only: bool,
    /// With --analyze-only: what makes the exit code other than 0
    #[arg(long, value_name = "LEVEL", default_value = "error", requires = "analyze_only")]
    fail_on: FailOn,
    /// Print what would change in the script as a unified diff, write nothing
    #[arg(long, conflicts_with_all = ["check", "emit"])]
    diff: bool,
    /// Exit with 1 if the output folder is not what surgec would write now, write nothing
    #[arg(long, conflicts_with = "emit")]
    check: bool,
    /// Compile and run an example in a temporary folder, and show what changed, its memory and its time
    #[arg(long, conflicts_with_all = ["scripts", "check", "diff", "emit", "output", "analyze_only"])]
    demo: bool,
    /// Print facts instead of writing a package, or write them to the folder of -o
    #[arg(long, value_name = "WHAT")]
    emit: Vec<Emit>,
    #[command(flatten)]
    report: ReportOptions,
    /// Make long loops resumable after a crash: every=1000 rounds, seconds=30, or about √n times in n rounds
    #[arg(long, value_name = "SPACING", num_args = 0..=1, require_equals = true, default_missing_value = "auto", value_parser = Spacing::parse)]
    checkpoint: Option<Spacing>,
    #[command(flatten)]
    memory: MemoryOptions,
    /// What a run took, as `surgec profile` or cProfile wrote it, for the cost model and the report
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
}

#[derive(Subcommand, Debug)]
enum Sub {
    /// Compile a script into a cache and run it, with its arguments
    Run {
        #[command(flatten)]
        memory: RunMemoryOptions,
        #[command(flatten)]
        run: Run,
    },
    /// Run a script and its package by turns, and show what each takes
    Bench {
        /// How many times each of them runs
        #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=1000))]
        runs: u32,
        #[command(flatten)]
        run: Run,
    },
    /// Run a script as it is under Python's profiler, and list its bytecode
    Profile {
        /// The folder to write NAME.prof, NAME_bytecode.txt and NAME_instr_count.txt to
        #[arg(short, long, value_name = "FOLDER", default_value = ".")]
        output: PathBuf,
        /// Count the instructions that run instead of measuring times; takes many times as long
        #[arg(long)]
        executed: bool,
        #[command(flatten)]
        run: Run,
    },
    /// Write a file of random integers to try things on
    GenerateCsv(Generate),
    /// Explain why something stays sequential, and what to change
    Explain {
        /// The name of a reason; without it, all names are listed
        reason: Option<String>,
    },
}

#[derive(Args, Debug)]
pub(crate) struct Common {
    #[command(flatten)]
    pub sizes: Sizes,
    /// Leave every list a list: no rewrites that save memory
    #[arg(long)]
    pub no_space: bool,
    /// Exit with 3 if surgec itself fails on a part of the script
    #[arg(long)]
    pub strict: bool,
    /// Write all messages to this file as well; it is overwritten
    #[arg(long, value_name = "FILE")]
    pub errors_file: Option<PathBuf>,
    /// How messages are written
    #[arg(long, value_name = "FORMAT", default_value = "text", alias = "format")]
    message_format: MessageFormat,
    /// Whether messages are coloured
    #[arg(long, value_name = "WHEN", default_value = "auto", alias = "colour")]
    color: ColorChoice,
    /// Show every decision with its source lines
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Print nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

impl Common {
    /// What is said, and how; a script that is run has standard output for itself.
    pub(crate) fn messages(&self, only_stderr: bool) -> Messages {
        let mut messages = Messages::default();
        messages.format = self.message_format;
        messages.loudness = match (self.verbose, self.quiet) {
            (true, _) => Loudness::Verbose,
            (_, true) => Loudness::Quiet,
            _ => Loudness::Usual,
        };
        messages.strict = self.strict;
        messages.only_stderr = only_stderr;
        messages.colour = self.color;
        messages.errors_file.clone_from(&self.errors_file);
        messages
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Never, whatever the files hold
    None,
    /// Where something stays sequential that could be changed, and on errors
    Refused,
    /// Where a file cannot be read or has a syntax error
    Error,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Emit {
    /// The data dependence graph as tables
    #[value(name = "ddg=table")]
    DdgTable,
    /// The data dependence graph as JSON files of nodes and edges
    #[value(name = "ddg=json")]
    DdgJson,
    /// The data dependence graph for Graphviz
    #[value(name = "ddg=dot")]
    DdgDot,
    /// The data dependence graph as drawings
    #[value(name = "ddg=svg")]
    DdgSvg,
    /// The segments with what they wait for
    #[value(name = "segments=json")]
    SegmentsJson,
    /// When each segment could run
    #[value(name = "schedule=json")]
    ScheduleJson,
    /// What is claimed of each function, variable and object
    #[value(name = "effects=json")]
    EffectsJson,
    /// Bytes per variable and statement, and peaks
    #[value(name = "memory=json")]
    MemoryJson,
    /// The same as a table
    #[value(name = "memory=table")]
    MemoryTable,
    /// The plan
    #[value(name = "plan=json")]
    PlanJson,
}

/// Runs the command line. Trees can be deep: call this inside [`crate::read::on_big_stack`].
pub fn run(arguments: impl Iterator<Item = OsString>) -> Ending {
    guard::remember_panics();
    let parsed = Cli::command()
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            // Help goes to standard output with 0, a wrong command line to standard error with 2.
            let _ = error.print();
            return Ending::Code(if error.use_stderr() { BAD_INPUT } else { FINE });
        }
    };
    match cli.command {
        Some(Sub::Run { memory, run }) => cli_run::run_script(&run, &memory),
        Some(Sub::Bench { runs, run }) => Ending::Code(cli_run::bench_script(&run, runs)),
        Some(Sub::Profile { output, executed, run }) => {
            Ending::Code(cli_run::profile_script(&run, &output, executed))
        }
        Some(Sub::GenerateCsv(wanted)) => Ending::Code(generate_csv(&wanted)),
        Some(Sub::Explain { reason }) => Ending::Code(explain::show(reason.as_deref())),
        None => {
            let mut messages = cli.common.messages(false);
            let code = command(&cli, &mut messages);
            Ending::Code(messages.finish(code))
        }
    }
}

fn generate_csv(wanted: &Generate) -> u8 {
    let mut messages = Messages::default();
    messages.only_stderr = true;
    match generate::run(wanted) {
        Ok(summary) => {
            messages.hint(&summary);
            FINE
        }
        Err(diagnostic) => messages.error(diagnostic),
    }
}

fn command(cli: &Cli, messages: &mut Messages) -> u8 {
    let mut errors_file = cli.common.errors_file.iter();
    let checked = errors_file
        .try_for_each(|path| files::check_text_output(path, &cli.scripts))
        .and_then(|()| cli.report.check(&cli.scripts, (cli.analyze_only, cli.diff)));
    if let Err(diagnostic) = checked {
        messages.errors_file = None;
        return messages.error(diagnostic);
    }
    if cli.demo {
        return run_demo(cli, messages);
    }
    if cli.analyze_only {
        return analyze_only(cli, messages);
    }
    let [script] = &cli.scripts[..] else {
        let what =
            if cli.scripts.is_empty() { "no script given" } else { "more than one script given" };
        let usage = "to see what would be done with several files: surgec --analyze-only FILES";
        return messages
            .error(Diagnostic::error(what).note("usage: surgec SCRIPT -o FOLDER").note(usage));
    };
    let shared =
        Shared::new(cli.profile.as_deref()).map_err(|diagnostic| messages.error(diagnostic));
    let input = shared.and_then(|mut shared| load(script, &cli.common, &mut shared, messages));
    let input = match input {
        Ok(input) => input,
        Err(code) => return code,
    };
    if !cli.emit.is_empty() {
        return emit(cli, script, &input, messages);
    }
    let out = match &cli.output {
        Some(out) => out.clone(),
        None => match files::default_output(script) {
            Ok(out) => out,
            Err(diagnostic) => return messages.error(diagnostic),
        },
    };
    let request = match cli.memory.request(false) {
        Ok(request) => request,
        Err(diagnostic) => return messages.error(diagnostic),
    };
    let asked = (request.clone(), cli.checkpoint);
    let mut package = match build(script, &out, &input, asked, messages) {
        Ok(package) => package,
        Err(diagnostic) => return messages.error(diagnostic),
    };
    if package.plan.memory.is_some() {
        cli.memory.warn_of_useless(&request, messages);
    }
    let page = add_page(cli, script, &input, &request, &mut package, messages);
    if let Some(code) =
        cli.memory.check(&input.loaded.program, package.plan.memory.as_ref(), messages)
    {
        return code;
    }
    if cli.diff {
        return diff(&input.loaded.program, &out, &package, messages);
    }
    if cli.check {
        return check(&out, &package, messages);
    }
    let outcome = files::write_package(&out, script, &package.files).and_then(|written| {
        let text = package.file("report.txt").unwrap_or_default();
        cli.report.write(&String::from_utf8_lossy(text), page.as_deref())?;
        Ok(written)
    });
    let written = match outcome {
        Ok(written) => written,
        Err(diagnostic) => return messages.error(diagnostic),
    };
    messages.decisions(script, &input.loaded.program, &package.plan);
    if let Some(none) = checkpoints::warning(&input.loaded.program, &package.plan) {
        messages.warning(none);
    }
    let verb = if written == Written::Changed { "wrote" } else { "nothing changed in" };
    let folder = shown(&out);
    messages.result(&format!("{verb} {folder}; run it with: python {folder}"));
    let report = out.join("report.txt");
    messages.hint(&format!("{} says what was done, and what to change", shown(&report)));
    FINE
}

/// Makes the page, where one is asked for, and puts it into the package where it is asked for there.
fn add_page(
    cli: &Cli,
    script: &Path,
    input: &Input,
    request: &Request,
    package: &mut Package,
    messages: &mut Messages,
) -> Option<String> {
    if !cli.report.wants_page() || cli.diff {
        return None;
    }
    let about = (&input.loaded.program, &package.plan);
    let page = cli_report::page(script, about, &input.knowledge, request, messages)?;
    if cli.report.is_in_package() {
        let bytes = page.clone().into_bytes();
        package.files.push(PackageFile { path: "report.html".into(), bytes });
    }
    Some(page)
}

/// A script with what is known about the world around it.
pub(crate) struct Input {
    pub loaded: Loaded,
    pub config: UserConfig,
    pub knowledge: Rc<Knowledge>,
    pub sizes: Sizes,
}

/// What the scripts of one command line share.
#[derive(Default)]
pub(crate) struct Shared {
    /// What a run of them was measured to take.
    profile: Option<Profile>,
    /// The tables of libraries, for scripts without tables of their user's own.
    knowledge: Option<Rc<Knowledge>>,
    /// The modules that they import.
    modules: ParsedModules,
}

impl Shared {
    /// # Errors
    /// Where the profile cannot be read.
    fn new(profile: Option<&Path>) -> Result<Self, Diagnostic> {
        let profile = profile.map(Profile::read).transpose()?;
        Ok(Shared { profile, ..Shared::default() })
    }

    fn knowledge(&mut self, config: &UserConfig) -> Rc<Knowledge> {
        if !config.modules.is_empty() || self.profile.is_some() {
            let mut knowledge = Knowledge::with_user(config.modules.iter().cloned());
            knowledge.profile.clone_from(&self.profile);
            return Rc::new(knowledge);
        }
        Rc::clone(self.knowledge.get_or_insert_with(|| Rc::new(Knowledge::new())))
    }
}

pub(crate) fn load(
    script: &Path,
    common: &Common,
    shared: &mut Shared,
    messages: &mut Messages,
) -> Result<Input, u8> {
    let loaded = match guard::run(|| files::load_with(script, &mut shared.modules)) {
        Ok(Ok(loaded)) => loaded,
        Ok(Err(diagnostic)) => return Err(messages.error(diagnostic)),
        Err(panic) => {
            // Without a tree there is nothing to emit, strict or not.
            messages.bug(&format!("surgec failed while reading {}: {panic}", shown(script)));
            return Err(BAD_INPUT);
        }
    };
    let mut config = files::load_config(script).map_err(|diagnostic| messages.error(diagnostic))?;
    config.space.enabled &= !common.no_space;
    let knowledge = shared.knowledge(&config);
    let unreadable = loaded.program.unreadable.iter();
    let mut warnings: Vec<Diagnostic> = unreadable
        .filter(|(name, _)| !knowledge.is_described(name))
        .map(|(name, why)| {
            let message = format!("the local module {name} cannot be analysed: {why}");
            Diagnostic::warning(message)
                .code("unreadable-module")
                .note("surgec assumes that it may do anything")
        })
        .collect();
    warnings.extend(config.warnings.iter().cloned());
    for warning in warnings {
        messages.background_warning(warning);
    }
    let sizes = common.sizes.or(config.sizes);
    Ok(Input { loaded, config, knowledge, sizes })
}

/// A package with the reports that go into it.
pub(crate) struct Package {
    pub plan: Plan,
    pub files: Vec<PackageFile>,
}

impl Package {
    fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.iter().find(|file| file.path == path).map(|file| &file.bytes[..])
    }
}

pub(crate) fn build(
    script: &Path,
    out: &Path,
    input: &Input,
    (request, checkpoint): (Request, Option<Spacing>),
    messages: &mut Messages,
) -> Result<Package, Diagnostic> {
    let Input { loaded, config, knowledge, sizes } = input;
    let options = Options {
        source_path: files::relative_path(out, script)?,
        siblings: loaded.siblings(),
        sizes: *sizes,
        decisions_only: false,
        is_reported: true,
        memory: Some(request),
        checkpoint,
        space: config.space.clone(),
    };
    let Compilation { plan, mut files, internal_errors } = guard::run(|| {
        guard::fault();
        compile(&loaded.program, knowledge, &options)
    })
    .unwrap_or_else(|panic| guard::verbatim(&loaded.program, &options, &panic));
    for error in &internal_errors {
        messages.bug(&error.message);
    }
    let plan_text = plan_json::write(&loaded.program, &plan, sizes.workers);
    files.push(PackageFile { path: "plan.json".into(), bytes: plan_text.into_bytes() });
    let report = report::write(&loaded.program, &plan);
    files.push(PackageFile { path: "report.txt".into(), bytes: report.into_bytes() });
    Ok(Package { plan, files })
}

fn analyze_only(cli: &Cli, messages: &mut Messages) -> u8 {
    if cli.scripts.is_empty() {
        return messages.error(
            Diagnostic::error("no script given").note("usage: surgec --analyze-only FILES"),
        );
    }
    let mut worst = FINE;
    let (mut texts, mut page) = (Vec::new(), None);
    let mut shared = match Shared::new(cli.profile.as_deref()) {
        Ok(shared) => shared,
        Err(diagnostic) => return messages.error(diagnostic),
    };
    for script in &cli.scripts {
        let input = match load(script, &cli.common, &mut shared, messages) {
            Ok(input) => input,
            Err(code) => {
                worst = worst.max(code);
                continue;
            }
        };
        let request = match cli.memory.request(false) {
            Ok(request) => request,
            Err(diagnostic) => return messages.error(diagnostic),
        };
        let is_page = cli.report.wants_page();
        let memory = (cli.memory.is_limited() || is_page).then_some(&request);
        let plan = plan_of(script, &input, memory, cli.report.is_written(), messages);
        let loaded = &input.loaded;
        messages.decisions(script, &loaded.program, &plan);
        if let Some(code) = cli.memory.check(&loaded.program, plan.memory.as_ref(), messages) {
            worst = worst.max(code);
        }
        // A refusal for its cost is no finding: nothing about the script needs to change.
        let refused = plan.sequential().any(|(_, refusal)| {
            refusal.reason.wants_change() || refusal.reason == Reason::InternalError
        });
        if refused && cli.fail_on == FailOn::Refused {
            worst = worst.max(FINDINGS);
        }
        if is_page {
            let about = (&loaded.program, &plan);
            page = cli_report::page(script, about, &input.knowledge, &request, messages);
        } else if cli.report.is_written() {
            texts.push(report::write(&loaded.program, &plan));
        }
    }
    if (page.is_some() || !texts.is_empty())
        && let Err(diagnostic) = cli.report.write(&texts.join("\n\n"), page.as_deref())
    {
        worst = worst.max(messages.error(diagnostic));
    }
    if cli.fail_on == FailOn::None { FINE } else { worst }
}

/// The decisions; after a failure of surgec, that everything stays as it is.
pub(crate) fn plan_of(
    script: &Path,
    input: &Input,
    memory: Option<&Request>,
    is_reported: bool,
    messages: &mut Messages,
) -> Plan {
    let Input { loaded, config, knowledge, .. } = input;
    match guard::run(|| {
        guard::fault();
        let options = Options {
            decisions_only: true,
            is_reported,
            memory: memory.cloned(),
            space: config.space.clone(),
            ..Options::default()
        };
        compile(&loaded.program, knowledge, &options)
    }) {
        Ok(compilation) => {
            for error in &compilation.internal_errors {
                messages.bug(&error.message);
            }
            compilation.plan
        }
        Err(panic) => {
            messages.bug(&format!("surgec failed on {}: {panic}", shown(script)));
            guard::refused(loaded.program.entry())
        }
    }
}

fn diff(program: &Program, out: &Path, package: &Package, messages: &mut Messages) -> u8 {
    let mut code = FINE;
    for (index, module) in program.modules.iter().enumerate() {
        let (path, _) = compile::paths(module, index);
        let Some(bytes) = package.file(&path) else { continue };
        let rewritten = match Source::from_bytes(&path, bytes.to_vec()) {
            Ok(source) => source,
            Err(error) => {
                code = messages.error(Diagnostic::error(error.message));
                continue;
            }
        };
        let name = format!("{}/{path}", shown(out).trim_end_matches('/'));
        let difference = TextDiff::from_lines(module.source.text.as_str(), rewritten.text.as_str());
        let text =
            difference.unified_diff().context_radius(3).header(&module.label, &name).to_string();
        print_out(text.as_bytes());
    }
    code
}

fn check(out: &Path, package: &Package, messages: &mut Messages) -> u8 {
    let folder = shown(out);
    if out.is_file() {
        return messages.error(Diagnostic::error(format!("{folder} is a file, not a package")));
    }
    if !out.exists() {
        messages.finding(Diagnostic::error(format!("{folder} does not exist")).code("stale"));
        return FINDINGS;
    }
    let stale = files::stale_files(out, &package.files);
    if stale.is_empty() {
        messages.result(&format!("{folder} is up to date"));
        return FINE;
    }
    let message = format!("{folder} is not what surgec would write now: {}", stale.join(", "));
    messages
        .finding(Diagnostic::error(message).code("stale").note("run surgec again without --check"));
    FINDINGS
}

fn emit(cli: &Cli, script: &Path, input: &Input, messages: &mut Messages) -> u8 {
    let Input { loaded, knowledge, sizes, .. } = input;
    let mut files: Vec<PackageFile> = Vec::new();
    let request = match cli.memory.request(true) {
        Ok(request) => request,
        Err(diagnostic) => return messages.error(diagnostic),
    };
    for what in &cli.emit {
        let program = &loaded.program;
        let facts = guard::run(|| match what {
            Emit::DdgTable => emit_facts::ddg_table(program, knowledge),
            Emit::DdgJson => emit_facts::ddg_json(program, knowledge),
            Emit::DdgDot => emit_facts::ddg_dot(program, knowledge),
            Emit::DdgSvg => emit_facts::ddg_svg(program, knowledge),
            Emit::ScheduleJson => emit_facts::schedule_json(program, knowledge),
            Emit::SegmentsJson => emit_facts::segments_json(program, knowledge),
            Emit::EffectsJson => emit_effects::effects_json(program, knowledge),
            Emit::MemoryJson => emit_memory::memory_json(program, knowledge, &request),
            Emit::MemoryTable => emit_memory::memory_table(program, &request),
            Emit::PlanJson => {
                let memory = Some(Request { variables: false, thorough: false, ..request.clone() });
                let space = input.config.space.clone();
                let options = Options { memory, space, ..Options::default() };
                let plan = compile(program, knowledge, &options).plan;
                let text = plan_json::write(program, &plan, sizes.workers);
                vec![PackageFile { path: "plan.json".into(), bytes: text.into_bytes() }]
            }
        });
        match facts {
            Ok(facts) => files.extend(facts),
            Err(panic) => {
                // Facts that could not be established are not replaced by anything.
                messages.bug(&format!("surgec failed on {}: {panic}", shown(script)));
                return BAD_INPUT;
            }
        }
    }
    let asks_for_memory =
        |what: &Emit| matches!(what, Emit::MemoryJson | Emit::MemoryTable | Emit::PlanJson);
    if cli.emit.iter().any(asks_for_memory) {
        cli.memory.warn_of_useless(&request, messages);
    }
    if let Some(folder) = &cli.output {
        if let Err(diagnostic) = files::write_facts(folder, &files) {
            return messages.error(diagnostic);
        }
        let names: Vec<&str> = files.iter().map(|file| &*file.path).collect();
        messages.result(&format!("wrote {} to {}", names.join(", "), shown(folder)));
        return FINE;
    }
    for (index, file) in files.iter().enumerate() {
        if files.len() > 1 {
            let gap = if index > 0 { "\n" } else { "" };
            print_out(format!("{gap}--- {} ---\n", file.path).as_bytes());
        }
        print_out(&file.bytes);
    }
    FINE
}

/// The Python that runs what nothing else is said about.
pub(crate) fn default_python() -> OsString {
    let named = std::env::var_os("SURGEC_PYTHON").filter(|name| !name.is_empty());
    named.unwrap_or_else(|| if cfg!(windows) { "python" } else { "python3" }.into())
}

/// Compiles the example and runs it, before and after.
fn run_demo(cli: &Cli, messages: &mut Messages) -> u8 {
    let mut shown = || {
        let folder = files::TemporaryFolder::new("surgec-demo")?;
        let (script, out) = (folder.path().join(demo::NAME), folder.path().join("out"));
        files::write_file(&script, demo::TEXT.as_bytes())?;
        let Ok(input) = load(&script, &cli.common, &mut Shared::default(), messages) else {
            return Ok(None);
        };
        let package = build(&script, &out, &input, (Request::default(), None), messages)?;
        files::write_package(&out, &script, &package.files)?;
        let program = &input.loaded.program;
        demo::show(program, &package.plan, folder.path(), &default_python()).map(Some)
    };
    match shown() {
        Ok(Some(text)) => {
            print_out(text.as_bytes());
            FINE
        }
        Ok(None) => BAD_INPUT,
        Err(diagnostic) => messages.error(diagnostic),
    }
}

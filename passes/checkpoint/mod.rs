//! # Checkpoints
//!
//! Decides which loops can be resumed after a crash, and what a checkpoint of each has to hold.
//!
//! Reads: [`Analysis`], the loops with the state at their heads. Produces: one [`CheckpointPlan`] for each `for` and
//! `while` statement of the script that no loop of its own body surrounds: which variables are bound again on resumption, which
//! lead to objects that the loop changes, and which share objects with those.
//!
//! Refuses: `checkpoint-repeated`, `checkpoint-prefix`, `checkpoint-effect`, `checkpoint-file`, `checkpoint-state`,
//! `checkpoint-iterable`, `mixed-source`, and what refuses the whole program.
//!
//! Example:
//! ```python
//! total, counts = 0.0, {}
//! for i in range(n):               # binds: total; changes: counts
//!     counts[i % 7] = i
//!     total += work(i)
//! ```
//!
//! Sound because: the loop is entered at most once, by a chain of calls that is followed up to the script's first line, and all that
//! runs before it can run again: on resumption it does, so every object that existed when the loop began exists again. Objects that
//! the loop may have changed are restored in place, so that whoever else knows them sees the change too; the runtime compares
//! what it finds at the loop with what was there in the first run (assumptions 1 to 7).

mod prefix;
mod state;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::effect_words::{Flags, Why};
use crate::ids::{FuncId, ModuleId, VarId};
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::summary::Effects;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, Checkpointed, LoopSite, LoopSyntax};
use crate::passes::liveness::{self, Liveness};
use crate::passes::loops::program_wide::program_wide_reason;
use crate::passes::loops::{LoopStmt, fills, refusal, stages};
use crate::passes::scopes::{FunctionNode, Resolution};
use crate::plan::Refusal;
use crate::reasons::Reason;
use crate::values::{Atoms, Origins, Value};

pub use state::State;

/// What a loop may do between two checkpoints: what can be undone, or what doing again does not harm.
const ALLOWED: Flags = Flags(
    Flags::OUTPUT.0
        | Flags::READS.0
        | Flags::WRITES.0
        | Flags::ANY_RANDOM.0
        | Flags::TIME.0
        | Flags::SLEEPS.0
        | Flags::ENVIRONMENT.0
        | Flags::EXITS.0
        | Flags::ANY_SETTINGS.0,
);

/// Types whose iterators stand at a position that can be reached again by drawing so many items.
const POSITIONAL: &[&str] = &[
    "list",
    "tuple",
    "dict",
    "enumerate",
    "zip",
    "reversed",
    "ndarray",
    "TextIOWrapper",
    "BufferedReader",
    "BufferedRandom",
    "BufferedWriter",
    "FileIO",
    "reader",
    "DictReader",
    "keys",
    "values",
    "items",
    "dict_keys",
    "dict_values",
    "dict_items",
    "range",
];

/// A loop whose state is written to checkpoints.
pub struct Resumable<'a> {
    pub site: LoopSite<'a>,
    pub stmt: LoopStmt<'a>,
    pub state: State,
}

/// The decision about one loop.
pub enum CheckpointPlan<'a> {
    Resumable(Box<Resumable<'a>>),
    Refused { site: LoopSite<'a>, refusal: Refusal },
}

impl CheckpointPlan<'_> {
    pub fn site(&self) -> &LoopSite<'_> {
        match self {
            CheckpointPlan::Resumable(plan) => &plan.site,
            CheckpointPlan::Refused { site, .. } => site,
        }
    }
}

/// Decides about every outermost loop statement of the script, in source order.
pub fn run<'a>(an: &mut Analysis<'a>) -> Vec<CheckpointPlan<'a>> {
    let mut seen: FxHashSet<TextRange> = FxHashSet::default();
    let mut sites: Vec<(LoopSite<'a>, LoopStmt<'a>)> = Vec::new();
    for site in &an.loops {
        let stmt = match site.syntax {
            LoopSyntax::For(node) => LoopStmt::For(node),
            LoopSyntax::While(node) => LoopStmt::While(node),
            _ => continue,
        };
        let is_script = an.scopes.function(site.func).module == ModuleId(0);
        if is_script && site.depth == 0 && seen.insert(stmt.range()) {
            sites.push((site.clone(), stmt));
        }
    }
    sites.sort_by_key(|(_, stmt)| stmt.range().start());
    let whole = program_wide_reason(an);
    let mut live: FxHashMap<FuncId, Liveness> = FxHashMap::default();
    let mut plans = Vec::new();
    for (site, stmt) in sites {
        let scopes = an.scopes;
        let live = live.entry(site.func).or_insert_with(|| liveness::run(scopes, site.func));
        let decided = match &whole {
            Some(refusal) => Err(refusal.clone()),
            None => decide(an, &site, stmt, live),
        };
        plans.push(match decided {
            Ok(state) => CheckpointPlan::Resumable(Box::new(Resumable { site, stmt, state })),
            Err(refusal) => CheckpointPlan::Refused { site, refusal },
        });
    }
    plans
}

/// The loops that can be resumed, for the pass that decides which run on all cores.
pub fn resumable(plans: &[CheckpointPlan<'_>]) -> Vec<Checkpointed> {
    let found = |plan: &CheckpointPlan<'_>| match plan {
        CheckpointPlan::Resumable(plan) => {
            let condition = match plan.stmt {
                LoopStmt::For(_) => None,
                LoopStmt::While(node) => Some(node.test.range()),
            };
            Some(Checkpointed { range: plan.stmt.range(), condition })
        }
        CheckpointPlan::Refused { .. } => None,
    };
    plans.iter().filter_map(found).collect()
}

fn decide<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: LoopStmt<'a>,
    live: &Liveness,
) -> Result<State, Refusal> {
    let clocks = prefix::check(an, site.func, stmt.range())?;
    check_text(an, site, stmt)?;
    let round = walk_round(an, site, stmt);
    check_effects(an, &round)?;
    check_files(an, site, stmt)?;
    check_header(an, stmt, &round)?;
    state::of(an, site, stmt, &round, live, &clocks)
}

/// What one round does.
pub struct Round {
    pub header: Effects,
    pub body: Effects,
    pub iterable: Value,
    /// What the iterable goes over in its turn, where it is an `enumerate`, a `zip` or a `reversed`.
    pub parts: Vec<Value>,
}

/// Walks one round until it adds nothing to what is known of the heap.
fn walk_round<'a>(an: &mut Analysis<'a>, site: &LoopSite<'a>, stmt: LoopStmt<'a>) -> Round {
    let mut round = Round {
        header: Effects::default(),
        body: Effects::default(),
        iterable: Value::bottom(),
        parts: Vec::new(),
    };
    for _ in 0..6 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        match stmt {
            LoopStmt::For(node) => {
                round.iterable = walker.eval(&node.iter);
                walker.iterate(&round.iterable, node.iter.range());
                round.header = walker.take_effects();
                round.parts.clear();
                add_parts(&mut walker, &node.iter, &mut round.parts);
                walker = Walker::start_iteration(an, site);
                walker.assign(&node.target, &site.element.from(Origins::OUTSIDE));
                walker.forget_origins();
            }
            LoopStmt::While(node) => {
                walker.eval_test(&node.test);
                round.header = walker.take_effects();
            }
        }
        walker.walk_block(stmt.body());
        round.body = walker.take_effects();
        if !an.heap.changed {
            break;
        }
    }
    round
}

/// Evaluates what an `enumerate`, a `zip` or a `reversed` of the header goes over; nothing where it is something else.
fn add_parts<'a>(walker: &mut Walker<'_, 'a>, iter: &'a Expr, parts: &mut Vec<Value>) {
    let Expr::Call(call) = iter else { return };
    let callee = walker.eval(&call.func);
    let [object] = callee.objects.as_slice() else { return };
    if callee.is_any() || !callee.atoms.without(Atoms::UNBOUND).is_empty() {
        return;
    }
    let ObjectKind::LibraryFunction(id) = walker.an.heap.peek(*object).kind else { return };
    let count = match walker.an.knowledge.function(id).name.as_str() {
        "enumerate" | "reversed" => 1,
        "zip" => call.arguments.args.len(),
        _ => return,
    };
    for argument in call.arguments.args.iter().take(count) {
        let known = parts.len();
        add_parts(walker, argument, parts);
        if parts.len() == known {
            let value = match argument {
                Expr::Starred(_) => Value::any(),
                argument => walker.eval(argument),
            };
            parts.push(value);
        }
    }
}

/// The loop and its body stand on lines of their own.
fn check_text(an: &Analysis<'_>, site: &LoopSite<'_>, stmt: LoopStmt<'_>) -> Result<(), Refusal> {
    let module = an.module_of(site.func);
    let alone = |at| {
        let start = module.lines.line_start(module.lines.line(at));
        module.source.text[TextRange::new(start, at)]
            .trim_start_matches('\u{feff}')
            .trim()
            .is_empty()
    };
    let first = stmt.body().first().map_or(stmt.range().start(), Ranged::start);
    if alone(stmt.range().start()) && alone(first) {
        return Ok(());
    }
    Err(refusal(Reason::MixedSource, String::new(), None))
}

fn check_effects(an: &Analysis<'_>, round: &Round) -> Result<(), Refusal> {
    for effects in [&round.header, &round.body] {
        if fills::of(an, effects).caches {
            let detail =
                "a function that calls itself relies on its cache, which starts empty".to_owned();
            return Err(refusal(Reason::CheckpointState, detail, None));
        }
        let bad = effects.flags.without(ALLOWED);
        if bad.is_empty() {
            continue;
        }
        if let Some((_, why)) = stages::open_cause(effects) {
            let detail = format!("`{}`", why.what);
            return Err(refusal(Reason::UnknownImport, detail, Some(why.clone())));
        }
        let cause = effects.cause_of(bad).cloned();
        let reason = if bad.intersects(Flags::UNKNOWN) {
            Reason::UnknownCallEffect
        } else if bad.intersects(Flags::SUSPENDS) {
            Reason::SuspendedBody
        } else {
            Reason::CheckpointEffect
        };
        let what = cause.as_ref().map_or("the loop", |why| &why.what);
        let detail = format!("`{what}` {}", bad.phrase());
        return Err(refusal(reason, detail, cause));
    }
    if let Some(why) = an.program_effects().cause_of(Flags::IDENTITY) {
        let detail = format!("`{}`", why.what);
        return Err(refusal(Reason::IdentityObserved, detail, Some(why.clone())));
    }
    Ok(())
}

/// A file that the loop opens for writing is gone, or there twice, when its round runs again.
///
/// What functions open is watched at run time; text such as `.seek(` anywhere in the program can only refuse.
fn check_files(an: &Analysis<'_>, site: &LoopSite<'_>, stmt: LoopStmt<'_>) -> Result<(), Refusal> {
    struct Opened<'s, 'a> {
        an: &'s Analysis<'a>,
        found: Option<TextRange>,
    }
    impl<'a> Visitor<'a> for Opened<'_, '_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::Call(call) = expr
                && let Expr::Name(name) = &*call.func
                && name.id.as_str() == "open"
                && self.an.scopes.resolve(name) == Resolution::Builtin
                && !opens_for_reading(call)
            {
                self.found = Some(call.range());
            }
            visitor::walk_expr(self, expr);
        }
    }
    let module = an.scopes.function(site.func).module;
    let mut opened = Opened { an, found: None };
    opened.visit_body(stmt.body());
    if let Some(range) = opened.found {
        let what = an.program.module(module).slice(range);
        let cause = Why { module, range, what: what.into() };
        return Err(refusal(Reason::CheckpointFile, format!("`{what}`"), Some(cause)));
    }
    Ok(())
}

/// Whether a call of `open` names a mode that only reads, or none.
fn opens_for_reading(call: &ast::ExprCall) -> bool {
    let mode = call.arguments.find_argument_value("mode", 1);
    match mode {
        None => call.arguments.find_keyword("opener").is_none(),
        Some(Expr::StringLiteral(text)) => {
            let text = text.value.to_str();
            text.starts_with(['r', 'b', 't']) && !text.contains(['w', 'a', 'x', '+'])
        }
        Some(_) => false,
    }
}

/// The place in what is iterated over can be found again; a condition is evaluated once more.
fn check_header(an: &Analysis<'_>, stmt: LoopStmt<'_>, round: &Round) -> Result<(), Refusal> {
    let refuse = |detail: &str| {
        Err(refusal(
            Reason::CheckpointIterable,
            detail.to_owned(),
            round.header.write_cause.clone(),
        ))
    };
    if !round.header.call_writes.is_empty() {
        return refuse("it assigns variables as it goes");
    }
    let harmless = Flags::READS.union(Flags::ANY_SETTINGS);
    match stmt {
        LoopStmt::While(_) => {
            let effects = &round.header;
            if !effects.writes.is_empty() || !effects.heap_writes.is_private() {
                return refuse("the condition changes something");
            }
            if !effects.flags.without(harmless).is_empty() {
                return refuse("the condition does more than compare");
            }
        }
        LoopStmt::For(_) => {
            // Opening a file for reading counts as both; what is written nevertheless is noticed at run time.
            if !round.header.flags.without(harmless.union(Flags::WRITES)).is_empty() {
                return refuse("what it iterates over does more than read");
            }
            let parts = &round.parts;
            let has_place = |value: &Value| is_positional(an, value, 0);
            if !has_place(&round.iterable) && (parts.is_empty() || !parts.iter().all(has_place)) {
                return refuse("its place in what it iterates over cannot be found again");
            }
            let written = &round.header.heap_writes;
            let body = [&round.body.heap_reads, &round.body.heap_writes];
            if !written.is_private()
                && body.iter().any(|touched| stages::overlap(an, touched, written))
            {
                return refuse("the body uses what the loop advances");
            }
        }
    }
    Ok(())
}

/// Whether so many items drawn again lead to the same place, whatever the loop did in between.
fn is_positional(an: &Analysis<'_>, value: &Value, depth: u32) -> bool {
    let atoms = Atoms::RANGE.union(Atoms::STR).union(Atoms::BYTES);
    if value.is_any() || depth > 4 || !value.atoms.without(atoms).is_empty() {
        return false;
    }
    value.objects.iter().all(|&object| {
        let object = an.heap.get(object);
        let ObjectKind::Library(id) = object.kind else { return false };
        object.runs.is_empty()
            && object.deferred.is_none()
            && POSITIONAL.contains(&an.knowledge.type_info(id).name.as_str())
            && object.sources.iter().all(|&source| {
                is_positional(an, &Value::object(source, Origins::OUTSIDE), depth + 1)
            })
    })
}

/// Whether a function is a plain one of the script's own top level, or a method of a class there.
fn is_plain(an: &Analysis<'_>, func: FuncId) -> bool {
    let function = an.scopes.function(func);
    let outer = an.scopes.function(function.outer);
    let decorated =
        matches!(function.node, FunctionNode::Def(def) if !def.decorator_list.is_empty());
    !function.is_generator
        && !function.is_async
        && !decorated
        && !matches!(function.node, FunctionNode::Lambda(_))
        && matches!(outer.node, FunctionNode::Module(_))
}

/// The names of variables, in the order of the source.
pub fn names_of(an: &Analysis<'_>, vars: &[VarId]) -> Vec<String> {
    vars.iter().map(|&var| an.scopes.variable(var).name.to_owned()).collect()
}

/// The statements of a block, for passes that walk them by hand.
type Block<'a> = &'a [Stmt];

//! Tasks that print: what they say travels with their logs, and the driver writes it where the round's turn has come.
//!
//! ```python
//! def solve(board):                  # for board in boards: solved.append(solve(board))
//!     ...
//!     print("solved", board.name)    # noted in the task, written before `solved.append` of this round
//! ```
//!
//! So does the element of a comprehension, of a generator expression, or what `map` calls: its text is written right before its value is handed out.
//!
//! The same for text that goes to a standard stream by its name (`print(text, file=sys.stderr)`, `sys.stdout.write(text)`), and for records of `logging` that
//! functions make which the loop calls: their text is made in the task, the record itself in the driver, whose handlers write it.
//!
//! What functions write to files that Python opens travels as well, where nothing else helps (`Way::files`): the task gets a file in memory
//! (`_written.py`), and the driver writes the real one. So do statements of the loop's own that write, in a loop that reads files: what a round reads,
//! earlier ones may write, which the runtime finds out. The driver's own statements may then write none.
//!
//! Sound because: only such text is noted, call by call, and the runtime does so only where that
//! is for the streams the program began with, and handlers are those that `basicConfig` makes. Nothing in the loop sets levels meanwhile. Text is written after all that earlier rounds do in order and before anything that its own
//! round does: so a round may say something only ahead of its first statement that stays in order, and outside of inner loops
//! that hold such statements. Of a statement that stays, only what it evaluates first may speak. A task that fails has said
//! nothing: its round runs as it was written.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::fills::Fills;
use super::iterables::lists_at_once;
use super::refusal;
use super::units::{Because, Unit, UnitId, UnitSyntax};
use super::weight::MINIMUM_COST;
use crate::effect_words::{Flags, Why};
use crate::ids::ModuleId;
use crate::passes::effects::env::Env;
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::summary::Effects;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::plan::Refusal;
use crate::reasons::Reason;
use crate::values::{Atoms, Value};

/// Takes printing out of the effects of all units in which it is all that keeps them in order; which units these are.
///
/// What the driver may evaluate once more, as it does with headers and cheap conditions, must not speak twice.
pub(super) fn hush_units(
    module: ModuleId,
    units: &mut [Unit<'_>],
    files: bool,
) -> Vec<Option<Why>> {
    let mut spoke = Vec::new();
    for unit in units {
        let once = match unit.syntax {
            UnitSyntax::Statement(_) | UnitSyntax::Test(_) | UnitSyntax::Loop(_) => true,
            UnitSyntax::WithHeader(_) => files,
            _ => false,
        };
        let cause = unit.effects.cause_of(Flags::PRINTS.union(Flags::WRITES_FILE)).cloned();
        let says = once && hush(&mut unit.effects, (module, unit.range), files);
        unit.truth |= says && matches!(unit.syntax, UnitSyntax::Test(_));
        spoke.push(cause.filter(|_| says));
    }
    spoke
}

/// The same for effects of the code in `place`; whether they are those of code that prints, and nothing worse.
pub(super) fn hush(effects: &mut Effects, place: (ModuleId, TextRange), files: bool) -> bool {
    let voices = Flags::PRINTS.union(Flags::LOGS).union(Flags::TELLS);
    let voices =
        if files { voices.union(Flags::WRITES_FILE).union(Flags::RENAMES) } else { voices };
    // A record names the function that makes it, which a task is not.
    let logs_here = effects.cause_of(Flags::LOGS).is_some_and(|why| {
        let (module, range) = place;
        why.module == module && range.contains_range(why.range)
    });
    let says = effects.flags.only_prints(files) && !logs_here;
    if says {
        if effects.flags.contains(Flags::RENAMES) {
            // Whether there is such a folder, it has to know.
            effects.flags = effects.flags.union(Flags::READS_FILE);
        }
        effects.flags = effects.flags.without(voices);
        effects.causes.retain(|(flags, _)| !flags.intersects(voices));
    }
    says
}

/// How an expression for each item may say something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Silent,
    Prints,
    Writes,
}

/// Decides about an expression as it stands, then with tasks that print, then with tasks that write files. The first refusal says why,
/// unless a later one tells more.
pub(super) fn in_turn<'a, Plan>(
    an: &mut Analysis<'a>,
    decide: impl Fn(&mut Analysis<'a>, Way) -> Result<Plan, Refusal>,
) -> Result<Plan, Refusal> {
    let mut refused = match decide(an, Way::Silent) {
        Err(refused) if refused.met == Reason::OrderedEffect => refused,
        decided => return decided,
    };
    for way in [Way::Prints, Way::Writes] {
        if way == Way::Writes && !an.writes_files() {
            break;
        }
        match decide(an, way) {
            Ok(plan) => return Ok(plan),
            Err(other) if says_more(&refused, &other) => refused = other,
            Err(_) => {}
        }
    }
    Err(refused)
}

/// Whether the second of two refusals tells more about a loop that prints or writes files.
pub(super) fn says_more(first: &Refusal, second: &Refusal) -> bool {
    let in_order = |refused: &Refusal| refused.reason == Reason::OrderedEffect;
    in_order(first) && in_order(second) && !second.detail.is_empty()
}

/// Refuses an expression whose values are drawn by code that might be noticed by tasks that write files, or that may change what
/// becomes of records.
pub(super) fn check_consumer(voices: Voices, only_collects: bool) -> Result<(), Refusal> {
    if (voices.writes || voices.logs) && !only_collects {
        let detail = "what is done with the values may use what it writes".to_owned();
        return Err(refusal(Reason::OrderedEffect, detail, None));
    }
    Ok(())
}

/// Refuses an expression that says something and leaves more than that behind.
pub(super) fn check_fills(voices: Voices, fills: Fills) -> Result<(), Refusal> {
    if voices.any() && fills.any() {
        return Err(refusal(Reason::OrderedEffect, String::new(), None));
    }
    Ok(())
}

/// What besides `print` tasks say something by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Voices {
    /// Text that is printed, to whatever stream.
    pub prints: bool,
    /// Files that Python opens.
    pub writes: bool,
    /// Records of `logging`.
    pub logs: bool,
    /// Text for streams that stand there by their names.
    pub tells: bool,
}

impl Voices {
    pub(super) fn any(self) -> bool {
        self.prints || self.writes || self.logs || self.tells
    }
}

/// The voices of tasks; `before` are the effects of the units before they were hushed. None where the loop changes what becomes of records.
pub(super) fn voices(units: &[Unit<'_>], before: &[Flags]) -> Option<Voices> {
    let in_task =
        |unit: &Unit<'_>| unit.commit.is_none() || unit.moved.iter().any(|moved| moved.says);
    let has = |voice: Flags| {
        units.iter().zip(before).any(|(unit, flags)| flags.contains(voice) && in_task(unit))
    };
    let found = Voices {
        prints: has(Flags::PRINTS),
        writes: has(Flags::WRITES_FILE),
        logs: has(Flags::LOGS),
        tells: has(Flags::TELLS),
    };
    let setting = Flags::STATE.union(Flags::UNKNOWN).union(Flags::DYNAMIC);
    let sets = before.iter().any(|flags| flags.intersects(setting));
    (!found.logs || !sets).then_some(found)
}

/// How the element of a comprehension, or what is called for each item, says something: its text and files are written one element at a time,
/// right before whoever draws it gets it, as if it were computed there.
///
/// Takes that out of its effects. `header` is what drawing the items does.
pub(super) fn hush_element<'a>(
    an: &mut Analysis<'a>,
    (site, text, iterable): (&LoopSite<'a>, TextRange, &'a Expr),
    effects: &mut Effects,
    header: &Effects,
    files: bool,
) -> Result<Voices, Refusal> {
    let in_order =
        |detail: &str, cause: Option<Why>| refusal(Reason::OrderedEffect, detail.to_owned(), cause);
    let loud = effects.flags;
    let module = an.scopes.function(site.func).module;
    let written = effects.cause_of(Flags::WRITES_FILE).cloned();
    if files {
        if !loud.contains(Flags::WRITES_FILE) {
            return Err(in_order("", None));
        }
        if loud.contains(Flags::LOOKS) {
            let cause = effects.cause_of(Flags::LOOKS).cloned();
            return Err(in_order("it asks about files while the loop writes some", cause));
        }
        // What the element's own text writes takes its time in the driver, too.
        let is_here = |why: Why| why.module == module && text.contains_range(why.range);
        if written.is_some_and(is_here)
            || header.flags.intersects(Flags::READS) && !lists_at_once(an, site, iterable)
        {
            return Err(in_order("", None));
        }
    }
    if !hush(effects, (module, text), files) {
        return Err(in_order("", None));
    }
    Ok(Voices {
        prints: loud.contains(Flags::PRINTS),
        writes: files,
        logs: loud.contains(Flags::LOGS),
        tells: loud.contains(Flags::TELLS),
    })
}

/// Whether the work of the tasks is more than the loop's own statements that read and write files, which take their time in the driver, too:
/// a statement without files, or a function that such a one calls (`file.write(render(page))`).
pub(super) fn is_more_than_files<'a>(
    an: &mut Analysis<'a>,
    (site, text): (&LoopSite<'a>, TextRange),
    (units, envs): (&[Unit<'a>], &[Env]),
    spoke: &[Option<Why>],
) -> bool {
    let module = an.scopes.function(site.func).module;
    let is_here = |why: &Why| why.module == module && text.contains_range(why.range);
    let works = |(unit, spoke): (&Unit<'a>, &Option<Why>)| {
        let files = spoke.as_ref().or(unit.effects.cause_of(Flags::READS));
        let own = unit.commit.is_none().then_some(&unit.effects);
        let costs = own.into_iter().chain(unit.moved.iter().map(|moved| &moved.effects));
        !files.is_some_and(is_here)
            && costs.into_iter().any(|work| work.unbounded || work.cost >= MINIMUM_COST)
    };
    if units.iter().zip(spoke).any(works) {
        return true;
    }
    let mut walker = Walker::start_iteration(an, site);
    units.iter().zip(envs).any(|(unit, env)| {
        let UnitSyntax::Statement(stmt) = unit.syntax else { return false };
        let mut calls = Calls(Vec::new());
        calls.visit_stmt(stmt);
        unit.commit.is_none()
            && calls.0.into_iter().any(|callee| works_by_itself(&mut walker, env, callee))
    })
}

/// Whether this is a function of the program that has work to do, and neither reads nor writes files.
fn works_by_itself<'a>(walker: &mut Walker<'_, 'a>, env: &Env, callee: &'a Expr) -> bool {
    let value = value_of(walker, env, callee);
    !value.is_any()
        && !value.objects.is_empty()
        && value.objects.iter().all(|&object| {
            let ObjectKind::Function(func) = walker.an.heap.peek(object).kind else { return false };
            let summary = walker.an.summary(func);
            let effects = &summary.effects;
            (effects.unbounded || effects.cost >= MINIMUM_COST)
                && !effects.flags.intersects(Flags::READS.union(Flags::WRITES))
        })
}

/// What a statement calls by a name.
struct Calls<'a>(Vec<&'a Expr>);

impl<'a> Visitor<'a> for Calls<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && call.func.is_name_expr()
        {
            self.0.push(&call.func);
        }
        visitor::walk_expr(self, expr);
    }
}

/// Why tasks may not write files: something that is done in order may write them as well while tasks read, or tasks ask about files by
/// other means than opening them. `loud` are the effects of the units before they were hushed.
pub(super) fn files_conflict(units: &[Unit<'_>], loud: &[Flags]) -> Option<Because> {
    let mut task = Flags::NONE;
    let mut cause = None;
    let mut writes_in_order = false;
    let mut writes = false;
    for (unit, loud) in units.iter().zip(loud) {
        let says = unit.moved.iter().any(|moved| moved.says);
        let effects = unit.commit.is_none().then_some(&unit.effects);
        for effects in effects.into_iter().chain(unit.moved.iter().map(|moved| &moved.effects)) {
            task = task.union(effects.flags);
            cause = cause.or(effects.cause_of(Flags::READS).cloned());
        }
        let writes_here = loud.contains(Flags::WRITES_FILE);
        writes |= writes_here;
        writes_in_order |= writes_here && unit.commit.is_some() && !says;
    }
    let detail = if writes && task.contains(Flags::LOOKS) {
        "it asks about files while the loop writes some"
    } else if writes_in_order && task.contains(Flags::READS_FILE) {
        "it reads files while the loop may write them"
    } else {
        return None;
    };
    Some(Because { reason: Reason::OrderedEffect, detail: detail.to_owned(), cause })
}

/// Whether a statement evaluates this expression before anything else of it that could be noticed; with `alone`, and nothing else that
/// could do more than keep its value.
pub(super) fn comes_first<'a>(
    walker: &mut Walker<'_, 'a>,
    env: &Env,
    unit: &Unit<'a>,
    expr: &Expr,
    alone: bool,
) -> bool {
    let is_it = |found: &Expr| found.range() == expr.range();
    let UnitSyntax::Statement(stmt) = unit.syntax else { return false };
    let value = match stmt {
        Stmt::Expr(node) => &*node.value,
        Stmt::Assign(node) => &*node.value,
        Stmt::AnnAssign(node) => match node.value.as_deref() {
            Some(value) => value,
            None => return false,
        },
        Stmt::AugAssign(node) => {
            if !node.target.is_name_expr() || !is_there(walker, env, &node.target) {
                return false;
            }
            &*node.value
        }
        _ => return false,
    };
    if is_it(value) {
        return true;
    }
    let Expr::Call(call) = value else { return false };
    call.arguments.args.first().is_some_and(is_it)
        && (!alone || call.arguments.len() == 1)
        && match &*call.func {
            Expr::Name(_) => !alone && is_there(walker, env, &call.func),
            Expr::Attribute(method) => is_method_of_container(walker, env, &method.value),
            _ => false,
        }
}

/// Whether a name certainly has a value.
fn is_there<'a>(walker: &mut Walker<'_, 'a>, env: &Env, name: &'a Expr) -> bool {
    let value = value_of(walker, env, name);
    !value.is_bottom() && !value.is_any() && !value.atoms.intersects(Atoms::UNBOUND)
}

/// Whether this is a builtin container, which has its methods whatever happens.
fn is_method_of_container<'a>(walker: &mut Walker<'_, 'a>, env: &Env, receiver: &'a Expr) -> bool {
    if !receiver.is_name_expr() {
        return false;
    }
    let value = value_of(walker, env, receiver);
    !value.is_any()
        && value.atoms.is_empty()
        && !value.objects.is_empty()
        && value.objects.iter().all(|&object| {
            matches!(walker.an.heap.peek(object).kind, ObjectKind::Library(id)
                if matches!(walker.an.knowledge.type_info(id).module.as_str(), "builtins" | "collections"))
        })
}

fn value_of<'a>(walker: &mut Walker<'_, 'a>, env: &Env, expr: &'a Expr) -> Value {
    walker.env.clone_from(env);
    let value = walker.eval(expr);
    walker.take_effects();
    value
}

/// Whether tasks call a function that prints: what prints in the loop's own text can as well be left to the driver.
pub(super) fn calls_what_prints(
    an: &Analysis<'_>,
    (site, text): (&LoopSite<'_>, TextRange),
    units: &[Unit<'_>],
    spoke: &[Option<Why>],
) -> bool {
    let module = an.scopes.function(site.func).module;
    units.iter().zip(spoke).any(|(unit, spoke)| {
        let in_task = unit.commit.is_none() || unit.moved.iter().any(|moved| moved.says);
        let is_elsewhere = |why: &Why| why.module != module || !text.contains_range(why.range);
        in_task && spoke.as_ref().is_some_and(is_elsewhere)
    })
}

/// The first unit that would say something too early, and why; `spoke` are those whose printing was taken out.
pub(super) fn too_early(units: &[Unit<'_>], spoke: &[Option<Why>]) -> Option<(UnitId, Because)> {
    (0..units.len()).find_map(|index| {
        let unit = &units[index];
        let says = match &unit.commit {
            None => spoke[index].is_some(),
            Some(_) => unit.moved.iter().any(|moved| moved.says),
        };
        if !says {
            return None;
        }
        let in_order = |(at, other): &(UnitId, &Unit<'_>)| {
            let shares = other.inner_loops.iter().any(|header| unit.inner_loops.contains(header));
            other.commit.is_some() && (*at < index || (*at != index && shares))
        };
        let loops = unit.commit.is_some() && !unit.inner_loops.is_empty();
        if !loops && !units.iter().enumerate().any(|unit| in_order(&unit)) {
            return None;
        }
        let prints = spoke[index].as_ref().is_none_or(|why| &*why.what == "print");
        let does = if prints { "prints" } else { "writes" };
        let detail = format!("it {does}, behind or between statements that stay in order");
        let cause = spoke[index].clone();
        Some((index, Because { reason: Reason::OrderedEffect, detail, cause }))
    })
}

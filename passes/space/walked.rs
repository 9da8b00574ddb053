//! What happens from a list to the end of what goes through it, and whether its elements may be made meanwhile.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::Obstacle;
use super::drains::Code;
use super::places::{CallPlace, Extent, Place};
use super::plainness;
use super::streaming::Made;
use crate::effect_words::Flags;
use crate::ids::VarId;
use crate::passes::effects::summary::Effects;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::loops::iterables::touches_standard_input;
use crate::passes::loops::stages::{known_to_all, overlap};
use crate::passes::scopes::ScopeKind;
use crate::values::{Origins, Value};

/// Effects outside of memory that elements, and what goes through them, may have.
const HARMLESS: Flags = Flags(Flags::READS.0 | Flags::ANY_SETTINGS.0);

/// What is found on the way from a list to the end of what goes through it.
#[derive(Default)]
pub struct Walked {
    /// What making all elements does.
    pub work: Effects,
    /// What runs meanwhile does.
    pub own: Effects,
    /// What the elements are drawn from.
    pub drawn: Value,
}

/// Whether a comprehension has a variable to itself.
pub fn is_inner(an: &Analysis<'_>, var: VarId) -> bool {
    let scope = an.scopes.variable(var).scope;
    an.scopes.scopes[scope.index()].kind == ScopeKind::Comprehension
}

/// What making all elements does, and what runs meanwhile, in a world where everything exists already.
pub(super) fn walk<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    place: &Place<'a>,
    extent: &Extent<'a>,
) -> Walked {
    let mut result = Walked::default();
    // Nothing is added to a list that does not exist: the element is made, and that is all.
    let added = an.builtin_value("callable").unwrap_or_else(Value::any);
    let mut shared = Targets { appends: &[], found: Vec::new() };
    match (&place.made, place.list) {
        (Made::Loop(fill), _) => {
            shared.appends = &fill.appends;
            shared.visit_stmt(fill.stmt);
            if let Expr::ListComp(node) = place.list {
                shared.found.extend(node.generators.iter().map(|one| one.target.range()));
            }
        }
        (_, Expr::ListComp(node)) => {
            shared.found.extend(node.generators.iter().map(|one| one.target.range()));
        }
        _ => {}
    }
    for _ in 0..4 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        walker.shared.clone_from(&shared.found);
        let mut drawn = site.iterable.clone();
        let work = if let Made::Loop(fill) = &place.made {
            let appends = fill.appends.iter();
            walker.known.extend(appends.map(|call| (call.func.range(), added.clone())));
            walker.handed_on.extend(fill.appends.iter().map(|call| Ranged::range(*call)));
            walker.walk_statement(fill.stmt);
            let work = walker.take_effects();
            if fill.returned.is_some() {
                walker.known.push((place.list.range(), added.clone()));
            }
            work
        } else {
            let known = walker.known.len();
            if let Expr::Call(call) = place.list {
                for part in plainness::parts(call) {
                    let mut value = walker.eval(part);
                    drawn.join(&value);
                    if !value.is_atomic() {
                        value.origins = Origins::OUTSIDE;
                    }
                    walker.known.push((part.range(), value));
                }
            }
            let value = walker.eval(place.list);
            walker.known.truncate(known);
            let work = walker.take_effects();
            walker.known.push((place.list.range(), value.clone()));
            if let Some((_, Stmt::Assign(node))) = place.name
                && let [target] = node.targets.as_slice()
            {
                walker.assign(target, &value);
            }
            work
        };
        walk_on(&mut walker, extent);
        let own = walker.take_effects();
        result = Walked { work, own, drawn };
        if !an.heap.changed {
            break;
        }
    }
    result
}

/// What runs from a call, whose result is gone through, to the end of that.
pub(super) fn walk_caller<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    place: &CallPlace<'a>,
    extent: &Extent<'a>,
) -> Effects {
    let mut own = Effects::default();
    for _ in 0..4 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        let value = walker.eval(place.call);
        walker.take_effects();
        walker.known.push((place.call.range(), value.clone()));
        if let Some(target) = place.target {
            walker.assign(target, &value);
        }
        walk_on(&mut walker, extent);
        own = walker.take_effects();
        if !an.heap.changed {
            break;
        }
    }
    own
}

/// Walks on to the end of what goes through the elements.
fn walk_on<'a>(walker: &mut Walker<'_, 'a>, extent: &Extent<'a>) {
    for stmt in &extent.between {
        walker.walk_statement(stmt);
    }
    for expr in &extent.drain.before {
        walker.eval(expr);
    }
    match extent.drain.code {
        Code::Expression(expr) | Code::Handed(expr) => {
            walker.eval(expr);
        }
        Code::Loop(stmt) => walker.walk_statement(stmt),
    }
}

/// Targets of loops that append: what they draw from, those who have got earlier elements may have as well.
struct Targets<'n, 'a> {
    appends: &'n [&'a ast::ExprCall],
    found: Vec<TextRange>,
}

impl<'a> Visitor<'a> for Targets<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::For(node) = stmt
            && self.appends.iter().any(|append| node.range.contains_range(Ranged::range(*append)))
        {
            self.found.push(node.target.range());
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, _expr: &'a Expr) {}
}

/// `private` are variables that the making of the elements has to itself.
pub fn check_effects(
    an: &Analysis<'_>,
    drawn: &Value,
    (work, own): (&Effects, &Effects),
    private: &[VarId],
) -> Result<(), Obstacle> {
    let outside = |effects: &Effects, who: &str| {
        let flags = effects.flags.without(HARMLESS);
        if flags.is_empty() {
            return Ok(());
        }
        let what =
            effects.cause_of(flags).map_or_else(String::new, |why| format!(" (`{}`)", why.what));
        Err(Obstacle::new("ordered-effect", format!("{who} {}{what}", flags.phrase())))
    };
    outside(work, "making an element")?;
    outside(own, "what runs until the last element")?;
    if work.flags.contains(Flags::READS_FILE) && own.flags.contains(Flags::READS_FILE) {
        let detail = "the elements, and what runs until the last one, read files";
        return Err(Obstacle::new("ordered-effect", detail));
    }
    if touches_standard_input(an, drawn, work) {
        return Err(Obstacle::new("ordered-effect", "standard input may be a conversation"));
    }
    let is_own = |var: VarId| is_inner(an, var) || private.contains(&var);
    if work.writes.iter().any(|var| !is_own(var)) || !work.call_writes.is_empty() {
        return Err(Obstacle::new("global-write", "making an element assigns a variable"));
    }
    let mut written =
        own.writes.iter().filter(|&var| !is_inner(an, var)).chain(own.call_writes.iter());
    let read = |var: &VarId| {
        !private.contains(var) && (work.reads.contains(*var) || work.call_reads.contains(*var))
    };
    if let Some(var) = written.find(read) {
        let name = an.scopes.variable(var).name;
        let detail =
            format!("`{name}`, which the elements are made from, is assigned before the last one");
        return Err(Obstacle::new("carried", detail));
    }
    // Of what an element is made of, only what exists before it does can be told from outside.
    let (reads, writes) = (known_to_all(&own.heap_reads), known_to_all(&own.heap_writes));
    let changes = overlap(an, &work.heap_reads, &writes)
        || overlap(an, &work.heap_writes, &reads)
        || overlap(an, &work.heap_writes, &writes);
    if changes {
        let detail = "what the elements are made from may change before the last one";
        return Err(Obstacle::new("may-alias", detail));
    }
    Ok(())
}

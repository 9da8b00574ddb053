//! Lists that a function returns, and that all of its callers go through once.
//!
//! ```python
//! def load(path):                                 # def load(path):
//!     rows = [parse(line) for line in open(path)] #     rows = surge_rt.stream(parse(line) for line in open(path))
//!     return rows                                 #     return rows
//!
//! for row in load(path):                          # unchanged: the elements are made while this loop runs
//!     total += row.amount
//! ```
//!
//! Sound because: every call of the function is one that stands where it is gone through, whole and in order, or whose result
//! has a name that is bound once and read once for that. In each caller, from the call to the end of what goes through its
//! result, the same holds as in [`streaming`](super::streaming) from the list on: nothing writes what elements are made from,
//! and so on. What the function made before its list, and elements lead to, has the same name in both bodies. Nothing meanwhile
//! runs the function again, so that at most one stream of it is under way. What it returns elsewhere, it returns as ever.

use ruff_python_ast::Expr;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Obstacle;
use super::chains::Chains;
use super::drains::{self, Code, Drain};
use super::keeps::{Keeps, keeps};
use super::places::{CallPlace, Extent, Place};
use super::streaming::jumps;
use super::walked::{check_effects, walk_caller};
use crate::ids::{FuncId, VarId};
use crate::passes::effects::Analysis;
use crate::passes::effects::summary::Effects;
use crate::values::Value;

/// A call of the function, and what goes through its result in the end.
pub(super) struct Caller<'n, 'a> {
    pub(super) place: &'n CallPlace<'a>,
    extent: Extent<'a>,
    /// The function with the list.
    func: FuncId,
}

/// The calls that go through what a function returns, and those of functions that hand it on; nothing where there are others.
pub(super) fn callers<'n, 'a>(
    an: &Analysis<'a>,
    place: &Place<'a>,
    calls: &'n [CallPlace<'a>],
    chains: &Chains,
    streams: &FxHashMap<TextRange, Extent<'a>>,
) -> Option<Vec<Caller<'n, 'a>>> {
    let mut found = Vec::new();
    let (mut seen, mut pending) = (FxHashSet::from_iter([place.func]), vec![place.func]);
    while let Some(func) = pending.pop() {
        let mut known = 0;
        for call in calls.iter().filter(|call| call.callee == func) {
            known += 1;
            if let Code::Expression(Expr::Call(sort)) = call.extent.drain.code
                && drains::is_builtin(an, sort, &["sorted"])
            {
                return None; // it makes a list of them all
            }
            let drain = call.extent.drain.range();
            let extent = match streams.get(&drain) {
                Some(outer) => Extent {
                    between: call.extent.joined(outer, call.statement),
                    drain: outer.drain.clone(),
                },
                None => call.extent.clone(),
            };
            if matches!(extent.drain.code, Code::Handed(_)) && seen.insert(call.func) {
                pending.push(call.func);
            }
            found.push(Caller { place: call, extent, func: place.func });
        }
        // Where more is in the way of the function, that is what is reported.
        if known == 0 || (chains.calls(func) != known && chains.obstacle(func).is_none()) {
            return None;
        }
    }
    Some(found)
}

/// Whether elements may be made while a caller goes through them.
pub(super) fn check<'a>(
    an: &mut Analysis<'a>,
    caller: &Caller<'_, 'a>,
    (drawn, work, private): (&Value, &Effects, &[VarId]),
    (busy, loops, is_parallel): (&[TextRange], &FxHashSet<TextRange>, bool),
    chains: &Chains,
) -> Result<(), Obstacle> {
    let (place, extent) = (caller.place, &caller.extent);
    if place.around.caught {
        return Err(Obstacle::new("handler", "a handler could see which exception comes first"));
    }
    let last = extent.drain.range();
    let start = place.call.start().min(last.start());
    let whole = TextRange::new(start, last.end());
    // Of what makes the elements and what goes through them, one may run in parallel.
    let is_fed = |range: &TextRange| !is_parallel && loops.contains(range) && *range == last;
    let meets = |range: &&TextRange| range.intersect(whole).is_some_and(|both| !both.is_empty());
    if busy.iter().filter(meets).any(|range| !is_fed(range)) {
        return Err(Obstacle::new("parallel", "what goes through it runs in parallel"));
    }
    if extent.between.iter().any(|stmt| jumps(stmt)) {
        let detail = "the statements between may leave before all elements are made";
        return Err(Obstacle::new("leaves-early", detail));
    }
    let leading = chains.leading_to(caller.func);
    let mut names =
        Names { an, leading: &leading, chains, skipped: place.call.range(), found: false };
    extent.between.iter().for_each(|stmt| names.visit_stmt(stmt));
    match extent.drain.code {
        Code::Expression(expr) | Code::Handed(expr) => names.visit_expr(expr),
        Code::Loop(stmt) => names.visit_stmt(stmt),
    }
    if names.found {
        let detail = "its function may run again while what it returned is gone through";
        return Err(Obstacle::new("called-again", detail));
    }
    let Some(site) = place.site.clone() else {
        return Err(Obstacle::new("syntax", "the state before the call is not known"));
    };
    let own = walk_caller(an, &site, place, extent);
    check_effects(an, drawn, (work, &own), private)
}

/// Looks for names of functions that lead to one.
struct Names<'n, 'a> {
    an: &'n Analysis<'a>,
    leading: &'n FxHashSet<FuncId>,
    chains: &'n Chains,
    /// The call itself.
    skipped: TextRange,
    found: bool,
}

impl<'a> Visitor<'a> for Names<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if expr.range() == self.skipped
            && let Expr::Call(call) = expr
        {
            return self.visit_arguments(&call.arguments);
        }
        if let Expr::Name(name) = expr
            && let Some(var) = self.an.scopes.variable_of(name)
        {
            let func = self.chains.function(var);
            self.found |= func.is_some_and(|func| self.leading.contains(&func));
        }
        visitor::walk_expr(self, expr);
    }
}

/// Where a list is gone through.
pub(super) fn consumer(drain: &Drain<'_>) -> TextRange {
    match drain.code {
        Code::Expression(expr) | Code::Handed(expr) => expr.range(),
        Code::Loop(stmt) => TextRange::new(stmt.start(), drain.operand.end()),
    }
}

/// What is kept of the elements by what keeps most of them.
pub(super) fn most_kept(drain: &Drain<'_>, callers: &[Caller<'_, '_>]) -> Keeps {
    if callers.is_empty() {
        return keeps(&drain.code);
    }
    let kept = callers.iter().map(|caller| keeps(&caller.place.extent.drain.code));
    kept.max().unwrap_or(Keeps::None)
}

//! Sorted lists that are gone through once, and need not stand in memory as a whole.
//!
//! ```python
//! rows = [parse(line) for line in file]                    # a stream, which the sort takes in
//! for row in sorted(rows, key=lambda row: row[1]):         # becomes surge_rt.in_order(rows, key=…): past the budget,
//!     report(row)                                          # sorted runs go to the disk, and are merged as the loop asks
//! ```
//!
//! Sound because: what goes through the result once, in order, asks for nothing but the next item; so it may be anywhere. The
//! runtime moves only plain immutable values, whose copies nobody can tell from them (no `is` in the program could), and where
//! comparing them cannot raise; everything else it sorts as `sorted` does. Items are all taken before the call returns, as
//! ever. The key may be called for the first items before the last are taken, and again where items come back from the disk: it
//! has no effect, and reads nothing that taking items changes. An exception ends the program ([`chains`](super::chains)).

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Obstacle;
use super::chains::Chains;
use super::drains::{self, Code};
use super::places::{Place, SortPlace};
use crate::effect_words::Flags;
use crate::ids::{FuncId, VarId};
use crate::passes::effects::summary::Effects;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::loops::calls;
use crate::passes::loops::identity::tells_copies_apart;
use crate::passes::loops::stages::overlap;
use crate::passes::scopes::FunctionNode;

/// A sorted list that is gone through once.
pub struct SortCandidate<'a> {
    pub func: FuncId,
    /// The call of `sorted`.
    pub call: &'a ast::ExprCall,
    /// The variable that it is assigned to.
    pub name: Option<VarId>,
    pub consumer: TextRange,
    /// The list that it takes in, which may be a stream; nothing where items come from an iterator.
    pub list: Option<TextRange>,
    pub repeated: bool,
    pub obstacle: Option<Obstacle>,
}

/// Decides about one call of `sorted`; nothing where it takes in what exists in memory anyway.
pub(super) fn judge<'a>(
    an: &mut Analysis<'a>,
    place: &SortPlace<'a>,
    (lists, files): (&[Place<'a>], &FxHashSet<VarId>),
    sites: &FxHashMap<TextRange, LoopSite<'a>>,
    busy: &[TextRange],
    (general, chains): (Option<&Obstacle>, &Chains),
) -> Option<SortCandidate<'a>> {
    let source = match &*place.call.arguments.args {
        [source] => source,
        _ => drains::sorted_in_place(place.call)?,
    };
    let list = lists
        .iter()
        .find(|list| match list.extent.drain.code {
            Code::Expression(code) => {
                code.range() == place.call.range()
                    && list.extent.drain.operand.range() == source.range()
            }
            Code::Loop(_) | Code::Handed(_) => false,
        })
        .map(Place::made_range);
    if list.is_none() && !is_lazy(an, files, source) {
        return None;
    }
    let obstacle = check(an, place, source, sites, busy, (general, chains)).err();
    Some(SortCandidate {
        func: place.func,
        call: place.call,
        name: place.name,
        consumer: place.consumer,
        list,
        repeated: place.around.in_loop || chains.is_repeated(place.func),
        obstacle,
    })
}

/// Whether an expression makes items as they are asked for, or reads them from a file.
fn is_lazy(an: &Analysis<'_>, files: &FxHashSet<VarId>, source: &Expr) -> bool {
    match source {
        Expr::Generator(node) => node.generators.iter().all(|generator| !generator.is_async),
        Expr::Call(call) => {
            drains::is_builtin(an, call, &["map", "filter", "open"]) || is_generator(an, call)
        }
        Expr::Name(name) => an.scopes.variable_of(name).is_some_and(|var| files.contains(&var)),
        _ => false,
    }
}

/// Whether a call makes a generator of a function at the top level of the script.
fn is_generator(an: &Analysis<'_>, call: &ast::ExprCall) -> bool {
    let Expr::Name(name) = &*call.func else { return false };
    let Some(var) = an.scopes.variable_of(name) else { return false };
    let script = an.scopes.module_bodies[0];
    let variable = an.scopes.variable(var);
    variable.func == script
        && variable.bindings == 1
        && !an.scopes.foreign_writes.contains(&var)
        && an.scopes.functions.iter().any(|function| {
            function.name == variable.name
                && function.outer == script
                && function.class.is_none()
                && function.module.index() == 0
                && function.is_generator
                && !function.is_async
                && matches!(function.node, FunctionNode::Def(node) if node.decorator_list.is_empty())
        })
}

fn check<'a>(
    an: &mut Analysis<'a>,
    place: &SortPlace<'a>,
    source: &'a Expr,
    sites: &FxHashMap<TextRange, LoopSite<'a>>,
    busy: &[TextRange],
    (general, chains): (Option<&Obstacle>, &Chains),
) -> Result<(), Obstacle> {
    let call = place.call;
    let whole = TextRange::new(call.start(), place.end.max(call.end()));
    // Workers may compute what a generator expression hands over: that it is sorted on the disk is all the same to them.
    let meets = |range: &TextRange| range.intersect(whole).is_some_and(|both| !both.is_empty());
    if busy.iter().any(|range| meets(range) && *range != source.range()) {
        let detail = "it, or what goes through it, runs in parallel";
        return Err(Obstacle::new("parallel", detail));
    }
    if let Some(obstacle) = general {
        return Err(obstacle.clone());
    }
    if an.module_of(place.func).shows_text(call.range()) {
        return Err(Obstacle::new("syntax", "an f-string shows its text"));
    }
    if place.around.caught {
        return Err(Obstacle::new("handler", "a handler could see where an exception comes from"));
    }
    if let Some(obstacle) = chains.obstacle(place.func) {
        return Err(obstacle);
    }
    let mut key = None;
    for keyword in &call.arguments.keywords {
        match keyword.arg.as_ref().map(ast::Identifier::as_str) {
            Some("key") if keyword.value.is_none_literal_expr() => {}
            Some("key") => key = Some(&keyword.value),
            Some("reverse") if keyword.value.is_boolean_literal_expr() => {}
            _ => return Err(Obstacle::new("syntax", "its arguments are not plain")),
        }
    }
    let recursive =
        (0..an.scopes.functions.len()).any(|index| an.summary(FuncId::from(index)).recursive);
    if recursive && (key.is_some() || !source.is_name_expr()) {
        let detail = "a function calls itself, and could come less deep below the sort";
        return Err(Obstacle::new("recursion", detail));
    }
    if tells_copies_apart(an) {
        let detail = "objects are compared with `is`, which would tell items from their copies";
        return Err(Obstacle::new("identity", detail));
    }
    if key.is_some() {
        let site = sites.get(&call.range());
        let effects = site.and_then(|site| calls::key_effects(an, &site.clone(), call));
        let Some((element, header)) = effects else {
            return Err(Obstacle::new("syntax", "what its key does is not known"));
        };
        check_key(an, &element, &header)?;
    }
    Ok(())
}

/// The key may be called earlier than `sorted` calls it, and more than once.
fn check_key(an: &Analysis<'_>, key: &Effects, draws: &Effects) -> Result<(), Obstacle> {
    let flags = key.flags.without(Flags::ANY_SETTINGS);
    let writes = !key.heap_writes.is_private()
        || !key.call_writes.is_empty()
        || key.writes.iter().next().is_some();
    if !flags.is_empty() || writes {
        let what = key.cause_of(flags).map_or_else(String::new, |why| format!(" (`{}`)", why.what));
        let detail = format!("its key has effects{what}");
        return Err(Obstacle::new("ordered-effect", detail));
    }
    let mut written = draws.writes.iter().chain(draws.call_writes.iter());
    if written.any(|var| key.reads.contains(var) || key.call_reads.contains(var))
        || overlap(an, &key.heap_reads, &draws.heap_writes)
    {
        let detail = "its key reads what taking the items changes";
        return Err(Obstacle::new("may-alias", detail));
    }
    Ok(())
}

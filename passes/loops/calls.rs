//! Calls of a function for each item by `map`, `filter`, `starmap`, or as the key of `sorted`, `sort`, `min`, `max`.
//!
//! ```python
//! total = sum(map(cost, rows))                  # cost() runs in workers, sum() adds in order
//! best = max(moves, key=lambda m: score(m))     # the keys are computed ahead; max() compares them in order
//! ```
//!
//! `map` becomes `surge_rt.ahead(map, task, needs)`, and its arguments stay as they are. `filter` and keys work with the
//! driver's own items, so that only truth values and keys travel.
//!
//! Sound because: the function is evaluated once, is called with the items in the state they have when the call begins,
//! writes nothing, and reads nothing that the items' consumer writes (assumptions 1 to 7).

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::consumers::{self, Consumer, Consumers};
use super::fills::Fills;
use super::identity::{Originals, identity_refusal, originals};
use super::iterables::{check_elements_stay, touches_standard_input};
use super::needs::{Depends, split_needs};
use super::says::{self, Voices};
use super::stages::LoopNames;
use super::{fills, refusal, rows, ship, stops, values};
use crate::ids::{FuncId, VarId};
use crate::passes::effects::call::Arguments;
use crate::passes::effects::env::Env;
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, Applied, LoopSite};
use crate::passes::scopes::ScopeKind;
use crate::plan::Refusal;
use crate::reasons::Reason;
use crate::values::{Atoms, Origins, Value};

/// A call whose function is computed ahead for each item.
pub struct ParallelCall<'a> {
    pub site: LoopSite<'a>,
    pub call: &'a ast::ExprCall,
    pub kind: Applied,
    /// What is called for each item.
    pub function: &'a Expr,
    /// What is iterated over, or the first of several.
    pub iterable: &'a Expr,
    /// An item holds several arguments.
    pub spread: bool,
    pub needs: Vec<VarId>,
    pub globals: Vec<VarId>,
    pub sets: bool,
    /// What travels may name objects that were there before.
    pub refers: bool,
    pub depends: Depends,
    /// What tasks may add to that was there before.
    pub fills: Fills,
    /// What workers must have of the items.
    pub originals: Originals,
    pub cost: f64,
    pub unbounded: bool,
    /// Who draws the values.
    pub consumer: String,
    /// What the function says something by.
    pub voices: Voices,
}

/// The function and what it is called with.
struct Parts<'a> {
    function: &'a Expr,
    iterables: Vec<&'a Expr>,
}

/// Decides about one call: as it stands, then with a function that prints, then with one that writes files.
pub fn decide<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    call: &'a ast::ExprCall,
    consumers: &Consumers<'a>,
) -> Result<ParallelCall<'a>, Refusal> {
    says::in_turn(an, |an, way| decide_with(an, site, call, consumers, way))
}

fn decide_with<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    call: &'a ast::ExprCall,
    consumers: &Consumers<'a>,
    way: says::Way,
) -> Result<ParallelCall<'a>, Refusal> {
    let unsupported = |detail: &str| refusal(Reason::UnsupportedStatement, detail.into(), None);
    let kind = an
        .applied_kind(&site.element, &call.arguments)
        .ok_or_else(|| unsupported("what is called is not known"))?;
    let parts = parts(call, kind).ok_or_else(|| unsupported("its arguments are not plain"))?;
    if !is_plain(an, parts.function) {
        return Err(unsupported("the function is made on the spot"));
    }
    let consumer = if kind.takes_key() {
        Consumer::call(an.module_of(site.func).slice(&*call.func), call, kind == Applied::Sort)
    } else {
        let not_drained = || consumers::not_drained(an, site, call.range(), "its values are");
        consumers.get(&call.range()).cloned().ok_or_else(not_drained)?
    };
    values::check_place(an, site)?;
    let mut walked = walk(an, site, kind, &parts);
    let voices = match way {
        says::Way::Silent => Voices::default(),
        // Of the others, the driver asks for truth values or keys as it goes.
        says::Way::Prints | says::Way::Writes
            if matches!(kind, Applied::Map | Applied::StarMap) && parts.iterables.len() == 1 =>
        {
            let place = (site, call.range(), parts.iterables[0]);
            let writes = way == says::Way::Writes;
            says::hush_element(an, place, &mut walked.element, &walked.header, writes)?
        }
        _ => return Err(refusal(Reason::OrderedEffect, String::new(), None)),
    };
    values::check_element(an, &walked.element, |_| false)?;
    values::check_header(&walked.header)?;
    let binds = |var: VarId| {
        let scope = an.scopes.variable(var).scope;
        an.scopes.scopes[scope.index()].kind != ScopeKind::Comprehension
    };
    if walked.header.writes.iter().any(binds) {
        // What the task needs is read before the arguments are evaluated.
        return Err(unsupported("its arguments bind names"));
    }
    for iterable in &walked.iterables {
        check_elements_stay(an, iterable)?;
    }
    if walked.iterables.iter().any(|value| touches_standard_input(an, value, &walked.header)) {
        return Err(refusal(Reason::InteractiveInput, String::new(), None));
    }
    if kind == Applied::Sort && !walked.iterables.iter().all(|value| rows::is_list(an, value)) {
        return Err(unsupported("what is sorted may be no list"));
    }
    fills::check_header(an, &walked.iterables, &walked.element, &walked.header)?;
    let is_plain = walked.result.is_atomic();
    says::check_consumer(voices, consumer.only_collects(is_plain))?;
    let element = (&walked.element, is_plain, voices.writes);
    consumers::check(an, site, &consumer, element, &walked.header)?;
    let fills = fills::of(an, &walked.element);
    says::check_fills(voices, fills)?;
    fills::check_caches(an, fills, fills::draws_all(Some(&consumer)))?;
    let (mut sets, mut refers) = (false, false);
    if kind != Applied::Filter {
        refers = ship::check(an, "", &walked.result, walked.parts).is_err();
        let shipping = ship::check_with(an, "the result", &walked.result, walked.parts, refers)
            .map_err(|because| refusal(because.reason, because.detail, because.cause))?;
        sets = shipping.sets;
        identity_refusal(an, &walked.result)?;
        // Comparing keys that are tuples or lists asks whether their elements are the same objects.
        an.nan_sensitive |= kind.takes_key() && !walked.result.is_atomic();
    }
    if kind.takes_key() {
        stops::check(an, site.func, call.range(), Some(&walked.called))?;
    }
    let names = LoopNames {
        func: site.func,
        targets: VarSet::default(),
        written: VarSet::default(),
        inner: VarSet::default(),
        gone: VarSet::default(),
        refers,
        says: voices.any(),
        files: voices.writes,
    };
    let reads = (&walked.element.reads, &walked.element.call_reads);
    let (needs, globals) = split_needs(an, site, reads.0, reads.1, &names)?;
    if an.mentions_private_names(site.func, call.range()) {
        return Err(refusal(Reason::PrivateName, String::new(), None));
    }
    if an.module_of(site.func).shows_text(call.range()) {
        return Err(refusal(Reason::TextShown, String::new(), None));
    }
    if an.shows_traceback_of(site.func, call.range()) {
        return Err(refusal(Reason::TracebackShown, String::new(), None));
    }
    let depends = super::needs::depends(an, &walked.element);
    Ok(ParallelCall {
        site: site.clone(),
        call,
        kind,
        function: parts.function,
        iterable: parts.iterables[0],
        spread: kind == Applied::StarMap || parts.iterables.len() > 1,
        needs,
        globals,
        sets,
        refers,
        depends,
        fills,
        originals: walked
            .iterables
            .iter()
            .map(|iterable| originals(an, iterable, false))
            .max()
            .unwrap_or(Originals::Copies),
        cost: walked.element.cost,
        unbounded: walked.element.unbounded,
        consumer: consumer.name,
        voices,
    })
}

fn parts(call: &ast::ExprCall, kind: Applied) -> Option<Parts<'_>> {
    let arguments = &call.arguments;
    let args = &*arguments.args;
    if args.iter().any(Expr::is_starred_expr) || arguments.keywords.iter().any(|k| k.arg.is_none())
    {
        return None;
    }
    if kind.takes_key() {
        let function = &arguments.find_keyword("key")?.value;
        let iterables = match (kind, args, &*call.func) {
            (Applied::Sort, [], Expr::Attribute(method)) => vec![&*method.value],
            (Applied::Sorted | Applied::Best, [iterable], _) => vec![iterable],
            _ => return None,
        };
        return Some(Parts { function, iterables });
    }
    let (function, iterables) = args.split_first()?;
    let single = kind != Applied::Map;
    if iterables.is_empty() || single && iterables.len() != 1 || !arguments.keywords.is_empty() {
        return None;
    }
    Some(Parts { function, iterables: iterables.iter().collect() })
}

/// A function that is the same each time it is evaluated: a name, an attribute, a lambda without defaults, `partial` of such a function with names,
/// attributes and constants.
fn is_plain(an: &Analysis<'_>, function: &Expr) -> bool {
    match function {
        Expr::Name(_) => true,
        Expr::Attribute(node) => is_path(&node.value),
        Expr::Call(call) => {
            let nowhere = (&Env::default(), FuncId(0));
            let arguments = &call.arguments;
            arguments.keywords.iter().all(|keyword| keyword.arg.is_some())
                && arguments.args.iter().all(is_constant_or_path)
                && arguments.keywords.iter().all(|keyword| is_constant_or_path(&keyword.value))
                && an.library_name(&call.func, nowhere).as_deref() == Some("functools.partial")
        }
        Expr::Lambda(node) => node.parameters.as_ref().is_none_or(|parameters| {
            parameters.iter().all(|parameter| parameter.default().is_none())
        }),
        _ => false,
    }
}

/// A name, or an attribute of one.
fn is_path(expr: &Expr) -> bool {
    match expr {
        Expr::Name(_) => true,
        Expr::Attribute(node) => is_path(&node.value),
        _ => false,
    }
}

fn is_constant_or_path(expr: &Expr) -> bool {
    match expr {
        Expr::NumberLiteral(_)
        | Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_) => true,
        Expr::UnaryOp(node) => node.operand.is_number_literal_expr(),
        _ => is_path(expr),
    }
}

/// What the key of a call of `sorted` or `sort` does for one item, and what drawing the items does.
pub fn key_effects<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    call: &'a ast::ExprCall,
) -> Option<(Effects, Effects)> {
    let kind = an.applied_kind(&site.element, &call.arguments)?;
    let parts = parts(call, kind)?;
    let walked = is_plain(an, parts.function).then(|| walk(an, site, kind, &parts))?;
    Some((walked.element, walked.header))
}

#[derive(Default)]
struct Walked {
    element: Effects,
    /// Evaluating what is iterated over, and advancing it.
    header: Effects,
    result: Value,
    /// Where the parts of the result come from.
    parts: Origins,
    /// What is iterated over.
    iterables: Vec<Value>,
    /// Functions that are called for one item.
    called: Vec<FuncId>,
}

/// Walks the call for one item until its facts are stable.
fn walk<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    kind: Applied,
    parts: &Parts<'a>,
) -> Walked {
    let mut walked = Walked::default();
    for _ in 0..4 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        let mut items = Vec::new();
        walked.iterables.clear();
        for iterable in &parts.iterables {
            let value = walker.eval(iterable);
            items.push(walker.iterate(&value, iterable.range()).from(Origins::OUTSIDE));
            walked.iterables.push(value);
        }
        walked.header = walker.take_effects();
        let mut walker = Walker::start_iteration(an, site);
        let function = walker.eval(parts.function);
        let arguments = if kind == Applied::StarMap {
            let pair = items.pop().unwrap_or_default();
            walker.spread(&pair.from(Origins::OUTSIDE), site.syntax.range())
        } else {
            Arguments::positional(items)
        };
        walked.result = walker.call_value(&function, &arguments, parts.function.range(), None);
        if kind == Applied::Filter {
            walker.truth(&walked.result.clone(), parts.function.range());
        }
        walked.parts = walker.deep_parts_of(walked.result.origins);
        walked.element = walker.take_effects();
        walked.called = walker.called.iter().copied().collect();
        if function.only(Atoms::NONE) {
            // `filter(None, xs)` asks the items themselves.
            walked.element.cost = 0.0;
        }
        if !an.heap.changed {
            break;
        }
    }
    walked
}

//! Comprehensions, and generator expressions that a consumer drains where they stand.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::consumers::{self, Consumer, Consumers};
use super::fills::Fills;
use super::identity::identity_refusal;
use super::iterables::{check_elements_stay, touches_standard_input};
use super::needs::{Depends, split_needs};
use super::says::{self, Voices};
use super::stages::{LoopNames, effect_reason, overlap};
use super::syntax::collect_targets;
use super::weight::{is_heavy, is_of_unknown_weight, too_little};
use super::{fills, left_early, refusal, ship, stops};
use crate::effect_words::Flags;
use crate::ids::{FuncId, VarId};
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::scopes::ScopeKind;
use crate::plan::Refusal;
use crate::reasons::Reason;
use crate::values::{Origins, Value};

/// A comprehension that runs in parallel.
pub struct ParallelValues<'a> {
    pub site: LoopSite<'a>,
    pub expr: &'a Expr,
    pub generators: &'a [ast::Comprehension],
    pub needs: Vec<VarId>,
    pub globals: Vec<VarId>,
    pub sets: bool,
    /// What travels may name objects that were there before.
    pub refers: bool,
    pub depends: Depends,
    /// What tasks may add to that was there before.
    pub fills: Fills,
    pub cost: f64,
    pub unbounded: bool,
    /// Who drains a generator expression.
    pub consumer: Option<String>,
    /// What its elements say something by.
    pub voices: Voices,
}

fn parts(expr: &Expr) -> Option<(&[ast::Comprehension], Vec<&Expr>)> {
    match expr {
        Expr::ListComp(node) => Some((&node.generators, vec![&node.elt])),
        Expr::SetComp(node) => Some((&node.generators, vec![&node.elt])),
        Expr::Generator(node) => Some((&node.generators, vec![&node.elt])),
        Expr::DictComp(node) => {
            let mut elements: Vec<&Expr> = node.key.iter().map(|key| &**key).collect();
            elements.push(&node.value);
            Some((&node.generators, elements))
        }
        _ => None,
    }
}

/// Decides about one comprehension: as it stands, then with elements that print, then with elements that write files.
pub fn decide<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    expr: &'a Expr,
    consumers: &Consumers<'a>,
) -> Result<ParallelValues<'a>, Refusal> {
    says::in_turn(an, |an, way| decide_with(an, site, expr, consumers, way))
}

fn decide_with<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    expr: &'a Expr,
    consumers: &Consumers<'a>,
    way: says::Way,
) -> Result<ParallelValues<'a>, Refusal> {
    let no_parts = || refusal(Reason::UnsupportedStatement, String::new(), None);
    let (generators, elements) = parts(expr).ok_or_else(no_parts)?;
    let consumer = consumers.get(&expr.range()).cloned();
    if expr.is_generator_expr() && consumer.is_none() {
        return Err(consumers::not_drained(an, site, expr.range(), "the generator is"));
    }
    if generators.iter().any(|generator| generator.is_async) {
        return Err(refusal(Reason::SuspendedBody, String::new(), None));
    }
    if generators.is_empty() {
        return Err(no_parts());
    }
    check_place(an, site)?;
    let mut targets = VarSet::default();
    for generator in generators {
        collect_targets(an, &generator.target, &mut targets);
    }
    let (mut effects, values, header, called) = walk(an, site, generators, &elements);
    let voices = match way {
        says::Way::Silent => Voices::default(),
        says::Way::Prints | says::Way::Writes => {
            let place = (site, expr.range(), &generators[0].iter);
            says::hush_element(an, place, &mut effects, &header, way == says::Way::Writes)?
        }
    };
    let own = |var: VarId| {
        let scope = an.scopes.variable(var).scope;
        an.scopes.scopes[scope.index()].kind == ScopeKind::Comprehension
    };
    let forgotten = forgotten(an, site, expr, &effects);
    check_element(an, &effects, |var| own(var) || forgotten.contains(var))?;
    targets.extend(&forgotten);
    if expr.is_generator_expr() || !is_drawn_to_its_end(an, site, &effects, &header) {
        check_header(&header)?;
    }
    check_elements_stay(an, &site.iterable)?;
    if touches_standard_input(an, &site.iterable, &header) {
        return Err(refusal(Reason::InteractiveInput, String::new(), None));
    }
    // A set or a dictionary hashes and compares what it collects.
    let hashing = (expr.is_set_comp_expr() || expr.is_dict_comp_expr())
        .then(|| Consumer::itself("the display", expr));
    fills::check_header(an, std::slice::from_ref(&site.iterable), &effects, &header)?;
    let is_plain = values.iter().all(|(value, _)| value.is_atomic());
    let mut apart = effects.clone();
    apart.reads.retain(|var| !forgotten.contains(var));
    apart.writes.retain(|var| !forgotten.contains(var));
    for consumer in consumer.iter().chain(&hashing) {
        says::check_consumer(voices, consumer.only_collects(is_plain))?;
        consumers::check(an, site, consumer, (&apart, is_plain, voices.writes), &header)?;
    }
    let fills = fills::of(an, &effects);
    says::check_fills(voices, fills)?;
    fills::check_caches(an, fills, fills::draws_all(consumer.as_ref()))?;
    let mut sets = false;
    let mut travels = Value::bottom();
    let refers = values.iter().any(|(value, parts)| ship::check(an, "", value, *parts).is_err());
    for (value, parts) in &values {
        let shipping = ship::check_with(an, "the element", value, *parts, refers)
            .map_err(|because| refusal(because.reason, because.detail, because.cause))?;
        sets |= shipping.sets;
        travels.join(value);
    }
    identity_refusal(an, &travels)?;
    if !expr.is_generator_expr() && stops::runs_own_code(an, expr) {
        stops::check(an, site.func, expr.range(), Some(&called))?;
    }
    let names = LoopNames {
        func: site.func,
        targets: targets.clone(),
        written: targets,
        inner: VarSet::default(),
        gone: VarSet::default(),
        refers,
        says: voices.any(),
        files: voices.writes,
    };
    let (needs, globals) = split_needs(an, site, &effects.reads, &effects.call_reads, &names)?;
    if an.mentions_private_names(site.func, expr.range()) {
        return Err(refusal(Reason::PrivateName, String::new(), None));
    }
    if an.module_of(site.func).shows_text(expr.range()) {
        return Err(refusal(Reason::TextShown, String::new(), None));
    }
    if an.shows_traceback_of(site.func, expr.range()) {
        return Err(refusal(Reason::TracebackShown, String::new(), None));
    }
    let depends = super::needs::depends(an, &effects);
    Ok(ParallelValues {
        site: site.clone(),
        expr,
        generators,
        needs,
        globals,
        sets,
        refers,
        depends,
        fills,
        cost: effects.cost,
        unbounded: effects.unbounded,
        consumer: consumer.map(|consumer| consumer.name),
        voices,
    })
}

/// Variables that `:=` sets for each element anew, and that nothing outside of the expression mentions: `[v for x in xs if (v := f(x)) > 0]`.
fn forgotten(an: &Analysis<'_>, site: &LoopSite<'_>, expr: &Expr, effects: &Effects) -> VarSet {
    let is_forgotten = |var: VarId| {
        let variable = an.scopes.variable(var);
        let is_local = variable.func == site.func
            && (!an.scopes.module_bodies.contains(&site.func) || an.program.modules.len() == 1);
        if !is_local
            || variable.bindings != 1
            || effects.exposed.contains(var)
            || effects.call_writes.contains(var)
            || effects.call_reads.contains(var)
            || an.scopes.foreign_readers.contains_key(&var)
        {
            return false;
        }
        let mut outside = Outside { an, var, range: expr.range(), found: false };
        outside.visit_body(&an.program.module(an.scopes.function(site.func).module).tree().body);
        !outside.found
    };
    effects.writes.iter().filter(|&var| is_forgotten(var)).collect()
}

/// Looks for a variable outside of an expression.
struct Outside<'o, 'a> {
    an: &'o Analysis<'a>,
    var: VarId,
    range: ruff_text_size::TextRange,
    found: bool,
}

impl<'e> Visitor<'e> for Outside<'_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        if expr.range() == self.range {
            return;
        }
        if let Expr::Name(name) = expr {
            self.found |= self.an.scopes.variable_of(name) == Some(self.var);
        }
        visitor::walk_expr(self, expr);
    }
}

/// Refuses async bodies, and class bodies, whose names cannot be seen from elsewhere.
pub fn check_place(an: &Analysis<'_>, site: &LoopSite<'_>) -> Result<(), Refusal> {
    if an.scopes.function(site.func).is_async {
        return Err(refusal(Reason::SuspendedBody, String::new(), None));
    }
    if an.in_class_body(site) {
        return Err(refusal(Reason::ClassBody, String::new(), None));
    }
    Ok(())
}

/// Refuses elements that a worker cannot compute, or that are not worth it. `own` are the variables of the element itself.
pub fn check_element(
    an: &Analysis<'_>,
    effects: &Effects,
    own: impl Fn(VarId) -> bool,
) -> Result<(), Refusal> {
    let because = effect_reason(an, effects);
    let unknown = because.is_some() && is_of_unknown_weight(an, effects);
    if !is_heavy(effects) && !unknown {
        return Err(too_small(effects.cost));
    }
    if let Some(because) = because {
        return Err(refusal(because.reason, because.detail, because.cause));
    }
    let written = effects.call_writes.iter().chain(effects.writes.iter());
    let mut foreign = written.filter(|&var| effects.call_writes.contains(var) || !own(var));
    if let Some(var) = foreign.next() {
        let name = an.scopes.variable(var).name;
        let detail = if effects.call_writes.contains(var) {
            format!("it assigns `{name}`")
        } else {
            format!("`:=` sets `{name}` outside of the expression")
        };
        return Err(refusal(Reason::GlobalWrite, detail, None));
    }
    Ok(())
}

/// Refuses where evaluating what is iterated over, or advancing it, could be noticed.
pub fn check_header(header: &Effects) -> Result<(), Refusal> {
    let shared = header.flags.intersects(Flags::HEADER)
        || !header.heap_writes.is_private()
        || !header.call_writes.is_empty();
    if shared {
        let detail =
            "what it iterates over has effects of its own, or is used elsewhere".to_owned();
        return Err(refusal(Reason::SharedIterator, detail, header.write_cause.clone()));
    }
    Ok(())
}

/// Whether nobody can tell that an iterator or a file is drawn ahead: a list, set or dictionary is complete only when all of it
/// has been drawn, its elements do not use it, and who could see an exception of one of them does not reach it.
fn is_drawn_to_its_end(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    element: &Effects,
    header: &Effects,
) -> bool {
    !header.flags.intersects(Flags::HEADER)
        && header.call_writes.is_empty()
        && !header.heap_writes.any
        && !header.heap_writes.everything
        && !overlap(an, &element.heap_reads, &header.heap_writes)
        && !overlap(an, &header.heap_reads, &element.heap_writes)
        && left_early::reached_after_exception(an, site, &header.heap_writes).is_none()
}

fn too_small(cost: f64) -> Refusal {
    refusal(Reason::UnprofitableLoop, too_little(cost, "an element"), None)
}

type Walked = (Effects, Vec<(Value, Origins)>, Effects, Vec<FuncId>);

/// Walks one element until its facts are stable.
fn walk<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    generators: &'a [ast::Comprehension],
    elements: &[&'a Expr],
) -> Walked {
    let mut result = None;
    for _ in 0..4 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        let mut values = Vec::new();
        if let Some((first, rest)) = generators.split_first() {
            let element = site.element.from(Origins::OUTSIDE);
            walker.assign(&first.target, &element);
            for test in &first.ifs {
                walker.eval_test(test);
            }
            walker.comprehension_part(rest, None, &mut |walker| {
                for element in elements {
                    let value = walker.eval(element);
                    let parts = walker.deep_parts_of(value.origins);
                    values.push((value, parts));
                }
            });
        }
        let effects = walker.take_effects();
        let called = walker.called.iter().copied().collect();
        let mut walker = Walker::start_iteration(an, site);
        if let Some(first) = generators.first() {
            let iterable = walker.eval(&first.iter);
            walker.iterate(&iterable, first.iter.range());
        }
        let header = walker.take_effects();
        result = Some((effects, values, header, called));
        if !an.heap.changed {
            break;
        }
    }
    result.unwrap_or_default()
}

impl Analysis<'_> {
    /// Whether a comprehension stands in a class body, whose names it could not see from elsewhere.
    fn in_class_body(&self, site: &LoopSite<'_>) -> bool {
        let range = site.syntax.range();
        let module = self.scopes.function(site.func).module;
        self.scopes.classes.iter().any(|class| {
            class.module == module
                && class.node.range.contains_range(range)
                && !class
                    .methods
                    .values()
                    .flatten()
                    .any(|&func| self.scopes.function(func).range().contains_range(range))
        })
    }

    /// Whether a text inside a class mentions names that mean something else outside of it.
    pub fn mentions_private_names(&self, func: FuncId, range: ruff_text_size::TextRange) -> bool {
        let in_class = {
            let mut at = func;
            loop {
                let function = self.scopes.function(at);
                if function.class.is_some() {
                    break true;
                }
                if function.outer == at {
                    break false;
                }
                at = function.outer;
            }
        };
        in_class && super::needs::has_private_name(self.module_of(func).slice(range))
    }
}

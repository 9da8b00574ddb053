//! Comprehensions, and generator expressions that a consumer drains at once.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;
use rustc_hash::FxHashMap;

use super::stages::{LoopNames, effect_reason};
use super::{
    collect_targets, identity_refusal, is_heavy, is_of_unknown_weight, refusal, ship, split_needs,
    touches_standard_input,
};
use crate::ids::VarId;
use crate::passes::effects::summary::VarSet;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::scopes::{Resolution, ScopeKind};
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
    pub hashed: bool,
    pub cost: f64,
    pub unbounded: bool,
    /// Who drains a generator expression.
    pub consumer: Option<String>,
}

/// Consumers of generator expressions, by the address of the expression.
pub type Consumers = FxHashMap<usize, String>;

/// Functions that drain their only argument before they return.
const CONSUMERS: &[&str] =
    &["sum", "min", "max", "any", "all", "sorted", "list", "tuple", "set", "frozenset", "dict"];

/// Finds the generator expressions that are drained where they stand.
pub fn consumers(an: &Analysis<'_>) -> Consumers {
    struct Finder<'n, 'a> {
        an: &'n Analysis<'a>,
        found: Consumers,
    }
    impl<'e> Visitor<'e> for Finder<'_, '_> {
        fn visit_expr(&mut self, expr: &'e Expr) {
            if let Expr::Call(call) = expr
                && let [argument @ Expr::Generator(_), ..] = &*call.arguments.args
            {
                let name = match &*call.func {
                    Expr::Name(name) => {
                        let builtin = self.an.scopes.resolve(name) == Resolution::Builtin;
                        CONSUMERS
                            .contains(&name.id.as_str())
                            .then(|| name.id.to_string())
                            .filter(|_| builtin)
                    }
                    Expr::Attribute(attribute) if attribute.attr.as_str() == "join" => {
                        matches!(&*attribute.value, Expr::StringLiteral(_) | Expr::BytesLiteral(_))
                            .then(|| "join".to_owned())
                    }
                    _ => None,
                };
                if let Some(name) = name {
                    self.found.insert(std::ptr::from_ref(argument) as usize, name);
                }
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut finder = Finder { an, found: FxHashMap::default() };
    finder.visit_body(&an.program.entry().tree().body);
    finder.found
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

/// Decides about one comprehension.
pub fn decide<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    expr: &'a Expr,
    consumers: &Consumers,
) -> Result<ParallelValues<'a>, Refusal> {
    let no_parts = || refusal(Reason::UnsupportedStatement, String::new(), None);
    let (generators, elements) = parts(expr).ok_or_else(no_parts)?;
    let consumer = consumers.get(&(std::ptr::from_ref(expr) as usize)).cloned();
    if expr.is_generator_expr() && consumer.is_none() {
        let detail = "the generator is not drained where it stands".to_owned();
        return Err(refusal(Reason::SuspendedBody, detail, None));
    }
    if an.scopes.function(site.func).is_async || generators.iter().any(|g| g.is_async) {
        return Err(refusal(Reason::SuspendedBody, String::new(), None));
    }
    if generators.is_empty() {
        return Err(no_parts());
    }
    let mut targets = VarSet::default();
    for generator in generators {
        collect_targets(an, &generator.target, &mut targets);
    }
    if an.in_class_body(site) {
        return Err(refusal(Reason::ClassBody, String::new(), None));
    }
    let (effects, values, header) = walk(an, site, generators, &elements);
    if let Some(because) = effect_reason(an, &effects) {
        if !is_heavy(&effects) && !is_of_unknown_weight(an, &effects) {
            return Err(too_small(effects.cost));
        }
        return Err(refusal(because.reason, because.detail, because.cause));
    }
    if !is_heavy(&effects) {
        return Err(too_small(effects.cost));
    }
    let own = |var: VarId| {
        let scope = an.scopes.variable(var).scope;
        an.scopes.scopes[scope.index()].kind == ScopeKind::Comprehension
    };
    if let Some(var) = effects
        .call_writes
        .iter()
        .chain(effects.writes.iter())
        .find(|&var| effects.call_writes.contains(var) || !own(var))
    {
        let detail = format!("it assigns `{}`", an.scopes.variable(var).name);
        return Err(refusal(Reason::GlobalWrite, detail, None));
    }
    if header.flags.intersects(crate::effect_words::Flags::UNLOGGABLE)
        || !header.heap_writes.is_private()
        || !header.call_writes.is_empty()
    {
        let detail =
            "what it iterates over has effects of its own, or is used elsewhere".to_owned();
        return Err(refusal(Reason::SharedIterator, detail, header.write_cause.clone()));
    }
    if touches_standard_input(an, &site.iterable, &header) {
        return Err(refusal(Reason::InteractiveInput, String::new(), None));
    }
    let mut sets = false;
    let mut travels = Value::bottom();
    for (value, parts) in &values {
        let shipping = ship::check(an, "the element", value, *parts)
            .map_err(|because| refusal(because.reason, because.detail, because.cause))?;
        sets |= shipping.sets;
        travels.join(value);
    }
    identity_refusal(an, &travels, false)?;
    let names = LoopNames { func: site.func, targets: targets.clone(), written: targets };
    let (needs, globals) = split_needs(an, site, &effects.reads, &effects.call_reads, &names)?;
    if an.mentions_private_names(site.func, expr.range()) {
        return Err(refusal(Reason::PrivateName, String::new(), None));
    }
    let hashed = super::reads_hash_order(an, &effects);
    Ok(ParallelValues {
        site: site.clone(),
        expr,
        generators,
        needs,
        globals,
        sets,
        hashed,
        cost: effects.cost,
        unbounded: effects.unbounded,
        consumer,
    })
}

fn too_small(cost: f64) -> Refusal {
    refusal(Reason::UnprofitableLoop, format!("about {cost:.0} simple operations an element"), None)
}

type Walked = (
    crate::passes::effects::summary::Effects,
    Vec<(Value, Origins)>,
    crate::passes::effects::summary::Effects,
);

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
        let mut walker = Walker::start_iteration(an, site);
        if let Some(first) = generators.first() {
            let iterable = walker.eval(&first.iter);
            walker.iterate(&iterable, first.iter.range());
        }
        let header = walker.take_effects();
        result = Some((effects, values, header));
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
        self.scopes.classes.iter().any(|class| {
            class.module.index() == 0
                && class.node.range.contains_range(range)
                && !class
                    .methods
                    .values()
                    .any(|&func| self.scopes.function(func).range().contains_range(range))
        })
    }

    fn mentions_private_names(
        &self,
        func: crate::ids::FuncId,
        range: ruff_text_size::TextRange,
    ) -> bool {
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
        in_class && super::has_private_name(self.program.entry().slice(range))
    }
}

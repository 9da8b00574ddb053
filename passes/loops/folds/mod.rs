//! # Folds
//!
//! Decides which loops do nothing but add to counters, groups, sets and lists, so that workers can add up their share of
//! the items on their own, and the driver puts the partial results together, chunk by chunk, in order.
//!
//! Reads: [`Analysis`], [`Liveness`]. Produces: a [`FoldedLoop`], or nothing: then the loop is taken apart as others are.
//!
//! Refuses: nothing of its own.
//!
//! Example:
//! ```python
//! for line in lines:
//!     for word in line.split():
//!         counts[word] = counts.get(word, 0) + 1    # a worker counts from an empty dictionary
//!         seen.add(word)                            # a worker notes the words in the order that it meets them in
//!     total += 1                                    # a worker adds up from 0
//!     seconds += time_of(line)                      # a worker notes what is added, the driver adds it, one by one
//!     longest = max(longest, len(line))             # a worker hands over its longest
//! ```
//!
//! Sound because: every mention of the container in the body is one of the shapes in [`forms`], nothing else in the loop may
//! reach the same object, and nothing of an iteration stays in order. Adding integers is associative, and floats are added in the order of the script
//! ([`totals`]); for the least and the greatest see [`extremes`]; new keys, members
//! and elements come in the order of their first mention in a chunk, chunks in the order of the items, and so in the order
//! of the script. Keys and members are plain values, equal to nothing but themselves. The runtime checks the types of the
//! container and of what it holds; where they are others, or a partial result does not fit (`h[i]` behind the end of the
//! list, a key that must be there and is not), the original statements run for these items.

pub mod extremes;
pub mod forms;
pub mod totals;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::identity::identity_refusal;
use super::iterables::check_header;
use super::iteration::{Way, build_units};
use super::left_behind::is_live;
use super::needs::{Depends, check_private_names, needs_of};
use super::slots::builtin_call;
use super::stages::{self, LoopNames};
use super::syntax::{check_syntax, collect_targets};
use super::units::{self, Unit, UnitSyntax, leaves_loop};
use super::weight::{compute_cost, is_heavy};
use super::{LoopStmt, ship, sums};
use crate::ids::{ObjId, VarId};
use crate::passes::effects::env::Env;
use crate::passes::effects::heap::{Field, Location, ObjectKind};
use crate::passes::effects::summary::{Effects, Touches, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::liveness::Liveness;
use crate::passes::scopes::FunctionNode;
use crate::values::{Atoms, Value};
use extremes::{Extreme, Shape};
use forms::{Form, Put};
use totals::Total;

/// Work of one iteration, in simple operations, under which a loop is left alone whatever it adds to.
const MINIMUM_COST: f64 = 6.0;

/// Work of an addition of floats that workers note and the driver does, in simple operations.
const COST_OF_ADDITION: f64 = 5.0;

/// The same of a statement that keeps the least or the greatest: with a condition, and with a call.
const COST_OF_EXTREME: (f64, f64) = (5.0, 70.0);

/// Work of one iteration besides such additions, under which a loop with some is left alone.
const MINIMUM_GAIN: f64 = 24.0;

/// When to take a loop for a fold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Where less travels than one log for each item.
    IfBetter,
    IfPossible,
    /// Where it does nothing but count, and is entered once: nothing travels for an item, however little work it is.
    IfCounting,
}

/// What the driver does with a partial result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Into {
    /// Adds integers to the entries of a mapping or of a list.
    Counts,
    /// Adds floats to them, one by one.
    Totals,
    /// Appends to the lists in a mapping.
    Groups,
    /// Adds members to a set.
    Members,
    /// Appends to a list.
    Elements,
}

impl Into {
    /// The function of the runtime.
    pub fn word(self) -> &'static str {
        match self {
            Into::Counts => "counts",
            Into::Totals => "totals",
            Into::Groups => "groups",
            Into::Members => "members",
            Into::Elements => "elements",
        }
    }
}

/// What a worker starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Dict,
    List,
    /// `defaultdict(int)`.
    Zeros,
    /// `defaultdict(list)`.
    Lists,
    Counter,
}

/// A statement that the task replaces by one that notes a float: the statement, its key and its value.
pub struct Noted {
    pub form: Form,
    pub statement: TextRange,
    pub key: TextRange,
    pub value: Option<TextRange>,
    pub negative: bool,
}

/// What a new entry of totals starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// It must be there.
    Known,
    /// This number.
    Zero(TextRange),
    /// The first of the values.
    First,
}

/// A container that the loop does nothing but add to.
pub struct Fold<'a> {
    pub base: &'a Expr,
    pub into: Into,
    pub part: Part,
    /// Each place that mentions it.
    pub mentions: Vec<TextRange>,
    /// The `add` of each `s.add(v)`.
    pub methods: Vec<TextRange>,
    /// Of totals: how their entries start, and what puts something into them.
    pub start: Start,
    pub noted: Vec<Noted>,
}

/// A loop whose iterations are added up in parts.
pub struct FoldedLoop<'a> {
    pub site: LoopSite<'a>,
    pub stmt: &'a ast::StmtFor,
    pub folds: Vec<Fold<'a>>,
    /// Integers that are only added to.
    pub sums: Vec<VarId>,
    /// Floats that are only added to.
    pub totals: Vec<Total>,
    pub extremes: Vec<Extreme<'a>>,
    pub needs: Vec<VarId>,
    pub globals: Vec<VarId>,
    /// The statements, for the report.
    pub statements: Vec<TextRange>,
    pub sets: bool,
    pub depends: Depends,
    pub cost: f64,
    pub unbounded: bool,
}

/// Takes a loop for a fold, if it is one that gains from it.
pub fn decide<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    live: &Liveness,
    wanted: Wanted,
) -> Option<FoldedLoop<'a>> {
    let module = an.module_of(site.func);
    let puts = forms::find(module, &stmt.body);
    let may_keep = has_candidates(&stmt.body);
    if (puts.is_empty() && !may_keep) || !stmt.orelse.is_empty() || leaves_loop(&stmt.body, true) {
        return None;
    }
    check_syntax(an, site, stmt).ok()?;
    let groups = by_container(an, site, stmt, puts);
    if groups.is_empty() && !may_keep {
        return None;
    }
    let mut targets = VarSet::default();
    collect_targets(an, &stmt.target, &mut targets);
    for puts in &groups {
        // Before anything is walked: most loops that look like folds put into something else.
        let container = container(an, site, puts[0].base, &targets)?;
        meaning(an, &container, puts)?;
    }
    let mut iteration = build_units(an, site, stmt, &Way::default());
    let mut reached = Touches::default();
    let mut folds = Vec::new();
    let mut travels = Value::bottom();
    let mut sets = false;
    for puts in &groups {
        let container = container(an, site, puts[0].base, &targets)?;
        let (into, part) = meaning(an, &container, puts)?;
        let mut own = Touches::default();
        for &object in &container.objects {
            own.add_location(Location { object, field: Field::All });
            if into == Into::Groups {
                // The mapping is empty when the loop starts: what it holds are lists that the loop has put there.
                for &list in &an.heap.get(object).element.objects {
                    own.add_location(Location { object: list, field: Field::All });
                }
            }
        }
        let places = unit_of_each(&iteration.units, puts)?;
        let (into, part, start) = match into {
            Into::Counts if !are_integers(an, site, puts, &places, &iteration.envs) => {
                (Into::Totals, Part::Lists, start_of(an, site, puts)?)
            }
            into => (into, part, Start::Known),
        };
        for (put, unit) in puts.iter().zip(&places) {
            let parts = (&iteration.envs[*unit], &own);
            sets |= check_parts(an, site, put, into, parts, &mut travels)?;
        }
        for &unit in &places {
            take_out(an, &mut iteration.units[unit], &own, puts[0].base);
        }
        reached.merge(&own);
        folds.push(Fold {
            base: puts[0].base,
            into,
            part,
            mentions: puts.iter().flat_map(|put| put.mentions.iter().copied()).collect(),
            methods: puts.iter().filter_map(|put| put.method).collect(),
            start,
            noted: if into == Into::Totals { noted(puts) } else { Vec::new() },
        });
    }
    for fold in &folds {
        drop_holder(an, stmt, &folds, fold, &mut iteration.units);
    }
    let (mut units, envs, header) = (iteration.units, iteration.envs, iteration.header);
    let sums = sums::find(an, site, stmt, &units, &header, &targets);
    let totals = totals::find(an, site, stmt, (&units, &envs), &header, &targets);
    let parts = (&*units, &*envs);
    let extremes = extremes::find(an, site, stmt, parts, (&header, &targets), &mut travels);
    let is_better = !extremes.is_empty()
        || folds.iter().any(|fold| fold.into != Into::Elements)
        || groups.iter().flatten().any(|put| is_in_inner_loop(&units, put.range))
        || totals
            .iter()
            .flat_map(|total| &total.additions)
            .any(|addition| is_in_inner_loop(&units, addition.statement));
    let sends_fewer = !is_better
        && !groups.is_empty()
        && totals.is_empty()
        && groups.iter().flatten().all(|put| sends_less(an, stmt, &targets, put));
    let counts_only = folds.is_empty() && extremes.is_empty() && totals.is_empty();
    let is_wanted = match wanted {
        Wanted::IfBetter => !counts_only && (is_better || sends_fewer),
        Wanted::IfPossible => !counts_only,
        Wanted::IfCounting => counts_only && !sums.is_empty() && is_entered_once(an, site),
    };
    if !is_wanted {
        return None;
    }
    sums::hide(&mut units, &sums);
    let total_vars: Vec<VarId> = totals.iter().map(|total| total.var).collect();
    sums::hide(&mut units, &total_vars);
    extremes::hide(&mut units, &extremes);
    let mut written = units::all_writes(&units);
    written.extend(&targets);
    if written.iter().any(|var| is_live(an, LoopStmt::For(stmt), live, var)) {
        return None;
    }
    let touches = |touches: &Touches| {
        stages::overlap(an, touches, &reached) || stages::overlap_with_own(an, touches, &reached)
    };
    let shared = touches(&header.heap_reads)
        || touches(&header.heap_writes)
        || units
            .iter()
            .any(|unit| touches(&unit.effects.heap_reads) || touches(&unit.effects.heap_writes));
    if shared {
        return None;
    }
    if units.iter().any(|unit| super::fills::may_fill(&unit.effects)) {
        return None;
    }
    let inner = VarSet::default();
    let names = LoopNames {
        func: site.func,
        targets,
        written,
        inner,
        gone: VarSet::default(),
        refers: false,
        says: false,
        files: false,
    };
    check_header(an, site, stmt, (&header, None), (&units, None), live).ok()?;
    stages::mark_commits(an, &mut units, &names);
    if units.iter().any(|unit| unit.commit.is_some()) {
        return None;
    }
    identity_refusal(an, &travels).ok()?;
    let (needs, globals) = needs_of(an, site, &units, &names).ok()?;
    check_private_names(an, site, &units).ok()?;
    let (cost, unbounded, depends) = compute_cost(an, &units);
    if sends_fewer && wanted == Wanted::IfBetter {
        let mut all = Effects::default();
        for unit in &units {
            all.merge(&unit.effects);
        }
        if !is_heavy(&all) {
            return None;
        }
    }
    let in_order = costs_in_order(&folds, &totals, &extremes);
    let gained =
        cost - in_order.iter().map(|(range, cost)| cost.min(cost_of(&units, *range))).sum::<f64>();
    if cost < MINIMUM_COST || (!in_order.is_empty() && gained < MINIMUM_GAIN) {
        return None;
    }
    let statements = units
        .iter()
        .filter(|unit| matches!(unit.syntax, UnitSyntax::Statement(_)))
        .map(|unit| unit.range)
        .collect();
    Some(FoldedLoop {
        site: site.clone(),
        stmt,
        folds,
        sums,
        totals,
        extremes,
        needs,
        globals,
        statements,
        sets,
        depends,
        cost,
        unbounded,
    })
}

/// Whether a loop is entered no more than once: of one that is entered often, each entry costs more than it has to do.
fn is_entered_once(an: &Analysis<'_>, site: &LoopSite<'_>) -> bool {
    site.depth == 0 && matches!(an.scopes.function(site.func).node, FunctionNode::Module(_))
}

/// The statements of each container of which the body mentions nothing else; nothing where there is any other container
/// that it puts something into, since that would have to stay in order.
fn by_container<'a>(
    an: &Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    puts: Vec<Put<'a>>,
) -> Vec<Vec<Put<'a>>> {
    let module = an.module_of(site.func);
    let mut groups: Vec<Vec<Put<'a>>> = Vec::new();
    for put in puts {
        let text = module.slice(put.base);
        match groups.iter_mut().find(|group| module.slice(group[0].base) == text) {
            Some(group) => group.push(put),
            None => groups.push(vec![put]),
        }
    }
    groups.retain(|group| {
        let seen: usize = group.iter().map(|put| put.mentions.len()).sum();
        seen == forms::mentions(module, &stmt.body, module.slice(group[0].base))
    });
    groups
}

/// Whether a body has a statement that might be a total or an extreme.
fn has_candidates(body: &[Stmt]) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            self.0 |= match stmt {
                Stmt::AugAssign(node) => {
                    node.target.is_name_expr()
                        && matches!(node.op, ast::Operator::Add | ast::Operator::Sub)
                }
                Stmt::If(node) => {
                    node.elif_else_clauses.is_empty()
                        && node.body.iter().all(Stmt::is_assign_stmt)
                        && has_comparison(&node.test)
                }
                Stmt::Assign(node) => matches!(&*node.value, Expr::Call(call)
                    if matches!(&*call.func, Expr::Name(name)
                        if matches!(name.id.as_str(), "max" | "min"))),
                _ => false,
            };
            visitor::walk_stmt(self, stmt);
        }
    }
    let mut finder = Finder(false);
    finder.visit_body(body);
    finder.0
}

fn has_comparison(test: &Expr) -> bool {
    match test {
        Expr::Compare(_) => true,
        Expr::BoolOp(node) => node.values.iter().any(has_comparison),
        _ => false,
    }
}

/// Whether all that is added is an integer, as what it starts from.
fn are_integers<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    puts: &[Put<'a>],
    places: &[usize],
    envs: &[Env],
) -> bool {
    puts.iter().zip(places).all(|(put, &unit)| {
        let Some(value) = put.value.filter(|_| put.form != Form::Count) else {
            return put.zero.is_none_or(forms::is_integer_zero);
        };
        let mut walker = Walker::start_iteration(an, site);
        walker.env.clone_from(&envs[unit]);
        let value = walker.eval(value);
        walker.take_effects();
        put.zero.is_none_or(forms::is_integer_zero) && value.only(Atoms::INTEGERS)
    })
}

/// How entries that floats are added to start, if all start alike and all is written in one line.
fn start_of(an: &Analysis<'_>, site: &LoopSite<'_>, puts: &[Put<'_>]) -> Option<Start> {
    let module = an.module_of(site.func);
    let mut start: Option<Start> = None;
    for put in puts {
        if !put.in_order || module.slice(put.range).contains(['\n', '\r']) {
            return None;
        }
        let own = match (put.form, put.zero) {
            (Form::AddOrSet | Form::Start, Some(zero)) => Start::Zero(zero.range()),
            (Form::Start, None) => Start::First,
            (Form::Add | Form::Test, None) => continue,
            _ => return None,
        };
        match (start, own) {
            (None, own) => start = Some(own),
            (Some(Start::First), Start::First) => {}
            (Some(Start::Zero(a)), Start::Zero(b)) if module.slice(a) == module.slice(b) => {}
            _ => return None,
        }
    }
    Some(start.unwrap_or(Start::Known))
}

fn noted(puts: &[Put<'_>]) -> Vec<Noted> {
    puts.iter()
        .filter(|put| put.form != Form::Test)
        .filter_map(|put| {
            Some(Noted {
                form: put.form,
                statement: put.range,
                key: put.key?.range(),
                value: put.value.map(Ranged::range),
                negative: put.negative,
            })
        })
        .collect()
}

/// What a container is when the loop starts: an object from outside, under a name that the loop does not assign.
fn container<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    base: &'a Expr,
    targets: &VarSet,
) -> Option<Value> {
    let name = match base {
        Expr::Name(name) => name,
        Expr::Attribute(node) => node.value.as_name_expr()?,
        _ => return None,
    };
    let var = an.scopes.variable_of(name)?;
    let variable = an.scopes.variable(var);
    let is_own = variable.func == site.func;
    if targets.contains(var) || (is_own && variable.is_class_member) {
        return None;
    }
    if is_own && site.env.values[variable.slot as usize].atoms.contains(Atoms::UNBOUND) {
        return None;
    }
    let mut walker = Walker::start_iteration(an, site);
    let value = walker.eval(base);
    let effects = walker.take_effects();
    let plain = effects.flags.is_empty()
        && effects.heap_writes.is_private()
        && effects.call_writes.is_empty()
        && value.origins.only_fresh().is_empty()
        && value.atoms.without(Atoms::UNBOUND).is_empty()
        && !value.objects.is_empty();
    plain.then_some(value)
}

/// What is done with a container of these types by these statements, if it is all of one kind.
fn meaning(an: &Analysis<'_>, container: &Value, puts: &[Put<'_>]) -> Option<(Into, Part)> {
    let all = |wanted: &[&str]| container.objects.iter().all(|&o| is_one_of(an, o, wanted));
    let only = |wanted: &[Form]| puts.iter().all(|put| wanted.contains(&put.form));
    let any = |wanted: Form| puts.iter().any(|put| put.form == wanted);
    if all(&["list"]) {
        return if only(&[Form::Append]) {
            Some((Into::Elements, Part::List))
        } else {
            only(&[Form::Add]).then_some((Into::Counts, Part::Zeros))
        };
    }
    if all(&["set"]) {
        return only(&[Form::Insert]).then_some((Into::Members, Part::Dict));
    }
    if !all(&["dict", "defaultdict", "Counter"]) {
        return None;
    }
    if only(&[Form::Add, Form::AddOrSet, Form::Start, Form::Test, Form::Count]) {
        return if any(Form::Count) {
            all(&["Counter"]).then_some((Into::Counts, Part::Counter))
        } else if only(&[Form::Add]) {
            Some((Into::Counts, Part::Zeros))
        } else {
            Some((Into::Counts, Part::Dict))
        };
    }
    if only(&[Form::Group, Form::GroupOrSet, Form::StartGroup, Form::Test]) {
        let bare = only(&[Form::Group]);
        return Some((Into::Groups, if bare { Part::Lists } else { Part::Dict }));
    }
    None
}

/// Whether an object is of one of these builtin or standard collections.
fn is_one_of(an: &Analysis<'_>, object: ObjId, wanted: &[&str]) -> bool {
    let ObjectKind::Library(id) = an.heap.peek(object).kind else { return false };
    let info = an.knowledge.type_info(id);
    matches!(info.module.as_str(), "builtins" | "collections")
        && wanted.contains(&info.name.as_str())
}

/// The unit of each statement and condition.
fn unit_of_each(units: &[Unit<'_>], puts: &[Put<'_>]) -> Option<Vec<usize>> {
    let is_one =
        |unit: &Unit<'_>| matches!(unit.syntax, UnitSyntax::Statement(_) | UnitSyntax::Test(_));
    puts.iter()
        .map(|put| units.iter().position(|unit| is_one(unit) && unit.range == put.range))
        .collect()
}

fn is_in_inner_loop(units: &[Unit<'_>], range: TextRange) -> bool {
    units.iter().any(|unit| unit.range == range && !unit.inner_loops.is_empty())
}

/// Whether less travels where workers append than where they say for each item what is to be done with it: only some items
/// append, and what they append is made by the round, not taken from the items, which the driver has already.
fn sends_less(an: &Analysis<'_>, stmt: &ast::StmtFor, targets: &VarSet, put: &Put<'_>) -> bool {
    let counts = stmt.target.is_name_expr() && builtin_call(an, &stmt.iter, &["range"]).is_some();
    let is_item = |name: &ast::ExprName| {
        !counts && an.scopes.variable_of(name).is_none_or(|var| targets.contains(var))
    };
    let is_made = |value: &Expr| {
        matches!(value, Expr::BinOp(_) | Expr::Call(_) | Expr::Compare(_))
            || value.is_literal_expr()
            || matches!(value, Expr::Name(name) if !is_item(name))
    };
    let is_all_made = match put.value {
        Some(Expr::Name(name)) => {
            counts && an.scopes.variable_of(name).is_some_and(|var| targets.contains(var))
        }
        Some(Expr::Tuple(tuple)) => tuple.elts.iter().all(is_made),
        Some(value) => is_made(value),
        None => false,
    };
    is_all_made && !stmt.body.iter().any(|own| own.range() == put.range)
}

/// Statements that workers do besides what gains anything, and what each of them costs at most.
fn costs_in_order(
    folds: &[Fold<'_>],
    totals: &[Total],
    extremes: &[Extreme<'_>],
) -> Vec<(TextRange, f64)> {
    let additions = totals.iter().flat_map(|total| &total.additions).map(|found| found.statement);
    let noted = folds.iter().flat_map(|fold| &fold.noted).map(|noted| noted.statement);
    let kept = extremes.iter().flat_map(|extreme| match &extreme.shape {
        Shape::Call { stmt, .. } => vec![(stmt.range, COST_OF_EXTREME.1)],
        Shape::Test { stmt, .. } => std::iter::once(stmt.test.range())
            .chain(stmt.body.iter().map(Ranged::range))
            .map(|range| (range, COST_OF_EXTREME.0))
            .collect(),
    });
    additions.chain(noted).map(|range| (range, COST_OF_ADDITION)).chain(kept).collect()
}

fn cost_of(units: &[Unit<'_>], range: TextRange) -> f64 {
    units.iter().find(|unit| unit.range == range).map_or(0.0, |unit| unit.effects.cost)
}

/// Checks what a statement puts into a container: keys are plain values, counts are integers, all of it may travel, and
/// none of it is computed from a container. Whether it may hold a set.
fn check_parts<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    put: &Put<'a>,
    into: Into,
    (env, own): (&Env, &Touches),
    travels: &mut Value,
) -> Option<bool> {
    let mut walker = Walker::start_iteration(an, site);
    let mut sets = false;
    walker.env.clone_from(env);
    if let Some(key) = put.key {
        walker.take_effects();
        let value = walker.eval(key);
        let effects = walker.take_effects();
        let indexes = value.only(Atoms::INTEGERS);
        if !(is_key(walker.an, &value) && leaves_alone(walker.an, &effects, own))
            || (put.form == Form::Add && !indexes && is_list_of(walker.an, own))
        {
            return None;
        }
        travels.join(&value);
    }
    if let Some(expr) = put.value {
        walker.take_effects();
        let value = walker.eval(expr);
        let effects = walker.take_effects();
        if !leaves_alone(walker.an, &effects, own) {
            return None;
        }
        match into {
            Into::Counts if put.form == Form::Count => {
                let element = countable(&mut walker, &value, expr.range())?;
                travels.join(&element);
            }
            Into::Counts => {
                let integers = if put.form == Form::Start { Atoms::INT } else { Atoms::INTEGERS };
                if !value.only(integers) {
                    return None;
                }
            }
            Into::Totals => {
                if !value.only(Atoms::FLOAT) {
                    return None;
                }
            }
            Into::Groups | Into::Elements => {
                let parts = walker.deep_parts_of(value.origins);
                sets = ship::check(walker.an, "the value", &value, parts).ok()?.sets;
                travels.join(&value);
            }
            Into::Members => {}
        }
    }
    Some(sets)
}

/// Whether code neither reads nor writes the container.
fn leaves_alone(an: &Analysis<'_>, effects: &Effects, own: &Touches) -> bool {
    [&effects.heap_reads, &effects.heap_writes].iter().all(|touches| {
        !stages::overlap(an, touches, own) && !stages::overlap_with_own(an, touches, own)
    })
}

/// Whether these locations are of lists.
fn is_list_of(an: &Analysis<'_>, own: &Touches) -> bool {
    own.locations.iter().any(|location| is_one_of(an, location.object, &["list"]))
}

/// What `Counter.update` counts: the elements of a list, a tuple or a string, if they are plain values.
fn countable(walker: &mut Walker<'_, '_>, value: &Value, range: TextRange) -> Option<Value> {
    let sequence = value.atoms.without(Atoms::STR.union(Atoms::UNBOUND)).is_empty()
        && value.objects.iter().all(|&object| is_one_of(walker.an, object, &["list", "tuple"]));
    if !sequence {
        return None;
    }
    let element = walker.iterate(value, range);
    walker.take_effects();
    is_key(walker.an, &element).then_some(element)
}

/// Whether a value is a plain one that is equal to nothing but itself, or a tuple of such.
fn is_key(an: &Analysis<'_>, value: &Value) -> bool {
    let inner = Atoms::INTEGERS.union(Atoms::STR).union(Atoms::BYTES).union(Atoms::NONE);
    // The runtime looks for NaN, but not inside of tuples.
    let plain = inner.union(Atoms::FLOAT).union(Atoms::UNBOUND);
    let is_tuple = |object: ObjId| {
        let held = &an.heap.get(object).element;
        is_one_of(an, object, &["tuple"])
            && held.is_atomic()
            && held.atoms.without(inner).is_empty()
    };
    !value.is_bottom()
        && value.atoms.without(plain).is_empty()
        && value.objects.iter().all(|&object| is_tuple(object))
}

/// From here on, the container is the business of the task and of the runtime.
fn take_out(an: &Analysis<'_>, unit: &mut Unit<'_>, own: &Touches, base: &Expr) {
    let keep =
        |location: &Location| !own.locations.iter().any(|known| known.object == location.object);
    for touches in [&mut unit.effects.heap_reads, &mut unit.effects.heap_writes] {
        touches.locations.retain(keep);
        // The list that `setdefault` puts in is one of the container's from then on.
        touches.own.retain(keep);
    }
    if let Expr::Name(name) = base
        && let Some(var) = an.scopes.variable_of(name)
        && !unit.effects.call_reads.contains(var)
    {
        unit.effects.reads.retain(|read| read != var);
        unit.effects.exposed.retain(|read| read != var);
    }
}

/// The task does not need the object whose attribute a container is, where the body mentions it for nothing else.
fn drop_holder<'a>(
    an: &Analysis<'a>,
    stmt: &'a ast::StmtFor,
    folds: &[Fold<'a>],
    fold: &Fold<'a>,
    units: &mut [Unit<'a>],
) {
    let holder =
        |base: &'a Expr| base.as_attribute_expr().and_then(|node| node.value.as_name_expr());
    let Some(name) = holder(fold.base) else { return };
    let Some(var) = an.scopes.variable_of(name) else { return };
    let is_same = |other: &&Fold<'a>| {
        holder(other.base).is_some_and(|other| an.scopes.variable_of(other) == Some(var))
    };
    let known: usize = folds.iter().filter(is_same).map(|fold| fold.mentions.len()).sum();
    let module = an.module_of(an.scopes.variable(var).func);
    let is_global = an.scopes.variable(var).is_global;
    if !is_global && known == forms::mentions(module, &stmt.body, name.id.as_str()) {
        for unit in units.iter_mut().filter(|unit| !unit.effects.call_reads.contains(var)) {
            unit.effects.reads.retain(|read| read != var);
            unit.effects.exposed.retain(|read| read != var);
        }
    }
}

//! Heavy expressions inside statements that stay in order: `total += f(x)` computes `f(x)` ahead and adds in order. Of
//! `out.extend(f(x) for x in row)` the elements are computed ahead, as a list.

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::stages::{LoopNames, effect_reason, outside_world_conflict, overlap, reads_own_of};
use super::units::{Because, Moved, MovedShape, Unit, UnitSyntax};
use super::weight::is_worth_moving;
use super::{fills, says, ship};
use crate::effect_words::Flags;
use crate::ids::VarId;
use crate::passes::effects::Analysis;
use crate::passes::effects::env::Env;
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::summary::{Effects, Touches, VarSet};
use crate::passes::effects::walker::Walker;
use crate::reasons::Reason;
use crate::values::{Origins, Value};

/// What the statements that stay in order do to memory and names.
pub struct CommitWorld {
    pub heap_writes: Touches,
    pub writes: VarSet,
    pub fresh_touched: Origins,
    pub flags: Flags,
    /// What each statement that stays does to the iteration's own objects.
    touched: Vec<Touched>,
}

/// What a statement that stays reads and changes of the iteration's own objects, and the variables that it reads.
struct Touched {
    range: TextRange,
    reads: Origins,
    writes: Origins,
    variables: VarSet,
}

impl CommitWorld {
    pub fn of(an: &Analysis<'_>, units: &[Unit<'_>]) -> Self {
        let mut world = CommitWorld {
            heap_writes: Touches::default(),
            writes: VarSet::default(),
            fresh_touched: Origins::NOWHERE,
            flags: Flags::NONE,
            touched: Vec::new(),
        };
        for unit in units.iter().filter(|unit| unit.commit.is_some()) {
            world.flags = world.flags.union(unit.effects.flags);
            world.heap_writes.merge(&fills::without(&unit.effects.heap_writes));
            // A variable of a comprehension is the comprehension's own.
            world
                .writes
                .extend_where(&unit.effects.writes, |var| !is_comprehension_variable(an, var));
            world.writes.extend(&unit.effects.call_writes);
            let (reads, writes) = (unit.effects.heap_reads.fresh, unit.effects.heap_writes.fresh);
            world.fresh_touched = world.fresh_touched.union(writes);
            let mut variables = unit.effects.reads.clone();
            variables.extend(&unit.effects.call_reads);
            world.touched.push(Touched { range: unit.range, reads, writes, variables });
        }
        world
    }
}

/// Why a heavy expression was not moved, for the report.
pub type Rejection = Because;

/// Finds the heavy expressions of a commit unit that can be computed ahead, and those that read a variable which cannot
/// travel itself (`wanted`): of `ranked[0].title` the title can. `env` is the state before the unit.
pub fn movable<'a>(
    walker: &mut Walker<'_, 'a>,
    env: &Env,
    unit: &Unit<'a>,
    world: &CommitWorld,
    (names, wanted): (&LoopNames, &VarSet),
    rejections: &mut Vec<Rejection>,
) -> Vec<Moved<'a>> {
    let mut candidates = Vec::new();
    match unit.syntax {
        UnitSyntax::Statement(stmt) => unconditional_parts(stmt, &mut candidates),
        UnitSyntax::Test(test) => candidates.push(test),
        _ => {}
    }
    let mut moved = Vec::new();
    let inner = unit.inner_loops.len();
    let copied = copied_value(walker, env, unit);
    for candidate in candidates {
        let copies = copied.is_some_and(|value| value.range() == candidate.range());
        let around = Around { world, unit, names, wanted, copies };
        search(walker, env, candidate, inner, around, &mut moved, rejections);
    }
    // In an inner loop each moved expression runs many times in one iteration. One that is moved only for the variable that it
    // reads is no work that would be worth a loop of its own.
    for moved in moved.iter_mut().filter(|moved| is_worth_moving(&moved.effects, inner)) {
        moved.effects.cost *= 40f64.powi(inner as i32);
        moved.effects.unbounded |= inner > 0;
    }
    moved
}

/// What a search for movable expressions is told.
#[derive(Clone, Copy)]
struct Around<'w, 'a> {
    world: &'w CommitWorld,
    /// The statement that stays.
    unit: &'w Unit<'a>,
    names: &'w LoopNames,
    /// Variables of which something is wanted, however cheap.
    wanted: &'w VarSet,
    /// The value is copied into an array, so that it makes no difference whose it is.
    copies: bool,
}

/// The value that a statement copies into an array of NumPy: `out[y] = value`.
fn copied_value<'a>(walker: &mut Walker<'_, 'a>, env: &Env, unit: &Unit<'a>) -> Option<&'a Expr> {
    let UnitSyntax::Statement(Stmt::Assign(node)) = unit.syntax else { return None };
    let [Expr::Subscript(target)] = node.targets.as_slice() else { return None };
    let Expr::Name(_) = &*target.value else { return None };
    walker.env.clone_from(env);
    let array = walker.eval(&target.value);
    walker.take_effects();
    super::arrays::is_array(walker.an, &array).then_some(&*node.value)
}

/// The expressions that a statement evaluates whatever happens, before it does anything else.
fn unconditional_parts<'a>(stmt: &'a Stmt, parts: &mut Vec<&'a Expr>) {
    match stmt {
        Stmt::Expr(node) => parts.push(&node.value),
        Stmt::Assign(node) => {
            parts.push(&node.value);
            for target in &node.targets {
                target_parts(target, parts);
            }
        }
        Stmt::AugAssign(node) => {
            parts.push(&node.value);
            target_parts(&node.target, parts);
        }
        Stmt::AnnAssign(node) => parts.extend(node.value.as_deref()),
        Stmt::Return(node) => parts.extend(node.value.as_deref()),
        _ => {}
    }
}

fn target_parts<'a>(target: &'a Expr, parts: &mut Vec<&'a Expr>) {
    if let Expr::Subscript(node) = target {
        parts.push(&node.slice);
    }
}

/// Takes the largest movable heavy expressions inside `expr`.
fn search<'a>(
    walker: &mut Walker<'_, 'a>,
    env: &Env,
    expr: &'a Expr,
    inner: usize,
    around: Around<'_, 'a>,
    moved: &mut Vec<Moved<'a>>,
    rejections: &mut Vec<Rejection>,
) {
    let Around { world, names, wanted, copies, .. } = around;
    let whole_worth = !matches!(
        expr,
        Expr::Name(_)
            | Expr::Attribute(_)
            | Expr::Starred(_)
            | Expr::Lambda(_)
            | Expr::Slice(_)
            | Expr::Generator(_)
            | Expr::Named(_)
    );
    walker.env.clone_from(env);
    walker.take_effects();
    let value = walker.eval(expr);
    let effects = walker.take_effects();
    if !is_worth_moving(&effects, inner) && !effects.reads.intersects(wanted) {
        return;
    }
    let copies = copies && super::arrays::is_array(walker.an, &value);
    let effects = if copies {
        // What is stored is what the array holds then, whoever made it.
        walker.touch_deep(&value, None);
        let mut with_contents = effects;
        with_contents.merge(&walker.take_effects());
        with_contents
    } else {
        effects
    };
    let mut refused = None;
    let mut effects = effects;
    let writes = effects.flags.contains(Flags::WRITES_FILE);
    let says = names.says
        && says::comes_first(walker, env, around.unit, expr, writes)
        && says::hush(&mut effects, (walker.module, around.unit.range), names.files);
    if whole_worth {
        let parts = walker.deep_parts_of(value.origins);
        let text = walker.an.program.module(walker.module).slice(expr).to_owned();
        let alone = movable_whole(walker, &effects, world, names);
        let alone =
            alone.and_then(|()| own_objects_stay(walker, env, (expr, &value), &effects, around));
        match alone.and_then(|()| {
            match ship::check_with(walker.an, short(&text), &value, parts, names.refers) {
                Err(because) if copies && because.reason == Reason::ResultSharesObject => {
                    Ok(ship::Shipping::default())
                }
                checked => checked,
            }
        }) {
            Ok(shipping) => {
                let (name, sets) = (name_for(expr), shipping.sets);
                moved.push(Moved {
                    expr,
                    name,
                    value,
                    effects,
                    shape: MovedShape::Value,
                    sets,
                    says,
                });
                return;
            }
            Err(because) => refused = Some(because),
        }
    }
    let known = rejections.len();
    for part in children(expr) {
        let around = Around { copies: false, ..around };
        if part.is_generator_expr() && drains_at_once(walker, env, expr) {
            move_elements(walker, env, part, inner, around, moved, rejections);
        } else {
            search(walker, env, part, inner, around, moved, rejections);
        }
    }
    // Of calls inside calls, the innermost one tells best what is in the way.
    if rejections.len() == known {
        rejections.extend(refused);
    }
}

/// Whether a call does nothing with its one argument but to go through it, to the end: `seen.update(…)`, `out.extend(…)` of
/// builtin containers, `file.writelines(…)`.
fn drains_at_once<'a>(walker: &mut Walker<'_, 'a>, env: &Env, expr: &'a Expr) -> bool {
    const CONTAINERS: &[&str] = &["builtins", "collections"];
    let Expr::Call(call) = expr else { return false };
    let Expr::Attribute(method) = &*call.func else { return false };
    let modules = match method.attr.as_str() {
        "extend" | "extendleft" | "update" => CONTAINERS,
        "writelines" => &["io"],
        "writerows" => &["csv"],
        _ => return false,
    };
    if call.arguments.args.len() != 1 || !call.arguments.keywords.is_empty() {
        return false;
    }
    walker.env.clone_from(env);
    let receiver = walker.eval(&method.value);
    walker.take_effects();
    !receiver.is_any()
        && receiver.atoms.is_empty()
        && !receiver.objects.is_empty()
        && receiver.objects.iter().all(|&object| {
            matches!(walker.an.heap.peek(object).kind, ObjectKind::Library(id)
                if modules.contains(&walker.an.knowledge.type_info(id).module.as_str()))
        })
}

/// Takes the elements of a generator expression, if they can be computed ahead.
fn move_elements<'a>(
    walker: &mut Walker<'_, 'a>,
    env: &Env,
    expr: &'a Expr,
    inner: usize,
    around: Around<'_, 'a>,
    moved: &mut Vec<Moved<'a>>,
    rejections: &mut Vec<Rejection>,
) {
    let Around { world, names, wanted, .. } = around;
    walker.env.clone_from(env);
    walker.take_effects();
    let generator = walker.eval(expr);
    let value = walker.iterate(&generator, expr.range());
    let effects = walker.take_effects();
    if !is_worth_moving(&effects, inner) && !effects.reads.intersects(wanted) {
        return;
    }
    let parts = walker.deep_parts_of(value.origins);
    let alone = movable_whole(walker, &effects, world, names)
        .and_then(|()| own_objects_stay(walker, env, (expr, &generator), &effects, around));
    let text = walker.an.program.module(walker.module).slice(expr).to_owned();
    match alone
        .and_then(|()| ship::check_with(walker.an, short(&text), &value, parts, names.refers))
    {
        Ok(ship::Shipping { sets, .. }) => {
            let (name, shape) = (name_for(expr), MovedShape::Elements);
            moved.push(Moved { expr, name, value, effects, shape, sets, says: false });
        }
        Err(because) => rejections.push(because),
    }
}

fn short(text: &str) -> &str {
    text.lines().next().unwrap_or(text)
}

fn movable_whole(
    walker: &Walker<'_, '_>,
    effects: &Effects,
    world: &CommitWorld,
    names: &LoopNames,
) -> Result<(), Because> {
    if let Some(because) = effect_reason(walker.an, effects) {
        return Err(because);
    }
    let name_of = |var| walker.an.scopes.variable(var).name.to_owned();
    let refuse = |reason, detail: String| Err(Because { reason, detail, cause: None });
    if let Some(var) = effects.writes.iter().chain(effects.call_writes.iter()).find(|var| {
        // Comprehension variables are the expression's own.
        effects.call_writes.contains(*var) || !is_comprehension_variable(walker.an, *var)
    }) {
        return refuse(Reason::GlobalWrite, format!("it assigns `{}`", name_of(var)));
    }
    if let Some(var) = effects.reads.iter().find(|var| world.writes.contains(*var)) {
        return refuse(
            Reason::LoopCarriedWrite,
            format!("it reads `{}`, which the loop sets in order", name_of(var)),
        );
    }
    if let Some(var) = effects
        .exposed
        .iter()
        .find(|var| names.written.contains(*var) && !names.targets.contains(*var))
    {
        return refuse(
            Reason::LoopCarriedWrite,
            format!("it reads `{}` from an earlier iteration", name_of(var)),
        );
    }
    if let Some(var) = names.read_by_calls(&effects.call_reads) {
        return refuse(
            Reason::LoopCarriedWrite,
            format!("a function that it calls reads `{}`, which the loop assigns", name_of(var)),
        );
    }
    if overlap(walker.an, &effects.heap_reads, &world.heap_writes) {
        return refuse(
            Reason::MayAlias,
            "it reads what an earlier iteration may have changed".to_owned(),
        );
    }
    if let Some(because) = outside_world_conflict(walker.an, effects, world.flags) {
        return Err(because);
    }
    // Something of the iteration's own, changed under the name of a container that took it in: `out[-1].append(x)`. What is
    // read under such a name was put there in order, and the container is among what is changed.
    if reads_own_of(walker.an, &effects.heap_reads, &world.heap_writes) {
        return refuse(
            Reason::MayAlias,
            "it reads what the iteration may have changed before".to_owned(),
        );
    }
    Ok(())
}

/// Refuses where the expression reads or changes what the iteration has made and a statement that stays changes, too.
///
/// The statement around the expression is not meant where it does nothing to these objects once the expression is gone, and they are
/// open files: `sums[name] = digest(file.read())`. No log could hold one, so that nobody in order has anything to do with it. The same holds
/// of any objects to which no variable leads that something else in order reads: `scores[name] = Model(name).fit().score()`, where `model` has a name.
fn own_objects_stay<'a>(
    walker: &mut Walker<'_, 'a>,
    env: &Env,
    (expr, value): (&'a Expr, &Value),
    effects: &Effects,
    around: Around<'_, 'a>,
) -> Result<(), Because> {
    // What the expression creates itself, and nothing knew before, is nobody else's.
    let fresh = effects.heap_reads.fresh.union(effects.heap_writes.fresh);
    let known = created_before(walker, env);
    let met = Origins(around.world.fresh_touched.0 & known.0 & fresh.0);
    if met == Origins::NOWHERE {
        return Ok(());
    }
    let others =
        || around.world.touched.iter().filter(|touched| touched.range != around.unit.range);
    let by_others = others().any(|touched| touched.reads.union(touched.writes).intersects(met));
    let leads = |walker: &Walker<'_, 'a>, variables: &VarSet| {
        variables.iter().any(|var| leads_to(walker, env, var, met))
    };
    let is_known_to_others = others().any(|touched| leads(walker, &touched.variables));
    if !by_others && (!is_known_to_others || are_open_files(walker, env, met)) {
        walker.env.clone_from(env);
        walker.known = vec![(expr.range(), value.clone())];
        if let UnitSyntax::Statement(stmt) = around.unit.syntax {
            walker.walk_statement(stmt);
        }
        walker.known.clear();
        let rest = walker.take_effects();
        let touched = rest.heap_reads.fresh.union(rest.heap_writes.fresh);
        let mut variables = rest.reads.clone();
        variables.extend(&rest.call_reads);
        let is_named = leads(walker, &variables) && !are_open_files(walker, env, met);
        if matches!(around.unit.syntax, UnitSyntax::Statement(_))
            && !touched.intersects(met)
            && !is_named
        {
            return Ok(());
        }
    }
    let detail = "it needs an object that is changed in order".to_owned();
    Err(Because { reason: Reason::MayAlias, detail, cause: None })
}

/// Whether what was created at these places is nothing but open files, and stands in variables of this state alone.
fn are_open_files(walker: &Walker<'_, '_>, env: &Env, places: Origins) -> bool {
    let is_file = |value: &Value| {
        !value.is_any()
            && value.objects.iter().all(|&object| {
                matches!(walker.an.heap.peek(object).kind, ObjectKind::Library(id)
                    if walker.an.knowledge.type_info(id).module == "io")
            })
    };
    env.values.iter().all(|value| {
        let is_one = value.origins.intersects(places);
        let leads_to_one = walker.deep_parts_of(value.origins).intersects(places);
        !leads_to_one && (!is_one || is_file(value))
    })
}

/// Whether a variable leads to what was created at these places.
fn leads_to(walker: &Walker<'_, '_>, env: &Env, var: VarId, places: Origins) -> bool {
    let variable = walker.an.scopes.variable(var);
    let value = env.values.get(variable.slot as usize);
    variable.func == walker.func
        && value.is_some_and(|value| {
            let origins = value.origins;
            origins.union(walker.deep_parts_of(origins)).intersects(places)
        })
}

/// Where the objects were created that variables of this state lead to.
fn created_before(walker: &Walker<'_, '_>, env: &Env) -> Origins {
    let mut origins = Origins::NOWHERE;
    for value in env.values.iter() {
        origins = origins.union(value.origins);
    }
    origins.union(walker.deep_parts_of(origins)).only_fresh()
}

fn is_comprehension_variable(an: &Analysis<'_>, var: crate::ids::VarId) -> bool {
    let scope = an.scopes.variable(var).scope;
    an.scopes.scopes[scope.index()].kind == crate::passes::scopes::ScopeKind::Comprehension
}

/// Parts that are evaluated whenever the expression is.
pub fn children(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::Call(node) => {
            let mut parts: Vec<&Expr> = Vec::new();
            if let Expr::Attribute(function) = &*node.func {
                parts.push(&function.value);
            }
            parts.extend(&node.arguments.args);
            parts.extend(node.arguments.keywords.iter().map(|keyword| &keyword.value));
            parts
        }
        Expr::BinOp(node) => vec![&node.left, &node.right],
        Expr::UnaryOp(node) => vec![&node.operand],
        Expr::Compare(node) => {
            // A chain stops at the first comparison that fails.
            let mut parts: Vec<&Expr> = vec![&node.left];
            parts.extend(node.comparators.first());
            parts
        }
        Expr::BoolOp(node) => node.values.first().into_iter().collect(),
        Expr::If(node) => vec![&node.test],
        Expr::Tuple(node) => node.elts.iter().collect(),
        Expr::List(node) => node.elts.iter().collect(),
        Expr::Set(node) => node.elts.iter().collect(),
        Expr::Dict(node) => {
            node.items.iter().flat_map(|item| item.key.iter().chain(Some(&item.value))).collect()
        }
        Expr::Subscript(node) => vec![&node.value, &node.slice],
        Expr::Attribute(node) => vec![&node.value],
        Expr::Starred(node) => vec![&node.value],
        Expr::FString(node) => node
            .value
            .elements()
            .filter_map(|element| element.as_interpolation())
            .filter(|interpolation| interpolation.debug_text.is_none())
            .map(|interpolation| &*interpolation.expression)
            .collect(),
        _ => Vec::new(),
    }
}

/// A name for the value of an expression, from the source: that of the function it calls.
fn name_for(expr: &Expr) -> String {
    let base = match expr {
        Expr::Call(node) => match &*node.func {
            Expr::Name(name) => name.id.as_str(),
            Expr::Attribute(attribute) => attribute.attr.as_str(),
            _ => "call",
        },
        Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
            "collected"
        }
        Expr::Compare(_) | Expr::BoolOp(_) | Expr::UnaryOp(_) => "condition",
        _ => "expression",
    };
    let _ = expr.range();
    format!("{}_value", base.trim_matches('_'))
}

//! Elements that are replaced one by one: `a[i] = f(a[i])` reads and writes one element in each round.
//!
//! To the analysis a container has one kind of element, so that what one round stores may be what the next one reads.
//! Where each round has an index or key of its own, it is not: before the round stores there, `a[i]` is what stood there
//! when the loop began, and a task may read it. The stores stay in order, in the driver.
//!
//! ```python
//! for i in range(len(a)):         # also: for i, v in enumerate(a), for k in d, for k, v in d.items()
//!     a[i] = f(a[i])              # task: f(a[i]); driver: a[i] = f_value
//! ```
//!
//! Sound because:
//! - no two rounds have the same place: the indices are different numbers that are not negative (which the runtime checks
//!   where it cannot be seen), or the keys are those of one dictionary or set, numbers, texts and tuples of these;
//! - every change of such a container in the loop is a store at the round's own place, by the container's name: whatever
//!   else may change it, by any name or in any function, refuses this way;
//! - what is read as unchanged is `a[i]` before the round's own stores: all of them come later in the text, and none
//!   stands in an inner loop. Any other read of such a container counts as reading what earlier rounds changed;
//! - what the loop iterates over is read ahead. Where that is a container which the loop writes, a round takes from it no
//!   more than its own element, or its key, and no round adds or removes any.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::rows::is_path;
use super::stages;
use super::syntax::collect_targets;
use super::units::Unit;
use crate::effect_words::Why;
use crate::ids::{ObjId, VarId};
use crate::passes::effects::heap::{Field, Location, ObjectKind};
use crate::passes::effects::summary::{Effects, Touches, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::scopes::Resolution;
use crate::program::Module;
use crate::values::{Atoms, Value};

/// The elements that a loop replaces, one in each round.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    /// Each `a[i]` that is read before the round stores there.
    pub loads: Vec<TextRange>,
    /// Each `a[i]` that is stored.
    pub stores: Vec<TextRange>,
    /// The contents of the containers.
    contents: Touches,
    /// The index, and the variables through which the containers are reached.
    names: Vec<VarId>,
    /// What the loop iterates over gives each round no more than its own place.
    aligned: bool,
    /// The runtime has to look whether an index is negative.
    pub is_open: bool,
}

/// How rounds are told apart.
struct Rounds {
    index: VarId,
    /// The index is a number that is not negative, or such that the runtime can see to that.
    is_counted: bool,
    /// It is for the runtime to see.
    is_open: bool,
    aligned: bool,
}

/// A container by its text, and what the body does with its element of the round.
struct Base<'a> {
    text: String,
    expr: &'a Expr,
    root: Option<VarId>,
    loads: Vec<TextRange>,
    /// With the end of the statement that stores.
    stores: Vec<(TextRange, TextSize)>,
    value: Value,
}

/// The elements that this loop replaces, if it reads any of them before.
pub fn find<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
) -> Option<Slots> {
    let mut stores = Stores { found: Vec::new(), inner: 0 };
    stores.visit_body(&stmt.body);
    if stores.found.is_empty() {
        return None;
    }
    let mut walker = Walker::start_iteration(an, site);
    let rounds = rounds(&mut walker, site, stmt)?;
    let mut finder = Finder {
        an: walker.an,
        module: walker.an.module_of(site.func),
        index: rounds.index,
        stores: &stores.found,
        bases: Vec::new(),
        later: 0,
    };
    finder.visit_body(&stmt.body);
    let mut bases = finder.bases;
    for base in &mut bases {
        base.value = walker.eval(base.expr);
    }
    bases.retain(|base| holds_elements(walker.an, &base.value, rounds.is_counted));
    slots_of(walker.an, &rounds, &bases)
}

fn slots_of(an: &Analysis<'_>, rounds: &Rounds, bases: &[Base<'_>]) -> Option<Slots> {
    let mut slots =
        Slots { aligned: rounds.aligned, names: vec![rounds.index], ..Slots::default() };
    for base in bases {
        // Under two names it may be one container.
        let may_be_same =
            |other: &&Base<'_>| other.value.objects.iter().any(|o| base.value.objects.contains(o));
        let stores = || bases.iter().filter(may_be_same).flat_map(|other| &other.stores);
        if stores().next().is_none() {
            continue;
        }
        let is_list = |object: &ObjId| !is_mapping(an, *object);
        slots.is_open |= rounds.is_open && base.value.objects.iter().any(is_list);
        slots.names.extend(base.root);
        slots.stores.extend(base.stores.iter().map(|(range, _)| *range));
        for &object in &base.value.objects {
            slots.contents.add_location(Location { object, field: Field::Contents });
        }
        if !runs_code_to_read(an, &base.value) {
            let is_early = |load: &&TextRange| stores().all(|(_, end)| load.end() <= *end);
            slots.loads.extend(base.loads.iter().filter(is_early));
        }
    }
    let is_used = !slots.loads.is_empty() || slots.aligned;
    (is_used && !slots.stores.is_empty()).then_some(slots)
}

impl Slots {
    /// Gives the units the stores that the walk left out. `None` where something besides these may change a container, or
    /// bind one of the names anew.
    pub fn put_back(
        &self,
        an: &Analysis<'_>,
        site: &LoopSite<'_>,
        units: &mut [Unit<'_>],
    ) -> Option<()> {
        let (source, module) = (an.module_of(site.func), an.scopes.function(site.func).module);
        for unit in units.iter_mut() {
            let effects = &mut unit.effects;
            let is_bound =
                |var: &VarId| effects.writes.contains(*var) || effects.call_writes.contains(*var);
            if self.names.iter().any(is_bound)
                || stages::overlap(an, &self.contents, &effects.heap_writes)
            {
                return None;
            }
            let Some(store) = self.stores.iter().find(|store| unit.range.contains_range(**store))
            else {
                continue;
            };
            for location in &self.contents.locations {
                effects.heap_writes.add_location(*location);
            }
            effects.write_cause.get_or_insert_with(|| Why {
                module,
                range: *store,
                what: source.slice(*store).into(),
            });
        }
        Some(())
    }

    /// What of the body's writes can be seen through what the loop iterates over, which is read ahead.
    pub fn seen_ahead(&self, body: &Effects) -> Touches {
        let mut seen = body.heap_writes.clone();
        if self.aligned {
            seen.locations.retain(|location| !self.contents.locations.contains(location));
        }
        seen
    }
}

/// Whether a value is certainly a builtin container that is only written to by index, or by key.
fn holds_elements(an: &Analysis<'_>, value: &Value, is_counted: bool) -> bool {
    !value.is_any()
        && value.atoms.without(Atoms::UNBOUND).is_empty()
        && !value.objects.is_empty()
        && value.objects.iter().all(|&object| {
            // A negative index is another name of an element.
            is_mapping(an, object) || is_counted && is_type(an, object, "builtins", &["list"])
        })
}

fn is_mapping(an: &Analysis<'_>, object: ObjId) -> bool {
    is_type(an, object, "builtins", &["dict"])
        || is_type(an, object, "collections", &["OrderedDict", "defaultdict", "Counter"])
}

pub fn is_type(an: &Analysis<'_>, object: ObjId, module: &str, names: &[&str]) -> bool {
    matches!(an.heap.peek(object).kind, ObjectKind::Library(id)
        if an.knowledge.type_info(id).module == module
            && names.contains(&an.knowledge.type_info(id).name.as_str()))
}

/// Whether all that a value may be is of certain types of objects.
pub fn are_all(value: &Value, is_one: impl Fn(ObjId) -> bool) -> bool {
    !value.is_any()
        && value.atoms.without(Atoms::UNBOUND).is_empty()
        && !value.objects.is_empty()
        && value.objects.iter().all(|&object| is_one(object))
}

/// Whether reading an element that is not there does more than raise.
fn runs_code_to_read(an: &Analysis<'_>, value: &Value) -> bool {
    value.objects.iter().any(|&object| {
        matches!(an.heap.peek(object).kind, ObjectKind::Library(id)
            if an.knowledge.type_info(id).module != "builtins"
                && an.knowledge.type_info(id).methods.contains_key("__getitem__"))
    })
}

/// How the rounds of this loop are told apart, where the target is an index or a key of its own in each.
fn rounds<'a>(
    walker: &mut Walker<'_, 'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
) -> Option<Rounds> {
    let an_index = |target: &Expr, walker: &Walker<'_, 'a>| match target {
        Expr::Name(name) => walker.an.scopes.variable_of(name),
        _ => None,
    };
    let iter = &*stmt.iter;
    let rounds = match &*stmt.target {
        target @ Expr::Name(_) => {
            let index = an_index(target, walker)?;
            if site.iterable.only(Atoms::RANGE) {
                let is_open = !is_natural(walker.an, iter);
                return Some(Rounds { index, is_counted: true, is_open, aligned: false });
            }
            let aligned = gives_keys(walker, iter, false)?;
            Rounds { index, is_counted: false, is_open: false, aligned }
        }
        Expr::Tuple(node) => {
            let [first, others @ ..] = node.elts.as_slice() else { return None };
            let index = an_index(first, walker)?;
            let mut bound = VarSet::default();
            for other in others {
                collect_targets(walker.an, other, &mut bound);
            }
            if bound.contains(index) {
                return None;
            }
            if let Some(arguments) = builtin_call(walker.an, iter, &["enumerate"]) {
                let [counted, start @ ..] = &*arguments.args else { return None };
                let from_zero = arguments.keywords.is_empty() && start.is_empty();
                let natural = match start {
                    [] => arguments.keywords.is_empty(),
                    [start] => arguments.keywords.is_empty() && natural_number(start).is_some(),
                    _ => false,
                };
                if !natural {
                    return None;
                }
                let counted = match builtin_call(walker.an, counted, &["zip"]) {
                    Some(arguments) => &*arguments.args,
                    None => std::slice::from_ref(counted),
                };
                let is_list = counted.iter().all(|source| {
                    let value = walker.eval(source);
                    are_all(&value, |object| is_type(walker.an, object, "builtins", &["list"]))
                });
                let aligned = from_zero && is_list;
                return Some(Rounds { index, is_counted: true, is_open: false, aligned });
            }
            if others.len() != 1 {
                return None;
            }
            let aligned = gives_keys(walker, iter, true)?;
            Rounds { index, is_counted: false, is_open: false, aligned }
        }
        _ => return None,
    };
    // Keys of classes of the program are compared by their code.
    walker.assign(&stmt.target, &site.element);
    let key = walker.env.values[walker.an.scopes.variable(rounds.index).slot as usize].clone();
    let mut plain = key;
    plain.atoms = plain.atoms.without(Atoms::UNBOUND);
    walker.an.is_immutable(&plain).then_some(rounds)
}

/// Whether an expression gives the keys of one dictionary or set, or with `pairs` the items of a dictionary, and if so
/// whether it does that while the loop runs.
fn gives_keys<'a>(walker: &mut Walker<'_, 'a>, expr: &'a Expr, pairs: bool) -> Option<bool> {
    if let Some(arguments) = builtin_call(walker.an, expr, &["list", "sorted", "tuple", "reversed"])
    {
        let [keys] = &*arguments.args else { return None };
        let is_lazy = gives_keys(walker, keys, pairs)?;
        let is_reversed = builtin_call(walker.an, expr, &["reversed"]).is_some();
        return Some(is_lazy && is_reversed);
    }
    let method = if pairs { "items" } else { "keys" };
    if let Expr::Call(call) = expr
        && let Expr::Attribute(node) = &*call.func
        && node.attr.as_str() == method
        && call.arguments.is_empty()
    {
        let value = walker.eval(&node.value);
        return are_all(&value, |object| is_mapping(walker.an, object)).then_some(true);
    }
    if pairs {
        return None;
    }
    let value = walker.eval(expr);
    let an = &*walker.an;
    are_all(&value, |object| {
        is_mapping(an, object) || is_type(an, object, "builtins", &["set", "frozenset"])
    })
    .then_some(true)
}

/// The arguments of a call of one of these builtins.
pub fn builtin_call<'a>(
    an: &Analysis<'_>,
    expr: &'a Expr,
    names: &[&str],
) -> Option<&'a ast::Arguments> {
    let Expr::Call(call) = expr else { return None };
    let Expr::Name(name) = &*call.func else { return None };
    let is_one = names.contains(&name.id.as_str())
        && an.scopes.resolve(name) == Resolution::Builtin
        && !an.is_patched(name.id.as_str())
        && !call.arguments.args.iter().any(Expr::is_starred_expr);
    is_one.then_some(&call.arguments)
}

/// Whether a call of `range` gives no negative numbers.
pub fn is_natural(an: &Analysis<'_>, iter: &Expr) -> bool {
    let Some(arguments) = builtin_call(an, iter, &["range"]) else { return false };
    match &*arguments.args {
        [_] => true,
        [start, _] => natural_number(start).is_some(),
        [start, stop, Expr::UnaryOp(step)] if step.op == ast::UnaryOp::USub => {
            let to_zero = matches!(stop, Expr::UnaryOp(node)
                if node.op == ast::UnaryOp::USub && natural_number(&node.operand) == Some(1));
            let _ = start;
            natural_number(&step.operand).is_some() && (to_zero || natural_number(stop).is_some())
        }
        [start, _, step] => natural_number(start).is_some() && natural_number(step).is_some(),
        _ => false,
    }
}

/// The value of a literal number that is not negative.
fn natural_number(expr: &Expr) -> Option<u64> {
    match expr {
        Expr::NumberLiteral(node) => match &node.value {
            ast::Number::Int(int) => int.as_u64(),
            _ => None,
        },
        _ => None,
    }
}

/// Stores into an element by plain assignments that are no part of an inner loop, each with the end of its statement.
struct Stores {
    found: Vec<(TextRange, TextSize)>,
    inner: u32,
}

impl Stores {
    fn target(&mut self, target: &Expr, end: TextSize) {
        match target {
            Expr::Subscript(node) if node.slice.is_name_expr() && is_path(&node.value) => {
                self.found.push((node.range, end));
            }
            // Where all targets are such elements or names, nothing is read once the first is stored.
            Expr::Tuple(node) if node.elts.iter().all(is_simple) => {
                node.elts.iter().for_each(|target| self.target(target, end));
            }
            Expr::List(node) if node.elts.iter().all(is_simple) => {
                node.elts.iter().for_each(|target| self.target(target, end));
            }
            _ => {}
        }
    }
}

/// A name, or `a[i]`.
fn is_simple(target: &Expr) -> bool {
    match target {
        Expr::Name(_) => true,
        Expr::Subscript(node) => node.slice.is_name_expr() && is_path(&node.value),
        _ => false,
    }
}

impl<'e> Visitor<'e> for Stores {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        match stmt {
            Stmt::Assign(node) if self.inner == 0 => {
                if let [target] = node.targets.as_slice() {
                    self.target(target, node.range.end());
                }
            }
            Stmt::AugAssign(node) if self.inner == 0 => self.target(&node.target, node.range.end()),
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            Stmt::For(_) | Stmt::While(_) => {
                self.inner += 1;
                visitor::walk_stmt(self, stmt);
                self.inner -= 1;
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, _expr: &'e Expr) {}
}

/// Finds each `a[i]`.
struct Finder<'n, 'a, 'e> {
    an: &'n Analysis<'a>,
    module: &'n Module,
    index: VarId,
    stores: &'n [(TextRange, TextSize)],
    bases: Vec<Base<'e>>,
    /// In how many functions and generator expressions, whose code runs later.
    later: u32,
}

impl<'e> Finder<'_, '_, 'e> {
    fn element(&mut self, node: &'e ast::ExprSubscript) {
        let store = self.stores.iter().find(|(range, _)| *range == node.range);
        if self.later > 0 || !node.ctx.is_load() && store.is_none() {
            return;
        }
        let text = self.module.slice(&*node.value);
        let at = self.bases.iter().position(|base| base.text == text).unwrap_or_else(|| {
            self.bases.push(Base {
                text: text.to_owned(),
                expr: &node.value,
                root: root_of(self.an, &node.value),
                loads: Vec::new(),
                stores: Vec::new(),
                value: Value::bottom(),
            });
            self.bases.len() - 1
        });
        match store {
            Some(store) => self.bases[at].stores.push(*store),
            None => self.bases[at].loads.push(node.range),
        }
    }
}

/// The variable in `a` or `self.a`.
pub fn root_of(an: &Analysis<'_>, path: &Expr) -> Option<VarId> {
    match path {
        Expr::Name(name) => an.scopes.variable_of(name),
        Expr::Attribute(node) => root_of(an, &node.value),
        _ => None,
    }
}

impl<'e> Visitor<'e> for Finder<'_, '_, 'e> {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        let is_later = matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_));
        self.later += u32::from(is_later);
        visitor::walk_stmt(self, stmt);
        self.later -= u32::from(is_later);
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Subscript(node) = expr
            && let Expr::Name(index) = &*node.slice
            && self.an.scopes.variable_of(index) == Some(self.index)
            && is_path(&node.value)
        {
            self.element(node);
        }
        let is_later = expr.is_generator_expr() || expr.is_lambda_expr();
        self.later += u32::from(is_later);
        visitor::walk_expr(self, expr);
        self.later -= u32::from(is_later);
    }
}

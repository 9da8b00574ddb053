//! What a loop iterates over is read ahead of its time: whether anybody could notice.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};

use super::plans::LoopStmt;
use super::slots::Slots;
use super::units::Unit;
use super::{fills, left_early, refusal, stages};
use crate::effect_words::Flags;
use crate::ids::ObjId;
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::library_results::COPYING;
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::liveness::Liveness;
use crate::passes::scopes::{FunctionNode, Resolution};
use crate::plan::Refusal;
use crate::reasons::Reason;
use crate::values::{Atoms, Value};

/// The iterable must not notice that it is read ahead.
pub(super) fn check_header(
    an: &mut Analysis<'_>,
    site: &LoopSite<'_>,
    stmt: &ast::StmtFor,
    (header, complete): (&Effects, Option<&Effects>),
    (units, slots): (&[Unit<'_>], Option<&Slots>),
    live: &Liveness,
) -> Result<(), Refusal> {
    let bad = Flags(header.flags.0 & Flags::HEADER.0);
    if !bad.is_empty() {
        let open = stages::open_cause(header).map(|(_, why)| why.clone());
        let reason = if bad.intersects(Flags::INPUT) {
            Reason::InteractiveInput
        } else if open.is_some() {
            Reason::UnknownImport
        } else {
            stages::reason_of_flags(bad)
        };
        let cause = open.or_else(|| header.cause_of(bad).cloned());
        let detail = format!("what the loop iterates over {}", bad.phrase());
        return Err(refusal(reason, detail, cause));
    }
    if touches_standard_input(an, &site.iterable, header) {
        return Err(refusal(Reason::InteractiveInput, String::new(), None));
    }
    check_elements_stay(an, &site.iterable)?;
    let text = an.module_of(site.func).slice(&*stmt.iter).to_owned();
    if !header.call_writes.is_empty() {
        let detail = "what the loop iterates over assigns globals as it goes".to_owned();
        return Err(refusal(Reason::SharedIterator, detail, None));
    }
    let mut body = Effects::default();
    for unit in units {
        body.merge(&unit.effects);
    }
    let renames = Flags::RENAMES.union(Flags::PROCESS);
    if header.flags.contains(Flags::READS_FILE)
        && body.flags.intersects(renames)
        && !is_complete(an, &site.iterable)
        && !is_open_file(an, &site.iterable)
    {
        let detail = "the body changes which files there are while the loop lists them".to_owned();
        let cause = body.cause_of(renames).cloned();
        return Err(refusal(Reason::IterableChanges, detail, cause));
    }
    // Advancing an iterator changes it: nobody else may use it, now or later.
    if !header.heap_writes.is_private() {
        if header.heap_writes.any {
            let detail = format!("`{text}` may be an iterator that is used elsewhere, too");
            return Err(refusal(Reason::SharedIterator, detail, header.write_cause.clone()));
        }
        let mut names = VarSet::default();
        names_in(an, &stmt.iter, &mut names);
        for var in names.iter() {
            let value = if an.scopes.variable(var).func == site.func {
                site.env.values[an.scopes.variable(var).slot as usize].clone()
            } else {
                an.variable_value(var).clone()
            };
            let one_shot = value.objects.iter().any(|&object| match an.heap.peek(object).kind {
                ObjectKind::Library(id) => {
                    an.knowledge.type_info(id).one_shot
                        || an.knowledge.type_info(id).module == "io"
                        || an.knowledge.type_info(id).module == "csv"
                }
                ObjectKind::Instance(class) => an.defines_next(class),
                _ => false,
            });
            let used = body.reads.contains(var)
                || an.scopes.variable(var).func != site.func
                || live.is_live_after(an.scopes, LoopStmt::For(stmt).address(), var);
            if one_shot && used {
                let detail = format!("`{}` is used besides", an.scopes.variable(var).name);
                return Err(refusal(Reason::SharedIterator, detail, None));
            }
        }
        if stages::overlap(an, &body.heap_reads, &header.heap_writes) {
            let detail = "the body uses what the loop advances".to_owned();
            return Err(refusal(Reason::SharedIterator, detail, None));
        }
        if let Some(detail) =
            left_early::reached_afterwards(an, site, stmt, live, &header.heap_writes)
        {
            return Err(refusal(Reason::SharedIterator, detail, header.write_cause.clone()));
        }
    }
    let lazily = if runs_own_code(&stmt.iter) { &header.reads } else { &header.call_reads };
    let written = slots.map_or_else(|| body.heap_writes.clone(), |slots| slots.seen_ahead(&body));
    let changes = match complete {
        Some(advanced) => stages::overlap(an, &advanced.heap_reads, &written),
        None => {
            stages::overlap(an, &header.heap_reads, &written)
                || lazily.intersects(&body.writes)
                || header.reads.iter().any(|var| body.call_writes.contains(var))
        }
    };
    if changes {
        let copies = matches!(&*stmt.iter, Expr::Call(call)
            if matches!(&*call.func, Expr::Name(name)
                if matches!(name.id.as_str(), "list" | "sorted" | "tuple" | "range")
                    && an.scopes.resolve(name) == Resolution::Builtin
                    && !an.is_patched(name.id.as_str())));
        if !copies {
            let read = complete.map_or(&header.heap_reads, |advanced| &advanced.heap_reads);
            let writers: Vec<&Unit<'_>> = units
                .iter()
                .filter(|unit| stages::overlap(an, read, &unit.effects.heap_writes))
                .collect();
            let cause = writers.iter().find_map(|unit| unit.effects.write_cause.clone());
            let only_reads = !writers.is_empty()
                && writers.iter().all(|unit| {
                    !stages::overlap(an, read, &fills::without(&unit.effects.heap_writes))
                });
            let detail = match &cause {
                Some(why) if only_reads => {
                    format!(
                        "where `{}` finds no key, it adds one to what the loop goes through",
                        why.what
                    )
                }
                _ => String::new(),
            };
            return Err(refusal(Reason::IterableChanges, detail, cause));
        }
    }
    Ok(())
}

/// Refuses where what comes from an iterable may change as it is advanced, so that it cannot be drawn ahead.
pub(super) fn check_elements_stay(an: &Analysis<'_>, iterable: &Value) -> Result<(), Refusal> {
    if an.changes_elements(iterable) {
        let detail = if an.hands_out_groups(iterable) {
            "the groups that `groupby` hands out are used up as it goes on"
        } else {
            "a generator may change what it has handed out as it goes on"
        };
        return Err(refusal(Reason::SharedIterator, detail.to_owned(), None));
    }
    Ok(())
}

/// The name of the library function that an expression certainly is.
fn library_callee<'a>(walker: &mut Walker<'_, 'a>, expr: &'a Expr) -> Option<String> {
    let value = walker.eval(expr);
    let [object] = value.objects[..] else { return None };
    let ObjectKind::LibraryFunction(id) = walker.an.heap.peek(object).kind else { return None };
    let is_certain = !value.is_any() && value.atoms.without(Atoms::UNBOUND).is_empty();
    is_certain.then(|| walker.an.knowledge.function(id).name.clone())
}

/// Whether a value reads from files that are open: their names do not matter any more.
fn is_open_file(an: &Analysis<'_>, iterable: &Value) -> bool {
    !iterable.is_any()
        && iterable.objects.iter().all(|&object| {
            matches!(an.heap.peek(object).kind, ObjectKind::Library(id)
                if matches!(an.knowledge.type_info(id).module.as_str(), "io" | "csv"))
        })
}

/// Whether what a loop goes through lists a folder when its first item is asked for, and never again: `folder.iterdir()`,
/// `folder.glob("*.png")` of a path.
pub(super) fn lists_at_once<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    iterable: &'a Expr,
) -> bool {
    let Expr::Call(call) = iterable else { return false };
    let Expr::Attribute(method) = &*call.func else { return false };
    let arguments = &call.arguments;
    let lists = match method.attr.as_str() {
        "iterdir" => arguments.is_empty(),
        "glob" => matches!(&*arguments.args, [Expr::StringLiteral(pattern)]
            if arguments.keywords.is_empty()
                && !pattern.value.to_str().contains("**")
                && !pattern.value.to_str().contains('/')),
        _ => false,
    };
    let mut walker = Walker::start_iteration(an, site);
    let receiver = walker.eval(&method.value);
    walker.take_effects();
    lists && receiver.atoms.is_empty() && !receiver.objects.is_empty() && walker.is_path(&receiver)
}

/// Whether a value holds all that iterating over it will give: it is no view of something else, and no iterator.
pub(super) fn is_complete(an: &Analysis<'_>, iterable: &Value) -> bool {
    let holds_all = |&object: &ObjId| an.is_plain_container(object) || an.is_copied_first(object);
    !iterable.is_any() && iterable.objects.iter().all(holds_all)
}

/// Whether going through a value begins with a copy of what it holds, from which all items come.
pub(super) fn is_copied_first(an: &Analysis<'_>, iterable: &Value) -> bool {
    !iterable.objects.is_empty()
        && iterable.atoms.without(Atoms::UNBOUND).is_empty()
        && iterable.objects.iter().all(|&object| an.is_copied_first(object))
}

/// Whether nothing is read when an iterable is advanced but containers that hold all that comes, which the effects of advancing
/// name: `enumerate(sorted(points))` reads the new list, and `permutations(points, 2)` the tuple that it has made. What was read to make
/// it may change.
pub(super) fn is_made_before<'a>(
    walker: &mut Walker<'_, 'a>,
    expr: &'a Expr,
    iterable: &Value,
) -> bool {
    is_complete(walker.an, iterable) || is_made_of_containers(walker, expr)
}

fn is_made_of_containers<'a>(walker: &mut Walker<'_, 'a>, expr: &'a Expr) -> bool {
    let Expr::Call(call) = expr else {
        let value = walker.eval(expr);
        return is_complete(walker.an, &value);
    };
    let name = library_callee(walker, &call.func).unwrap_or_default();
    let is_plain = call.arguments.keywords.is_empty()
        && !call.arguments.args.iter().any(Expr::is_starred_expr);
    match name.as_str() {
        "enumerate" | "zip" | "reversed" if is_plain => {
            call.arguments.args.iter().all(|argument| is_made_of_containers(walker, argument))
        }
        _ if COPYING.contains(&name.as_str()) && is_plain => {
            call.arguments.args.iter().all(|argument| {
                let value = walker.eval(argument);
                is_complete(walker.an, &value)
            })
        }
        _ => {
            let value = walker.eval(expr);
            is_complete(walker.an, &value)
        }
    }
}

/// Whether an expression makes an iterator that runs code written right there.
fn runs_own_code(expr: &Expr) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 |= expr.is_generator_expr() || expr.is_lambda_expr();
            visitor::walk_expr(self, expr);
        }
    }
    let mut finder = Finder(false);
    finder.visit_expr(expr);
    finder.0
}

/// Whether a loop's header reads standard input, itself or through what its iterator was made from.
pub fn touches_standard_input(an: &Analysis<'_>, iterable: &Value, header: &Effects) -> bool {
    if an.standard_input.is_empty() {
        return false;
    }
    let touched = header.heap_reads.locations.iter().chain(&header.heap_writes.locations);
    let mut pending: Vec<ObjId> = touched.map(|location| location.object).collect();
    pending.extend(&iterable.objects);
    let mut seen = rustc_hash::FxHashSet::default();
    while let Some(object) = pending.pop() {
        if an.standard_input.contains(&object) {
            return true;
        }
        if seen.insert(object) {
            let object = an.heap.get(object);
            pending.extend(object.sources.iter().chain(&object.element.objects));
        }
    }
    false
}

pub(super) fn names_in(an: &Analysis<'_>, expr: &Expr, into: &mut VarSet) {
    NamesIn { an, into, bound: &mut VarSet::default() }.visit_expr(expr);
}

/// The variables that code names, and those that it binds or deletes.
pub(super) struct NamesIn<'n, 'a> {
    pub(super) an: &'n Analysis<'a>,
    pub(super) into: &'n mut VarSet,
    pub(super) bound: &'n mut VarSet,
}

impl<'e> Visitor<'e> for NamesIn<'_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Name(name) = expr
            && let Some(var) = self.an.scopes.variable_of(name)
        {
            self.into.insert(var);
            if !name.ctx.is_load() {
                self.bound.insert(var);
            }
        }
        visitor::walk_expr(self, expr);
    }
}

impl Analysis<'_> {
    /// Whether an object holds all that iterating over it will give.
    pub(crate) fn is_plain_container(&self, object: ObjId) -> bool {
        matches!(self.heap.peek(object).kind, ObjectKind::Library(id)
            if matches!(self.knowledge.type_info(id).name.as_str(),
                "list" | "tuple" | "dict" | "set" | "frozenset" | "deque" | "bytearray"))
            && self.heap.get(object).sources.is_empty()
            && self.heap.get(object).runs.is_empty()
    }

    /// Whether iterating over an instance goes through a new list of what it holds: `def __iter__(self): return iter(sorted(self.nodes))`.
    fn is_copied_first(&self, object: ObjId) -> bool {
        let ObjectKind::Instance(class) = self.heap.peek(object).kind else { return false };
        let order = self.class_order(class);
        let Some(class) = order
            .iter()
            .map(|&class| self.scopes.class(class))
            .find(|class| class.members.contains_key("__iter__"))
        else {
            return false;
        };
        let is_bound_once = class
            .members
            .get("__iter__")
            .is_some_and(|&var| self.scopes.variable(var).bindings == 1);
        let Some([func]) = class.methods.get("__iter__").map(Vec::as_slice) else { return false };
        let function = self.scopes.function(*func);
        let FunctionNode::Def(node) = function.node else { return false };
        let builtin = |expr: &Expr, names: &[&str]| {
            matches!(expr, Expr::Name(name) if names.contains(&name.id.as_str())
                && self.scopes.resolve(name) == Resolution::Builtin
                && !self.is_patched(name.id.as_str()))
        };
        let is_text = |stmt: &ast::Stmt| matches!(stmt, ast::Stmt::Expr(node) if node.value.is_string_literal_expr());
        let body = match function.body() {
            [first, rest @ ..] if is_text(first) => rest,
            body => body,
        };
        let [ast::Stmt::Return(ast::StmtReturn { value: Some(value), .. })] = body else {
            return false;
        };
        let Expr::Call(call) = &**value else { return false };
        let [Expr::Call(copy)] = &*call.arguments.args else { return false };
        is_bound_once
            && node.decorator_list.is_empty()
            && !function.is_async
            && call.arguments.keywords.is_empty()
            && builtin(&call.func, &["iter"])
            && builtin(&copy.func, &["sorted", "list", "tuple"])
            && !self.is_patched_attribute("__iter__")
    }

    /// Whether iterating over an instance advances the instance itself.
    fn defines_next(&self, class: crate::ids::ClassId) -> bool {
        self.class_defines(class, "__next__")
    }
}

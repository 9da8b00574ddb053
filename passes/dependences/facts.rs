//! What each statement of a body does, seen from the other statements of the same body.
//!
//! The facts that the effects pass records tell what a body did not create itself. Here every statement is walked as if
//! all that exists before it came from outside, so that memory shared by two statements has the same abstract object
//! in both.

use ruff_python_ast::Stmt;
use rustc_hash::FxHashSet;

use super::names::{self, Mention, Mentions, Name};
use crate::effect_words::{Flags, Why};
use crate::ids::{FuncId, ObjId, VarId};
use crate::passes::effects::Analysis;
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::summary::Effects;
use crate::passes::effects::walker::Walker;
use crate::passes::scopes::name_range;
use crate::values::{Atoms, Origins, Value};

/// Walks after which a body that still changes is taken to touch anything.
const MAX_WALKS: usize = 6;

/// A name that a statement defines.
#[derive(Clone, Copy)]
pub struct Defined<'a> {
    pub name: Name<'a>,
    /// On every path.
    pub certain: bool,
    /// Gives the name another object, rather than changing the one it has.
    pub binds: bool,
}

/// What one statement does.
pub struct Facts<'a> {
    pub stmt: &'a Stmt,
    pub reads: Vec<Name<'a>>,
    /// Reads of code: functions, classes, modules.
    pub code: FxHashSet<Name<'a>>,
    /// Names read whenever something that the statement makes runs.
    pub captures: Vec<Name<'a>>,
    pub defines: Vec<Defined<'a>>,
    /// Defined names whose values may hold on to what was captured.
    pub holders: FxHashSet<VarId>,
    pub leaves: bool,
    pub effects: Effects,
}

/// The facts about the statements of a body, in order.
pub fn gather<'a>(an: &mut Analysis<'a>, func: FuncId, statements: &[&'a Stmt]) -> Vec<Facts<'a>> {
    let mut settled = false;
    for _ in 0..MAX_WALKS {
        an.heap.changed = false;
        walk(an, func, statements, &mut |_, _| {});
        settled = !an.heap.changed;
        if settled {
            break;
        }
    }
    let settled = settled && !an.gave_up;
    let mut facts: Vec<Facts<'a>> = Vec::new();
    let mut seen = Seen::default();
    walk(an, func, statements, &mut |walker, step| match step {
        Step::Before(stmt) => seen = look(walker, stmt),
        Step::After(stmt) => {
            let mut effects = walker.take_effects();
            if !settled {
                distrust(walker, &mut effects);
            }
            facts.push(describe(walker, stmt, std::mem::take(&mut seen), effects));
        }
    });
    facts
}

enum Step<'a> {
    Before(&'a Stmt),
    After(&'a Stmt),
}

/// The names in a statement with what they may mean before it.
#[derive(Default)]
struct Seen<'a> {
    mentions: Mentions<'a>,
    values: Vec<Value>,
    code: FxHashSet<Name<'a>>,
}

fn look<'a>(walker: &mut Walker<'_, 'a>, stmt: &'a Stmt) -> Seen<'a> {
    let mentions = names::mentions(walker.an.scopes, walker.func, stmt);
    let mut seen = Seen::default();
    for &(name, mention) in &mentions.list {
        seen.values.push(value_of(walker, name));
        if matches!(mention, Mention::Read | Mention::Capture) {
            note_code(walker, name, &mut seen.code);
        }
    }
    seen.mentions = mentions;
    seen
}

fn note_code<'a>(walker: &mut Walker<'_, 'a>, name: Name<'a>, code: &mut FxHashSet<Name<'a>>) {
    let value = value_of(walker, Name::Variable(name.base()));
    if is_code(walker.an, &value) {
        code.insert(name);
    }
}

fn walk<'a>(
    an: &mut Analysis<'a>,
    func: FuncId,
    statements: &[&'a Stmt],
    step: &mut dyn FnMut(&mut Walker<'_, 'a>, Step<'a>),
) {
    let mut walker = Walker::new(an, func);
    forget_origins(&mut walker);
    for &stmt in statements {
        let before = (!is_simple(stmt)).then(|| walker.env.clone());
        walker.take_effects();
        step(&mut walker, Step::Before(stmt));
        walker.walk_statement(stmt);
        if let Some(before) = before
            && walker.env.values.len() < before.values.len()
        {
            // Nothing comes after an endless loop; what is written there is judged from the state before it.
            walker.env = before;
        }
        walker.env.dead = false;
        forget_origins(&mut walker);
        step(&mut walker, Step::After(stmt));
    }
}

/// From here on, all that exists comes from outside.
fn forget_origins(walker: &mut Walker<'_, '_>) {
    for value in walker.env.values.iter_mut() {
        if !value.is_atomic() {
            value.origins = Origins::OUTSIDE;
        }
    }
}

fn distrust(walker: &Walker<'_, '_>, effects: &mut Effects) {
    let function = walker.an.scopes.function(walker.func);
    effects.flag(Flags::UNKNOWN, || Why {
        module: function.module,
        range: name_range(function),
        what: function.name.into(),
    });
    effects.heap_reads.any = true;
    effects.heap_writes.any = true;
}

fn describe<'a>(
    walker: &mut Walker<'_, 'a>,
    stmt: &'a Stmt,
    seen: Seen<'a>,
    effects: Effects,
) -> Facts<'a> {
    let Seen { mentions, values, code } = seen;
    let mut facts = Facts {
        stmt,
        reads: Vec::new(),
        code,
        captures: Vec::new(),
        defines: Vec::new(),
        holders: FxHashSet::default(),
        leaves: mentions.leaves || effects.flags.contains(Flags::EXITS),
        effects,
    };
    for (&(name, mention), value) in mentions.list.iter().zip(&values) {
        match mention {
            Mention::Read => add(&mut facts.reads, name),
            Mention::Capture => {
                add(&mut facts.reads, name);
                facts.captures.push(name);
            }
            Mention::Bind | Mention::Change => {
                let certain = mentions.certain.contains(&name);
                define(
                    &mut facts.defines,
                    Defined { name, certain, binds: mention == Mention::Bind },
                );
            }
            Mention::Candidate if may_be_written(walker.an, value, &facts.effects) => {
                define(
                    &mut facts.defines,
                    Defined { name, certain: is_simple(stmt), binds: false },
                );
            }
            Mention::Candidate => {}
        }
    }
    for var in facts.effects.call_reads.iter() {
        let name = Name::Variable(var);
        if !facts.reads.contains(&name) {
            facts.reads.push(name);
            note_code(walker, name, &mut facts.code);
        }
    }
    for var in facts.effects.call_writes.iter() {
        define(
            &mut facts.defines,
            Defined { name: Name::Variable(var), certain: false, binds: true },
        );
    }
    for defined in &facts.defines {
        if !value_of(walker, Name::Variable(defined.name.base())).is_atomic() {
            facts.holders.insert(defined.name.base());
        }
    }
    facts
}

fn add<'a>(names: &mut Vec<Name<'a>>, name: Name<'a>) {
    if !names.contains(&name) {
        names.push(name);
    }
}

/// One entry for each name; binding says more than changing.
fn define<'a>(defines: &mut Vec<Defined<'a>>, new: Defined<'a>) {
    match defines.iter_mut().find(|known| known.name == new.name) {
        Some(known) => {
            known.certain |= new.certain;
            known.binds |= new.binds;
        }
        None => defines.push(new),
    }
}

/// Whether everything in a statement runs whenever the statement does.
fn is_simple(stmt: &Stmt) -> bool {
    !matches!(
        stmt,
        Stmt::If(_) | Stmt::For(_) | Stmt::While(_) | Stmt::Try(_) | Stmt::With(_) | Stmt::Match(_)
    )
}

/// What a name may mean at this point.
fn value_of(walker: &mut Walker<'_, '_>, name: Name<'_>) -> Value {
    let scopes = walker.an.scopes;
    let variable = scopes.variable(name.base());
    let own = (variable.func == walker.func).then(|| &walker.env.values[variable.slot as usize]);
    let flowing =
        own.filter(|value| !value.is_bottom() && !scopes.foreign_writes.contains(&name.base()));
    let base = flowing.unwrap_or(walker.an.variable_value(name.base())).clone();
    let Name::Attribute(_, attribute) = name else { return base };
    let symbol = walker.an.symbol(attribute);
    let mut value = if base.is_any() { Value::any() } else { Value::bottom() };
    for &object in &base.objects {
        if let Some(field) = walker.an.heap.field(object, symbol) {
            value.join_types(field);
        }
    }
    value
}

/// Whether the memory that a value leads to may be among what is written.
fn may_be_written(an: &Analysis<'_>, value: &Value, effects: &Effects) -> bool {
    let writes = &effects.heap_writes;
    if writes.is_private() || value.is_atomic() {
        return false;
    }
    let reach = an.heap.reachable(value);
    let is_hit = |object: &ObjId| {
        writes.everything
            || (writes.any && an.heap.get(*object).escaped)
            || writes.locations.iter().any(|location| location.object == *object)
    };
    (reach.any && writes.any) || reach.objects.iter().any(is_hit)
}

/// Whether a value is code: a function, a class, a module.
fn is_code(an: &Analysis<'_>, value: &Value) -> bool {
    !value.objects.is_empty()
        && value.atoms.without(Atoms::UNBOUND).is_empty()
        && value.objects.iter().all(|&object| {
            matches!(
                an.heap.peek(object).kind,
                ObjectKind::Function(_)
                    | ObjectKind::Class(_)
                    | ObjectKind::Module(_)
                    | ObjectKind::LibraryModule(_)
                    | ObjectKind::LibraryFunction(_)
            )
        })
}

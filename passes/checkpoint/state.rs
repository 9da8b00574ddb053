//! What a checkpoint holds: the variables that the loop binds, and the objects that it changes, by the names that lead to them.

use rustc_hash::FxHashSet;

use super::Round;
use crate::effect_words::Why;
use crate::ids::{ModuleId, ObjId, TypeId, VarId};
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::summary::{Touches, VarSet};
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::liveness::Liveness;
use crate::passes::loops::identity::identity_refusal;
use crate::passes::loops::{LoopStmt, refusal};
use crate::passes::scopes::{FunctionNode, ScopeKind};
use crate::plan::Refusal;
use crate::reasons::Reason;
use crate::values::{Atoms, Value};

/// Library types that the runtime restores exactly.
const RESTORED: &[&str] = &[
    "list",
    "tuple",
    "dict",
    "bytearray",
    "deque",
    "Counter",
    "defaultdict",
    "OrderedDict",
    "array",
    "Random",
    "Generator",
    "RandomState",
    "ndarray",
    "TextIOWrapper",
    "BufferedWriter",
    "BufferedReader",
    "FileIO",
    "StringIO",
    "BytesIO",
    "writer",
    "DictWriter",
    "Decimal",
    "Fraction",
    "datetime",
    "date",
    "time",
    "timedelta",
    "range",
];

/// The state of a loop.
#[derive(Default)]
pub struct State {
    /// Variables of the body that are bound again, each with whether it certainly has a value when the loop starts.
    pub binds: Vec<(VarId, bool)>,
    /// Variables of the body that lead to objects which the loop changes.
    pub changes: Vec<VarId>,
    /// Those of `binds` that hold a time read before the loop, which is another one when that code runs again.
    pub clocks: Vec<VarId>,
    /// Variables of the body that lead to objects which the state may mention.
    pub shares: Vec<VarId>,
    /// Globals that functions assign or change, where the loop is in a function.
    pub globals: Vec<VarId>,
    /// Globals that lead to objects which the state may mention.
    pub global_shares: Vec<VarId>,
    /// Objects that the iterable leads to may be in the state, too.
    pub shares_items: bool,
}

/// The memory that the loop may write.
struct Written<'w> {
    touches: &'w Touches,
    objects: FxHashSet<ObjId>,
    everything: bool,
}

impl Written<'_> {
    /// Whether something may be written that a value leads to.
    fn touches(&self, an: &Analysis<'_>, value: &Value) -> bool {
        if value.is_atomic() {
            return false;
        }
        let reach = an.heap.reachable(value);
        let escaped = |object: &ObjId| an.heap.get(*object).escaped;
        self.everything
            || reach.objects.iter().any(|object| self.objects.contains(object))
            || (reach.any && self.objects.iter().any(escaped))
            || (self.touches.any && (reach.any || reach.objects.iter().any(escaped)))
    }
}

/// A variable with what it may hold at the head of the loop.
struct Holder {
    var: VarId,
    value: Value,
    /// It belongs to the body of the loop, and not to the module around that.
    local: bool,
}

pub fn of(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    stmt: LoopStmt<'_>,
    round: &Round,
    live: &Liveness,
    clocks: &[VarId],
) -> Result<State, Refusal> {
    let touches = &round.body.heap_writes;
    let written = Written {
        touches,
        objects: touches.locations.iter().map(|location| location.object).collect(),
        everything: touches.everything || !touches.parameters.is_empty(),
    };
    let mut bound: VarSet = round.body.writes.clone();
    bound.extend(&round.body.call_writes);
    let mut holders = holders(an, site);
    // What no round looks at again, and nothing behind the loop, need not come back.
    holders.retain(|holder| {
        !holder.local || live.is_live_at_head(an.scopes, stmt.address(), holder.var)
    });
    check_others(an, site, &written, &bound, &holders, round.body.write_cause.as_ref())?;
    let others = lasting_others(an, site, &holders);
    let mut state = State::default();
    let mut kept = Value::bottom();
    for holder in &holders {
        let is_clock = clocks.contains(&holder.var);
        let is_bound = bound.contains(holder.var) || is_clock;
        let is_changed = written.touches(an, &holder.value);
        if is_bound && holder.local {
            let certain = is_clock || !holder.value.atoms.contains(Atoms::UNBOUND);
            state.binds.push((holder.var, certain));
            if is_clock {
                state.clocks.push(holder.var);
            }
        }
        if (is_bound || is_changed) && !holder.local {
            state.globals.push(holder.var);
        }
        if is_changed && holder.local {
            state.changes.push(holder.var);
        }
        if is_bound || is_changed {
            kept.join(&holder.value);
        }
    }
    check_kinds(an, &kept)?;
    identity_refusal(an, &kept)?;
    for (name, value) in &others {
        if may_share(an, value, &kept) {
            let detail = format!("the state and `{name}` may hold the same object");
            return Err(refusal(Reason::CheckpointState, detail, None));
        }
    }
    for holder in &holders {
        let kept_already = state.binds.iter().any(|(var, _)| *var == holder.var)
            || state.changes.contains(&holder.var)
            || state.globals.contains(&holder.var);
        if !kept_already && may_share(an, &holder.value, &kept) {
            let list = if holder.local { &mut state.shares } else { &mut state.global_shares };
            list.push(holder.var);
        }
    }
    state.shares_items =
        may_share(an, &round.iterable, &kept) || written.touches(an, &round.iterable);
    Ok(state)
}

/// The variables that lead to all that the loop can reach by name.
fn holders(an: &Analysis<'_>, site: &LoopSite<'_>) -> Vec<Holder> {
    let mut holders = Vec::new();
    for (index, variable) in an.scopes.variables.iter().enumerate() {
        let var = VarId::from(index);
        let scope = &an.scopes.scopes[variable.scope.index()];
        if matches!(scope.kind, ScopeKind::Comprehension | ScopeKind::Class(_))
            || scope.module != ModuleId(0)
        {
            continue;
        }
        let local = variable.func == site.func;
        if !local && !variable.is_global {
            continue;
        }
        let mut value = an.variable_value(var).clone();
        if local && let Some(at_head) = site.env.values.get(variable.slot as usize) {
            value.join(at_head);
        }
        holders.push(Holder { var, value, local });
    }
    holders
}

/// What lasts besides: variables of closures, classes and other modules, and defaults of parameters.
fn lasting_others<'a>(
    an: &Analysis<'a>,
    site: &LoopSite<'_>,
    holders: &[Holder],
) -> Vec<(&'a str, Value)> {
    let mut others = Vec::new();
    for (index, variable) in an.scopes.variables.iter().enumerate() {
        let var = VarId::from(index);
        let comprehension =
            an.scopes.scopes[variable.scope.index()].kind == ScopeKind::Comprehension;
        let own = variable.func == site.func;
        if own || comprehension || holders.iter().any(|holder| holder.var == var) {
            continue;
        }
        let captured = an.scopes.foreign_readers.contains_key(&var);
        if captured || variable.is_global || variable.is_class_member {
            others.push((variable.name, an.variable_value(var).clone()));
        }
        if an.has_default(var) {
            others.push((variable.name, an.default_value(var).clone()));
        }
    }
    others
}

/// Nothing that the loop changes is held where no checkpoint looks: closures, defaults, classes, other modules.
fn check_others(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    written: &Written<'_>,
    bound: &VarSet,
    holders: &[Holder],
    cause: Option<&Why>,
) -> Result<(), Refusal> {
    let refuse = |detail: String| Err(refusal(Reason::CheckpointState, detail, cause.cloned()));
    for (index, variable) in an.scopes.variables.iter().enumerate() {
        let var = VarId::from(index);
        let scope = &an.scopes.scopes[variable.scope.index()];
        // Of the loop's own variables, those are left out that nobody reads any more.
        let looked_at =
            variable.func == site.func || holders.iter().any(|holder| holder.var == var);
        if looked_at || scope.kind == ScopeKind::Comprehension {
            continue;
        }
        let captured = an.scopes.foreign_readers.contains_key(&var);
        let lasting = captured || variable.is_global || variable.is_class_member;
        if bound.contains(var) && lasting {
            return refuse(format!("`{}` belongs to another function or module", variable.name));
        }
        if lasting && written.touches(an, an.variable_value(var)) {
            return refuse(format!("what `{}` holds may be changed", variable.name));
        }
        if an.has_default(var) && written.touches(an, an.default_value(var)) {
            return refuse(format!("the default of `{}` may be changed", variable.name));
        }
    }
    for &object in &written.objects {
        let reached = holders
            .iter()
            .any(|holder| an.heap.reachable(&holder.value).objects.binary_search(&object).is_ok());
        let what = match &an.heap.peek(object).kind {
            ObjectKind::Class(_) => "attributes of a class",
            ObjectKind::Function(_) => "attributes of a function",
            ObjectKind::Module(_) | ObjectKind::LibraryModule(_) => "attributes of a module",
            ObjectKind::Library(id) if is_stream(an, *id) => continue,
            _ if reached => continue,
            _ => "something that no variable of the loop leads to",
        };
        return refuse(format!("the loop changes {what}"));
    }
    let module_level = matches!(an.scopes.function(site.func).node, FunctionNode::Module(_));
    if written.everything && !module_level {
        return refuse("what the loop changes is not known".to_owned());
    }
    Ok(())
}

/// Standard output and its like, whose position is part of every checkpoint.
fn is_stream(an: &Analysis<'_>, id: TypeId) -> bool {
    an.is_file_type(id)
}

/// All that the state may hold is of a type that comes back exactly as it was.
fn check_kinds(an: &Analysis<'_>, kept: &Value) -> Result<(), Refusal> {
    let reach = an.heap.reachable(kept);
    for &object in &reach.objects {
        if let ObjectKind::Library(id) = an.heap.peek(object).kind {
            let info = an.knowledge.type_info(id);
            let name = info.name.as_str();
            if matches!(name, "set" | "frozenset") {
                let detail = "the state holds a set, whose order cannot be restored".to_owned();
                return Err(refusal(Reason::CheckpointState, detail, None));
            }
            if !RESTORED.contains(&name) {
                let detail = format!("the state may hold a {name}");
                return Err(refusal(Reason::CheckpointState, detail, None));
            }
        }
    }
    Ok(())
}

/// Whether two values may lead to one object that can change.
fn may_share(an: &Analysis<'_>, value: &Value, kept: &Value) -> bool {
    if value.is_atomic() || kept.is_atomic() || an.is_immutable(value) {
        return false;
    }
    let (mine, theirs) = (an.heap.reachable(value), an.heap.reachable(kept));
    let is_code = |object: ObjId| {
        matches!(
            an.heap.peek(object).kind,
            ObjectKind::Function(_)
                | ObjectKind::Class(_)
                | ObjectKind::Module(_)
                | ObjectKind::LibraryModule(_)
                | ObjectKind::LibraryFunction(_)
                | ObjectKind::Record
        ) || matches!(an.heap.peek(object).kind, ObjectKind::Wrapper(wrapper) if wrapper.is_code())
    };
    let escaped = |objects: &[ObjId]| {
        objects.iter().any(|&object| an.heap.get(object).escaped && !is_code(object))
    };
    mine.objects
        .iter()
        .any(|object| !is_code(*object) && theirs.objects.binary_search(object).is_ok())
        || (mine.any && (theirs.any || escaped(&theirs.objects)))
        || (theirs.any && escaped(&mine.objects))
}

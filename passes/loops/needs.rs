//! What a task gets: its parameters, the globals that it reads by name, and what of its process its result depends on.

use ruff_text_size::{Ranged, TextRange};

use super::refusal;
use super::stages::LoopNames;
use super::units::Unit;
use crate::effect_words::Flags;
use crate::ids::{FuncId, VarId};
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::scopes::{FunctionNode, ScopeKind};
use crate::plan::Refusal;
use crate::reasons::Reason;
use crate::values::{Atoms, Value};

/// What the task function gets as parameters, and the data globals that it reads by name.
pub(super) fn needs_of(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    units: &[Unit<'_>],
    names: &LoopNames,
) -> Result<(Vec<VarId>, Vec<VarId>), Refusal> {
    let (reads, call_reads) = task_reads(units);
    split_needs(an, site, &reads, &call_reads, names)
}

/// The variables that the task reads, and those that the functions it calls read.
pub(super) fn task_reads(units: &[Unit<'_>]) -> (VarSet, VarSet) {
    let mut reads = VarSet::default();
    let mut call_reads = VarSet::default();
    for unit in units {
        if unit.commit.is_none() {
            reads.extend(&unit.effects.reads);
            call_reads.extend(&unit.effects.call_reads);
        } else {
            for moved in &unit.moved {
                reads.extend(&moved.effects.reads);
                call_reads.extend(&moved.effects.call_reads);
            }
        }
    }
    (reads, call_reads)
}

/// Splits what is read into parameters and globals.
pub fn split_needs(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    reads: &VarSet,
    call_reads: &VarSet,
    names: &LoopNames,
) -> Result<(Vec<VarId>, Vec<VarId>), Refusal> {
    let mut needs = Vec::new();
    let mut globals = Vec::new();
    for var in reads.iter() {
        let variable = an.scopes.variable(var);
        if names.written.contains(var) {
            continue;
        }
        let kind = an.scopes.scopes[variable.scope.index()].kind;
        if kind == ScopeKind::Comprehension || an.is_inside(var, site) {
            continue;
        }
        let in_main =
            an.scopes.scopes[variable.scope.index()].module == an.scopes.function(site.func).module;
        let is_code = an.is_code(an.variable_value(var));
        if variable.is_global {
            if is_code || !in_main {
                if !in_main && !is_code {
                    globals.push(var);
                }
                continue;
            }
            let direct = variable.func == site.func && !call_reads.contains(var);
            if !direct {
                globals.push(var);
                continue;
            }
        }
        if variable.func == site.func {
            let value = &site.env.values[variable.slot as usize];
            if value.atoms.contains(Atoms::UNBOUND) {
                let detail = format!("`{}` may have no value when the loop starts", variable.name);
                return Err(refusal(Reason::MaybeUnbound, detail, None));
            }
        } else if variable.is_class_member {
            continue;
        } else if !an.encloses(variable.func, site.func) {
            // A variable of some other activation, which a closure brings along.
            continue;
        }
        needs.push(var);
    }
    Ok((needs, globals))
}

/// `__private` names and `super()` mean something else outside of their class.
pub(super) fn check_private_names(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    units: &[Unit<'_>],
) -> Result<(), Refusal> {
    if !an.is_in_class(site.func) {
        return Ok(());
    }
    for unit in units {
        let ranges: Vec<TextRange> = if unit.commit.is_none() {
            vec![unit.range]
        } else {
            unit.moved.iter().map(|moved| moved.expr.range()).collect()
        };
        for range in ranges {
            let text = an.module_of(site.func).slice(range);
            if has_private_name(text) {
                return Err(refusal(Reason::PrivateName, String::new(), None));
            }
        }
    }
    Ok(())
}

/// Whether a text mentions `super`, `__class__` or a name that Python mangles inside a class.
pub fn has_private_name(text: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.split(|c| !is_word(c)).any(|word| {
        word == "super" || word == "__class__" || (word.starts_with("__") && !word.ends_with("__"))
    })
}

/// What the result of a task depends on besides the program, so that not every process or machine gives it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Depends {
    /// The order of a set, or a hash, may show.
    pub hashes: bool,
    /// Files are read, or what the process and its machine are set to: the current folder, links, time.
    pub files: bool,
    /// What NumPy is set to, and what its code for this processor makes of it.
    pub settings: bool,
}

/// What computing with these effects depends on.
pub fn depends(an: &Analysis<'_>, effects: &Effects) -> Depends {
    Depends {
        hashes: an.uses_sets(),
        files: effects.flags.intersects(Flags::READS_FILE.union(Flags::PLACE)),
        settings: effects.flags.contains(Flags::SETTINGS),
    }
}

impl Analysis<'_> {
    /// Whether all that a value may be is code: functions, classes, modules.
    pub fn is_code(&self, value: &Value) -> bool {
        !value.is_any()
            && value.atoms.without(Atoms::UNBOUND).is_empty()
            && !value.objects.is_empty()
            && value.objects.iter().all(|&object| {
                matches!(
                    self.heap.peek(object).kind,
                    ObjectKind::Function(_)
                        | ObjectKind::Class(_)
                        | ObjectKind::Module(_)
                        | ObjectKind::LibraryModule(_)
                        | ObjectKind::LibraryFunction(_)
                        | ObjectKind::Record
                ) || matches!(
                    self.heap.peek(object).kind,
                    ObjectKind::Wrapper(wrapper) if wrapper.is_code()
                )
            })
    }

    /// Whether a variable belongs to a function written inside this loop.
    fn is_inside(&self, var: VarId, site: &LoopSite<'_>) -> bool {
        let function = self.scopes.function(self.scopes.variable(var).func);
        !matches!(function.node, FunctionNode::Module(_))
            && function.module == self.scopes.function(site.func).module
            && site.syntax.range().contains_range(function.range())
    }

    /// Whether `inner` is written inside `outer`.
    fn encloses(&self, outer: FuncId, inner: FuncId) -> bool {
        let mut at = inner;
        loop {
            if at == outer {
                return true;
            }
            let next = self.scopes.function(at).outer;
            if next == at {
                return false;
            }
            at = next;
        }
    }

    pub(super) fn is_in_class(&self, func: FuncId) -> bool {
        let mut at = func;
        loop {
            let function = self.scopes.function(at);
            if function.class.is_some() {
                return true;
            }
            if function.outer == at {
                return false;
            }
            at = function.outer;
        }
    }

    /// Whether any set is created anywhere, or a hash taken.
    fn uses_sets(&self) -> bool {
        self.heap.objects.iter().any(|object| match object.kind {
            ObjectKind::Library(id) => {
                matches!(self.knowledge.type_info(id).name.as_str(), "set" | "frozenset")
            }
            ObjectKind::LibraryFunction(id) => self.knowledge.function(id).name == "hash",
            _ => false,
        })
    }
}

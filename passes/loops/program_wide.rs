//! Facts about a program that make every rewrite of it unsafe.

use super::refusal;
use crate::effect_words::Flags;
use crate::passes::effects::Analysis;
use crate::plan::Refusal;
use crate::reasons::Reason;

/// Whether something makes every rewrite of the program unsafe.
pub fn is_refused_as_a_whole(an: &Analysis<'_>) -> bool {
    program_wide_reason(an).is_some()
}

/// Facts that make every rewrite of the program unsafe.
pub fn program_wide_reason(an: &Analysis<'_>) -> Option<Refusal> {
    if an.gave_up {
        return Some(refusal(Reason::AnalysisBudget, String::new(), None));
    }
    let effects = an.running_effects();
    let flagged = |flags: Flags, reason: Reason| {
        effects.flags.intersects(flags).then(|| {
            let cause = effects.cause_of(flags).cloned();
            let detail = cause.as_ref().map_or_else(String::new, |why| format!("`{}`", why.what));
            refusal(reason, detail, cause)
        })
    };
    if let Some(found) = flagged(Flags::DYNAMIC, Reason::DynamicCode) {
        return Some(found);
    }
    if let Some(found) = flagged(Flags::THREADS.union(Flags::PROCESS), Reason::ConcurrentProgram) {
        return Some(found);
    }
    if let Some(&class) = an.finalizers().first() {
        let name = an.scopes.class(class).name;
        return Some(refusal(Reason::Finalizer, format!("class {name}"), None));
    }
    if an.has_descriptors() {
        return Some(refusal(Reason::CustomAttributeAccess, String::new(), None));
    }
    if let Some(name) = an.replaced_for_runtime() {
        return Some(refusal(Reason::LibraryReplaced, format!("`{name}`"), None));
    }
    if an.shows_decimal_context {
        let detail = "the program looks at the context of decimal arithmetic".to_owned();
        return Some(refusal(Reason::InterpreterState, detail, None));
    }
    None
}

//! What a stream saves and costs, and whether that is enough.

use ruff_python_ast::{Expr, Number};
use ruff_text_size::{Ranged, TextRange};

use super::streaming::Candidate;
use super::{Obstacle, Opportunity, Settings};
use crate::emit_memory;
use crate::passes::effects::Analysis;
use crate::passes::memory::{Memory, Poly};
use crate::plan;

/// Bytes of a generator and its frame, and of the element under way.
const STREAM_BYTES: f64 = 600.0;

/// What it costs to go on with a generator, rather than with a list: about 15 ns, in simple operations.
const RESUME_COST: f64 = 0.4;

/// A size that is left open counts as this where shares are formed.
const OPEN_SIZE: f64 = 100_000.0;

pub fn weigh(
    an: &Analysis<'_>,
    candidates: &[Candidate<'_>],
    settings: &Settings,
    memory: Option<&Memory>,
) -> Vec<Opportunity> {
    candidates.iter().map(|candidate| one(an, candidate, settings, memory)).collect()
}

fn one(
    an: &Analysis<'_>,
    candidate: &Candidate<'_>,
    settings: &Settings,
    memory: Option<&Memory>,
) -> Opportunity {
    let size = memory.and_then(|memory| size_of(an, memory, candidate));
    let known = size.as_ref().and_then(Poly::as_constant).filter(|bytes| bytes.is_finite());
    let share = match &size {
        Some(poly) if poly.is_finite() => poly.value(&|_| OPEN_SIZE),
        _ => OPEN_SIZE,
    };
    let saving = (100.0 * (1.0 - STREAM_BYTES / share.max(1.0))).clamp(0.0, 100.0);
    let overhead = 100.0 * RESUME_COST / (candidate.cost + 1.0);
    let confidence: f64 = match (known, &size) {
        (Some(_), _) => 0.95,
        (None, Some(poly)) if poly.is_finite() => 0.9,
        _ => 0.8,
    };
    let confidence = if candidate.kept { confidence - 0.1 } else { confidence };
    // The statements stand as they did.
    let clarity = 0.95;
    let [memory_weight, time_weight, confidence_weight, clarity_weight] = settings.weights;
    let total: f64 = settings.weights.iter().sum();
    let score = (memory_weight * saving
        + time_weight * (100.0 - overhead).clamp(0.0, 100.0)
        + confidence_weight * 100.0 * confidence
        + clarity_weight * 100.0 * clarity)
        / total.max(1e-9);
    let (amount, provenance) = match (&size, memory) {
        (Some(poly), Some(memory)) if poly.is_finite() => (
            emit_memory::people(memory, poly),
            format!("estimated for CPython {}", memory.version.name()),
        ),
        _ => ("not known".to_owned(), "its length is not known before the run".to_owned()),
    };
    let refused = candidate.obstacle.clone().or_else(|| {
        let too_little = |name, detail: String| Some(Obstacle { name, detail });
        if known.is_some_and(|bytes| bytes < settings.minimum_bytes) {
            too_little("small", format!("it holds no more than {amount}"))
        } else if candidate.repeated && known.is_none() && settings.minimum_bytes > 0.0 {
            too_little("repeated", "a loop makes it many times, and it may be small".to_owned())
        } else if confidence < settings.minimum_confidence {
            too_little("confidence", format!("the confidence is {confidence:.2}"))
        } else if saving <= settings.minimum_saving {
            too_little("small", format!("{saving:.0} % of its memory would be saved"))
        } else if overhead >= settings.maximum_overhead {
            too_little("overhead", format!("it would take {overhead:.0} % more time"))
        } else {
            None
        }
    });
    let function = an.scopes.function(candidate.func);
    Opportunity {
        function: function.qualname.clone(),
        func: candidate.func,
        range: candidate.list.range(),
        consumer: candidate.consumer,
        description: match candidate.name {
            Some((var, _)) => format!("`{}` is gone through once", an.scopes.variable(var).name),
            None => "a list that is gone through once, where it stands".to_owned(),
        },
        amount,
        bytes: known,
        provenance,
        saving,
        overhead,
        confidence,
        clarity,
        score,
        refused,
    }
}

/// What the list holds: the variable after its statement, or what that statement adds.
fn size_of(an: &Analysis<'_>, memory: &Memory, candidate: &Candidate<'_>) -> Option<Poly> {
    let module = an.scopes.function(candidate.func).module;
    let inside = |range: TextRange| {
        memory
            .statements
            .iter()
            .filter(|statement| statement.module == module && statement.range.contains_range(range))
            .min_by_key(|statement| statement.range.len())
    };
    let statement = inside(candidate.list.range())?;
    if let Some((var, _)) = candidate.name {
        let name = an.scopes.variable(var).name;
        if let Some(variable) = statement.variables.get(name) {
            return Some(variable.size.estimate.clone());
        }
    }
    let region = plan::Region {
        kind: plan::RegionKind::Values,
        function: String::new(),
        func: candidate.func,
        module,
        range: candidate.list.range(),
        header: candidate.list.range(),
        decision: plan::Decision::Parallel(plan::ParallelPlan::default()),
    };
    // The estimate of a statement may leave out a list that a call takes in at once: small it is only where that shows.
    emit_memory::growth(memory, &region)
        .filter(|growth| growth.as_constant().is_none() || is_short(candidate.list))
}

/// Whether a comprehension goes over so few items that anybody can see it.
fn is_short(list: &Expr) -> bool {
    let Expr::ListComp(node) = list else { return false };
    let [generator] = node.generators.as_slice() else { return false };
    let number = |expr: &Expr| match expr {
        Expr::NumberLiteral(node) => match &node.value {
            Number::Int(value) => value.as_u64(),
            _ => None,
        },
        _ => None,
    };
    match &generator.iter {
        Expr::List(_) | Expr::Tuple(_) | Expr::StringLiteral(_) => true,
        Expr::Call(call) => {
            matches!(&*call.func, Expr::Name(name) if name.id.as_str() == "range")
                && call.arguments.args.iter().all(|arg| number(arg).is_some_and(|n| n < 5000))
        }
        _ => false,
    }
}

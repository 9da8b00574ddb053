//! What a stream saves and costs, and whether that is enough.

use ruff_python_ast::{Expr, Number};
use ruff_text_size::{Ranged, TextRange};

use super::keeps::Keeps;
use super::sorting::SortCandidate;
use super::streaming::{Candidate, Found, Made};
use super::trajectories::{State, Trajectory};
use super::{Edit, FillEdit, Kind, Obstacle, Opportunity, Settings, StatesEdit, drains, inside};
use crate::emit_memory;
use crate::ids::{FuncId, VarId};
use crate::passes::effects::Analysis;
use crate::passes::memory::{Memory, Poly};
use crate::plan;

/// Bytes of a generator and its frame, and of the element under way.
const STREAM_BYTES: f64 = 600.0;

/// What it costs to go on with a generator, rather than with a list: about 15 ns, in simple operations.
const RESUME_COST: f64 = 0.4;

/// What sorting on the disk saves of the memory past the budget, and what it costs there: measured, with two million numbers
/// and records (benches/memory.py).
const SORT_SAVING: f64 = 90.0;
const SORT_OVERHEAD: f64 = 40.0;

/// What is saved of the states past the budget: all but about 2 √n of n.
const TRAJECTORY_SAVING: f64 = 95.0;

/// Percent of a list that are its pointers, where nothing is known of its elements.
const POINTER_SHARE: f64 = 15.0;

/// A size that is left open counts as this where shares are formed.
const OPEN_SIZE: f64 = 100_000.0;

pub fn weigh(
    an: &Analysis<'_>,
    candidates: &Found<'_>,
    settings: &Settings,
    memory: Option<&Memory>,
) -> Vec<Opportunity> {
    let Found { lists, sorts, trajectories } = candidates;
    let mut found: Vec<Opportunity> =
        lists.iter().map(|candidate| one(an, candidate, settings, memory)).collect();
    keep_what_is_kept(lists, &mut found, settings);
    let sorts: Vec<Opportunity> =
        sorts.iter().map(|sort| one_sort(an, sort, &found, settings, memory)).collect();
    keep_what_is_sorted_in_place(&mut found, &sorts);
    found.extend(sorts);
    let states = trajectories.iter().map(|one| one_trajectory(an, one, settings, memory));
    found.extend(states);
    found.sort_by_key(|opportunity| opportunity.range.start());
    found
}

/// A stream whose elements all go into another list saves that list's pointers, which is not enough; unless the other list is a
/// stream as well.
fn keep_what_is_kept(candidates: &[Candidate<'_>], found: &mut [Opportunity], settings: &Settings) {
    // What comes later decides about what comes before it.
    for at in (0..found.len()).rev() {
        if found[at].kept_saving.is_none() {
            continue;
        }
        let consumer = found[at].consumer;
        let goes_on = found.iter().any(|other| {
            other.refused.is_none()
                && other.range.start() == consumer.start()
                && other.range.contains_range(consumer)
        });
        if goes_on {
            found[at].kept_saving = None;
        } else if candidates[at].keeps == Keeps::All
            && found[at].refused.is_none()
            && let Some(saving) = found[at].kept_saving
            && saving <= settings.minimum_saving
        {
            let detail = format!(
                "what goes through it keeps its elements: {saving:.0} % of its memory would be saved"
            );
            found[at].refused = Some(Obstacle { name: "elements-kept", detail });
        }
    }
}

/// A list that sorts itself has to be one, where it is not sorted on the disk.
fn keep_what_is_sorted_in_place(lists: &mut [Opportunity], sorts: &[Opportunity]) {
    for list in lists.iter_mut().filter(|list| list.refused.is_none()) {
        let sort = sorts.iter().find(|sort| {
            matches!(sort.edit, Edit::SortedInPlace { .. })
                && sort.range == list.consumer
                && sort.refused.is_some()
        });
        if sort.is_some() {
            let detail = "it is sorted in place, in memory".to_owned();
            list.refused = Some(Obstacle { name: "kept", detail });
        }
    }
}

/// A sort on the disk, where the list that it takes in is a stream by now.
fn one_sort(
    an: &Analysis<'_>,
    sort: &SortCandidate<'_>,
    lists: &[Opportunity],
    settings: &Settings,
    memory: Option<&Memory>,
) -> Opportunity {
    let size =
        sort.name.and_then(|var| variable_size(an, memory?, sort.func, var, sort.call.range()));
    let known = size.as_ref().and_then(Poly::as_constant).filter(|bytes| bytes.is_finite());
    let source = sort.list.and_then(|list| lists.iter().find(|known| known.range == list));
    let is_list = sort.list.is_some() && source.is_none_or(|list| list.refused.is_some());
    let (amount, provenance) = describe(size.as_ref(), memory);
    let confidence: f64 = if known.is_some() { 0.95 } else { 0.8 };
    let (saving, overhead, clarity) = (SORT_SAVING, SORT_OVERHEAD, 0.95);
    let refused = sort.obstacle.clone().or_else(|| {
        let because = |name, detail: String| Some(Obstacle { name, detail });
        if is_list {
            because("kept", "the list that it sorts is in memory anyway".to_owned())
        } else if known.is_some_and(|bytes| bytes < settings.minimum_bytes) {
            because("small", format!("it holds no more than {amount}"))
        } else if sort.repeated && known.is_none() && settings.minimum_bytes > 0.0 {
            because("repeated", "a loop sorts many times, and it may be little".to_owned())
        } else if confidence < settings.minimum_confidence {
            because("confidence", format!("the confidence is {confidence:.2}"))
        } else if saving <= settings.minimum_saving {
            because("small", format!("{saving:.0} % of its memory would be saved"))
        } else if overhead >= settings.maximum_overhead {
            because("overhead", format!("past the budget it would take {overhead:.0} % more time"))
        } else {
            None
        }
    });
    Opportunity {
        kind: Kind::Sort,
        function: an.scopes.function(sort.func).qualname.clone(),
        func: sort.func,
        range: sort.call.range(),
        edit: match drains::sorted_in_place(sort.call) {
            Some(name) => Edit::SortedInPlace {
                callee: sort.call.func.range(),
                name: an.program.entry().source.text[name.range()].to_owned(),
                bare: sort.call.arguments.keywords.is_empty(),
            },
            None => Edit::Sorted(sort.call.func.range()),
        },
        consumer: sort.consumer,
        is_parallel: false,
        feeds_parallel: false,
        description: match sort.name {
            Some(var) => {
                format!("`{}` is sorted, and gone through once", an.scopes.variable(var).name)
            }
            None => "what is sorted is gone through once, where it stands".to_owned(),
        },
        amount,
        bytes: None,
        provenance,
        saving,
        kept_saving: None,
        overhead,
        confidence,
        clarity,
        score: score(settings, [saving, overhead, confidence, clarity]),
        refused,
    }
}

/// States of which few are held past the budget.
fn one_trajectory(
    an: &Analysis<'_>,
    found: &Trajectory<'_>,
    settings: &Settings,
    memory: Option<&Memory>,
) -> Opportunity {
    let module = an.scopes.function(found.func).module;
    let name_of = |var| an.scopes.variable(var).name.to_owned();
    let name = an.scopes.variable(found.list).name;
    let filled = memory.and_then(|memory| {
        let mut statements = memory.statements.iter();
        let at = statements.find(|one| one.module == module && one.range == found.stmt.range)?;
        Some(at.variables.get(name)?.size.estimate.clone())
    });
    let known = filled.as_ref().and_then(Poly::as_constant).filter(|bytes| bytes.is_finite());
    let (amount, provenance) = describe(filled.as_ref(), memory);
    let confidence: f64 = if known.is_some() { 0.95 } else { 0.8 };
    let clarity = 0.7;
    let (step, reader) = found.costs;
    let overhead = 100.0 * found.passes as f64 * step / (step + reader);
    let refused = found.obstacle.clone().or_else(|| {
        let because = |name, detail: String| Some(Obstacle { name, detail });
        if known.is_some_and(|bytes| bytes < settings.minimum_bytes) {
            because("small", format!("it holds no more than {amount}"))
        } else if confidence < settings.minimum_confidence {
            because("confidence", format!("the confidence is {confidence:.2}"))
        } else if TRAJECTORY_SAVING <= settings.minimum_saving {
            because("small", format!("{TRAJECTORY_SAVING:.0} % of its memory would be saved"))
        } else if overhead >= settings.maximum_overhead {
            because("overhead", format!("past the budget it would take {overhead:.0} % more time"))
        } else {
            None
        }
    });
    Opportunity {
        kind: Kind::Trajectory,
        function: an.scopes.function(found.func).qualname.clone(),
        func: found.func,
        range: found.stmt.range,
        edit: Edit::States(StatesEdit {
            name: name.to_owned(),
            state: match found.state {
                State::Variable(var) => Some(name_of(var)),
                _ => None,
            },
            parts: match &found.state {
                State::Parts(parts) => parts.iter().map(|part| part.map(name_of)).collect(),
                _ => Vec::new(),
            },
            stmt: found.stmt.range,
            header: found.stmt.iter.range(),
            append: [found.append.range(), found.append.arguments.args[0].range()],
            last: found.last.clone(),
            read: found.read.iter().map(|(var, place)| (name_of(*var), *place)).collect(),
        }),
        consumer: found.consumer,
        is_parallel: false,
        feeds_parallel: false,
        description: format!("`{name}` holds all states of a step, and is only read"),
        amount,
        bytes: None,
        provenance,
        saving: TRAJECTORY_SAVING,
        kept_saving: None,
        overhead,
        confidence,
        clarity,
        score: score(settings, [TRAJECTORY_SAVING, overhead, confidence, clarity]),
        refused,
    }
}

/// The weighted sum of what a rewrite saves, costs, and how sure and clear it is, from 0 to 100.
fn score(settings: &Settings, [saving, overhead, confidence, clarity]: [f64; 4]) -> f64 {
    let [memory_weight, time_weight, confidence_weight, clarity_weight] = settings.weights;
    let total: f64 = settings.weights.iter().sum();
    (memory_weight * saving
        + time_weight * (100.0 - overhead).clamp(0.0, 100.0)
        + confidence_weight * 100.0 * confidence
        + clarity_weight * 100.0 * clarity)
        / total.max(1e-9)
}

/// How many bytes, and where that comes from, as texts for people.
fn describe(size: Option<&Poly>, memory: Option<&Memory>) -> (String, String) {
    match (size, memory) {
        (Some(poly), Some(memory)) if poly.is_finite() => (
            emit_memory::people(memory, poly),
            format!("estimated for CPython {}", memory.version.name()),
        ),
        _ => ("not known".to_owned(), "its length is not known before the run".to_owned()),
    }
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
    let is_taken_in = matches!(candidate.keeps, Keeps::Sorted | Keeps::Different);
    let confidence = if is_taken_in { confidence - 0.1 } else { confidence };
    // The statements stand as they did.
    let clarity = 0.95;
    let score = score(settings, [saving, overhead, confidence, clarity]);
    let (amount, provenance) = describe(size.as_ref(), memory);
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
    let may_keep = !matches!(candidate.keeps, Keeps::None | Keeps::Sorted);
    let kept_saving = may_keep.then(|| {
        let length = memory.and_then(|memory| length_of(an, memory, candidate));
        let pointers = length.as_ref().map(|length| 56.0 + 8.5 * length.value(&|_| OPEN_SIZE));
        match (pointers, &size) {
            (Some(pointers), Some(size)) if size.is_finite() && pointers.is_finite() => {
                (100.0 * pointers / share.max(1.0)).clamp(0.0, saving)
            }
            // A pointer for each element, which is a small object.
            _ => POINTER_SHARE.min(saving),
        }
    });
    let function = an.scopes.function(candidate.func);
    Opportunity {
        kept_saving,
        kind: Kind::Stream,
        function: function.qualname.clone(),
        func: candidate.func,
        range: match &candidate.made {
            Made::Loop(fill) => fill.stmt.range(),
            Made::Comprehension | Made::Call => candidate.list.range(),
        },
        edit: edit_of(candidate),
        consumer: candidate.consumer,
        is_parallel: candidate.is_parallel,
        feeds_parallel: candidate.feeds_parallel,
        description: match candidate.name {
            Some((var, _)) => {
                let filled = match candidate.made {
                    Made::Loop(_) => "filled by a loop, and ",
                    Made::Comprehension | Made::Call => "",
                };
                format!("`{}` is {filled}gone through once", an.scopes.variable(var).name)
            }
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

fn edit_of(candidate: &Candidate<'_>) -> Edit {
    match (&candidate.made, candidate.list) {
        (Made::Loop(fill), _) => Edit::Fill(FillEdit {
            name: fill.name.to_owned(),
            init: fill.returned.is_none().then(|| fill.init.range()),
            stmt: fill.stmt.range(),
            returned: fill.returned.map(|returned| {
                let list = inside(candidate.list);
                [
                    TextRange::new(returned.start(), list.start()),
                    TextRange::new(list.end(), candidate.list.end()),
                ]
            }),
            appends: (fill.appends.iter())
                .map(|call| [call.range(), call.func.range(), call.arguments.args[0].range()])
                .collect(),
        }),
        (Made::Call, Expr::Call(call)) => match (&*call.func, call.arguments.args.first()) {
            (Expr::Attribute(method), _) => {
                Edit::Lines { call: call.range(), file: method.value.range() }
            }
            (callee, Some(source)) => {
                Edit::Items { callee: callee.range(), source: source.range() }
            }
            (_, None) => Edit::Brackets,
        },
        _ => Edit::Brackets,
    }
}

/// What the list holds: the variable after its statement, or what that statement adds.
fn size_of(an: &Analysis<'_>, memory: &Memory, candidate: &Candidate<'_>) -> Option<Poly> {
    let module = an.scopes.function(candidate.func).module;
    if let Made::Loop(fill) = &candidate.made
        && fill.returned.is_none()
    {
        let mut statements = memory.statements.iter();
        let filled = statements
            .find(|statement| statement.module == module && statement.range == fill.stmt.range())?;
        return Some(filled.variables.get(fill.name)?.size.estimate.clone());
    }
    if let Some((var, _)) = candidate.name
        && let Some(size) = variable_size(an, memory, candidate.func, var, candidate.list.range())
    {
        return Some(size);
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
        .filter(|growth| {
            // Where more has been held before, the peak does not grow by it.
            !matches!(candidate.made, Made::Call)
                || growth.value(&|_| OPEN_SIZE) > 10.0 * STREAM_BYTES
        })
}

/// How many elements the list has.
fn length_of(an: &Analysis<'_>, memory: &Memory, candidate: &Candidate<'_>) -> Option<Poly> {
    let module = an.scopes.function(candidate.func).module;
    let (name, range) = match (&candidate.made, candidate.name) {
        (Made::Loop(fill), _) => (fill.name, fill.stmt.range()),
        (_, Some((var, statement))) => (an.scopes.variable(var).name, statement.range()),
        _ => return None,
    };
    let mut statements = memory.statements.iter();
    let at = statements.find(|one| one.module == module && one.range == range)?;
    let length = at.variables.get(name)?.length.clone()?;
    Some(length.estimate)
}

/// What a variable holds after the statement around a place.
fn variable_size(
    an: &Analysis<'_>,
    memory: &Memory,
    func: FuncId,
    var: VarId,
    range: TextRange,
) -> Option<Poly> {
    let module = an.scopes.function(func).module;
    let statement = memory
        .statements
        .iter()
        .filter(|statement| statement.module == module && statement.range.contains_range(range))
        .min_by_key(|statement| statement.range.len())?;
    let variable = statement.variables.get(an.scopes.variable(var).name)?;
    Some(variable.size.estimate.clone())
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

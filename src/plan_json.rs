//! `plan.json`: the plan for programs. The keys and their order are stable; the same input gives the same bytes.

use std::rc::Rc;

use serde_json::{Map, Value, json};

use crate::advice;
use crate::checkpoints::{self, Checkpoint};
use crate::emit_memory;
use crate::passes::space::Opportunity;
use crate::plan::{Decision, ParallelPlan, Plan, Region, RegionKind};
use crate::program::{Module, Program};
use crate::promise::Promise;

/// The plan as indented JSON, with a line end behind it.
pub fn write(program: &Program, plan: &Plan, workers: Option<u32>) -> String {
    let regions: Vec<Value> = plan
        .regions
        .iter()
        .enumerate()
        .map(|(index, region)| region_json(program, plan, index + 1, region))
        .collect();
    let promise = |promise: &Rc<Promise>| json!({"about": promise.about, "words": promise.words, "place": promise.place});
    let promises: Vec<Value> = plan.promises.iter().map(promise).collect();
    let mut document = json!({
        "written_by": "surgec",
        "surgec_version": env!("CARGO_PKG_VERSION"),
        "script": program.entry().label,
        "workers": workers,
        "found": plan.regions.len(),
        "parallel": plan.parallel().count(),
        "sequential": plan.sequential().count(),
        "promises": promises,
        "memory": plan.memory.as_ref().map(|memory| emit_memory::plan_summary(program, memory, &plan.regions, workers)),
        "regions": regions,
        "space": plan.space.iter().map(|opportunity| opportunity_json(program, opportunity)).collect::<Vec<_>>(),
    });
    if let (false, Some(object)) = (plan.left_alone.is_empty(), document.as_object_mut()) {
        let entry = program.entry();
        let left_alone = plan.left_alone.iter().map(|one| {
            json!({
                "kind": one.kind,
                "function": one.function,
                "origin": entry.place(one.range),
                "reason": one.reason,
                "detail": one.detail,
            })
        });
        object.insert("left_alone".into(), left_alone.collect());
    }
    if let (Some(checkpoints), Some(object)) = (&plan.checkpoints, document.as_object_mut()) {
        let bytes =
            |checkpoint: &Checkpoint| emit_memory::state_bytes(plan.memory.as_ref(), checkpoint);
        object.insert("checkpoints".into(), checkpoints::to_json(program, checkpoints, bytes));
    }
    // A value made of strings, numbers and lists has a JSON form.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

/// A list that could be a stream, with what it saves and costs.
fn opportunity_json(program: &Program, opportunity: &Opportunity) -> Value {
    let module = program.entry();
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    let refused = opportunity.refused.as_ref();
    json!({
        "kind": opportunity.kind.word(),
        "function": opportunity.function,
        "origin": module.place(opportunity.range),
        "consumer": module.place(opportunity.consumer),
        "description": opportunity.description,
        "parallel": opportunity.is_parallel,
        "feeds_parallel": opportunity.feeds_parallel,
        "bytes": opportunity.bytes,
        "amount": opportunity.amount,
        "provenance": opportunity.provenance,
        "saving_percent": rounded(opportunity.saving),
        "kept_saving_percent": opportunity.kept_saving.map(rounded),
        "overhead_percent": rounded(opportunity.overhead),
        "confidence": rounded(opportunity.confidence),
        "clarity": rounded(opportunity.clarity),
        "score": rounded(opportunity.score),
        "applied": refused.is_none(),
        "reason": refused.map(|obstacle| obstacle.name),
        "detail": refused.map(|obstacle| &obstacle.detail),
    })
}

fn region_json(program: &Program, plan: &Plan, id: usize, region: &Region) -> Value {
    let module = program.module(region.module);
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| {
        object.insert(key.to_owned(), value);
    };
    put("id", json!(id));
    put("kind", json!(region.kind.word()));
    put("function", json!(region.function));
    put("origin", json!(module.place(region.header)));
    put("end_line", json!(module.lines.line(region.range.end())));
    if let Some(memory) = &plan.memory {
        put("memory", emit_memory::region_facts(memory, region));
    }
    let inside_of = plan.around(region).map(|outer| module.place(outer.header));
    match &region.decision {
        Decision::Parallel(plan) => {
            put("decision", json!("parallel"));
            put("reason", Value::Null);
            put("detail", Value::Null);
            put("task", json!(plan.task));
            put("inside_of", json!(inside_of));
            put("needs", json!(plan.needs));
            put("has", json!(plan.has));
            put("globals", json!(plan.globals));
            put("folded", json!(plan.folded));
            put("waits", json!(plan.waits));
            put("wait_index", json!(plan.wait_index));
            put("cost", cost(plan.cost));
            put("unbounded", json!(plan.unbounded));
            put("operations", json!(operations(region.kind, plan)));
            put("assumptions", json!(plan.assumptions));
            put("statements", statements(module, plan));
            put("cause", Value::Null);
        }
        Decision::Sequential(refusal) => {
            put("decision", json!("sequential"));
            put("reason", json!(refusal.reason.name()));
            put("detail", json!(refusal.detail));
            put("task", Value::Null);
            let advice = advice::of(program, plan, refusal);
            put("advice", json!(advice.sentence));
            put("add", json!(advice.lines));
            let cause = refusal.cause.as_ref().map(|cause| {
                let module = program.module(cause.module);
                json!({"file": module.label, "line": module.lines.line(cause.range.start()), "what": cause.what})
            });
            put("cause", json!(cause));
        }
    }
    Value::Object(object)
}

/// Work beyond any bound has no number in JSON.
fn cost(cost: f64) -> Value {
    if cost.is_finite() { json!(cost) } else { Value::Null }
}

/// What the region does when it runs in parallel, in order: the words that the trace and the statistics use too.
///
/// `fork` starts workers, `read` hands them what they need, `map` computes items, `write` sends results back, `join`
/// commits them in order, `barrier` waits for an earlier segment.
pub fn operations(kind: RegionKind, plan: &ParallelPlan) -> Vec<&'static str> {
    let mut operations = Vec::new();
    if plan.wait_index > 0 {
        operations.push("barrier");
    }
    operations.push("fork");
    if !plan.needs.is_empty() || !plan.globals.is_empty() {
        operations.push("read");
    }
    if kind != RegionKind::Segment {
        operations.push("map");
    }
    if !plan.has.is_empty() || kind == RegionKind::Values {
        operations.push("write");
    }
    operations.push("join");
    operations
}

fn statements(module: &Module, plan: &ParallelPlan) -> Value {
    let lines = &module.lines;
    let statement = |statement: &crate::plan::StagedStatement| {
        json!({
            "line": lines.line(statement.range.start()),
            "stage": statement.stage.word(),
            "because": statement.because,
        })
    };
    plan.statements.iter().map(statement).collect()
}

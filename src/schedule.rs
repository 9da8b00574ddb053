//! When each segment of a body could run, if nothing but its waits held it up: for the Gantt chart and `schedule.json`.
//!
//! Time is counted in simple operations, as costs are estimated. The schedule has as many processes as it wants: it shows what
//! the waits allow. What a package really starts early is in its plan.

use serde_json::{Value, json};

use crate::bodies::{Body, Segment};

/// When a segment starts and ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    pub start: f64,
    pub end: f64,
    /// It is on a longest chain of segments that wait for each other.
    pub is_critical: bool,
}

/// The schedule of one body.
pub struct Schedule {
    /// By segment.
    pub slots: Vec<Slot>,
    /// When the last one ends.
    pub end: f64,
    /// What the segments take one after the other.
    pub total: f64,
}

/// Starts each segment as soon as all that it waits for has ended.
pub fn of(body: &Body) -> Schedule {
    let mut slots: Vec<Slot> = Vec::with_capacity(body.segments.len());
    for segment in &body.segments {
        let start = segment.waits.iter().map(|&wait| slots[wait - 1].end).fold(0.0, f64::max);
        slots.push(Slot { start, end: start + duration(segment), is_critical: false });
    }
    let end = slots.iter().map(|slot| slot.end).fold(0.0, f64::max);
    let total = body.segments.iter().map(duration).sum();
    // Back from the last to end, along the waits that ended last.
    let mut next = slots.iter().position(|slot| slot.end >= end);
    while let Some(index) = next {
        slots[index].is_critical = true;
        let start = slots[index].start;
        let waits = &body.segments[index].waits;
        next = waits.iter().map(|&wait| wait - 1).find(|&wait| slots[wait].end >= start);
    }
    Schedule { slots, end, total }
}

/// Costs without a number count as what is known of them at the least: one operation.
fn duration(segment: &Segment) -> f64 {
    if segment.cost.is_finite() { segment.cost.max(1.0) } else { 1.0 }
}

/// `schedule.json`: a list of bodies.
pub fn to_json(bodies: &[Body]) -> Value {
    bodies.iter().map(body_json).collect()
}

fn body_json(body: &Body) -> Value {
    let schedule = of(body);
    let segment = |(index, segment): (usize, &Segment)| {
        let slot = schedule.slots[index];
        let numbers = segment.statements.iter().map(|&at| body.statements[at].number);
        json!({
            "segment": index + 1,
            "statements": numbers.collect::<Vec<_>>(),
            "waits": segment.waits,
            "wait_index": segment.wait_index,
            "cost": if segment.cost.is_finite() { json!(segment.cost) } else { Value::Null },
            "unbounded": segment.unbounded,
            "start": slot.start,
            "end": slot.end,
            "critical": slot.is_critical,
        })
    };
    json!({
        "graph": body.index,
        "name": body.name,
        "origin": body.place,
        "end": schedule.end,
        "sequential": schedule.total,
        "segments": body.segments.iter().enumerate().map(segment).collect::<Vec<_>>(),
    })
}

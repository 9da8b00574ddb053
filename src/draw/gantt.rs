//! The schedule of a body's segments as a Gantt chart: a row for each segment, a bar from its start to its end, a line from
//! the end of what it waits for.

use super::{cut, open, ticks};
use crate::bodies::{Body, Segment};
use crate::markup::Markup;
use crate::schedule::{self, Schedule};

/// What is larger is not drawn.
pub const MOST_ROWS: usize = 60;
const ROW: f64 = 26.0;
const TOP: f64 = 30.0;
const LEFT: f64 = 250.0;
const WIDTH: f64 = 560.0;
const RIGHT: f64 = 250.0;
/// How many characters of a statement stand beside a row.
const MOST_CHARACTERS: usize = 24;
/// A bar that would be less is still seen.
const LEAST: f64 = 3.0;

/// The chart; `mark` says what the package does with a segment, or nothing; rows lead to lines whose ids have this prefix.
pub fn draw(body: &Body, lines: &str, mark: impl Fn(usize) -> Option<&'static str>) -> Markup {
    let plan = schedule::of(body);
    let scale = WIDTH / plan.end.max(1.0);
    let height = TOP + ROW * body.segments.len() as f64 + 8.0;
    let mut markup = Markup::default();
    let name = format!("When the segments of {} could run", body.name);
    open(&mut markup, (LEFT + WIDTH + RIGHT, height), &name);
    axis(&mut markup, &plan, scale, height);
    for (index, segment) in body.segments.iter().enumerate() {
        for &wait in &segment.waits {
            connect(&mut markup, &plan, scale, (wait - 1, index), segment.wait_index == wait);
        }
    }
    for (index, segment) in body.segments.iter().enumerate() {
        let mut slot = plan.slots[index];
        // Where all wait for each other, the longest path is everything.
        slot.is_critical &= plan.end < plan.total;
        let top = TOP + ROW * index as f64;
        let (x, end) = (LEFT + slot.start * scale, LEFT + slot.end * scale);
        let width = (end - x).max(LEAST);
        markup.raw("<g><title>").text(&sentence(body, index, segment, &plan)).raw("</title>");
        label(&mut markup, body, index, segment, (top, lines));
        markup.raw("<rect class=\"bar").raw(if slot.is_critical { " critical" } else { "" });
        markup.raw("\" x=\"").at(x).raw("\" y=\"").at(top + 5.0).raw("\" width=\"").at(width);
        markup.raw("\" height=\"").at(ROW - 10.0).raw("\" rx=\"2\"/>");
        if segment.unbounded {
            // An arrow head: it goes on, nobody knows for how long.
            let y = top + ROW / 2.0;
            markup.raw("<path class=\"open-end\" d=\"M").at(x + width + 4.0).raw(" ").at(y - 5.0);
            markup.raw("l6 5l-6 5\"/>");
        }
        let words = beside(segment, slot.is_critical, mark(index));
        // Behind its bar, or before it where there is no room behind.
        let is_late = x + width > LEFT + WIDTH * 0.75 && x - LEFT > WIDTH * 0.4;
        let (anchor, x) = if is_late { ("end", x - 8.0) } else { ("start", x + width + 14.0) };
        markup.raw("<text class=\"soft\" text-anchor=\"").raw(anchor).raw("\" x=\"").at(x);
        markup.raw("\" y=\"").at(top + ROW / 2.0 + 4.0).raw("\">").text(&words).raw("</text></g>");
    }
    markup.raw("</svg>");
    markup
}

fn axis(markup: &mut Markup, plan: &Schedule, scale: f64, height: f64) {
    for value in ticks(plan.end) {
        let x = LEFT + value * scale;
        markup
            .raw("<path class=\"grid\" d=\"M")
            .at(x)
            .raw(" ")
            .at(TOP)
            .raw("V")
            .at(height - 4.0)
            .raw("\"/>");
        markup.raw("<text class=\"soft\" text-anchor=\"middle\" x=\"").at(x).raw("\" y=\"16\">");
        markup.text(&operations(value)).raw("</text>");
    }
}

/// The line from the end of what is waited for; solid from the last of them, which is the barrier.
fn connect(
    markup: &mut Markup,
    plan: &Schedule,
    scale: f64,
    (from, to): (usize, usize),
    is_barrier: bool,
) {
    let x0 = LEFT + plan.slots[from].end * scale;
    let x1 = LEFT + plan.slots[to].start * scale;
    let (y0, y1) = (TOP + ROW * (from as f64 + 0.5), TOP + ROW * to as f64 + 5.0);
    markup.raw("<path class=\"wait\"").raw(if is_barrier {
        ""
    } else {
        " stroke-dasharray=\"3 3\""
    });
    markup.raw(" d=\"M").at(x0).raw(" ").at(y0);
    if (x0 - x1).abs() < 1.0 {
        markup.raw("V").at(y1);
    } else {
        markup.raw("H").at(x1.max(x0)).raw("V").at(y1);
    }
    markup.raw("\"/>");
}

fn label(
    markup: &mut Markup,
    body: &Body,
    index: usize,
    segment: &Segment,
    (top, lines): (f64, &str),
) {
    let y = top + ROW / 2.0 + 4.0;
    markup
        .raw("<text class=\"soft\" text-anchor=\"end\" x=\"26\" y=\"")
        .at(y)
        .raw("\">")
        .count(index + 1);
    markup.raw("</text>");
    let Some(first) = segment.statements.first().map(|&at| &body.statements[at]) else { return };
    let more = match segment.statements.len() {
        1 => String::new(),
        count => format!(" +{}", count - 1),
    };
    let text = cut(first.text.trim(), MOST_CHARACTERS - more.chars().count()) + &more;
    markup.raw("<a href=\"#").text(lines).count(first.line).raw("\"><text x=\"36\" y=\"").at(y);
    markup.raw("\">").text(&text).raw("</text></a>");
}

fn beside(segment: &Segment, is_critical: bool, mark: Option<&'static str>) -> String {
    let mut words = Vec::new();
    if let Some(mark) = mark {
        words.push(format!("[✓] {mark}"));
    }
    if !segment.waits.is_empty() {
        let waits: Vec<String> = segment.waits.iter().map(ToString::to_string).collect();
        words.push(format!("waits {}", cut(&waits.join(", "), 16)));
    }
    if is_critical {
        words.push("longest".into());
    }
    words.join(" · ")
}

fn sentence(body: &Body, index: usize, segment: &Segment, plan: &Schedule) -> String {
    let lines: Vec<String> =
        segment.statements.iter().map(|&at| body.statements[at].line.to_string()).collect();
    let slot = plan.slots[index];
    format!(
        "segment {}, lines {}: {}{} operations, from {} to {}, wait_index {}",
        index + 1,
        cut(&lines.join(", "), 80),
        if segment.unbounded { "at least " } else { "" },
        operations(segment.cost),
        operations(slot.start),
        operations(slot.end),
        segment.wait_index
    )
}

/// `950`, `3.2 k`, `1.5 M`.
pub fn operations(count: f64) -> String {
    if !count.is_finite() {
        return "unknown".into();
    }
    let (mut value, mut unit) = (count, "");
    for next in [" k", " M", " G", " T"] {
        if value < 999.5 {
            break;
        }
        value /= 1000.0;
        unit = next;
    }
    if value >= 1e5 {
        return format!("{count:.1e}");
    }
    if unit.is_empty() { format!("{value:.0}") } else { format!("{value:.1}{unit}") }
}

//! Bytes over the statements of a body, as the estimator has them: a line for what is likely, a band from low to high around
//! it, and a shade up to the edge where nothing bounds it.

use super::{open, ticks};
use crate::emit_memory::bytes_for_people;
use crate::markup::Markup;

const LEFT: f64 = 84.0;
const WIDTH: f64 = 740.0;
const TOP: f64 = 18.0;
const HEIGHT: f64 = 180.0;
const BOTTOM: f64 = 34.0;
/// How many steps are drawn at most; where there are more, neighbours are put together.
const MOST_STEPS: usize = 240;

/// Bytes that are alive while a statement runs.
#[derive(Clone)]
pub struct Step {
    pub line: usize,
    pub low: f64,
    /// Infinite where nobody knows, as is `high`.
    pub likely: f64,
    pub high: f64,
    pub words: String,
}

/// The chart; nothing where no number is known.
pub fn draw(name: &str, steps: &[Step], lines: &str) -> Option<Markup> {
    let steps = together(steps);
    let finite =
        steps.iter().flat_map(|step| [step.low, step.likely]).filter(|value| value.is_finite());
    let most_likely = finite.fold(0.0, f64::max);
    if steps.is_empty() || most_likely <= 0.0 {
        return None;
    }
    // A pessimistic end far above all that is likely would press everything else to the ground.
    let most_high = steps
        .iter()
        .map(|step| step.high)
        .filter(|high| high.is_finite())
        .fold(most_likely, f64::max);
    let top = if most_high > 4.0 * most_likely { 1.5 * most_likely } else { most_high } * 1.06;
    let mut markup = Markup::default();
    open(&mut markup, (LEFT + WIDTH + 16.0, TOP + HEIGHT + BOTTOM), name);
    axis(&mut markup, top);
    let wide = WIDTH / steps.len() as f64;
    let y = |value: f64| TOP + HEIGHT * (1.0 - value.min(top) / top);
    let mut line = Markup::default();
    let mut is_open = false;
    for (index, step) in steps.iter().enumerate() {
        let x = LEFT + wide * index as f64;
        markup.raw("<a href=\"#").text(lines).count(step.line).raw("\"><g class=\"step\"><title>");
        markup.text(&step.words).raw("</title>");
        rect(&mut markup, "hit", (x, TOP), (wide, HEIGHT));
        if step.high.is_finite() {
            let (high, low) = (y(step.high), y(step.low));
            rect(&mut markup, "band", (x, high), (wide, (low - high).max(1.0)));
        } else {
            rect(&mut markup, "no-bound", (x, TOP), (wide, y(step.low) - TOP));
        }
        markup.raw("</g></a>");
        if step.likely.is_finite() {
            line.raw(if is_open { "V" } else { "M" });
            if !is_open {
                line.at(x).raw(" ");
            }
            line.at(y(step.likely)).raw("h").at(wide);
        }
        is_open = step.likely.is_finite();
    }
    markup.raw("<path class=\"likely\" d=\"").add(&line).raw("\"/>");
    peak(&mut markup, &steps, (wide, &y));
    ends(&mut markup, &steps);
    markup.raw("</svg>");
    Some(markup)
}

/// Neighbours put together, so that there are not too many: the lowest low, the highest rest.
fn together(steps: &[Step]) -> Vec<Step> {
    let size = steps.len().div_ceil(MOST_STEPS).max(1);
    let one = |group: &[Step]| {
        let mut highest = group
            .iter()
            .fold(&group[0], |most, step| if step.likely > most.likely { step } else { most })
            .clone();
        highest.low = group.iter().map(|step| step.low).fold(f64::INFINITY, f64::min);
        highest.high = group.iter().map(|step| step.high).fold(0.0, f64::max);
        highest
    };
    steps.chunks(size).map(one).collect()
}

fn axis(markup: &mut Markup, top: f64) {
    for value in ticks(top) {
        let y = TOP + HEIGHT * (1.0 - value / top);
        markup
            .raw("<path class=\"grid\" d=\"M")
            .at(LEFT)
            .raw(" ")
            .at(y)
            .raw("h")
            .at(WIDTH)
            .raw("\"/>");
        markup
            .raw("<text class=\"soft\" text-anchor=\"end\" x=\"")
            .at(LEFT - 8.0)
            .raw("\" y=\"")
            .at(y + 4.0);
        markup.raw("\">").text(&bytes_for_people(value)).raw("</text>");
    }
}

/// A mark at the highest step.
fn peak(markup: &mut Markup, steps: &[Step], (wide, y): (f64, &impl Fn(f64) -> f64)) {
    let known = steps.iter().enumerate().filter(|(_, step)| step.likely.is_finite());
    let Some((index, step)) =
        known.reduce(|one, two| if two.1.likely > one.1.likely { two } else { one })
    else {
        return;
    };
    let x = LEFT + wide * (index as f64 + 0.5);
    markup
        .raw("<circle class=\"peak\" r=\"4\" cx=\"")
        .at(x)
        .raw("\" cy=\"")
        .at(y(step.likely))
        .raw("\"/>");
    let is_right = x > LEFT + WIDTH * 0.7;
    markup.raw("<text text-anchor=\"").raw(if is_right { "end" } else { "start" });
    markup.raw("\" x=\"").at(if is_right { x - 9.0 } else { x + 9.0 });
    markup.raw("\" y=\"").at((y(step.likely) - 6.0).max(12.0)).raw("\">");
    markup.text(&format!("line {}: {}", step.line, bytes_for_people(step.likely))).raw("</text>");
}

/// The lines of the first statement and of the last.
fn ends(markup: &mut Markup, steps: &[Step]) {
    let y = TOP + HEIGHT + 20.0;
    if let (Some(first), Some(last)) = (steps.first(), steps.last()) {
        markup
            .raw("<text class=\"soft\" x=\"")
            .at(LEFT)
            .raw("\" y=\"")
            .at(y)
            .raw("\">line ")
            .count(first.line);
        markup
            .raw("</text><text class=\"soft\" text-anchor=\"middle\" x=\"")
            .at(LEFT + WIDTH / 2.0);
        markup.raw("\" y=\"").at(y).raw("\">statements, in the order of the source →</text>");
        markup
            .raw("<text class=\"soft\" text-anchor=\"end\" x=\"")
            .at(LEFT + WIDTH)
            .raw("\" y=\"")
            .at(y);
        markup.raw("\">line ").count(last.line).raw("</text>");
    }
}

fn rect(markup: &mut Markup, class: &'static str, (x, y): (f64, f64), (width, height): (f64, f64)) {
    markup
        .raw("<rect class=\"")
        .raw(class)
        .raw("\" x=\"")
        .at(x)
        .raw("\" y=\"")
        .at(y)
        .raw("\" width=\"")
        .at(width);
    markup.raw("\" height=\"").at(height.max(0.0)).raw("\"/>");
}

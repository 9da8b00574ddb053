//! Drawings as SVG, without help from outside: dependence graphs, schedules, memory over statements.
//!
//! Each is inside of a page, whose style sheet colours it, or by itself, with the same style in it. Nothing is said by colour
//! alone: kinds of edges differ in their dashes, states of bars in their patterns and words.

pub mod chart;
pub mod gantt;
pub mod graph;
mod layout;

use crate::markup::Markup;

/// The style of all drawings.
pub const STYLE: &str = include_str!("style.css");

/// How wide a character of a drawing's text is, in pixels, at most, and how high a line.
const CHARACTER: f64 = 7.3;
const LINE: f64 = 16.0;

/// The first characters of a text, with a mark where some are missing.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

/// How wide a text is when it is drawn; wide characters of East Asia count twice.
fn width_of(text: &str) -> f64 {
    let wide = |c: char| {
        matches!(u32::from(c), 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0x1f300..=0x1faff | 0x20000..=0x3fffd)
    };
    text.chars().map(|c| if wide(c) { 2.0 * CHARACTER } else { CHARACTER }).sum()
}

/// `<svg …>` with a size and, for those who do not see it, a name.
fn open(markup: &mut Markup, (width, height): (f64, f64), name: &str) {
    markup
        .raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing\" role=\"img\" width=\"")
        .at(width);
    markup.raw("\" height=\"").at(height).raw("\" viewBox=\"0 0 ").at(width).raw(" ").at(height);
    markup.raw("\" aria-label=\"").text(name).raw("\">");
}

/// Round numbers from 0 up to a largest one, four to six of them.
fn ticks(most: f64) -> Vec<f64> {
    if !(most > 0.0 && most.is_finite()) {
        return vec![0.0];
    }
    let power = 10.0_f64.powf((most / 5.0).log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .map(|factor| factor * power)
        .into_iter()
        .find(|step| most / step <= 5.0);
    let step = step.unwrap_or(most);
    (0..=5)
        .map(|count| f64::from(count) * step)
        .take_while(|tick| *tick <= most * 1.000_001)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(30_900_000.0), [0.0, 1e7, 2e7, 3e7]);
        assert_eq!(ticks(5.0), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(ticks(0.0), [0.0]);
        assert_eq!(ticks(f64::INFINITY), [0.0]);
    }

    #[test]
    fn long_texts_are_cut_and_wide_ones_measured() {
        assert_eq!(cut("日本語です", 4), "日本語…");
        assert!((width_of("日a") - 3.0 * CHARACTER).abs() < 1e-9);
    }
}

//! `[f(x) for x in xs]` becomes `surge_rt.stream(f(x) for x in xs)`, on the same lines.

use ruff_text_size::{TextRange, TextSize};

use super::text::{Emit, SourceText};

/// Writes what stands in the place of a bracket; where the source goes on.
pub fn write(emit: &mut Emit<'_, '_>, bracket: TextSize, opens: bool, runtime: &str) -> TextSize {
    let line = emit.source.line(bracket);
    let text = if opens { format!("{runtime}.stream(") } else { ")".to_owned() };
    emit.generated(&text, line);
    bracket + TextSize::from(1)
}

/// The places of the brackets of these lists, and whether each opens one, in order.
pub fn brackets(lists: &[TextRange]) -> Vec<(TextSize, bool)> {
    let ends = |list: &TextRange| [(list.start(), true), (list.end() - TextSize::from(1), false)];
    let mut brackets: Vec<(TextSize, bool)> = lists.iter().flat_map(ends).collect();
    brackets.sort_unstable();
    brackets
}

/// The module with these lists as streams, and nothing else changed.
pub fn only(source: &SourceText<'_>, lists: &[TextRange], runtime: &str) -> String {
    let mut emit = Emit::new(source);
    let mut at = TextSize::from(0);
    for (bracket, opens) in brackets(lists) {
        emit.verbatim(TextRange::new(at, bracket), &[]);
        at = write(&mut emit, bracket, opens, runtime);
    }
    emit.verbatim(TextRange::new(at, TextSize::of(source.text())), &[]);
    emit.text
}

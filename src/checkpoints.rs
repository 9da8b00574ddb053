//! Checkpoints as plain data: what `--checkpoint` asks for, what was decided about each loop, and how people and programs read it.

use ruff_text_size::TextRange;
use serde_json::{Value, json};

use crate::diagnostics::Diagnostic;
use crate::ids::FuncId;
use crate::plan::{Plan, Refusal};
use crate::program::Program;

/// How often a checkpoint is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spacing {
    /// About √n times in n rounds, and never so often that it costs more than a hundredth of the time.
    Root,
    /// After so many rounds, whatever it costs.
    Every(u64),
    /// After so many seconds.
    Seconds(f64),
}

impl Spacing {
    /// What follows `--checkpoint=`: `every=1000`, `seconds=30`, or nothing.
    pub fn parse(text: &str) -> Result<Spacing, String> {
        let wrong = || format!("{text:?} is not understood: write every=1000 or seconds=30");
        match text.split_once('=') {
            None if matches!(text, "" | "auto") => Ok(Spacing::Root),
            Some(("every", number)) => match number.parse() {
                Ok(rounds) if rounds > 0 => Ok(Spacing::Every(rounds)),
                _ => Err(wrong()),
            },
            Some(("seconds", number)) => match number.parse::<f64>() {
                Ok(seconds) if seconds > 0.0 && seconds.is_finite() => {
                    Ok(Spacing::Seconds(seconds))
                }
                _ => Err(wrong()),
            },
            _ => Err(wrong()),
        }
    }

    /// As the runtime reads it.
    pub fn arguments(self) -> String {
        match self {
            Spacing::Root => String::new(),
            Spacing::Every(rounds) => format!("\"every\": {rounds}, "),
            Spacing::Seconds(seconds) => format!("\"seconds\": {seconds:?}, "),
        }
    }

    fn sentence(self) -> String {
        match self {
            Spacing::Root => {
                "about as many times as the square root of the number of rounds, and at \
                              most for a hundredth of the time"
                    .to_owned()
            }
            Spacing::Every(1) => "after every round".to_owned(),
            Spacing::Every(rounds) => format!("after every {rounds} rounds"),
            Spacing::Seconds(seconds) => format!("after about every {seconds} seconds"),
        }
    }

    fn word(self) -> String {
        match self {
            Spacing::Root => "sqrt".to_owned(),
            Spacing::Every(rounds) => format!("every={rounds}"),
            Spacing::Seconds(seconds) => format!("seconds={seconds}"),
        }
    }
}

/// The decision about one loop.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    /// The body that contains it, as people write it.
    pub function: String,
    pub func: FuncId,
    pub range: TextRange,
    pub header: TextRange,
    pub decision: Result<Saved, Refusal>,
}

/// What a checkpoint holds.
#[derive(Clone, Debug)]
pub struct Saved {
    /// Its name in tasks.py.
    pub name: String,
    pub spacing: Spacing,
    /// Variables that are bound again.
    pub binds: Vec<String>,
    /// Variables whose objects are restored in place.
    pub changes: Vec<String>,
    /// Globals of either kind.
    pub globals: Vec<String>,
}

impl Saved {
    /// All names, each once.
    pub fn names(&self) -> Vec<String> {
        let mut names = self.binds.clone();
        for name in self.changes.iter().chain(&self.globals) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }
}

/// The entries of `plan.json`.
pub fn to_json(
    program: &Program,
    checkpoints: &[Checkpoint],
    bytes: impl Fn(&Checkpoint) -> Value,
) -> Value {
    let module = program.entry();
    let entry = |checkpoint: &Checkpoint| {
        let place = module.place(checkpoint.header);
        match &checkpoint.decision {
            Ok(saved) => json!({
                "function": checkpoint.function, "origin": place, "decision": "resumable", "name": saved.name,
                "spacing": saved.spacing.word(), "binds": saved.binds, "changes": saved.changes,
                "globals": saved.globals, "bytes": bytes(checkpoint), "reason": Value::Null, "detail": Value::Null,
            }),
            Err(refusal) => json!({
                "function": checkpoint.function, "origin": place, "decision": "refused",
                "reason": refusal.reason.name(), "detail": refusal.detail,
            }),
        }
    };
    checkpoints.iter().map(entry).collect()
}

/// What the report says about them, a paragraph each; the first word of each tells whether the loop can be resumed.
pub fn report_lines(
    program: &Program,
    checkpoints: &[Checkpoint],
    bytes: impl Fn(&Checkpoint) -> Option<String>,
) -> Vec<String> {
    let module = program.entry();
    let mut lines = Vec::new();
    if checkpoints.is_empty() {
        lines.push("The script has no loop that could be resumed.".to_owned());
    }
    for checkpoint in checkpoints {
        let place = module.place(checkpoint.header);
        match &checkpoint.decision {
            Ok(saved) => {
                let names = saved.names();
                let names = if names.is_empty() {
                    "the position alone".to_owned()
                } else {
                    names.join(", ")
                };
                let size = bytes(checkpoint).map_or_else(String::new, |bytes| format!("; {bytes}"));
                lines.push(format!(
                    "[✓] {place} can be resumed. A checkpoint is written {}. It holds: {names}{size}.",
                    saved.spacing.sentence()
                ));
            }
            Err(refusal) => {
                let detail = match refusal.detail.as_str() {
                    "" => String::new(),
                    detail => format!(": {detail}"),
                };
                let (name, summary) = (refusal.reason.name(), refusal.reason.summary());
                lines.push(format!(
                    "[✗] {place} starts anew after a crash. {name}{detail} ({summary})."
                ));
            }
        }
    }
    if checkpoints.iter().any(|checkpoint| checkpoint.decision.is_ok()) {
        lines.push(
            "After a crash, SURGE_RESUME=1 before the command, or --resume as the first argument, goes on where the \
             newest checkpoint was written (docs/checkpoints.md)."
                .to_owned(),
        );
    }
    lines
}

/// Said where checkpoints were asked for and no loop can have any.
pub fn warning(program: &Program, plan: &Plan) -> Option<Diagnostic> {
    let asked = plan.checkpoints.as_ref()?;
    if asked.iter().any(|checkpoint| checkpoint.decision.is_ok()) {
        return None;
    }
    let message = format!("no loop of {} can be resumed", program.entry().label);
    Some(
        Diagnostic::warning(message)
            .code("no-checkpoint")
            .note("report.txt says why, under \"Checkpoints\""),
    )
}

#[cfg(test)]
mod tests {
    use super::Spacing;

    #[test]
    fn spacings_are_read_or_refused() {
        assert_eq!(Spacing::parse(""), Ok(Spacing::Root));
        assert_eq!(Spacing::parse("every=7"), Ok(Spacing::Every(7)));
        assert_eq!(Spacing::parse("seconds=0.5"), Ok(Spacing::Seconds(0.5)));
        for wrong in
            ["every=0", "every=-1", "every", "seconds=0", "seconds=inf", "seconds=nan", "often=3"]
        {
            assert!(Spacing::parse(wrong).is_err(), "{wrong}");
        }
    }
}

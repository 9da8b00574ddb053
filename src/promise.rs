//! What a user says about code that the analysis cannot judge: data, without a judgement of its own.
//!
//! A promise comes from `surgec.toml` or from a comment `# surge: …`; docs/user-knowledge.md says how to write one. It is
//! believed, reported, and never checked (assumption 12).

use ruff_text_size::TextRange;

use crate::ids::ModuleId;
use crate::knowledge::{Growth, Signature};

/// A promise in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// What it is about, for people: `blas.norm`, `Model.predict`, `norm(v)`.
    pub about: String,
    /// The user's words: `pure heavy -> float`.
    pub words: String,
    /// Where it stands: `surgec.toml:4`, `script.py:12`.
    pub place: String,
    pub signature: Signature,
}

impl Promise {
    /// Whether it names the type of the result.
    pub fn names_result(&self) -> bool {
        self.words.contains("->")
    }

    /// The same promise about code whose work nobody can estimate: only running it tells whether it pays.
    #[must_use]
    pub fn of_own_code(mut self) -> Self {
        self.signature.growth = Growth::Heavy;
        self
    }
}

/// A comment of the user's that has no effect, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub module: ModuleId,
    pub range: TextRange,
    pub message: String,
}

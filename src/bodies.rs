//! What is drawn of each body of the program: its statements, what waits for what, and its segments, as plain data.
//!
//! `emit_facts` fills it from the dependence graph; drawings, the HTML report and `--emit schedule=json` read it.

use ruff_text_size::TextRange;

use crate::ids::{FuncId, ModuleId};

/// One body: the script's own, or a function's.
pub struct Body {
    /// 0 is the script's own body.
    pub index: usize,
    pub func: FuncId,
    pub module: ModuleId,
    /// As people write it: `main`, `KMeans.fit`, `<module>`.
    pub name: String,
    /// `script.py:41`.
    pub place: String,
    /// In source order, so that an edge always leads to a later position.
    pub statements: Vec<Statement>,
    pub edges: Vec<Edge>,
    /// Number n is at position n - 1.
    pub segments: Vec<Segment>,
}

pub struct Statement {
    /// From 1; definitions are numbered after all other statements.
    pub number: usize,
    pub range: TextRange,
    /// From 1, in the module's file.
    pub line: usize,
    /// Its first line.
    pub text: String,
    pub is_definition: bool,
    pub has: Vec<String>,
    pub needs: Vec<String>,
    /// Work, in simple operations.
    pub cost: f64,
    /// The number of its segment, 0 for definitions that run first.
    pub segment: usize,
}

/// One reason why a statement waits for an earlier one; both by position.
pub struct Edge {
    pub earlier: usize,
    pub later: usize,
    pub kind: &'static str,
    pub names: Vec<String>,
    /// It holds on some paths only.
    pub may: bool,
}

pub struct Segment {
    /// By position, in source order.
    pub statements: Vec<usize>,
    /// The earlier segments that it waits for, from 1, and the highest of them.
    pub waits: Vec<usize>,
    pub wait_index: usize,
    /// Work, in simple operations; at least that much where it is unbounded.
    pub cost: f64,
    pub unbounded: bool,
}

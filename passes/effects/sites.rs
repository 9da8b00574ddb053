//! Loops, and other code that may run in parallel, each with the state before it.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

use super::Analysis;
use super::env::Env;
use super::heap::{self, ObjectKind};
use crate::ids::FuncId;
use crate::values::{Atoms, Value};

/// The syntax of a loop.
#[derive(Clone, Copy)]
pub enum LoopSyntax<'a> {
    For(&'a ast::StmtFor),
    While(&'a ast::StmtWhile),
    /// A comprehension or generator expression.
    Comprehension(&'a Expr),
    /// `map`, `filter`, `starmap`; `sorted`, `min`, `max`, `sort` with a key: one call of a function for each item.
    Call(&'a ast::ExprCall),
    /// Not a loop: an assignment whose work may be started early.
    Assign(&'a ast::StmtAssign),
    /// Not a loop: a statement with several calls, some of which may be started early.
    Statement(&'a ast::Stmt),
}

impl LoopSyntax<'_> {
    /// The whole loop.
    pub fn range(self) -> TextRange {
        match self {
            LoopSyntax::For(node) => node.range,
            LoopSyntax::While(node) => node.range,
            LoopSyntax::Assign(node) => node.range,
            LoopSyntax::Statement(node) => ruff_text_size::Ranged::range(node),
            LoopSyntax::Call(node) => ruff_text_size::Ranged::range(node),
            LoopSyntax::Comprehension(expr) => ruff_text_size::Ranged::range(expr),
        }
    }
}

/// A library function that calls a function of the program for each item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    Map,
    StarMap,
    Filter,
    Sorted,
    Sort,
    /// `min` and `max`.
    Best,
}

impl Applied {
    /// Whether the function is the argument `key`.
    pub fn takes_key(self) -> bool {
        matches!(self, Applied::Sorted | Applied::Sort | Applied::Best)
    }
}

/// A loop with what is known at its head.
#[derive(Clone)]
pub struct LoopSite<'a> {
    pub func: FuncId,
    pub syntax: LoopSyntax<'a>,
    /// Variables before each round.
    pub env: Env,
    /// What the iterable yields.
    pub element: Value,
    pub iterable: Value,
    /// Loops around it in the same body.
    pub depth: u32,
    pub key: u32,
}

/// A loop whose state is written to checkpoints, and its condition, if it is a `while` loop.
#[derive(Clone, Copy)]
pub struct Checkpointed {
    pub range: TextRange,
    pub condition: Option<TextRange>,
}

impl Checkpointed {
    /// Whether the loop with this range stands in its condition, which is copied as it is.
    pub fn keeps(&self, range: TextRange) -> bool {
        self.condition.is_some_and(|condition| condition.contains_range(range))
    }
}

impl Analysis<'_> {
    /// The library function that a callee is, where it can be nothing else: one that calls a function for each item.
    pub fn applied_kind(&self, callee: &Value, arguments: &ast::Arguments) -> Option<Applied> {
        let [object] = callee.objects.as_slice() else { return None };
        if callee.is_any() || !callee.atoms.without(Atoms::UNBOUND).is_empty() {
            return None;
        }
        let id = match self.heap.peek(*object).kind {
            ObjectKind::LibraryFunction(id) => id,
            ObjectKind::Bound(heap::BoundTarget::Library(id)) => id,
            _ => return None,
        };
        let kind = match self.knowledge.function(id).name.as_str() {
            "map" => Applied::Map,
            "filter" => Applied::Filter,
            "itertools.starmap" => Applied::StarMap,
            "sorted" => Applied::Sorted,
            "list.sort" => Applied::Sort,
            "min" | "max" => Applied::Best,
            _ => return None,
        };
        let key = arguments.find_keyword("key").map(|keyword| &keyword.value);
        let has_key = key.is_some_and(|key| !key.is_none_literal_expr());
        (has_key || !kind.takes_key()).then_some(kind)
    }
}

//! # Dependences
//!
//! Decides which statements of a body have to wait for which others, and why.
//!
//! Reads: a body's syntax, and through [`Analysis`] the effects and values of each statement. Produces:
//! [`Dependences`], a petgraph graph with one node for each statement of the body itself (an `if`, a loop, a `try` or
//! a `with` is one node) and edges that are RAW, WAR, WAW, control, output order, files, alias or unknown, with the
//! names they are about and whether they hold on some paths only.
//!
//! Refuses: nothing; a statement whose effects are unknown waits for, and is awaited by, all that it may touch.
//!
//! Example:
//! ```python
//! x = 5          # 1 has x
//! z = x * y      # 2 has z, needs x and y: RAW x from 1
//! x = x + 2      # 3 has x, needs x: RAW and WAW x from 1, WAR x from 2
//! ```
//! More, with all edges, in `dependences.md`.
//!
//! Sound because: definitions are versioned, so that a read waits for every definition that may reach it and a write
//! waits for all readers of the versions it replaces; memory is compared by abstract object, whatever name leads to it
//! (assumptions 1 to 6). Edges that others imply are left out where that keeps the graph small.

mod builder;
mod chains;
pub mod facts;
mod names;
#[cfg(test)]
mod spec;

use petgraph::graph::{DiGraph, NodeIndex};
use ruff_python_ast::{Expr, Stmt};

use crate::ids::{FuncId, VarId};
use crate::passes::effects::Analysis;
use crate::passes::effects::summary::Effects;

/// Why a statement waits for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Reads what the other defines.
    Raw,
    /// Replaces what the other reads.
    War,
    /// Replaces what the other defines.
    Waw,
    /// Runs only if the other does not leave the body; or leaves it after the other's visible effects.
    Control,
    /// Both do what the outside can see.
    Output,
    /// One reads files that the other may write.
    Files,
    /// Both touch memory that may be the same, one of them writing.
    Alias,
    /// What one of them does is not known.
    Unknown,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Raw => "RAW",
            Kind::War => "WAR",
            Kind::Waw => "WAW",
            Kind::Control => "control",
            Kind::Output => "output",
            Kind::Files => "files",
            Kind::Alias => "alias",
            Kind::Unknown => "unknown",
        }
    }
}

/// The label of an edge, which leads from the earlier statement to the one that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependence {
    pub kind: Kind,
    /// The names it is about; none for control, output order and memory.
    pub names: Vec<String>,
    /// One of the two definitions, or the one that is read, need not be the one that counts.
    pub may: bool,
}

/// A value that a statement reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    pub name: String,
    pub var: VarId,
    /// The statements that may have defined it, in order.
    pub definitions: Vec<NodeIndex>,
    /// It may come from before the body: a parameter, a name of an enclosing body.
    pub outside: bool,
}

/// One statement.
pub struct Node<'a> {
    pub stmt: &'a Stmt,
    /// From 1, in source order; definitions are numbered after all other statements.
    pub number: usize,
    /// Brings code rather than data: `def`, `class`, `import`.
    pub is_definition: bool,
    /// Names bound and objects changed, in order of appearance.
    pub has: Vec<String>,
    /// Names read, in order of appearance; code is not listed.
    pub needs: Vec<Need>,
    pub effects: Effects,
}

/// The dependence graph of one body. Nodes are in source order, edges by the waiting statement.
pub struct Dependences<'a> {
    pub func: FuncId,
    pub graph: DiGraph<Node<'a>, Dependence>,
}

/// Builds the dependence graph of one body; a lambda has no statements.
pub fn run<'a>(an: &mut Analysis<'a>, func: FuncId) -> Dependences<'a> {
    let statements: Vec<&'a Stmt> =
        an.body_of(func).iter().filter(|stmt| does_something(stmt)).collect();
    let facts = facts::gather(an, func, &statements);
    builder::build(an, func, facts)
}

impl<'a> Dependences<'a> {
    /// The statements by number.
    pub fn by_number(&self) -> Vec<NodeIndex> {
        let mut nodes: Vec<NodeIndex> = self.graph.node_indices().collect();
        nodes.sort_by_key(|node| self.graph[*node].number);
        nodes
    }

    /// All edges as `(waiting, earlier, label)`, by source position and kind.
    pub fn edges(&self) -> impl Iterator<Item = (&Node<'a>, &Node<'a>, &Dependence)> {
        self.graph
            .raw_edges()
            .iter()
            .map(|edge| (&self.graph[edge.target()], &self.graph[edge.source()], &edge.weight))
    }
}

/// Docstrings, `pass` and declarations are no part of the graph.
fn does_something(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Expr(node) => {
            !matches!(&*node.value, Expr::StringLiteral(_) | Expr::EllipsisLiteral(_))
        }
        Stmt::Pass(_) | Stmt::Global(_) | Stmt::Nonlocal(_) => false,
        _ => true,
    }
}

/// Whether a statement brings code rather than data.
fn is_definition(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_) | Stmt::Import(_) | Stmt::ImportFrom(_))
}

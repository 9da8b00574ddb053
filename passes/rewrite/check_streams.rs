//! Checks that each stream is its list, and that nothing else was touched for it.

use ruff_python_ast::comparable::{ComparableComprehension, ComparableExpr, ComparableStmt};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprCall, ExprGenerator, ExprListComp, Identifier, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::streams::Lists;
use crate::program::Module;

/// Compares the streams of a rewritten module with the lists that they stand for, in order. Streams that are copied into the
/// sequential part of a region do not exist: no region has any.
pub fn streams(module: &Module, written: &[Stmt], lists: &Lists) -> Result<(), String> {
    let Lists { streams: lists, sorts } = lists;
    let mut before = Before { wanted: lists, sorts, found: Vec::new(), sorted: Vec::new() };
    before.visit_body(&module.tree().body);
    let mut after = Streams { found: Vec::new(), sorted: Vec::new() };
    after.visit_body(written);
    if before.sorted.len() != sorts.len() || after.sorted.len() != sorts.len() {
        return Err("a sort is missing, or there is one too many".into());
    }
    for (one, other) in before.sorted.iter().zip(&after.sorted) {
        if !sorts_the_same(one, other) {
            return Err("a sort has other arguments than it had".into());
        }
    }
    if before.found.len() != lists.len() || after.found.len() != lists.len() {
        return Err("a stream is missing, or there is one too many".into());
    }
    for (list, stream) in before.found.iter().zip(&after.found) {
        let Expr::ListComp(list) = list else {
            return Err("a stream was no list comprehension".into());
        };
        let same = is_same(list, stream);
        // A stream that a stream feeds differs from its list in exactly that.
        if !same && !lists.iter().any(|inner| is_inside(*inner, list.range)) {
            return Err("a stream makes other elements than its list".into());
        }
    }
    Ok(())
}

/// The same for the module that has nothing but its streams: its other top-level statements are those of the source.
pub fn only_streams(module: &Module, written: &[Stmt], lists: &Lists) -> Result<(), String> {
    streams(module, written, lists)?;
    let original = &module.tree().body;
    if original.len() != written.len() {
        return Err("a statement is missing, or there is one too many".into());
    }
    for (stmt, other) in original.iter().zip(written) {
        let holds_stream =
            lists.streams.iter().chain(&lists.sorts).any(|list| stmt.range().contains_range(*list));
        if !holds_stream && ComparableStmt::from(stmt) != ComparableStmt::from(other) {
            return Err("a statement without a stream has changed".into());
        }
    }
    Ok(())
}

/// Whether two calls sort in one order, and the same, unless that is rewritten itself.
fn sorts_the_same(one: &ExprCall, other: &ExprCall) -> bool {
    let [source] = &*one.arguments.args else { return false };
    let [written] = &*other.arguments.args else { return false };
    let mut calls = RuntimeCalls { found: false };
    calls.visit_expr(written);
    let keywords = |call: &ExprCall| {
        let words = call.arguments.keywords.iter();
        words.map(|word| (word.arg.clone(), word.value.clone())).collect::<Vec<_>>()
    };
    let (before, after) = (keywords(one), keywords(other));
    before.len() == after.len()
        && before.iter().zip(&after).all(|((name, value), (other_name, other))| {
            name.as_ref().map(Identifier::as_str) == other_name.as_ref().map(Identifier::as_str)
                && ComparableExpr::from(value) == ComparableExpr::from(other)
        })
        && (calls.found || ComparableExpr::from(source) == ComparableExpr::from(written))
}

/// Whether something in an expression is the runtime's.
struct RuntimeCalls {
    found: bool,
}

impl<'a> Visitor<'a> for RuntimeCalls {
    fn visit_expr(&mut self, expr: &'a Expr) {
        self.found |= matches!(expr, Expr::Attribute(node) if is_runtime(&node.value));
        visitor::walk_expr(self, expr);
    }
}

fn is_runtime(expr: &Expr) -> bool {
    matches!(expr, Expr::Name(name) if name.id.trim_start_matches('_').starts_with("surge_rt"))
}

/// Whether a stream makes what the list holds.
fn is_same(list: &ExprListComp, stream: &Written<'_>) -> bool {
    let Written { generator, iterable } = stream;
    let (Some(first), Some(written)) = (list.generators.first(), generator.generators.first())
    else {
        return false;
    };
    let begins =
        match iterable {
            None => ComparableComprehension::from(first) == ComparableComprehension::from(written),
            Some(iterable) => {
                ComparableExpr::from(&first.iter) == ComparableExpr::from(*iterable)
                    && ComparableExpr::from(&first.target) == ComparableExpr::from(&written.target)
                    && first.ifs.len() == written.ifs.len()
                    && first.ifs.iter().zip(&written.ifs).all(|(one, other)| {
                        ComparableExpr::from(one) == ComparableExpr::from(other)
                    })
            }
        };
    begins
        && ComparableExpr::from(&*list.elt) == ComparableExpr::from(&*generator.elt)
        && list.generators.len() == generator.generators.len()
        && list.generators.iter().zip(&generator.generators).skip(1).all(|(one, other)| {
            ComparableComprehension::from(one) == ComparableComprehension::from(other)
        })
}

fn is_inside(inner: TextRange, outer: TextRange) -> bool {
    inner != outer && outer.contains_range(inner)
}

struct Before<'l, 'a> {
    wanted: &'l [TextRange],
    sorts: &'l [TextRange],
    found: Vec<&'a Expr>,
    sorted: Vec<&'a ExprCall>,
}

impl<'a> Visitor<'a> for Before<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && self.sorts.contains(&call.func.range())
        {
            self.sorted.push(call);
        }
        if self.wanted.contains(&expr.range()) {
            self.found.push(expr);
        }
        visitor::walk_expr(self, expr);
    }
}

/// What stands for a list: a generator, and what it goes through where that is not written in it.
struct Written<'a> {
    generator: &'a ExprGenerator,
    iterable: Option<&'a Expr>,
}

struct Streams<'a> {
    found: Vec<Written<'a>>,
    sorted: Vec<&'a ExprCall>,
}

impl<'a> Visitor<'a> for Streams<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && let Expr::Attribute(attribute) = &*call.func
            && is_runtime(&attribute.value)
        {
            match (attribute.attr.as_str(), &*call.arguments.args) {
                ("in_order", _) => self.sorted.push(call),
                ("stream", [Expr::Generator(generator)]) => {
                    self.found.push(Written { generator, iterable: None });
                }
                ("stream_values", [_, iterable, _, Expr::Lambda(rest)]) => {
                    if let Expr::Generator(generator) = &*rest.body {
                        self.found.push(Written { generator, iterable: Some(iterable) });
                    }
                }
                _ => {}
            }
        }
        visitor::walk_expr(self, expr);
    }
}

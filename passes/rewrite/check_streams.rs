//! Checks that each stream is its list, and that nothing else was touched for it.

use ruff_python_ast::comparable::{ComparableComprehension, ComparableExpr, ComparableStmt};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprCall, ExprGenerator, ExprListComp, Identifier, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::check_fills;
use super::streams::Lists;
use crate::passes::space::Edit;
use crate::program::Module;

/// Compares the streams of a rewritten module with the lists that they stand for, in order. Streams that are copied into the
/// sequential part of a region do not exist: no region has any.
pub fn streams(module: &Module, written: &[Stmt], lists: &Lists) -> Result<(), String> {
    let Lists { streams: lists, sorts, calls, fills, states } = lists;
    let mut before = Before {
        wanted: lists,
        sorts,
        calls,
        found: Vec::new(),
        sorted: Vec::new(),
        made: Vec::new(),
    };
    before.visit_body(&module.tree().body);
    let mut after = Streams { found: Vec::new(), sorted: Vec::new(), of: Vec::new(), filled: 0 };
    after.visit_body(written);
    let made_same = before.made.len() == after.of.len()
        && before.made.iter().zip(&after.of).all(|(source, items)| draws_the_same(source, items));
    if !made_same || after.filled != fills.len() + states.len() {
        return Err("a stream of items is missing, or differs from its list".into());
    }
    if before.sorted.len() < sorts.len() || after.sorted.len() != before.sorted.len() {
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
        let mut parts = lists.iter().chain(calls.iter().map(|(callee, _)| callee));
        if !same && !parts.any(|inner| is_inside(*inner, list.range)) {
            return Err("a stream makes other elements than its list".into());
        }
    }
    Ok(())
}

/// The same for the module that has nothing but its streams: its other top-level statements are those of the source.
pub fn only_streams(module: &Module, written: &[Stmt], lists: &Lists) -> Result<(), String> {
    streams(module, written, lists)?;
    let is_filled = |stmt: &Stmt| {
        lists
            .fills
            .iter()
            .any(|(fill, _)| fill.stmt == stmt.range() || fill.init == Some(stmt.range()))
            || lists.states.iter().any(|(states, _)| states.stmt == stmt.range())
    };
    let filled = check_fills::names(written);
    let is_function = |stmt: &Stmt| check_fills::function(stmt, &filled).is_some();
    let original: Vec<&Stmt> = module.tree().body.iter().filter(|stmt| !is_filled(stmt)).collect();
    let kept = (0..written.len())
        .filter(|&index| !is_function(&written[index]) && !check_fills::is_added(written, index));
    let written: Vec<&Stmt> = kept.map(|index| &written[index]).collect();
    if original.len() != written.len() {
        return Err("a statement is missing, or there is one too many".into());
    }
    let fills = lists.fills.iter().map(|(fill, _)| &fill.stmt);
    let fills = fills.chain(lists.states.iter().map(|(states, _)| &states.stmt));
    let places: Vec<&TextRange> = (lists.streams.iter().chain(&lists.sorts))
        .chain(lists.calls.iter().map(|(range, _)| range))
        .chain(fills)
        .collect();
    for (stmt, other) in original.into_iter().zip(written) {
        let holds_stream = places.iter().any(|list| stmt.range().contains_range(**list));
        if !holds_stream && ComparableStmt::from(stmt) != ComparableStmt::from(other) {
            return Err("a statement without a stream has changed".into());
        }
    }
    Ok(())
}

/// Whether two calls sort in one order, and the same, unless that is rewritten itself.
fn sorts_the_same(one: &ExprCall, other: &ExprCall) -> bool {
    let source = match (&*one.arguments.args, &*one.func) {
        ([source], _) => source,
        ([], Expr::Attribute(method)) => &*method.value,
        _ => return false,
    };
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

/// Whether a generator hands on what the list would have held, unless that is rewritten itself.
fn draws_the_same(source: &Expr, items: &ExprGenerator) -> bool {
    let ([only], Expr::Name(element)) = (items.generators.as_slice(), &*items.elt) else {
        return false;
    };
    let mut calls = RuntimeCalls { found: false };
    calls.visit_expr(&only.iter);
    matches!(&only.target, Expr::Name(target) if target.id == element.id)
        && only.ifs.is_empty()
        && (calls.found || ComparableExpr::from(source) == ComparableExpr::from(&only.iter))
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
    calls: &'l [(TextRange, Edit)],
    found: Vec<&'a Expr>,
    sorted: Vec<&'a ExprCall>,
    /// What is drawn from by calls that make lists.
    made: Vec<&'a Expr>,
}

impl<'a> Visitor<'a> for Before<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr {
            let edit = |range: TextRange| self.calls.iter().find(|(known, _)| *known == range);
            let sorts_itself = edit(call.func.range())
                .is_some_and(|(_, edit)| matches!(edit, Edit::SortedInPlace { .. }));
            if self.sorts.contains(&call.func.range()) || sorts_itself {
                self.sorted.push(call);
            } else if edit(call.func.range()).is_some() {
                self.made.extend(call.arguments.args.first());
            } else if let (Some(_), Expr::Attribute(method)) = (edit(call.range()), &*call.func) {
                self.made.push(&method.value);
            }
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
    /// What stands for calls that make lists.
    of: Vec<&'a ExprGenerator>,
    /// How many functions yield what a loop appended.
    filled: usize,
}

impl<'a> Visitor<'a> for Streams<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && let Expr::Attribute(attribute) = &*call.func
            && is_runtime(&attribute.value)
        {
            match (attribute.attr.as_str(), &*call.arguments.args) {
                ("in_order", _) => self.sorted.push(call),
                ("stream" | "stream_from", [Expr::Call(_)]) | ("states", _) => self.filled += 1,
                ("stream_of", [Expr::Generator(generator)]) => self.of.push(generator),
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

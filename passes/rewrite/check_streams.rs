//! Checks that each stream is its list, and that nothing else was touched for it.

use ruff_python_ast::comparable::{ComparableComprehension, ComparableExpr, ComparableStmt};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprGenerator, Stmt};
use ruff_text_size::{Ranged, TextRange};

use crate::program::Module;

/// Compares the streams of a rewritten module with the lists that they stand for, in order. Streams that are copied into the
/// sequential part of a region do not exist: no region has any.
pub fn streams(module: &Module, written: &[Stmt], lists: &[TextRange]) -> Result<(), String> {
    let mut before = Lists { wanted: lists, found: Vec::new() };
    before.visit_body(&module.tree().body);
    let mut after = Streams { found: Vec::new() };
    after.visit_body(written);
    if before.found.len() != lists.len() || after.found.len() != lists.len() {
        return Err("a stream is missing, or there is one too many".into());
    }
    for (list, stream) in before.found.iter().zip(&after.found) {
        let Expr::ListComp(list) = list else {
            return Err("a stream was no list comprehension".into());
        };
        let same = ComparableExpr::from(&*list.elt) == ComparableExpr::from(&*stream.elt)
            && list.generators.len() == stream.generators.len()
            && list.generators.iter().zip(&stream.generators).all(|(one, other)| {
                ComparableComprehension::from(one) == ComparableComprehension::from(other)
            });
        // A stream that a stream feeds differs from its list in exactly that.
        if !same && !lists.iter().any(|inner| is_inside(*inner, list.range)) {
            return Err("a stream makes other elements than its list".into());
        }
    }
    Ok(())
}

/// The same for the module that has nothing but its streams: its other top-level statements are those of the source.
pub fn only_streams(module: &Module, written: &[Stmt], lists: &[TextRange]) -> Result<(), String> {
    streams(module, written, lists)?;
    let original = &module.tree().body;
    if original.len() != written.len() {
        return Err("a statement is missing, or there is one too many".into());
    }
    for (stmt, other) in original.iter().zip(written) {
        let holds_stream = lists.iter().any(|list| stmt.range().contains_range(*list));
        if !holds_stream && ComparableStmt::from(stmt) != ComparableStmt::from(other) {
            return Err("a statement without a stream has changed".into());
        }
    }
    Ok(())
}

fn is_inside(inner: TextRange, outer: TextRange) -> bool {
    inner != outer && outer.contains_range(inner)
}

struct Lists<'l, 'a> {
    wanted: &'l [TextRange],
    found: Vec<&'a Expr>,
}

impl<'a> Visitor<'a> for Lists<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if self.wanted.contains(&expr.range()) {
            self.found.push(expr);
        }
        visitor::walk_expr(self, expr);
    }
}

struct Streams<'a> {
    found: Vec<&'a ExprGenerator>,
}

impl<'a> Visitor<'a> for Streams<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && let Expr::Attribute(attribute) = &*call.func
            && attribute.attr.as_str() == "stream"
            && matches!(&*attribute.value, Expr::Name(name)
                if name.id.trim_start_matches('_').starts_with("surge_rt"))
            && let [Expr::Generator(generator)] = &*call.arguments.args
        {
            self.found.push(generator);
        }
        visitor::walk_expr(self, expr);
    }
}

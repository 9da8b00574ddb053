//! What the code that makes a list may not hold where that is to be a stream, and which calls make such lists.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

use super::Obstacle;
use super::drains;
use super::streaming::Made;
use crate::ids::{FuncId, VarId};
use crate::passes::effects::Analysis;

/// What a call draws a list from that it makes: `map(…)` or `filter(…)` in `list(map(…))`, the file in `list(file)` and
/// `file.readlines()`. `files` are variables that are nothing but files.
pub fn of_call<'a>(
    an: &Analysis<'a>,
    expr: &'a Expr,
    files: &FxHashSet<VarId>,
) -> Option<&'a Expr> {
    let Expr::Call(call) = expr else { return None };
    if call.arguments.start() != call.func.end() || !call.arguments.keywords.is_empty() {
        return None;
    }
    let is_file = |expr: &Expr| match expr {
        Expr::Name(name) => an.scopes.variable_of(name).is_some_and(|var| files.contains(&var)),
        Expr::Call(call) => drains::is_builtin(an, call, &["open"]),
        _ => false,
    };
    if let Expr::Attribute(attribute) = &*call.func {
        let text = &an.program.entry().source.text;
        let tail = &text[usize::from(attribute.value.end())..usize::from(call.end())];
        let plain = attribute.attr.as_str() == "readlines"
            && call.arguments.args.is_empty()
            && tail == ".readlines()"
            && !text[expr.range()].contains(['\n', '\r']);
        return (plain && is_file(&attribute.value)).then_some(&*attribute.value);
    }
    let [source] = &*call.arguments.args else { return None };
    let text = &an.program.entry().source.text;
    let tail = &text[usize::from(source.end())..usize::from(call.end())];
    let is_lazy = match source {
        Expr::Call(inner) => drains::is_builtin(an, inner, &["map", "filter"]) || is_file(source),
        _ => is_file(source),
    };
    (drains::is_builtin(an, call, &["list"]) && is_lazy && !tail.contains(',')).then_some(source)
}

/// The expressions that such a call draws from.
pub fn parts(call: &ast::ExprCall) -> Vec<&Expr> {
    match (&*call.func, &*call.arguments.args) {
        (Expr::Attribute(attribute), []) => vec![&*attribute.value],
        (_, [Expr::Call(inner)]) => inner.arguments.args.iter().collect(),
        (_, args) => args.iter().collect(),
    }
}

/// Refuses what would mean something else in a generator.
pub fn check(an: &Analysis<'_>, list: &Expr, made: &Made<'_>) -> Result<(), Obstacle> {
    let functions_stay = matches!(made, Made::Call);
    let mut finder = Special { an, functions_stay, calls: false, suspends: false, closes: false };
    match made {
        // What is returned out of a `with` becomes a generator expression, as others do.
        Made::Loop(fill) => finder.visit_stmt(fill.stmt),
        Made::Comprehension | Made::Call => finder.visit_expr(list),
    }
    if finder.suspends {
        return Err(Obstacle::new("syntax", "an element assigns, awaits or yields"));
    }
    if finder.closes {
        let detail =
            "a function or generator in it sees the last value of its variable only in a list";
        return Err(Obstacle::new("closure", detail));
    }
    let recursive =
        (0..an.scopes.functions.len()).any(|index| an.summary(FuncId::from(index)).recursive);
    if finder.calls && recursive {
        let detail = "a function calls itself, and could come less deep below a stream";
        return Err(Obstacle::new("recursion", detail));
    }
    Ok(())
}

struct Special<'n, 'a> {
    an: &'n Analysis<'a>,
    /// Functions that are written in it see the same variables in a list and in a stream.
    functions_stay: bool,
    calls: bool,
    suspends: bool,
    /// Something in it may look at a variable of the comprehension later.
    closes: bool,
}

impl<'a> Visitor<'a> for Special<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Named(_) | Expr::Await(_) | Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.suspends = true;
            }
            Expr::Lambda(_) => self.closes |= !self.functions_stay,
            Expr::Generator(_) => self.closes = true,
            Expr::Call(call) => {
                self.calls = true;
                if let [Expr::Generator(_)] = &*call.arguments.args
                    && call.arguments.keywords.is_empty()
                    && drains::is_builtin(self.an, call, DRAINED_AT_ONCE)
                {
                    // Drained before the element is made.
                    visitor::walk_expr(self, &call.arguments.args[0]);
                    return;
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// Builtins that have gone through a generator when they return, as the only argument.
pub const DRAINED_AT_ONCE: &[&str] =
    &["sum", "min", "max", "any", "all", "sorted", "list", "tuple", "set", "frozenset", "dict"];

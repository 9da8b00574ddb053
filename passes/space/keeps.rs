//! What goes through a list may keep its elements: then a stream saves the list's pointers, and not the elements.
//!
//! ```python
//! unique = set([parse(line) for line in file])        # those that are different are kept
//! rows = [row for row in table if row.amount > 0]     # some of them
//! for row in table:
//!     everything.append(row)                          # all of them: no stream is made
//! ```
//!
//! Only what is reported, and whether it is worth while, depends on this.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt};

use super::drains::Code;

/// Whether what goes through a list puts the elements themselves into another container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keeps {
    /// As far as can be seen: what a function that gets an element does with it is not looked at.
    None,
    /// They are sorted, on the disk where memory has no room.
    Sorted,
    /// A set or the like keeps those that are different.
    Different,
    Some,
    All,
}

pub(super) fn keeps(code: &Code<'_>) -> Keeps {
    match code {
        Code::Expression(Expr::Call(call)) => match &*call.func {
            Expr::Name(name)
                if matches!(name.id.as_str(), "sum" | "min" | "max" | "fsum" | "prod") =>
            {
                Keeps::None
            }
            // No sorts that stay in memory are among what goes through streams.
            Expr::Name(name) if name.id.as_str() == "sorted" => Keeps::Sorted,
            Expr::Attribute(method) if matches!(method.attr.as_str(), "fsum" | "prod") => {
                Keeps::None
            }
            Expr::Attribute(method) if method.attr.as_str() == "Counter" => Keeps::Different,
            Expr::Attribute(_) => Keeps::Sorted,
            _ => Keeps::Different,
        },
        Code::Expression(expr) => {
            let (generators, values): (_, &[&Expr]) = match expr {
                Expr::ListComp(node) => (&node.generators, &[&node.elt]),
                Expr::SetComp(node) => (&node.generators, &[&node.elt]),
                Expr::DictComp(node) => match &node.key {
                    Some(key) => (&node.generators, &[key, &node.value]),
                    None => return Keeps::Some,
                },
                _ => return Keeps::None,
            };
            let Some(first) = generators.first() else { return Keeps::None };
            if !values.iter().any(|value| holds(value, &first.target)) {
                return Keeps::None;
            }
            let all = expr.is_list_comp_expr() && generators.len() == 1 && first.ifs.is_empty();
            if all { Keeps::All } else { Keeps::Some }
        }
        Code::Loop(Stmt::For(node)) => {
            let mut most = Keeps::None;
            for stmt in &node.body {
                if let Stmt::Expr(one) = stmt
                    && let Expr::Call(call) = &*one.value
                    && let Expr::Attribute(method) = &*call.func
                    && method.attr.as_str() == "append"
                    && call.arguments.args.iter().any(|value| holds(value, &node.target))
                {
                    most = Keeps::All;
                }
            }
            let mut kept = Kept { target: &node.target, found: false };
            kept.visit_body(&node.body);
            if most == Keeps::None && kept.found { Keeps::Some } else { most }
        }
        Code::Loop(_) | Code::Handed(_) => Keeps::None,
    }
}

/// Whether a value is an element, or a display that holds one.
fn holds(value: &Expr, target: &Expr) -> bool {
    let Expr::Name(element) = target else { return false };
    match value {
        Expr::Name(name) => name.id == element.id,
        Expr::Tuple(node) => node.elts.iter().any(|value| holds(value, target)),
        Expr::List(node) => node.elts.iter().any(|value| holds(value, target)),
        _ => false,
    }
}

/// Looks for places that put an element into a container.
struct Kept<'a> {
    target: &'a Expr,
    found: bool,
}

impl<'a> Visitor<'a> for Kept<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::Assign(node) = stmt
            && node.targets.iter().any(|target| !target.is_name_expr())
        {
            self.found |= holds(&node.value, self.target);
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && let Expr::Attribute(method) = &*call.func
            && matches!(
                method.attr.as_str(),
                "append" | "add" | "insert" | "appendleft" | "setdefault"
            )
        {
            self.found |= call.arguments.args.iter().any(|value| holds(value, self.target));
        }
        visitor::walk_expr(self, expr);
    }
}

//! Whether a program looks at the context of decimal arithmetic: at its flags, which every operation sets.
//!
//! ```python
//! ctx = decimal.getcontext()
//! ctx.prec = 50                     # sets it, and looks at nothing
//! print(ctx)                        # shows the flags
//! if ctx.flags[decimal.Inexact]:    # asks for one
//! ```

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use rustc_hash::FxHashSet;

use crate::program::Program;

/// What code that looks at a context names: the attribute, or what gives the context.
const SHOWING: &[&str] = &["flags", "getcontext", "localcontext", "Context"];

/// Whether any module mentions decimal arithmetic.
pub fn is_used(program: &Program) -> bool {
    program.mentions("decimal")
}

/// Whether any module uses a context in other ways than to set or read its attributes, flags excepted.
pub fn is_shown(program: &Program) -> bool {
    is_used(program)
        && program.modules.iter().filter(|module| module.may_name(SHOWING)).any(|module| {
            let mut finder = Finder { bound: FxHashSet::default(), shown: false };
            finder.visit_body(&module.tree().body);
            // Twice: functions may use a name that is bound further down.
            finder.visit_body(&module.tree().body);
            finder.shown
        })
}

struct Finder<'a> {
    /// Names that are given a context somewhere.
    bound: FxHashSet<&'a str>,
    shown: bool,
}

/// A call that gives a context.
fn makes_context(expr: &Expr) -> bool {
    let Expr::Call(call) = expr else { return false };
    let name = match &*call.func {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(node) => node.attr.as_str(),
        _ => return false,
    };
    matches!(name, "getcontext" | "localcontext" | "Context")
}

impl<'a> Finder<'a> {
    fn bind(&mut self, value: &'a Expr, target: &'a Expr) {
        if let (true, Expr::Name(name)) = (makes_context(value), target) {
            self.bound.insert(name.id.as_str());
            if let Expr::Call(call) = value {
                self.visit_arguments(&call.arguments);
            }
        } else {
            self.visit_expr(value);
            self.visit_expr(target);
        }
    }
}

impl<'a> Visitor<'a> for Finder<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Assign(node) if node.targets.len() == 1 => {
                self.bind(&node.value, &node.targets[0]);
            }
            Stmt::With(node) => {
                for item in &node.items {
                    match item.optional_vars.as_deref() {
                        Some(target) => self.bind(&item.context_expr, target),
                        None if makes_context(&item.context_expr) => {}
                        None => self.visit_expr(&item.context_expr),
                    }
                }
                self.visit_body(&node.body);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Attribute(node) => {
                self.shown |= matches!(node.attr.as_str(), "flags" | "clear_flags");
                let holder = &*node.value;
                let is_context = makes_context(holder)
                    || matches!(holder, Expr::Name(name) if self.bound.contains(name.id.as_str()));
                if !is_context {
                    self.visit_expr(holder);
                }
            }
            Expr::Call(ast::ExprCall { func, arguments, .. })
                if matches!(&**func, Expr::Name(name) if name.id.as_str() == "setcontext")
                    || matches!(&**func, Expr::Attribute(node) if node.attr.as_str() == "setcontext") =>
            {
                let plain = |argument: &Expr| {
                    makes_context(argument)
                        || matches!(argument, Expr::Name(_) | Expr::Attribute(_))
                };
                if !arguments.args.iter().all(plain) {
                    self.visit_arguments(arguments);
                }
            }
            Expr::Name(name) => self.shown |= self.bound.contains(name.id.as_str()),
            _ => {
                self.shown |= makes_context(expr);
                visitor::walk_expr(self, expr);
            }
        }
    }
}

//! Keys that a loop over a dictionary takes from that dictionary: reading under them finds something.
//!
//! ```python
//! groups = defaultdict(list)
//! ...
//! for name in groups:                  # also groups.keys(), groups.items()
//!     report.append(score(groups[name]))
//! ```
//!
//! Decides: for one iteration of such a loop, which reads of a `defaultdict` add no key.
//!
//! Sound because: neither the dictionary's name nor the key's means anything else before the iteration ends; that nothing takes keys out
//! of the dictionary meanwhile is what the loop is refused for otherwise (it changes what it iterates over); and numbers, text
//! and tuples of them are found again by their copies, too.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};

use super::walker::Walker;
use super::{Analysis, LoopSite, LoopSyntax};
use crate::ids::VarId;
use crate::values::Value;

/// A variable that holds a dictionary, and the one that holds a key of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnKey {
    dictionary: VarId,
    key: VarId,
}

/// What a loop says about its keys, if it goes through a dictionary that has a name.
pub(super) fn of_loop(an: &Analysis<'_>, site: &LoopSite<'_>) -> Option<OwnKey> {
    let (iter, target) = match site.syntax {
        LoopSyntax::For(node) => (&*node.iter, &*node.target),
        LoopSyntax::Comprehension(expr) => {
            let first = match expr {
                Expr::ListComp(node) => &node.generators,
                Expr::SetComp(node) => &node.generators,
                Expr::DictComp(node) => &node.generators,
                Expr::Generator(node) => &node.generators,
                _ => return None,
            }
            .first()?;
            (&first.iter, &first.target)
        }
        _ => return None,
    };
    let (dictionary, target) = match iter {
        Expr::Name(name) => (name, target),
        Expr::Call(call) => {
            let Expr::Attribute(node) = &*call.func else { return None };
            let name = node.value.as_name_expr().filter(|_| call.arguments.is_empty())?;
            match (node.attr.as_str(), target) {
                ("keys", target) => (name, target),
                ("items", Expr::Tuple(pair)) if pair.elts.len() == 2 => (name, &pair.elts[0]),
                _ => return None,
            }
        }
        _ => return None,
    };
    let dictionary = an.scopes.variable_of(dictionary)?;
    let key = an.scopes.variable_of(target.as_name_expr()?)?;
    let mut bound = Bindings { an, dictionary, key, of_dictionary: 0, of_key: 0 };
    match site.syntax {
        LoopSyntax::For(node) => {
            bound.visit_expr(&node.target);
            bound.visit_body(&node.body);
        }
        LoopSyntax::Comprehension(expr) => bound.visit_expr(expr),
        _ => return None,
    }
    // What other bodies may bind, they do not.
    let stays = |var: VarId| {
        let variable = an.scopes.variable(var);
        !variable.shared && !variable.is_global
            || variable.bindings == 1 && an.program.modules.len() == 1
    };
    let is_own = bound.of_dictionary == 0
        && bound.of_key == 1
        && stays(dictionary)
        && (stays(key) || !an.scopes.variable(key).shared);
    is_own.then_some(OwnKey { dictionary, key })
}

impl Walker<'_, '_> {
    /// Whether a subscript reads a dictionary under a key that the loop around has taken from it.
    pub(super) fn is_own_key(&self, node: &ast::ExprSubscript, key: &Value) -> bool {
        let Some(own) = self.own_key else { return false };
        let is = |expr: &Expr, var: VarId| {
            expr.as_name_expr().and_then(|name| self.an.scopes.variable_of(name)) == Some(var)
        };
        is(&node.value, own.dictionary) && is(&node.slice, own.key) && self.an.is_plain_key(key)
    }
}

/// Counts the bindings of two names, and takes statements that bind names in other ways for such.
struct Bindings<'n, 'a> {
    an: &'n Analysis<'a>,
    dictionary: VarId,
    key: VarId,
    of_dictionary: u32,
    of_key: u32,
}

impl<'e> Visitor<'e> for Bindings<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        let binds_otherwise = match stmt {
            Stmt::Match(_)
            | Stmt::Import(_)
            | Stmt::ImportFrom(_)
            | Stmt::FunctionDef(_)
            | Stmt::ClassDef(_)
            | Stmt::Global(_)
            | Stmt::Nonlocal(_) => true,
            Stmt::Try(node) => node.handlers.iter().any(|handler| {
                let ast::ExceptHandler::ExceptHandler(handler) = handler;
                handler.name.is_some()
            }),
            _ => false,
        };
        self.of_dictionary += u32::from(binds_otherwise);
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Name(name) = expr
            && !name.ctx.is_load()
            && let Some(var) = self.an.scopes.variable_of(name)
        {
            self.of_dictionary += u32::from(var == self.dictionary);
            self.of_key += u32::from(var == self.key);
        }
        visitor::walk_expr(self, expr);
    }
}

//! Where the variable is assigned that a refusal is about, for refusals that know its name only.

use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use crate::effect_words::Why;
use crate::passes::effects::{Analysis, LoopSite, LoopSyntax};
use crate::passes::scopes::FunctionNode;
use crate::plan::Refusal;
use crate::reasons::Reason;

/// Adds the place to a refusal that has none.
pub(super) fn add(an: &Analysis<'_>, site: &LoopSite<'_>, refusal: Refusal) -> Refusal {
    if refusal.cause.is_some() {
        return refusal;
    }
    let Some(name) = refusal.detail.split('`').nth(1) else { return refusal };
    let cause = match refusal.reason {
        Reason::GlobalWrite => by_another_body(an, name),
        Reason::LoopCarriedWrite | Reason::ResultSharesObject => in_loop(an, site, name),
        _ => None,
    };
    Refusal { cause, ..refusal }
}

/// The first statement of the loop that assigns the variable.
fn in_loop(an: &Analysis<'_>, site: &LoopSite<'_>, name: &str) -> Option<Why> {
    let body = match site.syntax {
        LoopSyntax::For(node) => &node.body,
        LoopSyntax::While(node) => &node.body,
        _ => return None,
    };
    let range = first_assignment(body, name)?;
    Some(why(an, an.scopes.function(site.func).module, range))
}

/// The first statement of a function that assigns a variable which the function says is not its own.
fn by_another_body(an: &Analysis<'_>, name: &str) -> Option<Why> {
    an.scopes.functions.iter().find_map(|function| {
        let FunctionNode::Def(def) = function.node else { return None };
        let declares = |stmt: &Stmt| match stmt {
            Stmt::Global(node) => node.names.iter().any(|declared| declared == name),
            Stmt::Nonlocal(node) => node.names.iter().any(|declared| declared == name),
            _ => false,
        };
        if !def.body.iter().any(declares) {
            return None;
        }
        Some(why(an, function.module, first_assignment(&def.body, name)?))
    })
}

fn why(an: &Analysis<'_>, module: crate::ids::ModuleId, range: TextRange) -> Why {
    let text = an.program.module(module).slice(range);
    let mut lines = text.lines();
    let mut what = lines.next().unwrap_or_default().trim().to_owned();
    if lines.next().is_some() {
        what.push_str(" …");
    }
    Why { module, range, what: what.into() }
}

fn first_assignment(body: &[Stmt], name: &str) -> Option<TextRange> {
    let mut search = Assignments { name, found: None };
    search.visit_body(body);
    search.found
}

struct Assignments<'n> {
    name: &'n str,
    found: Option<TextRange>,
}

impl<'a> StatementVisitor<'a> for Assignments<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if self.found.is_some() {
            return;
        }
        match stmt {
            // Other bodies have variables of their own.
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            Stmt::For(node) if binds(&node.target, self.name) => {
                self.found = Some(TextRange::new(node.range.start(), node.iter.end()));
            }
            Stmt::Assign(ast::StmtAssign { targets, range, .. })
                if targets.iter().any(|target| binds(target, self.name)) =>
            {
                self.found = Some(*range);
            }
            Stmt::AugAssign(node) if binds(&node.target, self.name) => {
                self.found = Some(node.range);
            }
            Stmt::AnnAssign(node) if binds(&node.target, self.name) => {
                self.found = Some(node.range);
            }
            _ => walk_stmt(self, stmt),
        }
    }
}

/// Whether a target assigns the name.
fn binds(target: &Expr, name: &str) -> bool {
    let mut names = Names { name, found: false };
    names.visit_expr(target);
    names.found
}

struct Names<'n> {
    name: &'n str,
    found: bool,
}

impl<'a> Visitor<'a> for Names<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Name(node) = expr {
            self.found |= node.ctx.is_store() && node.id == self.name;
        }
        visitor::walk_expr(self, expr);
    }
}

//! What a `for` statement must look like, the variables that it assigns, and whether its body has statements of certain
//! kinds.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};

use super::refusal;
use crate::passes::effects::summary::VarSet;
use crate::passes::effects::{Analysis, LoopSite};
use crate::plan::Refusal;
use crate::reasons::Reason;

/// Refuses a loop whose header cannot be written anew.
pub(super) fn check_syntax(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    stmt: &ast::StmtFor,
) -> Result<(), Refusal> {
    if stmt.is_async || an.scopes.function(site.func).is_async {
        return Err(refusal(Reason::SuspendedBody, String::new(), None));
    }
    if !is_name_target(&stmt.target) {
        return Err(refusal(Reason::UnsupportedTarget, String::new(), None));
    }
    let mut targets = VarSet::default();
    collect_targets(an, &stmt.target, &mut targets);
    let in_class = targets.iter().any(|var| an.scopes.variable(var).is_class_member);
    if in_class {
        return Err(refusal(Reason::ClassBody, String::new(), None));
    }
    if targets.iter().any(|var| an.scopes.variable(var).func != site.func) {
        return Err(refusal(Reason::GlobalWrite, "the loop variable is global".into(), None));
    }
    if let Some(trips) = crate::passes::effects::statements::constant_trips(&stmt.iter)
        && trips < 2.0
    {
        return Err(refusal(Reason::FewIterations, String::new(), None));
    }
    let text = &an.module_of(site.func).source.text;
    let line_start =
        text[..usize::from(stmt.range.start())].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = &text[line_start..usize::from(stmt.range.start())];
    if !before.chars().all(|c| c == ' ' || c == '\t' || c == '\u{feff}') {
        return Err(refusal(Reason::MixedSource, String::new(), None));
    }
    Ok(())
}

fn is_name_target(target: &Expr) -> bool {
    match target {
        Expr::Name(_) => true,
        Expr::Tuple(node) => node.elts.iter().all(is_name_target),
        Expr::List(node) => node.elts.iter().all(is_name_target),
        Expr::Starred(node) => is_name_target(&node.value),
        _ => false,
    }
}

/// The variables of a target.
pub fn collect_targets(an: &Analysis<'_>, target: &Expr, into: &mut VarSet) {
    match target {
        Expr::Name(name) => {
            if let Some(var) = an.scopes.variable_of(name) {
                into.insert(var);
            }
        }
        Expr::Tuple(node) => node.elts.iter().for_each(|t| collect_targets(an, t, into)),
        Expr::List(node) => node.elts.iter().for_each(|t| collect_targets(an, t, into)),
        Expr::Starred(node) => collect_targets(an, &node.value, into),
        _ => {}
    }
}

/// Whether a body contains a `try` anywhere.
pub(super) fn has_try(body: &[ast::Stmt]) -> bool {
    struct Tries(bool);
    impl<'a> Visitor<'a> for Tries {
        fn visit_stmt(&mut self, stmt: &'a ast::Stmt) {
            self.0 |= stmt.is_try_stmt();
            visitor::walk_stmt(self, stmt);
        }
    }
    let mut tries = Tries(false);
    tries.visit_body(body);
    tries.0
}

/// Whether a body contains `+=` or `-=` anywhere.
pub(super) fn has_addition(body: &[ast::Stmt]) -> bool {
    struct Additions(bool);
    impl<'a> Visitor<'a> for Additions {
        fn visit_stmt(&mut self, stmt: &'a ast::Stmt) {
            self.0 |= stmt.is_aug_assign_stmt();
            visitor::walk_stmt(self, stmt);
        }
    }
    let mut additions = Additions(false);
    additions.visit_body(body);
    additions.0
}

//! Checks what was written: it parses, and what was not rewritten is unchanged.

use std::ops::Range;

use ruff_python_ast::comparable::{ComparableExpr, ComparableStmt};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprName, Stmt, StmtFor};

use super::check_fills;
use crate::read::{self, Source};

/// Parses an emitted text again.
pub fn parses(name: &str, text: &str) -> Result<read::Parsed, String> {
    let source = Source::of_text(name, text);
    read::parse(&source).map_err(|error| format!("{name}:{}: {}", error.line, error.message))
}

/// Compares the driver with the original: statement by statement, rewritten loops by their sequential part.
pub fn unchanged(original: &[Stmt], driver: &[Stmt]) -> Result<(), String> {
    let prelude = prelude(driver);
    let mut emitted = driver
        .iter()
        .enumerate()
        .filter(|(index, _)| !prelude.contains(index) && !check_fills::is_added(driver, *index))
        .map(|(_, stmt)| stmt);
    let filled = check_fills::names(driver);
    for stmt in original {
        if check_fills::is_left_out(stmt, &filled) {
            continue;
        }
        let Some(mut other) = emitted.next() else {
            return Err("a statement is missing".into());
        };
        if ComparableStmt::from(stmt) == ComparableStmt::from(other) {
            continue;
        }
        if is_spawn(other) {
            // Work that is started early; the statement itself follows.
            let Some(next) = emitted.next() else {
                return Err("a statement is missing".into());
            };
            other = next;
            while is_spawn(other) {
                let Some(next) = emitted.next() else {
                    return Err("a statement is missing".into());
                };
                other = next;
            }
            if ComparableStmt::from(stmt) == ComparableStmt::from(other) {
                continue;
            }
        }
        if let Some(function) = check_fills::function(other, &filled) {
            check_fills::compare(stmt, function)?;
            continue;
        }
        if let (Stmt::Assign(_), Stmt::If(branch)) = (stmt, other)
            && let Some(original) = own_branch(branch)
        {
            if ComparableStmt::from(stmt) == ComparableStmt::from(original) {
                continue;
            }
            return Err("an assignment that is started early has changed".into());
        }
        if is_resumable(other) {
            let (Some(Stmt::If(_)), Some(region)) = (emitted.next(), emitted.next()) else {
                return Err("a loop that can be resumed is missing".into());
            };
            if !is_region(region) {
                compare_resumable(stmt, region)?;
                continue;
            }
            other = region;
        }
        if let (Stmt::For(node), true) = (stmt, is_handle(other)) {
            let Some(Stmt::While(region)) = emitted.next() else {
                return Err("a rewritten loop has no region".into());
            };
            let Some(body) = sequential_body(&region.body) else {
                return Err("a rewritten loop has lost its original body".into());
            };
            compare_blocks(&node.body, body)?;
            compare_blocks(&node.orelse, &region.orelse)?;
            continue;
        }
        if let (Stmt::For(node), Stmt::For(region)) = (stmt, other)
            && is_fold(&region.iter)
        {
            compare_fold(node, region)?;
            continue;
        }
        if let Some(region) = rounds(other) {
            compare_rounds(stmt, region)?;
            continue;
        }
        compare_inside(stmt, other)?;
    }
    match emitted.next() {
        Some(_) => Err("a statement was added".into()),
        None => Ok(()),
    }
}

/// The original loop inside the one over what has to run in place, and behind it nothing but additions, and statements of
/// the original once more.
fn compare_fold(original: &StmtFor, region: &StmtFor) -> Result<(), String> {
    let Some((Stmt::For(inner), added)) = region.body.split_first() else {
        return Err("a loop that is added up in parts has lost its original".into());
    };
    if ComparableExpr::from(&*original.target) != ComparableExpr::from(&*inner.target)
        || !added.iter().all(|stmt| puts_together(stmt, &original.body))
        || !region.orelse.is_empty()
    {
        return Err("a loop that is added up in parts has changed".into());
    }
    compare_blocks(&original.body, &inner.body)?;
    compare_blocks(&original.orelse, &inner.orelse)
}

/// `count += surge_count`, or for each of what a worker hands over: an addition, or a statement of the original.
fn puts_together(stmt: &Stmt, original: &[Stmt]) -> bool {
    let Stmt::For(node) = stmt else { return stmt.is_aug_assign_stmt() };
    let [stmt] = node.body.as_slice() else { return false };
    match stmt {
        Stmt::AugAssign(_) => node.orelse.is_empty(),
        Stmt::Assign(again) => holds(original, &|stmt| {
            matches!(stmt, Stmt::Assign(node) if node.targets.len() == 1
                && again.targets.len() == 1
                && ComparableExpr::from(&node.targets[0]) == ComparableExpr::from(&again.targets[0])
                && node.value.is_call_expr() == again.value.is_call_expr())
        }),
        again => holds(original, &|stmt| ComparableStmt::from(stmt) == ComparableStmt::from(again)),
    }
}

/// Whether a block holds such a statement, however deep.
fn holds(block: &[Stmt], wanted: &dyn Fn(&Stmt) -> bool) -> bool {
    struct Finder<'w>(&'w dyn Fn(&Stmt) -> bool, bool);
    impl<'a> Visitor<'a> for Finder<'_> {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            self.1 |= (self.0)(stmt);
            if !self.1 {
                visitor::walk_stmt(self, stmt);
            }
        }
    }
    let mut finder = Finder(wanted, false);
    finder.visit_body(block);
    finder.1
}

/// A loop that can be resumed: another iterable, or one more statement at the start of the body.
fn compare_resumable(original: &Stmt, region: &Stmt) -> Result<(), String> {
    match (original, region) {
        (Stmt::For(node), Stmt::For(region)) => {
            if ComparableExpr::from(&*node.target) != ComparableExpr::from(&*region.target) {
                return Err("a loop that can be resumed has changed".into());
            }
            compare_blocks(&node.body, &region.body)?;
            compare_blocks(&node.orelse, &region.orelse)
        }
        (Stmt::While(node), Stmt::While(region)) => {
            if ComparableExpr::from(&*node.test) != ComparableExpr::from(&*region.test) {
                return Err("the condition of a loop that can be resumed has changed".into());
            }
            compare_blocks(&node.body, region.body.get(1..).unwrap_or_default())?;
            compare_blocks(&node.orelse, &region.orelse)
        }
        _ => Err("a loop that can be resumed has changed".into()),
    }
}

/// Whether what follows the statements of a loop that can be resumed is one that runs in parallel.
fn is_region(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::For(node) => is_fold(&node.iter),
        stmt => is_handle(stmt) || rounds(stmt).is_some(),
    }
}

/// `handle = surge_rt.resumable(…)`.
fn is_resumable(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Assign(node)
        if matches!(&*node.value, Expr::Call(call)
            if matches!(&*call.func, Expr::Attribute(a)
                if a.attr.as_str() == "resumable"
                    && matches!(&*a.value, Expr::Name(name) if is_runtime(name)))))
}

/// The call of `fold` that a loop goes over.
fn is_fold(iter: &Expr) -> bool {
    matches!(iter, Expr::Call(call)
        if matches!(&*call.func, Expr::Attribute(a)
            if a.attr.as_str() == "fold"
                && matches!(&*a.value, Expr::Name(name) if is_ours(name))))
}

/// The statements of ours at the top of a module: those of the script end with the call of `enter`, those of another
/// module with the assignment of what `tasks_of` gives.
fn prelude(driver: &[Stmt]) -> Range<usize> {
    if let Some(at) = driver.iter().position(is_entry) {
        at.saturating_sub(3)..at + 1
    } else if let Some(at) = driver.iter().position(is_tasks_of) {
        at.saturating_sub(1)..at + 1
    } else {
        0..0
    }
}

/// The loop in `with surge_rt.rounds(…) as handle:`.
fn rounds(stmt: &Stmt) -> Option<&Stmt> {
    let Stmt::With(node) = stmt else { return None };
    let [item] = node.items.as_slice() else { return None };
    let is_rounds = matches!(&item.context_expr, Expr::Call(call)
        if matches!(&*call.func, Expr::Attribute(a)
            if a.attr.as_str() == "rounds"
                && matches!(&*a.value, Expr::Name(name) if is_runtime(name))));
    match node.body.as_slice() {
        [region @ (Stmt::While(_) | Stmt::For(_))] if is_rounds => Some(region),
        _ => None,
    }
}

/// What a condition that is computed ahead was: `handle.log if handle.ready(…) else (condition)`.
fn asked(test: &Expr) -> Option<&Expr> {
    let Expr::If(node) = test else { return None };
    let is =
        |expr: &Expr, name: &str| matches!(expr, Expr::Attribute(a) if a.attr.as_str() == name);
    let asks = matches!(&*node.test, Expr::Call(call) if is(&call.func, "ready"));
    (asks && is(&node.body, "log")).then_some(&*node.orelse)
}

/// The loop keeps its header and its `else`; its body ends in `if handle.ready(…): … else: …`, and with what stands in that `else` it is
/// the original body.
fn compare_rounds(original: &Stmt, region: &Stmt) -> Result<(), String> {
    if let (Stmt::While(a), Stmt::While(b)) = (original, region)
        && let Some(test) = asked(&b.test)
    {
        if ComparableExpr::from(&*a.test) != ComparableExpr::from(test) {
            return Err("the header of a rewritten loop has changed".into());
        }
        let body = match b.body.as_slice() {
            [first, rest @ ..] if is_round(first) => rest,
            body => body,
        };
        compare_blocks(&a.body, body)?;
        return compare_blocks(&a.orelse, &b.orelse);
    }
    let (same, [body, orelse], [new_body, new_orelse]) = match (original, region) {
        (Stmt::While(a), Stmt::While(b)) => (
            ComparableExpr::from(&a.test) == ComparableExpr::from(&b.test),
            [&a.body, &a.orelse],
            [&b.body, &b.orelse],
        ),
        (Stmt::For(a), Stmt::For(b)) => (
            ComparableExpr::from(&a.target) == ComparableExpr::from(&b.target)
                && ComparableExpr::from(&a.iter) == ComparableExpr::from(&b.iter),
            [&a.body, &a.orelse],
            [&b.body, &b.orelse],
        ),
        _ => return Err("a statement has changed".into()),
    };
    if !same {
        return Err("the header of a rewritten loop has changed".into());
    }
    let Some((Stmt::If(branch), before)) = new_body.split_last() else {
        return Err("a rewritten loop has no region".into());
    };
    let before = match before {
        [first, rest @ ..] if is_round(first) => rest,
        before => before,
    };
    let (first, rest) = body.split_at(before.len().min(body.len()));
    let [clause] = branch.elif_else_clauses.as_slice() else {
        return Err("a rewritten loop has lost its original body".into());
    };
    compare_blocks(first, before)?;
    compare_blocks(rest, &clause.body)?;
    compare_blocks(orelse, new_orelse)
}

/// `handle.round()`, which a `while` loop that can be resumed begins its rounds with.
fn is_round(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Expr(node)
        if matches!(&*node.value, Expr::Call(call)
            if call.arguments.is_empty()
                && matches!(&*call.func, Expr::Attribute(a)
                    if a.attr.as_str() == "round"
                        && matches!(&*a.value, Expr::Name(name) if is_ours(name)))))
}

fn compare_blocks(original: &[Stmt], driver: &[Stmt]) -> Result<(), String> {
    unchanged(original, driver)
}

/// Compound statements that contain a rewritten region.
fn compare_inside(original: &Stmt, driver: &Stmt) -> Result<(), String> {
    match (original, driver) {
        (Stmt::FunctionDef(a), Stmt::FunctionDef(b)) => compare_blocks(&a.body, &b.body),
        (Stmt::ClassDef(a), Stmt::ClassDef(b)) => compare_blocks(&a.body, &b.body),
        (Stmt::If(a), Stmt::If(b)) => {
            compare_blocks(&a.body, &b.body)?;
            if a.elif_else_clauses.len() != b.elif_else_clauses.len() {
                return Err("a branch is missing".into());
            }
            for (a, b) in a.elif_else_clauses.iter().zip(&b.elif_else_clauses) {
                compare_blocks(&a.body, &b.body)?;
            }
            Ok(())
        }
        (Stmt::For(a), Stmt::For(b)) => {
            compare_blocks(&a.body, &b.body)?;
            compare_blocks(&a.orelse, &b.orelse)
        }
        (Stmt::While(a), Stmt::While(b)) => {
            compare_blocks(&a.body, &b.body)?;
            compare_blocks(&a.orelse, &b.orelse)
        }
        (Stmt::With(a), Stmt::With(b)) => compare_blocks(&a.body, &b.body),
        (Stmt::Try(a), Stmt::Try(b)) => {
            compare_blocks(&a.body, &b.body)?;
            for (a, b) in a.handlers.iter().zip(&b.handlers) {
                let ruff_python_ast::ExceptHandler::ExceptHandler(a) = a;
                let ruff_python_ast::ExceptHandler::ExceptHandler(b) = b;
                compare_blocks(&a.body, &b.body)?;
            }
            compare_blocks(&a.orelse, &b.orelse)?;
            compare_blocks(&a.finalbody, &b.finalbody)
        }
        (Stmt::Match(a), Stmt::Match(b)) => {
            for (a, b) in a.cases.iter().zip(&b.cases) {
                compare_blocks(&a.body, &b.body)?;
            }
            Ok(())
        }
        (Stmt::Expr(a), Stmt::Assign(b)) if check_fills::sorts_itself(a, b) => Ok(()),
        // A comprehension inside was rewritten; the statement is still of its kind.
        (a, b) if std::mem::discriminant(a) == std::mem::discriminant(b) => Ok(()),
        _ => Err("a statement has changed".into()),
    }
}

/// The call that starts the runtime, the last of the four statements of the prelude.
fn is_entry(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Expr(node)
        if matches!(&*node.value, Expr::Call(call)
            if matches!(&*call.func, Expr::Attribute(attribute)
                if attribute.attr.as_str() == "enter"
                    && matches!(&*attribute.value, Expr::Name(name) if name.id.as_str() == "surge_rt"))))
}

/// A name under which a module sees the runtime.
pub(super) fn is_runtime(name: &ExprName) -> bool {
    name.id.trim_start_matches('_').starts_with("surge_rt")
}

/// A name that the program does not use: of the runtime, or of a loop that can be resumed.
fn is_ours(name: &ExprName) -> bool {
    name.id.trim_start_matches('_').starts_with("surge_")
}

/// `tasks = surge_rt.tasks_of(globals())`.
fn is_tasks_of(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Assign(node)
        if matches!(&*node.value, Expr::Call(call)
            if matches!(&*call.func, Expr::Attribute(a)
                if a.attr.as_str() == "tasks_of"
                    && matches!(&*a.value, Expr::Name(name) if is_runtime(name)))))
}

/// `handle = surge_rt.spawn(…)`.
fn is_spawn(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Assign(node)
        if matches!(&*node.value, Expr::Call(call)
            if matches!(&*call.func, Expr::Attribute(a)
                if a.attr.as_str() == "spawn"
                    && matches!(&*a.value, Expr::Name(name) if is_runtime(name)))))
}

/// The original statement in `if handle.done(): … else: …`.
fn own_branch(branch: &ruff_python_ast::StmtIf) -> Option<&Stmt> {
    let is_done = matches!(&*branch.test, Expr::Call(call)
        if matches!(&*call.func, Expr::Attribute(a) if a.attr.as_str() == "done"));
    match branch.elif_else_clauses.as_slice() {
        [clause] if is_done && clause.test.is_none() => clause.body.first(),
        _ => None,
    }
}

fn is_handle(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Assign(node)
        if matches!(&*node.value, Expr::Call(call)
            if matches!(&*call.func, Expr::Attribute(a) if a.attr.as_str() == "loop")))
}

/// The original body inside a region: that of the loop over `.sequential()`.
fn sequential_body(region: &[Stmt]) -> Option<&[Stmt]> {
    region.iter().find_map(|stmt| match stmt {
        Stmt::For(node) if is_sequential(&node.iter) => Some(&*node.body),
        Stmt::For(node) => node.orelse.iter().find_map(|inner| match inner {
            Stmt::For(inner) if is_sequential(&inner.iter) => Some(&*inner.body),
            _ => None,
        }),
        _ => None,
    })
}

fn is_sequential(iter: &Expr) -> bool {
    matches!(iter, Expr::Call(call)
        if matches!(&*call.func, Expr::Attribute(a) if a.attr.as_str() == "sequential"))
}

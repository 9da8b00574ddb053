//! Checks that a function which yields is the loop that filled a list, and nothing else.

use ruff_python_ast::comparable::{ComparableComprehension, ComparableExpr, ComparableStmt};
use ruff_python_ast::{Expr, Identifier, Stmt, StmtAssign, StmtExpr, StmtFunctionDef};

use super::check::is_runtime;

/// A list that is a stream: its name, and that of the function which yields its elements.
pub type Filled<'a> = (&'a str, &'a str);

/// The lists of a block that functions make: `rows = surge_rt.stream(surge_rows())`, `rows = surge_rt.states(surge_rows, rows)`.
pub fn names(block: &[Stmt]) -> Vec<Filled<'_>> {
    block.iter().filter_map(|stmt| stream(stmt).or_else(|| states(stmt))).collect()
}

/// Whether a statement of a block is such an assignment.
pub fn is_added(block: &[Stmt], index: usize) -> bool {
    stream(&block[index]).is_some() || states(&block[index]).is_some()
}

/// `rows = surge_rt.states(surge_rows, rows)`, and `rows, state = surge_rt.states(surge_rows, rows, None)`.
fn states(stmt: &Stmt) -> Option<Filled<'_>> {
    let Stmt::Assign(node) = stmt else { return None };
    let [target] = node.targets.as_slice() else { return None };
    let target = match target {
        Expr::Tuple(targets) => targets.elts.first()?,
        target => target,
    };
    let Expr::Name(target) = target else { return None };
    let Expr::Call(call) = &*node.value else { return None };
    let Expr::Attribute(callee) = &*call.func else { return None };
    let [Expr::Name(function), Expr::Name(list), ..] = &*call.arguments.args else { return None };
    let is_states = callee.attr.as_str() == "states"
        && list.id == target.id
        && matches!(&*callee.value, Expr::Name(name) if is_runtime(name));
    is_states.then_some((target.id.as_str(), function.id.as_str()))
}

/// `rows = surge_rt.stream(surge_rows())`, and `return surge_rt.stream_from(surge_rows())`, which has no name for the list.
fn stream(stmt: &Stmt) -> Option<Filled<'_>> {
    if let Stmt::Return(node) = stmt {
        return Some(("", runs(node.value.as_deref()?, "stream_from")?));
    }
    let Stmt::Assign(node) = stmt else { return None };
    let [Expr::Name(target)] = node.targets.as_slice() else { return None };
    Some((target.id.as_str(), runs(&node.value, "stream")?))
}

/// The function in `surge_rt.stream(surge_rows())`.
fn runs<'a>(value: &'a Expr, how: &str) -> Option<&'a str> {
    let Expr::Call(call) = value else { return None };
    let Expr::Attribute(callee) = &*call.func else { return None };
    let [Expr::Call(made)] = &*call.arguments.args else { return None };
    let is_stream = callee.attr.as_str() == how
        && matches!(&*callee.value, Expr::Name(name) if is_runtime(name));
    match &*made.func {
        Expr::Name(function) if is_stream && made.arguments.is_empty() => {
            Some(function.id.as_str())
        }
        _ => None,
    }
}

/// Whether a statement makes an empty list, whose name is that of a stream by now.
pub fn is_left_out(stmt: &Stmt, filled: &[Filled<'_>]) -> bool {
    let (target, value) = match stmt {
        Stmt::Assign(node) => match node.targets.as_slice() {
            [target] => (target, Some(&*node.value)),
            _ => return false,
        },
        Stmt::AnnAssign(node) => (&*node.target, node.value.as_deref()),
        _ => return false,
    };
    let Expr::Name(target) = target else { return false };
    let is_empty = match value {
        Some(Expr::List(list)) => list.elts.is_empty(),
        Some(Expr::Call(call)) => call.arguments.is_empty(),
        _ => false,
    };
    is_empty && filled.iter().any(|(name, _)| *name == target.id.as_str())
}

/// A function that yields the elements of one of these.
pub fn function<'a>(
    stmt: &'a Stmt,
    filled: &[Filled<'a>],
) -> Option<(&'a StmtFunctionDef, &'a str)> {
    let Stmt::FunctionDef(node) = stmt else { return None };
    let (name, _) = filled.iter().find(|(_, function)| *function == node.name.as_str())?;
    Some((node, name))
}

/// Compares a loop with the body of the function that stands for it.
pub fn compare(original: &Stmt, (function, name): (&StmtFunctionDef, &str)) -> Result<(), String> {
    let body = match function.body.split_first() {
        Some((first, body)) if takes_apart(first, function) => body,
        _ => function.body.as_slice(),
    };
    if let ([Stmt::For(body)], Stmt::For(one)) = (body, original)
        && function.parameters.len() == 2
    {
        let same = from_start(&one.iter, &body.iter)
            && ComparableExpr::from(&*one.target) == ComparableExpr::from(&*body.target)
            && steps_the_same(&one.body, &body.body);
        return same.then_some(()).ok_or_else(|| {
            "a function that goes on from a state differs from the loop that kept all".into()
        });
    }
    match function.body.as_slice() {
        [body] if function.parameters.is_empty() && same(original, body, name) => Ok(()),
        _ => Err("a function that yields differs from the loop that filled a list".into()),
    }
}

/// Whether a statement takes the elements of a function's first parameter: `angle, speed = state`.
fn takes_apart(stmt: &Stmt, function: &StmtFunctionDef) -> bool {
    let Some(state) = function.parameters.iter().next() else { return false };
    matches!(stmt, Stmt::Assign(node)
        if matches!(node.targets.as_slice(), [Expr::Tuple(parts)] if parts.elts.iter().all(Expr::is_name_expr))
            && matches!(&*node.value, Expr::Name(name) if name.id == state.name().id))
}

/// Whether one header is the other, from a number onwards.
fn from_start(original: &Expr, written: &Expr) -> bool {
    matches!(written, Expr::Subscript(part)
        if part.slice.is_slice_expr()
            && ComparableExpr::from(&*part.value) == ComparableExpr::from(original))
}

/// The statements but the last one are the same, where they do not read `states[-1]`; the last one yields.
fn steps_the_same(original: &[Stmt], written: &[Stmt]) -> bool {
    let (Some((_, one)), Some((last, other))) = (original.split_last(), written.split_last())
    else {
        return false;
    };
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| std::mem::discriminant(one) == std::mem::discriminant(other))
        && matches!(last, Stmt::Expr(node) if node.value.is_yield_expr())
}

fn block(original: &[Stmt], written: &[Stmt], name: &str) -> bool {
    original.len() == written.len()
        && original.iter().zip(written).all(|(one, other)| same(one, other, name))
}

/// Whether two statements are the same, but for what is yielded where it was appended.
fn same(original: &Stmt, written: &Stmt, name: &str) -> bool {
    if let Some(value) = appended(original, name) {
        return matches!(written, Stmt::Expr(node)
            if matches!(&*node.value, Expr::Yield(made)
                if made.value.as_deref().map(ComparableExpr::from) == Some(value.into())));
    }
    let equal = |one: &Expr, other: &Expr| ComparableExpr::from(one) == ComparableExpr::from(other);
    match (original, written) {
        (Stmt::For(one), Stmt::For(other)) => {
            equal(&one.target, &other.target)
                && equal(&one.iter, &other.iter)
                && block(&one.body, &other.body, name)
                && block(&one.orelse, &other.orelse, name)
        }
        (Stmt::While(one), Stmt::While(other)) => {
            equal(&one.test, &other.test)
                && block(&one.body, &other.body, name)
                && block(&one.orelse, &other.orelse, name)
        }
        (Stmt::If(one), Stmt::If(other)) => {
            equal(&one.test, &other.test)
                && block(&one.body, &other.body, name)
                && one.elif_else_clauses.len() == other.elif_else_clauses.len()
                && one.elif_else_clauses.iter().zip(&other.elif_else_clauses).all(|(a, b)| {
                    a.test.as_ref().map(ComparableExpr::from)
                        == b.test.as_ref().map(ComparableExpr::from)
                        && block(&a.body, &b.body, name)
                })
        }
        (Stmt::With(one), Stmt::With(other)) => {
            one.items.len() == other.items.len()
                && one.items.iter().zip(&other.items).all(|(a, b)| {
                    equal(&a.context_expr, &b.context_expr)
                        && a.optional_vars.as_deref().map(ComparableExpr::from)
                            == b.optional_vars.as_deref().map(ComparableExpr::from)
                })
                && block(&one.body, &other.body, name)
        }
        (Stmt::Return(one), Stmt::Expr(other)) if name.is_empty() => {
            hands_on_the_same(one.value.as_deref(), &other.value)
        }
        _ => ComparableStmt::from(original) == ComparableStmt::from(written),
    }
}

/// Whether `yield from (f(x) for x in xs)` stands for `return [f(x) for x in xs]`.
fn hands_on_the_same(list: Option<&Expr>, written: &Expr) -> bool {
    let (Some(Expr::ListComp(list)), Expr::YieldFrom(written)) = (list, written) else {
        return false;
    };
    let Expr::Generator(items) = &*written.value else { return false };
    ComparableExpr::from(&*list.elt) == ComparableExpr::from(&*items.elt)
        && list.generators.len() == items.generators.len()
        && list.generators.iter().zip(&items.generators).all(|(one, other)| {
            ComparableComprehension::from(one) == ComparableComprehension::from(other)
        })
}

/// The value in `rows.append(value)`.
fn appended<'a>(stmt: &'a Stmt, name: &str) -> Option<&'a Expr> {
    let Stmt::Expr(node) = stmt else { return None };
    let Expr::Call(call) = &*node.value else { return None };
    let Expr::Attribute(method) = &*call.func else { return None };
    let is_list = matches!(&*method.value, Expr::Name(list) if list.id.as_str() == name);
    let [value] = &*call.arguments.args else { return None };
    (is_list && method.attr.as_str() == "append").then_some(value)
}

/// Whether `rows.sort(…)` became `rows = surge_rt.in_order(rows, …)`.
pub fn sorts_itself(original: &StmtExpr, written: &StmtAssign) -> bool {
    let (Expr::Call(one), Expr::Call(other)) = (&*original.value, &*written.value) else {
        return false;
    };
    let (Expr::Attribute(method), Expr::Attribute(callee)) = (&*one.func, &*other.func) else {
        return false;
    };
    let (Expr::Name(list), [Expr::Name(target)]) = (&*method.value, written.targets.as_slice())
    else {
        return false;
    };
    let (Some(Expr::Name(source)), true) =
        (other.arguments.args.first(), one.arguments.args.is_empty())
    else {
        return false;
    };
    method.attr.as_str() == "sort"
        && callee.attr.as_str() == "in_order"
        && list.id == target.id
        && list.id == source.id
        && one.arguments.keywords.len() == other.arguments.keywords.len()
        && one.arguments.keywords.iter().zip(&other.arguments.keywords).all(|(a, b)| {
            a.arg.as_ref().map(Identifier::as_str) == b.arg.as_ref().map(Identifier::as_str)
                && ComparableExpr::from(&a.value) == ComparableExpr::from(&b.value)
        })
}

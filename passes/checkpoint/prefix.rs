//! What runs before a loop: the chain of calls that leads to it, and whether all of that can run again.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::{Block, is_plain};
use crate::effect_words::Flags;
use crate::ids::{FuncId, ModuleId, VarId};
use crate::passes::effects::Analysis;
use crate::passes::effects::summary::Effects;
use crate::passes::loops::refusal;
use crate::passes::scopes::FunctionNode;
use crate::plan::Refusal;
use crate::reasons::Reason;

/// What code before the loop may do: done again, it has the same result and leaves nothing twice.
const ALLOWED: Flags = Flags(
    Flags::PRINTS.0
        | Flags::SHOUTS.0
        | Flags::TELLS.0
        | Flags::READS.0
        | Flags::WRITES.0
        | Flags::ANY_RANDOM.0
        | Flags::ANY_SETTINGS.0
        | Flags::IMPORTS.0
        | Flags::ENVIRONMENT.0
        | Flags::STATE.0
        | Flags::GOVERNS.0
        | Flags::LIMITS.0
        | Flags::SETS_PLACE.0
        | Flags::EXITS.0
        | Flags::DEFINES.0
        | Flags::SLEEPS.0,
);

/// Sources of numbers that no seed repeats. Their mention can only refuse.
const ENTROPY: &[&str] = &[
    "urandom",
    "getrandom",
    "SystemRandom",
    "secrets",
    "uuid",
    "default_rng()",
    "RandomState()",
    "Random()",
];

/// How many calls lead to the loop at most.
const MOST_CALLS: usize = 16;

/// Follows the calls that lead to a loop up to the script's first line. Gives the variables that hold a time read before the loop.
pub fn check(an: &Analysis<'_>, func: FuncId, target: TextRange) -> Result<Vec<VarId>, Refusal> {
    let mut clocks = Vec::new();
    let (mut func, mut target) = (func, target);
    for depth in 0..MOST_CALLS {
        let function = an.scopes.function(func);
        let is_module = matches!(function.node, FunctionNode::Module(_));
        if !is_module && !is_plain(an, func) {
            return repeated(an, func, "is nested, decorated, a generator or asynchronous");
        }
        let mut before = Vec::new();
        if !find(an.body_of(func), target, &mut before) {
            return repeated(an, func, "reaches the loop from inside a loop, a class or a `match`");
        }
        for stmt in before {
            if depth == 0
                && let Some(var) = clock(an, func, stmt, target)
            {
                clocks.push(var);
                continue;
            }
            // What was never walked cannot be reached.
            if let Some(effects) = an.effects_of(stmt) {
                check_effects(an, effects)?;
            }
        }
        if is_module {
            check_modules(an)?;
            return Ok(clocks);
        }
        (func, target) = only_call(an, func)?;
    }
    repeated(an, func, "is too deep")
}

fn repeated<T>(an: &Analysis<'_>, func: FuncId, why: &str) -> Result<T, Refusal> {
    let name = &an.scopes.function(func).qualname;
    Err(refusal(Reason::CheckpointRepeated, format!("`{name}` {why}"), None))
}

fn check_effects(an: &Analysis<'_>, effects: &Effects) -> Result<(), Refusal> {
    let mut bad = effects.flags.without(ALLOWED);
    let entropy = |text: &str| ENTROPY.iter().any(|word| text.contains(word));
    // The generator of the module `random` is put back to where it was at the start, that of NumPy is only if it was seeded.
    let unseeded = |text: &str| text.contains("numpy") && !text.contains(".seed(");
    let unrepeatable = effects.flags.intersects(Flags::ANY_RANDOM)
        && an.program.modules.iter().any(|module| {
            let text = &module.source.text;
            entropy(text) || unseeded(text)
        });
    if unrepeatable {
        bad = bad.union(Flags::ANY_RANDOM);
    }
    if bad.is_empty() {
        return Ok(());
    }
    let cause = effects.cause_of(bad).cloned();
    let what = cause.as_ref().map_or("the code before the loop", |why| &why.what);
    Err(refusal(Reason::CheckpointPrefix, format!("`{what}` {}", bad.phrase()), cause))
}

/// Modules that are imported before the loop run as a whole.
fn check_modules(an: &Analysis<'_>) -> Result<(), Refusal> {
    for &body in &an.scopes.module_bodies {
        if an.scopes.function(body).module != ModuleId(0) {
            check_effects(an, &an.summary(body).effects)?;
        }
    }
    Ok(())
}

/// Collects the statements that run before what stands at `target`. False where a loop, or another body, surrounds it.
fn find<'a>(block: Block<'a>, target: TextRange, before: &mut Vec<&'a Stmt>) -> bool {
    for stmt in block {
        if !stmt.range().contains_range(target) {
            before.push(stmt);
            continue;
        }
        return match stmt {
            Stmt::For(_) | Stmt::While(_) if stmt.range() == target => true,
            Stmt::If(node) => {
                let clauses = node.elif_else_clauses.iter();
                let tests = clauses.clone().filter_map(|clause| clause.test.as_ref());
                if has_call(&node.test) || tests.clone().any(has_call) {
                    before.push(stmt);
                }
                if tests.chain([&*node.test]).any(|test| test.range().contains_range(target)) {
                    return true;
                }
                let mut blocks = clauses.map(|clause| &clause.body[..]).chain([&node.body[..]]);
                blocks.any(|block| holds(block, target) && find(block, target, before))
            }
            Stmt::With(node) => {
                if node
                    .items
                    .iter()
                    .any(|item| has_call(&item.context_expr) && !is_open(&item.context_expr))
                {
                    before.push(stmt);
                }
                find(&node.body, target, before)
            }
            Stmt::Try(node) => {
                if holds(&node.body, target) {
                    return find(&node.body, target, before);
                }
                before.extend(&node.body);
                if holds(&node.orelse, target) {
                    return find(&node.orelse, target, before);
                }
                before.push(stmt);
                let handlers = node.handlers.iter().map(|handler| {
                    let ast::ExceptHandler::ExceptHandler(handler) = handler;
                    &handler.body[..]
                });
                handlers
                    .chain([&node.finalbody[..]])
                    .any(|block| holds(block, target) && find(block, target, before))
            }
            Stmt::Expr(_)
            | Stmt::Assign(_)
            | Stmt::AnnAssign(_)
            | Stmt::AugAssign(_)
            | Stmt::Return(_)
            | Stmt::Raise(_) => {
                // Arguments of the call, and what stands before it in the statement, run first.
                if other_calls(stmt, target) {
                    before.push(stmt);
                }
                true
            }
            _ => false,
        };
    }
    false
}

fn holds(block: Block<'_>, target: TextRange) -> bool {
    block.iter().any(|stmt| stmt.range().contains_range(target))
}

fn is_open(expr: &Expr) -> bool {
    matches!(expr, Expr::Call(call)
        if matches!(&*call.func, Expr::Name(name) if name.id.as_str() == "open")
            && call.arguments.args.iter().all(|argument| !has_call(argument)))
}

fn has_call(expr: &Expr) -> bool {
    calls(|finder| finder.visit_expr(expr)).next().is_some()
}

/// Whether a statement has calls besides those around `target`, and the one there.
fn other_calls(stmt: &Stmt, target: TextRange) -> bool {
    let found: Vec<TextRange> = calls(|finder| finder.visit_stmt(stmt)).collect();
    found.into_iter().any(|range| !range.contains_range(target))
}

struct Calls(Vec<TextRange>);

impl<'a> Visitor<'a> for Calls {
    fn visit_expr(&mut self, expr: &'a Expr) {
        // Awaiting and yielding are no calls, and refuse a loop for other reasons.
        if expr.is_call_expr() {
            self.0.push(expr.range());
        }
        visitor::walk_expr(self, expr);
    }
}

fn calls(visit: impl FnOnce(&mut Calls)) -> impl Iterator<Item = TextRange> {
    let mut finder = Calls(Vec::new());
    visit(&mut finder);
    finder.0.into_iter()
}

/// The only place of the program that mentions a function, where that calls it, and the body that it stands in.
fn only_call(an: &Analysis<'_>, func: FuncId) -> Result<(FuncId, TextRange), Refusal> {
    struct Mentions<'n> {
        name: &'n str,
        calls: Vec<TextRange>,
        count: usize,
    }
    impl<'a> Visitor<'a> for Mentions<'_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            let named = |expr: &Expr| match expr {
                Expr::Name(name) => name.id.as_str() == self.name,
                Expr::Attribute(node) => node.attr.as_str() == self.name,
                Expr::StringLiteral(text) => text.value.to_str() == self.name,
                _ => false,
            };
            if named(expr) {
                self.count += 1;
            }
            if let Expr::Call(call) = expr
                && named(&call.func)
            {
                self.calls.push(call.range());
            }
            visitor::walk_expr(self, expr);
        }

        fn visit_alias(&mut self, alias: &'a ast::Alias) {
            if alias.name.as_str() == self.name {
                self.count += 1;
            }
        }
    }
    let name = an.scopes.function(func).name;
    if name.starts_with("__") {
        return repeated(an, func, "is called by the interpreter");
    }
    let defined = an.scopes.functions.iter().filter(|function| function.name == name).count();
    let mut found = Vec::new();
    let mut count = 0;
    for (index, module) in an.program.modules.iter().enumerate() {
        let mut mentions = Mentions { name, calls: Vec::new(), count: 0 };
        mentions.visit_body(&module.tree().body);
        count += mentions.count;
        found.extend(mentions.calls.into_iter().map(|range| (ModuleId::from(index), range)));
    }
    let &[(ModuleId(0), range)] = &found[..] else {
        return repeated(an, func, "may be called more than once");
    };
    if count != 1 || defined != 1 {
        return repeated(an, func, "may be called more than once");
    }
    let around = an.scopes.functions.iter().enumerate().filter(|(_, function)| {
        function.module == ModuleId(0)
            && !matches!(function.node, FunctionNode::Module(_))
            && function.range().contains_range(range)
    });
    let inner = around.min_by_key(|(_, function)| function.range().len());
    let caller = inner.map_or(an.scopes.module_bodies[0], |(index, _)| FuncId::from(index));
    Ok((caller, range))
}

/// `start = time.time()` in the loop's own body, where nothing reads `start` before the loop: it is part of the checkpoint.
fn clock(an: &Analysis<'_>, func: FuncId, stmt: &Stmt, target: TextRange) -> Option<VarId> {
    let Stmt::Assign(node) = stmt else { return None };
    let ([Expr::Name(name)], Expr::Call(call)) = (&node.targets[..], &*node.value) else {
        return None;
    };
    let effects = an.effects_of(stmt)?;
    let plain = call.arguments.is_empty() && effects.flags.without(Flags::TIME).is_empty();
    let var = an.scopes.variable_of(name)?;
    let variable = an.scopes.variable(var);
    let own = variable.func == func && !an.scopes.foreign_readers.contains_key(&var);
    let read_before = reads(an.body_of(func), name.id.as_str(), target);
    (plain && effects.flags.intersects(Flags::TIME) && own && !read_before).then_some(var)
}

/// Whether a name is mentioned, other than to be assigned, before a place.
fn reads(block: Block<'_>, name: &str, target: TextRange) -> bool {
    struct Reads<'n>(&'n str, TextRange, bool);
    impl<'a> Visitor<'a> for Reads<'_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::Name(node) = expr
                && node.id.as_str() == self.0
                && !node.ctx.is_store()
                && node.range.start() < self.1.start()
            {
                self.2 = true;
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut reads = Reads(name, target, false);
    reads.visit_body(block);
    reads.2
}

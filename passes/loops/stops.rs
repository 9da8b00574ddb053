//! Whether code may raise `StopIteration`, which ends an iterator that it comes through instead of being seen.
//!
//! A list comprehension lets it pass, and so does a key function; what draws their values from an iterator would not.
//!
//! Where it is known what the code calls itself, only that counts, and what it calls in turn. Sound because: code that is computed
//! ahead advances no iterators of others, so that it runs no functions but those that are called; every such call is noted. (Of
//! a generator, `StopIteration` never comes out.)

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

use super::refusal;
use crate::ids::FuncId;
use crate::passes::effects::Analysis;
use crate::passes::scopes::{FunctionNode, Resolution};
use crate::plan::Refusal;
use crate::program::Module;
use crate::reasons::Reason;

/// Refuses an expression of `func` where it, or any function that it could call, may raise `StopIteration`; `called` are those
/// that it calls itself, where that is known.
pub fn check(
    an: &Analysis<'_>,
    func: FuncId,
    expr: TextRange,
    called: Option<&[FuncId]>,
) -> Result<(), Refusal> {
    let running = called.map(|called| an.with_callees(called));
    let body = an.scopes.function(func);
    let is_function = !matches!(body.node, FunctionNode::Module(_));
    let own = (is_function && !an.summary(func).recursive).then(|| body.range());
    for (index, module) in an.program.modules.iter().enumerate() {
        let home = (index == body.module.index()).then_some((own, expr));
        let in_module = |func: &&FuncId| an.scopes.function(**func).module.index() == index;
        let running = running.as_ref().map(|running| {
            running.iter().filter(in_module).map(|&func| an.scopes.function(func).range()).collect()
        });
        let mut finder =
            Finder { home, running, functions: Vec::new(), found: false, is_own: false };
        finder.visit_body(&module.tree().body);
        if finder.found {
            let detail = if finder.is_own {
                "`next` without a default raises StopIteration at the end"
            } else {
                "a function that it calls may raise StopIteration"
            };
            return Err(refusal(Reason::StopIteration, detail.to_owned(), None));
        }
    }
    Ok(())
}

/// Whether an expression may run any code of the program besides its own: it calls more than builtins that call nothing back, or
/// the program has classes, whose operators could run.
pub fn runs_own_code(an: &Analysis<'_>, expr: &Expr) -> bool {
    let mut calls = Calls { an, any: false };
    calls.visit_expr(expr);
    // A gap of a `defaultdict` is filled by any function.
    let fills = |module: &Module| module.source.text.contains("defaultdict");
    calls.any || an.all_classes().next().is_some() || an.program.modules.iter().any(fills)
}

/// Builtins that call no function which they are given.
const CALLS_NOTHING: &[&str] = &[
    "abs",
    "bool",
    "chr",
    "divmod",
    "enumerate",
    "float",
    "int",
    "len",
    "ord",
    "pow",
    "range",
    "round",
    "str",
];

struct Calls<'n, 'a> {
    an: &'n Analysis<'a>,
    any: bool,
}

impl<'e> Visitor<'e> for Calls<'_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        match expr {
            Expr::Call(call) => {
                let is_plain = matches!(&*call.func, Expr::Name(name)
                    if CALLS_NOTHING.contains(&name.id.as_str())
                        && self.an.scopes.resolve(name) == Resolution::Builtin
                        && !self.an.is_patched(name.id.as_str()));
                self.any |= !is_plain;
            }
            Expr::Generator(_) | Expr::Lambda(_) | Expr::Await(_) | Expr::Attribute(_) => {
                self.any = true;
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

struct Finder {
    /// The function that the expression belongs to, which does not run while the expression does, and the expression.
    home: Option<(Option<TextRange>, TextRange)>,
    /// The functions of the module that may run while the expression does, where they are known.
    running: Option<FxHashSet<TextRange>>,
    /// Functions around the place, the innermost one last.
    functions: Vec<TextRange>,
    found: bool,
    /// It stands in the expression itself.
    is_own: bool,
}

impl Finder {
    fn is_in_expression(&self, at: TextRange) -> bool {
        self.home.is_some_and(|(_, expr)| expr.contains_range(at))
    }

    /// Whether a place may run as part of the expression.
    fn counts(&self, at: TextRange) -> bool {
        let innermost = self.functions.last().copied();
        let runs = innermost.is_some_and(|innermost| {
            self.running.as_ref().is_none_or(|running| running.contains(&innermost))
        });
        let Some((own, expr)) = self.home else { return runs };
        expr.contains_range(at) || (runs && innermost != own)
    }
}

impl<'a> Visitor<'a> for Finder {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let known = self.functions.len();
        match stmt {
            Stmt::Raise(node) => {
                let exception = match node.exc.as_deref() {
                    Some(Expr::Call(call)) => Some(&*call.func),
                    other => other,
                };
                if exception.is_some_and(names_stop) {
                    self.found |= self.counts(stmt.range());
                    return;
                }
            }
            // Under another name it could be anywhere.
            Stmt::ImportFrom(node) => {
                self.found |= node.names.iter().any(|alias| is_word(&alias.name));
            }
            _ => {}
        }
        if stmt.is_function_def_stmt() {
            self.functions.push(stmt.range());
        }
        visitor::walk_stmt(self, stmt);
        self.functions.truncate(known);
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        // `except StopIteration` raises nothing.
        let ast::ExceptHandler::ExceptHandler(handler) = handler;
        self.visit_body(&handler.body);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        let known = self.functions.len();
        if expr.is_lambda_expr() {
            self.functions.push(expr.range());
        }
        match expr {
            Expr::Call(call)
                if call.arguments.args.len() == 2
                    && matches!(&*call.func, Expr::Name(name) if name.id.as_str() == "next") =>
            {
                // With a default it ends without an exception.
                self.visit_arguments(&call.arguments);
            }
            Expr::Call(call) if is_step(&call.func) => {
                self.found |= self.counts(expr.range());
                self.is_own |= self.is_in_expression(expr.range());
                if let Expr::Attribute(node) = &*call.func {
                    self.visit_expr(&node.value);
                }
                self.visit_arguments(&call.arguments);
            }
            // Handed on, or given another name, or the base of a class, it may be used anywhere.
            Expr::Name(name) => self.found |= is_word(&name.id),
            Expr::Attribute(node) => {
                self.found |=
                    is_method(&node.attr) || (is_word(&node.attr) && is_builtins(&node.value));
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
        self.functions.truncate(known);
    }
}

fn is_word(name: &str) -> bool {
    matches!(name, "next" | "StopIteration")
}

fn is_method(name: &str) -> bool {
    matches!(name, "__next__" | "send" | "throw")
}

fn is_builtins(expr: &Expr) -> bool {
    matches!(expr, Expr::Name(name) if name.id.as_str() == "builtins")
}

/// Whether a call of this is one step of an iterator.
fn is_step(function: &Expr) -> bool {
    match function {
        Expr::Name(name) => name.id.as_str() == "next",
        Expr::Attribute(node) => is_method(&node.attr),
        _ => false,
    }
}

fn names_stop(expr: &Expr) -> bool {
    matches!(expr, Expr::Name(name) if name.id.as_str() == "StopIteration")
}

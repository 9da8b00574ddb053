//! Who drains a lazy iterator where it stands, and whether that could be noticed by what is computed ahead.
//!
//! `sum(f(x) for x in xs)` computes `f` ahead of the additions. An addition may run code of the program's own (`__add__`);
//! so may hashing, comparing, asking for truth, and the body of a loop over the iterator. Sound because: whatever the
//! consumer writes, the elements do not read.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use super::stages::{outside_world_conflict, overlap};
use super::{refusal, rows};
use crate::effect_words::Flags;
use crate::ids::ModuleId;
use crate::ids::VarId;
use crate::passes::effects::summary::Effects;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::scopes::{Resolution, ScopeKind};
use crate::plan::Refusal;
use crate::reasons::Reason;

/// What draws the values of a lazy iterator.
#[derive(Clone)]
pub struct Consumer<'a> {
    /// For people: `sum`, `join`, `for`.
    pub name: String,
    /// What has to be looked at for effects between two values; nothing where values are only collected.
    code: Option<Code<'a>>,
    /// The list that `extend` adds to.
    receiver: Option<&'a Expr>,
    /// It changes what is iterated over once all values are drawn.
    sorts: bool,
}

#[derive(Clone, Copy)]
enum Code<'a> {
    Expression(&'a Expr),
    Call(&'a ast::ExprCall),
    Loop(&'a Stmt),
}

impl<'a> Consumer<'a> {
    /// An expression that works on each value itself: a set display hashes, `max` compares.
    pub fn itself(name: &str, expr: &'a Expr) -> Self {
        let code = Some(Code::Expression(expr));
        Consumer { name: name.to_owned(), code, receiver: None, sorts: false }
    }

    /// A call that draws its own keys; `sorts` where it rearranges what they are drawn from.
    pub fn call(name: &str, call: &'a ast::ExprCall, sorts: bool) -> Self {
        Consumer { name: name.to_owned(), code: Some(Code::Call(call)), receiver: None, sorts }
    }

    /// Whether the values are drawn by the rounds of a `for` loop.
    pub fn is_loop(&self) -> bool {
        matches!(self.code, Some(Code::Loop(_)))
    }
}

/// Consumers by the range of the expression that they drain.
pub type Consumers<'a> = FxHashMap<TextRange, Consumer<'a>>;

/// Functions that drain their first argument before they return.
const DRAINING: &[&str] =
    &["sum", "min", "max", "any", "all", "sorted", "list", "tuple", "set", "frozenset", "dict"];

/// Finds the generator expressions and calls of a module whose values are drained where they stand.
pub fn run<'a>(an: &Analysis<'a>, module: ModuleId) -> Consumers<'a> {
    let mut finder = Finder { an, found: FxHashMap::default() };
    finder.visit_body(&an.program.module(module).tree().body);
    finder.found
}

struct Finder<'n, 'a> {
    an: &'n Analysis<'a>,
    found: Consumers<'a>,
}

fn is_lazy(expr: &Expr) -> bool {
    matches!(expr, Expr::Generator(_) | Expr::Call(_))
}

impl<'a> Finder<'_, 'a> {
    fn call(&mut self, expr: &'a Expr, call: &'a ast::ExprCall) {
        let [argument, ..] = &*call.arguments.args else { return };
        if !is_lazy(argument) {
            return;
        }
        let (name, receiver) = match &*call.func {
            Expr::Name(name)
                if DRAINING.contains(&name.id.as_str())
                    && self.an.scopes.resolve(name) == Resolution::Builtin
                    && !self.an.is_patched(name.id.as_str()) =>
            {
                (name.id.as_str(), None)
            }
            Expr::Attribute(method) => match method.attr.as_str() {
                "join"
                    if matches!(&*method.value, Expr::StringLiteral(_) | Expr::BytesLiteral(_)) =>
                {
                    ("join", None)
                }
                "extend" => ("extend", Some(&*method.value)),
                _ => return,
            },
            _ => return,
        };
        let code = Some(Code::Expression(expr));
        let consumer = Consumer { name: name.to_owned(), code, receiver, sorts: false };
        self.found.insert(argument.range(), consumer);
    }
}

impl<'a> Visitor<'a> for Finder<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::For(node) = stmt
            && !node.is_async
            && is_lazy(&node.iter)
        {
            let code = Some(Code::Loop(stmt));
            let consumer = Consumer { name: "for".into(), code, receiver: None, sorts: false };
            self.found.insert(node.iter.range(), consumer);
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        let starred: &[Expr] = match expr {
            Expr::Call(call) => {
                self.call(expr, call);
                &call.arguments.args
            }
            Expr::List(node) => &node.elts,
            Expr::Tuple(node) => &node.elts,
            _ => &[],
        };
        for element in starred {
            if let Expr::Starred(star) = element
                && is_lazy(&star.value)
            {
                let name = "*".to_owned();
                let consumer = Consumer { name, code: None, receiver: None, sorts: false };
                self.found.insert(star.value.range(), consumer);
            }
        }
        visitor::walk_expr(self, expr);
    }
}

/// Refuses where the consumer may change what the elements, or what is iterated over, read.
pub fn check<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    consumer: &Consumer<'a>,
    element: &Effects,
    header: &Effects,
) -> Result<(), Refusal> {
    if let Some(receiver) = consumer.receiver {
        let mut walker = Walker::start_iteration(an, site);
        let value = walker.eval(receiver);
        if !rows::is_list(an, &value) {
            let detail = "the generator is not drained where it stands".to_owned();
            return Err(refusal(Reason::SuspendedBody, detail, None));
        }
    }
    let Some(code) = consumer.code else { return Ok(()) };
    let own = effects_of(an, site, code);
    if own.flags.contains(Flags::SUSPENDS) {
        let detail = "the loop over it yields".to_owned();
        return Err(refusal(Reason::SuspendedBody, detail, None));
    }
    let name = &consumer.name;
    let is_inner = |var: VarId| {
        let scope = an.scopes.variable(var).scope;
        an.scopes.scopes[scope.index()].kind == ScopeKind::Comprehension
    };
    let mut writes = own.writes.iter().filter(|&var| !is_inner(var)).chain(own.call_writes.iter());
    if let Some(var) = writes.find(|&var| {
        [element, header]
            .iter()
            .any(|reader| reader.reads.contains(var) || reader.call_reads.contains(var))
    }) {
        let detail = format!(
            "`{name}` assigns `{}` between two elements, which read it",
            an.scopes.variable(var).name
        );
        return Err(refusal(Reason::LoopCarriedWrite, detail, None));
    }
    if overlap(an, &element.heap_reads, &own.heap_writes) {
        let detail = format!("`{name}` may change between two elements what they read");
        return Err(refusal(Reason::MayAlias, detail, own.write_cause));
    }
    // The header's own advance is among what the consumer writes, and touches nothing that is shared.
    if !consumer.sorts && overlap(an, &header.heap_reads, &own.heap_writes) {
        let detail = format!("`{name}` may change what is iterated over");
        return Err(refusal(Reason::IterableChanges, detail, own.write_cause));
    }
    if let Some(because) = outside_world_conflict(an, element, own.flags) {
        return Err(refusal(because.reason, because.detail, because.cause));
    }
    Ok(())
}

/// What the consumer does in a world where everything exists already, so that the two can be compared.
fn effects_of<'a>(an: &mut Analysis<'a>, site: &LoopSite<'a>, code: Code<'a>) -> Effects {
    let mut result = Effects::default();
    for _ in 0..4 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        match code {
            Code::Expression(expr) => {
                walker.eval(expr);
            }
            Code::Call(call) => {
                walker.call(call);
            }
            Code::Loop(stmt) => walker.walk_statement(stmt),
        }
        result = walker.take_effects();
        if !an.heap.changed {
            break;
        }
    }
    result
}

//! What a program does when somebody presses Ctrl-C, or asks it to end.
//!
//! ```python
//! def stop(number, frame):
//!     print("interrupted")
//!     sys.exit(1)
//!
//! signal.signal(signal.SIGINT, stop)             # no reason to leave the program alone
//! signal.signal(signal.SIGTERM, signal.SIG_DFL)
//! ```
//!
//! Decides: which calls of `signal.signal` leave all loops what they are. Everything else in the module `signal` refuses the program.
//!
//! Reads: the summary of the handler, and which signal it is for, as the source says.
//!
//! Refuses (`concurrent-program`): signals other than those that ask a program to end; handlers that change anything, that read
//! what the program may change, that do more than print and end the program, or that raise exceptions of other classes; callables that are no
//! functions of the program's; a result that is used.
//!
//! Sound because: a handler runs between any two instructions of the driver. What it shows does not depend on when that is, since it reads
//! nothing that ever changes, and no later code can tell that it ran, since it changes nothing: only what was printed before
//! may tell, and that is a beginning of what the script prints, because effects stay in the driver, in order. Whether it then ends the program,
//! or raises `KeyboardInterrupt`, is no other case than the interrupt that a program without a handler gets. Workers answer to no signal that the
//! program handles, and the driver holds handlers back between a fork and the note of it (`_system.py`).

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

use super::call::Arguments;
use super::heap::ObjectKind;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{FuncId, ModuleId, ObjId};
use crate::passes::scopes::{FunctionNode, Scopes};
use crate::program::Program;
use crate::values::{Atoms, Origins, Value};

/// The signals that ask a program to end, and for which the runtime delivers handlers (`DELIVERED` in `_system.py`).
const ENDING: &[&str] = &["SIGINT", "SIGTERM", "SIGHUP"];

/// Calls whose first argument is one of these signals.
#[derive(Debug, Default)]
pub(crate) struct Signals(FxHashSet<(ModuleId, TextRange)>);

impl Signals {
    pub(super) fn find(program: &Program) -> Signals {
        let mut found = FxHashSet::default();
        if program.mentions("signal") {
            for (index, module) in program.modules.iter().enumerate() {
                let mut finder = Finder {
                    module: ModuleId::from(index),
                    counted: Vec::new(),
                    found: &mut found,
                };
                finder.visit_body(&module.tree().body);
            }
        }
        Signals(found)
    }
}

struct Finder<'f, 'e> {
    module: ModuleId,
    /// Names that loops around let mean one of these signals after the other.
    counted: Vec<&'e str>,
    found: &'f mut FxHashSet<(ModuleId, TextRange)>,
}

impl<'e> Visitor<'e> for Finder<'_, 'e> {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        match stmt {
            // `for number in (signal.SIGINT, signal.SIGTERM): signal.signal(number, stop)`, and nothing else
            Stmt::For(node) => {
                let items = match &*node.iter {
                    Expr::Tuple(items) => &items.elts[..],
                    Expr::List(items) => &items.elts[..],
                    _ => &[],
                };
                let name = node.target.as_name_expr().map(|name| name.id.as_str());
                let is_one = !items.is_empty()
                    && items.iter().all(ends)
                    && node.body.iter().all(Stmt::is_expr_stmt);
                self.counted.extend(name.filter(|_| is_one));
                visitor::walk_stmt(self, stmt);
                if is_one && name.is_some() {
                    self.counted.pop();
                }
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Call(call) = expr
            && let [number, _] = &*call.arguments.args
            && (ends(number)
                || matches!(number, Expr::Name(name) if self.counted.contains(&name.id.as_str())))
        {
            self.found.insert((self.module, expr.range()));
        }
        visitor::walk_expr(self, expr);
    }
}

/// `signal.SIGINT`, `SIGTERM`: what such a name stands for is looked at where it is evaluated.
fn ends(expr: &Expr) -> bool {
    match expr {
        Expr::Attribute(node) => ENDING.contains(&node.attr.as_str()),
        Expr::Name(name) => ENDING.contains(&name.id.as_str()),
        _ => false,
    }
}

impl Walker<'_, '_> {
    /// `signal.signal(signal.SIGINT, stop)`, where that leaves all loops what they are.
    pub(super) fn handles_plainly(&mut self, arguments: &Arguments, range: TextRange) -> bool {
        let [number, handler] = &arguments.positional[..] else { return false };
        let is_plain = self.ignored == Some(range)
            && self.an.signals.0.contains(&(self.module, range))
            && arguments.keywords.is_empty()
            && arguments.star.is_none()
            && arguments.double_star.is_none()
            && is_number(number)
            && !handler.is_any()
            && handler.atoms.without(Atoms::INT).is_empty();
        if !is_plain {
            return false;
        }
        let functions: Vec<Option<FuncId>> = handler
            .objects
            .iter()
            .map(|&object| match self.an.heap.peek(object).kind {
                ObjectKind::Function(func) => Some(func),
                _ => None,
            })
            .collect();
        // It may be called at any time, with anything.
        self.an.expose_functions(handler);
        functions.iter().all(|func| func.is_some_and(|func| self.is_harmless(func)))
    }

    fn is_harmless(&self, func: FuncId) -> bool {
        let summary = self.an.summary(func);
        let mut effects = summary.effects.clone();
        // Writing to the standard streams is printing.
        let is_stream =
            |object: ObjId| self.an.is_standard_stream(&Value::object(object, Origins::OUTSIDE));
        effects.heap_reads.locations.retain(|at| !is_stream(at.object));
        effects.heap_writes.locations.retain(|at| !is_stream(at.object));
        if takes_number(self.an.scopes, func) {
            effects.heap_reads.parameters.retain(|touch| touch.parameter != 0);
        }
        let allowed = Flags::OUTPUT.without(Flags::LOGS).union(Flags::EXITS);
        let function = self.an.scopes.function(func);
        !function.is_generator
            && !function.is_async
            && effects.flags.without(allowed).is_empty()
            && effects.writes.is_empty()
            && effects.call_writes.is_empty()
            && effects.heap_writes.is_private()
            && !self.an.reads_what_may_change(&effects)
            && raises_interrupts(self.an.scopes, func)
    }
}

/// Whether the first parameter of a handler is the number of the signal.
fn takes_number(scopes: &Scopes<'_>, func: FuncId) -> bool {
    let FunctionNode::Def(node) = scopes.function(func).node else { return false };
    node.parameters.posonlyargs.len() + node.parameters.args.len() == 2
}

/// Whether a function raises nothing itself but what interrupts a program.
fn raises_interrupts(scopes: &Scopes<'_>, func: FuncId) -> bool {
    struct Raises(bool);
    impl<'e> Visitor<'e> for Raises {
        fn visit_stmt(&mut self, stmt: &'e Stmt) {
            if let Stmt::Raise(node) = stmt {
                let raised = match node.exc.as_deref() {
                    Some(Expr::Call(call)) => Some(&*call.func),
                    raised => raised,
                };
                self.0 |= !matches!(raised, Some(Expr::Name(name))
                    if matches!(name.id.as_str(), "KeyboardInterrupt" | "SystemExit"));
            }
            visitor::walk_stmt(self, stmt);
        }
        fn visit_expr(&mut self, _expr: &'e Expr) {}
    }
    let mut raises = Raises(false);
    if let FunctionNode::Def(node) = scopes.function(func).node {
        raises.visit_body(&node.body);
    }
    !raises.0
}

fn is_number(value: &Value) -> bool {
    !value.is_any()
        && value.objects.is_empty()
        && value.atoms.without(Atoms::INT.union(Atoms::UNBOUND)).is_empty()
}

//! Calls of functions that keep what they found: `functools.cache`, `lru_cache`.
//!
//! Decides: whether such a call could be told from one of the function itself when another process makes it, with a cache of its
//! own, and from then on without the entries that the program's own cache would have.
//!
//! ```python
//! @functools.cache
//! def ways(total, largest): ...       # whole numbers in, a whole number out: calls are like those of any function
//!
//! @functools.cache
//! def row(n): ...                     # a list, which is the same one at the next call: `Flags::CACHES`
//! ```
//!
//! Reads: what the parameters may hold over all calls, what the function returns and reads, whether it can call itself.
//! Produces: the flag, or a write of [`Field::Fill`] to the cache of a function that calls itself.
//!
//! Refuses (`interpreter-state`): programs that look at a cache; functions that read what may change; arguments that may be
//! equal and not alike (`1`, `1.0` and `True`, or `0.0` and `-0.0`, have one entry, that of the first call); functions that print, draw, seed or count, which can be told from how often they run; results that are objects,
//! which the caller of today would share with that of tomorrow; functions that call themselves and forget (`maxsize`), since how deep
//! a call recurses depends on what earlier calls have left.
//!
//! Sound because: what is left depends on nothing but values that cannot change, so that a call finds the same in every process
//! and at any time, except how deep it recurses. There the program may rely on the entries of earlier calls
//! (`for n in range(10_000): ways(n)`): workers send the entries that they make, which the driver adds in the order of the
//! items, before anything of theirs is committed (`_fills.py`), so that the program's own cache holds at each point what that of the script held.
//! Where a worker, which has fewer of them, goes too deep, the item runs in the driver; no handler may keep that from
//! being seen (`loops::fills`).

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, ExceptHandler, Expr, Stmt};
use ruff_text_size::TextRange;

use super::Analysis;
use super::call::Arguments;
use super::heap::{Field, Location, ObjectKind, Wrapper};
use super::summary::Effects;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{FuncId, ObjId};
use crate::values::{Atoms, Origins, Value};

/// What no two unequal kinds of share an entry, if not both numbers are among them.
const KEYS: Atoms = Atoms(
    Atoms::NONE.0 | Atoms::BOOL.0 | Atoms::INT.0 | Atoms::STR.0 | Atoms::BYTES.0 | Atoms::UNBOUND.0,
);
/// What pickle brings over exactly.
const RESULTS: Atoms =
    Atoms(Atoms::NONE.0 | Atoms::NUMBERS.0 | Atoms::STR.0 | Atoms::BYTES.0 | Atoms::UNBOUND.0);

impl Walker<'_, '_> {
    /// Calls a function with a cache.
    pub(super) fn call_cached(
        &mut self,
        object: ObjId,
        keeps_all: bool,
        arguments: &Arguments,
        range: TextRange,
        site: Option<u32>,
    ) -> Value {
        let inner = self.an.heap.get(object).element.clone();
        // Its arguments are keys.
        let all = super::implicit::Implied::NoArithmetic;
        for value in arguments.all() {
            self.an.heap.add_key(object, value);
        }
        let known = self.an.heap.get(object).key.clone().from(Origins::OUTSIDE);
        let keys = arguments.all().chain([&known]).map(|value| (value, all));
        self.implied_among(&keys.collect::<smallvec::SmallVec<[_; 4]>>(), range);
        // A cached function returns the same objects again.
        let result = self.call_value(&inner, arguments, range, site).from(Origins::OUTSIDE);
        let what = if self.an.shows_caches {
            "a cached function"
        } else if self.an.are_noticed(&inner) {
            "a cached function that does more than compute"
        } else if self.an.outdates_caches(&inner) {
            "a cached function that reads what may change"
        } else if !self.an.has_plain_keys(&inner) {
            "a cached function whose arguments may be equal and not alike"
        } else if !self.an.is_data(&result, RESULTS) {
            "a cached function that returns the same object again"
        } else if !self.an.calls_itself(&inner) {
            return result;
        } else if !keeps_all {
            "a function that calls itself, and whose cache forgets,"
        } else {
            // No cause of anything that is done in order.
            self.fx.heap_writes.add_location(Location { object, field: Field::Fill });
            return result;
        };
        self.flag(Flags::CACHES, range, what);
        result
    }
}

impl Analysis<'_> {
    /// Whether it can be noticed how often functions are run.
    fn are_noticed(&self, functions: &Value) -> bool {
        functions.objects.iter().any(|&object| match self.heap.peek(object).kind {
            ObjectKind::Function(func) => is_noticed(&self.summary(func).effects),
            _ => true,
        })
    }

    /// Whether arguments that are equal are alike.
    fn has_plain_keys(&self, functions: &Value) -> bool {
        functions.objects.iter().all(|&object| match self.heap.peek(object).kind {
            ObjectKind::Function(func) => self.are_plain_keys(func),
            _ => false,
        })
    }

    /// The same for all that a function is given.
    pub(super) fn are_plain_keys(&self, func: FuncId) -> bool {
        let numbers = Atoms::BOOL.union(Atoms::INT);
        self.scopes.function(func).parameters.iter().all(|&var| {
            let value = self.variable_value(var);
            let atoms = value.atoms.union(self.heap.reachable(value).atoms);
            self.is_data(value, KEYS) && !atoms.contains(numbers)
        })
    }

    /// Whether a value is a key whose copies are found in its place.
    pub(super) fn is_plain_key(&self, value: &Value) -> bool {
        self.is_data(value, KEYS)
    }

    /// Whether a value is one that pickle brings over exactly.
    pub(super) fn is_plain_result(&self, value: &Value) -> bool {
        self.is_data(value, RESULTS)
    }

    /// Whether a value consists of these, and of tuples of these.
    fn is_data(&self, value: &Value, atoms: Atoms) -> bool {
        let all = value.atoms.union(self.heap.reachable(value).atoms);
        all.without(atoms).is_empty() && self.is_immutable(value)
    }

    /// Whether code reads settings or files, or obeys limits, that the program changes, wherever it does.
    pub(super) fn obeys_what_may_change(&self, flags: Flags) -> bool {
        let all = self.effects_later_on();
        flags.outdated_by(all, self.uses_decimal).is_some()
            || all.contains(Flags::LIMITS)
                && self.program.modules.iter().any(|module| {
                    let mut finder = Swallowing { is_inside: false, found: false };
                    finder.visit_body(&module.tree().body);
                    finder.found
                })
    }

    fn calls_itself(&self, functions: &Value) -> bool {
        functions.objects.iter().any(|&object| match self.heap.peek(object).kind {
            ObjectKind::Function(func) => self.summary(func).recursive,
            _ => true,
        })
    }

    /// Whether an object is a function with a cache.
    pub(crate) fn is_cached_function(&self, object: ObjId) -> bool {
        matches!(self.heap.peek(object).kind, ObjectKind::Wrapper(Wrapper::Cache { .. }))
    }
}

/// Whether it can be noticed that code with these effects runs once more, where all else that it does is to add to what is kept: it prints, seeds or draws,
/// or counts.
pub(super) fn is_noticed(effects: &Effects) -> bool {
    let flags = Flags::OUTPUT.union(Flags::ANY_RANDOM);
    let writes = &effects.heap_writes;
    let is_fill = |at: &Location| at.field == Field::Fill;
    effects.flags.intersects(flags)
        || !effects.writes.is_empty()
        || !effects.call_writes.is_empty()
        || writes.any
        || writes.everything
        || !writes.locations.iter().all(is_fill)
}

/// Whether a decorator makes a cache without bounds: `cache`, `lru_cache(None)`, `lru_cache(maxsize=None)`.
pub(super) fn keeps_all(decorator: &Expr, name: &str) -> bool {
    let Expr::Call(ast::ExprCall { arguments, .. }) = decorator else {
        return name == "functools.cache";
    };
    let size = arguments.find_argument_value("maxsize", 0);
    size.is_some_and(Expr::is_none_literal_expr)
}

/// Looks for functions that may take a `RecursionError` for another one, so that what they return depends on the limit.
struct Swallowing {
    is_inside: bool,
    found: bool,
}

impl<'e> Visitor<'e> for Swallowing {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        let outer = self.is_inside;
        self.is_inside |= matches!(stmt, Stmt::FunctionDef(_));
        if self.is_inside && super::tracebacks::catches(stmt) {
            self.found |= match stmt {
                Stmt::Try(node) => node.handlers.iter().any(|handler| {
                    let ExceptHandler::ExceptHandler(handler) = handler;
                    handler.type_.as_deref().is_none_or(|kind| !is_other_exception(kind))
                }),
                _ => true,
            };
        }
        visitor::walk_stmt(self, stmt);
        self.is_inside = outer;
    }
}

/// Whether an expression names exceptions that `RecursionError` is none of.
fn is_other_exception(kind: &Expr) -> bool {
    const OTHERS: &[&str] = &[
        "ArithmeticError",
        "AssertionError",
        "AttributeError",
        "EOFError",
        "FileNotFoundError",
        "ImportError",
        "IndexError",
        "KeyError",
        "KeyboardInterrupt",
        "LookupError",
        "ModuleNotFoundError",
        "NameError",
        "OSError",
        "OverflowError",
        "StopIteration",
        "TypeError",
        "UnicodeDecodeError",
        "ValueError",
        "ZeroDivisionError",
    ];
    match kind {
        Expr::Name(name) => OTHERS.contains(&name.id.as_str()),
        Expr::Tuple(node) => node.elts.iter().all(is_other_exception),
        _ => false,
    }
}

//! Headers of split inner loops that the driver may evaluate itself, instead of having its values sent.
//!
//! A split inner loop runs twice: in the task, and in the driver over what each round of the task brought. Where its header
//! is cheap and depends on nothing that the iteration computes, the driver runs the original header: what it iterates over has
//! not changed in between, or the header would be in order itself, and its values need not travel.
//!
//! ```python
//! for x in range(1, w - 1):               # in the task
//!     g = gradient(image, x, y)
//!     each_g.append(g)
//!
//! for x, g in zip(range(1, w - 1), each_g):    # in the driver
//!     total += g
//! ```

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::rows::Rows;
use super::units::{self, Unit, UnitSyntax};
use crate::passes::effects::Analysis;
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::summary::VarSet;
use crate::passes::effects::walker::Walker;
use crate::passes::scopes::Resolution;
use crate::values::{Atoms, Value};

/// Iterating over these twice gives the same elements twice, in each process. Sets are not among them: a copy of one may
/// have another order.
const REPEATABLE: &[&str] = &["list", "tuple", "dict", "deque", "bytearray"];
/// Dictionaries, whose order is that in which keys came in, in each process.
const DICTIONARIES: &[&str] = &["dict", "OrderedDict", "Counter", "defaultdict"];
/// Builtins that cost little, whatever they are applied to, and what they give can be asked for again.
const CHEAP: &[&str] =
    &["range", "len", "enumerate", "zip", "reversed", "int", "min", "max", "abs"];

/// Whether the header of an inner loop is cheap, and gives the same values when it is evaluated again.
pub fn is_repeatable<'a>(
    walker: &mut Walker<'_, 'a>,
    node: &'a ast::StmtFor,
    iterable: &Value,
) -> bool {
    let an = &*walker.an;
    let module = an.module_of(walker.func);
    let lines = |range: TextRange| module.source.text[range].contains(['\n', '\r']);
    if lines(node.target.range()) || lines(node.iter.range()) || !binds_names(&node.target) {
        return false;
    }
    if let Expr::Call(call) = &*node.iter
        && is_view_of_dictionary(walker, call)
    {
        return true;
    }
    let an = &*walker.an;
    match &*node.iter {
        Expr::Call(call) => {
            let is = |name: &str| is_builtin(an, &call.func, &[name]);
            is("range") && is_plain(an, &node.iter)
                || (is("enumerate") || is("zip") || is("reversed"))
                    && call.arguments.keywords.is_empty()
                    && call.arguments.args.iter().all(|arg| is_known_sequence(walker, arg))
        }
        iter => is_plain(an, iter) && is_builtin_sequence(an, iterable),
    }
}

/// Whether a header counts up without end, from what is known when the loop begins: `itertools.count(1)`.
pub fn counts_without_end<'a>(walker: &mut Walker<'_, 'a>, node: &'a ast::StmtFor) -> bool {
    let Expr::Call(call) = &*node.iter else { return false };
    let module = walker.an.module_of(walker.func);
    let lines = |range: TextRange| module.source.text[range].contains(['\n', '\r']);
    if lines(node.target.range()) || lines(node.iter.range()) || !binds_names(&node.target) {
        return false;
    }
    let callee = walker.eval(&call.func);
    let an = &*walker.an;
    let [object] = callee.objects.as_slice() else { return false };
    let ObjectKind::LibraryFunction(id) = an.heap.peek(*object).kind else { return false };
    !callee.is_any()
        && callee.atoms.without(Atoms::UNBOUND).is_empty()
        && an.knowledge.function(id).name == "itertools.count"
        && call.arguments.keywords.is_empty()
        && call.arguments.args.iter().all(|arg| is_plain(an, arg))
}

/// Forgets the headers that depend on what the iteration itself computes or changes, or that mention a row that is a copy. What headers
/// around them bind counts as computed only where the driver does not repeat those either.
pub fn settle(an: &Analysis<'_>, units: &mut [Unit<'_>], rows: &[Rows], own_way: bool) {
    for index in 0..units.len() {
        let UnitSyntax::ForHeader(node) = units[index].syntax else { continue };
        let around = &units[index].inner_loops;
        let mut written = VarSet::default();
        for (other, unit) in units.iter().enumerate() {
            if !(unit.repeatable && around.contains(&other)) {
                written.extend(&unit.effects.writes);
            }
        }
        let mut mentions = Mentions { an, written: &written, found: false };
        mentions.visit_expr(&node.iter);
        let in_copy = rows
            .iter()
            .flat_map(|rows| &rows.mentions)
            .any(|mention| node.iter.range().contains_range(*mention));
        let differs = units::may_differ_later(&units[index].effects)
            || (own_way && (!counts_names(&node.iter) || an.program.mentions("__index__")));
        units[index].repeatable &= !mentions.found && !in_copy && !differs;
    }
}

/// Whether a header counts, from and to what names and constants say: `range(2, n + 1)`.
fn counts_names(iter: &Expr) -> bool {
    fn is_plain(expr: &Expr) -> bool {
        match expr {
            Expr::Name(_) | Expr::NumberLiteral(_) => true,
            Expr::UnaryOp(node) => is_plain(&node.operand),
            Expr::BinOp(node) => is_plain(&node.left) && is_plain(&node.right),
            _ => false,
        }
    }
    matches!(iter, Expr::Call(call)
        if matches!(&*call.func, Expr::Name(name) if name.id.as_str() == "range")
            && call.arguments.args.iter().all(is_plain))
}

fn binds_names(target: &Expr) -> bool {
    match target {
        Expr::Name(_) => true,
        Expr::Tuple(node) => node.elts.iter().all(binds_names),
        _ => false,
    }
}

fn is_builtin(an: &Analysis<'_>, callee: &Expr, names: &[&str]) -> bool {
    matches!(callee, Expr::Name(name)
        if names.contains(&name.id.as_str()) && matches!(an.scopes.resolve(name), Resolution::Builtin))
}

/// Names, attributes, elements, arithmetic and calls of cheap builtins.
fn is_plain(an: &Analysis<'_>, expr: &Expr) -> bool {
    match expr {
        Expr::Name(_) | Expr::NumberLiteral(_) => true,
        Expr::Attribute(node) => is_plain(an, &node.value),
        Expr::Subscript(node) => match &*node.slice {
            Expr::Slice(slice) => {
                let bounds = [&slice.lower, &slice.upper, &slice.step];
                is_plain(an, &node.value)
                    && bounds.into_iter().flatten().all(|bound| is_plain(an, bound))
            }
            slice => is_plain(an, &node.value) && is_plain(an, slice),
        },
        Expr::UnaryOp(node) => is_plain(an, &node.operand),
        Expr::BinOp(node) => {
            node.op != ast::Operator::Pow && is_plain(an, &node.left) && is_plain(an, &node.right)
        }
        Expr::Call(call) => {
            is_builtin(an, &call.func, CHEAP)
                && call.arguments.keywords.is_empty()
                && call.arguments.args.iter().all(|arg| is_plain(an, arg))
        }
        _ => false,
    }
}

/// An argument of `enumerate` or `zip` that can be iterated over again: a `range`, or a name for a sequence.
fn is_known_sequence<'a>(walker: &mut Walker<'_, 'a>, expr: &'a Expr) -> bool {
    match expr {
        Expr::Call(call) => {
            is_builtin(walker.an, &call.func, &["range"]) && is_plain(walker.an, expr)
        }
        Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_) if is_plain(walker.an, expr) => {
            let value = walker.eval(expr);
            is_builtin_sequence(walker.an, &value)
        }
        _ => false,
    }
}

/// `d.items()` of a dictionary that has a name.
fn is_view_of_dictionary<'a>(walker: &mut Walker<'_, 'a>, call: &'a ast::ExprCall) -> bool {
    let Expr::Attribute(method) = &*call.func else { return false };
    if !matches!(method.attr.as_str(), "items" | "keys" | "values")
        || !call.arguments.is_empty()
        || !is_plain(walker.an, &method.value)
    {
        return false;
    }
    let value = walker.eval(&method.value);
    value.atoms.is_empty()
        && !value.objects.is_empty()
        && value.objects.iter().all(|&object| {
            matches!(walker.an.heap.peek(object).kind, ObjectKind::Library(id)
                if DICTIONARIES.contains(&walker.an.knowledge.type_info(id).name.as_str()))
        })
}

fn is_builtin_sequence(an: &Analysis<'_>, value: &Value) -> bool {
    const PLAIN: Atoms = Atoms(Atoms::STR.0 | Atoms::BYTES.0 | Atoms::RANGE.0 | Atoms::UNBOUND.0);
    !value.is_bottom()
        && PLAIN.contains(value.atoms)
        && value.objects.iter().all(|&object| {
            matches!(an.heap.peek(object).kind, ObjectKind::Library(id)
                if REPEATABLE.contains(&an.knowledge.type_info(id).name.as_str()))
        })
}

/// Whether an expression mentions a variable that the iteration sets.
struct Mentions<'m, 'a> {
    an: &'m Analysis<'a>,
    written: &'m VarSet,
    found: bool,
}

impl<'e> Visitor<'e> for Mentions<'_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Name(name) = expr
            && let Some(var) = self.an.scopes.variable_of(name)
        {
            self.found |= self.written.contains(var);
        }
        visitor::walk_expr(self, expr);
    }
}

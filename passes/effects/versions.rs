//! Tests whose outcome is known: of the interpreter's version, which give the same on all that the output runs on (CPython 3.9
//! and later, before 4), and of globals that are bound to a constant once and for all.
//!
//! ```python
//! DEBUG = False
//! if DEBUG:
//!     print(step, state)      # nobody comes here
//!
//! PY3 = sys.version_info[0] >= 3
//! if PY3:
//!     def items(table): return table.items()
//! else:
//!     def items(table): return table.iteritems()      # nobody comes here
//! ```
//!
//! Decides: whether a condition is such a test, and its outcome. What it rules out is not walked: functions that are defined
//! there are not defined, and names of Python 2 are not asked for.
//!
//! The text stays what it was, in the driver as in tasks: what is ruled out is asked for each time, and never comes to pass.
//!
//! Sound because: `sys` is the module, by an `import` that is all that binds the name; nothing in view sets an attribute of that
//! name (code out of view that does refuses the program as a whole); and a variable that holds the outcome, or a constant, is bound
//! once, where nobody can have read it before: who does gets a `NameError`, as no builtin has that name.

use ruff_python_ast::{self as ast, CmpOp, Expr, Stmt, UnaryOp};

use super::Analysis;
use crate::ids::VarId;
use crate::passes::scopes::Resolution;

/// The oldest version that the output runs on, and the first that it does not.
const OLDEST: [i64; 2] = [3, 9];
const TOO_NEW: [i64; 1] = [4];

/// What is compared with a literal.
enum Asked {
    /// `sys.version_info`, or its first parts, at least two.
    Version,
    /// `sys.version_info[:1]`
    Majors,
    /// `sys.version_info[0]`, `sys.version_info.major`
    Major,
    /// `sys.version[0]`
    Digit,
}

impl Analysis<'_> {
    /// What a test gives, where that is known.
    pub(crate) fn known_outcome(&self, test: &Expr) -> Option<bool> {
        self.outcome(test, true)
    }

    fn outcome(&self, test: &Expr, follows: bool) -> Option<bool> {
        match test {
            Expr::UnaryOp(node) if node.op == UnaryOp::Not => {
                self.outcome(&node.operand, follows).map(|holds| !holds)
            }
            Expr::BoolOp(node) => {
                // `a and b` is false where one of them is, `a or b` true.
                let decides = node.op == ast::BoolOp::Or;
                let known: Vec<_> =
                    node.values.iter().map(|value| self.outcome(value, follows)).collect();
                if known.contains(&Some(decides)) {
                    Some(decides)
                } else {
                    known.iter().all(Option::is_some).then_some(!decides)
                }
            }
            Expr::Compare(node) => {
                let ([op], [right]) = (&*node.ops, &*node.comparators) else { return None };
                match &*node.left {
                    Expr::Name(name) if follows && is_constant(right) => {
                        let known = self.constant(name).and_then(|left| equal(left, *op, right));
                        known.or_else(|| self.compared(&node.left, *op, right))
                    }
                    left => self.compared(left, *op, right),
                }
            }
            Expr::Name(name) if follows => {
                let bound = self.constant(name)?;
                truth(bound).or_else(|| self.outcome(bound, false))
            }
            _ => None,
        }
    }

    /// What a global is bound to, if that is one expression, and nobody can bind it to anything else by its name.
    fn constant(&self, name: &ast::ExprName) -> Option<&Expr> {
        let Resolution::Variable(var) = self.scopes.resolve(name) else { return None };
        let bound = self.bound_once(var)?;
        let words = ["setattr", "globals", "__dict__", "vars", "locals"];
        let by_name = || words.iter().any(|word| self.program.mentions(word));
        let is_builtin = self.knowledge.builtins().is_none_or(|table| {
            let name = name.id.as_str();
            table.exceptions.contains(name)
                || table.functions.contains_key(name)
                || table.values.contains_key(name)
        });
        (!is_builtin && !*self.rebinds_by_name.get_or_init(by_name)).then_some(bound)
    }

    fn compared(&self, left: &Expr, op: CmpOp, right: &Expr) -> Option<bool> {
        let order = |found: std::cmp::Ordering| match op {
            CmpOp::Lt => Some(found.is_lt()),
            CmpOp::LtE => Some(found.is_le()),
            CmpOp::Gt => Some(found.is_gt()),
            CmpOp::GtE => Some(found.is_ge()),
            CmpOp::Eq => Some(found.is_eq()),
            CmpOp::NotEq => Some(found.is_ne()),
            _ => None,
        };
        match self.asked(left)? {
            Asked::Major => order(OLDEST[0].cmp(&integer(right)?)),
            Asked::Digit => {
                let Expr::StringLiteral(text) = right else { return None };
                order("3".cmp(text.value.to_str()))
            }
            Asked::Majors => order(OLDEST[..1].cmp(integers(right)?.as_slice())),
            Asked::Version => {
                let parts = integers(right)?;
                let parts = parts.as_slice();
                let (is_old, is_first) = (parts < &OLDEST[..], parts == OLDEST);
                match op {
                    CmpOp::Lt | CmpOp::GtE if is_first => Some(op == CmpOp::GtE),
                    _ if is_old => order(std::cmp::Ordering::Greater),
                    _ if parts >= &TOO_NEW[..] => order(std::cmp::Ordering::Less),
                    _ => None,
                }
            }
        }
    }

    fn asked(&self, expr: &Expr) -> Option<Asked> {
        match expr {
            Expr::Subscript(node) => match &*node.slice {
                Expr::Slice(slice) if slice.lower.is_none() && slice.step.is_none() => {
                    let parts = integer(slice.upper.as_deref()?)?;
                    let version = self.is_version(&node.value, "version_info") && parts >= 1;
                    version.then_some(if parts == 1 { Asked::Majors } else { Asked::Version })
                }
                index if integer(index) == Some(0) => {
                    if self.is_version(&node.value, "version_info") {
                        Some(Asked::Major)
                    } else {
                        self.is_version(&node.value, "version").then_some(Asked::Digit)
                    }
                }
                _ => None,
            },
            Expr::Attribute(node)
                if node.attr.as_str() == "major"
                    && self.is_version(&node.value, "version_info") =>
            {
                Some(Asked::Major)
            }
            _ => self.is_version(expr, "version_info").then_some(Asked::Version),
        }
    }

    /// `sys.version_info`, or that name where it was imported.
    fn is_version(&self, expr: &Expr, wanted: &str) -> bool {
        match expr {
            Expr::Attribute(node) => {
                node.attr.as_str() == wanted
                    && !self.is_patched_attribute(wanted)
                    && node.value.as_name_expr().is_some_and(|name| {
                        self.is_imported(name, |stmt| {
                            let Stmt::Import(node) = stmt else { return false };
                            node.names.iter().any(|alias| is_alias(alias, "sys", name))
                        })
                    })
            }
            Expr::Name(name) => self.is_imported(name, |stmt| {
                let Stmt::ImportFrom(node) = stmt else { return false };
                node.level == 0
                    && node.module.as_ref().is_some_and(|module| module.as_str() == "sys")
                    && node.names.iter().any(|alias| is_alias(alias, wanted, name))
            }),
            _ => false,
        }
    }

    /// Whether a global is bound by one statement at the top level of its module, and by nothing else.
    fn is_imported(&self, name: &ast::ExprName, is_import: impl Fn(&Stmt) -> bool) -> bool {
        let Resolution::Variable(var) = self.scopes.resolve(name) else { return false };
        let body = self.body_of_global(var);
        body.is_some_and(|body| body.iter().filter(|stmt| is_import(stmt)).count() == 1)
    }

    /// What is assigned to a global by the one statement that binds it.
    pub(super) fn bound_once(&self, var: VarId) -> Option<&Expr> {
        let name = self.scopes.variable(var).name;
        self.body_of_global(var)?.iter().find_map(|stmt| {
            let (target, value) = match stmt {
                Stmt::Assign(node) => match &*node.targets {
                    [target] => (target, &*node.value),
                    _ => return None,
                },
                Stmt::AnnAssign(node) => (&*node.target, node.value.as_deref()?),
                _ => return None,
            };
            matches!(target, Expr::Name(target) if target.id.as_str() == name).then_some(value)
        })
    }

    /// The module of a global that one statement binds, and no other module.
    pub(super) fn body_of_global(&self, var: VarId) -> Option<&[Stmt]> {
        let scopes = self.scopes;
        let variable = scopes.variable(var);
        let is_single = variable.is_global
            && variable.bindings == 1
            && !scopes.foreign_writes.contains(&var)
            && !scopes.may_be_star_imported(var)
            && !scopes.deleted.contains(variable.name)
            && !self.is_patched_attribute(variable.name);
        let module = scopes.function(variable.func).module;
        is_single.then(|| self.program.module(module).tree().body.as_slice())
    }
}

fn is_constant(expr: &Expr) -> bool {
    matches!(expr, Expr::BooleanLiteral(_) | Expr::NumberLiteral(_) | Expr::StringLiteral(_))
}

/// Whether a constant counts as true.
fn truth(constant: &Expr) -> Option<bool> {
    match constant {
        Expr::NoneLiteral(_) => Some(false),
        Expr::StringLiteral(text) => Some(!text.value.is_empty()),
        _ => number(constant).map(|number| number != 0),
    }
}

/// What comparing two constants gives: `True` is 1.
fn equal(left: &Expr, op: CmpOp, right: &Expr) -> Option<bool> {
    let found = match (left, right) {
        (Expr::StringLiteral(left), Expr::StringLiteral(right)) => match op {
            CmpOp::Eq | CmpOp::NotEq => left.value.to_str() == right.value.to_str(),
            _ => return None,
        },
        (Expr::BooleanLiteral(left), Expr::BooleanLiteral(right))
            if matches!(op, CmpOp::Is | CmpOp::IsNot) =>
        {
            return Some((left.value == right.value) == (op == CmpOp::Is));
        }
        _ => {
            let (left, right) = (number(left)?, number(right)?);
            match op {
                CmpOp::Lt => return Some(left < right),
                CmpOp::LtE => return Some(left <= right),
                CmpOp::Gt => return Some(left > right),
                CmpOp::GtE => return Some(left >= right),
                CmpOp::Eq | CmpOp::NotEq => left == right,
                _ => return None,
            }
        }
    };
    Some(found == (op == CmpOp::Eq))
}

/// A small integer, or a truth value as one.
fn number(expr: &Expr) -> Option<i64> {
    match expr {
        Expr::BooleanLiteral(node) => Some(i64::from(node.value)),
        _ => integer(expr),
    }
}

fn is_alias(alias: &ast::Alias, wanted: &str, name: &ast::ExprName) -> bool {
    let bound = alias.asname.as_ref().map_or(wanted, |bound| bound.as_str());
    alias.name.as_str() == wanted && bound == name.id.as_str()
}

fn integer(expr: &Expr) -> Option<i64> {
    let Expr::NumberLiteral(node) = expr else { return None };
    let ast::Number::Int(number) = &node.value else { return None };
    number.as_i64()
}

fn integers(expr: &Expr) -> Option<Vec<i64>> {
    let Expr::Tuple(node) = expr else { return None };
    node.elts.iter().map(integer).collect()
}

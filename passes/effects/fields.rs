//! Fields of data classes and named tuples: in which order their generated constructors take them, and what they are without.
//!
//! ```python
//! @dataclass
//! class Order:
//!     town: str
//!     limit: ClassVar[int] = 3                               # no field: the second argument is `items`
//!     items: list = field(default_factory=list)
//!     notes: list = field(init=False, default_factory=list)  # a field that no argument is for
//! ```
//!
//! Where it is not plain which argument goes where, each may go into any field.
//!
//! Sound because: an argument by position is for the field in that position only where the class, and each base of its that
//! has annotations, is a data class with nothing in its body but plain fields and functions, one below the other, and where the
//! program has no word that takes a field out of the order (`ClassVar`, `init=`, `kw_only`, `KW_ONLY`).

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};

use super::Analysis;
use crate::ids::{ClassId, FuncId, Symbol, VarId};
use crate::program::Program;
use crate::values::Value;

/// What takes a field out of the order, or makes something that looks like a field none.
const OUT_OF_ORDER: &[&str] =
    &["ClassVar", "KW_ONLY", "kw_only", "init=", "init =", "\"init\"", "'init'", "__annotations__"];

/// Decorators of classes that leave the order of fields alone.
const PLAIN_DECORATORS: &[&str] = &["dataclass", "total_ordering", "final"];

/// A field for which the class itself has no value: instances get one from an argument, or from a factory.
pub(crate) struct FieldWithoutValue<'a> {
    factory: Option<&'a Expr>,
}

/// What a generated constructor does for a field that no argument is for.
pub(crate) enum FieldDefault<'a> {
    Value(Value),
    /// It calls this, which is written in the class.
    MadeBy(&'a Expr),
    /// It may call anything: what stands in the class may be a `field(…)` that was made elsewhere.
    Unknown,
}

/// Whether all decorators of a class have one of these names, called or not.
pub(super) fn has_only_decorators(node: &ast::StmtClassDef, names: &[&str]) -> bool {
    node.decorator_list.iter().all(|decorator| {
        let named = match &decorator.expression {
            Expr::Call(call) => &*call.func,
            other => other,
        };
        match named {
            Expr::Name(name) => names.contains(&name.id.as_str()),
            Expr::Attribute(attribute) => names.contains(&attribute.attr.as_str()),
            _ => false,
        }
    })
}

/// Whether a program mentions nothing that takes fields out of their order.
pub(super) fn all_in_order(program: &Program) -> bool {
    !OUT_OF_ORDER.iter().any(|word| program.mentions(word))
}

impl<'a> Analysis<'a> {
    /// Whether the argument in a position is for the field in that position.
    pub(crate) fn takes_fields_in_order(&self, class: ClassId) -> bool {
        let order = self.class_order(class);
        self.fields_in_order
            && order.iter().all(|&class| self.has_plain_fields(class, order.len() > 1))
    }

    fn has_plain_fields(&self, class: ClassId, is_derived: bool) -> bool {
        let class = self.scopes.class(class);
        let node = class.node;
        let annotated = node.body.iter().any(Stmt::is_ann_assign_stmt);
        let bases = node.arguments.as_ref().map_or(0, |arguments| arguments.args.len());
        let has_plain_decorators = has_only_decorators(node, PLAIN_DECORATORS);
        let is_plain = |stmt: &Stmt| {
            matches!(
                stmt,
                Stmt::AnnAssign(_)
                    | Stmt::Assign(_)
                    | Stmt::Expr(_)
                    | Stmt::FunctionDef(_)
                    | Stmt::Pass(_)
            )
        };
        let is_data_class = !node.decorator_list.is_empty();
        has_plain_decorators
            && bases <= 1
            && (!annotated || is_data_class || !is_derived)
            && node.body.iter().all(is_plain)
    }

    /// The fields that a generated constructor fills, in order.
    pub(crate) fn constructor_fields(&mut self, class: ClassId) -> Vec<Symbol> {
        let mut order = self.class_order(class).to_vec();
        order.reverse();
        let mut fields = Vec::new();
        for class in order {
            for stmt in &self.scopes.class(class).node.body {
                if let Stmt::AnnAssign(node) = stmt
                    && let Expr::Name(name) = &*node.target
                {
                    let symbol = self.symbol(name.id.as_str());
                    if !fields.contains(&symbol) {
                        fields.push(symbol);
                    }
                }
            }
        }
        fields
    }

    /// What a field `x: T = field(…)` of a data class is that gives it no value, so that the class itself has no such attribute.
    /// What the factory of `field(default_factory=f)` returns is the default.
    pub(crate) fn field_without_value(
        &mut self,
        class: ClassId,
        field: &'a ast::StmtAnnAssign,
    ) -> Option<FieldWithoutValue<'a>> {
        let call = self.field_call(class, field)?;
        if call.arguments.find_keyword("default").is_some() {
            return None;
        }
        let factory = call.arguments.find_keyword("default_factory");
        Some(FieldWithoutValue { factory: factory.map(|keyword| &keyword.value) })
    }

    /// The call of `field` that stands for a field of a data class, where it names all of its arguments.
    fn field_call(
        &mut self,
        class: ClassId,
        field: &'a ast::StmtAnnAssign,
    ) -> Option<&'a ast::ExprCall> {
        let node = self.scopes.class(class).node;
        let nowhere = (&super::env::Env::default(), FuncId(0));
        let Some(Expr::Call(call)) = field.value.as_deref() else { return None };
        let is_data_class = node.decorator_list.iter().any(|decorator| {
            let target = match &decorator.expression {
                Expr::Call(call) => &*call.func,
                other => other,
            };
            self.library_name(target, nowhere).as_deref() == Some("dataclasses.dataclass")
        });
        let plain = call.arguments.args.is_empty()
            && call.arguments.keywords.iter().all(|keyword| keyword.arg.is_some());
        let is_field = is_data_class
            && plain
            && self.library_name(&call.func, nowhere).as_deref() == Some("dataclasses.field");
        is_field.then_some(call)
    }

    /// What stands for the default in `x: T = field(default=0)` of a data class: the class has that under this name as soon as anybody can look, as long as
    /// its own body does not ask for it before.
    pub(crate) fn default_of_field(
        &mut self,
        class: ClassId,
        field: &'a ast::StmtAnnAssign,
        var: VarId,
    ) -> Option<&'a Expr> {
        let call = self.field_call(class, field)?;
        let default = call.arguments.find_keyword("default")?;
        let mut mentions = Mentions { analysis: self, var, count: 0 };
        mentions.visit_body(&self.scopes.class(class).node.body);
        let is_bound_once = mentions.count == 1;
        is_bound_once.then_some(&default.value)
    }

    /// Whether an unknown value in the place of a default may be a `field(…)` whose factory is not in view.
    fn may_hide_factory(&mut self, given: &Expr) -> bool {
        let Expr::Call(call) = given else { return true };
        let nowhere = (&super::env::Env::default(), FuncId(0));
        let is_plain = call.arguments.keywords.iter().all(|keyword| {
            keyword.arg.as_ref().is_some_and(|name| name.as_str() != "default_factory")
        });
        !is_plain || self.library_name(&call.func, nowhere).as_deref() != Some("dataclasses.field")
    }

    /// What a generated constructor does for the fields that no argument is for.
    pub(crate) fn field_defaults(&mut self, class: ClassId) -> Vec<(Symbol, FieldDefault<'a>)> {
        let mut defaults = Vec::new();
        for &class in self.class_order(class).iter() {
            let node = self.scopes.class(class).node;
            let is_decorated = !node.decorator_list.is_empty();
            for stmt in &node.body {
                if let Stmt::AnnAssign(node) = stmt
                    && let Expr::Name(name) = &*node.target
                    && let Some(given) = &node.value
                    && let Some(&var) = self.scopes.class(class).members.get(name.id.as_str())
                {
                    let symbol = self.symbol(name.id.as_str());
                    let value = self.variable_value(var).clone();
                    let default = match self.field_without_value(class, node) {
                        Some(FieldWithoutValue { factory: None }) => continue, // has to be given
                        Some(FieldWithoutValue { factory: Some(factory) }) => {
                            FieldDefault::MadeBy(factory)
                        }
                        None if is_decorated && value.is_any() && self.may_hide_factory(given) => {
                            FieldDefault::Unknown
                        }
                        None => FieldDefault::Value(value),
                    };
                    defaults.push((symbol, default));
                }
            }
        }
        defaults
    }
}

/// Counts the names of a class body that mean one of its variables.
struct Mentions<'m, 'a> {
    analysis: &'m Analysis<'a>,
    var: VarId,
    count: usize,
}

impl<'e> Visitor<'e> for Mentions<'_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Name(name) = expr {
            self.count += usize::from(self.analysis.scopes.variable_of(name) == Some(self.var));
        }
        visitor::walk_expr(self, expr);
    }
}

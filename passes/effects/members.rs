//! What a name means on instances of a class: members of the class, or of its bases.
//!
//! ```python
//! class Shape(Drawn, Saved):
//!     if FAST:
//!         def area(self): ...        # where it was not defined, `area` is a method of one of the bases
//! ```
//!
//! The order in which bases are asked is known as long as each class has one base, which is a class of the program. From there
//! on all members of that name count, and where a class of a library may come first, anything.

use ruff_python_ast::{self as ast, Expr, Stmt};

use super::Analysis;
use super::classes::ClassTable;
use super::heap::{ObjectKey, ObjectKind};
use crate::ids::{ClassId, VarId};
use crate::passes::scopes::{Class, Scopes};
use crate::values::Value;

/// Members of all members of enumerations, besides special methods.
const OF_ENUMS: &[&str] = &["name", "value", "_name_", "_value_", "_missing_"];

/// The same of all exceptions.
const OF_EXCEPTIONS: &[&str] = &["args", "with_traceback", "add_note"];

impl ClassTable {
    /// Whether what comes after a class in the order of lookup is its only base.
    pub(super) fn has_one_base(&self, class: ClassId) -> bool {
        let info = &self.infos[class.index()];
        info.bases.len() <= 1 && !info.foreign_first
    }
}

impl Analysis<'_> {
    /// The first of these classes that binds a name, and all that it may be; `is_linear` as long as they are asked in this order.
    pub(super) fn member_in(
        &mut self,
        order: &[ClassId],
        name: &str,
        mut is_linear: bool,
    ) -> Option<(ClassId, Value)> {
        let symbol = self.symbol(name);
        let mut found: Option<(ClassId, Value)> = None;
        let mut is_member = false;
        for &class in order {
            let object = self.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
            let mut own = self.heap.field(object, symbol).cloned();
            let var = self.scopes.class(class).members.get(name).copied();
            if let Some(var) = var {
                let value = self.variable_value(var);
                own = Some(own.map_or_else(|| value.clone(), |own| own.joined(value)));
            }
            if let Some(mut value) = own {
                if let Some((_, earlier)) = &found {
                    value.join_types(earlier);
                }
                // The class whose body binds it, if that is clear.
                let owner = match found {
                    Some((owner, _)) if is_member => owner,
                    _ => class,
                };
                found = Some((owner, value));
            }
            is_member |= var.is_some();
            if is_linear && var.is_some_and(|var| self.is_certainly_bound(var, name)) {
                return found;
            }
            is_linear &= self.classes.has_one_base(class);
        }
        if is_member && self.may_be_of_library(order, name) {
            found = found.map(|(class, value)| (class, value.joined(&Value::any())));
        }
        found
    }

    fn is_certainly_bound(&self, var: VarId, name: &str) -> bool {
        !self.classes.maybe_unbound.contains(&var) && !self.scopes.deleted_attributes.contains(name)
    }

    /// Whether one of the bases of these classes that are not of the program may have such a member.
    fn may_be_of_library(&self, classes: &[ClassId], name: &str) -> bool {
        let is_special = name.starts_with("__");
        classes.iter().any(|class| {
            let info = &self.classes.infos[class.index()];
            info.unknown_base
                || info.is_enum && (is_special || OF_ENUMS.contains(&name))
                || info.is_exception && (is_special || OF_EXCEPTIONS.contains(&name))
                || info.library_base.is_some_and(|id| {
                    let known = self.knowledge.type_info(id);
                    is_special
                        || known.methods.contains_key(name)
                        || known.attributes.contains_key(name)
                })
        })
    }
}

/// Members that the body of a class may leave unbound.
pub(super) fn maybe_unbound(scopes: &Scopes<'_>, class: &Class<'_>) -> Vec<VarId> {
    class
        .members
        .iter()
        .filter(|(name, _)| scopes.deleted.contains(**name) || !binds(&class.node.body, name))
        .map(|(_, &var)| var)
        .collect()
}

/// Whether a block certainly binds a name.
fn binds(block: &[Stmt], name: &str) -> bool {
    let is_target = |target: &Expr| names_in(target, name);
    block.iter().any(|stmt| match stmt {
        Stmt::FunctionDef(node) => node.name.as_str() == name,
        Stmt::ClassDef(node) => node.name.as_str() == name,
        Stmt::Assign(node) => node.targets.iter().any(is_target),
        Stmt::AnnAssign(node) => node.value.is_some() && is_target(&node.target),
        Stmt::AugAssign(node) => is_target(&node.target),
        Stmt::Import(ast::StmtImport { names, .. })
        | Stmt::ImportFrom(ast::StmtImportFrom { names, .. }) => names.iter().any(|alias| {
            alias.asname.as_ref().unwrap_or(&alias.name).as_str().split('.').next() == Some(name)
        }),
        Stmt::If(node) => {
            let is_complete = node.elif_else_clauses.iter().any(|clause| clause.test.is_none());
            is_complete
                && binds(&node.body, name)
                && node.elif_else_clauses.iter().all(|clause| binds(&clause.body, name))
        }
        _ => false,
    })
}

/// Whether an assignment to this target binds a name.
fn names_in(target: &Expr, name: &str) -> bool {
    match target {
        Expr::Name(node) => node.id.as_str() == name,
        Expr::Tuple(node) => node.elts.iter().any(|part| names_in(part, name)),
        Expr::List(node) => node.elts.iter().any(|part| names_in(part, name)),
        Expr::Starred(node) => names_in(&node.value, name),
        _ => false,
    }
}

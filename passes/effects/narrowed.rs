//! What a test of its class says about a variable, on the lines that it guards.
//!
//! ```python
//! def __mul__(self, other):
//!     if isinstance(other, (int, float)):
//!         return Matrix([[a * other for a in row] for row in self.rows])      # here `other` is no matrix
//!     return Matrix([[dot(row, column) for column in other.columns()] for row in self.rows])
//! ```
//!
//! Objects are left out, and nothing else: numbers, text and what may be anything stay as they are, since tables of libraries
//! may say `int` of what is only like one.
//!
//! Sound because: an instance of a class of the program that has no bases elsewhere, and no metaclass, is an instance of the
//! classes in its order of bases and of no others, and Python's own containers are none of them, and no numbers or text. The
//! function is the builtin, which nobody replaces. Where the program mentions what could make a class answer for others, or
//! give an object another class, nothing is concluded. That an object *is* an instance is concluded where it has one class
//! statement, which runs once, at the top level of its module, and bases that can only be these. Whoever binds the variable
//! anew brings its new value: in this body the state of the variable is replaced, and for other bodies all values are known.

use ruff_python_ast::{self as ast, Expr, Stmt};

use super::Analysis;
use super::env::Env;
use super::heap::ObjectKind;
use super::walker::Walker;
use crate::ids::{ClassId, ObjId, VarId};
use crate::program::Program;
use crate::values::{Atoms, Value};

/// What a program mentions that could make `isinstance` say something else than the order of bases does.
const OTHER_ANSWERS: &[&str] = &[
    "__class__",
    "__bases__",
    "__instancecheck__",
    "__subclasscheck__",
    "__subclasshook__",
    "runtime_checkable",
    "setattr",
    "reload",
    "ctypes",
    "mock",
];

/// Builtin types of which neither containers nor instances of plain classes are instances.
const PLAIN_TYPES: &[&str] = &["int", "float", "complex", "bool", "str", "bytes"];

/// Whether the class of an object decides what it is an instance of.
pub(super) fn classes_decide(program: &Program) -> bool {
    let may_register = program.mentions("register") && program.mentions("ABC");
    !may_register && !program.modules.iter().any(|module| module.may_name(OTHER_ANSWERS))
}

/// One of the classes that a test names.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    /// A builtin type.
    Plain,
    /// A class of the program, and whether there is only one of it.
    Class(ClassId, bool),
}

impl<'a> Walker<'_, 'a> {
    /// Takes it for granted that a test came out like this.
    pub fn assume(&mut self, test: &'a Expr, holds: bool) {
        if !self.an.classes_decide {
            return;
        }
        match test {
            Expr::UnaryOp(node) if node.op == ast::UnaryOp::Not => {
                self.assume(&node.operand, !holds);
            }
            // All parts were asked, and all came out like this; what a later one assigns is no longer what was asked about.
            Expr::BoolOp(node) if (node.op == ast::BoolOp::And) == holds && !self.an.has_walrus => {
                node.values.iter().for_each(|part| self.assume(part, holds));
            }
            Expr::Call(node) => self.assume_class(node, holds),
            _ => {}
        }
    }

    /// The same for a test before an `elif` or `else`, that did not hold.
    pub fn assume_failed(&mut self, test: Option<&'a Expr>) {
        if let Some(test) = test {
            self.assume(test, false);
        }
    }

    /// Evaluates one part of a choice where the test came out like this.
    pub(super) fn assuming(
        &mut self,
        test: &'a Expr,
        holds: bool,
        part: impl FnOnce(&mut Self) -> Value,
    ) -> Value {
        if !self.an.classes_decide || self.an.has_walrus {
            return self.maybe(part);
        }
        // Without assignments in expressions, variables are afterwards what they were before.
        let before: Env = self.env.clone();
        self.assume(test, holds);
        let value = part(self);
        self.env = before;
        value
    }

    fn assume_class(&mut self, call: &'a ast::ExprCall, holds: bool) {
        let (Expr::Name(function), [Expr::Name(asked), classes]) =
            (&*call.func, &*call.arguments.args)
        else {
            return;
        };
        if function.id.as_str() != "isinstance"
            || !call.arguments.keywords.is_empty()
            || self.an.scopes.variable_of(function).is_some()
            || self.an.is_patched("isinstance")
        {
            return;
        }
        let Some(var) = self.an.scopes.variable_of(asked).filter(|&var| self.keeps(var)) else {
            return;
        };
        let Some(classes) = self.asked_classes(classes) else { return };
        let slot = self.an.scopes.variable(var).slot as usize;
        let mut value = self.env.values[slot].clone();
        if holds {
            value.objects.retain(|object| self.may_be_one(*object, &classes));
        } else {
            value.objects.retain(|object| !self.is_one(*object, &classes));
        }
        let is_impossible = value.is_bottom() && !self.env.values[slot].is_bottom();
        if is_impossible && !self.an.is_optimistic() {
            // Nobody comes here, as far as is known; what the lines do is said for the values that they never see.
            return;
        }
        self.env.values[slot] = value;
    }

    /// Whether the state of a variable is what this body says, and all that it says.
    fn keeps(&self, var: VarId) -> bool {
        let variable = self.an.scopes.variable(var);
        variable.func == self.func
            && !variable.is_global
            && !variable.is_class_member
            && !self.an.scopes.foreign_writes.contains(&var)
    }

    /// The classes that a test names, if all of them are known.
    fn asked_classes(&mut self, expr: &'a Expr) -> Option<Vec<Asked>> {
        let mut found = Vec::new();
        let parts = match expr {
            Expr::Tuple(node) => &*node.elts,
            _ => std::slice::from_ref(expr),
        };
        for part in parts {
            match part {
                Expr::Name(name) if self.an.scopes.variable_of(name).is_none() => {
                    let name = name.id.as_str();
                    if !PLAIN_TYPES.contains(&name) || self.an.is_patched(name) {
                        return None;
                    }
                    found.push(Asked::Plain);
                }
                Expr::Name(_) | Expr::Attribute(_) => {
                    let value = self.eval(part);
                    if value.is_any() || !value.atoms.without(Atoms::UNBOUND).is_empty() {
                        return None;
                    }
                    let is_one = value.objects.len() == 1;
                    for &object in &value.objects {
                        let ObjectKind::Class(class) = self.an.heap.peek(object).kind else {
                            return None;
                        };
                        if !self.an.is_of_program(class) {
                            return None;
                        }
                        found.push(Asked::Class(class, is_one && self.an.is_made_once(class)));
                    }
                }
                _ => return None,
            }
        }
        Some(found)
    }

    /// Whether an object may be an instance of one of these.
    fn may_be_one(&self, object: ObjId, classes: &[Asked]) -> bool {
        match self.an.heap.peek(object).kind {
            ObjectKind::Instance(class) if self.an.is_of_program(class) => {
                let order = self.an.class_order(class);
                classes
                    .iter()
                    .any(|asked| matches!(asked, Asked::Class(asked, _) if order.contains(asked)))
            }
            ObjectKind::Library(id) => {
                let info = self.an.knowledge.type_info(id);
                let is_container = info.module == "builtins"
                    && matches!(&*info.name, "list" | "tuple" | "dict" | "set" | "frozenset");
                !is_container
            }
            _ => true,
        }
    }

    /// Whether an object is certainly an instance of one of these.
    fn is_one(&self, object: ObjId, classes: &[Asked]) -> bool {
        let ObjectKind::Instance(class) = self.an.heap.peek(object).kind else { return false };
        self.an.is_of_program(class)
            && classes.iter().any(|asked| {
                matches!(asked, Asked::Class(asked, true) if self.an.derives_certainly(class, *asked))
            })
    }
}

impl Analysis<'_> {
    /// Whether a class and all its bases are written in the program, and ordinary.
    pub(super) fn is_of_program(&self, class: ClassId) -> bool {
        !self.has_unknown_base(class)
            && self.library_base(class).is_none()
            && !self.has_metaclass(class)
            && !self.is_enum(class)
            && !self.classes.is_exception(class)
            && !self.is_generated(class)
    }

    /// Whether the statement that makes a class stands at the top level of its module, which runs once.
    fn is_made_once(&self, class: ClassId) -> bool {
        let class = self.scopes.class(class);
        let body = &self.program.module(class.module).tree().body;
        body.iter()
            .any(|stmt| matches!(stmt, Stmt::ClassDef(node) if std::ptr::eq(node, class.node)))
    }

    /// Whether a class is another one or derives from it, whatever its bases turn out to be.
    fn derives_certainly(&self, class: ClassId, base: ClassId) -> bool {
        let mut class = class;
        for _ in 0..self.scopes.classes.len() {
            if class == base {
                return true;
            }
            let Some(next) = self.only_base(class) else { return false };
            class = next;
        }
        class == base
    }

    /// The base of a class, if that is the one class which its name ever means.
    fn only_base(&self, class: ClassId) -> Option<ClassId> {
        let [base] = self.classes.infos[class.index()].bases[..] else { return None };
        let (class, known) = (self.scopes.class(class), self.scopes.class(base));
        let [Expr::Name(name)] = &*class.node.arguments.as_ref()?.args else { return None };
        let var = self.scopes.variable_of(name)?;
        let is_only = self.scopes.variable(var).bindings == 1
            && self.scopes.variable(var).is_global
            && !self.scopes.foreign_writes.contains(&var)
            && class.module == known.module
            && name.id.as_str() == known.name
            && self.is_made_once(base);
        is_only.then_some(base)
    }
}

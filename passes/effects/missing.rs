//! Attributes that instances of a class never have.
//!
//! ```python
//! def evaluate(node):
//!     if isinstance(node, Number):
//!         return node.value                  # operations have no `value`: to ask one for it raises
//!     return evaluate(node.left) + evaluate(node.right)
//! ```
//!
//! Who asks an instance of the program's own for an attribute that it cannot have gets an `AttributeError`, as from a number, and
//! no value. So a test of the class does not have to be understood to know what the lines behind it work on.
//!
//! Sound because: attributes come from assignments and class bodies, which are all in view and noted by name, and from what is
//! excluded here. Names with two underscores belong to Python (or are changed by it); classes with bases, metaclasses or
//! decorators that are not in view, exceptions, enumerations and named tuples have more than what they say, and fields of data
//! classes may be set by whoever makes one; and nothing is
//! concluded in programs that could set attributes by other means: `setattr`, `__dict__`, `vars`, pickled instances, a namespace
//! for the arguments of the command line, classes made at run time, modules about which nothing is known. (Code made at run time
//! refuses the whole program.)

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};

use super::Analysis;
use super::fields::has_only_decorators;
use crate::ids::ClassId;
use crate::program::Program;

/// What a program mentions that could give an instance an attribute behind the analysis' back.
const OTHER_MEANS: &[&str] = &[
    "setattr",
    "__dict__",
    "vars",
    "__class__",
    "__setstate__",
    "__getattribute__",
    "__init_subclass__",
    "__set_name__",
    "__class_getitem__",
    "make_dataclass",
    "new_class",
    "update_wrapper",
    "wraps",
    "pickle",
    "shelve",
    "copyreg",
    "ctypes",
    "mock",
    "locals",
];

/// Decorators of classes that add nothing but methods of Python's protocols.
const PLAIN_DECORATORS: &[&str] = &["dataclass", "total_ordering", "final", "runtime_checkable"];

/// Whether only assignments give instances their attributes.
pub(super) fn all_in_view(program: &Program) -> bool {
    let mut finder = Namespaces { any: false };
    for module in &program.modules {
        if module.may_name(&["parse_"]) || module.may_name(OTHER_MEANS) {
            finder.visit_body(&module.tree().body);
        }
    }
    !finder.any && !OTHER_MEANS.iter().any(|word| names(program, word))
}

/// Whether a name, or one that ends with it, stands in the program.
fn names(program: &Program, word: &str) -> bool {
    let stands_alone = |text: &str, at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let is_part = |char: char| char.is_alphanumeric();
        !before.is_some_and(is_part) && !after.is_some_and(|char| is_part(char) || char == '_')
    };
    program.mentions(word)
        && program.modules.iter().any(|module| {
            let text = &*module.source.text;
            text.match_indices(word).any(|(at, _)| stands_alone(text, at))
        })
}

/// Calls that let the arguments of the command line become attributes of an object of the program; names written with letters
/// that Python takes for others.
struct Namespaces {
    any: bool,
}

impl<'e> Visitor<'e> for Namespaces {
    fn visit_expr(&mut self, expr: &'e Expr) {
        match expr {
            Expr::Name(node) => self.any |= OTHER_MEANS.contains(&node.id.as_str()),
            Expr::Attribute(node) => self.any |= OTHER_MEANS.contains(&node.attr.as_str()),
            _ => {}
        }
        if let Expr::Call(call) = expr
            && let Expr::Attribute(function) = &*call.func
            && function.attr.as_str().starts_with("parse_")
        {
            let is_named = |keyword: &ast::Keyword| {
                keyword.arg.as_ref().is_none_or(|name| name.as_str() == "namespace")
            };
            self.any |= call.arguments.args.len() > 1
                || call.arguments.args.iter().any(Expr::is_starred_expr)
                || call.arguments.keywords.iter().any(is_named);
        }
        visitor::walk_expr(self, expr);
    }
}

impl Analysis<'_> {
    /// Whether to ask an instance of this class for this attribute certainly raises, given that none was ever seen to have it.
    pub(super) fn never_has(&mut self, class: ClassId, name: &str) -> bool {
        let symbol = self.symbol(name);
        self.attributes_in_view
            && !name.contains("__")
            && self.unknown_imports.is_empty()
            && !self.open_world
            && !self.class_patches.contains(&symbol)
            && !self.has_unknown_base(class)
            && !self.has_metaclass(class)
            && self.library_base(class).is_none()
            && !self.is_generated(class)
            && !self.is_enum(class)
            && !self.classes.is_exception(class)
            && !self.class_defines(class, "__getattr__")
            && !self.constructor_fields(class).contains(&symbol)
            && self.is_plainly_decorated(class)
    }

    /// Whether all decorators of a class, and of its bases, are among those that add no attributes.
    fn is_plainly_decorated(&self, class: ClassId) -> bool {
        self.class_order(class)
            .iter()
            .all(|&class| has_only_decorators(self.scopes.class(class).node, PLAIN_DECORATORS))
    }
}

//! Settings of libraries that tasks read and that workers have only where they are forked: a process that is started anew does
//! not run the statements that changed them.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Decorator, Expr};

use super::Analysis;
use crate::effect_words::Flags;

impl Analysis<'_> {
    /// Whether the program changes such a setting: dialects of `csv`, the time zone, the classes that an abstract base class
    /// counts among its own.
    pub fn changes_inherited_settings(&self) -> bool {
        let is_changed = |module: &crate::program::Module| {
            let mut finder = Registrations { found: false };
            finder.visit_body(&module.tree().body);
            // The environment is inherited by new processes, and what follows from it is not.
            finder.found || ["\"TZ\"", "'TZ'"].iter().any(|name| module.source.text.contains(name))
        };
        self.program_effects().flags.contains(Flags::INHERITED)
            || self.program.modules.iter().any(is_changed)
    }
}

/// Looks for `Shape.register` that is no decorator: definitions are made in new processes, too.
struct Registrations {
    found: bool,
}

impl<'e> Visitor<'e> for Registrations {
    fn visit_decorator(&mut self, _decorator: &'e Decorator) {}

    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Attribute(node) = expr
            && node.attr.as_str() == "register"
            && !matches!(&*node.value, Expr::Name(name) if name.id.as_str() == "atexit")
        {
            self.found = true;
        }
        visitor::walk_expr(self, expr);
    }
}

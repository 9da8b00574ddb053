//! Settings of libraries that tasks read and that workers have only where they are forked: a process that is started anew does
//! not run the statements that changed them.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Decorator, Expr};

use super::Analysis;
use crate::effect_words::Flags;
use crate::ids::ObjId;
use crate::values::Value;

/// Values of modules that every worker gets anew, or cannot have.
const SENT: &[&str] =
    &["sys.argv", "sys.path", "os.environ", "sys.stdin", "sys.stdout", "sys.stderr"];

impl Analysis<'_> {
    /// Notes that the program reads what a module of a library holds, which it may change: `reprlib.aRepr`.
    pub(super) fn note_module_value(&mut self, module: &str, name: &str, value: &Value) {
        if !SENT.contains(&&*format!("{module}.{name}")) {
            self.module_values.extend(&value.objects);
        }
    }

    /// Whether some function changes what a module of a library holds.
    fn changes_module_values(&self) -> bool {
        let is_held = |object: &ObjId| self.module_values.contains(object);
        let escaped = |object: &ObjId| self.heap.peek(*object).escaped;
        !self.module_values.is_empty()
            && self.summaries.iter().any(|summary| {
                let writes = &summary.effects.heap_writes;
                writes.everything
                    || writes.any && self.module_values.iter().any(escaped)
                    || writes.locations.iter().any(|location| is_held(&location.object))
                    || writes.parameters.iter().any(|touch| touch.object.iter().any(is_held))
            })
    }

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
            || self.changes_module_values()
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

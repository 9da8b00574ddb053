//! Settings of libraries that tasks read and that workers have only where they are forked: a process that is started anew does
//! not run the statements that changed them.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Decorator, Expr};
use ruff_text_size::TextRange;

use super::Analysis;
use super::journal::Fact;
use super::summary::Effects;
use crate::effect_words::{Flags, Why};
use crate::ids::{ModuleId, ObjId};
use crate::values::Value;

/// Values of modules that every worker gets anew, or cannot have.
const SENT: &[&str] =
    &["sys.argv", "sys.path", "os.environ", "sys.stdin", "sys.stdout", "sys.stderr"];

impl Analysis<'_> {
    /// Notes that the program reads what a module of a library holds, which it may change: `reprlib.aRepr`.
    pub(super) fn note_module_value(&mut self, module: &str, name: &str, value: &Value) {
        let whole = format!("{module}.{name}");
        let is_environment = whole == "os.environ";
        if SENT.contains(&&*whole) && !is_environment {
            return;
        }
        for &object in &value.objects {
            if self.module_values.insert(object, is_environment).is_none() {
                self.heap.grew(Fact::Program);
            }
        }
    }

    /// Adds to the effects of code that it changes what a module of a library holds, which functions of that module obey.
    pub(super) fn note_changed_module_values(&self, effects: &mut Effects, module: ModuleId) {
        if effects.heap_writes.is_private() {
            return;
        }
        let flags = self.changed_module_values(effects);
        if !flags.is_empty() {
            let somewhere =
                || Why { module, range: TextRange::default(), what: "a value of a module".into() };
            let why = effects.write_cause.clone().unwrap_or_else(somewhere);
            effects.flag(flags, || why);
        }
    }

    /// How code with these effects changes what a module of a library holds.
    pub(super) fn changed_module_values(&self, effects: &Effects) -> Flags {
        self.heap.journal.read(Fact::Program);
        let writes = &effects.heap_writes;
        let is_written = |object: ObjId| {
            writes.everything
                || writes.any && self.is_escaped(object)
                || writes.locations.iter().any(|location| location.object == object)
                || writes.parameters.iter().any(|touch| touch.object == Some(object))
        };
        let mut flags = Flags::NONE;
        for (&object, &is_environment) in &self.module_values {
            if is_written(object) {
                let sets_state = Flags::STATE.union(Flags::INHERITED);
                flags = flags.union(if is_environment { Flags::SETS_PLACE } else { sets_state });
            }
        }
        flags
    }

    fn is_escaped(&self, object: ObjId) -> bool {
        self.heap.journal.read(Fact::Escaped);
        self.heap.peek(object).escaped
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

//! What a script does before any code of its own can have run: `warnings.filterwarnings("ignore")` below its imports.
//!
//! ```python
//! import csv
//! csv.field_size_limit(10 ** 7)      # nothing has been read, kept or suspended yet
//!
//! @functools.cache
//! def parse(text): ...               # all calls are later
//! ```
//!
//! Decides: where that part of a script ends, and which effects come later, or in other code.
//!
//! Used for: functions that keep what they found, and generators that wait. What the script sets before it has defined anything is
//! the same for all of their calls.
//!
//! Sound because: the part ends before the first definition, `lambda`, generator or loop, so that it runs code of libraries alone, and
//! before the first mention of a cache; a script with modules of its own, whose code an import runs, has no such part.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Analysis;
use crate::effect_words::Flags;
use crate::ids::{FuncId, ModuleId};
use crate::program::Program;

/// Where the statements end that come before all code of the program's own.
pub(super) fn end_of_first_part(program: &Program) -> TextSize {
    let [script] = &*program.modules else { return TextSize::new(0) };
    let body = &script.tree().body;
    let first = body.iter().take_while(|stmt| is_of_libraries(stmt));
    first.last().map_or(TextSize::new(0), Ranged::end)
}

/// Whether a statement can run code of libraries alone.
fn is_of_libraries(stmt: &Stmt) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            self.0 &= matches!(
                stmt,
                Stmt::Import(_)
                    | Stmt::ImportFrom(_)
                    | Stmt::Assign(_)
                    | Stmt::AnnAssign(_)
                    | Stmt::Expr(_)
                    | Stmt::If(_)
                    | Stmt::Try(_)
                    | Stmt::Pass(_)
            );
            visitor::walk_stmt(self, stmt);
        }
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 &= match expr {
                Expr::Lambda(_)
                | Expr::Generator(_)
                | Expr::ListComp(_)
                | Expr::SetComp(_)
                | Expr::DictComp(_)
                | Expr::Await(_) => false,
                Expr::Name(node) => !node.id.contains("cache"),
                Expr::Attribute(node) => !node.attr.contains("cache"),
                _ => true,
            };
            visitor::walk_expr(self, expr);
        }
    }
    let mut finder = Finder(true);
    finder.visit_stmt(stmt);
    finder.0
}

impl Analysis<'_> {
    /// Notes effects of a statement that stands here; an empty range says nothing of that.
    pub(super) fn note_lateness(&mut self, flags: Flags, module: ModuleId, range: TextRange) {
        let is_early =
            module == ModuleId(0) && !range.is_empty() && range.end() <= self.end_of_first_part;
        if !is_early && !self.late_flags.contains(flags) {
            self.late_flags = self.late_flags.union(flags);
            self.heap.grew(super::journal::Fact::Program);
        }
    }

    /// All effects of the program, but for what the script did before any code of its own could have run.
    pub(super) fn effects_later_on(&self) -> Flags {
        self.heap.journal.read(super::journal::Fact::Program);
        let of_functions = (1..self.scopes.functions.len())
            .map(FuncId::from)
            .fold(Flags::NONE, |all, func| all.union(self.summary(func).effects.flags));
        let script = self.summary(FuncId(0));
        let unknown = if script.effects.flags.contains(Flags::UNKNOWN) {
            Flags::UNKNOWN
        } else {
            Flags::NONE
        };
        of_functions
            .union(self.late_flags)
            .union(unknown)
            .union(self.changed_module_values(&script.effects))
    }
}

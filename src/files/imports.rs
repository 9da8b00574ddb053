//! Which modules the import statements of a module may load.

use ruff_python_ast::Stmt;
use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};

use crate::program::{Module, absolute_name};

/// The dotted names that a module's import statements may load, in order, those in functions and classes included.
pub(super) fn names(module: &Module) -> Vec<String> {
    let mut imports = Imports { module, names: Vec::new() };
    imports.visit_body(&module.tree().body);
    imports.names
}

struct Imports<'m> {
    module: &'m Module,
    names: Vec<String>,
}

impl<'a> StatementVisitor<'a> for Imports<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Import(node) => {
                self.names.extend(node.names.iter().map(|alias| alias.name.to_string()));
            }
            Stmt::ImportFrom(node) => {
                let in_package = self.module.is_package || self.module.name.contains('.');
                // A relative import outside of a package fails when it runs.
                if node.level > 0 && !in_package {
                    return;
                }
                let base = absolute_name(self.module, node.level, node.module.as_deref());
                if base.is_empty() {
                    return;
                }
                self.names.push(base.clone());
                let names = node.names.iter().filter(|alias| alias.name.as_str() != "*");
                self.names.extend(names.map(|alias| format!("{base}.{}", alias.name)));
            }
            _ => walk_stmt(self, stmt),
        }
    }
}

//! Command-line arguments: what the calls that declare them to `argparse` say of their values.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

use super::call::Arguments;
use super::walker::Walker;
use crate::values::{Atoms, Value};

impl Walker<'_, '_> {
    /// What a command-line argument may be, from the call that declares it to `argparse`.
    pub(super) fn note_argument(
        &mut self,
        method: &str,
        node: &ast::Arguments,
        values: &Arguments,
    ) {
        if method == "set_defaults" {
            for (name, value) in &values.keywords {
                self.an.join_argument(name, value);
            }
            if values.double_star.is_some() {
                self.an.unknown_arguments();
            }
            return;
        }
        let literal = |expr: &Expr| match expr {
            Expr::StringLiteral(text) => Some(text.value.to_str().to_owned()),
            _ => None,
        };
        let mut names: Vec<String> = Vec::new();
        for argument in &node.args {
            match literal(argument) {
                Some(name) => names.push(name),
                None => self.an.unknown_arguments(),
            }
        }
        let keyword = |name: &str| {
            node.keywords.iter().find(|k| k.arg.as_ref().is_some_and(|arg| arg.as_str() == name))
        };
        let long = names.iter().find(|name| name.starts_with("--")).or(names.first());
        let dest = match keyword("dest") {
            Some(keyword) => literal(&keyword.value),
            None => long.map(|name| name.trim_start_matches('-').replace('-', "_")),
        };
        let Some(dest) = dest else {
            self.an.unknown_arguments();
            return;
        };
        // `nargs="?"` gives `const` where the option stands alone.
        let is_given = values.keyword("default").is_some_and(|value| !value.is_bottom())
            && keyword("nargs").is_none();
        let mut value = Value::atom(if is_given { Atoms::EMPTY } else { Atoms::NONE });
        match values.keyword("type").cloned() {
            None => {
                value.join(&Value::atom(Atoms::STR));
            }
            Some(converter) => {
                let text = Arguments::positional(vec![Value::atom(Atoms::STR)]);
                let before = self.take_effects();
                value.join(&self.call_value(&converter, &text, TextRange::default(), None));
                self.resume_effects(before);
            }
        }
        for name in ["default", "const"] {
            if let Some(default) = values.keyword(name) {
                value.join(default);
            }
        }
        let mut collects = false;
        match keyword("action").map(|keyword| literal(&keyword.value)) {
            None => {}
            Some(Some(action)) => match action.as_str() {
                "store" => {}
                "append" | "append_const" | "extend" => collects = true,
                "store_true" | "store_false" => value = Value::atom(Atoms::BOOL),
                "count" => {
                    value.join(&Value::atom(Atoms::INT));
                }
                _ => {
                    value.join(&Value::any());
                }
            },
            Some(None) => {
                value.join(&Value::any());
            }
        }
        let many = keyword("nargs")
            .is_some_and(|keyword| !matches!(literal(&keyword.value).as_deref(), Some("?")));
        if many {
            // A list of such values, made by the parser.
            let list = self.new_container("list", u32::from(node.range.start()) | 0x8000_0000, 40);
            self.an.heap.add_element(list.objects[0], &value);
            value.join(&list);
        }
        if collects {
            // A list of all that was given, after what the default holds.
            let list = self.new_container("list", u32::from(node.range.start()) | 0x8000_0000, 41);
            self.an.heap.add_element(list.objects[0], &value);
            if let Some(default) = values.keyword("default").cloned() {
                let given = self.element_types(&default);
                self.an.heap.add_element(list.objects[0], &given);
            }
            value.join(&list);
        }
        self.an.join_argument(&dest, &value);
    }
}

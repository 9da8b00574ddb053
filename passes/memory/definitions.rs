//! `def`, `class` and `import`: the objects that they make, and the modules that they run.

use std::collections::BTreeMap;
use std::rc::Rc;

use ruff_python_ast as ast;

use super::bounds::Span;
use super::heap::{Kind, Object, Refs, merge};
use super::walker::Walker;
use crate::ids::VarId;
use crate::passes::scopes::Resolution;
use crate::program::absolute_name;

impl<'a> Walker<'a, '_> {
    fn bind_identifier(&mut self, identifier: &'a ast::Identifier, value: &Refs) {
        if let Resolution::Variable(var) = self.scopes.resolve_index(&identifier.node_index) {
            self.bind(var, value);
        }
    }

    pub fn define_function(&mut self, node: &'a ast::StmtFunctionDef) {
        let func = self.scopes.body_of_def(node);
        let mut value = self.function_object(node.name.range, func);
        let in_class = self.scopes.function(func).class.is_some();
        for decorator in node.decorator_list.iter().rev() {
            let text = self.text(&decorator.expression);
            let is_known = matches!(text, "staticmethod" | "classmethod" | "property")
                || text.starts_with("functools.wraps")
                || text.starts_with("wraps(");
            if let Some(size) = self.cache_of(&decorator.expression) {
                self.add_cache(decorator.range, &value, size);
                continue;
            }
            if is_known || in_class {
                continue;
            }
            self.hold(&value);
            let callee = self.eval(&decorator.expression);
            let value_now = self.release();
            let arguments =
                super::functions::Arguments { positional: vec![value_now], ..Default::default() };
            self.hold(&arguments.positional[0]);
            value = self.call_value(decorator.range, &callee, &arguments);
            self.release();
        }
        self.bind_identifier(&node.name, &value);
    }

    pub fn define_class(&mut self, node: &'a ast::StmtClassDef) {
        let class = self.scopes.class_of(node);
        if let Some(arguments) = &node.arguments {
            for base in &arguments.args {
                self.eval(base);
            }
        }
        self.walk_body(&node.body);
        let mut table: BTreeMap<Rc<str>, Refs> = BTreeMap::new();
        let scope = self.scopes.class(class).scope;
        let members: Vec<(&str, VarId)> = self.scopes.scopes[scope.index()]
            .variables
            .iter()
            .map(|(&name, &var)| (name, var))
            .collect();
        for (name, var) in members {
            if let Some(refs) = self.state.vars.get(&var) {
                table.insert(Rc::from(name), refs.clone());
            }
            self.state.vars.remove(&var);
        }
        // Methods are found by name; other members are read from the class.
        let methods = &self.scopes.class(class).methods;
        let mut elems = Refs::new();
        table.retain(|name, refs| {
            let is_method = methods.contains_key(&**name);
            if is_method {
                merge(&mut elems, refs);
            }
            !is_method
        });
        let is_data = node
            .decorator_list
            .iter()
            .any(|decorator| self.text(&decorator.expression).contains("dataclass"));
        // A dataclass compiles its methods when it is made.
        let extra = if is_data { Span::of(2000.0, 9000.0, 60_000.0) } else { Span::default() };
        let object = Object {
            elems,
            extra,
            attributes: Some(Rc::new(table)),
            ..Object::new(Kind::Class(class))
        };
        let value = self.create(node.name.range, 152, object);
        self.bind_identifier(&node.name, &value);
    }

    pub fn import(&mut self, node: &'a ast::StmtImport) {
        for alias in &node.names {
            let name = alias.name.as_str();
            let bound = match &alias.asname {
                Some(_) => name,
                None => name.split('.').next().unwrap_or(name),
            };
            self.import_module(name);
            let module = self.constant(alias.range, Object::new(Kind::Module(Rc::from(bound))));
            self.bind_identifier(alias.asname.as_ref().unwrap_or(&alias.name), &module);
        }
    }

    pub fn import_from(&mut self, node: &'a ast::StmtImportFrom) {
        let base = absolute_name(self.module(), node.level, node.module.as_deref());
        if base == "__future__" {
            return;
        }
        self.import_module(&base);
        for alias in &node.names {
            let name = alias.name.as_str();
            if name == "*" {
                continue;
            }
            let full = format!("{base}.{name}");
            let value = if self.program.find(&full).is_some() {
                self.import_module(&full);
                self.constant(alias.range, Object::new(Kind::Module(Rc::from(full))))
            } else {
                let module =
                    self.constant(node.range, Object::new(Kind::Module(Rc::from(base.as_str()))));
                self.attribute(alias.range, &module, name)
            };
            self.bind_identifier(alias.asname.as_ref().unwrap_or(&alias.name), &value);
        }
    }

    /// Runs the body of a local module, the first time it is imported.
    fn import_module(&mut self, name: &str) {
        for (end, _) in name.match_indices('.').chain([(name.len(), "")]) {
            let Some(id) = self.program.find(&name[..end]) else { continue };
            if id.index() == 0 || !self.imported.insert(id) {
                continue;
            }
            let body = self.scopes.module_bodies[id.index()];
            self.run_module(body);
        }
    }
}

//! Definitions: functions with their defaults and decorators, classes, imports.
//!
//! Example: `@functools.cache` before `def f` makes `f` a wrapper that may return the same object twice.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::caches;
use super::heap::{ObjectKey, ObjectKind, Wrapper};
use super::walker::Walker;
use crate::effect_words::{Flags, Why};
use crate::ids::{FuncId, ObjId, VarId};
use crate::passes::scopes::{FunctionNode, ScopeKind, node_id};
use crate::values::{Atoms, Origins, Value};

impl<'a> Walker<'_, 'a> {
    pub(super) fn walk_def(&mut self, node: &'a ast::StmtFunctionDef) {
        let func = self.an.scopes.body_of_def(node);
        let mut value = self.function_value(func, &node.parameters);
        let annotated = node.parameters.iter().filter_map(ast::AnyParameterRef::annotation);
        for annotation in annotated.chain(node.returns.as_deref()) {
            self.walk_annotation(annotation);
        }
        for decorator in node.decorator_list.iter().rev() {
            value = self.decorate(&decorator.expression, value, func);
        }
        self.store_identifier(&node.name, node.name.as_str(), &value);
        self.fx.flag(Flags::DEFINES, || Why {
            module: self.module,
            range: node.name.range,
            what: format!("def {}", node.name).into(),
        });
    }

    /// The annotation of an assignment: a module notes it in its `__annotations__`, where the program may look for it.
    pub(super) fn walk_annotated(&mut self, node: &'a ast::StmtAnnAssign) {
        self.walk_annotation(&node.annotation);
        if node.simple
            && self.an.scopes.module_bodies.contains(&self.func)
            && self.an.program.mentions("__annotations__")
        {
            self.flag(Flags::DEFINES, node.target.range(), "__annotations__");
        }
    }

    /// Evaluates an annotation, unless it stands where that is never done.
    pub(super) fn walk_annotation(&mut self, annotation: &'a Expr) {
        if self.an.scopes.is_evaluated(annotation) {
            self.eval_annotation(annotation);
        }
    }

    /// Tells whether it is certainly a class, or something plain: `list[int]` and `int | None` run no code of the program, as
    /// long as classes have no say in it.
    fn eval_annotation(&mut self, expr: &'a Expr) -> bool {
        match expr {
            Expr::Starred(node) => self.eval_annotation(&node.value),
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                let parts: Vec<bool> = elts.iter().map(|part| self.eval_annotation(part)).collect();
                !parts.contains(&false)
            }
            Expr::Subscript(node) if self.eval_annotation(&node.value) => {
                self.eval_annotation(&node.slice);
                true
            }
            Expr::BinOp(node)
                if node.op == ast::Operator::BitOr
                    && self.eval_annotation(&node.left)
                    && self.eval_annotation(&node.right) =>
            {
                true
            }
            Expr::Subscript(_) | Expr::BinOp(_) => {
                self.eval(expr);
                false
            }
            _ => {
                let value = self.eval(expr);
                let is_class = |&object: &ObjId| {
                    matches!(
                        self.an.heap.peek(object).kind,
                        ObjectKind::Class(_) | ObjectKind::LibraryFunction(_) | ObjectKind::Record
                    )
                };
                !value.is_any() && value.objects.iter().all(is_class)
            }
        }
    }

    /// The value of a definition, with its defaults evaluated and bound.
    pub fn function_value(&mut self, func: FuncId, parameters: &'a ast::Parameters) -> Value {
        for parameter in parameters {
            if let Some(default) = parameter.default() {
                let value = self.eval(default);
                if let Some(var) = self
                    .an
                    .scopes
                    .lookup(self.an.scopes.function(func).scope, parameter.name().as_str())
                {
                    self.an.join_default(var, &value);
                }
            }
        }
        let object = self.an.heap.object(ObjectKey::Function(func), || ObjectKind::Function(func));
        Value::object(object, Origins::OUTSIDE)
    }

    pub(super) fn decorate(&mut self, decorator: &'a Expr, value: Value, func: FuncId) -> Value {
        if let Some(property) = self.continued_property(decorator, &value) {
            return property;
        }
        if let Some(wrapper) = self.wrapper_of(decorator) {
            // Wrappers may stand above each other: each is an object of its own.
            let (index, position) = match self.an.scopes.function(func).node {
                FunctionNode::Def(node) => {
                    let above =
                        |known: &&ast::Decorator| known.expression.start() < decorator.start();
                    let position = node.decorator_list.iter().filter(above).count();
                    (node_id(&node.node_index).unwrap_or(u32::MAX), position as u16)
                }
                _ => (u32::MAX, 0),
            };
            let key = ObjectKey::Site(index, 0x700 + position);
            let object = self.an.heap.object(key, || ObjectKind::Wrapper(wrapper));
            self.an.heap.add_element(object, &value);
            return Value::object(object, Origins::OUTSIDE);
        }
        if self.is_transparent_decorator(decorator) {
            self.eval(decorator);
            return value;
        }
        let callee = self.eval(decorator);
        let arguments = super::call::Arguments::positional(vec![value]);
        self.call_value(&callee, &arguments, decorator.range(), None)
    }

    /// `@Base.size.setter`: a property with the functions of another one besides this.
    fn continued_property(&mut self, decorator: &'a Expr, value: &Value) -> Option<Value> {
        let Expr::Attribute(node) = decorator else { return None };
        if !matches!(node.attr.as_str(), "setter" | "getter" | "deleter")
            || node.value.is_name_expr()
        {
            return None;
        }
        let continued = self.eval(&node.value);
        let mut functions = value.clone();
        for &object in &continued.objects {
            let ObjectKind::Wrapper(Wrapper::Property) = self.an.heap.peek(object).kind else {
                return None;
            };
            functions.join(&self.an.heap.get(object).element.clone());
        }
        if continued.is_any() || continued.objects.is_empty() {
            return None;
        }
        let key = ObjectKey::Site(node_id(&node.node_index)?, 0x6ff);
        let object = self.an.heap.object(key, || ObjectKind::Wrapper(Wrapper::Property));
        self.an.heap.add_element(object, &functions);
        Some(Value::object(object, Origins::OUTSIDE))
    }

    pub(super) fn wrapper_of(&mut self, decorator: &Expr) -> Option<Wrapper> {
        let target = match decorator {
            Expr::Call(call) => &*call.func,
            other => other,
        };
        let name = self.an.library_name(target, (&self.env, self.func))?;
        match name.as_str() {
            "property" | "functools.cached_property" => Some(Wrapper::Property),
            "staticmethod" => Some(Wrapper::Static),
            "classmethod" => Some(Wrapper::Class),
            "functools.cache" | "functools.lru_cache" => {
                Some(Wrapper::Cache { keeps_all: caches::keeps_all(decorator, &name) })
            }
            _ => match target {
                // `@name.setter` and its like continue a property.
                Expr::Attribute(node)
                    if matches!(node.attr.as_str(), "setter" | "getter" | "deleter") =>
                {
                    Some(Wrapper::Property)
                }
                _ => None,
            },
        }
    }

    pub(super) fn is_transparent_decorator(&mut self, decorator: &Expr) -> bool {
        let target = match decorator {
            Expr::Call(call) => &*call.func,
            other => other,
        };
        self.an.library_name(target, (&self.env, self.func)).is_some_and(|name| {
            matches!(
                name.as_str(),
                "abc.abstractmethod"
                    | "functools.wraps"
                    | "functools.total_ordering"
                    | "dataclasses.dataclass"
                    | "typing.override"
                    | "typing.final"
                    | "typing.overload"
                    | "enum.unique"
                    | "surgec.parallel"
            )
        })
    }

    /// Whether an annotated assignment is a field of a data class whose value each instance is given, or gets from a factory.
    pub(super) fn gives_class_no_value(&mut self, node: &'a ast::StmtAnnAssign) -> bool {
        let Expr::Name(name) = &*node.target else { return false };
        let Some(var) = self.an.scopes.variable_of(name) else { return false };
        let scope = self.an.scopes.variable(var).scope;
        match self.an.scopes.scopes[scope.index()].kind {
            ScopeKind::Class(class) => self.an.field_without_value(class, node).is_some(),
            _ => false,
        }
    }

    /// The default of a field of a data class, which the decorator puts in the place of `field(default=0)`.
    pub(super) fn default_of_field(&mut self, node: &'a ast::StmtAnnAssign) -> Option<&'a Expr> {
        let Expr::Name(name) = &*node.target else { return None };
        let var = self.an.scopes.variable_of(name)?;
        let scope = self.an.scopes.variable(var).scope;
        match self.an.scopes.scopes[scope.index()].kind {
            ScopeKind::Class(class) => self.an.default_of_field(class, node, var),
            _ => None,
        }
    }

    pub(super) fn walk_class(&mut self, node: &'a ast::StmtClassDef) {
        let class = self.an.scopes.class_of(node);
        if let Some(arguments) = &node.arguments {
            let bases: Vec<Value> = arguments.args.iter().map(|base| self.eval(base)).collect();
            for base in &bases {
                // What is no class says itself which classes stand for it.
                let entries = ["__mro_entries__"];
                if self.an.classes.define_any(&entries) {
                    self.call_dunder_with(base, entries[0], &[Value::any()], node.name.range);
                }
            }
            self.an.note_bases(class, &bases);
            for keyword in &arguments.keywords {
                let value = self.eval(&keyword.value);
                self.an.expose_functions(&value);
                // To `__init_subclass__` and the functions of the metaclass it is of no known type.
                self.an.heap.escape(&value);
            }
        }
        self.walk_block(&node.body);
        let object = self.an.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
        let mut value = Value::object(object, Origins::OUTSIDE);
        let makes_members = self.an.is_enum(class)
            && ["__init__", "__new__"].iter().any(|name| self.an.class_defines(class, name));
        if makes_members || self.an.has_metaclass(class) {
            // They are called with what the members are set to, or with its parts; a metaclass with all of them.
            let members: Vec<VarId> =
                self.an.scopes.class(class).members.values().copied().collect();
            for var in members {
                let value = self.an.variable_value(var).clone();
                self.an.heap.escape(&value);
            }
        }
        // The functions of a metaclass, and `__init_subclass__` of the bases, run at the end of the statement, also where these are
        // not in view.
        if self.an.has_metaclass(class)
            || self.an.has_unknown_base(class)
            || self.an.class_defines(class, "__init_subclass__")
        {
            self.an.expose_functions(&value);
            // To `__init_subclass__` the class is of no known type.
            self.an.heap.escape(&value);
            self.flag(Flags::UNKNOWN, node.name.range, "class");
        }
        for decorator in node.decorator_list.iter().rev() {
            if self.is_transparent_decorator(&decorator.expression) {
                self.eval(&decorator.expression);
            } else {
                let callee = self.eval(&decorator.expression);
                let arguments = super::call::Arguments::positional(vec![value]);
                value = self.call_value(&callee, &arguments, decorator.range(), None);
            }
        }
        self.store_identifier(&node.name, node.name.as_str(), &value);
        self.flag(Flags::DEFINES, node.name.range, "class");
    }

    pub(super) fn walk_import(&mut self, node: &'a ast::StmtImport) {
        for alias in &node.names {
            let name = alias.name.as_str();
            let (object, bound) = match &alias.asname {
                Some(asname) => (self.import(name, node.range), asname.as_str()),
                None => {
                    self.import(name, node.range);
                    let top = name.split('.').next().unwrap_or(name);
                    (self.import(top, node.range), top)
                }
            };
            let identifier = alias.asname.as_ref().unwrap_or(&alias.name);
            self.store_identifier(identifier, bound, &object);
        }
    }

    pub(super) fn walk_import_from(&mut self, node: &'a ast::StmtImportFrom) {
        let module = self.an.program.module(self.module);
        let base = crate::program::absolute_name(module, node.level, node.module.as_deref());
        if base == "__future__" {
            for alias in &node.names {
                let identifier = alias.asname.as_ref().unwrap_or(&alias.name);
                self.store_identifier(identifier, identifier.as_str(), &Value::atom(Atoms::OTHER));
            }
            return;
        }
        let source = self.import(&base, node.range);
        for alias in &node.names {
            let name = alias.name.as_str();
            if name == "*" {
                continue;
            }
            let qualified = format!("{base}.{name}");
            let bound_by_package = self.an.program.find(&base).is_some_and(|id| {
                let body = self.an.scopes.module_bodies[id.index()];
                self.an.scopes.lookup(self.an.scopes.function(body).scope, name).is_some()
            });
            if self.an.is_gone(&base, name) {
                // The import raises, and binds nothing.
                continue;
            }
            let mut value = Value::bottom();
            let is_submodule = self.an.is_module(&qualified);
            if is_submodule {
                value.join(&self.import(&qualified, node.range));
            }
            // What the package binds comes first, where it has been bound by then: `from . import state` binds the module.
            if bound_by_package || !is_submodule {
                value.join(&self.load_attribute(&source, name, alias.range, None));
            }
            let identifier = alias.asname.as_ref().unwrap_or(&alias.name);
            self.store_identifier(identifier, identifier.as_str(), &value);
        }
    }

    /// The value of a module, with the effects of importing it.
    pub(super) fn import(&mut self, name: &str, range: TextRange) -> Value {
        if name == "__main__" {
            self.flag(Flags::DYNAMIC, range, "import __main__");
            return Value::any();
        }
        if let Some(id) = self.an.program.find(name) {
            if self.an.scopes.module_bodies[id.index()] != self.func {
                // The first import runs the module; which one is first is not tracked.
                self.flag(Flags::IMPORTS, range, name);
            }
            let object = self.an.heap.object(ObjectKey::Module(id), || ObjectKind::Module(id));
            return Value::object(object, Origins::OUTSIDE);
        }
        if !self.an.is_unreadable(name)
            && let Some(table) = self.an.knowledge.module(name)
        {
            if table.open {
                self.an.open_the_world();
            }
            if table.package {
                self.an.note_package();
            }
            let object = self.an.heap.library_module(name);
            return Value::object(object, Origins::OUTSIDE);
        }
        self.an.note_unknown_import(self.module, name, range);
        self.flag(Flags::IMPORTS, range, name);
        Value::any()
    }
}

//! Expressions: their values and effects.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::LoopSyntax;
use super::heap::{BoundTarget, Field, ObjectKey, ObjectKind, Wrapper};
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ClassId, FuncId, ObjId};
use crate::knowledge::TypeExpr;
use crate::passes::scopes::{Resolution, node_id};
use crate::values::{Atoms, Origins, Value};

/// An operator method of a class: its name, and the functions that it may be.
pub(super) type Operator = (ClassId, Rc<str>, Option<Vec<FuncId>>);

/// Method names that operators, builtins and statements call without naming them.
const OPERATOR_METHODS: &[&str] = &[
    "__eq__",
    "__ne__",
    "__lt__",
    "__le__",
    "__gt__",
    "__ge__",
    "__hash__",
    "__str__",
    "__repr__",
    "__format__",
    "__len__",
    "__iter__",
    "__next__",
    "__getitem__",
    "__contains__",
    "__bool__",
    "__int__",
    "__float__",
    "__index__",
    "__complex__",
    "__add__",
    "__radd__",
    "__sub__",
    "__rsub__",
    "__mul__",
    "__rmul__",
    "__truediv__",
    "__neg__",
    "__abs__",
    "__round__",
    "__reversed__",
    "__length_hint__",
    "__bytes__",
    "__fspath__",
    "__missing__",
    "__getattr__",
    "__getattribute__",
    "__mod__",
    "__floordiv__",
    "__divmod__",
    "__pow__",
    "__trunc__",
    "__floor__",
    "__ceil__",
    "__copy__",
    "__deepcopy__",
    "__reduce__",
    "__reduce_ex__",
    "__getstate__",
    "__and__",
    "__or__",
    "keys",
];

impl<'a> Walker<'_, 'a> {
    /// Evaluates an expression.
    pub fn eval(&mut self, expr: &'a Expr) -> Value {
        self.fx.cost += 1.0;
        match expr {
            Expr::Name(node) => self.load_name(node),
            Expr::NumberLiteral(node) => Value::atom(match node.value {
                ast::Number::Int(_) => Atoms::INT,
                ast::Number::Float(_) => Atoms::FLOAT,
                ast::Number::Complex { .. } => Atoms::COMPLEX,
            }),
            Expr::StringLiteral(_) => Value::atom(Atoms::STR),
            Expr::BytesLiteral(_) => Value::atom(Atoms::BYTES),
            Expr::BooleanLiteral(_) => Value::atom(Atoms::BOOL),
            Expr::NoneLiteral(_) => Value::atom(Atoms::NONE),
            Expr::EllipsisLiteral(_) => Value::atom(Atoms::OTHER),
            Expr::FString(node) => {
                for element in node.value.elements() {
                    self.interpolated(element);
                }
                Value::atom(Atoms::STR)
            }
            Expr::TString(node) => {
                self.flag(Flags::UNKNOWN, node.range, "template string");
                Value::any()
            }
            Expr::BinOp(node) => {
                let left = self.eval(&node.left);
                let right = self.eval(&node.right);
                self.binary(&left, node.op, &right, node.range, node_id(&node.node_index), false)
            }
            Expr::UnaryOp(node) => self.unary(node),
            Expr::BoolOp(node) => self.bool_op(node),
            Expr::Compare(node) => self.compare(node),
            Expr::If(node) => {
                self.eval_test(&node.test);
                let body = self.maybe(|walker| walker.eval(&node.body));
                let orelse = self.maybe(|walker| walker.eval(&node.orelse));
                body.joined(&orelse)
            }
            Expr::Named(node) => {
                let value = self.eval(&node.value);
                self.assign(&node.target, &value);
                value
            }
            Expr::List(node) => self.display("list", &node.elts, node_id(&node.node_index)),
            Expr::Set(node) => self.display("set", &node.elts, node_id(&node.node_index)),
            Expr::Tuple(node) => self.display("tuple", &node.elts, node_id(&node.node_index)),
            Expr::Dict(node) => self.dict_display(node),
            Expr::ListComp(node) => {
                let id = node_id(&node.node_index).unwrap_or(u32::MAX);
                self.comprehension(expr, "list", id, &node.generators, None, &node.elt)
            }
            Expr::SetComp(node) => {
                let id = node_id(&node.node_index).unwrap_or(u32::MAX);
                self.comprehension(expr, "set", id, &node.generators, None, &node.elt)
            }
            Expr::DictComp(node) => {
                let id = node_id(&node.node_index).unwrap_or(u32::MAX);
                self.comprehension(
                    expr,
                    "dict",
                    id,
                    &node.generators,
                    node.key.as_deref(),
                    &node.value,
                )
            }
            Expr::Generator(node) => {
                let id = node_id(&node.node_index).unwrap_or(u32::MAX);
                self.comprehension(expr, "iter", id, &node.generators, None, &node.elt)
            }
            Expr::Lambda(node) => {
                let func = self.an.scopes.body_of_lambda(node);
                match &node.parameters {
                    Some(parameters) => self.function_value(func, parameters),
                    None => {
                        let object = self
                            .an
                            .heap
                            .object(ObjectKey::Function(func), || ObjectKind::Function(func));
                        Value::object(object, Origins::OUTSIDE)
                    }
                }
            }
            Expr::Attribute(node) => {
                let value = self.eval(&node.value);
                self.load_attribute(
                    &value,
                    node.attr.as_str(),
                    node.range,
                    node_id(&node.node_index),
                )
            }
            Expr::Subscript(node) => self.subscript(node),
            Expr::Call(node) => self.call(node),
            Expr::Starred(node) => {
                let value = self.eval(&node.value);
                self.iterate(&value, node.range)
            }
            Expr::Slice(node) => {
                for part in [&node.lower, &node.upper, &node.step].into_iter().flatten() {
                    let value = self.eval(part);
                    self.implicit(&value, "slicing", part.range());
                }
                Value::atom(Atoms::OTHER)
            }
            Expr::Await(node) => {
                self.eval(&node.value);
                self.flag(Flags::SUSPENDS, node.range, "await");
                Value::any()
            }
            Expr::Yield(node) => {
                let value =
                    node.value.as_ref().map_or(Value::atom(Atoms::NONE), |value| self.eval(value));
                self.flag(Flags::SUSPENDS, node.range, "yield");
                self.an.note_yield(self.func, &value);
                Value::any()
            }
            Expr::YieldFrom(node) => {
                let value = self.eval(&node.value);
                let element = self.iterate(&value, node.range);
                self.flag(Flags::SUSPENDS, node.range, "yield from");
                self.an.note_yield(self.func, &element);
                Value::any()
            }
            Expr::IpyEscapeCommand(node) => {
                self.flag(Flags::UNKNOWN, node.range, "shell escape");
                Value::any()
            }
        }
    }

    /// Evaluates a condition: its truth is asked for.
    pub fn eval_test(&mut self, expr: &'a Expr) {
        let value = self.eval(expr);
        self.truth(&value, expr.range());
    }

    /// What asking whether a value is true does.
    pub fn truth(&mut self, value: &Value, range: TextRange) {
        if !value.is_atomic() {
            self.touch_read(value, Field::Contents);
            self.implicit_named(value, &["__bool__", "__len__"], range);
        }
    }

    fn interpolated(&mut self, element: &'a ast::InterpolatedStringElement) {
        if let ast::InterpolatedStringElement::Interpolation(node) = element {
            let value = self.eval(&node.expression);
            self.touch_deep(&value, None);
            self.implicit(&value, "formatting", node.range);
            if let Some(spec) = &node.format_spec {
                for element in &spec.elements {
                    self.interpolated(element);
                }
            }
        }
    }

    /// Reads the target of an augmented assignment.
    pub fn eval_target_as_load(&mut self, target: &'a Expr) -> Value {
        self.eval(target)
    }

    // ---- names and attributes ----

    fn load_name(&mut self, node: &'a ast::ExprName) -> Value {
        match self.an.scopes.resolve(node) {
            Resolution::Variable(var) => {
                let value = self.load_variable(var);
                if value.is_bottom()
                    && let Some(builtin) = self.an.builtin_value(node.id.as_str())
                    && self.an.scopes.variable(var).is_global
                {
                    return builtin.joined(&value);
                }
                value
            }
            Resolution::Builtin => self.unresolved_name(node),
        }
    }

    fn unresolved_name(&mut self, node: &'a ast::ExprName) -> Value {
        let name = node.id.as_str();
        if let Some(value) = self.an.star_imported(self.module, name) {
            match value {
                super::StarImport::Variable(var) => return self.load_variable(var),
                super::StarImport::Library(module) => {
                    let object = self.an.heap.library_module(&module);
                    let module = Value::object(object, Origins::OUTSIDE);
                    return self.load_attribute(&module, name, node.range, None);
                }
                super::StarImport::Unknown => {
                    self.flag(Flags::UNKNOWN, node.range, name);
                    return Value::any();
                }
            }
        }
        if self.an.is_patched(name) {
            self.flag(Flags::UNKNOWN, node.range, name);
            return Value::any();
        }
        match self.an.builtin_value(name) {
            Some(value) => value,
            None => {
                // A name that nobody binds raises NameError, unless somebody put it there unseen.
                if !matches!(name, "__name__" | "__file__" | "__doc__" | "__debug__") {
                    self.flag(Flags::UNKNOWN, node.range, name);
                    return Value::any();
                }
                Value::atom(Atoms::STR)
            }
        }
    }

    /// Reads an attribute. `site` numbers the bound method that may be created.
    pub fn load_attribute(
        &mut self,
        value: &Value,
        name: &str,
        range: TextRange,
        site: Option<u32>,
    ) -> Value {
        let symbol = self.an.symbol(name);
        if !value.is_atomic() && !self.an.is_static(value) {
            self.touch_read(value, Field::Attribute(symbol));
        }
        self.implicit_named(value, &["__getattr__", "__getattribute__"], range);
        let mut result = Value::bottom();
        let parts = self.parts_of(value.origins);
        for object in value.objects.clone() {
            let part = self.attribute_of(object, value, name, parts, range, site);
            result.join(&part);
        }
        for type_name in atom_types(value.atoms) {
            let id = self.an.knowledge.builtin_type(type_name);
            let info = self.an.knowledge.type_info(id);
            if !info.methods.contains_key(name)
                && !info.attributes.contains_key(name)
                && !name.starts_with("__")
            {
                // The tables of these types are complete: anything else raises.
                continue;
            }
            let part = self.library_attribute(id, value, name, range, site);
            result.join(&part);
        }
        if value.atoms.contains(Atoms::OTHER) {
            result.join(&Value::atom(Atoms::OTHER));
        }
        if value.is_any() {
            if self.an.open_world {
                self.flag(Flags::UNKNOWN.union(Flags::OPEN), range, name);
            }
            self.any_property_effects(name, range);
            result.join(&Value::any());
        }
        result
    }

    fn attribute_of(
        &mut self,
        object: ObjId,
        value: &Value,
        name: &str,
        parts: Origins,
        range: TextRange,
        site: Option<u32>,
    ) -> Value {
        let symbol = self.an.symbol(name);
        match self.an.heap.get(object).kind.clone() {
            ObjectKind::Instance(class) => {
                self.instance_attribute(object, class, value, name, parts, range, site)
            }
            ObjectKind::Class(class) => {
                let mut found = Value::bottom();
                if let Some(field) = self.an.heap.field(object, symbol) {
                    found.join(&field.clone().from(Origins::OUTSIDE));
                }
                if let Some(member) = self.class_member(class, name) {
                    found.join(&self.unwrap_member(
                        &member,
                        &Value::object(object, Origins::OUTSIDE),
                        true,
                        site,
                        range,
                    ));
                }
                if self.an.is_enum(class) && !self.an.class_has_method(class, name) {
                    let member = self.an.instance_object(class);
                    return Value::object(member, Origins::OUTSIDE);
                }
                if found.is_bottom() {
                    if matches!(name, "__name__" | "__qualname__" | "__module__" | "__doc__") {
                        return Value::atom(Atoms::STR);
                    }
                    return self.unknown_attribute(value, name, range);
                }
                found
            }
            ObjectKind::Module(module) => {
                let body = self.an.scopes.module_bodies[module.index()];
                let scope = self.an.scopes.function(body).scope;
                match self.an.scopes.lookup(scope, name) {
                    Some(var) => self.load_variable(var),
                    None => match self.an.heap.field(object, symbol) {
                        Some(field) => field.clone().from(Origins::OUTSIDE),
                        None => self.unknown_attribute(value, name, range),
                    },
                }
            }
            ObjectKind::LibraryModule(module) => {
                self.library_module_attribute(&module, name, range)
            }
            ObjectKind::Library(id) => self.library_attribute(id, value, name, range, site),
            ObjectKind::Super(class) => {
                let receiver = self.an.heap.get(object).element.clone().from(value.origins);
                match self.an.member_after(class, name) {
                    Some(member) => self.unwrap_member(&member, &receiver, false, site, range),
                    None if self.an.has_unknown_base(class) => {
                        self.unknown_attribute(&receiver, name, range)
                    }
                    None => {
                        // `object`'s own: `super().__init__()` and the like do nothing.
                        let id = self
                            .an
                            .knowledge
                            .builtin("object")
                            .unwrap_or(self.an.knowledge.unknown());
                        self.an.library_value(id)
                    }
                }
            }
            ObjectKind::Wrapper(_) if matches!(name, "setter" | "getter" | "deleter") => {
                Value::object(object, Origins::OUTSIDE)
            }
            ObjectKind::Function(_)
            | ObjectKind::Bound(_)
            | ObjectKind::LibraryFunction(_)
            | ObjectKind::Wrapper(_)
                if matches!(name, "__name__" | "__doc__" | "__module__" | "__qualname__") =>
            {
                Value::atom(Atoms::STR)
            }
            ObjectKind::LibraryFunction(id) => self.class_method_of_library(id, name, range),
            ObjectKind::Function(_) | ObjectKind::Wrapper(_) | ObjectKind::Bound(_) => {
                match self.an.heap.field(object, symbol) {
                    Some(field) => field.clone().from(Origins::OUTSIDE),
                    None => self.unknown_attribute(value, name, range),
                }
            }
            ObjectKind::Record => Value::any(),
        }
    }

    /// An attribute that no table lists: it may be a method of the object, and may hand the object to anybody.
    fn unknown_attribute(&mut self, value: &Value, name: &str, range: TextRange) -> Value {
        self.an.heap.escape(value);
        self.an.expose_functions(value);
        self.flag(Flags::UNKNOWN, range, name);
        Value::any()
    }

    #[allow(clippy::too_many_arguments)]
    fn instance_attribute(
        &mut self,
        object: ObjId,
        class: ClassId,
        value: &Value,
        name: &str,
        parts: Origins,
        range: TextRange,
        site: Option<u32>,
    ) -> Value {
        let symbol = self.an.symbol(name);
        let mut found = Value::bottom();
        if let Some(field) = self.an.heap.field(object, symbol) {
            found.join(&field.clone().from(parts));
        }
        let anywhere = self.an.attribute_anywhere(symbol);
        found.join(&anywhere.from(Origins::OUTSIDE));
        if let Some(member) = self.class_member(class, name) {
            let receiver = Value::object(object, value.origins);
            found.join(&self.unwrap_member(&member, &receiver, false, site, range));
        }
        if found.is_bottom() {
            if name == "__class__" {
                let class =
                    self.an.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
                return Value::object(class, Origins::OUTSIDE);
            }
            if name == "__dict__" {
                self.flag(Flags::DYNAMIC, range, name);
                return Value::any();
            }
            if self.an.is_enum(class) {
                return match name {
                    "name" => Value::atom(Atoms::STR),
                    "value" => self.an.enum_values(class).from(Origins::OUTSIDE),
                    _ => self.unknown_attribute(value, name, range),
                };
            }
            if let Some(base) = self.an.library_base(class) {
                return self.library_attribute(base, value, name, range, site);
            }
            if self.an.class_defines(class, "__getattr__") {
                return self.an.call_results(class, "__getattr__").from(Origins::OUTSIDE);
            }
            if self.an.has_unknown_base(class) || !self.an.is_optimistic() {
                return self.unknown_attribute(value, name, range);
            }
        }
        found
    }

    /// What a class or its bases say of a name.
    fn class_member(&mut self, class: ClassId, name: &str) -> Option<Value> {
        let (owner, value) = self.an.find_member(class, name)?;
        // A class attribute is read; writes to it through the class are seen at the class object.
        let object = self.an.heap.object(ObjectKey::Class(owner), || ObjectKind::Class(owner));
        let symbol = self.an.symbol(name);
        let mut value = value;
        if let Some(field) = self.an.heap.field(object, symbol) {
            value.join_types(&field.clone());
        }
        let is_code = value.atoms.is_empty()
            && value.objects.iter().all(|&o| {
                matches!(
                    self.an.heap.get(o).kind,
                    ObjectKind::Function(_)
                        | ObjectKind::Wrapper(_)
                        | ObjectKind::LibraryFunction(_)
                )
            });
        if !is_code || self.an.class_patches.contains(&symbol) {
            for &class in self.an.class_order(class).iter() {
                let object =
                    self.an.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
                self.touch_read(&Value::object(object, Origins::OUTSIDE), Field::Attribute(symbol));
            }
            self.touch_read(&Value::object(object, Origins::OUTSIDE), Field::Attribute(symbol));
        }
        Some(value)
    }

    /// Binds functions found in a class to the receiver, runs properties.
    fn unwrap_member(
        &mut self,
        member: &Value,
        receiver: &Value,
        through_class: bool,
        site: Option<u32>,
        range: TextRange,
    ) -> Value {
        let mut result = Value {
            atoms: member.atoms,
            objects: smallvec::SmallVec::new(),
            origins: Origins::NOWHERE,
        };
        if member.is_any() {
            result.origins = Origins::OUTSIDE;
        }
        for (index, &object) in member.objects.iter().enumerate() {
            let part = match self.an.heap.get(object).kind.clone() {
                ObjectKind::Function(_) if through_class => Value::object(object, Origins::OUTSIDE),
                ObjectKind::Function(func) => {
                    self.bound(BoundTarget::Function(func), receiver, site, index)
                }
                ObjectKind::Wrapper(wrapper) => {
                    let inner = self.an.heap.get(object).element.clone();
                    match wrapper {
                        Wrapper::Static | Wrapper::Cache => inner.from(Origins::OUTSIDE),
                        Wrapper::Class => {
                            let class = self.class_of_receiver(receiver);
                            self.bind_all(&inner, &class, site)
                        }
                        Wrapper::Property if through_class => {
                            Value::object(object, Origins::OUTSIDE)
                        }
                        Wrapper::Property => self.run_property(&inner, receiver, range),
                    }
                }
                _ => Value::object(object, Origins::OUTSIDE),
            };
            result.join(&part);
        }
        result
    }

    fn class_of_receiver(&mut self, receiver: &Value) -> Value {
        let mut classes = Value::bottom();
        for &object in &receiver.objects {
            let (ObjectKind::Instance(class) | ObjectKind::Class(class)) =
                self.an.heap.get(object).kind
            else {
                continue;
            };
            let object = self.an.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
            classes.join(&Value::object(object, Origins::OUTSIDE));
        }
        if receiver.is_any() || classes.is_bottom() {
            classes.join(&Value::any());
        }
        classes
    }

    fn bind_all(&mut self, functions: &Value, receiver: &Value, site: Option<u32>) -> Value {
        let mut result = Value::bottom();
        for (index, &object) in functions.objects.iter().enumerate() {
            if let ObjectKind::Function(func) = self.an.heap.get(object).kind {
                result.join(&self.bound(BoundTarget::Function(func), receiver, site, index));
            }
        }
        result
    }

    /// A method bound to a receiver, as a value.
    fn bound(
        &mut self,
        target: BoundTarget,
        receiver: &Value,
        site: Option<u32>,
        index: usize,
    ) -> Value {
        let number = match target {
            BoundTarget::Function(func) => func.0,
            BoundTarget::Library(lib) => lib.0 | 0x8000_0000,
        };
        // One bound method for each place and target; in code without a place, one for each target.
        let key = match site {
            Some(site) => ObjectKey::Site(site, 16 + (number % 4096) as u16 + index as u16),
            None => ObjectKey::Site(number, u16::MAX),
        };
        let object = self.an.heap.object(key, || ObjectKind::Bound(target));
        self.an.heap.add_element(object, receiver);
        Value::object(
            object,
            if receiver.is_atomic() { Origins::OUTSIDE } else { receiver.origins },
        )
    }

    fn run_property(&mut self, functions: &Value, receiver: &Value, range: TextRange) -> Value {
        let arguments = super::call::Arguments::positional(vec![receiver.clone()]);
        self.call_value(functions, &arguments, range, None)
    }

    /// Effects of a property's setter when an attribute is stored.
    pub fn property_effects(
        &mut self,
        holder: &Value,
        name: &str,
        value: &Value,
        range: TextRange,
    ) {
        let mut classes: Vec<ClassId> = Vec::new();
        for &object in &holder.objects {
            if let ObjectKind::Instance(class) = self.an.heap.get(object).kind {
                classes.push(class);
            }
        }
        if holder.is_any() {
            classes.extend(self.an.classes_with_property(name));
        }
        for class in classes {
            for func in self.an.property_functions(class, name) {
                let mut arguments = super::call::Arguments::positional(vec![holder.clone()]);
                if self.an.scopes.function(func).parameters.len() > 1 {
                    arguments.positional.push(value.clone());
                }
                self.apply_function(func, &arguments, range);
            }
        }
    }

    fn any_property_effects(&mut self, name: &str, range: TextRange) {
        for class in self.an.classes_with_property(name) {
            for func in self.an.property_functions(class, name) {
                let arguments = super::call::Arguments::positional(vec![Value::any()]);
                self.apply_function(func, &arguments, range);
            }
        }
    }

    fn library_module_attribute(&mut self, module: &str, name: &str, range: TextRange) -> Value {
        if self.an.is_patched_attribute(name)
            && !matches!((module, name), ("sys", "stdout" | "stderr" | "path" | "argv"))
        {
            self.flag(Flags::UNKNOWN, range, name);
            return Value::any();
        }
        let qualified = format!("{module}.{name}");
        if qualified == "sys.modules" {
            self.flag(Flags::DYNAMIC, range, "sys.modules");
        }
        if let Some(table) = self.an.knowledge.module(module) {
            if table.exceptions.iter().any(|e| e == name) {
                return self.an.exception_class();
            }
            if let Some(&id) = table.functions.get(name) {
                return self.an.library_value(id);
            }
            if let Some(value) = table.values.get(name) {
                return self.module_value(module, name, &value.clone());
            }
            if table.exceptions.iter().any(|e| e == name) {
                return self.an.exception_class();
            }
            if self.an.knowledge.covers(&qualified) {
                let object = self.an.heap.library_module(&qualified);
                return Value::object(object, Origins::OUTSIDE);
            }
            if let Some(default) = table.default {
                return self.an.library_value(default);
            }
        }
        if self.an.knowledge.covers(&qualified) {
            let object = self.an.heap.library_module(&qualified);
            return Value::object(object, Origins::OUTSIDE);
        }
        if self.an.knowledge.is_described(module) {
            // The user describes a part of the module, and this is not in it.
            self.an.open_the_world();
        }
        self.flag(Flags::UNKNOWN, range, &qualified);
        Value::any()
    }

    /// A value that a library module offers: `math.pi`, `sys.argv`.
    fn module_value(&mut self, module: &str, name: &str, type_expr: &TypeExpr) -> Value {
        let key = self.an.symbol(&format!("{module}.{name}"));
        let site = 0x4000_0000 | key.0;
        let value = self.type_value(type_expr, &super::library::Bindings::default(), site);
        if module == "sys" && matches!(name, "stdin" | "__stdin__") {
            self.an.note_standard_input(&value);
        }
        value.from(Origins::OUTSIDE)
    }

    /// An attribute of an instance of a library type.
    pub fn library_attribute(
        &mut self,
        id: crate::ids::TypeId,
        value: &Value,
        name: &str,
        range: TextRange,
        site: Option<u32>,
    ) -> Value {
        let info = self.an.knowledge.type_info(id);
        if let Some(&method) = info.methods.get(name) {
            return self.bound(BoundTarget::Library(method), value, site, 0);
        }
        if let Some(attribute) = info.attributes.get(name) {
            let bindings =
                super::library::Bindings { receiver: Some(value.clone()), ..Default::default() };
            let part = self.type_value(attribute, &bindings, site.unwrap_or(u32::MAX));
            if value.objects.iter().any(|object| self.an.standard_input.contains(object)) {
                // `sys.stdin.buffer`.
                self.an.note_standard_input(&part);
            }
            return part;
        }
        if name == "__class__" || name == "__doc__" {
            return Value::atom(Atoms::OTHER);
        }
        if info.name == "Namespace" && info.module == "argparse" {
            return self.an.parsed_argument(name);
        }
        if info.any_attribute {
            let symbol = self.an.symbol(name);
            let parts = self.parts_of(value.origins);
            let mut found = Value { origins: parts.union(Origins::OUTSIDE), ..Value::any() };
            for &object in &value.objects {
                if let Some(field) = self.an.heap.field(object, symbol) {
                    found.join(&field.from(parts));
                }
            }
            return found;
        }
        if info.name == "tuple" && !name.starts_with('_') {
            // A named tuple's field.
            let element = self.an.heap.element_of(value, |object| &object.element);
            let parts = self.parts_of(value.origins);
            if !element.is_bottom() {
                return element.from(parts);
            }
        }
        if self.an.knowledge.is_described(&info.module) {
            self.an.open_the_world();
        }
        self.unknown_attribute(value, &format!("{}.{}", info.name, name), range)
    }

    /// `dict.fromkeys`, `str.join` and the like: a method read from a library class.
    fn class_method_of_library(
        &mut self,
        id: crate::ids::LibId,
        name: &str,
        range: TextRange,
    ) -> Value {
        let function = self.an.knowledge.function(id);
        if let Some(type_id) = self.an.knowledge.type_id(&qualify(&function.name))
            && let Some(&method) = self.an.knowledge.type_info(type_id).methods.get(name)
        {
            return self.an.library_value(method);
        }
        if let Some(type_id) = self.an.knowledge.type_id(&qualify(&function.name))
            && let Some(attribute) = self.an.knowledge.type_info(type_id).attributes.get(name)
        {
            let bindings = super::library::Bindings::default();
            return self
                .type_value(attribute, &bindings, 0x6000_0000 | id.0)
                .from(Origins::OUTSIDE);
        }
        if matches!(name, "__name__" | "__doc__") {
            return Value::atom(Atoms::STR);
        }
        self.unknown_attribute(&Value::bottom(), &format!("{}.{}", function.name, name), range)
    }

    // ---- elements ----

    /// What iterating a value yields, with the effects of doing so.
    pub fn iterate(&mut self, value: &Value, range: TextRange) -> Value {
        self.touch_read(value, Field::Contents);
        self.implicit_named(value, &["__iter__", "__next__", "__getitem__", "__len__"], range);
        let parts = self.parts_of(value.origins);
        let mut result = Value::bottom();
        for object in value.objects.clone() {
            match self.an.heap.get(object).kind.clone() {
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(id);
                    let single = Value {
                        atoms: Atoms::EMPTY,
                        objects: smallvec::smallvec![object],
                        origins: value.origins,
                    };
                    if info.one_shot || self.an.is_file_type(id) {
                        self.touch_write(&single, Field::Contents, range);
                        self.run_generator(object, range);
                        self.run_deferred(object, value.origins);
                    }
                    if info.module == "io" && !info.one_shot && !self.an.is_file_type(id) {
                        // Text and bytes in memory have a position, too.
                        self.touch_write(&single, Field::Contents, range);
                    }
                    if self.an.is_file_type(id) {
                        self.flag(Flags::READS_FILE, range, "reading lines");
                    }
                    self.read_sources(object, parts, range);
                    let element = match &info.iterates {
                        Some(expr) => {
                            let bindings = super::library::Bindings {
                                receiver: Some(single),
                                ..Default::default()
                            };
                            self.type_value(expr, &bindings, 0x2000_0000 | object.0)
                        }
                        None => self.an.heap.get(object).element.clone().from(parts),
                    };
                    result.join(&element);
                }
                ObjectKind::Instance(class) => {
                    let element = self.instance_elements(object, class, value, range);
                    result.join(&element);
                }
                ObjectKind::Class(class) if self.an.is_enum(class) => {
                    let object = self.an.instance_object(class);
                    result.join(&Value::object(object, Origins::OUTSIDE));
                }
                _ => {
                    self.flag(Flags::UNKNOWN, range, "iteration");
                    result.join(&Value::any());
                }
            }
        }
        if value.atoms.contains(Atoms::STR) {
            result.join(&Value::atom(Atoms::STR));
        }
        if value.atoms.intersects(Atoms::BYTES.union(Atoms::RANGE)) {
            result.join(&Value::atom(Atoms::INT));
        }
        if value.atoms.contains(Atoms::OTHER) {
            result.join(&Value::atom(Atoms::OTHER));
        }
        if value.is_any() {
            if self.an.open_world {
                self.flag(
                    Flags::UNKNOWN.union(Flags::OPEN),
                    range,
                    "iteration over a value of unknown type",
                );
            }
            // It may be an iterator, which this advances.
            self.touch_write(value, Field::Contents, range);
            result.join(&Value { origins: parts, ..Value::any() });
        }
        result
    }

    fn instance_elements(
        &mut self,
        object: ObjId,
        class: ClassId,
        value: &Value,
        range: TextRange,
    ) -> Value {
        let receiver = Value::object(object, value.origins);
        let arguments = super::call::Arguments::positional(vec![receiver]);
        let mut result = Value::bottom();
        if self.an.class_defines(class, "__iter__") {
            let iterator = self.call_method(class, "__iter__", &arguments, range);
            for &inner in &iterator.objects {
                if let ObjectKind::Instance(other) = self.an.heap.get(inner).kind {
                    let arguments = super::call::Arguments::positional(vec![Value::object(
                        inner,
                        iterator.origins,
                    )]);
                    result.join(&self.call_method(other, "__next__", &arguments, range));
                } else {
                    let one = Value::object(inner, iterator.origins);
                    result.join(&self.iterate(&one, range));
                }
            }
            if iterator.is_any() {
                result.join(&Value::any());
            }
        } else if self.an.class_defines(class, "__getitem__") {
            let mut arguments = arguments;
            arguments.positional.push(Value::atom(Atoms::INT));
            result.join(&self.call_method(class, "__getitem__", &arguments, range));
        } else if self.an.is_generated(class) {
            let parts = self.parts_of(value.origins);
            result.join(&self.an.heap.get(object).element.clone().from(parts));
        } else if self.an.library_base(class).is_some() {
            let parts = self.parts_of(value.origins);
            result.join(&self.an.heap.get(object).element.clone().from(parts));
            result.join(&Value { origins: parts, ..Value::any() });
        } else if self.an.has_unknown_base(class) {
            self.flag(Flags::UNKNOWN, range, "iteration");
            result.join(&Value::any());
        }
        result
    }

    /// A lazy iterator or a view goes on reading what it was made from.
    fn read_sources(&mut self, object: ObjId, parts: Origins, range: TextRange) {
        for source in self.an.heap.get(object).sources.clone() {
            let one = Value::object(source, parts);
            self.touch_read(&one, Field::Contents);
            if let ObjectKind::Library(id) = self.an.heap.get(source).kind {
                let info = self.an.knowledge.type_info(id);
                if info.one_shot || self.an.is_file_type(id) {
                    self.touch_write(&one, Field::Contents, range);
                    self.run_generator(source, range);
                    self.run_deferred(source, parts);
                    if source != object {
                        self.read_sources(source, self.parts_of(parts), range);
                    }
                }
            }
        }
    }

    /// The bodies of generator functions run while their generators are iterated.
    fn run_generator(&mut self, object: ObjId, range: TextRange) {
        for func in self.an.heap.get(object).runs.clone() {
            self.apply_generator_body(func, range);
        }
    }

    /// What subscription yields.
    pub fn load_element(&mut self, value: &Value, range: TextRange) -> Value {
        self.touch_read(value, Field::Contents);
        let parts = self.parts_of(value.origins);
        let mut result = Value::bottom();
        for object in value.objects.clone() {
            match self.an.heap.get(object).kind.clone() {
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(id);
                    let element = match &info.item {
                        Some(expr) => {
                            let single = Value {
                                atoms: Atoms::EMPTY,
                                objects: smallvec::smallvec![object],
                                origins: value.origins,
                            };
                            let bindings = super::library::Bindings {
                                receiver: Some(single),
                                ..Default::default()
                            };
                            self.type_value(expr, &bindings, 0x1000_0000 | object.0)
                        }
                        None => self.an.heap.get(object).element.clone().from(parts),
                    };
                    if let Some(&method) = info.methods.get("__getitem__") {
                        // More than reading: a `defaultdict` adds missing keys.
                        let single = Value::object(object, value.origins);
                        let arguments =
                            super::call::Arguments::positional(vec![Value::atom(Atoms::OTHER)]);
                        let part = self.apply_library(
                            method,
                            Some(single),
                            &arguments,
                            range,
                            Some(0x2800_0000 | object.0),
                        );
                        result.join(&part);
                    }
                    result.join(&element);
                }
                ObjectKind::Instance(class) => {
                    if self.an.is_generated(class) {
                        result.join(&self.an.heap.get(object).element.clone().from(parts));
                    }
                    if let Some(_base) = self.an.library_base(class) {
                        result.join(&self.an.heap.get(object).element.clone().from(parts));
                        result.join(&Value { origins: parts, ..Value::any() });
                    }
                }
                ObjectKind::Class(class) if self.an.is_enum(class) => {
                    let object = self.an.instance_object(class);
                    result.join(&Value::object(object, Origins::OUTSIDE));
                }
                // `list[int]` and the like.
                ObjectKind::LibraryFunction(_) | ObjectKind::Class(_) => {
                    result.join(&Value::object(object, Origins::OUTSIDE));
                }
                _ => {
                    self.flag(Flags::UNKNOWN, range, "subscript");
                    result.join(&Value::any());
                }
            }
        }
        if value.atoms.contains(Atoms::STR) {
            result.join(&Value::atom(Atoms::STR));
        }
        if value.atoms.intersects(Atoms::BYTES.union(Atoms::RANGE)) {
            result.join(&Value::atom(Atoms::INT));
        }
        if value.atoms.contains(Atoms::OTHER) {
            result.join(&Value::atom(Atoms::OTHER));
        }
        if value.is_any() {
            if self.an.open_world {
                self.flag(
                    Flags::UNKNOWN.union(Flags::OPEN),
                    range,
                    "subscript of a value of unknown type",
                );
            }
            result.join(&Value { origins: parts, ..Value::any() });
        }
        result
    }

    fn subscript(&mut self, node: &'a ast::ExprSubscript) -> Value {
        let value = self.eval(&node.value);
        let key = self.eval(&node.slice);
        self.implicit(&key, "hashing", node.range);
        let mut result =
            self.call_dunder_with(&value, "__getitem__", std::slice::from_ref(&key), node.range);
        result.join(&self.call_dunder_with(
            &value,
            "__missing__",
            std::slice::from_ref(&key),
            node.range,
        ));
        let site = node_id(&node.node_index).unwrap_or(u32::MAX);
        if matches!(&*node.slice, Expr::Slice(_)) {
            return result.joined(&self.slice_of(&value, site, node.range));
        }
        let index = match &*node.slice {
            Expr::NumberLiteral(number) => match &number.value {
                ast::Number::Int(int) => int.as_usize(),
                _ => None,
            },
            _ => None,
        };
        let element = self.load_element(&value, node.range);
        if let Some(copy) = self.row_copy(node, &element, site) {
            return copy;
        }
        if let Some(index) = index
            && let Some(item) = self.tuple_item(&value, index)
        {
            let parts = self.parts_of(value.origins);
            return result.joined(&item.from(parts));
        }
        result.join(&element);
        if key.atoms.contains(Atoms::OTHER) && !value.objects.is_empty() {
            // The index may be a slice object.
            result.join(&value);
        }
        result
    }

    /// A row that the iteration works on as a copy: reading it copies it, changing it changes the copy.
    fn row_copy(
        &mut self,
        node: &'a ast::ExprSubscript,
        element: &Value,
        site: u32,
    ) -> Option<Value> {
        let text = self.an.program.module(self.module).slice(node.range);
        if !self.row_copies.iter().any(|row| row == text) {
            return None;
        }
        let _ = site;
        let number = self.row_copies.iter().position(|row| row == text).unwrap_or(0);
        let origins = self.fresh(0x7000_0000 + number as u32, 77);
        let parts = self.parts_of(element.origins);
        let held = self.an.heap.element_of(element, |object| &object.element).from(parts);
        self.hold(origins, &held);
        Some(element.from(origins))
    }

    /// The element at a position, where every object of the value is a tuple of known shape.
    fn tuple_item(&self, value: &Value, index: usize) -> Option<Value> {
        if value.is_any()
            || value.objects.is_empty()
            || !value.atoms.without(Atoms::UNBOUND).is_empty()
        {
            return None;
        }
        let mut joined = Value::bottom();
        for &object in &value.objects {
            joined.join_types(self.an.heap.get(object).items.as_ref()?.get(index)?);
        }
        Some(joined)
    }

    /// A slice of a builtin sequence is a new object that holds the same elements.
    fn slice_of(&mut self, value: &Value, site: u32, range: TextRange) -> Value {
        self.touch_read(value, Field::Contents);
        self.fx.cost += 8.0;
        let mut result = Value::atom(value.atoms.without(Atoms::ANY).without(Atoms::UNBOUND));
        let parts = self.parts_of(value.origins);
        for object in value.objects.clone() {
            match self.an.heap.get(object).kind.clone() {
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(id);
                    let shares_memory = !matches!(
                        info.name.as_str(),
                        "list" | "tuple" | "bytearray" | "array" | "deque" | "str" | "bytes"
                    );
                    if shares_memory {
                        self.flag(Flags::UNKNOWN, range, "slice");
                        result.join(&Value { origins: value.origins, ..Value::any() });
                        continue;
                    }
                    let element = self.an.heap.get(object).element.clone();
                    let new =
                        self.an.heap.object(ObjectKey::Site(site, 2000 + id.0 as u16), || {
                            ObjectKind::Library(id)
                        });
                    self.an.heap.add_element(new, &element);
                    let origins = self.fresh(site, 2000 + id.0 as u16);
                    self.hold(origins, &element.from(parts));
                    result.join(&Value::object(new, origins));
                }
                ObjectKind::Instance(_) => {}
                _ => {
                    self.flag(Flags::UNKNOWN, range, "slice");
                    result.join(&Value::any());
                }
            }
        }
        if value.is_any() {
            if self.an.open_world {
                self.flag(
                    Flags::UNKNOWN.union(Flags::OPEN),
                    range,
                    "slice of a value of unknown type",
                );
            }
            // A view shares memory with what it was taken from.
            result.join(&Value { origins: value.origins.union(parts), ..Value::any() });
        }
        result
    }

    // ---- displays and comprehensions ----

    /// A new object of a builtin container type.
    pub fn new_container(&mut self, type_name: &str, site: u32, part: u16) -> Value {
        let id = self.an.knowledge.builtin_type(type_name);
        let object = self.an.heap.object(ObjectKey::Site(site, part), || ObjectKind::Library(id));
        let origins = self.fresh(site, part);
        Value::object(object, origins)
    }

    fn display(&mut self, type_name: &str, elements: &'a [Expr], site: Option<u32>) -> Value {
        let container = self.new_container(type_name, site.unwrap_or(u32::MAX), 0);
        let object = container.objects[0];
        let mut items = Vec::with_capacity(elements.len().min(16));
        let has_star = elements.iter().any(|element| matches!(element, Expr::Starred(_)));
        for element in elements {
            let value = self.eval(element);
            self.an.heap.add_element(object, &value);
            if type_name == "set" {
                self.implicit(&value, "hashing", element.range());
                self.an.note_element_comparison(&container);
            }
            self.hold(container.origins, &value);
            if items.len() < 16 {
                items.push(value);
            }
        }
        if type_name == "tuple" && !has_star && elements.len() <= 16 {
            self.an.heap.add_items(object, &items);
        }
        container
    }

    fn dict_display(&mut self, node: &'a ast::ExprDict) -> Value {
        let container =
            self.new_container("dict", node_id(&node.node_index).unwrap_or(u32::MAX), 0);
        let object = container.objects[0];
        for item in &node.items {
            let value = self.eval(&item.value);
            if let Some(key) = &item.key {
                let key = self.eval(key);
                self.implicit(&key, "hashing", item.value.range());
                self.an.heap.add_key(object, &key);
                self.hold(container.origins, &key);
                self.an.heap.add_element(object, &value);
                self.hold(container.origins, &value);
            } else {
                // `**other`.
                self.implicit(&value, "a mapping", item.value.range());
                self.touch_deep(&value, None);
                let parts = self.parts_of(value.origins);
                let element = self.an.heap.element_of(&value, |o| &o.element).from(parts);
                let key = self.an.heap.element_of(&value, |o| &o.key).from(parts);
                self.an.heap.add_element(object, &element);
                self.an.heap.add_key(object, &key);
                self.hold(container.origins, &element);
                self.hold(container.origins, &key);
            }
        }
        container
    }

    fn comprehension(
        &mut self,
        expr: &'a Expr,
        type_name: &str,
        id: u32,
        generators: &'a [ast::Comprehension],
        key: Option<&'a Expr>,
        element: &'a Expr,
    ) -> Value {
        let container = self.new_container(type_name, id, 0);
        let object = container.objects[0];
        let Some(first) = generators.first() else { return container };
        let iterable = self.eval(&first.iter);
        let item = self.iterate(&iterable, first.iter.range());
        if self.records_loops() {
            self.record_loop(LoopSyntax::Comprehension(expr), &item, &iterable, id);
        }
        let lazy = (type_name == "iter").then(|| std::mem::take(&mut self.fx));
        self.comprehension_part(generators, Some(item), &mut |walker| {
            let value = walker.eval(element);
            if let Some(key) = key {
                let key = walker.eval(key);
                walker.implicit(&key, "hashing", element.range());
                walker.an.heap.add_key(object, &key);
                walker.hold(container.origins, &key);
            } else if type_name == "set" {
                walker.implicit(&value, "hashing", element.range());
                walker.an.note_element_comparison(&container.clone().joined(&value));
            }
            walker.an.heap.add_element(object, &value);
            walker.hold(container.origins, &value);
        });
        if let Some(before) = lazy {
            self.defer(before, &container);
            self.defer_source(&iterable, &container);
        }
        container
    }

    /// Walks the clauses of a comprehension, then `body` in the innermost one.
    pub fn comprehension_part(
        &mut self,
        generators: &'a [ast::Comprehension],
        first: Option<Value>,
        body: &mut dyn FnMut(&mut Self),
    ) {
        let Some((generator, rest)) = generators.split_first() else {
            body(self);
            return;
        };
        if generator.is_async {
            self.flag(Flags::SUSPENDS, generator.range, "async for");
        }
        let item = first.unwrap_or_else(|| {
            let iterable = self.eval(&generator.iter);
            self.iterate(&iterable, generator.iter.range())
        });
        let before = std::mem::take(&mut self.fx.cost);
        let head = self.an.has_walrus.then(|| self.env.clone());
        self.assign(&generator.target, &item);
        for test in &generator.ifs {
            self.eval_test(test);
        }
        self.comprehension_part(rest, None, body);
        if let Some(head) = head {
            self.env.join(&head);
        }
        let inner = std::mem::replace(&mut self.fx.cost, before);
        self.fx.cost += inner * 40.0;
        self.fx.unbounded = true;
    }

    // ---- operators ----

    fn bool_op(&mut self, node: &'a ast::ExprBoolOp) -> Value {
        let mut result = Value::bottom();
        for (index, value) in node.values.iter().enumerate() {
            let part =
                if index == 0 { self.eval(value) } else { self.maybe(|walker| walker.eval(value)) };
            self.truth(&part, value.range());
            result.join(&part);
        }
        result
    }

    fn compare(&mut self, node: &'a ast::ExprCompare) -> Value {
        let mut left = self.eval(&node.left);
        let mut left_expr: &Expr = &node.left;
        let mut result = Value::atom(Atoms::BOOL);
        for (index, (op, right_expr)) in node.ops.iter().zip(&*node.comparators).enumerate() {
            let right = if index == 0 {
                self.eval(right_expr)
            } else {
                self.maybe(|walker| walker.eval(right_expr))
            };
            if self.an.has_operator_methods {
                for name in ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"] {
                    result.join(&self.call_dunder_with(
                        &left,
                        name,
                        std::slice::from_ref(&right),
                        node.range,
                    ));
                    result.join(&self.call_dunder_with(
                        &right,
                        name,
                        std::slice::from_ref(&left),
                        node.range,
                    ));
                }
            }
            match op {
                ast::CmpOp::Is | ast::CmpOp::IsNot => {
                    if !is_singleton(left_expr) && !is_singleton(right_expr) {
                        self.an.note_identity_test(self.module, node.range, &left, &right);
                    }
                }
                ast::CmpOp::In | ast::CmpOp::NotIn => {
                    self.an.note_element_comparison(&right);
                    self.touch_deep(&right, None);
                    self.touch_deep(&left, None);
                    self.implicit(&right, "membership", node.range);
                    self.implicit(&left, "comparison", node.range);
                    self.consume(&right, node.range);
                }
                _ => {
                    if !left.is_atomic() && !right.is_atomic() {
                        self.an.note_element_comparison(&left);
                        self.an.note_element_comparison(&right);
                    }
                    self.touch_deep(&right, None);
                    self.touch_deep(&left, None);
                    self.implicit(&right, "comparison", node.range);
                    self.implicit(&left, "comparison", node.range);
                }
            }
            left = right;
            left_expr = right_expr;
        }
        result
    }

    fn unary(&mut self, node: &'a ast::ExprUnaryOp) -> Value {
        let value = self.eval(&node.operand);
        if node.op == ast::UnaryOp::Not {
            self.truth(&value, node.range);
            return Value::atom(Atoms::BOOL);
        }
        self.implicit_named(&value, &["__neg__", "__pos__", "__invert__"], node.range);
        let mut result = Value::atom(numeric_result(value.atoms));
        for &object in &value.objects {
            match self.an.heap.get(object).kind.clone() {
                ObjectKind::Instance(class) => {
                    let arguments = super::call::Arguments::positional(vec![Value::object(
                        object,
                        value.origins,
                    )]);
                    let name = match node.op {
                        ast::UnaryOp::USub => "__neg__",
                        ast::UnaryOp::UAdd => "__pos__",
                        _ => "__invert__",
                    };
                    let part = self.call_method(class, name, &arguments, node.range);
                    result.join(&part);
                }
                ObjectKind::Library(id) => {
                    let part = self.operator_result(id, &value, node.range);
                    result.join(&part);
                }
                _ => {}
            }
        }
        if value.is_any() {
            result.join(&value);
        }
        result
    }

    /// `left op right`; `in_place` for augmented assignment, which may change the left operand.
    pub fn binary(
        &mut self,
        left: &Value,
        op: ast::Operator,
        right: &Value,
        range: TextRange,
        site: Option<u32>,
        in_place: bool,
    ) -> Value {
        if left.is_atomic() && right.is_atomic() {
            return Value::atom(arithmetic(left.atoms, op, right.atoms));
        }
        if op == ast::Operator::Mod && left.only(Atoms::STR.union(Atoms::BYTES)) {
            self.touch_deep(right, None);
            self.implicit(right, "formatting", range);
            return Value::atom(left.atoms.without(Atoms::UNBOUND));
        }
        let site = site.unwrap_or(0x8000_0000 | u32::from(range.start()));
        let mut result = Value::atom(arithmetic(left.atoms, op, right.atoms));
        self.touch_read(left, Field::Contents);
        self.touch_read(right, Field::Contents);
        let names = operator_methods(op);
        let mut dunder = self.call_dunder_with(left, names.0, std::slice::from_ref(right), range);
        dunder.join(&self.call_dunder_with(right, names.1, std::slice::from_ref(left), range));
        if in_place {
            dunder.join(&self.call_dunder_with(left, names.2, std::slice::from_ref(right), range));
        }
        result.join(&dunder);
        for (operand, other) in [(left, right), (right, left)] {
            for object in operand.objects.clone() {
                let ObjectKind::Library(id) = self.an.heap.get(object).kind else { continue };
                let part = self.container_operator(object, id, operand, other, op, site, range);
                result.join(&part);
            }
        }
        if in_place && !left.is_atomic() {
            self.in_place(left, right, range);
            // The object itself stays, where its type changes in place.
            result.join(left);
        }
        if left.is_any() || right.is_any() {
            if self.an.open_world {
                self.flag(
                    Flags::UNKNOWN.union(Flags::OPEN),
                    range,
                    "operator on a value of unknown type",
                );
            }
            // A new object, which may hold what the operands hold.
            let origins = self.fresh(site, 99);
            let parts = self.parts_of(left.origins).union(self.parts_of(right.origins));
            self.hold(origins, &Value { origins: parts, ..Value::any() });
            self.an.heap.escape(left);
            self.an.heap.escape(right);
            result.join(&Value { origins, ..Value::any() });
        }
        result
    }

    fn in_place(&mut self, left: &Value, right: &Value, range: TextRange) {
        let mut mutable = Value { objects: smallvec::SmallVec::new(), ..left.clone() };
        for &object in &left.objects {
            let changes = match self.an.heap.get(object).kind {
                ObjectKind::Library(id) => {
                    self.an.knowledge.type_info(id).mutable && !self.an.is_tuple(object)
                }
                ObjectKind::Instance(class) => self.an.library_base(class).is_some(),
                _ => false,
            };
            if changes {
                mutable.objects.push(object);
            }
        }
        if mutable.objects.is_empty() && !mutable.is_any() {
            return;
        }
        self.touch_write(&mutable, Field::Contents, range);
        let element = self.iterate(right, range);
        for &object in &mutable.objects {
            self.an.heap.add_element(object, &element);
        }
        if mutable.is_any() {
            self.an.heap.escape(&element);
        }
        self.hold(mutable.origins, &element);
    }

    /// `list + list`, `list * n`, `set | set`…: a new container that holds what the operands hold.
    #[allow(clippy::too_many_arguments)]
    fn container_operator(
        &mut self,
        object: ObjId,
        id: crate::ids::TypeId,
        operand: &Value,
        other: &Value,
        op: ast::Operator,
        site: u32,
        range: TextRange,
    ) -> Value {
        let info = self.an.knowledge.type_info(id);
        let builtin = info.module == "builtins"
            && matches!(
                info.name.as_str(),
                "list"
                    | "tuple"
                    | "set"
                    | "frozenset"
                    | "dict"
                    | "bytearray"
                    | "dict_keys"
                    | "dict_items"
            );
        if !builtin {
            return self.operator_result(id, operand, range);
        }
        self.fx.cost += 8.0;
        let new_type = match info.name.as_str() {
            "dict_keys" | "dict_items" => self.an.knowledge.builtin_type("set"),
            _ => id,
        };
        let new = self.an.heap.object(ObjectKey::Site(site, 100 + new_type.0 as u16), || {
            ObjectKind::Library(new_type)
        });
        let origins = self.fresh(site, 100 + new_type.0 as u16);
        let parts = self.parts_of(operand.origins);
        let element = self.an.heap.get(object).element.clone().from(parts);
        let key = self.an.heap.get(object).key.clone().from(parts);
        self.an.heap.add_element(new, &element);
        self.an.heap.add_key(new, &key);
        self.hold(origins, &element);
        self.hold(origins, &key);
        if op != ast::Operator::Mult {
            let other_parts = self.parts_of(other.origins);
            let element = self.an.heap.element_of(other, |o| &o.element).from(other_parts);
            let key = self.an.heap.element_of(other, |o| &o.key).from(other_parts);
            self.an.heap.add_element(new, &element);
            self.an.heap.add_key(new, &key);
            self.hold(origins, &element);
            self.hold(origins, &key);
            if matches!(info.name.as_str(), "set" | "frozenset" | "dict") {
                self.implicit(&element, "hashing", range);
            }
        }
        Value::object(new, origins)
    }

    /// The result of an operator on instances of a library type.
    fn operator_result(
        &mut self,
        id: crate::ids::TypeId,
        operand: &Value,
        range: TextRange,
    ) -> Value {
        let info = self.an.knowledge.type_info(id);
        if info.module == "decimal" {
            self.flag(Flags::SETTINGS, range, "the decimal context");
        }
        match &info.operators {
            Some(expr) => {
                let bindings = super::library::Bindings {
                    receiver: Some(operand.clone()),
                    ..Default::default()
                };
                self.type_value(expr, &bindings, 0x8000_0000 | u32::from(range.start()))
            }
            None => {
                self.flag(Flags::UNKNOWN, range, &format!("operator on {}", info.name));
                Value::any()
            }
        }
    }

    // ---- methods that are called without being named ----

    /// Methods that the program replaces on their class are read like any other attribute.
    pub fn read_patched_method(&mut self, class: ClassId, name: &str) {
        let symbol = self.an.symbol(name);
        if self.an.class_patches.contains(&symbol) {
            for &class in self.an.class_order(class).iter() {
                let object =
                    self.an.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
                self.touch_read(&Value::object(object, Origins::OUTSIDE), Field::Attribute(symbol));
            }
        }
    }

    /// Effects of whatever operator methods an operation on this value (or what it holds) may call.
    pub fn implicit(&mut self, value: &Value, what: &str, range: TextRange) {
        if value.is_atomic() {
            return;
        }
        let _ = what;
        self.implicit_over(value, OPERATOR_METHODS, range, true);
    }

    /// The same for given methods, on the value itself only.
    pub fn implicit_named(&mut self, value: &Value, names: &[&str], range: TextRange) {
        if value.is_atomic() {
            return;
        }
        self.implicit_over(value, names, range, false);
    }

    fn implicit_over(&mut self, value: &Value, names: &[&str], range: TextRange, deep: bool) {
        if !self.an.has_operator_methods {
            return;
        }
        let mut classes: Vec<ClassId> = Vec::new();
        let mut any = value.is_any();
        let parts = self.deep_parts_of(value.origins);
        let origins = if deep { value.origins.union(parts) } else { value.origins };
        // Operators on anything are frequent, and the same effects a second time change nothing.
        let done = (names.as_ptr() as usize, names.len(), origins, parts);
        if any && self.fx.implied.contains(&done) {
            return;
        }
        if deep && !any {
            let reach = self.an.heap.reachable(value);
            any |= reach.any;
            for object in reach.objects {
                if let ObjectKind::Instance(class) = self.an.heap.get(object).kind {
                    classes.push(class);
                }
            }
        } else {
            for &object in &value.objects {
                if let ObjectKind::Instance(class) = self.an.heap.get(object).kind {
                    classes.push(class);
                }
            }
        }
        let operators = if any {
            if self.fx.implied.contains(&done) {
                return;
            }
            self.operators_of_all(names)
        } else {
            classes.sort_unstable();
            classes.dedup();
            self.operators_of(classes, names)
        };
        let mut stores = false;
        for (class, name, funcs) in &*operators {
            self.read_patched_method(*class, name);
            let Some(funcs) = funcs else {
                self.flag(Flags::UNKNOWN, range, name);
                continue;
            };
            let object = self.an.instance_object(*class);
            let receiver = Value::object(object, origins);
            for &func in funcs {
                stores |= !self.an.summary(func).stored.is_empty();
                let count = self.an.scopes.function(func).parameters.len();
                let mut arguments = super::call::Arguments::positional(vec![receiver.clone()]);
                arguments
                    .positional
                    .resize_with(count.max(1), || Value { origins, ..Value::any() });
                self.apply_effects_only(func, &arguments, range);
            }
        }
        if any && !stores {
            self.fx.implied.insert(done);
        }
    }

    /// The operator methods of these names that classes have; `None` where it is not known what they are.
    fn operators_of(
        &mut self,
        classes: impl IntoIterator<Item = ClassId>,
        names: &[&str],
    ) -> Rc<[Operator]> {
        let mut operators = Vec::new();
        for class in classes {
            for name in self.an.operator_methods(class) {
                if names.contains(&&*name) {
                    let funcs = self.an.method_functions(class, &name);
                    operators.push((class, name, funcs));
                }
            }
        }
        operators.into()
    }

    /// The same for all classes, looked up once in a walk: a walk that saw less than there is now is repeated.
    fn operators_of_all(&mut self, names: &[&str]) -> Rc<[Operator]> {
        let key = (names.as_ptr() as usize, names.len());
        if let Some(operators) = self.operators.get(&key) {
            return Rc::clone(operators);
        }
        let classes = self.an.all_classes();
        let operators = self.operators_of(classes, names);
        self.operators.insert(key, Rc::clone(&operators));
        operators
    }

    /// Calls an operator method on the instances in a value and joins what it returns.
    pub fn call_dunder_with(
        &mut self,
        value: &Value,
        name: &str,
        others: &[Value],
        range: TextRange,
    ) -> Value {
        let mut result = Value::bottom();
        for &object in &value.objects {
            if let ObjectKind::Instance(class) = self.an.heap.get(object).kind {
                let mut positional = vec![Value::object(object, value.origins)];
                positional.extend(others.iter().cloned());
                let arguments = super::call::Arguments::positional(positional);
                if self.an.class_defines(class, name) {
                    result.join(&self.call_method(class, name, &arguments, range));
                } else if self.an.has_unknown_base(class) {
                    self.flag(Flags::UNKNOWN, range, name);
                    result.join(&Value::any());
                }
            }
        }
        if value.is_any() && self.an.has_operator_methods {
            for class in self.an.all_classes() {
                if self.an.class_defines(class, name) {
                    let object = self.an.instance_object(class);
                    let mut positional = vec![Value::object(object, value.origins)];
                    positional.extend(others.iter().cloned());
                    let arguments = super::call::Arguments::positional(positional);
                    result.join(&self.call_method(class, name, &arguments, range));
                }
            }
        }
        result
    }

    /// Entering and leaving a context manager.
    pub fn enter_context(&mut self, manager: &Value, range: TextRange) -> Value {
        let mut result = Value::bottom();
        for object in manager.objects.clone() {
            match self.an.heap.get(object).kind.clone() {
                ObjectKind::Instance(class) => {
                    let arguments = super::call::Arguments::positional(vec![Value::object(
                        object,
                        manager.origins,
                    )]);
                    result.join(&self.call_method(class, "__enter__", &arguments, range));
                    let mut arguments = arguments;
                    arguments
                        .positional
                        .resize_with(4, || Value::atom(Atoms::NONE.union(Atoms::OTHER)));
                    self.call_method(class, "__exit__", &arguments, range);
                }
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(id);
                    if self.an.is_file_type(id) {
                        // Leaving closes the file; whether anything was written, `open` and `write` say.
                        let receiver = Value::object(object, manager.origins);
                        self.touch_write(&receiver, Field::Contents, range);
                    }
                    for name in ["__enter__", "__exit__"] {
                        if self.an.is_file_type(id) {
                            break;
                        }
                        if let Some(&method) = info.methods.get(name) {
                            let receiver = Value::object(object, manager.origins);
                            let arguments = super::call::Arguments::default();
                            self.apply_library(method, Some(receiver), &arguments, range, None);
                        }
                    }
                    result.join(&Value::object(object, manager.origins));
                }
                _ => {
                    self.flag(Flags::UNKNOWN, range, "with");
                    result.join(&Value::any());
                }
            }
        }
        if manager.is_any() || manager.is_bottom() {
            if !manager.is_bottom() {
                self.flag(Flags::UNKNOWN, range, "with");
            }
            result.join(&Value::any());
        }
        if !manager.atoms.without(Atoms::ANY).without(Atoms::UNBOUND).is_empty() {
            result.join(&Value::atom(Atoms::OTHER));
        }
        result
    }

    /// The class whose method is being walked.
    pub fn enclosing_class(&self) -> Option<ClassId> {
        let mut func = self.func;
        loop {
            let function = self.an.scopes.function(func);
            if let Some(class) = function.class {
                return Some(class);
            }
            if function.outer == func {
                return None;
            }
            func = function.outer;
        }
    }

    /// The first parameter of the method being walked.
    pub fn method_receiver(&mut self) -> Option<Value> {
        let first = *self.an.scopes.function(self.func).parameters.first()?;
        Some(self.load_variable(first))
    }
}

fn qualify(name: &str) -> String {
    if name.contains('.') { name.to_owned() } else { format!("builtins.{name}") }
}

fn is_singleton(expr: &Expr) -> bool {
    matches!(expr, Expr::NoneLiteral(_) | Expr::BooleanLiteral(_) | Expr::EllipsisLiteral(_))
}

/// The builtin types of the atoms in a set.
fn atom_types(atoms: Atoms) -> impl Iterator<Item = &'static str> {
    [
        (Atoms::BOOL, "int"),
        (Atoms::INT, "int"),
        (Atoms::FLOAT, "float"),
        (Atoms::COMPLEX, "complex"),
        (Atoms::STR, "str"),
        (Atoms::BYTES, "bytes"),
        (Atoms::RANGE, "range"),
    ]
    .into_iter()
    .filter(move |(atom, _)| atoms.contains(*atom))
    .map(|(_, name)| name)
}

/// The type of `-x`, `+x`, `~x` on numbers.
fn numeric_result(atoms: Atoms) -> Atoms {
    let mut result = Atoms::EMPTY;
    if atoms.intersects(Atoms::INTEGERS) {
        result = result.union(Atoms::INT);
    }
    for kept in [Atoms::FLOAT, Atoms::COMPLEX, Atoms::OTHER] {
        if atoms.contains(kept) {
            result = result.union(kept);
        }
    }
    result
}

/// The type of an operator between immutable values. Impossible pairs raise and have no type.
pub fn arithmetic(left: Atoms, op: ast::Operator, right: Atoms) -> Atoms {
    use ast::Operator as Op;
    let mut result = Atoms::EMPTY;
    let both = |a: Atoms, b: Atoms| {
        (left.intersects(a) && right.intersects(b)) || (left.intersects(b) && right.intersects(a))
    };
    if both(Atoms::INTEGERS, Atoms::INTEGERS) {
        result = result.union(match op {
            Op::Div => Atoms::FLOAT,
            Op::Pow => Atoms::INT.union(Atoms::FLOAT),
            Op::BitAnd | Op::BitOr | Op::BitXor
                if left.intersects(Atoms::BOOL) && right.intersects(Atoms::BOOL) =>
            {
                Atoms::INTEGERS
            }
            _ => Atoms::INT,
        });
    }
    if both(Atoms::FLOAT, Atoms::INTEGERS.union(Atoms::FLOAT)) {
        result = result.union(Atoms::FLOAT);
        if op == Op::Pow {
            result = result.union(Atoms::COMPLEX);
        }
    }
    if both(Atoms::COMPLEX, Atoms::NUMBERS) {
        result = result.union(Atoms::COMPLEX);
    }
    for text in [Atoms::STR, Atoms::BYTES] {
        let concatenates = op == Op::Add && left.intersects(text) && right.intersects(text);
        let repeats = op == Op::Mult && both(text, Atoms::INTEGERS);
        let formats = op == Op::Mod && left.intersects(text);
        if concatenates || repeats || formats {
            result = result.union(text);
        }
    }
    if left.intersects(Atoms::OTHER) || right.intersects(Atoms::OTHER) {
        result = result.union(Atoms::OTHER);
    }
    if op == Op::Mod && left.intersects(Atoms::STR) {
        result = result.union(Atoms::STR);
    }
    result
}

/// The methods of an operator: plain, reflected, in place.
fn operator_methods(op: ast::Operator) -> (&'static str, &'static str, &'static str) {
    use ast::Operator as Op;
    match op {
        Op::Add => ("__add__", "__radd__", "__iadd__"),
        Op::Sub => ("__sub__", "__rsub__", "__isub__"),
        Op::Mult => ("__mul__", "__rmul__", "__imul__"),
        Op::MatMult => ("__matmul__", "__rmatmul__", "__imatmul__"),
        Op::Div => ("__truediv__", "__rtruediv__", "__itruediv__"),
        Op::Mod => ("__mod__", "__rmod__", "__imod__"),
        Op::Pow => ("__pow__", "__rpow__", "__ipow__"),
        Op::LShift => ("__lshift__", "__rlshift__", "__ilshift__"),
        Op::RShift => ("__rshift__", "__rrshift__", "__irshift__"),
        Op::BitOr => ("__or__", "__ror__", "__ior__"),
        Op::BitXor => ("__xor__", "__rxor__", "__ixor__"),
        Op::BitAnd => ("__and__", "__rand__", "__iand__"),
        Op::FloorDiv => ("__floordiv__", "__rfloordiv__", "__ifloordiv__"),
    }
}

//! Names and attributes: what they mean, and what reading them may run.
//!
//! Example: in `point.length`, `length` may be a field, a method that is bound, or a property whose function runs.

use ruff_python_ast::{self as ast};
use ruff_text_size::TextRange;

use super::heap::{BoundTarget, Field, ObjectKey, ObjectKind, Wrapper};
use super::unions::{Callee, UnionKey};
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ClassId, ObjId};
use crate::knowledge::TypeExpr;
use crate::passes::scopes::Resolution;
use crate::values::{Atoms, Origins, Value};

/// Attributes of the standard library's types that no method changes.
const UNCHANGING: &[&str] = &[
    "__class__",
    "__doc__",
    "__name__",
    "__qualname__",
    "block_size",
    "buffer",
    "default_factory",
    "dialect",
    "digest_size",
    "encoding",
    "errors",
    "itemsize",
    "maxlen",
    "mode",
    "name",
    "path",
    "typecode",
];

/// Attributes that hand out frames, and what a frame or a function hands out: all variables by their names, and the values that
/// parameters have by default.
const FRAMES: &[&str] = &[
    "__defaults__",
    "__globals__",
    "__kwdefaults__",
    "ag_frame",
    "cell_contents",
    "cr_frame",
    "f_back",
    "f_globals",
    "f_locals",
    "gi_frame",
    "gi_yieldfrom",
    "tb_frame",
];

/// Builtins of Python 2, which scripts for both name under a test of the version, or where they catch the `NameError`: what is
/// assigned from them is never assigned.
const GONE: &[&str] = &[
    "basestring",
    "cmp",
    "execfile",
    "file",
    "intern",
    "long",
    "raw_input",
    "reduce",
    "reload",
    "unichr",
    "unicode",
    "xrange",
];

/// Methods that all objects have and that give what an object holds.
const HANDS_OUT: &[&str] =
    &["__class__", "__dict__", "__getattribute__", "__getstate__", "__reduce__", "__reduce_ex__"];

impl<'a> Walker<'_, 'a> {
    /// Whether a value can be nothing but instances of the program's own classes, whose attributes are followed.
    fn is_own_instance(&self, value: &Value) -> bool {
        let is_instance =
            |&object: &ObjId| matches!(self.an.heap.peek(object).kind, ObjectKind::Instance(_));
        !value.is_any() && value.atoms.is_empty() && value.objects.iter().all(is_instance)
    }

    pub(super) fn load_name(&mut self, node: &'a ast::ExprName) -> Value {
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

    pub(super) fn unresolved_name(&mut self, node: &'a ast::ExprName) -> Value {
        let name = node.id.as_str();
        if let Some(value) = self.an.star_imported(self.module, name) {
            match value {
                super::imports::StarImport::Variable(var) => return self.load_variable(var),
                super::imports::StarImport::Library(module) => {
                    let object = self.an.heap.library_module(&module);
                    let module = Value::object(object, Origins::OUTSIDE);
                    return self.load_attribute(&module, name, node.range, None);
                }
                super::imports::StarImport::Unknown => {
                    self.flag(Flags::UNKNOWN, node.range, name);
                    return Value::any();
                }
            }
        }
        if self.an.is_patched(name) {
            self.flag(Flags::UNKNOWN, node.range, name);
            return Value::any();
        }
        if name == "__builtins__" {
            self.flag(Flags::DYNAMIC, node.range, name);
        }
        if let Some(value) = self.set_from_elsewhere(name) {
            return value;
        }
        if name == "RecursionError" {
            // Who catches it, or tells it from others, sees how deep the stack was.
            self.flag(Flags::ENVIRONMENT, node.range, name);
        }
        match self.an.builtin_value(name) {
            Some(value) => value,
            None => {
                // A name that nobody binds raises NameError, unless somebody put it there unseen.
                if GONE.contains(&name) && !self.an.open_world {
                    return Value::bottom();
                }
                if !matches!(name, "__name__" | "__file__" | "__doc__" | "__debug__") {
                    self.flag(Flags::UNKNOWN, node.range, name);
                    return Value::any();
                }
                Value::atom(Atoms::STR)
            }
        }
    }

    /// A global that only other modules set: `helper.len = …`. Otherwise the name means the builtin.
    fn set_from_elsewhere(&mut self, name: &str) -> Option<Value> {
        self.an.scopes.stored_attributes.get(name)?;
        let module = self.module;
        let object = self.an.heap.object(ObjectKey::Module(module), || ObjectKind::Module(module));
        let symbol = self.an.symbol(name);
        let mut value = self.an.heap.field(object, symbol)?.clone().from(Origins::OUTSIDE);
        value.join(&self.an.builtin_value(name).unwrap_or_else(Value::any));
        Some(value)
    }

    /// `_Class__name` is what a class calls `__name`: facts know it by that name only.
    pub(super) fn refuse_mangled(&mut self, name: &str, range: TextRange) {
        let is_mangled = name.strip_prefix('_').is_some_and(|rest| {
            !rest.starts_with('_') && !name.ends_with("__") && rest.contains("__")
        });
        if is_mangled {
            self.flag(Flags::DYNAMIC, range, name);
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
        self.refuse_mangled(name, range);
        if name == "__setattr__" && self.setter_called != Some(range) {
            // Whoever calls it later sets an attribute that is not seen.
            self.flag(Flags::DYNAMIC, range, name);
        }
        let symbol = self.an.symbol(name);
        if !value.is_atomic() && !self.an.is_static(value) {
            self.touch_read(value, Field::Attribute(symbol));
        }
        self.implicit_named(value, &["__getattr__", "__getattribute__"], range);
        if !value.objects.is_empty() && self.an.is_asked_of_exceptions("obj") {
            self.an.heap.escape(value);
        }
        if name == "__dict__" {
            self.refuse_namespace(value, range);
        }
        if FRAMES.contains(&name) && !self.is_own_instance(value) {
            self.flag(Flags::DYNAMIC, range, name);
        }
        let mut result = Value::bottom();
        let parts = self.parts_of(value.origins);
        for object in value.each_object() {
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
            self.an.note_name_asked_for(symbol);
            self.read_any_module(name);
            result.join(&Value::any());
        }
        result
    }

    pub(super) fn attribute_of(
        &mut self,
        object: ObjId,
        value: &Value,
        name: &str,
        parts: Origins,
        range: TextRange,
        site: Option<u32>,
    ) -> Value {
        match self.an.heap.peek(object).kind.clone() {
            ObjectKind::Instance(class) => {
                self.instance_attribute(object, class, value, name, parts, range, site)
            }
            ObjectKind::Class(class) => {
                let symbol = self.an.symbol(name);
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
                if self.an.is_enum_member(class, name) {
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
                    None => self.stored_attribute(object, value, name, range),
                }
            }
            ObjectKind::LibraryModule(module) => {
                self.library_module_attribute(&module, name, range)
            }
            ObjectKind::Library(id) => {
                let info = self.an.knowledge.type_info(id);
                let listed = info.methods.contains_key(name) || info.attributes.contains_key(name);
                if info.sealed && !listed && !name.starts_with("__") {
                    return Value::bottom();
                }
                self.library_attribute(id, value, name, range, site)
            }
            ObjectKind::Super(class) => {
                let receiver = self.an.heap.get(object).element.clone().from(value.origins);
                match self.an.member_after(class, name) {
                    Some(member) => self.unwrap_member(&member, &receiver, false, site, range),
                    // What a builtin container does for a subclass is not followed into what that holds.
                    None if self.an.has_unknown_base(class)
                        || self.an.library_base(class).is_some() =>
                    {
                        self.unknown_attribute(&receiver, name, range)
                    }
                    None if HANDS_OUT.contains(&name) => {
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
            // What it was given, among others.
            ObjectKind::Wrapper(Wrapper::Partial) => {
                self.unknown_attribute(&Value::object(object, value.origins), name, range)
            }
            ObjectKind::Function(_) | ObjectKind::Wrapper(_) | ObjectKind::Bound(_) => {
                self.stored_attribute(object, value, name, range)
            }
            ObjectKind::Record => Value::any(),
        }
    }

    /// An attribute that has to have been stored on the object.
    fn stored_attribute(
        &mut self,
        object: ObjId,
        value: &Value,
        name: &str,
        range: TextRange,
    ) -> Value {
        let symbol = self.an.symbol(name);
        let mut stored = self.an.attribute_anywhere(symbol);
        if let Some(field) = self.an.heap.field(object, symbol) {
            stored.join(field);
        } else if stored.is_bottom() {
            return self.unknown_attribute(value, name, range);
        }
        stored.from(Origins::OUTSIDE)
    }

    /// An attribute that no table lists: it may be a method of the object, and may hand the object to anybody.
    pub(super) fn unknown_attribute(
        &mut self,
        value: &Value,
        name: &str,
        range: TextRange,
    ) -> Value {
        self.an.heap.escape(value);
        self.an.expose_functions(value);
        self.flag(Flags::UNKNOWN, range, name);
        Value::any()
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn instance_attribute(
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
            found.join(&self.part_from(value.origins, field, parts));
            if self.an.is_changed_out_of_view(object) {
                found.join(&Value::any());
            }
        }
        let anywhere = self.an.attribute_anywhere(symbol);
        found.join(&anywhere.from(Origins::OUTSIDE));
        if let Some(member) = self.class_member(class, name) {
            let receiver = Value::object(object, value.origins);
            found.join(&self.unwrap_member(&member, &receiver, false, site, range));
        }
        // Instances that have no such attribute ask `__getattr__`, whatever others have.
        let has_fallback = self.an.class_defines(class, "__getattr__");
        let fallback = if has_fallback {
            self.an.call_results(class, "__getattr__").from(Origins::OUTSIDE)
        } else {
            Value::bottom()
        };
        if found.is_bottom() {
            if name == "__class__" {
                let class =
                    self.an.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
                return Value::object(class, Origins::OUTSIDE);
            }
            if name == "__dict__" {
                return self.namespace_of_instance(value, range);
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
            if has_fallback {
                return fallback;
            }
            let certain = !self.an.is_optimistic() && !self.an.never_has(class, name);
            if self.an.has_unknown_base(class) || certain {
                return self.unknown_attribute(value, name, range);
            }
        }
        found.joined(&fallback)
    }

    /// What a class or its bases say of a name.
    pub(super) fn class_member(&mut self, class: ClassId, name: &str) -> Option<Value> {
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
                    self.an.heap.peek(o).kind,
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
    pub(super) fn unwrap_member(
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
            // It may be a function, or whatever else is given the receiver.
            self.an.heap.escape(receiver);
            self.an.expose_functions(receiver);
        }
        for (index, &object) in member.objects.iter().enumerate() {
            let part = match self.an.heap.peek(object).kind.clone() {
                ObjectKind::Function(_) if through_class => Value::object(object, Origins::OUTSIDE),
                ObjectKind::Function(func) => {
                    self.bound(BoundTarget::Function(func), receiver, site, index)
                }
                ObjectKind::Wrapper(wrapper) => {
                    let inner = self.an.heap.get(object).element.clone();
                    match wrapper {
                        Wrapper::Static => inner.from(Origins::OUTSIDE),
                        // It binds nothing, and is what it was when it was stored in the class.
                        Wrapper::Partial => Value::object(object, Origins::OUTSIDE),
                        Wrapper::Cache { .. } if through_class => {
                            Value::object(object, Origins::OUTSIDE)
                        }
                        Wrapper::Cache { .. } => {
                            // The object is a key as well.
                            self.flag(Flags::CACHES, range, "a method with a cache");
                            self.bind_all(&inner, receiver, site).from(Origins::OUTSIDE)
                        }
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

    pub(super) fn class_of_receiver(&mut self, receiver: &Value) -> Value {
        let mut classes = Value::bottom();
        for &object in &receiver.objects {
            let (ObjectKind::Instance(class) | ObjectKind::Class(class)) =
                self.an.heap.peek(object).kind
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

    pub(super) fn bind_all(
        &mut self,
        functions: &Value,
        receiver: &Value,
        site: Option<u32>,
    ) -> Value {
        let mut result = Value::bottom();
        for (index, &object) in functions.objects.iter().enumerate() {
            if let ObjectKind::Function(func) = self.an.heap.peek(object).kind {
                result.join(&self.bound(BoundTarget::Function(func), receiver, site, index));
            }
        }
        result
    }

    /// A method bound to a receiver, as a value.
    pub(super) fn bound(
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
        // One bound method for each place and target; in code without a place, one for each target. Another one where the
        // receiver is what a variable holds in one loop alone.
        let own = receiver.objects.iter().any(|object| self.an.heap.own.contains(object));
        let part = 16 + (number % 4096) as u16 + index as u16 + if own { 0x4000 } else { 0 };
        let key = match site {
            Some(site) => ObjectKey::Site(site, part),
            None => ObjectKey::Site(number, u16::MAX),
        };
        let object = self.an.heap.object(key, || ObjectKind::Bound(target));
        self.an.heap.add_element(object, receiver);
        Value::object(
            object,
            if receiver.is_atomic() { Origins::OUTSIDE } else { receiver.origins },
        )
    }

    pub(super) fn run_property(
        &mut self,
        functions: &Value,
        receiver: &Value,
        range: TextRange,
    ) -> Value {
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
            if let ObjectKind::Instance(class) = self.an.heap.peek(object).kind {
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

    pub(super) fn any_property_effects(&mut self, name: &str, range: TextRange) {
        if !self.apart.is_empty() {
            for class in self.an.classes_with_property(name) {
                for func in self.an.property_functions(class, name) {
                    let arguments = super::call::Arguments::positional(vec![Value::any()]);
                    self.apply_function(func, &arguments, range);
                }
            }
            return;
        }
        let symbol = self.an.symbol(name);
        let properties = self.union_of(UnionKey::Property(symbol), |walker| {
            let mut callees = Vec::new();
            for class in walker.an.classes_with_property(name) {
                let funcs = walker.an.property_functions(class, name);
                callees.extend(funcs.into_iter().map(|func| Callee::Function(None, func)));
            }
            callees
        });
        self.apply_union(&properties, Origins::OUTSIDE, &[], range);
    }

    pub(super) fn library_module_attribute(
        &mut self,
        module: &str,
        name: &str,
        range: TextRange,
    ) -> Value {
        if self.an.is_patched_attribute(name)
            && !matches!((module, name), ("sys", "stdout" | "stderr" | "path" | "argv"))
        {
            self.flag(Flags::UNKNOWN, range, name);
            return Value::any();
        }
        if (module, name) == ("sys", "modules") {
            self.flag(Flags::DYNAMIC, range, "sys.modules");
        }
        let table = self.an.knowledge.module(module);
        if let Some(table) = &table {
            if table.exceptions.contains(name) {
                return self.an.exception_class();
            }
            if let Some(&id) = table.functions.get(name) {
                return self.an.library_value(id);
            }
            if let Some(value) = table.values.get(name) {
                let value = self.module_value(module, name, value);
                self.note_stream((module, name), &value, range);
                return value;
            }
        }
        let qualified = format!("{module}.{name}");
        if let Some(table) = &table {
            if self.an.knowledge.covers(&qualified) {
                let object = self.an.heap.library_module(&qualified);
                return Value::object(object, Origins::OUTSIDE);
            }
            if let Some(default) = table.default {
                if table.package {
                    // What it hands out has methods that no table lists.
                    self.an.open_the_world();
                }
                return self.an.library_value(default);
            }
        }
        if self.an.knowledge.covers(&qualified) {
            let object = self.an.heap.library_module(&qualified);
            return Value::object(object, Origins::OUTSIDE);
        }
        let package = table.is_some_and(|table| table.package);
        if package || self.an.knowledge.is_described(module) {
            // The user describes a part of the module, and this is not in it.
            self.an.open_the_world();
        }
        self.flag(Flags::UNKNOWN, range, &qualified);
        Value::any()
    }

    /// A value that a library module offers: `math.pi`, `sys.argv`.
    pub(super) fn module_value(&mut self, module: &str, name: &str, type_expr: &TypeExpr) -> Value {
        let key = self.an.symbol(&format!("{module}.{name}"));
        let site = 0x4000_0000 | key.0;
        let value = self.type_value(type_expr, &super::library::Bindings::default(), site);
        if module == "sys" && matches!(name, "stdin" | "__stdin__") {
            self.an.note_standard_input(&value);
        }
        self.an.note_module_value(module, name, &value);
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
        let frame = self.look_into_frame(id, value, range);
        if info.module == "pandas" && name == "values" {
            self.note_frames(true, false);
        }
        if let Some(lost) = frame {
            return lost;
        }
        if !info.reading.is_empty() {
            self.flag(info.reading, range, &format!("{}.{}", info.name, name));
        }
        if let Some(attribute) = info.attributes.get(name) {
            if info.mutable
                && (!info.package || !info.plain)
                && !UNCHANGING.contains(&name)
                && !self.an.is_static(value)
            {
                // What the object's methods change: `rows.line_num` tells how far a reader has come.
                self.touch_read(value, Field::Contents);
            }
            let bindings =
                super::library::Bindings { receiver: Some(value.clone()), ..Default::default() };
            let part = self.type_value(attribute, &bindings, site.unwrap_or(u32::MAX));
            let part = self.made_by_estimator(&info.module, value, part);
            if info.package && part.is_any() {
                self.an.open_the_world();
            }
            if value.objects.iter().any(|object| self.an.standard_input.contains(object)) {
                // `sys.stdin.buffer`.
                self.an.note_standard_input(&part);
            }
            return part;
        }
        if name == "__class__" {
            return self.class_of_library(id);
        }
        if name == "__doc__" {
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
        if info.package || self.an.knowledge.is_described(&info.module) {
            self.an.open_the_world();
        }
        self.unknown_attribute(value, &format!("{}.{}", info.name, name), range)
    }
}

/// The builtin types of the atoms in a set.
pub(super) fn atom_types(atoms: Atoms) -> impl Iterator<Item = &'static str> {
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

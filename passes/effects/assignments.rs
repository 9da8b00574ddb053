//! Assignments: to names, attributes, elements, and patterns of them.
//!
//! Example: `self.rows[k] = row` changes the list that `self.rows` holds, which holds `row` from now on.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

use super::heap::{Field, ObjectKind};
use super::journal::Fact;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::ObjId;
use crate::passes::scopes::node_id;
use crate::values::{Atoms, Value};

/// Special names of attributes that nobody calls.
const NOT_CALLED: &[&str] = &[
    "__doc__",
    "__name__",
    "__qualname__",
    "__module__",
    "__wrapped__",
    "__annotations__",
    "__signature__",
    "__cause__",
    "__context__",
    "__traceback__",
    "__suppress_context__",
    "__notes__",
    "__version__",
    "__all__",
    "__path__",
    "__file__",
];

impl<'a> Walker<'_, 'a> {
    pub fn assign(&mut self, target: &'a Expr, value: &Value) {
        match target {
            Expr::Name(name) => {
                if let Some(var) = self.an.scopes.variable_of(name) {
                    self.store_variable(var, value);
                }
            }
            Expr::Tuple(node) => self.unpack(&node.elts, value, node.range),
            Expr::List(node) => self.unpack(&node.elts, value, node.range),
            Expr::Starred(node) => self.assign(&node.value, value),
            Expr::Attribute(node) => {
                let holder = self.eval(&node.value);
                self.store_attribute(&holder, node.attr.as_str(), value, node.range);
            }
            Expr::Subscript(node) => {
                let holder = self.eval(&node.value);
                let key = self.eval(&node.slice);
                self.store_element(&holder, &node.slice, &key, value, node.range);
            }
            _ => {}
        }
    }

    pub(super) fn eval_target_parts(&mut self, target: &'a Expr) {
        match target {
            Expr::Attribute(node) => {
                self.eval(&node.value);
            }
            Expr::Subscript(node) => {
                self.eval(&node.value);
                self.eval(&node.slice);
            }
            _ => {}
        }
    }

    pub(super) fn unpack(&mut self, targets: &'a [Expr], value: &Value, range: TextRange) {
        self.fx.cost += targets.len() as f64;
        let parts = self.parts_of(value.origins);
        let exact = self.an.heap.items(value, targets.len());
        let has_star = targets.iter().any(|target| matches!(target, Expr::Starred(_)));
        if let (Some(items), false) = (exact, has_star) {
            self.touch_read(value, Field::Contents);
            for (target, item) in targets.iter().zip(items) {
                self.assign(target, &item.from(parts));
            }
            return;
        }
        let element = self.iterate(value, range);
        for target in targets {
            if let Expr::Starred(node) = target {
                let index = self.starred_index(node);
                let list = self.new_container("list", index, 3);
                for &object in &list.objects {
                    self.an.heap.add_element(object, &element);
                }
                self.hold(list.origins, &element);
                self.assign(&node.value, &list);
            } else {
                self.assign(target, &element);
            }
        }
    }

    /// A number for the list that a starred target creates: that of the variable it binds.
    pub(super) fn starred_index(&self, node: &ast::ExprStarred) -> u32 {
        match &*node.value {
            Expr::Name(name) => node_id(&name.node_index).unwrap_or(u32::MAX),
            _ => u32::MAX,
        }
    }

    /// Stores an attribute: on instances, classes and modules.
    pub fn store_attribute(&mut self, holder: &Value, name: &str, value: &Value, range: TextRange) {
        self.refuse_mangled(name, range);
        let symbol = self.an.symbol(name);
        self.fx.cost += 1.0;
        if matches!(
            name,
            "__class__"
                | "__dict__"
                | "__bases__"
                | "__code__"
                | "__defaults__"
                | "__kwdefaults__"
                | "__globals__"
                | "__closure__"
                | "__builtins__"
        ) || name == "__name__" && !self.only_names(holder)
        {
            self.flag(Flags::DYNAMIC, range, name);
        }
        if self.gives_special_method(holder, name, value) {
            self.flag(Flags::DYNAMIC, range, name);
        }
        if holder.is_any()
            && matches!(
                name,
                "prec" | "rounding" | "Emin" | "Emax" | "capitals" | "clamp" | "traps"
            )
        {
            // It may be the decimal context.
            self.flag(Flags::STATE, range, name);
        }
        self.touch_write(holder, Field::Attribute(symbol), range);
        let given = [Value::atom(Atoms::STR), value.clone()];
        self.call_dunder_with(holder, "__setattr__", &given, range);
        self.property_effects(holder, name, value, range);
        self.hold(holder.origins, value);
        if holder.is_any() {
            self.an.heap.escape(value);
            self.an.store_attribute_anywhere(symbol, value);
        }
        let mut value = value.clone();
        self.an.heap.bounded(&mut value);
        if holder.is_any() {
            // It may be a class, or a module, which have attributes in their own way.
            for object in self.an.escaped_scopes() {
                self.store_field(object, symbol, name, &value);
            }
        }
        for object in holder.each_object() {
            self.store_field(object, symbol, name, &value);
        }
    }

    /// Whether a class, or an instance whose methods libraries look up on itself, is given a special method that no statement of
    /// its class, or of a base, writes down: operators would call what nobody knows of.
    fn gives_special_method(&self, holder: &Value, name: &str, value: &Value) -> bool {
        let is_special = name.starts_with("__")
            && name.ends_with("__")
            && !NOT_CALLED.contains(&name)
            && !value.is_atomic();
        let is_code = |object: &ObjId| {
            let kind = &self.an.heap.peek(*object).kind;
            matches!(kind, ObjectKind::Function(_) | ObjectKind::Bound(_))
        };
        let lists_keys = name == "keys" && value.objects.iter().any(is_code);
        if !is_special && !lists_keys {
            return false;
        }
        let is_undefined = |object: ObjId| match self.an.heap.peek(object).kind {
            ObjectKind::Class(class) | ObjectKind::Instance(class) => {
                !self.an.class_defines(class, name)
            }
            _ => false,
        };
        holder.each_object().into_iter().any(is_undefined)
            || holder.is_any()
                && self.an.all_classes().any(|class| !self.an.class_defines(class, name))
    }

    /// Whether `__name__` of these objects is nothing but a text for people. For a module it decides whether it takes itself
    /// for the script, for a class under which name pickle finds it.
    fn only_names(&self, holder: &Value) -> bool {
        !holder.is_any()
            && holder.objects.iter().all(|&object| match self.an.heap.peek(object).kind {
                ObjectKind::Function(_) | ObjectKind::Bound(_) | ObjectKind::Wrapper(_) => true,
                // Instances of metaclasses, and of classes of modules, are classes and modules.
                ObjectKind::Instance(class) => {
                    !self.an.has_unknown_base(class) && self.an.library_base(class).is_none()
                }
                _ => false,
            })
    }

    pub(super) fn store_field(
        &mut self,
        object: ObjId,
        symbol: crate::ids::Symbol,
        name: &str,
        value: &Value,
    ) {
        match self.an.heap.peek(object).kind.clone() {
            ObjectKind::LibraryModule(module) => {
                self.an.patch(&module, name);
                self.note_replacement(&module, name, value);
            }
            ObjectKind::LibraryFunction(id) => {
                let function = self.an.knowledge.function(id);
                let module = std::rc::Rc::clone(&function.module);
                self.note_new_method(&module, value);
                self.note_patched_frames(&module, value);
                self.an.heap.add_field(object, symbol, value);
            }
            ObjectKind::Function(_) => self.an.heap.add_field(object, symbol, value),
            ObjectKind::Library(id) => {
                let info = self.an.knowledge.type_info(id);
                let module = info.module.clone();
                if info.package {
                    // Setting a shape or a type changes what every view shows.
                    let changed = Value::object(object, crate::values::Origins::OUTSIDE);
                    self.touch_write(&changed, Field::All, TextRange::default());
                    self.flag(Flags::UNKNOWN, TextRange::default(), name);
                }
                if matches!(module.as_str(), "decimal" | "locale" | "sys" | "os") {
                    self.flag(Flags::STATE, TextRange::default(), name);
                }
                self.set_on_frame(object, name, value);
                self.set_on_estimator(object, &module);
                self.note_new_method(&module, value);
                self.an.heap.escape(value);
                self.an.heap.add_field(object, symbol, value);
            }
            ObjectKind::Module(module) => {
                let scope =
                    self.an.scopes.function(self.an.scopes.module_bodies[module.index()]).scope;
                if let Some(var) = self.an.scopes.lookup(scope, name) {
                    self.an.join_variable(var, value);
                    self.fx.call_writes.insert(var);
                } else {
                    self.an.heap.add_field(object, symbol, value);
                }
            }
            ObjectKind::Class(class) => {
                if self.an.class_patches.insert(symbol) {
                    self.an.heap.grew(Fact::Program);
                }
                let is_data = |object: &ObjId| {
                    matches!(self.an.heap.peek(*object).kind, ObjectKind::Library(_))
                };
                self.an.patches_behaviour |= name.starts_with("__")
                    || value.is_any()
                    || value.atoms.contains(Atoms::OTHER)
                    || !value.objects.iter().all(is_data);
                if let Some(&var) = self.an.scopes.class(class).members.get(name) {
                    self.an.join_variable(var, value);
                }
                self.an.heap.add_field(object, symbol, value);
            }
            _ => self.an.heap.add_field(object, symbol, value),
        }
    }

    /// Stores an element by subscript.
    pub(super) fn store_element(
        &mut self,
        holder: &Value,
        index: &Expr,
        key: &Value,
        value: &Value,
        range: TextRange,
    ) {
        self.fx.cost += 1.0;
        let stored = if index.is_slice_expr() { self.iterate(value, range) } else { value.clone() };
        if !self.own_stores.contains(&range) {
            self.touch_write(holder, Field::Contents, range);
        }
        self.touch_deep(key, None);
        self.look_up(holder, key, range);
        if self.store_into_frame(holder, key, value, range) && self.is_plain_value(holder) {
            return;
        }
        if self.is_plain_value(holder) {
            // What goes into an array is copied.
            self.implied(value, super::implicit::Implied::Everything, range);
            return;
        }
        let is_of_package = |&object: &ObjId| {
            matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
                if self.an.knowledge.type_info(id).package)
        };
        if holder.objects.iter().any(is_of_package) {
            // Makes numbers of it: the channels of a pixel.
            self.implied(value, super::implicit::Implied::Everything, range);
        }
        self.hold(holder.origins, &stored);
        self.hold(holder.origins, key);
        if holder.is_any() {
            self.an.heap.store_anywhere(&stored);
            self.an.heap.store_anywhere(key);
        }
        let text = self.text_key(index);
        for &object in &holder.objects {
            self.add_under(object, text, &stored);
            let is_derived = matches!(self.an.heap.peek(object).kind, ObjectKind::Instance(class)
                if self.an.library_base(class).is_some());
            if is_derived || self.an.is_mapping(object) {
                self.an.heap.add_key(object, key);
            }
        }
        self.call_dunder_with(holder, "__setitem__", &[key.clone(), value.clone()], range);
    }
}

//! Attributes that are fetched by a name which is put together at run time.
//!
//! ```python
//! handler = getattr(self, "on_" + event.kind)     # any method whose name begins so
//! handler(event)                                  # a call of something unknown, which may be each of them
//! ```
//!
//! Sound because: what such a name gives counts as anything, and whoever calls it calls whatever code out of view may call.
//! So every function counts as that which the name may mean: methods of the object's classes and what its attributes hold,
//! or what the variables of a module hold. Only the beginning of the name narrows this down, where it is written out; private
//! names (`__name`) are known under another one at run time, and always count.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::TextRange;

use super::heap::{ObjectKey, ObjectKind};
use super::set_by_name::UNNAMED;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ClassId, ModuleId, ObjId};
use crate::program::Program;
use crate::values::{Atoms, Value};

impl<'a> Walker<'_, 'a> {
    /// What this expression names in these objects may be called by anybody from now on.
    pub(super) fn hand_out_by_name(&mut self, value: &Value, name: &Expr) {
        // A class that adds itself to a text decides what comes of it.
        let adds = self.an.classes.define_any(&["__radd__", "__rmod__"]);
        let begin = if adds { String::new() } else { beginning_of(name) };
        for object in value.each_object() {
            match self.an.heap.peek(object).kind {
                ObjectKind::Instance(class) | ObjectKind::Class(class) => {
                    self.hand_out_members(class, &begin);
                    self.hand_out_fields(object, &begin);
                }
                ObjectKind::Module(module) => {
                    self.hand_out_variables(module, &begin);
                    self.hand_out_fields(object, &begin);
                }
                ObjectKind::Super(_) | ObjectKind::Wrapper(_) => {
                    self.hand_out(&Value::object(object, value.origins));
                }
                _ => {}
            }
        }
    }

    /// What a name that is put together may mean in objects of the program's own classes, where its beginning is written out, and only members of classes
    /// begin so: `getattr(visitor, "visit_" + kind, visitor.generic)`.
    pub(super) fn member_by_name(
        &mut self,
        value: &Value,
        arguments: &'a [Expr],
        (range, site): (TextRange, Option<u32>),
    ) -> Option<Value> {
        let adds = self.an.classes.define_any(&["__radd__", "__rmod__"]);
        let begin = self.written_beginning(arguments.get(1)?);
        let is_narrow = begin.chars().all(|char| char.is_alphanumeric() || char == '_')
            && begin.starts_with(char::is_alphabetic)
            && !["setattr", "__dict__", "vars("].iter().any(|word| self.an.program.mentions(word))
            && self
                .an
                .program
                .modules
                .iter()
                .all(|module| only_called(&module.source.text, &begin));
        let is_plain = |object: &ObjId| {
            let ObjectKind::Instance(class) = self.an.heap.peek(*object).kind else { return false };
            let hooks = ["__getattr__", "__getattribute__"];
            self.an.is_of_program(class)
                && !hooks.iter().any(|name| self.an.class_defines(class, name))
        };
        if value.is_bottom() {
            return self.an.is_optimistic().then(Value::bottom);
        }
        if adds
            || !is_narrow
            || arguments.len() > 3
            || arguments.iter().any(Expr::is_starred_expr)
            || !value.atoms.without(Atoms::UNBOUND).is_empty()
            || value.objects.is_empty()
            || !value.objects.iter().all(is_plain)
        {
            return None;
        }
        self.eval(&arguments[1]);
        let mut result = match arguments.get(2) {
            Some(default) => self.eval(default),
            None => Value::bottom(),
        };
        for object in value.each_object() {
            let ObjectKind::Instance(class) = self.an.heap.peek(object).kind else { continue };
            let one = Value::object(object, value.origins);
            let scopes = self.an.scopes;
            let mut names: Vec<&str> = Vec::new();
            for &class in self.an.class_order(class).iter() {
                let members = scopes.class(class).members.keys();
                names.extend(members.filter(|name| name.starts_with(&begin)));
            }
            names.sort_unstable();
            names.dedup();
            for name in names {
                result.join(&self.load_attribute(&one, name, range, site));
            }
        }
        Some(result)
    }

    /// How a name begins, also where it was put together one statement before: `name = "visit_" + kind`.
    fn written_beginning(&self, name: &Expr) -> String {
        let Expr::Name(known) = name else { return beginning_of(name) };
        let Some(var) = self.an.scopes.variable_of(known) else { return String::new() };
        let variable = self.an.scopes.variable(var);
        let function = self.an.scopes.function(self.func);
        if variable.func != self.func
            || variable.bindings != 1
            || variable.is_global
            || function.parameters.contains(&var)
        {
            return String::new();
        }
        let value = function.body().iter().find_map(|stmt| match stmt {
            Stmt::Assign(node) => match &node.targets[..] {
                [Expr::Name(target)] if target.id == known.id => Some(&*node.value),
                _ => None,
            },
            _ => None,
        });
        value.map_or_else(String::new, beginning_of)
    }

    /// A value of unknown type may be a module that was handed out.
    pub(super) fn read_any_module(&mut self, name: &str) {
        for object in self.an.escaped_scopes() {
            if let ObjectKind::Module(module) = self.an.heap.peek(object).kind {
                let body = self.an.scopes.module_bodies[module.index()];
                if let Some(var) = self.an.scopes.lookup(self.an.scopes.function(body).scope, name)
                {
                    self.load_variable(var);
                }
            }
        }
    }

    /// A text that names what sets attributes, or hands out all of them, wherever it is used as a name.
    pub(super) fn refuse_named_setter(&mut self, text: &ast::ExprStringLiteral) {
        let name = text.value.to_str();
        let is_setter = matches!(name, "__setattr__" | "__delattr__");
        let is_holder = matches!(
            name,
            "__class__" | "__defaults__" | "__dict__" | "__globals__" | "__kwdefaults__"
        );
        let program = self.an.program;
        if is_setter
            || is_holder && (program.mentions("methodcaller") || program.mentions("attrgetter"))
        {
            self.flag(Flags::DYNAMIC, text.range, name);
        }
    }

    /// Others get this, and call it if it is something to call. What they call on an instance is the business of whoever names
    /// the method.
    fn hand_out(&mut self, value: &Value) {
        self.an.heap.escape(value);
        for &object in &value.objects {
            let is_class = matches!(self.an.heap.peek(object).kind, ObjectKind::Class(_));
            if is_class || self.is_callable_of_program(object) {
                self.an.expose_functions(&Value::object(object, value.origins));
            }
        }
    }

    fn hand_out_members(&mut self, class: ClassId, begin: &str) {
        for &class in self.an.class_order(class).iter() {
            let members = &self.an.scopes.class(class).members;
            let mut found: Vec<_> = members
                .iter()
                .filter(|(name, _)| may_be_meant(name, begin))
                .map(|(_, var)| *var)
                .collect();
            found.sort_unstable();
            for var in found {
                let value = self.an.variable_value(var).clone();
                self.hand_out(&value);
            }
            if let Some(object) = self.an.heap.find(ObjectKey::Class(class)) {
                self.hand_out_fields(object, begin);
            }
        }
    }

    pub(super) fn hand_out_fields(&mut self, object: ObjId, begin: &str) {
        for name in self.an.heap.field_names(object).to_vec() {
            if may_be_meant(self.an.symbol_name(name), begin)
                && let Some(value) = self.an.heap.field(object, name).cloned()
            {
                self.hand_out(&value);
            }
        }
    }

    pub(super) fn hand_out_variables(&mut self, module: ModuleId, begin: &str) {
        let body = self.an.scopes.module_bodies[module.index()];
        for &var in &self.an.scopes.function(body).variables {
            let variable = self.an.scopes.variable(var);
            if variable.is_global && may_be_meant(variable.name, begin) {
                let value = self.load_variable(var);
                self.hand_out(&value);
            }
        }
    }
}

/// Whether names that begin so are never set as attributes: a call follows wherever one is mentioned.
fn only_called(text: &str, begin: &str) -> bool {
    let named = format!(".{begin}");
    text.match_indices(&named).all(|(at, _)| {
        let rest = &text[at + named.len()..];
        rest.trim_start_matches(|char: char| char == '_' || char.is_alphanumeric()).starts_with('(')
    })
}

/// Whether code out of view fetches attributes by names that it is given: `reduce(getattr, ["app", "run"], module)`.
pub(super) fn is_fetched_by_others(program: &Program) -> bool {
    let is_handed_on = |text: &str| {
        text.match_indices("getattr").any(|(at, word)| {
            let goes_on = |char: char| char == '(' || char == '_' || char.is_alphanumeric();
            !text[..at].ends_with('_') && !text[at + word.len()..].starts_with(goes_on)
        })
    };
    program.mentions("attrgetter")
        || program.modules.iter().any(|module| is_handed_on(&module.source.text))
}

fn may_be_meant(name: &str, begin: &str) -> bool {
    name == UNNAMED || name.starts_with(begin) || name.starts_with("__") && !name.ends_with("__")
}

/// What the text that an expression gives begins with, as far as it stands there.
pub(super) fn beginning_of(name: &Expr) -> String {
    let until = |text: &str, end: char| text.split(end).next().unwrap_or_default().to_owned();
    match name {
        Expr::StringLiteral(text) => text.value.to_str().to_owned(),
        Expr::BinOp(node) if node.op == ast::Operator::Add => beginning_of(&node.left),
        Expr::BinOp(node) if node.op == ast::Operator::Mod => match &*node.left {
            Expr::StringLiteral(text) => until(text.value.to_str(), '%'),
            _ => String::new(),
        },
        Expr::FString(node) => match node.value.iter().next() {
            Some(ast::FStringPart::Literal(text)) => text.value.to_string(),
            Some(ast::FStringPart::FString(text)) => match text.elements.first() {
                Some(ast::InterpolatedStringElement::Literal(text)) => text.value.to_string(),
                _ => String::new(),
            },
            None => String::new(),
        },
        Expr::Call(node) => match &*node.func {
            Expr::Attribute(function) if function.attr.as_str() == "format" => {
                match &*function.value {
                    Expr::StringLiteral(text) => until(text.value.to_str(), '{'),
                    _ => String::new(),
                }
            }
            _ => String::new(),
        },
        _ => String::new(),
    }
}

//! Instances of the program's own classes, and named tuples: what they are made of.

use std::collections::BTreeMap;
use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::bounds::Span;
use super::functions::Arguments;
use super::heap::{Kind, Object, Refs, merge};
use super::walker::Walker;
use crate::ids::{ClassId, FuncId};

impl<'a> Walker<'a, '_> {
    /// The classes of the program that a class is derived from.
    pub(super) fn bases(&self, class: ClassId) -> Vec<ClassId> {
        let Some(arguments) = &self.scopes.class(class).node.arguments else { return Vec::new() };
        let mut bases = Vec::new();
        for base in &arguments.args {
            let Expr::Name(name) = base else { continue };
            let Some(var) = self.scopes.variable_of(name) else { continue };
            for object in
                self.state.vars.get(&var).into_iter().flat_map(|refs| self.state.objects(refs))
            {
                if let Kind::Class(base) = object.kind {
                    bases.push(base);
                }
            }
        }
        bases
    }

    pub fn find_method(&self, class: ClassId, name: &str, depth: u32) -> Option<FuncId> {
        if let Some(functions) = self.scopes.class(class).methods.get(name) {
            return functions.last().copied();
        }
        if depth == 0 {
            return None;
        }
        self.bases(class).into_iter().find_map(|base| self.find_method(base, name, depth - 1))
    }

    /// The method of that name, where a value can only be an instance of one class.
    pub fn method_of(&self, refs: &Refs, name: &str) -> Option<FuncId> {
        let mut found = None;
        for object in self.state.objects(refs) {
            let Kind::Instance(class) = object.kind else { return None };
            let func = self.find_method(class, name, 8)?;
            if found.is_some_and(|other| other != func) {
                return None;
            }
            found = Some(func);
        }
        found
    }

    /// The decorators of a class, as they are written.
    pub(super) fn decorated_with(&self, class: ClassId, name: &str) -> bool {
        let class = self.scopes.class(class);
        let module = self.program.module(class.module);
        class.node.decorator_list.iter().any(|decorator| {
            let text = module.slice(&decorator.expression);
            text.split('(')
                .next()
                .is_some_and(|path| path == name || path.ends_with(&format!(".{name}")))
        })
    }

    /// The number of slots, where instances have no dictionary.
    pub(super) fn slots(&self, class: ClassId, depth: u32) -> Option<usize> {
        let bases = self.bases(class);
        let node = self.scopes.class(class).node;
        let written = node.arguments.as_ref().map_or(0, |arguments| arguments.args.len());
        let mut sum = 0;
        if depth == 0 || bases.len() != written {
            return None;
        }
        for base in bases {
            sum += self.slots(base, depth - 1)?;
        }
        let module = self.program.module(self.scopes.class(class).module);
        let is_slotted = node.decorator_list.iter().any(|decorator| {
            module.slice(&decorator.expression).replace(' ', "").contains("slots=True")
        });
        if is_slotted {
            return Some(sum + self.fields(class).len());
        }
        let own = node.body.iter().find_map(|stmt| {
            let Stmt::Assign(assign) = stmt else { return None };
            let [Expr::Name(name)] = &assign.targets[..] else { return None };
            if name.id.as_str() != "__slots__" {
                return None;
            }
            match &*assign.value {
                Expr::Tuple(node) => Some(node.elts.len()),
                Expr::List(node) => Some(node.elts.len()),
                Expr::StringLiteral(_) => Some(1),
                _ => None,
            }
        })?;
        Some(sum + own)
    }

    /// The annotated names of a class body: fields of a dataclass or named tuple.
    pub(super) fn fields(&self, class: ClassId) -> Vec<(&'a str, Option<&'a Expr>)> {
        let mut fields = Vec::new();
        for stmt in &self.scopes.class(class).node.body {
            if let Stmt::AnnAssign(node) = stmt
                && let Expr::Name(name) = &*node.target
            {
                fields.push((name.id.as_str(), node.value.as_deref()));
            }
        }
        fields
    }

    pub(super) fn has_library_base(&self, class: ClassId) -> Option<String> {
        let arguments = self.scopes.class(class).node.arguments.as_ref()?;
        let module = self.program.module(self.scopes.class(class).module);
        let written = arguments.args.len();
        let texts = || arguments.args.iter().map(|base| module.slice(base).to_owned());
        if self.bases(class).len() == written {
            return self.bases(class).into_iter().find_map(|base| self.has_library_base(base));
        }
        texts().find(|text| !matches!(text.as_str(), "object" | "ABC" | "abc.ABC"))
    }

    pub(super) fn construct(
        &mut self,
        range: TextRange,
        class: ClassId,
        arguments: &Arguments<'a>,
    ) -> Refs {
        let base = self.has_library_base(class);
        if base.as_deref().is_some_and(|base| base.ends_with("NamedTuple")) {
            let names: Vec<&str> = self.fields(class).into_iter().map(|(name, _)| name).collect();
            return self.named_tuple(range, &names.join(","), arguments);
        }
        let is_exception = base
            .as_deref()
            .is_some_and(|base| super::walker::is_builtin(base) && base.ends_with(['r', 'n', 'g']));
        if base.is_some() && !is_exception && !self.is_generic(class) {
            return self.call_unknown(
                range,
                &Refs::new(),
                arguments,
                "an instance of a class with a base out of view",
            );
        }
        let text = self.slots(class, 8).map(|slots| Rc::from(slots.to_string()));
        let instance = Object {
            text,
            extra: if is_exception { Span::of(0.0, 60.0, 400.0) } else { Span::default() },
            ..Object::new(Kind::Instance(class))
        };
        let instance = self.create(range, 32, instance);
        let mut arguments = arguments.clone();
        arguments.refresh(&self.state.held);
        let is_dataclass = self.decorated_with(class, "dataclass");
        if let Some(init) = self.find_method(class, "__init__", 8) {
            let mut positional = vec![instance.clone()];
            positional.extend(arguments.positional.iter().cloned());
            self.hold(&instance);
            self.call_with(range, init, &Arguments { positional, ..arguments.clone() });
            return self.release();
        }
        if is_dataclass {
            self.fill_fields(range, class, &instance, &arguments);
        }
        instance
    }

    pub(super) fn is_generic(&self, class: ClassId) -> bool {
        self.has_library_base(class)
            .is_some_and(|base| base.starts_with("Generic[") || base.starts_with("Protocol"))
    }

    pub(super) fn fill_fields(
        &mut self,
        range: TextRange,
        class: ClassId,
        instance: &Refs,
        arguments: &Arguments<'a>,
    ) {
        let mut fields: Vec<(&'a str, Option<&'a Expr>)> = Vec::new();
        for base in self.bases(class) {
            fields.extend(self.fields(base));
        }
        fields.extend(self.fields(class));
        self.hold(instance);
        let mut table: BTreeMap<Rc<str>, Refs> = BTreeMap::new();
        for (index, (name, default)) in fields.into_iter().enumerate() {
            let given = arguments.get(index, name).cloned();
            let value = match (given, default) {
                (Some(value), _) => value,
                (None, Some(Expr::Call(call))) => self.field_default(call),
                (None, Some(default)) => self.eval(default),
                (None, None) => self.unknown(range, "a field without a value"),
            };
            table.insert(Rc::from(name), value);
        }
        let instance = self.release();
        self.change(&instance, |object, _| object.attributes = Some(Rc::new(table.clone())));
        if let Some(func) = self.find_method(class, "__post_init__", 8) {
            self.call_function(range, func, &[instance], &[]);
        }
    }

    /// `field(default_factory=list)`: what the factory makes.
    pub(super) fn field_default(&mut self, call: &'a ast::ExprCall) -> Refs {
        for keyword in &call.arguments.keywords {
            match keyword.arg.as_ref().map(ast::Identifier::as_str) {
                Some("default_factory") => {
                    let factory = self.eval(&keyword.value);
                    return self.call_value(call.range(), &factory, &Arguments::default());
                }
                Some("default") => return self.eval(&keyword.value),
                _ => {}
            }
        }
        self.unknown(call.range(), "a field without a value")
    }

    /// `tuple._replace(name=value)`: another tuple, with some fields of the first one.
    pub fn replaced(
        &mut self,
        range: TextRange,
        receiver: &Refs,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let object = self.joined(receiver)?;
        let (names, fields) = (object.text?, object.fields?);
        let changed = names.split(',').zip(fields.iter()).map(|(name, field)| {
            let mut field = arguments.keyword(name).unwrap_or(field).clone();
            if arguments.starred {
                merge(&mut field, &arguments.all());
            }
            field
        });
        let positional = changed.collect();
        Some(self.named_tuple(range, &names, &Arguments { positional, ..Arguments::default() }))
    }

    /// `tuple._asdict()`: its fields by their names, which exist anyway.
    pub fn named_dict(&mut self, range: TextRange, receiver: &Refs) -> Option<Refs> {
        let object = self.joined(receiver)?;
        let (names, fields) = (object.text?, object.fields?);
        let mut elems = Refs::new();
        fields.iter().for_each(|field| merge(&mut elems, field));
        let longest = names.split(',').map(str::len).max()? as f64;
        let key = Object::with_len(
            Kind::Str(super::layouts::Width::Four),
            Span::of(1.0, longest, longest),
        );
        let keys = self.constant(range, key);
        let entries = names.split(',').zip(fields.iter());
        let table = entries.map(|(name, field)| (Rc::from(format!("[{name}]")), field.clone()));
        let mut table: super::heap::Table = table.collect();
        table.extend(
            super::documents::all_listed()
                .iter()
                .map(|(name, refs)| (Rc::clone(name), refs.clone())),
        );
        let len = Span::exact(fields.len() as f64);
        let dict = Object {
            elems,
            keys,
            attributes: Some(Rc::new(table)),
            ..Object::with_len(Kind::Dict(super::heap::DictKind::Plain), len)
        };
        Some(self.create(range, 34, dict))
    }

    pub fn named_tuple(
        &mut self,
        range: TextRange,
        names: &str,
        arguments: &Arguments<'a>,
    ) -> Refs {
        let mut arguments = arguments.clone();
        arguments.refresh(&self.state.held);
        let fields: Vec<Refs> = names
            .split(',')
            .enumerate()
            .map(|(index, name)| arguments.get(index, name).cloned().unwrap_or_default())
            .collect();
        let len = Span::exact(fields.len() as f64);
        let object = Object {
            fields: Some(Rc::new(fields)),
            text: Some(Rc::from(names)),
            extra: Span::of(0.0, 8.0, 24.0),
            ..Object::with_len(Kind::Tuple, len)
        };
        self.create(range, 33, object)
    }
}

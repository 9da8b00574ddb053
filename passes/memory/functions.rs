//! Calls of the program's own functions and classes: walked in place, with the arguments of the call.

use std::collections::BTreeMap;
use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::bounds::Span;
use super::heap::{Id, Kind, Object, Refs, merge};
use super::walker::{Frame, MAXIMUM_DEPTH, Walker};
use crate::ids::{ClassId, FuncId};

/// The arguments of a call.
/// So many elements of a starred argument are arguments of their own.
const MOST_STARRED: f64 = 8.0;

#[derive(Clone, Default)]
pub(super) struct Arguments<'a> {
    pub positional: Vec<Refs>,
    pub keywords: Vec<(&'a str, Refs)>,
    /// `*args` or `**kwargs` occur: which parameter gets what is not followed.
    pub starred: bool,
    /// How many arguments the starred ones of unknown length are together, and how many of these there are.
    pub stars: (Span, f64),
    /// Where the last of them are held, and how many: objects that were recent may be older ones by now.
    pub held: Option<(usize, usize)>,
}

impl Arguments<'_> {
    pub fn keyword(&self, name: &str) -> Option<&Refs> {
        self.keywords.iter().find(|(keyword, _)| *keyword == name).map(|(_, refs)| refs)
    }

    /// The argument at a position, or of that name.
    pub fn get(&self, position: usize, name: &str) -> Option<&Refs> {
        self.positional.get(position).or_else(|| self.keyword(name))
    }

    /// The arguments by what they are called now.
    pub fn refresh(&mut self, held: &[Refs]) {
        let Some((start, count)) = self.held.filter(|_| !self.starred) else { return };
        let Some(current) = held.get(start..start + count) else { return };
        let mut places: Vec<&mut Refs> = self
            .positional
            .iter_mut()
            .chain(self.keywords.iter_mut().map(|(_, refs)| refs))
            .collect();
        let skip = places.len().saturating_sub(count);
        for (place, refs) in places.iter_mut().skip(skip).zip(current) {
            (**place).clone_from(refs);
        }
    }

    /// How many there are, where so many were written.
    pub fn number(&self, written: usize) -> Span {
        Span::exact(written as f64 - self.stars.1).plus(&self.stars.0)
    }

    pub fn all(&self) -> Refs {
        let mut all = Refs::new();
        for refs in self.positional.iter().chain(self.keywords.iter().map(|(_, refs)| refs)) {
            merge(&mut all, refs);
        }
        all
    }
}

impl<'a> Walker<'a, '_> {
    /// A call expression.
    pub fn call(&mut self, node: &'a ast::ExprCall) -> Refs {
        let held = self.state.held.len();
        let result = self.call_held(node);
        self.state.held.truncate(held);
        result
    }

    fn call_held(&mut self, node: &'a ast::ExprCall) -> Refs {
        if let Expr::Attribute(callee) = &*node.func {
            if let Some(result) = self.super_call(node, callee) {
                return result;
            }
            let receiver = self.eval(&callee.value);
            self.hold(&receiver);
            let at = self.state.held.len() - 1;
            let arguments = self.arguments(&node.arguments);
            let receiver = self.state.held[at].clone();
            return self.method_call(node, &receiver, callee.attr.as_str(), &arguments);
        }
        let callee = self.eval(&node.func);
        self.hold(&callee);
        let at = self.state.held.len() - 1;
        let arguments = self.arguments(&node.arguments);
        let callee = self.state.held[at].clone();
        self.call_value(node.range(), &callee, &arguments)
    }

    /// `super().method(…)`: the method of a base class.
    fn super_call(
        &mut self,
        node: &'a ast::ExprCall,
        callee: &'a ast::ExprAttribute,
    ) -> Option<Refs> {
        let Expr::Call(inner) = &*callee.value else { return None };
        let Expr::Name(name) = &*inner.func else { return None };
        if name.id.as_str() != "super" || !inner.arguments.is_empty() {
            return None;
        }
        let frame = self.frames.last()?;
        let function = self.scopes.function(frame.func);
        let class = function.class?;
        let own = *function.parameters.first()?;
        let arguments = self.arguments(&node.arguments);
        let own = self.state.vars.get(&own).cloned().unwrap_or_default();
        for base in self.bases(class) {
            if let Some(func) = self.find_method(base, callee.attr.as_str(), 8) {
                let mut positional = vec![own];
                positional.extend(arguments.positional);
                let arguments = Arguments { positional, ..arguments };
                return Some(self.call_with(node.range(), func, &arguments));
            }
        }
        // `object` and library classes: nothing that is kept.
        Some(self.none(node.range()))
    }

    /// Evaluates arguments; they stay held until the call is over.
    pub fn arguments(&mut self, arguments: &'a ast::Arguments) -> Arguments<'a> {
        let start = self.state.held.len();
        let mut result = Arguments::default();
        let mut names: Vec<Option<&'a str>> = Vec::new();
        for argument in &arguments.args {
            let value = self.eval(argument);
            if !argument.is_starred_expr() {
                self.hold(&value);
                continue;
            }
            let fields = self.state.single(&value).and_then(|object| object.fields.clone());
            if let Some(fields) = fields {
                fields.iter().for_each(|field| self.hold(field));
                continue;
            }
            let (len, items) = self.all_items(argument.range(), &value);
            match len.as_constant() {
                // As many arguments as there are elements, each being any of them.
                Some(count) if count <= MOST_STARRED => {
                    (0..count as usize).for_each(|_| self.hold(&items));
                }
                _ => {
                    result.starred = true;
                    result.stars = (result.stars.0.plus(&len), result.stars.1 + 1.0);
                    self.hold(&items);
                }
            }
        }
        let given = self.state.held.len() - start;
        for keyword in &arguments.keywords {
            let value = self.eval(&keyword.value);
            result.starred |= keyword.arg.is_none();
            names.push(keyword.arg.as_ref().map(ast::Identifier::as_str));
            self.hold(&value);
        }
        let values = self.state.held[start..].to_vec();
        result.held = Some((start, values.len()));
        let (positional, keywords) = values.split_at(given);
        result.positional = positional.to_vec();
        for (name, value) in names.into_iter().zip(keywords) {
            match name {
                Some(name) => result.keywords.push((name, value.clone())),
                None => {
                    let mut inside = self.elements(value);
                    for object in self.state.objects(value) {
                        merge(&mut inside, &object.elems);
                    }
                    result.positional.push(inside);
                }
            }
        }
        result
    }

    /// Calls whatever the callee may be.
    pub fn call_value(
        &mut self,
        range: TextRange,
        callee: &Refs,
        arguments: &Arguments<'a>,
    ) -> Refs {
        if callee.len() > 4 || callee.is_empty() {
            return self.call_unknown(range, callee, arguments, "one of many functions is called");
        }
        if let [one] = &callee[..] {
            return self.call_object(range, *one, arguments);
        }
        // Any one of a few: each from the same state.
        let before = self.state.clone();
        let mut result = Refs::new();
        let mut after: Option<super::heap::State<'a>> = None;
        for (count, &id) in callee.iter().enumerate() {
            self.state = before.clone();
            let value = self.call_object(range, id, arguments);
            merge(&mut result, &value);
            let state = std::mem::take(&mut self.state);
            after = Some(match after {
                None => state,
                Some(after) => after.join(state, count as f64 / (count as f64 + 1.0)),
            });
        }
        self.state = after.unwrap_or(before);
        result
    }

    fn call_object(&mut self, range: TextRange, id: Id, arguments: &Arguments<'a>) -> Refs {
        let Some(object) = self.state.object(id).cloned() else {
            return self.unknown(range, "a call of something unknown");
        };
        match object.kind {
            Kind::Function(func) => self.call_with(range, func, arguments),
            Kind::Method(func) => {
                let mut positional = vec![object.elems.clone()];
                positional.extend(arguments.positional.iter().cloned());
                self.call_with(range, func, &Arguments { positional, ..arguments.clone() })
            }
            Kind::Class(class) => self.construct(range, class, arguments),
            Kind::Library(name) => {
                if let Some(names) = &object.text {
                    return self.named_tuple(range, names, arguments);
                }
                if name.starts_with("csv:") {
                    let (target, names) = (object.elems.clone(), object.keys.clone());
                    self.call_csv_writer(range, &target, &names, &name, arguments)
                } else if object.elems.is_empty() {
                    self.call_library(range, &name, arguments)
                } else {
                    self.method(range, &object.elems, &name, arguments)
                }
            }
            Kind::Instance(_) => {
                let refs: Refs = [id].into_iter().collect();
                match self.method_of(&refs, "__call__") {
                    Some(func) => {
                        let mut positional = vec![refs];
                        positional.extend(arguments.positional.iter().cloned());
                        self.call_with(range, func, &Arguments { positional, ..arguments.clone() })
                    }
                    None => self.call_unknown(
                        range,
                        &refs,
                        arguments,
                        "an object without a known `__call__`",
                    ),
                }
            }
            _ => {
                let refs: Refs = [id].into_iter().collect();
                self.call_unknown(range, &refs, arguments, "a function that is not in view")
            }
        }
    }

    /// Code out of view: it may change whatever it gets.
    pub fn call_unknown(
        &mut self,
        range: TextRange,
        callee: &Refs,
        arguments: &Arguments<'a>,
        reason: &str,
    ) -> Refs {
        let mut all = arguments.all();
        let changed: Refs = callee
            .iter()
            .copied()
            .filter(|&id| {
                self.state.object(id).is_some_and(|object| {
                    !matches!(object.kind, Kind::Library(_) | Kind::Module(_))
                })
            })
            .collect();
        merge(&mut all, &changed);
        self.unknown_after(range, &all, reason)
    }

    pub fn call_function(
        &mut self,
        range: TextRange,
        func: FuncId,
        positional: &[Refs],
        keywords: &[(&'a str, Refs)],
    ) -> Refs {
        let arguments = Arguments {
            positional: positional.to_vec(),
            keywords: keywords.to_vec(),
            ..Arguments::default()
        };
        self.call_with(range, func, &arguments)
    }

    fn call_with(&mut self, range: TextRange, func: FuncId, arguments: &Arguments<'a>) -> Refs {
        let mut arguments = arguments.clone();
        arguments.refresh(&self.state.held);
        let arguments = &arguments;
        let function = self.scopes.function(func);
        let is_running = self.frames.iter().any(|frame| frame.func == func);
        self.spend(1);
        let goes_on = is_running && !self.comes_to_an_end(func, arguments);
        if goes_on || self.depth() > MAXIMUM_DEPTH || self.is_spent() {
            let name = function.name;
            let reason = if goes_on {
                format!("`{name}` calls itself, and how deep is not known")
            } else {
                format!("calls of `{name}` are nested too deeply to follow")
            };
            let why = self.why(range, reason.clone());
            self.records.unbounded.insert(why);
            let globals = self.mutable_globals();
            let mut all = arguments.all();
            merge(&mut all, &globals);
            return self.unknown_after(range, &all, &reason);
        }
        if function.is_async {
            return self.call_unknown(
                range,
                &Refs::new(),
                arguments,
                "coroutines are not followed",
            );
        }
        let values = self.parameter_values(func, arguments);
        if function.is_generator {
            let object =
                Object { fields: Some(Rc::new(values)), ..Object::new(Kind::Generator(func)) };
            return self.create(range, 30, object);
        }
        if self.caches.contains_key(&func) {
            return self.call_cached(range, func, arguments, &values);
        }
        self.run_inside(range, func, &values)
    }

    /// How many functions are running, each counted once.
    fn depth(&self) -> usize {
        let again = |(at, frame): &(usize, &Frame<'a>)| {
            self.frames[..*at].iter().rev().take(2).any(|before| before.func == frame.func)
        };
        self.frames.len() - self.frames.iter().enumerate().filter(again).count()
    }

    /// What functions share: globals and variables of enclosing functions.
    fn mutable_globals(&self) -> Refs {
        let mut all = Refs::new();
        let shared = self.state.vars.iter().filter(|(var, _)| {
            let variable = self.scopes.variable(**var);
            variable.shared || variable.is_global
        });
        for (_, refs) in shared {
            merge(&mut all, refs);
        }
        all
    }

    /// The values of a function's parameters, in their order.
    fn parameter_values(&mut self, func: FuncId, arguments: &Arguments<'a>) -> Vec<Refs> {
        let function = self.scopes.function(func);
        let Some(signature) = function.signature() else { return Vec::new() };
        let range = function.range();
        let defaults = self.defaults_of(func);
        let all = arguments.all();
        let positional: Vec<&ast::ParameterWithDefault> =
            signature.posonlyargs.iter().chain(&signature.args).collect();
        let mut values = Vec::new();
        for (index, parameter) in positional.iter().enumerate() {
            let name = parameter.parameter.name.as_str();
            values.push(self.parameter_value(
                range,
                name,
                arguments.positional.get(index),
                arguments,
                &all,
                &defaults,
            ));
        }
        if let Some(rest) = &signature.vararg {
            let extra = arguments.positional.iter().skip(positional.len());
            let mut elems = Refs::new();
            let count = extra.clone().count() as f64;
            extra.for_each(|refs| merge(&mut elems, refs));
            let len = if arguments.starred { Span::unknown() } else { Span::exact(count) };
            if arguments.starred {
                elems.clone_from(&all);
            }
            let tuple = Object { elems, ..Object::with_len(Kind::Tuple, len) };
            values.push(self.create(rest.range, 31, tuple));
        }
        for parameter in &signature.kwonlyargs {
            let name = parameter.parameter.name.as_str();
            values.push(self.parameter_value(range, name, None, arguments, &all, &defaults));
        }
        if let Some(rest) = &signature.kwarg {
            let named = |name: &str| {
                signature
                    .iter_non_variadic_params()
                    .any(|parameter| parameter.parameter.name.as_str() == name)
            };
            let count = arguments.keywords.iter().filter(|(name, _)| !named(name)).count() as f64;
            let key = Object::with_len(Kind::Str(super::layouts::Width::Ascii), Span::exact(8.0));
            let keys = self.constant(rest.range, key);
            let len = if arguments.starred { Span::unknown() } else { Span::exact(count) };
            let object = Object::with_len(Kind::Dict(super::heap::DictKind::Plain), len);
            values.push(self.create(rest.range, 31, Object { elems: all.clone(), keys, ..object }));
        }
        values
    }

    fn parameter_value(
        &mut self,
        range: TextRange,
        name: &str,
        at_position: Option<&Refs>,
        arguments: &Arguments<'a>,
        all: &Refs,
        defaults: &BTreeMap<Rc<str>, Refs>,
    ) -> Refs {
        let default = defaults.get(name);
        if arguments.starred {
            let mut any = all.clone();
            if let Some(default) = default {
                merge(&mut any, default);
            }
            return any;
        }
        match at_position.or_else(|| arguments.keyword(name)).or(default) {
            Some(value) => value.clone(),
            None => self.unknown(range, format!("the argument `{name}` is missing")),
        }
    }

    /// The defaults of a function's parameters: its object holds them.
    fn defaults_of(&self, func: FuncId) -> BTreeMap<Rc<str>, Refs> {
        let mut found: Vec<(&Id, &Rc<Object<'a>>)> = self
            .state
            .heap
            .iter()
            .filter(|(_, object)| object.kind == Kind::Function(func))
            .collect();
        found.sort_by_key(|(id, _)| **id);
        let mut defaults = BTreeMap::new();
        for (_, object) in found {
            for (name, refs) in object.attributes.iter().flat_map(|table| table.iter()) {
                merge(defaults.entry(Rc::clone(name)).or_insert_with(Refs::new), refs);
            }
        }
        defaults
    }

    /// The object of a `def` or `lambda`, with its defaults.
    pub fn function_object(&mut self, range: TextRange, func: FuncId) -> Refs {
        let Some(signature) = self.scopes.function(func).signature() else {
            return self.create(range, 7, Object::new(Kind::Function(func)));
        };
        let mut defaults: BTreeMap<Rc<str>, Refs> = BTreeMap::new();
        for parameter in signature.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                let value = self.eval(default);
                defaults.insert(Rc::from(parameter.parameter.name.as_str()), value);
            }
        }
        let attributes = (!defaults.is_empty()).then(|| Rc::new(defaults));
        self.create(range, 7, Object { attributes, ..Object::new(Kind::Function(func)) })
    }

    /// Walks a body with these parameters: what it returns; for a generator, all that its variables hold at its end.
    pub fn run_body(
        &mut self,
        range: TextRange,
        func: FuncId,
        values: &[Refs],
        yields: Option<u32>,
    ) -> Refs {
        let module = self.scopes.function(func).module;
        let outer_context = self.context;
        self.context = self.context_of(range, func);
        self.entered.insert(func);
        let frame = Frame {
            func,
            module,
            loops: Vec::new(),
            returns: None,
            yields,
            depth: (self.state.held.len(), self.state.hidden.len()),
        };
        self.frames.push(frame);
        let parameters = self.scopes.function(func).parameters.clone();
        for (var, value) in parameters.iter().zip(values) {
            self.bind(*var, value);
        }
        self.records.enter(self.recording, func, self.doubt);
        let doubt = self.doubt;
        if let Some(body) = self.lambda_of(func) {
            let value = self.eval(body);
            self.give_back(&value);
        } else {
            let body = self.body_of(func);
            self.walk_body(body);
            if !self.state.dead {
                let none = self.none(range);
                self.give_back(&none);
            }
        }
        self.measure();
        self.doubt = doubt;
        self.end_body(func, outer_context)
    }

    fn end_body(&mut self, func: FuncId, outer_context: u32) -> Refs {
        self.context = outer_context;
        let Some(frame) = self.frames.pop() else { return Refs::new() };
        self.records.leave(self.recording);
        let result = match frame.returns {
            Some(state) => {
                self.state = state;
                self.state.held.pop().unwrap_or_default()
            }
            None => {
                self.state.dead = true;
                self.state.held.truncate(frame.depth.0);
                self.state.hidden.truncate(frame.depth.1);
                Refs::new()
            }
        };
        if frame.yields.is_some() {
            self.locals = self.locals_of(func);
        }
        let result = if frame.yields.is_some() { self.kept_by_locals() } else { result };
        self.leave(func);
        self.hold(&result);
        if self.state.heap.len() > 64 {
            self.state.collect();
        }
        self.release()
    }

    /// `return value`: the state goes to the caller; the value is held in it.
    pub fn give_back(&mut self, value: &Refs) {
        let mut state = std::mem::take(&mut self.state);
        self.state.dead = true;
        self.state.held.clone_from(&state.held);
        self.state.hidden.clone_from(&state.hidden);
        // What loops and expressions in the body hold is let go of.
        let (held, hidden) = self.frames.last().map_or((0, 0), |frame| frame.depth);
        state.held.truncate(held);
        state.hidden.truncate(hidden);
        state.held.push(value.clone());
        if let Some(frame) = self.frames.last_mut() {
            frame.returns = Some(match frame.returns.take() {
                None => state,
                // An early return is taken as seldom as a break.
                Some(before) => before.join(state, 0.25),
            });
        }
    }

    // ---- classes ----

    /// The classes of the program that a class is derived from.
    fn bases(&self, class: ClassId) -> Vec<ClassId> {
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
    fn decorated_with(&self, class: ClassId, name: &str) -> bool {
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
    fn slots(&self, class: ClassId, depth: u32) -> Option<usize> {
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
    fn fields(&self, class: ClassId) -> Vec<(&'a str, Option<&'a Expr>)> {
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

    fn has_library_base(&self, class: ClassId) -> Option<String> {
        let arguments = self.scopes.class(class).node.arguments.as_ref()?;
        let module = self.program.module(self.scopes.class(class).module);
        let written = arguments.args.len();
        let texts = || arguments.args.iter().map(|base| module.slice(base).to_owned());
        if self.bases(class).len() == written {
            return self.bases(class).into_iter().find_map(|base| self.has_library_base(base));
        }
        texts().find(|text| !matches!(text.as_str(), "object" | "ABC" | "abc.ABC"))
    }

    fn construct(&mut self, range: TextRange, class: ClassId, arguments: &Arguments<'a>) -> Refs {
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

    fn is_generic(&self, class: ClassId) -> bool {
        self.has_library_base(class)
            .is_some_and(|base| base.starts_with("Generic[") || base.starts_with("Protocol"))
    }

    fn fill_fields(
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
    fn field_default(&mut self, call: &'a ast::ExprCall) -> Refs {
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

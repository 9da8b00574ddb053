//! Calls of the program's own functions and classes: walked in place, with the arguments of the call.

use std::collections::BTreeMap;
use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::bounds::Span;
use super::heap::{Id, Kind, Object, Refs, merge};
use super::walker::{Frame, MAXIMUM_DEPTH, Walker};
use crate::ids::FuncId;

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

    pub(super) fn call_with(
        &mut self,
        range: TextRange,
        func: FuncId,
        arguments: &Arguments<'a>,
    ) -> Refs {
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
}

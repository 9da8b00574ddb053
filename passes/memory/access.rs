//! Parts of objects: attributes, elements, slices.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::heap::{Id, Kind, Object, Refs, merge};
use super::layouts::Width;
use super::numbers;
use super::walker::Walker;

impl<'a> Walker<'a, '_> {
    /// `value.name`.
    pub fn attribute(&mut self, range: TextRange, value: &Refs, name: &str) -> Refs {
        let mut result = Refs::new();
        for &id in value {
            let refs = self.attribute_of(range, id, name);
            merge(&mut result, &refs);
        }
        if result.is_empty() {
            self.unknown(range, format!("the attribute `{name}`"))
        } else {
            result
        }
    }

    fn attribute_of(&mut self, range: TextRange, id: Id, name: &str) -> Refs {
        let Some(object) = self.state.object(id).cloned() else { return Refs::new() };
        let own = object.attributes.as_ref().and_then(|table| table.get(name)).cloned();
        match &object.kind {
            Kind::Module(module) => self.member_of_module(range, module, name),
            Kind::Library(path) if &**path == "csv:writer" => {
                match self.csv_writer_method(range, &object, name) {
                    Some(method) => method,
                    None => self.unknown(range, format!("the attribute `{name}`")),
                }
            }
            Kind::Library(path) => {
                let path = format!("{path}.{name}");
                self.library(range, &path)
            }
            Kind::Instance(class) | Kind::Class(class) => {
                if let Some(own) = own {
                    return own;
                }
                let class = *class;
                if let Some(func) = self.find_method(class, name, 8) {
                    return self.bound_method(range, id, class, func, name);
                }
                if let Some(refs) = self.class_attribute(class, name) {
                    return refs;
                }
                self.unknown(range, format!("the attribute `{name}` is not set in view"))
            }
            Kind::Tuple if object.text.is_some() => {
                let at = object
                    .text
                    .as_deref()
                    .and_then(|names| names.split(',').position(|field| field == name));
                match (at, &object.fields) {
                    (Some(at), Some(fields)) if at < fields.len() => fields[at].clone(),
                    _ => self.bound_library(range, id, name),
                }
            }
            Kind::Array { .. } | Kind::View => self.array_attribute(range, id, name),
            Kind::Moment => match self.moment_attribute(range, &object, name) {
                Some(part) => part,
                None => self.bound_library(range, id, name),
            },
            Kind::Int | Kind::Float | Kind::Complex
                if matches!(name, "real" | "imag" | "numerator" | "denominator") =>
            {
                if object.kind == Kind::Complex {
                    self.float(range)
                } else {
                    [id].into_iter().collect()
                }
            }
            Kind::Frame => self.frame_attribute(range, id, name),
            // Where it is None, that raises.
            Kind::Shared if object.text.as_deref() == Some("None") => Refs::new(),
            Kind::Unknown | Kind::Shared => {
                let refs: Refs = [id].into_iter().collect();
                let result = self.unknown(range, "an attribute of an object that is not followed");
                self.keep_inside(&result, &refs);
                result
            }
            _ => self.bound_library(range, id, name),
        }
    }

    /// A method of a builtin type, with its object.
    fn bound_library(&mut self, range: TextRange, id: Id, name: &str) -> Refs {
        let elems: Refs = [id].into_iter().collect();
        let is_number = self.state.object(id).is_some_and(Object::is_number);
        let likely = if is_number { 0.0 } else { 72.0 };
        let object = Object {
            elems,
            extra: Span::of(0.0, likely, 72.0),
            ..Object::new(Kind::Library(Rc::from(name)))
        };
        self.create(range, 40, object)
    }

    fn bound_method(
        &mut self,
        range: TextRange,
        id: Id,
        class: crate::ids::ClassId,
        func: crate::ids::FuncId,
        name: &str,
    ) -> Refs {
        let decorators = self.decorators_of(func);
        let refs: Refs = [id].into_iter().collect();
        let has = |word: &str| decorators.iter().any(|text| text == word);
        if has("staticmethod") {
            return self.create(
                range,
                41,
                Object { immortal: true, ..Object::new(Kind::Function(func)) },
            );
        }
        let is_class =
            matches!(self.state.object(id).map(|object| &object.kind), Some(Kind::Class(_)));
        if has("classmethod") {
            let elems = if is_class { refs } else { self.class_object(class) };
            return self.create(range, 41, Object { elems, ..Object::new(Kind::Method(func)) });
        }
        if has("property") || has("cached_property") || has("functools.cached_property") {
            return self.call_function(range, func, &[refs], &[]);
        }
        if !decorators.is_empty() && !self.caches.contains_key(&func) {
            return self.unknown(
                range,
                format!("`{name}` is decorated, and what that makes of it is not followed"),
            );
        }
        if is_class {
            return self.create(
                range,
                41,
                Object { immortal: true, ..Object::new(Kind::Function(func)) },
            );
        }
        self.create(range, 41, Object { elems: refs, ..Object::new(Kind::Method(func)) })
    }

    /// The object of a class, found by who else refers to it.
    fn class_object(&self, class: crate::ids::ClassId) -> Refs {
        let mut found: Vec<Id> = self
            .state
            .heap
            .iter()
            .filter(|(_, object)| object.kind == Kind::Class(class))
            .map(|(&id, _)| id)
            .collect();
        found.sort_unstable();
        found.into_iter().collect()
    }

    pub fn decorators_of(&self, func: crate::ids::FuncId) -> Vec<String> {
        let function = self.scopes.function(func);
        let crate::passes::scopes::FunctionNode::Def(node) = function.node else {
            return Vec::new();
        };
        let module = self.program.module(function.module);
        node.decorator_list
            .iter()
            .map(|decorator| module.slice(&decorator.expression).to_owned())
            .collect()
    }

    /// A name that a class body binds, or one of its bases.
    fn class_attribute(&mut self, class: crate::ids::ClassId, name: &str) -> Option<Refs> {
        for object in self.class_object(class).iter().filter_map(|&id| self.state.object(id)) {
            if let Some(refs) = object.attributes.as_ref().and_then(|table| table.get(name)) {
                return Some(refs.clone());
            }
        }
        let var = self.scopes.class(class).members.get(name)?;
        self.state.vars.get(var).cloned()
    }

    fn member_of_module(&mut self, range: TextRange, module: &str, name: &str) -> Refs {
        if let Some(id) = self.program.find(module) {
            let body = self.scopes.module_bodies[id.index()];
            let scope = self.scopes.function(body).scope;
            if let Some(var) = self.scopes.lookup(scope, name) {
                return match self.state.vars.get(&var) {
                    Some(refs) => refs.clone(),
                    None => self.unknown(range, format!("`{module}.{name}` is not bound in view")),
                };
            }
        }
        let path = format!("{module}.{name}");
        self.library_member(range, &path)
    }

    /// `value[index]`.
    pub fn subscript(&mut self, node: &'a ast::ExprSubscript) -> Refs {
        let value = self.eval(&node.value);
        self.hold(&value);
        let result = if let Expr::Slice(slice) = &*node.slice {
            let ends = self.slice_ends(slice);
            let value = self.state.held.last().cloned().unwrap_or_default();
            self.sliced(node.range, &value, &ends)
        } else {
            let index = self.eval(&node.slice);
            let value = self.state.held.last().cloned().unwrap_or_default();
            let has_slice = matches!(&*node.slice, Expr::Tuple(tuple) if tuple.elts.iter().any(Expr::is_slice_expr));
            self.element(node.range, &value, &index, has_slice)
        };
        self.hold(&result);
        let result = self.release();
        self.release();
        result
    }

    fn element(&mut self, range: TextRange, value: &Refs, index: &Refs, has_slice: bool) -> Refs {
        let mut result = Refs::new();
        for &id in value {
            let Some(object) = self.state.object(id).cloned() else { continue };
            let refs = match &object.kind {
                Kind::Tuple | Kind::List => {
                    let at = self.joined(index).and_then(|index| index.num.as_constant());
                    match (&object.fields, at) {
                        (Some(fields), Some(at)) => {
                            let at = if at < 0.0 { at + fields.len() as f64 } else { at };
                            fields.get(at as usize).cloned().unwrap_or_default()
                        }
                        _ => self.elements(&[id]),
                    }
                }
                Kind::Deque => object.elems.clone(),
                Kind::Dict(kind) => self.value_of_key(range, id, *kind, index),
                Kind::Str(width) => {
                    let one = Object::with_len(Kind::Str(*width), Span::exact(1.0));
                    self.create(range, 42, Object { immortal: *width <= Width::Latin, ..one })
                }
                Kind::Bytes | Kind::ByteArray => {
                    let one: Refs = [id].into_iter().collect();
                    match self.likely_flag(&one) {
                        Some(likely) => {
                            let flag = numbers::integer(Span::of(0.0, likely, 255.0));
                            self.create(range, 42, Object { grown: true, ..flag })
                        }
                        None => self.integer(range, Span::of(0.0, 127.0, 255.0)),
                    }
                }
                Kind::Packed(code) => self.create(range, 42, super::packed::number(*code)),
                Kind::Range => self.create(range, 42, numbers::integer(object.num.clone())),
                Kind::Array { .. } | Kind::View => self.array_element(range, id, has_slice, index),
                Kind::Frame => self.frame_element(range, id, index),
                Kind::Instance(_) => {
                    let refs: Refs = [id].into_iter().collect();
                    match self.method_of(&refs, "__getitem__") {
                        Some(func) => self.call_function(range, func, &[refs, index.clone()], &[]),
                        None => self.unknown(range, "an element of an object that is not followed"),
                    }
                }
                // A part of a document leads to the whole of it.
                Kind::Document => [id].into_iter().collect(),
                Kind::Match => {
                    let one: Refs = [id].into_iter().collect();
                    let whole = self.joined(index).and_then(|at| at.num.as_constant()) == Some(0.0);
                    self.group_of(range, &one, whole).unwrap_or_default()
                }
                Kind::Library(path) => {
                    // `list[int]` and the like.
                    let path = path.clone();
                    self.library(range, &path)
                }
                Kind::Class(_) => [id].into_iter().collect(),
                _ => {
                    let refs: Refs = [id].into_iter().collect();
                    let result =
                        self.unknown(range, "an element of an object that is not followed");
                    self.keep_inside(&result, &refs);
                    result
                }
            };
            merge(&mut result, &refs);
        }
        if result.is_empty() {
            // Nothing was ever put into it: reading it raises.
            let is_empty = |object: &Object<'a>| {
                matches!(object.kind, Kind::List | Kind::Dict(_) | Kind::Deque | Kind::Tuple)
                    && object.each.1.is_zero()
            };
            if !value.is_empty() && self.state.objects(value).all(is_empty) {
                self.state.dead = true;
            }
            return self.unknown(range, "an element of something empty");
        }
        result
    }

    fn value_of_key(
        &mut self,
        range: TextRange,
        id: Id,
        kind: super::heap::DictKind,
        index: &Refs,
    ) -> Refs {
        use super::heap::DictKind;
        let dict: Refs = [id].into_iter().collect();
        if let Some(known) = self.known_entry(id, index) {
            return known;
        }
        if kind == DictKind::Counter {
            let mut values =
                self.state.object(id).map(|object| object.elems.clone()).unwrap_or_default();
            let zero = self.constant(range, numbers::integer(Span::exact(0.0)));
            merge(&mut values, &zero);
            return values;
        }
        if kind == DictKind::Default {
            // A missing key gets a new value from the factory.
            self.hold(&dict);
            self.hold(index);
            let factory = self
                .state
                .object(id)
                .and_then(|object| object.attributes.clone())
                .and_then(|table| table.get("default_factory").cloned());
            let made = match factory {
                Some(factory) => {
                    self.call_value(range, &factory, &super::functions::Arguments::default())
                }
                None => self.unknown(range, "the factory of a defaultdict"),
            };
            let index = self.release();
            let dict = self.release();
            let before = self.length(&dict);
            self.store_key(&dict, &index, &made);
            self.thin_by_growth(&dict, &before, &made);
        }
        self.state.object(id).map(|object| object.elems.clone()).unwrap_or_default()
    }

    /// A value was made only where the dictionary grew.
    fn thin_by_growth(&mut self, dict: &Refs, before: &Span, made: &Refs) {
        let after = self.length(dict);
        let grown = after.estimate.minus(&before.estimate);
        let grown = grown.as_constant().map_or(1.0, |amount| amount.clamp(0.0, 1.0));
        for &id in made {
            if let Some(object) = self.state.object_mut(id)
                && !object.immortal
                && !id.is_older()
            {
                object.count.low = Poly::zero();
                object.count.estimate = Poly::constant(grown);
            }
        }
    }

    /// The ends of a slice, where they are numbers, and whether they are written at all.
    fn slice_ends(&mut self, slice: &'a ast::ExprSlice) -> [Option<Span>; 3] {
        [&slice.lower, &slice.upper, &slice.step].map(|part| {
            let part = part.as_ref()?;
            if part.is_none_literal_expr() {
                return None;
            }
            let refs = self.eval(part);
            Some(match self.joined(&refs) {
                Some(object) if object.kind == Kind::Int => object.num,
                _ => Span::any_number(),
            })
        })
    }

    fn sliced(&mut self, range: TextRange, value: &Refs, ends: &[Option<Span>; 3]) -> Refs {
        let mut result = Refs::new();
        for &id in value {
            let Some(object) = self.state.object(id).cloned() else { continue };
            let len = slice_length(&object.each_len(), ends);
            let refs = match &object.kind {
                Kind::List | Kind::Tuple => {
                    let elems = self.elements(&[id]);
                    let fresh = Object::with_len(object.kind.clone(), len);
                    self.create(range, 43, Object { elems, ..fresh })
                }
                Kind::Str(_) | Kind::Bytes | Kind::ByteArray | Kind::Packed(_) => {
                    self.create(range, 43, Object::with_len(object.kind.clone(), len))
                }
                Kind::Range => self.create(
                    range,
                    43,
                    Object { num: object.num.clone(), ..Object::with_len(Kind::Range, len) },
                ),
                Kind::Array { .. } | Kind::View => self.view_of(range, id, &len),
                Kind::Frame => self.frame_slice(range, id, len),
                Kind::Document => [id].into_iter().collect(),
                _ => {
                    let refs: Refs = [id].into_iter().collect();
                    let result = self.unknown(range, "a slice of an object that is not followed");
                    self.keep_inside(&result, &refs);
                    result
                }
            };
            merge(&mut result, &refs);
        }
        if result.is_empty() { self.unknown(range, "a slice of an unknown object") } else { result }
    }

    /// `owner[index] = value`.
    pub fn set_element(
        &mut self,
        range: TextRange,
        owner: &Refs,
        index: &Refs,
        value: &Refs,
        is_slice: bool,
    ) {
        for &id in owner {
            let Some(kind) = self.state.object(id).map(|object| object.kind.clone()) else {
                continue;
            };
            let one: Refs = [id].into_iter().collect();
            match kind {
                Kind::Dict(_) => self.store_key(&one, index, value),
                Kind::List | Kind::Deque | Kind::ByteArray | Kind::Packed(_) if is_slice => {
                    // The slice may be replaced by something longer.
                    self.hold(&one);
                    let (len, items) = self.all_items(range, value);
                    let one = self.release();
                    let mut amount =
                        Span { low: Poly::zero(), estimate: Poly::zero(), high: len.high };
                    let is_flat = matches!(kind, Kind::ByteArray | Kind::Packed(_));
                    if kind == Kind::ByteArray {
                        amount.estimate = Poly::zero();
                    }
                    let items = if is_flat { Refs::new() } else { items };
                    self.add_elements(&one, &items, &amount);
                }
                Kind::List | Kind::Deque => self.change(&one, |object, _| {
                    merge(&mut object.elems, value);
                    object.fields = None;
                }),
                Kind::Instance(_) => {
                    if let Some(func) = self.method_of(&one, "__setitem__") {
                        self.call_function(range, func, &[one, index.clone(), value.clone()], &[]);
                    } else {
                        let why =
                            self.why(range, "an element is set in an object that is not followed");
                        self.hand_over(&one, why);
                        self.keep_inside(&one, value);
                    }
                }
                Kind::Array { .. } | Kind::View | Kind::ByteArray | Kind::Packed(_) => {}
                Kind::Document => {
                    // A table of the document may double.
                    let size = self.length(&one).high.scaled(64.0).shifted(200.0);
                    self.change(&one, |object, _| {
                        object.extra.high = object.extra.high.plus(&size);
                        merge(&mut object.elems, value);
                        merge(&mut object.elems, index);
                    });
                }
                Kind::Frame => self.set_column(range, &one, index, value),
                _ => self.keep_inside(&one, value),
            }
        }
    }

    /// Whether a slice has a step other than 1, which an assignment cannot make longer.
    pub fn has_step(&mut self, slice: &'a Expr) -> bool {
        let Expr::Slice(slice) = slice else { return false };
        let Some(step) = &slice.step else { return false };
        let refs = self.eval(step);
        self.joined(&refs).is_some_and(|step| {
            step.kind == Kind::Int
                && (step.num.low.shifted(-2.0).is_positive()
                    || step.num.low.as_constant() == Some(2.0)
                    || step.num.high.as_constant().is_some_and(|high| high < 1.0))
        })
    }

    /// Whether the step of a slice is a number that is not the same in each round.
    pub fn has_open_step(&mut self, slice: &'a Expr) -> bool {
        let Expr::Slice(slice) = slice else { return false };
        let Some(step) = &slice.step else { return false };
        let refs = self.eval(step);
        self.joined(&refs).is_some_and(|step| step.num.as_constant().is_none())
    }

    /// Whether a value is one of few flags that exist anyway: `True`, 0.
    pub fn are_flags(&self, value: &Refs) -> bool {
        let one = Poly::constant(1.0);
        let is_flag = |object: &Object<'a>| {
            object.kind == Kind::Int
                && object.immortal
                && object.num.low.is_positive()
                && object.num.high.is_at_most(&one)
        };
        !value.is_empty() && self.state.objects(value).all(is_flag)
    }

    /// Multiples are crossed out: of n flags, about n / ln n are left.
    pub fn cross_out(&mut self, range: TextRange, owner: &Refs) {
        let Some(len) = self.length(owner).estimate.as_constant() else { return };
        if !len.is_finite() || len < 10.0 {
            return;
        }
        let flag = numbers::integer(Span::of(0.0, 1.0 / len.ln(), 1.0));
        let flag = self.constant(range, Object { grown: true, ..flag });
        for &id in owner {
            let Some(object) = self.state.object(id) else { continue };
            let is_list = object.kind == Kind::List;
            if is_list && !self.are_flags(&object.elems.clone()) {
                continue;
            }
            let Some(object) = self.state.object_mut(id) else { continue };
            if is_list {
                merge(&mut object.elems, &flag);
            } else {
                let table = [(Rc::from("flags"), flag.clone())].into_iter().collect();
                object.attributes = Some(Rc::new(table));
            }
        }
    }

    /// How likely a byte of something of which multiples were crossed out is left.
    pub fn likely_flag(&self, owner: &Refs) -> Option<f64> {
        let flag = self.state.single(owner)?.attributes.as_ref()?.get("flags")?.clone();
        self.state.single(&flag)?.num.estimate.as_constant()
    }

    /// Whether all that a value may be holds bytes or numbers, not objects.
    pub fn is_flat(&self, refs: &Refs) -> bool {
        let flat = |object: &Object<'a>| matches!(object.kind, Kind::ByteArray | Kind::Packed(_));
        !refs.is_empty() && self.state.objects(refs).all(flat)
    }

    /// `del value[index]`, or an element removed by a method.
    pub fn remove_elements(&mut self, refs: &Refs, amount: f64) {
        self.change(refs, |object, certain| {
            let share = if certain { amount } else { amount * 0.5 };
            let estimate = object.len.estimate.shifted(-share);
            object.len.estimate = match estimate.as_constant() {
                Some(value) => Poly::constant(value.max(0.0)),
                None => estimate,
            };
            // The room stays: a list shrinks only when less than half of it is used. The upper bound stays with it.
            object.len.low = object.len.low.shifted(-amount).floor_zero();
            object.each.0 = object.each.0.shifted(-amount).floor_zero();
            object.fields = None;
        });
    }
}

/// The length of a slice of something of that length.
fn slice_length(len: &Span, ends: &[Option<Span>; 3]) -> Span {
    if ends.iter().all(Option::is_none) {
        return len.clone();
    }
    let constant = |span: &Option<Span>| span.as_ref().map(Span::as_constant);
    let open = Span { low: Poly::zero(), estimate: len.estimate.clone(), high: len.high.clone() };
    match (constant(&ends[0]), constant(&ends[1]), constant(&ends[2])) {
        (None, None, Some(Some(step))) if step != 0.0 => Span {
            low: len.low.scaled(1.0 / step.abs()).shifted(-1.0).floor_zero(),
            estimate: match len.estimate.as_constant() {
                Some(value) => Poly::constant((value / step.abs()).ceil()),
                None => len.estimate.scaled(1.0 / step.abs()),
            },
            high: len.high.scaled(1.0 / step.abs()).shifted(1.0),
        },
        // `x[:k]` and `x[:-k]`
        (None | Some(Some(0.0)), Some(Some(end)), None) if end >= 0.0 => Span {
            low: Poly::constant(end).lower(&len.low),
            estimate: least(&Poly::constant(end), &len.estimate),
            high: Poly::constant(end).tighter(&len.high),
        },
        (None | Some(Some(0.0)), Some(Some(end)), None) => len.shifted(end).amount(),
        // `x[k:]` and `x[-k:]`
        (Some(Some(start)), None, None) if start >= 0.0 => len.shifted(-start).amount(),
        (Some(Some(start)), None, None) => Span {
            low: Poly::constant(-start).lower(&len.low),
            estimate: least(&Poly::constant(-start), &len.estimate),
            high: Poly::constant(-start).tighter(&len.high),
        },
        _ => between(len, ends).unwrap_or(open),
    }
}

/// `x[a:b]` where the ends are numbers that are not negative.
fn between(len: &Span, ends: &[Option<Span>; 3]) -> Option<Span> {
    if ends[2].is_some() {
        return None;
    }
    let start = ends[0].clone().unwrap_or_else(|| Span::exact(0.0));
    let Some(end) = &ends[1] else {
        let rest = len.minus(&start).amount();
        let high = if start.low.is_positive() { rest.high } else { len.high.clone() };
        return Some(Span {
            low: Poly::zero(),
            estimate: rest.estimate,
            high: high.tighter(&len.high),
        });
    };
    let positive = start.low.is_positive() && end.low.is_positive();
    let width = end.minus(&start).amount();
    Some(Span {
        low: Poly::zero(),
        estimate: least(&width.estimate, &len.estimate),
        high: if positive { width.high.tighter(&len.high) } else { len.high.clone() },
    })
}

fn least(one: &Poly, two: &Poly) -> Poly {
    if one.weight() <= two.weight() { one.clone() } else { two.clone() }
}

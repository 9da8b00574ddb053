//! Methods of builtin types: how they change their object, and what they return.

use std::rc::Rc;

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange};

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{DictKind, Kind, Object, Refs, merge};
use super::layouts::Width;
use super::walker::Walker;

impl<'a> Walker<'a, '_> {
    /// `receiver.name(…)`.
    pub fn method_call(
        &mut self,
        node: &'a ast::ExprCall,
        receiver: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Refs {
        let is_plain =
            self.state.objects(receiver).all(|object| !is_followed_elsewhere(&object.kind));
        if is_plain && !receiver.is_empty() {
            return self.method(node.range(), receiver, name, arguments);
        }
        let callee = self.attribute(node.range(), receiver, name);
        self.call_value(node.range(), &callee, arguments)
    }

    /// A method of objects of builtin types.
    pub fn method(
        &mut self,
        range: TextRange,
        receiver: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Refs {
        let mut result = Refs::new();
        if receiver.len() > 1 && self.same_kind(receiver) {
            return self.method_of_kind(range, receiver, name, arguments);
        }
        for &id in receiver {
            let one: Refs = [id].into_iter().collect();
            let refs = self.method_of_kind(range, &one, name, arguments);
            merge(&mut result, &refs);
        }
        result
    }

    fn same_kind(&self, refs: &Refs) -> bool {
        let mut kinds = self.state.objects(refs).map(|object| std::mem::discriminant(&object.kind));
        let first = kinds.next();
        kinds.all(|kind| Some(kind) == first)
    }

    fn method_of_kind(
        &mut self,
        range: TextRange,
        receiver: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Refs {
        let Some(kind) = self.state.objects(receiver).next().map(|object| object.kind.clone())
        else {
            return self.unknown(range, "a method of an unknown object");
        };
        let result = match &kind {
            Kind::List => self.list_method(range, receiver, name, arguments),
            Kind::Deque => self.deque_method(range, receiver, name, arguments),
            Kind::Dict(kind) => self.dict_method(range, receiver, *kind, name, arguments),
            Kind::Set { .. } => self.set_method(range, receiver, name, arguments),
            Kind::Str(width) => self.str_method(range, receiver, *width, name, arguments),
            Kind::Bytes | Kind::ByteArray => self.bytes_method(range, receiver, name, arguments),
            Kind::Document => self.document_method(range, receiver, name, arguments),
            Kind::Packed(code) => self.packed_method(range, receiver, *code, name, arguments),
            Kind::Pattern => self.pattern_method(range, receiver, name, arguments),
            Kind::Match => self.match_method(range, receiver, name, arguments),
            Kind::Tuple => match name {
                "count" | "index" => {
                    let len = self.length(receiver);
                    Some(self.integer(range, Span { low: Poly::zero(), ..len }))
                }
                "_replace" => self.replaced(range, receiver, arguments),
                "_asdict" => self.named_dict(range, receiver),
                _ => None,
            },
            Kind::Int | Kind::Float | Kind::Complex => match name {
                "bit_length" | "bit_count" => Some(self.integer(range, Span::of(0.0, 20.0, 1e9))),
                "is_integer" => Some(self.boolean(range)),
                "conjugate" => Some(receiver.clone()),
                "to_bytes" => {
                    Some(self.create(range, 70, Object::with_len(Kind::Bytes, Span::unknown())))
                }
                "hex" => Some(self.create(
                    range,
                    70,
                    Object::with_len(Kind::Str(Width::Ascii), Span::of(6.0, 20.0, 30.0)),
                )),
                _ => None,
            },
            Kind::File => self.file_method(range, receiver, name, arguments),
            Kind::Moment => self.moment_method(range, receiver, name, arguments),
            Kind::Buffer(_) => self.buffer_method(range, receiver, name, arguments),
            Kind::Frame => self.frame_method(range, receiver, name, arguments),
            Kind::Array { .. } | Kind::View => {
                Some(self.array_method(range, receiver, name, arguments))
            }
            Kind::Iterator | Kind::Lazy(_) | Kind::Generator(_) => match name {
                "close" => Some(self.none(range)),
                "__next__" | "send" => {
                    let positional = vec![receiver.clone()];
                    self.call_builtin(
                        range,
                        "next",
                        &Arguments { positional, ..Arguments::default() },
                    )
                }
                _ => None,
            },
            _ => None,
        };
        match result {
            Some(result) => result,
            None => {
                let reason = format!("what the method `{name}` does here is not described");
                self.call_unknown(range, receiver, arguments, &reason)
            }
        }
    }

    fn list_method(
        &mut self,
        range: TextRange,
        list: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let first = arguments.positional.first().cloned();
        Some(match name {
            "append" => {
                self.add_elements(list, &first?, &Span::exact(1.0));
                self.none(range)
            }
            "insert" => {
                let value = arguments.positional.get(1)?.clone();
                self.add_elements(list, &value, &Span::exact(1.0));
                self.none(range)
            }
            "extend" => {
                self.extend(range, list, &first?);
                self.none(range)
            }
            "pop" => {
                let elems = self.elements(list);
                self.remove_elements(list, 1.0);
                self.something(range, elems)
            }
            "remove" => {
                self.remove_elements(list, 1.0);
                self.none(range)
            }
            "clear" => {
                self.cleared(list);
                self.none(range)
            }
            "sort" => {
                let list = list.clone();
                self.sort(range, &list, arguments.keyword("key"));
                self.none(range)
            }
            "reverse" => self.none(range),
            "copy" => {
                let elems = self.elements(list);
                let len = self.length(list);
                self.create(range, 71, Object { elems, ..Object::with_len(Kind::List, len) })
            }
            "index" | "count" => {
                let len = self.length(list);
                self.integer(range, Span { low: Poly::zero(), ..len })
            }
            _ => return None,
        })
    }

    /// Values read from a container; one that was never filled has none.
    fn something(&mut self, range: TextRange, refs: Refs) -> Refs {
        if refs.is_empty() { self.unknown(range, "an element of something empty") } else { refs }
    }

    /// `target.extend(source)`, `target += source`.
    pub fn extend(&mut self, range: TextRange, target: &Refs, source: &Refs) {
        self.hold(target);
        let (len, items) = self.all_items(range, source);
        let target = self.release();
        let why = self.why_of(source).filter(|_| !len.is_bounded());
        self.add_elements(&target, &items, &len);
        self.change(&target, |object, _| object.why = object.why.or(why));
    }

    fn cleared(&mut self, refs: &Refs) {
        self.change(refs, |object, certain| {
            if certain && object.count.high.as_constant() == Some(1.0) {
                object.set_len(Span::default());
                object.elems.clear();
                object.keys.clear();
                object.extra = Span::default();
            } else {
                object.len.low = Poly::zero();
                object.each.0 = Poly::zero();
            }
        });
    }

    fn deque_method(
        &mut self,
        range: TextRange,
        deque: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        match name {
            "append" | "appendleft" | "extend" | "extendleft" => {
                let value = arguments.positional.first()?.clone();
                if name.starts_with("extend") {
                    self.extend(range, deque, &value);
                } else {
                    self.add_elements(deque, &value, &Span::exact(1.0));
                }
                self.limit_deque(deque);
                Some(self.none(range))
            }
            "popleft" => self.list_method(range, deque, "pop", arguments),
            "rotate" => Some(self.none(range)),
            _ => self.list_method(range, deque, name, arguments),
        }
    }

    /// A deque with `maxlen` drops what is too much.
    pub fn limit_deque(&mut self, deque: &Refs) {
        for &id in deque {
            let limit = self
                .state
                .object(id)
                .and_then(|object| object.attributes.clone())
                .and_then(|table| table.get("maxlen").cloned())
                .and_then(|refs| self.joined(&refs))
                .filter(|object| object.kind == Kind::Int)
                .map(|object| object.num);
            if let (Some(limit), Some(object)) = (limit, self.state.object_mut(id)) {
                let total = limit.times(&object.count);
                object.len = object.len.capped(&total);
                object.each.1 = object.each.1.tighter(&limit.high);
                object.each.0 = object.each.0.lower(&limit.low);
            }
        }
    }

    fn dict_method(
        &mut self,
        range: TextRange,
        dict: &Refs,
        kind: DictKind,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let first = arguments.positional.first().cloned();
        let values = |walker: &Self| {
            let mut values = Refs::new();
            walker.state.objects(dict).for_each(|object| merge(&mut values, &object.elems));
            values
        };
        Some(match name {
            "get" => {
                let known = match &dict[..] {
                    [dict] => self.known_entry(*dict, first.as_ref()?),
                    _ => None,
                };
                let mut result = known.unwrap_or_else(|| values(self));
                match arguments.positional.get(1) {
                    Some(default) => merge(&mut result, default),
                    None => {
                        let none = self.none(range);
                        merge(&mut result, &none);
                    }
                }
                result
            }
            "setdefault" => {
                let default = match arguments.positional.get(1) {
                    Some(default) => default.clone(),
                    None => self.none(range),
                };
                let first = first?;
                self.set_default(dict, &first, &default);
                match &dict[..] {
                    [dict] => self.known_entry(*dict, &first).unwrap_or_else(|| values(self)),
                    _ => values(self),
                }
            }
            "pop" | "popitem" => {
                let mut result = values(self);
                self.remove_elements(dict, 1.0);
                if let Some(default) = arguments.positional.get(1) {
                    merge(&mut result, default);
                }
                if name == "popitem" {
                    let keys = self.elements(dict);
                    return Some(self.pair(range, keys, result));
                }
                self.something(range, result)
            }
            "keys" | "values" | "items" | "most_common" | "elements" => {
                self.view(range, dict, kind, name, arguments)
            }
            "update" | "subtract" => {
                if let Some(source) = first {
                    let is_dict = self
                        .state
                        .objects(&source)
                        .all(|object| matches!(object.kind, Kind::Dict(_)));
                    if is_dict {
                        self.update_dict(dict, &source);
                    } else if kind == DictKind::Counter {
                        self.count_items(range, dict, &source);
                    } else {
                        return None;
                    }
                }
                for (_, value) in &arguments.keywords {
                    let key = self.string_constant(range, "keyword");
                    self.store_key(dict, &key, value);
                }
                self.none(range)
            }
            "clear" => {
                self.cleared(dict);
                self.none(range)
            }
            "copy" => {
                let mut object = self.joined(dict)?;
                object.count = Span::exact(1.0);
                let len = object.each_len();
                object.set_len(len);
                object.immortal = false;
                object.grown = true;
                self.create(range, 71, object)
            }
            "move_to_end" => self.none(range),
            "total" => self.integer(range, Span { low: Poly::zero(), ..Span::any_number() }),
            _ => return None,
        })
    }

    /// `dict.update(from)`: its keys and values as well.
    pub fn update_dict(&mut self, dict: &Refs, from: &Refs) {
        let len = self.length(from);
        let mut keys = Refs::new();
        let mut elems = Refs::new();
        let mut strings = true;
        for object in self.state.objects(from) {
            merge(&mut keys, &object.keys);
            merge(&mut elems, &object.elems);
            strings &= object.string_keys;
        }
        let entries = super::documents::entries_of(self.state.objects(from));
        self.change(dict, |object, certain| {
            super::documents::note_entry(object, None, &elems);
            if object.len.high.is_zero() && object.keys.is_empty() && entries.is_some() {
                // A copy has the same values at the same keys.
                object.attributes.clone_from(&entries);
            }
            merge(&mut object.keys, &keys);
            merge(&mut object.elems, &elems);
            object.string_keys &= strings;
            object.grown = true;
            object.grow(&Span { low: Poly::zero(), ..len.clone() }, certain);
        });
        self.limit_by_domain(dict);
    }

    /// Stores a value where there is none for the key.
    pub fn set_default(&mut self, dict: &Refs, key: &Refs, default: &Refs) {
        let before = self.length(dict);
        self.change(dict, |object, _| {
            let mut table =
                object.attributes.as_ref().map(|table| (**table).clone()).unwrap_or_default();
            table.entry(Rc::from("setdefault")).or_default();
            object.attributes = Some(Rc::new(table));
        });
        self.store_key(dict, key, default);
        self.thin_setdefault(dict, &before, default);
    }

    /// A default that was not stored is not kept.
    fn thin_setdefault(&mut self, dict: &Refs, before: &Span, default: &Refs) {
        let after = self.length(dict);
        let grown = after
            .estimate
            .minus(&before.estimate)
            .as_constant()
            .map_or(1.0, |amount| amount.clamp(0.0, 1.0));
        for &id in default {
            if let Some(object) = self.state.object_mut(id)
                && !object.immortal
                && !id.is_older()
                && object.len.high.is_zero()
            {
                object.count.low = Poly::zero();
                object.count.estimate = Poly::constant(grown);
            }
        }
    }

    /// Items are counted because they come again: where nothing bounds how many different ones there are, there are likely as many
    /// as each of them comes often.
    fn limit_groups(&mut self, counter: &Refs, items: &Refs, len: &Span) {
        let is_word = |object: &Object<'a>| matches!(object.kind, Kind::Str(_) | Kind::Int);
        if !self.state.objects(items).all(is_word) {
            return;
        }
        if self.domain(items, 3).is_finite() && self.domain(items, 3).is_at_most(&len.estimate) {
            return;
        }
        let Some(likely) = len.estimate.as_constant().filter(|len| *len > 1.0 && len.is_finite())
        else {
            return;
        };
        self.change(counter, |object, _| {
            if object.len.estimate.as_constant().is_some_and(|len| len > likely.sqrt()) {
                object.len.estimate = Poly::constant(likely.sqrt());
            }
        });
    }

    /// Counts the items of an iterable: each different one is a key.
    pub fn count_items(&mut self, range: TextRange, counter: &Refs, source: &Refs) {
        self.hold(counter);
        let (len, items) = self.all_items(range, source);
        let counter = self.release();
        let num = Span {
            low: Poly::constant(1.0),
            estimate: Poly::constant(1.0),
            high: len.high.clone(),
        };
        let count = self.create(range, 72, super::numbers::integer(num));
        let strings = self.state.objects(&items).all(|object| matches!(object.kind, Kind::Str(_)));
        for id in &count {
            if let Some(object) = self.state.object_mut(*id) {
                object.count = Span { low: Poly::zero(), ..len.clone() };
            }
        }
        self.change(&counter, |object, certain| {
            merge(&mut object.keys, &items);
            merge(&mut object.elems, &count);
            object.string_keys &= strings;
            object.grow(&Span { low: Poly::zero(), ..len.clone() }, certain);
        });
        self.limit_by_domain(&counter);
        self.limit_groups(&counter, &items, &len);
        let kinds = self.length(&counter);
        if let (Some(items), Some(kinds)) =
            (len.estimate.as_constant(), kinds.estimate.as_constant())
            && kinds > 0.0
        {
            for id in &count {
                if let Some(object) = self.state.object_mut(*id) {
                    object.num.estimate = Poly::constant((items / kinds).max(1.0));
                }
            }
        }
        self.note_transient(&counter);
    }

    fn view(
        &mut self,
        range: TextRange,
        dict: &Refs,
        kind: DictKind,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Refs {
        let len = self.length(dict);
        let (mut keys, mut values) = (Refs::new(), Refs::new());
        for object in self.state.objects(dict) {
            merge(&mut keys, &object.keys);
            merge(&mut values, &object.elems);
        }
        let sized = Some(Rc::from("sized"));
        let fields = Some(Rc::new(vec![dict.clone()]));
        match name {
            "keys" => self.create(
                range,
                73,
                Object {
                    elems: keys,
                    fields,
                    text: sized,
                    ..Object::with_len(Kind::Iterator, len)
                },
            ),
            "values" => self.create(
                range,
                73,
                Object {
                    elems: values,
                    fields,
                    text: sized,
                    ..Object::with_len(Kind::Iterator, len)
                },
            ),
            "most_common" if kind == DictKind::Counter => {
                self.hold(dict);
                let pair = self.pair(range, keys, values);
                self.release();
                let limit = arguments.positional.first().and_then(|limit| self.joined(limit));
                let len = match limit.map(|limit| limit.num.amount()) {
                    Some(limit) => len.capped(&limit),
                    None => len,
                };
                for id in &pair {
                    if let Some(object) = self.state.object_mut(*id) {
                        multiply(object, &len);
                    }
                }
                self.create(range, 74, Object { elems: pair, ..Object::with_len(Kind::List, len) })
            }
            "elements" => {
                let why = self.why(range, "how often each element is repeated is not known");
                let object = Object::with_len(Kind::Iterator, Span::unknown());
                self.create(range, 73, Object { elems: keys, why: Some(why), ..object })
            }
            _ => {
                let pair = self.pair(range, keys, values);
                // A list of the view has a pair for each key.
                for id in &pair {
                    if let Some(object) = self.state.object_mut(*id) {
                        multiply(object, &len);
                    }
                }
                self.create(
                    range,
                    73,
                    Object {
                        elems: pair,
                        fields,
                        text: sized,
                        ..Object::with_len(Kind::Iterator, len)
                    },
                )
            }
        }
    }

    fn set_method(
        &mut self,
        range: TextRange,
        set: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let first = arguments.positional.first().cloned();
        Some(match name {
            "add" => {
                self.add_elements(set, &first?, &Span::of(0.0, 1.0, 1.0));
                self.change(set, |object, certain| {
                    object.grown = false;
                    if certain
                        && object.len.low.is_zero()
                        && object.count.high.as_constant() == Some(1.0)
                    {
                        object.len.low = Poly::constant(1.0);
                        object.each.0 = object.len.low.clone();
                    }
                });
                self.none(range)
            }
            "update" => {
                for source in arguments.positional.clone() {
                    self.hold(set);
                    let (len, items) = self.all_items(range, &source);
                    let set = self.release();
                    let len = if arguments.starred { len.times(&arguments.number(1)) } else { len };
                    self.add_elements(&set, &items, &Span { low: Poly::zero(), ..len });
                }
                self.none(range)
            }
            "discard" | "remove" => {
                self.remove_elements(set, 1.0);
                self.none(range)
            }
            "pop" => {
                let elems = self.elements(set);
                self.remove_elements(set, 1.0);
                self.something(range, elems)
            }
            "clear" => {
                self.cleared(set);
                self.none(range)
            }
            "copy" | "difference" | "intersection" | "union" | "symmetric_difference" => {
                let mut elems = self.elements(set);
                let mut len = self.length(set);
                for source in &arguments.positional {
                    let (more, items) = self.all_items(range, source);
                    let more =
                        if arguments.starred { more.times(&arguments.number(1)) } else { more };
                    match name {
                        "union" | "symmetric_difference" => {
                            merge(&mut elems, &items);
                            len = Span { low: Poly::zero(), ..len.plus(&more) };
                        }
                        "intersection" => len = Span { low: Poly::zero(), ..len.capped(&more) },
                        _ => len.low = Poly::zero(),
                    }
                }
                let object = Object::with_len(Kind::Set { frozen: false }, len);
                let result = self.create(range, 71, Object { elems, grown: true, ..object });
                self.limit_by_domain(&result);
                result
            }
            "isdisjoint" | "issubset" | "issuperset" => self.boolean(range),
            "difference_update" | "intersection_update" => {
                self.remove_elements(set, 0.0);
                self.change(set, |object, _| {
                    object.len.low = Poly::zero();
                    object.each.0 = Poly::zero();
                });
                self.none(range)
            }
            _ => return None,
        })
    }
}

/// As many of an object as `count` says, each as it is.
pub(super) fn multiply(object: &mut Object<'_>, count: &Span) {
    // The length of integers is the bits of one.
    if object.kind != Kind::Int {
        object.len = object.each_len().times(count);
    }
    object.count = count.clone();
}

/// Objects whose methods are found by their attributes.
fn is_followed_elsewhere(kind: &Kind<'_>) -> bool {
    matches!(
        kind,
        Kind::Instance(_)
            | Kind::Class(_)
            | Kind::Module(_)
            | Kind::Library(_)
            | Kind::Unknown
            | Kind::Shared
            | Kind::Function(_)
            | Kind::Method(_)
    )
}

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
        let is_plain = self.state.objects(receiver).all(|object| !is_followed_elsewhere(&object.kind));
        if is_plain && !receiver.is_empty() {
            return self.method(node.range(), receiver, name, arguments);
        }
        let callee = self.attribute(node.range(), receiver, name);
        self.call_value(node.range(), &callee, arguments)
    }

    /// A method of objects of builtin types.
    pub fn method(&mut self, range: TextRange, receiver: &Refs, name: &str, arguments: &Arguments<'a>) -> Refs {
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

    fn method_of_kind(&mut self, range: TextRange, receiver: &Refs, name: &str, arguments: &Arguments<'a>) -> Refs {
        let Some(kind) = self.state.objects(receiver).next().map(|object| object.kind.clone()) else {
            return self.unknown(range, "a method of an unknown object");
        };
        let result = match &kind {
            Kind::List => self.list_method(range, receiver, name, arguments),
            Kind::Deque => self.deque_method(range, receiver, name, arguments),
            Kind::Dict(kind) => self.dict_method(range, receiver, *kind, name, arguments),
            Kind::Set { .. } => self.set_method(range, receiver, name, arguments),
            Kind::Str(width) => self.str_method(range, receiver, *width, name, arguments),
            Kind::Bytes | Kind::ByteArray => self.bytes_method(range, receiver, name, arguments),
            Kind::Tuple => match name {
                "count" | "index" => {
                    let len = self.length(receiver);
                    Some(self.integer(range, Span { low: Poly::zero(), ..len }))
                }
                "_replace" => Some(receiver.clone()),
                _ => None,
            },
            Kind::Int | Kind::Float | Kind::Complex => match name {
                "bit_length" | "bit_count" => Some(self.integer(range, Span::of(0.0, 20.0, 1e9))),
                "is_integer" => Some(self.boolean(range)),
                "conjugate" => Some(receiver.clone()),
                "to_bytes" => Some(self.create(range, 70, Object::with_len(Kind::Bytes, Span::unknown()))),
                "hex" => Some(self.create(range, 70, Object::with_len(Kind::Str(Width::Ascii), Span::of(6.0, 20.0, 30.0)))),
                _ => None,
            },
            Kind::File => self.file_method(range, receiver, name, arguments),
            Kind::Array { .. } | Kind::View => Some(self.array_method(range, receiver, name, arguments)),
            Kind::Iterator | Kind::Lazy(_) | Kind::Generator(_) => match name {
                "close" => Some(self.none(range)),
                "__next__" | "send" => {
                    let positional = vec![receiver.clone()];
                    self.call_builtin(range, "next", &Arguments { positional, ..Arguments::default() })
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

    fn list_method(&mut self, range: TextRange, list: &Refs, name: &str, arguments: &Arguments<'a>) -> Option<Refs> {
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

    fn deque_method(&mut self, range: TextRange, deque: &Refs, name: &str, arguments: &Arguments<'a>) -> Option<Refs> {
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
                let mut result = values(self);
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
                let before = self.length(dict);
                self.change(dict, |object, _| {
                    let mut table = object.attributes.as_ref().map(|table| (**table).clone()).unwrap_or_default();
                    table.entry(Rc::from("setdefault")).or_default();
                    object.attributes = Some(Rc::new(table));
                });
                self.store_key(dict, &first?, &default);
                self.thin_setdefault(dict, &before, &default);
                values(self)
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
            "keys" | "values" | "items" | "most_common" | "elements" => self.view(range, dict, kind, name, arguments),
            "update" | "subtract" => {
                if let Some(source) = first {
                    let is_dict = self.state.objects(&source).all(|object| matches!(object.kind, Kind::Dict(_)));
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

    /// A default that was not stored is not kept.
    fn thin_setdefault(&mut self, dict: &Refs, before: &Span, default: &Refs) {
        let after = self.length(dict);
        let grown = after.estimate.minus(&before.estimate).as_constant().map_or(1.0, |amount| amount.clamp(0.0, 1.0));
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

    /// Counts the items of an iterable: each different one is a key.
    pub fn count_items(&mut self, range: TextRange, counter: &Refs, source: &Refs) {
        self.hold(counter);
        let (len, items) = self.all_items(range, source);
        let counter = self.release();
        let num = Span { low: Poly::constant(1.0), estimate: Poly::constant(1.0), high: len.high.clone() };
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
        let kinds = self.length(&counter);
        if let (Some(items), Some(kinds)) = (len.estimate.as_constant(), kinds.estimate.as_constant())
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

    fn view(&mut self, range: TextRange, dict: &Refs, kind: DictKind, name: &str, arguments: &Arguments<'a>) -> Refs {
        let len = self.length(dict);
        let (mut keys, mut values) = (Refs::new(), Refs::new());
        for object in self.state.objects(dict) {
            merge(&mut keys, &object.keys);
            merge(&mut values, &object.elems);
        }
        let sized = Some(Rc::from("sized"));
        let fields = Some(Rc::new(vec![dict.clone()]));
        match name {
            "keys" => self.create(range, 73, Object { elems: keys, fields, text: sized, ..Object::with_len(Kind::Iterator, len) }),
            "values" => self.create(range, 73, Object { elems: values, fields, text: sized, ..Object::with_len(Kind::Iterator, len) }),
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
                self.create(range, 73, Object { elems: pair, fields, text: sized, ..Object::with_len(Kind::Iterator, len) })
            }
        }
    }

    fn set_method(&mut self, range: TextRange, set: &Refs, name: &str, arguments: &Arguments<'a>) -> Option<Refs> {
        let first = arguments.positional.first().cloned();
        Some(match name {
            "add" => {
                self.add_elements(set, &first?, &Span::of(0.0, 1.0, 1.0));
                self.change(set, |object, certain| {
                    object.grown = false;
                    if certain && object.len.low.is_zero() && object.count.high.as_constant() == Some(1.0) {
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

    fn str_method(
        &mut self,
        range: TextRange,
        text: &Refs,
        width: Width,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let len = self.length(text);
        let shorter = Span { low: Poly::zero(), ..len.clone() };
        let string = |len: Span, width: Width| Object::with_len(Kind::Str(width), len);
        Some(match name {
            "upper" | "lower" | "title" | "capitalize" | "swapcase" | "casefold" => {
                // A few characters become three.
                let most = if width == Width::Ascii { 1.0 } else { 3.0 };
                let width = if width == Width::Ascii { width } else { width.max(Width::Two) };
                let num = self.variety(&[text]);
                self.create(range, 70, Object { num, ..string(Span { high: len.high.scaled(most), ..len }, width) })
            }
            "strip" | "lstrip" | "rstrip" | "removeprefix" | "removesuffix" => {
                let num = self.variety(&[text]);
                self.create(range, 70, Object { num, ..string(shorter, width) })
            }
            "zfill" | "ljust" | "rjust" | "center" | "expandtabs" => {
                let by = arguments.positional.first().and_then(|by| self.joined(by));
                let by = by.filter(|by| by.kind == Kind::Int).map_or_else(Span::unknown, |by| by.num.amount());
                self.create(range, 70, string(len.maximum(&by), width))
            }
            "replace" => {
                let new = arguments.positional.get(1)?;
                let (new_len, new_width) = (self.length(new), self.shown(new, false, Width::Ascii).1);
                let most = len.high.times(&new_len.high).plus(&new_len.high).plus(&len.high);
                self.create(range, 70, string(Span { high: most, ..shorter }, width.max(new_width)))
            }
            "join" => self.joined_text(range, text, width, arguments.positional.first()?),
            "split" | "rsplit" | "splitlines" => self.split(range, text, width, name, arguments),
            "partition" | "rpartition" => {
                let part = self.create(range, 75, string(shorter, width));
                let fields = Some(Rc::new(vec![part.clone(), part.clone(), part]));
                self.create(range, 76, Object { fields, ..Object::with_len(Kind::Tuple, Span::exact(3.0)) })
            }
            "encode" => {
                let most = match width {
                    Width::Ascii => 1.0,
                    Width::Latin => 2.0,
                    Width::Two => 3.0,
                    Width::Four => 4.0,
                };
                self.create(range, 70, Object::with_len(Kind::Bytes, Span { high: len.high.scaled(most).shifted(8.0), ..len }))
            }
            "format" | "format_map" => {
                let mut total = shorter;
                let mut widest = width;
                for value in arguments.positional.iter().chain(arguments.keywords.iter().map(|(_, value)| value)) {
                    let (shown, wide) = self.shown(value, false, Width::Ascii);
                    widest = widest.max(wide);
                    total = total.plus(&shown);
                }
                // A format may ask for any width.
                let spec = self.state.single(text).and_then(|object| object.text.clone());
                let is_plain = spec.is_some_and(|spec| !spec.contains(':'));
                let high = if is_plain { total.high.scaled(2.0) } else { Poly::infinite() };
                self.create(range, 70, string(Span { high, ..total }, widest))
            }
            "translate" => self.create(range, 70, string(Span { high: Poly::infinite(), ..shorter }, Width::Four)),
            "startswith" | "endswith" | "isalpha" | "isdigit" | "isnumeric" | "isalnum" | "isspace" | "isupper"
            | "islower" | "isidentifier" | "isdecimal" | "istitle" | "isascii" | "isprintable" => self.boolean(range),
            "find" | "rfind" | "index" | "rindex" | "count" => {
                let low = Poly::constant(if name.ends_with("find") { -1.0 } else { 0.0 });
                let num = Span { low, estimate: len.estimate.scaled(0.5), high: len.high.shifted(1.0) };
                self.integer(range, num)
            }
            _ => return None,
        })
    }

    fn joined_text(&mut self, range: TextRange, text: &Refs, width: Width, source: &Refs) -> Refs {
        let separator = self.length(text);
        let is_lazy = self.state.objects(source).any(|object| {
            matches!(object.kind, Kind::Lazy(_) | Kind::Generator(_) | Kind::Iterator)
        });
        let (trips, items) = self.all_items(range, source);
        let (one, widest) = self.shown(&items, false, width);
        let gaps = trips.shifted(-1.0).amount();
        let len = one.times(&trips).plus(&separator.times(&gaps));
        let object = Object::with_len(Kind::Str(widest), len);
        let result = self.create(range, 77, object);
        if is_lazy {
            // All pieces are collected in a list first.
            self.hold(&result);
            let list = Object { elems: items.clone(), grown: true, ..Object::with_len(Kind::List, trips) };
            let list = self.create(range, 78, list);
            self.hold(&list);
            self.measure(range);
            self.release();
            return self.release();
        }
        result
    }

    fn split(&mut self, range: TextRange, text: &Refs, width: Width, name: &str, arguments: &Arguments<'a>) -> Refs {
        let len = self.length(text);
        let known = self.state.single(text).and_then(|object| object.text.clone());
        let separator = arguments.positional.first().and_then(|refs| self.state.single(refs)).and_then(|object| object.text.clone());
        let limit = arguments.get(1, "maxsplit").and_then(|limit| self.joined(limit)).map(|limit| limit.num.amount().shifted(1.0));
        let pieces = match (&known, name, &separator) {
            (Some(known), "split", None) if arguments.positional.is_empty() => {
                Span::exact(known.split_whitespace().count() as f64)
            }
            (Some(known), "split", Some(separator)) if !separator.is_empty() => {
                Span::exact(known.split(&**separator).count() as f64)
            }
            _ => {
                // Between any two pieces there is a separator.
                let gap = separator.as_ref().map_or(1.0, |separator| separator.chars().count().max(1) as f64);
                let most = len.high.scaled(1.0 / gap).shifted(1.0);
                let likely = self.pieces_of_line(text, separator.as_deref());
                Span { low: Poly::zero(), estimate: likely, high: most }
            }
        };
        let pieces = match limit {
            Some(limit) => pieces.capped(&limit),
            None => pieces,
        };
        let piece_len = Span {
            low: Poly::zero(),
            estimate: match (len.estimate.as_constant(), pieces.estimate.as_constant()) {
                (Some(len), Some(pieces)) if pieces > 0.0 && len.is_finite() => Poly::constant(((len - pieces + 1.0) / pieces).max(0.0)),
                _ => Poly::infinite(),
            },
            high: len.high.clone(),
        };
        let mut piece = Object::with_len(Kind::Str(width), piece_len);
        multiply(&mut piece, &pieces);
        // All pieces together are no longer than the text.
        piece.len.high = piece.len.high.tighter(&len.high);
        let piece = self.create(range, 79, piece);
        self.create(range, 80, Object { elems: piece, grown: true, ..Object::with_len(Kind::List, pieces) })
    }

    fn bytes_method(&mut self, range: TextRange, bytes: &Refs, name: &str, arguments: &Arguments<'a>) -> Option<Refs> {
        let len = self.length(bytes);
        Some(match name {
            "append" => {
                self.add_elements(bytes, &Refs::new(), &Span::exact(1.0));
                self.none(range)
            }
            "extend" => {
                let source = arguments.positional.first()?.clone();
                self.hold(bytes);
                let (more, _) = self.items(range, &source);
                let bytes = self.release();
                self.add_elements(&bytes, &Refs::new(), &more);
                self.none(range)
            }
            "join" => {
                let source = arguments.positional.first()?.clone();
                let (trips, items) = self.all_items(range, &source);
                let one = self.length(&items);
                let gaps = len.times(&trips);
                // Views of all pieces are held while they are copied.
                let views = trips.scaled(80.0);
                self.measure_with(range, &Span { low: Poly::zero(), ..views.plus(&one.times(&trips)) });
                self.create(range, 77, Object::with_len(Kind::Bytes, Span { low: Poly::zero(), ..one.times(&trips).plus(&gaps) }))
            }
            "decode" => self.create(range, 70, Object::with_len(Kind::Str(Width::Four), Span { low: Poly::zero(), ..len })),
            "hex" => self.create(range, 70, Object::with_len(Kind::Str(Width::Ascii), len.scaled(2.0))),
            "find" | "index" | "count" | "rfind" => {
                self.integer(range, Span { low: Poly::constant(-1.0), ..len.shifted(1.0) })
            }
            "startswith" | "endswith" | "isdigit" => self.boolean(range),
            "strip" | "lstrip" | "rstrip" | "upper" | "lower" => {
                self.create(range, 70, Object::with_len(Kind::Bytes, Span { low: Poly::zero(), ..len }))
            }
            _ => return None,
        })
    }
}

/// As many of an object as `count` says, each as it is.
pub(super) fn multiply(object: &mut Object<'_>, count: &Span) {
    object.len = object.each_len().times(count);
    object.count = count.clone();
}

/// Objects whose methods are found by their attributes.
fn is_followed_elsewhere(kind: &Kind<'_>) -> bool {
    matches!(
        kind,
        Kind::Instance(_) | Kind::Class(_) | Kind::Module(_) | Kind::Library(_) | Kind::Unknown | Kind::Shared | Kind::Function(_) | Kind::Method(_) | Kind::Frame
    )
}

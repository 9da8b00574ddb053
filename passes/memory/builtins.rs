//! Builtin functions: what their results are made of, and what they hold meanwhile.

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{DictKind, Kind, Object, Refs, merge};
use super::layouts::Width;
use super::numbers;
use super::repeat::Round;
use super::walker::Walker;

impl<'a> Walker<'a, '_> {
    /// A call of a builtin; nothing where it is none of these.
    pub fn call_builtin(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let first = arguments.positional.first().cloned();
        let none = Refs::new();
        let one = first.as_ref().unwrap_or(&none);
        Some(match name {
            "len" => {
                let is_part = |object: &Object<'a>| object.kind == Kind::Document;
                let is_array =
                    |object: &Object<'a>| matches!(object.kind, Kind::Array { .. } | Kind::View);
                let len = if self.state.objects(one).any(is_part) {
                    self.items_in(one)
                } else if !one.is_empty() && self.state.objects(one).all(is_array) {
                    self.first_axis(one)
                } else {
                    self.length(one)
                };
                let is_open = !len.is_bounded();
                let len = if is_open { self.named_size(range, len) } else { len };
                let mut number = numbers::integer(len);
                number.len.high = number.len.high.tighter(&Poly::constant(63.0));
                self.create(range, 3, number)
            }
            "range" => self.range_object(range, &arguments.positional),
            "list" | "tuple" | "set" | "frozenset" => self.collection(range, name, arguments),
            "sorted" => self.sorted(range, one, arguments),
            "dict" => self.dict(range, DictKind::Plain, arguments),
            "sum" => self.sum(range, arguments),
            "min" | "max" => self.extreme(range, arguments),
            "abs" => self.absolute(range, one),
            "round" => match arguments.positional.len() {
                1 => self.int_of(range, one),
                _ => self.same_number(range, one),
            },
            "int" => match first {
                Some(value) => self.int_of(range, &value),
                None => self.constant(range, numbers::integer(Span::exact(0.0))),
            },
            "float" => self.float(range),
            "complex" => self.create(range, 50, Object::new(Kind::Complex)),
            "bool" | "isinstance" | "issubclass" | "callable" | "hasattr" => self.boolean(range),
            "any" | "all" => {
                self.items(range, one);
                self.boolean(range)
            }
            "str" | "repr" | "ascii" | "format" => match first {
                Some(value) => {
                    let (len, width) = self.shown(&value, name != "str", Width::Ascii);
                    let len =
                        if name == "format" { Span { high: Poly::infinite(), ..len } } else { len };
                    if name == "str"
                        && self
                            .state
                            .objects(&value)
                            .all(|object| matches!(object.kind, Kind::Str(_)))
                    {
                        return Some(value);
                    }
                    let num = self.variety(&[&value]);
                    self.create(
                        range,
                        50,
                        Object { num, ..Object::with_len(Kind::Str(width), len) },
                    )
                }
                None => self.string_constant(range, ""),
            },
            "chr" => {
                let width = match self.joined(one).map(|object| object.num) {
                    Some(num) if num.high.is_at_most(&Poly::constant(127.0)) => Width::Ascii,
                    Some(num) if num.high.is_at_most(&Poly::constant(255.0)) => Width::Latin,
                    Some(num) if num.high.is_at_most(&Poly::constant(65535.0)) => Width::Two,
                    _ => Width::Four,
                };
                let object = Object::with_len(Kind::Str(width), Span::exact(1.0));
                self.create(range, 50, Object { immortal: width <= Width::Latin, ..object })
            }
            "ord" => {
                let width = self.joined(one).map(|object| object.kind);
                let most = match width {
                    Some(Kind::Str(Width::Ascii)) => 127.0,
                    Some(Kind::Str(Width::Latin) | Kind::Bytes) => 255.0,
                    Some(Kind::Str(Width::Two)) => 65535.0,
                    _ => 1_114_111.0,
                };
                self.integer(range, Span::of(0.0, 100.0, most))
            }
            "hash" | "id" => {
                self.integer(range, Span::of(-2_f64.powi(63), 2_f64.powi(61), 2_f64.powi(63)))
            }
            "hex" | "oct" | "bin" => {
                let bits = self
                    .joined(one)
                    .map_or(f64::INFINITY, |object| super::sizes::most_bits(&object));
                let per = match name {
                    "hex" => 4.0,
                    "oct" => 3.0,
                    _ => 1.0,
                };
                let likely = self
                    .joined(one)
                    .and_then(|object| object.len.estimate.as_constant())
                    .unwrap_or(8.0);
                let len = Span::of(3.0, 2.0 + (likely / per).ceil(), 4.0 + (bits / per).ceil());
                self.create(range, 50, Object::with_len(Kind::Str(Width::Ascii), len))
            }
            "divmod" => {
                let (left, right) =
                    (one.clone(), arguments.positional.get(1).cloned().unwrap_or_default());
                self.divmod(range, &left, &right)
            }
            "pow" => self.power(range, arguments),
            "iter" if arguments.positional.len() == 2 => {
                // Called until it returns the second argument.
                let item = self.call_value(range, one, &Arguments::default());
                let why = self.why(range, "how often `iter` calls the function is not known");
                let fields = Some(std::rc::Rc::new(vec![one.clone()]));
                let object = Object::with_len(Kind::Iterator, Span::unknown());
                self.create(range, 61, Object { elems: item, fields, why: Some(why), ..object })
            }
            "enumerate" | "zip" | "map" | "filter" | "reversed" | "iter" => {
                self.lazy_builtin(range, name, arguments)
            }
            "next" => self.next(range, arguments),
            "bytes" | "bytearray" => self.bytes(range, name, arguments),
            "memoryview" => {
                let object = Object {
                    extra: Span::exact(150.0),
                    elems: one.clone(),
                    ..Object::new(Kind::Shared)
                };
                self.create(range, 50, object)
            }
            "print" => {
                if !self.print(arguments) {
                    return None;
                }
                self.none(range)
            }
            "input" => {
                let len = self.size("len(input())");
                self.create(range, 50, Object::with_len(Kind::Str(Width::Four), len))
            }
            "open" => self.open_file(range, arguments),
            "object" => self.create(
                range,
                50,
                Object { extra: Span::exact(16.0), ..Object::new(Kind::Shared) },
            ),
            "slice" => self.shared(range, "slice"),
            "type" if arguments.positional.len() == 1 => self.shared(range, "type"),
            "exit" | "quit" => {
                self.state.dead = true;
                Refs::new()
            }
            _ if super::walker::is_builtin(name)
                && name.ends_with(['r', 'n', 'g', 't'])
                && name.starts_with(|c: char| c.is_uppercase()) =>
            {
                let elems = arguments.all();
                self.create(
                    range,
                    50,
                    Object {
                        elems,
                        extra: Span::of(70.0, 110.0, 400.0),
                        ..Object::new(Kind::Shared)
                    },
                )
            }
            _ => return None,
        })
    }

    /// A length without a bound gets a name.
    fn named_size(&mut self, range: TextRange, len: Span) -> Span {
        let text = self.module().source.text[range].trim();
        if len.estimate.is_finite() || text.len() > 40 || text.contains('\n') {
            return len;
        }
        let text = text.to_owned();
        self.size(&text)
    }

    fn collection(&mut self, range: TextRange, name: &str, arguments: &Arguments<'a>) -> Refs {
        let kind = match name {
            "list" => Kind::List,
            "tuple" => Kind::Tuple,
            other => Kind::Set { frozen: other == "frozenset" },
        };
        let Some(source) = arguments.positional.first() else {
            let immortal = matches!(kind, Kind::Tuple | Kind::Set { frozen: true });
            return self.create(
                range,
                51,
                Object { immortal, ..Object::with_len(kind, Span::default()) },
            );
        };
        let sized = self.has_length(source);
        let fields = match self.state.single(source) {
            Some(object) if object.kind == Kind::Tuple && kind == Kind::Tuple => {
                object.fields.clone()
            }
            _ => None,
        };
        let (len, elems) = self.all_items(range, source);
        let why = self.why_of(source);
        let object =
            Object { elems, fields, why, grown: !sized, ..Object::with_len(kind.clone(), len) };
        let object = if matches!(kind, Kind::Set { .. }) {
            let mut object = object;
            if object.len.low.as_constant().is_none_or(|least| least > 1.0) {
                object.len.low = Poly::constant(1.0).lower(&object.len.low);
                object.each.0 = object.len.low.clone();
            }
            object
        } else {
            object
        };
        let result = self.create(range, 51, object);
        self.limit_by_domain(&result);
        self.hold(&result);
        self.note_transient(&result);
        if kind == Kind::Tuple && !sized {
            // It is made with a quarter to spare, and cut in the end.
            let len = self.length(&result);
            self.measure_with(&Span {
                low: Poly::zero(),
                estimate: len.estimate.scaled(1.0),
                high: len.high.scaled(2.0).shifted(100.0),
            });
        }
        self.release()
    }

    /// Whether an iterable says how long it is, so that a list of it is made in one piece.
    fn has_length(&self, source: &Refs) -> bool {
        self.state.objects(source).all(|object| {
            let sized = object.kind != Kind::Iterator || object.text.is_some();
            sized
                && !matches!(
                    object.kind,
                    Kind::Lazy(_)
                        | Kind::Generator(_)
                        | Kind::Unknown
                        | Kind::File
                        | Kind::Buffer(_)
                )
        })
    }

    pub fn why_of(&self, refs: &Refs) -> Option<u32> {
        self.state.objects(refs).find_map(|object| object.why)
    }

    fn sorted(&mut self, range: TextRange, source: &Refs, arguments: &Arguments<'a>) -> Refs {
        let arguments = Arguments { positional: vec![source.clone()], ..arguments.clone() };
        let result = self.collection(range, "list", &arguments);
        self.sort(range, &result, arguments.keyword("key"));
        result
    }

    /// Sorts a list in place: keys and the room for merging are there meanwhile.
    pub fn sort(&mut self, range: TextRange, list: &Refs, key: Option<&Refs>) {
        let len = self.length(list);
        self.hold(list);
        let key = key
            .filter(|key| self.state.objects(key).all(|object| object.kind != Kind::Shared))
            .cloned();
        // Merging needs room for half of the pointers at most; runs that are in order already need none.
        let mut room = Span {
            low: Poly::zero(),
            estimate: len.estimate.scaled(4.0),
            high: len.high.scaled(4.0),
        };
        if let Some(key) = key {
            self.hold(&key);
            let items = self.elements(list);
            let keys = self.call_each_kept(range, &key, &[items], &len);
            self.hold(&keys);
            room = room.plus(&Span {
                low: Poly::zero(),
                estimate: len.estimate.scaled(4.0),
                high: len.high.scaled(4.0),
            });
            self.measure_with(&room);
            self.release();
            self.release();
        } else {
            self.measure_with(&room);
        }
        self.release();
    }

    /// Calls a function for each of many items: what the calls return, all of it held.
    pub fn call_each(
        &mut self,
        range: TextRange,
        callee: &Refs,
        items: &[Refs],
        trips: &Span,
    ) -> Refs {
        let object = Object::with_len(Kind::Iterator, Span::default());
        let sink = self.create(range, 52, object);
        self.state.hidden.push(sink);
        let items: Vec<Refs> = items.to_vec();
        for item in &items {
            self.hold(item);
        }
        let from = self.state.held.len() - items.len();
        self.repeat(range, trips, |walker, _| {
            let positional = walker.state.held[from..from + items.len()].to_vec();
            let arguments = Arguments { positional, ..Arguments::default() };
            let value = walker.call_value(range, callee, &arguments);
            let sink = walker.state.hidden.last().cloned().unwrap_or_default();
            walker.add_elements(&sink, &value, &Span::exact(1.0));
        });
        self.state.held.truncate(from);
        let sink = self.state.hidden.pop().unwrap_or_default();
        let values = self.elements(&sink);
        for id in &sink {
            self.state.heap.remove(id);
        }
        values
    }

    /// Calls a function for each of many items: the array of what the calls return, alive from the first call on.
    fn call_each_kept(
        &mut self,
        range: TextRange,
        callee: &Refs,
        items: &[Refs],
        trips: &Span,
    ) -> Refs {
        let array = self.create(range, 52, Object::with_len(Kind::Tuple, Span::default()));
        let at = self.state.held.len();
        self.hold(&array);
        for item in items {
            self.hold(item);
        }
        self.repeat(range, trips, |walker, _| {
            let positional = walker.state.held[at + 1..=at + items.len()].to_vec();
            let arguments = Arguments { positional, ..Arguments::default() };
            let value = walker.call_value(range, callee, &arguments);
            let array = walker.state.held.get(at).cloned().unwrap_or_default();
            walker.add_elements(&array, &value, &Span::exact(1.0));
        });
        self.state.held.truncate(at + 1);
        self.release()
    }

    pub fn dict(&mut self, range: TextRange, kind: DictKind, arguments: &Arguments<'a>) -> Refs {
        if let [source] = &arguments.positional[..]
            && self.state.objects(source).any(|object| object.kind == Kind::Document)
        {
            return self.shallow(range, source);
        }
        let mut object = Object::with_len(Kind::Dict(kind), Span::default());
        object.string_keys = true;
        let dict = self.create(range, 53, object);
        self.hold(&dict);
        for source in &arguments.positional {
            let dict = self.state.held.last().cloned().unwrap_or_default();
            let is_dict =
                self.state.objects(source).all(|object| matches!(object.kind, Kind::Dict(_)));
            if is_dict {
                self.update_dict(&dict, source);
                self.change(&dict, |object, _| object.grown = false);
            } else {
                self.fill_with_pairs(range, source);
            }
        }
        for (name, value) in &arguments.keywords {
            let dict = self.state.held.last().cloned().unwrap_or_default();
            let key = Object {
                text: Some((*name).into()),
                ..Object::with_len(Kind::Str(Width::Ascii), Span::exact(name.len() as f64))
            };
            let role = 54 + name.bytes().map(u32::from).sum::<u32>() % 64;
            let key = self.create(range, role, Object { immortal: true, ..key });
            self.store_key(&dict, &key, value);
        }
        self.release()
    }

    /// `dict(pairs)`: the dictionary is what was held last.
    fn fill_with_pairs(&mut self, range: TextRange, source: &Refs) {
        let (len, items) = self.all_items(range, source);
        let dict = self.state.held.last().cloned().unwrap_or_default();
        let (mut keys, mut values) = (Refs::new(), Refs::new());
        let mut followed = true;
        for object in self.state.objects(&items) {
            match &object.fields {
                Some(fields) if fields.len() == 2 => {
                    merge(&mut keys, &fields[0]);
                    merge(&mut values, &fields[1]);
                }
                _ => {
                    followed &= object.kind != Kind::Unknown;
                    merge(&mut keys, &object.elems);
                    merge(&mut values, &object.elems);
                }
            }
        }
        if !followed {
            let unknown = self.unknown(range, "pairs that are not followed");
            merge(&mut keys, &unknown);
        }
        let dict = self.state.held.last().cloned().unwrap_or(dict);
        let strings = self.state.objects(&keys).all(|object| matches!(object.kind, Kind::Str(_)));
        self.change(&dict, |object, certain| {
            merge(&mut object.keys, &keys);
            merge(&mut object.elems, &values);
            object.string_keys &= strings;
            object.grow(&Span { low: Poly::zero(), ..len.clone() }, certain);
        });
        self.limit_by_domain(&dict);
        self.note_transient(&dict);
    }

    fn sum(&mut self, range: TextRange, arguments: &Arguments<'a>) -> Refs {
        let Some(source) = arguments.positional.first() else { return self.none(range) };
        let start = arguments.get(1, "start").cloned();
        let (trips, items) = self.items(range, source);
        self.hold(&items);
        let made = self.item(range, source, &items, Round::Any);
        self.release();
        if let Some(start) = &start
            && !self.state.objects(start).all(Object::is_number)
        {
            let (one, all) = (self.elements(&items), start.clone());
            let len = self.length(&items).times(&trips);
            let kind = self.joined(&all).map_or(Kind::Unknown, |object| object.kind);
            if matches!(kind, Kind::List | Kind::Tuple) {
                return self.create(
                    range,
                    55,
                    Object { elems: one, ..Object::with_len(kind, len) },
                );
            }
            return self.unknown(range, "a sum of objects that are not numbers");
        }
        match self.joined(&made) {
            Some(item) if item.kind == Kind::Int => {
                let mut num = numbers::product(&trips, &item.num);
                // No items at all make 0.
                num.low = num.low.lower(&Poly::zero());
                num.high = num.high.upper(&Poly::zero());
                if let Some(start) = start.and_then(|start| self.joined(&start)) {
                    num = num.plus(&start.num);
                }
                self.integer(range, num)
            }
            Some(item) if item.kind == Kind::Float => self.float(range),
            // Texts have no sum, and lists only with a start.
            Some(item) if item.kind == Kind::Document => self.integer_of_document(range, &item),
            Some(item) if item.kind == Kind::Complex => {
                self.create(range, 55, Object::new(Kind::Complex))
            }
            None => self.constant(range, numbers::integer(Span::exact(0.0))),
            Some(_) => self.unknown(range, "a sum of objects of unknown type"),
        }
    }

    fn extreme(&mut self, range: TextRange, arguments: &Arguments<'a>) -> Refs {
        let key = arguments.keyword("key").cloned();
        let mut result = if let [source] = &arguments.positional[..] {
            let (trips, items) = self.items(range, source);
            self.hold(&items);
            let item = self.item(range, source, &items, Round::Any);
            self.release();
            if let Some(key) = key {
                self.hold(&item);
                self.call_each(range, &key, &[item], &trips);
                self.release()
            } else {
                item
            }
        } else {
            arguments.all()
        };
        if let Some(default) = arguments.keyword("default") {
            merge(&mut result, default);
        }
        if result.is_empty() { self.unknown(range, "the largest of nothing") } else { result }
    }

    fn absolute(&mut self, range: TextRange, value: &Refs) -> Refs {
        let Some(object) = self.joined(value) else { return self.unknown(range, "abs of nothing") };
        match object.kind {
            Kind::Int if object.num.low.is_positive() => value.clone(),
            Kind::Int => {
                let num = match (object.num.low.as_constant(), object.num.high.as_constant()) {
                    (Some(low), Some(high)) => {
                        let most = low.abs().max(high.abs());
                        Span::of(0.0, most * 0.5, most)
                    }
                    _ => Span { low: Poly::zero(), ..Span::any_number() },
                };
                let mut result = numbers::integer(num);
                if result.len.high.as_constant() == Some(f64::INFINITY) {
                    result.len = object.len.clone();
                }
                self.create(range, 50, result)
            }
            Kind::Float | Kind::Complex => self.float(range),
            Kind::Array { .. } | Kind::View => self.array_operation(range, &[value]),
            _ => self.unknown(range, "abs of an object of unknown type"),
        }
    }

    fn same_number(&mut self, range: TextRange, value: &Refs) -> Refs {
        match self.joined(value) {
            Some(object) if object.is_number() => {
                let fresh = Object { count: Span::exact(1.0), immortal: false, ..object };
                self.create(range, 50, fresh)
            }
            _ => self.float(range),
        }
    }

    /// `int(…)` of a number or a text.
    fn int_of(&mut self, range: TextRange, value: &Refs) -> Refs {
        let Some(object) = self.joined(value) else {
            return self.unknown(range, "int of nothing");
        };
        match object.kind {
            Kind::Int => value.clone(),
            Kind::Document => self.integer_of_document(range, &object),
            Kind::Float => {
                // The largest float has 1024 bits.
                let num = if object.num.low.is_finite() && object.num.high.is_finite() {
                    Span {
                        low: object.num.low.shifted(-1.0),
                        high: object.num.high.shifted(1.0),
                        estimate: object.num.estimate.clone(),
                    }
                } else {
                    Span::any_number()
                };
                let mut result = numbers::integer(num);
                if result.len.high.as_constant().is_none_or(|bits| bits > 1024.0) {
                    result.len = Span::of(0.0, 20.0, 1024.0);
                }
                self.create(range, 50, result)
            }
            Kind::Str(_) if object.each_len().is_bounded() => {
                let digits = object.each_len();
                let most = digits.high.as_constant().unwrap_or(f64::INFINITY);
                let likely = digits.estimate.as_constant().unwrap_or(4.0);
                let num = if most <= 300.0 {
                    let largest = 10_f64.powf(most);
                    Span::of(-largest, 10_f64.powf(likely.min(most)) * 0.5, largest)
                } else {
                    Span::any_number()
                };
                let mut result = numbers::integer(num);
                if most > 300.0 {
                    result.len =
                        Span::of(0.0, (likely.min(9.0)) * 10_f64.log2(), most * 10_f64.log2());
                }
                self.create(range, 50, result)
            }
            _ => {
                let name = self.module().source.text[range].trim().to_owned();
                let size = if name.len() < 40 && !name.contains('\n') {
                    self.size(&name)
                } else {
                    Span::unknown()
                };
                let num = if size.as_constant().is_some() {
                    size
                } else {
                    Span { low: Poly::constant(f64::NEG_INFINITY), ..size }
                };
                let mut object = numbers::integer(num);
                // Something that is counted: a `Py_ssize_t`.
                object.len.high =
                    Poly::constant(object.len.high.as_constant().unwrap_or(63.0).min(63.0));
                self.create(range, 50, object)
            }
        }
    }

    fn divmod(&mut self, range: TextRange, left: &Refs, right: &Refs) -> Refs {
        use ruff_python_ast::Operator;
        let (Some(one), Some(two)) = (self.joined(left), self.joined(right)) else {
            return self.unknown(range, "divmod of nothing");
        };
        if !one.is_number() || !two.is_number() {
            return self.unknown(range, "divmod of objects of unknown type");
        }
        let quotient = self.create(range, 56, numbers::binary(Operator::FloorDiv, &one, &two));
        let rest = self.create(range, 57, numbers::binary(Operator::Mod, &one, &two));
        self.pair(range, quotient, rest)
    }

    pub fn pair(&mut self, range: TextRange, one: Refs, two: Refs) -> Refs {
        let fields = Some(std::rc::Rc::new(vec![one, two]));
        self.create(range, 58, Object { fields, ..Object::with_len(Kind::Tuple, Span::exact(2.0)) })
    }

    fn power(&mut self, range: TextRange, arguments: &Arguments<'a>) -> Refs {
        use ruff_python_ast::Operator;
        let objects: Vec<Option<Object<'a>>> =
            arguments.positional.iter().map(|refs| self.joined(refs)).collect();
        match &objects[..] {
            [Some(base), Some(exponent)] if base.is_number() && exponent.is_number() => {
                self.create(range, 50, numbers::binary(Operator::Pow, base, exponent))
            }
            [Some(_), Some(_), Some(modulus)] if modulus.kind == Kind::Int => {
                let any = numbers::integer(Span {
                    low: Poly::zero(),
                    estimate: modulus.num.estimate.clone(),
                    high: Poly::infinite(),
                });
                self.create(range, 50, numbers::binary(Operator::Mod, &any, modulus))
            }
            _ => self.unknown(range, "a power of objects of unknown type"),
        }
    }

    /// Iterators that make their items as they are advanced.
    fn lazy_builtin(&mut self, range: TextRange, name: &str, arguments: &Arguments<'a>) -> Refs {
        let mut trips: Option<Span> = None;
        let mut items: Vec<Refs> = Vec::new();
        let skip = usize::from(matches!(name, "map" | "filter"));
        for source in arguments.positional.iter().skip(skip).take(if name == "enumerate" {
            1
        } else {
            usize::MAX
        }) {
            let (more, refs) = self.items(range, source);
            self.hold(&refs);
            let item = self.item(range, source, &refs, Round::Any);
            let refs = self.release();
            // Numbers of a range and characters are made one by one: as many as there are rounds.
            let made: Refs = item.iter().copied().filter(|id| !refs.contains(id)).collect();
            self.many(&made, &more);
            items.push(if item.is_empty() { refs } else { item });
            trips = Some(match trips {
                None => more,
                Some(trips) => Span {
                    low: trips.low.lower(&more.low),
                    estimate: if trips.estimate.weight() <= more.estimate.weight() {
                        trips.estimate
                    } else {
                        more.estimate
                    },
                    high: trips.high.tighter(&more.high),
                },
            });
            self.hold(items.last().unwrap_or(&Refs::new()));
        }
        let held = self.state.held.len() - items.len();
        let items: Vec<Refs> = self.state.held.split_off(held);
        let mut trips = trips.unwrap_or_default();
        let item = match name {
            "enumerate" => {
                let mut num = Span {
                    low: Poly::zero(),
                    estimate: trips.estimate.scaled(0.5),
                    high: trips.high.shifted(-1.0),
                };
                if let Some(start) = arguments.get(1, "start").and_then(|start| self.joined(start))
                {
                    num = num.plus(&start.num);
                }
                let index = self.create(range, 59, numbers::integer(num));
                self.many(&index, &trips);
                let pair = self.pair(range, index, items.into_iter().next().unwrap_or_default());
                self.many(&pair, &trips);
                pair
            }
            "zip" => {
                let mut tuple = Object::with_len(Kind::Tuple, arguments.number(items.len()));
                if arguments.starred {
                    for refs in &items {
                        merge(&mut tuple.elems, refs);
                    }
                } else {
                    tuple.fields = Some(std::rc::Rc::new(items));
                }
                let tuple = self.create(range, 60, tuple);
                self.many(&tuple, &trips);
                tuple
            }
            "map" => {
                let function = arguments.positional.first().cloned().unwrap_or_default();
                self.call_each(range, &function, &items, &trips)
            }
            "filter" => {
                let function = arguments.positional.first().cloned().unwrap_or_default();
                if !self.state.objects(&function).all(|object| object.kind == Kind::Shared) {
                    self.call_each(range, &function, &items, &trips);
                }
                trips = Span {
                    low: Poly::zero(),
                    estimate: trips.estimate.scaled(0.5),
                    high: trips.high,
                };
                items.into_iter().next().unwrap_or_default()
            }
            _ => items.into_iter().next().unwrap_or_default(),
        };
        // What is gone over stays alive.
        let mut keys = Refs::new();
        arguments.positional.iter().skip(skip).for_each(|refs| merge(&mut keys, refs));
        // One item is alive at a time, the one that somebody else holds: the iterator has its own sources only.
        let fields = Some(std::rc::Rc::new(vec![keys]));
        let text = (name == "reversed").then(|| std::rc::Rc::from("sized"));
        let object =
            Object { elems: item, fields, text, ..Object::with_len(Kind::Iterator, trips) };
        self.create(range, 61, object)
    }

    /// As many objects as there are rounds, one for each.
    pub fn many(&mut self, refs: &Refs, trips: &Span) {
        for &id in refs {
            if let Some(object) = self.state.object_mut(id)
                && !object.immortal
            {
                super::methods::multiply(object, trips);
            }
        }
    }

    fn next(&mut self, range: TextRange, arguments: &Arguments<'a>) -> Refs {
        let Some(source) = arguments.positional.first() else { return self.none(range) };
        let (_, items) = self.items(range, source);
        let mut item = self.item(range, source, &items, Round::Any);
        self.change(source, |object, _| {
            if object.kind == Kind::Iterator {
                object.len.low = object.len.low.shifted(-1.0).floor_zero();
                object.each.0 = object.each.0.shifted(-1.0).floor_zero();
            }
        });
        if let Some(default) = arguments.positional.get(1) {
            merge(&mut item, default);
        }
        if item.is_empty() {
            self.unknown(range, "the next item of something unknown")
        } else {
            item
        }
    }
}

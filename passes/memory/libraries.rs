//! Functions of the standard library that programs build data with. What is not described here may do anything with
//! what it gets, and returns something unknown.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{DictKind, Kind, Object, Refs, merge};
use super::layouts::Width;
use super::numbers;
use super::repeat::Round;
use super::walker::Walker;

impl<'a> Walker<'a, '_> {
    /// A member of a module out of view.
    pub fn library_member(&mut self, range: TextRange, path: &str) -> Refs {
        let constant = match path {
            "string.ascii_lowercase" => "abcdefghijklmnopqrstuvwxyz",
            "string.ascii_uppercase" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "string.ascii_letters" => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "string.digits" => "0123456789",
            "string.punctuation" => "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
            "os.linesep" | "os.sep" => "/",
            "sys.platform" | "os.name" => "linux",
            _ => "",
        };
        if !constant.is_empty() {
            return self.string_constant(range, constant);
        }
        match path {
            "math.pi" | "math.e" | "math.inf" | "math.nan" | "math.tau" | "numpy.pi"
            | "numpy.e" => self.constant(range, Object::new(Kind::Float)),
            "sys.maxsize" => self.constant(range, numbers::integer(Span::exact(2_f64.powi(63)))),
            "sys.argv" => {
                let len = self.size("len(sys.argv)");
                let text = Object::with_len(Kind::Str(Width::Four), Span::unknown());
                let text = self.constant(range, text);
                // The list exists before the program starts.
                let list = Object { elems: text, ..Object::with_len(Kind::List, len) };
                self.create(range, 90, Object { immortal: true, ..list })
            }
            "sys.stdin" => {
                let object =
                    Object { text: Some(Rc::from("sys.stdin")), ..Object::new(Kind::File) };
                self.create(range, 90, Object { immortal: true, ..object })
            }
            _ if path.starts_with("re.") && path[3..].chars().all(|c| c.is_ascii_uppercase()) => {
                self.constant(range, numbers::integer(Span::of(1.0, 2.0, 1024.0)))
            }
            "sys.stdout" | "sys.stderr" => {
                let object = Object { text: Some(Rc::from(path)), ..Object::new(Kind::File) };
                self.create(range, 90, Object { immortal: true, ..object })
            }
            _ => self.library(range, path),
        }
    }

    /// A call of a function of a library, by its dotted name.
    pub fn call_library(
        &mut self,
        range: TextRange,
        path: &str,
        arguments: &Arguments<'a>,
    ) -> Refs {
        if self.is_spent() {
            return self.unknown(range, "to follow it to its end would take too long");
        }
        let (module, name) = path.rsplit_once('.').unwrap_or(("", path));
        if arguments.starred
            && matches!(name, "map" | "filter" | "dict" | "format" | "range" | "enumerate")
        {
            let reason = format!("how many arguments `{name}` gets is not known");
            return self.call_unknown(range, &Refs::new(), arguments, &reason);
        }
        let result = match module {
            "" | "builtins" => self.call_builtin(range, name, arguments),
            "math" | "cmath" => self.call_math(range, name, arguments),
            "random" => self.call_random(range, name, arguments),
            "collections" => self.call_collections(range, name, arguments),
            "itertools" => self.call_itertools(range, name, arguments),
            "itertools.chain" if name == "from_iterable" => {
                self.call_itertools(range, "chain.from_iterable", arguments)
            }
            "re" => self.call_re(range, name, arguments),
            "datetime" | "datetime.datetime" | "datetime.date" | "datetime.time" => {
                self.call_datetime(range, path, arguments)
            }
            "io" => self.call_io(range, name, arguments),
            "array" if name == "array" => self.call_array(range, arguments),
            "heapq" | "bisect" => self.call_heap(range, name, arguments),
            "time" => Some(if name == "sleep" { self.none(range) } else { self.float(range) }),
            "copy" => self.call_copy(range, name, arguments),
            "statistics" => self.call_statistics(range, name, arguments),
            "dataclasses" if name == "field" => {
                let elems = arguments.all();
                Some(self.create(
                    range,
                    100,
                    Object {
                        elems,
                        extra: Span::of(0.0, 100.0, 400.0),
                        ..Object::new(Kind::Shared)
                    },
                ))
            }
            "functools" => self.call_functools(range, name, arguments),
            "operator" => self.call_operator(range, name),
            "operator.getter" => self.call_getter(range, arguments),
            "csv" | "json" => self.call_format(range, module, name, arguments),
            "gc" => Some(self.integer(range, Span::of(0.0, 0.0, 1e9))),
            "sys" => self.call_sys(range, name),
            "os" => self.call_os(range, name),
            "os.path" | "posixpath" => self.call_paths(range, name, arguments),
            "dict" if name == "fromkeys" => self.keyed_dict(range, arguments),
            "str" if name == "join" || name == "format" => {
                let receiver = arguments.positional.first().cloned().unwrap_or_default();
                let positional = arguments.positional.iter().skip(1).cloned().collect();
                Some(self.method(
                    range,
                    &receiver,
                    name,
                    &Arguments { positional, ..arguments.clone() },
                ))
            }
            "str" | "list" | "dict" | "set" | "int" | "float" | "bytes" if name != "maketrans" => {
                match (arguments.positional.first().cloned(), name) {
                    (Some(receiver), _) if !matches!(name, "fromhex" | "from_bytes") => {
                        let positional = arguments.positional.iter().skip(1).cloned().collect();
                        Some(self.method(
                            range,
                            &receiver,
                            name,
                            &Arguments { positional, ..arguments.clone() },
                        ))
                    }
                    _ => None,
                }
            }
            _ if module == "numpy" || module.starts_with("numpy.") => {
                self.call_numpy(range, path, arguments)
            }
            _ if module == "pandas" => self.call_pandas(range, name, arguments),
            _ => None,
        };
        match result {
            Some(result) => result,
            None => {
                let reason = format!("what `{path}` does with memory is not described");
                self.call_unknown(range, &Refs::new(), arguments, &reason)
            }
        }
    }

    fn call_math(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let first = arguments.positional.first().cloned().unwrap_or_default();
        Some(match name {
            "floor" | "ceil" | "trunc" => {
                let positional = vec![first];
                return self.call_builtin(
                    range,
                    "int",
                    &Arguments { positional, ..Arguments::default() },
                );
            }
            "gcd" | "isqrt" | "lcm" => {
                let object = self.joined(&first)?;
                let high = if name == "lcm" { Poly::infinite() } else { object.num.high.clone() };
                let num = Span { low: Poly::zero(), estimate: high.scaled(0.5), high };
                let num = if num.high.is_finite() {
                    num
                } else {
                    Span { estimate: Poly::constant(1e6), ..num }
                };
                self.integer(range, num)
            }
            "factorial" | "comb" | "perm" => {
                let most = self.joined(&first)?.num.high.as_constant().unwrap_or(f64::INFINITY);
                let bits = most * most.max(2.0).log2();
                let mut object = numbers::integer(Span { low: Poly::zero(), ..Span::any_number() });
                object.len = Span::of(0.0, bits * 0.8, bits);
                self.create(range, 91, object)
            }
            "isnan" | "isinf" | "isfinite" | "isclose" => self.boolean(range),
            "prod" => return None,
            "modf" | "frexp" => {
                let one = self.float(range);
                self.pair(range, one.clone(), one)
            }
            _ => self.float(range),
        })
    }

    fn call_random(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let first = arguments.positional.first().cloned();
        let number = |walker: &Self, at: usize| {
            arguments
                .positional
                .get(at)
                .and_then(|refs| walker.joined(refs))
                .filter(|object| object.kind == Kind::Int)
                .map(|object| object.num)
        };
        Some(match name {
            "random" | "uniform" | "gauss" | "normalvariate" | "expovariate" | "betavariate"
            | "triangular" | "lognormvariate" | "paretovariate" | "gammavariate"
            | "vonmisesvariate" | "weibullvariate" => self.float(range),
            "randint" => {
                let (low, high) = (number(self, 0)?, number(self, 1)?);
                let num = Span {
                    estimate: low.estimate.plus(&high.estimate).scaled(0.5),
                    low: low.low,
                    high: high.high,
                };
                self.integer(range, num)
            }
            "randrange" => {
                let object = self.range_object(range, &arguments.positional);
                let num = self.joined(&object)?.num;
                self.integer(range, num)
            }
            "getrandbits" => {
                let most = number(self, 0)?.high.as_constant()?;
                let high = 2_f64.powf(most);
                let mut object = numbers::integer(Span::of(0.0, high * 0.5, high));
                object.len = Span::of(0.0, most, most);
                self.create(range, 92, object)
            }
            "choice" => {
                let source = first?;
                let (_, items) = self.items(range, &source);
                self.item(range, &source, &items, Round::Any)
            }
            "choices" | "sample" => {
                let source = first?;
                let (of, items) = self.all_items(range, &source);
                let is_sample = name == "sample";
                let amount = if is_sample { arguments.get(1, "k") } else { arguments.keyword("k") };
                let len = match amount.and_then(|amount| self.joined(amount)) {
                    Some(object) if object.kind == Kind::Int => object.num.amount(),
                    Some(_) => Span::unknown(),
                    None => Span::exact(1.0),
                };
                let weighs = arguments.positional.len() > 1
                    || ["weights", "cum_weights", "counts"]
                        .iter()
                        .any(|name| arguments.keyword(name).is_some());
                let drawn = Object::with_len(Kind::List, len.clone());
                let result =
                    self.create(range, 93, Object { elems: items, grown: !is_sample, ..drawn });
                self.hold(&result);
                let mut meanwhile =
                    if is_sample { super::copies::sampled(&of, &len) } else { Span::default() };
                if weighs && !is_sample || arguments.keyword("counts").is_some() {
                    // Weights are added up into a list of numbers.
                    meanwhile = meanwhile.plus(&of.times(&Span::of(0.0, 33.0, 64.0)));
                }
                self.measure_with(&meanwhile);
                self.release()
            }
            "randbytes" => {
                let len = number(self, 0)?.amount();
                self.create(range, 93, Object::with_len(Kind::Bytes, len))
            }
            "shuffle" | "seed" => self.none(range),
            "Random" => {
                // The state of the generator: 624 words.
                let object = Object {
                    extra: Span::of(2500.0, 2560.0, 2700.0),
                    ..Object::new(Kind::Library(Rc::from("random")))
                };
                self.create(range, 92, object)
            }
            _ => return None,
        })
    }

    pub fn call_collections(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        Some(match name {
            "deque" => {
                let mut object = Object::with_len(Kind::Deque, Span::default());
                if let Some(limit) = arguments.get(1, "maxlen") {
                    object.attributes =
                        Some(Rc::new([(Rc::from("maxlen"), limit.clone())].into_iter().collect()));
                }
                let deque = self.create(range, 94, object);
                if let Some(source) = arguments.positional.first() {
                    self.extend(range, &deque, source);
                    self.limit_deque(&deque);
                }
                deque
            }
            "Counter" => {
                let object = Object {
                    string_keys: true,
                    ..Object::with_len(Kind::Dict(DictKind::Counter), Span::default())
                };
                let counter = self.create(range, 94, object);
                if let Some(source) = arguments.positional.first() {
                    let is_dict = self
                        .state
                        .objects(source)
                        .all(|object| matches!(object.kind, Kind::Dict(_)));
                    if is_dict {
                        self.update_dict(&counter, source);
                    } else {
                        self.count_items(range, &counter, source);
                    }
                }
                counter
            }
            "defaultdict" => {
                let factory = arguments.positional.first().cloned().unwrap_or_default();
                let object = Object {
                    attributes: Some(Rc::new(
                        [(Rc::from("default_factory"), factory)].into_iter().collect(),
                    )),
                    ..Object::with_len(Kind::Dict(DictKind::Default), Span::default())
                };
                self.create(range, 94, object)
            }
            "OrderedDict" => self.dict(range, DictKind::Ordered, arguments),
            "namedtuple" => {
                let names = arguments.positional.get(1).and_then(|names| self.joined(names))?;
                let text = match &names.text {
                    Some(text) => {
                        text.replace(',', " ").split_whitespace().collect::<Vec<_>>().join(",")
                    }
                    None => {
                        let mut fields = Vec::new();
                        for refs in names.fields.iter().flat_map(|fields| fields.iter()) {
                            fields.push(self.state.single(refs)?.text.as_deref()?.to_owned());
                        }
                        for object in self.state.objects(&names.elems) {
                            fields.push(object.text.as_deref()?.to_owned());
                        }
                        fields.join(",")
                    }
                };
                let (size, most) = self.layout.class();
                let object = Object {
                    text: Some(Rc::from(text)),
                    extra: Span::of(900.0, size * 2.0, most * 3.0),
                    ..Object::new(Kind::Library(Rc::from("namedtuple")))
                };
                self.create(range, 94, object)
            }
            _ => return None,
        })
    }

    fn call_heap(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let first = arguments.positional.first()?.clone();
        Some(match name {
            "heappush" | "insort" | "insort_left" | "insort_right" => {
                let value = arguments.positional.get(1)?.clone();
                self.add_elements(&first, &value, &Span::exact(1.0));
                self.none(range)
            }
            "heappop" => {
                let elems = self.elements(&first);
                self.remove_elements(&first, 1.0);
                if elems.is_empty() {
                    self.unknown(range, "an element of something empty")
                } else {
                    elems
                }
            }
            "heapify" => self.none(range),
            "heapreplace" | "heappushpop" => {
                let value = arguments.positional.get(1)?.clone();
                self.add_elements(&first, &value, &Span::default());
                self.elements(&first)
            }
            "nlargest" | "nsmallest" => {
                let source = arguments.positional.get(1)?.clone();
                let limit = self.joined(&first)?.num.amount();
                let (len, items) = self.all_items(range, &source);
                self.create(
                    range,
                    97,
                    Object {
                        elems: items,
                        grown: true,
                        ..Object::with_len(Kind::List, len.capped(&limit))
                    },
                )
            }
            "bisect" | "bisect_left" | "bisect_right" => {
                let len = self.length(&first);
                self.integer(range, Span { low: Poly::zero(), ..len })
            }
            _ => return None,
        })
    }

    fn call_functools(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        if name != "reduce" {
            return None;
        }
        let function = arguments.positional.first()?.clone();
        let source = arguments.positional.get(1)?.clone();
        let (trips, items) = self.items(range, &source);
        self.hold(&items);
        let item = self.item(range, &source, &items, Round::Any);
        self.release();
        let start = arguments.positional.get(2).cloned();
        // Without a start, the first item is one.
        let trips = if start.is_some() { trips } else { trips.shifted(-1.0).amount() };
        let start = start.unwrap_or_else(|| item.clone());
        self.hold(&item);
        self.hold(&start);
        let at = self.state.held.len();
        self.repeat(range, &trips, |walker, _| {
            let positional =
                vec![walker.state.held[at - 1].clone(), walker.state.held[at - 2].clone()];
            let value = walker.call_value(
                range,
                &function,
                &Arguments { positional, ..Arguments::default() },
            );
            walker.state.held[at - 1] = value;
        });
        let result = self.release();
        self.release();
        Some(result)
    }

    fn call_operator(&mut self, range: TextRange, name: &str) -> Option<Refs> {
        matches!(name, "itemgetter" | "attrgetter")
            .then(|| self.library(range, "operator.getter.call"))
    }

    /// What `itemgetter` and `attrgetter` made takes a part of its argument.
    fn call_getter(&mut self, range: TextRange, arguments: &Arguments<'a>) -> Option<Refs> {
        let source = arguments.positional.first()?;
        let mut parts = Refs::new();
        for object in self.state.objects(source) {
            parts.extend(object.refs());
        }
        let mut result = Refs::new();
        merge(&mut result, &parts);
        if result.is_empty() {
            return Some(self.unknown(range, "a part of something unknown"));
        }
        Some(result)
    }

    fn call_sys(&mut self, range: TextRange, name: &str) -> Option<Refs> {
        Some(match name {
            "exit" => {
                self.state.dead = true;
                Refs::new()
            }
            "getsizeof" | "getrefcount" | "getrecursionlimit" => {
                self.integer(range, Span::of(0.0, 100.0, 2_f64.powi(63)))
            }
            "setrecursionlimit" | "intern" => self.none(range),
            _ => return None,
        })
    }

    fn call_os(&mut self, range: TextRange, name: &str) -> Option<Refs> {
        Some(match name {
            "cpu_count" | "getpid" => self.integer(range, Span::of(0.0, 100.0, 2_f64.powi(31))),
            "remove" | "makedirs" | "mkdir" | "rename" | "chdir" | "unlink" => self.none(range),
            _ => return None,
        })
    }

    /// Functions of `os.path`: texts no longer than what they are made of.
    fn call_paths(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let mut len = Span::default();
        let mut width = Width::Ascii;
        for part in &arguments.positional {
            let object = self.joined(part)?;
            let Kind::Str(wide) = object.kind else { return None };
            width = width.max(wide);
            len = len.plus(&object.each_len()).shifted(1.0);
        }
        if arguments.starred {
            return None;
        }
        let shorter = Span { low: Poly::zero(), ..len.clone() };
        Some(match name {
            "join" => self.create(range, 101, Object::with_len(Kind::Str(width), shorter)),
            "basename" | "dirname" | "normpath" | "normcase" => {
                self.create(range, 101, Object::with_len(Kind::Str(width), shorter))
            }
            "split" | "splitext" => {
                let part =
                    self.create(range, 101, Object::with_len(Kind::Str(width), shorter.clone()));
                let rest = self.create(range, 102, Object::with_len(Kind::Str(width), shorter));
                self.pair(range, part, rest)
            }
            "exists" | "isfile" | "isdir" | "isabs" | "islink" => self.boolean(range),
            "getsize" => self.integer(range, Span::of(0.0, 1e6, 2_f64.powi(62))),
            "getmtime" | "getctime" | "getatime" => self.float(range),
            _ => return None,
        })
    }

    fn keyed_dict(&mut self, range: TextRange, arguments: &Arguments<'a>) -> Option<Refs> {
        let source = arguments.positional.first()?.clone();
        let value = match arguments.positional.get(1) {
            Some(value) => value.clone(),
            None => self.none(range),
        };
        let (len, keys) = self.all_items(range, &source);
        let strings = self.state.objects(&keys).all(|object| matches!(object.kind, Kind::Str(_)));
        let object = Object {
            keys,
            elems: value,
            string_keys: strings,
            grown: true,
            ..Object::with_len(Kind::Dict(DictKind::Plain), Span { low: Poly::zero(), ..len })
        };
        let dict = self.create(range, 99, object);
        self.limit_by_domain(&dict);
        Some(dict)
    }
}

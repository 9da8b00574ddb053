//! `itertools`: how many items come out of what goes in, and what is kept meanwhile.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{Kind, Object, Refs, merge};
use super::layouts::{POINTER, TUPLE};
use super::walker::Walker;

impl<'a> Walker<'a, '_> {
    /// A function of `itertools`.
    pub fn call_itertools(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let mut lengths = Vec::new();
        let mut items = Vec::new();
        if matches!(name, "count" | "cycle")
            || (name == "repeat" && arguments.positional.len() == 1)
        {
            let why = self.why(range, format!("`itertools.{name}` does not end by itself"));
            let elems = match name {
                "count" => self.integer(range, Span { low: Poly::zero(), ..Span::any_number() }),
                "cycle" => self.all_items(range, arguments.positional.first()?).1,
                _ => arguments.positional.first()?.clone(),
            };
            let object = Object::with_len(Kind::Iterator, Span::unknown());
            // What `cycle` has seen it keeps.
            let kept = if name == "cycle" {
                let len = self.all_items(range, arguments.positional.first()?).0;
                Span { low: Poly::zero(), ..len.scaled(POINTER * 1.125).shifted(100.0) }
            } else {
                Span::default()
            };
            let fields = Some(Rc::new(arguments.positional.clone()));
            return Some(self.create(
                range,
                95,
                Object { elems, fields, extra: kept, why: Some(why), ..object },
            ));
        }
        if matches!(
            name,
            "groupby" | "starmap" | "takewhile" | "dropwhile" | "filterfalse" | "compress" | "tee"
        ) {
            return self.grouped_or_filtered(range, name, arguments);
        }
        let sources = match name {
            "repeat"
            | "islice"
            | "batched"
            | "permutations"
            | "combinations"
            | "accumulate"
            | "combinations_with_replacement" => 1,
            _ => arguments.positional.len(),
        };
        for source in arguments.positional.iter().take(sources) {
            if name == "repeat" {
                break;
            }
            let (len, refs) = self.all_items(range, source);
            lengths.push(len);
            self.hold(&refs);
        }
        let from = self.state.held.len() - lengths.len();
        items.extend(self.state.held.split_off(from));
        let mut all = Refs::new();
        for refs in &items {
            merge(&mut all, refs);
        }
        let number = |walker: &Self, at: usize| {
            arguments
                .positional
                .get(at)
                .and_then(|refs| walker.joined(refs))
                .filter(|object| object.kind == Kind::Int)
                .map(|object| object.num)
        };
        let (len, elems) = match name {
            "chain" => {
                let sum = lengths.iter().fold(Span::default(), |sum, len| sum.plus(len));
                // Of a starred argument, each is as long as any of them.
                let len = if arguments.starred {
                    sum.times(&arguments.number(lengths.len()))
                } else {
                    sum
                };
                (len, all)
            }
            _ if arguments.starred => return None,
            "chain.from_iterable" => {
                let (inner, elems) = self.all_items(range, &all);
                let mut total = inner.times(lengths.first()?);
                // All of them together are as long as they are.
                let mut sum = Poly::zero();
                for object in self.state.objects(&all) {
                    let is_held = matches!(
                        object.kind,
                        Kind::List | Kind::Tuple | Kind::Set { .. } | Kind::Deque
                    );
                    sum = if is_held { sum.plus(&object.len.high) } else { Poly::infinite() };
                }
                total.high = total.high.tighter(&sum);
                (total, elems)
            }
            "pairwise" => {
                let fields = Some(Rc::new(vec![all.clone(), all]));
                let pair = Object { fields, ..Object::with_len(Kind::Tuple, Span::exact(2.0)) };
                let len = lengths.first()?.shifted(-1.0).amount();
                (len, self.create(range, 96, pair))
            }
            "batched" => {
                let size = number(self, 1)?.amount();
                let most = size.high.as_constant().filter(|size| *size >= 1.0)?;
                let len = lengths.first()?.scaled(1.0 / most);
                let len = Span {
                    low: Poly::zero(),
                    estimate: len.estimate,
                    high: lengths.first()?.high.clone(),
                };
                let tuple = Object { elems: all, ..Object::with_len(Kind::Tuple, size) };
                (len, self.create(range, 96, tuple))
            }
            "zip_longest" => {
                if let Some(fill) = arguments.keyword("fillvalue") {
                    merge(&mut all, fill);
                }
                let none = self.none(range);
                merge(&mut all, &none);
                let mut len = lengths.first()?.clone();
                for more in &lengths {
                    len = len.maximum(more);
                }
                let width = Span::exact(items.len() as f64);
                let fields = items.into_iter().map(|mut one| {
                    merge(&mut one, &none);
                    one
                });
                let fields = Some(Rc::new(fields.collect::<Vec<Refs>>()));
                let tuple = Object { fields, ..Object::with_len(Kind::Tuple, width) };
                (len, self.create(range, 96, tuple))
            }
            "repeat" => (number(self, 1)?.amount(), arguments.positional.first()?.clone()),
            "islice" => {
                let all_of_it = lengths.first()?;
                let ends: Vec<Option<Span>> =
                    (1..arguments.positional.len()).map(|at| number(self, at)).collect();
                let len = match &ends[..] {
                    [Some(end)] => end.amount(),
                    [Some(start), Some(end)] => end.minus(start).amount(),
                    [Some(start), None] | [Some(start), None, None] => {
                        all_of_it.minus(start).amount()
                    }
                    [Some(start), end, Some(step)] => {
                        let len = match end {
                            Some(end) => end.amount().capped(all_of_it).minus(start).amount(),
                            None => all_of_it.minus(start).amount(),
                        };
                        match step.as_constant().filter(|step| *step >= 1.0) {
                            Some(step) => Span {
                                low: len.low.scaled(1.0 / step).shifted(-1.0).floor_zero(),
                                estimate: len.estimate.scaled(1.0 / step),
                                high: len.high.scaled(1.0 / step).shifted(1.0),
                            },
                            None => Span { low: Poly::zero(), ..len },
                        }
                    }
                    _ => all_of_it.clone(),
                };
                // Who is asked for more than there is stops earlier; an iterator may have been advanced before.
                (Span { low: Poly::zero(), ..len.capped(all_of_it) }, all)
            }
            "accumulate" => {
                let total = self.call_builtin(
                    range,
                    "sum",
                    &Arguments {
                        positional: vec![arguments.positional.first()?.clone()],
                        ..Arguments::default()
                    },
                )?;
                (lengths.first()?.clone(), total)
            }
            "product" => {
                let times = arguments
                    .keyword("repeat")
                    .and_then(|refs| self.joined(refs))
                    .map_or(Some(1.0), |object| object.num.as_constant())?;
                let mut len = Span::exact(1.0);
                for _ in 0..times.min(12.0) as u32 {
                    len = lengths.iter().fold(len, |product, one| product.times(one));
                }
                let width = items.len() as f64 * times;
                let fields = (times - 1.0).abs() < 0.5;
                let object = Object::with_len(Kind::Tuple, Span::exact(width));
                let tuple = if fields {
                    Object { fields: Some(Rc::new(items)), ..object }
                } else {
                    Object { elems: all, ..object }
                };
                (len, self.create(range, 96, tuple))
            }
            "combinations" | "permutations" | "combinations_with_replacement" => {
                let n = lengths.first()?.clone();
                let k = match number(self, 1) {
                    Some(k) => k.as_constant()?,
                    None => n.as_constant()?,
                };
                let count = |n: f64| {
                    let mut result = 1.0;
                    let n = if name.ends_with("replacement") { n + k - 1.0 } else { n };
                    for step in 0..k.min(400.0) as u32 {
                        result *= n - f64::from(step);
                        if name != "permutations" {
                            result /= f64::from(step) + 1.0;
                        }
                    }
                    result.max(0.0)
                };
                let len = match n.as_constant() {
                    Some(n) => Span::exact(count(n)),
                    None => Span {
                        low: Poly::zero(),
                        estimate: Poly::infinite(),
                        high: Poly::infinite(),
                    },
                };
                let tuple = Object { elems: all, ..Object::with_len(Kind::Tuple, Span::exact(k)) };
                (len, self.create(range, 96, tuple))
            }
            _ => return None,
        };
        let makes_items = matches!(
            name,
            "product"
                | "combinations"
                | "permutations"
                | "combinations_with_replacement"
                | "accumulate"
                | "pairwise"
                | "batched"
                | "zip_longest"
        );
        if makes_items {
            self.many(&elems, &len);
        }
        // What is gone over stays alive; some make a tuple of it first.
        let pools = if matches!(name, "product" | "combinations" | "permutations")
            || name == "combinations_with_replacement"
        {
            lengths.iter().fold(Span::default(), |sum, len| {
                sum.plus(&Span {
                    low: Poly::zero(),
                    ..len.scaled(POINTER).plus(&Span::of(0.0, TUPLE, 3.0 * TUPLE))
                })
            })
        } else {
            Span::default()
        };
        let fields = Some(Rc::new(arguments.positional.clone()));
        Some(self.create(
            range,
            95,
            Object { elems, fields, extra: pools, ..Object::with_len(Kind::Iterator, len) },
        ))
    }

    /// Functions that hand on what goes in, chosen or in groups.
    fn grouped_or_filtered(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let at = usize::from(matches!(name, "starmap" | "takewhile" | "dropwhile" | "filterfalse"));
        let source = arguments.positional.get(at)?.clone();
        let (trips, items) = self.all_items(range, &source);
        self.hold(&source);
        self.hold(&items);
        let function = match name {
            "groupby" => arguments.get(1, "key").cloned(),
            "compress" | "tee" => None,
            _ => arguments.positional.first().cloned(),
        };
        let function = function
            .filter(|refs| self.state.objects(refs).any(|object| object.kind != Kind::Shared));
        let called = match (&function, name) {
            (Some(function), "starmap") => {
                let parts = self.parts_of(&items)?;
                Some(self.call_each(range, function, &parts, &trips))
            }
            (Some(function), _) => {
                Some(self.call_each(range, function, std::slice::from_ref(&items), &trips))
            }
            (None, _) => None,
        };
        let items = self.release();
        let source = self.release();
        let fields = Some(Rc::new(vec![source]));
        let some = Span {
            low: Poly::zero(),
            estimate: trips.estimate.scaled(0.5),
            high: trips.high.clone(),
        };
        let iterator = |len: Span, elems: Refs| Object {
            elems,
            fields: fields.clone(),
            ..Object::with_len(Kind::Iterator, len)
        };
        Some(match name {
            "starmap" => self.create(range, 95, iterator(trips, called?)),
            "tee" => {
                // What one of them has taken and the other has not is kept, 57 pointers a block.
                let mut one = iterator(trips.clone(), items);
                let slots = trips.high.scaled(POINTER * 1.2).shifted(600.0);
                one.extra = Span { low: Poly::zero(), estimate: slots.scaled(0.9), high: slots };
                let copies = arguments.get(1, "n").and_then(|n| self.joined(n));
                let copies = copies.map_or(Some(2.0), |n| n.num.as_constant())?;
                let one = self.create(range, 95, one);
                let fields = Some(Rc::new(vec![one; copies.clamp(0.0, 12.0) as usize]));
                let tuple = Object::with_len(Kind::Tuple, Span::exact(copies));
                self.create(range, 96, Object { fields, ..tuple })
            }
            "groupby" => {
                let keys = called.unwrap_or_else(|| items.clone());
                // One group for each key, as where the items are sorted; otherwise as many as groups have items.
                let kinds = self.domain(&keys, 3).as_constant().filter(|kinds| kinds.is_finite());
                let known = self.state.single(&fields.as_ref()?[0]).and_then(|object| {
                    let text = object.text.as_ref().filter(|_| function.is_none())?;
                    matches!(object.kind, Kind::Str(_)).then(|| runs(text))
                });
                let kinds = known.or(kinds);
                let likely = match (trips.estimate.as_constant(), kinds) {
                    (Some(all), Some(kinds)) if kinds > 0.0 && kinds <= all => kinds,
                    (Some(all), _) if all.is_finite() => all.sqrt().ceil(),
                    _ => f64::INFINITY,
                };
                let groups = Span {
                    low: Poly::zero(),
                    estimate: Poly::constant(likely),
                    high: trips.high.clone(),
                };
                let each = match trips.estimate.as_constant() {
                    Some(all) if likely > 0.0 => Poly::constant(all / likely),
                    _ => Poly::infinite(),
                };
                let len = Span { low: Poly::zero(), estimate: each, high: trips.high };
                let group = self.create(range, 97, iterator(len, items));
                self.hold(&keys);
                let pair = self.pair(range, keys, group);
                self.release();
                self.many(&pair, &groups);
                self.create(range, 95, iterator(groups, pair))
            }
            _ => self.create(range, 95, iterator(some, items)),
        })
    }

    /// The arguments of `f(*item)`, where all items are tuples of one length.
    fn parts_of(&self, items: &Refs) -> Option<Vec<Refs>> {
        let mut parts: Option<Vec<Refs>> = None;
        for object in self.state.objects(items) {
            let fields = object.fields.as_ref()?;
            match &mut parts {
                None => parts = Some((**fields).clone()),
                Some(parts) if parts.len() == fields.len() => {
                    for (part, more) in parts.iter_mut().zip(fields.iter()) {
                        merge(part, more);
                    }
                }
                Some(_) => return None,
            }
        }
        parts
    }
}

/// How many runs of equal letters there are in a text.
fn runs(text: &str) -> f64 {
    let mut last = None;
    text.chars().filter(|letter| last.replace(*letter) != Some(*letter)).count() as f64
}

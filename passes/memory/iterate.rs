//! What a `for` goes over: how many rounds there are, and what the item of a round is.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::heap::{Kind, Object, Refs, Table, merge};
use super::layouts::Width;
use super::numbers;
use super::repeat::Round;
use super::walker::Walker;

impl<'a> Walker<'a, '_> {
    /// How many items a value yields, and which; the items of a range are made one by one, by [`Walker::item`].
    pub fn items(&mut self, range: TextRange, source: &Refs) -> (Span, Refs) {
        let mut trips: Option<Span> = None;
        let mut items = Refs::new();
        for &id in source {
            let Some(kind) = self.state.object(id).map(|object| object.kind.clone()) else {
                continue;
            };
            let (more, refs) = match kind {
                Kind::Lazy(node) => {
                    let first = self.state.object(id).map(|object| object.elems.clone());
                    let sink = self.sink(range);
                    self.state.hidden.push(sink);
                    self.drain(node, first.unwrap_or_default(), &mut |walker, value, chance| {
                        let sink = walker.state.hidden.last().cloned().unwrap_or_default();
                        walker.add_elements(&sink, value, &super::expressions::amount_of(chance));
                    });
                    self.emptied()
                }
                Kind::Generator(func) => {
                    let arguments = self.state.object(id).and_then(|object| object.fields.clone());
                    let arguments: Vec<Refs> =
                        arguments.map(|fields| (*fields).clone()).unwrap_or_default();
                    self.run_generator(range, func, id, &arguments)
                }
                Kind::Unknown => {
                    let item = self.unknown(range, "the items of an unknown object");
                    (self.open_length(range), item)
                }
                Kind::Instance(_) => self.items_of_instance(range, id),
                Kind::File => self.lines_of_file(range, id),
                Kind::Buffer(_) => self.lines_of_buffer(range, &[id].into_iter().collect()),
                Kind::Document => {
                    let part: Refs = [id].into_iter().collect();
                    (self.items_in(&part), part)
                }
                Kind::Array { .. } | Kind::View => {
                    let item = self.array_item(range, id);
                    (self.first_axis(&[id]), item)
                }
                Kind::Str(_) | Kind::Bytes | Kind::ByteArray | Kind::Packed(_) | Kind::Range => {
                    (self.length(&[id]), Refs::new())
                }
                Kind::Frame => self.frame_items(range, id),
                Kind::Iterator => {
                    let found = (self.length(&[id]), self.elements(&[id]));
                    // Whoever goes over it again may find nothing left.
                    if let Some(object) = self.state.object_mut(id) {
                        object.len.low = Poly::zero();
                        object.each.0 = Poly::zero();
                    }
                    found
                }
                Kind::List | Kind::Tuple | Kind::Dict(_) | Kind::Set { .. } | Kind::Deque => {
                    (self.length(&[id]), self.elements(&[id]))
                }
                _ => {
                    let item = self.unknown(range, "the items of an object that is not followed");
                    (Span::unknown(), item)
                }
            };
            merge(&mut items, &refs);
            trips = Some(match trips {
                None => more,
                Some(trips) => trips.join(&more, 0.5),
            });
        }
        (trips.unwrap_or_else(Span::unknown).amount(), items)
    }

    /// An instance is gone over by what its `__iter__` returns.
    fn items_of_instance(&mut self, range: TextRange, id: super::heap::Id) -> (Span, Refs) {
        let refs: Refs = [id].into_iter().collect();
        let Some(func) = self.method_of(&refs, "__iter__") else {
            let item = self.unknown(range, "the items of an object that is not followed");
            return (Span::unknown(), item);
        };
        let iterator = self.call_function(range, func, std::slice::from_ref(&refs), &[]);
        if iterator.contains(&id) {
            // It is its own iterator.
            let item = match self.method_of(&refs, "__next__") {
                Some(func) => self.call_function(range, func, &[refs], &[]),
                None => self.unknown(range, "the items of an object that is not followed"),
            };
            return (Span::unknown(), item);
        }
        self.items(range, &iterator)
    }

    /// The number of items of something about which nothing is known.
    fn open_length(&mut self, range: TextRange) -> Span {
        let text = self.module().source.text[range].trim().to_owned();
        let plain =
            text.len() < 40 && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
        if plain { self.size(&format!("len({text})")) } else { Span::unknown() }
    }

    /// A container for the items of a generator, which are never there all at once.
    fn sink(&mut self, range: TextRange) -> Refs {
        self.create(range, 20, Object::with_len(Kind::Iterator, Span::default()))
    }

    /// What has been put into the sink on top.
    fn emptied(&mut self) -> (Span, Refs) {
        let sink = self.state.hidden.pop().unwrap_or_default();
        let result = (self.length(&sink), self.elements(&sink));
        for id in &sink {
            self.state.heap.remove(id);
        }
        result
    }

    /// The items that a generator function yields, and what it keeps meanwhile.
    fn run_generator(
        &mut self,
        range: TextRange,
        func: crate::ids::FuncId,
        id: super::heap::Id,
        arguments: &[Refs],
    ) -> (Span, Refs) {
        let sink = self.sink(range);
        let place = sink.first().map_or(0, |sink| sink.0 / 2);
        self.state.hidden.push(sink);
        self.waiting.push(Span::default());
        self.run_body(range, func, arguments, Some(place));
        let most = self.waiting.pop().unwrap_or_default();
        let mut locals = std::mem::take(&mut self.locals);
        // What variables held at some `yield`, too.
        let sink = self.state.hidden.last().and_then(|sink| self.state.single(sink));
        if let Some(earlier) = sink.and_then(|sink| sink.attributes.clone()) {
            for (name, refs) in earlier.iter() {
                merge(locals.entry(Rc::clone(name)).or_default(), refs);
            }
        }
        let mut less = Span::default();
        if !most.high.is_zero() {
            let roots: Vec<&Refs> = locals.values().collect();
            less = super::sizes::held_by(&self.state, self.layout, &roots);
        }
        let gone = most.high.minus(&less.high).floor_zero();
        if let Some(object) = self.state.object_mut(id) {
            object.extra.high = object.extra.high.upper(&gone);
            let mut table = object.attributes.as_deref().cloned().unwrap_or_default();
            for (name, refs) in locals {
                merge(table.entry(name).or_default(), &refs);
            }
            object.attributes = Some(Rc::new(table));
        }
        self.emptied()
    }

    /// What each variable of a body holds, by its number.
    pub fn locals_of(&self, func: crate::ids::FuncId) -> Table {
        let mut locals = Table::new();
        for (at, var) in self.scopes.function(func).variables.iter().enumerate() {
            if let Some(refs) = self.state.vars.get(var) {
                locals.insert(Rc::from(at.to_string()), refs.clone());
            }
        }
        locals
    }

    /// All that variables of a generator hold.
    pub fn kept_by_locals(&self) -> Refs {
        let mut all = Refs::new();
        self.locals.values().for_each(|refs| merge(&mut all, refs));
        all
    }

    /// A generator waits: whoever goes over it does so while its variables hold what they hold now.
    pub fn wait(&mut self, sink: super::heap::Id) {
        let Some(func) = self.frames.last().map(|frame| frame.func) else { return };
        let locals = self.locals_of(func);
        if self.recording {
            let roots: Vec<&Refs> = locals.values().collect();
            let now = super::sizes::held_by(&self.state, self.layout, &roots);
            if let Some(most) = self.waiting.last_mut() {
                *most = most.maximum(&now);
            }
        }
        if let Some(object) = self.state.object_mut(sink) {
            let mut table = object.attributes.as_deref().cloned().unwrap_or_default();
            for (name, refs) in locals {
                merge(table.entry(name).or_default(), &refs);
            }
            object.attributes = Some(Rc::new(table));
        }
    }

    /// All items of a value at once, those of ranges and strings made.
    pub fn all_items(&mut self, range: TextRange, source: &Refs) -> (Span, Refs) {
        let (trips, items) = self.items(range, source);
        self.hold(&items);
        let item = self.made_item(range, source, Round::Any);
        let mut items = self.release();
        if let Some(item) = item {
            let id = item.first().copied();
            merge(&mut items, &item);
            // There are as many of them as there are rounds.
            if let Some(object) = id.and_then(|id| self.state.object_mut(id)) {
                object.count = trips.clone();
            }
        }
        (trips, items)
    }

    /// The item of one round.
    pub fn item(&mut self, range: TextRange, source: &Refs, items: &Refs, round: Round) -> Refs {
        let mut item = items.clone();
        if let Some(made) = self.made_item(range, source, round) {
            merge(&mut item, &made);
        }
        item
    }

    /// An item that is made when it is asked for: a number of a range, a character.
    fn made_item(&mut self, range: TextRange, source: &Refs, round: Round) -> Option<Refs> {
        let object = self.joined(source)?;
        let made = match object.kind {
            Kind::Range => {
                let mut num = object.num.clone();
                if round == Round::Last {
                    num.estimate = num.high.clone();
                }
                Object { grown: object.grown, ..numbers::integer(num) }
            }
            Kind::ByteArray if self.likely_flag(source).is_some() => {
                let likely = self.likely_flag(source).unwrap_or(0.5);
                Object { grown: true, ..numbers::integer(Span::of(0.0, likely, 255.0)) }
            }
            Kind::Bytes | Kind::ByteArray => numbers::integer(Span::of(0.0, 127.0, 255.0)),
            Kind::Packed(code) => super::packed::number(code),
            Kind::Str(width) => Object {
                immortal: width <= Width::Latin,
                ..Object::with_len(Kind::Str(width), Span::exact(1.0))
            },
            _ => return None,
        };
        Some(self.create(range, 21, made))
    }

    /// `range(…)` with these arguments: its length, and the values between its ends.
    pub fn range_object(&mut self, range: TextRange, arguments: &[Refs]) -> Refs {
        let numbers: Vec<Span> = arguments
            .iter()
            .map(|refs| match self.joined(refs) {
                Some(object) if object.kind == Kind::Int => object.num,
                _ => Span::any_number(),
            })
            .collect();
        let (start, stop, step) = match &numbers[..] {
            [stop] => (Span::exact(0.0), stop.clone(), Span::exact(1.0)),
            [start, stop] => (start.clone(), stop.clone(), Span::exact(1.0)),
            [start, stop, step] => (start.clone(), stop.clone(), step.clone()),
            _ => (Span::any_number(), Span::any_number(), Span::exact(1.0)),
        };
        let object = range_of(&start, &stop, &step);
        let object = self.with_symbol(range, object);
        self.create(range, 22, object)
    }

    /// A range without a bound gets a symbol for its length, where the number it comes from has a name.
    fn with_symbol(&mut self, range: TextRange, object: Object<'a>) -> Object<'a> {
        if object.len.high.is_finite() {
            return object;
        }
        let why = self.why(range, "the length of this range is not known");
        Object { why: Some(why), ..object }
    }
}

fn range_of<'a>(start: &Span, stop: &Span, step: &Span) -> Object<'a> {
    let by = step.as_constant().filter(|by| *by != 0.0);
    let Some(by) = by else {
        // Of either direction, and at least one apart.
        let up = stop.minus(start).amount();
        let down = start.minus(stop).amount();
        let len = Span {
            low: Poly::zero(),
            estimate: up.estimate.clone(),
            high: up.high.plus(&down.high),
        };
        let num = start.join(stop, 0.5);
        // Every so many numbers, and not always as many.
        return Object { num, grown: true, ..Object::with_len(Kind::Range, len) };
    };
    let distance = if by > 0.0 { stop.minus(start) } else { start.minus(stop) };
    let size = by.abs();
    let divided = |poly: &Poly, up: f64| match poly.as_constant() {
        Some(value) => Poly::constant((value / size).ceil()),
        None if (size - 1.0).abs() < f64::EPSILON => poly.clone(),
        None => poly.scaled(1.0 / size).shifted(up),
    };
    let len = Span {
        low: divided(&distance.low, 0.0),
        estimate: divided(&distance.estimate, 0.0),
        high: divided(&distance.high, 1.0),
    }
    .amount();
    let (first, last) = if by > 0.0 { (start, stop) } else { (stop, start) };
    let edge = if by > 0.0 { 0.0 } else { 1.0 };
    let middle = first.estimate.plus(&last.estimate).scaled(0.5).shifted(-0.5);
    let num = Span {
        low: first.low.shifted(edge),
        estimate: middle,
        high: last.high.shifted(edge - 1.0),
    };
    Object { num, ..Object::with_len(Kind::Range, len) }
}

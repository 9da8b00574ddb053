//! Functions of the standard library that hold a copy of what they get while they run: `statistics`, `copy`, `random.sample`.

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{Kind, Object, Refs};
use super::walker::Walker;

impl<'a> Walker<'a, '_> {
    /// Functions of `statistics`: most look at a list of the data, sorted or not, or count it.
    pub fn call_statistics(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let source = arguments.positional.first()?.clone();
        let first = Arguments { positional: vec![source.clone()], ..Arguments::default() };
        match name {
            "median" | "median_low" | "median_high" | "median_grouped" | "quantiles" => {
                let sorted = self.call_builtin(range, "sorted", &first)?;
                self.hold(&sorted);
                if name == "median_low" || name == "median_high" {
                    let sorted = self.release();
                    return Some(self.elements(&sorted));
                }
                let float = self.float(range);
                self.release();
                if name != "quantiles" {
                    return Some(float);
                }
                let parts = match arguments.keyword("n").map(|parts| self.joined(parts)) {
                    None => Span::exact(4.0),
                    Some(parts) => parts?.num.amount(),
                };
                let parts = parts.shifted(-1.0).amount();
                self.many(&float, &parts);
                let object = Object::with_len(Kind::List, parts);
                Some(self.create(range, 93, Object { elems: float, grown: true, ..object }))
            }
            "mode" | "multimode" => {
                let (_, items) = self.all_items(range, &source);
                self.hold(&items);
                let counted = self.call_collections(range, "Counter", &first)?;
                let items = self.release();
                if name == "mode" {
                    return Some(items);
                }
                let len = Span { low: Poly::zero(), ..self.length(&counted) };
                let object = Object::with_len(Kind::List, len);
                Some(self.create(range, 93, Object { elems: items, grown: true, ..object }))
            }
            "NormalDist" | "linear_regression" | "kde" | "kde_random" => None,
            _ => {
                // Iterators are taken into a list; what is made of each pair or item may be one, too.
                let list = self.call_builtin(range, "list", &first)?;
                let len = self.length(&list);
                let is_copied = self.state.objects(&source).any(|object| {
                    matches!(object.kind, Kind::Iterator | Kind::Lazy(_) | Kind::Generator(_))
                });
                self.hold(if is_copied { &list } else { &source });
                let pairs = match name {
                    "correlation" | "covariance" => 4.0 * 33.0,
                    "harmonic_mean" | "geometric_mean" | "fmean" => 33.0 + 9.0,
                    _ => 9.0,
                };
                // Sums of fractions by denominator: powers of two for floats.
                let sums = Span::of(0.0, 500.0, 600_000.0);
                let likely = if matches!(name, "correlation" | "covariance") { 1.0 } else { 0.0 };
                self.measure_with(&len.times(&Span::of(0.0, likely * 33.0, pairs)).plus(&sums));
                self.release();
                Some(self.float(range))
            }
        }
    }

    pub fn call_copy(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let source = arguments.positional.first()?;
        let mut object = self.joined(source)?;
        if !matches!(object.kind, Kind::List | Kind::Dict(_) | Kind::Set { .. } | Kind::Deque) {
            return None;
        }
        let deep = name == "deepcopy";
        let holds_containers =
            object.refs().any(|id| self.state.object(id).is_some_and(Object::is_mutable));
        if deep && holds_containers {
            let (size, memo) = self.copied_containers(source);
            let inner = object.refs().collect::<Refs>();
            let copy = Object {
                elems: inner,
                extra: Span { low: Poly::zero(), ..size },
                ..Object::new(Kind::Shared)
            };
            let copy = self.create(range, 98, copy);
            self.hold(&copy);
            self.measure_with(&memo);
            // The copy is as large as the original; what it is made of is not followed.
            return Some(self.release());
        }
        let len = object.each_len();
        object.set_len(len);
        object.count = Span::exact(1.0);
        object.immortal = false;
        Some(self.create(range, 98, object))
    }

    /// How large the copies of all containers are, filled one by one as they are; and what `deepcopy` remembers while it copies: for
    /// each of them a number, an entry in a dictionary, a place in a list. Numbers and texts are not copied, nor tuples of these.
    fn copied_containers(&self, source: &Refs) -> (Span, Span) {
        let roots = [(source, Span::exact(1.0))];
        let (alive, places) = super::sizes::reachable(&self.state, &roots);
        let (mut containers, mut instances, mut room) = (Span::default(), Span::default(), 0.0);
        let (mut size, mut states) = (Span::default(), Poly::zero());
        for id in alive {
            let Some(object) = self.state.object(id) else { continue };
            let count = match places.get(&id) {
                Some(places) => object.count.capped(places),
                None => object.count.clone(),
            };
            let is_atom = |object: &Object<'a>| {
                matches!(
                    object.kind,
                    Kind::Int
                        | Kind::Float
                        | Kind::Complex
                        | Kind::Str(_)
                        | Kind::Bytes
                        | Kind::Shared
                        | Kind::Function(_)
                        | Kind::Class(_)
                        | Kind::Module(_)
                        | Kind::Library(_)
                )
            };
            if is_atom(object) && object.extra == Span::default() {
                continue;
            }
            let mut own = super::sizes::own_bytes(object, &count, self.layout);
            let is_kept = object.kind == Kind::Tuple
                && object.refs().all(|id| self.state.object(id).is_none_or(is_atom));
            if is_kept {
                own.estimate = Poly::zero();
            }
            size = size.plus(&own);
            match object.kind {
                _ if is_kept => containers.high = containers.high.plus(&count.high),
                Kind::Instance(_) => {
                    let names = object.attributes.as_ref().map_or(0, |table| table.len()) as f64;
                    room += 500.0 + 100.0 * names;
                    // Attributes become dictionaries, and are copied into one that is remembered.
                    let state = self.layout.dict_table(names, true) + 3.0 * 64.0;
                    states = states.plus(&count.estimate.scaled(state));
                    containers = containers.plus(&count.scaled(2.0));
                    instances = instances.plus(&count);
                }
                Kind::List | Kind::Dict(_) | Kind::Set { .. } | Kind::Deque | Kind::Tuple => {
                    containers = containers.plus(&count);
                }
                _ => {}
            }
        }
        let entry = 32.0 + 9.0;
        let table = match containers.estimate.as_constant() {
            Some(count) if count.is_finite() => {
                Poly::constant(self.layout.dict_table(count, false))
            }
            _ => containers.estimate.scaled(60.0),
        };
        let memo = Span {
            low: Poly::zero(),
            estimate: containers.estimate.scaled(entry).plus(&table).plus(&states),
            high: containers.high.scaled(entry + 8.0 + 130.0).shifted(2000.0),
        };
        let state = instances.high.scaled(room);
        size.high = size.high.plus(&containers.high.scaled(48.0)).plus(&state.scaled(2.0));
        (size, memo)
    }
}

/// What `random.sample` holds while it draws: a copy of all, or a set of the places that were drawn.
pub fn sampled(of: &Span, len: &Span) -> Span {
    const INTEGER: f64 = 32.0;
    let copied = of.scaled(8.0).shifted(56.0);
    let most = len.high.scaled(super::layouts::SET_PER_ELEMENT + INTEGER).shifted(800.0);
    let likely = match (of.estimate.as_constant(), len.estimate.as_constant()) {
        (Some(of), Some(len)) if of.is_finite() && len.is_finite() => {
            let room = if len > 5.0 { 4_f64.powf((len * 3.0).log(4.0).ceil()) } else { 0.0 };
            if of <= 21.0 + room {
                copied.estimate.clone()
            } else {
                Poly::constant(super::layouts::set_table(len) + 216.0 + len * INTEGER)
            }
        }
        _ => Poly::zero(),
    };
    Span { low: Poly::zero(), estimate: likely, high: copied.high.upper(&most) }
}

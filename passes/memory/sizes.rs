//! Bytes: of one abstract object, of what a variable holds, of everything that is alive.
//!
//! An object of a place that many were created at counts as often as it exists, but no more often than there are slots that
//! can hold it: a thousand floats were created, and a dictionary of ten keys holds ten of them.

use rustc_hash::FxHashMap;

use super::bounds::{Poly, Span};
use super::heap::{DictKind, Id, Kind, Object, Refs, State};
use super::layouts::{self, Layout, Width};

/// Integers are at most this long where their value is the number of something: `Py_ssize_t`.
const SIZE_BITS: f64 = 63.0;

/// Bytes of everything that some values lead to, each object once.
pub fn held_by(state: &State<'_>, layout: Layout, roots: &[&Refs]) -> Span {
    let roots: Vec<(&Refs, Span)> = roots.iter().map(|refs| (*refs, Span::exact(1.0))).collect();
    held_in(state, layout, &roots)
}

/// Bytes of everything that some values lead to, where so many of each root exist at a time.
pub fn held_in(state: &State<'_>, layout: Layout, roots: &[(&Refs, Span)]) -> Span {
    let (alive, places) = reachable(state, roots);
    let mut total = Span::default();
    for id in alive {
        let Some(object) = state.object(id) else { continue };
        if object.immortal {
            continue;
        }
        let count = match places.get(&id) {
            Some(places) => object.count.capped(places),
            None => object.count.clone(),
        };
        total = total.plus(&own_bytes(object, &count, layout));
    }
    let mut total = total.amount();
    if total.estimate.is_finite() && total.high.is_at_most(&total.estimate) {
        total.estimate = total.high.clone();
    }
    total
}

/// What leads from the roots, in order, and for each object how many slots can hold it.
pub fn reachable(state: &State<'_>, roots: &[(&Refs, Span)]) -> (Vec<Id>, FxHashMap<Id, Span>) {
    // How many objects there can be bounds how many slots they have, which bounds what those hold, and so on inwards.
    let mut found = visit(state, roots, &FxHashMap::default());
    for _ in 0..LEVELS {
        if found.order.iter().all(|&id| !stands_for_many(state, id)) {
            break;
        }
        found = visit(state, roots, &found.places);
    }
    found.order.sort_unstable();
    (found.order, found.places)
}

/// Whether there may be more of these objects than are held.
fn stands_for_many(state: &State<'_>, id: Id) -> bool {
    let is_one = |object: &Object<'_>| object.count.high.as_constant() == Some(1.0);
    id.is_older() || !state.object(id).is_some_and(is_one)
}

/// How deep containers in containers are counted by what holds them.
const LEVELS: usize = 2;

fn visit<'s, 'a>(
    state: &'s State<'a>,
    roots: &[(&Refs, Span)],
    known: &FxHashMap<Id, Span>,
) -> Found<'s, 'a> {
    let mut found = Found { state, places: FxHashMap::default(), order: Vec::new() };
    for (refs, amount) in roots {
        found.add(refs, amount);
    }
    let mut at = 0;
    while at < found.order.len() {
        let id = found.order[at];
        at += 1;
        let Some(object) = state.object(id) else { continue };
        let (count, len) = match known.get(&id).filter(|_| stands_for_many(state, id)) {
            None => (object.count.clone(), object.len.clone()),
            Some(places) => {
                let count = object.count.capped(places);
                let fewer = total_length(object, &count);
                (count, fewer)
            }
        };
        // An iterator has made one of its items; the others are still to come.
        let slots = if object.kind == Kind::Iterator { &count } else { &len };
        let slots = if matches!(
            object.kind,
            Kind::List
                | Kind::Tuple
                | Kind::Dict(_)
                | Kind::Set { .. }
                | Kind::Deque
                | Kind::Iterator
        ) {
            slots.clone()
        } else if matches!(object.kind, Kind::Lazy(_) | Kind::Method(_)) {
            // What a generator expression goes over first, what a method is bound to.
            count.clone()
        } else {
            Span { high: Poly::infinite(), estimate: Poly::infinite(), low: Poly::zero() }
        };
        found.add(&object.elems, &slots);
        found.add(&object.keys, &slots);
        for field in object.fields.iter().flat_map(|fields| fields.iter()) {
            found.add(field, &count);
        }
        for (name, refs) in object.attributes.iter().flat_map(|table| table.iter()) {
            // What is stored under known keys is among the elements.
            if !name.starts_with(['[', '{']) {
                found.add(refs, &count);
            }
        }
    }
    found
}

/// The lengths of so many of an abstract object's objects, added up.
fn total_length(object: &Object<'_>, count: &Span) -> Span {
    if *count == object.count {
        return object.len.clone();
    }
    let one = object.each_len();
    let fewer = Span {
        low: one.low.times(&count.low),
        estimate: one.estimate.times(&count.estimate),
        high: one.high.times(&count.high),
    };
    fewer.capped(&object.len)
}

struct Found<'s, 'a> {
    state: &'s State<'a>,
    places: FxHashMap<Id, Span>,
    order: Vec<Id>,
}

impl Found<'_, '_> {
    /// Slots that hold one of these objects each: all may hold the same one, and likely hold each as often as there are.
    fn add(&mut self, refs: &[Id], amount: &Span) {
        let number = |id: Id| {
            let object = self.state.object(id);
            object.map_or(Some(0.0), |object| object.count.estimate.as_constant())
        };
        let sum: Option<f64> = refs.iter().map(|&id| number(id)).sum();
        let sum = sum.filter(|sum| *sum > 0.0 && sum.is_finite());
        // Where objects of several places may be held, none of them has to be.
        let one_place = refs.windows(2).all(|pair| pair[0].recent_one() == pair[1].recent_one());
        let low = if one_place { amount.low.clone() } else { Poly::zero() };
        let amount = &Span { low, ..amount.clone() };
        for &id in refs {
            // What exists anyway and leads nowhere counts nothing.
            let is_plain = |object: &Object<'_>| object.immortal && object.refs().next().is_none();
            if self.state.object(id).is_none_or(is_plain) {
                continue;
            }
            let share = match (sum, number(id)) {
                (Some(sum), Some(one)) if refs.len() > 1 => {
                    Span { estimate: amount.estimate.scaled(one / sum), ..amount.clone() }
                }
                _ => amount.clone(),
            };
            // One of the slots may hold the recent object.
            let share = if id.is_older() && refs.contains(&id.recent_one()) {
                Span { low: share.low.shifted(-1.0).floor_zero(), ..share }
            } else {
                share
            };
            match self.places.get_mut(&id) {
                // Two containers may hold the same ones.
                Some(places) => {
                    let sum = places.plus(&share);
                    let is_more = share.low.weight() > places.low.weight();
                    let low = if is_more { &share.low } else { &places.low };
                    *places = Span { low: low.clone(), ..sum };
                }
                None => {
                    self.places.insert(id, share);
                    self.order.push(id);
                }
            }
        }
    }
}

/// The bytes of the objects themselves, without what they refer to.
pub fn own_bytes(object: &Object<'_>, count: &Span, layout: Layout) -> Span {
    let one = object.each_len();
    // Total lengths, where fewer are held than were created.
    let total = total_length(object, count);
    let bytes = match &object.kind {
        Kind::Unknown => Span::unknown(),
        Kind::Shared | Kind::Module(_) | Kind::Library(_) => Span::default(),
        Kind::Int => integers(object, count, layout),
        Kind::Float => count.scaled(layouts::FLOAT),
        Kind::Complex => count.scaled(layouts::COMPLEX),
        Kind::Str(width) => strings(object, count, &total, *width, layout),
        Kind::Bytes => count.scaled(layouts::BYTES).plus(&total),
        Kind::ByteArray => {
            let (low, high) = layouts::bytearray_room(0.0);
            let room = Span {
                low: total.low.clone(),
                estimate: total.estimate.clone(),
                high: total.high.scaled(1.125),
            };
            count
                .times(&Span::of(
                    layouts::BYTEARRAY,
                    layouts::BYTEARRAY + low,
                    layouts::BYTEARRAY + high,
                ))
                .plus(&room)
        }
        Kind::Packed(code) => super::packed::bytes(object, *code, count, &total),
        Kind::List => lists(object, count, &total),
        Kind::Tuple => {
            let empty = one.high.is_zero();
            let header = if empty { 0.0 } else { layouts::TUPLE };
            count.scaled(header).plus(&total.scaled(layouts::POINTER))
        }
        Kind::Dict(kind) => dicts(object, count, &total, *kind, layout),
        Kind::Set { .. } => sets(object, count, &total),
        Kind::Deque => deques(object, count, &total, layout),
        Kind::Range => {
            // It holds its ends and its length.
            let ends = if one.estimate.weight() > layouts::SMALL_INTEGERS.1 { 64.0 } else { 0.0 };
            count.times(&Span::of(layouts::RANGE, layouts::RANGE + ends, layouts::RANGE + 128.0))
        }
        Kind::Iterator => count.times(&Span::of(48.0, 64.0, 400.0)),
        Kind::Lazy(_) | Kind::Generator(_) => {
            let size = layout.generator();
            count.times(&Span::of(100.0, size, size + 600.0))
        }
        Kind::Instance(_) => instances(object, count, layout),
        Kind::Class(_) => {
            let (size, most) = layout.class();
            count.times(&Span::of(900.0, size, most))
        }
        Kind::Function(_) => {
            let size = layout.function();
            // Defaults are in a tuple.
            let defaults = object.attributes.as_ref().map_or(0, |table| table.len()) as f64;
            let defaults = if defaults > 0.0 { layouts::TUPLE + 8.0 * defaults } else { 0.0 };
            count.times(&Span::of(size - 20.0, size + defaults, size + defaults + 400.0))
        }
        Kind::Method(_) => count.times(&Span::of(0.0, 48.0, 72.0)),
        Kind::Array { item } => count
            .times(&Span::of(layouts::ARRAY, layouts::ARRAY + 16.0, layouts::ARRAY + 128.0))
            .plus(&match object.num.low.as_constant() {
                // How large an element is, is not certain. Columns of frames count bytes.
                Some(least) if least > 0.0 && *item > 1 => total.times(&object.num),
                _ => total.scaled(f64::from(*item)),
            }),
        Kind::View => {
            count.times(&Span::of(layouts::ARRAY, layouts::ARRAY + 16.0, layouts::ARRAY + 128.0))
        }
        Kind::Frame => count.times(&Span::of(500.0, 3000.0, 40_000.0)),
        Kind::Pattern => count.times(&super::patterns::pattern_bytes(object.text.as_deref())),
        Kind::Match => count.times(&super::patterns::match_bytes(object.text.as_deref())),
        Kind::Document => Span::default(),
        Kind::Moment => count.times(&Span::of(32.0, 48.0, 64.0)),
        Kind::Buffer(width) => super::buffers::bytes(object, *width, count, &total, layout),
        Kind::File => count.times(&Span::of(200.0, 8192.0 + 1500.0, 2.0 * 8192.0 + 65536.0)),
    };
    bytes.plus(&times_count(&object.extra, count))
}

fn times_count(extra: &Span, count: &Span) -> Span {
    if *extra == Span::default() { Span::default() } else { extra.times(count) }
}

/// A function of one length, for all objects: exact where there is one of known length, else by an envelope.
///
/// `of` is the bytes beside the header; at most `high.0` bytes for each unit of length, plus `high.1` for each object.
fn by_length(
    object: &Object<'_>,
    count: &Span,
    total: &Span,
    of: impl Fn(f64) -> f64,
    envelope: (f64, f64),
    mean: (f64, f64),
) -> Span {
    let one = object.each_len();
    let exact = |length: &Poly, count: &Poly| {
        length
            .as_constant()
            .filter(|length| length.is_finite())
            .map(|length| count.scaled(of(length)))
    };
    let low = exact(&one.low, &count.low).unwrap_or_else(Poly::zero);
    let estimate = exact(&one.estimate, &count.estimate)
        .unwrap_or_else(|| total.estimate.scaled(mean.0).plus(&count.estimate.scaled(mean.1)));
    let wide = total.high.scaled(envelope.0).plus(&count.high.scaled(envelope.1));
    let high = match exact(&one.high, &count.high) {
        Some(tight) => tight.tighter(&wide),
        None => wide,
    };
    Span { low, estimate, high }
}

fn lists(object: &Object<'_>, count: &Span, total: &Span) -> Span {
    let slots = if object.grown {
        by_length(
            object,
            count,
            total,
            layouts::list_room,
            (layouts::LIST_GROWTH.0, 6.0),
            (layouts::LIST_GROWTH.1, 3.0),
        )
    } else {
        // `list(x)` rounds up to four pointers, a display or a slice does not.
        Span {
            low: total.low.clone(),
            estimate: total.estimate.clone(),
            high: total.high.plus(&count.high.scaled(3.0)),
        }
    };
    let low = if object.grown { total.low.clone() } else { slots.low.clone() };
    // Extending leaves other room than appending: the bound is that of both.
    let most = total.high.scaled(layouts::LIST_GROWTH.0).plus(&count.high.scaled(6.0));
    let each = object.each.1.scaled(layouts::LIST_GROWTH.0).shifted(6.0).times(&count.high);
    let high = if object.grown { each.tighter(&most) } else { slots.high.clone() };
    count.scaled(layouts::LIST).plus(&Span { low, high, ..slots }.scaled(layouts::POINTER))
}

fn dicts(object: &Object<'_>, count: &Span, total: &Span, kind: DictKind, layout: Layout) -> Span {
    let strings = object.string_keys;
    let (each, least) = layout.dict_per_key(strings);
    let table = by_length(
        object,
        count,
        total,
        |keys| layout.dict_table(keys, strings),
        (each, least),
        (0.75 * each, 0.0),
    );
    // Presizing, `copy` and `update` leave room for up to twice as many keys.
    let table = Span { high: table.high.scaled(if object.grown { 2.0 } else { 1.0 }), ..table };
    let header = match kind {
        DictKind::Plain => Span::of(layouts::DICT, layouts::DICT, layouts::DICT),
        DictKind::Counter | DictKind::Default => {
            Span::of(72.0, 80.0, layout.dict_subclass() + 60.0)
        }
        DictKind::Ordered => Span::of(72.0, layout.dict_subclass(), 260.0),
    };
    let links = if kind == DictKind::Ordered {
        total.times(&Span::of(0.0, 64.0, 112.0))
    } else {
        Span::default()
    };
    count.times(&header).plus(&table).plus(&links)
}

fn sets(object: &Object<'_>, count: &Span, total: &Span) -> Span {
    let table = by_length(
        object,
        count,
        total,
        layouts::set_table,
        (layouts::SET_PER_ELEMENT, 0.0),
        (layouts::SET_PER_ELEMENT * 0.5, 0.0),
    );
    let high =
        if object.grown { table.high.plus(&count.high.scaled(512.0)) } else { table.high.clone() };
    count.scaled(layouts::SET).plus(&Span { high, ..table })
}

fn deques(object: &Object<'_>, count: &Span, total: &Span, layout: Layout) -> Span {
    let empty = layout.deque(0.0);
    let blocks = by_length(
        object,
        count,
        total,
        |length| layout.deque(length) - empty,
        (528.0 / 64.0, 528.0 * 2.0),
        (528.0 / 64.0, 0.0),
    );
    let high = blocks.high.plus(&count.high.scaled(528.0 * 2.0));
    count.times(&Span::of(empty - 64.0, empty, empty)).plus(&Span { high, ..blocks })
}

fn instances(object: &Object<'_>, count: &Span, layout: Layout) -> Span {
    let names = object.attributes.as_ref().map_or(0, |table| table.len()) as f64;
    // Slots are announced as text; see `classes.rs`.
    if let Some(slots) = &object.text {
        let slots: f64 = slots.parse().unwrap_or(0.0);
        return count.times(&Span::of(16.0 + 8.0 * slots, 32.0 + 8.0 * slots, 64.0 + 8.0 * slots));
    }
    let size = layout.instance(names);
    count.times(&Span::of(48.0, size, layout.instance_at_most(names)))
}

fn strings(object: &Object<'_>, count: &Span, total: &Span, width: Width, layout: Layout) -> Span {
    let (header, each) = layout.string(width);
    let (least, _) = layout.string(Width::Ascii);
    // One character of Latin-1 exists once.
    let single = object.each.1.as_constant().is_some_and(|longest| longest <= 1.0);
    if single && width <= Width::Latin {
        return Span::default();
    }
    let low = if object.each.0.as_constant().is_some_and(|shortest| shortest <= 1.0) {
        Poly::zero()
    } else {
        count.low.scaled(least).plus(&total.low)
    };
    // A string that code of this program did not make may hold the UTF-8 form beside its characters.
    Span {
        low,
        estimate: count.estimate.scaled(header).plus(&total.estimate.scaled(each)),
        high: count.high.scaled(header).plus(&total.high.scaled(each)),
    }
}

fn integers(object: &Object<'_>, count: &Span, layout: Layout) -> Span {
    let (small_low, small_high) = layouts::SMALL_INTEGERS;
    let ends = (object.num.low.as_constant(), object.num.high.as_constant());
    if let (Some(low), Some(high)) = ends
        && low >= small_low
        && high <= small_high
    {
        return Span::default();
    }
    // Operators on negative numbers leave room for a digit before they know better.
    let most = layout.integer(most_bits(object)).max(layout.integer(1.0) + 4.0);
    let least = match ends {
        (Some(low), _) if low > small_high => 28.0,
        (_, Some(high)) if high < small_low => 28.0,
        _ => 0.0,
    };
    let likely = match ends {
        (Some(low), Some(high)) if low.is_finite() && high.is_finite() && high > low => {
            // Counts are most often far below what bounds them.
            let likely = object.num.estimate.as_constant().unwrap_or(f64::INFINITY);
            let high = if low >= 0.0 && likely >= low && likely * 4.0 < high {
                likely * 2.0 + 1.0
            } else {
                high
            };
            let width = high - low + 1.0;
            let within = |from: f64, to: f64| {
                ((high.min(to) - low.max(from) + 1.0).max(0.0) / width).min(1.0)
            };
            let small = within(small_low, small_high);
            let digit = 1_073_741_823.0;
            let one = within(-digit, digit) - small;
            one * layout.integer(1.0) + (1.0 - small - one) * most
        }
        (Some(low), Some(high)) if low.is_finite() && high.is_finite() => most,
        // A number whose ends are not known is most likely one of everyday size.
        _ => match object.len.estimate.as_constant() {
            Some(bits) if bits.is_finite() && bits > 0.0 => layout.integer(bits),
            _ => layout.integer(1.0),
        },
    };
    Span {
        low: count.low.scaled(least),
        estimate: count.estimate.scaled(likely),
        high: count.high.scaled(most),
    }
}

/// How many bits an integer has at most.
pub fn most_bits(object: &Object<'_>) -> f64 {
    let by_value = value_bits(&object.num.low).max(value_bits(&object.num.high));
    let tracked = object.len.high.as_constant().filter(|bits| *bits > 0.0).unwrap_or(f64::INFINITY);
    by_value.min(tracked)
}

/// The bits of the largest value that a bound can have.
fn value_bits(bound: &Poly) -> f64 {
    if !bound.is_finite() {
        return f64::INFINITY;
    }
    match bound.as_constant() {
        Some(value) => (value.abs() + 1.0).log2().ceil(),
        None => {
            let value = bound.value(&|_| 2_f64.powf(SIZE_BITS)).abs();
            if value.is_finite() { (value + 1.0).log2().ceil() } else { f64::INFINITY }
        }
    }
}

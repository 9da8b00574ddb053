//! Loops: a few rounds are walked, what grows from one to the next is carried on to the last one, which is walked too.
//!
//! Two rounds show what each amount grows by. A round that may be any of them, its bounds being those of all of them, shows
//! whether it grows by more in some: then the larger step counts for every round, and is checked again. What still
//! grows faster has no bound, or is walked round by round where the rounds are few.
//!
//! What is alive at once is looked at in such a round, too: `if len(batch) == size:` holds neither in the first nor in the last one.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::heap::{Id, Kind, Object, Refs, State, merge};
use super::walker::Walker;

/// Loops of so few rounds are walked round by round.
const FEW: f64 = 3.0;
/// Loops that grow faster than linearly are walked round by round up to here.
const UNROLLED: f64 = 40.0;
/// How often a step is corrected before it counts as unbounded.
const CORRECTIONS: usize = 3;
/// How often what leads where is followed on before nothing of it has a bound.
const SHAPES: usize = 12;
/// So many rounds are walked at most before the step from one to the next is taken.
const WARM: f64 = 4.0;
/// How many rounds are looked at to find where a container stops growing.
const BISECTIONS: usize = 14;

/// Which round is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Round {
    /// Any round: what is likely is the mean.
    Any,
    /// The last one.
    Last,
}

impl<'a> Walker<'a, '_> {
    /// Walks something `trips` times. `each` walks one round from the current state.
    pub fn repeat(
        &mut self,
        range: TextRange,
        trips: &Span,
        mut each: impl FnMut(&mut Self, Round),
    ) {
        let most = trips.high.as_constant();
        if most.is_some_and(|most| most <= 0.0) || self.state.dead {
            return;
        }
        if let Some(count) = trips.as_constant()
            && count <= FEW
        {
            let mut left = count;
            while left > 0.0 {
                each(self, if left <= 1.0 { Round::Last } else { Round::Any });
                left -= 1.0;
            }
            return;
        }
        if self.is_spent() {
            self.forget(range);
            return;
        }
        self.spend(4);
        let (rounds, doubt) = (self.rounds, self.doubt);
        self.rounds *= trips.estimate.weight().max(1.0);
        if !trips.low.as_constant().is_some_and(|least| least >= 1.0) {
            self.doubt += 1;
        }
        self.carry_on(range, trips, &mut each);
        (self.rounds, self.doubt) = (rounds, doubt);
    }

    fn carry_on(
        &mut self,
        range: TextRange,
        trips: &Span,
        each: &mut impl FnMut(&mut Self, Round),
    ) {
        let start = self.state.clone();
        let recording = std::mem::replace(&mut self.recording, false);
        each(self, Round::Any);
        let first = self.state.clone();
        if first.dead {
            // Every round leaves the loop: it has one, if any.
            self.recording = recording;
            if recording {
                self.state = start.clone();
                each(self, Round::Last);
            }
            self.state = std::mem::take(&mut self.state).join(start, 1.0);
            return;
        }
        each(self, Round::Any);
        let mut first = first;
        let mut second = std::mem::replace(&mut self.state, first.clone());
        let mut walked = 2.0;
        // What holds before any of the rounds up to the first that counts.
        let mut early = start.clone();
        let least = trips.low.as_constant();
        // What is first done in the second round, `if key in counts`, says little about the later ones.
        while walked < WARM
            && !second.dead
            && !self.is_spent()
            && least.is_some_and(|least| !(1.0..=WARM + 1.0).contains(&least))
            && second.heap.keys().any(|id| !id.is_older() && !first.heap.contains_key(id))
        {
            self.state = second.clone();
            each(self, Round::Any);
            early = std::mem::replace(&mut first, second).join(early, 1.0);
            second = std::mem::replace(&mut self.state, first.clone());
            walked += 1.0;
        }
        let behind = walked - 2.0;
        let left = trips.shifted(-behind).amount();
        let steps = self.steady_steps(range, &left, first, second, each);
        self.recording = recording;
        match steps {
            Steps::Steady(first, next) => {
                let rounds = left.shifted(-2.0).amount();
                let last = carried(&first, &next, &rounds);
                if recording {
                    // Any round: what holds in none but some in between is decided neither way.
                    let any = carried(&first, &next, &Span { low: Poly::zero(), ..rounds });
                    self.state = any;
                    self.state.collect();
                    self.state = std::mem::take(&mut self.state).join(early, 1.0);
                    if differs(&self.state, &last) {
                        self.note_unbounded(range, trips, &first);
                        self.limit_all();
                        each(self, Round::Last);
                    }
                }
                self.state = last;
                self.note_unbounded(range, trips, &first);
                self.limit_all();
                each(self, Round::Last);
            }
            Steps::Unrolled => {
                self.state = start.clone();
                // All rounds are walked again, those too that were walked before the steps were taken.
                for _ in 1..trips.as_constant().unwrap_or(1.0) as u32 {
                    each(self, Round::Any);
                }
                each(self, Round::Last);
            }
            Steps::Endless => self.forget(range),
        }
        if !trips.low.is_positive()
            || trips.low.as_constant().is_some_and(|low| low < 1.0)
            || trips.low.is_zero()
        {
            let end = std::mem::take(&mut self.state);
            self.state = end.join(start, 1.0);
        }
    }

    /// The state after the first round that counts, and one that lies one step further for every round to come.
    fn steady_steps(
        &mut self,
        range: TextRange,
        trips: &Span,
        first: State<'a>,
        second: State<'a>,
        each: &mut impl FnMut(&mut Self, Round),
    ) -> Steps<'a> {
        let mut next = second;
        if next.dead || self.is_spent() {
            return Steps::Steady(first.clone(), first);
        }
        // From the first round to the last: what holds in some of them only is decided neither way.
        let half = trips.shifted(-2.0).amount();
        let half = Span { low: Poly::zero(), estimate: half.estimate.scaled(0.5), ..half };
        let (mut attempt, mut shapes) = (0, 0);
        let mut levels = Levels::default();
        while attempt < 2 * CORRECTIONS {
            self.state = carried(&first, &next, &half);
            levels.put(&mut self.state);
            self.limit_all();
            let middle = self.state.clone();
            each(self, Round::Any);
            if self.state.dead {
                break;
            }
            let end = std::mem::take(&mut self.state);
            let rounds = (half.estimate.as_constant(), half.high.as_constant());
            let (mut corrected, changed) = corrected(&first, &next, &middle, &end, rounds);
            levels.find(&first, &next, &middle, &end);
            levels.put_steps(&first, &mut corrected, rounds.1);
            if leads_further(&middle, &end) {
                // What leads where has to be the same before and after a round, before amounts say anything.
                shapes += 1;
                if shapes > SHAPES {
                    return Steps::Endless;
                }
                keep_leads(&mut corrected, &middle);
                next = corrected;
                continue;
            }
            if !changed {
                let saturated = saturated(&first, &next, &middle, &end);
                next = corrected;
                for id in saturated {
                    self.find_level(&first, &mut next, id, trips, each);
                }
                return Steps::Steady(first, next);
            }
            let before = std::mem::replace(&mut next, corrected);
            if attempt + 1 == CORRECTIONS {
                // Values may grow without a bound of their own; their bits, and what is counted, are bounded apart from them.
                let why = self.why(range, "it grows by more in each round of this loop");
                give_up(&first, &before, &mut next, &middle, &end, why, true);
            }
            attempt += 1;
        }
        if trips.high.as_constant().is_some_and(|most| most <= UNROLLED)
            && trips.as_constant().is_some()
        {
            return Steps::Unrolled;
        }
        // One more look at what still grows: that has no bound.
        let middle = carried(&first, &next, &half);
        self.state = middle.clone();
        each(self, Round::Any);
        let end = std::mem::take(&mut self.state);
        if !end.dead {
            let why = self.why(range, "it grows by more in each round of this loop");
            let before = next.clone();
            give_up(&first, &before, &mut next, &middle, &end, why, false);
        }
        Steps::Steady(first, next)
    }

    /// Finds how long a container is when it stops growing, where it does long before the last round.
    fn find_level(
        &mut self,
        first: &State<'a>,
        next: &mut State<'a>,
        id: Id,
        trips: &Span,
        each: &mut impl FnMut(&mut Self, Round),
    ) {
        let (Some(rounds), Some(start)) = (trips.estimate.as_constant(), first.object(id)) else {
            return;
        };
        let Some(from) = start.len.estimate.as_constant() else { return };
        let (mut grows, mut stops) = (0.0, rounds);
        for _ in 0..BISECTIONS {
            if stops - grows <= 1.0 || self.is_spent() {
                break;
            }
            let middle = if stops > 64.0 * (grows + 1.0) {
                (stops * (grows + 1.0)).sqrt()
            } else {
                f64::midpoint(grows, stops)
            }
            .floor();
            let mut state = carried(first, next, &Span::of(0.0, middle, rounds));
            if let Some(object) = state.heap.get_mut(&id).map(Rc::make_mut) {
                // One exact length, so that conditions on it are decided.
                object.set_len(Span::exact(from + middle));
            }
            self.state = state;
            each(self, Round::Any);
            let length = self.state.object(id).and_then(|object| object.len.estimate.as_constant());
            if length.is_some_and(|length| length > from + middle + 0.01) {
                grows = middle;
            } else {
                stops = middle;
            }
        }
        if let Some(object) = next.heap.get_mut(&id).map(Rc::make_mut) {
            object.len.estimate = Poly::constant(from + stops / rounds.max(1.0));
        }
    }

    /// Where the budget is used up: nothing that exists has a bound any more.
    fn forget(&mut self, range: TextRange) {
        let why = self.why(range, "to follow it to its end would take too long");
        let all: Vec<Id> = self.state.heap.keys().copied().collect();
        self.hand_over(&all, why);
        self.records.unbounded.insert(why);
    }

    /// Says of what has lost its bound that this loop is why.
    fn note_unbounded(&mut self, range: TextRange, trips: &Span, first: &State<'a>) {
        if trips.is_bounded() {
            return;
        }
        let why = self.why(range, "the number of rounds of this loop is not known");
        let ids: Vec<_> = self.state.heap.keys().copied().collect();
        for id in ids {
            let was_bounded = first.object(id).is_none_or(is_bounded);
            if let Some(object) = self.state.object(id)
                && was_bounded
                && !is_bounded(object)
                && object.why.is_none()
                && let Some(object) = self.state.object_mut(id)
            {
                object.why = Some(why);
            }
        }
    }

    /// Sets and dictionaries have no more members than there are different ones.
    fn limit_all(&mut self) {
        let mut ids: Vec<_> = self
            .state
            .heap
            .iter()
            .filter(|(_, object)| matches!(object.kind, Kind::Set { .. } | Kind::Dict(_)))
            .map(|(&id, _)| id)
            .collect();
        ids.sort_unstable();
        for id in ids {
            self.limit_by_domain(&[id]);
        }
    }
}

enum Steps<'a> {
    Steady(State<'a>, State<'a>),
    /// The rounds are few, and each has to be walked.
    Unrolled,
    /// What leads where goes on changing.
    Endless,
}

/// Whether two states of the same loop are not the same.
fn differs(one: &State<'_>, two: &State<'_>) -> bool {
    one.vars != two.vars
        || one.heap.len() != two.heap.len()
        || one.heap.iter().any(|(id, object)| {
            two.heap.get(id).is_none_or(|other| !Rc::ptr_eq(object, other) && object != other)
        })
}

/// Whether something leads to objects after a round to which it did not lead before it.
fn leads_further(before: &State<'_>, after: &State<'_>) -> bool {
    let is_more = |old: Option<&Refs>, new: &Refs| match old {
        Some(old) => old != new && new.iter().any(|id| !old.contains(id)),
        None => !new.is_empty(),
    };
    after.vars.iter().any(|(var, refs)| is_more(before.vars.get(var), refs))
        || after.heap.iter().any(|(id, object)| {
            let Some(old) = before.heap.get(id) else { return false };
            if Rc::ptr_eq(old, object) || object.immortal {
                return false;
            }
            let old_field = |at: usize| match &old.fields {
                Some(fields) => fields.get(at),
                None => Some(&old.elems),
            };
            is_more(Some(&old.elems), &object.elems) && old.fields.is_none()
                || is_more(Some(&old.keys), &object.keys)
                || (object.fields.iter().flat_map(|fields| fields.iter().enumerate()))
                    .any(|(at, refs)| is_more(old_field(at), refs))
                || object.attributes.iter().flat_map(|table| table.iter()).any(|(name, refs)| {
                    is_more(old.attributes.as_ref().and_then(|table| table.get(name)), refs)
                })
        })
}

/// Adds to what leads where in a state what leads where in another one.
fn keep_leads<'a>(state: &mut State<'a>, more: &State<'a>) {
    for (var, refs) in &more.vars {
        merge(state.vars.entry(*var).or_default(), refs);
    }
    for (mine, refs) in state.held.iter_mut().zip(&more.held) {
        merge(mine, refs);
    }
    for (mine, refs) in state.hidden.iter_mut().zip(&more.hidden) {
        merge(mine, refs);
    }
    for (id, old) in &more.heap {
        match state.heap.get_mut(id) {
            None => {
                state.heap.insert(*id, Rc::clone(old));
            }
            Some(object) if Rc::ptr_eq(object, old) || object.immortal => {}
            Some(object) => {
                let joined = old.join(object, 0.5);
                let object = Rc::make_mut(object);
                object.elems = joined.elems;
                object.keys = joined.keys;
                object.fields = joined.fields;
                object.attributes = joined.attributes;
            }
        }
    }
}

fn is_bounded(object: &Object<'_>) -> bool {
    object.len.is_bounded() && object.count.is_bounded()
}

/// An object before it existed: none of them.
fn absent<'a>(object: &Object<'a>) -> Object<'a> {
    Object {
        count: Span::default(),
        len: if object.kind == Kind::Int { object.len.clone() } else { Span::default() },
        ..object.clone()
    }
}

/// All amounts, as they are `rounds` steps from `first` to `next` later.
fn carried<'a>(first: &State<'a>, next: &State<'a>, rounds: &Span) -> State<'a> {
    let mut state = next.clone();
    let one = Poly::constant(1.0);
    for (id, object) in &mut state.heap {
        let unchanged =
            first.heap.get(id).is_some_and(|before| Rc::ptr_eq(before, object) || before == object);
        if unchanged || object.immortal {
            continue;
        }
        let before = match first.object(*id) {
            Some(before) => before.clone(),
            None if !id.is_older() => continue,
            None => absent(object),
        };
        let after = Rc::clone(object);
        let object = Rc::make_mut(object);
        object.count = before.count.extrapolated(&object.count, rounds);
        object.len = before.len.extrapolated(&object.len, rounds);
        object.num = before.num.extrapolated(&object.num, rounds);
        object.extra = before.extra.extrapolated(&object.extra, rounds);
        let longest =
            Span { low: Poly::zero(), estimate: Poly::zero(), high: object.each.1.clone() };
        let was = Span { low: Poly::zero(), estimate: Poly::zero(), high: before.each.1.clone() };
        object.each.1 = was.extrapolated(&longest, rounds).high;
        let shortest = Span { low: object.each.0.clone(), ..Span::default() };
        let was = Span { low: before.each.0.clone(), ..Span::default() };
        object.each.0 = was.extrapolated(&shortest, rounds).low.floor_zero();
        // There is one recent object, if any.
        let is_one = |count: &Span| count.high.as_constant().is_some_and(|count| count <= 1.0);
        if !id.is_older() && is_one(&after.count) && before.count != after.count {
            object.count = Span { high: one.clone(), ..after.count.clone() };
            if object.kind != Kind::Int {
                object.len.estimate = after.len.estimate.clone();
            }
        }
        object.count = object.count.amount();
        object.len = object.len.amount();
    }
    state
}

/// A state that lies one step behind `first`, the step being the larger of those seen so far and the one from `middle` to
/// `end`; and whether that made a difference to a bound.
fn corrected<'a>(
    first: &State<'a>,
    next: &State<'a>,
    middle: &State<'a>,
    end: &State<'a>,
    rounds: (Option<f64>, Option<f64>),
) -> (State<'a>, bool) {
    let mut changed = false;
    let mut result = end.clone();
    for (id, object) in &mut result.heap {
        if object.immortal {
            continue;
        }
        let (Some(before), Some(after)) = (middle.object(*id), next.object(*id)) else {
            if id.is_older() {
                changed = true;
            }
            continue;
        };
        let start = match first.object(*id) {
            Some(start) => start.clone(),
            None => absent(after),
        };
        let object = Rc::make_mut(object);
        let mut larger = |start: &Span, after: &Span, before: &Span, end: &Span| {
            let (span, more) = larger_step(start, after, before, end, rounds);
            changed |= more;
            span
        };
        let ended = object.count.estimate.clone();
        object.count = larger(&start.count, &after.count, &before.count, &object.count);
        let len = object.len.estimate.clone();
        object.len = larger(&start.len, &after.len, &before.len, &object.len);
        // The recent one does not become more.
        if !id.is_older() && first.object(*id).is_none() {
            object.count.estimate = ended;
            object.len.estimate = len;
        }
        let value = difference(&before.num.estimate, &object.num.estimate);
        object.num = larger(&start.num, &after.num, &before.num, &object.num);
        // Values go on as they do halfway.
        object.num.estimate = start.num.estimate.plus(&value);
        object.extra = larger(&start.extra, &after.extra, &before.extra, &object.extra);
        let high = |poly: &Poly| Span { high: poly.clone(), ..Span::default() };
        object.each.1 = larger(
            &high(&start.each.1),
            &high(&after.each.1),
            &high(&before.each.1),
            &high(&object.each.1),
        )
        .high;
        let shortest = difference(&before.each.0, &object.each.0)
            .lower(&difference(&start.each.0, &after.each.0));
        object.each.0 = start.each.0.plus(&shortest).floor_zero();
    }
    (result, changed)
}

/// Containers that grew from the first round to the second, and do not grow any more halfway.
fn saturated<'a>(
    first: &State<'a>,
    next: &State<'a>,
    middle: &State<'a>,
    end: &State<'a>,
) -> Vec<Id> {
    let mut found = Vec::new();
    for (&id, object) in &end.heap {
        if !matches!(object.kind, Kind::List) || object.count.high.as_constant() != Some(1.0) {
            continue;
        }
        let lengths = [first, next, middle, end]
            .map(|state| state.object(id).and_then(|object| object.len.estimate.as_constant()));
        if let [Some(first), Some(next), Some(middle), Some(end)] = lengths
            && (next - first - 1.0).abs() < 0.01
            && end - middle < 0.01
            && middle > first + 2.0
        {
            found.push(id);
        }
    }
    found.sort_unstable();
    found.truncate(2);
    found
}

/// One step behind `start`: the larger of `start` to `after` and `before` to `end`.
///
/// What is likely grows as it does halfway; where that is less than at first, as it has until then and does halfway.
fn larger_step(
    start: &Span,
    after: &Span,
    before: &Span,
    end: &Span,
    rounds: (Option<f64>, Option<f64>),
) -> (Span, bool) {
    if before == end && start == after {
        return (after.clone(), false);
    }
    let (old_up, new_up) =
        (difference(&start.high, &after.high), difference(&before.high, &end.high));
    let (old_down, new_down) =
        (difference(&start.low, &after.low), difference(&before.low, &end.low));
    let (old, new) =
        (difference(&start.estimate, &after.estimate), difference(&before.estimate, &end.estimate));
    let more_up = !new_up.is_at_most(&old_up.positive_part());
    let more_down = !old_down.is_at_most(&new_down) && !new_down.is_positive();
    let span = Span {
        low: if old_down == new_down {
            after.low.clone()
        } else {
            start.low.plus(&old_down.lower(&new_down))
        },
        estimate: match (new.weight() >= old.weight(), rounds) {
            (true, _) => start.estimate.plus(&new),
            (false, (Some(half), Some(all))) if all > 0.0 && all.is_finite() => {
                let so_far = difference(&start.estimate, &before.estimate);
                start.estimate.plus(&so_far.plus(&new.scaled(half)).scaled(1.0 / all))
            }
            (false, _) => after.estimate.clone(),
        },
        high: if more_up { start.high.plus(&old_up.upper(&new_up)) } else { after.high.clone() },
    };
    (span, more_up || more_down)
}

/// The likely lengths and values that level off, by object.
#[derive(Default)]
struct Levels(Vec<(Id, Option<Poly>, Option<Poly>)>);

impl Levels {
    /// Notes what levels off as long as there is one of it.
    fn find(&mut self, first: &State<'_>, next: &State<'_>, middle: &State<'_>, end: &State<'_>) {
        let mut found = Vec::new();
        for (&id, object) in &end.heap {
            let (Some(start), Some(after), Some(before)) =
                (first.object(id), next.object(id), middle.object(id))
            else {
                continue;
            };
            if object.immortal || id.is_older() || self.0.iter().any(|one| one.0 == id) {
                continue;
            }
            let all = [start, after, before, object];
            let len = level(all.map(|object| &object.len.estimate));
            let len = len.filter(|_| object.kind != Kind::Int);
            let num = level(all.map(|object| &object.num.estimate));
            if len.is_some() || num.is_some() {
                found.push((id, len, num));
            }
        }
        found.sort_unstable_by_key(|one| one.0);
        self.0.extend(found);
    }

    fn put(&self, state: &mut State<'_>) {
        for (id, len, num) in &self.0 {
            let Some(object) = state.object_mut(*id) else { continue };
            object.len.estimate = len.as_ref().unwrap_or(&object.len.estimate).clone();
            object.num.estimate = num.as_ref().unwrap_or(&object.num.estimate).clone();
        }
    }

    /// Steps that lead there in so many rounds.
    fn put_steps(&self, first: &State<'_>, next: &mut State<'_>, rounds: Option<f64>) {
        let Some(rounds) = rounds.filter(|rounds| *rounds > 0.0 && rounds.is_finite()) else {
            return;
        };
        for (id, len, num) in &self.0 {
            let (Some(start), Some(object)) = (first.object(*id), next.object_mut(*id)) else {
                continue;
            };
            let step =
                |start: &Poly, level: &Poly| start.plus(&level.minus(start).scaled(1.0 / rounds));
            if let Some(level) = len {
                object.len.estimate = step(&start.len.estimate, level);
            }
            if let Some(level) = num {
                object.num.estimate = step(&start.num.estimate, level);
            }
        }
    }
}

/// Where an amount levels off that goes from the first to the second at first, and from the third down to the fourth halfway.
fn level(amounts: [&Poly; 4]) -> Option<Poly> {
    let [start, after, before, end] = amounts.map(Poly::as_constant);
    let (start, after, before, end) = (start?, after?, before?, end?);
    if after <= start || end >= before || before <= start + 1.0 {
        return None;
    }
    // What is left of what was there before the round.
    let kept = (end - after) / (before - start);
    let level =
        if (0.05..1.0).contains(&kept) { (after - kept * start) / (1.0 - kept) } else { end };
    level.is_finite().then(|| Poly::constant(level.max(0.0)))
}

fn difference(from: &Poly, to: &Poly) -> Poly {
    if from == to { Poly::zero() } else { to.minus(from) }
}

/// Takes the bounds from all that grows more from `middle` to `end` than from `first` to `next`.
///
/// `steps` is what the state halfway was made from. Where only numbers are meant, what is counted keeps its bounds.
fn give_up<'a>(
    first: &State<'a>,
    steps: &State<'a>,
    next: &mut State<'a>,
    middle: &State<'a>,
    end: &State<'a>,
    why: u32,
    numbers_only: bool,
) {
    let (_, grows) = corrected(first, steps, middle, end, (None, None));
    if !grows {
        return;
    }
    for (id, object) in &end.heap {
        if object.immortal {
            continue;
        }
        let Some(after) = steps.object(*id).cloned() else {
            next.heap.entry(*id).or_insert_with(|| Rc::clone(object));
            continue;
        };
        let start = first.object(*id).cloned().unwrap_or_else(|| absent(&after));
        let Some(before) = middle.object(*id) else { continue };
        let mut lost = next.object(*id).cloned().unwrap_or_else(|| after.clone());
        if numbers_only {
            let (_, more) =
                larger_step(&start.num, &after.num, &before.num, &object.num, (None, None));
            if more && object.is_number() {
                lost.num = Span { estimate: lost.num.estimate.clone(), ..Span::any_number() };
                if start.num.low.is_positive() && object.num.low.is_positive() {
                    lost.num.low = Poly::zero();
                }
                next.heap.insert(*id, Rc::new(lost));
            }
            continue;
        }
        let was = lost.clone();
        for (span, start, after, before, end) in [
            (&mut lost.count, &start.count, &after.count, &before.count, &object.count),
            (&mut lost.len, &start.len, &after.len, &before.len, &object.len),
            (&mut lost.num, &start.num, &after.num, &before.num, &object.num),
            (&mut lost.extra, &start.extra, &after.extra, &before.extra, &object.extra),
        ] {
            let (_, more) = larger_step(start, after, before, end, (None, None));
            if more {
                span.high = Poly::infinite();
                span.low = span.low.lower(&Poly::constant(f64::NEG_INFINITY)).lower(&Poly::zero());
            }
        }
        if !before.each.1.is_finite()
            || !object
                .each
                .1
                .minus(&before.each.1)
                .is_at_most(&after.each.1.minus(&start.each.1).positive_part())
        {
            lost.each.1 = Poly::infinite();
        }
        if lost != was {
            lost.count = lost.count.amount();
            lost.len = lost.len.amount();
            lost.why = lost.why.or(Some(why));
            next.heap.insert(*id, Rc::new(lost));
        }
    }
}

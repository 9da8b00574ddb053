//! What a piece of code does: the effects of an expression, a statement or a whole function.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::heap::{Field, Location};
use super::lent::Lent;
use crate::effect_words::{Flags, Why};
use crate::ids::{ObjId, VarId};
use crate::values::{Origins, Value};

/// A set of variables: for each group of neighbours of which some are in it, which of them, in order.
///
/// What functions read of the globals around them comes together at every call, and globals stand close together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct VarSet(SmallVec<[Group; 2]>);

/// Some of the 64 variables whose ids begin alike, at least one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Group {
    number: u32,
    members: u64,
}

impl Group {
    fn of(var: VarId) -> Group {
        Group { number: var.0 / 64, members: 1 << (var.0 % 64) }
    }

    fn iter(self) -> impl Iterator<Item = VarId> {
        let mut members = self.members;
        std::iter::from_fn(move || {
            let position = (members != 0).then(|| members.trailing_zeros())?;
            members &= members - 1;
            Some(VarId(self.number * 64 + position))
        })
    }

    /// Those of the group that are wanted.
    fn only(self, wanted: impl Fn(VarId) -> bool) -> Group {
        let wanted = self.iter().filter(|&var| wanted(var));
        Group { members: wanted.fold(0, |all, var| all | Group::of(var).members), ..self }
    }
}

impl Clone for VarSet {
    fn clone(&self) -> Self {
        VarSet(SmallVec::from_slice(&self.0))
    }
}

impl VarSet {
    fn find(&self, number: u32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&number, |group| group.number)
    }

    pub fn insert(&mut self, var: VarId) -> bool {
        let group = Group::of(var);
        match self.find(group.number) {
            Ok(at) => {
                let known = &mut self.0[at].members;
                let is_new = *known & group.members == 0;
                *known |= group.members;
                is_new
            }
            Err(at) => {
                self.0.insert(at, group);
                true
            }
        }
    }

    pub fn contains(&self, var: VarId) -> bool {
        let group = Group::of(var);
        self.find(group.number).is_ok_and(|at| self.0[at].members & group.members != 0)
    }

    pub fn iter(&self) -> impl Iterator<Item = VarId> + '_ {
        self.0.iter().flat_map(|group| group.iter())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.iter().map(|group| group.members.count_ones() as usize).sum()
    }

    pub fn extend(&mut self, other: &VarSet) {
        self.add(&other.0);
    }

    /// Adds those variables of another set that are wanted.
    pub fn extend_where(&mut self, other: &VarSet, wanted: impl Fn(VarId) -> bool) {
        let mut missing: SmallVec<[Group; 16]> = SmallVec::new();
        let (mine, mut at) = (self.0.as_slice(), 0);
        for &group in &other.0 {
            while at < mine.len() && mine[at].number < group.number {
                at += 1;
            }
            let known = mine.get(at).filter(|known| known.number == group.number);
            let members = group.members & !known.map_or(0, |known| known.members);
            let group = Group { members, ..group }.only(&wanted);
            if group.members != 0 {
                missing.push(group);
            }
        }
        if !missing.is_empty() {
            self.add(&missing);
        }
    }

    /// Adds groups, which are in order.
    fn add(&mut self, groups: &[Group]) {
        let (mut at, mut missing) = (0, 0);
        for group in groups {
            while at < self.0.len() && self.0[at].number < group.number {
                at += 1;
            }
            match self.0.get_mut(at) {
                Some(known) if known.number == group.number => known.members |= group.members,
                _ => missing += 1,
            }
        }
        if missing == 0 {
            return;
        }
        let mut from = self.0.len();
        let mut to = from + missing;
        self.0.resize(to, Group::default());
        let all = self.0.as_mut_slice();
        // From the back: each takes the place that it has when all smaller ones are in.
        for &group in groups.iter().rev() {
            while from > 0 && all[from - 1].number > group.number {
                (from, to) = (from - 1, to - 1);
                all[to] = all[from];
            }
            if from == 0 || all[from - 1].number != group.number {
                to -= 1;
                all[to] = group;
            }
        }
    }

    pub fn intersects(&self, other: &VarSet) -> bool {
        let mut theirs = other.0.iter().peekable();
        self.0.iter().any(|mine| {
            while theirs.next_if(|group| group.number < mine.number).is_some() {}
            let same = theirs.peek().filter(|group| group.number == mine.number);
            same.is_some_and(|group| group.members & mine.members != 0)
        })
    }

    pub fn retain(&mut self, keep: impl Fn(VarId) -> bool) {
        self.0.retain(|group| {
            *group = group.only(&keep);
            group.members != 0
        });
    }
}

impl FromIterator<VarId> for VarSet {
    fn from_iter<I: IntoIterator<Item = VarId>>(iter: I) -> Self {
        let mut set = VarSet::default();
        for var in iter {
            set.insert(var);
        }
        set
    }
}

/// A touch of memory that a parameter leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ParameterTouch {
    pub parameter: u8,
    /// Part of what the parameter holds, not the object itself.
    pub deep: bool,
    /// The object as the callee sees it over all its callers; `None` for anything.
    pub object: Option<ObjId>,
    pub field: Field,
}

/// The memory that code reads or writes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touches {
    /// An object of unknown type may be touched: anything that has escaped, besides what is listed.
    pub any: bool,
    /// There was too much to list: everything may be touched.
    pub everything: bool,
    /// Objects from outside.
    pub locations: Vec<Location>,
    pub parameters: Vec<ParameterTouch>,
    /// Objects that the body itself created, by place of creation.
    pub fresh: Origins,
    /// The same objects as functions know them that reach them through a variable of the body.
    pub own: Vec<Location>,
    /// Some of them are of unknown type, or there were too many to list.
    pub own_any: bool,
}

/// Past this many separate locations, a set of touches is simply everything.
const MAX_LOCATIONS: usize = 64;

impl Touches {
    /// Whether nothing outside the body is touched.
    pub fn is_private(&self) -> bool {
        !self.any && !self.everything && self.locations.is_empty() && self.parameters.is_empty()
    }

    pub fn add_own(&mut self, location: Location) {
        if add_item(&mut self.own, location) && self.own.len() > MAX_LOCATIONS {
            self.own_any = true;
            self.own.clear();
        }
    }

    /// Forgets what the body itself created, which nobody else knows.
    pub fn drop_fresh(&mut self) {
        self.fresh = Origins::NOWHERE;
        self.own = Vec::new();
        self.own_any = false;
    }

    pub fn add_location(&mut self, location: Location) {
        if self.everything {
            return;
        }
        if add_item(&mut self.locations, location) {
            self.bound();
        }
    }

    /// Adds locations, in order.
    pub fn add_locations(&mut self, locations: &[Location]) {
        if !self.everything {
            add_sorted(&mut self.locations, locations);
            self.bound();
        }
    }

    pub fn add_parameter(&mut self, touch: ParameterTouch) {
        if self.everything {
            return;
        }
        if add_item(&mut self.parameters, touch) {
            self.bound();
        }
    }

    /// Too much to list becomes everything. Places of creation are still told apart.
    fn bound(&mut self) {
        if self.locations.len() > MAX_LOCATIONS || self.parameters.len() > MAX_LOCATIONS {
            self.set_everything();
        }
    }

    /// Everything from outside may be touched; there is no need for lists any more.
    pub fn set_everything(&mut self) {
        self.any = true;
        self.everything = true;
        self.locations = Vec::new();
        self.parameters = Vec::new();
    }

    /// Adds the touch of `field` of whatever `value` may be, which comes from `value`'s origins.
    pub fn add(&mut self, value: &Value, field: Field) {
        if value.is_atomic() {
            return;
        }
        let origins = value.origins;
        if !origins.only_fresh().is_empty() {
            self.fresh = self.fresh.union(origins.only_fresh());
            self.own_any |= value.is_any();
            for &object in &value.objects {
                self.add_own(Location { object, field });
            }
        }
        if self.everything || !origins.may_be_foreign() {
            return;
        }
        if origins.intersects(Origins::OUTSIDE) {
            self.any |= value.is_any();
            for &object in &value.objects {
                self.add_location(Location { object, field });
            }
        }
        let parameters = origins.parameters().map(|p| (p, false));
        let parts = origins.parts().map(|p| (p, true));
        for (parameter, deep) in parameters.chain(parts) {
            let parameter = parameter as u8;
            if value.is_any() {
                self.add_parameter(ParameterTouch { parameter, deep, object: None, field });
            }
            for &object in &value.objects {
                let object = Some(object);
                self.add_parameter(ParameterTouch { parameter, deep, object, field });
            }
        }
    }

    /// The same touches in terms of other code: what only this body can tell apart may be everything there.
    #[must_use]
    pub fn for_anybody(&self) -> Touches {
        let mut touches = self.clone();
        if !self.parameters.is_empty() || self.fresh != Origins::NOWHERE {
            touches.set_everything();
        }
        touches.fresh = Origins::NOWHERE;
        touches
    }

    pub fn merge(&mut self, other: &Touches) {
        self.any |= other.any;
        self.fresh = self.fresh.union(other.fresh);
        if other.everything {
            self.set_everything();
        }
        self.own_any |= other.own_any;
        add_sorted(&mut self.own, &other.own);
        if self.own.len() > MAX_LOCATIONS {
            self.own_any = true;
            self.own.clear();
        }
        if self.everything {
            return;
        }
        add_sorted(&mut self.locations, &other.locations);
        add_sorted(&mut self.parameters, &other.parameters);
        self.bound();
    }
}

/// Adds an item to a sorted list; whether it was new. Most come in order.
fn add_item<T: Ord + Copy>(sorted: &mut Vec<T>, item: T) -> bool {
    if sorted.last().is_none_or(|last| *last < item) {
        sorted.push(item);
        return true;
    }
    match sorted.binary_search(&item) {
        Ok(_) => false,
        Err(at) => {
            sorted.insert(at, item);
            true
        }
    }
}

/// Adds what a sorted list has to another one, which stays sorted and has everything once.
fn add_sorted<T: Ord + Copy>(mine: &mut Vec<T>, theirs: &[T]) {
    if theirs.is_empty() {
        return;
    }
    if mine.is_empty() {
        mine.extend_from_slice(theirs);
        return;
    }
    let (mut at, mut missing) = (0, 0);
    for item in theirs {
        at += mine[at..].partition_point(|known| known < item);
        missing += usize::from(mine.get(at) != Some(item));
    }
    let (Some(&last), true) = (mine.last(), missing > 0) else { return };
    let mut from = mine.len();
    let mut to = from + missing;
    mine.resize(to, last);
    // From the back: each takes the place that it has when all smaller ones are in.
    for &item in theirs.iter().rev() {
        while from > 0 && mine[from - 1] > item {
            (from, to) = (from - 1, to - 1);
            mine[to] = mine[from];
        }
        if from == 0 || mine[from - 1] != item {
            to -= 1;
            mine[to] = item;
        }
    }
}

/// The effects of a piece of code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    pub flags: Flags,
    /// For each effect in `flags`, the first place that causes it.
    pub causes: Vec<(Flags, Why)>,
    /// Variables read, those of other bodies included.
    pub reads: VarSet,
    /// Variables read whose value may come from before the iteration (or the body) under analysis.
    pub exposed: VarSet,
    /// Variables that the functions it calls read on their own account.
    pub call_reads: VarSet,
    /// Variables bound by statements of this code itself.
    pub writes: VarSet,
    /// Variables bound by the functions that it calls.
    pub call_writes: VarSet,
    pub heap_reads: Touches,
    pub heap_writes: Touches,
    /// Where memory from outside is first written.
    pub write_cause: Option<Why>,
    /// That place draws from a random generator: any other change says more.
    pub write_draws: bool,
    /// Where a generator from outside is first drawn from.
    pub draw_cause: Option<Why>,
    /// Draws from what it has seeded, in a loop where that is an affair of each round.
    pub seeded: bool,
    /// Counts up numbers of objects, in a loop that does nothing else with them.
    pub grows: bool,
    /// Work, in units of one simple operation; loops whose trip count is unknown count as some tens of rounds.
    pub cost: f64,
    /// Contains work without a static bound.
    pub unbounded: bool,
    /// Contains library calls whose work grows with their arguments.
    pub library_work: bool,
    /// Operator methods on anything that are in this account already: which names, on what from where.
    pub implied: FxHashSet<(usize, usize, Origins, Origins)>,
}

impl Effects {
    /// Adds an effect and, where it is new, its cause.
    pub fn flag(&mut self, flags: Flags, why: impl FnOnce() -> Why) {
        let new = flags.without(self.flags);
        if !new.is_empty() {
            self.flags = self.flags.union(new);
            self.causes.push((new, why()));
        }
    }

    /// The place that causes one of these effects.
    pub fn cause_of(&self, flags: Flags) -> Option<&Why> {
        self.causes.iter().find(|(flag, _)| flag.intersects(flags)).map(|(_, why)| why)
    }

    /// Adds the effects of code that runs one after the other.
    pub fn merge(&mut self, other: &Effects) {
        for (flags, why) in &other.causes {
            self.flag(*flags, || why.clone());
        }
        self.reads.extend(&other.reads);
        self.exposed.extend(&other.exposed);
        self.call_reads.extend(&other.call_reads);
        self.writes.extend(&other.writes);
        self.call_writes.extend(&other.call_writes);
        self.heap_reads.merge(&other.heap_reads);
        self.heap_writes.merge(&other.heap_writes);
        self.take_write_cause(other);
        self.seeded |= other.seeded;
        self.grows |= other.grows;
        self.cost += other.cost;
        self.unbounded |= other.unbounded;
        self.library_work |= other.library_work;
    }

    /// Keeps the first place that changes something from outside, and is no draw from a generator if there is another.
    pub fn take_write_cause(&mut self, other: &Effects) {
        if self.draw_cause.is_none() {
            self.draw_cause.clone_from(&other.draw_cause);
        }
        let says_more = self.write_draws && !other.write_draws;
        if other.write_cause.is_some() && (self.write_cause.is_none() || says_more) {
            self.write_cause.clone_from(&other.write_cause);
            self.write_draws = other.write_draws;
        }
    }

    /// Whether two estimates of the work are of one magnitude.
    pub fn same_magnitude(&self, other: &Effects) -> bool {
        magnitude(self.cost) == magnitude(other.cost)
    }

    /// Whether the facts agree; costs are estimates and do not count.
    pub fn same_facts(&self, other: &Effects) -> bool {
        self.flags == other.flags
            && self.unbounded == other.unbounded
            && self.library_work == other.library_work
            && self.reads == other.reads
            && self.writes == other.writes
            && self.call_writes == other.call_writes
            && self.heap_reads == other.heap_reads
            && self.heap_writes == other.heap_writes
    }
}

/// The magnitude of a cost: a power of two, up to where it makes no difference to any decision.
fn magnitude(cost: f64) -> u64 {
    // The exponent of the binary representation.
    cost.clamp(1.0, 1e6).to_bits() >> 52
}

/// What callers need to know about a function.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    pub effects: Effects,
    /// What it returns; origins are in the callee's terms.
    pub result: Value,
    /// Where the parts of a fresh result come from, in the callee's terms.
    pub result_parts: Origins,
    /// Where the things come from that it stores into its parameters.
    pub stored: Origins,
    /// Where the things come from that it hands out as a generator, with all that they hold.
    pub yielded: Origins,
    /// Whether it may change, as a generator, what it has handed out and made itself.
    pub changes_yielded: bool,
    /// Whether it may look, as a generator, at what it has handed out and made itself.
    pub sees_yielded: bool,
    /// What of what it stores the function did not make itself.
    pub lent: Lent,
    pub analysed: bool,
    /// Calls itself, directly or through others.
    pub recursive: bool,
}

impl Summary {
    /// Whether the facts agree; costs are estimates and do not count.
    pub fn same_facts(&self, other: &Summary) -> bool {
        self.effects.same_facts(&other.effects)
            && self.result == other.result
            && self.result_parts == other.result_parts
            && self.stored == other.stored
            && self.lent == other.lent
            && self.yielded == other.yielded
            && self.changes_yielded == other.changes_yielded
            && self.sees_yielded == other.sees_yielded
            && self.analysed == other.analysed
    }
}

#[cfg(test)]
mod tests {
    use super::{VarSet, add_item, add_sorted};
    use crate::ids::VarId;

    #[test]
    fn sets_of_variables_are_joined_in_order() {
        let lists: [&[u32]; 6] =
            [&[], &[1], &[1, 63, 64], &[0, 200], &[65, 66, 900], &[64, 199, 200]];
        let set = |list: &[u32]| -> VarSet { list.iter().copied().map(VarId).collect() };
        let odd = |var: VarId| var.0 % 2 == 1;
        for left in lists {
            for right in lists {
                let all: std::collections::BTreeSet<u32> =
                    left.iter().chain(right).copied().collect();
                let mut joined = set(left);
                joined.extend(&set(right));
                assert_eq!(joined.len(), all.len());
                assert!(joined.iter().map(|var| var.0).eq(all.iter().copied()));
                let shared = left.iter().any(|var| right.contains(var));
                assert_eq!(set(left).intersects(&set(right)), shared, "{left:?} and {right:?}");
                let mut some = set(left);
                some.extend_where(&set(right), odd);
                let wanted = |var: &u32| left.contains(var) || odd(VarId(*var));
                assert!(some.iter().map(|var| var.0).eq(all.iter().copied().filter(wanted)));
                joined.retain(odd);
                let expected: Vec<u32> = all.iter().copied().filter(|var| var % 2 == 1).collect();
                assert_eq!(joined, set(&expected));
                assert!(expected.iter().all(|&var| !joined.insert(VarId(var))));
            }
        }
    }

    #[test]
    fn items_are_added_once_and_in_order() {
        let mut sorted = Vec::new();
        let new = [3, 7, 7, 1, 9, 3, 8].map(|item| add_item(&mut sorted, item));
        assert_eq!(new, [true, true, false, true, true, false, true]);
        assert_eq!(sorted, [1, 3, 7, 8, 9]);
    }

    #[test]
    fn sorted_lists_are_joined_and_stay_sorted() {
        let lists: [&[u8]; 7] =
            [&[], &[1], &[1, 5], &[0, 5], &[2, 3, 9], &[0, 1, 2, 3], &[7, 8, 9]];
        for left in lists {
            for right in lists {
                let mut joined = left.to_vec();
                add_sorted(&mut joined, right);
                let expected: std::collections::BTreeSet<u8> =
                    left.iter().chain(right).copied().collect();
                assert_eq!(joined, Vec::from_iter(expected), "{left:?} and {right:?}");
            }
        }
    }
}

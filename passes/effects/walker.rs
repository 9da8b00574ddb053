//! Walks one body in program order, with flow-sensitive values of its variables, and gathers its effects.
//!
//! The same walk serves three purposes: the rounds of the fixpoint over all functions, the effects of each statement,
//! and (through [`Walker::start_iteration`]) one iteration of a loop seen as a body of its own.

use std::cell::Cell;
use std::rc::Rc;

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::env::Env;
use super::heap::{Field, ObjectKey, ObjectKind};
use super::imports::StarImport;
use super::lent::Lent;
use super::opening;
use super::own_keys::{self, OwnKey};
use super::summary::{Effects, Summary};
use super::unions::{Applied, UnionUse, Unions};
use super::unknown::UnknownCode;
use super::{Analysis, LoopSite};
use crate::effect_words::{Flags, Why};
use crate::ids::{FuncId, ModuleId, ObjId, VarId};
use crate::passes::scopes::{self, FunctionNode};
use crate::values::{Atoms, Origins, Value};

/// The kinds of scopes that a walker meets are those of [`scopes`].
pub use scopes::Scopes;

/// The loop that the walk is inside of.
#[derive(Default)]
pub(super) struct LoopFrame {
    /// States at `continue`.
    pub(super) continues: Option<Env>,
    /// States at `break`.
    pub(super) breaks: Option<Env>,
}

/// A list of rows under another name: while one iteration is walked, it stands for what a variable holds.
#[derive(Clone)]
pub struct Apart {
    pub container: ObjId,
    pub row: ObjId,
    /// What the variable, and the list, hold as the program at large knows it.
    pub known_containers: Vec<ObjId>,
    pub known_rows: Vec<ObjId>,
}

/// How many places are kept of which it is known where they lead to.
const KEPT_LEADS: usize = 4;

/// Places, and where everything comes from that things from there lead to; those that were asked for last.
#[derive(Default)]
struct Leads {
    kept: [Cell<(Origins, Origins)>; KEPT_LEADS],
    /// How many there are, and the one that is the next to go.
    count: Cell<usize>,
    next: Cell<usize>,
    /// Holders that took in anything from some place, last, which made no difference.
    holds: [(Origins, Origins); KEPT_LEADS],
    next_held: usize,
}

impl Leads {
    fn get(&self, origins: Origins) -> Option<Origins> {
        let kept = self.kept[..self.count.get()].iter().map(Cell::get);
        kept.into_iter().find(|(known, _)| *known == origins).map(|(_, seen)| seen)
    }

    fn keep(&self, origins: Origins, seen: Origins) {
        let next = self.next.get();
        self.kept[next].set((origins, seen));
        self.next.set((next + 1) % KEPT_LEADS);
        self.count.set(self.count.get().max(next + 1));
    }

    fn note_idle_hold(&mut self, holder: Origins, origins: Origins) {
        self.holds[self.next_held] = (holder, origins);
        self.next_held = (self.next_held + 1) % KEPT_LEADS;
    }

    fn forget(&mut self) {
        self.count.set(0);
        self.next.set(0);
        self.holds = [(Origins::NOWHERE, Origins::NOWHERE); KEPT_LEADS];
    }
}

pub struct Walker<'w, 'a> {
    pub an: &'w mut Analysis<'a>,
    pub func: FuncId,
    pub module: ModuleId,
    pub env: Env,
    /// Effects gathered since they were last taken.
    pub fx: Effects,
    pub(super) loops: Vec<LoopFrame>,
    /// States that an exception handler may start from, for each enclosing `try`.
    pub(super) handlers: Vec<Env>,
    /// How many statements around the place may catch what is raised there.
    pub(super) catching: u32,
    /// Names that handlers around the place give to what they caught.
    pub(super) caught: Vec<VarId>,
    /// The body or the loop whose iteration is walked: numbers of places and states at loop heads belong to it.
    pub(super) context: u64,
    /// Where the things come from that objects of each place hold.
    pub held: Vec<Origins>,
    /// What of it is not the body's own.
    pub(super) lent: Lent,
    /// It was asked what that is, while there might have been more.
    pub(super) asked_for_lent: Cell<bool>,
    /// `x.__setattr__` where it is called at once, with arguments that are followed.
    pub(super) setter_called: Option<TextRange>,
    pub result: Value,
    /// Where the things come from that were stored into objects from outside.
    pub stored: Origins,
    /// Where the things come from that a generator hands out.
    pub yielded: Origins,
    /// The same without what these hold, but for tuples that are written there.
    pub(super) yielded_itself: Origins,
    /// It advances generators that may change what they have handed out.
    pub(super) advances_changing: bool,
    /// Variables that were given more than numbers and text.
    pub(super) holding: FxHashSet<VarId>,
    /// A generator expression that the call under way draws to its end, or drops.
    pub(super) drained: Option<TextRange>,
    /// Iterables of the program's own that are gone through right now, and where what they hold comes from.
    pub(super) gone_through: Vec<(ObjId, Origins)>,
    /// Objects whose wrapped function is called right now.
    pub(super) unwrapped: Vec<ObjId>,
    /// Inside a generator expression that is advanced at some other time.
    pub(super) in_lazy: bool,
    /// How many accounts are open of what lazy iterators do when they are advanced.
    pub(super) deferring: u32,
    /// What values of unknown type run where they are advanced is being accounted for.
    pub(super) advancing_escaped: bool,
    /// The place of creation for what the call under translation creates.
    pub fresh_of_call: Origins,
    /// Functions of the program that the walked iteration calls itself.
    pub called: FxHashSet<FuncId>,
    /// Texts of rows that the iteration works on as copies of its own: `c[i]`.
    pub row_copies: Vec<String>,
    /// Elements `a[i]` of the iteration's own: those read as they were before the loop, and those stored (accounted for elsewhere).
    pub own_loads: Vec<TextRange>,
    pub own_stores: Vec<TextRange>,
    /// Parts `a[i]` of arrays that are the iteration's own, and what stands for each.
    pub own_rows: Vec<(TextRange, Value)>,
    /// Elements that count as the iteration's first parameter.
    pub own_elements: Vec<TextRange>,
    /// Lists of rows that are taken to be none of those which the iteration writes.
    pub apart: Vec<Apart>,
    /// The text of the loop whose iteration is walked.
    iteration_range: Option<TextRange>,
    /// The walk is over one iteration: nothing is recorded, and places of creation mean this iteration.
    pub in_iteration: bool,
    /// Inside code that may run many times, for cost.
    pub(super) depth: u32,
    /// Unions of functions that this walk has met, as they are now.
    pub(super) unions: Unions,
    /// Parts of unions whose names `fx` accounts for.
    pub(super) taken_unions: FxHashSet<(usize, usize)>,
    /// Uses of unions that this walk has met, of things about whose types nothing is known.
    pub(super) applied_unions: FxHashMap<UnionUse, Applied>,
    /// The number of the account that `fx` is.
    pub(super) account: u32,
    /// An object that the body knows came to hold more.
    pub(super) held_grew: bool,
    /// Of which origins it was asked what they hold.
    consulted: Cell<Origins>,
    /// The same for what was stored into objects from outside, which brings along what it leads to.
    carried: Origins,
    /// Where everything comes from that things from some places lead to, as it was found lately; until some object holds more.
    leads_to: Leads,
    /// Objects from one of these came to hold more after that, so that another walk may find more.
    pub(super) asked_too_early: bool,
    /// Expressions whose values are known, and that are not evaluated again.
    pub known: Vec<(TextRange, Value)>,
    /// Targets of loops and comprehensions whose items others may have by now: these count as objects from outside.
    pub shared: Vec<TextRange>,
    /// Calls after which others may have whatever variables hold.
    pub handed_on: Vec<TextRange>,
    /// The call under way does nothing to its receiver but add a missing key.
    pub(super) filling: bool,
    /// An expression that stands for itself, so that its value is nobody's.
    pub(super) ignored: Option<TextRange>,
    /// The key that the loop whose iteration is walked has taken from the dictionary it goes through.
    pub(super) own_key: Option<OwnKey>,
    /// The latest call that seeded the generator of the module `random`.
    pub(super) seed: Option<TextRange>,
    /// Functions whose calls `fx` accounts for, with their summaries at the time.
    pub(super) taken: FxHashMap<FuncId, Rc<Summary>>,
    /// What unknown code may do, as of a version of the summaries.
    pub(super) unknown_code: Option<Rc<UnknownCode>>,
}

impl<'w, 'a> Walker<'w, 'a> {
    pub fn new(an: &'w mut Analysis<'a>, func: FuncId) -> Self {
        an.heap.walking = Some(func);
        let scopes = an.scopes;
        let function = scopes.function(func);
        let (module, slots) = (function.module, function.slots as usize);
        let parameters = &function.parameters;
        let stored = an.stored_before(func);
        let held = an.held_before(u64::from(func.0));
        let lent = an.lent_before(u64::from(func.0));
        let mut walker = Walker {
            an,
            func,
            module,
            env: Env::new(slots),
            fx: Effects::default(),
            loops: Vec::new(),
            handlers: Vec::new(),
            catching: 0,
            caught: Vec::new(),
            context: u64::from(func.0),
            held,
            lent,
            asked_for_lent: Cell::new(false),
            setter_called: None,
            result: Value::bottom(),
            // What a loop stores, its next round may load: the walk before this one knows.
            stored,
            yielded: Origins::NOWHERE,
            yielded_itself: Origins::NOWHERE,
            advances_changing: false,
            holding: FxHashSet::default(),
            drained: None,
            gone_through: Vec::new(),
            in_lazy: false,
            deferring: 0,
            advancing_escaped: false,
            fresh_of_call: Origins::NOWHERE,
            called: FxHashSet::default(),
            row_copies: Vec::new(),
            own_loads: Vec::new(),
            own_stores: Vec::new(),
            own_rows: Vec::new(),
            own_elements: Vec::new(),
            apart: Vec::new(),
            iteration_range: None,
            unwrapped: Vec::new(),
            in_iteration: false,
            depth: 0,
            unions: Unions::default(),
            taken_unions: FxHashSet::default(),
            applied_unions: FxHashMap::default(),
            account: 0,
            held_grew: false,
            consulted: Cell::default(),
            carried: Origins::NOWHERE,
            leads_to: Leads::default(),
            asked_too_early: false,
            known: Vec::new(),
            shared: Vec::new(),
            handed_on: Vec::new(),
            filling: false,
            ignored: None,
            own_key: None,
            seed: None,
            taken: FxHashMap::default(),
            unknown_code: None,
        };
        let inner_stores = !parameters.is_empty() && walker.inner_functions_store();
        for (position, &var) in parameters.iter().enumerate() {
            let value = walker.an.variable_value(var).from(Origins::parameter(position));
            let slot = walker.an.scopes.variable(var).slot as usize;
            if inner_stores && !walker.an.is_immutable(&value) {
                let origins = value.origins.union(value.origins.held_by_foreign());
                walker.stored = walker.stored.union(origins);
                walker.leads_to.forget();
                walker.note_lent(&value);
            }
            walker.env.values[slot] = value;
            walker.env.set_assigned(slot, true);
        }
        walker
    }

    /// Whether a function that reads variables of this body stores things: `def put(): holder.append(tank)`. Where from and
    /// where to is not followed: any parameter may then hold what any other one leads to.
    fn inner_functions_store(&self) -> bool {
        let readers = self.an.inner_readers.get(&self.func);
        readers.into_iter().flatten().any(|&func| !self.an.summary(func).stored.is_empty())
    }

    /// A walker that sees one iteration of a loop as a body: all that exists at its start comes from outside.
    pub fn start_iteration(an: &'w mut Analysis<'a>, site: &LoopSite<'a>) -> Self {
        let mut walker = Walker::new(an, site.func);
        walker.env = site.env.clone();
        walker.env.dead = false;
        walker.in_iteration = true;
        walker.own_key = own_keys::of_loop(walker.an, site);
        walker.stored = Origins::NOWHERE;
        walker.iteration_range = Some(site.syntax.range());
        walker.context = 1 << 32 | u64::from(site.key);
        walker.held = walker.an.held_before(walker.context);
        walker.lent = walker.an.lent_before(walker.context);
        walker.leads_to.forget();
        walker.let_others_have_all();
        walker.env.assigned.iter_mut().for_each(|word| *word = 0);
        walker.env.seeded = false;
        walker
    }

    /// From here on others may have what the variables hold.
    pub fn let_others_have_all(&mut self) {
        for value in self.env.values.iter_mut() {
            if !value.is_atomic() {
                value.origins = Origins::OUTSIDE;
            }
        }
    }

    /// What is drawn from for this target, as an object from outside where others may have its items.
    pub(super) fn drawn_for(&self, target: &ast::Expr, mut iterable: Value) -> Value {
        if self.shared.contains(&target.range()) && !iterable.is_atomic() {
            iterable.origins = Origins::OUTSIDE;
        }
        iterable
    }

    /// Takes what a variable holds, a list of lists of plain values or an array, for a list and rows, or an array, that nobody
    /// else has.
    pub fn set_apart(&mut self, var: VarId) {
        let slot = self.an.scopes.variable(var).slot as usize;
        let known = self.env.values[slot].clone();
        if self.is_plain_value(&known)
            && let ObjectKind::Library(id) = self.an.heap.peek(known.objects[0]).kind
        {
            let key = ObjectKey::Site(0x5000_0000 | var.0, 2);
            let array = self.an.heap.object(key, || ObjectKind::Library(id));
            self.env.values[slot] = Value::object(array, Origins::OUTSIDE);
            let known_containers = known.objects.to_vec();
            self.apart.push(Apart {
                container: array,
                row: array,
                known_containers,
                known_rows: Vec::new(),
            });
            return;
        }
        let rows = self.an.heap.element_of(&known, |object| &object.element);
        let cell = self.an.heap.element_of(&rows, |object| &object.element);
        let list = self.an.knowledge.builtin_type("list");
        let mut make = |part: u16| {
            let key = ObjectKey::Site(0x5000_0000 | var.0, part);
            self.an.heap.object(key, || ObjectKind::Library(list))
        };
        let (container, row) = (make(0), make(1));
        self.an.heap.add_element(row, &cell);
        self.an.heap.add_element(container, &Value::object(row, Origins::NOWHERE));
        self.env.values[slot] = Value::object(container, Origins::OUTSIDE);
        let known_containers = known.objects.to_vec();
        let known_rows = rows.objects.to_vec();
        self.apart.push(Apart { container, row, known_containers, known_rows });
    }

    /// What a callee knows as `object`, where it is reached from this argument.
    pub fn seen_from(&self, argument: &Value, object: ObjId) -> ObjId {
        let [only] = argument.objects.as_slice() else { return object };
        let Some(apart) = self.apart.iter().find(|apart| apart.container == *only) else {
            return object;
        };
        if apart.known_rows.contains(&object) {
            apart.row
        } else if apart.known_containers.contains(&object) {
            apart.container
        } else {
            object
        }
    }

    /// Whether a function is written inside the loop whose iteration is walked, so that it moves with it.
    pub fn is_inside_iteration(&self, func: FuncId) -> bool {
        let function = self.an.scopes.function(func);
        self.iteration_range.is_some_and(|range| {
            function.module == self.module && range.contains_range(function.range())
        })
    }

    /// From here on, all that the variables hold comes from outside.
    pub fn forget_origins(&mut self) {
        for value in self.env.values.iter_mut() {
            if !value.is_atomic() {
                value.origins = Origins::OUTSIDE;
            }
        }
    }

    /// Runs code that may not run: variables that it binds may keep their earlier values.
    pub fn maybe(&mut self, part: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.an.has_walrus {
            return part(self);
        }
        let before = self.env.clone();
        let value = part(self);
        self.env.join(&before);
        value
    }

    /// Walks the whole body of the function.
    pub fn walk_function(&mut self) {
        let function = self.an.scopes.function(self.func);
        match function.node {
            FunctionNode::Module(node) => self.walk_block(&node.body),
            FunctionNode::Def(node) => {
                self.walk_block(&node.body);
                self.keep_property(node);
                if !self.env.dead {
                    self.result.join(&Value::atom(Atoms::NONE));
                }
            }
            FunctionNode::Lambda(node) => {
                let value = self.eval(&node.body);
                self.result.join(&value);
            }
        }
    }

    /// The effects since the last call, which starts a new account.
    pub fn take_effects(&mut self) -> Effects {
        self.resume_effects(Effects::default())
    }

    /// Goes on with an account begun earlier; what the present one holds.
    pub fn resume_effects(&mut self, account: Effects) -> Effects {
        self.taken.clear();
        self.taken_unions.clear();
        self.account += 1;
        let mut effects = std::mem::replace(&mut self.fx, account);
        self.an.note_changed_module_values(&mut effects, self.module);
        self.an.note_counted(&mut effects);
        self.an.note_seeded(&mut effects);
        self.an.note_grown(&mut effects);
        effects
    }

    /// The body calls something whose work has no bound, and which a log can carry as far as that is known. With two of these,
    /// one may be worth starting early.
    pub(super) fn note_known_work(&mut self, range: TextRange) {
        let function = self.an.scopes.function(self.func);
        let is_script =
            function.module.index() == 0 && !function.is_generator && !function.is_async;
        if self.an.noting && is_script && !self.in_iteration {
            let first = *self.an.known_work.entry(self.func).or_insert(range);
            if first != range {
                self.an.decided_about.insert(self.func);
            }
        }
    }

    pub fn why(&self, range: TextRange, what: impl Into<Box<str>>) -> Why {
        Why { module: self.module, range, what: what.into() }
    }

    pub fn flag(&mut self, flags: Flags, range: TextRange, what: &str) {
        let flags = opening::told_apart(flags.of(what), what);
        self.note_stop(flags, range, what);
        self.an.note_lateness(flags, self.module, range);
        if !self.fx.flags.contains(flags) {
            let why = self.why(range, what);
            let unknown = flags.without(self.fx.flags).contains(Flags::UNKNOWN);
            self.fx.flag(flags, || why);
            if unknown {
                self.run_unknown_code(range);
            }
        }
    }

    // ---- memory ----

    /// The origin of what this expression creates.
    pub fn fresh(&mut self, node: u32, part: u16) -> Origins {
        Origins::fresh(self.an.place_number(self.context, node, part))
    }

    /// Where the things come from that a value holds directly.
    pub fn parts_of(&self, origins: Origins) -> Origins {
        self.consulted.set(self.consulted.get().union(origins));
        let mut parts = origins.held_by_foreign();
        if origins.intersects(Origins::PARAMETERS.union(Origins::PARTS)) {
            // A parameter may by now hold what the body stored into it, or into another one: `box.peer = tank`.
            parts = parts.union(self.stored);
        }
        for place in origins.fresh_places() {
            parts = parts.union(self.held[place]);
        }
        parts
    }

    /// Where everything that can be reached from a value (itself excluded) comes from.
    pub fn deep_parts_of(&self, origins: Origins) -> Origins {
        if origins.is_empty() {
            return Origins::NOWHERE;
        }
        if let Some(seen) = self.leads_to.get(origins) {
            self.consulted.set(self.consulted.get().union(origins).union(seen));
            return seen;
        }
        let seen = self.find_deep_parts_of(origins);
        self.leads_to.keep(origins, seen);
        seen
    }

    fn find_deep_parts_of(&self, origins: Origins) -> Origins {
        let mut seen = Origins::NOWHERE;
        let mut new = self.parts_of(origins);
        while !new.is_empty() {
            seen = seen.union(new);
            // Places lead on one by one: those that were seen before have nothing to add.
            new = Origins(self.parts_of(new).0 & !seen.0);
        }
        seen
    }

    /// Something is handed out by the generator whose body is walked.
    pub(super) fn note_yield(&mut self, value: &Value) {
        self.an.note_yield(self.func, value);
        self.yielded = self.yielded.union(value.from(value.origins).origins);
    }

    /// Records that objects of this value now hold `stored`.
    pub fn hold(&mut self, holder: Origins, stored: &Value) {
        let origins = stored.origins;
        if origins.is_empty() {
            return;
        }
        let is_anything = stored.is_any() && stored.objects.is_empty();
        if is_anything {
            if self.leads_to.holds.contains(&(holder, origins)) {
                return;
            }
        } else if self.an.is_immutable(stored) || self.an.is_library_class(stored) {
            // Where it comes from makes no difference, as with numbers.
            return;
        }
        let mut grew = false;
        self.note_lent(stored);
        for place in holder.fresh_places() {
            let grown = self.held[place].union(origins);
            if grown != self.held[place] {
                self.held[place] = grown;
                self.held_grew = true;
                grew = true;
                self.leads_to.forget();
                self.asked_too_early |=
                    self.consulted.get().intersects(Origins::fresh(place as u32));
                self.an.note_held(self.context, place, origins);
            }
        }
        if holder.may_be_foreign() {
            // What a caller's object now holds is the caller's business, through the summary.
            let consulted = self.consulted.get();
            let stored = self.stored.union(origins).union(self.deep_parts_of(origins));
            self.consulted.set(consulted);
            self.carried = self.carried.union(origins);
            if stored != self.stored {
                self.held_grew = true;
                grew = true;
                self.asked_too_early |=
                    consulted.intersects(Origins::PARAMETERS.union(Origins::PARTS));
                self.stored = stored;
                self.leads_to.forget();
            }
        }
        if is_anything && !grew {
            self.leads_to.note_idle_hold(holder, origins);
        }
    }

    /// Whether another walk may find more, as this one asked what objects hold before it learnt that they hold more.
    pub(super) fn may_find_more(&self) -> bool {
        let carried = self.stored.union(self.deep_parts_of(self.carried));
        self.asked_too_early || carried != self.stored
    }

    pub fn touch_read(&mut self, value: &Value, field: Field) {
        self.fx.heap_reads.add(value, field);
        if let Some(viewed) = self.viewed(value) {
            self.fx.heap_reads.add(&viewed, field);
        }
    }

    pub fn touch_write(&mut self, value: &Value, field: Field, range: TextRange) {
        self.fx.heap_writes.add(value, field);
        if let Some(viewed) = self.viewed(value) {
            self.fx.heap_writes.add(&viewed, field);
        }
        let draws = !value.is_any()
            && !value.objects.is_empty()
            && value.objects.iter().all(|&object| self.an.is_generator(object));
        self.note_write_cause(value.origins, range, draws);
    }

    /// Keeps the first place that changes something from outside, other than by drawing from a generator if there is one.
    pub(super) fn note_write_cause(&mut self, origins: Origins, range: TextRange, draws: bool) {
        let says_more = self.fx.write_draws && !draws;
        let is_wanted = self.fx.write_cause.is_none() || says_more;
        let is_first_draw = draws && self.fx.draw_cause.is_none();
        if (is_wanted || is_first_draw) && origins.may_be_foreign() {
            let text = self.an.program.module(self.module).slice(range);
            let mut lines = text.lines();
            let mut what = lines.next().unwrap_or_default().trim().to_owned();
            if lines.next().is_some() {
                what.push_str(" …");
            }
            let why = self.why(range, what);
            if is_first_draw {
                self.fx.draw_cause = Some(why.clone());
            }
            if is_wanted {
                self.fx.write_draws = draws;
                self.fx.write_cause = Some(why);
            }
        }
    }

    /// What views among the values were taken from: a view has no contents of its own.
    pub(super) fn viewed(&self, value: &Value) -> Option<Value> {
        if value.objects.is_empty() {
            return None;
        }
        let mut found = Value { origins: value.origins, ..Value::bottom() };
        let mut sources = self.sources_of(&value.objects);
        while !sources.is_empty() {
            found.origins = found.origins.union(self.parts_of(found.origins));
            for &source in &sources {
                found.join(&Value::object(source, found.origins));
            }
            sources = self.sources_of(&sources);
            sources.retain(|source| !found.objects.contains(source));
        }
        (!found.objects.is_empty()).then_some(found)
    }

    fn sources_of(&self, objects: &[ObjId]) -> Vec<ObjId> {
        self.an.sources_of(objects)
    }

    /// A read or write of everything that can be reached from a value, itself included.
    pub fn touch_deep(&mut self, value: &Value, write: Option<TextRange>) {
        if value.is_atomic() {
            return;
        }
        let origins = value.origins.union(self.deep_parts_of(value.origins));
        let is_wanted = write.is_some() || self.lists_own_reads();
        let touches =
            if write.is_some() { &mut self.fx.heap_writes } else { &mut self.fx.heap_reads };
        // What bodies do to objects of their own is listed once facts are as good as complete.
        let is_listed = touches.everything || !origins.may_be_foreign();
        if is_listed && (!is_wanted || self.an.is_optimistic()) {
            touches.fresh = touches.fresh.union(origins.only_fresh());
        } else {
            let reach = self.an.heap.reachable(value);
            let atoms = if reach.any { Atoms::ANY } else { Atoms::EMPTY };
            let whole = Value { atoms, objects: reach.objects.iter().copied().collect(), origins };
            let viewed = self.viewed(&whole);
            let touches =
                if write.is_some() { &mut self.fx.heap_writes } else { &mut self.fx.heap_reads };
            touches.add(&whole, Field::All);
            if let Some(viewed) = viewed {
                touches.add(&viewed, Field::All);
            }
        }
        if let Some(range) = write {
            self.note_write_cause(origins, range, false);
        }
    }

    // ---- variables ----

    /// Reads a variable.
    pub fn load_variable(&mut self, var: VarId) -> Value {
        let variable = self.an.scopes.variable(var);
        let (owner, slot, is_global) = (variable.func, variable.slot as usize, variable.is_global);
        self.fx.reads.insert(var);
        if owner != self.func {
            self.fx.exposed.insert(var);
            let origins = self.captured_as(var).unwrap_or(Origins::OUTSIDE);
            let mut value = self.an.variable_value(var).from(origins);
            if self.an.scopes.may_be_unbound(var) {
                self.join_behind(var, &mut value);
            }
            self.join_star_import(var, &mut value);
            return value;
        }
        if !self.env.is_assigned(slot) {
            self.fx.exposed.insert(var);
        }
        let mut value = self.env.values[slot].clone();
        if value.atoms.contains(Atoms::UNBOUND) {
            self.join_behind(var, &mut value);
        }
        if !self.env.is_assigned(slot)
            || !self.an.star_imports_come_before(self.module, variable.name)
        {
            self.join_star_import(var, &mut value);
        }
        if self.an.scopes.foreign_writes.contains(&var) {
            value.join(&self.an.variable_value(var).from(Origins::OUTSIDE));
        }
        if is_global && value.is_bottom() && !self.env.is_assigned(slot) {
            value.join(&self.an.variable_value(var).from(Origins::OUTSIDE));
        }
        value
    }

    /// Adds what a name means while its variable has no value: in a class body the global, and for a global the builtin.
    fn join_behind(&mut self, var: VarId, value: &mut Value) {
        let variable = self.an.scopes.variable(var);
        let (name, is_global) = (variable.name, variable.is_global);
        if !is_global && !variable.is_class_member {
            return;
        }
        if let Some(global) = self.an.scopes.behind(var) {
            value.join(&self.load_variable(global));
        } else if let Some(builtin) = self.an.builtin_value(name) {
            value.join(&builtin);
        }
    }

    /// Adds what `from module import *` may have bound a global to since.
    fn join_star_import(&mut self, var: VarId, value: &mut Value) {
        if !self.an.scopes.may_be_star_imported(var) {
            return;
        }
        let variable = self.an.scopes.variable(var);
        let module = self.an.scopes.function(variable.func).module;
        let brought = match self.an.star_imported(module, variable.name) {
            Some(StarImport::Variable(other)) if !self.an.scopes.may_be_star_imported(other) => {
                self.load_variable(other)
            }
            Some(_) => Value::any(),
            None => return,
        };
        self.an.join_variable(var, &brought);
        value.join(&brought);
    }

    /// Binds a variable.
    pub fn store_variable(&mut self, var: VarId, value: &Value) {
        let variable = self.an.scopes.variable(var);
        let (owner, slot) = (variable.func, variable.slot as usize);
        let tracked = variable.shared || variable.is_global || variable.is_class_member;
        let mut value = value.clone();
        self.an.heap.bounded(&mut value);
        self.fx.writes.insert(var);
        if tracked || self.an.read_later.contains(&var) {
            self.an.join_variable(var, &value);
        }
        if owner == self.func {
            for handler in &mut self.handlers {
                handler.values[slot].join(&value);
            }
            value.atoms = value.atoms.without(Atoms::UNBOUND);
            if !value.is_atomic() {
                self.holding.insert(var);
            }
            self.env.values[slot] = value;
            self.env.set_assigned(slot, true);
        } else {
            self.fx.call_writes.insert(var);
        }
    }

    pub(super) fn unbind(&mut self, var: VarId) {
        let variable = self.an.scopes.variable(var);
        let (owner, slot) = (variable.func, variable.slot as usize);
        self.fx.writes.insert(var);
        if owner == self.func {
            self.env.values[slot] = Value::atom(Atoms::UNBOUND);
        }
    }

    /// Binds what an identifier names (a definition, an import, a handler's name).
    pub fn store_identifier(&mut self, identifier: &ast::Identifier, name: &str, value: &Value) {
        let scope = self.an.scope_of_identifier(identifier);
        if let Some(var) = scope.or_else(|| self.an.lookup_from(self.func, name)) {
            self.store_variable(var, value);
        }
    }
}

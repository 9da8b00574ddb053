//! What is alive at once: the peak of each statement, function, and of the program, and what the variables hold.

use std::collections::BTreeMap;

use ruff_text_size::TextRange;
use rustc_hash::FxHashSet;

use super::bounds::{Poly, Span};
use super::heap::{Kind, Refs, State};
use super::layouts;
use super::repeat::Round;
use super::sizes::{held_by, held_in};
use super::walker::Walker;
use super::{Holder, Region, Statement, Variable};
use crate::ids::{FuncId, ModuleId, VarId};

/// What the interpreter allocates for itself while a program runs that holds nothing: for the first calls, for output.
/// Measured on programs of one statement, 3.9 to 3.13; tests/memory shows it.
const INTERPRETER: (f64, f64) = (200.0, 12_000.0);
/// Bound methods, iterators, argument tuples: for each call in progress.
const CALL: f64 = 800.0;
/// How deep functions that capture functions are followed.
const CAPTURES: usize = 2;
/// How many variables are described after each statement.
const VARIABLES: usize = 60;

/// Everything that was noted on the walk.
#[derive(Default)]
pub struct Records<'a> {
    pub statements: BTreeMap<(ModuleId, u32, u32), Statement>,
    pub functions: BTreeMap<FuncId, Span>,
    pub regions: BTreeMap<(ModuleId, u32, u32), Region>,
    pub peak: Span,
    /// The state at the peak, with the bodies that were running.
    pub at_peak: Option<(State<'a>, Vec<FuncId>)>,
    /// Reasons without a value that has no bound: recursion.
    pub unbounded: FxHashSet<u32>,
    /// Statements in progress, the outermost first.
    open: Vec<(ModuleId, u32, u32)>,
    /// Bodies in progress.
    running: Vec<(FuncId, u32)>,
    /// What is alive at the start of a round, and the peak since.
    rounds: Vec<(Span, Span)>,
}

impl Records<'_> {
    /// A body begins, in so many branches that may not be taken.
    pub fn enter(&mut self, recording: bool, func: FuncId, doubt: u32) {
        if recording {
            self.running.push((func, doubt));
        }
    }

    pub fn leave(&mut self, recording: bool) {
        if recording {
            self.running.pop();
        }
    }
}

fn key(module: ModuleId, range: TextRange) -> (ModuleId, u32, u32) {
    (module, range.start().to_u32(), range.end().to_u32())
}

impl<'a> Walker<'a, '_> {
    /// Everything that is alive now.
    fn alive(&mut self) -> Span {
        self.spend(2);
        let mut roots: Vec<(VarId, &Refs)> =
            self.state.vars.iter().map(|(&var, refs)| (var, refs)).collect();
        roots.sort_unstable_by_key(|(var, _)| *var);
        let captured: Vec<(usize, FuncId)> = roots
            .iter()
            .enumerate()
            .map(|(at, (var, _))| (at, self.scopes.variable(*var)))
            .filter(|(_, variable)| variable.shared && !variable.is_global)
            .map(|(at, variable)| (at, variable.func))
            .collect();
        let one = Span::exact(1.0);
        let mut roots: Vec<(&Refs, Span)> = roots
            .into_iter()
            .map(|(_, refs)| refs)
            .chain(&self.state.held)
            .map(|refs| (refs, one.clone()))
            .collect();
        // Functions hold what they capture, and may be held by what other functions capture.
        for _ in 0..CAPTURES {
            let functions = if captured.is_empty() { Vec::new() } else { self.functions(&roots) };
            for (at, owner) in &captured {
                // Where the function itself is over, only others hold it; where it has just begun, nothing yet.
                let is_over = self.frames.iter().all(|frame| frame.func != *owner);
                let own = Span::of(0.0, if is_over { 0.0 } else { 1.0 }, 1.0);
                let inner = functions.iter().filter(|(func, _)| self.is_inside(*func, *owner));
                roots[*at].1 = inner.fold(own, |sum, (_, count)| Span {
                    low: sum.low,
                    estimate: sum.estimate.plus(&count.estimate),
                    high: sum.high.plus(&count.high),
                });
            }
            if functions.is_empty() {
                break;
            }
        }
        let objects = held_in(&self.state, self.layout, &roots);
        objects.plus(&self.interpreter())
    }

    /// The functions that something leads to and that are made in functions, with how many of them there are.
    fn functions(&self, roots: &[(&Refs, Span)]) -> Vec<(Option<FuncId>, Span)> {
        let (alive, places) = super::sizes::reachable(&self.state, roots);
        let mut found = Vec::new();
        for id in alive {
            let Some(object) = self.state.object(id) else { continue };
            let func = match object.kind {
                Kind::Function(func) | Kind::Generator(func) => Some(func),
                Kind::Lazy(_) => None,
                _ => continue,
            };
            let count = match places.get(&id) {
                Some(places) => object.count.capped(places),
                None => object.count.clone(),
            };
            found.push((func, count));
        }
        found
    }

    /// Whether a function is made in another one; generator expressions may be.
    fn is_inside(&self, func: Option<FuncId>, owner: FuncId) -> bool {
        let Some(mut func) = func else { return true };
        while func != owner {
            let outer = self.scopes.function(func).outer;
            if outer == func {
                return false;
            }
            func = outer;
        }
        true
    }

    /// Frames, namespaces and the interpreter's own.
    fn interpreter(&self) -> Span {
        let calls = self.frames.len() as f64;
        let globals =
            self.scopes
                .module_bodies
                .first()
                .map_or(0, |&body| self.scopes.function(body).variables.len()) as f64;
        let names = self.layout.dict_table(globals + 2.0, true);
        let (frame, most) = self.layout.frame();
        let (likely, printed) = self.printed;
        let (kept, kept_most) = self.kept_patterns();
        Span::of(
            0.0,
            INTERPRETER.0 + names + (calls - 1.0).max(0.0) * frame + likely + kept,
            INTERPRETER.1 + 3.0 * names + calls * (most + CALL) + printed + kept_most,
        )
    }

    /// Notes what is alive now.
    pub fn measure(&mut self) {
        self.measure_with(&Span::default());
    }

    /// Notes what is alive now, with something beside it that is there for a moment.
    pub fn measure_with(&mut self, extra: &Span) {
        if !self.recording || self.state.dead || self.is_spent() {
            return;
        }
        let alive = self.alive().plus(extra);
        for key in &self.records.open {
            if let Some(statement) = self.records.statements.get_mut(key) {
                statement.peak = statement.peak.maximum(&alive);
            }
        }
        // What a branch needs that may not be taken need not be there at all.
        let perhaps = Span { low: Poly::zero(), ..alive.clone() };
        for (func, doubt) in &self.records.running {
            let peak = self.records.functions.entry(*func).or_default();
            *peak = peak.maximum(if self.doubt > *doubt { &perhaps } else { &alive });
        }
        for (_, peak) in &mut self.records.rounds {
            *peak = peak.maximum(&alive);
        }
        let is_higher = alive.estimate.weight() > 1.001 * self.records.peak.estimate.weight()
            || self.records.at_peak.is_none();
        self.records.peak =
            self.records.peak.maximum(if self.doubt > 0 { &perhaps } else { &alive });
        if is_higher {
            let running = self.frames.iter().map(|frame| frame.func).collect();
            self.records.at_peak = Some((self.state.clone(), running));
        }
    }

    /// A set or dictionary whose table has just grown had two tables for a moment.
    pub fn note_transient(&mut self, refs: &Refs) {
        if !self.recording {
            return;
        }
        let extra = self.transient(refs);
        if extra != Span::default() {
            self.measure_with(&extra);
        }
    }

    /// What is there beside a container at the moment when its table grew last, less what came after that moment.
    fn transient(&self, refs: &Refs) -> Span {
        let Some(object) = self.state.single(refs) else { return Span::default() };
        let count = object.count.high.as_constant();
        let (Some(len), Some(1.0)) = (object.len.estimate.as_constant(), count) else {
            return Span::default();
        };
        if !len.is_finite() || len < 6.0 {
            return Span::default();
        }
        let (last, table) = match object.kind {
            Kind::Dict(_) => {
                let last = self.layout.dict_last_step(len);
                (last, self.layout.dict_table(last, object.string_keys))
            }
            Kind::Set { .. } => {
                let last = layouts::set_last_step(len);
                (last, layouts::set_table((last - 1.0).max(0.0)))
            }
            _ => return Span::default(),
        };
        if last <= 0.0 {
            return Span::default();
        }
        // Members that came after the table grew were not there yet.
        let all = held_by(&self.state, self.layout, &[refs]).estimate;
        let own = super::sizes::own_bytes(object, &object.count, self.layout).estimate;
        let members = all.minus(&own).as_constant().unwrap_or(0.0);
        let later = members * (1.0 - last / len);
        let high = object.len.high.scaled(match object.kind {
            Kind::Dict(_) => 40.0,
            _ => layouts::SET_PER_ELEMENT,
        });
        Span {
            low: Poly::zero(),
            estimate: Poly::constant((table - later).max(0.0)),
            high: high.shifted(600.0),
        }
    }

    /// After a loop: tables of containers that grew in it.
    pub fn note_growth(&mut self, before: &State<'a>) {
        if !self.recording || self.state.dead {
            return;
        }
        let mut grown: Vec<_> = self
            .state
            .heap
            .iter()
            .filter(|(id, object)| {
                let was = before
                    .object(**id)
                    .map_or_else(Poly::zero, |object| object.len.estimate.clone());
                matches!(object.kind, Kind::Dict(_) | Kind::Set { .. })
                    && object.len.estimate != was
            })
            .map(|(&id, _)| id)
            .collect();
        grown.sort_unstable();
        // No two tables grow at the same moment.
        let mut most = Span::default();
        for id in grown {
            most = most.maximum(&self.transient(&[id].into_iter().collect()));
        }
        self.measure_with(&most);
    }

    pub fn begin_statement(&mut self, range: TextRange) {
        if !self.recording {
            return;
        }
        let key = key(self.module_id(), range);
        let func = self.frames.last().map_or(FuncId(0), |frame| frame.func);
        let entry = if self.is_spent() { Span::unknown() } else { self.alive() };
        let statement = self.records.statements.entry(key).or_insert_with(|| Statement {
            module: key.0,
            range,
            func,
            variables: BTreeMap::new(),
            before: Span::default(),
            peak: Span::default(),
        });
        statement.before = statement.before.maximum(&entry);
        self.records.open.push(key);
    }

    pub fn end_statement(&mut self) {
        if !self.recording {
            return;
        }
        self.measure();
        let Some(key) = self.records.open.pop() else { return };
        if self.state.dead || !self.request.variables || self.is_spent() {
            return;
        }
        let Some(frame) = self.frames.last() else { return };
        let mut described = Vec::new();
        let mut work = 0;
        for (name, var) in self.variables_of(frame.func).into_iter().take(VARIABLES) {
            let Some(refs) = self.state.vars.get(&var) else { continue };
            let is_code = self.state.objects(refs).all(|object| {
                matches!(
                    object.kind,
                    Kind::Module(_) | Kind::Function(_) | Kind::Class(_) | Kind::Library(_)
                )
            });
            if is_code {
                continue;
            }
            described.push((name.to_owned(), self.described(refs)));
            work += 1;
        }
        self.spend(work);
        if let Some(statement) = self.records.statements.get_mut(&key) {
            for (name, variable) in described {
                match statement.variables.get_mut(&name) {
                    Some(known) => known.add(&variable),
                    None => {
                        statement.variables.insert(name, variable);
                    }
                }
            }
        }
    }

    /// Length, bytes and their provenance.
    fn described(&self, refs: &Refs) -> Variable {
        let mut kinds: Vec<&'static str> =
            self.state.objects(refs).map(|object| word(&object.kind)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let has_length = self.state.objects(refs).all(|object| {
            matches!(
                object.kind,
                Kind::Str(_)
                    | Kind::Bytes
                    | Kind::ByteArray
                    | Kind::Packed(_)
                    | Kind::List
                    | Kind::Tuple
                    | Kind::Dict(_)
                    | Kind::Set { .. }
                    | Kind::Deque
                    | Kind::Range
                    | Kind::Array { .. }
                    | Kind::View
            )
        });
        let size = held_by(&self.state, self.layout, &[refs]);
        let why = if size.is_bounded() { None } else { self.first_why(refs) };
        Variable {
            kinds,
            length: (has_length && !refs.is_empty()).then(|| self.length(refs)),
            size,
            why,
        }
    }

    /// Why what a value leads to has no bound.
    fn first_why(&self, refs: &Refs) -> Option<u32> {
        let mut seen = FxHashSet::default();
        let mut todo = refs.to_vec();
        while let Some(id) = todo.pop() {
            if !seen.insert(id) {
                continue;
            }
            let Some(object) = self.state.object(id) else { continue };
            let own = super::sizes::own_bytes(object, &object.count, self.layout);
            if !own.is_bounded() && object.why.is_some() {
                return object.why;
            }
            todo.extend(object.refs());
        }
        None
    }

    // ---- rounds of loops ----

    pub fn begin_round(&mut self, round: Round) {
        if self.recording && round == Round::Last {
            let alive = self.alive();
            self.records.rounds.push((alive, Span::default()));
        }
    }

    pub fn finish_round(&mut self, range: TextRange, round: Round) {
        if !self.recording || round != Round::Last {
            return;
        }
        let Some((start, peak)) = self.records.rounds.pop() else { return };
        let item = Span {
            low: Poly::zero(),
            estimate: peak.estimate.minus(&start.estimate),
            high: if start.low.is_finite() && peak.high.is_finite() {
                peak.high.minus(&start.low)
            } else {
                Poly::infinite()
            },
        }
        .amount();
        let key = key(self.module_id(), range);
        let region = self.records.regions.entry(key).or_default();
        region.round = region.round.maximum(&item);
    }

    // ---- at the end ----

    /// The variables that hold most at the peak.
    pub fn holders(&self, count: usize) -> Vec<Holder> {
        let Some((state, running)) = &self.records.at_peak else { return Vec::new() };
        let mut holders = Vec::new();
        let mut seen: FxHashSet<FuncId> = FxHashSet::default();
        for &func in running {
            if !seen.insert(func) {
                continue;
            }
            for (name, var) in self.variables_of(func) {
                let Some(refs) = state.vars.get(&var) else { continue };
                let size = held_by(state, self.layout, &[refs]);
                if size.estimate.weight() > 0.0 {
                    let function = &self.scopes.function(func).qualname;
                    holders.push(Holder {
                        name: name.to_owned(),
                        function: function.clone(),
                        size,
                    });
                }
            }
        }
        holders.sort_by(|one, two| {
            two.size
                .estimate
                .weight()
                .total_cmp(&one.size.estimate.weight())
                .then_with(|| one.name.cmp(&two.name))
        });
        holders.truncate(count);
        holders
    }

    /// Why the peak has no bound: what is alive then and has none, and calls that are not followed to their end.
    pub fn unbounded(&self) -> Vec<u32> {
        if self.records.peak.is_bounded() && self.records.unbounded.is_empty() {
            return Vec::new();
        }
        let mut numbers: Vec<u32> = self.records.unbounded.iter().copied().collect();
        if let Some((state, _)) = &self.records.at_peak {
            for object in state.heap.values() {
                let own = super::sizes::own_bytes(object, &object.count, self.layout);
                if !own.is_bounded() {
                    numbers.extend(object.why);
                }
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// The name of a type, for people.
fn word(kind: &Kind<'_>) -> &'static str {
    use super::heap::DictKind;
    match kind {
        Kind::Unknown => "unknown",
        Kind::Shared => "object",
        Kind::Int => "int",
        Kind::Float => "float",
        Kind::Complex => "complex",
        Kind::Str(_) => "str",
        Kind::Bytes => "bytes",
        Kind::ByteArray => "bytearray",
        Kind::Packed(_) => "array",
        Kind::List => "list",
        Kind::Tuple => "tuple",
        Kind::Dict(DictKind::Plain) => "dict",
        Kind::Dict(DictKind::Counter) => "Counter",
        Kind::Dict(DictKind::Default) => "defaultdict",
        Kind::Dict(DictKind::Ordered) => "OrderedDict",
        Kind::Set { frozen: false } => "set",
        Kind::Set { frozen: true } => "frozenset",
        Kind::Deque => "deque",
        Kind::Range => "range",
        Kind::Iterator => "iterator",
        Kind::Lazy(_) | Kind::Generator(_) => "generator",
        Kind::Instance(_) => "instance",
        Kind::Class(_) => "class",
        Kind::Function(_) => "function",
        Kind::Method(_) => "method",
        Kind::Module(_) => "module",
        Kind::Library(_) => "library",
        Kind::Array { .. } => "ndarray",
        Kind::View => "ndarray view",
        Kind::Frame => "pandas object",
        Kind::File => "file",
        Kind::Moment => "datetime",
        Kind::Buffer(Some(_)) => "StringIO",
        Kind::Buffer(None) => "BytesIO",
        Kind::Pattern => "pattern",
        Kind::Match => "match",
        Kind::Document => "JSON value",
    }
}

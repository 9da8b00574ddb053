//! The walk over the program: what is alive at each point, and the records that are taken on the way.

use std::collections::BTreeMap;
use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::bounds::{Poly, Span, Symbol};
use super::heap::{Id, Kind, Object, Refs, State, Table, merge};
use super::layouts::Layout;
use super::numbers;
use super::peaks::Records;
use super::{Request, Why};
use crate::ids::{FuncId, ModuleId, VarId};
use crate::passes::scopes::{FunctionNode, Resolution, Scopes};
use crate::program::{Module, Program};

/// How much work is done before everything that follows counts as unknown, where the estimate is what is asked for.
const BUDGET: u32 = 400_000;
/// The same where it is one line of a report: a few milliseconds.
const SMALL_BUDGET: u32 = 5_000;
/// Of containers that hold objects of more places than this, members that are equal are not looked for.
const MEMBERS: usize = 200;
/// How deep calls are followed.
pub(super) const MAXIMUM_DEPTH: usize = 40;

/// A loop around the current statement.
#[derive(Default)]
pub(super) struct LoopFrame<'a> {
    /// How many branches that may not be taken the loop stands in.
    pub doubt: u32,
    /// How much was held when the loop began.
    pub depth: (usize, usize),
    pub breaks: Option<State<'a>>,
    pub continues: Option<State<'a>>,
}

/// A body that is being walked.
pub(super) struct Frame<'a> {
    pub func: FuncId,
    pub module: ModuleId,
    pub loops: Vec<LoopFrame<'a>>,
    pub returns: Option<State<'a>>,
    /// For generators: the place of the list of what is yielded.
    pub yields: Option<u32>,
    /// How much was held when the body began, by name and hidden.
    pub depth: (usize, usize),
}

pub(super) struct Walker<'a, 'r> {
    pub program: &'a Program,
    pub scopes: &'r Scopes<'a>,
    pub request: &'r Request,
    pub layout: Layout,
    pub state: State<'a>,
    pub frames: Vec<Frame<'a>>,
    /// The chain of calls that leads here, by number.
    pub context: u32,
    contexts: FxHashMap<(u32, TextRange, u32), u32>,
    places: FxHashMap<(u32, TextRange, u32), u32>,
    pub symbols: Vec<String>,
    pub whys: Vec<Why>,
    /// Functions of libraries that were seen, by number.
    libraries: FxHashMap<String, u32>,
    why_numbers: FxHashMap<(ModuleId, TextRange, String), u32>,
    pub records: Records<'a>,
    /// Whether what is seen now is what the program holds: not in a trial round of a loop.
    pub recording: bool,
    /// Statements and calls walked so far.
    pub spent: u32,
    /// How many branches that may not be taken lead to the current statement.
    pub doubt: u32,
    /// How often the current statement runs, as far as the loops around it say.
    pub rounds: f64,
    /// What waits in the buffer of standard output: likely, and at most.
    pub printed: (f64, f64),
    /// What the cache of compiled regular expressions holds, by where they are written: likely, and at most.
    pub patterns: BTreeMap<(u32, u32, u32), (f64, f64)>,
    /// Calls of functions by themselves that were walked.
    pub recursions: u32,
    /// Functions with a cache, and how many results it keeps at most.
    pub caches: FxHashMap<FuncId, f64>,
    /// The dictionaries that are caches of so many results at most.
    pub cache_sizes: FxHashMap<Id, f64>,
    /// Calls, by their arguments, whose results are certainly in a cache.
    pub cached_calls: FxHashSet<(FuncId, Vec<u64>)>,
    /// Functions that were entered.
    pub entered: FxHashSet<FuncId>,
    pub imported: FxHashSet<ModuleId>,
    /// Variables of functions that inner functions use, and that have been bound before.
    pub captured: FxHashSet<VarId>,
    /// What is stored now is made from what was stored under the same key: it comes again.
    pub updates: bool,
    /// What the variables of the generator hold that has just ended.
    pub locals: Table,
    /// For each generator that runs: the most that its variables held while it waited.
    pub waiting: Vec<Span>,
    /// The mask that the comparison which was walked last made, where it compared arrays.
    pub compared: Option<Refs>,
}

impl<'a, 'r> Walker<'a, 'r> {
    pub fn new(program: &'a Program, scopes: &'r Scopes<'a>, request: &'r Request) -> Self {
        Walker {
            program,
            scopes,
            request,
            layout: request.version.layout(),
            state: State::default(),
            frames: Vec::new(),
            context: 0,
            contexts: FxHashMap::default(),
            places: FxHashMap::default(),
            symbols: Vec::new(),
            whys: Vec::new(),
            libraries: FxHashMap::default(),
            why_numbers: FxHashMap::default(),
            records: Records::default(),
            recording: true,
            doubt: 0,
            spent: 0,
            rounds: 1.0,
            printed: (0.0, 0.0),
            patterns: BTreeMap::new(),
            recursions: 0,
            caches: FxHashMap::default(),
            cache_sizes: FxHashMap::default(),
            cached_calls: FxHashSet::default(),
            entered: FxHashSet::default(),
            imported: FxHashSet::default(),
            captured: FxHashSet::default(),
            updates: false,
            locals: Table::new(),
            waiting: Vec::new(),
            compared: None,
        }
    }

    // ---- where we are ----

    pub fn module_id(&self) -> ModuleId {
        self.frames.last().map_or(ModuleId(0), |frame| frame.module)
    }

    pub fn module(&self) -> &'a Module {
        self.program.module(self.module_id())
    }

    pub fn text(&self, node: impl Ranged) -> &'a str {
        self.module().slice(node)
    }

    /// Whether the budget is used up.
    pub fn is_spent(&self) -> bool {
        self.spent >= if self.request.thorough { BUDGET } else { SMALL_BUDGET }
    }

    /// Notes work done: what a step costs grows with what is alive.
    pub fn spend(&mut self, amount: u32) {
        let weight = 1 + (self.state.heap.len() + self.state.vars.len()) as u32 / 16;
        self.spent = self.spent.saturating_add(amount * weight);
    }

    // ---- objects ----

    /// The number of a place: a piece of source, in the chain of calls that leads to it.
    pub fn place(&mut self, range: TextRange, role: u32) -> u32 {
        // Source ranges of different modules may be the same; contexts tell them apart.
        let next = self.places.len() as u32;
        let module = self.module_id().0;
        *self.places.entry((self.context, range, role * 4096 + module)).or_insert(next)
    }

    /// The number of the chain of calls that is one call longer.
    pub fn context_of(&mut self, call: TextRange, func: FuncId) -> u32 {
        let next = self.contexts.len() as u32 + 1;
        *self.contexts.entry((self.context, call, func.0)).or_insert(next)
    }

    pub fn create(&mut self, range: TextRange, role: u32, object: Object<'a>) -> Refs {
        let place = self.place(range, role);
        self.state.create(place, object)
    }

    /// An object that belongs to the code and takes nothing.
    pub fn constant(&mut self, range: TextRange, object: Object<'a>) -> Refs {
        let role = 200 + kind_number(&object.kind);
        self.create(range, role, Object { immortal: true, ..object })
    }

    /// `None` and other objects that exist anyway.
    pub fn shared(&mut self, range: TextRange, text: &str) -> Refs {
        let text = Some(Rc::from(text));
        self.constant(range, Object { text, ..Object::new(Kind::Shared) })
    }

    pub fn none(&mut self, range: TextRange) -> Refs {
        self.shared(range, "None")
    }

    pub fn boolean(&mut self, range: TextRange) -> Refs {
        let num = Span::of(0.0, 0.5, 1.0);
        self.create(range, 2, numbers::integer(num))
    }

    pub fn integer(&mut self, range: TextRange, num: Span) -> Refs {
        self.create(range, 3, numbers::integer(num))
    }

    pub fn float(&mut self, range: TextRange) -> Refs {
        self.create(range, 4, Object::new(Kind::Float))
    }

    /// An object about which nothing can be said, for a reason.
    pub fn unknown(&mut self, range: TextRange, reason: impl Into<String>) -> Refs {
        let why = Some(self.why(range, reason));
        let object = Object {
            len: Span::unknown(),
            each: (Poly::zero(), Poly::infinite()),
            why,
            ..Object::new(Kind::Unknown)
        };
        self.create(range, 5, object)
    }

    /// The number of a reason for an amount without a bound.
    pub fn why(&mut self, range: TextRange, reason: impl Into<String>) -> u32 {
        let (module, text) = (self.module_id(), reason.into());
        if let Some(&number) = self.why_numbers.get(&(module, range, text.clone())) {
            return number;
        }
        let number = self.whys.len() as u32;
        self.whys.push(Why { module, range, text: text.clone() });
        self.why_numbers.insert((module, range, text), number);
        number
    }

    /// A size that is not known before the run: a number that the user assumes, or a symbol.
    pub fn size(&mut self, name: &str) -> Span {
        if let Some(value) = self.request.assumed(name) {
            self.request.used.note(name);
            return Span::exact(value);
        }
        let symbol = match self.symbols.iter().position(|known| known == name) {
            Some(at) => at,
            None if self.symbols.len() >= usize::from(Symbol::MAX) => return Span::unknown(),
            None => {
                self.symbols.push(name.to_owned());
                self.symbols.len() - 1
            }
        };
        let poly = Poly::symbol(symbol as Symbol);
        Span { low: Poly::zero(), estimate: poly.clone(), high: poly }
    }

    /// Keeps a value alive until [`Walker::release`].
    pub fn hold(&mut self, refs: &Refs) {
        self.state.held.push(refs.clone());
    }

    /// The value that was held last, as it is called now: its objects may have become older ones.
    pub fn release(&mut self) -> Refs {
        self.state.held.pop().unwrap_or_default()
    }

    /// What the value may be, as one description; nothing for a value that cannot be.
    pub fn joined(&self, refs: &[Id]) -> Option<Object<'a>> {
        let mut objects = self.state.objects(refs);
        let first = objects.next()?.clone();
        let mut count = 1.0;
        Some(objects.fold(first, |joined, object| {
            count += 1.0;
            joined.join(object, (count - 1.0) / count)
        }))
    }

    /// Length of one object that a value may be.
    pub fn length(&self, refs: &[Id]) -> Span {
        let mut lengths = self.state.objects(refs).map(|object| match object.kind {
            Kind::Unknown | Kind::Lazy(_) | Kind::Generator(_) => Span::unknown(),
            _ => object.each_len(),
        });
        let Some(first) = lengths.next() else { return Span::unknown() };
        let mut count = 1.0;
        lengths.fold(first, |joined, length| {
            count += 1.0;
            joined.join(&length, (count - 1.0) / count)
        })
    }

    /// What the elements of a value may be: for dictionaries the keys.
    pub fn elements(&self, refs: &[Id]) -> Refs {
        let mut elements = Refs::new();
        for object in self.state.objects(refs) {
            match object.kind {
                Kind::Dict(_) => merge(&mut elements, &object.keys),
                _ => merge(&mut elements, &object.elems),
            }
            if object.kind == Kind::Tuple {
                object
                    .fields
                    .iter()
                    .flat_map(|fields| fields.iter())
                    .for_each(|field| merge(&mut elements, field));
            }
        }
        elements
    }

    /// Changes every object that a value may be; where there is a choice, the change may not have happened.
    pub fn change(&mut self, refs: &[Id], mut change: impl FnMut(&mut Object<'a>, bool)) {
        let certain = refs.len() == 1;
        for &id in refs {
            if let Some(object) = self.state.object_mut(id)
                && !object.immortal
            {
                change(object, certain);
            }
        }
    }

    /// Adds elements to containers: `amount` of them, each being one of `elems`.
    pub fn add_elements(&mut self, refs: &[Id], elems: &Refs, amount: &Span) {
        let choices = refs.len().max(1) as f64;
        // The more objects of a place there are, the likelier it is one of them.
        let counts: Option<f64> =
            self.state.objects(refs).map(|object| object.count.estimate.as_constant()).sum();
        let counts = counts.filter(|sum| *sum > 0.0 && sum.is_finite());
        self.change(refs, |object, certain| {
            merge(&mut object.elems, elems);
            // What sets and dictionaries hold depends on what is new in them.
            let is_sequence = matches!(object.kind, Kind::List | Kind::Deque | Kind::Packed(_));
            let share = match (counts, object.count.estimate.as_constant()) {
                (Some(sum), Some(count)) if is_sequence => count / sum,
                _ => 1.0 / choices,
            };
            let share = if certain {
                amount.clone()
            } else {
                Span { estimate: amount.estimate.scaled(share), ..amount.clone() }
            };
            object.grow(&share, certain);
            object.grown = true;
            object.fields = None;
        });
        self.limit_by_domain(refs);
    }

    /// A set or dictionary has no more elements than there are different ones.
    pub fn limit_by_domain(&mut self, refs: &[Id]) {
        for &id in refs {
            self.limit_cache(id);
            let Some(object) = self.state.object(id) else { continue };
            let members = match object.kind {
                Kind::Set { .. } => &object.elems,
                Kind::Dict(_) => &object.keys,
                _ => continue,
            };
            if members.len() > MEMBERS {
                continue;
            }
            let domain = self.domain(members, 3);
            let limit = object.count.high.times(&domain);
            let estimate = object.count.estimate.times(&domain);
            self.limit_values(id);
            if let Some(object) = self.state.object_mut(id) {
                object.len.high = object.len.high.tighter(&limit);
                object.each.1 = object.each.1.tighter(&domain);
                if estimate.weight() < object.len.estimate.weight() {
                    object.len.estimate = estimate;
                }
                if !object.len.low.is_at_most(&object.len.high) {
                    object.len.low = object.len.high.clone();
                }
                if !object.each.0.is_at_most(&object.each.1) {
                    object.each.0 = object.each.1.clone();
                }
            }
        }
    }

    /// A dictionary holds no more values than it has keys; what it was filled with before was dropped.
    fn limit_values(&mut self, id: Id) {
        let Some(object) = self.state.object(id) else { return };
        let Kind::Dict(kind) = object.kind else { return };
        let keys = object.len.estimate.clone();
        let is_default = kind == super::heap::DictKind::Default
            || object.attributes.as_ref().is_some_and(|table| table.contains_key("setdefault"));
        for value in object.elems.clone() {
            if !value.is_older() {
                continue;
            }
            // What other dictionaries hold as well does not go by the keys of this one.
            let is_shared = self
                .state
                .heap
                .iter()
                .any(|(&other, object)| other != id && object.refs().any(|held| held == value));
            if is_shared {
                continue;
            }
            let Some(object) = self.state.object_mut(value) else { continue };
            let is_container = matches!(
                object.kind,
                Kind::List | Kind::Set { .. } | Kind::Dict(_) | Kind::Deque | Kind::Packed(_)
            );
            let (Some(keys), Some(count)) =
                (keys.as_constant(), object.count.estimate.as_constant())
            else {
                continue;
            };
            if is_container && keys < count && count.is_finite() {
                object.count.estimate = Poly::constant(keys);
                if !is_default {
                    object.len.estimate = object.len.estimate.scaled(keys / count);
                }
            }
        }
    }

    /// How many values that are not equal there can be among these.
    pub fn domain(&self, refs: &[Id], depth: u32) -> Poly {
        let mut sum = Poly::zero();
        for &id in refs {
            let Some(object) = self.state.object(id) else { continue };
            // The recent object of a place and the older ones have the same values.
            let mut both = None;
            if id.is_older() && refs.contains(&id.recent_one()) {
                if let Some(recent) = self.state.object(id.recent_one()) {
                    both = Some(object.join(recent, 0.5));
                }
            } else if !id.is_older() && refs.contains(&id.older()) {
                continue;
            }
            let object = both.as_ref().unwrap_or(object);
            let one = match &object.kind {
                _ if object.immortal && object.num.as_constant().is_some() => Poly::constant(1.0),
                Kind::Shared => Poly::constant(2.0),
                Kind::Str(_) if object.text.is_some() => Poly::constant(1.0),
                Kind::Int if object.num.low.is_finite() && object.num.high.is_finite() => {
                    object.num.high.minus(&object.num.low).shifted(1.0)
                }
                Kind::Str(width)
                    if object.each.1.as_constant().is_some_and(|longest| longest <= 1.0) =>
                {
                    Poly::constant(match width {
                        super::layouts::Width::Ascii => 128.0,
                        super::layouts::Width::Latin => 256.0,
                        super::layouts::Width::Two => 65536.0,
                        super::layouts::Width::Four => 1_114_112.0,
                    })
                }
                // The value of a text is how many there can be.
                Kind::Str(_) if object.num.low.is_zero() => object.num.high.clone(),
                Kind::Tuple if depth > 0 => match &object.fields {
                    Some(fields) => fields
                        .iter()
                        .map(|field| self.domain(field, depth - 1))
                        .fold(Poly::constant(1.0), |product, one| product.times(&one)),
                    None => Poly::infinite(),
                },
                _ => Poly::infinite(),
            };
            sum = sum.plus(&one);
        }
        sum
    }

    /// How many different texts can be made of these values, as the value of a text.
    pub fn variety(&self, parts: &[&Refs]) -> Span {
        let product = parts
            .iter()
            .map(|refs| self.domain(refs, 2))
            .fold(Poly::constant(1.0), |product, one| product.times(&one));
        Span { low: Poly::zero(), estimate: product.clone(), high: product }
    }

    /// Takes away what is known of everything that can be reached from a value: code out of view has it.
    pub fn hand_over(&mut self, refs: &[Id], why: u32) {
        let mut seen: FxHashSet<Id> = FxHashSet::default();
        let mut todo: Vec<Id> = refs.to_vec();
        let (range, text) = match self.whys.get(why as usize) {
            Some(why) => (why.range, why.text.clone()),
            None => (TextRange::default(), String::new()),
        };
        let mut stranger: Option<Refs> = None;
        while let Some(id) = todo.pop() {
            if !seen.insert(id) {
                continue;
            }
            let Some(object) = self.state.object(id) else { continue };
            if object.immortal {
                continue;
            }
            todo.extend(object.refs());
            if !object.is_mutable() {
                continue;
            }
            let new = match &stranger {
                Some(new) => new.clone(),
                None => self.unknown(range, text.clone()),
            };
            stranger = Some(new.clone());
            if new.contains(&id) {
                continue;
            }
            if let Some(object) = self.state.object_mut(id) {
                if !matches!(object.kind, Kind::ByteArray | Kind::Packed(_)) {
                    // It may hold anything by now.
                    merge(&mut object.elems, &new);
                    if matches!(object.kind, Kind::Dict(_)) {
                        merge(&mut object.keys, &new);
                        object.string_keys = false;
                    }
                    if let Some(table) = &mut object.attributes {
                        for refs in Rc::make_mut(table).values_mut() {
                            merge(refs, &new);
                        }
                    }
                }
                object.len = Span {
                    low: Poly::zero(),
                    estimate: object.len.estimate.clone(),
                    high: Poly::infinite(),
                };
                object.each = (Poly::zero(), Poly::infinite());
                object.extra.high = Poly::infinite();
                object.grown = true;
                object.why = object.why.or(Some(why));
            }
        }
    }

    // ---- variables ----

    pub fn load(&mut self, name: &'a ast::ExprName) -> Refs {
        match self.scopes.resolve(name) {
            Resolution::Variable(var) => match self.state.vars.get(&var) {
                Some(refs) => refs.clone(),
                None => {
                    let variable = self.scopes.variable(var);
                    if variable.is_global
                        && matches!(variable.name, "__name__" | "__file__" | "__doc__")
                    {
                        return self.special_global(name.range, variable.name);
                    }
                    if variable.is_global && is_builtin(variable.name) {
                        return self.library(name.range, variable.name);
                    }
                    self.unknown(name.range, format!("`{}` is not bound in view", variable.name))
                }
            },
            Resolution::Builtin => {
                if is_builtin(name.id.as_str()) {
                    self.library(name.range, name.id.as_str())
                } else if matches!(name.id.as_str(), "NotImplemented" | "Ellipsis" | "__debug__") {
                    self.shared(name.range, name.id.as_str())
                } else {
                    self.unknown(name.range, format!("`{}` is not bound in view", name.id))
                }
            }
        }
    }

    fn special_global(&mut self, range: TextRange, name: &str) -> Refs {
        let text: &str = match name {
            "__name__" => self.module().name.as_str(),
            "__file__" => self.module().label.as_str(),
            _ => return self.none(range),
        };
        self.string_constant(range, text)
    }

    /// A function or class of a library, by dotted name.
    pub fn library(&mut self, range: TextRange, name: &str) -> Refs {
        let next = self.libraries.len() as u32;
        let number = *self.libraries.entry(name.to_owned()).or_insert(next);
        let object = Object { immortal: true, ..Object::new(Kind::Library(Rc::from(name))) };
        self.create(range, 1000 + number, object)
    }

    pub fn bind(&mut self, var: VarId, refs: &Refs) {
        let variable = self.scopes.variable(var);
        let refs = self.assumed(variable.name, refs);
        let is_captured = variable.shared && !variable.is_global;
        if is_captured && !self.captured.insert(var) {
            merge(self.state.vars.entry(var).or_default(), &refs);
        } else {
            self.state.vars.insert(var, refs);
        }
    }

    /// What a variable holds, if the user says how large the number is that is bound to it.
    fn assumed(&mut self, name: &str, refs: &Refs) -> Refs {
        if self.request.assumptions.is_empty() {
            return refs.clone();
        }
        let qualified = match self.frames.last() {
            Some(frame) => format!("{}.{name}", self.scopes.function(frame.func).qualname),
            None => name.to_owned(),
        };
        let by_qualified =
            self.request.assumed(&qualified).map(|value| (qualified.as_str(), value));
        let found = by_qualified.or_else(|| self.request.assumed(name).map(|value| (name, value)));
        let Some((used, value)) = found else { return refs.clone() };
        let is_open = self.state.objects(refs).all(|object| match object.kind {
            Kind::Int => object.num.as_constant().is_none(),
            Kind::Unknown => true,
            _ => false,
        });
        if !is_open {
            return refs.clone();
        }
        self.request.used.note(used);
        let range = self
            .frames
            .last()
            .map_or(TextRange::default(), |frame| self.scopes.function(frame.func).range());
        let role = 100 + self.scopes.variables.len() as u32 % 7;
        self.create(range, role, numbers::integer(Span::exact(value)))
    }

    pub fn string_constant(&mut self, range: TextRange, text: &str) -> Refs {
        let width = super::layouts::Width::of(text);
        let len = Span::exact(text.chars().count() as f64);
        let object =
            Object { text: Some(Rc::from(text)), ..Object::with_len(Kind::Str(width), len) };
        self.constant(range, object)
    }

    /// Variables of a body by name, those of comprehensions and classes in it left out.
    pub fn variables_of(&self, func: FuncId) -> Vec<(&'a str, VarId)> {
        let function = self.scopes.function(func);
        let scope = &self.scopes.scopes[function.scope.index()];
        let mut names: Vec<(&'a str, VarId)> =
            scope.variables.iter().map(|(&name, &var)| (name, var)).collect();
        names.sort_unstable();
        names
    }

    /// Forgets the variables of a body that is left; what inner functions use stays.
    pub fn leave(&mut self, func: FuncId) {
        for &var in &self.scopes.function(func).variables {
            if !self.scopes.variable(var).shared {
                self.state.vars.remove(&var);
            }
        }
    }

    pub fn body_of(&self, func: FuncId) -> &'a [Stmt] {
        self.scopes.function(func).body()
    }

    pub fn lambda_of(&self, func: FuncId) -> Option<&'a Expr> {
        match self.scopes.function(func).node {
            FunctionNode::Lambda(node) => Some(&node.body),
            _ => None,
        }
    }
}

/// Constants of different kinds at one place are different objects.
fn kind_number(kind: &Kind<'_>) -> u32 {
    match kind {
        Kind::Shared => 0,
        Kind::Int => 1,
        Kind::Float => 2,
        Kind::Str(_) => 3,
        Kind::Tuple => 4,
        Kind::Module(_) => 5,
        Kind::Library(_) => 6,
        _ => 7,
    }
}

/// The builtins that programs use by name.
pub(super) fn is_builtin(name: &str) -> bool {
    const NAMES: &str = " abs all any ascii bin bool bytearray bytes callable chr classmethod compile complex delattr dict \
        dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash hex id input int \
        isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property \
        range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __import__ \
        aiter anext breakpoint exit quit ";
    let is_exception = name.ends_with("Error")
        || name.ends_with("Exception")
        || name.ends_with("Warning")
        || matches!(
            name,
            "KeyboardInterrupt"
                | "SystemExit"
                | "StopIteration"
                | "GeneratorExit"
                | "StopAsyncIteration"
        );
    is_exception || NAMES.contains(&format!(" {name} "))
}

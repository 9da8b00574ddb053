//! # Effects
//!
//! Decides, for every function and statement, what it reads, writes, prints, raises and draws, and what it returns.
//!
//! Reads: the syntax trees, [`Scopes`], the library [`Knowledge`]. Produces: [`Facts`]: the values that variables may
//! hold, one [`Summary`] per function, the effects of each statement, and every loop with the state at its head.
//!
//! Refuses: nothing itself; effects that stop a rewrite carry their cause for the passes that refuse.
//!
//! Example:
//! ```python
//! def scale(rows, k):          # reads what `rows` holds, returns a fresh list of fresh lists
//!     return [[v * k for v in row] for row in rows]
//! def push(out, v):            # changes parameter `out`
//!     out.append(v)
//! ```
//!
//! Sound because: the program is closed (assumptions 1 to 6): every class, every assignment to an attribute and every
//! import is in view, and what is not in view counts as unknown. All facts start at "nothing" and only grow, in
//! rounds over all functions, until a round adds nothing; if the rounds run out, every fact is taken to be unknown.

mod assignments;
mod attributes;
pub mod call;
mod callbacks;
mod classes;
mod copies;
mod decimal_context;
mod definitions;
mod elements;
mod expr;
pub mod heap;
mod implicit;
mod journal;
mod lazy;
mod library;
mod operators;
mod packages;
pub mod summary;
mod unions;
mod unknown;
pub mod walker;

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::effect_words::{Flags, Why};
use crate::ids::{ClassId, FuncId, LibId, ModuleId, ObjId, Symbol, TypeId, VarId};
use crate::knowledge::Knowledge;
use crate::passes::promises::{self, Promises};
use crate::passes::scopes::{FunctionNode, Resolution, Scopes, WrittenLoop};
use crate::program::{Module, Program};
use crate::promise::Promise;
use crate::values::{Atoms, Origins, Value};

use classes::ClassTable;
use heap::{Heap, ObjectKey, ObjectKind};
use journal::Fact;
use summary::{Effects, Summary};
use walker::{Env, Walker};

/// Rounds after which the analysis gives up and takes everything to be unknown.
const MAX_ROUNDS: usize = 30;

/// Effects of any function that refuse the whole program.
const STOPS: Flags = Flags(Flags::DYNAMIC.0 | Flags::THREADS.0 | Flags::PROCESS.0);

/// How often facts are recorded again because recording found more of them.
const MAX_RECORDINGS: usize = 3;

/// What the facts are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Decisions about loops: once the whole program is refused, further facts are of no use.
    Decisions,
    /// The facts themselves.
    Facts,
}

/// The syntax of a loop.
#[derive(Clone, Copy)]
pub enum LoopSyntax<'a> {
    For(&'a ast::StmtFor),
    While(&'a ast::StmtWhile),
    /// A comprehension or generator expression.
    Comprehension(&'a Expr),
    /// `map`, `filter`, `starmap`; `sorted`, `min`, `max`, `sort` with a key: one call of a function for each item.
    Call(&'a ast::ExprCall),
    /// Not a loop: an assignment whose work may be started early.
    Assign(&'a ast::StmtAssign),
    /// Not a loop: a statement with several calls, some of which may be started early.
    Statement(&'a ast::Stmt),
}

impl LoopSyntax<'_> {
    /// The whole loop.
    pub fn range(self) -> TextRange {
        match self {
            LoopSyntax::For(node) => node.range,
            LoopSyntax::While(node) => node.range,
            LoopSyntax::Assign(node) => node.range,
            LoopSyntax::Statement(node) => ruff_text_size::Ranged::range(node),
            LoopSyntax::Call(node) => ruff_text_size::Ranged::range(node),
            LoopSyntax::Comprehension(expr) => ruff_text_size::Ranged::range(expr),
        }
    }
}

/// A library function that calls a function of the program for each item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    Map,
    StarMap,
    Filter,
    Sorted,
    Sort,
    /// `min` and `max`.
    Best,
}

impl Applied {
    /// Whether the function is the argument `key`.
    pub fn takes_key(self) -> bool {
        matches!(self, Applied::Sorted | Applied::Sort | Applied::Best)
    }
}

/// A loop with what is known at its head.
#[derive(Clone)]
pub struct LoopSite<'a> {
    pub func: FuncId,
    pub syntax: LoopSyntax<'a>,
    /// Variables before each round.
    pub env: Env,
    /// What the iterable yields.
    pub element: Value,
    pub iterable: Value,
    /// Loops around it in the same body.
    pub depth: u32,
    pub key: u32,
}

/// Where a name comes from that only a star import can bind.
pub enum StarImport {
    Variable(VarId),
    Library(String),
    Unknown,
}

/// The analysis while it runs, and its facts afterwards.
pub struct Analysis<'a> {
    pub program: &'a Program,
    pub scopes: &'a Scopes<'a>,
    pub knowledge: &'a Knowledge,
    /// What the user says about code of the program.
    pub promises: Promises,
    /// What the user says about functions of libraries, as far as the program calls them, by place.
    library_promises: FxHashMap<String, Rc<Promise>>,
    pub heap: Heap,
    /// By variable: all values it is ever given, for variables that several bodies share, and for parameters.
    var_values: Vec<Value>,
    /// Defaults of parameters.
    defaults: FxHashMap<VarId, Value>,
    summaries: Vec<Rc<Summary>>,
    yields: Vec<Value>,
    pub(crate) classes: ClassTable,
    /// States that come back to loop heads, by context and loop.
    pub(crate) loop_back: FxHashMap<(u64, u32), Vec<(u32, Value)>>,
    places: FxHashMap<(u64, u32, u16), u32>,
    place_counts: FxHashMap<u64, u32>,
    symbols: FxHashMap<Box<str>, Symbol>,
    symbol_names: Vec<Box<str>>,
    /// Library attributes that the program assigns: `(module, name)`.
    patched: FxHashSet<(Box<str>, Box<str>)>,
    /// Attributes that are assigned on objects of unknown type.
    patched_anywhere: FxHashSet<Box<str>>,
    anywhere: FxHashMap<Symbol, Value>,
    /// What command-line arguments may be, by name, as declared to `argparse`.
    arguments: FxHashMap<Box<str>, Value>,
    /// Some argument's name is not a literal.
    arguments_unknown: bool,
    calls: FxHashSet<(FuncId, FuncId)>,
    exposed_functions: FxHashSet<FuncId>,
    exposed_in_order: Vec<FuncId>,
    /// How many exposed functions were noted as callees of each function that calls unknown code.
    exposed_called: FxHashMap<FuncId, usize>,
    /// Imports of modules about which nothing is known.
    pub unknown_imports: Vec<Why>,
    /// `is` between values that are not singletons.
    pub identity_tests: Vec<(Why, Value, Value)>,
    /// Objects of unknown modules may be around, and may have any operators.
    pub open_world: bool,
    /// The program imports a package that is installed besides Python, and known to us.
    pub uses_packages: bool,
    /// Facts are still growing: what has no value yet may get one.
    optimistic: bool,
    pub(crate) recording: bool,
    /// For each body, the functions that read its variables.
    inner_readers: FxHashMap<FuncId, Vec<FuncId>>,
    tuple: TypeId,
    /// How many functions do what refuses the whole program.
    stopping: usize,
    /// Different where any summary is.
    stamp: usize,
    unions: unions::Unions,
    unknown_code: Option<Rc<unknown::UnknownCode>>,
    /// Facts are as good as complete: what bodies do to objects of their own is listed, too.
    pub(crate) lists_own: bool,
    pub(crate) has_operator_methods: bool,
    /// The objects that stand for standard input, its buffer included.
    pub standard_input: FxHashSet<ObjId>,
    /// Somewhere the program compares elements, where a NaN is equal to itself only as the same object.
    pub nan_sensitive: bool,
    /// The program mentions decimal arithmetic, which depends on a context.
    pub uses_decimal: bool,
    /// The program looks at what operations leave in that context.
    pub shows_decimal_context: bool,
    /// The program asks a cached function how often it was called.
    pub(crate) shows_caches: bool,
    /// Some expression of the program assigns.
    pub(crate) has_walrus: bool,
    /// Library modules whose functions may call what the program handed over, see `callbacks.rs`.
    called_back: FxHashSet<Box<str>>,
    /// What objects came to hold in earlier walks, by context and place of creation: a loop may load it before it stores it.
    held: FxHashMap<u64, Vec<Origins>>,
    /// Names that the program stores on classes.
    pub(crate) class_patches: FxHashSet<Symbol>,
    /// By address of the statement: its own effects.
    pub statement_effects: FxHashMap<usize, Effects>,
    pub loops: Vec<LoopSite<'a>>,
    /// Assignments of what a call returns, with the state before them.
    pub assignments: Vec<LoopSite<'a>>,
    /// Statements that contain several calls, with the state before them.
    pub statements: Vec<LoopSite<'a>>,
    /// The rounds ran out.
    pub gave_up: bool,
    empty: Rc<Summary>,
    /// For each function, how much had grown when its latest walk began, and what that walk read.
    walks: Vec<Option<(u32, Vec<Fact>)>>,
}

/// Analyses the whole program.
pub fn run<'a>(
    program: &'a Program,
    scopes: &'a Scopes<'a>,
    knowledge: &'a Knowledge,
    need: Need,
) -> Analysis<'a> {
    let mut analysis = Analysis::new(program, scopes, knowledge);
    analysis.set_module_names();
    if analysis.look_at_suspects(need) {
        return analysis;
    }
    analysis.run_rounds(need);
    if analysis.settle(need) {
        return analysis;
    }
    // What still has no value now never gets one: reading it is an error, or the work of something unseen.
    analysis.optimistic = false;
    analysis.heap.grew(Fact::Optimism);
    analysis.open_parameters();
    analysis.run_rounds(need);
    if analysis.settle(need) {
        return analysis;
    }
    analysis.record(need);
    analysis
}

impl<'a> Analysis<'a> {
    fn new(program: &'a Program, scopes: &'a Scopes<'a>, knowledge: &'a Knowledge) -> Self {
        let empty = Rc::new(Summary::default());
        let classes = ClassTable::new(scopes);
        let mentions = |word: &str| program.modules.iter().any(|m| m.source.text.contains(word));
        Analysis {
            program,
            scopes,
            knowledge,
            promises: promises::run(program, scopes, knowledge),
            library_promises: FxHashMap::default(),
            heap: Heap::default(),
            var_values: vec![Value::bottom(); scopes.variables.len()],
            defaults: FxHashMap::default(),
            summaries: vec![Rc::clone(&empty); scopes.functions.len()],
            yields: vec![Value::bottom(); scopes.functions.len()],
            has_operator_methods: classes.has_operator_methods(),
            classes,
            loop_back: FxHashMap::default(),
            places: FxHashMap::default(),
            place_counts: FxHashMap::default(),
            symbols: FxHashMap::default(),
            symbol_names: Vec::new(),
            patched: FxHashSet::default(),
            patched_anywhere: FxHashSet::default(),
            anywhere: FxHashMap::default(),
            arguments: FxHashMap::default(),
            arguments_unknown: false,
            calls: FxHashSet::default(),
            exposed_functions: FxHashSet::default(),
            exposed_in_order: Vec::new(),
            exposed_called: FxHashMap::default(),
            unknown_imports: Vec::new(),
            identity_tests: Vec::new(),
            open_world: false,
            uses_packages: false,
            optimistic: true,
            recording: false,
            inner_readers: inner_readers(scopes),
            tuple: knowledge.builtin_type("tuple"),
            stopping: 0,
            stamp: 0,
            unions: unions::Unions::default(),
            unknown_code: None,
            lists_own: false,
            standard_input: FxHashSet::default(),
            nan_sensitive: false,
            uses_decimal: decimal_context::is_used(program),
            shows_decimal_context: decimal_context::is_shown(program),
            has_walrus: mentions(":="),
            shows_caches: mentions("cache_info"),
            called_back: FxHashSet::default(),
            held: FxHashMap::default(),
            class_patches: FxHashSet::default(),
            statement_effects: FxHashMap::default(),
            loops: Vec::new(),
            assignments: Vec::new(),
            statements: Vec::new(),
            gave_up: false,
            empty,
            walks: vec![None; scopes.functions.len()],
        }
    }

    /// Gives the names that every module has their values, which no statement does.
    fn set_module_names(&mut self) {
        for &body in &self.scopes.module_bodies {
            let scope = self.scopes.function(body).scope;
            for name in ["__name__", "__file__", "__doc__"] {
                if let Some(var) = self.scopes.lookup(scope, name) {
                    self.join_variable(var, &Value::atom(Atoms::STR.union(Atoms::NONE)));
                }
            }
        }
    }

    /// Whether no fact that is still missing can change a decision. Effects only grow, so an effect that refuses the
    /// whole program is there to stay.
    fn is_settled(&self, need: Need) -> bool {
        need == Need::Decisions && self.refuses_everything()
    }

    /// Whether the analysis can end here. The loops are then listed as they are written, without their states.
    fn settle(&mut self, need: Need) -> bool {
        let settled = self.is_settled(need);
        if settled {
            self.list_loops();
        }
        settled
    }

    /// Lists the loops as they are written.
    fn list_loops(&mut self) {
        for &(func, written) in &self.scopes.loops {
            let (syntax, node_index) = match written {
                WrittenLoop::For(node) => (LoopSyntax::For(node), &node.node_index),
                WrittenLoop::While(node) => (LoopSyntax::While(node), &node.node_index),
                WrittenLoop::Comprehension(expr) => (
                    LoopSyntax::Comprehension(expr),
                    ruff_python_ast::HasNodeIndex::node_index(expr),
                ),
            };
            self.loops.push(LoopSite {
                func,
                syntax,
                env: Env::default(),
                element: Value::bottom(),
                iterable: Value::bottom(),
                depth: 0,
                key: crate::passes::scopes::node_id(node_index).unwrap_or(u32::MAX),
            });
        }
    }

    /// Walks the modules' own code and then bodies that may refuse the whole program, until one does.
    fn look_at_suspects(&mut self, need: Need) -> bool {
        if need == Need::Facts {
            return false;
        }
        let scopes = self.scopes;
        let suspects = (0..scopes.functions.len()).map(FuncId::from).filter(|&func| {
            let function = scopes.function(func);
            function.is_suspect && !matches!(function.node, FunctionNode::Module(_))
        });
        for func in scopes.module_bodies.iter().copied().chain(suspects) {
            self.round(func);
            if self.settle(need) {
                return true;
            }
        }
        false
    }

    /// Whether some code of the program makes facts about all of it doubtful.
    pub fn refuses_everything(&self) -> bool {
        self.stopping > 0 || self.has_descriptors() || !self.finalizers().is_empty()
    }

    /// Walks bodies, again those that depend on something that has grown, until nothing grows.
    fn run_rounds(&mut self, need: Need) {
        let count = self.scopes.functions.len();
        for number in 0..MAX_ROUNDS {
            let mut quiet = true;
            for step in 0..count {
                // Back and forth: facts flow from callees to callers and from callers to callees.
                let func = FuncId::from(if number % 2 == 0 { step } else { count - 1 - step });
                if self.is_due(func) {
                    quiet = false;
                    self.round(func);
                }
            }
            self.escape_results();
            if quiet || self.is_settled(need) {
                return;
            }
            self.mark_recursion();
        }
        self.gave_up = true;
    }

    /// What functions return that may be values of unknown type is of unknown type itself: code out of view may call them.
    fn escape_results(&mut self) {
        loop {
            let before = self.heap.escaped_count();
            for index in 0..self.scopes.functions.len() {
                let function = self.heap.find(ObjectKey::Function(FuncId::from(index)));
                if function.is_some_and(|object| self.heap.objects[object.index()].escaped) {
                    let result = self.summaries[index].result.clone();
                    self.heap.escape(&result);
                }
            }
            if self.heap.escaped_count() == before {
                return;
            }
        }
    }

    /// Whether a body was never walked, or depends on something that has grown since.
    fn is_due(&mut self, func: FuncId) -> bool {
        let journal = &self.heap.journal;
        match &mut self.walks[func.index()] {
            Some((since, reads)) => {
                let due = journal.touches(*since, func, reads);
                if !due {
                    *since = journal.now();
                }
                due
            }
            None => true,
        }
    }

    /// Walks every body once more and keeps what each statement does. Where facts still grow, what was kept so far may
    /// be out of date, and all is walked again.
    fn record(&mut self, need: Need) {
        for _ in 0..MAX_RECORDINGS {
            let before = self.heap.journal.now();
            self.recording = true;
            self.lists_own = true;
            for index in 0..self.scopes.functions.len() {
                self.round(FuncId::from(index));
            }
            self.recording = false;
            if self.heap.journal.now() == before || self.only_unread_summaries_grew(before) {
                self.note_float_keys();
                return;
            }
            self.loops.clear();
            self.assignments.clear();
            self.statements.clear();
            self.statement_effects.clear();
            self.identity_tests.clear();
            self.walks.fill(None);
            self.run_rounds(need);
        }
        self.gave_up = true;
        self.list_loops();
    }

    /// Whether all that has grown since are summaries which no walk has read: that of a module's own code, say, which
    /// lists less while each statement is not looked at by itself.
    fn only_unread_summaries_grew(&mut self, since: u32) -> bool {
        let count = self.scopes.functions.len();
        self.heap.journal.only_summaries(since)
            && (0..count).all(|index| !self.is_due(FuncId::from(index)))
    }

    /// Walks one body.
    fn round(&mut self, func: FuncId) {
        let start = self.heap.journal.now();
        let held = self.held.get(&u64::from(func.0)).cloned();
        self.heap.journal.begin();
        let mut walker = Walker::new(self, func);
        walker.walk_function();
        let parts = walker.deep_parts_of(walker.result.origins);
        let mut effects = walker.take_effects();
        let (result, mut stored) = (std::mem::take(&mut walker.result), walker.stored);
        let mut result = result;
        self.heap.bounded(&mut result);
        if self.scopes.function(func).is_generator {
            // `yield from` and StopIteration hand it on, which is not followed.
            self.heap.escape(&result);
        }
        let own = |var: VarId| self.scopes.variable(var).func != func;
        effects.reads.retain(own);
        effects.exposed = summary::VarSet::default();
        effects.call_reads = summary::VarSet::default();
        effects.writes.retain(own);
        effects.call_writes.retain(own);
        effects.heap_reads.drop_fresh();
        self.heap.note_changed(&effects.heap_writes);
        effects.heap_writes.drop_fresh();
        effects.flags = effects.flags.without(Flags::DEFINES);
        effects.causes.retain(|(flags, _)| *flags != Flags::DEFINES);
        effects.implied = FxHashSet::default();
        if let Some(promise) = self.promises.of_function(func) {
            let function = self.scopes.function(func);
            let receiver = u8::from(promises::takes_receiver(function));
            promises::restrict(promise, &mut effects, receiver, || Why {
                module: function.module,
                range: function.range(),
                what: promise.about.as_str().into(),
            });
            if effects.heap_writes.is_private() {
                stored = Origins::NOWHERE;
            }
        }
        let known = &self.summaries[func.index()];
        let summary = Summary {
            effects,
            result,
            result_parts: parts,
            stored,
            analysed: true,
            recursive: known.recursive,
        };
        let more_stored = !self.gave_up && summary.stored != known.stored;
        // While facts are recorded, what is counted once for a body counts once for each statement.
        let grew = !summary.same_facts(known)
            || (!self.recording && !summary.effects.same_magnitude(&known.effects));
        if summary != **known {
            let stops = |summary: &Summary| usize::from(summary.effects.flags.intersects(STOPS));
            self.stopping = self.stopping + stops(&summary) - stops(known);
            self.summaries[func.index()] = Rc::new(summary);
            self.stamp += 1;
        }
        let reads = self.heap.journal.end();
        // A walk that learnt what objects hold is repeated, for what comes before.
        let again = more_stored || self.held.get(&u64::from(func.0)) != held.as_ref();
        self.walks[func.index()] = (!again).then_some((start, reads));
        if grew {
            self.heap.grew(Fact::Summary(func));
        }
    }

    /// How many functions code out of view may call.
    pub(crate) fn exposed_count(&self) -> usize {
        self.exposed_functions.len()
    }

    /// Where the things come from that a body stored into its parameters in its latest walk. That the summary has grown
    /// otherwise is no reason for another walk.
    pub(crate) fn stored_before(&self, func: FuncId) -> Origins {
        let summary = &self.summaries[func.index()];
        if self.gave_up { Origins::NOWHERE } else { summary.stored }
    }

    /// What the objects of a body held at the end of its latest walk.
    pub(crate) fn held_before(&self, context: u64) -> Vec<Origins> {
        let nothing = || vec![Origins::NOWHERE; Origins::FRESH_PLACES as usize];
        self.held.get(&context).cloned().unwrap_or_else(nothing)
    }

    /// An object of a body holds something from there.
    pub(crate) fn note_held(&mut self, context: u64, place: usize, origins: Origins) {
        let nothing = || vec![Origins::NOWHERE; Origins::FRESH_PLACES as usize];
        let known = &mut self.held.entry(context).or_insert_with(nothing)[place];
        let grown = known.union(origins);
        self.heap.changed |= grown != *known;
        *known = grown;
    }

    /// Functions that nobody in view calls may be called with anything.
    fn open_parameters(&mut self) {
        for (index, function) in self.scopes.functions.iter().enumerate() {
            let func = FuncId::from(index);
            let called = self.calls.iter().any(|(_, callee)| *callee == func);
            if called && !self.exposed_functions.contains(&func) {
                continue;
            }
            for (position, &var) in function.parameters.iter().enumerate() {
                let is_receiver = position == 0 && function.class.is_some();
                if is_receiver && self.var_values[var.index()].is_bottom() {
                    let class = function.class.unwrap_or(ClassId(0));
                    let object = self.instance_object(class);
                    self.join_variable(var, &Value::object(object, Origins::OUTSIDE));
                } else if !is_receiver && self.var_values[var.index()].is_bottom() {
                    self.join_variable(var, &Value::any());
                }
            }
        }
    }

    fn mark_recursion(&mut self) {
        let mut graph = petgraph::graph::DiGraph::<(), ()>::new();
        let nodes: Vec<_> = self.summaries.iter().map(|_| graph.add_node(())).collect();
        let mut edges: Vec<_> = self.calls.iter().copied().collect();
        edges.sort_unstable();
        for (caller, callee) in &edges {
            graph.add_edge(nodes[caller.index()], nodes[callee.index()], ());
        }
        for component in petgraph::algo::kosaraju_scc(&graph) {
            let first = component[0];
            let recursive = component.len() > 1 || graph.contains_edge(first, first);
            for node in component {
                let summary = &mut self.summaries[node.index()];
                if summary.recursive != recursive {
                    Rc::make_mut(summary).recursive = recursive;
                    self.stamp += 1;
                }
            }
        }
    }

    /// What callers need to know about a function.
    /// The module that a body belongs to.
    pub fn module_of(&self, func: FuncId) -> &'a Module {
        self.program.module(self.scopes.function(func).module)
    }

    pub fn summary(&self, func: FuncId) -> Rc<Summary> {
        if self.gave_up {
            let mut effects = Effects::default();
            let function = self.scopes.function(func);
            let why = Why {
                module: function.module,
                range: crate::passes::scopes::name_range(function),
                what: function.name.into(),
            };
            effects.flag(Flags::UNKNOWN, || why);
            let result = Value::any();
            return Rc::new(Summary { effects, result, ..Summary::clone(&self.empty) });
        }
        self.heap.journal.read(Fact::Summary(func));
        Rc::clone(&self.summaries[func.index()])
    }

    /// Whether this is what callers know about a function now.
    pub(crate) fn is_summary_of(&self, func: FuncId, known: &Rc<Summary>) -> bool {
        !self.gave_up && Rc::ptr_eq(&self.summaries[func.index()], known)
    }

    /// Who calls whom, among the functions of the program.
    pub fn call_edges(&self) -> Vec<(FuncId, FuncId)> {
        let mut edges: Vec<_> = self.calls.iter().copied().collect();
        edges.sort_unstable();
        edges
    }

    pub(crate) fn note_call(&mut self, caller: FuncId, callee: FuncId) {
        self.calls.insert((caller, callee));
    }

    /// Unknown code that a function calls may call whatever is exposed.
    pub(crate) fn note_calls_of_exposed(&mut self, caller: FuncId) {
        let count = self.exposed_in_order.len();
        if self.exposed_called.insert(caller, count) != Some(count) {
            let calls = self.exposed_in_order.iter().map(|&callee| (caller, callee));
            self.calls.extend(calls);
        }
    }

    pub(crate) fn note_yield(&mut self, func: FuncId, value: &Value) {
        let mut known = std::mem::take(&mut self.yields[func.index()]);
        let grew = self.heap.learn(&mut known, value);
        self.yields[func.index()] = known;
        if grew {
            self.heap.grew(Fact::Summary(func));
        }
    }

    pub(crate) fn yielded(&self, func: FuncId) -> Value {
        self.heap.journal.read(Fact::Summary(func));
        self.yields[func.index()].clone()
    }

    /// Whether a generator hands out any of these objects.
    pub fn yields_any(&self, objects: &FxHashSet<ObjId>) -> bool {
        self.yields.iter().flat_map(|value| &value.objects).any(|object| objects.contains(object))
    }

    /// Adds to what a variable may hold.
    pub fn join_variable(&mut self, var: VarId, value: &Value) {
        let mut known = std::mem::take(&mut self.var_values[var.index()]);
        let grew = self.heap.learn(&mut known, value);
        self.var_values[var.index()] = known;
        if grew {
            self.heap.grew(Fact::Variable(var));
        }
    }

    /// Adds to what the default of a parameter may be.
    pub fn join_default(&mut self, var: VarId, value: &Value) {
        let mut known = self.defaults.remove(&var).unwrap_or_default();
        let grew = self.heap.learn(&mut known, value);
        self.defaults.insert(var, known);
        if grew {
            self.heap.grew(Fact::Variable(var));
        }
        self.join_variable(var, value);
    }

    pub fn has_default(&self, var: VarId) -> bool {
        self.heap.journal.read(Fact::Variable(var));
        self.defaults.contains_key(&var)
    }

    /// What a parameter is where a call gives it nothing: its default, or, where it has none, whatever it is ever given.
    pub fn default_value(&self, var: VarId) -> &Value {
        self.heap.journal.read(Fact::Variable(var));
        self.defaults.get(&var).unwrap_or_else(|| &self.var_values[var.index()])
    }

    /// What a variable that several bodies share, or a parameter, is ever given.
    pub fn variable_value(&self, var: VarId) -> &Value {
        self.heap.journal.read(Fact::Variable(var));
        &self.var_values[var.index()]
    }

    /// Whether facts are still growing, so that what has no value yet may get one.
    pub(crate) fn is_optimistic(&self) -> bool {
        self.heap.journal.read(Fact::Optimism);
        self.optimistic
    }

    pub(crate) fn place_number(&mut self, context: u64, node: u32, part: u16) -> u32 {
        if let Some(&number) = self.places.get(&(context, node, part)) {
            return number;
        }
        let count = self.place_counts.entry(context).or_insert(0);
        let number = *count;
        *count += 1;
        self.places.insert((context, node, part), number);
        number
    }

    /// Interns a name.
    pub fn symbol(&mut self, name: &str) -> Symbol {
        if let Some(&symbol) = self.symbols.get(name) {
            return symbol;
        }
        let symbol = Symbol::from(self.symbol_names.len());
        self.symbols.insert(name.into(), symbol);
        self.symbol_names.push(name.into());
        symbol
    }

    /// The text of an interned name.
    pub fn symbol_name(&self, symbol: Symbol) -> &str {
        &self.symbol_names[symbol.index()]
    }

    /// The library function that a callee is, where it can be nothing else: one that calls a function for each item.
    pub fn applied_kind(&self, callee: &Value, arguments: &ast::Arguments) -> Option<Applied> {
        let [object] = callee.objects.as_slice() else { return None };
        if callee.is_any() || !callee.atoms.without(Atoms::UNBOUND).is_empty() {
            return None;
        }
        let id = match self.heap.get(*object).kind {
            ObjectKind::LibraryFunction(id) => id,
            ObjectKind::Bound(heap::BoundTarget::Library(id)) => id,
            _ => return None,
        };
        let kind = match self.knowledge.function(id).name.as_str() {
            "map" => Applied::Map,
            "filter" => Applied::Filter,
            "itertools.starmap" => Applied::StarMap,
            "sorted" => Applied::Sorted,
            "list.sort" => Applied::Sort,
            "min" | "max" => Applied::Best,
            _ => return None,
        };
        let key = arguments.find_keyword("key").map(|keyword| &keyword.value);
        let has_key = key.is_some_and(|key| !key.is_none_literal_expr());
        (has_key || !kind.takes_key()).then_some(kind)
    }

    // ---- names ----

    pub(crate) fn scope_of_identifier(&self, identifier: &ast::Identifier) -> Option<VarId> {
        match self.scopes.resolve_index(&identifier.node_index) {
            Resolution::Variable(var) => Some(var),
            Resolution::Builtin => None,
        }
    }

    pub(crate) fn lookup_from(&self, func: FuncId, name: &str) -> Option<VarId> {
        self.scopes.lookup(self.scopes.function(func).scope, name)
    }

    pub(crate) fn star_imported(&self, module: ModuleId, name: &str) -> Option<StarImport> {
        let mut found = None;
        for (importer, node) in self.scopes.star_imports.iter().rev() {
            if *importer != module {
                continue;
            }
            let base = crate::program::absolute_name(
                self.program.module(module),
                node.level,
                node.module.as_deref(),
            );
            if let Some(id) = self.program.find(&base) {
                let body = self.scopes.module_bodies[id.index()];
                if let Some(var) = self.scopes.lookup(self.scopes.function(body).scope, name) {
                    return Some(StarImport::Variable(var));
                }
            } else if let Some(table) = self.knowledge.module(&base)
                && !self.is_unreadable(&base)
            {
                if table.functions.contains_key(name) || table.values.contains_key(name) {
                    return Some(StarImport::Library(base));
                }
                if table.by_user {
                    found = Some(StarImport::Unknown);
                }
            } else {
                found = Some(StarImport::Unknown);
            }
        }
        found
    }

    pub(crate) fn is_module(&self, name: &str) -> bool {
        self.program.find(name).is_some() || self.is_unreadable(name) || self.knowledge.covers(name)
    }

    /// Whether a local module of this name exists that could not be read, and that the user does not describe.
    pub(crate) fn is_unreadable(&self, name: &str) -> bool {
        !self.knowledge.is_described(name)
            && self.program.unreadable.iter().any(|(module, _)| module == name)
    }

    /// From now on a value of unknown type may be an object of a module about which nothing is known.
    pub(crate) fn open_the_world(&mut self) {
        if !self.open_world {
            self.open_world = true;
            self.heap.grew(Fact::Program);
        }
    }

    /// From now on there may be arrays.
    pub(crate) fn note_package(&mut self) {
        if !self.uses_packages {
            self.uses_packages = true;
            self.heap.grew(Fact::Program);
        }
    }

    /// These objects stand for standard input.
    pub(crate) fn note_standard_input(&mut self, value: &Value) {
        for &object in &value.objects {
            if self.standard_input.insert(object) {
                self.heap.grew(Fact::Program);
            }
        }
    }

    pub(crate) fn note_promise(&mut self, promise: &Rc<Promise>) {
        self.library_promises.entry(promise.place.clone()).or_insert_with(|| Rc::clone(promise));
    }

    /// The promises that the facts rest on, by place.
    pub fn promises_in_force(&self) -> Vec<Rc<Promise>> {
        let mut promises: Vec<Rc<Promise>> =
            self.promises.all().chain(self.library_promises.values()).cloned().collect();
        promises.sort_by(|a, b| (&a.place, &a.about).cmp(&(&b.place, &b.about)));
        promises
    }

    pub(crate) fn note_unknown_import(&mut self, module: ModuleId, name: &str, range: TextRange) {
        self.open_the_world();
        if !self.unknown_imports.iter().any(|why| &*why.what == name) {
            self.unknown_imports.push(Why { module, range, what: name.into() });
        }
    }

    /// The value of a builtin name.
    pub(crate) fn builtin_value(&mut self, name: &str) -> Option<Value> {
        let table = self.knowledge.module("builtins")?;
        if table.exceptions.contains(name) {
            return Some(self.exception_class());
        }
        if let Some(&id) = table.functions.get(name) {
            return Some(self.library_value(id));
        }
        table.values.get(name).map(|_| Value::atom(Atoms::OTHER))
    }

    /// A library function as a value.
    pub(crate) fn library_value(&mut self, id: LibId) -> Value {
        let object =
            self.heap.object(ObjectKey::LibraryFunction(id), || ObjectKind::LibraryFunction(id));
        Value::object(object, Origins::OUTSIDE)
    }

    /// A builtin exception class; its instances count as immutable.
    pub(crate) fn exception_class(&mut self) -> Value {
        let id = self.knowledge.exception_constructor();
        self.library_value(id)
    }

    /// What an exception handler catches.
    pub(crate) fn exception_value(&mut self) -> Value {
        // An exception brings along whatever it was made of, and a traceback.
        let mut value = Value::any();
        for class in self.classes.exceptions() {
            let object = self.instance_object(class);
            value.join(&Value::object(object, Origins::OUTSIDE));
        }
        self.heap.bounded(&mut value);
        value
    }

    /// The qualified name of a library function that an expression names: `functools.wraps`, `property`.
    ///
    /// `local` is the state of a body, and which body, for names that it binds itself.
    pub(crate) fn library_name(&self, expr: &Expr, local: (&Env, FuncId)) -> Option<String> {
        let value_of = |var: VarId| {
            let variable = self.scopes.variable(var);
            let own =
                local.0.values.get(variable.slot as usize).filter(|_| variable.func == local.1);
            let shared = self.variable_value(var);
            own.map_or_else(|| shared.clone(), |value| value.clone().joined(shared))
        };
        match expr {
            Expr::Name(name) => match self.scopes.resolve(name) {
                Resolution::Builtin => {
                    self.knowledge.builtin(name.id.as_str()).map(|_| name.id.to_string())
                }
                Resolution::Variable(var) => {
                    let value = value_of(var);
                    let &[object] = value.objects.as_slice() else { return None };
                    match self.heap.get(object).kind {
                        ObjectKind::LibraryFunction(id) => {
                            Some(self.knowledge.function(id).name.clone())
                        }
                        _ => None,
                    }
                }
            },
            Expr::Attribute(node) => {
                let Expr::Name(base) = &*node.value else { return None };
                let var = self.scopes.variable_of(base)?;
                let value = value_of(var);
                let &[object] = value.objects.as_slice() else { return None };
                match &self.heap.get(object).kind {
                    ObjectKind::LibraryModule(name) => Some(format!("{name}.{}", node.attr)),
                    ObjectKind::Wrapper(_) => Some(format!("{}.{}", base.id, node.attr)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    pub(crate) fn patch(&mut self, module: &str, name: &str) {
        if self.patched.insert((module.into(), name.into())) {
            self.heap.grew(Fact::Program);
        }
    }

    /// Whether the program may replace this builtin.
    pub(crate) fn is_patched(&self, name: &str) -> bool {
        (!self.patched.is_empty() && self.patched.contains(&("builtins".into(), name.into())))
            || self.patched_anywhere.contains(name)
    }

    /// Whether the program may replace an attribute of this name in some module.
    pub(crate) fn is_patched_attribute(&self, name: &str) -> bool {
        self.patched.iter().any(|(_, patched)| &**patched == name)
            || self.patched_anywhere.contains(name)
    }

    pub(crate) fn store_attribute_anywhere(&mut self, symbol: Symbol, value: &Value) {
        let name = self.symbol_names[symbol.index()].clone();
        if self.patched_anywhere.insert(name) {
            self.heap.grew(Fact::Program);
        }
        let mut known = self.anywhere.remove(&symbol).unwrap_or_default();
        if self.heap.learn(&mut known, value) {
            self.heap.grew(Fact::Attribute(symbol));
        }
        self.anywhere.insert(symbol, known);
    }

    /// What was stored under this attribute on objects of unknown type.
    pub(crate) fn attribute_anywhere(&self, symbol: Symbol) -> Value {
        self.heap.journal.read(Fact::Attribute(symbol));
        self.anywhere.get(&symbol).cloned().unwrap_or_default()
    }

    pub(crate) fn join_argument(&mut self, name: &str, value: &Value) {
        let mut known = self.arguments.remove(name).unwrap_or_default();
        if self.heap.learn(&mut known, value) {
            self.heap.grew(Fact::Program);
        }
        self.arguments.insert(name.into(), known);
    }

    pub(crate) fn unknown_arguments(&mut self) {
        if !self.arguments_unknown {
            self.arguments_unknown = true;
            self.heap.grew(Fact::Program);
        }
    }

    /// What an attribute of `argparse`'s result may be.
    pub(crate) fn parsed_argument(&self, name: &str) -> Value {
        match self.arguments.get(name) {
            Some(value) if !self.arguments_unknown => value.from(Origins::OUTSIDE),
            None if !self.arguments_unknown && self.is_optimistic() => Value::bottom(),
            _ => Value::any(),
        }
    }

    /// Elements of this value are compared: a NaN among them is found only as the same object.
    pub(crate) fn note_element_comparison(&mut self, value: &Value) {
        if !self.recording || self.nan_sensitive || value.is_atomic() {
            return;
        }
        let reach = self.heap.reachable(value);
        let floats = Atoms::FLOAT.union(Atoms::COMPLEX).union(Atoms::ANY);
        self.nan_sensitive = reach.any || reach.atoms.intersects(floats);
    }

    /// A NaN as a key of a dictionary, or of a cache, is found only as the same object, too.
    fn note_float_keys(&mut self) {
        let floats = Atoms::FLOAT.union(Atoms::COMPLEX).union(Atoms::ANY);
        let may_be_float = |value: &Value| {
            let reach = self.heap.reachable(value);
            value.atoms.union(reach.atoms).intersects(floats) || reach.any
        };
        let is_keyed = |object: &heap::Object| match object.kind {
            ObjectKind::Wrapper(heap::Wrapper::Cache) => object.element.objects.iter().any(|&id| {
                let ObjectKind::Function(func) = self.heap.get(id).kind else { return true };
                let parameters = &self.scopes.function(func).parameters;
                parameters.iter().any(|&var| may_be_float(self.variable_value(var)))
            }),
            _ => may_be_float(&object.key),
        };
        let sensitive = self.heap.objects.iter().any(is_keyed);
        self.nan_sensitive |= sensitive;
    }

    pub(crate) fn note_identity_test(
        &mut self,
        module: ModuleId,
        range: TextRange,
        left: &Value,
        right: &Value,
    ) {
        if self.recording {
            let why = Why { module, range, what: "is".into() };
            self.identity_tests.push((why, left.clone(), right.clone()));
        }
    }

    /// Functions in this value, or reachable from it, may be called with anything from now on.
    /// The functions that code out of view may call.
    pub(crate) fn exposed(&self) -> &[FuncId] {
        &self.exposed_in_order
    }

    pub(crate) fn expose_functions(&mut self, value: &Value) {
        if value.objects.is_empty() {
            return;
        }
        let reach = self.heap.reachable(value);
        let mut functions: Vec<FuncId> = Vec::new();
        for &object in &reach.objects {
            match self.heap.get(object).kind {
                ObjectKind::Function(func)
                | ObjectKind::Bound(heap::BoundTarget::Function(func)) => {
                    functions.push(func);
                }
                ObjectKind::Class(class) | ObjectKind::Instance(class) => {
                    if !self.classes.exposed.insert(class) {
                        continue;
                    }
                    for &class in self.class_order(class).iter() {
                        functions.extend(self.scopes.class(class).methods.values());
                    }
                }
                _ => {}
            }
        }
        functions.sort_unstable();
        for func in functions {
            if !self.exposed_functions.insert(func) {
                continue;
            }
            let at = self.exposed_in_order.partition_point(|&known| known < func);
            self.exposed_in_order.insert(at, func);
            self.heap.grew(Fact::Program);
            let function = self.scopes.function(func);
            let skip = usize::from(function.class.is_some());
            for &var in function.parameters.iter().skip(skip) {
                self.join_variable(var, &Value::any());
            }
        }
    }

    // ---- objects ----

    /// Whether reading an attribute of this value touches no memory that changes: modules and functions.
    pub(crate) fn is_static(&self, value: &Value) -> bool {
        !value.is_any()
            && value.objects.iter().all(|&object| {
                matches!(
                    self.heap.get(object).kind,
                    ObjectKind::Module(_)
                        | ObjectKind::LibraryModule(_)
                        | ObjectKind::LibraryFunction(_)
                        | ObjectKind::Super(_)
                )
            })
    }

    pub(crate) fn is_mapping(&self, object: ObjId) -> bool {
        match self.heap.get(object).kind {
            ObjectKind::Library(id) => {
                let info = self.knowledge.type_info(id);
                info.iterates == Some(crate::knowledge::TypeExpr::SelfKey)
                    || info.methods.contains_key("keys")
            }
            _ => false,
        }
    }

    /// Whether a value consists of numbers, texts and tuples of these.
    pub fn is_immutable(&self, value: &Value) -> bool {
        self.heap.is_immutable(value, self.tuple)
    }

    pub(crate) fn is_tuple(&self, object: ObjId) -> bool {
        matches!(self.heap.get(object).kind, ObjectKind::Library(id)
            if matches!(self.knowledge.type_info(id).name.as_str(), "tuple" | "frozenset"))
    }

    /// Whether a value is certainly an open file.
    pub(crate) fn is_file(&self, value: &Value) -> bool {
        !value.objects.is_empty()
            && !value.is_any()
            && value.objects.iter().all(|&object| {
                matches!(self.heap.get(object).kind, ObjectKind::Library(id) if self.is_file_type(id))
            })
    }

    pub(crate) fn is_file_type(&self, id: TypeId) -> bool {
        let info = self.knowledge.type_info(id);
        info.module == "io" && !matches!(info.name.as_str(), "StringIO" | "BytesIO")
    }

    /// The effects of everything in the program, for facts that concern all of it.
    pub fn program_effects(&self) -> Effects {
        let mut effects = Effects::default();
        for summary in &self.summaries {
            for (flags, why) in &summary.effects.causes {
                effects.flag(*flags, || why.clone());
            }
        }
        effects
    }

    /// Whether the program gives a function or a class a second definition, removes one, or patches one.
    pub fn replaces_definitions(&self) -> bool {
        let rebound = self.scopes.variables.iter().enumerate().any(|(index, variable)| {
            let value = &self.var_values[index];
            let holds_code = value.objects.iter().any(|&object| {
                matches!(self.heap.get(object).kind, ObjectKind::Function(_) | ObjectKind::Class(_))
            });
            variable.is_global && holds_code && variable.bindings != 1
        });
        rebound || !self.class_patches.is_empty() || !self.patched.is_empty()
    }

    /// The statements of a body, or none for a lambda.
    pub fn body_of(&self, func: FuncId) -> &'a [ast::Stmt] {
        match self.scopes.function(func).node {
            FunctionNode::Module(node) => &node.body,
            FunctionNode::Def(node) => &node.body,
            FunctionNode::Lambda(_) => &[],
        }
    }

    /// The effects of one statement, as recorded.
    pub fn effects_of(&self, stmt: &ast::Stmt) -> Option<&Effects> {
        self.statement_effects.get(&(std::ptr::from_ref(stmt) as usize))
    }
}

/// The functions that read variables of each body besides its own.
fn inner_readers(scopes: &Scopes<'_>) -> FxHashMap<FuncId, Vec<FuncId>> {
    let mut found: FxHashMap<FuncId, Vec<FuncId>> = FxHashMap::default();
    for (var, readers) in &scopes.foreign_readers {
        found.entry(scopes.variable(*var).func).or_default().extend(readers);
    }
    for readers in found.values_mut() {
        readers.sort_unstable();
        readers.dedup();
    }
    found
}

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

mod apply;
mod asked;
mod assignments;
mod attributes;
mod by_name;
mod caches;
pub mod call;
mod callbacks;
mod captured;
mod classes;
mod copies;
pub(crate) mod counters;
mod decimal_context;
mod declared;
mod definitions;
mod displays;
pub mod doctests;
mod dormant;
mod early;
mod elements;
pub mod env;
mod exposed;
mod expr;
mod fields;
mod frames;
mod generators;
mod handed_out;
mod hashes;
pub mod heap;
mod implicit;
mod imports;
mod in_memory;
mod inherited;
mod journal;
mod keyed;
mod kinds;
mod lambdas;
mod lazy;
mod lent;
mod library;
pub(crate) mod library_results;
mod logged;
mod members;
mod memos;
mod missing;
mod namespaces;
mod narrowed;
mod noted;
mod opening;
mod operators;
mod own_keys;
mod own_memos;
mod packages;
mod partials;
mod reached;
mod record;
mod rounds;
pub(crate) mod seeds;
pub(crate) mod set_by_name;
mod signals;
mod sites;
mod special;
pub mod statements;
pub mod summary;
mod taken_in;
pub mod tallies;
mod tracebacks;
mod unions;
mod unknown;
mod variables;
mod versions;
pub mod walker;

use std::rc::Rc;

use ruff_python_ast as ast;
use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::effect_words::{Flags, Why};
use crate::ids::{FuncId, ObjId, Symbol, TypeId, VarId};
use crate::knowledge::Knowledge;
use crate::passes::promises::{self, Promises};
use crate::passes::scopes::{FunctionNode, Resolution, Scopes};
use crate::program::{Module, Program};
use crate::promise::Promise;
use crate::values::{Atoms, Origins, Value};

use classes::ClassTable;
use heap::{Heap, ObjectKind};
use journal::Fact;
use rounds::inner_readers;
use summary::{Effects, Summary};

pub use noted::IdentityTest;
pub use sites::{Applied, Checkpointed, LoopSite, LoopSyntax};

/// What the facts are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Decisions about loops: once the whole program is refused, further facts are of no use.
    Decisions,
    /// Decisions, and what each statement does besides.
    Statements,
    /// The facts themselves.
    Facts,
}

/// The analysis while it runs, and its facts afterwards.
pub struct Analysis<'a> {
    pub program: &'a Program,
    pub scopes: &'a Scopes<'a>,
    pub knowledge: &'a Knowledge,
    /// Work of a call of each function as it was measured; empty without a profile.
    measured: Vec<f64>,
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
    /// Summaries of generators as those know them who advance these, and what they were made of.
    advanced: FxHashMap<FuncId, (Rc<Summary>, Rc<Summary>)>,
    yields: Vec<Value>,
    pub(crate) classes: ClassTable,
    /// States that come back to loop heads, by context and loop.
    pub(crate) loop_back: FxHashMap<(u64, u32), Vec<(u32, Value)>>,
    places: FxHashMap<(u64, u32, u16), u32>,
    place_counts: FxHashMap<u64, u32>,
    /// Displays that share a place.
    shared_places: displays::SharedPlaces,
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
    /// How many calls were known when functions that call themselves were last marked.
    calls_marked: usize,
    /// What decides which code can run.
    running: reached::Running,
    /// Functions that nobody calls, see `dormant.rs`; nothing before all calls are known.
    dormant: Vec<bool>,
    /// Functions that returned more objects than are kept apart: what they return is of unknown type for good.
    widened: FxHashSet<FuncId>,
    exposed_functions: FxHashSet<FuncId>,
    exposed_in_order: Vec<FuncId>,
    exposed_reaches: exposed::ExposedReaches,
    /// Something is called that may be anything.
    runs_unknown: bool,
    /// Attributes for which values of unknown type are asked.
    names_asked_for: FxHashSet<Symbol>,
    /// Code out of view is given values of unknown type, and may ask these for anything.
    asked_for_anything: bool,
    /// Instances that were handed to code which may be anything.
    handed_out_of_view: FxHashSet<ObjId>,
    /// How many exposed functions were noted as callees of each function that calls unknown code.
    exposed_called: FxHashMap<FuncId, usize>,
    /// Imports of modules about which nothing is known.
    pub unknown_imports: Vec<Why>,
    /// `is` between values that are not singletons.
    pub identity_tests: Vec<IdentityTest>,
    /// The same, by body, as of its latest walk.
    tests_of: FxHashMap<FuncId, Vec<IdentityTest>>,
    /// Whole bodies are being walked, each until it finds nothing new: what they meet is noted that decisions ask for.
    noting: bool,
    /// Objects of unknown modules may be around, and may have any operators.
    pub open_world: bool,
    /// Whether the program may bind globals by names that it makes up.
    rebinds_by_name: std::cell::OnceCell<bool>,
    /// Names of attributes that anything but a constructor sets.
    set_later: std::cell::OnceCell<FxHashSet<String>>,
    /// The program imports a package that is installed besides Python, and known to us.
    pub uses_packages: bool,
    /// Something that is not plain may be in a frame of pandas; see `frames.rs`. An array shows what a frame holds; a frame is
    /// changed in place.
    pub frames_hold_objects: bool,
    pub frames_shown: bool,
    pub frames_changed: bool,
    /// Facts are still growing: what has no value yet may get one.
    optimistic: bool,
    pub(crate) recording: bool,
    /// Only decisions are asked for: what bodies do that hold nothing to decide about is not recorded.
    only_decisions: bool,
    /// Such bodies, as far as it takes a walk to know: those with calls like `map`, or with work that might be started early.
    decided_about: FxHashSet<FuncId>,
    /// By address of the statement: whether it calls what stands at the script's top level.
    calls_script: FxHashMap<usize, bool>,
    /// Where bodies first call something whose work might be started early.
    known_work: FxHashMap<FuncId, TextRange>,
    /// For each body, the functions that read its variables.
    inner_readers: FxHashMap<FuncId, Vec<FuncId>>,
    /// What functions inside functions read of the bodies around them.
    pub(crate) captured: captured::Captured,
    tuple: TypeId,
    /// Different where any summary is.
    stamp: usize,
    unions: unions::Unions,
    unions_made: u32,
    /// Which bodies use which unions, by number.
    union_calls: FxHashSet<(FuncId, u32)>,
    unknown_code: Option<Rc<unknown::UnknownCode>>,
    /// What went into it, by number of the part.
    unknown_parts: FxHashMap<u32, Rc<unknown::UnknownCode>>,
    pub(crate) has_operator_methods: bool,
    /// The objects that stand for standard input, its buffer included.
    pub standard_input: FxHashSet<ObjId>,
    /// The objects that stand for standard output and standard error.
    standard_streams: FxHashSet<ObjId>,
    /// Objects that modules of libraries hold, and that the program reads from them.
    module_values: FxHashMap<ObjId, bool>,
    /// Somewhere the program compares elements, where a NaN is equal to itself only as the same object.
    pub nan_sensitive: bool,
    /// The program mentions decimal arithmetic, which depends on a context.
    pub uses_decimal: bool,
    /// The program looks at what operations leave in that context.
    pub shows_decimal_context: bool,
    /// The program looks at the namespace of something that may be a file.
    pub shows_files: bool,
    tracebacks: tracebacks::Tracebacks,
    /// What the examples in docstrings do, where somebody runs them.
    examples: std::cell::OnceCell<Rc<Option<doctests::Examples>>>,
    /// The program asks a cached function how often it was called, or lets it forget.
    pub(crate) shows_caches: bool,
    pub(crate) memos: memos::Memos,
    pub(crate) signals: signals::Signals,
    pub(crate) tallies: tallies::Tallies,
    /// What the loop that is being decided about counts up.
    pub(crate) counted: tallies::Counted,
    pub(crate) counters: counters::Counters,
    /// What objects count up in the loop that is being decided about, and in those that run in parallel.
    pub(crate) grown: counters::Grown,
    pub(crate) all_grown: counters::Grown,
    /// Each round of the loop that is being decided about seeds the generator of the module `random`.
    pub(crate) seeding: bool,
    /// Some loop runs in parallel although it counts.
    pub(crate) counts: bool,
    /// Where namespaces are only looked into.
    namespaces: namespaces::Namespaces,
    /// The program may fetch attributes by names that are handed over as text.
    fetches_by_name: bool,
    /// Names of attributes and keywords in the text of the program, see `set_by_name.rs`.
    written: std::cell::OnceCell<set_by_name::Written>,
    /// Whether `isinstance` may ask an object for attributes, as protocols that are checked at run time do.
    checks_protocols: bool,
    /// Some expression of the program assigns.
    pub(crate) has_walrus: bool,
    /// Library modules whose functions may call what the program handed over, see `callbacks.rs`.
    called_back: FxHashSet<Box<str>>,
    /// What objects came to hold in earlier walks, by context and place of creation: a loop may load it before it stores it.
    held: FxHashMap<u64, Vec<Origins>>,
    /// They came to hold more in this walk.
    held_grew: bool,
    /// What generators were given that a body made at one place, by context and object; and how often that grew.
    given: FxHashMap<(u64, ObjId), (Origins, Vec<Value>)>,
    given_grew: u32,
    /// Variables that generator expressions read as they are advanced, when they may hold something else than before.
    read_later: FxHashSet<VarId>,
    /// What each body, and each iteration, put of other people's things into its own.
    lent: FxHashMap<u64, lent::Lent>,
    /// Only assignments that are in view give instances their attributes, see `missing.rs`.
    attributes_in_view: bool,
    /// The program mentions the class of an object, which could be assigned.
    names_classes: bool,
    /// What `isinstance` says follows from the classes in view, see `narrowed.rs`.
    classes_decide: bool,
    /// Records of `logging` only go to the standard streams, see `logged.rs`.
    logs_to_streams: bool,
    /// The program only writes to the standard streams where it names them, see `logged.rs`.
    streams_stand_by_name: bool,
    /// Nothing takes fields of data classes out of their order, see `fields.rs`.
    fields_in_order: bool,
    /// Where the script may have run code of its own, and what the program does from there on, see `early.rs`.
    early: early::Early,
    /// `lambda` expressions that have to be made where they stand, see `lambdas.rs`.
    named_lambdas: FxHashSet<(crate::ids::ModuleId, TextRange)>,
    late_flags: Flags,
    /// Names that the program stores on classes.
    pub(crate) class_patches: FxHashSet<Symbol>,
    /// One of them may be a method, or a special name: more than data that a class holds.
    pub(crate) patches_behaviour: bool,
    /// By address of the statement: its own effects.
    pub statement_effects: FxHashMap<usize, Effects>,
    pub loops: Vec<LoopSite<'a>>,
    /// Loops of the script whose state is written to checkpoints.
    pub checkpointed: Vec<Checkpointed>,
    /// Assignments of what a call returns, with the state before them.
    pub assignments: Vec<LoopSite<'a>>,
    /// Statements that contain several calls, with the state before them.
    pub statements: Vec<LoopSite<'a>>,
    /// Statements of the script that call functions of its own by name, with the state before them.
    pub calling: Vec<LoopSite<'a>>,
    /// The rounds ran out.
    pub gave_up: bool,
    empty: Rc<Summary>,
    /// For each function, how much had grown when its latest walk began, and what that walk read.
    walks: Vec<Option<(u32, Box<[Fact]>)>>,
    /// For each function, the time of costs when its latest walk began.
    walks_began: Vec<u32>,
    /// How many bodies were walked, each as often as it was.
    walks_done: usize,
}

/// Classes of the standard library whose instances are plain data.
const DATA_CLASSES: &[&str] = &[
    "bool",
    "bytearray",
    "bytes",
    "complex",
    "dict",
    "float",
    "frozenset",
    "int",
    "list",
    "set",
    "str",
    "tuple",
    "collections.Counter",
    "collections.OrderedDict",
    "collections.defaultdict",
    "collections.deque",
];

/// Analyses the whole program.
pub fn run<'a>(
    program: &'a Program,
    scopes: &'a Scopes<'a>,
    knowledge: &'a Knowledge,
    need: Need,
) -> Analysis<'a> {
    let mut analysis = Analysis::new(program, scopes, knowledge);
    analysis.only_decisions = need == Need::Decisions;
    analysis.ask_what_runs();
    analysis.set_module_names();
    if analysis.look_at_suspects(need) {
        return analysis;
    }
    if need != Need::Facts && analysis.shows_decimal_context {
        // That refuses the whole program, whatever else it does.
        analysis.list_loops();
        return analysis;
    }
    analysis.run_rounds(need);
    if analysis.settle(need) {
        return analysis;
    }
    analysis.be_certain();
    analysis.run_rounds(need);
    if analysis.settle(need) {
        return analysis;
    }
    analysis.record(need);
    analysis.noting = false;
    analysis
}

impl<'a> Analysis<'a> {
    /// Work of a call of a function as a profile has it; 0 where nothing is known.
    pub fn measured_cost(&self, func: FuncId) -> f64 {
        self.measured.get(func.index()).copied().unwrap_or(0.0)
    }

    fn new(program: &'a Program, scopes: &'a Scopes<'a>, knowledge: &'a Knowledge) -> Self {
        let empty = Rc::new(Summary::default());
        let classes = ClassTable::new(scopes);
        let promises = promises::run(program, scopes, knowledge);
        Analysis {
            program,
            scopes,
            knowledge,
            measured: knowledge
                .profile
                .as_ref()
                .map(|profile| profile.costs(program, scopes))
                .unwrap_or_default(),
            captured: captured::find(program, scopes, &promises),
            promises,
            library_promises: FxHashMap::default(),
            heap: Heap::default(),
            var_values: vec![Value::bottom(); scopes.variables.len()],
            defaults: FxHashMap::default(),
            summaries: vec![Rc::clone(&empty); scopes.functions.len()],
            advanced: FxHashMap::default(),
            yields: vec![Value::bottom(); scopes.functions.len()],
            has_operator_methods: classes.has_operator_methods(),
            classes,
            loop_back: FxHashMap::default(),
            places: FxHashMap::default(),
            place_counts: FxHashMap::default(),
            shared_places: FxHashMap::default(),
            symbols: FxHashMap::default(),
            symbol_names: Vec::new(),
            patched: FxHashSet::default(),
            patched_anywhere: FxHashSet::default(),
            anywhere: FxHashMap::default(),
            arguments: FxHashMap::default(),
            arguments_unknown: false,
            calls: FxHashSet::default(),
            calls_marked: 0,
            running: reached::Running::default(),
            dormant: Vec::new(),
            widened: FxHashSet::default(),
            exposed_functions: FxHashSet::default(),
            exposed_in_order: Vec::new(),
            exposed_reaches: exposed::ExposedReaches::default(),
            runs_unknown: false,
            names_asked_for: FxHashSet::default(),
            asked_for_anything: false,
            handed_out_of_view: FxHashSet::default(),
            exposed_called: FxHashMap::default(),
            unknown_imports: Vec::new(),
            identity_tests: Vec::new(),
            tests_of: FxHashMap::default(),
            noting: true,
            open_world: false,
            rebinds_by_name: std::cell::OnceCell::new(),
            set_later: std::cell::OnceCell::new(),
            uses_packages: false,
            frames_hold_objects: false,
            frames_shown: false,
            frames_changed: false,
            optimistic: true,
            recording: false,
            only_decisions: false,
            decided_about: FxHashSet::default(),
            calls_script: FxHashMap::default(),
            known_work: FxHashMap::default(),
            inner_readers: inner_readers(scopes),
            tuple: knowledge.builtin_type("tuple"),
            stamp: 0,
            unions: unions::Unions::default(),
            unions_made: 0,
            union_calls: FxHashSet::default(),
            unknown_code: None,
            unknown_parts: FxHashMap::default(),
            standard_input: FxHashSet::default(),
            standard_streams: FxHashSet::default(),
            module_values: FxHashMap::default(),
            nan_sensitive: false,
            uses_decimal: decimal_context::is_used(program),
            shows_decimal_context: decimal_context::is_shown(program),
            shows_files: false,
            tracebacks: tracebacks::Tracebacks::of(program),
            examples: std::cell::OnceCell::new(),
            has_walrus: program.mentions(":="),
            namespaces: namespaces::find(program, scopes),
            checks_protocols: program.mentions("runtime"),
            fetches_by_name: by_name::is_fetched_by_others(program),
            written: std::cell::OnceCell::new(),
            memos: memos::Memos::find(program, scopes),
            signals: signals::Signals::find(program),
            tallies: tallies::Tallies::find(program, scopes),
            counted: tallies::Counted::default(),
            counters: counters::Counters::find(program, scopes),
            grown: counters::Grown::new(),
            all_grown: counters::Grown::new(),
            seeding: false,
            counts: false,
            shows_caches: program.mentions("cache_info") || program.mentions("cache_clear"),
            called_back: callbacks::called_back_at_first(program),
            held: FxHashMap::default(),
            held_grew: false,
            lent: FxHashMap::default(),
            given: FxHashMap::default(),
            given_grew: 0,
            read_later: FxHashSet::default(),
            attributes_in_view: missing::all_in_view(program),
            names_classes: program.mentions("__class__"),
            classes_decide: narrowed::classes_decide(program),
            logs_to_streams: logged::goes_to_streams(program),
            streams_stand_by_name: logged::streams_stand_by_name(program),
            fields_in_order: fields::all_in_order(program),
            early: early::Early::find(program, scopes),
            named_lambdas: lambdas::find(program, scopes),
            late_flags: Flags::NONE,
            class_patches: FxHashSet::default(),
            patches_behaviour: false,
            statement_effects: FxHashMap::default(),
            loops: Vec::new(),
            checkpointed: Vec::new(),
            assignments: Vec::new(),
            statements: Vec::new(),
            calling: Vec::new(),
            gave_up: false,
            empty,
            walks: vec![None; scopes.functions.len()],
            walks_began: vec![0; scopes.functions.len()],
            walks_done: 0,
        }
    }

    /// What still has no value now never gets one: reading it is an error, or the work of something unseen. Who is called by
    /// nobody may be called with anything.
    fn be_certain(&mut self) {
        self.optimistic = false;
        self.heap.grew(Fact::Optimism);
        self.find_dormant();
        self.open_parameters();
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

    /// How many functions code out of view may call.
    pub(crate) fn exposed_count(&self) -> usize {
        self.heap.journal.read(Fact::Exposed);
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
        self.held_grew |= grown != *known;
        self.heap.changed |= grown != *known;
        *known = grown;
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

    /// These functions, and all that they may call, directly or through others.
    pub(crate) fn with_callees(&self, functions: &[FuncId]) -> FxHashSet<FuncId> {
        let mut found = functions.iter().copied().collect::<FxHashSet<_>>();
        loop {
            let known = found.len();
            let new = self.calls.iter().filter(|(caller, _)| found.contains(caller));
            let new: Vec<FuncId> = new.map(|(_, callee)| *callee).collect();
            found.extend(new);
            if found.len() == known {
                return found;
            }
        }
    }

    /// Who calls whom, among the functions of the program.
    pub fn call_edges(&self) -> Vec<(FuncId, FuncId)> {
        let mut edges: Vec<_> = self.calls.iter().copied().collect();
        edges.sort_unstable();
        edges
    }

    pub(crate) fn note_call(&mut self, caller: FuncId, callee: FuncId) {
        self.calls.insert((caller, callee));
        if self.is_dormant(callee) {
            self.wake(callee);
        }
        self.running.note_call(caller, callee);
    }

    /// Unknown code that a function calls may call whatever is exposed.
    pub(crate) fn note_calls_of_exposed(&mut self, caller: FuncId) {
        let count = self.exposed().len();
        if self.exposed_called.insert(caller, count) != Some(count) {
            let calls = self.exposed_in_order.iter().map(|&callee| (caller, callee));
            self.calls.extend(calls);
        }
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

    // ---- objects ----

    /// Whether reading an attribute of this value touches no memory that changes: modules and functions.
    pub(crate) fn is_static(&self, value: &Value) -> bool {
        !value.is_any()
            && value.objects.iter().all(|&object| {
                matches!(
                    self.heap.peek(object).kind,
                    ObjectKind::Module(_)
                        | ObjectKind::LibraryModule(_)
                        | ObjectKind::LibraryFunction(_)
                        | ObjectKind::Super(_)
                )
            })
    }

    pub(crate) fn is_mapping(&self, object: ObjId) -> bool {
        match self.heap.peek(object).kind {
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

    /// Whether a value is a class of the standard library that makes plain data, or `None`: nobody changes it, and pickle
    /// finds the very same one by its name.
    pub(crate) fn is_library_class(&self, value: &Value) -> bool {
        let makes_data = |object: &ObjId| match self.heap.get(*object).kind {
            ObjectKind::LibraryFunction(id) => {
                DATA_CLASSES.contains(&self.knowledge.function(id).name.as_str())
            }
            _ => false,
        };
        value.atoms.without(Atoms::UNBOUND.union(Atoms::NONE)).is_empty()
            && !value.objects.is_empty()
            && value.objects.iter().all(makes_data)
    }

    pub(crate) fn is_tuple(&self, object: ObjId) -> bool {
        matches!(self.heap.peek(object).kind, ObjectKind::Library(id)
            if matches!(self.knowledge.type_info(id).name.as_str(), "tuple" | "frozenset"))
    }

    /// Whether a value is certainly an open file.
    pub(crate) fn is_file(&self, value: &Value) -> bool {
        !value.objects.is_empty()
            && !value.is_any()
            && value.objects.iter().all(|&object| {
                matches!(self.heap.peek(object).kind, ObjectKind::Library(id) if self.is_file_type(id))
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

    /// The names that the program sets on classes, all of them data if it does not replace definitions.
    pub fn names_of_class_data(&self) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.class_patches.iter().map(|&symbol| self.symbol_name(symbol)).collect();
        names.sort_unstable();
        names
    }

    /// Whether the program gives a function or a class a second definition, removes one, or gives one other methods.
    pub fn replaces_definitions(&self) -> bool {
        let rebound = self.scopes.variables.iter().enumerate().any(|(index, variable)| {
            let value = &self.var_values[index];
            let holds_code = value.objects.iter().any(|&object| {
                matches!(
                    self.heap.peek(object).kind,
                    ObjectKind::Function(_) | ObjectKind::Class(_)
                )
            });
            variable.is_global && holds_code && variable.bindings != 1
        });
        rebound || self.patches_behaviour || !self.patched.is_empty()
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

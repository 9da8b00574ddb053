//! Walks one body in program order, with flow-sensitive values of its variables, and gathers its effects.
//!
//! The same walk serves three purposes: the rounds of the fixpoint over all functions, the effects of each statement,
//! and (through [`Walker::start_iteration`]) one iteration of a loop seen as a body of its own.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::heap::{Field, ObjectKey, ObjectKind};
use super::journal::Fact;
use super::summary::{Effects, Summary};
use super::unions::Unions;
use super::unknown::UnknownCode;
use super::{Analysis, LoopSite, LoopSyntax};
use crate::effect_words::{Flags, Why};
use crate::ids::{FuncId, ModuleId, ObjId, VarId};
use crate::passes::scopes::{self, FunctionNode, node_id};
use crate::values::{Atoms, Origins, Value};

/// Rounds that a loop of unknown length is taken to run, for cost estimates only.
const UNKNOWN_TRIPS: f64 = 40.0;

/// What the variables of a body may hold at one point.
#[derive(Clone, Default)]
pub struct Env {
    pub values: Vec<Value>,
    /// By slot: certainly assigned since the body (or the iteration) began.
    assigned: Vec<u64>,
    /// The point cannot be reached.
    pub dead: bool,
}

impl Env {
    fn new(slots: usize) -> Self {
        Env {
            values: vec![Value::atom(Atoms::UNBOUND); slots],
            assigned: vec![0; slots.div_ceil(64)],
            dead: false,
        }
    }

    pub fn is_assigned(&self, slot: usize) -> bool {
        self.assigned[slot / 64] >> (slot % 64) & 1 == 1
    }

    fn set_assigned(&mut self, slot: usize, to: bool) {
        let bit = 1 << (slot % 64);
        if to {
            self.assigned[slot / 64] |= bit;
        } else {
            self.assigned[slot / 64] &= !bit;
        }
    }

    /// Control may come from either point.
    pub fn join(&mut self, other: &Env) {
        if other.dead {
            return;
        }
        if self.dead {
            self.clone_from(other);
            return;
        }
        for (mine, theirs) in self.values.iter_mut().zip(&other.values) {
            if mine != theirs {
                mine.join(theirs);
            }
        }
        for (mine, theirs) in self.assigned.iter_mut().zip(&other.assigned) {
            *mine &= theirs;
        }
    }
}

/// The loop that the walk is inside of.
#[derive(Default)]
struct LoopFrame {
    /// States at `continue`.
    continues: Option<Env>,
    /// States at `break`.
    breaks: Option<Env>,
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

pub struct Walker<'w, 'a> {
    pub an: &'w mut Analysis<'a>,
    pub func: FuncId,
    pub module: ModuleId,
    pub env: Env,
    /// Effects gathered since they were last taken.
    pub fx: Effects,
    loops: Vec<LoopFrame>,
    /// States that an exception handler may start from, for each enclosing `try`.
    handlers: Vec<Env>,
    /// Names that handlers around the place give to what they caught.
    caught: Vec<VarId>,
    /// The body or the loop whose iteration is walked: numbers of places and states at loop heads belong to it.
    context: u64,
    /// Where the things come from that objects of each place hold.
    pub held: Vec<Origins>,
    pub result: Value,
    /// Where the things come from that were stored into objects from outside.
    pub stored: Origins,
    /// The place of creation for what the call under translation creates.
    pub fresh_of_call: Origins,
    /// Texts of rows that the iteration works on as copies of its own: `c[i]`.
    pub row_copies: Vec<String>,
    /// Lists of rows that are taken to be none of those which the iteration writes.
    pub apart: Vec<Apart>,
    /// The text of the loop whose iteration is walked.
    iteration_range: Option<TextRange>,
    /// The walk is over one iteration: nothing is recorded, and places of creation mean this iteration.
    pub in_iteration: bool,
    /// Inside code that may run many times, for cost.
    depth: u32,
    /// Unions of functions that this walk has met, as they are now.
    pub(super) unions: Unions,
    /// Parts of unions whose names `fx` accounts for.
    pub(super) taken_unions: FxHashSet<(usize, usize)>,
    /// An object that the body knows came to hold more.
    pub(super) held_grew: bool,
    /// Expressions whose values are known, and that are not evaluated again.
    pub known: Vec<(TextRange, Value)>,
    /// The call under way does nothing to its receiver but add a missing key.
    pub(super) filling: bool,
    /// Functions whose calls `fx` accounts for, with their summaries at the time.
    pub(super) taken: FxHashMap<FuncId, Rc<Summary>>,
    /// What unknown code may do, as of a version of the summaries.
    pub(super) unknown_code: Option<Rc<UnknownCode>>,
}

impl<'w, 'a> Walker<'w, 'a> {
    pub fn new(an: &'w mut Analysis<'a>, func: FuncId) -> Self {
        let function = an.scopes.function(func);
        let (module, slots) = (function.module, function.slots as usize);
        let parameters = function.parameters.clone();
        let stored = an.stored_before(func);
        let held = an.held_before(u64::from(func.0));
        let mut walker = Walker {
            an,
            func,
            module,
            env: Env::new(slots),
            fx: Effects::default(),
            loops: Vec::new(),
            handlers: Vec::new(),
            caught: Vec::new(),
            context: u64::from(func.0),
            held,
            result: Value::bottom(),
            // What a loop stores, its next round may load: the walk before this one knows.
            stored,
            fresh_of_call: Origins::NOWHERE,
            row_copies: Vec::new(),
            apart: Vec::new(),
            iteration_range: None,
            in_iteration: false,
            depth: 0,
            unions: Unions::default(),
            taken_unions: FxHashSet::default(),
            held_grew: false,
            known: Vec::new(),
            filling: false,
            taken: FxHashMap::default(),
            unknown_code: None,
        };
        let inner_stores = !parameters.is_empty() && walker.inner_functions_store();
        for (position, var) in parameters.into_iter().enumerate() {
            let value = walker.an.variable_value(var).from(Origins::parameter(position));
            let slot = walker.an.scopes.variable(var).slot as usize;
            if inner_stores && !walker.an.is_immutable(&value) {
                let origins = value.origins.union(value.origins.held_by_foreign());
                walker.stored = walker.stored.union(origins);
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
        walker.stored = Origins::NOWHERE;
        walker.iteration_range = Some(site.syntax.range());
        walker.context = 1 << 32 | u64::from(site.key);
        walker.held = walker.an.held_before(walker.context);
        for value in &mut walker.env.values {
            if !value.is_atomic() {
                value.origins = Origins::OUTSIDE;
            }
        }
        walker.env.assigned.iter_mut().for_each(|word| *word = 0);
        walker
    }

    /// Takes what a variable holds, a list of lists of plain values or an array, for a list and rows, or an array, that nobody
    /// else has.
    pub fn set_apart(&mut self, var: VarId) {
        let slot = self.an.scopes.variable(var).slot as usize;
        let known = self.env.values[slot].clone();
        if self.is_plain_value(&known)
            && let ObjectKind::Library(id) = self.an.heap.get(known.objects[0]).kind
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
        for value in &mut self.env.values {
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
        std::mem::replace(&mut self.fx, account)
    }

    pub fn why(&self, range: TextRange, what: impl Into<Box<str>>) -> Why {
        Why { module: self.module, range, what: what.into() }
    }

    pub fn flag(&mut self, flags: Flags, range: TextRange, what: &str) {
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
        let mut seen = Origins::NOWHERE;
        let mut next = self.parts_of(origins);
        while next.0 & !seen.0 != 0 {
            seen = seen.union(next);
            next = self.parts_of(next);
        }
        seen
    }

    /// Records that objects of this value now hold `stored`.
    pub fn hold(&mut self, holder: Origins, stored: &Value) {
        let origins = stored.origins;
        if origins.is_empty() || self.an.is_immutable(stored) {
            // Where it comes from makes no difference, as with numbers.
            return;
        }
        for place in holder.fresh_places() {
            let grown = self.held[place].union(origins);
            if grown != self.held[place] {
                self.held[place] = grown;
                self.held_grew = true;
                self.an.note_held(self.context, place, origins);
            }
        }
        if holder.may_be_foreign() {
            // What a caller's object now holds is the caller's business, through the summary.
            let stored = self.stored.union(origins).union(self.deep_parts_of(origins));
            self.held_grew |= stored != self.stored;
            self.stored = stored;
        }
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
        self.note_write_cause(value.origins, range);
    }

    /// Keeps the first place that changes something from outside.
    pub(super) fn note_write_cause(&mut self, origins: Origins, range: TextRange) {
        if self.fx.write_cause.is_none() && origins.may_be_foreign() {
            let text = self.an.program.module(self.module).slice(range);
            let what = text.lines().next().unwrap_or_default().trim().to_owned();
            self.fx.write_cause = Some(self.why(range, what));
        }
    }

    /// What views among the values were taken from: a view has no contents of its own.
    pub(super) fn viewed(&self, value: &Value) -> Option<Value> {
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
        let mut sources = Vec::new();
        for &object in objects {
            let known = self.an.heap.get(object);
            if known.sources.is_empty() {
                continue;
            }
            if let ObjectKind::Library(id) = known.kind
                && self.an.knowledge.type_info(id).view
            {
                sources.extend(known.sources.iter().copied());
            }
        }
        sources
    }

    /// A read or write of everything that can be reached from a value, itself included.
    pub fn touch_deep(&mut self, value: &Value, write: Option<TextRange>) {
        if value.is_atomic() {
            return;
        }
        let origins = value.origins.union(self.deep_parts_of(value.origins));
        let touches =
            if write.is_some() { &mut self.fx.heap_writes } else { &mut self.fx.heap_reads };
        if (touches.everything || !origins.may_be_foreign()) && !self.an.lists_own {
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
            self.note_write_cause(origins, range);
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
            return self.an.variable_value(var).from(Origins::OUTSIDE);
        }
        if !self.env.is_assigned(slot) {
            self.fx.exposed.insert(var);
        }
        let mut value = self.env.values[slot].clone();
        if self.an.scopes.foreign_writes.contains(&var) {
            value.join(&self.an.variable_value(var).from(Origins::OUTSIDE));
        }
        if is_global && value.is_bottom() {
            value.join(&self.an.variable_value(var).from(Origins::OUTSIDE));
        }
        value
    }

    /// Binds a variable.
    pub fn store_variable(&mut self, var: VarId, value: &Value) {
        let variable = self.an.scopes.variable(var);
        let (owner, slot) = (variable.func, variable.slot as usize);
        let tracked = variable.shared || variable.is_global || variable.is_class_member;
        let mut value = value.clone();
        self.an.heap.bounded(&mut value);
        self.fx.writes.insert(var);
        if tracked {
            self.an.join_variable(var, &value);
        }
        if owner == self.func {
            for handler in &mut self.handlers {
                handler.values[slot].join(&value);
            }
            value.atoms = value.atoms.without(Atoms::UNBOUND);
            self.env.values[slot] = value;
            self.env.set_assigned(slot, true);
        } else {
            self.fx.call_writes.insert(var);
        }
    }

    fn unbind(&mut self, var: VarId) {
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

    // ---- statements ----

    pub fn walk_block(&mut self, block: &'a [Stmt]) {
        for stmt in block {
            self.walk_statement(stmt);
        }
    }

    /// Walks a statement; when facts are being recorded, keeps its own effects.
    pub fn walk_statement(&mut self, stmt: &'a Stmt) {
        if !self.an.recording || self.in_iteration {
            self.statement(stmt);
            return;
        }
        if let Stmt::Assign(node) = stmt
            && self.depth == 0
            && matches!(&*node.value, Expr::Call(_))
        {
            self.an.assignments.push(LoopSite {
                func: self.func,
                syntax: LoopSyntax::Assign(node),
                env: self.env.clone(),
                element: Value::bottom(),
                iterable: Value::bottom(),
                depth: 0,
                key: 0x4000_0000 | u32::from(node.range.start()),
            });
        }
        if self.depth == 0
            && let Some(expr) = crate::passes::branches::expression_of(stmt)
            && has_two_calls(expr)
        {
            self.an.statements.push(LoopSite {
                func: self.func,
                syntax: LoopSyntax::Statement(stmt),
                env: self.env.clone(),
                element: Value::bottom(),
                iterable: Value::bottom(),
                depth: 0,
                key: 0x2000_0000 | u32::from(ruff_text_size::Ranged::start(stmt)),
            });
        }
        let before = self.take_effects();
        self.statement(stmt);
        let mut own = self.resume_effects(before);
        own.implied = rustc_hash::FxHashSet::default();
        self.fx.merge(&own);
        self.an.statement_effects.insert(std::ptr::from_ref(stmt) as usize, own);
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        self.fx.cost += 1.0;
        match stmt {
            Stmt::Expr(node) => {
                self.eval(&node.value);
            }
            Stmt::Assign(node) => {
                let value = self.eval(&node.value);
                for target in &node.targets {
                    self.assign(target, &value);
                }
            }
            Stmt::AnnAssign(node) => {
                if let Some(value) = &node.value {
                    let mut value = self.eval(value);
                    if self.is_made_by_factory(node) {
                        value = Value::atom(Atoms::UNBOUND);
                    }
                    self.assign(&node.target, &value);
                } else if !matches!(&*node.target, Expr::Name(_)) {
                    self.eval_target_parts(&node.target);
                }
            }
            Stmt::AugAssign(node) => self.augmented(node),
            Stmt::Return(node) => {
                let value = node
                    .value
                    .as_ref()
                    .map_or_else(|| Value::atom(Atoms::NONE), |value| self.eval(value));
                self.result.join(&value);
                self.env.dead = true;
            }
            Stmt::Raise(node) => {
                for part in [&node.exc, &node.cause].into_iter().flatten() {
                    let value = self.eval(part);
                    self.raise(part, &value);
                }
                self.env.dead = true;
            }
            Stmt::Assert(node) => {
                self.eval_test(&node.test);
                if let Some(message) = &node.msg {
                    self.maybe(|walker| walker.eval(message));
                }
            }
            Stmt::Delete(node) => {
                for target in &node.targets {
                    self.delete(target);
                }
            }
            Stmt::If(node) => self.walk_if(node),
            Stmt::For(node) => self.walk_for(node),
            Stmt::While(node) => self.walk_while(node),
            Stmt::With(node) => self.walk_with(node),
            Stmt::Try(node) => self.walk_try(node),
            Stmt::Match(node) => self.walk_match(node),
            Stmt::FunctionDef(node) => self.walk_def(node),
            Stmt::ClassDef(node) => self.walk_class(node),
            Stmt::Import(node) => self.walk_import(node),
            Stmt::ImportFrom(node) => self.walk_import_from(node),
            Stmt::Break(_) => {
                let env = self.env.clone();
                if let Some(frame) = self.loops.last_mut() {
                    join_option(&mut frame.breaks, env);
                }
                self.env.dead = true;
            }
            Stmt::Continue(_) => {
                let env = self.env.clone();
                if let Some(frame) = self.loops.last_mut() {
                    join_option(&mut frame.continues, env);
                }
                self.env.dead = true;
            }
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Pass(_) | Stmt::TypeAlias(_) => {}
            Stmt::IpyEscapeCommand(node) => self.flag(Flags::UNKNOWN, node.range, "shell escape"),
        }
    }

    fn walk_if(&mut self, node: &'a ast::StmtIf) {
        self.eval_test(&node.test);
        let mut entry = self.env.clone();
        self.walk_block(&node.body);
        let mut exit = self.env.clone();
        let mut has_else = false;
        for clause in &node.elif_else_clauses {
            self.env = entry.clone();
            if let Some(test) = &clause.test {
                self.eval_test(test);
                entry = self.env.clone();
            } else {
                has_else = true;
            }
            self.walk_block(&clause.body);
            exit.join(&self.env);
        }
        if !has_else {
            exit.join(&entry);
        }
        self.env = exit;
    }

    /// Walks code that runs any number of times; `step` is one round.
    fn walk_rounds(&mut self, key: u32, trips: Option<f64>, step: impl FnOnce(&mut Self)) -> Env {
        // The state at the head: what comes in, and what earlier rounds of the fixpoint saw come back.
        let entry = self.env.clone();
        if let Some(back) = self.an.loop_back.get(&(self.context, key)) {
            for (slot, value) in back {
                self.env.values[*slot as usize].join(value);
            }
        }
        let head = self.env.clone();
        self.loops.push(LoopFrame::default());
        self.depth += 1;
        let cost_before = std::mem::take(&mut self.fx.cost);
        step(self);
        self.depth -= 1;
        let inner = std::mem::replace(&mut self.fx.cost, cost_before);
        self.fx.cost += inner * trips.unwrap_or(UNKNOWN_TRIPS);
        self.fx.unbounded |= trips.is_none_or(|trips| trips > 1000.0);
        let frame = self.loops.pop().unwrap_or_default();
        let mut back = self.env.clone();
        if let Some(continues) = &frame.continues {
            back.join(continues);
        }
        if !back.dead {
            self.note_back_edge(key, &head, &back);
        }
        // After the loop: the head's state, and that of the last round.
        self.env = entry;
        self.env.join(&back);
        for (value, head) in self.env.values.iter_mut().zip(&head.values) {
            if value != head {
                value.join(head);
            }
        }
        frame.breaks.unwrap_or_else(|| Env { dead: true, ..head })
    }

    fn note_back_edge(&mut self, key: u32, head: &Env, back: &Env) {
        let mut grew = false;
        let known = self.an.loop_back.entry((self.context, key)).or_default();
        for (slot, (head, back)) in head.values.iter().zip(&back.values).enumerate() {
            if head == back {
                continue;
            }
            let mut joined = head.clone();
            if joined.join(back) {
                match known.iter_mut().find(|(s, _)| *s as usize == slot) {
                    Some((_, value)) => grew |= value.join(&joined),
                    None => {
                        known.push((slot as u32, joined));
                        grew = true;
                    }
                }
            }
        }
        if grew {
            self.an.heap.grew(Fact::Loops(self.func));
        }
    }

    fn walk_for(&mut self, node: &'a ast::StmtFor) {
        let iterable = self.eval(&node.iter);
        let element = self.iterate(&iterable, node.iter.range());
        if node.is_async {
            self.flag(Flags::SUSPENDS, node.range, "async for");
        }
        let key = node_id(&node.node_index).unwrap_or(u32::MAX);
        if self.records_loops() {
            self.record_loop(LoopSyntax::For(node), &element, &iterable, key);
        }
        let trips = constant_trips(&node.iter);
        let breaks = self.walk_rounds(key, trips, |walker| {
            walker.assign(&node.target, &element);
            walker.walk_block(&node.body);
        });
        self.walk_block(&node.orelse);
        self.env.join(&breaks);
    }

    /// Walks an inner loop with a body of the caller's choosing; effects of the body are the caller's to take.
    pub fn walk_inner_loop(
        &mut self,
        node: &'a ast::StmtFor,
        key: u32,
        step: &mut dyn FnMut(&mut Self),
    ) {
        let trips = constant_trips(&node.iter);
        let breaks = self.walk_rounds(key, trips, |walker| step(walker));
        self.env.join(&breaks);
    }

    fn walk_while(&mut self, node: &'a ast::StmtWhile) {
        let key = node_id(&node.node_index).unwrap_or(u32::MAX);
        if self.records_loops() {
            self.record_loop(LoopSyntax::While(node), &Value::bottom(), &Value::bottom(), key);
        }
        let endless = matches!(&*node.test, Expr::BooleanLiteral(b) if b.value);
        let breaks = self.walk_rounds(key, None, |walker| {
            walker.eval_test(&node.test);
            walker.walk_block(&node.body);
        });
        self.eval_test(&node.test);
        if endless {
            self.env = breaks;
            return;
        }
        self.walk_block(&node.orelse);
        self.env.join(&breaks);
    }

    pub fn records_loops(&self) -> bool {
        self.an.recording && !self.in_iteration
    }

    pub fn record_loop(
        &mut self,
        syntax: LoopSyntax<'a>,
        element: &Value,
        iterable: &Value,
        key: u32,
    ) {
        let mut env = self.env.clone();
        if let Some(back) = self.an.loop_back.get(&(self.context, key)) {
            for (slot, value) in back {
                // Whether a variable is bound matters at entry; what it may hold, in every round.
                let unbound = env.values[*slot as usize].atoms.contains(Atoms::UNBOUND);
                let entry = &mut env.values[*slot as usize];
                entry.join(value);
                if !unbound {
                    entry.atoms = entry.atoms.without(Atoms::UNBOUND);
                }
            }
        }
        self.an.loops.push(LoopSite {
            func: self.func,
            syntax,
            env,
            element: element.clone(),
            iterable: iterable.clone(),
            depth: self.depth,
            key,
        });
    }

    fn walk_with(&mut self, node: &'a ast::StmtWith) {
        if node.is_async {
            self.flag(Flags::SUSPENDS, node.range, "async with");
        }
        let mut swallows = false;
        for item in &node.items {
            let manager = self.eval(&item.context_expr);
            swallows |= !self.an.is_file(&manager);
            let entered = self.enter_context(&manager, item.context_expr.range());
            if let Some(target) = &item.optional_vars {
                self.assign(target, &entered);
            }
        }
        let entry_assigned = self.env.assigned.clone();
        // A context manager may swallow an exception: what follows can start from any point in the body.
        self.handlers.push(self.env.clone());
        self.walk_block(&node.body);
        let early = self.handlers.pop().unwrap_or_default();
        let assigned = self.env.assigned.clone();
        if self.env.dead {
            self.env = early;
        } else {
            self.env.join(&early);
            self.env.assigned = if swallows { entry_assigned } else { assigned };
        }
    }

    /// From here on a handler may be entered from any point.
    pub fn open_handlers(&mut self) {
        self.handlers.push(self.env.clone());
    }

    /// The state that the handlers start from.
    pub fn close_handlers(&mut self) -> Env {
        // What was assigned before the block is still assigned.
        self.handlers.pop().unwrap_or_default()
    }

    /// Walks the handlers of a `try` from `caught`; adds where they end to `exit`, and gives all their ends.
    pub fn walk_handlers(&mut self, node: &'a ast::StmtTry, caught: &Env, exit: &mut Env) -> Env {
        let mut all = caught.clone();
        all.join(exit);
        for handler in &node.handlers {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            self.env = caught.clone();
            if let Some(type_) = &handler.type_ {
                self.eval(type_);
            }
            let name = handler.name.as_ref().and_then(|name| self.an.scope_of_identifier(name));
            if let Some(name) = &handler.name {
                let value = Value { origins: Origins::OUTSIDE, ..self.an.exception_value() };
                self.store_identifier(name, name.as_str(), &value);
            }
            self.caught.extend(name);
            self.walk_block(&handler.body);
            self.caught.truncate(self.caught.len() - usize::from(name.is_some()));
            if let Some(name) = &handler.name
                && let Some(var) = self.an.scope_of_identifier(name)
            {
                self.unbind(var);
            }
            all.join(&self.env);
            exit.join(&self.env);
        }
        all
    }

    /// An exception class is called; an exception object gets a traceback and a context.
    fn raise(&mut self, expr: &'a Expr, value: &Value) {
        let is_class = |object: &ObjId| {
            matches!(
                self.an.heap.get(*object).kind,
                ObjectKind::Class(_) | ObjectKind::LibraryFunction(_)
            )
        };
        let (classes, objects): (Vec<ObjId>, Vec<ObjId>) =
            value.objects.iter().copied().partition(is_class);
        for class in classes {
            let class = Value::object(class, value.origins);
            self.call_value(&class, &super::call::Arguments::default(), expr.range(), None);
        }
        // What a handler has caught was raised before, and counted there; what a call makes is new.
        let is_caught = matches!(expr, Expr::Name(name)
            if self.an.scopes.variable_of(name).is_some_and(|var| self.caught.contains(&var)));
        if !is_caught {
            let hidden = if expr.is_call_expr() { Atoms::ANY } else { Atoms::EMPTY };
            let raised = Value {
                atoms: value.atoms.without(hidden),
                objects: objects.into(),
                origins: value.origins,
            };
            self.touch_write(&raised, Field::All, expr.range());
        }
    }

    fn walk_try(&mut self, node: &'a ast::StmtTry) {
        self.open_handlers();
        self.walk_block(&node.body);
        let caught = self.close_handlers();
        self.walk_block(&node.orelse);
        let mut exit = self.env.clone();
        let mut all = self.walk_handlers(node, &caught, &mut exit);
        if node.finalbody.is_empty() {
            self.env = exit;
            return;
        }
        // The final block also runs on the way out; its effects count once, from any state.
        let dead = exit.dead;
        let assigned = exit.assigned.clone();
        all.dead = false;
        self.env = all;
        self.walk_block(&node.finalbody);
        self.env.dead |= dead;
        for (mine, exit) in self.env.assigned.iter_mut().zip(assigned) {
            *mine |= exit;
        }
    }

    fn walk_match(&mut self, node: &'a ast::StmtMatch) {
        let subject = self.eval(&node.subject);
        let entry = self.env.clone();
        let mut exit = entry.clone();
        for case in &node.cases {
            self.env = entry.clone();
            self.bind_pattern(&case.pattern, &subject);
            if let Some(guard) = &case.guard {
                self.eval_test(guard);
            }
            self.walk_block(&case.body);
            exit.join(&self.env);
        }
        self.env = exit;
    }

    fn bind_pattern(&mut self, pattern: &'a ast::Pattern, subject: &Value) {
        self.implied(subject, super::implicit::Implied::Everything, pattern.range());
        match pattern {
            ast::Pattern::MatchAs(node) => {
                if let Some(inner) = &node.pattern {
                    self.bind_pattern(inner, subject);
                }
                if let Some(name) = &node.name {
                    self.store_identifier(name, name.as_str(), subject);
                }
            }
            ast::Pattern::MatchOr(node) => {
                for inner in &node.patterns {
                    self.bind_pattern(inner, subject);
                }
            }
            ast::Pattern::MatchSequence(node) => {
                let element = self.load_element(subject, pattern.range());
                for inner in &node.patterns {
                    self.bind_pattern(inner, &element);
                }
            }
            ast::Pattern::MatchStar(node) => {
                if let Some(name) = &node.name {
                    // A new list of what the subject's list holds.
                    let value = Value::any();
                    self.an.heap.escape(subject);
                    self.store_identifier(name, name.as_str(), &value);
                }
            }
            ast::Pattern::MatchMapping(node) => {
                for key in &node.keys {
                    self.eval(key);
                }
                let element = self.load_element(subject, pattern.range());
                for inner in &node.patterns {
                    self.bind_pattern(inner, &element);
                }
                if let Some(name) = &node.rest {
                    self.an.heap.escape(subject);
                    self.store_identifier(name, name.as_str(), &Value::any());
                }
            }
            ast::Pattern::MatchClass(node) => {
                self.eval(&node.cls);
                // Which attributes positional patterns read, `__match_args__` says.
                self.read_any_property(&subject.clone(), node.range);
                self.an.heap.escape(subject);
                self.touch_deep(subject, None);
                let inner_patterns = node
                    .arguments
                    .patterns
                    .iter()
                    .chain(node.arguments.keywords.iter().map(|keyword| &keyword.pattern));
                let value = Value::any();
                for inner in inner_patterns {
                    self.bind_pattern(inner, &value);
                }
            }
            ast::Pattern::MatchValue(node) => {
                self.eval(&node.value);
            }
            ast::Pattern::MatchSingleton(_) => {}
        }
    }

    fn delete(&mut self, target: &'a Expr) {
        match target {
            Expr::Name(name) => {
                if let Some(var) = self.an.scopes.variable_of(name) {
                    self.fx.reads.insert(var);
                    self.unbind(var);
                    self.flag(Flags::DEFINES, name.range, "del");
                }
            }
            Expr::Attribute(node) => {
                let value = self.eval(&node.value);
                let symbol = self.an.symbol(node.attr.as_str());
                self.touch_write(&value, Field::Attribute(symbol), node.range);
                self.implicit_named(&value, &["__delattr__"], node.range);
            }
            Expr::Subscript(node) => {
                let value = self.eval(&node.value);
                let key = self.eval(&node.slice);
                self.implicit(&key, node.range);
                self.touch_write(&value, Field::Contents, node.range);
                self.implicit_named(&value, &["__delitem__"], node.range);
            }
            Expr::Tuple(node) => node.elts.iter().for_each(|target| self.delete(target)),
            Expr::List(node) => node.elts.iter().for_each(|target| self.delete(target)),
            _ => {}
        }
    }

    fn augmented(&mut self, node: &'a ast::StmtAugAssign) {
        let old = self.eval_target_as_load(&node.target);
        let value = self.eval(&node.value);
        let result = self.binary(&old, node.op, &value, node.range, None, true);
        self.assign(&node.target, &result);
    }
}

fn join_option(slot: &mut Option<Env>, env: Env) {
    match slot {
        Some(known) => known.join(&env),
        None => *slot = Some(env),
    }
}

/// The trip count of `range` over literals, for costs.
pub fn constant_trips(iter: &Expr) -> Option<f64> {
    match iter {
        Expr::Tuple(node) => Some(node.elts.len() as f64),
        Expr::List(node) => Some(node.elts.len() as f64),
        Expr::Call(node) => {
            let Expr::Name(name) = &*node.func else { return None };
            if name.id.as_str() != "range" {
                return None;
            }
            let numbers: Option<Vec<f64>> =
                node.arguments.args.iter().map(literal_number).collect();
            match numbers?.as_slice() {
                [stop] => Some(stop.max(0.0)),
                [start, stop] => Some((stop - start).max(0.0)),
                [start, stop, step] if *step != 0.0 => Some(((stop - start) / step).max(0.0)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn literal_number(expr: &Expr) -> Option<f64> {
    match expr {
        Expr::NumberLiteral(node) => match &node.value {
            ast::Number::Int(int) => int.as_i64().map(|n| n as f64),
            ast::Number::Float(_) | ast::Number::Complex { .. } => None,
        },
        Expr::UnaryOp(node) if node.op == ast::UnaryOp::USub => {
            literal_number(&node.operand).map(|n| -n)
        }
        _ => None,
    }
}

/// The kinds of scopes that a walker meets are those of [`scopes`].
pub use scopes::Scopes;

/// Whether an expression contains more than one call.
fn has_two_calls(expr: &Expr) -> bool {
    use ruff_python_ast::visitor::{self, Visitor};
    struct Calls(usize);
    impl<'a> Visitor<'a> for Calls {
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 += usize::from(expr.is_call_expr());
            visitor::walk_expr(self, expr);
        }
    }
    let mut calls = Calls(0);
    calls.visit_expr(expr);
    calls.0 > 1
}

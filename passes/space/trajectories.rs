//! Lists of all states that a step runs through, of which few need be held.
//!
//! ```python
//! states = [s]                               # states = [s]
//! for i in range(n):                         # def surge_states(s, start):
//!     s = step(s, i)                         #     for i in range(n)[start:]:
//!     states.append(s)                       #         s = step(s, i)
//! for s in reversed(states):                 #         yield s
//!     total += weigh(s)                      # states = surge_rt.states(surge_states, states)
//! ```
//!
//! Sound because: a round reads the state before it, its number, and what nobody writes until the body ends, in which alone the
//! list is read; it has no effect, so it gives an equal state whenever it runs. Nobody changes a state, and nothing tells equal
//! ones apart (`is`, instances). The runtime computes all of them where the loop stood, so exceptions come there, and
//! never again.
//!
//! A state may be several variables, with other things besides: `path.append((number, angle, speed))`. What a round takes over from
//! the one before must be among them.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use super::chains::Chains;
use super::fills::{self, Occurrences};
use super::places::Around;
use super::streaming::Made;
use super::walked::is_inner;
use super::{Obstacle, drains, plainness};
use crate::ids::{FuncId, VarId};
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::summary::Effects;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::loops::identity::tells_copies_apart;
use crate::passes::loops::stages::overlap;
use crate::passes::loops::units::leaves_loop;
use crate::passes::scopes::FunctionNode;
use crate::values::Value;

/// What a round knows of the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The loop reads `states[-1]`.
    Last,
    Variable(VarId),
    /// Each element of a tuple; nothing for those that a round only writes down.
    Parts(Vec<Option<VarId>>),
}

impl State {
    /// The variables, each with its number in the tuple.
    fn variables(&self) -> Vec<(VarId, Option<usize>)> {
        match self {
            Self::Last => Vec::new(),
            Self::Variable(var) => vec![(*var, None)],
            Self::Parts(parts) => {
                let places = parts.iter().enumerate();
                places.filter_map(|(place, part)| Some(((*part)?, Some(place)))).collect()
            }
        }
    }

    fn holds(&self, var: VarId) -> bool {
        self.variables().iter().any(|(one, _)| *one == var)
    }
}

/// A list of states, and the loop that fills it.
pub struct Trajectory<'a> {
    pub func: FuncId,
    pub list: VarId,
    pub state: State,
    pub stmt: &'a ast::StmtFor,
    whole: &'a Stmt,
    pub append: &'a ast::ExprCall,
    /// `states[-1]` in the loop.
    pub last: Vec<TextRange>,
    /// Which variables are read after the loop.
    pub read: Vec<(VarId, Option<usize>)>,
    /// Where the list is gone through first.
    pub consumer: TextRange,
    /// How often the list is gone through, and the work of a step and of what reads one state.
    pub passes: usize,
    pub costs: (f64, f64),
    pub obstacle: Option<Obstacle>,
    rest: &'a [Stmt],
    around: Around,
}

/// The list that `states = [first]` begins and a later loop of the block goes on with.
pub(super) fn of_statement<'a>(
    an: &Analysis<'a>,
    func: FuncId,
    (init, var): (&'a Stmt, VarId),
    rest: &'a [Stmt],
    uses: &Occurrences,
    around: Around,
) -> Option<Trajectory<'a>> {
    let reads = uses.reads.get(&var)?;
    let index =
        rest.iter().position(|stmt| reads.iter().any(|read| stmt.range().contains_range(*read)))?;
    let Stmt::For(stmt) = &rest[index] else { return None };
    let Expr::Call(header) = &*stmt.iter else { return None };
    let plain = !stmt.is_async
        && stmt.orelse.is_empty()
        && drains::is_builtin(an, header, &["range"])
        && header.arguments.keywords.is_empty()
        && stmt.target.is_name_expr()
        && !leaves_loop(&stmt.body, false);
    let append = fills::append_to(an, stmt.body.last()?, var)?;
    if !plain || around.in_loop {
        return None;
    }
    let inside = reads.iter().filter(|read| stmt.range.contains_range(**read)).count();
    let mut finder = Lasts { an, var, found: Vec::new() };
    finder.visit_body(&stmt.body);
    if inside != 1 + finder.found.len() {
        return None;
    }
    let begin = TextRange::new(init.start(), stmt.start());
    let unchanged = |one: &Expr, first: &Expr| {
        let (Expr::Name(one), Expr::Name(first)) = (one, first) else { return None };
        let var = an.scopes.variable_of(one)?;
        let stays = uses.stores.get(&var)?.iter().all(|at| !begin.contains_range(*at));
        (an.scopes.variable_of(first) == Some(var) && stays).then_some(var)
    };
    let state = match (&append.arguments.args[0], first_of(init)?) {
        _ if !finder.found.is_empty() => State::Last,
        (Expr::Tuple(one), Expr::Tuple(first)) if one.elts.len() == first.elts.len() => {
            let pairs = one.elts.iter().zip(&first.elts);
            State::Parts(pairs.map(|(one, first)| unchanged(one, first)).collect())
        }
        (one, first) => State::Variable(unchanged(one, first)?),
    };
    if state.variables().is_empty() && state != State::Last {
        return None;
    }
    let (whole, rest) = (&rest[index], &rest[index + 1..]);
    let mut reader =
        Reads { an, var, loops: Vec::new(), known: 0, passes: 0, first: None, far: false };
    reader.visit_body(rest);
    let after = reads.iter().filter(|read| read.start() > stmt.end()).count();
    if reader.known != after || after == 0 || reads.len() != inside + after {
        return None;
    }
    let far = Obstacle::new("overhead", "states are read here and there, or many times over");
    Some(Trajectory {
        func,
        list: var,
        state,
        stmt,
        whole,
        append,
        last: finder.found,
        read: Vec::new(),
        consumer: reader.first.unwrap_or(stmt.range),
        passes: reader.passes,
        costs: (1.0, 1.0),
        obstacle: reader.far.then_some(far),
        rest,
        around,
    })
}

/// The only element of a list that a statement makes.
fn first_of(init: &Stmt) -> Option<&Expr> {
    let value = match init {
        Stmt::Assign(node) => &*node.value,
        Stmt::AnnAssign(node) => node.value.as_deref()?,
        _ => return None,
    };
    match value {
        Expr::List(list) => match list.elts.as_slice() {
            [first] if !first.is_starred_expr() => Some(first),
            _ => None,
        },
        _ => None,
    }
}

/// Finds `states[-1]`.
struct Lasts<'n, 'a> {
    an: &'n Analysis<'a>,
    var: VarId,
    found: Vec<TextRange>,
}

impl<'a> Visitor<'a> for Lasts<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Subscript(node) = expr
            && node.ctx.is_load()
            && let Expr::Name(name) = &*node.value
            && self.an.scopes.variable_of(name) == Some(self.var)
            && let Expr::UnaryOp(index) = &*node.slice
            && index.op == ast::UnaryOp::USub
            && matches!(&*index.operand, Expr::NumberLiteral(one)
                if matches!(&one.value, ast::Number::Int(value) if value.as_u8() == Some(1)))
        {
            self.found.push(node.range);
            return;
        }
        visitor::walk_expr(self, expr);
    }
}

/// Finds the places that read states in ways in which a list need not be one.
struct Reads<'n, 'a> {
    an: &'n Analysis<'a>,
    var: VarId,
    /// Variables of the loops around the place, where these count.
    loops: Vec<Option<VarId>>,
    known: usize,
    passes: usize,
    first: Option<TextRange>,
    /// Some place reads states in no order.
    far: bool,
}

impl<'a> Reads<'_, 'a> {
    fn is_list(&self, expr: &Expr) -> bool {
        matches!(expr, Expr::Name(name) if self.an.scopes.variable_of(name) == Some(self.var))
    }

    fn note(&mut self, range: TextRange) {
        self.known += 1;
        self.first.get_or_insert(range);
    }

    /// What a loop goes through; whether that is the list.
    fn header(&mut self, iter: &'a Expr) -> bool {
        let mut inner = iter;
        while let Expr::Call(call) = inner
            && drains::is_builtin(self.an, call, &["reversed", "enumerate"])
            && let [argument] = &*call.arguments.args
            && call.arguments.keywords.is_empty()
        {
            inner = argument;
        }
        if !self.is_list(inner) {
            self.visit_expr(iter);
            return false;
        }
        self.note(iter.range());
        self.passes += 1;
        self.far |= !self.loops.is_empty();
        true
    }

    /// The variable that counts the rounds of a loop.
    fn counter(&self, target: &Expr, iter: &Expr) -> Option<VarId> {
        let Expr::Call(call) = iter else { return None };
        let call = match &*call.arguments.args {
            [Expr::Call(inner)] if drains::is_builtin(self.an, call, &["reversed"]) => inner,
            _ => call,
        };
        match target {
            Expr::Name(name) if drains::is_builtin(self.an, call, &["range"]) => {
                self.an.scopes.variable_of(name)
            }
            _ => None,
        }
    }

    /// Whether an index follows the rounds of the innermost loop, or there is none.
    fn is_near(&self, index: &Expr) -> bool {
        let Some(counter) = self.loops.last() else { return true };
        let follows = |expr: &Expr| {
            matches!(expr, Expr::Name(name)
                if counter.is_some() && self.an.scopes.variable_of(name) == *counter)
        };
        self.loops.len() == 1
            && match index {
                Expr::BinOp(node) => {
                    matches!(node.op, ast::Operator::Add | ast::Operator::Sub)
                        && follows(&node.left)
                        && node.right.is_number_literal_expr()
                }
                index => follows(index),
            }
    }

    fn comprehension(&mut self, parts: &[&'a Expr], generators: &'a [ast::Comprehension]) {
        let known = self.loops.len();
        for generator in generators {
            self.header(&generator.iter);
            self.loops.push(self.counter(&generator.target, &generator.iter));
            generator.ifs.iter().for_each(|test| self.visit_expr(test));
        }
        for part in parts {
            self.visit_expr(part);
        }
        self.loops.truncate(known);
    }
}

impl<'a> Visitor<'a> for Reads<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::For(node) => {
                self.header(&node.iter);
                self.loops.push(self.counter(&node.target, &node.iter));
                self.visit_body(&node.body);
                self.loops.pop();
                self.visit_body(&node.orelse);
            }
            Stmt::While(_) => {
                self.loops.push(None);
                visitor::walk_stmt(self, stmt);
                self.loops.pop();
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Subscript(node)
                if node.ctx.is_load()
                    && self.is_list(&node.value)
                    && !node.slice.is_slice_expr() =>
            {
                self.note(node.range);
                if self.is_near(&node.slice) {
                    self.passes += usize::from(!self.loops.is_empty());
                } else {
                    self.far = true;
                }
                self.visit_expr(&node.slice);
            }
            Expr::Call(call)
                if drains::is_builtin(self.an, call, &["len"])
                    && matches!(&*call.arguments.args, [list] if self.is_list(list)) =>
            {
                self.known += 1;
            }
            Expr::ListComp(node) => self.comprehension(&[&*node.elt], &node.generators),
            Expr::SetComp(node) => self.comprehension(&[&*node.elt], &node.generators),
            Expr::DictComp(node) => {
                let parts: Vec<&Expr> =
                    node.key.as_deref().into_iter().chain([&*node.value]).collect();
                self.comprehension(&parts, &node.generators);
            }
            // A generator may run when the body has ended, but not where it is drained at once.
            Expr::Generator(_) => {}
            Expr::Call(call) if drains::is_builtin(self.an, call, plainness::DRAINED_AT_ONCE) => {
                if let [Expr::Generator(node)] = &*call.arguments.args {
                    self.comprehension(&[&*node.elt], &node.generators);
                } else {
                    visitor::walk_expr(self, expr);
                }
            }
            _ => visitor::walk_expr(self, expr),
        }
    }
}

/// Decides about one of them.
pub(super) fn judge<'a>(
    an: &mut Analysis<'a>,
    found: &mut Trajectory<'a>,
    sites: &FxHashMap<TextRange, LoopSite<'a>>,
    busy: &[TextRange],
    (general, chains): (Option<&Obstacle>, &Chains),
) {
    if found.obstacle.is_none() {
        let checked = check(an, found, sites, busy, (general, chains));
        found.obstacle = checked.err();
    }
}

fn check<'a>(
    an: &mut Analysis<'a>,
    found: &mut Trajectory<'a>,
    sites: &FxHashMap<TextRange, LoopSite<'a>>,
    busy: &[TextRange],
    (general, chains): (Option<&Obstacle>, &Chains),
) -> Result<(), Obstacle> {
    let whole = found
        .rest
        .last()
        .map_or(found.stmt.range, |last| TextRange::new(found.stmt.start(), last.end()));
    if busy.iter().any(|range| range.intersect(whole).is_some_and(|both| !both.is_empty())) {
        return Err(Obstacle::new(
            "parallel",
            "a step, or what reads the states, runs in parallel",
        ));
    }
    if let Some(obstacle) = general {
        return Err(obstacle.clone());
    }
    if found.around.caught {
        return Err(Obstacle::new("handler", "a handler could see where an exception comes from"));
    }
    if let Some(obstacle) = chains.obstacle(found.func) {
        return Err(obstacle);
    }
    let Some(site) = sites.get(&found.stmt.range) else {
        return Err(Obstacle::new("syntax", "the state before the loop is not known"));
    };
    // Every statement of the body is moved; lambdas and generators would see other variables.
    let fill = fills::of_loop(an, found.whole, found.append, found.list);
    plainness::check(an, &found.stmt.iter, &Made::Loop(fill.clone()))?;
    if tells_copies_apart(an) || an.nan_sensitive {
        let detail = "objects are compared with `is`, or values with themselves, which would tell states from their copies";
        return Err(Obstacle::new("identity", detail));
    }
    let (work, own) = walk(an, found, site);
    let state = found.state.variables();
    let carried: Vec<VarId> =
        work.writes.iter().filter(|var| !found.state.holds(*var) && !is_inner(an, *var)).collect();
    fills::check(an, &fill, found.func, &carried)?;
    let mut names = fills::Header { an, reads: Vec::new() };
    names.visit_expr(&found.stmt.iter);
    if state.iter().any(|(var, _)| names.reads.contains(var)) {
        return Err(Obstacle::new("carried", "how many steps there are is read from the state"));
    }
    for (var, place) in state {
        if fills::is_read_after(an, &fill, found.func, var)? {
            found.read.push((var, place));
        }
    }
    found.costs = ((work.cost / 40.0).max(1.0), (own.cost / 40.0).max(1.0));
    check_effects(an, found, &site.clone(), (&work, &own), &carried)
}

/// What all steps do, with the states themselves, and what runs afterwards does.
fn walk<'a>(
    an: &mut Analysis<'a>,
    found: &Trajectory<'a>,
    site: &LoopSite<'a>,
) -> (Effects, Effects) {
    let mut result = (Effects::default(), Effects::default());
    let added = an.builtin_value("callable").unwrap_or_else(Value::any);
    let slot = an.scopes.variable(found.list).slot as usize;
    for _ in 0..4 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        walker.known.push((found.append.func.range(), added.clone()));
        walker.walk_statement(found.whole);
        let states = walker.env.values[slot].clone();
        walker.touch_deep(&states, None);
        let work = walker.take_effects();
        for stmt in found.rest {
            walker.walk_statement(stmt);
        }
        result = (work, walker.take_effects());
        if !an.heap.changed {
            break;
        }
    }
    result
}

fn check_effects(
    an: &Analysis<'_>,
    found: &Trajectory<'_>,
    site: &LoopSite<'_>,
    (work, own): (&Effects, &Effects),
    private: &[VarId],
) -> Result<(), Obstacle> {
    let flags = work.flags;
    if !flags.is_empty() {
        let what =
            work.cause_of(flags).map_or_else(String::new, |why| format!(" (`{}`)", why.what));
        return Err(Obstacle::new("ordered-effect", format!("a step {}{what}", flags.phrase())));
    }
    if !work.heap_writes.is_private() || !work.call_writes.is_empty() {
        return Err(Obstacle::new("may-alias", "a step changes what was there before it"));
    }
    let mut written = own.writes.iter().chain(own.call_writes.iter());
    let read = |var: &VarId| {
        !private.contains(var)
            && !found.state.holds(*var)
            && (work.reads.contains(*var) || work.call_reads.contains(*var))
    };
    if let Some(var) = written.find(read) {
        let name = an.scopes.variable(var).name;
        let detail = format!("`{name}`, which a step reads, is assigned afterwards");
        return Err(Obstacle::new("carried", detail));
    }
    if overlap(an, &work.heap_reads, &own.heap_writes) {
        let detail = "a state, or what a step reads, may change afterwards";
        return Err(Obstacle::new("may-alias", detail));
    }
    let list = &site.env.values[an.scopes.variable(found.list).slot as usize];
    let element = an.heap.element_of(list, |object| &object.element);
    if !an.is_immutable(&element) {
        check_objects(an, found, &element, own)?;
    }
    Ok(())
}

/// Types whose objects are equal where what they hold is, and that copies cannot be told from.
const COMPARED: &[&str] = &["list", "tuple", "dict", "set", "frozenset", "bytearray", "deque"];

/// States that could be changed, or told from equal ones, must not leave the body.
fn check_objects(
    an: &Analysis<'_>,
    found: &Trajectory<'_>,
    element: &Value,
    own: &Effects,
) -> Result<(), Obstacle> {
    let reach = an.heap.reachable(element);
    let plain = |id| match an.heap.get(id).kind {
        ObjectKind::Library(kind) => COMPARED.contains(&&*an.knowledge.type_info(kind).name),
        ObjectKind::Record => true,
        _ => false,
    };
    if reach.any || !reach.objects.iter().all(|&id| plain(id)) {
        let detail = "what a state consists of is not known, or equal ones could be told apart";
        return Err(Obstacle::new("identity", detail));
    }
    if !matches!(an.scopes.function(found.func).node, FunctionNode::Module(_))
        && (returns(found.rest) || !own.heap_writes.is_private())
    {
        let detail = "a state may be changed where its function has ended";
        return Err(Obstacle::new("may-alias", detail));
    }
    Ok(())
}

/// Whether a block returns a value.
fn returns(block: &[Stmt]) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            self.0 |= matches!(stmt, Stmt::Return(node) if node.value.is_some());
            visitor::walk_stmt(self, stmt);
        }

        fn visit_expr(&mut self, _expr: &'a Expr) {}
    }
    let mut finder = Finder(false);
    finder.visit_body(block);
    finder.0
}

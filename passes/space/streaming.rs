//! Lists whose elements can be made one at a time.
//!
//! ```python
//! rows = [parse(line) for line in file]             # made one at a time, as the next line asks for them,
//! errors = [row for row in rows if row.level > 3]   # and so are these,
//! for row in errors:                                # while this loop runs
//!     counts[row.host] += 1
//! ```
//!
//! Sound because: the list has no name, or one that is bound once and read once, in the same block; what reads it goes
//! through all of it, once, in order, and leaves it alone. From the place of the list to the end of what goes through it
//! nothing that runs writes what the elements read, reads what they write, or has any effect outside of memory; nor have the
//! elements. So the elements are the same, and so is everything afterwards.
//!
//! An exception may come at another point, and another one may come first. Nothing shows that: nobody handles it
//! ([`chains`](super::chains)), so what is in memory dies with it, and nothing else has happened in between. The runtime then makes the
//! elements that are still missing, as far as the original would have come, and raises what the original raises.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Obstacle;
use super::chains::{self, Chains};
use super::drains::{self, Code, Drain};
use super::sorting::{self, SortCandidate};
use crate::effect_words::Flags;
use crate::ids::{FuncId, VarId};
use crate::passes::effects::summary::Effects;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite, LoopSyntax};
use crate::passes::loops::program_wide::is_refused_as_a_whole;
use crate::passes::loops::stages::overlap;
use crate::passes::loops::units::only_files;
use crate::passes::loops::{LoopPlan, iterables::touches_standard_input, stops};
use crate::passes::scopes::{FunctionNode, ScopeKind};

/// Effects outside of memory that elements, and what goes through them, may have.
const HARMLESS: Flags = Flags(Flags::READS_FILE.0 | Flags::SETTINGS.0);

/// A list that is consumed once where it stands.
pub struct Candidate<'a> {
    pub func: FuncId,
    /// The list comprehension.
    pub list: &'a Expr,
    /// The variable that it is assigned to, and the statement.
    pub name: Option<(VarId, &'a Stmt)>,
    pub consumer: TextRange,
    /// The consumer keeps the elements themselves.
    pub kept: bool,
    /// The work of one element, in simple operations.
    pub cost: f64,
    /// Workers compute the elements.
    pub is_parallel: bool,
    /// A loop makes it many times over, and not out of files.
    pub repeated: bool,
    pub obstacle: Option<Obstacle>,
}

/// Finds such lists in the script, and the calls of `sorted` whose results are gone through once.
pub fn find<'a>(
    an: &mut Analysis<'a>,
    plans: &[LoopPlan<'a>],
    busy: &[TextRange],
) -> (Vec<Candidate<'a>>, Vec<SortCandidate<'a>>) {
    let mut keyed: FxHashMap<TextRange, LoopSite<'a>> = FxHashMap::default();
    let mut sites: FxHashMap<TextRange, Comprehension<'a>> = FxHashMap::default();
    for plan in plans {
        let (site, fills) = match plan {
            LoopPlan::Sequential { site, .. } => (site, false),
            LoopPlan::Call(call) => (&call.site, false),
            LoopPlan::Values(values) => (&values.site, values.fills),
            _ => continue,
        };
        if matches!(site.syntax, LoopSyntax::Call(_)) {
            keyed.insert(site.syntax.range(), site.clone());
        }
        if matches!(site.syntax, LoopSyntax::Comprehension(Expr::ListComp(_))) {
            let is_parallel = matches!(plan, LoopPlan::Values(_));
            sites.insert(
                site.syntax.range(),
                Comprehension { site: site.clone(), is_parallel, fills },
            );
        }
    }
    let uses = Uses::default();
    let mut places = Places { an, sites: &sites, uses, found: Vec::new(), sorts: Vec::new() };
    places.uses.an = Some(an);
    places.uses.visit_body(&an.program.entry().tree().body);
    for index in 0..an.scopes.functions.len() {
        let func = FuncId::from(index);
        let function = an.scopes.function(func);
        let plain = !function.is_async && !function.is_generator;
        if function.module.index() == 0
            && plain
            && !matches!(function.node, FunctionNode::Lambda(_))
        {
            places.block(func, function.body(), Around::default());
        }
    }
    let (mut found, sorts, files) = (places.found, places.sorts, places.uses.files);
    if found.is_empty() && sorts.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let general = if is_refused_as_a_whole(an) {
        let detail = "a fact about the whole program, named above, makes all changes unsafe";
        Some(Obstacle::new("whole-program", detail))
    } else {
        chains::program_wide(an)
    };
    let chains = Chains::of(an, busy);
    let facts = (general.as_ref(), &chains);
    let sorts: Vec<SortCandidate<'a>> = sorts
        .iter()
        .filter_map(|place| sorting::judge(an, place, (&found, &files), &keyed, busy, facts))
        .collect();
    // Without the rewrite, `sorted` holds all elements anyway.
    found.retain(|place| match place.extent.drain.code {
        Code::Expression(Expr::Call(call)) if drains::is_builtin(an, call, &["sorted"]) => {
            sorts.iter().any(|sort| sort.call.range() == call.range() && sort.obstacle.is_none())
        }
        _ => true,
    });
    // What comes later, or stands around it, first: a list that feeds a stream is drawn as long as that is.
    found.sort_by_key(|place| (std::cmp::Reverse(place.end()), place.list.start()));
    let mut candidates: Vec<Candidate<'a>> = Vec::new();
    let mut streams: FxHashMap<TextRange, Extent<'a>> = FxHashMap::default();
    for place in found {
        let mut extent = place.extent.clone();
        if let Code::Expression(code) = extent.drain.code
            && let Some(outer) = streams.get(&code.range())
        {
            extent = Extent { between: extent.joined(outer, &place), drain: outer.drain.clone() };
        }
        let checked = check(an, &place, &extent, &sites, busy, facts);
        let (cost, reads_files, obstacle) = match checked {
            Ok((cost, reads_files)) => (cost, reads_files, None),
            Err(obstacle) => (0.0, false, Some(obstacle)),
        };
        if obstacle.is_none() {
            streams.insert(place.list.range(), extent);
        }
        let drain = &place.extent.drain;
        candidates.push(Candidate {
            func: place.func,
            list: place.list,
            name: place.name,
            consumer: match drain.code {
                Code::Expression(expr) => expr.range(),
                Code::Loop(stmt) => TextRange::new(stmt.start(), drain.operand.end()),
            },
            kept: keeps(&drain.code),
            cost,
            is_parallel: sites[&place.list.range()].is_parallel,
            repeated: !reads_files && (place.around.in_loop || chains.is_repeated(place.func)),
            obstacle,
        });
    }
    candidates.sort_by_key(|candidate| candidate.list.start());
    (candidates, sorts)
}

/// Whether what goes through a list puts the elements themselves into another container.
fn keeps(code: &Code<'_>) -> bool {
    match code {
        Code::Expression(Expr::Call(call)) => !matches!(&*call.func, Expr::Name(name)
                if matches!(name.id.as_str(), "sum" | "min" | "max")),
        Code::Expression(_) | Code::Loop(_) => false,
    }
}

/// From the place of a list to the end of what goes through it.
#[derive(Clone)]
pub(super) struct Extent<'a> {
    /// Statements that run meanwhile.
    between: Vec<&'a Stmt>,
    pub(super) drain: Drain<'a>,
}

impl<'a> Extent<'a> {
    /// The statements up to the end of the stream that this one feeds.
    fn joined(&self, outer: &Extent<'a>, place: &Place<'a>) -> Vec<&'a Stmt> {
        let mut between = self.between.clone();
        if !outer.between.is_empty() || outer.is_later(place.statement) {
            between.push(place.statement);
        }
        between.extend(outer.between.iter().copied());
        between
    }

    /// Whether it ends in a later statement than this one.
    fn is_later(&self, statement: &Stmt) -> bool {
        let code = match self.drain.code {
            Code::Expression(expr) => expr.range(),
            Code::Loop(stmt) => stmt.range(),
        };
        code.start() >= statement.end()
    }
}

/// What is around a block.
#[derive(Clone, Copy, Default)]
pub(super) struct Around {
    /// A `try`, or a `with` that is not one of files.
    pub(super) caught: bool,
    pub(super) in_loop: bool,
}

/// A list comprehension, and what has been decided about its elements.
struct Comprehension<'a> {
    site: LoopSite<'a>,
    /// Workers compute them.
    is_parallel: bool,
    /// They may add keys to a `defaultdict` that they read.
    fills: bool,
}

/// A list with what goes through it.
pub(super) struct Place<'a> {
    func: FuncId,
    pub(super) list: &'a Expr,
    name: Option<(VarId, &'a Stmt)>,
    pub(super) extent: Extent<'a>,
    /// The statement in which the list is gone through.
    statement: &'a Stmt,
    around: Around,
}

impl Place<'_> {
    /// Where the list has been gone through.
    fn end(&self) -> TextSize {
        match self.extent.drain.code {
            Code::Expression(expr) => expr.end(),
            Code::Loop(stmt) => stmt.end(),
        }
    }
}

/// A call of `sorted` with what goes through its result.
pub(super) struct SortPlace<'a> {
    pub(super) func: FuncId,
    pub(super) call: &'a ast::ExprCall,
    pub(super) name: Option<VarId>,
    pub(super) consumer: TextRange,
    /// Where the result has been gone through.
    pub(super) end: TextSize,
    pub(super) around: Around,
}

/// How often each variable is read.
#[derive(Default)]
struct Uses<'n, 'a> {
    an: Option<&'n Analysis<'a>>,
    reads: FxHashMap<VarId, usize>,
    /// Those that are nothing but a file which a `with` opened.
    files: FxHashSet<VarId>,
}

impl Uses<'_, '_> {
    fn note_files(&mut self, node: &ast::StmtWith) {
        let Some(an) = self.an else { return };
        for item in &node.items {
            if let (Expr::Call(call), Some(target)) = (&item.context_expr, &item.optional_vars)
                && drains::is_builtin(an, call, &["open"])
                && let Expr::Name(name) = &**target
                && let Some(var) = an.scopes.variable_of(name)
                && an.scopes.variable(var).bindings == 1
                && !an.scopes.foreign_writes.contains(&var)
            {
                self.files.insert(var);
            }
        }
    }
}

impl<'a> Visitor<'a> for Uses<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::With(node) = stmt {
            self.note_files(node);
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Name(name) = expr
            && !name.ctx.is_store()
            && let Some(var) = self.an.and_then(|an| an.scopes.variable_of(name))
        {
            *self.reads.entry(var).or_default() += 1;
        }
        visitor::walk_expr(self, expr);
    }
}

struct Places<'n, 'a> {
    an: &'n Analysis<'a>,
    sites: &'n FxHashMap<TextRange, Comprehension<'a>>,
    uses: Uses<'n, 'a>,
    found: Vec<Place<'a>>,
    sorts: Vec<SortPlace<'a>>,
}

impl<'a> Places<'_, 'a> {
    fn block(&mut self, func: FuncId, block: &'a [Stmt], around: Around) {
        for (index, stmt) in block.iter().enumerate() {
            for drain in drains::of_statement(self.an, stmt) {
                self.unnamed(func, stmt, &drain, around);
                if let Expr::Call(call) = drain.operand {
                    self.add_sort(func, (None, call), &drain, around);
                }
            }
            if let Some((var, value)) = self.named_value(func, stmt) {
                self.named(func, (var, stmt, value), &block[index + 1..], around);
            }
            match stmt {
                Stmt::If(node) => {
                    self.block(func, &node.body, around);
                    for clause in &node.elif_else_clauses {
                        self.block(func, &clause.body, around);
                    }
                }
                Stmt::For(node) => {
                    self.block(func, &node.body, Around { in_loop: true, ..around });
                    self.block(func, &node.orelse, around);
                }
                Stmt::While(node) => {
                    self.block(func, &node.body, Around { in_loop: true, ..around });
                    self.block(func, &node.orelse, around);
                }
                Stmt::With(node) => {
                    let caught = around.caught || node.is_async || !only_files(self.an, node);
                    self.block(func, &node.body, Around { caught, ..around });
                }
                Stmt::Try(node) => {
                    let around = Around { caught: true, ..around };
                    self.block(func, &node.body, around);
                    for handler in &node.handlers {
                        let ast::ExceptHandler::ExceptHandler(handler) = handler;
                        self.block(func, &handler.body, around);
                    }
                    self.block(func, &node.orelse, around);
                    self.block(func, &node.finalbody, around);
                }
                _ => {}
            }
        }
    }

    /// Only `sorted` stands where a call is gone through.
    fn add_sort(
        &mut self,
        func: FuncId,
        (name, call): (Option<VarId>, &'a ast::ExprCall),
        drain: &Drain<'a>,
        around: Around,
    ) {
        let (consumer, end) = match drain.code {
            Code::Expression(expr) => (expr.range(), expr.end()),
            Code::Loop(stmt) => (TextRange::new(stmt.start(), drain.operand.end()), stmt.end()),
        };
        self.sorts.push(SortPlace { func, call, name, consumer, end, around });
    }

    fn is_known(&self, expr: &Expr) -> bool {
        expr.is_list_comp_expr() && self.sites.contains_key(&expr.range())
    }

    /// A list that is gone through where it is written.
    fn unnamed(&mut self, func: FuncId, stmt: &'a Stmt, drain: &Drain<'a>, around: Around) {
        if self.is_known(drain.operand) && drain.whole {
            self.found.push(Place {
                func,
                list: drain.operand,
                name: None,
                extent: Extent { between: Vec::new(), drain: drain.clone() },
                statement: stmt,
                around,
            });
        }
    }

    /// The list that a statement gives a name which it alone binds, and one place reads.
    fn named_value(&self, func: FuncId, stmt: &'a Stmt) -> Option<(VarId, &'a Expr)> {
        let Stmt::Assign(node) = stmt else { return None };
        let [Expr::Name(target)] = node.targets.as_slice() else { return None };
        let var = self.an.scopes.variable_of(target)?;
        let variable = self.an.scopes.variable(var);
        let alone = variable.func == func
            && variable.bindings == 1
            && !variable.is_class_member
            && !self.an.scopes.foreign_readers.contains_key(&var)
            && !self.an.scopes.foreign_writes.contains(&var)
            && self.uses.reads.get(&var) == Some(&1);
        let is_sorted = matches!(&*node.value, Expr::Call(call)
            if drains::is_builtin(self.an, call, &["sorted"]));
        (alone && (is_sorted || self.is_known(&node.value))).then_some((var, &*node.value))
    }

    fn named(
        &mut self,
        func: FuncId,
        (var, assignment, list): (VarId, &'a Stmt, &'a Expr),
        rest: &'a [Stmt],
        around: Around,
    ) {
        for (index, stmt) in rest.iter().enumerate() {
            let drains = drains::of_statement(self.an, stmt);
            let drain = drains.into_iter().find(|drain| {
                matches!(drain.operand, Expr::Name(name)
                    if self.an.scopes.variable_of(name) == Some(var))
            });
            let Some(drain) = drain else { continue };
            if let Expr::Call(call) = list {
                self.add_sort(func, (Some(var), call), &drain, around);
                return;
            }
            if !drain.whole {
                return;
            }
            self.found.push(Place {
                func,
                list,
                name: Some((var, assignment)),
                extent: Extent { between: rest[..index].iter().collect(), drain },
                statement: stmt,
                around,
            });
            return;
        }
    }
}

/// Whether the elements can be made one at a time: the work of one, and whether it reads files; or what stands in the way.
fn check<'a>(
    an: &mut Analysis<'a>,
    place: &Place<'a>,
    extent: &Extent<'a>,
    sites: &FxHashMap<TextRange, Comprehension<'a>>,
    busy: &[TextRange],
    (general, chains): (Option<&Obstacle>, &Chains),
) -> Result<(f64, bool), Obstacle> {
    let start = place.name.map_or(place.list.start(), |(_, stmt)| stmt.start());
    let end = match extent.drain.code {
        Code::Expression(expr) => expr.end(),
        Code::Loop(stmt) => stmt.end(),
    };
    let whole = TextRange::new(start, end);
    // `find` keeps only lists that have one.
    let Comprehension { site, is_parallel, fills } = &sites[&place.list.range()];
    let meets = |range: &&TextRange| range.intersect(whole).is_some_and(|both| !both.is_empty());
    if busy.iter().filter(meets).any(|range| !is_parallel || *range != place.list.range()) {
        return Err(Obstacle::new("parallel", "what goes through it runs in parallel"));
    }
    if *fills {
        let detail = "its elements are computed in parallel, and may add keys to a `defaultdict`";
        return Err(Obstacle::new("parallel", detail));
    }
    if let Some(obstacle) = general {
        return Err(obstacle.clone());
    }
    if place.around.caught {
        return Err(Obstacle::new("handler", "a handler could see which exception comes first"));
    }
    if let Some(obstacle) = chains.obstacle(place.func) {
        return Err(obstacle);
    }
    check_list(an, place)?;
    if extent.between.iter().any(|stmt| jumps(stmt)) {
        let detail = "the statements between may leave before all elements are made";
        return Err(Obstacle::new("leaves-early", detail));
    }
    let (work, own) = walk(an, site, place, extent);
    check_effects(an, site, &work, &own)?;
    // One round among some tens that a loop of unknown length counts as.
    Ok(((work.cost / 40.0).max(1.0), work.flags.contains(Flags::READS_FILE)))
}

/// What the list itself may not have.
fn check_list(an: &Analysis<'_>, place: &Place<'_>) -> Result<(), Obstacle> {
    let Expr::ListComp(node) = place.list else {
        return Err(Obstacle::new("syntax", "it is no list comprehension"));
    };
    if node.generators.iter().any(|generator| generator.is_async) {
        return Err(Obstacle::new("syntax", "it is asynchronous"));
    }
    let mut finder = Special { an, calls: false, suspends: false, closes: false };
    finder.visit_expr(place.list);
    if finder.suspends {
        return Err(Obstacle::new("syntax", "an element assigns, awaits or yields"));
    }
    if finder.closes {
        let detail =
            "a function or generator in it sees the last value of its variable only in a list";
        return Err(Obstacle::new("closure", detail));
    }
    let recursive =
        (0..an.scopes.functions.len()).any(|index| an.summary(FuncId::from(index)).recursive);
    if finder.calls && recursive {
        let detail = "a function calls itself, and could come less deep below a stream";
        return Err(Obstacle::new("recursion", detail));
    }
    if stops::check(an, place.func, place.list.range()).is_err() {
        let detail = "an element may raise StopIteration, which would end the stream";
        return Err(Obstacle::new("stop-iteration", detail));
    }
    Ok(())
}

struct Special<'n, 'a> {
    an: &'n Analysis<'a>,
    calls: bool,
    suspends: bool,
    /// Something in it may look at a variable of the comprehension later.
    closes: bool,
}

impl<'a> Visitor<'a> for Special<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Named(_) | Expr::Await(_) | Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.suspends = true;
            }
            Expr::Lambda(_) | Expr::Generator(_) => self.closes = true,
            Expr::Call(call) => {
                self.calls = true;
                if let [Expr::Generator(_)] = &*call.arguments.args
                    && call.arguments.keywords.is_empty()
                    && drains::is_builtin(self.an, call, DRAINED_AT_ONCE)
                {
                    // Drained before the element is made.
                    visitor::walk_expr(self, &call.arguments.args[0]);
                    return;
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// Builtins that have gone through a generator when they return, as the only argument.
const DRAINED_AT_ONCE: &[&str] =
    &["sum", "min", "max", "any", "all", "sorted", "list", "tuple", "set", "frozenset", "dict"];

/// Whether a statement may jump out of its block.
fn jumps(stmt: &Stmt) -> bool {
    struct Finder(bool, u32);
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::Return(_) => self.0 = true,
                Stmt::Break(_) | Stmt::Continue(_) => self.0 |= self.1 == 0,
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                Stmt::For(_) | Stmt::While(_) => {
                    self.1 += 1;
                    visitor::walk_stmt(self, stmt);
                    self.1 -= 1;
                    // What `else` holds belongs to the loop around.
                    let orelse = match stmt {
                        Stmt::For(node) => &node.orelse,
                        Stmt::While(node) => &node.orelse,
                        _ => return,
                    };
                    self.visit_body(orelse);
                }
                _ => visitor::walk_stmt(self, stmt),
            }
        }

        fn visit_expr(&mut self, _expr: &'a Expr) {}
    }
    let mut finder = Finder(false, 0);
    finder.visit_stmt(stmt);
    finder.0
}

/// What making all elements does, and what runs meanwhile, in a world where everything exists already.
fn walk<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    place: &Place<'a>,
    extent: &Extent<'a>,
) -> (Effects, Effects) {
    let mut result = (Effects::default(), Effects::default());
    for _ in 0..4 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        let value = walker.eval(place.list);
        let work = walker.take_effects();
        walker.known.push((place.list.range(), value.clone()));
        if let Some((_, Stmt::Assign(node))) = place.name
            && let [target] = node.targets.as_slice()
        {
            walker.assign(target, &value);
        }
        for stmt in &extent.between {
            walker.walk_statement(stmt);
        }
        for expr in &extent.drain.before {
            walker.eval(expr);
        }
        match extent.drain.code {
            Code::Expression(expr) => {
                walker.eval(expr);
            }
            Code::Loop(stmt) => walker.walk_statement(stmt),
        }
        let own = walker.take_effects();
        result = (work, own);
        if !an.heap.changed {
            break;
        }
    }
    result
}

fn check_effects(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    work: &Effects,
    own: &Effects,
) -> Result<(), Obstacle> {
    let outside = |effects: &Effects, who: &str| {
        let flags = effects.flags.without(HARMLESS);
        if flags.is_empty() {
            return Ok(());
        }
        let what =
            effects.cause_of(flags).map_or_else(String::new, |why| format!(" (`{}`)", why.what));
        Err(Obstacle::new("ordered-effect", format!("{who} {}{what}", flags.phrase())))
    };
    outside(work, "making an element")?;
    outside(own, "what runs until the last element")?;
    if work.flags.contains(Flags::READS_FILE) && own.flags.contains(Flags::READS_FILE) {
        let detail = "the elements, and what runs until the last one, read files";
        return Err(Obstacle::new("ordered-effect", detail));
    }
    if touches_standard_input(an, &site.iterable, work) {
        return Err(Obstacle::new("ordered-effect", "standard input may be a conversation"));
    }
    let is_inner = |var: VarId| {
        let scope = an.scopes.variable(var).scope;
        an.scopes.scopes[scope.index()].kind == ScopeKind::Comprehension
    };
    if work.writes.iter().any(|var| !is_inner(var)) || !work.call_writes.is_empty() {
        return Err(Obstacle::new("global-write", "making an element assigns a variable"));
    }
    let mut written = own.writes.iter().filter(|&var| !is_inner(var)).chain(own.call_writes.iter());
    let read = |var: &VarId| work.reads.contains(*var) || work.call_reads.contains(*var);
    if let Some(var) = written.find(read) {
        let name = an.scopes.variable(var).name;
        let detail =
            format!("`{name}`, which the elements are made from, is assigned before the last one");
        return Err(Obstacle::new("carried", detail));
    }
    let changes = overlap(an, &work.heap_reads, &own.heap_writes)
        || overlap(an, &work.heap_writes, &own.heap_reads)
        || overlap(an, &work.heap_writes, &own.heap_writes);
    if changes {
        let detail = "what the elements are made from may change before the last one";
        return Err(Obstacle::new("may-alias", detail));
    }
    Ok(())
}

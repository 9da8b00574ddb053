//! Where lists are made, and what goes through them.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::{FxHashMap, FxHashSet};

use super::chains::{Functions, names_files};
use super::drains::{self, Code, Drain};
use super::fills::{self, Fill, Occurrences};
use super::plainness;
use super::streaming::Made;
use super::trajectories::{self, Trajectory};
use crate::ids::{FuncId, VarId};
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::scopes::FunctionNode;

/// From the place of a list to the end of what goes through it.
#[derive(Clone)]
pub(super) struct Extent<'a> {
    /// Statements that run meanwhile.
    pub(super) between: Vec<&'a Stmt>,
    pub(super) drain: Drain<'a>,
}

impl<'a> Extent<'a> {
    /// The statements up to the end of the stream that this one feeds.
    pub(super) fn joined(&self, outer: &Extent<'a>, statement: &'a Stmt) -> Vec<&'a Stmt> {
        let mut between = self.between.clone();
        if !outer.between.is_empty() || outer.is_later(statement) {
            between.push(statement);
        }
        between.extend(outer.between.iter().copied());
        between
    }

    /// Whether it ends in a later statement than this one.
    fn is_later(&self, statement: &Stmt) -> bool {
        self.drain.range().start() >= statement.end()
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
pub(super) struct Comprehension<'a> {
    pub(super) site: LoopSite<'a>,
    /// Workers compute them.
    pub(super) is_parallel: bool,
    /// They may add keys to a `defaultdict` that they read.
    pub(super) fills: bool,
}

/// A list with what goes through it.
pub(super) struct Place<'a> {
    pub(super) func: FuncId,
    pub(super) list: &'a Expr,
    pub(super) made: Made<'a>,
    /// The state before it, where that is known from another place than the list itself.
    pub(super) site: Option<LoopSite<'a>>,
    pub(super) name: Option<(VarId, &'a Stmt)>,
    pub(super) extent: Extent<'a>,
    /// The statement in which the list is gone through.
    pub(super) statement: &'a Stmt,
    pub(super) around: Around,
}

impl Place<'_> {
    /// Where the list has been gone through.
    pub(super) fn end(&self) -> TextSize {
        self.extent.drain.range().end()
    }

    /// The code that makes the elements.
    pub(super) fn made_range(&self) -> TextRange {
        match &self.made {
            Made::Loop(fill) => fill.stmt.range(),
            Made::Comprehension | Made::Call => self.list.range(),
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

/// A call of a function of the script, with what goes through its result.
pub(super) struct CallPlace<'a> {
    pub(super) callee: FuncId,
    /// The body that it stands in.
    pub(super) func: FuncId,
    pub(super) call: &'a Expr,
    /// What the result is assigned to.
    pub(super) target: Option<&'a Expr>,
    /// The state before its statement.
    pub(super) site: Option<LoopSite<'a>>,
    pub(super) extent: Extent<'a>,
    /// The statement in which the result is gone through.
    pub(super) statement: &'a Stmt,
    pub(super) around: Around,
}

/// How often each variable is read.
#[derive(Default)]
pub(super) struct Uses<'n, 'a> {
    an: Option<&'n Analysis<'a>>,
    named: Occurrences,
    /// Those that are nothing but files which a `with` opened.
    pub(super) files: FxHashSet<VarId>,
    /// How often a `with` binds a file to them.
    opened: FxHashMap<VarId, u32>,
}

impl Uses<'_, '_> {
    fn note_files(&mut self, node: &ast::StmtWith) {
        let Some(an) = self.an else { return };
        for item in &node.items {
            if let (Expr::Call(call), Some(target)) = (&item.context_expr, &item.optional_vars)
                && drains::is_builtin(an, call, &["open"])
                && let Expr::Name(name) = &**target
                && let Some(var) = an.scopes.variable_of(name)
                && !an.scopes.foreign_writes.contains(&var)
            {
                let times = self.opened.entry(var).or_default();
                *times += 1;
                if *times == an.scopes.variable(var).bindings {
                    self.files.insert(var);
                }
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
            && let Some(var) = self.an.and_then(|an| an.scopes.variable_of(name))
        {
            let Occurrences { reads, stores } = &mut self.named;
            let places = if name.ctx.is_store() { stores } else { reads };
            places.entry(var).or_default().push(name.range);
        }
        visitor::walk_expr(self, expr);
    }
}

pub(super) struct Places<'n, 'a> {
    an: &'n Analysis<'a>,
    sites: &'n FxHashMap<TextRange, Comprehension<'a>>,
    /// Loops and calls that go through something, too.
    keyed: &'n FxHashMap<TextRange, LoopSite<'a>>,
    pub(super) uses: Uses<'n, 'a>,
    pub(super) found: Vec<Place<'a>>,
    pub(super) sorts: Vec<SortPlace<'a>>,
    pub(super) trajectories: Vec<Trajectory<'a>>,
    pub(super) calls: Vec<CallPlace<'a>>,
    pub(super) functions: Functions,
    /// The last statement of the function, where that returns something.
    handing: Option<&'a Stmt>,
}

impl<'n, 'a> Places<'n, 'a> {
    pub(super) fn new(
        an: &'n Analysis<'a>,
        sites: &'n FxHashMap<TextRange, Comprehension<'a>>,
        keyed: &'n FxHashMap<TextRange, LoopSite<'a>>,
    ) -> Self {
        let mut uses = Uses { an: Some(an), ..Uses::default() };
        uses.visit_body(&an.program.entry().tree().body);
        Places {
            an,
            sites,
            keyed,
            uses,
            found: Vec::new(),
            sorts: Vec::new(),
            trajectories: Vec::new(),
            calls: Vec::new(),
            functions: Functions::of(an),
            handing: None,
        }
    }

    /// Looks through all functions of the script, and its own body.
    pub(super) fn look(&mut self) {
        for index in 0..self.an.scopes.functions.len() {
            let func = FuncId::from(index);
            let function = self.an.scopes.function(func);
            let plain = !function.is_async && !function.is_generator;
            if function.module.index() == 0
                && plain
                && !matches!(function.node, FunctionNode::Lambda(_))
            {
                let body = function.body();
                self.handing = body.last().filter(|last| {
                    matches!(last, Stmt::Return(node) if node.value.is_some())
                        && self.functions.names.values().any(|known| *known == func)
                });
                self.block(func, body, Around::default());
                self.returned(func, body);
            }
        }
    }

    /// A list that the last statement of a function, a `with open(…)`, returns.
    fn returned(&mut self, func: FuncId, body: &'a [Stmt]) {
        let Some(stmt @ Stmt::With(node)) = body.last() else { return };
        if !self.functions.names.values().any(|known| *known == func) {
            return;
        }
        let Some((fill, list)) = fills::of_return(self.an, stmt) else { return };
        let (Some(statement), Some(known)) = (fill.returned, self.sites.get(&list.range())) else {
            return;
        };
        let drain =
            Drain { code: Code::Handed(list), operand: list, before: Vec::new(), whole: true };
        self.found.push(Place {
            func,
            list,
            made: Made::Loop(fill),
            site: Some(known.site.clone()),
            name: None,
            extent: Extent { between: Vec::new(), drain },
            statement,
            around: Around { caught: !names_files(self.an, node), in_loop: false },
        });
    }

    /// What the last statement of the function hands to its callers.
    fn handed(&self, stmt: &'a Stmt) -> Option<Drain<'a>> {
        let last = self.handing?;
        let Stmt::Return(node) = stmt else { return None };
        let operand = node.value.as_deref()?;
        std::ptr::eq(last, stmt).then(|| Drain {
            code: Code::Handed(operand),
            operand,
            before: Vec::new(),
            whole: true,
        })
    }

    /// Where a call of a function of the script is gone through.
    fn add_call(
        &mut self,
        func: FuncId,
        (call, target, site): (&'a Expr, Option<&'a Expr>, Option<LoopSite<'a>>),
        extent: Extent<'a>,
        (statement, around): (&'a Stmt, Around),
    ) {
        let Expr::Call(node) = call else { return };
        let Some(callee) = self.functions.called(self.an, node) else { return };
        if !extent.drain.whole {
            return;
        }
        self.calls.push(CallPlace { callee, func, call, target, site, extent, statement, around });
    }

    /// The state before a statement that calls functions of the script.
    fn calling(&self, stmt: &Stmt) -> Option<LoopSite<'a>> {
        if stmt.is_for_stmt() {
            return self.keyed.get(&stmt.range()).cloned();
        }
        let mut sites = self.an.calling.iter().rev();
        sites.find(|site| site.syntax.range() == stmt.range()).cloned()
    }

    /// A call of a function of the script whose result gets a name which is bound once and read once.
    fn named_call(&mut self, func: FuncId, stmt: &'a Stmt, rest: &'a [Stmt], around: Around) {
        let Stmt::Assign(node) = stmt else { return };
        let Some((var, call @ Expr::Call(_))) = self.bound_once(func, stmt) else { return };
        let Expr::Call(called) = call else { return };
        if self.reads(var).len() != 1 || self.functions.called(self.an, called).is_none() {
            return;
        }
        for (index, later) in rest.iter().enumerate() {
            let drain = drains::of_statement(self.an, later).into_iter().find(|drain| {
                matches!(drain.operand, Expr::Name(name)
                    if self.an.scopes.variable_of(name) == Some(var))
            });
            if let Some(drain) = drain {
                let extent = Extent { between: rest[..index].iter().collect(), drain };
                let made = (call, node.targets.first(), self.calling(stmt));
                self.add_call(func, made, extent, (later, around));
                return;
            }
        }
    }

    fn block(&mut self, func: FuncId, block: &'a [Stmt], around: Around) {
        for (index, stmt) in block.iter().enumerate() {
            for drain in drains::of_statement(self.an, stmt) {
                self.unnamed(func, stmt, &drain, around);
                if drain.operand.is_call_expr() {
                    let extent = Extent { between: Vec::new(), drain: drain.clone() };
                    let made = (drain.operand, None, self.calling(stmt));
                    self.add_call(func, made, extent, (stmt, around));
                }
                if let Expr::Call(call) = drain.operand
                    && drains::is_builtin(self.an, call, &["sorted"])
                {
                    self.add_sort(func, (None, call), &drain, around);
                }
            }
            if let Some(drain) = self.handed(stmt) {
                self.unnamed(func, stmt, &drain, around);
            }
            self.named_call(func, stmt, &block[index + 1..], around);
            if let Some((var, value)) = self.named_value(func, stmt) {
                self.named(func, (var, stmt, value), &block[index + 1..], around);
            }
            if let Some(fill) = self.filled(func, stmt, &block[index + 1..]) {
                self.gone_through(func, fill, block, around);
            }
            if let Some((var, Expr::List(_))) = self.bound_once(func, stmt) {
                let (rest, uses) = (&block[index + 1..], &self.uses.named);
                self.trajectories.extend(trajectories::of_statement(
                    self.an,
                    func,
                    (stmt, var),
                    rest,
                    uses,
                    around,
                ));
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
                    let caught = around.caught || node.is_async || !names_files(self.an, node);
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
            // That it is sorted by the time it is returned, callers may take for granted.
            Code::Handed(_) => return,
        };
        self.sorts.push(SortPlace { func, call, name, consumer, end, around });
    }

    /// How an expression makes a list that could be a stream, and the state before it, where another place knows that.
    fn made(&self, expr: &'a Expr, drain: &Drain<'a>) -> Option<(Made<'a>, Option<LoopSite<'a>>)> {
        if expr.is_list_comp_expr() {
            return self.sites.contains_key(&expr.range()).then_some((Made::Comprehension, None));
        }
        let source = plainness::of_call(self.an, expr, &self.uses.files)?;
        // What goes through it comes later: where that could see another state, the list stays.
        let drained = match drain.code {
            Code::Expression(Expr::Call(call)) => call.arguments.args.first().map(Ranged::range),
            Code::Expression(_) | Code::Loop(_) | Code::Handed(_) => None,
        };
        let site = (self.keyed.get(&source.range()))
            .or_else(|| self.keyed.get(&drain.range()))
            .or_else(|| drained.and_then(|range| self.keyed.get(&range)))?;
        Some((Made::Call, Some(site.clone())))
    }

    /// A list that is gone through where it is written.
    fn unnamed(&mut self, func: FuncId, stmt: &'a Stmt, drain: &Drain<'a>, around: Around) {
        if drain.whole
            && let Some((made, site)) = self.made(drain.operand, drain)
        {
            self.found.push(Place {
                func,
                list: drain.operand,
                made,
                site,
                name: None,
                extent: Extent { between: Vec::new(), drain: drain.clone() },
                statement: stmt,
                around,
            });
        }
    }

    /// The variable that a statement alone binds, and the value.
    fn bound_once(&self, func: FuncId, stmt: &'a Stmt) -> Option<(VarId, &'a Expr)> {
        let (target, value) = match stmt {
            Stmt::Assign(node) => match node.targets.as_slice() {
                [Expr::Name(target)] => (target, &*node.value),
                _ => return None,
            },
            // In a module, the annotation would be evaluated, and kept.
            Stmt::AnnAssign(node) if !self.is_module(func) => match &*node.target {
                Expr::Name(target) => (target, node.value.as_deref()?),
                _ => return None,
            },
            _ => return None,
        };
        let var = self.an.scopes.variable_of(target)?;
        let variable = self.an.scopes.variable(var);
        let alone = variable.func == func
            && variable.bindings == 1
            && !variable.is_class_member
            && !self.an.scopes.foreign_readers.contains_key(&var)
            && !self.an.scopes.foreign_writes.contains(&var);
        alone.then_some((var, value))
    }

    fn is_module(&self, func: FuncId) -> bool {
        matches!(self.an.scopes.function(func).node, FunctionNode::Module(_))
    }

    fn reads(&self, var: VarId) -> &[TextRange] {
        self.uses.named.reads.get(&var).map_or(&[], Vec::as_slice)
    }

    /// The list that a statement gives a name which it alone binds, and which one place reads, or a sort and one place.
    fn named_value(&self, func: FuncId, stmt: &'a Stmt) -> Option<(VarId, &'a Expr)> {
        let (var, value) = self.bound_once(func, stmt)?;
        let is_list = match value {
            Expr::ListComp(_) => true,
            Expr::Call(call) => {
                drains::is_builtin(self.an, call, &["sorted"])
                    || plainness::of_call(self.an, value, &self.uses.files).is_some()
            }
            _ => false,
        };
        let plain = is_list && stmt.is_assign_stmt();
        (plain && matches!(self.reads(var).len(), 1 | 2)).then_some((var, value))
    }

    /// An empty list that a later statement fills.
    fn filled(&self, func: FuncId, stmt: &'a Stmt, rest: &'a [Stmt]) -> Option<(VarId, Fill<'a>)> {
        let (var, value) = self.bound_once(func, stmt)?;
        let is_empty = match value {
            Expr::List(node) => node.elts.is_empty(),
            Expr::Call(call) => {
                call.arguments.is_empty() && drains::is_builtin(self.an, call, &["list"])
            }
            _ => false,
        };
        if !is_empty {
            return None;
        }
        let reads = self.reads(var);
        let fills = rest
            .iter()
            .find(|later| reads.iter().any(|read| later.range().contains_range(*read)))?;
        let fill = fills::of_statement(self.an, (stmt, var), fills, &self.uses.named)?;
        Some((var, fill))
    }

    /// A list that a loop fills, with what goes through it.
    fn gone_through(
        &mut self,
        func: FuncId,
        (var, fill): (VarId, Fill<'a>),
        block: &'a [Stmt],
        around: Around,
    ) {
        let Some(index) = block.iter().position(|stmt| std::ptr::eq(stmt, fill.stmt)) else {
            return;
        };
        let Some(site) = self.keyed.get(&fill.loop_range()).cloned() else { return };
        let Some((_, list)) = self.bound_once(func, fill.init) else { return };
        let left = self.reads(var).len() - fill.appends.len();
        let name = Some((var, fill.init));
        let how = (Made::Loop(fill), Some(site));
        self.later(func, (name, list, left), Some(how), &block[index + 1..], around);
    }

    fn named(
        &mut self,
        func: FuncId,
        (var, assignment, list): (VarId, &'a Stmt, &'a Expr),
        rest: &'a [Stmt],
        around: Around,
    ) {
        let left = self.reads(var).len();
        self.later(func, (Some((var, assignment)), list, left), None, rest, around);
    }

    /// Looks for what goes through a variable, which is read `left` times, among later statements.
    fn later(
        &mut self,
        func: FuncId,
        (name, list, left): (Option<(VarId, &'a Stmt)>, &'a Expr, usize),
        how: Option<(Made<'a>, Option<LoopSite<'a>>)>,
        rest: &'a [Stmt],
        around: Around,
    ) {
        let Some((var, _)) = name else { return };
        let handing = self.handing;
        let handed = self.handing.and_then(|stmt| self.handed(stmt));
        let drain_in = |an: &Analysis<'a>, stmt: &'a Stmt| {
            let mut drains = drains::of_statement(an, stmt);
            if handing.is_some_and(|last| std::ptr::eq(last, stmt)) {
                drains.extend(handed.clone());
            }
            drains.into_iter().find(|drain| {
                matches!(drain.operand, Expr::Name(name)
                    if an.scopes.variable_of(name) == Some(var))
            })
        };
        let sort_in = |an: &Analysis<'a>, stmt: &'a Stmt| {
            let drain = drains::of_sort(stmt)?;
            let Expr::Name(name) = drain.operand else { return None };
            (an.scopes.variable_of(name) == Some(var)).then_some(drain)
        };
        let mut sorts = None;
        for (index, stmt) in rest.iter().enumerate() {
            if left == 2
                && sorts.is_none()
                && let Some(drain) = sort_in(self.an, stmt)
            {
                sorts = Some((index, drain));
                continue;
            }
            let Some(drain) = drain_in(self.an, stmt) else { continue };
            if left != 1 + usize::from(sorts.is_some()) {
                return;
            }
            let (index, statement, drain) = match sorts {
                Some(_) if matches!(drain.code, Code::Handed(_)) => return,
                Some((at, sort)) => {
                    let Code::Expression(Expr::Call(call)) = sort.code else { return };
                    self.add_sort(func, (Some(var), call), &drain, around);
                    (at, &rest[at], sort)
                }
                None => (index, stmt, drain),
            };
            if let Expr::Call(call) = list
                && drains::is_builtin(self.an, call, &["sorted"])
            {
                if left == 1 {
                    self.add_sort(func, (Some(var), call), &drain, around);
                }
                return;
            }
            let how = how.or_else(|| self.made(list, &drain));
            if let (true, Some((made, site))) = (drain.whole, how) {
                let extent = Extent { between: rest[..index].iter().collect(), drain };
                self.found.push(Place { func, list, made, site, name, extent, statement, around });
            }
            return;
        }
    }
}

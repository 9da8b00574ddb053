//! Generators that change what they have handed out, or look at it again.
//!
//! ```python
//! def windows(items, size):
//!     window = []
//!     for item in items:
//!         window.append(item)         # changes the list that was handed out before
//!         if len(window) > size:
//!             window.pop(0)
//!         yield window
//!
//! def batches(items, size):
//!     batch = []
//!     for item in items:
//!         batch.append(item)
//!         if len(batch) == size:
//!             yield batch
//!             batch = []              # a new one, before anything changes
//!
//! def walk(top):
//!     below = sorted(folders_in(top))
//!     yield top, below
//!     for name in below:              # whoever goes through it may have taken some out
//!         yield from walk(name)
//! ```
//!
//! Decides: whether elements of a generator may change as it is advanced, so that nobody may draw them ahead, and whether it
//! may look at them, so that advancing it reads what the loop may have changed. Reads: what the
//! body writes of what it made, and where what it hands out comes from. What it did not make counts where it is advanced.
//!
//! Sound because: what a body writes of what it made lists the places where it was made, and so does what it hands out with all
//! that can be reached from there. Where these meet, an object may be changed after it was handed out, unless it is what is
//! handed out itself, and each `yield` names it by a variable that has no other name for it and is bound anew on every way on,
//! before it is mentioned again.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

use super::Analysis;
use super::heap::ObjectKind;
use super::summary::Touches;
use super::walker::Walker;
use crate::ids::{FuncId, ObjId, VarId};
use crate::passes::scopes::{FunctionNode, Resolution, Scopes};
use crate::values::{Origins, Value};

/// Builtins that keep nothing of what they are given.
const KEEP_NOTHING: &[&str] = &["len", "sum", "any", "all", "str", "repr"];

impl Analysis<'_> {
    /// Whether a body may touch things that it made after it has handed them out, itself or in what it hands out.
    pub(super) fn touches_handed_out(
        &self,
        func: FuncId,
        touches: &Touches,
        (yielded, itself): (Origins, Origins),
        holding: &FxHashSet<VarId>,
    ) -> bool {
        // The last place stands for all further ones.
        let last = Origins::fresh(Origins::FRESH_PLACES);
        let held = Origins(yielded.only_fresh().0 & (!itself.0 | last.0));
        touches.fresh.intersects(held)
            || touches.fresh.intersects(itself) && !self.renews_yielded(func, holding)
    }

    /// Whether what an iterable hands out may hold groups of `groupby`, which share the position of the whole.
    pub(crate) fn hands_out_groups(&self, iterable: &Value) -> bool {
        let elements = self.heap.element_of(iterable, |object| &object.element);
        let reach = self.heap.reachable(&elements);
        reach.objects.iter().any(|&group| {
            self.heap.get(group).sources.iter().any(|&whole| {
                let known = self.heap.get(whole);
                matches!(known.kind, ObjectKind::Library(id) if self.knowledge.type_info(id).one_shot)
                    && self.heap.reachable(&known.element).objects.contains(&group)
            })
        })
    }

    /// Whether what comes from an iterable may change as it is advanced further.
    pub(crate) fn changes_elements(&self, iterable: &Value) -> bool {
        if self.hands_out_groups(iterable) {
            return true;
        }
        let mut pending: Vec<ObjId> = iterable.objects.iter().copied().collect();
        let mut seen = FxHashSet::default();
        while let Some(object) = pending.pop() {
            if seen.insert(object) {
                let object = self.heap.get(object);
                if object.runs.iter().any(|&func| self.summary(func).changes_yielded) {
                    return true;
                }
                pending.extend(&object.sources);
            }
        }
        false
    }

    /// Whether a generator binds anew what it hands out, before it goes on to change anything.
    pub(super) fn renews_yielded(&self, func: FuncId, holding: &FxHashSet<VarId>) -> bool {
        let FunctionNode::Def(node) = self.scopes.function(func).node else { return false };
        let mut found = Yields::default();
        found.visit_body(&node.body);
        !found.delegates
            && found.yields.iter().all(|handed| {
                let mut named = Named { an: self, func, holding, vars: Vec::new(), opaque: false };
                if let Some(value) = &handed.value {
                    named.visit_expr(value);
                }
                !named.opaque
                    && named.vars.iter().all(|&var| {
                        self.has_one_name(func, &node.body, (var, holding))
                            && goes_on(self.scopes, &node.body, handed.range(), var)
                                != Way::Mentions
                    })
            })
    }

    /// Whether nothing else can come to hold what a variable of a body holds, but what it is handed out in.
    fn has_one_name(
        &self,
        func: FuncId,
        body: &[Stmt],
        (var, holding): (VarId, &FxHashSet<VarId>),
    ) -> bool {
        let is_own = self.scopes.variable(var).func == func
            && !self.scopes.foreign_readers.contains_key(&var)
            && !self.scopes.foreign_writes.contains(&var)
            && !self.scopes.function(func).parameters.contains(&var);
        let mut uses =
            Uses { an: self, var, holding, others: false, has_methods: false, told: false };
        uses.visit_body(body);
        // A method that the program wrote may put the object anywhere among its arguments.
        is_own && !uses.others && !(uses.has_methods && uses.told)
    }
}

impl Walker<'_, '_> {
    /// What is handed out is one of these, or a tuple of these.
    pub(super) fn note_yield_itself(&mut self, value: Option<&Expr>, origins: Origins) {
        let mut itself = origins.only_fresh();
        if value.is_some_and(Expr::is_tuple_expr) {
            itself = itself.union(self.parts_of(origins).only_fresh());
        }
        self.yielded_itself = self.yielded_itself.union(itself);
    }
}

/// All that a body hands out.
#[derive(Default)]
struct Yields<'t> {
    yields: Vec<&'t ast::ExprYield>,
    delegates: bool,
}

impl<'t> Visitor<'t> for Yields<'t> {
    fn visit_stmt(&mut self, stmt: &'t Stmt) {
        if !matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
            visitor::walk_stmt(self, stmt);
        }
    }

    fn visit_expr(&mut self, expr: &'t Expr) {
        match expr {
            Expr::Yield(node) => self.yields.push(node),
            Expr::YieldFrom(_) => self.delegates = true,
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// The variables of what is handed out that hold more than numbers and text.
struct Named<'n, 'a> {
    an: &'n Analysis<'a>,
    holding: &'n FxHashSet<VarId>,
    func: FuncId,
    vars: Vec<VarId>,
    opaque: bool,
}

impl Named<'_, '_> {
    /// Whether a variable holds all the time what the body did not make.
    fn is_given(&self, var: VarId) -> bool {
        let variable = self.an.scopes.variable(var);
        let parameters = &self.an.scopes.function(self.func).parameters;
        variable.func != self.func || (parameters.contains(&var) && variable.bindings == 1)
    }
}

impl<'t> Visitor<'t> for Named<'_, '_> {
    fn visit_expr(&mut self, expr: &'t Expr) {
        match expr {
            Expr::Name(name) => match self.an.scopes.resolve(name) {
                Resolution::Variable(var) => {
                    if !is_atomic(self.an, var, self.holding) && !self.is_given(var) {
                        self.vars.push(var);
                    }
                }
                Resolution::Builtin => {}
            },
            // What an object holds has the object's name and others.
            Expr::Attribute(_) | Expr::Subscript(_) | Expr::Named(_) | Expr::Lambda(_) => {
                self.opaque = true;
            }
            _ => visitor::walk_expr(self, expr),
        }
    }
}

/// Looks for uses of a variable after which something else may hold what it holds.
struct Uses<'n, 'a> {
    an: &'n Analysis<'a>,
    holding: &'n FxHashSet<VarId>,
    var: VarId,
    others: bool,
    /// It may be an instance.
    has_methods: bool,
    /// A method of it is given more than numbers and text.
    told: bool,
}

impl Uses<'_, '_> {
    fn is_it(&self, expr: &Expr) -> bool {
        matches!(expr, Expr::Name(name)
            if self.an.scopes.variable_of(name) == Some(self.var))
    }

    fn is_part_of_yield(&mut self, value: &Expr) {
        match value {
            Expr::Tuple(node) => node.elts.iter().for_each(|part| self.is_part_of_yield(part)),
            value if self.is_it(value) => {}
            value => self.visit_expr(value),
        }
    }
}

impl<'t> Visitor<'t> for Uses<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'t Stmt) {
        match stmt {
            Stmt::Assign(node) if node.targets.len() == 1 && self.is_it(&node.targets[0]) => {
                // What it is bound to is made right there.
                self.others |= !is_new(self.an, &node.value, self.holding);
                self.has_methods |= node.value.is_call_expr();
                self.visit_expr(&node.value);
            }
            Stmt::If(node) if self.is_it(&node.test) => {
                self.visit_body(&node.body);
                for clause in &node.elif_else_clauses {
                    visitor::walk_elif_else_clause(self, clause);
                }
            }
            Stmt::Expr(node) if matches!(&*node.value, Expr::Yield(_)) => {
                if let Expr::Yield(handed) = &*node.value
                    && let Some(value) = &handed.value
                {
                    self.is_part_of_yield(value);
                }
            }
            // A method of it, or of a part of it, whose result nobody takes: `window.append(item)`.
            Stmt::Expr(node) => match &*node.value {
                Expr::Call(call) if receiver(call).is_some_and(|it| self.is_it(it)) => {
                    let keywords = call.arguments.keywords.iter().map(|keyword| &keyword.value);
                    let mut all = call.arguments.args.iter().chain(keywords);
                    self.told |= !all.all(|arg| is_plain(self.an, arg, self.holding));
                    self.visit_arguments(&call.arguments);
                }
                value => self.visit_expr(value),
            },
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'t Expr) {
        match expr {
            Expr::Name(_) => self.others |= self.is_it(expr),
            Expr::Subscript(node) if self.is_it(&node.value) => {
                self.visit_expr(&node.slice);
            }
            Expr::Attribute(node) if self.is_it(&node.value) && node.ctx.is_store() => {}
            Expr::Compare(node) => {
                let sides = std::iter::once(&*node.left).chain(&node.comparators);
                for side in sides.filter(|side| !self.is_it(side)).collect::<Vec<_>>() {
                    self.visit_expr(side);
                }
            }
            Expr::Call(call) if keeps_nothing(self.an, call) => {
                for arg in &call.arguments.args {
                    if !self.is_it(arg) {
                        self.visit_expr(arg);
                    }
                }
                call.arguments.keywords.iter().for_each(|keyword| self.visit_keyword(keyword));
            }
            _ => visitor::walk_expr(self, expr),
        }
    }
}

/// What a method is called on, or what that is a part of.
fn receiver(call: &ast::ExprCall) -> Option<&Expr> {
    let Expr::Attribute(method) = &*call.func else { return None };
    let mut at = &*method.value;
    while let Expr::Attribute(node) = at {
        at = &node.value;
    }
    Some(at)
}

fn keeps_nothing(an: &Analysis<'_>, call: &ast::ExprCall) -> bool {
    matches!(&*call.func, Expr::Name(name)
        if KEEP_NOTHING.contains(&name.id.as_str())
            && an.scopes.resolve(name) == Resolution::Builtin)
}

/// Whether an expression makes a new thing that nothing else holds.
fn is_new(an: &Analysis<'_>, expr: &Expr, holding: &FxHashSet<VarId>) -> bool {
    match expr {
        Expr::List(_) | Expr::Dict(_) | Expr::Set(_) => true,
        Expr::ListComp(_) | Expr::DictComp(_) | Expr::SetComp(_) => true,
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::NoneLiteral(_) => true,
        Expr::Call(call) => matches!(&*call.func, Expr::Name(name)
            if matches!(name.id.as_str(), "list" | "dict" | "set")
                && an.scopes.resolve(name) == Resolution::Builtin
                || makes_instance(an, call, name, holding)),
        _ => false,
    }
}

/// Whether a call makes an instance that is given numbers and text alone, so that it cannot have put itself anywhere in view.
fn makes_instance(
    an: &Analysis<'_>,
    call: &ast::ExprCall,
    class: &ast::ExprName,
    holding: &FxHashSet<VarId>,
) -> bool {
    let keywords = call.arguments.keywords.iter().map(|keyword| &keyword.value);
    an.scopes.variable_of(class).is_some_and(|var| only_class(an, an.variable_value(var)))
        && call.arguments.args.iter().chain(keywords).all(|arg| is_plain(an, arg, holding))
}

fn only_class(an: &Analysis<'_>, value: &Value) -> bool {
    !value.is_any()
        && !value.objects.is_empty()
        && value
            .objects
            .iter()
            .all(|&object| matches!(an.heap.peek(object).kind, ObjectKind::Class(_)))
}

/// Numbers and text, as far as variables are named.
fn is_plain(an: &Analysis<'_>, expr: &Expr, holding: &FxHashSet<VarId>) -> bool {
    match expr {
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BooleanLiteral(_) => true,
        Expr::NoneLiteral(_) | Expr::FString(_) => true,
        Expr::List(node) => node.elts.is_empty(),
        Expr::Dict(node) => node.items.is_empty(),
        Expr::Name(name) => {
            an.scopes.variable_of(name).is_some_and(|var| is_atomic(an, var, holding))
        }
        Expr::UnaryOp(node) => is_plain(an, &node.operand, holding),
        Expr::BinOp(node) => {
            is_plain(an, &node.left, holding) && is_plain(an, &node.right, holding)
        }
        _ => false,
    }
}

/// Whether a variable holds nothing but numbers and text.
fn is_atomic(an: &Analysis<'_>, var: VarId, holding: &FxHashSet<VarId>) -> bool {
    !holding.contains(&var) && an.variable_value(var).is_atomic()
}

/// What comes next of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// It is bound anew on every way, or the body ends.
    Renewed,
    /// It is not mentioned, and the code goes on behind.
    Behind,
    /// It may be mentioned first.
    Mentions,
}

/// What comes of a variable behind an expression that stands in these statements.
fn goes_on(scopes: &Scopes<'_>, body: &[Stmt], place: TextRange, var: VarId) -> Way {
    let Some(at) = body.iter().position(|stmt| stmt.range().contains_range(place)) else {
        return Way::Mentions;
    };
    let inside = match &body[at] {
        Stmt::Expr(node) if matches!(&*node.value, Expr::Yield(_)) => Way::Behind,
        Stmt::If(node) => {
            let clauses = node.elif_else_clauses.iter().map(|clause| &clause.body[..]);
            let mut bodies = std::iter::once(&node.body[..]).chain(clauses);
            let holds = |body: &&[Stmt]| body.iter().any(|stmt| stmt.range().contains_range(place));
            bodies.find(holds).map_or(Way::Mentions, |body| goes_on(scopes, body, place, var))
        }
        Stmt::For(node) => around(scopes, &node.body, &node.orelse, place, var),
        Stmt::While(node) if !mentions(scopes, var, |finder| finder.visit_expr(&node.test)) => {
            around(scopes, &node.body, &node.orelse, place, var)
        }
        _ => Way::Mentions,
    };
    match inside {
        Way::Behind => along(scopes, &body[at + 1..], var),
        way => way,
    }
}

/// The same where the statements are those of a loop, which may begin again or end.
fn around(
    scopes: &Scopes<'_>,
    body: &[Stmt],
    orelse: &[Stmt],
    place: TextRange,
    var: VarId,
) -> Way {
    if !orelse.is_empty() {
        return Way::Mentions;
    }
    match goes_on(scopes, body, place, var) {
        Way::Behind => match along(scopes, body, var) {
            // It may have been the last round.
            Way::Renewed => Way::Behind,
            _ => Way::Mentions,
        },
        way => way,
    }
}

/// What comes of a variable in these statements.
fn along(scopes: &Scopes<'_>, body: &[Stmt], var: VarId) -> Way {
    for stmt in body {
        if let Stmt::Assign(node) = stmt
            && let [Expr::Name(name)] = &node.targets[..]
            && scopes.variable_of(name) == Some(var)
            && !mentions(scopes, var, |finder| finder.visit_expr(&node.value))
        {
            return Way::Renewed;
        }
        let stays = matches!(stmt, Stmt::Expr(_) | Stmt::Assign(_) | Stmt::AugAssign(_));
        if !stays || mentions(scopes, var, |finder| finder.visit_stmt(stmt)) {
            return Way::Mentions;
        }
    }
    Way::Behind
}

/// Whether code names a variable.
fn mentions(scopes: &Scopes<'_>, var: VarId, visit: impl Fn(&mut Finder<'_, '_>)) -> bool {
    let mut finder = Finder { scopes, var, found: false };
    visit(&mut finder);
    finder.found
}

struct Finder<'s, 'a> {
    scopes: &'s Scopes<'a>,
    var: VarId,
    found: bool,
}

impl<'t> Visitor<'t> for Finder<'_, '_> {
    fn visit_expr(&mut self, expr: &'t Expr) {
        if let Expr::Name(name) = expr {
            self.found |= self.scopes.variable_of(name) == Some(self.var);
        }
        visitor::walk_expr(self, expr);
    }
}

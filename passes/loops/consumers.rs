//! Who drains a lazy iterator where it stands, and whether that could be noticed by what is computed ahead.
//!
//! `sum(f(x) for x in xs)` computes `f` ahead of the additions. An addition may run code of the program's own (`__add__`);
//! so may hashing, comparing, asking for truth, and the body of a loop over the iterator. Sound because: whatever the
//! consumer writes, the elements do not read.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use super::fills;
use super::stages::{outside_world_conflict, overlap};
use super::{refusal, rows};
use crate::effect_words::Flags;
use crate::ids::{ModuleId, ObjId, VarId};
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::summary::Effects;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::scopes::{Resolution, ScopeKind};
use crate::plan::Refusal;
use crate::reasons::Reason;
use crate::values::{Atoms, Value};

/// What draws the values of a lazy iterator.
#[derive(Clone)]
pub struct Consumer<'a> {
    /// For people: `sum`, `join`, `for`.
    pub name: String,
    /// What has to be looked at for effects between two values; nothing where values are only collected.
    code: Option<Code<'a>>,
    /// Where only some objects drain what they are given: what has to be looked at, and for what.
    drains: Option<(&'a Expr, Drains)>,
    /// It changes what is iterated over once all values are drawn.
    sorts: bool,
}

/// What has to be known of an expression for a call to drain its argument.
#[derive(Clone, Copy)]
enum Drains {
    /// `extend` of a list.
    List,
    /// `update` of a set, a dictionary or a counter.
    Collection,
    /// `join` of a text.
    Text,
    /// A function of the library.
    Function,
}

#[derive(Clone, Copy)]
enum Code<'a> {
    Expression(&'a Expr),
    Call(&'a ast::ExprCall),
    Loop(&'a Stmt),
    /// A comprehension around what it draws.
    Comprehension(&'a Expr),
    /// A call in the next statement, of a variable that nothing else is done with.
    Named(&'a Expr, &'a ast::StmtAssign),
}

impl<'a> Consumer<'a> {
    /// An expression that works on each value itself: a set display hashes, `max` compares.
    pub fn itself(name: &str, expr: &'a Expr) -> Self {
        let code = Some(Code::Expression(expr));
        Consumer { name: name.to_owned(), code, drains: None, sorts: false }
    }

    /// A call that draws its own keys; `sorts` where it rearranges what they are drawn from.
    pub fn call(name: &str, call: &'a ast::ExprCall, sorts: bool) -> Self {
        Consumer { name: name.to_owned(), code: Some(Code::Call(call)), drains: None, sorts }
    }

    /// Whether nothing is done between two values but collecting them, or adding up and comparing what is plain.
    pub fn only_collects(&self, is_plain: bool) -> bool {
        match self.code {
            None => true,
            Some(Code::Expression(expr) | Code::Named(expr, _)) => {
                let only_stores = match self.drains {
                    None => matches!(&*self.name, "list" | "tuple"),
                    Some((_, drains)) => matches!(drains, Drains::List),
                };
                let has_keywords =
                    matches!(expr, Expr::Call(call) if !call.arguments.keywords.is_empty());
                !has_keywords && (is_plain || only_stores)
            }
            Some(Code::Call(_) | Code::Loop(_) | Code::Comprehension(_)) => false,
        }
    }

    /// Whether the values are drawn by the rounds of a `for` loop, or of a comprehension.
    pub fn is_loop(&self) -> bool {
        matches!(self.code, Some(Code::Loop(_) | Code::Comprehension(_)))
    }
}

/// Consumers by the range of the expression that they drain.
pub type Consumers<'a> = FxHashMap<TextRange, Consumer<'a>>;

/// Functions that drain their first argument before they return.
const DRAINING: &[&str] =
    &["sum", "min", "max", "any", "all", "sorted", "list", "tuple", "set", "frozenset", "dict"];

/// The same, of the library.
const DRAINING_LIBRARY: &[&str] = &[
    "collections.Counter",
    "collections.OrderedDict",
    "collections.deque",
    "math.fsum",
    "math.prod",
    "statistics.fmean",
    "statistics.mean",
    "statistics.median",
    "statistics.mode",
    "statistics.pstdev",
    "statistics.pvariance",
    "statistics.stdev",
    "statistics.variance",
];

/// Finds the generator expressions and calls of a module whose values are drained where they stand.
pub fn run<'a>(an: &Analysis<'a>, module: ModuleId) -> Consumers<'a> {
    let mut finder = Finder { an, found: FxHashMap::default() };
    finder.visit_body(&an.program.module(module).tree().body);
    finder.found
}

struct Finder<'n, 'a> {
    an: &'n Analysis<'a>,
    found: Consumers<'a>,
}

fn is_lazy(expr: &Expr) -> bool {
    matches!(expr, Expr::Generator(_) | Expr::Call(_))
}

impl<'a> Finder<'_, 'a> {
    fn call(&mut self, expr: &'a Expr, call: &'a ast::ExprCall) {
        let [argument, ..] = &*call.arguments.args else { return };
        if !is_lazy(argument) {
            return;
        }
        let (name, drains) = match &*call.func {
            Expr::Name(name)
                if DRAINING.contains(&name.id.as_str())
                    && self.an.scopes.resolve(name) == Resolution::Builtin
                    && !self.an.is_patched(name.id.as_str()) =>
            {
                (name.id.as_str(), None)
            }
            Expr::Attribute(method) => match method.attr.as_str() {
                "join"
                    if matches!(&*method.value, Expr::StringLiteral(_) | Expr::BytesLiteral(_)) =>
                {
                    ("join", None)
                }
                "join" => ("join", Some((&*method.value, Drains::Text))),
                "extend" => ("extend", Some((&*method.value, Drains::List))),
                "update" if call.arguments.args.len() == 1 => {
                    ("update", Some((&*method.value, Drains::Collection)))
                }
                name => (name, Some((&*call.func, Drains::Function))),
            },
            Expr::Name(name) => (name.id.as_str(), Some((&*call.func, Drains::Function))),
            _ => return,
        };
        let code = Some(Code::Expression(expr));
        let consumer = Consumer { name: name.to_owned(), code, drains, sorts: false };
        self.found.insert(argument.range(), consumer);
    }
}

impl<'a> Finder<'_, 'a> {
    /// A comprehension drains what its first part iterates over; it has nothing starred.
    fn comprehension(
        &mut self,
        expr: &'a Expr,
        generators: &'a [ast::Comprehension],
    ) -> &'a [Expr] {
        if let Some(first) = generators.first()
            && !first.is_async
            && first.iter.is_call_expr()
        {
            let code = Some(Code::Comprehension(expr));
            let name = "the comprehension".to_owned();
            let consumer = Consumer { name, code, drains: None, sorts: false };
            self.found.insert(first.iter.range(), consumer);
        }
        &[]
    }
}

/// Functions that draw all that they are given, unless somebody raises.
const DRAWING_ALL: &[&str] =
    &["sum", "min", "max", "sorted", "list", "tuple", "set", "frozenset", "dict"];

/// What a statement evaluates before anything else that could be noticed: `total` of `total = sum(squares)`, `print(sum(squares))`.
fn first_call(stmt: &Stmt) -> Option<&Expr> {
    let mut expr = match stmt {
        Stmt::Expr(node) => &*node.value,
        Stmt::Return(node) => node.value.as_deref()?,
        Stmt::Assign(node) if node.targets.iter().all(Expr::is_name_expr) => &*node.value,
        _ => return None,
    };
    loop {
        let Expr::Call(call) = expr else { return None };
        if !call.func.is_name_expr() {
            return None;
        }
        match &*call.arguments.args {
            [Expr::Name(_), ..] => return Some(expr),
            [first, ..] => expr = first,
            [] => return None,
        }
    }
}

impl<'a> Finder<'_, 'a> {
    /// `squares = (f(x) for x in xs)`, and in the next statement `sum(squares)`, which is all that becomes of it.
    fn named(&mut self, stmt: &'a Stmt, next: &'a Stmt) -> Option<()> {
        let Stmt::Assign(node) = stmt else { return None };
        let ([Expr::Name(target)], Expr::Generator(generator)) = (&*node.targets, &*node.value)
        else {
            return None;
        };
        let expr = first_call(next)?;
        let Expr::Call(call) = expr else { return None };
        let (Expr::Name(function), Some(Expr::Name(argument))) =
            (&*call.func, call.arguments.args.first())
        else {
            return None;
        };
        let var = self.an.scopes.variable_of(target)?;
        let variable = self.an.scopes.variable(var);
        let is_own = variable.bindings == 1 && !variable.shared && !variable.is_class_member;
        let drains = DRAWING_ALL.contains(&function.id.as_str())
            && self.an.scopes.resolve(function) == Resolution::Builtin
            && !self.an.is_patched(function.id.as_str());
        // `max(squares, limit)` compares the two.
        let is_alone = call.arguments.args.len() == 1 || function.id.as_str() == "sum";
        if !is_own || !drains || !is_alone || self.an.scopes.variable_of(argument) != Some(var) {
            return None;
        }
        let mut mentions = Mentions { an: self.an, var, count: 0 };
        mentions.visit_body(self.an.body_of(variable.func));
        if mentions.count != 2 {
            return None;
        }
        let code = Some(Code::Named(expr, node));
        let name = function.id.to_string();
        self.found.insert(generator.range(), Consumer { name, code, drains: None, sorts: false });
        Some(())
    }
}

/// Counts the places that name a variable.
struct Mentions<'n, 'a> {
    an: &'n Analysis<'a>,
    var: VarId,
    count: usize,
}

impl<'e> Visitor<'e> for Mentions<'_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Name(name) = expr
            && self.an.scopes.variable_of(name) == Some(self.var)
        {
            self.count += 1;
        }
        visitor::walk_expr(self, expr);
    }
}

impl<'a> Visitor<'a> for Finder<'_, 'a> {
    fn visit_body(&mut self, body: &'a [Stmt]) {
        for pair in body.windows(2) {
            self.named(&pair[0], &pair[1]);
        }
        visitor::walk_body(self, body);
    }

    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::For(node) = stmt
            && !node.is_async
            && is_lazy(&node.iter)
        {
            let code = Some(Code::Loop(stmt));
            let consumer = Consumer { name: "for".into(), code, drains: None, sorts: false };
            self.found.insert(node.iter.range(), consumer);
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        let starred: &[Expr] = match expr {
            Expr::Call(call) => {
                self.call(expr, call);
                &call.arguments.args
            }
            Expr::List(node) => &node.elts,
            Expr::Tuple(node) => &node.elts,
            Expr::ListComp(node) => self.comprehension(expr, &node.generators),
            Expr::SetComp(node) => self.comprehension(expr, &node.generators),
            Expr::DictComp(node) => self.comprehension(expr, &node.generators),
            _ => &[],
        };
        for element in starred {
            if let Expr::Starred(star) = element
                && is_lazy(&star.value)
            {
                let name = "*".to_owned();
                let consumer = Consumer { name, code: None, drains: None, sorts: false };
                self.found.insert(star.value.range(), consumer);
            }
        }
        visitor::walk_expr(self, expr);
    }
}

/// The refusal of a lazy iterator that nothing drains where it stands. One that is unpacked, as in `a, b = map(int, fields)`,
/// has an element for each name, which is nothing to share.
pub fn not_drained(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    range: TextRange,
    what: &str,
) -> Refusal {
    struct Finder(TextRange, Option<usize>);
    impl<'a> Visitor<'a> for Finder {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            if !stmt.range().contains_range(self.0) {
                return;
            }
            if let Stmt::Assign(node) = stmt
                && node.value.range() == self.0
                && let [
                    Expr::Tuple(ast::ExprTuple { elts, .. })
                    | Expr::List(ast::ExprList { elts, .. }),
                ] = &node.targets[..]
                && !elts.iter().any(Expr::is_starred_expr)
            {
                self.1 = Some(elts.len());
            }
            visitor::walk_stmt(self, stmt);
        }
    }
    let mut finder = Finder(range, None);
    finder.visit_body(&an.module_of(site.func).tree().body);
    match finder.1 {
        Some(names) => {
            let noun = if names == 1 { "element" } else { "elements" };
            let detail = format!("it has {names} {noun}, one for each name that it is unpacked to");
            refusal(Reason::UnprofitableLoop, detail, None)
        }
        None => {
            let detail = format!("{what} not drained where it stands");
            refusal(Reason::SuspendedBody, detail, None)
        }
    }
}

/// Refuses where the consumer may change what the elements, or what is iterated over, read.
///
/// `is_plain` says that all that the elements give are numbers, texts and the like, `writes_files` that they write files, which is among what
/// the consumer seems to do.
pub fn check<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    consumer: &Consumer<'a>,
    (element, is_plain, writes_files): (&Effects, bool, bool),
    header: &Effects,
) -> Result<(), Refusal> {
    if let Some((expr, drains)) = consumer.drains {
        let mut walker = Walker::start_iteration(an, site);
        let value = walker.eval(expr);
        if !is_known_to_drain(an, &value, drains) {
            let detail = "the generator is not drained where it stands".to_owned();
            return Err(refusal(Reason::SuspendedBody, detail, None));
        }
    }
    let Some(code) = consumer.code else { return Ok(()) };
    let mut own = effects_of(an, site, code);
    if is_plain && !consumer.is_loop() {
        // A consumer of plain values runs no code of the program's: what adds keys is the element, which is among this.
        own.heap_writes = fills::without(&own.heap_writes);
    }
    if own.flags.contains(Flags::SUSPENDS) {
        let detail = "the loop over it yields".to_owned();
        return Err(refusal(Reason::SuspendedBody, detail, None));
    }
    let name = &consumer.name;
    let is_inner = |var: VarId| {
        let scope = an.scopes.variable(var).scope;
        an.scopes.scopes[scope.index()].kind == ScopeKind::Comprehension
    };
    let mut writes = own.writes.iter().filter(|&var| !is_inner(var)).chain(own.call_writes.iter());
    if let Some(var) = writes.find(|&var| {
        [element, header]
            .iter()
            .any(|reader| reader.reads.contains(var) || reader.call_reads.contains(var))
    }) {
        let detail = format!(
            "`{name}` assigns `{}` between two elements, which read it",
            an.scopes.variable(var).name
        );
        return Err(refusal(Reason::LoopCarriedWrite, detail, None));
    }
    if overlap(an, &element.heap_reads, &own.heap_writes) {
        let detail = format!("`{name}` may change between two elements what they read");
        return Err(refusal(Reason::MayAlias, detail, own.write_cause));
    }
    // The header's own advance is among what the consumer writes, and touches nothing that is shared.
    if !consumer.sorts && overlap(an, &header.heap_reads, &own.heap_writes) {
        let detail = format!("`{name}` may change what is iterated over");
        return Err(refusal(Reason::IterableChanges, detail, own.write_cause));
    }
    if let Some(because) = outside_world_conflict(an, element, own.flags)
        .filter(|_| !(writes_files && consumer.only_collects(is_plain)))
    {
        return Err(refusal(because.reason, because.detail, because.cause));
    }
    Ok(())
}

/// Whether a value is certainly one that drains what it is given.
fn is_known_to_drain(an: &Analysis<'_>, value: &Value, drains: Drains) -> bool {
    let is_type = |object: ObjId, names: &[&str]| {
        matches!(an.heap.peek(object).kind, ObjectKind::Library(id)
            if names.contains(&an.knowledge.type_info(id).name.as_str())
                && matches!(&*an.knowledge.type_info(id).module, "builtins" | "collections"))
    };
    match drains {
        Drains::List => rows::is_list(an, value),
        Drains::Text => value.only(Atoms::STR) || value.only(Atoms::BYTES),
        Drains::Collection | Drains::Function => {
            value.atoms.without(Atoms::UNBOUND).is_empty()
                && !value.objects.is_empty()
                && value.objects.iter().all(|&object| match an.heap.peek(object).kind {
                    ObjectKind::LibraryFunction(id) => {
                        let function = an.knowledge.function(id);
                        matches!(drains, Drains::Function)
                            && DRAINING_LIBRARY.contains(&&*function.name)
                    }
                    _ => {
                        matches!(drains, Drains::Collection)
                            && is_type(
                                object,
                                &["set", "dict", "Counter", "OrderedDict", "defaultdict"],
                            )
                    }
                })
        }
    }
}

/// What the consumer does in a world where everything exists already, so that the two can be compared.
fn effects_of<'a>(an: &mut Analysis<'a>, site: &LoopSite<'a>, code: Code<'a>) -> Effects {
    let mut result = Effects::default();
    for _ in 0..4 {
        an.heap.changed = false;
        let mut walker = Walker::start_iteration(an, site);
        match code {
            Code::Expression(expr) | Code::Comprehension(expr) => {
                walker.eval(expr);
            }
            Code::Call(call) => {
                walker.call(call);
            }
            Code::Named(expr, node) => {
                let value = walker.eval(&node.value);
                walker.assign(&node.targets[0], &value);
                walker.eval(expr);
            }
            Code::Loop(stmt) => walker.walk_statement(stmt),
        }
        result = walker.take_effects();
        if !an.heap.changed {
            break;
        }
    }
    result
}

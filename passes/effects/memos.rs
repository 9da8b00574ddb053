//! Functions that keep what they found in a dictionary of their own.
//!
//! ```python
//! known = {1: 1}
//!
//! def steps(n):
//!     if n not in known:
//!         known[n] = 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)
//!     return known[n]
//!
//! def square(n):
//!     try:
//!         return squares[n]
//!     except KeyError:
//!         squares[n] = n * n
//!         return squares[n]
//! ```
//!
//! Decides: which functions these are, and whether a call could be told from one in another process, with a dictionary that has
//! other entries. Where it could not, changing the dictionary is a write of [`Field::Fill`], as with functions that have a
//! cache (see `caches`): workers send the entries that they make, which the driver adds to its own.
//!
//! Refuses (the function then changes a dictionary as any other does): a dictionary that is mentioned anywhere else, but for
//! `len(known)` in statements that run once; a key that leaves out a parameter; values that are returned on one way and not kept, or kept
//! and not returned; functions that read what may change, print, draw, seed or count; arguments that may be equal and not alike; values that are objects.
//!
//! Sound because: what is kept for a key is what the call returned that kept it, and each further call returns; that depends on
//! nothing but the key, so that it is the same in every process, and so are, in the end, the keys. Their order cannot be seen. How
//! deep a function recurses depends on the entries, as it does for caches.
//!
//! For methods with a dictionary of their object's own, see `own_memos`.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, CmpOp, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Analysis;
use super::caches::is_noticed;
use super::heap::{Field, Location, ObjectKind};
use super::summary::Effects;
use crate::ids::{ClassId, FuncId, ModuleId, ObjId, VarId};
use crate::passes::scopes::{FunctionNode, Scopes};
use crate::program::Program;

/// The dictionaries of functions that may be such.
#[derive(Debug, Default)]
pub(crate) struct Memos {
    of: FxHashMap<FuncId, VarId>,
    /// Methods, with the class, and the attribute that holds the dictionary.
    pub(super) of_objects: FxHashMap<FuncId, (ClassId, String)>,
    /// `try: return known[n]` of these functions, with a handler for keys that are missing.
    lookups: FxHashMap<TextRange, FuncId>,
}

impl Memos {
    /// Looks for them in the script; other modules may be reached in more ways.
    pub(super) fn find(program: &Program, scopes: &Scopes<'_>) -> Memos {
        let mut found =
            Memos { of_objects: super::own_memos::find(program, scopes), ..Memos::default() };
        let body = scopes.module_bodies[0];
        let tree = program.module(ModuleId(0)).tree();
        let mut candidates = FxHashMap::default();
        for stmt in &tree.body {
            if let Some(var) = new_dictionary(stmt).and_then(|name| scopes.variable_of(name)) {
                let variable = scopes.variable(var);
                if variable.func == body && variable.is_global && variable.bindings == 1 {
                    candidates.insert(var, 1_usize);
                }
            }
        }
        if candidates.is_empty() || program.mentions("globals") || program.mentions("vars") {
            return found;
        }
        let mut keepers = FxHashMap::default();
        for (index, function) in scopes.functions.iter().enumerate() {
            let FunctionNode::Def(node) = function.node else { continue };
            let is_plain = function.outer == body
                && function.class.is_none()
                && function.module == ModuleId(0)
                && !function.is_generator
                && !function.is_async
                && node.decorator_list.is_empty()
                && node.parameters.vararg.is_none()
                && node.parameters.kwarg.is_none();
            if !is_plain {
                continue;
            }
            let mut reader = Reader::new(scopes, &function.parameters, None);
            if reader.block(&node.body, true)
                && let Some(Place::Variable(var)) = reader.memo
                && let Some(allowed) = candidates.get_mut(&var)
            {
                *allowed += reader.mentions;
                if let Some(lookup) = reader.lookup {
                    found.lookups.insert(lookup, FuncId::from(index));
                }
                keepers.entry(var).or_insert_with(Vec::new).push(FuncId::from(index));
            }
        }
        if keepers.is_empty() {
            return found;
        }
        let once = called_once(&tree.body);
        let mut counter =
            Counter { scopes, mentions: FxHashMap::default(), names: FxHashSet::default() };
        for module in &program.modules {
            counter.visit_body(&module.tree().body);
        }
        for (var, functions) in keepers {
            let name = scopes.variable(var).name;
            let mut allowed = candidates[&var];
            allowed += lengths(&tree.body, scopes, var);
            for stmt in &tree.body {
                if let Stmt::FunctionDef(def) = stmt
                    && once.contains(def.name.as_str())
                    && counter.count(def.name.as_str()) == 1
                    && def.decorator_list.is_empty()
                {
                    allowed += lengths(&def.body, scopes, var);
                }
            }
            if let [func] = functions[..]
                && counter.mentions.get(&var) == Some(&allowed)
                && !counter.names.contains(name)
                && !scopes.deleted.contains(name)
            {
                found.of.insert(func, var);
            }
        }
        found
    }
}

impl Analysis<'_> {
    /// What a function does, if it is one of these: it adds to its dictionary, and nobody notices.
    pub(super) fn keep_to_itself(&self, func: FuncId, effects: &mut Effects) {
        self.keep_to_its_object(func, effects);
        let Some(&var) = self.memos.of.get(&func) else { return };
        let value = self.variable_value(var);
        let [object] = value.objects[..] else { return };
        if value.is_any() || !matches!(self.heap.peek(object).kind, ObjectKind::Library(_)) {
            return;
        }
        let mut rest = effects.clone();
        rest.heap_reads.locations.retain(|location| location.object != object);
        // Functions of the same kind that it calls are no reason.
        let is_other = |location: &Location| {
            location.field == Field::Fill
                && location.object != object
                && self.is_memo(location.object)
        };
        let others: Vec<Location> = rest
            .heap_writes
            .locations
            .iter()
            .copied()
            .filter(|location| is_other(location))
            .collect();
        rest.heap_writes.locations.retain(|l| l.object != object && !others.contains(l));
        let kept = &self.heap.get(object).element;
        if !self.heap.get(object).escaped
            && rest.heap_writes.is_private()
            && !is_noticed(&rest)
            && !self.reads_what_may_change(&rest)
            && self.are_plain_keys(func)
            && self.is_plain_result(kept)
        {
            for location in others {
                rest.heap_writes.add_location(location);
            }
            rest.heap_writes.add_location(Location { object, field: Field::Fill });
            *effects = rest;
        }
    }

    /// Whether a function keeps what it found to itself.
    fn adds_to_memo(&self, func: FuncId) -> bool {
        let writes = &self.summary(func).effects.heap_writes;
        writes.locations.iter().any(|at| at.field == Field::Fill && self.is_memo(at.object))
    }

    /// Whether a `try` of the script catches nothing but that such a function has not kept anything for a key yet: what its handler
    /// raises is what each call with these arguments raises, and nothing is kept for any of those on the way there.
    pub(crate) fn keeps_by_object(&self) -> bool {
        !self.memos.of_objects.is_empty()
    }

    pub(crate) fn is_memo_lookup(&self, range: TextRange) -> bool {
        self.memos
            .lookups
            .get(&range)
            .is_some_and(|func| self.memos.of.contains_key(func) && self.adds_to_memo(*func))
    }

    /// The names of the dictionaries that tasks may add to.
    pub(crate) fn memo_names(&self) -> Vec<&str> {
        let adds = |&(&func, _): &(&FuncId, &VarId)| self.adds_to_memo(func);
        let vars = self.memos.of.iter().filter(adds).map(|(_, &var)| var);
        let mut names: Vec<&str> = vars.map(|var| self.scopes.variable(var).name).collect();
        names.sort_unstable();
        names
    }

    /// Whether an object is the dictionary of such a function.
    pub(crate) fn is_memo(&self, object: ObjId) -> bool {
        self.memos.of.values().any(|&var| self.variable_value(var).objects[..] == [object])
            || self
                .memos
                .of_objects
                .keys()
                .any(|&func| self.own_memos(func).is_some_and(|own| own.contains(&object)))
    }
}

/// `known = {…}`, at the top level of a module.
fn new_dictionary(stmt: &Stmt) -> Option<&ast::ExprName> {
    let (target, value) = match stmt {
        Stmt::Assign(node) => match &node.targets[..] {
            [target] => (target, &*node.value),
            _ => return None,
        },
        Stmt::AnnAssign(node) => (&*node.target, node.value.as_deref()?),
        _ => return None,
    };
    (value.is_dict_expr()).then(|| target.as_name_expr()).flatten()
}

/// Functions that a statement of the module calls, outside of loops: `main()`, `if __name__ == "__main__": main()`.
fn called_once(body: &[Stmt]) -> FxHashSet<&str> {
    let mut found = FxHashSet::default();
    for stmt in body {
        match stmt {
            Stmt::Expr(node) => {
                if let Expr::Call(call) = &*node.value
                    && let Expr::Name(name) = &*call.func
                {
                    found.insert(name.id.as_str());
                }
            }
            Stmt::If(node) => found.extend(called_once(&node.body)),
            _ => {}
        }
    }
    found
}

/// How often `len(known)` stands in statements that run once each time the block does.
fn lengths(body: &[Stmt], scopes: &Scopes<'_>, var: VarId) -> usize {
    let simple = body.iter().filter(|stmt| {
        matches!(stmt, Stmt::Expr(_) | Stmt::Assign(_) | Stmt::Return(_) | Stmt::AnnAssign(_))
    });
    let mut finder = Lengths { scopes, var, found: 0 };
    for stmt in simple {
        finder.visit_stmt(stmt);
    }
    finder.found
}

struct Lengths<'s, 'a> {
    scopes: &'s Scopes<'a>,
    var: VarId,
    found: usize,
}

impl<'e> Visitor<'e> for Lengths<'_, '_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        match expr {
            Expr::Lambda(_)
            | Expr::ListComp(_)
            | Expr::SetComp(_)
            | Expr::DictComp(_)
            | Expr::Generator(_) => return,
            Expr::Call(call) => {
                if let Expr::Name(function) = &*call.func
                    && function.id.as_str() == "len"
                    && self.scopes.variable_of(function).is_none()
                    && let [Expr::Name(name)] = &*call.arguments.args
                    && self.scopes.variable_of(name) == Some(self.var)
                {
                    self.found += 1;
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// Counts the mentions of variables, and collects names that code elsewhere could mean them by.
struct Counter<'s, 'a> {
    scopes: &'s Scopes<'a>,
    mentions: FxHashMap<VarId, usize>,
    names: FxHashSet<String>,
}

impl Counter<'_, '_> {
    /// How often a global function of the script is mentioned.
    fn count(&self, name: &str) -> usize {
        let scope = self.scopes.function(self.scopes.module_bodies[0]).scope;
        let var = self.scopes.lookup(scope, name);
        var.and_then(|var| self.mentions.get(&var)).copied().unwrap_or_default()
    }
}

impl<'e> Visitor<'e> for Counter<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        if let Stmt::ImportFrom(node) = stmt {
            self.names.extend(node.names.iter().map(|alias| alias.name.as_str().to_owned()));
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        match expr {
            Expr::Name(name) => {
                if let Some(var) = self.scopes.variable_of(name) {
                    *self.mentions.entry(var).or_default() += 1;
                }
            }
            Expr::Attribute(node) => {
                self.names.insert(node.attr.as_str().to_owned());
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// Where a function keeps what it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Variable(VarId),
    /// An attribute of the method's object.
    Attribute(String),
}

/// Reads the body of a function that may be such.
pub(super) struct Reader<'s, 'a> {
    scopes: &'s Scopes<'a>,
    parameters: &'s [VarId],
    /// The object of a method, whose dictionary it is.
    receiver: Option<VarId>,
    /// Local names that are all parameters together.
    keys: Vec<VarId>,
    pub(super) memo: Option<Place>,
    /// Mentions of the dictionary that are accounted for.
    pub(super) mentions: usize,
    /// Where it looks whether there is an entry, and does the rest where there is none.
    pub(super) lookup: Option<TextRange>,
}

impl<'s, 'a> Reader<'s, 'a> {
    pub(super) fn new(
        scopes: &'s Scopes<'a>,
        parameters: &'s [VarId],
        receiver: Option<VarId>,
    ) -> Self {
        Reader {
            scopes,
            parameters,
            receiver,
            keys: Vec::new(),
            memo: None,
            mentions: 0,
            lookup: None,
        }
    }

    /// Whether all mentions of one dictionary in a block that this understands are of these forms; others it does not count.
    pub(super) fn block(&mut self, body: &[Stmt], is_outermost: bool) -> bool {
        let mut at = 0;
        while let Some(stmt) = body.get(at) {
            if is_outermost && let Some(count) = self.looked_up(&body[at..]) {
                at += count;
                continue;
            }
            at += 1;
            match stmt {
                // `key = (a, b)`
                Stmt::Assign(node) if is_outermost && self.is_key(&node.value) => {
                    if let [Expr::Name(name)] = &node.targets[..]
                        && let Some(var) = self.scopes.variable_of(name)
                        && self.scopes.variable(var).bindings == 1
                    {
                        self.keys.push(var);
                    }
                }
                Stmt::Assign(node) => {
                    let [target] = &node.targets[..] else { continue };
                    if !self.is_entry(target) {
                        continue;
                    }
                    // `known[n] = found`, and then `return found` or `return known[n]`
                    let Some(Stmt::Return(returned)) = body.get(at) else { return false };
                    let Some(returned) = &returned.value else { return false };
                    self.mentions += 1;
                    if self.is_entry(returned) {
                        self.mentions += 1;
                    } else if !is_same_name(&node.value, returned) {
                        return false;
                    }
                    at += 1;
                }
                Stmt::If(node) => match self.test(&node.test) {
                    Some(is_known) if is_outermost && node.elif_else_clauses.is_empty() => {
                        self.mentions += 1;
                        let is_read = if is_known {
                            // `if n in known: return known[n]`
                            matches!(&node.body[..], [Stmt::Return(found)]
                                if found.value.as_deref().is_some_and(|found| self.is_entry(found)))
                        } else {
                            // `if n not in known: …; known[n] = found`, and then `return known[n]`
                            let Some(Stmt::Return(found)) = body.get(at) else { return false };
                            at += 1;
                            self.mentions += 1;
                            found.value.as_deref().is_some_and(|found| self.is_entry(found))
                                && matches!(node.body.last(), Some(Stmt::Assign(kept))
                                    if matches!(&kept.targets[..], [target] if self.is_entry(target)))
                        };
                        if !is_read {
                            return false;
                        }
                        self.mentions += 1;
                    }
                    Some(_) => return false,
                    None => {
                        let clauses = node.elif_else_clauses.iter().map(|clause| &clause.body);
                        for body in std::iter::once(&node.body).chain(clauses) {
                            if !self.block(body, false) {
                                return false;
                            }
                        }
                    }
                },
                Stmt::Try(node) if is_outermost && self.lookup.is_none() => {
                    // `try: return known[n]`, `except KeyError: …; known[n] = found`, `return found`
                    let Some(handler) = self.missing(node) else { continue };
                    self.mentions += 1;
                    self.lookup = Some(node.range());
                    if !self.block(handler, false) {
                        return false;
                    }
                }
                _ => {}
            }
        }
        true
    }

    /// What is done where `known[n]` is missing, of a `try` that only looks for it.
    fn missing<'t>(&mut self, node: &'t ast::StmtTry) -> Option<&'t [Stmt]> {
        let ([Stmt::Return(found)], [ast::ExceptHandler::ExceptHandler(handler)]) =
            (&node.body[..], &node.handlers[..])
        else {
            return None;
        };
        let catches = matches!(handler.type_.as_deref(), Some(Expr::Name(name))
            if name.id.as_str() == "KeyError" && self.scopes.variable_of(name).is_none());
        let is_plain = catches
            && handler.name.is_none()
            && node.orelse.is_empty()
            && node.finalbody.is_empty()
            && !node.is_star
            && self.is_entry(found.value.as_deref()?);
        is_plain.then_some(&handler.body)
    }

    /// `n in known`, `n not in known`.
    fn test(&mut self, test: &Expr) -> Option<bool> {
        let Expr::Compare(node) = test else { return None };
        let ([op], [place]) = (&*node.ops, &*node.comparators) else { return None };
        let is_known = match op {
            CmpOp::In => true,
            CmpOp::NotIn => false,
            _ => return None,
        };
        (self.is_key(&node.left) && self.is_memo(place)).then_some(is_known)
    }

    /// `known[n]`
    fn is_entry(&mut self, expr: &Expr) -> bool {
        let Expr::Subscript(node) = expr else { return false };
        self.is_key(&node.slice) && self.is_memo(&node.value)
    }

    fn is_memo(&mut self, expr: &Expr) -> bool {
        let place = match (expr, self.receiver) {
            (Expr::Name(name), None) => {
                let Some(var) = self.scopes.variable_of(name) else { return false };
                if !self.scopes.variable(var).is_global {
                    return false;
                }
                Place::Variable(var)
            }
            (Expr::Attribute(node), Some(receiver)) => {
                let Expr::Name(name) = &*node.value else { return false };
                if self.scopes.variable_of(name) != Some(receiver) {
                    return false;
                }
                Place::Attribute(node.attr.as_str().to_owned())
            }
            _ => return false,
        };
        *self.memo.get_or_insert_with(|| place.clone()) == place
    }

    /// `known.get(n)`
    fn is_found(&mut self, expr: &Expr) -> bool {
        let Expr::Call(call) = expr else { return false };
        let Expr::Attribute(function) = &*call.func else { return false };
        let [key] = &*call.arguments.args else { return false };
        call.arguments.keywords.is_empty()
            && function.attr.as_str() == "get"
            && self.is_key(key)
            && self.is_memo(&function.value)
    }

    /// `found = known.get(n)` with what follows it: how many statements that are, where they are understood.
    fn looked_up(&mut self, body: &[Stmt]) -> Option<usize> {
        let [Stmt::Assign(node), Stmt::If(test), rest @ ..] = body else { return None };
        let [Expr::Name(found)] = &node.targets[..] else { return None };
        let Expr::Compare(compare) = &*test.test else { return None };
        let ([op], [Expr::NoneLiteral(_)]) = (&*compare.ops, &*compare.comparators) else {
            return None;
        };
        let is_it = |expr: &Expr| matches!(expr, Expr::Name(name) if name.id == found.id);
        let is_local = self.scopes.variable_of(found).is_some_and(|var| {
            !self.scopes.variable(var).is_global && !self.parameters.contains(&var)
        });
        if !is_it(&compare.left)
            || !is_local
            || !test.elif_else_clauses.is_empty()
            || !self.is_found(&node.value)
        {
            return None;
        }
        let returns = |stmt: &Stmt| matches!(stmt, Stmt::Return(node) if node.value.as_deref().is_some_and(is_it));
        self.mentions += 1;
        match (op, &test.body[..], rest) {
            // `if found is not None: return found`
            (CmpOp::IsNot, [stmt], _) if returns(stmt) => Some(2),
            // `if found is None: …; known[n] = found`, and then `return found`
            (CmpOp::Is, [.., Stmt::Assign(kept)], [stmt, ..]) if returns(stmt) => {
                let [target] = &kept.targets[..] else { return None };
                self.mentions += 1;
                (self.is_entry(target) && is_it(&kept.value)).then_some(3)
            }
            _ => None,
        }
    }

    /// Whether an expression is all parameters together: the only one, a tuple of them, or a name for that.
    fn is_key(&self, expr: &Expr) -> bool {
        let var_of = |expr: &Expr| {
            let var = self.scopes.variable_of(expr.as_name_expr()?)?;
            (self.scopes.variable(var).bindings == 1).then_some(var)
        };
        match expr {
            Expr::Name(_) => var_of(expr)
                .is_some_and(|var| *self.parameters == [var] || self.keys.contains(&var)),
            Expr::Tuple(node) => {
                node.elts.len() == self.parameters.len()
                    && node
                        .elts
                        .iter()
                        .zip(self.parameters)
                        .all(|(one, &var)| var_of(one) == Some(var))
            }
            _ => false,
        }
    }
}

fn is_same_name(one: &Expr, other: &Expr) -> bool {
    matches!((one, other), (Expr::Name(one), Expr::Name(other)) if one.id == other.id)
}

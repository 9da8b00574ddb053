//! Statements, in order: what is bound, freed, and alive after each.

use std::collections::BTreeMap;
use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr, Operator, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::bounds::{Poly, Span};
use super::heap::{Kind, Object, Refs, State, merge};
use super::walker::{LoopFrame, Walker};
use crate::ids::VarId;
use crate::passes::scopes::Resolution;

impl<'a> Walker<'a, '_> {
    pub fn walk_body(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            if self.state.dead {
                return;
            }
            self.spend(1);
            self.begin_statement(stmt.range());
            self.walk(stmt);
            self.end_statement();
            if self.state.heap.len() > 48 {
                self.state.collect();
            }
        }
    }

    fn walk(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Expr(node) => {
                let value = self.eval(&node.value);
                self.hold(&value);
                self.measure();
                self.release();
            }
            Stmt::Assign(node) => {
                let value = self.eval(&node.value);
                self.hold(&value);
                let updates = if let [Expr::Subscript(target)] = &node.targets[..] {
                    self.is_update(target, &node.value)
                } else {
                    false
                };
                if let ([Expr::Subscript(target)], true) = (&node.targets[..], updates) {
                    let value = self.state.held.last().cloned().unwrap_or_default();
                    self.spread(target, &value);
                }
                self.measure();
                self.updates = updates;
                for target in &node.targets {
                    let value = self.state.held.last().cloned().unwrap_or_default();
                    self.assign(target, &value);
                }
                self.updates = false;
                self.release();
            }
            Stmt::AnnAssign(node) => {
                if let Some(value) = &node.value {
                    let value = self.eval(value);
                    self.hold(&value);
                    self.measure();
                    let value = self.release();
                    self.assign(&node.target, &value);
                }
            }
            Stmt::AugAssign(node) => self.augmented(node),
            Stmt::For(node) => self.for_loop(node),
            Stmt::While(node) => self.while_loop(node),
            Stmt::If(node) => self.branches(node),
            Stmt::With(node) => self.with(node),
            Stmt::Try(node) => self.attempt(node),
            Stmt::Match(node) => self.matching(node),
            Stmt::Return(node) => {
                let value = match &node.value {
                    Some(value) => self.eval(value),
                    None => self.none(node.range),
                };
                self.hold(&value);
                self.measure();
                let value = self.release();
                self.give_back(&value);
            }
            Stmt::Raise(node) => {
                for part in [&node.exc, &node.cause].into_iter().flatten() {
                    self.eval(part);
                }
                self.state.dead = true;
            }
            Stmt::Break(_) => self.jump(true),
            Stmt::Continue(_) => self.jump(false),
            Stmt::Delete(node) => node.targets.iter().for_each(|target| self.delete(target)),
            Stmt::Assert(node) => {
                self.probability(&node.test);
            }
            Stmt::FunctionDef(node) => self.define_function(node),
            Stmt::ClassDef(node) => self.define_class(node),
            Stmt::Import(node) => self.import(node),
            Stmt::ImportFrom(node) => self.import_from(node),
            Stmt::TypeAlias(_)
            | Stmt::Global(_)
            | Stmt::Nonlocal(_)
            | Stmt::Pass(_)
            | Stmt::IpyEscapeCommand(_) => {}
        }
    }

    // ---- binding ----

    pub fn assign(&mut self, target: &'a Expr, value: &Refs) {
        match target {
            Expr::Name(name) => {
                if let Resolution::Variable(var) = self.scopes.resolve(name) {
                    self.name_symbol(name.id.as_str(), value);
                    self.bind(var, value);
                }
            }
            Expr::Tuple(node) => self.unpack(target.range(), &node.elts, value),
            Expr::List(node) => self.unpack(target.range(), &node.elts, value),
            Expr::Starred(node) => self.assign(&node.value, value),
            Expr::Attribute(node) => {
                self.hold(value);
                let owner = self.eval(&node.value);
                let value = self.release();
                self.set_attribute(node.range, &owner, node.attr.as_str(), &value);
            }
            Expr::Subscript(node) => {
                self.hold(value);
                let owner = self.eval(&node.value);
                self.hold(&owner);
                let index = self.eval(&node.slice);
                let owner = self.release();
                let value = self.release();
                let is_slice = node.slice.is_slice_expr();
                // A slice with a step is replaced by as many elements.
                let is_stepped = self.has_step(&node.slice);
                if is_slice && is_stepped && self.is_flat(&owner) {
                    if self.has_open_step(&node.slice) {
                        self.cross_out(node.range, &owner);
                    }
                    return;
                }
                let is_list = |object: &Object<'a>| object.kind == Kind::List;
                if is_slice && is_stepped && self.state.objects(&owner).all(is_list) {
                    self.hold(&owner);
                    let (_, items) = self.all_items(node.range, &value);
                    let owner = self.release();
                    self.set_element(node.range, &owner, &index, &items, false);
                    return;
                }
                let is_multiple = |object: &Object<'a>| object.kind == Kind::Int && object.grown;
                let crosses = !is_slice
                    && self.joined(&index).is_some_and(|index| is_multiple(&index))
                    && self.are_flags(&value);
                self.set_element(node.range, &owner, &index, &value, is_slice);
                if crosses {
                    self.cross_out(node.range, &owner);
                }
            }
            _ => {}
        }
    }

    /// A size that has no name yet is called like the variable that it is bound to.
    fn name_symbol(&mut self, name: &str, value: &Refs) {
        let symbol = self
            .state
            .single(value)
            .filter(|object| object.kind == Kind::Int)
            .and_then(|object| object.num.high.as_symbol());
        let Some(symbol) = symbol else { return };
        let taken = self.symbols.iter().any(|known| known == name);
        if let Some(known) = self.symbols.get_mut(usize::from(symbol))
            && known.starts_with("int(")
            && !taken
        {
            name.clone_into(known);
        }
    }

    fn unpack(&mut self, range: TextRange, targets: &'a [Expr], value: &Refs) {
        let star = targets.iter().position(Expr::is_starred_expr);
        let mut fields: Option<Vec<Refs>> = None;
        for object in self.state.objects(value) {
            match (&object.fields, &mut fields) {
                (Some(own), None) if object.kind == Kind::Tuple && own.len() == targets.len() => {
                    fields = Some((**own).clone());
                }
                (Some(own), Some(all)) if object.kind == Kind::Tuple && own.len() == all.len() => {
                    all.iter_mut().zip(own.iter()).for_each(|(all, own)| merge(all, own));
                }
                _ => {
                    fields = None;
                    break;
                }
            }
        }
        if let (Some(fields), None) = (fields, star) {
            self.hold(value);
            for (target, field) in targets.iter().zip(&fields) {
                self.assign(target, field);
            }
            self.release();
            return;
        }
        let (len, items) = self.all_items(range, value);
        self.hold(&items);
        for target in targets {
            let items = self.state.held.last().cloned().unwrap_or_default();
            if target.is_starred_expr() {
                let rest = len.shifted(1.0 - targets.len() as f64).amount();
                let list =
                    Object { elems: items, grown: true, ..Object::with_len(Kind::List, rest) };
                let list = self.create(target.range(), 150, list);
                self.assign(target, &list);
            } else {
                self.assign(target, &items);
            }
        }
        self.release();
    }

    fn set_attribute(&mut self, range: TextRange, owner: &Refs, name: &str, value: &Refs) {
        let certain = owner.len() == 1 && owner.iter().all(|id| !id.is_older());
        let key: Rc<str> = Rc::from(name);
        self.change(owner, |object, _| match object.kind {
            Kind::Instance(_) | Kind::Class(_) => {
                let mut table: BTreeMap<Rc<str>, Refs> =
                    object.attributes.as_ref().map(|table| (**table).clone()).unwrap_or_default();
                if certain {
                    table.insert(Rc::clone(&key), value.clone());
                } else {
                    merge(table.entry(Rc::clone(&key)).or_default(), value);
                }
                object.attributes = Some(Rc::new(table));
            }
            Kind::Frame => {}
            _ => merge(&mut object.elems, value),
        });
        let is_frame = |object: &Object<'a>| object.kind == Kind::Frame;
        if self.state.objects(owner).any(is_frame) {
            self.set_frame_attribute(range, owner, name, value);
        }
    }

    fn augmented(&mut self, node: &'a ast::StmtAugAssign) {
        let old = match &*node.target {
            Expr::Name(name) => self.load(name),
            target => self.eval(target),
        };
        self.hold(&old);
        let value = self.eval(&node.value);
        let old = self.release();
        let kinds: Vec<Kind<'a>> =
            self.state.objects(&old).map(|object| object.kind.clone()).collect();
        let all = |test: fn(&Kind<'_>) -> bool| !kinds.is_empty() && kinds.iter().all(test);
        if node.op == Operator::Add && all(|kind| matches!(kind, Kind::List)) {
            self.extend(node.range, &old, &value);
            return;
        }
        if node.op == Operator::Add && all(|kind| matches!(kind, Kind::ByteArray | Kind::Packed(_)))
        {
            let (len, _) = self.items(node.range, &value);
            self.add_elements(&old, &Refs::new(), &len);
            return;
        }
        if node.op == Operator::BitOr && all(|kind| matches!(kind, Kind::Set { frozen: false })) {
            let (len, items) = self.all_items(node.range, &value);
            self.add_elements(&old, &items, &Span { low: Poly::zero(), ..len });
            return;
        }
        if node.op == Operator::BitOr && all(|kind| matches!(kind, Kind::Dict(_))) {
            self.update_dict(&old, &value);
            return;
        }
        if all(|kind| matches!(kind, Kind::Array { .. } | Kind::View)) {
            return;
        }
        let is_text = all(|kind| matches!(kind, Kind::Str(_)));
        let result = self.binary(node.range, node.op, &old, &value);
        if let Expr::Subscript(target) = &*node.target {
            self.spread(target, &result);
        }
        self.hold(&result);
        // A text that only one variable of a function holds grows in place.
        let in_place = is_text
            && node.target.is_name_expr()
            && (self.frames.len() > 1 || self.layout.version < super::layouts::Version::V311);
        if in_place {
            let size = super::sizes::held_by(&self.state, self.layout, &[&result]);
            let result = self.release();
            self.assign(&node.target, &result);
            self.measure_with(&Span { low: Poly::zero(), estimate: Poly::zero(), high: size.high });
        } else {
            self.measure();
            let result = self.release();
            self.assign(&node.target, &result);
        }
    }

    fn delete(&mut self, target: &'a Expr) {
        match target {
            Expr::Name(name) => {
                if let Some(var) = self.scopes.variable_of(name) {
                    self.state.vars.remove(&var);
                }
            }
            Expr::Subscript(node) => {
                let owner = self.eval(&node.value);
                self.hold(&owner);
                let index = self.eval(&node.slice);
                let owner = self.release();
                if self.state.objects(&owner).any(|object| object.kind == Kind::Frame) {
                    self.delete_column(&owner, &index);
                    return;
                }
                self.remove_elements(&owner, if node.slice.is_slice_expr() { 0.0 } else { 1.0 });
                if node.slice.is_slice_expr() {
                    self.change(&owner, |object, _| {
                        object.len.low = Poly::zero();
                        object.each.0 = Poly::zero();
                    });
                }
            }
            Expr::Attribute(node) => {
                let owner = self.eval(&node.value);
                let name = node.attr.as_str();
                if owner.len() == 1 && !owner[0].is_older() {
                    self.change(&owner, |object, _| {
                        if let Some(table) = &mut object.attributes {
                            Rc::make_mut(table).remove(name);
                        }
                    });
                }
            }
            Expr::Tuple(node) => node.elts.iter().for_each(|element| self.delete(element)),
            Expr::List(node) => node.elts.iter().for_each(|element| self.delete(element)),
            _ => {}
        }
    }

    // ---- control flow ----

    fn for_loop(&mut self, node: &'a ast::StmtFor) {
        let source = self.eval(&node.iter);
        self.hold(&source);
        let (trips, items) = self.items(node.iter.range(), &source);
        self.state.hidden.push(items);
        let at = (self.state.held.len() - 1, self.state.hidden.len() - 1);
        let broken = leaves_early(&node.body);
        let trips = if broken { Span { low: Poly::zero(), ..trips } } else { trips };
        let before = self.state.clone();
        self.enter_loop();
        self.repeat(node.range, &trips, |walker, round| {
            walker.begin_round(round);
            let (source, items) =
                (walker.state.held[at.0].clone(), walker.state.hidden[at.1].clone());
            let item = walker.item(node.iter.range(), &source, &items, round);
            walker.assign(&node.target, &item);
            walker.walk_body(&node.body);
            walker.end_round();
            walker.finish_round(node.range, round);
        });
        self.note_growth(&before);
        self.leave_loop(&node.orelse, true);
        self.state.hidden.truncate(at.1);
        self.state.held.truncate(at.0);
    }

    fn while_loop(&mut self, node: &'a ast::StmtWhile) {
        let start = self.probability(&node.test);
        if start <= 0.0 {
            self.walk_body(&node.orelse);
            return;
        }
        let trips = self.trips_of(node);
        let forever = matches!(&*node.test, Expr::BooleanLiteral(literal) if literal.value)
            || matches!(&*node.test, Expr::NumberLiteral(_));
        let before = self.state.clone();
        self.enter_loop();
        self.repeat(node.range, &trips, |walker, round| {
            walker.begin_round(round);
            walker.probability(&node.test);
            walker.walk_body(&node.body);
            walker.end_round();
            walker.finish_round(node.range, round);
        });
        self.note_growth(&before);
        if !forever && !self.state.dead && self.text(&*node.test).contains(":=") {
            // The test that ends the loop has bound something, too.
            let before = self.state.clone();
            self.probability(&node.test);
            self.state = std::mem::take(&mut self.state).join(before, 1.0);
        }
        self.leave_loop(&node.orelse, !forever);
    }

    fn enter_loop(&mut self) {
        let depth = (self.state.held.len(), self.state.hidden.len());
        if let Some(frame) = self.frames.last_mut() {
            frame.loops.push(LoopFrame { depth, doubt: self.doubt, ..LoopFrame::default() });
        }
    }

    /// The end of a round: `continue` gets here too.
    fn end_round(&mut self) {
        let continues = self
            .frames
            .last_mut()
            .and_then(|frame| frame.loops.last_mut())
            .and_then(|frame| frame.continues.take());
        if let Some(state) = continues {
            self.state = std::mem::take(&mut self.state).join(state, 0.5);
        }
    }

    fn leave_loop(&mut self, otherwise: &'a [Stmt], ends: bool) {
        let frame = self.frames.last_mut().and_then(|frame| frame.loops.pop());
        self.doubt = frame.as_ref().map_or(self.doubt, |frame| frame.doubt);
        let breaks = frame.and_then(|frame| frame.breaks);
        if !ends {
            // `while True`: only a `break` leads out.
            self.state.dead = true;
        }
        self.walk_body(otherwise);
        if let Some(state) = breaks {
            self.state = std::mem::take(&mut self.state).join(state, 1.0);
        }
    }

    fn jump(&mut self, is_break: bool) {
        let mut state = std::mem::take(&mut self.state);
        self.state.dead = true;
        self.state.held.clone_from(&state.held);
        self.state.hidden.clone_from(&state.hidden);
        state.dead = false;
        let Some(frame) = self.frames.last_mut().and_then(|frame| frame.loops.last_mut()) else {
            return;
        };
        state.held.truncate(frame.depth.0);
        state.hidden.truncate(frame.depth.1);
        let slot = if is_break { &mut frame.breaks } else { &mut frame.continues };
        *slot = Some(match slot.take() {
            None => state,
            // What was left last has the most.
            Some(before) => before.join(state, if is_break { 0.0 } else { 0.5 }),
        });
    }

    /// `if key not in groups: groups[key] = []`, which is `groups.setdefault(key, [])`.
    fn sets_default(&mut self, node: &'a ast::StmtIf) -> bool {
        let (Expr::Compare(test), [Stmt::Assign(store)], []) =
            (&*node.test, &node.body[..], &node.elif_else_clauses[..])
        else {
            return false;
        };
        let ([ast::CmpOp::NotIn], [right], [Expr::Subscript(target)]) =
            (&*test.ops, &*test.comparators, &store.targets[..])
        else {
            return false;
        };
        let is_fresh = match &*store.value {
            Expr::List(list) => list.elts.is_empty(),
            Expr::Dict(dict) => dict.items.is_empty(),
            Expr::Call(call) => {
                let name = self.text(&*call.func);
                call.arguments.is_empty()
                    && super::walker::is_builtin(name)
                    && matches!(name, "list" | "dict" | "set")
            }
            _ => false,
        };
        let is_same = self.text(&*test.left) == self.text(&*target.slice)
            && self.text(right) == self.text(&*target.value)
            && matches!(right, Expr::Name(_) | Expr::Attribute(_))
            && matches!(&*test.left, Expr::Name(_) | Expr::Tuple(_) | Expr::NumberLiteral(_));
        if !is_fresh || !is_same {
            return false;
        }
        let dict = self.eval(right);
        if dict.is_empty()
            || !self.state.objects(&dict).all(|object| matches!(object.kind, Kind::Dict(_)))
        {
            return false;
        }
        self.hold(&dict);
        let key = self.eval(&test.left);
        self.hold(&key);
        let value = self.eval(&store.value);
        self.hold(&value);
        self.begin_statement(store.range);
        let at = self.state.held.len() - 3;
        let [dict, key, value] = [0, 1, 2].map(|place| self.state.held[at + place].clone());
        self.set_default(&dict, &key, &value);
        self.end_statement();
        self.state.held.truncate(at);
        true
    }

    fn branches(&mut self, node: &'a ast::StmtIf) {
        if self.sets_default(node) {
            return;
        }
        let mut done: Option<State<'a>> = None;
        // How likely it is that none of the conditions before held, and that one of them did.
        let mut reached = 1.0_f64;
        let mut has_else = false;
        let doubt = self.doubt;
        let mut leaves = false;
        let tests = std::iter::once((Some(&*node.test), &node.body[..])).chain(
            node.elif_else_clauses.iter().map(|clause| (clause.test.as_ref(), &clause.body[..])),
        );
        for (test, body) in tests {
            let mut full = None;
            let chance = match test {
                Some(test) => {
                    let chance = self.condition(test);
                    full = self.filling(test, body);
                    full.as_ref()
                        .filter(|_| chance > 0.0 && chance < 1.0)
                        .map_or(chance, |full| (1.0 / full.level.max(1.0)).clamp(0.001, 0.95))
                }
                None => {
                    has_else = true;
                    1.0
                }
            };
            if chance <= 0.0 {
                if let Some(full) = &full {
                    self.fill(full, 0.5);
                }
                continue;
            }
            let otherwise = (chance < 1.0).then(|| self.state.clone());
            if let Some(full) = &full {
                self.fill(full, 1.0);
            }
            let is_certain = chance >= 1.0 && reached >= 1.0;
            self.doubt = if is_certain { doubt } else { doubt + 1 };
            self.walk_body(body);
            let state = std::mem::take(&mut self.state);
            leaves |= state.dead && !is_certain;
            let taken = reached * chance;
            done = Some(match done {
                None => state,
                Some(done) => {
                    let before = 1.0 - reached;
                    done.join(state, before / (before + taken).max(1e-9))
                }
            });
            match otherwise {
                Some(state) => {
                    self.state = state;
                    if let Some(full) = &full {
                        self.fill(full, 0.5);
                    }
                }
                None => {
                    has_else = true;
                    self.state = State { dead: true, ..State::default() };
                    break;
                }
            }
            reached *= 1.0 - chance;
        }
        // Behind a branch that leaves, the rest of the loop or function may not run.
        self.doubt = if leaves { doubt + 1 } else { doubt };
        let rest = std::mem::take(&mut self.state);
        self.state = match done {
            Some(done) if has_else => done,
            Some(done) => done.join(rest, 1.0 - reached),
            None => rest,
        };
    }

    /// How likely a condition of a statement holds.
    fn condition(&mut self, test: &'a Expr) -> f64 {
        if let Expr::Compare(node) = test
            && self.text(node) == "__name__ == \"__main__\""
            && self.module_id().index() == 0
        {
            return 1.0;
        }
        self.probability(test)
    }

    fn with(&mut self, node: &'a ast::StmtWith) {
        let depth = self.state.held.len();
        for item in &node.items {
            let manager = self.eval(&item.context_expr);
            self.hold(&manager);
            let is_file = self
                .state
                .objects(&manager)
                .all(|object| matches!(object.kind, Kind::File | Kind::Buffer(_)));
            let value = if is_file {
                manager
            } else if let Some(func) = self.method_of(&manager, "__enter__") {
                self.call_function(item.context_expr.range(), func, &[manager], &[])
            } else {
                self.unknown_after(
                    item.context_expr.range(),
                    &manager,
                    "what a `with` binds is not followed",
                )
            };
            if let Some(target) = &item.optional_vars {
                self.assign(target, &value);
            }
        }
        self.walk_body(&node.body);
        self.state.held.truncate(depth);
    }

    fn attempt(&mut self, node: &'a ast::StmtTry) {
        // An exception may come after any of the statements.
        let mut anywhere = self.state.clone();
        let doubt = self.doubt;
        self.doubt += 1;
        for stmt in &node.body {
            if self.state.dead {
                break;
            }
            self.walk_body(std::slice::from_ref(stmt));
            if !self.state.dead {
                anywhere = anywhere.join(self.state.clone(), 0.5);
            }
        }
        self.walk_body(&node.orelse);
        let mut after = std::mem::take(&mut self.state);
        for handler in &node.handlers {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            self.state = anywhere.clone();
            if let Some(kind) = &handler.type_ {
                self.eval(kind);
            }
            let var = handler.name.as_ref().map(|name| self.scopes.resolve_index(&name.node_index));
            if let Some(Resolution::Variable(var)) = var {
                let error = Object {
                    extra: Span::of(70.0, 120.0, 600.0),
                    text: None,
                    ..Object::new(Kind::Shared)
                };
                let error = self.create(handler.range, 151, error);
                self.bind(var, &error);
            }
            self.walk_body(&handler.body);
            if let Some(Resolution::Variable(var)) = var {
                self.state.vars.remove(&var);
            }
            let state = std::mem::take(&mut self.state);
            after = after.join(state, 0.95);
        }
        self.state = after;
        self.doubt = doubt;
        if self.state.dead && !node.finalbody.is_empty() {
            // What runs on the way out is looked at too.
            self.state = anywhere;
            self.walk_body(&node.finalbody);
            self.state.dead = true;
            return;
        }
        self.walk_body(&node.finalbody);
    }

    fn matching(&mut self, node: &'a ast::StmtMatch) {
        let subject = self.eval(&node.subject);
        self.hold(&subject);
        let before = self.state.clone();
        let mut after: Option<State<'a>> = None;
        for (count, case) in node.cases.iter().enumerate() {
            self.state = before.clone();
            self.doubt += 1;
            self.bind_pattern(&case.pattern, &subject);
            if let Some(guard) = &case.guard {
                self.probability(guard);
            }
            self.walk_body(&case.body);
            self.doubt -= 1;
            let state = std::mem::take(&mut self.state);
            after = Some(match after {
                None => state,
                Some(after) => after.join(state, count as f64 / (count as f64 + 1.0)),
            });
        }
        self.state = match after {
            Some(after) => after.join(before, 1.0),
            None => before,
        };
        self.release();
    }

    /// Names in a pattern may be bound to any part of the subject.
    fn bind_pattern(&mut self, pattern: &'a ast::Pattern, subject: &Refs) {
        let mut parts = subject.clone();
        for object in self.state.objects(subject) {
            let refs: Refs = object.refs().collect();
            merge(&mut parts, &refs);
        }
        let unknown = self.unknown(pattern.range(), "a part of a matched value");
        merge(&mut parts, &unknown);
        let mut names: Vec<VarId> = Vec::new();
        self.pattern_names(pattern, &mut names);
        for var in names {
            self.bind(var, &parts);
        }
    }

    fn pattern_names(&self, pattern: &'a ast::Pattern, names: &mut Vec<VarId>) {
        let mut add = |identifier: &Option<ast::Identifier>| {
            if let Some(identifier) = identifier
                && let Resolution::Variable(var) = self.scopes.resolve_index(&identifier.node_index)
            {
                names.push(var);
            }
        };
        match pattern {
            ast::Pattern::MatchAs(node) => {
                add(&node.name);
                if let Some(inner) = &node.pattern {
                    self.pattern_names(inner, names);
                }
            }
            ast::Pattern::MatchStar(node) => add(&node.name),
            ast::Pattern::MatchMapping(node) => {
                add(&node.rest);
                node.patterns.iter().for_each(|inner| self.pattern_names(inner, names));
            }
            ast::Pattern::MatchSequence(node) => {
                node.patterns.iter().for_each(|inner| self.pattern_names(inner, names));
            }
            ast::Pattern::MatchOr(node) => {
                node.patterns.iter().for_each(|inner| self.pattern_names(inner, names));
            }
            ast::Pattern::MatchClass(node) => {
                node.arguments.patterns.iter().for_each(|inner| self.pattern_names(inner, names));
                node.arguments
                    .keywords
                    .iter()
                    .for_each(|keyword| self.pattern_names(&keyword.pattern, names));
            }
            ast::Pattern::MatchValue(_) | ast::Pattern::MatchSingleton(_) => {}
        }
    }
}

/// Whether a loop's body may leave it before its last round.
pub(super) fn leaves_early(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::Break(_) | Stmt::Return(_) | Stmt::Raise(_) => true,
        Stmt::If(node) => {
            leaves_early(&node.body)
                || node.elif_else_clauses.iter().any(|clause| leaves_early(&clause.body))
        }
        Stmt::With(node) => leaves_early(&node.body),
        Stmt::Try(node) => {
            leaves_early(&node.body)
                || leaves_early(&node.orelse)
                || leaves_early(&node.finalbody)
                || node.handlers.iter().any(|handler| {
                    let ast::ExceptHandler::ExceptHandler(handler) = handler;
                    leaves_early(&handler.body)
                })
        }
        Stmt::Match(node) => node.cases.iter().any(|case| leaves_early(&case.body)),
        Stmt::For(node) => inner_leaves(&node.body) || leaves_early(&node.orelse),
        Stmt::While(node) => inner_leaves(&node.body) || leaves_early(&node.orelse),
        _ => false,
    })
}

/// Whether an inner loop's body may leave the outer one: a `return`, not a `break`.
fn inner_leaves(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::Return(_) | Stmt::Raise(_) => true,
        Stmt::If(node) => {
            inner_leaves(&node.body)
                || node.elif_else_clauses.iter().any(|clause| inner_leaves(&clause.body))
        }
        Stmt::With(node) => inner_leaves(&node.body),
        Stmt::For(node) => inner_leaves(&node.body),
        Stmt::While(node) => inner_leaves(&node.body),
        Stmt::Try(_) | Stmt::Match(_) => true,
        _ => false,
    })
}

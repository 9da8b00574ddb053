//! The statements of a body, each with what it does to the state and to the effects.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::env::{Env, join_option};
use super::heap::{Field, ObjectKind};
use super::journal::Fact;
use super::tracebacks;
use super::walker::{LoopFrame, Walker};
use super::{LoopSite, LoopSyntax};
use crate::effect_words::Flags;
use crate::ids::ObjId;
use crate::passes::scopes::node_id;
use crate::values::{Atoms, Origins, Value};

/// Rounds that a loop of unknown length is taken to run, for cost estimates only.
const UNKNOWN_TRIPS: f64 = 40.0;

impl<'a> Walker<'_, 'a> {
    // ---- statements ----
    pub fn walk_block(&mut self, block: &'a [Stmt]) {
        for stmt in block {
            self.walk_statement(stmt);
        }
    }

    /// Walks a statement; when facts are being recorded, keeps its own effects.
    pub fn walk_statement(&mut self, stmt: &'a Stmt) {
        if !self.an.recording || self.in_iteration {
            let is_known = self.an.decided_about.contains(&self.func);
            if !self.in_iteration && !is_known && self.calls_script(stmt) {
                self.an.decided_about.insert(self.func);
            }
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
        if self.calls_script(stmt) {
            self.an.calling.push(LoopSite {
                func: self.func,
                syntax: LoopSyntax::Statement(stmt),
                env: self.env.clone(),
                element: Value::bottom(),
                iterable: Value::bottom(),
                depth: 0,
                key: 0x1000_0000 | u32::from(ruff_text_size::Ranged::start(stmt)),
            });
        }
        let before = self.take_effects();
        self.statement(stmt);
        let mut own = self.resume_effects(before);
        own.implied = rustc_hash::FxHashSet::default();
        self.fx.merge(&own);
        if self.an.only_decisions && self.depth > 0 {
            return; // what is started early stands outside of loops
        }
        self.an.statement_effects.insert(std::ptr::from_ref(stmt) as usize, own);
    }

    /// Whether a simple statement of the script calls, by its name, what stands at the script's top level.
    fn calls_script(&mut self, stmt: &'a Stmt) -> bool {
        use ruff_python_ast::visitor::{self, Visitor};
        struct Calls<'n> {
            scopes: &'n crate::passes::scopes::Scopes<'n>,
            found: bool,
        }
        impl<'a> Visitor<'a> for Calls<'_> {
            fn visit_expr(&mut self, expr: &'a Expr) {
                if let Expr::Call(call) = expr
                    && let Expr::Name(name) = &*call.func
                    && let Some(var) = self.scopes.variable_of(name)
                {
                    self.found |= self.scopes.variable(var).func == self.scopes.module_bodies[0];
                }
                visitor::walk_expr(self, expr);
            }
        }
        if self.an.scopes.function(self.func).module.index() != 0 {
            return false;
        }
        let Some(expr) = crate::passes::branches::expression_of(stmt) else { return false };
        let scopes = self.an.scopes;
        let found = || {
            let mut calls = Calls { scopes, found: false };
            calls.visit_expr(expr);
            calls.found
        };
        *self.an.calls_script.entry(std::ptr::from_ref(stmt) as usize).or_insert_with(found)
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        self.fx.cost += 1.0;
        let catches = tracebacks::catches(stmt);
        self.catching += u32::from(catches);
        self.statement_of_kind(stmt);
        self.catching -= u32::from(catches);
    }

    fn statement_of_kind(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Expr(node) => {
                self.ignored = Some(node.value.range());
                self.eval(&node.value);
                self.note_seed(&node.value);
                if self.handed_on.contains(&node.value.range()) {
                    self.let_others_have_all();
                }
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
                    if self.gives_class_no_value(node) {
                        value = Value::atom(Atoms::UNBOUND);
                    } else if let Some(default) = self.default_of_field(node) {
                        value = self.eval(default);
                    }
                    self.assign(&node.target, &value);
                } else if !matches!(&*node.target, Expr::Name(_)) {
                    self.eval_target_parts(&node.target);
                }
                self.walk_annotated(node);
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
                    // It is what the exception is made of, which has no type.
                    let made_of = self.maybe(|walker| walker.eval(message));
                    self.an.heap.escape(&made_of);
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
        let mut known = self.an.known_outcome(&node.test);
        if known == Some(false) || self.is_guard_of_import(&node.test) {
            self.env.dead = true;
        } else {
            self.assume(&node.test, true);
            self.walk_block(&node.body);
        }
        let mut exit = std::mem::take(&mut self.env);
        if known == Some(true) {
            self.env = exit;
            return;
        }
        let mut failed = Some(&*node.test);
        for clause in &node.elif_else_clauses {
            self.env = std::mem::take(&mut entry);
            self.assume_failed(failed);
            failed = clause.test.as_ref();
            if let Some(test) = failed {
                self.eval_test(test);
                entry.clone_from(&self.env);
                known = self.an.known_outcome(test);
                if known == Some(false) {
                    continue;
                }
                self.assume(test, true);
            }
            self.walk_block(&clause.body);
            exit.join(&self.env);
            if known == Some(true) {
                failed = None;
                break;
            }
        }
        if failed.is_some() {
            self.env = entry;
            self.assume_failed(failed);
            exit.join(&self.env);
        }
        self.env = exit;
    }

    /// Whether a test asks an imported module if it is the script, which never holds: `__name__ == "__main__"`.
    ///
    /// The import system gives a module its name, and no code in view binds this one. Whoever changes it from outside stores an
    /// attribute of that name or runs code out of view (`runpy`, `globals()`), and both refuse the program. Where a
    /// process imports the script again, under the name `__mp_main__`, its guards do not hold either. Loops below such a test
    /// are not listed: they belong to another program, whose script this is.
    fn is_guard_of_import(&self, test: &Expr) -> bool {
        let Expr::Compare(node) = test else { return false };
        let ([ast::CmpOp::Eq], [right]) = (&*node.ops, &*node.comparators) else { return false };
        let asks = |name: &Expr, text: &Expr| {
            matches!(name, Expr::Name(name) if name.id.as_str() == "__name__")
                && matches!(text, Expr::StringLiteral(text) if text.value == *"__main__")
        };
        self.module.index() != 0
            && (asks(&node.left, right) || asks(right, &node.left))
            && !self.an.scopes.binds("__name__")
    }

    /// Walks code that runs any number of times, at least once if `enters`; `step` is one round.
    fn walk_rounds(
        &mut self,
        key: u32,
        trips: Option<f64>,
        enters: bool,
        step: impl FnOnce(&mut Self),
    ) -> Env {
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
        let mut back = std::mem::take(&mut self.env);
        if let Some(continues) = &frame.continues {
            back.join(continues);
        }
        if !back.dead {
            self.note_back_edge(key, &head, &back);
        }
        if enters {
            self.env = back;
        } else {
            // After the loop: the head's state, and that of the last round.
            self.env = entry;
            self.env.join(&back);
            self.env.values.join(&head.values);
        }
        frame.breaks.unwrap_or_else(|| Env { dead: true, ..head })
    }

    fn note_back_edge(&mut self, key: u32, head: &Env, back: &Env) {
        let mut grew = false;
        let known = self.an.loop_back.entry((self.context, key)).or_default();
        for (slot, (head, back)) in head.values.iter().zip(back.values.iter()).enumerate() {
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
        let breaks = self.walk_for_rounds(node);
        self.walk_block(&node.orelse);
        self.env.join(&breaks);
    }

    /// A loop without its `else`: gives the state in which its `break`s leave it.
    pub fn walk_for_rounds(&mut self, node: &'a ast::StmtFor) -> Env {
        let iterable = self.eval(&node.iter);
        let iterable = self.drawn_for(&node.target, iterable);
        let element = self.iterate(&iterable, node.iter.range());
        if node.is_async {
            self.flag(Flags::SUSPENDS, node.range, "async for");
        }
        let key = node_id(&node.node_index).unwrap_or(u32::MAX);
        if self.records_loops() {
            self.record_loop(LoopSyntax::For(node), &element, &iterable, key);
        }
        let trips = constant_trips(&node.iter);
        let enters = self.has_an_item(&node.iter);
        self.walk_rounds(key, trips, enters, |walker| {
            walker.assign(&node.target, &element);
            walker.walk_block(&node.body);
        })
    }

    /// Walks an inner loop with a body of the caller's choosing; effects of the body are the caller's to take. Gives the state
    /// in which its `break`s leave it.
    pub fn walk_inner_loop(
        &mut self,
        node: &'a ast::StmtFor,
        key: u32,
        step: &mut dyn FnMut(&mut Self),
    ) -> Env {
        let trips = constant_trips(&node.iter);
        let enters = self.has_an_item(&node.iter);
        self.walk_rounds(key, trips, enters, |walker| step(walker))
    }

    /// Whether a loop over this goes round at least once, which can be read off: `(1, 2)`, `range(20)`, `range(STEPS)`.
    fn has_an_item(&self, iter: &Expr) -> bool {
        let Expr::Call(call) = iter else { return shows_an_item(iter) };
        let Expr::Name(name) = &*call.func else { return false };
        name.id.as_str() == "range"
            && call.arguments.keywords.is_empty()
            && self.an.scopes.variable_of(name).is_none()
            && !self.an.is_patched("range")
            && (constant_trips(iter).is_some_and(|trips| trips >= 1.0)
                || matches!(&*call.arguments.args, [Expr::Name(stop)] if self.is_count(stop)))
    }

    /// Whether a name means a number above zero wherever it has a value: a global that is assigned once, at the top level, and
    /// that nobody reaches as an attribute of its module.
    fn is_count(&self, name: &ast::ExprName) -> bool {
        let scopes = self.an.scopes;
        let Some(var) = scopes.variable_of(name) else { return false };
        let variable = scopes.variable(var);
        let text = name.id.as_str();
        let module = scopes.function(variable.func).module;
        let gives_it = |stmt: &Stmt| {
            let Stmt::Assign(node) = stmt else { return false };
            let [Expr::Name(target)] = &*node.targets else { return false };
            target.id.as_str() == text
                && literal_number(&node.value).is_some_and(|count| count >= 1.0)
        };
        variable.is_global
            && variable.bindings == 1
            && !scopes.foreign_writes.contains(&var)
            && !scopes.may_be_star_imported(var)
            && !self.an.program.mentions(&format!(".{text}"))
            && !["setattr", "globals", "__dict__", "vars", "locals"]
                .iter()
                .any(|word| self.an.program.mentions(word))
            && self.an.program.module(module).tree().body.iter().any(gives_it)
    }

    fn walk_while(&mut self, node: &'a ast::StmtWhile) {
        let breaks = self.walk_while_rounds(node);
        if matches!(&*node.test, Expr::BooleanLiteral(b) if b.value) {
            self.env = breaks;
            return;
        }
        self.walk_block(&node.orelse);
        self.env.join(&breaks);
    }

    /// A loop without its `else`: gives the state in which its `break`s leave it.
    pub fn walk_while_rounds(&mut self, node: &'a ast::StmtWhile) -> Env {
        let key = node_id(&node.node_index).unwrap_or(u32::MAX);
        if self.records_loops() {
            self.record_loop(LoopSyntax::While(node), &Value::bottom(), &Value::bottom(), key);
        }
        let breaks = self.walk_rounds(key, None, false, |walker| {
            walker.eval_test(&node.test);
            walker.walk_block(&node.body);
        });
        self.eval_test(&node.test);
        breaks
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
            swallows |= !self.an.is_file(&manager) && !self.lets_through(&manager);
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
        if !swallows {
            // What follows comes after the whole body.
            return;
        }
        if self.env.dead {
            self.env = early;
        } else {
            self.env.join(&early);
            self.env.assigned = entry_assigned;
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
                self.an.heap.peek(*object).kind,
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
        if pattern.is_match_class() && self.an.checks_protocols {
            self.read_any_property(subject, pattern.range());
        }
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
                let element = self.load_element(subject, None, pattern.range());
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
                    let key_value = self.eval(key);
                    self.compared_in_pattern(subject, &key_value, key.range());
                }
                let element = self.load_element(subject, None, pattern.range());
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
                let value = self.eval(&node.value);
                self.compared_in_pattern(subject, &value, node.range);
            }
            ast::Pattern::MatchSingleton(_) => {}
        }
    }

    /// A value that a pattern names may compare itself with the subject, or hash itself.
    fn compared_in_pattern(&mut self, subject: &Value, value: &Value, range: TextRange) {
        let all = super::implicit::Implied::Everything;
        self.implied_among(&[(value, all), (subject, all)], range);
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
                // A property may have a function for that.
                self.property_effects(&value, node.attr.as_str(), &Value::any(), node.range);
                self.implicit_named(&value, &["__delattr__"], node.range);
            }
            Expr::Subscript(node) => {
                let value = self.eval(&node.value);
                let key = self.eval(&node.slice);
                self.look_up(&value, &key, node.range);
                self.touch_write(&value, Field::Contents, node.range);
                self.call_dunder_with(
                    &value,
                    "__delitem__",
                    std::slice::from_ref(&key),
                    node.range,
                );
            }
            Expr::Tuple(node) => node.elts.iter().for_each(|target| self.delete(target)),
            Expr::List(node) => node.elts.iter().for_each(|target| self.delete(target)),
            _ => {}
        }
    }

    fn augmented(&mut self, node: &'a ast::StmtAugAssign) {
        let old = self.eval_target_as_load(&node.target);
        let value = self.eval(&node.value);
        // What it changes in place where the target is the iteration's own part of an array, the store says.
        let is_own = self.own_rows.iter().any(|(range, _)| *range == node.target.range());
        let result = self.binary(&old, node.op, &value, node.range, None, !is_own);
        self.assign(&node.target, &result);
    }
}

/// Whether a loop over this runs at least once: `(1, 2)`, `["a", *more]`, `"abc"`.
fn shows_an_item(iter: &Expr) -> bool {
    let is_item = |element: &Expr| !element.is_starred_expr();
    match iter {
        Expr::Tuple(node) => node.elts.iter().any(is_item),
        Expr::List(node) => node.elts.iter().any(is_item),
        Expr::Set(node) => node.elts.iter().any(is_item),
        Expr::Dict(node) => node.items.iter().any(|item| item.key.is_some()),
        Expr::StringLiteral(node) => !node.value.is_empty(),
        Expr::BytesLiteral(node) => node.value.bytes().next().is_some(),
        _ => false,
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

//! # Promises
//!
//! Decides which functions, calls and loops the user speaks about: in comments `# surge: …`, in `surgec.toml` about
//! functions of the program, and by Pydron's decorator `@functional`.
//!
//! Reads: the comments of all modules, [`Scopes`], the user's entries in [`Knowledge`]. Produces: [`Promises`].
//!
//! Refuses: nothing itself; [`Promises::sequential_at`] gives the comment that keeps a loop as it is. A comment that is
//! about nothing, or about more than one call, becomes a [`Remark`] and has no effect.
//!
//! Example:
//! ```python
//! def score(row):              # surge: pure -> float
//!     return model.rate(row)   # whatever that does: calling score only reads its arguments
//!
//! best = rate(rows[0])         # surge: pure       (of this call)
//! for row in rows:             # surge: sequential (this loop stays as it is)
//!     print(score(row))
//! ```
//!
//! Sound because: the user says so (assumption 12); a promise only replaces facts about the function or the call itself.

use std::rc::Rc;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::{FxHashMap, FxHashSet};

use super::effects::heap::Field;
use super::effects::summary::{Effects, ParameterTouch, Touches};
use super::scopes::{Function, FunctionNode, Resolution, Scopes};
use crate::effect_words::Why;
use crate::ids::{FuncId, ModuleId};
use crate::knowledge::{Growth, Knowledge};
use crate::program::{Module, Program};
use crate::promise::{Promise, Remark};
use crate::user_config::check_signature;

/// What the user says about the program's own code.
#[derive(Debug, Default)]
pub struct Promises {
    functions: FxHashMap<FuncId, Rc<Promise>>,
    calls: FxHashMap<(ModuleId, TextRange), Rc<Promise>>,
    /// Lines whose loops stay as they are, with the comment that says so.
    sequential: FxHashMap<(ModuleId, usize), TextRange>,
    /// The comments that keep whole modules as they are.
    whole: FxHashMap<ModuleId, TextRange>,
    pub remarks: Vec<Remark>,
}

/// Finds the promises about a program.
pub fn run(program: &Program, scopes: &Scopes<'_>, knowledge: &Knowledge) -> Promises {
    let mut promises = Promises::default();
    promises.add_configured(program, scopes, knowledge);
    promises.add_decorated(program, scopes, knowledge);
    for (index, module) in program.modules.iter().enumerate() {
        let comments: Vec<Comment<'_>> = module
            .parsed
            .comments
            .iter()
            .filter_map(|&range| Comment::read(module, range))
            .collect();
        if comments.is_empty() {
            continue;
        }
        let places = Places::find(ModuleId::from(index), module, scopes);
        for comment in &comments {
            if let Err(message) = promises.add(knowledge, module, &places, comment) {
                let range = comment.range;
                promises.remarks.push(Remark { module: places.id, range, message });
            }
        }
    }
    promises
}

impl Promises {
    /// Whether the user says nothing about what code does.
    pub fn is_empty(&self) -> bool {
        self.functions.is_empty() && self.calls.is_empty()
    }

    pub fn of_function(&self, func: FuncId) -> Option<&Rc<Promise>> {
        self.functions.get(&func)
    }

    pub fn of_call(&self, module: ModuleId, range: TextRange) -> Option<&Rc<Promise>> {
        self.calls.get(&(module, range))
    }

    /// All promises about the program's own code.
    pub fn all(&self) -> impl Iterator<Item = &Rc<Promise>> {
        self.functions.values().chain(self.calls.values())
    }

    /// The comment that keeps what starts here in a module as it is.
    pub fn sequential_at(
        &self,
        id: ModuleId,
        module: &Module,
        start: TextSize,
    ) -> Option<TextRange> {
        let line = || self.sequential.get(&(id, module.lines.line(start)));
        self.whole.get(&id).or_else(line).copied()
    }

    fn add_configured(&mut self, program: &Program, scopes: &Scopes<'_>, knowledge: &Knowledge) {
        for (index, function) in scopes.functions.iter().enumerate() {
            let module = &program.module(function.module).name;
            if matches!(function.node, FunctionNode::Def(_))
                && !function.is_generator
                && !function.is_async
                && let Some(promise) = knowledge.promise_about(module, &function.qualname)
            {
                self.functions.insert(FuncId::from(index), Rc::new(promise.of_own_code()));
            }
        }
    }

    /// Functions whose authors call them functional with the decorator that Pydron (Müller et al. 2014) has for that.
    fn add_decorated(&mut self, program: &Program, scopes: &Scopes<'_>, knowledge: &Knowledge) {
        let names: Vec<Vec<Functional<'_>>> =
            program.modules.iter().map(functional_names).collect();
        if names.iter().all(Vec::is_empty) {
            return;
        }
        for (index, function) in scopes.functions.iter().enumerate() {
            let FunctionNode::Def(node) = function.node else { continue };
            let names = &names[function.module.index()];
            let Some(decorator) = node
                .decorator_list
                .iter()
                .find(|decorator| names.iter().any(|name| name.is(&decorator.expression, scopes)))
            else {
                continue;
            };
            if function.is_generator || function.is_async {
                continue;
            }
            let promise = Promise {
                about: function.qualname.clone(),
                words: "pure".to_owned(),
                place: program.module(function.module).place(decorator.range()),
                signature: knowledge.signature("pure"),
            };
            self.functions.insert(FuncId::from(index), Rc::new(promise.of_own_code()));
        }
    }

    /// Takes a comment at its word, or says why it has no effect.
    fn add(
        &mut self,
        knowledge: &Knowledge,
        module: &Module,
        places: &Places,
        comment: &Comment<'_>,
    ) -> Result<(), String> {
        if comment.words == "sequential" {
            return self.add_sequential(module, places, comment);
        }
        check_signature(knowledge, &|_| false, comment.words).map_err(|why| {
            format!("surgec does not understand `{}`: {why}; or write `sequential`", comment.words)
        })?;
        let promise = |about: String| {
            let promise = Promise {
                about,
                words: comment.words.to_owned(),
                place: module.place(comment.range),
                signature: knowledge.signature(comment.words),
            };
            Rc::new(promise.of_own_code())
        };
        if let Some(def) = places.defs.iter().find(|def| def.lines.contains(&comment.line)) {
            if def.suspends {
                return Err("nothing can be promised about a generator or a coroutine".to_owned());
            }
            self.functions.insert(def.func, promise(def.name.clone()));
            return Ok(());
        }
        let calls: Vec<&TextRange> = places
            .calls
            .iter()
            .filter(|(line, _)| *line == comment.line)
            .map(|(_, at)| at)
            .collect();
        match calls[..] {
            [range] => {
                let text = &module.source.text[*range];
                let about = text.lines().next().unwrap_or_default().to_owned();
                self.calls.insert((places.id, *range), promise(about));
                Ok(())
            }
            [] => {
                Err("there is no function definition and no call that starts on this line".into())
            }
            _ => Err(
                "several calls start on this line; put the one that is meant on a line of its own"
                    .into(),
            ),
        }
    }

    fn add_sequential(
        &mut self,
        module: &Module,
        places: &Places,
        comment: &Comment<'_>,
    ) -> Result<(), String> {
        if places.starts.contains(&comment.line) {
            self.sequential.insert((places.id, comment.line), comment.range);
            return Ok(());
        }
        let line = &module.source.text[module.lines.line_range(comment.line)];
        if comment.is_alone && line.trim().is_empty() && comment.range.start() < places.first {
            self.whole.insert(places.id, comment.range);
            return Ok(());
        }
        Err("it stands neither at a statement nor, with an empty line below, above the first one"
            .into())
    }
}

/// What a module calls Pydron's decorator: by the name of the module, or by a name of its own.
enum Functional<'a> {
    OfModule(&'a str),
    Own(&'a str),
}

impl Functional<'_> {
    /// Whether an expression names it, and nothing else in the program has that name.
    fn is(&self, decorator: &Expr, scopes: &Scopes<'_>) -> bool {
        let bound_once = |name: &ast::ExprName| {
            scopes.variable_of(name).is_some_and(|var| {
                let variable = scopes.variable(var);
                variable.is_global && variable.bindings == 1
            })
        };
        match (self, decorator) {
            (Functional::OfModule(module), Expr::Attribute(node)) => {
                node.attr.as_str() == "functional"
                    && matches!(&*node.value, Expr::Name(base) if base.id.as_str() == *module && bound_once(base))
            }
            (Functional::Own(own), Expr::Name(name)) => {
                name.id.as_str() == *own && bound_once(name)
            }
            _ => false,
        }
    }
}

/// The names that a module imports Pydron's decorator by.
fn functional_names(module: &Module) -> Vec<Functional<'_>> {
    let mut found = Vec::new();
    for stmt in &module.tree().body {
        match stmt {
            Stmt::Import(node) => {
                let own = node.names.iter().filter(|alias| alias.name.as_str() == "pydron");
                found.extend(own.map(|alias| {
                    Functional::OfModule(alias.asname.as_ref().unwrap_or(&alias.name).as_str())
                }));
            }
            Stmt::ImportFrom(node)
                if node.level == 0
                    && node.module.as_ref().is_some_and(|from| from.as_str() == "pydron") =>
            {
                let own = node.names.iter().filter(|alias| alias.name.as_str() == "functional");
                found.extend(own.map(|alias| {
                    Functional::Own(alias.asname.as_ref().unwrap_or(&alias.name).as_str())
                }));
            }
            _ => {}
        }
    }
    found
}

/// A comment `# surge: words`.
struct Comment<'a> {
    range: TextRange,
    words: &'a str,
    /// It has its line for itself.
    is_alone: bool,
    /// The line that it is about: its own, or the next one that is no comment.
    line: usize,
}

impl<'a> Comment<'a> {
    fn read(module: &'a Module, range: TextRange) -> Option<Self> {
        let text = &module.source.text;
        let words = text[range].trim_start_matches('#').trim_start().strip_prefix("surge:")?;
        // What follows another `#` is for people.
        let words = words.split('#').next().unwrap_or_default().trim();
        let is_comment =
            |line: usize| text[module.lines.line_range(line)].trim_start().starts_with('#');
        let mut line = module.lines.line(range.start());
        let is_alone = is_comment(line);
        while is_comment(line) {
            line += 1;
        }
        Some(Comment { range, words, is_alone, line })
    }
}

/// A function definition.
struct Definition {
    func: FuncId,
    name: String,
    /// Where its first decorator and its `def` stand.
    lines: [usize; 2],
    suspends: bool,
}

/// The lines of a module on which something starts that a comment may be about.
struct Places {
    id: ModuleId,
    defs: Vec<Definition>,
    calls: Vec<(usize, TextRange)>,
    /// Lines on which statements, loops and comprehensions start.
    starts: FxHashSet<usize>,
    /// The first statement that is not a docstring.
    first: TextSize,
}

impl Places {
    fn find(id: ModuleId, module: &Module, scopes: &Scopes<'_>) -> Self {
        let body = &module.tree().body;
        let docstring =
            matches!(body.first(), Some(Stmt::Expr(node)) if node.value.is_string_literal_expr());
        let first = body.get(usize::from(docstring)).map_or(module.tree().end(), Ranged::start);
        let mut finder = Finder {
            module,
            scopes,
            places: Places {
                id,
                defs: Vec::new(),
                calls: Vec::new(),
                starts: FxHashSet::default(),
                first,
            },
        };
        finder.visit_body(body);
        finder.places
    }
}

struct Finder<'f, 's> {
    module: &'f Module,
    scopes: &'f Scopes<'s>,
    places: Places,
}

impl<'a> Visitor<'a> for Finder<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let lines = &self.module.lines;
        self.places.starts.insert(lines.line(stmt.start()));
        if let Stmt::FunctionDef(node) = stmt {
            let func = self.scopes.body_of_def(node);
            let function = self.scopes.function(func);
            self.places.defs.push(Definition {
                func,
                name: function.qualname.clone(),
                lines: [lines.line(node.start()), lines.line(node.name.start())],
                suspends: function.is_generator || function.is_async,
            });
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        let line = self.module.lines.line(expr.start());
        match expr {
            Expr::Call(call) if !self.is_builtin(call) => {
                self.places.calls.push((line, call.range()));
            }
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.places.starts.insert(line);
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

impl Finder<'_, '_> {
    /// Whether a call names a builtin function, about which nobody has to say anything.
    fn is_builtin(&self, call: &ast::ExprCall) -> bool {
        matches!(&*call.func, Expr::Name(name) if matches!(self.scopes.resolve(name), Resolution::Builtin))
    }
}

/// Whether a call of this function passes the object before the arguments that are counted.
pub fn takes_receiver(function: &Function<'_>) -> bool {
    let FunctionNode::Def(node) = function.node else { return false };
    let is_static = node.decorator_list.iter().any(|decorator| {
        matches!(&decorator.expression, Expr::Name(name) if name.id.as_str() == "staticmethod")
    });
    function.class.is_some() && !is_static
}

/// Replaces what was seen of a function or a call by what the user says; `receiver` is 1 where parameter 0 is `self`.
///
/// What is read is kept as it was seen: it costs nothing but speed.
pub fn restrict(promise: &Promise, effects: &mut Effects, receiver: u8, why: impl FnOnce() -> Why) {
    let signature = &promise.signature;
    effects.flags = crate::effect_words::Flags::NONE;
    effects.causes.clear();
    if !signature.flags.is_empty() {
        effects.flag(signature.flags.of("a promise"), why);
    }
    effects.writes = super::effects::summary::VarSet::default();
    effects.call_writes = super::effects::summary::VarSet::default();
    // Who `self` is, is only known of methods.
    let all = signature.mutates_all || signature.mutates_named.is_some();
    if !all && (receiver == 1 || !signature.mutates_self) {
        let mut writes = Touches::default();
        let positions = (0..32u8).filter(|bit| signature.mutates >> bit & 1 == 1);
        let own = signature.mutates_self.then_some(0);
        for parameter in positions.map(|bit| bit + receiver).chain(own) {
            for deep in [false, true] {
                writes.add_parameter(ParameterTouch {
                    parameter,
                    deep,
                    object: None,
                    field: Field::All,
                });
            }
        }
        if writes.parameters.is_empty() {
            effects.write_cause = None;
        }
        effects.heap_writes = writes;
    }
    if signature.growth == Growth::Heavy {
        effects.cost = effects.cost.max(400.0);
        effects.unbounded = true;
    }
}

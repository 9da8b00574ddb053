//! Functions and methods that nobody calls.
//!
//! ```python
//! class Vector:
//!     def __add__(self, other): return Vector(a + b for a, b in zip(self.xs, other.xs))
//!     def __sub__(self, other): return Vector(a - b for a, b in zip(self.xs, other.xs))   # the program never subtracts
//!     def rename(self, name): self.name = name                                             # and never renames
//! ```
//!
//! Functions that nobody calls in view may be called with anything; a method that puts this into instances would then make
//! everything about its class doubtful. Of methods of classes that the program uses, it is known better: who calls them writes
//! their name, or an operator. Those that are not called, and functions that only they call, stay without arguments. They are not
//! walked again, their loops are not considered, and what they do is nobody's effect.
//!
//! Sound because: when this is asked, all calls that the facts so far imply are known: calls by name, operators, what library
//! functions ask of their arguments, and what code out of view may call (functions and classes that it got hold of). A method
//! is left out only where the program does not mention its name but to define it, where names are not made up at run time,
//! where all code is in view, and where its class, and all that derive from it, are of the program's own, and not in the hands
//! of code out of view; names by which libraries call what they are given, and special names besides those of operators, stay.
//! The same goes for functions at the top level of a module that are not decorated: `def edits2(word)`, which is there because the
//! article that the script comes from has it. Facts that are found later may bring calls all the same: the method, and what it calls, is then walked as any other.

use ruff_python_ast::Expr;
use rustc_hash::FxHashMap;

use super::Analysis;
use super::callbacks::PROTOCOL_METHODS;
use super::implicit;
use super::journal::Fact;
use crate::ids::FuncId;
use crate::passes::scopes::FunctionNode;

/// Functions of a module that `unittest` looks for.
const FETCHED_BY_LIBRARIES: &[&str] = &["load_tests", "setUpModule", "tearDownModule"];

impl Analysis<'_> {
    /// Whether nobody calls a function, as far as is known.
    pub fn is_dormant(&self, func: FuncId) -> bool {
        self.dormant.get(func.index()).copied().unwrap_or(false)
    }

    /// Finds the functions that nobody calls, once all calls are known that facts so far imply.
    pub(super) fn find_dormant(&mut self) {
        let all_in_view = self.attributes_in_view
            && self.unknown_imports.is_empty()
            && !self.open_world
            && !self.fetches_by_name
            && !self.asked_for_anything
            && self.promises.is_empty();
        if !all_in_view {
            return;
        }
        let count = self.scopes.functions.len();
        let functions = || (0..count).map(FuncId::from);
        // A script that calls none of its functions is there to be imported.
        let is_run = self.calls.iter().any(|(caller, _)| self.is_module_body(*caller));
        let is_asleep =
            |func| self.is_only_defined(func, is_run) && !self.exposed_functions.contains(&func);
        let asleep: Vec<bool> = functions().map(is_asleep).collect();
        if !asleep.contains(&true) {
            return;
        }
        let mut callees: FxHashMap<FuncId, Vec<FuncId>> = FxHashMap::default();
        let mut is_called = vec![false; count];
        for &(caller, callee) in &self.calls {
            callees.entry(caller).or_default().push(callee);
            is_called[callee.index()] |= caller != callee;
        }
        for func in functions() {
            let outer = self.scopes.function(func).outer;
            if outer != func && !self.is_module_body(outer) {
                // What stands inside of a body exists where that runs.
                callees.entry(outer).or_default().push(func);
                is_called[func.index()] = true;
            }
        }
        let begins = |func: &FuncId| {
            self.is_module_body(*func)
                || self.exposed_functions.contains(func)
                || self.is_unasked(*func)
                || (!is_called[func.index()] && !asleep[func.index()])
        };
        let runs = reached(functions().filter(begins).collect(), &callees, count);
        let only_defined = functions().filter(|func| asleep[func.index()] && !runs[func.index()]);
        let below = reached(only_defined.collect(), &callees, count);
        self.dormant = below.iter().zip(&runs).map(|(below, runs)| *below && !runs).collect();
    }

    /// Somebody calls a function after all.
    pub(super) fn wake(&mut self, func: FuncId) {
        let mut pending = vec![func];
        let mut woken = Vec::new();
        while let Some(func) = pending.pop() {
            if !self.is_dormant(func) {
                continue;
            }
            self.dormant[func.index()] = false;
            self.walks[func.index()] = None;
            woken.push(func);
            let called = self.calls.iter().filter(|(caller, _)| *caller == func);
            pending.extend(called.map(|(_, callee)| *callee));
            let inner = (0..self.scopes.functions.len()).map(FuncId::from);
            pending.extend(inner.filter(|&inner| self.scopes.function(inner).outer == func));
        }
        woken.sort_unstable();
        for &func in woken.iter().filter(|&&woken| woken != func) {
            self.open_unless_called(func);
        }
        self.heap.grew(Fact::Program);
    }

    fn is_module_body(&self, func: FuncId) -> bool {
        self.scopes.module_bodies.contains(&func)
    }

    /// Whether a function has a special name that is not one of an operator's: Python may call it unasked.
    fn is_unasked(&self, func: FuncId) -> bool {
        let name = self.scopes.function(func).name;
        name.starts_with("__") && name.ends_with("__") && !implicit::is_of_operators(name)
    }

    /// Whether a function is a method of a class that the program uses, or stands at the top level of a module, and is mentioned
    /// only where it is defined.
    fn is_only_defined(&self, func: FuncId, is_run: bool) -> bool {
        let function = self.scopes.function(func);
        let FunctionNode::Def(node) = function.node else { return false };
        let Some(class) = function.class else {
            return is_run
                && self.is_module_body(function.outer)
                && node.decorator_list.is_empty()
                && !(function.name.starts_with("__") && function.name.ends_with("__"))
                && !FETCHED_BY_LIBRARIES.contains(&function.name)
                && !PROTOCOL_METHODS.contains(&function.name)
                && self.is_mentioned_in_definitions_only(function.name);
        };
        let is_plain = |decorator: &ruff_python_ast::Decorator| {
            matches!(&decorator.expression, Expr::Name(name)
                if matches!(name.id.as_str(), "staticmethod" | "classmethod"))
        };
        let mut deriving =
            self.all_classes().filter(|&other| self.class_order(other).contains(&class));
        node.decorator_list.iter().all(is_plain)
            && !self.is_unasked(func)
            && !PROTOCOL_METHODS.contains(&function.name)
            && self.is_mentioned_in_definitions_only(function.name)
            && self.all_classes().any(|other| {
                self.class_order(other).contains(&class) && self.known_instance(other).is_some()
            })
            && deriving
                .all(|other| self.is_of_program(other) && !self.classes.exposed.contains(&other))
    }

    /// Whether each mention of a name, in all texts of the program, is that of a function that is being defined.
    fn is_mentioned_in_definitions_only(&self, name: &str) -> bool {
        let modules = &self.program.modules;
        if !modules.iter().all(|module| module.source.text.is_ascii()) {
            return false;
        }
        let defined = self.scopes.functions.iter().filter(|function| function.name == name).count();
        let finder = memchr::memmem::Finder::new(name);
        let mentions =
            modules.iter().flat_map(|module| finder.find_iter(module.source.text.as_bytes()));
        // One more is enough.
        mentions.take(defined + 1).count() == defined
    }
}

/// What is reached along edges, the beginnings included.
fn reached(begins: Vec<FuncId>, edges: &FxHashMap<FuncId, Vec<FuncId>>, count: usize) -> Vec<bool> {
    let mut seen = vec![false; count];
    let mut pending = begins;
    while let Some(func) = pending.pop() {
        if !std::mem::replace(&mut seen[func.index()], true) {
            pending.extend(edges.get(&func).into_iter().flatten().copied());
        }
    }
    seen
}

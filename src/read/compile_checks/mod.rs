//! What CPython's parser accepts and its compiler refuses.
//!
//! CPython looks in stages: `__future__` imports, then the symbol table (declarations, parameters,
//! comprehensions), then the resolution of `nonlocal`, then code generation (statements out of
//! place). The error it reports is the first of the first stage that fails. One walk over the tree
//! finds the earliest error of each stage; the earliest stage wins.
//!
//! Example: `return 1` at top level, and later `def f(x): global x`. Both are wrong; CPython
//! reports the second, because the symbol table comes before code generation.

mod patterns;
mod symbols;
mod visit;

use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::error::SyntaxError;
use super::lines::LineIndex;
use symbols::Symbols;

/// How many loops, `with` and `try` blocks of one function may contain each other, as in CPython.
const MAX_BLOCKS: usize = 21;
/// How many targets may stand before a starred one, as in CPython.
const MAX_BEFORE_STAR: usize = 255;

/// The stages in which CPython finds errors, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Future,
    Symbols,
    Resolution,
    Code,
}

struct Found {
    stage: Stage,
    range: TextRange,
    message: String,
}

/// The error CPython's compiler reports for a module, if any.
pub(super) fn check(module: &ast::ModModule, lines: &LineIndex) -> Result<(), SyntaxError> {
    let mut checker = Checker {
        found: None,
        scopes: vec![Scope::new(Kind::Module, Body::Statements(None, &module.body))],
        comprehension_iterables: 0,
        future_annotations: false,
        not_compiled: false,
    };
    let futures = checker.future_imports(&module.body);
    for (index, stmt) in module.body.iter().enumerate() {
        if index >= futures {
            checker.visit_stmt(stmt);
        }
    }
    checker.leave_scope();
    match checker.found {
        None => Ok(()),
        Some(Found { range, message, .. }) => Err(SyntaxError::at(lines, range, message)),
    }
}

/// A namespace, or an expression with rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Module,
    Class,
    Function {
        is_async: bool,
    },
    Lambda,
    /// A comprehension, by what CPython calls it.
    Comprehension(&'static str),
    /// A type parameter list, annotation and the like, by what CPython calls it.
    Restricted(&'static str),
}

/// What is evaluated in a scope.
#[derive(Clone, Copy)]
enum Body<'a> {
    Statements(Option<&'a ast::Parameters>, &'a [Stmt]),
    Lambda(Option<&'a ast::Parameters>, &'a Expr),
    TypeParameters(&'a ast::TypeParams),
    /// Nothing that a `nonlocal` statement could refer to.
    Nothing,
}

/// A construct of the current function around the current statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    Loop,
    ExceptStar,
    Other,
}

struct Scope<'a> {
    kind: Kind,
    body: Body<'a>,
    blocks: Vec<Block>,
    /// Whether there is a `global` or `nonlocal` statement in it.
    declares: bool,
    /// Its names, computed when a `nonlocal` statement inside asks for them.
    symbols: Option<Symbols<'a>>,
    yields: bool,
    /// The first `return` with a value.
    returns_value: Option<TextRange>,
    /// For a comprehension: whether it awaits.
    awaits: bool,
    /// For a comprehension: the names its loops bind, and those its `:=` bind.
    iteration_names: Vec<&'a str>,
    walrus_names: Vec<&'a str>,
}

impl<'a> Scope<'a> {
    fn new(kind: Kind, body: Body<'a>) -> Self {
        Self {
            kind,
            body,
            blocks: Vec::new(),
            declares: false,
            symbols: None,
            yields: false,
            returns_value: None,
            awaits: false,
            iteration_names: Vec::new(),
            walrus_names: Vec::new(),
        }
    }
}

struct Checker<'a> {
    found: Option<Found>,
    scopes: Vec<Scope<'a>>,
    /// How many iterables of comprehensions are around the current expression.
    comprehension_iterables: usize,
    future_annotations: bool,
    /// Whether the current expression is never compiled (the annotation of a local variable).
    not_compiled: bool,
}

impl<'a> Checker<'a> {
    fn report(&mut self, stage: Stage, range: TextRange, message: impl Into<String>) {
        if stage == Stage::Code && self.not_compiled {
            return;
        }
        let before = |found: &Found| (found.stage, found.range.start()) <= (stage, range.start());
        if !self.found.as_ref().is_some_and(before) {
            self.found = Some(Found { stage, range, message: message.into() });
        }
    }

    fn scope(&mut self) -> &mut Scope<'a> {
        self.scopes.last_mut().expect("the module's scope is left last")
    }

    fn kind(&self) -> Kind {
        self.scopes.last().map_or(Kind::Module, |scope| scope.kind)
    }

    fn in_scope(&mut self, kind: Kind, body: Body<'a>, visit: impl FnOnce(&mut Self)) {
        self.scopes.push(Scope::new(kind, body));
        visit(self);
        self.leave_scope();
    }

    fn leave_scope(&mut self) {
        if self.scope().declares {
            self.check_declarations();
        }
        let scope = self.scopes.pop().expect("a scope is left once");
        if scope.kind == (Kind::Function { is_async: true })
            && scope.yields
            && let Some(range) = scope.returns_value
        {
            self.report(Stage::Code, range, "'return' with value in async generator");
        }
    }

    /// `global` and `nonlocal` against the other uses of a name in the scope that is being left,
    /// and `nonlocal` against the functions around it.
    fn check_declarations(&mut self) {
        let scope = self.scope();
        let at_module = scope.kind == Kind::Module;
        let mut faults = Vec::new();
        let symbols = Symbols::of(scope.body, |range, message| faults.push((range, message)));
        for (range, message) in faults {
            // Only a module may annotate what it has declared global.
            if !(at_module && message.starts_with("annotated")) {
                self.report(Stage::Symbols, range, message);
            }
        }
        for &(name, range) in &symbols.nonlocals {
            if symbols.is_global(name) {
                let first = symbols.globals.iter().find(|(other, _)| *other == name);
                let range =
                    first.map_or(
                        range,
                        |(_, other)| {
                            if other.start() < range.start() { *other } else { range }
                        },
                    );
                let message = format!("name '{name}' is nonlocal and global");
                self.report(Stage::Resolution, range, message);
            } else if at_module {
                let message = "nonlocal declaration not allowed at module level";
                self.report(Stage::Resolution, range, message);
            } else if let Err(message) = self.resolve_nonlocal(name) {
                self.report(Stage::Resolution, range, message);
            }
        }
    }

    /// Whether a function around the current scope binds a name.
    fn resolve_nonlocal(&mut self, name: &str) -> Result<(), String> {
        let around = self.scopes.len() - 1;
        for scope in self.scopes[..around].iter_mut().rev() {
            match scope.kind {
                Kind::Class if name == "__class__" => return Ok(()),
                Kind::Function { .. } | Kind::Lambda | Kind::Restricted(_) => {}
                _ => continue,
            }
            let body = scope.body;
            let symbols = scope.symbols.get_or_insert_with(|| Symbols::of(body, |_, _| ()));
            if symbols.is_global(name) {
                break;
            }
            if symbols.is_bound(name) {
                if matches!(scope.kind, Kind::Restricted(_)) {
                    return Err(format!(
                        "nonlocal binding not allowed for type parameter '{name}'"
                    ));
                }
                return Ok(());
            }
        }
        Err(format!("no binding for nonlocal '{name}' found"))
    }

    /// The `__future__` imports a module begins with, after its docstring; how many statements.
    fn future_imports(&mut self, body: &'a [Stmt]) -> usize {
        let docstring = matches!(
            body.first(),
            Some(Stmt::Expr(expr)) if expr.value.is_string_literal_expr()
        );
        let mut index = usize::from(docstring);
        while let Some(Stmt::ImportFrom(import)) = body.get(index)
            && is_future(import)
        {
            for alias in &import.names {
                let message = match alias.name.as_str() {
                    "annotations" => {
                        self.future_annotations = true;
                        continue;
                    }
                    "nested_scopes" | "generators" | "division" | "absolute_import"
                    | "with_statement" | "print_function" | "unicode_literals"
                    | "barry_as_FLUFL" | "generator_stop" => continue,
                    "braces" => "not a chance".to_owned(),
                    other => format!("future feature {other} is not defined"),
                };
                self.report(Stage::Future, import.range, message);
            }
            index += 1;
        }
        index
    }

    /// `__debug__` is a constant wherever a name could be bound.
    fn check_name(&mut self, name: &str, range: TextRange) {
        if name == "__debug__" {
            self.report(Stage::Code, range, "cannot assign to __debug__");
        }
    }

    fn in_async(&self) -> bool {
        matches!(self.kind(), Kind::Function { is_async: true } | Kind::Comprehension(_))
    }

    fn is_function_like(&self) -> bool {
        !matches!(self.kind(), Kind::Module | Kind::Class)
    }

    /// `yield`, `await` and `:=` have no place in annotations and type parameters.
    fn check_restricted(&mut self, what: &str, range: TextRange) {
        if let Kind::Restricted(place) = self.kind() {
            let message = format!("{what} cannot be used within {place}");
            self.report(Stage::Symbols, range, message);
        }
    }

    fn enter_block(&mut self, block: Block, range: TextRange) {
        self.scope().blocks.push(block);
        if self.scope().blocks.len() > MAX_BLOCKS {
            self.report(Stage::Code, range, "too many statically nested blocks");
        }
    }

    fn leave_block(&mut self) {
        self.scope().blocks.pop();
    }

    fn block(&mut self, block: Block, range: TextRange, body: &'a [Stmt]) {
        self.enter_block(block, range);
        self.visit_body(body);
        self.leave_block();
    }

    /// `break`, `continue` and `return` may not leave an `except*` block.
    fn check_leaving(&mut self, range: TextRange, is_return: bool) {
        for block in self.scope().blocks.iter().rev() {
            match block {
                Block::Loop if !is_return => return,
                Block::ExceptStar => {
                    let message = "'break', 'continue' and 'return' cannot appear in an \
                                   except* block";
                    return self.report(Stage::Code, range, message);
                }
                _ => {}
            }
        }
    }

    fn function(&mut self, def: &'a ast::StmtFunctionDef) {
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.defaults(&def.parameters);
        self.check_name(&def.name, def.range);
        let kind = Kind::Function { is_async: def.is_async };
        let body = |checker: &mut Self| {
            checker.annotations(&def.parameters, def.returns.as_deref());
            checker.in_scope(kind, Body::Statements(Some(&def.parameters), &def.body), |c| {
                c.parameters(&def.parameters);
                c.visit_body(&def.body);
            });
        };
        self.with_type_parameters(def.type_params.as_deref(), body);
    }

    fn class(&mut self, class: &'a ast::StmtClassDef) {
        for decorator in &class.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.check_name(&class.name, class.range);
        let body = |checker: &mut Self| {
            if let Some(arguments) = &class.arguments {
                checker.visit_arguments(arguments);
            }
            checker.in_scope(Kind::Class, Body::Nothing, |c| {
                c.scope().body = Body::Statements(None, &class.body);
                c.visit_body(&class.body);
            });
        };
        self.with_type_parameters(class.type_params.as_deref(), body);
    }

    fn with_type_parameters(
        &mut self,
        type_params: Option<&'a ast::TypeParams>,
        visit: impl FnOnce(&mut Self),
    ) {
        let Some(params) = type_params else {
            return visit(self);
        };
        let kind = Kind::Restricted("the definition of a generic");
        self.in_scope(kind, Body::TypeParameters(params), |checker| {
            checker.visit_type_params(params);
            visit(checker);
        });
    }

    fn defaults(&mut self, parameters: &'a ast::Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    fn annotations(&mut self, parameters: &'a ast::Parameters, returns: Option<&'a Expr>) {
        for parameter in parameters {
            if let Some(annotation) = parameter.annotation() {
                self.annotation(annotation);
            }
        }
        if let Some(returns) = returns {
            self.annotation(returns);
        }
    }

    /// An annotation is an expression like any other, unless it is only kept as text.
    fn annotation(&mut self, annotation: &'a Expr) {
        let annotation = match annotation {
            Expr::Starred(starred) => &starred.value,
            other => other,
        };
        if !self.future_annotations {
            return self.visit_expr(annotation);
        }
        let outer = std::mem::replace(&mut self.not_compiled, true);
        self.in_scope(Kind::Restricted("an annotation"), Body::Nothing, |checker| {
            checker.visit_expr(annotation);
        });
        self.not_compiled = outer;
    }

    fn parameters(&mut self, parameters: &'a ast::Parameters) {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let ordered = positional
            .chain(&parameters.kwonlyargs)
            .map(|parameter| &parameter.parameter)
            .chain(parameters.vararg.as_deref())
            .chain(parameters.kwarg.as_deref());
        let named: Vec<(&str, TextRange)> =
            ordered.map(|parameter| (parameter.name.as_str(), parameter.range)).collect();
        for (name, range) in repeated(&named) {
            let message = format!("duplicate argument '{name}' in function definition");
            self.report(Stage::Symbols, range, message);
        }
        for (name, range) in named {
            self.check_name(name, range);
        }
    }

    /// A comprehension: its first iterable belongs to the scope around it.
    fn comprehension(
        &mut self,
        range: TextRange,
        what: &'static str,
        generators: &'a [ast::Comprehension],
        elements: &[Option<&'a Expr>],
    ) {
        if let Some(first) = generators.first() {
            self.comprehension_iterable(&first.iter);
        }
        self.scopes.push(Scope::new(Kind::Comprehension(what), Body::Nothing));
        for (index, generator) in generators.iter().enumerate() {
            self.scope().awaits |= generator.is_async;
            self.iteration_target(&generator.target);
            self.visit_expr(&generator.target);
            if index > 0 {
                self.comprehension_iterable(&generator.iter);
            }
            for condition in &generator.ifs {
                self.visit_expr(condition);
            }
        }
        for element in elements.iter().copied().flatten() {
            self.visit_expr(element);
        }
        let awaits = self.scope().awaits && what != "generator expression";
        self.leave_scope();
        if awaits {
            if let Kind::Comprehension(_) = self.kind() {
                self.scope().awaits = true;
            } else if !self.in_async() {
                let message = "asynchronous comprehension outside of an asynchronous function";
                self.report(Stage::Code, range, message);
            }
        }
    }

    fn comprehension_iterable(&mut self, iterable: &'a Expr) {
        self.comprehension_iterables += 1;
        self.visit_expr(iterable);
        self.comprehension_iterables -= 1;
    }

    /// The names that a loop of a comprehension binds.
    fn iteration_target(&mut self, target: &'a Expr) {
        match target {
            Expr::Name(name) => {
                let id = name.id.as_str();
                if self.scope().walrus_names.contains(&id) {
                    let message = format!(
                        "comprehension inner loop cannot rebind assignment expression target '{id}'"
                    );
                    self.report(Stage::Symbols, name.range, message);
                }
                self.scope().iteration_names.push(id);
            }
            Expr::Starred(starred) => self.iteration_target(&starred.value),
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                for element in elts {
                    self.iteration_target(element);
                }
            }
            _ => {}
        }
    }

    /// `:=` inside a comprehension binds in the function around it.
    fn named_expression(&mut self, named: &'a ast::ExprNamed) {
        self.check_restricted("named expression", named.range);
        if self.comprehension_iterables > 0 {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            self.report(Stage::Symbols, named.range, message);
        }
        let Expr::Name(target) = &*named.target else {
            return;
        };
        if !matches!(self.kind(), Kind::Comprehension(_)) {
            return;
        }
        let name = target.id.as_str();
        let mut fault = None;
        for scope in self.scopes.iter().rev() {
            match scope.kind {
                Kind::Comprehension(_) if scope.iteration_names.contains(&name) => {
                    fault = Some(format!(
                        "assignment expression cannot rebind comprehension iteration variable \
                         '{name}'"
                    ));
                }
                Kind::Comprehension(_) | Kind::Restricted("an annotation") => continue,
                Kind::Class => {
                    fault = Some(
                        "assignment expression within a comprehension cannot be used in a class \
                         body"
                            .to_owned(),
                    );
                }
                Kind::Restricted(place) => {
                    let preposition = match place {
                        "the definition of a generic" => "within",
                        _ => "in",
                    };
                    fault = Some(format!(
                        "assignment expression within a comprehension cannot be used \
                         {preposition} {place}"
                    ));
                }
                _ => {}
            }
            break;
        }
        match fault {
            Some(message) => self.report(Stage::Symbols, target.range, message),
            None => self.scope().walrus_names.push(name),
        }
    }

    /// Elements among which a star unpacks.
    fn elements(&mut self, elements: &'a [Expr]) {
        for element in elements {
            match element {
                Expr::Starred(starred) => self.visit_expr(&starred.value),
                other => self.visit_expr(other),
            }
        }
    }

    fn target_list(&mut self, elements: &'a [Expr], range: TextRange) {
        let mut stars = elements.iter().enumerate().filter(|(_, e)| e.is_starred_expr());
        if let Some((before, _)) = stars.next() {
            if stars.next().is_some() {
                let message = "multiple starred expressions in assignment";
                self.report(Stage::Code, range, message);
            } else if before > MAX_BEFORE_STAR {
                let message = "too many expressions in star-unpacking assignment";
                self.report(Stage::Code, range, message);
            }
        }
    }

    fn keywords(&mut self, keywords: &'a [ast::Keyword]) {
        let mut named = Vec::new();
        for keyword in keywords {
            if let Some(arg) = &keyword.arg {
                self.check_name(arg, keyword.range);
                named.push((arg.as_str(), keyword.range));
            }
        }
        for (name, range) in repeated(&named) {
            self.report(Stage::Code, range, format!("keyword argument repeated: {name}"));
        }
    }

    fn try_statement(&mut self, stmt: &'a ast::StmtTry) {
        let finally = !stmt.finalbody.is_empty();
        if finally {
            self.enter_block(Block::Other, stmt.range);
        }
        if stmt.handlers.is_empty() {
            self.visit_body(&stmt.body);
        } else {
            self.block(Block::Other, stmt.range, &stmt.body);
        }
        self.visit_body(&stmt.orelse);
        for (index, handler) in stmt.handlers.iter().enumerate() {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            match &handler.type_ {
                Some(type_) => self.visit_expr(type_),
                None if index + 1 < stmt.handlers.len() => {
                    let message = "default 'except:' must be last";
                    self.report(Stage::Code, handler.range, message);
                }
                None => {}
            }
            if let Some(name) = &handler.name {
                self.check_name(name, handler.range);
            }
            self.enter_block(Block::Other, handler.range);
            let block = if stmt.is_star { Block::ExceptStar } else { Block::Other };
            self.block(block, handler.range, &handler.body);
            self.leave_block();
        }
        if finally {
            self.leave_block();
            self.block(Block::Other, stmt.range, &stmt.finalbody);
        }
    }

    fn import_from(&mut self, stmt: &'a ast::StmtImportFrom) {
        if is_future(stmt) {
            let message = "from __future__ imports must occur at the beginning of the file";
            self.report(Stage::Code, stmt.range, message);
        }
        for alias in &stmt.names {
            if alias.name.as_str() == "*" {
                if self.kind() != Kind::Module {
                    let message = "import * only allowed at module level";
                    self.report(Stage::Symbols, alias.range, message);
                }
                continue;
            }
            self.check_name(alias.asname.as_ref().unwrap_or(&alias.name), stmt.range);
        }
    }

    fn annotated_assignment(&mut self, stmt: &'a ast::StmtAnnAssign) {
        let local = matches!(self.kind(), Kind::Function { .. });
        let outer = self.not_compiled;
        self.not_compiled |= local && stmt.simple;
        self.annotation(&stmt.annotation);
        self.not_compiled = outer;
        if let Some(value) = &stmt.value {
            self.visit_expr(value);
        }
        self.visit_expr(&stmt.target);
    }
}

/// The names that stand a second time in a list, with their places.
fn repeated<'a>(named: &[(&'a str, TextRange)]) -> Vec<(&'a str, TextRange)> {
    // Nearly every list is short; a long one is looked up by hash.
    if named.len() <= 8 {
        let is_repeated = |(index, (name, _)): &(usize, &(&str, TextRange))| {
            named[..*index].iter().any(|(other, _)| other == name)
        };
        let again = named.iter().enumerate().filter(is_repeated);
        return again.map(|(_, entry)| *entry).collect();
    }
    let mut seen = rustc_hash::FxHashSet::default();
    let again = named.iter().filter(|(name, _)| !seen.insert(*name));
    again.copied().collect()
}

fn is_future(import: &ast::StmtImportFrom) -> bool {
    import.level == 0 && (import.module.as_ref()).is_some_and(|module| module == "__future__")
}

#[cfg(test)]
mod tests {
    use crate::read::{Source, parse};

    fn message(text: &str) -> String {
        let source = Source::from_bytes("program", text.as_bytes().to_vec()).expect("UTF-8");
        parse(&source).map_or_else(|error| error.message, |_| "accepted".to_owned())
    }

    #[test]
    fn an_earlier_stage_goes_before_an_earlier_line() {
        let code = "return 1\n";
        let symbols = "def f(x): global x\n";
        let resolution = "def f(): nonlocal y\n";
        assert_eq!(
            message(&[code, resolution, symbols].concat()),
            "name 'x' is parameter and global"
        );
        assert_eq!(message(&[code, resolution].concat()), "no binding for nonlocal 'y' found");
        assert_eq!(message(&[code, "break\n"].concat()), "'return' outside function");
    }
}

//! The names of one scope: what binds them, and what is declared about them too late.
//!
//! Only scopes with a `global` or `nonlocal` statement, and the functions around a `nonlocal`
//! statement, are looked at, so that the usual scope costs nothing.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Pattern, Stmt};
use ruff_text_size::TextRange;
use rustc_hash::FxHashMap;

use super::Body;

const USED: u8 = 1;
const BOUND: u8 = 2;
const PARAMETER: u8 = 4;
const ANNOTATED: u8 = 8;
const GLOBAL: u8 = 16;
const NONLOCAL: u8 = 32;

/// The names of a scope.
pub(super) struct Symbols<'a> {
    flags: FxHashMap<&'a str, u8>,
    /// The names of its `nonlocal` statements, each with the statement.
    pub(super) nonlocals: Vec<(&'a str, TextRange)>,
    /// The same for its `global` statements.
    pub(super) globals: Vec<(&'a str, TextRange)>,
}

impl<'a> Symbols<'a> {
    /// Collects the names of a scope in program order; `fault` hears of declarations that come
    /// after what they declare.
    pub(super) fn of(body: Body<'a>, fault: impl FnMut(TextRange, String)) -> Self {
        let mut collector = Collector {
            symbols: Symbols {
                flags: FxHashMap::default(),
                nonlocals: Vec::new(),
                globals: Vec::new(),
            },
            in_comprehension: false,
            fault,
        };
        match body {
            Body::Statements(parameters, body) => {
                collector.parameters(parameters);
                collector.visit_body(body);
            }
            Body::Lambda(parameters, body) => {
                collector.parameters(parameters);
                collector.visit_expr(body);
            }
            Body::TypeParameters(params) => {
                for param in &params.type_params {
                    collector.add(param.name(), BOUND);
                }
            }
            Body::Nothing => {}
        }
        collector.symbols
    }

    fn flags(&self, name: &str) -> u8 {
        self.flags.get(name).copied().unwrap_or(0)
    }

    pub(super) fn is_global(&self, name: &str) -> bool {
        self.flags(name) & GLOBAL != 0
    }

    /// Whether an inner function's `nonlocal` can mean this scope's name.
    pub(super) fn is_bound(&self, name: &str) -> bool {
        self.flags(name) & (BOUND | PARAMETER | ANNOTATED | NONLOCAL) != 0
    }
}

struct Collector<'a, F> {
    symbols: Symbols<'a>,
    /// Inside a comprehension only `:=` concerns the scope.
    in_comprehension: bool,
    fault: F,
}

impl<'a, F: FnMut(TextRange, String)> Collector<'a, F> {
    fn add(&mut self, name: &'a str, flag: u8) {
        *self.symbols.flags.entry(name).or_default() |= flag;
    }

    fn parameters(&mut self, parameters: Option<&'a ast::Parameters>) {
        for parameter in parameters.into_iter().flatten() {
            self.add(parameter.name(), PARAMETER);
        }
    }

    fn declare(&mut self, names: &'a [ast::Identifier], range: TextRange, flag: u8) {
        let what = if flag == GLOBAL { "global" } else { "nonlocal" };
        for name in names {
            let flags = self.symbols.flags(name);
            let message = if flags & PARAMETER != 0 {
                Some(format!("name '{name}' is parameter and {what}"))
            } else if flags & USED != 0 {
                Some(format!("name '{name}' is used prior to {what} declaration"))
            } else if flags & ANNOTATED != 0 {
                Some(format!("annotated name '{name}' can't be {what}"))
            } else if flags & BOUND != 0 {
                Some(format!("name '{name}' is assigned to before {what} declaration"))
            } else {
                None
            };
            if let Some(message) = message {
                (self.fault)(range, message);
            }
            self.add(name, flag);
            if flag == NONLOCAL {
                self.symbols.nonlocals.push((name, range));
            } else {
                self.symbols.globals.push((name, range));
            }
        }
    }

    /// What a definition evaluates in the scope it stands in.
    fn function_header(&mut self, parameters: &'a ast::Parameters, with_annotations: bool) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
        if with_annotations {
            for parameter in parameters {
                if let Some(annotation) = parameter.annotation() {
                    self.visit_expr(annotation);
                }
            }
        }
    }

    fn comprehension(&mut self, generators: &'a [ast::Comprehension], elements: &[&'a Expr]) {
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        let outer = std::mem::replace(&mut self.in_comprehension, true);
        for (index, generator) in generators.iter().enumerate() {
            if index > 0 {
                self.visit_expr(&generator.iter);
            }
            for condition in &generator.ifs {
                self.visit_expr(condition);
            }
        }
        for element in elements {
            self.visit_expr(element);
        }
        self.in_comprehension = outer;
    }
}

impl<'a, F: FnMut(TextRange, String)> Visitor<'a> for Collector<'a, F> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                self.add(&def.name, BOUND);
                for decorator in &def.decorator_list {
                    self.visit_decorator(decorator);
                }
                let plain = def.type_params.is_none();
                self.function_header(&def.parameters, plain);
                if let Some(returns) = def.returns.as_deref().filter(|_| plain) {
                    self.visit_expr(returns);
                }
            }
            Stmt::ClassDef(class) => {
                self.add(&class.name, BOUND);
                for decorator in &class.decorator_list {
                    self.visit_decorator(decorator);
                }
                if let Some(arguments) = &class.arguments
                    && class.type_params.is_none()
                {
                    self.visit_arguments(arguments);
                }
            }
            Stmt::TypeAlias(alias) => self.visit_expr(&alias.name),
            Stmt::Global(global) => self.declare(&global.names, global.range, GLOBAL),
            Stmt::Nonlocal(nonlocal) => self.declare(&nonlocal.names, nonlocal.range, NONLOCAL),
            Stmt::AnnAssign(assign) => {
                if let Expr::Name(name) = &*assign.target {
                    let id = name.id.as_str();
                    let flags = self.symbols.flags(id);
                    if assign.simple && flags & (GLOBAL | NONLOCAL) != 0 {
                        let what = if flags & GLOBAL != 0 { "global" } else { "nonlocal" };
                        let message = format!("annotated name '{id}' can't be {what}");
                        (self.fault)(assign.range, message);
                    }
                    let bound = if assign.value.is_some() { BOUND } else { 0 };
                    let annotated = if assign.simple { ANNOTATED } else { 0 };
                    self.add(id, bound | annotated);
                } else {
                    self.visit_expr(&assign.target);
                }
                self.visit_expr(&assign.annotation);
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.add(name.as_str().split('.').next().unwrap_or_default(), BOUND);
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    self.add(alias.asname.as_ref().unwrap_or(&alias.name), BOUND);
                }
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(inner) = handler;
        if let Some(name) = &inner.name {
            self.add(name, BOUND);
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) if !self.in_comprehension => {
                let bound = matches!(name.ctx, ExprContext::Store | ExprContext::Del);
                self.add(&name.id, if bound { BOUND } else { USED });
            }
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    self.add(&name.id, BOUND);
                }
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.function_header(parameters, false);
                }
            }
            Expr::ListComp(comp) => self.comprehension(&comp.generators, &[&comp.elt]),
            Expr::SetComp(comp) => self.comprehension(&comp.generators, &[&comp.elt]),
            Expr::Generator(comp) => self.comprehension(&comp.generators, &[&comp.elt]),
            Expr::DictComp(comp) => {
                let elements: Vec<&Expr> =
                    comp.key.as_deref().into_iter().chain([&*comp.value]).collect();
                self.comprehension(&comp.generators, &elements);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(pattern) => pattern.name.as_ref(),
            Pattern::MatchStar(pattern) => pattern.name.as_ref(),
            Pattern::MatchMapping(pattern) => pattern.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.add(name, BOUND);
        }
        visitor::walk_pattern(self, pattern);
    }
}

//! The walk over the tree: which rule is asked at which node.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::{Block, Body, Checker, Kind, Stage, patterns, repeated};

impl<'a> Visitor<'a> for Checker<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Return(ret) => {
                if !self.is_function_like() {
                    self.report(Stage::Code, ret.range, "'return' outside function");
                }
                self.check_leaving(ret.range, true);
                if let Some(value) = &ret.value {
                    self.scope().returns_value.get_or_insert(ret.range);
                    self.visit_expr(value);
                }
            }
            Stmt::AnnAssign(assign) => self.annotated_assignment(assign),
            Stmt::TypeAlias(alias) => {
                if let Expr::Name(name) = &*alias.name {
                    self.check_name(&name.id, alias.range);
                }
                self.with_type_parameters(alias.type_params.as_deref(), |checker| {
                    checker.in_scope(Kind::Restricted("a type alias"), Body::Nothing, |c| {
                        c.visit_expr(&alias.value);
                    });
                });
            }
            Stmt::For(stmt) => {
                if stmt.is_async && !self.in_async() {
                    let message = "'async for' outside async function";
                    self.report(Stage::Code, stmt.range, message);
                }
                self.visit_expr(&stmt.iter);
                self.visit_expr(&stmt.target);
                self.block(Block::Loop, stmt.range, &stmt.body);
                self.visit_body(&stmt.orelse);
            }
            Stmt::While(stmt) => {
                self.visit_expr(&stmt.test);
                self.block(Block::Loop, stmt.range, &stmt.body);
                self.visit_body(&stmt.orelse);
            }
            Stmt::With(stmt) => {
                if stmt.is_async && !self.in_async() {
                    let message = "'async with' outside async function";
                    self.report(Stage::Code, stmt.range, message);
                }
                for item in &stmt.items {
                    self.visit_with_item(item);
                    self.enter_block(Block::Other, stmt.range);
                }
                self.visit_body(&stmt.body);
                for _ in &stmt.items {
                    self.leave_block();
                }
            }
            Stmt::Try(stmt) => self.try_statement(stmt),
            Stmt::Match(stmt) => {
                self.visit_expr(&stmt.subject);
                patterns::check_cases(&stmt.cases, |range, message| {
                    self.report(Stage::Code, range, message);
                });
                for case in &stmt.cases {
                    if let Some(guard) = &case.guard {
                        self.visit_expr(guard);
                    }
                    self.visit_body(&case.body);
                }
            }
            Stmt::ImportFrom(import) => self.import_from(import),
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    let bound = name.split('.').next().unwrap_or_default();
                    self.check_name(bound, import.range);
                }
            }
            Stmt::Global(_) | Stmt::Nonlocal(_) => self.scope().declares = true,
            Stmt::Break(ast::StmtBreak { range, .. })
            | Stmt::Continue(ast::StmtContinue { range, .. }) => {
                self.check_leaving(*range, false);
                if !self.scope().blocks.contains(&Block::Loop) {
                    let message = if stmt.is_break_stmt() {
                        "'break' outside loop"
                    } else {
                        "'continue' not properly in loop"
                    };
                    self.report(Stage::Code, *range, message);
                }
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => match name.ctx {
                ExprContext::Store => self.check_name(&name.id, name.range),
                ExprContext::Del if name.id == "__debug__" => {
                    self.report(Stage::Code, name.range, "cannot delete __debug__");
                }
                _ => {}
            },
            Expr::Attribute(attribute) => {
                match attribute.ctx {
                    ExprContext::Store => self.check_name(&attribute.attr, attribute.range),
                    ExprContext::Del if attribute.attr.as_str() == "__debug__" => {
                        self.report(Stage::Code, attribute.range(), "cannot delete __debug__");
                    }
                    _ => {}
                }
                self.visit_expr(&attribute.value);
            }
            Expr::Starred(starred) => {
                let message = match starred.ctx {
                    ExprContext::Store => "starred assignment target must be in a list or tuple",
                    _ => "can't use starred expression here",
                };
                self.report(Stage::Code, starred.range, message);
                self.visit_expr(&starred.value);
            }
            Expr::Tuple(tuple) => {
                if tuple.ctx == ExprContext::Store {
                    self.target_list(&tuple.elts, tuple.range);
                }
                self.elements(&tuple.elts);
            }
            Expr::List(list) => {
                if list.ctx == ExprContext::Store {
                    self.target_list(&list.elts, list.range);
                }
                self.elements(&list.elts);
            }
            Expr::Set(set) => self.elements(&set.elts),
            Expr::Named(named) => {
                self.named_expression(named);
                self.visit_expr(&named.value);
                self.visit_expr(&named.target);
            }
            Expr::Lambda(lambda) => {
                let parameters = lambda.parameters.as_deref();
                if let Some(parameters) = parameters {
                    self.defaults(parameters);
                }
                self.in_scope(Kind::Lambda, Body::Lambda(parameters, &lambda.body), |c| {
                    if let Some(parameters) = parameters {
                        c.parameters(parameters);
                    }
                    c.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(comp) => {
                let what = "list comprehension";
                self.comprehension(comp.range, what, &comp.generators, &[Some(&comp.elt)]);
            }
            Expr::SetComp(comp) => {
                let what = "set comprehension";
                self.comprehension(comp.range, what, &comp.generators, &[Some(&comp.elt)]);
            }
            Expr::DictComp(comp) => {
                let elements = [comp.key.as_deref(), Some(&*comp.value)];
                self.comprehension(comp.range, "dict comprehension", &comp.generators, &elements);
            }
            Expr::Generator(comp) => {
                let what = "generator expression";
                self.comprehension(comp.range, what, &comp.generators, &[Some(&comp.elt)]);
            }
            Expr::Await(await_) => {
                self.check_restricted("await expression", await_.range);
                if !self.is_function_like() {
                    self.report(Stage::Code, await_.range, "'await' outside function");
                } else if !self.in_async() {
                    self.report(Stage::Code, await_.range, "'await' outside async function");
                }
                self.scope().awaits = true;
                self.visit_expr(&await_.value);
            }
            Expr::Yield(yield_) => {
                self.check_yield(yield_.range, "'yield' outside function");
                if let Some(value) = &yield_.value {
                    self.visit_expr(value);
                }
            }
            Expr::YieldFrom(yield_) => {
                self.check_yield(yield_.range, "'yield from' outside function");
                if self.kind() == (Kind::Function { is_async: true }) {
                    let message = "'yield from' inside async function";
                    self.report(Stage::Code, yield_.range, message);
                }
                self.visit_expr(&yield_.value);
            }
            _ => {
                self.check_operand(expr);
                visitor::walk_expr(self, expr);
            }
        }
    }

    fn visit_arguments(&mut self, arguments: &'a ast::Arguments) {
        self.elements(&arguments.args);
        for keyword in &arguments.keywords {
            self.visit_expr(&keyword.value);
        }
        if !arguments.keywords.is_empty() {
            self.keywords(&arguments.keywords);
        }
    }

    fn visit_type_params(&mut self, params: &'a ast::TypeParams) {
        let ids = params.type_params.iter().map(ast::TypeParam::name);
        let named: Vec<_> = ids.map(|name| (name.as_str(), name.range)).collect();
        for (name, range) in repeated(&named) {
            let message = format!("duplicate type parameter '{name}'");
            self.report(Stage::Symbols, range, message);
        }
        let mut defaults = false;
        for param in &params.type_params {
            self.check_name(param.name(), param.range());
            let (bound, default, place) = match param {
                ast::TypeParam::TypeVar(param) => {
                    (&param.bound, &param.default, "a TypeVar default")
                }
                ast::TypeParam::TypeVarTuple(param) => {
                    (&None, &param.default, "a TypeVarTuple default")
                }
                ast::TypeParam::ParamSpec(param) => (&None, &param.default, "a ParamSpec default"),
            };
            if let Some(bound) = bound {
                let place =
                    if bound.is_tuple_expr() { "a TypeVar constraint" } else { "a TypeVar bound" };
                self.in_scope(Kind::Restricted(place), Body::Nothing, |c| {
                    c.visit_expr(bound);
                });
            }
            if let Some(default) = default {
                defaults = true;
                self.in_scope(Kind::Restricted(place), Body::Nothing, |c| match &**default {
                    Expr::Starred(starred) => c.visit_expr(&starred.value),
                    other => c.visit_expr(other),
                });
            } else if defaults {
                let message = format!(
                    "non-default type parameter '{}' follows default type parameter",
                    param.name()
                );
                self.report(Stage::Code, param.range(), message);
            }
        }
    }

    // Operators have nothing to check; the default would walk into them all the same.
    fn visit_expr_context(&mut self, _: &'a ExprContext) {}
}

impl Checker<'_> {
    /// `yield / 1`, which the parser takes for a division of what `yield` gives; for CPython
    /// there has to be a parenthesis around the `yield`.
    fn check_operand(&mut self, expr: &Expr) {
        let first = match expr {
            Expr::BinOp(operation) => &*operation.left,
            Expr::Compare(comparison) => &*comparison.left,
            Expr::BoolOp(operation) => match operation.values.first() {
                Some(first) => first,
                None => return,
            },
            Expr::If(conditional) => &*conditional.body,
            _ => return,
        };
        if first.is_yield_expr() && first.start() == expr.start() {
            let range = TextRange::at(first.end(), ruff_text_size::TextSize::new(1));
            self.report(Stage::Future, range, "invalid syntax");
        }
    }

    fn check_yield(&mut self, range: TextRange, outside: &str) {
        self.check_restricted("yield expression", range);
        match self.kind() {
            Kind::Comprehension(what) => {
                self.report(Stage::Symbols, range, format!("'yield' inside {what}"));
            }
            Kind::Module | Kind::Class => self.report(Stage::Code, range, outside),
            _ => {}
        }
        self.scope().yields = true;
    }
}

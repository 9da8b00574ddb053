//! The walk over each kind of statement and expression.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Stmt};

use super::{Mention, Name, Walk};

impl<'a> Visitor<'a> for Walk<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::If(node) => self.if_statement(node),
            Stmt::For(node) => {
                self.visit_expr(&node.iter);
                self.candidate(&node.iter);
                self.loop_body(Some(&node.target), &node.body, &node.orelse);
            }
            Stmt::While(node) => {
                self.visit_expr(&node.test);
                self.loop_body(None, &node.body, &node.orelse);
            }
            Stmt::Try(node) => self.try_statement(node),
            Stmt::With(node) => {
                for item in &node.items {
                    self.visit_expr(&item.context_expr);
                    self.candidate(&item.context_expr);
                    if let Some(target) = &item.optional_vars {
                        self.visit_expr(target);
                    }
                }
                // The manager may swallow an exception from any point of the body.
                self.branches(&[&|walk: &mut Self| walk.visit_body(&node.body)], true);
            }
            Stmt::Match(node) => {
                self.visit_expr(&node.subject);
                self.branches(
                    &[&|walk: &mut Self| {
                        for case in &node.cases {
                            let entry = walk.bound.clone();
                            walk.visit_match_case(case);
                            walk.bound = entry;
                        }
                    }],
                    true,
                );
            }
            Stmt::FunctionDef(node) => {
                for decorator in &node.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                for parameter in &*node.parameters {
                    if let Some(default) = parameter.default() {
                        self.visit_expr(default);
                    }
                }
                self.bind_identifier(&node.name);
            }
            Stmt::ClassDef(node) => {
                for decorator in &node.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                if let Some(arguments) = &node.arguments {
                    self.visit_arguments(arguments);
                }
                self.visit_body(&node.body);
                self.bind_identifier(&node.name);
            }
            Stmt::Import(node) => {
                for alias in &node.names {
                    self.bind_identifier(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            Stmt::ImportFrom(node) => {
                for alias in &node.names {
                    self.bind_identifier(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            Stmt::AugAssign(node) => {
                match &*node.target {
                    Expr::Name(name) => {
                        if let Some(var) = self.variable(&name.node_index) {
                            self.read(Name::Variable(var));
                        }
                    }
                    target => {
                        let read = self.root(target);
                        if let Some(name) = read {
                            self.read(name);
                        }
                    }
                }
                self.visit_expr(&node.value);
                self.visit_expr(&node.target);
            }
            Stmt::Assign(node) => {
                self.visit_expr(&node.value);
                for target in &node.targets {
                    self.visit_expr(target);
                }
            }
            Stmt::AnnAssign(node) => {
                if let Some(value) = &node.value {
                    self.visit_expr(value);
                    self.visit_expr(&node.target);
                }
            }
            Stmt::Return(_) | Stmt::Raise(_) | Stmt::Assert(_) => {
                self.found.leaves = true;
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(node) => {
                if let Some(var) = self.variable(&node.node_index) {
                    let name = Name::Variable(var);
                    match node.ctx {
                        ExprContext::Load | ExprContext::Invalid => self.read(name),
                        ExprContext::Store => self.note(name, Mention::Bind),
                        ExprContext::Del => {
                            self.read(name);
                            self.note(name, Mention::Bind);
                        }
                    }
                }
            }
            Expr::Attribute(node) => match node.ctx {
                ExprContext::Load | ExprContext::Invalid => {
                    self.visit_expr(&node.value);
                    if matches!(&*node.value, Expr::Name(_))
                        && let Some(name) = self.root(expr)
                    {
                        self.read(name);
                    }
                }
                context => self.store_into(expr, context == ExprContext::Del),
            },
            Expr::Subscript(node) if node.ctx != ExprContext::Load => {
                self.store_into(expr, node.ctx == ExprContext::Del);
            }
            Expr::Call(node) => self.call(node),
            Expr::Named(node) => {
                self.visit_expr(&node.value);
                self.visit_expr(&node.target);
            }
            Expr::BoolOp(node) => {
                if let Some((first, rest)) = node.values.split_first() {
                    self.visit_expr(first);
                    self.branches(
                        &[&|walk: &mut Self| rest.iter().for_each(|part| walk.visit_expr(part))],
                        true,
                    );
                }
            }
            Expr::If(node) => {
                self.visit_expr(&node.test);
                self.branches(
                    &[&|walk: &mut Self| walk.visit_expr(&node.body), &|walk: &mut Self| {
                        walk.visit_expr(&node.orelse);
                    }],
                    false,
                );
            }
            Expr::Lambda(node) => {
                for parameter in node.parameters.iter().flat_map(|parameters| parameters.iter()) {
                    if let Some(default) = parameter.default() {
                        self.visit_expr(default);
                    }
                }
                self.later(|walk| walk.visit_expr(&node.body));
            }
            Expr::ListComp(node) => self.comprehension(&node.generators, &[&node.elt], false),
            Expr::SetComp(node) => self.comprehension(&node.generators, &[&node.elt], false),
            Expr::Generator(node) => self.comprehension(&node.generators, &[&node.elt], true),
            Expr::DictComp(node) => {
                let mut elements: Vec<&'a Expr> = node.key.iter().map(|key| &**key).collect();
                elements.push(&node.value);
                self.comprehension(&node.generators, &elements, false);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(node) = handler;
        if let Some(type_) = &node.type_ {
            self.visit_expr(type_);
        }
        if let Some(name) = &node.name {
            self.bind_identifier(name);
        }
        self.visit_body(&node.body);
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        let name = match pattern {
            ast::Pattern::MatchAs(node) => &node.name,
            ast::Pattern::MatchStar(node) => &node.name,
            ast::Pattern::MatchMapping(node) => &node.rest,
            _ => &None,
        };
        if let Some(name) = name {
            self.bind_identifier(name);
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_annotation(&mut self, _expr: &'a Expr) {}
}

//! What goes through all elements of a list, in order, before the statement goes on.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use crate::passes::effects::Analysis;
use crate::passes::loops::units::leaves_loop;
use crate::passes::scopes::Resolution;

/// Builtins that go through their first argument once, in order, to its end, and keep no second copy of it.
const DRAINING: &[&str] = &["sum", "min", "max", "set", "frozenset", "dict"];

/// The same in the standard library, by module.
const DRAINING_IN_LIBRARY: &[(&str, &[&str])] =
    &[("collections", &["Counter"]), ("math", &["fsum", "prod"])];

/// Whether a call is of one of these, which an import at the top of the script, and nothing else, names.
fn is_library_drain(an: &Analysis<'_>, call: &ast::ExprCall) -> bool {
    let (root, member) = match &*call.func {
        Expr::Name(name) => (name, None),
        Expr::Attribute(attribute) => match &*attribute.value {
            Expr::Name(name) => (name, Some(attribute.attr.as_str())),
            _ => return false,
        },
        _ => return false,
    };
    let Some(var) = an.scopes.variable_of(root) else { return false };
    let variable = an.scopes.variable(var);
    let is_known = |module: &str, name: &str| {
        let mut all = DRAINING_IN_LIBRARY.iter();
        all.any(|(known, names)| *known == module && names.contains(&name))
    };
    let binds = |alias: &ast::Alias| {
        alias.asname.as_ref().unwrap_or(&alias.name).as_str() == root.id.as_str()
    };
    call.arguments.keywords.is_empty()
        && variable.func == an.scopes.module_bodies[0]
        && variable.bindings == 1
        && !an.scopes.foreign_writes.contains(&var)
        && !an.is_patched_attribute(member.unwrap_or_default())
        && an.program.entry().tree().body.iter().any(|stmt| match (stmt, member) {
            (Stmt::ImportFrom(node), None) => {
                let module = node.module.as_ref().map_or("", ast::Identifier::as_str);
                let mut named = node.names.iter().filter(|alias| binds(alias));
                node.level == 0
                    && named.any(|alias| {
                        is_known(module, &alias.name) && !an.is_patched_attribute(&alias.name)
                    })
            }
            (Stmt::Import(node), Some(member)) => {
                node.names.iter().any(|alias| binds(alias) && is_known(&alias.name, member))
            }
            _ => false,
        })
}

/// Code that goes through an expression's elements.
#[derive(Clone)]
pub struct Drain<'a> {
    pub code: Code<'a>,
    /// What it goes through.
    pub operand: &'a Expr,
    /// What the statement evaluates before.
    pub before: Vec<&'a Expr>,
    /// It certainly comes to the end.
    pub whole: bool,
}

#[derive(Clone, Copy)]
pub enum Code<'a> {
    Expression(&'a Expr),
    Loop(&'a Stmt),
    /// The last statement of a function returns it: the callers go through it.
    Handed(&'a Expr),
}

impl Drain<'_> {
    /// The code that goes through it.
    pub fn range(&self) -> TextRange {
        match self.code {
            Code::Expression(expr) | Code::Handed(expr) => expr.range(),
            Code::Loop(stmt) => stmt.range(),
        }
    }
}

/// The list that a call sorts in place.
pub fn sorted_in_place(call: &ast::ExprCall) -> Option<&Expr> {
    let Expr::Attribute(attribute) = &*call.func else { return None };
    let plain = attribute.attr.as_str() == "sort"
        && attribute.value.is_name_expr()
        && call.arguments.args.is_empty()
        && call.arguments.start() == call.func.end();
    plain.then_some(&*attribute.value)
}

/// `rows.sort(…)` as a statement: it goes through all of them.
pub fn of_sort(stmt: &Stmt) -> Option<Drain<'_>> {
    let Stmt::Expr(node) = stmt else { return None };
    let Expr::Call(call) = &*node.value else { return None };
    let operand = sorted_in_place(call)?;
    Some(Drain { code: Code::Expression(&node.value), operand, before: Vec::new(), whole: true })
}

/// The places of a statement that go through something whatever happens.
pub fn of_statement<'a>(an: &Analysis<'a>, stmt: &'a Stmt) -> Vec<Drain<'a>> {
    let mut finder = Finder { an, found: Vec::new(), before: Vec::new() };
    match stmt {
        Stmt::For(node) if !node.is_async => {
            if let Some(operand) = finder.elements(&node.iter) {
                finder.add(Code::Loop(stmt), operand, !leaves_loop(&node.body, true));
            }
            finder.expression(&node.iter);
        }
        Stmt::Assign(node) => finder.expression(&node.value),
        Stmt::AnnAssign(node) => {
            if let Some(value) = &node.value {
                finder.expression(value);
            }
        }
        Stmt::AugAssign(node) if node.target.is_name_expr() => finder.expression(&node.value),
        Stmt::Expr(node) => finder.expression(&node.value),
        Stmt::Return(node) => {
            if let Some(value) = &node.value {
                finder.expression(value);
            }
        }
        _ => {}
    }
    finder.found
}

/// Whether a call is one of a builtin of these names.
pub fn is_builtin(an: &Analysis<'_>, call: &ast::ExprCall, names: &[&str]) -> bool {
    matches!(&*call.func, Expr::Name(name)
        if names.contains(&name.id.as_str())
            && an.scopes.resolve(name) == Resolution::Builtin
            && !an.is_patched(name.id.as_str()))
}

/// What a formatted text shows, in order, as long as only the text itself says how.
fn fields(node: &ast::ExprFString) -> Vec<&Expr> {
    let mut found = Vec::new();
    for part in &node.value {
        let ast::FStringPart::FString(part) = part else { continue };
        for element in &part.elements {
            let Some(field) = element.as_interpolation() else { continue };
            found.push(&*field.expression);
            let format = field.format_spec.iter().flat_map(|spec| &spec.elements);
            if format.into_iter().any(|element| element.as_interpolation().is_some()) {
                return found;
            }
        }
    }
    found
}

struct Finder<'n, 'a> {
    an: &'n Analysis<'a>,
    found: Vec<Drain<'a>>,
    /// Evaluated already.
    before: Vec<&'a Expr>,
}

impl<'a> Finder<'_, 'a> {
    fn add(&mut self, code: Code<'a>, operand: &'a Expr, whole: bool) {
        self.found.push(Drain { code, operand, before: self.before.clone(), whole });
    }

    /// What an iterable hands on element by element.
    fn elements(&self, iter: &'a Expr) -> Option<&'a Expr> {
        match iter {
            Expr::Name(_) | Expr::ListComp(_) => Some(iter),
            Expr::Call(call) if self.makes_list(call) || self.is_of_script(call) => Some(iter),
            Expr::Call(call) if self.is_builtin(call, &["enumerate"]) => {
                let [first, rest @ ..] = &*call.arguments.args else { return None };
                let plain = rest.iter().all(Expr::is_number_literal_expr)
                    && call
                        .arguments
                        .keywords
                        .iter()
                        .all(|word| word.value.is_number_literal_expr());
                let is_known = match first {
                    Expr::Name(_) | Expr::ListComp(_) => true,
                    Expr::Call(call) => self.makes_list(call) || self.is_of_script(call),
                    _ => false,
                };
                (plain && is_known).then_some(first)
            }
            _ => None,
        }
    }

    fn is_builtin(&self, call: &ast::ExprCall, names: &[&str]) -> bool {
        is_builtin(self.an, call, names)
    }

    /// Whether a call is one of what stands at the top level of the script.
    fn is_of_script(&self, call: &ast::ExprCall) -> bool {
        let Expr::Name(name) = &*call.func else { return false };
        let scopes = self.an.scopes;
        scopes
            .variable_of(name)
            .is_some_and(|var| scopes.variable(var).func == scopes.module_bodies[0])
    }

    /// Whether a call may make a list of what it goes through.
    fn makes_list(&self, call: &ast::ExprCall) -> bool {
        self.is_builtin(call, &["sorted", "list"])
            || matches!(&*call.func, Expr::Attribute(method)
                if method.attr.as_str() == "readlines")
    }

    /// Walks what is certainly evaluated, in order.
    fn expression(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Call(call) => self.call(expr, call),
            Expr::ListComp(node) => self.comprehension(expr, &node.generators),
            Expr::SetComp(node) => self.comprehension(expr, &node.generators),
            Expr::DictComp(node) => self.comprehension(expr, &node.generators),
            Expr::BinOp(node) => self.all([&*node.left, &*node.right]),
            Expr::UnaryOp(node) => self.expression(&node.operand),
            Expr::Compare(node) => {
                self.all([&*node.left].into_iter().chain(node.comparators.first()));
            }
            Expr::Tuple(node) => self.all(&node.elts),
            Expr::FString(node) => {
                // Fields before it are formatted by then.
                self.before.push(expr);
                self.all(fields(node));
                self.before.pop();
            }
            Expr::List(node) => self.all(&node.elts),
            Expr::Attribute(node) => self.expression(&node.value),
            Expr::Subscript(node) => self.expression(&node.value),
            _ => {}
        }
    }

    fn all(&mut self, parts: impl IntoIterator<Item = &'a Expr>) {
        let known = self.before.len();
        for part in parts {
            self.expression(part);
            self.before.push(part);
        }
        self.before.truncate(known);
    }

    fn call(&mut self, expr: &'a Expr, call: &'a ast::ExprCall) {
        if let Some(first) = call.arguments.args.first()
            && (self.is_builtin(call, DRAINING)
                || self.is_builtin(call, &["sorted"])
                || is_library_drain(self.an, call))
            && (call.arguments.args.len() == 1 || self.is_builtin(call, &["sum"]))
        {
            let iter = match first {
                Expr::Generator(node) => match &*node.generators {
                    [outer, ..] if !outer.is_async => Some(&outer.iter),
                    _ => None,
                },
                first => Some(first),
            };
            if let Some(operand) = iter.and_then(|iter| self.elements(iter)) {
                self.add(Code::Expression(expr), operand, true);
            }
        }
        let arguments = call.arguments.args.iter();
        let keywords = call.arguments.keywords.iter().map(|word| &word.value);
        self.all([&*call.func].into_iter().chain(arguments).chain(keywords));
    }

    fn comprehension(&mut self, expr: &'a Expr, generators: &'a [ast::Comprehension]) {
        let Some(first) = generators.first() else { return };
        if generators.iter().any(|generator| generator.is_async) {
            return;
        }
        if let Some(operand) = self.elements(&first.iter) {
            self.add(Code::Expression(expr), operand, true);
        }
        self.expression(&first.iter);
    }
}

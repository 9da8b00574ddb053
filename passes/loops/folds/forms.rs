//! The statements that put something into a container in a way that can be done in parts, by their shape.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, CmpOp, Expr, Operator, Stmt};
use ruff_text_size::{Ranged, TextRange};

use crate::program::Module;

/// How a statement changes its container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `d[k] += v`: an error where the container has no such key.
    Add,
    /// `d[k] = d.get(k, 0) + v`, or with `0.0`.
    AddOrSet,
    /// `d[k] = 0` for a key that is new, `d[k] = v` where others get `d[k] += v`, `d.setdefault(k, 0)`.
    Start,
    /// `d.update(keys)` of a `Counter`.
    Count,
    /// `d[k].append(v)`: an error where the container has no such key.
    Group,
    /// `d.setdefault(k, []).append(v)`.
    GroupOrSet,
    /// `d[k] = []` for a key that is new, `d[k] = [v]` where others get `d[k].append(v)`.
    StartGroup,
    /// `k in d`, of one of the above.
    Test,
    /// `s.add(v)`.
    Insert,
    /// `xs.append(v)`.
    Append,
}

/// One such statement, or the condition in front of some.
pub struct Put<'a> {
    pub form: Form,
    /// The container: a name, or an attribute of a name.
    pub base: &'a Expr,
    pub key: Option<&'a Expr>,
    pub value: Option<&'a Expr>,
    /// What a new entry starts from.
    pub zero: Option<&'a Expr>,
    /// The value is subtracted.
    pub negative: bool,
    /// The value comes after what it is added to.
    pub in_order: bool,
    /// The statement or the condition.
    pub range: TextRange,
    /// Each place that mentions the container.
    pub mentions: Vec<TextRange>,
    /// The name of the method of an `Insert`.
    pub method: Option<TextRange>,
}

/// All such statements in a body.
pub fn find<'a>(module: &Module, body: &'a [Stmt]) -> Vec<Put<'a>> {
    let mut finder = Finder { module, puts: Vec::new() };
    finder.visit_body(body);
    finder.puts
}

/// How often each text of a name, or of an attribute of a name, is mentioned in a body.
pub fn mentions(module: &Module, body: &[Stmt], text: &str) -> usize {
    struct Counter<'m> {
        module: &'m Module,
        text: &'m str,
        count: usize,
    }
    impl<'a> Visitor<'a> for Counter<'_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if matches!(expr, Expr::Name(_) | Expr::Attribute(_))
                && self.module.slice(expr) == self.text
            {
                self.count += 1;
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut counter = Counter { module, text, count: 0 };
    counter.visit_body(body);
    counter.count
}

struct Finder<'m, 'a> {
    module: &'m Module,
    puts: Vec<Put<'a>>,
}

impl<'a> Visitor<'a> for Finder<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let found = match stmt {
            Stmt::If(node) => self.first_or_later(node),
            Stmt::AugAssign(node) => addition(node).into_iter().collect(),
            Stmt::Assign(node) => self.sum_with_earlier(node).into_iter().collect(),
            Stmt::Expr(node) => self.method_call(&node.value, node.range).into_iter().collect(),
            _ => Vec::new(),
        };
        if found.is_empty() {
            visitor::walk_stmt(self, stmt);
        }
        self.puts.extend(found);
    }

    fn visit_expr(&mut self, _expr: &'a Expr) {}
}

impl<'a> Finder<'_, 'a> {
    fn same(&self, a: &Expr, b: &Expr) -> bool {
        self.module.slice(a) == self.module.slice(b)
    }

    /// `d[k] = d.get(k, 0) + v`, or with the two the other way round.
    fn sum_with_earlier(&self, node: &'a ast::StmtAssign) -> Option<Put<'a>> {
        let [target] = node.targets.as_slice() else { return None };
        let (base, key) = entry(target)?;
        let Expr::BinOp(sum) = &*node.value else { return None };
        if sum.op != Operator::Add {
            return None;
        }
        let earlier = |side: &'a Expr| {
            let Expr::Call(call) = side else { return None };
            let (owner, method) = method_of(call)?;
            let [again, zero] = positional(call)? else { return None };
            let fits =
                method == "get" && self.same(owner, base) && self.same(again, key) && is_zero(zero);
            fits.then(|| (owner.range(), zero))
        };
        let (in_order, (owner, zero), value) = match earlier(&sum.left) {
            Some(found) => (true, found, &*sum.right),
            None => (false, earlier(&sum.right)?, &*sum.left),
        };
        Some(Put {
            mentions: vec![base.range(), owner],
            value: Some(value),
            zero: Some(zero),
            in_order,
            ..put(Form::AddOrSet, base, Some(key), node.range)
        })
    }

    fn method_call(&self, expr: &'a Expr, range: TextRange) -> Option<Put<'a>> {
        let Expr::Call(call) = expr else { return None };
        let (owner, method) = method_of(call)?;
        let arguments = positional(call)?;
        if is_path(owner) {
            return match (method, arguments) {
                ("append", [value]) => {
                    Some(Put { value: Some(value), ..put(Form::Append, owner, None, range) })
                }
                ("add", [key]) => {
                    let Expr::Attribute(attribute) = &*call.func else { return None };
                    let method = Some(attribute.attr.range());
                    Some(Put { method, ..put(Form::Insert, owner, Some(key), range) })
                }
                ("update", [keys]) => {
                    Some(Put { value: Some(keys), ..put(Form::Count, owner, None, range) })
                }
                ("setdefault", [key, zero]) if is_zero(zero) => {
                    Some(Put { zero: Some(zero), ..put(Form::Start, owner, Some(key), range) })
                }
                _ => None,
            };
        }
        let ("append", [value]) = (method, arguments) else { return None };
        if let Some((base, key)) = entry(owner) {
            return Some(Put { value: Some(value), ..put(Form::Group, base, Some(key), range) });
        }
        let Expr::Call(inner) = owner else { return None };
        let (base, method) = method_of(inner)?;
        let [key, empty] = positional(inner)? else { return None };
        let fits = method == "setdefault" && is_path(base) && is_empty_list(empty);
        fits.then(|| Put { value: Some(value), ..put(Form::GroupOrSet, base, Some(key), range) })
    }

    /// `if k not in d: d[k] = 0`, `if k in d: d[k] += v` with `else: d[k] = v`, and the same for lists.
    fn first_or_later(&self, node: &'a ast::StmtIf) -> Vec<Put<'a>> {
        self.new_or_known(node).unwrap_or_default()
    }

    fn new_or_known(&self, node: &'a ast::StmtIf) -> Option<Vec<Put<'a>>> {
        let Expr::Compare(test) = &*node.test else { return None };
        let ([op], [base]) = (&*test.ops, &*test.comparators) else { return None };
        if !is_path(base) {
            return None;
        }
        let other: &'a [Stmt] = match node.elif_else_clauses.as_slice() {
            [] => &[],
            [clause] if clause.test.is_none() => &clause.body,
            _ => return None,
        };
        let (known, new) = match op {
            CmpOp::In => (&*node.body, other),
            CmpOp::NotIn => (other, &*node.body),
            _ => return None,
        };
        let [Stmt::Assign(first)] = new else { return None };
        let [target] = first.targets.as_slice() else { return None };
        let (container, key) = entry(target)?;
        if !self.same(container, base) || !self.same(key, &test.left) {
            return None;
        }
        let start = |form: Form, value: Option<&'a Expr>| Put {
            value,
            ..put(form, container, Some(key), first.range)
        };
        let condition = put(Form::Test, base, Some(&test.left), node.test.range());
        let condition = Put { mentions: vec![base.range()], ..condition };
        match known {
            [] if is_zero(&first.value) => {
                let zero = Some(&*first.value);
                Some(vec![condition, Put { zero, ..start(Form::Start, None) }])
            }
            [] if is_empty_list(&first.value) => {
                Some(vec![condition, start(Form::StartGroup, None)])
            }
            [Stmt::AugAssign(later)] => {
                let later = addition(later)?;
                let fits = self.same(later.base, base)
                    && later.key.is_some_and(|again| self.same(again, key))
                    && !later.negative
                    && later.value.is_some_and(|value| self.same(value, &first.value));
                fits.then(|| vec![condition, start(Form::Start, Some(&first.value)), later])
            }
            [Stmt::Expr(later)] => {
                let later = self.method_call(&later.value, later.range)?;
                let Expr::List(list) = &*first.value else { return None };
                let [only] = list.elts.as_slice() else { return None };
                let fits = later.form == Form::Group
                    && self.same(later.base, base)
                    && later.key.is_some_and(|again| self.same(again, key))
                    && later.value.is_some_and(|value| self.same(value, only));
                fits.then(|| vec![condition, start(Form::StartGroup, Some(only)), later])
            }
            _ => None,
        }
    }
}

fn put<'a>(form: Form, base: &'a Expr, key: Option<&'a Expr>, range: TextRange) -> Put<'a> {
    Put {
        form,
        base,
        key,
        value: None,
        zero: None,
        negative: false,
        in_order: true,
        range,
        mentions: vec![base.range()],
        method: None,
    }
}

/// `d[k] += v` or `d[k] -= v`.
fn addition(node: &ast::StmtAugAssign) -> Option<Put<'_>> {
    if !matches!(node.op, Operator::Add | Operator::Sub) {
        return None;
    }
    let (base, key) = entry(&node.target)?;
    let negative = node.op == Operator::Sub;
    Some(Put { value: Some(&node.value), negative, ..put(Form::Add, base, Some(key), node.range) })
}

/// `d[k]`, taken apart.
fn entry(expr: &Expr) -> Option<(&Expr, &Expr)> {
    match expr {
        Expr::Subscript(node) if is_path(&node.value) && !node.slice.is_slice_expr() => {
            Some((&node.value, &node.slice))
        }
        _ => None,
    }
}

/// `owner.method`, of a call.
fn method_of(call: &ast::ExprCall) -> Option<(&Expr, &str)> {
    match &*call.func {
        Expr::Attribute(attribute) => Some((&attribute.value, attribute.attr.as_str())),
        _ => None,
    }
}

/// The arguments of a call that has nothing but plain ones.
fn positional(call: &ast::ExprCall) -> Option<&[Expr]> {
    let plain = call.arguments.keywords.is_empty()
        && !call.arguments.args.iter().any(Expr::is_starred_expr);
    plain.then_some(&*call.arguments.args)
}

/// `d` or `self.d`.
fn is_path(expr: &Expr) -> bool {
    match expr {
        Expr::Name(_) => true,
        Expr::Attribute(node) => matches!(&*node.value, Expr::Name(_)),
        _ => false,
    }
}

/// `0` or `0.0`.
fn is_zero(expr: &Expr) -> bool {
    is_integer_zero(expr)
        || matches!(expr, Expr::NumberLiteral(number)
            if matches!(number.value, ast::Number::Float(value) if value == 0.0))
}

/// `0`.
pub fn is_integer_zero(expr: &Expr) -> bool {
    matches!(expr, Expr::NumberLiteral(number)
        if matches!(&number.value, ast::Number::Int(value) if value.as_u64() == Some(0)))
}

fn is_empty_list(expr: &Expr) -> bool {
    matches!(expr, Expr::List(list) if list.elts.is_empty())
}

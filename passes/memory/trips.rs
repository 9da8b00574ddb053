//! How often the body of a `while` runs, where its condition counts: `while i < n`, `while n > 1`, `while len(xs) < n`.

use ruff_python_ast::{self as ast, CmpOp, Expr, Operator, Stmt};

use super::bounds::{Poly, Span};
use super::heap::Kind;
use super::walker::Walker;

/// What each round does to the variable of a condition.
enum Step {
    /// It grows or shrinks by this much at least.
    By(f64),
    /// It becomes this many times smaller.
    Divided(f64),
    /// It becomes this many times larger.
    Multiplied(f64),
}

impl<'a> Walker<'a, '_> {
    /// The number of rounds of a `while`, or that it is not known.
    pub fn trips_of(&mut self, node: &'a ast::StmtWhile) -> Span {
        let unknown = Span::unknown();
        if let Some(trips) = self.trips_to_break(node) {
            return trips;
        }
        let counted = self.counted_trips(&node.test, &node.body);
        let Some(trips) = counted.or_else(|| self.trips_by_progress(&node.test, &node.body)) else {
            return unknown;
        };
        let early = super::statements::leaves_early(&node.body);
        let trips = trips.amount();
        if early { Span { low: Poly::zero(), ..trips } } else { trips }
    }

    /// `while True:`, where every round makes a number smaller and ends the loop once it is 0: `n //= 10`, `if n == 0: break`.
    fn trips_to_break(&mut self, node: &'a ast::StmtWhile) -> Option<Span> {
        if !matches!(&*node.test, Expr::BooleanLiteral(literal) if literal.value) {
            return None;
        }
        node.body.iter().find_map(|stmt| {
            let Stmt::If(check) = stmt else { return None };
            if !matches!(check.body.last(), Some(Stmt::Break(_))) {
                return None;
            }
            let name = match &*check.test {
                Expr::UnaryOp(not) if not.op == ast::UnaryOp::Not => not.operand.as_name_expr()?,
                Expr::Compare(node) => {
                    let ([CmpOp::Eq | CmpOp::LtE], [Expr::NumberLiteral(zero)]) =
                        (&*node.ops, &*node.comparators)
                    else {
                        return None;
                    };
                    let is_zero =
                        matches!(&zero.value, ast::Number::Int(value) if value.as_i64() == Some(0));
                    node.left.as_name_expr().filter(|_| is_zero)?
                }
                _ => return None,
            };
            // A negative number never gets there.
            let start = self.load(name);
            let start = self.joined(&start).filter(|start| start.kind == Kind::Int)?;
            if !start.num.low.is_positive() {
                return None;
            }
            match self.step_of(name.id.as_str(), &node.body)? {
                Step::Divided(_) => {}
                _ => return None,
            }
            let trips = self.trips_between(name, CmpOp::Gt, &Span::exact(0.0), &node.body)?;
            Some(Span { low: Poly::constant(1.0), ..trips.shifted(1.0) })
        })
    }

    fn counted_trips(&mut self, test: &'a Expr, body: &'a [Stmt]) -> Option<Span> {
        match test {
            // Any one of several conditions that ends the loop bounds it.
            Expr::BoolOp(node) if node.op == ast::BoolOp::And => {
                let mut best: Option<Span> = None;
                for value in &node.values {
                    if let Some(trips) = self.counted_trips(value, body) {
                        let trips = Span { low: Poly::zero(), ..trips };
                        best = Some(match best {
                            None => trips,
                            Some(best) => best.capped(&trips),
                        });
                    }
                }
                best
            }
            Expr::Name(name) => self.trips_between(name, CmpOp::Gt, &Span::exact(0.0), body),
            Expr::Compare(node) => {
                let ([op], [right]) = (&*node.ops, &*node.comparators) else { return None };
                if let Expr::Name(name) = &*node.left
                    && let Some(limit) = self.limit(right, body)
                    && let Some(trips) = self.trips_between(name, *op, &limit, body)
                {
                    return Some(trips);
                }
                // `i * i <= n`: up to the root of n.
                if let Expr::BinOp(square) = &*node.left
                    && let Expr::Name(name) = &*square.left
                    && matches!(op, CmpOp::Lt | CmpOp::LtE)
                    && is_square(square)
                    && let Some(limit) = self.limit(right, body)
                    && let Some(limit) = root(&limit)
                    && let Some(trips) = self.trips_between(name, CmpOp::LtE, &limit, body)
                {
                    return Some(Span { low: Poly::zero(), ..trips });
                }
                if let Expr::Name(name) = right
                    && let Some(limit) = self.limit(&node.left, body)
                {
                    return self.trips_between(name, mirrored(*op)?, &limit, body);
                }
                self.trips_by_length(&node.left, *op, right, body)
            }
            _ => None,
        }
    }

    /// The value of an expression that the body does not change.
    pub fn limit(&mut self, expr: &'a Expr, body: &'a [Stmt]) -> Option<Span> {
        let is_fixed = match expr {
            Expr::Name(name) => !binds(body, name.id.as_str()),
            Expr::NumberLiteral(_) => true,
            Expr::Call(call) => match (&*call.func, &*call.arguments.args) {
                (Expr::Name(function), [Expr::Name(name)]) => {
                    function.id.as_str() == "len" && !mentions_method(body, name.id.as_str())
                }
                _ => false,
            },
            Expr::BinOp(node) => {
                return Some(match node.op {
                    Operator::Add => {
                        self.limit(&node.left, body)?.plus(&self.limit(&node.right, body)?)
                    }
                    Operator::Sub => {
                        self.limit(&node.left, body)?.minus(&self.limit(&node.right, body)?)
                    }
                    _ => {
                        self.limit(&node.left, body)?;
                        self.limit(&node.right, body)?;
                        let value = self.eval(expr);
                        self.joined(&value).filter(|object| object.kind == Kind::Int)?.num
                    }
                });
            }
            _ => false,
        };
        if !is_fixed {
            return None;
        }
        let value = self.eval(expr);
        self.joined(&value).filter(super::heap::Object::is_number).map(|object| object.num)
    }

    fn trips_between(
        &mut self,
        name: &'a ast::ExprName,
        op: CmpOp,
        limit: &Span,
        body: &'a [Stmt],
    ) -> Option<Span> {
        let start = self.load(name);
        let start = self.joined(&start).filter(super::heap::Object::is_number)?.num;
        let step = self.step_of(name.id.as_str(), body)?;
        let inclusive = matches!(op, CmpOp::GtE | CmpOp::LtE);
        let up = matches!(op, CmpOp::Lt | CmpOp::LtE | CmpOp::NotEq);
        let distance = match (&step, up) {
            (Step::By(by), true) if *by > 0.0 => limit.minus(&start),
            (Step::By(by), _) if *by < 0.0 => start.minus(limit),
            (Step::Divided(by), false) => {
                let most = start.high.as_constant()?;
                let likely = start.estimate.as_constant().unwrap_or(most);
                let rounds = |value: f64| (value.max(1.0).ln() / by.ln()).ceil() + 1.0;
                return Some(Span::of(0.0, rounds(likely), rounds(most) + 1.0));
            }
            (Step::Multiplied(by), true) => {
                let most = limit.high.as_constant()?;
                let least = start.low.as_constant().filter(|least| *least >= 1.0)?;
                let rounds = ((most / least).max(1.0).ln() / by.ln()).ceil();
                return Some(Span::of(0.0, rounds, rounds + 1.0));
            }
            _ => return None,
        };
        let Step::By(by) = step else { return None };
        let size = by.abs();
        let more = if inclusive { 1.0 } else { 0.0 };
        let count = |poly: &Poly| {
            let poly = poly.shifted(more);
            match poly.as_constant() {
                Some(value) => Poly::constant((value / size).ceil()),
                None => poly.scaled(1.0 / size).shifted(if size > 1.0 { 1.0 } else { 0.0 }),
            }
        };
        Some(Span {
            low: count(&distance.low).floor_zero(),
            estimate: count(&distance.estimate),
            high: count(&distance.high),
        })
    }

    /// `while len(xs) < n`, where every round appends.
    fn trips_by_length(
        &mut self,
        left: &'a Expr,
        op: CmpOp,
        right: &'a Expr,
        body: &'a [Stmt],
    ) -> Option<Span> {
        let Expr::Call(call) = left else { return None };
        let (Expr::Name(function), [Expr::Name(list)]) = (&*call.func, &*call.arguments.args)
        else {
            return None;
        };
        if function.id.as_str() != "len"
            || !matches!(op, CmpOp::Lt | CmpOp::LtE)
            || !appends(body, list.id.as_str())
        {
            return None;
        }
        let limit = self.limit(right, body)?;
        let refs = self.load(list);
        let trips = limit.minus(&self.length(&refs));
        Some(if op == CmpOp::LtE { trips.shifted(1.0) } else { trips })
    }

    /// What every round does to a variable: one unconditional statement that changes it, and no other one.
    fn step_of(&mut self, name: &str, body: &'a [Stmt]) -> Option<Step> {
        let mut found = None;
        for stmt in body {
            let (op, value) = match stmt {
                Stmt::AugAssign(node) if is_name(&node.target, name) => (node.op, &*node.value),
                Stmt::Assign(node) if node.targets.iter().any(|target| is_name(target, name)) => {
                    let Expr::BinOp(binary) = &*node.value else { return None };
                    if !is_name(&binary.left, name) {
                        return None;
                    }
                    (binary.op, &*binary.right)
                }
                // Changed on some paths, or in a way that is not followed.
                other if binds(std::slice::from_ref(other), name) => return None,
                _ => continue,
            };
            if found.is_some() {
                return None;
            }
            let amount = self.limit(value, body)?;
            let (low, high) = (amount.low.as_constant()?, amount.high.as_constant()?);
            found = Some(match op {
                Operator::Add if low > 0.0 => Step::By(low),
                Operator::Add if high < 0.0 => Step::By(high),
                Operator::Sub if low > 0.0 => Step::By(-low),
                Operator::FloorDiv if low >= 2.0 => Step::Divided(low),
                Operator::RShift if low >= 1.0 => Step::Divided(2.0),
                Operator::Mult if low >= 2.0 => Step::Multiplied(low),
                _ => return None,
            });
        }
        // A `continue` may go round the step.
        if continues(body) { None } else { found }
    }
}

/// Whether an operation is `i * i` or `i ** 2`, the left side being a name.
fn is_square(node: &ast::ExprBinOp) -> bool {
    let Expr::Name(name) = &*node.left else { return false };
    match (node.op, &*node.right) {
        (Operator::Mult, right) => is_name(right, name.id.as_str()),
        (Operator::Pow, Expr::NumberLiteral(two)) => {
            matches!(&two.value, ast::Number::Int(two) if two.as_i64() == Some(2))
        }
        _ => false,
    }
}

/// The square root of a number that is known, at least 0.
fn root(limit: &Span) -> Option<Span> {
    let [low, estimate, high] = [&limit.low, &limit.estimate, &limit.high]
        .map(|end| end.as_constant().map(|end| end.max(0.0).sqrt()));
    Some(Span::of(low.unwrap_or(0.0), estimate?, high?))
}

pub(super) fn mirrored(op: CmpOp) -> Option<CmpOp> {
    Some(match op {
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::LtE => CmpOp::GtE,
        CmpOp::Gt => CmpOp::Lt,
        CmpOp::GtE => CmpOp::LtE,
        CmpOp::NotEq => CmpOp::NotEq,
        _ => return None,
    })
}

pub(super) fn is_name(expr: &Expr, name: &str) -> bool {
    matches!(expr, Expr::Name(node) if node.id.as_str() == name)
}

/// Names that some statement of a body binds, and lists that it appends to without a condition.
struct Binds<'n> {
    name: &'n str,
    found: bool,
}

impl<'a> ast::visitor::Visitor<'a> for Binds<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Name(node) = expr
            && node.id.as_str() == self.name
            && !node.ctx.is_load()
        {
            self.found = true;
        }
        ast::visitor::walk_expr(self, expr);
    }
}

pub(super) fn binds(body: &[Stmt], name: &str) -> bool {
    let mut binds = Binds { name, found: false };
    ast::visitor::Visitor::visit_body(&mut binds, body);
    binds.found
}

/// Whether a method of a variable is called in a body, or it is handed on or bound: its length may change.
fn mentions_method(body: &[Stmt], name: &str) -> bool {
    struct Mentions<'n> {
        name: &'n str,
        found: bool,
    }
    impl<'a> ast::visitor::Visitor<'a> for Mentions<'_> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            match expr {
                Expr::Name(node) if node.id.as_str() == self.name => self.found = true,
                // Reading an element or the length changes nothing.
                Expr::Subscript(node) if is_name(&node.value, self.name) && !node.ctx.is_del() => {
                    self.visit_expr(&node.slice);
                }
                Expr::Call(call)
                    if matches!(&*call.func, Expr::Name(function) if function.id.as_str() == "len")
                        && call.arguments.args.len() == 1
                        && is_name(&call.arguments.args[0], self.name) => {}
                _ => ast::visitor::walk_expr(self, expr),
            }
        }
    }
    let mut mentions = Mentions { name, found: false };
    ast::visitor::Visitor::visit_body(&mut mentions, body);
    mentions.found
}

fn appends(body: &[Stmt], name: &str) -> bool {
    body.iter().any(|stmt| {
        let Stmt::Expr(node) = stmt else { return false };
        let Expr::Call(call) = &*node.value else { return false };
        matches!(&*call.func, Expr::Attribute(callee)
            if is_name(&callee.value, name) && matches!(callee.attr.as_str(), "append" | "insert"))
    }) && !continues(body)
}

/// Whether a `continue` of this loop occurs.
fn continues(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match stmt {
        Stmt::Continue(_) => true,
        Stmt::If(node) => {
            continues(&node.body)
                || node.elif_else_clauses.iter().any(|clause| continues(&clause.body))
        }
        Stmt::With(node) => continues(&node.body),
        Stmt::Try(_) | Stmt::Match(_) => true,
        _ => false,
    })
}

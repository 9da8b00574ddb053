//! Conditions: how likely they hold, 0 and 1 only where that is certain.

use ruff_python_ast::{self as ast, CmpOp, Expr, Operator, UnaryOp};

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::heap::{Kind, Object, Refs};
use super::walker::Walker;

impl<'a> Walker<'a, '_> {
    /// How likely a condition holds: 0 and 1 only where it is certain. Its operands are evaluated.
    pub fn probability(&mut self, expr: &'a Expr) -> f64 {
        match expr {
            Expr::BooleanLiteral(node) => f64::from(u8::from(node.value)),
            Expr::UnaryOp(node) if node.op == UnaryOp::Not => 1.0 - self.probability(&node.operand),
            Expr::BoolOp(node) => {
                let mut all = 1.0;
                for value in &node.values {
                    let chance = self.probability(value);
                    all *= if node.op == ast::BoolOp::And { chance } else { 1.0 - chance };
                    if all <= 0.0 {
                        break;
                    }
                }
                if node.op == ast::BoolOp::And { all } else { 1.0 - all }
            }
            Expr::Compare(node) => self.comparison(node),
            _ => {
                let value = self.eval(expr);
                self.truth(&value)
            }
        }
    }

    /// How likely a value counts as true.
    fn truth(&mut self, value: &Refs) -> f64 {
        let Some(object) = self.joined(value) else { return 0.5 };
        let some_are_none = self
            .state
            .objects(value)
            .any(|object| object.text.as_deref() == Some("None") && object.kind == Kind::Shared);
        if some_are_none {
            return if value.len() == 1 { 0.0 } else { 0.5 };
        }
        match object.kind {
            // What is searched for is mostly found.
            Kind::Match => 0.9,
            Kind::Int if object.grown && object.num.low.is_positive() => {
                let flags = self.state.objects(value).filter(|object| object.grown);
                let likely = flags.filter_map(|object| object.num.estimate.as_constant());
                let likely = likely.fold(f64::INFINITY, f64::min);
                if likely > 0.0 && likely < 1.0 {
                    likely
                } else {
                    chance_of(CmpOp::NotEq, &object.num, &Span::exact(0.0))
                }
            }
            Kind::Int => match object.num.as_constant() {
                Some(value) => f64::from(u8::from(value != 0.0)),
                None if object.num.low.shifted(-1.0).is_positive() => 1.0,
                // Bytes that are tested are flags.
                None if object.num.high.as_constant() == Some(255.0) => 0.5,
                None => chance_of(CmpOp::NotEq, &object.num, &Span::exact(0.0)),
            },
            Kind::List
            | Kind::Tuple
            | Kind::Dict(_)
            | Kind::Set { .. }
            | Kind::Deque
            | Kind::Str(_) => {
                let len = object.each_len();
                if len.high.is_zero() {
                    0.0
                } else if len.low.as_constant().is_some_and(|least| least >= 1.0) {
                    1.0
                } else {
                    0.5
                }
            }
            _ => 0.5,
        }
    }

    fn comparison(&mut self, node: &'a ast::ExprCompare) -> f64 {
        if let [op, ..] = &*node.ops
            && let Some(chance) = self.chance_of_remainder(node, *op)
        {
            return chance;
        }
        if let Some(chance) = self.chance_of_full(node) {
            return chance;
        }
        let mut left = self.eval(&node.left);
        let mut chance = 1.0;
        let mut compared = None;
        for (op, right) in node.ops.iter().zip(&node.comparators) {
            self.hold(&left);
            let right = self.eval(right);
            let before = self.release();
            chance *= self.chance(*op, &before, &right);
            compared = self.mask(node.range, *op, &before, &right);
            left = right;
        }
        self.compared = compared;
        chance
    }

    /// What comparing arrays, or columns of frames, makes.
    fn mask(&mut self, range: TextRange, op: CmpOp, left: &Refs, right: &Refs) -> Option<Refs> {
        let is_many = |object: &Object<'a>| {
            matches!(object.kind, Kind::Array { .. } | Kind::View | Kind::Frame)
        };
        let is_frame = |object: &Object<'a>| object.kind == Kind::Frame;
        if matches!(op, CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn)
            || !self.state.objects(left).chain(self.state.objects(right)).any(is_many)
        {
            return None;
        }
        let has_frames = self.state.objects(left).chain(self.state.objects(right)).any(is_frame);
        self.hold(left);
        self.hold(right);
        let mask = if has_frames {
            self.frame_comparison(range, left, right)
        } else {
            self.array_comparison(range, left, right)
        };
        self.hold(&mask);
        self.measure();
        let mask = self.release();
        self.release();
        self.release();
        Some(mask)
    }

    /// `len(window) == size`, where the window is a deque that holds no more: once it is full, it stays so.
    fn chance_of_full(&mut self, node: &'a ast::ExprCompare) -> Option<f64> {
        let ([op @ (CmpOp::Eq | CmpOp::GtE)], [right]) = (&*node.ops, &*node.comparators) else {
            return None;
        };
        let Expr::Call(call) = &*node.left else { return None };
        let (Expr::Name(function), [measured]) = (&*call.func, &*call.arguments.args) else {
            return None;
        };
        if function.id.as_str() != "len" || !measured.is_name_expr() {
            return None;
        }
        let deque = self.eval(measured);
        let limit = self.state.single(&deque).filter(|object| object.kind == Kind::Deque)?;
        limit.attributes.as_ref()?.get("maxlen")?;
        let len = self.length(&deque);
        let right = self.eval(right);
        let size = self.joined(&right).filter(|size| size.kind == Kind::Int)?.num;
        let chance = chance_of(CmpOp::GtE, &len, &size);
        let is_full = size.estimate.weight() - 0.5 <= len.estimate.weight();
        let chance = if *op == CmpOp::Eq { chance.min(0.95) } else { chance };
        Some(if is_full && chance > 0.0 { chance.max(0.95) } else { chance })
    }

    /// `x % k == c` holds for one in `k` numbers.
    fn chance_of_remainder(&mut self, node: &'a ast::ExprCompare, op: CmpOp) -> Option<f64> {
        let ([right], Expr::BinOp(modulo)) = (&*node.comparators, &*node.left) else { return None };
        if modulo.op != Operator::Mod || !matches!(op, CmpOp::Eq | CmpOp::NotEq) {
            return None;
        }
        let left = self.eval(&modulo.left);
        let by = self.eval(&modulo.right);
        self.eval(right);
        let numbers = self.joined(&left)?;
        let by = self.joined(&by)?.num.as_constant().filter(|by| *by > 1.0)?;
        // One number has one remainder; many have all of them.
        if numbers.num.as_constant().is_some() || numbers.kind != Kind::Int {
            return None;
        }
        Some(if op == CmpOp::Eq { 1.0 / by } else { 1.0 - 1.0 / by })
    }

    fn chance(&mut self, op: CmpOp, left: &Refs, right: &Refs) -> f64 {
        if matches!(op, CmpOp::Is | CmpOp::IsNot) {
            let is_none = |object: &Object<'a>| {
                object.kind == Kind::Shared && object.text.as_deref() == Some("None")
            };
            let none = self.state.objects(right).all(is_none);
            let sure = !left.is_empty() && self.state.objects(left).all(is_none);
            let may_be = |object: &Object<'a>| {
                is_none(object) || matches!(object.kind, Kind::Unknown | Kind::Document)
            };
            let is_match = |object: &Object<'a>| object.kind == Kind::Match;
            let chance = if !none {
                0.5
            } else if self.state.objects(left).any(is_match) {
                0.1
            } else if sure {
                1.0
            } else if self.state.objects(left).any(may_be) {
                0.5
            } else {
                0.0
            };
            return if op == CmpOp::Is { chance } else { 1.0 - chance };
        }
        let (Some(one), Some(two)) = (self.joined(left), self.joined(right)) else { return 0.5 };
        if matches!(op, CmpOp::In | CmpOp::NotIn) {
            let chance = self.chance_of_member(left, &two);
            return if op == CmpOp::In { chance } else { 1.0 - chance };
        }
        if let (Some(a), Some(b)) = (&one.text, &two.text)
            && one.kind == two.kind
        {
            return match op {
                CmpOp::Eq => f64::from(u8::from(a == b)),
                CmpOp::NotEq => f64::from(u8::from(a != b)),
                _ => 0.5,
            };
        }
        if one.is_number() && two.is_number() {
            return chance_of(op, &one.num, &two.num);
        }
        0.5
    }
}

impl<'a> Walker<'a, '_> {
    /// How likely something is in a container: certainly not in an empty one.
    fn chance_of_member(&self, item: &Refs, container: &Object<'a>) -> f64 {
        let is_table = matches!(container.kind, Kind::Dict(_) | Kind::Set { .. });
        if (is_table || container.kind == Kind::List) && container.each.1.is_zero() {
            return 0.0;
        }
        if !is_table {
            return 0.5;
        }
        // Each of the different ones is new once.
        if let Some(different) = self.domain(item, 3).as_constant()
            && different.is_finite()
            && different <= self.rounds
        {
            return (1.0 - different / self.rounds).clamp(0.05, 0.999);
        }
        0.5
    }
}

/// Something that is filled until it is full, and then emptied: a container, or a number that counts.
pub struct Filling {
    what: Refs,
    /// How full it gets.
    pub level: f64,
}

impl<'a> Walker<'a, '_> {
    /// `if len(batch) == size: …; batch = []`, and `if count >= size: …; count = 0`: what is likely is known of both ways.
    pub fn filling(&mut self, test: &'a Expr, body: &'a [ast::Stmt]) -> Option<Filling> {
        let Expr::Compare(node) = test else { return None };
        let ([op], [right]) = (&*node.ops, &*node.comparators) else { return None };
        if !matches!(op, CmpOp::Eq | CmpOp::GtE | CmpOp::Gt) {
            return None;
        }
        let measured = match &*node.left {
            Expr::Call(call) => match (&*call.func, &*call.arguments.args) {
                (Expr::Name(function), [one]) if function.id.as_str() == "len" => one,
                _ => return None,
            },
            other => other,
        };
        let is_counted = std::ptr::eq(measured, &raw const *node.left);
        if !measured.is_name_expr() && !measured.is_attribute_expr() {
            return None;
        }
        let name = self.text(measured).to_owned();
        if !body.iter().any(|stmt| self.empties(stmt, &name)) {
            return None;
        }
        let limit = self.eval(right);
        let limit = self.joined(&limit).filter(Object::is_number)?;
        let level = limit.num.estimate.as_constant().filter(|level| *level >= 1.0)?;
        let what = self.eval(measured);
        let fits = |object: &Object<'a>| match object.kind {
            Kind::Int => is_counted,
            Kind::List | Kind::Dict(_) | Kind::Set { .. } | Kind::Deque => !is_counted,
            _ => false,
        };
        (!what.is_empty() && self.state.objects(&what).all(fits)).then_some(Filling { what, level })
    }

    /// Whether a statement binds something anew, or empties it.
    fn empties(&self, stmt: &'a ast::Stmt, name: &str) -> bool {
        match stmt {
            ast::Stmt::Assign(node) => node.targets.iter().any(|target| self.text(target) == name),
            ast::Stmt::Expr(node) => match &*node.value {
                Expr::Call(call) => self.text(&*call.func) == format!("{name}.clear"),
                _ => false,
            },
            _ => false,
        }
    }

    /// It is likely this full, as a share of its level.
    pub fn fill(&mut self, filling: &Filling, share: f64) {
        let likely = Poly::constant((filling.level * share).max(1.0));
        self.change(&filling.what, |object, _| {
            let one = object.count.high.as_constant() == Some(1.0);
            if object.kind == Kind::Int && !object.immortal {
                object.num.estimate = likely.clone();
            } else if one && object.each.1.as_constant() != Some(0.0) {
                object.len.estimate = likely.clone();
            }
        });
    }
}

/// How likely numbers from one interval compare so to those of another, all values being as likely.
fn chance_of(op: CmpOp, left: &Span, right: &Span) -> f64 {
    let less = |a: &Span, b: &Span| {
        if a.high.shifted(1e-9).is_at_most(&b.low) && a.high != b.low {
            return 1.0;
        }
        if b.high.is_at_most(&a.low) {
            return 0.0;
        }
        let ends = [&a.low, &a.high, &b.estimate].map(Poly::as_constant);
        match ends {
            [Some(low), Some(high), Some(middle)]
                if low.is_finite() && high.is_finite() && middle.is_finite() && high > low =>
            {
                ((middle - low) / (high - low + 1.0)).clamp(0.05, 0.95)
            }
            _ => 0.5,
        }
    };
    let equal = || match (left.as_constant(), right.as_constant()) {
        (Some(a), Some(b)) => f64::from(u8::from((a - b).abs() < f64::EPSILON)),
        _ if left.high.shifted(0.5).is_at_most(&right.low)
            || right.high.shifted(0.5).is_at_most(&left.low) =>
        {
            0.0
        }
        _ => {
            let width = left.high.minus(&left.low).upper(&right.high.minus(&right.low));
            width.as_constant().map_or(0.5, |width| (1.0 / (width + 1.0)).clamp(0.001, 0.5))
        }
    };
    match op {
        CmpOp::Lt => less(left, right),
        CmpOp::Gt => less(right, left),
        CmpOp::GtE => 1.0 - less(left, right),
        CmpOp::LtE => 1.0 - less(right, left),
        CmpOp::Eq => equal(),
        CmpOp::NotEq => 1.0 - equal(),
        _ => 0.5,
    }
}

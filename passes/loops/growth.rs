//! Which statements may be repeated ahead of time, more often perhaps than the program would have done: plain ones, under which
//! numbers and texts grow slowly.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Operator, Stmt};

use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::walker::Walker;
use crate::passes::scopes::Resolution;
use crate::values::Atoms;

/// Statements without code of their own inside, which can stand in another function; a list that is drawn may be written as a
/// comprehension.
pub fn is_plain(stmt: &Stmt) -> bool {
    struct Inside(bool);
    impl<'a> Visitor<'a> for Inside {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            self.0 &= match stmt {
                Stmt::Assign(_)
                | Stmt::AugAssign(_)
                | Stmt::AnnAssign(_)
                | Stmt::Expr(_)
                | Stmt::Break(_)
                | Stmt::Continue(_)
                | Stmt::Pass(_)
                | Stmt::If(_) => true,
                Stmt::Try(node) => !node.is_star,
                _ => false,
            };
            visitor::walk_stmt(self, stmt);
        }
        fn visit_expr(&mut self, expr: &'a Expr) {
            self.0 &= !matches!(
                expr,
                Expr::Lambda(_)
                    | Expr::Generator(_)
                    | Expr::SetComp(_)
                    | Expr::DictComp(_)
                    | Expr::Yield(_)
                    | Expr::YieldFrom(_)
                    | Expr::Await(_)
            );
            visitor::walk_expr(self, expr);
        }
    }
    let mut inside = Inside(true);
    inside.visit_stmt(stmt);
    inside.0
}

/// Looks for what may grow without bound when it is repeated: powers, shifts, products; functions of the program, which may do any
/// of these.
pub struct Growth<'g, 'w, 'a> {
    walker: &'g mut Walker<'w, 'a>,
    strict: bool,
    /// Inside the left operand of `%` or beside `&`, which bound what comes out.
    bounded: bool,
    pub little: bool,
}

impl<'a> Visitor<'a> for Growth<'_, '_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::AugAssign(node) = stmt {
            self.operation(node.op, &node.target, &node.value);
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        let before = self.bounded;
        match expr {
            Expr::BinOp(node) if matches!(node.op, Operator::Mod | Operator::BitAnd) => {
                self.bounded = true;
            }
            Expr::BinOp(node) => self.operation(node.op, &node.left, &node.right),
            Expr::Call(call) => self.little &= !self.is_own_code(&call.func),
            _ => {}
        }
        visitor::walk_expr(self, expr);
        self.bounded = before;
    }
}

impl<'g, 'w, 'a> Growth<'g, 'w, 'a> {
    pub fn new(walker: &'g mut Walker<'w, 'a>, strict: bool) -> Self {
        Growth { walker, strict, bounded: false, little: true }
    }

    fn operation(&mut self, op: Operator, left: &'a Expr, right: &'a Expr) {
        let (is_left, is_right) = (left.is_number_literal_expr(), right.is_number_literal_expr());
        let literal = is_left || is_right;
        self.little &= match op {
            Operator::Pow | Operator::LShift => is_right && (is_left || self.bounded),
            Operator::Mult => {
                let numbers = self.is_number(left) && self.is_number(right);
                numbers && (self.bounded || (literal && !self.strict))
            }
            // Two texts, of which each may be all that there was: `s + s`.
            Operator::Add => {
                left.is_literal_expr()
                    || right.is_literal_expr()
                    || self.is_number(left)
                    || self.is_number(right)
            }
            Operator::MatMult => false,
            _ => true,
        };
    }

    fn is_number(&mut self, expr: &'a Expr) -> bool {
        let numbers = Atoms::NUMBERS.union(Atoms::UNBOUND);
        match expr {
            Expr::Name(name) => {
                let Some(var) = self.walker.an.scopes.variable_of(name) else { return false };
                self.walker.load_variable(var).only(numbers)
            }
            _ => self.walker.eval(expr).only(numbers),
        }
    }

    /// Whether a call may run a function of the program.
    fn is_own_code(&mut self, callee: &'a Expr) -> bool {
        match callee {
            Expr::Name(name)
                if matches!(self.walker.an.scopes.resolve(name), Resolution::Builtin) =>
            {
                false
            }
            Expr::Attribute(node) => {
                let value = self.walker.eval(&node.value);
                let an = &*self.walker.an;
                value.is_any()
                    || value.objects.iter().any(|&object| {
                        !matches!(
                            an.heap.peek(object).kind,
                            ObjectKind::Library(_) | ObjectKind::LibraryModule(_)
                        )
                    })
            }
            _ => {
                let value = self.walker.eval(callee);
                let an = &*self.walker.an;
                value.is_any()
                    || value.objects.iter().any(|&object| {
                        !matches!(an.heap.peek(object).kind, ObjectKind::LibraryFunction(_))
                    })
            }
        }
    }
}

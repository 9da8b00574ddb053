//! Expressions: their values and effects.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::heap::{Field, ObjectKey, ObjectKind};
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::passes::scopes::node_id;
use crate::values::{Atoms, Origins, Value};

impl<'a> Walker<'_, 'a> {
    /// Evaluates an expression.
    pub fn eval(&mut self, expr: &'a Expr) -> Value {
        self.fx.cost += 1.0;
        if !self.known.is_empty()
            && let Some((_, value)) = self.known.iter().find(|(range, _)| *range == expr.range())
        {
            return value.clone();
        }
        match expr {
            Expr::Name(node) => self.load_name(node),
            Expr::NumberLiteral(node) => Value::atom(match node.value {
                ast::Number::Int(_) => Atoms::INT,
                ast::Number::Float(_) => Atoms::FLOAT,
                ast::Number::Complex { .. } => Atoms::COMPLEX,
            }),
            Expr::StringLiteral(text) => {
                self.refuse_named_setter(text);
                Value::atom(Atoms::STR)
            }
            Expr::BytesLiteral(_) => Value::atom(Atoms::BYTES),
            Expr::BooleanLiteral(_) => Value::atom(Atoms::BOOL),
            Expr::NoneLiteral(_) => Value::atom(Atoms::NONE),
            Expr::EllipsisLiteral(_) => Value::atom(Atoms::OTHER),
            Expr::FString(node) => {
                for element in node.value.elements() {
                    self.interpolated(element);
                }
                Value::atom(Atoms::STR)
            }
            Expr::TString(node) => {
                self.flag(Flags::UNKNOWN, node.range, "template string");
                Value::any()
            }
            Expr::BinOp(node) => {
                let left = self.eval(&node.left);
                let right = self.eval(&node.right);
                self.binary(&left, node.op, &right, node.range, node_id(&node.node_index), false)
            }
            Expr::UnaryOp(node) => self.unary(node),
            Expr::BoolOp(node) => self.bool_op(node),
            Expr::Compare(node) => self.compare(node),
            Expr::If(node) => {
                self.eval_test(&node.test);
                match self.an.known_outcome(&node.test) {
                    Some(true) => return self.eval(&node.body),
                    Some(false) => return self.eval(&node.orelse),
                    None => {}
                }
                let body = self.assuming(&node.test, true, |walker| walker.eval(&node.body));
                let orelse = self.assuming(&node.test, false, |walker| walker.eval(&node.orelse));
                body.joined(&orelse)
            }
            Expr::Named(node) => {
                let value = self.eval(&node.value);
                self.assign(&node.target, &value);
                value
            }
            Expr::List(node) => self.display("list", &node.elts, node_id(&node.node_index)),
            Expr::Set(node) => self.display("set", &node.elts, node_id(&node.node_index)),
            Expr::Tuple(node) => self.display("tuple", &node.elts, node_id(&node.node_index)),
            Expr::Dict(node) => self.dict_display(node),
            Expr::ListComp(node) => {
                let id = node_id(&node.node_index).unwrap_or(u32::MAX);
                self.comprehension(expr, "list", id, &node.generators, None, &node.elt)
            }
            Expr::SetComp(node) => {
                let id = node_id(&node.node_index).unwrap_or(u32::MAX);
                self.comprehension(expr, "set", id, &node.generators, None, &node.elt)
            }
            Expr::DictComp(node) => {
                let id = node_id(&node.node_index).unwrap_or(u32::MAX);
                self.comprehension(
                    expr,
                    "dict",
                    id,
                    &node.generators,
                    node.key.as_deref(),
                    &node.value,
                )
            }
            Expr::Generator(node) => {
                let id = node_id(&node.node_index).unwrap_or(u32::MAX);
                self.comprehension(expr, "iter", id, &node.generators, None, &node.elt)
            }
            Expr::Lambda(node) => {
                let func = self.an.scopes.body_of_lambda(node);
                if self.an.named_lambdas.contains(&(self.module, node.range)) {
                    self.flag(Flags::DEFINES, node.range, "lambda");
                }
                match &node.parameters {
                    Some(parameters) => self.function_value(func, parameters),
                    None => {
                        let object = self
                            .an
                            .heap
                            .object(ObjectKey::Function(func), || ObjectKind::Function(func));
                        Value::object(object, Origins::OUTSIDE)
                    }
                }
            }
            Expr::Attribute(node) => {
                let value = self.eval(&node.value);
                self.load_attribute(
                    &value,
                    node.attr.as_str(),
                    node.range,
                    node_id(&node.node_index),
                )
            }
            Expr::Subscript(node) => self.subscript(node),
            Expr::Call(node) => {
                self.drained = self.drained_by(node);
                self.call(node)
            }
            Expr::Starred(node) => {
                let value = self.eval(&node.value);
                self.iterate(&value, node.range)
            }
            Expr::Slice(node) => {
                for part in [&node.lower, &node.upper, &node.step].into_iter().flatten() {
                    let value = self.eval(part);
                    self.implicit(&value, part.range());
                }
                Value::atom(Atoms::OTHER)
            }
            Expr::Await(node) => {
                self.eval(&node.value);
                self.flag(Flags::SUSPENDS, node.range, "await");
                Value::any()
            }
            Expr::Yield(node) => {
                let value =
                    node.value.as_ref().map_or(Value::atom(Atoms::NONE), |value| self.eval(value));
                self.flag(Flags::SUSPENDS, node.range, "yield");
                self.note_yield(&value);
                self.note_yield_itself(node.value.as_deref(), value.origins);
                Value::any()
            }
            Expr::YieldFrom(node) => {
                let value = self.eval(&node.value);
                let element = self.iterate(&value, node.range);
                self.flag(Flags::SUSPENDS, node.range, "yield from");
                self.note_yield(&element);
                Value::any()
            }
            Expr::IpyEscapeCommand(node) => {
                self.flag(Flags::UNKNOWN, node.range, "shell escape");
                Value::any()
            }
        }
    }

    /// Evaluates a condition: its truth is asked for.
    pub fn eval_test(&mut self, expr: &'a Expr) {
        let value = self.eval(expr);
        self.truth(&value, expr.range());
    }

    /// What asking whether a value is true does.
    pub fn truth(&mut self, value: &Value, range: TextRange) {
        if !value.is_atomic() {
            self.touch_read(value, Field::Contents);
            self.implicit_named(value, &["__bool__", "__len__"], range);
        }
    }

    fn interpolated(&mut self, element: &'a ast::InterpolatedStringElement) {
        if let ast::InterpolatedStringElement::Interpolation(node) = element {
            let value = self.eval(&node.expression);
            self.touch_deep(&value, None);
            self.note_printed(&value, node.range);
            self.shown(&value, node.range);
            if let Some(spec) = &node.format_spec {
                for element in &spec.elements {
                    self.interpolated(element);
                }
            }
        }
    }

    /// Reads the target of an augmented assignment.
    pub fn eval_target_as_load(&mut self, target: &'a Expr) -> Value {
        self.eval(target)
    }
}

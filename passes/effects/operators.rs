//! Operators: the values that they give and the methods that they run.
//!
//! Example: `a + b` on integers is an integer; on instances of a class of the program it calls `__add__` or `__radd__`.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::heap::{Field, ObjectKey, ObjectKind};
use super::implicit::Implied;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ClassId, ObjId};
use crate::passes::scopes::Resolution;
use crate::values::{Atoms, Value};

/// Types that `%` formats.
const TEXT: Atoms = Atoms(Atoms::STR.0 | Atoms::BYTES.0);

impl<'a> Walker<'_, 'a> {
    pub(super) fn bool_op(&mut self, node: &'a ast::ExprBoolOp) -> Value {
        let mut result = Value::bottom();
        let goes_on_if = node.op == ast::BoolOp::And;
        for (index, value) in node.values.iter().enumerate() {
            let part = match &node.values[..index] {
                [] => self.eval(value),
                [.., before] => self.assuming(before, goes_on_if, |walker| walker.eval(value)),
            };
            self.truth(&part, value.range());
            result.join(&part);
        }
        result
    }

    pub(super) fn compare(&mut self, node: &'a ast::ExprCompare) -> Value {
        let mut left = self.eval(&node.left);
        let mut left_expr: &Expr = &node.left;
        let mut result = Value::atom(Atoms::BOOL);
        if matches!(&*node.ops, [op] if !is_about_identity_or_members(*op)) && self.is_frames(&left)
        {
            result = Value::bottom();
        }
        for (index, (op, right_expr)) in node.ops.iter().zip(&*node.comparators).enumerate() {
            let right = if index == 0 {
                self.eval(right_expr)
            } else {
                self.maybe(|walker| walker.eval(right_expr))
            };
            if self.an.has_operator_methods && !(left.is_atomic() && right.is_atomic()) {
                for &name in methods_of(*op) {
                    let (both, others) = ([&left, &right], [&right, &left]);
                    for (operand, other) in both.into_iter().zip(others) {
                        let others = std::slice::from_ref(other);
                        result.join(&self.call_dunder_with(operand, name, others, node.range));
                    }
                }
            }
            match op {
                ast::CmpOp::Is | ast::CmpOp::IsNot => {
                    let tells = |expr: &Expr| !is_singleton(expr) && !self.asks_for_type(expr);
                    if tells(left_expr) && tells(right_expr) {
                        self.an.note_identity_test(self.module, node.range, &left, &right);
                    }
                }
                ast::CmpOp::In | ast::CmpOp::NotIn => {
                    self.an.note_element_comparison(&right);
                    self.touch_deep(&right, None);
                    self.touch_deep(&left, None);
                    let both = [(&left, Implied::Compares), (&right, Implied::Reads)];
                    self.implied_among(&both, node.range);
                    self.consume(&right, node.range);
                }
                _ => {
                    let arrays = self.compared_arrays(&left, &right, node.range);
                    result.join(&arrays);
                    if !left.is_atomic() && !right.is_atomic() {
                        self.an.note_element_comparison(&left);
                        self.an.note_element_comparison(&right);
                    }
                    if [&left, &right].iter().all(|value| self.compares_in_view(value)) {
                        // What says what the operator means has been called; `!=` may turn what `==` gives into its contrary.
                        if *op == ast::CmpOp::NotEq {
                            self.truth(&result.clone(), node.range);
                        }
                        left = right;
                        left_expr = right_expr;
                        continue;
                    }
                    let is_equality = matches!(op, ast::CmpOp::Eq | ast::CmpOp::NotEq);
                    if !is_equality
                        || ![&left, &right].iter().all(|value| self.has_plain_equality(value))
                    {
                        self.touch_deep(&right, None);
                        self.touch_deep(&left, None);
                    }
                    let both = [&left, &right].map(|value| (value, Implied::Compares));
                    self.implied_among(&both, node.range);
                }
            }
            left = right;
            left_expr = right_expr;
        }
        result
    }

    /// Whether `==` on this value and another such looks into neither: they are numbers, text, and instances that are equal to
    /// themselves alone.
    fn has_plain_equality(&mut self, value: &Value) -> bool {
        !value.is_any()
            && !value.atoms.contains(Atoms::OTHER)
            && value.objects.iter().all(|&object| match self.an.heap.peek(object).kind {
                ObjectKind::Instance(class) => self.an.is_equal_to_itself_alone(class),
                _ => false,
            })
    }

    /// Whether comparing this value with another such calls methods of the program on the two themselves, or compares numbers and
    /// text: they are instances of classes that say themselves what that means.
    fn compares_in_view(&mut self, value: &Value) -> bool {
        !value.is_any()
            && !value.atoms.contains(Atoms::OTHER)
            && value.objects.iter().all(|&object| match self.an.heap.peek(object).kind {
                ObjectKind::Instance(class) => {
                    self.an.is_of_program(class)
                        && !self.an.is_decorated(class)
                        && methods_of(ast::CmpOp::Lt).iter().all(|name| {
                            let symbol = self.an.symbol(name);
                            !self.an.class_patches.contains(&symbol)
                                && !self.an.is_patched_attribute(name)
                        })
                }
                _ => false,
            })
    }

    /// Effects of the methods by which an operator of a container finds out about two values, and what they hold.
    fn compared(&mut self, left: &Value, right: &Value, range: TextRange) {
        let both = [left, right].map(|value| (value, Implied::NoArithmetic));
        self.implied_among(&both, range);
    }

    /// Comparing arrays gives an array, and comparing their scalars one of these.
    fn compared_arrays(&mut self, left: &Value, right: &Value, range: TextRange) -> Value {
        let mut result = Value::bottom();
        if !self.an.uses_packages {
            return result;
        }
        for (operand, other) in [(left, right), (right, left)] {
            for object in operand.each_object() {
                if self.is_plain_type(object)
                    && let ObjectKind::Library(id) = self.an.heap.peek(object).kind
                {
                    result.join(&self.operator_result(id, operand, range));
                    result.join(&self.operand_effects(other, range));
                }
            }
            if operand.atoms.contains(Atoms::OTHER) {
                result.join(&Value::atom(Atoms::OTHER));
            }
            if operand.is_any() && self.an.open_world {
                let origins = self.fresh(0x8000_0000 | u32::from(range.start()), 98);
                result.join(&Value { origins, ..Value::any() });
            }
        }
        result
    }

    pub(super) fn unary(&mut self, node: &'a ast::ExprUnaryOp) -> Value {
        let value = self.eval(&node.operand);
        if node.op == ast::UnaryOp::Not {
            self.truth(&value, node.range);
            return Value::atom(Atoms::BOOL);
        }
        self.implicit_named(&value, &["__neg__", "__pos__", "__invert__"], node.range);
        let mut result = Value::atom(numeric_result(value.atoms));
        for &object in &value.objects {
            match self.an.heap.peek(object).kind.clone() {
                ObjectKind::Instance(class) => {
                    let arguments = super::call::Arguments::positional(vec![Value::object(
                        object,
                        value.origins,
                    )]);
                    let name = match node.op {
                        ast::UnaryOp::USub => "__neg__",
                        ast::UnaryOp::UAdd => "__pos__",
                        _ => "__invert__",
                    };
                    let part = self.call_method(class, name, &arguments, node.range);
                    result.join(&part);
                }
                ObjectKind::Library(id) => {
                    let part = self.operator_result(id, &value, node.range);
                    result.join(&part);
                }
                _ => {}
            }
        }
        if value.is_any() {
            result.join(&value);
        }
        result
    }

    /// `left op right`; `in_place` for augmented assignment, which may change the left operand.
    pub fn binary(
        &mut self,
        left: &Value,
        op: ast::Operator,
        right: &Value,
        range: TextRange,
        site: Option<u32>,
        in_place: bool,
    ) -> Value {
        if left.is_atomic() && right.is_atomic() {
            return Value::atom(arithmetic(left.atoms, op, right.atoms));
        }
        if op == ast::Operator::Mod && left.only(TEXT) {
            self.touch_deep(right, None);
            self.note_printed(right, range);
            self.implicit(right, range);
            return Value::atom(left.atoms.without(Atoms::UNBOUND));
        }
        if op == ast::Operator::Mod && left.atoms.intersects(TEXT.union(Atoms::ANY)) {
            self.implicit(right, range);
        }
        if in_place && op == ast::Operator::Add && self.only_extends(left, right) {
            self.touch_read(left, Field::Contents);
            self.touch_read(right, Field::Contents);
            self.in_place(left, right, range);
            return left.clone();
        }
        if op == ast::Operator::Mult {
            // Repeating a sequence asks the number what it is.
            self.implicit_named(left, &["__index__"], range);
            self.implicit_named(right, &["__index__"], range);
        }
        let site = site.unwrap_or(0x8000_0000 | u32::from(range.start()));
        let mut result = Value::atom(arithmetic(left.atoms, op, right.atoms));
        self.touch_read(left, Field::Contents);
        self.touch_read(right, Field::Contents);
        let names = operator_methods(op);
        let mut dunder = self.call_dunder_with(left, names.0, std::slice::from_ref(right), range);
        dunder.join(&self.call_dunder_with(right, names.1, std::slice::from_ref(left), range));
        if in_place {
            dunder.join(&self.call_dunder_with(left, names.2, std::slice::from_ref(right), range));
        }
        result.join(&dunder);
        for (operand, other) in [(left, right), (right, left)] {
            for object in operand.each_object() {
                let id = match self.an.heap.peek(object).kind {
                    ObjectKind::Library(id) => id,
                    ObjectKind::Instance(class) => {
                        result.join(&self.inherited_operator(class, operand, other, range));
                        continue;
                    }
                    _ => continue,
                };
                let part = self.container_operator(object, id, operand, other, op, site, range);
                result.join(&part);
                if self.is_plain_type(object) {
                    result.join(&self.operand_effects(other, range));
                    if op == ast::Operator::MatMult {
                        self.fx.cost += 400.0;
                        result.join(&Value::atom(Atoms::OTHER));
                    }
                }
            }
        }
        if in_place && !left.is_atomic() {
            self.in_place(left, right, range);
            // The object itself stays, where its type changes in place.
            result.join(left);
        }
        if left.is_any() || right.is_any() {
            if self.an.open_world {
                self.flag(
                    Flags::UNKNOWN.union(Flags::OPEN),
                    range,
                    "operator on a value of unknown type",
                );
            }
            // A new object, which may hold what the operands hold.
            let origins = self.fresh(site, 99);
            let parts = self.parts_of(left.origins).union(self.parts_of(right.origins));
            self.hold(origins, &Value { origins: parts, ..Value::any() });
            self.an.heap.escape(left);
            self.an.heap.escape(right);
            result.join(&Value { origins, ..Value::any() });
        }
        result
    }

    /// Whether `left += right` appends to a list, which stays the list that it is. What has a `__radd__`, as arrays have, comes first.
    fn only_extends(&self, left: &Value, right: &Value) -> bool {
        let are_builtin = |value: &Value, names: &[&str]| {
            value.objects.iter().all(|&object| match self.an.heap.peek(object).kind {
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(id);
                    info.module == "builtins" && names.contains(&info.name.as_str())
                }
                _ => false,
            })
        };
        let has_objects = |value: &Value| {
            !value.objects.is_empty() && value.atoms.without(Atoms::UNBOUND).is_empty()
        };
        has_objects(left)
            && has_objects(right)
            && are_builtin(left, &["list"])
            && are_builtin(right, &["list", "tuple", "set", "frozenset", "dict", "range"])
    }

    /// The operator of the library type that a class derives from, which may call what the class overrides.
    fn inherited_operator(
        &mut self,
        class: ClassId,
        operand: &Value,
        other: &Value,
        range: TextRange,
    ) -> Value {
        if self.an.library_base(class).is_none() {
            return Value::bottom();
        }
        if self.an.overrides_library(class) {
            self.flag(Flags::UNKNOWN, range, "operator of a library type");
        }
        self.compared(operand, other, range);
        self.an.heap.escape(operand);
        self.an.heap.escape(other);
        let parts = self.parts_of(operand.origins).union(self.parts_of(other.origins));
        let origins = operand.origins.union(other.origins).union(parts);
        Value { origins, ..Value::any() }
    }

    pub(super) fn in_place(&mut self, left: &Value, right: &Value, range: TextRange) {
        let mut mutable = Value { objects: smallvec::SmallVec::new(), ..left.clone() };
        for &object in &left.objects {
            let changes = match self.an.heap.peek(object).kind {
                ObjectKind::Library(id) => {
                    self.an.knowledge.type_info(id).mutable && !self.an.is_tuple(object)
                }
                ObjectKind::Instance(class) => self.an.library_base(class).is_some(),
                _ => false,
            };
            if changes {
                mutable.objects.push(object);
            }
        }
        if mutable.objects.is_empty() && !mutable.is_any() {
            return;
        }
        self.touch_write(&mutable, Field::Contents, range);
        if mutable.objects.iter().any(|&object| self.compares_members(object)) {
            self.compared(&mutable, right, range);
        } else if mutable.is_any() {
            self.look_up(&mutable, right, range);
        }
        if mutable.objects.iter().any(|&object| self.is_of_frames(object)) {
            self.note_frames(false, true);
        }
        let element = self.iterate(right, range);
        if mutable.is_any() || mutable.objects.iter().any(|&object| self.an.is_mapping(object)) {
            self.consume(&element, range);
        }
        if self.is_plain_value(&mutable) {
            return;
        }
        for &object in &mutable.objects {
            if !self.is_plain_type(object) {
                self.an.heap.add_element(object, &element);
            }
        }
        if mutable.is_any() {
            self.an.heap.escape(&element);
        }
        self.hold(mutable.origins, &element);
    }

    /// Whether an object finds what it holds by comparing: a set or a mapping.
    fn compares_members(&self, object: ObjId) -> bool {
        match self.an.heap.peek(object).kind {
            ObjectKind::Library(id) => {
                let name = &self.an.knowledge.type_info(id).name;
                self.an.is_mapping(object) || matches!(name.as_str(), "set" | "frozenset")
            }
            ObjectKind::Instance(_) => true,
            _ => false,
        }
    }

    /// `list + list`, `list * n`, `set | set`…: a new container that holds what the operands hold.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn container_operator(
        &mut self,
        object: ObjId,
        id: crate::ids::TypeId,
        operand: &Value,
        other: &Value,
        op: ast::Operator,
        site: u32,
        range: TextRange,
    ) -> Value {
        let info = self.an.knowledge.type_info(id);
        let builtin = info.module == "builtins"
            && matches!(
                info.name.as_str(),
                "list"
                    | "tuple"
                    | "set"
                    | "frozenset"
                    | "dict"
                    | "bytearray"
                    | "dict_keys"
                    | "dict_items"
            );
        if self.compares_members(object) {
            self.compared(operand, other, range);
        }
        if !builtin {
            return self.operator_result(id, operand, range);
        }
        if !supports(&info.name, op) {
            // An error, unless the other operand knows what to do.
            return Value::bottom();
        }
        self.fx.cost += 8.0;
        let new_type = match info.name.as_str() {
            "dict_keys" | "dict_items" => self.an.knowledge.builtin_type("set"),
            _ => id,
        };
        let new = self.an.heap.object(ObjectKey::Site(site, 100 + new_type.0 as u16), || {
            ObjectKind::Library(new_type)
        });
        let origins = self.fresh(site, 100 + new_type.0 as u16);
        let parts = self.parts_of(operand.origins);
        let element = self.an.heap.get(object).element.clone().from(parts);
        let key = self.an.heap.get(object).key.clone().from(parts);
        self.an.heap.add_element(new, &element);
        self.an.heap.add_key(new, &key);
        self.hold(origins, &element);
        self.hold(origins, &key);
        if op != ast::Operator::Mult {
            let other_parts = self.parts_of(other.origins);
            let element = self.an.heap.element_of(other, |o| &o.element).from(other_parts);
            let key = self.an.heap.element_of(other, |o| &o.key).from(other_parts);
            self.an.heap.add_element(new, &element);
            self.an.heap.add_key(new, &key);
            self.hold(origins, &element);
            self.hold(origins, &key);
        }
        Value::object(new, origins)
    }

    /// The result of an operator on instances of a library type.
    pub(super) fn operator_result(
        &mut self,
        id: crate::ids::TypeId,
        operand: &Value,
        range: TextRange,
    ) -> Value {
        let info = self.an.knowledge.type_info(id);
        if info.module == "decimal" {
            self.flag(Flags::SETTINGS, range, "the decimal context");
        }
        match &info.operators {
            Some(expr) => {
                let bindings = super::library::Bindings {
                    receiver: Some(operand.clone()),
                    ..Default::default()
                };
                let site = 0x8000_0000 | u32::from(range.start());
                let result = self.type_value(expr, &bindings, site);
                self.keep_factory_of_copy(operand, &result);
                result
            }
            None => {
                self.flag(Flags::UNKNOWN, range, &format!("operator on {}", info.name));
                Value::any()
            }
        }
    }
}

/// Whether a builtin container has this operator.
fn supports(type_name: &str, op: ast::Operator) -> bool {
    use ast::Operator as Op;
    match type_name {
        "list" | "tuple" => matches!(op, Op::Add | Op::Mult),
        "bytearray" => matches!(op, Op::Add | Op::Mult | Op::Mod),
        "dict" => op == Op::BitOr,
        _ => matches!(op, Op::Sub | Op::BitAnd | Op::BitOr | Op::BitXor),
    }
}

fn is_about_identity_or_members(op: ast::CmpOp) -> bool {
    matches!(op, ast::CmpOp::Is | ast::CmpOp::IsNot | ast::CmpOp::In | ast::CmpOp::NotIn)
}

/// The methods that a comparison may call. Those of an order call each other, where `total_ordering` has made them.
fn methods_of(op: ast::CmpOp) -> &'static [&'static str] {
    match op {
        ast::CmpOp::Is | ast::CmpOp::IsNot => &[],
        ast::CmpOp::Eq | ast::CmpOp::NotEq | ast::CmpOp::In | ast::CmpOp::NotIn => {
            &["__eq__", "__ne__"]
        }
        _ => &["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"],
    }
}

impl Walker<'_, '_> {
    /// Whether an expression is `type(x)`: a class, of which there are no copies.
    fn asks_for_type(&self, expr: &Expr) -> bool {
        let Expr::Call(call) = expr else { return false };
        let Expr::Name(name) = &*call.func else { return false };
        let arguments = &call.arguments;
        name.id.as_str() == "type"
            && matches!(self.an.scopes.resolve(name), Resolution::Builtin)
            && !self.an.is_patched("type")
            && arguments.keywords.is_empty()
            && matches!(&*arguments.args, [argument] if !argument.is_starred_expr())
    }
}

fn is_singleton(expr: &Expr) -> bool {
    matches!(expr, Expr::NoneLiteral(_) | Expr::BooleanLiteral(_) | Expr::EllipsisLiteral(_))
}

/// The type of `-x`, `+x`, `~x` on numbers.
fn numeric_result(atoms: Atoms) -> Atoms {
    let mut result = Atoms::EMPTY;
    if atoms.intersects(Atoms::INTEGERS) {
        result = result.union(Atoms::INT);
    }
    for kept in [Atoms::FLOAT, Atoms::COMPLEX, Atoms::OTHER] {
        if atoms.contains(kept) {
            result = result.union(kept);
        }
    }
    result
}

/// The type of an operator between immutable values. Impossible pairs raise and have no type.
pub fn arithmetic(left: Atoms, op: ast::Operator, right: Atoms) -> Atoms {
    use ast::Operator as Op;
    let mut result = Atoms::EMPTY;
    let both = |a: Atoms, b: Atoms| {
        (left.intersects(a) && right.intersects(b)) || (left.intersects(b) && right.intersects(a))
    };
    if both(Atoms::INTEGERS, Atoms::INTEGERS) {
        result = result.union(match op {
            Op::Div => Atoms::FLOAT,
            Op::Pow => Atoms::INT.union(Atoms::FLOAT),
            Op::BitAnd | Op::BitOr | Op::BitXor
                if left.intersects(Atoms::BOOL) && right.intersects(Atoms::BOOL) =>
            {
                Atoms::INTEGERS
            }
            _ => Atoms::INT,
        });
    }
    if both(Atoms::FLOAT, Atoms::INTEGERS.union(Atoms::FLOAT)) {
        result = result.union(Atoms::FLOAT);
        // A negative number to the power of a fraction.
        if op == Op::Pow && right.contains(Atoms::FLOAT) {
            result = result.union(Atoms::COMPLEX);
        }
    }
    if both(Atoms::COMPLEX, Atoms::NUMBERS) {
        result = result.union(Atoms::COMPLEX);
    }
    for text in [Atoms::STR, Atoms::BYTES] {
        let concatenates = op == Op::Add && left.intersects(text) && right.intersects(text);
        let repeats = op == Op::Mult && both(text, Atoms::INTEGERS);
        let formats = op == Op::Mod && left.intersects(text);
        if concatenates || repeats || formats {
            result = result.union(text);
        }
    }
    if left.intersects(Atoms::OTHER) || right.intersects(Atoms::OTHER) {
        result = result.union(Atoms::OTHER);
    }
    if op == Op::Mod && left.intersects(Atoms::STR) {
        result = result.union(Atoms::STR);
    }
    result
}

/// The methods of an operator: plain, reflected, in place.
fn operator_methods(op: ast::Operator) -> (&'static str, &'static str, &'static str) {
    use ast::Operator as Op;
    match op {
        Op::Add => ("__add__", "__radd__", "__iadd__"),
        Op::Sub => ("__sub__", "__rsub__", "__isub__"),
        Op::Mult => ("__mul__", "__rmul__", "__imul__"),
        Op::MatMult => ("__matmul__", "__rmatmul__", "__imatmul__"),
        Op::Div => ("__truediv__", "__rtruediv__", "__itruediv__"),
        Op::Mod => ("__mod__", "__rmod__", "__imod__"),
        Op::Pow => ("__pow__", "__rpow__", "__ipow__"),
        Op::LShift => ("__lshift__", "__rlshift__", "__ilshift__"),
        Op::RShift => ("__rshift__", "__rrshift__", "__irshift__"),
        Op::BitOr => ("__or__", "__ror__", "__ior__"),
        Op::BitXor => ("__xor__", "__rxor__", "__ixor__"),
        Op::BitAnd => ("__and__", "__rand__", "__iand__"),
        Op::FloorDiv => ("__floordiv__", "__rfloordiv__", "__ifloordiv__"),
    }
}

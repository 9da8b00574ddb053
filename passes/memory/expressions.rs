//! Expressions: the objects that they create, and what the result may be.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr, Operator, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

use super::bounds::{Poly, Span};
use super::heap::{DictKind, Id, Kind, Object, Refs, merge};
use super::layouts::Width;
use super::numbers;
use super::walker::Walker;

/// Tuples up to this length are known element by element.
const FIELDS: usize = 12;
/// Texts up to this length are known character by character.
const LONGEST_TEXT: usize = 200_000;

impl<'a> Walker<'a, '_> {
    /// The value of an expression.
    pub fn eval(&mut self, expr: &'a Expr) -> Refs {
        self.spend(1);
        if self.is_spent() {
            return self.unknown(expr.range(), "to follow it to its end would take too long");
        }
        let range = expr.range();
        match expr {
            Expr::Name(node) => self.load(node),
            Expr::NumberLiteral(node) => self.number(range, &node.value),
            Expr::StringLiteral(node) => self.string_constant(range, node.value.to_str()),
            Expr::BytesLiteral(node) => {
                let len = Span::exact(node.value.bytes().count() as f64);
                self.constant(range, Object::with_len(Kind::Bytes, len))
            }
            Expr::BooleanLiteral(node) => {
                let value = f64::from(u8::from(node.value));
                self.constant(range, numbers::integer(Span::exact(value)))
            }
            Expr::NoneLiteral(_) => self.none(range),
            Expr::EllipsisLiteral(_) => self.shared(range, "Ellipsis"),
            Expr::BinOp(node) => {
                let left = self.eval(&node.left);
                self.hold(&left);
                let right = self.eval(&node.right);
                let left = self.release();
                self.binary(range, node.op, &left, &right)
            }
            Expr::UnaryOp(node) => self.unary(node),
            Expr::BoolOp(node) => {
                let mut result = Refs::new();
                for value in &node.values {
                    self.hold(&result);
                    let refs = self.eval(value);
                    result = self.release();
                    merge(&mut result, &refs);
                }
                result
            }
            Expr::Compare(_) => {
                self.probability(expr);
                match self.compared.take() {
                    Some(mask) => mask,
                    None => self.boolean(range),
                }
            }
            Expr::If(node) => self.conditional(node),
            Expr::Call(node) => self.call(node),
            Expr::Attribute(node) => {
                let value = self.eval(&node.value);
                self.attribute(range, &value, node.attr.as_str())
            }
            Expr::Subscript(node) => self.subscript(node),
            Expr::List(node) => self.display(range, &Kind::List, &node.elts),
            Expr::Tuple(node) => self.display(range, &Kind::Tuple, &node.elts),
            Expr::Set(node) => self.display(range, &Kind::Set { frozen: false }, &node.elts),
            Expr::Dict(node) => self.dict_display(node),
            Expr::ListComp(node) => {
                self.comprehension(range, Kind::List, &node.elt, None, &node.generators)
            }
            Expr::SetComp(node) => {
                let kind = Kind::Set { frozen: false };
                self.comprehension(range, kind, &node.elt, None, &node.generators)
            }
            Expr::DictComp(node) => self.dict_comprehension(node),
            Expr::Generator(node) => {
                // What the first `for` goes over is looked at at once; it stays alive in the generator.
                let first = node.generators.first().map(|clause| self.eval(&clause.iter));
                let elems = first.unwrap_or_default();
                let object = Object { elems, ..Object::new(Kind::Lazy(node)) };
                self.create(range, 6, object)
            }
            Expr::Lambda(node) => {
                let func = self.scopes.body_of_lambda(node);
                self.function_object(range, func)
            }
            Expr::FString(node) => self.f_string(node),
            Expr::TString(_) => self.unknown(range, "a template string"),
            Expr::Named(node) => {
                let value = self.eval(&node.value);
                self.assign(&node.target, &value);
                value
            }
            Expr::Starred(node) => self.eval(&node.value),
            Expr::Slice(node) => {
                for part in [&node.lower, &node.upper, &node.step].into_iter().flatten() {
                    self.eval(part);
                }
                self.shared(range, "slice")
            }
            Expr::Await(node) => {
                let value = self.eval(&node.value);
                self.unknown_after(range, &value, "what an awaited call returns is not followed")
            }
            Expr::Yield(node) => {
                let value = match &node.value {
                    Some(value) => self.eval(value),
                    None => self.none(range),
                };
                self.yields(&value, &Span::exact(1.0));
                // Few generators are sent anything but None.
                if self.is_statement_value(range) {
                    self.none(range)
                } else {
                    self.unknown(range, "what is sent into a generator")
                }
            }
            Expr::YieldFrom(node) => {
                let value = self.eval(&node.value);
                let (trips, items) = self.all_items(range, &value);
                self.yields(&items, &trips);
                self.none(range)
            }
            Expr::IpyEscapeCommand(_) => self.none(range),
        }
    }

    /// Whether a `yield` stands alone as a statement, so that what is sent goes nowhere.
    fn is_statement_value(&self, range: TextRange) -> bool {
        let text = &self.module().source.text;
        let line = self.module().lines.line_range(self.module().lines.line(range.start()));
        text[TextRange::new(line.start(), range.start().max(line.start()))].trim().is_empty()
    }

    fn yields(&mut self, values: &Refs, amount: &Span) {
        let Some(place) = self.frames.last().and_then(|frame| frame.yields) else { return };
        let list = [Id::recent(place)];
        self.wait(list[0]);
        self.add_elements(&list, values, amount);
    }

    pub fn number(&mut self, range: TextRange, value: &ast::Number) -> Refs {
        let object = match value {
            ast::Number::Int(int) => {
                let text = int.to_string();
                match int.as_i64().map(|value| value as f64).or_else(|| text.parse::<f64>().ok()) {
                    Some(value) if value.is_finite() => numbers::integer(Span::exact(value)),
                    _ => {
                        let mut object = numbers::integer(Span::any_number());
                        let bits = text.len() as f64 * 4.0;
                        object.len = Span::of(0.0, bits, bits);
                        object
                    }
                }
            }
            ast::Number::Float(value) => {
                Object { num: Span::exact(*value), ..Object::new(Kind::Float) }
            }
            ast::Number::Complex { .. } => Object::new(Kind::Complex),
        };
        self.constant(range, object)
    }

    /// Something unknown that is made from a value, which may be changed on the way.
    pub fn unknown_after(&mut self, range: TextRange, from: &Refs, reason: &str) -> Refs {
        let why = self.why(range, reason);
        self.hand_over(from, why);
        let result = self.unknown(range, reason);
        self.keep_inside(&result, from);
        result
    }

    /// Lets an unknown object hold what it may hold.
    pub fn keep_inside(&mut self, container: &Refs, refs: &Refs) {
        let refs: Refs = refs.iter().copied().filter(|id| !container.contains(id)).collect();
        self.change(container, |object, _| merge(&mut object.elems, &refs));
    }

    // ---- operators ----

    pub fn binary(&mut self, range: TextRange, op: Operator, left: &Refs, right: &Refs) -> Refs {
        let (left, right) = (&self.without_none(left), &self.without_none(right));
        let (Some(one), Some(two)) = (self.joined(left), self.joined(right)) else {
            return self.unknown(range, "an operand without a known value");
        };
        if one.is_number() && two.is_number() {
            return self.create(range, 8, numbers::binary(op, &one, &two));
        }
        if let Some(result) = self.binary_by_kind(range, op, left, right) {
            return result;
        }
        let repeats = |count: &Object<'a>| count.num.amount();
        match (op, &one.kind, &two.kind) {
            (Operator::Add, Kind::List, Kind::List) => {
                self.concatenated(range, Kind::List, left, right)
            }
            (Operator::Add, Kind::Tuple, Kind::Tuple) => {
                self.concatenated(range, Kind::Tuple, left, right)
            }
            (Operator::Add, Kind::Str(a), Kind::Str(b)) => {
                let len = one.each_len().plus(&two.each_len());
                let num = self.variety(&[left, right]);
                let text = match (&one.text, &two.text) {
                    (Some(one), Some(two)) if one.len() + two.len() < LONGEST_TEXT => {
                        Some(Rc::from(format!("{one}{two}")))
                    }
                    _ => None,
                };
                self.create(
                    range,
                    8,
                    Object { num, text, ..Object::with_len(Kind::Str(*a.max(b)), len) },
                )
            }
            (Operator::Add, Kind::Bytes, Kind::Bytes) => {
                let len = one.each_len().plus(&two.each_len());
                self.create(range, 8, Object::with_len(Kind::Bytes, len))
            }
            (Operator::Add, Kind::ByteArray, Kind::Bytes | Kind::ByteArray) => {
                let len = one.each_len().plus(&two.each_len());
                self.create(range, 8, Object::with_len(Kind::ByteArray, len))
            }
            (Operator::Add, Kind::Packed(a), Kind::Packed(b)) if a == b => {
                let len = one.each_len().plus(&two.each_len());
                self.create(range, 8, Object::with_len(one.kind.clone(), len))
            }
            (_, Kind::Moment, _) | (_, _, Kind::Moment) => {
                match self.moment_operation(range, op, &one, &two) {
                    Some(result) => result,
                    None => self.special_method(range, op, left, right),
                }
            }
            (_, Kind::Document, _) | (_, _, Kind::Document) if op != Operator::Mod => {
                match self.document_operation(range, op, &one, &two) {
                    Some(result) => result,
                    None => self.special_method(range, op, left, right),
                }
            }
            (Operator::Mult, Kind::Int, _) if is_sequence(&two.kind) => {
                self.repeated(range, &two, &repeats(&one))
            }
            (Operator::Mult, _, Kind::Int) if is_sequence(&one.kind) => {
                self.repeated(range, &one, &repeats(&two))
            }
            (Operator::Mod, Kind::Str(width), _) => {
                let (len, width) = self.formatted_by_percent(&one, right, *width);
                self.create(range, 8, Object::with_len(Kind::Str(width), len))
            }
            (Operator::BitOr, Kind::Dict(kind), Kind::Dict(_)) => {
                let kind = *kind;
                let len = one.each_len().plus(&two.each_len());
                let mut keys = one.keys.clone();
                merge(&mut keys, &two.keys);
                let mut elems = one.elems.clone();
                merge(&mut elems, &two.elems);
                let string_keys = one.string_keys && two.string_keys;
                let object = Object::with_len(Kind::Dict(kind), len);
                self.create(range, 8, Object { keys, elems, string_keys, grown: true, ..object })
            }
            (
                Operator::BitOr | Operator::BitAnd | Operator::Sub | Operator::BitXor,
                Kind::Set { frozen },
                Kind::Set { .. },
            ) => {
                let (a, b) = (one.each_len(), two.each_len());
                let len = match op {
                    Operator::BitOr | Operator::BitXor => Span { low: a.low.clone(), ..a.plus(&b) },
                    Operator::BitAnd => Span { low: Poly::zero(), ..a.capped(&b) },
                    _ => Span { low: Poly::zero(), ..a },
                };
                let mut elems = one.elems.clone();
                if matches!(op, Operator::BitOr | Operator::BitXor) {
                    merge(&mut elems, &two.elems);
                }
                let object = Object::with_len(Kind::Set { frozen: *frozen }, len);
                let result = self.create(range, 8, Object { elems, grown: true, ..object });
                self.limit_by_domain(&result);
                result
            }
            (_, Kind::Frame, _) | (_, _, Kind::Frame) => {
                self.frame_operation(range, op, left, right)
            }
            (
                Operator::BitAnd | Operator::BitOr | Operator::BitXor,
                Kind::Array { .. } | Kind::View,
                Kind::Array { .. } | Kind::View,
            ) => self.array_of_operation(range, &[left, right], 1),
            (_, Kind::Array { .. } | Kind::View, _) | (_, _, Kind::Array { .. } | Kind::View) => {
                self.array_operation(range, &[left, right])
            }
            _ => self.special_method(range, op, left, right),
        }
    }

    /// What a value may be where an operator does not raise: builtin types have none for `None`.
    fn without_none(&self, refs: &Refs) -> Refs {
        let is_none = |id: &Id| {
            self.state.object(*id).is_some_and(|object| {
                object.kind == Kind::Shared && object.text.as_deref() == Some("None")
            })
        };
        let others: Refs = refs.iter().copied().filter(|id| !is_none(id)).collect();
        let is_plain =
            |object: &Object<'a>| !matches!(object.kind, Kind::Instance(_) | Kind::Unknown);
        if others.is_empty() || !self.state.objects(&others).all(is_plain) {
            refs.clone()
        } else {
            others
        }
    }

    fn special_method(
        &mut self,
        range: TextRange,
        op: Operator,
        left: &Refs,
        right: &Refs,
    ) -> Refs {
        let name = operator_method(op);
        if let Some(func) = self.method_of(left, name) {
            return self.call_function(range, func, &[left.clone(), right.clone()], &[]);
        }
        let mut all = left.clone();
        merge(&mut all, right);
        self.unknown_after(range, &all, "an operator on objects of unknown type")
    }

    fn concatenated(
        &mut self,
        range: TextRange,
        kind: Kind<'a>,
        left: &Refs,
        right: &Refs,
    ) -> Refs {
        let len = self.length(left).plus(&self.length(right));
        let mut elems = self.elements(left);
        merge(&mut elems, &self.elements(right));
        self.create(range, 8, Object { elems, ..Object::with_len(kind, len) })
    }

    fn repeated(&mut self, range: TextRange, of: &Object<'a>, times: &Span) -> Refs {
        let one = of.each_len();
        let len = one.times(times);
        let mut elems = of.elems.clone();
        for field in of.fields.iter().flat_map(|fields| fields.iter()) {
            merge(&mut elems, field);
        }
        let text = match (&of.text, times.as_constant()) {
            (Some(text), Some(times))
                if matches!(of.kind, Kind::Str(_))
                    && text.len() as f64 * times < LONGEST_TEXT as f64 =>
            {
                Some(Rc::from(text.repeat(times as usize)))
            }
            _ => None,
        };
        let object = Object { elems, text, ..Object::with_len(of.kind.clone(), len) };
        self.create(range, 8, object)
    }

    fn unary(&mut self, node: &'a ast::ExprUnaryOp) -> Refs {
        if let (UnaryOp::USub, Expr::NumberLiteral(literal)) = (node.op, &*node.operand)
            && let ast::Number::Int(int) = &literal.value
            && let Some(value) = int.as_i64()
        {
            return self.constant(node.range, numbers::integer(Span::exact(-(value as f64))));
        }
        let operand = self.eval(&node.operand);
        if node.op == UnaryOp::Not {
            return self.boolean(node.range);
        }
        // Of texts and containers there is no negative.
        let has_sign = |id: &Id| {
            self.state.object(*id).is_some_and(|object| {
                !matches!(
                    object.kind,
                    Kind::Str(_) | Kind::Bytes | Kind::List | Kind::Tuple | Kind::Dict(_)
                ) && object.text.as_deref() != Some("None")
            })
        };
        let signed: Refs = operand.iter().copied().filter(has_sign).collect();
        let operand = if signed.is_empty() { operand } else { signed };
        let Some(object) = self.joined(&operand) else {
            return self.unknown(node.range, "an operand without a known value");
        };
        match object.kind {
            Kind::Int => {
                let zero = if node.op == UnaryOp::Invert { -1.0 } else { 0.0 };
                let num = match node.op {
                    UnaryOp::UAdd => object.num.clone(),
                    _ => Span::exact(zero).minus(&object.num),
                };
                let mut result = numbers::integer(num);
                if result.len.high.as_constant() == Some(f64::INFINITY) {
                    result.len = object.len.shifted(1.0);
                }
                self.create(node.range, 8, result)
            }
            Kind::Float => {
                let num = Span::exact(0.0).minus(&object.num);
                self.create(node.range, 8, Object { num, ..Object::new(Kind::Float) })
            }
            Kind::Complex => self.create(node.range, 8, Object::new(Kind::Complex)),
            Kind::Array { .. } | Kind::View => self.array_of_operation(node.range, &[&operand], 1),
            Kind::Frame => self.frame_unary(node.range, &operand),
            // A number, as long as its text.
            Kind::Document => operand,
            _ => self.unknown_after(node.range, &operand, "an operator on objects of unknown type"),
        }
    }

    fn conditional(&mut self, node: &'a ast::ExprIf) -> Refs {
        let chance = self.probability(&node.test);
        if chance >= 1.0 {
            return self.eval(&node.body);
        }
        if chance <= 0.0 {
            return self.eval(&node.orelse);
        }
        let before = self.state.clone();
        self.doubt += 1;
        let mut value = self.eval(&node.body);
        let after = std::mem::replace(&mut self.state, before);
        let other = self.eval(&node.orelse);
        self.doubt -= 1;
        let otherwise = std::mem::take(&mut self.state);
        self.state = after.join(otherwise, chance);
        merge(&mut value, &other);
        value
    }

    // ---- displays and comprehensions ----

    fn display(&mut self, range: TextRange, kind: &Kind<'a>, elts: &'a [Expr]) -> Refs {
        let held = self.state.held.len();
        let mut len = Span::default();
        for element in elts {
            let value = self.eval(element);
            let value = match element {
                Expr::Starred(_) => {
                    let (trips, items) = self.all_items(element.range(), &value);
                    len = len.plus(&trips);
                    items
                }
                _ => {
                    len = len.shifted(1.0);
                    value
                }
            };
            self.hold(&value);
        }
        let fields: Vec<Refs> = self.state.held.split_off(held);
        let mut elems = Refs::new();
        for field in &fields {
            merge(&mut elems, field);
        }
        let starred = elts.iter().filter(|element| element.is_starred_expr()).count();
        if *kind == Kind::Tuple && starred > 0 {
            // It is collected in a list first.
            let list = len.scaled(8.0).shifted(56.0);
            self.measure_with(&Span { high: list.high.scaled(1.25).shifted(200.0), ..list });
        }
        let is_constant = *kind == Kind::Tuple
            && starred == 0
            && !fields.is_empty()
            && elts.iter().all(is_literal);
        let is_set = matches!(kind, Kind::Set { .. });
        let mut object = Object::with_len(kind.clone(), len);
        object.grown = starred > 0 && *kind == Kind::List;
        if *kind == Kind::List && elts.len() > 2 && elts.iter().all(is_literal) {
            // A list of constants is made by extending an empty one with a tuple of them.
            object.extra = Span::of(0.0, 0.0, 32.0);
        }
        if *kind == Kind::Tuple && starred == 0 && elts.len() <= FIELDS {
            object.fields = Some(Rc::new(fields));
        } else {
            object.elems = elems;
        }
        if is_constant || (*kind == Kind::Tuple && elts.is_empty()) {
            return self.constant(range, object);
        }
        let result = self.create(range, 9, object);
        if is_set {
            self.limit_by_domain(&result);
        }
        result
    }

    fn comprehension(
        &mut self,
        range: TextRange,
        kind: Kind<'a>,
        element: &'a Expr,
        first: Option<Refs>,
        generators: &'a [ast::Comprehension],
    ) -> Refs {
        let is_set = matches!(kind, Kind::Set { .. });
        let mut object = Object::with_len(kind, Span::default());
        object.grown = true;
        let result = self.create(range, 9, object);
        self.hold(&result);
        self.clauses(range, first, generators, 1.0, &mut |walker, chance| {
            let value = walker.eval(element);
            let list = walker.innermost_result();
            let mut amount = amount_of(chance);
            if is_set {
                amount.low = Poly::zero();
            }
            walker.add_elements(&list, &value, &amount);
        });
        let set = self.innermost_result();
        self.limit_by_domain(&set);
        self.note_transient(&set);
        // Whoever takes the result in may be done with it before anything else is made: it is all there now.
        self.measure();
        self.release()
    }

    /// The container that is being filled: what was held last when the comprehension began.
    fn innermost_result(&self) -> Refs {
        self.state.held.last().cloned().unwrap_or_default()
    }

    fn dict_comprehension(&mut self, node: &'a ast::ExprDictComp) -> Refs {
        let object = Object::with_len(Kind::Dict(DictKind::Plain), Span::default());
        let result = self.create(node.range, 9, object);
        self.hold(&result);
        self.clauses(node.range, None, &node.generators, 1.0, &mut |walker, chance| {
            let key = match &node.key {
                Some(key) => walker.eval(key),
                None => walker.none(node.range),
            };
            walker.hold(&key);
            let value = walker.eval(&node.value);
            let key = walker.release();
            let dict = walker.innermost_result();
            if chance >= 1.0 {
                walker.store_key(&dict, &key, &value);
            } else {
                let strings =
                    walker.state.objects(&key).all(|object| matches!(object.kind, Kind::Str(_)));
                walker.change(&dict, |object, _| {
                    merge(&mut object.keys, &key);
                    merge(&mut object.elems, &value);
                    object.string_keys &= strings;
                    object.grow(&amount_of(chance), true);
                });
                walker.limit_by_domain(&dict);
            }
        });
        let dict = self.innermost_result();
        self.note_transient(&dict);
        self.release()
    }

    /// Walks the `for` and `if` clauses of a comprehension; the body gets how likely the conditions hold.
    pub fn clauses(
        &mut self,
        range: TextRange,
        first: Option<Refs>,
        generators: &'a [ast::Comprehension],
        chance: f64,
        body: &mut dyn FnMut(&mut Self, f64),
    ) {
        let Some((clause, rest)) = generators.split_first() else {
            body(self, chance);
            return;
        };
        let source = match first {
            Some(source) => source,
            None => self.eval(&clause.iter),
        };
        // What is gone over stays alive below the result that is being filled.
        let at = self.state.held.len().saturating_sub(1);
        self.state.held.insert(at, source.clone());
        let (trips, items) = self.items(clause.iter.range(), &source);
        let source = self.state.held[at].clone();
        self.repeat(clause.range, &trips, |walker, round| {
            let item = walker.item(clause.iter.range(), &source, &items, round);
            walker.assign(&clause.target, &item);
            let mut chance = chance;
            for condition in &clause.ifs {
                chance *= walker.probability(condition);
            }
            if chance > 0.0 {
                walker.clauses(range, None, rest, chance, body);
            }
        });
        // What was gone over, and what was made of it, are both there at the end.
        self.measure();
        if at < self.state.held.len() {
            self.state.held.remove(at);
        }
        let mut targets = Vec::new();
        names_in(&clause.target, &mut targets);
        for name in targets {
            if let Some(var) = self.scopes.variable_of(name) {
                self.state.vars.remove(&var);
            }
        }
    }

    /// Advances a generator expression to its end; each value goes to `body`.
    pub fn drain(
        &mut self,
        node: &'a ast::ExprGenerator,
        source: Refs,
        body: &mut dyn FnMut(&mut Self, &Refs, f64),
    ) {
        self.clauses(node.range, Some(source), &node.generators, 1.0, &mut |walker, chance| {
            let value = walker.eval(&node.elt);
            body(walker, &value, chance);
        });
    }

    fn f_string(&mut self, node: &'a ast::ExprFString) -> Refs {
        let mut len = Span::default();
        let mut width = Width::Ascii;
        let mut num = Span::exact(1.0);
        for element in node.value.elements() {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    width = width.max(Width::of(&literal.value));
                    len = len.shifted(literal.value.chars().count() as f64);
                }
                ast::InterpolatedStringElement::Interpolation(part) => {
                    let value = self.eval(&part.expression);
                    num = num.times(&self.variety(&[&value]));
                    // `=` shows what is not formatted as `!r` does.
                    let quoted = matches!(
                        part.conversion,
                        ast::ConversionFlag::Repr | ast::ConversionFlag::Ascii
                    ) || part.debug_text.is_some() && part.format_spec.is_none();
                    let (mut shown, wide) = self.shown(&value, quoted, width);
                    width = wide;
                    if let Some(spec) = &part.format_spec {
                        shown = self.formatted(&value, &shown, spec);
                    }
                    if part.debug_text.is_some() {
                        shown = shown.shifted(part.range.len().to_u32().into());
                    }
                    len = len.plus(&shown);
                }
            }
        }
        for part in &node.value {
            if let ast::FStringPart::Literal(literal) = part {
                width = width.max(Width::of(&literal.value));
                len = len.shifted(literal.value.chars().count() as f64);
            }
        }
        let num = Span { low: Poly::zero(), ..num };
        self.create(node.range, 8, Object { num, ..Object::with_len(Kind::Str(width), len) })
    }
}

/// One element more, as often as `chance` says.
pub(super) fn amount_of(chance: f64) -> Span {
    if chance >= 1.0 { Span::exact(1.0) } else { Span::of(0.0, chance, 1.0) }
}

pub(super) fn is_sequence(kind: &Kind<'_>) -> bool {
    matches!(
        kind,
        Kind::List | Kind::Tuple | Kind::Str(_) | Kind::Bytes | Kind::ByteArray | Kind::Packed(_)
    )
}

fn is_literal(expr: &Expr) -> bool {
    match expr {
        Expr::Tuple(node) => node.elts.iter().all(is_literal),
        Expr::UnaryOp(node) => is_literal(&node.operand),
        _ => expr.is_literal_expr(),
    }
}

/// All names that an assignment target binds.
pub(super) fn names_in<'a>(target: &'a Expr, names: &mut Vec<&'a ast::ExprName>) {
    match target {
        Expr::Name(name) => names.push(name),
        Expr::Tuple(node) => node.elts.iter().for_each(|element| names_in(element, names)),
        Expr::List(node) => node.elts.iter().for_each(|element| names_in(element, names)),
        Expr::Starred(node) => names_in(&node.value, names),
        _ => {}
    }
}

fn operator_method(op: Operator) -> &'static str {
    match op {
        Operator::Add => "__add__",
        Operator::Sub => "__sub__",
        Operator::Mult => "__mul__",
        Operator::MatMult => "__matmul__",
        Operator::Div => "__truediv__",
        Operator::Mod => "__mod__",
        Operator::Pow => "__pow__",
        Operator::LShift => "__lshift__",
        Operator::RShift => "__rshift__",
        Operator::BitOr => "__or__",
        Operator::BitXor => "__xor__",
        Operator::BitAnd => "__and__",
        Operator::FloorDiv => "__floordiv__",
    }
}

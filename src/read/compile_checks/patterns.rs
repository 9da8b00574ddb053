//! The rules of `match`: what a pattern may bind, and which case may be irrefutable.

use ruff_python_ast::comparable::ComparableExpr;
use ruff_python_ast::{self as ast, Expr, Pattern};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

/// Checks the cases of one `match` statement.
pub(super) fn check_cases(cases: &[ast::MatchCase], mut fault: impl FnMut(TextRange, String)) {
    let last = cases.len().saturating_sub(1);
    for (index, case) in cases.iter().enumerate() {
        let may_always_match = index == last || case.guard.is_some();
        let mut checker = Checker { names: FxHashSet::default(), fault: &mut fault };
        checker.pattern(&case.pattern, may_always_match);
    }
}

struct Checker<'a, 'f> {
    /// The names bound so far by the pattern.
    names: FxHashSet<&'a str>,
    fault: &'f mut dyn FnMut(TextRange, String),
}

impl<'a> Checker<'a, '_> {
    fn bind(&mut self, name: &'a ast::Identifier, range: TextRange) {
        if name.as_str() == "__debug__" {
            (self.fault)(range, "cannot assign to __debug__".to_owned());
        }
        if !self.names.insert(name.as_str()) {
            let message = format!("multiple assignments to name '{name}' in pattern");
            (self.fault)(range, message);
        }
    }

    fn pattern(&mut self, pattern: &'a Pattern, may_always_match: bool) {
        match pattern {
            Pattern::MatchValue(value) => {
                if value.value.is_f_string_expr() {
                    let message = "patterns may only match literals and attribute lookups";
                    (self.fault)(value.range, message.to_owned());
                }
            }
            Pattern::MatchSingleton(_) => {}
            Pattern::MatchStar(star) => {
                if let Some(name) = &star.name {
                    self.bind(name, star.range);
                }
            }
            Pattern::MatchSequence(sequence) => {
                let stars = sequence.patterns.iter().filter(|p| p.is_match_star());
                if stars.count() > 1 {
                    let message = "multiple starred names in sequence pattern";
                    (self.fault)(sequence.range, message.to_owned());
                }
                for pattern in &sequence.patterns {
                    self.pattern(pattern, true);
                }
            }
            Pattern::MatchMapping(mapping) => self.mapping(mapping),
            Pattern::MatchClass(class) => self.class(class),
            Pattern::MatchAs(as_pattern) => self.capture(as_pattern, may_always_match),
            Pattern::MatchOr(or) => self.alternatives(or, may_always_match),
        }
    }

    fn capture(&mut self, as_pattern: &'a ast::PatternMatchAs, may_always_match: bool) {
        let Some(inner) = &as_pattern.pattern else {
            if !may_always_match {
                let message = match &as_pattern.name {
                    Some(name) => {
                        format!("name capture '{name}' makes remaining patterns unreachable")
                    }
                    None => "wildcard makes remaining patterns unreachable".to_owned(),
                };
                (self.fault)(as_pattern.range, message);
            }
            if let Some(name) = &as_pattern.name {
                self.bind(name, as_pattern.range);
            }
            return;
        };
        self.pattern(inner, may_always_match);
        if let Some(name) = &as_pattern.name {
            self.bind(name, as_pattern.range);
        }
    }

    fn alternatives(&mut self, or: &'a ast::PatternMatchOr, may_always_match: bool) {
        let before = std::mem::take(&mut self.names);
        let mut first: Option<FxHashSet<&str>> = None;
        let last = or.patterns.len().saturating_sub(1);
        for (index, pattern) in or.patterns.iter().enumerate() {
            self.pattern(pattern, may_always_match && index == last);
            let names = std::mem::take(&mut self.names);
            match &first {
                None => first = Some(names),
                Some(first) if *first != names => {
                    (self.fault)(or.range, "alternative patterns bind different names".to_owned());
                    break;
                }
                Some(_) => {}
            }
        }
        self.names = before;
        for name in first.into_iter().flatten() {
            if !self.names.insert(name) {
                let message = format!("multiple assignments to name '{name}' in pattern");
                (self.fault)(or.range, message);
            }
        }
    }

    fn mapping(&mut self, mapping: &'a ast::PatternMatchMapping) {
        let mut keys = FxHashSet::default();
        for key in &mapping.keys {
            if key.is_f_string_expr() {
                let message = "mapping pattern keys may only match literals and attribute lookups";
                (self.fault)(mapping.range, message.to_owned());
            }
            // Attributes are looked up at run time; only literals can be known to be the same.
            if matches!(key, Expr::Attribute(_)) || keys.insert(Key::of(key)) {
                continue;
            }
            let message = format!("mapping pattern checks duplicate key ({})", shown(key));
            (self.fault)(mapping.range, message);
        }
        for pattern in &mapping.patterns {
            self.pattern(pattern, true);
        }
        if let Some(rest) = &mapping.rest {
            self.bind(rest, mapping.range);
        }
    }

    fn class(&mut self, class: &'a ast::PatternMatchClass) {
        let arguments = &class.arguments;
        let mut names = FxHashSet::default();
        for keyword in &arguments.keywords {
            if !names.insert(keyword.attr.as_str()) {
                let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                (self.fault)(keyword.pattern.range(), message);
            }
        }
        for pattern in &arguments.patterns {
            self.pattern(pattern, true);
        }
        for keyword in &arguments.keywords {
            self.pattern(&keyword.pattern, true);
        }
    }
}

/// A key by its value: numbers that are equal are one key, whatever their types.
#[derive(PartialEq, Eq, Hash)]
enum Key<'a> {
    /// A number, by the bits of its real and imaginary parts.
    Number(u64, u64),
    Other(ComparableExpr<'a>),
}

impl<'a> Key<'a> {
    fn of(key: &'a Expr) -> Self {
        match complex(key) {
            // Adding zero turns the negative zero into the positive one, which equals it.
            Some((real, imaginary)) => {
                Self::Number((real + 0.0).to_bits(), (imaginary + 0.0).to_bits())
            }
            None => Self::Other(ComparableExpr::from(key)),
        }
    }
}

/// The value of a number literal, where a float holds it exactly.
fn complex(key: &Expr) -> Option<(f64, f64)> {
    match key {
        Expr::BooleanLiteral(literal) => Some((f64::from(u8::from(literal.value)), 0.0)),
        Expr::NumberLiteral(number) => match &number.value {
            ast::Number::Int(int) => Some((f64::from(i32::try_from(int.as_i64()?).ok()?), 0.0)),
            ast::Number::Float(float) => Some((*float, 0.0)),
            ast::Number::Complex { real, imag } => Some((*real, *imag)),
        },
        Expr::UnaryOp(unary) if unary.op == ast::UnaryOp::USub => {
            let (real, imaginary) = complex(&unary.operand)?;
            Some((-real, -imaginary))
        }
        Expr::BinOp(sum) => {
            let (real, imaginary) = (complex(&sum.left)?, complex(&sum.right)?);
            let sign = if sum.op == ast::Operator::Sub { -1.0 } else { 1.0 };
            Some((real.0, sign * imaginary.1))
        }
        _ => None,
    }
}

/// A key as Python's `repr` shows it, for the usual keys.
fn shown(key: &Expr) -> String {
    match key {
        Expr::StringLiteral(string) => format!("'{}'", string.value.to_str()),
        Expr::NumberLiteral(number) => match &number.value {
            ast::Number::Int(int) => int.to_string(),
            ast::Number::Float(float) => format!("{float:?}"),
            ast::Number::Complex { imag, .. } => format!("{imag}j"),
        },
        Expr::UnaryOp(unary) => match complex(key) {
            Some((0.0, _)) => shown(&unary.operand),
            _ => format!("-{}", shown(&unary.operand)),
        },
        Expr::BooleanLiteral(literal) => if literal.value { "True" } else { "False" }.to_owned(),
        Expr::NoneLiteral(_) => "None".to_owned(),
        _ => "...".to_owned(),
    }
}

//! What CPython says about a token that stands where no rule wants it.

use ruff_python_ast::Expr;
use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::parse_expression;
use ruff_text_size::{Ranged, TextRange};

use super::{
    Context, binds_tightly, ends_expression, expression_name, invalid_target, is_string,
    starts_expression,
};
use crate::read::SyntaxError;
use crate::read::error::SyntaxErrorKind;

impl Context<'_> {
    /// A token that nothing in the grammar allows here.
    pub(super) fn unexpected(&self, at: usize) -> SyntaxError {
        let kind = self.kind(at);
        if kind == TokenKind::Indent {
            let error = self.at_token(at, "unexpected indent");
            return error.of_kind(SyntaxErrorKind::Indentation);
        }
        if matches!(self.line_keyword().1, TokenKind::Import | TokenKind::From) {
            // An import has no expressions in which something could be forgotten.
            let reversed = self.import_from_reversed(at);
            return reversed.unwrap_or_else(|| self.at_token(at, "invalid syntax"));
        }
        if let Some(error) = self
            .legacy_statement(at)
            .or_else(|| self.missing_value(at))
            .or_else(|| self.bare_star(at))
            .or_else(|| self.augmented_assignment(at))
            .or_else(|| self.assignment_in_expression(at))
            .or_else(|| self.unparenthesised_target(at))
            .or_else(|| self.missing_comma(at))
            .or_else(|| self.in_replacement_field(at))
            .or_else(|| self.missing_dictionary_colon(at))
            .or_else(|| self.assignment_to_value(at))
        {
            return error;
        }
        self.at_token(at, "invalid syntax")
    }

    /// `print "x"` and `exec "x"`.
    pub(super) fn legacy_statement(&self, at: usize) -> Option<SyntaxError> {
        let before = at.checked_sub(1)?;
        let name = self.source(before);
        let legacy = self.kind(before) == TokenKind::Name && matches!(name, "print" | "exec");
        if !legacy || !starts_expression(self.kind(at)) {
            return None;
        }
        let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
        let hint = format!("this is Python 2: in Python 3 `{name}` is a function");
        Some(self.at_token(before, message).with_hint(hint))
    }

    pub(super) fn import_from_reversed(&self, at: usize) -> Option<SyntaxError> {
        let (start, keyword) = self.line_keyword();
        let reversed = self.kind(at) == TokenKind::From && keyword == TokenKind::Import;
        let message = "Did you mean to use 'from ... import ...' instead?";
        (reversed && at > start + 1 && self.kind(at + 1) == TokenKind::Name)
            .then(|| self.at_token(start, message))
    }

    /// `f(a=)`, `def f(a=)`, `{1: }`.
    pub(super) fn missing_value(&self, at: usize) -> Option<SyntaxError> {
        let before = at.checked_sub(1)?;
        let ends = matches!(
            self.kind(at),
            TokenKind::Comma | TokenKind::Rpar | TokenKind::Rbrace | TokenKind::Colon
        );
        if !ends {
            return None;
        }
        let line = self.between(self.open_bracket(at).unwrap_or(self.line_keyword().0), at);
        let of_lambda = line
            .iter()
            .rev()
            .map(Token::kind)
            .find(|kind| matches!(kind, TokenKind::Lambda | TokenKind::Colon));
        if self.kind(before) == TokenKind::Equal && of_lambda == Some(TokenKind::Lambda) {
            return Some(self.at_token(before, "expected default value expression"));
        }
        let open = self.open_bracket(at)?;
        match (self.kind(before), self.kind(open)) {
            (TokenKind::Equal, TokenKind::Lpar) => {
                let callee = open.checked_sub(1)?;
                let defines =
                    callee.checked_sub(1).is_some_and(|i| matches!(self.kind(i), TokenKind::Def));
                if defines {
                    return Some(self.at_token(before, "expected default value expression"));
                }
                ends_expression(self.kind(callee))
                    .then(|| self.at_token(before - 1, "expected argument value expression"))
            }
            (TokenKind::Colon, TokenKind::Lbrace) if !self.in_field(at) => {
                let message = "expression expected after dictionary key and ':'";
                Some(self.at_token(before, message))
            }
            _ => None,
        }
    }

    /// `f(*)`, `x[*]`.
    pub(super) fn bare_star(&self, at: usize) -> Option<SyntaxError> {
        let star = at.checked_sub(1)?;
        let open = self.open_bracket(at)?;
        let first = self.kind(star) == TokenKind::Star && self.element_start(star) == star;
        let applied = open.checked_sub(1).is_some_and(|i| ends_expression(self.kind(i)));
        let parameters = self.line_keyword().1 == TokenKind::Def;
        (first && applied && !parameters && self.kind(open) != TokenKind::Lbrace)
            .then(|| self.at_token(at, "Invalid star expression"))
    }

    /// `a, b += 1, 2`.
    pub(super) fn augmented_assignment(&self, at: usize) -> Option<SyntaxError> {
        let operator = self.source(at);
        let augmented = operator.len() > 1 && operator.ends_with('=');
        let comparison = matches!(operator, "==" | "!=" | "<=" | ">=" | ":=");
        if !augmented || comparison || self.open_bracket(at).is_some() {
            return None;
        }
        let start = self.line_keyword().0;
        let range = self.span(start, at)?;
        let target = parse_expression(&self.text[range]).ok()?;
        let name = expression_name(target.expr());
        let message = format!("'{name}' is an illegal expression for augmented assignment");
        Some(self.error(range, message))
    }

    /// `if x = 3:` and `(a, b = 1)`.
    pub(super) fn assignment_in_expression(&self, at: usize) -> Option<SyntaxError> {
        if self.kind(at) != TokenKind::Equal || self.in_field(at) {
            return None;
        }
        let bracket = self.open_bracket(at);
        let keyword = self.line_keyword().1;
        let condition = matches!(
            keyword,
            TokenKind::If | TokenKind::Elif | TokenKind::While | TokenKind::Assert
        );
        if bracket.is_none() && !condition {
            return None;
        }
        let start = self.element_start(at);
        let range = self.span(start, at)?;
        if self.kind(start) == TokenKind::DoubleStar {
            let message = "cannot assign to keyword argument unpacking";
            return Some(self.error(range, message));
        }
        let target = parse_expression(&self.text[range]).ok()?;
        let expr = target.expr();
        let call = bracket.is_some_and(|open| {
            self.kind(open) == TokenKind::Lpar
                && open.checked_sub(1).is_some_and(|i| ends_expression(self.kind(i)))
        });
        if call && self.kind(start) != TokenKind::Name {
            let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
            return Some(self.error(range, message));
        }
        if !starts_expression(self.kind(at + 1)) {
            return None;
        }
        if expr.is_name_expr() && keyword != TokenKind::Assert {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return Some(self.error(range, message));
        }
        let allowed = !matches!(
            expr,
            Expr::Name(_)
                | Expr::List(_)
                | Expr::Tuple(_)
                | Expr::Generator(_)
                | Expr::BooleanLiteral(_)
                | Expr::NoneLiteral(_)
        );
        (allowed && binds_tightly(expr)).then(|| {
            let message = format!(
                "cannot assign to {} here. Maybe you meant '==' instead of '='?",
                expression_name(expr)
            );
            self.error(range, message)
        })
    }

    /// `[x, y for x, y in z]`.
    pub(super) fn unparenthesised_target(&self, at: usize) -> Option<SyntaxError> {
        let open = self.open_bracket(at)?;
        let bracket = matches!(self.kind(open), TokenKind::Lsqb | TokenKind::Lbrace);
        let comma = self.kind(self.element_start(at).checked_sub(1)?) == TokenKind::Comma;
        let literal = open.checked_sub(1).is_none_or(|i| !ends_expression(self.kind(i)));
        let message = "did you forget parentheses around the comprehension target?";
        (self.kind(at) == TokenKind::For && bracket && comma && literal && !self.in_field(at))
            .then(|| self.at_token(open + 1, message))
    }

    /// Two expressions side by side inside brackets.
    pub(super) fn missing_comma(&self, at: usize) -> Option<SyntaxError> {
        self.open_bracket(at)?;
        let before = at.checked_sub(1)?;
        if !ends_expression(self.kind(before)) || !starts_expression(self.kind(at)) {
            return None;
        }
        let mut start = self.element_start(at);
        if matches!(self.kind(start), TokenKind::Star | TokenKind::DoubleStar) {
            start += 1;
        }
        let soft = matches!(self.source(start), "match" | "case" | "type" | "_");
        let prefixed = self.kind(start) == TokenKind::Name && is_string(self.kind(start + 1));
        if soft || prefixed {
            return None;
        }
        let range = self.span(start, at)?;
        parse_expression(&self.text[range]).ok()?;
        let whole = range.cover(self.place(at));
        Some(self.error(whole, "invalid syntax. Perhaps you forgot a comma?"))
    }

    pub(super) fn missing_dictionary_colon(&self, at: usize) -> Option<SyntaxError> {
        let open = self.open_bracket(at)?;
        let ends = matches!(self.kind(at), TokenKind::Comma | TokenKind::Rbrace);
        if self.kind(open) != TokenKind::Lbrace || !ends || self.in_field(at) {
            return None;
        }
        let before = at.checked_sub(1)?;
        ends_expression(self.kind(before))
            .then(|| self.at_token(before, "':' expected after dictionary key"))
    }

    /// `1 = ` with nothing that could be assigned.
    pub(super) fn assignment_to_value(&self, at: usize) -> Option<SyntaxError> {
        if self.open_bracket(at).is_some() {
            return None;
        }
        let start = self.line_keyword().0;
        let equal = *self.outer_equals(start, at).first()?;
        let range = self.span(start, equal)?;
        let target = parse_expression(&self.text[range]).ok()?;
        let bad = invalid_target(target.expr())?;
        let name = expression_name(bad);
        let range = TextRange::at(range.start() + bad.start(), bad.range().len());
        let maybe = equal + 1 < at && std::ptr::eq(bad, target.expr()) && binds_tightly(bad);
        let mut message = format!("cannot assign to {name}");
        if maybe && !matches!(bad, Expr::BooleanLiteral(_) | Expr::NoneLiteral(_)) {
            message += " here. Maybe you meant '==' instead of '='?";
        }
        Some(self.error(range, message))
    }
}

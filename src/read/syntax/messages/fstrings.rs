//! What CPython says about the inside of f-strings.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::InterpolatedStringErrorType as FStringProblem;

use super::Context;
use crate::read::SyntaxError;

impl Context<'_> {
    pub(super) fn in_replacement_field(&self, at: usize) -> Option<SyntaxError> {
        if !self.in_field(at) {
            return None;
        }
        let open = self.open_bracket(at)?;
        let before = at.checked_sub(1)?;
        if before == open {
            return Some(match self.kind(at) {
                TokenKind::Equal
                | TokenKind::Exclamation
                | TokenKind::Colon
                | TokenKind::Rbrace => {
                    let sign = self.source(at);
                    self.at_token(
                        at,
                        format!("f-string: valid expression required before '{sign}'"),
                    )
                }
                _ => self.at_token(at, "f-string: expecting a valid expression after '{'"),
            });
        }
        let lambda = self.between(open, at).iter().any(|t| t.kind() == TokenKind::Lambda);
        if self.kind(open + 1) == TokenKind::Lambda {
            let message = "f-string: lambda expressions are not allowed without parentheses";
            return Some(self.at_token(open + 1, message));
        }
        if lambda {
            return Some(self.at_token(at, "f-string: expecting a valid expression after '{'"));
        }
        if self.kind(before) == TokenKind::Exclamation {
            return Some(self.conversion(at));
        }
        let message = match self.kind(before) {
            TokenKind::Equal => "f-string: expecting '!', or ':', or '}'",
            TokenKind::Name
                if before
                    .checked_sub(1)
                    .is_some_and(|i| self.kind(i) == TokenKind::Exclamation) =>
            {
                "f-string: expecting ':' or '}'"
            }
            TokenKind::FStringMiddle => "f-string: expecting '}', or format specs",
            _ => "f-string: expecting '=', or '!', or ':', or '}'",
        };
        Some(self.at_token(at, message))
    }

    pub(super) fn conversion(&self, at: usize) -> SyntaxError {
        match self.kind(at) {
            TokenKind::Colon | TokenKind::Rbrace => {
                self.at_token(at, "f-string: missing conversion character")
            }
            TokenKind::Name => {
                let name = self.source(at);
                self.at_token(
                    at,
                    format!(
                        "f-string: invalid conversion character '{name}': expected 's', 'r', or 'a'"
                    ),
                )
            }
            _ => self.at_token(at, "f-string: invalid conversion character"),
        }
    }

    pub(super) fn fstring_problem(&self, problem: &FStringProblem) -> SyntaxError {
        match problem {
            FStringProblem::SingleRbrace => self.here("f-string: single '}' is not allowed"),
            FStringProblem::LambdaWithoutParentheses => {
                let message = "f-string: lambda expressions are not allowed without parentheses";
                self.here(message)
            }
            FStringProblem::ConversionFlagNotImmediatelyAfterExclamation => {
                self.here("f-string: conversion type must come right after the exclamation mark")
            }
            FStringProblem::InvalidConversionFlag => {
                let exclamation = self
                    .between(0, self.at + 1)
                    .iter()
                    .rposition(|token| token.kind() == TokenKind::Exclamation);
                match exclamation {
                    Some(exclamation) => self.conversion(exclamation + 1),
                    None => self.here("f-string: invalid conversion character"),
                }
            }
            FStringProblem::UnclosedLbrace => match self.missing_comma(self.at) {
                Some(error) => error,
                None if self.kind(self.at) == TokenKind::FStringEnd => {
                    let spec = self.at.checked_sub(1).is_some_and(|i| {
                        matches!(self.kind(i), TokenKind::FStringMiddle | TokenKind::Colon)
                    });
                    self.here(if spec {
                        "f-string: expecting '}', or format specs"
                    } else {
                        "f-string: expecting '}'"
                    })
                }
                None => match self.in_replacement_field(self.at) {
                    Some(error) => error,
                    None => self.here("f-string: expecting '}'"),
                },
            },
            FStringProblem::UnterminatedString
            | FStringProblem::UnterminatedTripleQuotedString
            | FStringProblem::NewlineInFormatSpec => {
                self.here("f-string: expecting '}', or format specs")
            }
        }
    }
}

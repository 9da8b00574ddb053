//! Operators on values that may be of several kinds: `entry["count"] + 1`, where the entry holds numbers, texts and lists.
//!
//! Each kind on the left is taken with each on the right; pairs for which the operator raises have no result.

use ruff_python_ast::Operator;
use ruff_text_size::TextRange;

use super::expressions::is_sequence;
use super::heap::{Kind, Refs, merge};
use super::walker::Walker;

impl<'a> Walker<'a, '_> {
    /// An operator on what may be of several kinds: each kind on the left with each on the right, unless that raises.
    pub fn binary_by_kind(
        &mut self,
        range: TextRange,
        op: Operator,
        left: &Refs,
        right: &Refs,
    ) -> Option<Refs> {
        let (lefts, rights) = (self.by_kind(left)?, self.by_kind(right)?);
        if lefts.len() * rights.len() < 2 {
            return None;
        }
        let mut result = Refs::new();
        for (one, left) in &lefts {
            for (two, right) in &rights {
                if has_operator(op, one, two) {
                    self.hold(&result);
                    let refs = self.binary(range, op, left, right);
                    result = self.release();
                    merge(&mut result, &refs);
                }
            }
        }
        (!result.is_empty()).then_some(result)
    }

    /// What a value may be, by kind, where that is known of all of it; numbers are of one kind.
    fn by_kind(&self, refs: &Refs) -> Option<Vec<(Kind<'a>, Refs)>> {
        let mut found: Vec<(Kind<'a>, Refs)> = Vec::new();
        for &id in refs {
            let object = self.state.object(id)?;
            if object.kind == Kind::Unknown {
                return None;
            }
            let is_same = |kind: &Kind<'a>| match (kind, &object.kind) {
                (Kind::Int | Kind::Float | Kind::Complex, _) => object.is_number(),
                (one, two) => std::mem::discriminant(one) == std::mem::discriminant(two),
            };
            match found.iter_mut().find(|(kind, _)| is_same(kind)) {
                Some((_, refs)) => merge(refs, &[id]),
                None => found.push((object.kind.clone(), [id].into_iter().collect())),
            }
        }
        Some(found)
    }
}

/// Whether an operator may have a result: on builtin values of these kinds it certainly raises otherwise.
fn has_operator(op: Operator, left: &Kind<'_>, right: &Kind<'_>) -> bool {
    let is_plain = |kind: &Kind<'_>| {
        matches!(
            kind,
            Kind::Int
                | Kind::Float
                | Kind::Complex
                | Kind::Str(_)
                | Kind::Bytes
                | Kind::List
                | Kind::Tuple
                | Kind::Dict(_)
                | Kind::Set { .. }
        )
    };
    if !is_plain(left) || !is_plain(right) {
        return true;
    }
    let is_number = |kind: &Kind<'_>| matches!(kind, Kind::Int | Kind::Float | Kind::Complex);
    if std::mem::discriminant(left) == std::mem::discriminant(right) {
        return match left {
            Kind::Set { .. } => op != Operator::Add && op != Operator::Mult,
            Kind::Dict(_) => {
                matches!(op, Operator::BitOr | Operator::BitAnd | Operator::Sub | Operator::Add)
            }
            Kind::Str(_) | Kind::Bytes => matches!(op, Operator::Add | Operator::Mod),
            Kind::List | Kind::Tuple => op == Operator::Add,
            _ => true,
        };
    }
    match (left, right) {
        (one, two) if is_number(one) && is_number(two) => true,
        (Kind::Str(_) | Kind::Bytes, _) if op == Operator::Mod => true,
        (one, two) if op == Operator::Mult => {
            (is_sequence(one) && is_number(two)) || (is_number(one) && is_sequence(two))
        }
        _ => false,
    }
}

//! Intervals whose ends are polynomials of sizes that nobody knows before the run.
//!
//! A [`Symbol`] stands for such a size (an argument, the number of lines of a file) and is never negative. That is what
//! makes ends comparable: a polynomial whose coefficients are all smaller is smaller. An end without a bound is the
//! constant infinity; why it has none is noted elsewhere.

use std::cmp::Ordering;
use std::fmt::Write as _;

use smallvec::SmallVec;

/// A size that is not known before the run, by its position in the list of symbols.
pub type Symbol = u16;

/// The factors of a term, sorted; none for the constant term.
type Factors = SmallVec<[Symbol; 4]>;

/// Polynomials with more terms, or a higher degree, count as infinite.
const MAXIMUM_TERMS: usize = 24;
const MAXIMUM_DEGREE: usize = 6;

/// A polynomial; terms sorted by their factors, none with coefficient 0.
#[derive(Debug, Default, PartialEq)]
pub struct Poly {
    terms: SmallVec<[(Factors, f64); 1]>,
}

impl Clone for Poly {
    fn clone(&self) -> Self {
        // Most have one term at most, and are copied far more often than they are made.
        let mut terms: SmallVec<[(Factors, f64); 1]> = SmallVec::with_capacity(self.terms.len());
        for (factors, value) in &self.terms {
            terms.push((Factors::from_slice(factors), *value));
        }
        Poly { terms }
    }
}

impl Poly {
    pub const INFINITY: f64 = f64::INFINITY;

    pub fn zero() -> Self {
        Poly::default()
    }

    pub fn constant(value: f64) -> Self {
        let mut poly = Poly::default();
        if value != 0.0 {
            poly.terms.push((Factors::new(), value));
        }
        poly
    }

    pub fn infinite() -> Self {
        Poly::constant(Self::INFINITY)
    }

    pub fn symbol(symbol: Symbol) -> Self {
        let mut poly = Poly::default();
        poly.terms.push((SmallVec::from_slice(&[symbol]), 1.0));
        poly
    }

    /// The value, where no symbol occurs.
    pub fn as_constant(&self) -> Option<f64> {
        match &self.terms[..] {
            [] => Some(0.0),
            [(factors, value)] if factors.is_empty() => Some(*value),
            _ => None,
        }
    }

    /// The symbol, where this is one and nothing else.
    pub fn as_symbol(&self) -> Option<Symbol> {
        match &self.terms[..] {
            [(factors, coefficient)]
                if factors.len() == 1 && (*coefficient - 1.0).abs() < 1e-12 =>
            {
                Some(factors[0])
            }
            _ => None,
        }
    }

    pub fn is_finite(&self) -> bool {
        self.terms.iter().all(|(_, value)| value.is_finite())
    }

    pub fn is_zero(&self) -> bool {
        self.terms.is_empty()
    }

    /// Certainly not negative.
    pub fn is_positive(&self) -> bool {
        self.terms.iter().all(|(_, value)| *value > 0.0)
    }

    /// Certainly not greater, whatever the symbols stand for.
    pub fn is_at_most(&self, other: &Poly) -> bool {
        if other.as_constant() == Some(Self::INFINITY)
            || self.as_constant() == Some(-Self::INFINITY)
        {
            return true;
        }
        self.is_finite() && other.is_finite() && other.minus(self).is_positive()
    }

    pub fn plus(&self, other: &Poly) -> Poly {
        self.combined(other, 1.0)
    }

    pub fn minus(&self, other: &Poly) -> Poly {
        self.combined(other, -1.0)
    }

    fn combined(&self, other: &Poly, sign: f64) -> Poly {
        if let (Some(one), Some(two)) = (self.as_constant(), other.as_constant()) {
            let sum = one + sign * two;
            return Poly::constant(if sum.is_nan() { Self::INFINITY } else { sum });
        }
        let mut terms: SmallVec<[(Factors, f64); 1]> = SmallVec::new();
        let (mut left, mut right) = (self.terms.iter().peekable(), other.terms.iter().peekable());
        loop {
            let order = match (left.peek(), right.peek()) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(one), Some(two)) => one.0.cmp(&two.0),
            };
            let mut value = 0.0;
            let mut factors = None;
            if order != Ordering::Greater
                && let Some(one) = left.next()
            {
                value += one.1;
                factors = Some(&one.0);
            }
            if order != Ordering::Less
                && let Some(two) = right.next()
            {
                value += sign * two.1;
                factors = Some(&two.0);
            }
            if let Some(factors) = factors
                && value != 0.0
            {
                terms.push((Factors::from_slice(factors), value));
            }
        }
        Poly { terms }.tidied()
    }

    pub fn times(&self, other: &Poly) -> Poly {
        if let (Some(one), Some(two)) = (self.as_constant(), other.as_constant()) {
            // Nothing, infinitely often, is nothing.
            return if one == 0.0 || two == 0.0 { Poly::zero() } else { Poly::constant(one * two) };
        }
        if self.is_zero() || other.is_zero() {
            return Poly::zero();
        }
        let mut sum = Poly::zero();
        for (factors, value) in &self.terms {
            let mut terms: Vec<(Factors, f64)> = Vec::with_capacity(other.terms.len());
            for (more, other_value) in &other.terms {
                let mut product: Factors = factors.iter().chain(more).copied().collect();
                product.sort_unstable();
                if product.len() > MAXIMUM_DEGREE {
                    return Poly::infinite();
                }
                terms.push((product, value * other_value));
            }
            terms.sort_by(|one, two| one.0.cmp(&two.0));
            sum = sum.plus(&Poly { terms: SmallVec::from_vec(terms) });
        }
        sum
    }

    pub fn scaled(&self, factor: f64) -> Poly {
        self.times(&Poly::constant(factor))
    }

    pub fn shifted(&self, by: f64) -> Poly {
        self.plus(&Poly::constant(by))
    }

    /// One infinite term makes everything infinite.
    fn tidied(self) -> Poly {
        if self.terms.len() > MAXIMUM_TERMS {
            return Poly::infinite();
        }
        match self.terms.iter().find(|(_, value)| !value.is_finite()) {
            None => self,
            Some((_, value)) if *value == -Self::INFINITY => Poly::constant(-Self::INFINITY),
            Some(_) => Poly::infinite(),
        }
    }

    fn merged(&self, other: &Poly, choose: impl Fn(f64, f64) -> f64) -> Poly {
        let mut all: Vec<&Factors> =
            self.terms.iter().chain(&other.terms).map(|(factors, _)| factors).collect();
        all.sort();
        all.dedup();
        let of = |poly: &Poly, factors: &Factors| {
            poly.terms.iter().find(|term| term.0 == *factors).map_or(0.0, |term| term.1)
        };
        let terms = all.into_iter().filter_map(|factors| {
            let value = choose(of(self, factors), of(other, factors));
            (value != 0.0).then(|| (factors.clone(), value))
        });
        Poly { terms: terms.collect() }.tidied()
    }

    /// A bound that neither exceeds.
    pub fn upper(&self, other: &Poly) -> Poly {
        if self.is_at_most(other) {
            return other.clone();
        }
        if other.is_at_most(self) {
            return self.clone();
        }
        self.merged(other, f64::max)
    }

    /// A bound that neither falls below.
    pub fn lower(&self, other: &Poly) -> Poly {
        if self.is_at_most(other) {
            return self.clone();
        }
        if other.is_at_most(self) {
            return other.clone();
        }
        self.merged(other, f64::min)
    }

    /// The smaller of two bounds of the same thing, where it can be told which that is.
    pub fn tighter(&self, other: &Poly) -> Poly {
        if other.is_at_most(self) || (self.degree() > other.degree() && !self.is_at_most(other)) {
            other.clone()
        } else {
            self.clone()
        }
    }

    fn degree(&self) -> usize {
        if !self.is_finite() {
            return usize::MAX;
        }
        self.terms.iter().map(|(factors, _)| factors.len()).max().unwrap_or(0)
    }

    /// Without what is negative: an upper bound of the larger of this and 0.
    pub fn positive_part(&self) -> Poly {
        Poly { terms: self.terms.iter().filter(|(_, value)| *value > 0.0).cloned().collect() }
    }

    /// Without what is positive: a lower bound of the smaller of this and 0.
    pub fn negative_part(&self) -> Poly {
        Poly { terms: self.terms.iter().filter(|(_, value)| *value < 0.0).cloned().collect() }
    }

    /// The larger of this and 0 as a lower bound.
    pub fn floor_zero(&self) -> Poly {
        if self.is_positive() { self.clone() } else { Poly::zero() }
    }

    /// The value where each symbol stands for a number.
    pub fn value(&self, of: &impl Fn(Symbol) -> f64) -> f64 {
        self.terms
            .iter()
            .map(|(factors, value)| {
                value * factors.iter().map(|&symbol| of(symbol)).product::<f64>()
            })
            .sum()
    }

    /// The value with every symbol at a thousand: what estimates are compared by.
    pub fn weight(&self) -> f64 {
        self.value(&|_| 1000.0)
    }

    /// The symbols that occur.
    pub fn symbols(&self) -> impl Iterator<Item = Symbol> {
        self.terms.iter().flat_map(|(factors, _)| factors.iter().copied())
    }

    /// The text, as `8 * n * n + 56`; the highest degree first.
    pub fn text(&self, names: &[String]) -> String {
        let mut terms: Vec<&(Factors, f64)> = self.terms.iter().collect();
        terms.sort_by(|one, two| two.0.len().cmp(&one.0.len()).then(one.0.cmp(&two.0)));
        let mut text = String::new();
        for (factors, value) in terms {
            let sign = match (text.is_empty(), *value < 0.0) {
                (true, true) => "-",
                (true, false) => "",
                (false, true) => " - ",
                (false, false) => " + ",
            };
            text.push_str(sign);
            let size = value.abs();
            let mut parts = Vec::new();
            if factors.is_empty() || (size - 1.0).abs() > 1e-9 {
                parts.push(number(size));
            }
            parts.extend(factors.iter().map(|&symbol| {
                names.get(usize::from(symbol)).cloned().unwrap_or_else(|| "?".into())
            }));
            let _ = write!(text, "{}", parts.join(" * "));
        }
        if text.is_empty() { "0".into() } else { text }
    }
}

/// A number with at most three decimals.
fn number(value: f64) -> String {
    if value.fract().abs() < 1e-9 || value >= 1e15 {
        return format!("{value:.0}");
    }
    format!("{value:.3}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A quantity between two bounds, with what it most likely is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    pub low: Poly,
    pub estimate: Poly,
    pub high: Poly,
}

impl Span {
    pub fn exact(value: f64) -> Self {
        Span::same(Poly::constant(value))
    }

    pub fn same(poly: Poly) -> Self {
        Span { low: poly.clone(), estimate: poly.clone(), high: poly }
    }

    pub fn of(low: f64, estimate: f64, high: f64) -> Self {
        Span {
            low: Poly::constant(low),
            estimate: Poly::constant(estimate),
            high: Poly::constant(high),
        }
    }

    /// Any amount.
    pub fn unknown() -> Self {
        Span::of(0.0, f64::INFINITY, f64::INFINITY)
    }

    /// Any number, of either sign.
    pub fn any_number() -> Self {
        Span::of(f64::NEG_INFINITY, 0.0, f64::INFINITY)
    }

    /// The value, where it is known exactly.
    pub fn as_constant(&self) -> Option<f64> {
        if self.low == self.high {
            self.low.as_constant().filter(|value| value.is_finite())
        } else {
            None
        }
    }

    pub fn is_bounded(&self) -> bool {
        self.high.is_finite()
    }

    pub fn plus(&self, other: &Span) -> Span {
        Span {
            low: self.low.plus(&other.low),
            estimate: self.estimate.plus(&other.estimate),
            high: self.high.plus(&other.high),
        }
    }

    pub fn minus(&self, other: &Span) -> Span {
        Span {
            low: if other.high.is_finite() && self.low.is_finite() {
                self.low.minus(&other.high)
            } else {
                Poly::constant(f64::NEG_INFINITY)
            },
            estimate: self.estimate.minus(&other.estimate),
            high: if other.low.is_finite() && self.high.is_finite() {
                self.high.minus(&other.low)
            } else {
                Poly::infinite()
            },
        }
    }

    /// The product of two amounts, neither of which is negative.
    pub fn times(&self, other: &Span) -> Span {
        Span {
            low: self.low.times(&other.low),
            estimate: self.estimate.times(&other.estimate),
            high: self.high.times(&other.high),
        }
    }

    pub fn scaled(&self, factor: f64) -> Span {
        self.times(&Span::exact(factor))
    }

    pub fn shifted(&self, by: f64) -> Span {
        self.plus(&Span::exact(by))
    }

    /// What holds of both.
    pub fn join(&self, other: &Span, weight: f64) -> Span {
        if self == other {
            return self.clone();
        }
        Span {
            low: self.low.lower(&other.low),
            estimate: if self.estimate == other.estimate {
                self.estimate.clone()
            } else {
                let one = self.estimate.scaled(weight);
                one.plus(&other.estimate.scaled(1.0 - weight))
            },
            high: self.high.upper(&other.high),
        }
    }

    /// The larger of the two.
    pub fn maximum(&self, other: &Span) -> Span {
        let bigger = self.estimate.weight() >= other.estimate.weight();
        Span {
            low: if self.low.weight() >= other.low.weight() {
                self.low.clone()
            } else {
                other.low.clone()
            },
            estimate: if bigger { self.estimate.clone() } else { other.estimate.clone() },
            high: self.high.upper(&other.high),
        }
    }

    /// No more than the other: the smaller of the two.
    pub fn capped(&self, cap: &Span) -> Span {
        let smaller = cap.estimate.weight() < self.estimate.weight();
        Span {
            low: self.low.lower(&cap.low),
            estimate: if smaller { cap.estimate.clone() } else { self.estimate.clone() },
            high: self.high.tighter(&cap.high),
        }
    }

    /// An amount: nothing below 0.
    pub fn amount(&self) -> Span {
        let estimate = match self.estimate.as_constant() {
            Some(value) => Poly::constant(value.max(0.0)),
            None => self.estimate.clone(),
        };
        let high = match self.high.as_constant() {
            Some(value) => Poly::constant(value.max(0.0)),
            None => self.high.positive_part(),
        };
        Span { low: self.low.floor_zero(), estimate, high }
    }

    /// Where a quantity that starts at `self` and is `next` one round later will be after `rounds` rounds.
    pub fn extrapolated(&self, next: &Span, rounds: &Span) -> Span {
        if self == next {
            return self.clone();
        }
        let step = |from: &Poly, to: &Poly| {
            if from == to { Poly::zero() } else { to.minus(from) }
        };
        let (down, middle, up) = (
            step(&self.low, &next.low),
            step(&self.estimate, &next.estimate),
            step(&self.high, &next.high),
        );
        let low = if down.is_positive() {
            self.low.plus(&down.times(&rounds.low))
        } else {
            self.low.plus(&down.negative_part().times(&rounds.high))
        };
        let high = self.high.plus(&up.positive_part().times(&rounds.high));
        Span { low, estimate: self.estimate.plus(&middle.times(&rounds.estimate)), high }
    }
}

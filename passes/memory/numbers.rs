//! Values of numbers: the interval and the likely value of the result of an operator, and how many bits it has.

use ruff_python_ast::Operator;

use super::bounds::{Poly, Span};
use super::heap::{Kind, Object};
use super::sizes::most_bits;

/// A number that exists once the operator has run.
pub fn binary<'a>(operator: Operator, left: &Object<'a>, right: &Object<'a>) -> Object<'a> {
    let complex = left.kind == Kind::Complex || right.kind == Kind::Complex;
    if complex {
        return Object::new(Kind::Complex);
    }
    let float = left.kind == Kind::Float || right.kind == Kind::Float;
    if float || operator == Operator::Div {
        return float_result(operator, &left.num, &right.num);
    }
    if operator == Operator::Pow && !right.num.low.is_positive() {
        // A negative exponent makes a float.
        let mut object = integer(Span::any_number());
        object.len = Span::unknown();
        return object;
    }
    let num = match operator {
        Operator::Add => left.num.plus(&right.num),
        Operator::Sub => left.num.minus(&right.num),
        Operator::Mult => product(&left.num, &right.num),
        Operator::FloorDiv => quotient(&left.num, &right.num),
        Operator::Mod => remainder(&left.num, &right.num),
        Operator::Pow => power(&left.num, &right.num),
        Operator::LShift => match right.num.as_constant() {
            Some(by) if (0.0..1000.0).contains(&by) => {
                product(&left.num, &Span::exact(2_f64.powf(by)))
            }
            _ => Span::any_number(),
        },
        Operator::RShift => match right.num.as_constant() {
            Some(by) if (0.0..1000.0).contains(&by) => {
                quotient(&left.num, &Span::exact(2_f64.powf(by)))
            }
            _ => no_larger(&left.num),
        },
        Operator::BitAnd => masked(&left.num, &right.num),
        Operator::BitOr | Operator::BitXor => combined(left, right),
        Operator::Div | Operator::MatMult => Span::any_number(),
    };
    let mut object = integer(num);
    object.len = bits(operator, left, right);
    if operator == Operator::Sub {
        // A difference has the room of the larger operand, however small it is.
        let (room, needed) = (most_bits(left).max(most_bits(right)), most_bits(&object));
        let extra = ((room - needed) / 30.0).ceil().max(0.0) * 4.0;
        object.extra.high = Poly::constant(if extra.is_nan() { 0.0 } else { extra });
    }
    object
}

/// An integer of this value.
pub fn integer<'a>(num: Span) -> Object<'a> {
    let mut object = Object::new(Kind::Int);
    let estimate = num.estimate.as_constant().map_or(1.0, |value| (value.abs() + 1.0).log2());
    object.num = num;
    object.len = Span::of(0.0, estimate, f64::INFINITY);
    let bits = most_bits(&object);
    object.len.high = Poly::constant(bits);
    object
}

fn float_result<'a>(operator: Operator, left: &Span, right: &Span) -> Object<'a> {
    let mut object = Object::new(Kind::Float);
    object.num = match operator {
        Operator::Add => left.plus(right),
        Operator::Sub => left.minus(right),
        Operator::Mult => product(left, right),
        Operator::Div => match right.as_constant() {
            Some(by) if by > 0.0 && left.low.is_finite() && left.high.is_finite() => {
                left.scaled(1.0 / by)
            }
            _ => Span::any_number(),
        },
        _ => Span::any_number(),
    };
    object
}

/// How many bits the result has, where its value is lost.
fn bits(operator: Operator, left: &Object<'_>, right: &Object<'_>) -> Span {
    let (one, two) = (most_bits(left), most_bits(right));
    let guess = |object: &Object<'_>| object.len.estimate.as_constant().unwrap_or(1.0);
    let (low, high) = (guess(left), guess(right));
    let (most, likely) = match operator {
        Operator::Add | Operator::Sub => {
            // The logarithm of a sum.
            let (large, small) = (low.max(high), low.min(high));
            (one.max(two) + 1.0, large + (1.0 + 2_f64.powf(small - large)).log2())
        }
        Operator::Mult => (one + two, low + high),
        Operator::FloorDiv => (one, (low - high).max(1.0)),
        Operator::RShift => {
            let by = right.num.as_constant().unwrap_or(0.0);
            (one, (low - by).max(1.0))
        }
        Operator::Mod => (two.min(f64::MAX), low.min(high)),
        Operator::BitAnd => {
            let masks = |object: &Object<'_>, bits: f64| {
                if object.num.low.is_positive() { bits } else { f64::INFINITY }
            };
            (masks(left, one).min(masks(right, two)).min(one.max(two)), low.min(high))
        }
        Operator::BitOr | Operator::BitXor => (one.max(two), low.max(high)),
        Operator::Pow => {
            let times = right.num.high.as_constant().unwrap_or(f64::INFINITY);
            let likely = right.num.estimate.as_constant().unwrap_or(1.0);
            (one * times.max(1.0), low * likely.max(1.0))
        }
        Operator::LShift => {
            let by = right.num.high.as_constant().unwrap_or(f64::INFINITY);
            (one + by.max(0.0), low + right.num.estimate.as_constant().unwrap_or(0.0))
        }
        Operator::Div | Operator::MatMult => (f64::INFINITY, 1.0),
    };
    Span::of(0.0, likely, if most.is_nan() { f64::INFINITY } else { most })
}

/// A product of numbers of any sign.
pub fn product(left: &Span, right: &Span) -> Span {
    let estimate = left.estimate.times(&right.estimate);
    if left.low.is_positive() && right.low.is_positive() {
        return Span {
            low: left.low.times(&right.low),
            estimate,
            high: left.high.times(&right.high),
        };
    }
    let ends = [&left.low, &left.high, &right.low, &right.high].map(Poly::as_constant);
    if let [Some(a), Some(b), Some(c), Some(d)] = ends
        && ends.iter().flatten().all(|value| value.is_finite())
    {
        let products = [a * c, a * d, b * c, b * d];
        let low = products.iter().copied().fold(f64::INFINITY, f64::min);
        let high = products.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        return Span { low: Poly::constant(low), estimate, high: Poly::constant(high) };
    }
    Span { estimate, ..Span::any_number() }
}

/// `left // right` of integers.
fn quotient(left: &Span, right: &Span) -> Span {
    let by = right.as_constant().filter(|by| *by >= 1.0);
    match by {
        Some(by) if left.low.is_finite() && left.high.is_finite() => {
            let floor = |poly: &Poly, slack: f64| match poly.as_constant() {
                Some(value) => Poly::constant((value / by).floor()),
                None => poly.scaled(1.0 / by).shifted(-slack),
            };
            let low = floor(&left.low, 1.0);
            Span {
                low: if left.low.is_positive() { low.floor_zero() } else { low },
                estimate: floor(&left.estimate, 0.0),
                high: floor(&left.high, 0.0),
            }
        }
        _ => no_larger(left),
    }
}

/// Something between the number and 0, or as far on the other side.
fn no_larger(of: &Span) -> Span {
    if of.low.is_positive() {
        return Span {
            low: Poly::zero(),
            estimate: of.estimate.scaled(0.5),
            high: of.high.clone(),
        };
    }
    match (of.low.as_constant(), of.high.as_constant()) {
        (Some(low), Some(high)) => {
            let most = low.abs().max(high.abs());
            Span { estimate: of.estimate.scaled(0.5), ..Span::of(-most - 1.0, 0.0, most + 1.0) }
        }
        _ => Span::any_number(),
    }
}

/// `left % right` of integers: the sign of the right one.
fn remainder(left: &Span, right: &Span) -> Span {
    let middle = |high: &Poly| high.scaled(0.5);
    if right.low.is_positive() {
        if let (Some(value), Some(by)) = (left.as_constant(), right.as_constant())
            && by > 0.0
        {
            return Span::exact(value.rem_euclid(by));
        }
        let by_right =
            if right.high.is_finite() { right.high.shifted(-1.0) } else { Poly::infinite() };
        let high = if left.low.is_positive() { left.high.tighter(&by_right) } else { by_right };
        return Span { low: Poly::zero(), estimate: middle(&high), high };
    }
    no_larger(right)
}

fn power(base: &Span, exponent: &Span) -> Span {
    let ends = [&base.low, &base.high, &exponent.low, &exponent.high].map(Poly::as_constant);
    let middle = match (base.estimate.as_constant(), exponent.estimate.as_constant()) {
        (Some(base), Some(exponent)) => base.powf(exponent),
        _ => f64::INFINITY,
    };
    if let [Some(low), Some(high), Some(least), Some(most)] = ends
        && most.is_finite()
    {
        let largest = low.abs().max(high.abs()).powf(most);
        let smallest = if low >= 0.0 { low.powf(least) } else { -largest };
        if largest.is_finite() {
            return Span {
                low: Poly::constant(smallest),
                estimate: Poly::constant(if middle.is_finite() { middle } else { largest }),
                high: Poly::constant(largest),
            };
        }
    }
    if exponent.as_constant() == Some(2.0) && base.low.is_positive() {
        return product(base, base);
    }
    Span::any_number()
}

fn masked(left: &Span, right: &Span) -> Span {
    let high = match (left.low.is_positive(), right.low.is_positive()) {
        (true, true) => left.high.tighter(&right.high),
        (true, false) => left.high.clone(),
        (false, true) => right.high.clone(),
        (false, false) => return Span::any_number(),
    };
    Span { low: Poly::zero(), estimate: high.scaled(0.5), high }
}

/// `|` and `^`: no more bits than the wider of the two.
fn combined(left: &Object<'_>, right: &Object<'_>) -> Span {
    let bits = most_bits(left).max(most_bits(right));
    if bits > 1000.0 {
        return Span::any_number();
    }
    let high = 2_f64.powf(bits);
    let signed = !(left.num.low.is_positive() && right.num.low.is_positive());
    Span {
        estimate: left.num.estimate.plus(&right.num.estimate),
        ..Span::of(if signed { -high } else { 0.0 }, 0.0, high)
    }
}

/// Decimal digits of an integer with its sign: at least, likely, at most.
pub fn digits(object: &Object<'_>) -> Span {
    if let Some(value) = object.num.as_constant() {
        return Span::exact(format!("{value:.0}").len() as f64);
    }
    let most = (most_bits(object) / 10_f64.log2()).ceil() + 2.0;
    let likely = match (object.num.low.as_constant(), object.num.high.as_constant()) {
        (Some(low), Some(high)) if low >= 0.0 && high.is_finite() && high - low >= 1.0 => {
            mean_digits(low, high)
        }
        _ => object
            .len
            .estimate
            .as_constant()
            .map_or(4.0, |bits| (bits / 10_f64.log2()).max(1.0).ceil()),
    };
    Span::of(1.0, likely, most)
}

/// The mean number of digits of the numbers from `low` to `high`.
fn mean_digits(low: f64, high: f64) -> f64 {
    let (mut sum, mut from, mut digits) = (0.0, low, 1.0);
    let mut limit = 10.0_f64;
    while from <= high && digits < 320.0 {
        if from < limit {
            let to = (limit - 1.0).min(high);
            sum += (to - from + 1.0) * digits;
            from = to + 1.0;
        }
        limit *= 10.0;
        digits += 1.0;
    }
    sum / (high - low + 1.0)
}

//! Segments of short programs, with every statement worth a segment of its own where `heavy` is 0.

use super::{Segments, run, run_from};
use crate::ids::FuncId;
use crate::knowledge::Knowledge;
use crate::passes::{dependences, effects, scopes};
use crate::program::{Module, Program};
use crate::read::{Source, parse};

fn with_segments(text: &str, heavy: Option<f64>, check: impl FnOnce(&Segments)) {
    let source = Source::from_bytes("script.py", text.as_bytes().to_vec()).expect("readable");
    let parsed = parse(&source).expect("valid Python");
    let module = Module::new("__main__", "script.py", false, source, parsed);
    let program = Program::single(module);
    let scopes = scopes::run(&program);
    let knowledge = Knowledge::new();
    let mut analysis = effects::run(&program, &scopes, &knowledge, effects::Need::Facts);
    let graph = dependences::run(&mut analysis, FuncId(0));
    let segments = heavy.map_or_else(|| run(&graph), |heavy| run_from(&graph, heavy));
    assert_eq!(segments.verify(&graph), Ok(()));
    check(&segments);
}

fn waits(segments: &Segments) -> Vec<Vec<usize>> {
    segments.segments.iter().map(|segment| segment.waits.clone()).collect()
}

fn keys(segments: &Segments) -> Vec<Vec<String>> {
    segments
        .segments
        .iter()
        .map(|segment| segment.needs.iter().map(super::SegmentNeed::key).collect())
        .collect()
}

const HEAVY: &str = "
def f(n):
    total = 0
    for i in range(n * 100000):
        total += i * i % 7
    return total
";

/// `x = x + 2` must not overtake `z = x * y`: `z` would be 56 instead of 40.
#[test]
fn a_later_definition_waits_for_the_readers_of_the_earlier() {
    with_segments("x = 5\ny = x + 3\nz = x * y\nx = x + 2\nprint(z)\n", Some(0.0), |segments| {
        assert_eq!(waits(segments), [vec![], vec![1], vec![1, 2], vec![1, 2, 3], vec![3]]);
        assert_eq!(keys(segments)[2], ["x@1:1", "y@2:2"]);
        assert_eq!(keys(segments)[4], ["z@3:3"]);
        let barriers: Vec<usize> =
            segments.segments.iter().map(|segment| segment.wait_index).collect();
        assert_eq!(barriers, [0, 1, 2, 3, 3]);
    });
}

#[test]
fn statements_with_equal_needs_run_side_by_side() {
    let text = format!("{HEAVY}n = 7\na = f(n)\nb = f(n)\nc = a + b\nprint(c)\n");
    with_segments(&text, None, |segments| {
        assert_eq!(waits(segments), [vec![], vec![1], vec![1], vec![2, 3]]);
        assert_eq!(keys(segments)[1..], [vec!["n@1:1"], vec!["n@1:1"], vec!["a@2:2", "b@3:3"]]);
        assert_eq!(segments.segments[3].statements.len(), 2);
        assert!(segments.segments[1].pure && segments.segments[1].unbounded);
        assert!(!segments.segments[3].pure);
    });
}

#[test]
fn cheap_statements_gather() {
    let text = format!("{HEAVY}n = 7\na = f(n)\nm = 3\nk = m * n\na += 1\nb = f(k)\n");
    with_segments(&text, None, |segments| {
        assert_eq!(waits(segments), [vec![], vec![1], vec![1]]);
        assert_eq!(segments.segments[0].has, ["n", "m", "k"]);
        assert_eq!(segments.segments[1].has, ["a"]);
    });
}

#[test]
fn output_keeps_its_order() {
    let text = format!("{HEAVY}a = f(7)\nprint(1)\nb = f(8)\nprint(a)\nprint(2)\n");
    with_segments(&text, None, |segments| {
        // `print(1)` and `b` wait for nothing; `print(a)` waits for `a` and for the first print.
        assert_eq!(waits(segments), [vec![], vec![], vec![], vec![1, 2]]);
        assert_eq!(segments.segments[3].statements.len(), 2);
    });
}

#[test]
fn a_name_may_have_two_definitions() {
    let text = "import sys\na = 1\nif len(sys.argv) > 1:\n    a = 2\nb = a\n";
    with_segments(text, Some(0.0), |segments| {
        assert_eq!(keys(segments)[2], ["a@1:1", "a@2:2"]);
    });
}

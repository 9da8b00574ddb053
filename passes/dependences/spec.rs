//! Runs the examples of `dependences.md`: what a line's mark says is exactly what its statement waits for.

use std::fmt::Write as _;

use ruff_text_size::Ranged as _;

use super::{Dependences, Kind, run};
use crate::ids::FuncId;
use crate::knowledge::Knowledge;
use crate::passes::{effects, scopes};
use crate::program::{Module, Program};
use crate::read::{LineIndex, Source, parse};

const SPEC: &str = include_str!("../dependences.md");

#[test]
fn the_examples_hold() {
    let mut wrong = String::new();
    let blocks: Vec<&str> =
        SPEC.split("```python\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() > 10, "the page has {} examples", blocks.len());
    for block in blocks {
        for (line, expected, found) in differences(block) {
            let _ = writeln!(wrong, "{}\n  expected: {expected}\n  found:    {found}", line.trim());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The marked lines of which the mark is wrong, and those that should have one.
fn differences(block: &str) -> Vec<(String, String, String)> {
    let source = Source::from_bytes("example.py", block.as_bytes().to_vec()).expect("readable");
    let parsed = parse(&source).expect("valid Python");
    let module = Module::new("__main__", "example.py", false, source, parsed);
    let program = Program::single(module);
    let scopes = scopes::run(&program);
    let knowledge = Knowledge::new();
    let mut analysis = effects::run(&program, &scopes, &knowledge, effects::Need::Facts);
    let mut found = vec![String::new(); block.lines().count() + 2];
    for func in (0..scopes.functions.len()).map(FuncId::from) {
        let graph = run(&mut analysis, func);
        for (line, words) in marks(&graph, &program.entry().lines) {
            found[line] = words;
        }
    }
    let mut differences = Vec::new();
    for (index, line) in block.lines().enumerate() {
        let expected = line.split_once("# dep: ").map_or("", |(_, mark)| mark.trim());
        let found = &found[index + 1];
        if expected != found {
            differences.push((line.to_owned(), expected.to_owned(), found.clone()));
        }
    }
    differences
}

/// For each statement that waits, its line and what its mark has to say.
fn marks(graph: &Dependences<'_>, lines: &LineIndex) -> Vec<(usize, String)> {
    let mut marks: Vec<(usize, String)> = Vec::new();
    for (later, earlier, label) in graph.edges() {
        if earlier.is_definition && label.kind == Kind::Raw {
            continue;
        }
        let mut words = label.kind.word().to_owned();
        for name in &label.names {
            let _ = write!(words, " {name}");
        }
        let _ = write!(words, " from {}", earlier.number);
        if label.may {
            words.push_str(" (may)");
        }
        let line = lines.line(later.stmt.start());
        match marks.iter_mut().find(|(known, _)| *known == line) {
            Some((_, mark)) => {
                let _ = write!(mark, ", {words}");
            }
            None => marks.push((line, words)),
        }
    }
    marks
}

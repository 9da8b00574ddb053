//! Every reason has a page, every page a reason, and every example on a page shows what the page says.
//!
//! Pages about checkpoints mark their loops with `# starts anew` and `# can be resumed` instead.
//!
//! In the examples, `# stays sequential` stands on the line of a loop that must be refused with the page's reason, and
//! `# runs in parallel` on the line of a loop that must not be refused.

use std::collections::BTreeSet;

use surgec::checkpoints::Spacing;
use surgec::compile::{Options, compile};
use surgec::explain;
use surgec::knowledge::Knowledge;
use surgec::plan::{Decision, Plan};
use surgec::program::{Module, Program};
use surgec::read::{Source, on_big_stack, parse};
use surgec::reasons::Reason;

/// The sentence of a page whose reason cannot be shown with one short script.
const NO_EXAMPLE: &str = "No short script shows this reason";

#[test]
fn reasons_and_pages_are_the_same() {
    let reasons: BTreeSet<&str> = Reason::ALL.iter().map(|reason| reason.name()).collect();
    let pages: BTreeSet<&str> = explain::pages().collect();
    assert_eq!(reasons, pages);
    assert_eq!(reasons.len(), Reason::ALL.len(), "two reasons have the same name");
}

#[test]
fn pages_have_the_summary_and_all_sections() {
    for reason in Reason::ALL {
        let page = explain::page(reason.name()).expect("each reason has a page");
        assert!(page.starts_with(&format!("# {}\n", reason.name())), "{}", reason.name());
        let words: Vec<&str> = page.split_whitespace().collect();
        let flat = words.join(" ");
        let summary = reason.summary();
        let (first, rest) = summary.split_at(1);
        let upper = format!("**{}{rest}.**", first.to_uppercase());
        let said = flat.contains(&upper) || flat.contains(&format!("**{summary}.**"));
        assert!(said, "{} does not say: {summary}", reason.name());
        for section in ["What surgec saw", "Why it stops", "Example", "How to change the code"] {
            assert!(page.contains(&format!("\n## {section}\n")), "{}: {section}", reason.name());
        }
    }
}

#[test]
fn examples_are_refused_for_the_reason_of_their_page() {
    let failures: Vec<String> =
        Reason::ALL.iter().filter_map(|&reason| example_fails(reason)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn changed_examples_run_in_parallel() {
    let failures: Vec<String> =
        Reason::ALL.iter().flat_map(|&reason| changed_fails(reason)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Programs whose loop over `{}` is heavy enough to be considered.
const OVER: &str = "\
import sys

def slow(text):
    total = 0
    for i in range(len(text) * 1000):
        total += i * i % 7
    return total

def lines():
    for line in sys.stdin:
        yield line

alias = sys.stdin
stdin_lines = ['a', 'b']
for text in {}:  # marked
    print(slow(text))
";

#[test]
fn standard_input_is_known_by_what_it_is_and_not_by_its_name() {
    let decided = |iterable: &str| decisions_at(&OVER.replace("{}", iterable), "# marked");
    assert_eq!(decided("stdin_lines"), ["parallel"]);
    let reading = [
        "sys.stdin",
        "alias",
        "enumerate(alias)",
        "map(str.strip, alias)",
        "sys.stdin.buffer",
        "lines()",
    ];
    for iterable in reading {
        assert_ne!(decided(iterable), ["parallel"], "{iterable}");
    }
    for iterable in &reading[..2] {
        assert_eq!(decided(iterable), ["interactive-input"], "{iterable}");
    }
}

fn example_fails(reason: Reason) -> Option<String> {
    let name = reason.name();
    let page = explain::page(name)?;
    let (example, _) = split(page);
    let blocks = python_blocks(example);
    if example.contains(NO_EXAMPLE) {
        return (!blocks.is_empty())
            .then(|| format!("{name}: says that it has no example, and has one"));
    }
    let [code] = &blocks[..] else { return Some(format!("{name}: needs exactly one example")) };
    let found = if code.contains("# starts anew") {
        checkpoints_at(code, "# starts anew")
    } else {
        decisions_with(code, "# stays sequential", asked_for(reason))
    };
    match &found[..] {
        [] => Some(format!("{name}: no loop on the marked line")),
        _ if found.iter().any(|decision| decision == name) => None,
        _ => Some(format!("{name}: the example is {found:?}")),
    }
}

fn changed_fails(reason: Reason) -> Vec<String> {
    let name = reason.name();
    let (_, change) = split(explain::page(name).unwrap_or_default());
    let check = |code: &String| {
        if code.contains("# can be resumed") {
            let found = checkpoints_at(code, "# can be resumed");
            return (found != ["resumed"])
                .then(|| format!("{name}: the changed example is {found:?}"));
        }
        let found = decisions_with(code, "# runs in parallel", asked_for(reason));
        (found != ["parallel"]).then(|| format!("{name}: the changed example is {found:?}"))
    };
    python_blocks(change).iter().filter_map(check).collect()
}

/// The page up to its advice, and the advice.
fn split(page: &str) -> (&str, &str) {
    page.split_once("\n## How to change the code\n").expect("the page has this section")
}

fn python_blocks(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("```python\n") {
        let (code, after) = after.split_once("```").expect("the block is closed");
        blocks.push(code.to_owned());
        rest = after;
    }
    blocks
}

/// The decisions about checkpoints of the loops on marked lines: `resumed`, or the name of the reason.
fn checkpoints_at(code: &str, mark: &str) -> Vec<String> {
    on_big_stack(|| {
        let program = program(code);
        let lines = &program.entry().lines;
        let is_marked =
            |line: usize| code.lines().nth(line - 1).is_some_and(|line| line.contains(mark));
        let checkpoints =
            plan(&program, Some(Spacing::Root)).checkpoints.expect("checkpoints were asked for");
        checkpoints
            .iter()
            .filter(|checkpoint| is_marked(lines.line(checkpoint.header.start())))
            .map(|checkpoint| match &checkpoint.decision {
                Ok(_) => "resumed".to_owned(),
                Err(refusal) => refusal.reason.name().to_owned(),
            })
            .collect()
    })
}

/// Loops stay in place for the sake of checkpoints only where these are asked for.
fn asked_for(reason: Reason) -> Option<Spacing> {
    (reason == Reason::CheckpointedLoop).then_some(Spacing::Root)
}

/// The decisions about the regions whose header is on a marked line: `parallel`, or the name of the reason.
fn decisions_at(code: &str, mark: &str) -> Vec<String> {
    decisions_with(code, mark, None)
}

fn decisions_with(code: &str, mark: &str, checkpoint: Option<Spacing>) -> Vec<String> {
    on_big_stack(|| {
        let program = program(code);
        let plan = plan(&program, checkpoint);
        let lines = &program.entry().lines;
        let marked: Vec<usize> = code
            .lines()
            .enumerate()
            .filter(|(_, line)| line.contains(mark))
            .map(|(index, _)| index + 1)
            .collect();
        assert!(!marked.is_empty(), "no line is marked with {mark:?}:\n{code}");
        let regions = plan
            .regions
            .iter()
            .filter(|region| marked.contains(&lines.line(region.header.start())));
        regions
            .map(|region| match &region.decision {
                Decision::Parallel(_) => "parallel".to_owned(),
                Decision::Sequential(refusal) => refusal.reason.name().to_owned(),
            })
            .collect()
    })
}

fn program(code: &str) -> Program {
    let source =
        Source::from_bytes("example.py", code.as_bytes().to_vec()).expect("the example is UTF-8");
    let parsed = parse(&source).unwrap_or_else(|error| panic!("{error}\n{code}"));
    Program::single(Module::new("__main__", "example.py", false, source, parsed))
}

fn plan(program: &Program, checkpoint: Option<Spacing>) -> Plan {
    let options = Options { checkpoint, ..Options::default() };
    let compilation = compile(program, &Knowledge::new(), &options);
    let errors: Vec<&String> =
        compilation.internal_errors.iter().map(|error| &error.message).collect();
    assert!(errors.is_empty(), "{errors:?}");
    compilation.plan
}

//! What people are told about ordinary scripts: the obstacle that matters, its line, and advice that leads on.

use surgec::compile::{Options, compile};
use surgec::knowledge::Knowledge;
use surgec::program::{Module, Program};
use surgec::read::{Source, on_big_stack, parse};
use surgec::report;

/// A function that is worth workers.
const SLOW: &str = "
def slow(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total

";

/// The report on a script, and its `tasks.py`.
fn compiled(code: &str) -> (String, String) {
    on_big_stack(|| {
        let source = Source::from_bytes("script.py", code.as_bytes().to_vec()).expect("UTF-8");
        let parsed = parse(&source).unwrap_or_else(|error| panic!("{error}\n{code}"));
        let program = Program::single(Module::new("__main__", "script.py", false, source, parsed));
        let compilation = compile(&program, &Knowledge::new(), &Options::default());
        let errors: Vec<&String> =
            compilation.internal_errors.iter().map(|error| &error.message).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let tasks = compilation.files.iter().find(|file| file.path == "tasks.py");
        let tasks = tasks.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        (report::write(&program, &compilation.plan), tasks.unwrap_or_default())
    })
}

/// What the report says about the loop with this header, in one line.
#[track_caller]
fn told(code: &str, header: &str) -> String {
    let (report, _) = compiled(code);
    let mut regions =
        report.split("\n\n").map(|about| about.split_whitespace().collect::<Vec<&str>>().join(" "));
    regions
        .find(|about| about.contains(header))
        .unwrap_or_else(|| panic!("{header:?} is not in\n{report}"))
}

#[track_caller]
fn says(code: &str, header: &str, parts: &[&str]) {
    let told = told(code, header);
    for part in parts {
        assert!(told.contains(part), "{part:?} is not in\n{told}");
    }
}

#[test]
fn a_message_to_a_log_is_output_and_not_a_look_at_the_clock() {
    let code = format!(
        "import logging\n\nlog = logging.getLogger('x')\nlog.addHandler(logging.FileHandler('run.log'))\n{SLOW}
def noted(n):
    result = slow(n)
    log.info('%d', result)
    return result

results = []
for n in range(1000, 1200):
    results.append(noted(n))
"
    );
    says(&code, "for n in range(1000", &["`Logger.info` writes output", "explain ordered-effect"]);
}

#[test]
fn a_log_that_numpy_might_notice_is_named() {
    let code = "
import logging
import numpy as np

log = logging.getLogger('x')
log.addHandler(logging.FileHandler('run.log'))
results = []
for n in range(1000, 1200):
    results.append(float(np.linalg.norm(np.arange(n * 100))))
    log.info('%d', n)
";
    let log = ["`Logger.info` may change", "script.py:10", "log them after the loop"];
    says(code, "for n in range(1000", &log);
    let to_the_terminal = code.replace("log.addHandler(logging.FileHandler('run.log'))\n", "");
    says(&to_the_terminal, "for n in range(1000", &["runs on all cores"]);
}

#[test]
fn a_cache_by_hand_gets_the_decorator() {
    let code = format!(
        "{SLOW}
known = dict()

def remembered(n):
    if n in known:
        return known[n]
    result = slow(n)
    known[n] = result
    return result

results = []
for n in range(1000, 1200):
    results.append(remembered(n))
"
    );
    let header = "for n in range(1000";
    says(&code, header, &["`@functools.cache` above `def remembered`", "`known` only keeps"]);
    let followed = code
        .replace("known = dict()\n", "import functools\n\n@functools.cache")
        .replace("    if n in known:\n        return known[n]\n", "")
        .replace("    known[n] = result\n", "");
    says(&followed, header, &["runs on all cores"]);
    // A table that is only filled is no cache: nothing would come back from it.
    let table = code.replace("    if n in known:\n        return known[n]\n", "");
    assert!(!told(&table, header).contains("functools"));
}

#[test]
fn places_are_shown_where_only_a_name_was_known() {
    let code = format!(
        "{SLOW}
calls = 0

def counted(n):
    global calls
    calls += n
    return slow(n)

state = 1
for step in range(100):
    state = slow(1000 + state % 10)
for n in range(1000, 1200):
    print(counted(n))
"
    );
    says(&code, "for step in range", &["Where: script.py:18", "state = slow(1000 + state % 10)"]);
    says(&code, "for n in range(1000", &["Where: script.py:13", "calls += n"]);
}

#[test]
fn what_stops_another_statement_is_not_told() {
    let code = "
def weigh(counts, weights):
    score = 0.0
    for word, count in counts.items():
        for letter in word:
            score += weights.get(letter, 0.0) * count
    for word, count in counts.items():
        for letter in word:
            weights[letter] = weights.get(letter, 0.0) + score
    return score

def main(texts):
    counts = []
    for text in texts:
        counter = {}
        for word in text.split():
            counter[word] = counter.get(word, 0) + 1
        counts.append(counter)
    weights = {}
    for epoch in range(30):
        for counter in counts:
            weigh(counter, weights)
    print(weights)

main(['a b c' * 100, 'd e f' * 100])
";
    says(
        code,
        "for epoch in range",
        &["`weights[letter]` changes", "script.py:9", "as the steps of"],
    );
}

#[test]
fn a_change_says_more_than_a_draw() {
    let code = "
import random

class Walker:
    def __init__(self):
        self.x = 0

    def walk(self, rng, steps):
        for _ in range(steps):
            self.x += rng.choice((-1, 1))

rng = random.Random(1)
walker = Walker()
for day in range(100):
    walker.walk(rng, 1000)
print(walker.x)
";
    says(code, "for day in range", &["`self.x` changes an object", "script.py:10"]);
}

#[test]
fn a_loop_that_only_prints_needs_no_change() {
    let code = "
import sys

groups = {str(n): sys.argv[1:] for n in range(100)}
for name, paths in sorted(groups.items()):
    for path in paths:
        print('   ', path)
";
    says(code, "for name, paths in sorted", &["with nothing to gain", "`print` writes output"]);
}

#[test]
fn inner_loops_do_not_say_the_same_again() {
    let code = "
class Grid:
    def __init__(self, rows):
        self.rows = rows

    def get(self, x, y):
        return self.rows[y % 50][x % 50]

    def set(self, x, y, value):
        self.rows[y][x] = value

old = Grid([[x * y % 7 for x in range(50)] for y in range(50)])
new = Grid([[0] * 50 for y in range(50)])
for y in range(50):
    for x in range(50):
        total = 0
        for i in range(x * 9):
            total += old.get(x + i, y)
        new.set(x, y, total)
";
    says(
        code,
        "for y in range(50): This",
        &["may read what `self.rows[y][x]` changed", "script.py:10", "into a new list"],
    );
    says(code, "for x in range(50): This", &["the loop of line 14, and what is said there"]);
}

#[test]
fn tasks_read_as_people_write_them() {
    let code = format!(
        "{SLOW}
def parsed(line):
    return None if slow(len(line) * 1000) % 2 else line.split()

def main(lines):
    bad = 0
    entries = []
    for line in lines:
        entry = parsed(line)
        if entry is None:
            bad += 1
            continue
        entries.append(entry)
    kept = []
    for line in lines:
        if not slow(len(line) * 1000) % 3:
            kept.append(line)
    for line in lines:
        if slow(len(line) * 1000):
            kept.append(line)
    print(bad, entries, kept)

main(['a b c' * 100, 'd e f' * 100])
"
    );
    let (_, tasks) = compiled(&code);
    for part in [
        "    entry = parsed(line)\n    return entry\n",
        "condition = not slow(len(line) * 1000) % 3\n",
        " = bool(slow(len(line) * 1000))\n",
    ] {
        assert!(tasks.contains(part), "{part:?} is not in\n{tasks}");
    }
    // Where the program has another thing of that name, no name is needed.
    let (_, tasks) = compiled(&format!("def bool(x):\n    return x\n{code}"));
    assert!(tasks.contains(" = not not (slow(len(line) * 1000))\n"), "{tasks}");
}

#[test]
fn names_that_are_set_twice_are_told_apart_from_values_that_are_needed() {
    let code = |other: &str| {
        format!(
            "{SLOW}
def main(numbers):
    total = {{}}
    for n in numbers:
        queue = [n]
        while queue:
            v = queue.pop()
            for w in range(v):
                slow(w + v)
        rest = list(range(n))
        while rest:
            {other} = rest.pop()
            total[{other}] = total.get({other}, 0) + 1
    print(total)

main(range(50, 90))
"
        )
    };
    says(
        &code("v"),
        "for n in numbers",
        &["he loop sets `v` twice, once ahead and once in order", "another name"],
    );
    says(&code("u"), "for n in numbers", &["This loop runs on all cores"]);
}

#[test]
fn who_seeds_for_each_round_is_told_of_a_generator_for_each_round() {
    let code = format!(
        "import random\n{SLOW}
def noisy(n):
    random.seed(n / 7)
    return slow(n + random.randrange(9))

def main():
    for n in range(100):
        print(noisy(n))

main()
"
    );
    says(
        &code,
        "for n in range(100)",
        &["sets the generator of random numbers", "rng = random.Random(seed)"],
    );
    let changed = code
        .replace("random.seed(n / 7)", "rng = random.Random(n / 7)")
        .replace("random.randrange", "rng.randrange");
    says(&changed, "for n in range(100)", &["This loop runs on all cores"]);
    // A whole number says all that is drawn, so that the round's draws are its own.
    let whole = code.replace("random.seed(n / 7)", "random.seed(n)");
    says(&whole, "for n in range(100)", &["This loop runs on all cores"]);
}

#[test]
fn a_key_that_reading_adds_is_told_of_a_loop_over_the_same_dictionary() {
    let code = format!(
        "from collections import defaultdict\n{SLOW}
def main():
    graph = defaultdict(list)
    for n in range(60):
        graph[n].append(n + 1)
    for n in graph:
        print(slow(n + len(graph[graph[n][0]])))

main()
"
    );
    says(&code, "for n in graph", &["finds no key, it adds one", "list(xs)"]);
    says(
        &code.replace("for n in graph", "for n in list(graph)"),
        "for n in list(graph)",
        &["This loop runs on all cores"],
    );
}

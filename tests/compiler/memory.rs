//! Memory from outside: what is emitted, what `--max-memory` allows, and the facts in the package.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const SCRIPT: &str = "\
import sys

n = int(sys.argv[1])
xs = [i * 0.5 for i in range(n)]
ys = xs
grid = [[0.0] * 100 for _ in range(100)]
";

fn surgec(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_surgec"));
    command.args(arguments).current_dir(folder).output().expect("surgec starts")
}

fn with_script(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("script.py"), text).expect("it can be written");
    folder
}

fn json(folder: &Path, name: &str) -> Value {
    let text = fs::read_to_string(folder.join(name)).expect("it was written");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn footprints_are_keyed_by_position() {
    let folder = with_script(SCRIPT);
    let said = surgec(folder.path(), &["script.py", "--emit", "memory=json", "-o", "facts"]);
    assert_eq!(said.status.code(), Some(0), "{}", String::from_utf8_lossy(&said.stderr));
    let facts = folder.path().join("facts");
    let main = json(&facts, "main_lines_footprint.json");
    let xs = &main["script.py:4:1"]["variables"]["xs"];
    assert_eq!(xs["type"], "list");
    assert_eq!(xs["length"]["estimate"], "n");
    assert!(xs["size"]["high"].as_str().is_some_and(|high| high.contains('n')), "{xs}");
    // A list of one float each, 100 times: one float of the code, 101 lists.
    let grid = &main["script.py:6:1"]["variables"]["grid"]["size"];
    assert_eq!(grid["estimate"], 56 + 8 * 108 + 100 * (56 + 800), "{grid}");
    let memory = json(&facts, "memory.json");
    assert_eq!(memory["python"], "3.11");
    let symbols = memory["symbols"].as_array().expect("a list");
    assert!(symbols.contains(&Value::from("n")), "{symbols:?}");
    assert!(memory["segments"].as_array().is_some_and(|segments| !segments.is_empty()));
}

#[test]
fn assumptions_make_numbers_of_symbols() {
    let folder = with_script(SCRIPT);
    let arguments = ["script.py", "--emit", "memory=json", "--assume", "n=1000", "-o", "facts"];
    assert_eq!(surgec(folder.path(), &arguments).status.code(), Some(0));
    let main = json(&folder.path().join("facts"), "main_lines_footprint.json");
    let after = &main["script.py:5:1"]["variables"];
    assert_eq!(after["xs"]["length"]["high"], 1000);
    assert_eq!(after["xs"]["size"], after["ys"]["size"], "both names mean one list");
}

#[test]
fn objects_are_laid_out_as_the_version_does() {
    let folder = with_script("words = [str(i) + 'x' for i in range(1000, 2000)]\n");
    let size = |version: &str| {
        let arguments = ["script.py", "--emit", "memory=json", "--python", version, "-o", version];
        assert_eq!(surgec(folder.path(), &arguments).status.code(), Some(0));
        let main = json(&folder.path().join(version), "main_lines_footprint.json");
        main["script.py:1:1"]["variables"]["words"]["size"]["low"].as_f64().expect("a number")
    };
    // Strings lost 8 bytes in 3.12.
    assert!((size("3.11") - size("3.12") - 8000.0).abs() < 0.5);
    let refused = surgec(folder.path(), &["script.py", "--emit", "memory=json", "--python", "2.7"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_limit_has_an_exit_code_of_its_own() {
    let folder = with_script("xs = [i * 0.5 for i in range(100_000)]\n");
    let fine = surgec(folder.path(), &["script.py", "-o", "out", "--max-memory", "10MB"]);
    assert_eq!(fine.status.code(), Some(0), "{}", String::from_utf8_lossy(&fine.stderr));
    let over = surgec(folder.path(), &["script.py", "-o", "other", "--max-memory", "1MB"]);
    assert_eq!(over.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&over.stderr).contains("may need"), "{over:?}");
    assert!(!folder.path().join("other").exists(), "nothing is written");
    let analysed = surgec(folder.path(), &["--analyze-only", "script.py", "--max-memory", "1MB"]);
    assert_eq!(analysed.status.code(), Some(4));
}

#[test]
fn assumptions_that_nothing_uses_are_warned_of() {
    let folder = with_script("import sys\nn = int(sys.argv[1])\nxs = [0.5] * n\nk = 7\n");
    for (assumption, warns) in [("n=5", false), ("m=5", true), ("k=5", true)] {
        for how in [&["-o", "out"][..], &["--emit", "memory=table"]] {
            let arguments = [&["script.py", "--assume", assumption][..], how].concat();
            let done = surgec(folder.path(), &arguments);
            assert_eq!(done.status.code(), Some(0));
            let told = String::from_utf8_lossy(&done.stderr).contains("nothing that is not known");
            assert_eq!(told, warns, "{assumption} {how:?}");
        }
    }
}

#[test]
fn what_has_no_bound_says_why() {
    let folder = with_script("xs = []\nwhile input():\n    xs.append(1.5 * len(xs))\n");
    let over = surgec(folder.path(), &["script.py", "-o", "out", "--max-memory", "100GB"]);
    assert_eq!(over.status.code(), Some(4));
    let text = String::from_utf8_lossy(&over.stderr).into_owned();
    assert!(text.contains("no bound") && text.contains("rounds of this loop"), "{text}");
}

#[test]
fn plan_and_report_speak_of_memory() {
    let folder =
        with_script("xs = [i * 0.5 for i in range(100_000)]\nfor x in xs:\n    print(x)\n");
    assert_eq!(surgec(folder.path(), &["script.py", "-o", "out"]).status.code(), Some(0));
    let plan = json(&folder.path().join("out"), "plan.json");
    let peak = plan["memory"]["peak"]["estimate"].as_f64().expect("a number");
    assert!((3.0e6..4.0e6).contains(&peak), "{peak}");
    assert_eq!(plan["memory"]["largest"][0]["variable"], "xs");
    assert!(plan["regions"][0]["memory"]["before"]["estimate"].is_number());
    let report = fs::read_to_string(folder.path().join("out/report.txt")).expect("a report");
    assert!(report.contains("Memory\n------\n") && report.contains("xs 3."), "{report}");
}

#[test]
fn loops_that_nobody_can_finish_are_estimated_at_once() {
    let script = "xs, seen = [], set()\nfor i in range(10 ** 20):\n    xs.append(i)\n    seen.add(i)\n    if i > 1000:\n        break\nprint(len(xs))\n";
    let folder = with_script(script);
    assert_eq!(surgec(folder.path(), &["script.py", "-o", "out"]).status.code(), Some(0));
    let table = surgec(folder.path(), &["script.py", "--emit", "memory=table"]);
    assert_eq!(table.status.code(), Some(0));
}

#[test]
fn a_run_has_a_limit_as_well() {
    let folder = with_script(
        "import json, sys\nrows = json.load(open(sys.argv[1]))\nprint(sum(row['n'] for row in rows))\n",
    );
    let rows: Vec<Value> = (0..5000).map(|n| serde_json::json!({"n": n, "s": "x"})).collect();
    let text = serde_json::to_string(&rows).expect("JSON");
    fs::write(folder.path().join("rows.json"), text).expect("it can be written");
    let run = |limit: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_surgec"));
        command.env("XDG_CACHE_HOME", folder.path().join("cache"));
        command.args(["run", "--max-memory", limit, "script.py", "rows.json"]);
        command.current_dir(folder.path()).output().expect("surgec starts")
    };
    // What the file holds is looked at: it is among the arguments.
    let fine = run("20MB");
    assert_eq!((fine.status.code(), &fine.stdout[..]), (Some(0), &b"12497500\n"[..]), "{fine:?}");
    let over = run("1MB");
    assert_eq!((over.status.code(), &over.stdout[..]), (Some(4), &b""[..]), "{over:?}");
    assert!(String::from_utf8_lossy(&over.stderr).contains("may need"), "{over:?}");
}

#[test]
fn statistics_warn_before_a_run_that_cannot_fit() {
    let folder = with_script("print(sum(i for i in range(10)))\n");
    let made = surgec(folder.path(), &["script.py", "-o", "out"]);
    assert_eq!(made.status.code(), Some(0));
    let plan = folder.path().join("out/plan.json");
    let mut facts: Value = json(&folder.path().join("out"), "plan.json");
    facts["memory"]["peak"]["low"] = 1e18.into();
    fs::write(plan, facts.to_string()).expect("it can be written");
    let run = |stats: &str| {
        let mut command = Command::new("python3");
        command.arg("out").env("SURGE_STATS", stats).current_dir(folder.path());
        String::from_utf8(command.output().expect("python starts").stderr).expect("text")
    };
    assert!(run("1").starts_with("surge: the script needs at least 1000000000000 MB"));
    assert_eq!(run("0"), "", "standard error is the script's");
}
